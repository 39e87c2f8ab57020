"""W3: what shares a root counts once."""

from decimal import Decimal

import pytest

from probandum.model.exhibit import Locator
from probandum.model.hypothesis import Judgement, Review
from probandum.model.ident import digest
from probandum.model.observation import Observation
from probandum.model.source import Origin
from probandum.weighers.items import gather, gather_judgements
from probandum.weighers.roots import Roots

A, B, C = (digest(name) for name in (b"a", b"b", b"c"))
HERE, THERE = Locator("byte", 0, 5), Locator("byte", 9, 12)


def seen(value, exhibit, degree="0.8", refs=None, kind="attack-pattern", place=HERE):
    return Observation(
        kind,
        value,
        exhibit,
        place,
        "test/1",
        refs=(value,) if refs is None else refs,
        authenticity=Decimal(degree),
    )


def test_one_origin_counts_once_with_its_best_and_two_origins_confirm():
    together, alone = Origin(("Lab",), (A, B)), Origin(("Paper",), (C,))
    digits = {A: 1, B: 2, C: 3}
    found = gather(
        [seen("T0001", A, "0.5"), seen("T0001", B, "0.9"), seen("T0001", C, "0.6")],
        Roots([together, alone]),
        [],
        digits,
        {"T0001": "Name"},
    )
    (item,) = found.items
    assert item.name == "Name"
    degrees = {support.origin: support.authenticity for support in item.support}
    assert degrees == {together.id: Decimal("0.765"), alone.id: Decimal("0.42")}
    assert item.authenticity == pytest.approx(1 - (1 - 0.765) * (1 - 0.42))
    assert [len(support.evidence) for support in item.support if support.origin == together.id] == [2]


def test_an_exhibit_without_a_digit_is_one_that_cannot_be_judged():
    (item,) = gather([seen("T0001", A, "1")], Roots(), [], {}, {}).items
    assert item.support[0].authenticity == Decimal("0.5")


def test_what_is_ambiguous_unknown_or_no_behaviour_is_not_weighed_and_said():
    found = gather(
        [
            seen("APT", A, refs=("S0001", "S0002"), kind="malware"),
            seen("T9999", A, refs=()),
            seen("192.0.2.1", A, kind="ipv4-addr"),
        ],
        Roots(),
        [],
        {},
        {},
    )
    assert found.items == ()
    assert found.unknown_values == ("T9999",)
    assert found.notes == ("not weighed, because it may stand for several things: APT (S0001, S0002)",)


def review(decision, value, exhibit=None):
    return Review(decision, value, "because", "analyst", exhibit)


def test_an_acceptance_makes_sure_and_a_rejection_takes_away():
    observations = [seen("T0001", A), seen("T0002", A), seen("T0003", A)]
    found = gather(observations, Roots(), [review("accept", "T0001"), review("reject", "T0002")], {A: 5}, {})
    assert {item.value: item.authenticity for item in found.items} == {
        "T0001": 1.0,
        "T0003": pytest.approx(0.16),
    }
    assert found.notes == ("not weighed, because a reviewer rejected it: T0002",)


def test_a_review_of_one_exhibit_goes_before_one_of_all_and_rejection_before_acceptance():
    observations = [seen("T0001", A), seen("T0001", B)]
    reviews = [review("reject", "T0001"), review("accept", "T0001", B)]
    (item,) = gather(observations, Roots(), reviews, {}, {}).items
    assert [support.origin for support in item.support] == [Origin((), (B,)).id]
    contradicting = [review("accept", "T0001"), review("reject", "T0001")]
    assert gather(observations, Roots(), contradicting, {}, {}).items == ()
    assert gather(observations, Roots(), contradicting[::-1], {}, {}).items == ()


def judged(words, exhibit, place, actor="G0001"):
    return Judgement(actor, words, "likely", "unlikely", "because", "analyst", exhibit, place)


def test_judgements_of_one_passage_or_in_the_same_words_are_one_item():
    one, two = judged("build path", A, HERE), judged("language", A, HERE)
    three, apart = judged("Language ", B, THERE), judged("working hours", B, HERE)
    items = gather_judgements([one, two, three, apart], Roots(), {A: 1, B: 2})
    held = sorted(sorted(name for support in item.support for name in support.evidence) for item in items)
    assert held == sorted([sorted([one.id, two.id, three.id]), [apart.id]])
    assert gather_judgements([apart, three, two, one], Roots(), {A: 1, B: 2}) == items
    (alone,) = gather_judgements([apart], Roots(), {})
    assert (alone.value, alone.name, alone.support[0].authenticity) == (
        apart.id,
        "working hours",
        Decimal("0.5"),
    )


def test_a_decision_on_one_observation_goes_before_one_by_value():
    here, there = seen("T0001", A, "0.5"), seen("T0001", B, "0.5")
    by_value = [Review("reject", "T0001", "reason", "A. Analyst")]
    found = gather([here, there], Roots(), by_value, {A: 3}, {}, {here.id: "accept"})
    (item,) = found.items
    assert [(support.authenticity, support.evidence) for support in item.support] == [
        (Decimal(1), (here.id,))
    ]
    assert any("rejected it: T0001" in note for note in found.notes)
    assert gather([here], Roots(), [], {}, {}, {here.id: "reject"}).items == ()
    accepted = [Review("accept", "T0001", "reason", "A. Analyst")]
    (item,) = gather([here, there], Roots(), accepted, {}, {}, {there.id: "reject"}).items
    assert [support.evidence for support in item.support] == [(here.id,)]
