"""Contradictions: what cannot both be true is found, what may be about two things is not."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.model.claim import Claim
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.statement import StatedFigure
from probandum.sources.contradictions import contradictions
from probandum.sources.sayings import Heard

HERE = Locator("byte", 0, 9)


def claim(name, speaker, subject, predicate, stance="accuses", **rest):
    rest = {"level": "group", "object": "the mill", **rest}
    return Claim(stance, speaker, subject, predicate, digest(name), HERE, "words", "A. Analyst", **rest)


def found(*claims, days=None, known=None, figures=()):
    dates = {digest(name): (day, day) for name, day in (days or {}).items()}
    told = contradictions(Heard(claims, dates=dates), figures, *([known] if known else []))
    return [(one.kind, one.first, one.second) for one in told]


ACCUSED = claim(b"a", "A lab", "Group One", "broke into the mill")
RIVAL = claim(b"b", "A paper", "Group Two", "hacked the mill")
DENIED = claim(b"c", "A ministry", "Group One", "broke into the mill", "denies")


def test_accusation_and_denial_of_the_same_act_by_whomever():
    days = {b"a": "2019", b"c": "2020"}
    assert found(ACCUSED, DENIED, days=days) == [("denied", ACCUSED.id, DENIED.id)]
    assert found(ACCUSED, DENIED, days={b"c": "2020-01-01", b"a": "2021"}) == [
        ("denied", DENIED.id, ACCUSED.id)
    ], "the earlier stands first"


def test_two_accusations_that_name_others_for_one_thing():
    assert found(ACCUSED, RIVAL) == [("rival accusations", ACCUSED.id, RIVAL.id)] or found(
        ACCUSED, RIVAL
    ) == [("rival accusations", RIVAL.id, ACCUSED.id)]


@pytest.mark.parametrize(
    "other",
    [
        claim(b"b", "A paper", "Group Two", "hacked the mill", level="state"),
        claim(b"b", "A paper", "Loud Heron", "hacked the mill", level=None),
        claim(b"b", "A paper", "Group Two", "hacked the port", object="the port"),
        claim(b"b", "A paper", "Group Two", "spread lies about the mill"),
        claim(b"b", "A paper", "Group Two", "hacked the mill", linked_to="Group One"),
        claim(b"b", "A paper", "Group One", "hacked the mill"),
        claim(b"b", "A paper", "", "hacked the mill"),
        claim(b"b", "A paper", "Group Two", "hacked the mill", "questions"),
        claim(b"c", "A ministry", "Group Two", "broke into the mill", "denies"),
        claim(b"c", "A ministry", "Group One", "broke into the port", "denies", object="the port"),
        claim(b"c", "A ministry", "Group One", "slandered anybody", "denies"),
    ],
)
def test_what_may_be_about_two_things_or_one_actor_is_none(other):
    assert found(ACCUSED, other) == []


def test_two_names_of_one_actor_are_no_rivals_and_its_denial_is_found_under_either():
    def known(words):
        return frozenset({"G1"}) if words in {"Group One", "Tin Kettle"} else frozenset()

    alias = claim(b"b", "A paper", "Tin Kettle", "hacked the mill")
    assert found(ACCUSED, alias) != []
    assert found(ACCUSED, alias, known=known) == []
    denied = claim(b"c", "A ministry", "Tin Kettle", "broke into the mill", "denies")
    assert found(ACCUSED, denied) == []
    assert [one[0] for one in found(ACCUSED, denied, known=known)] == ["denied"]


def test_years_that_differ_are_two_things():
    early = claim(b"a", "A lab", "Group One", "hacked the mill in 2019")
    late = claim(b"b", "A paper", "Group Two", "hacked the mill in 2021")
    assert found(early, late) == []
    assert len(found(early, claim(b"b", "A paper", "Group Two", "hacked the mill in 2019"))) == 1


def figure(name, value, start=0, **rest):
    rest = {"unit": "computers", "of": "in the attack", "when": "2019", **rest}
    return StatedFigure(
        digest(name), Locator("byte", start, start + 3), "x", Decimal(value), "test/1", **rest
    )


def test_figures_of_one_thing_that_differ():
    (one,) = contradictions(Heard(()), [figure(b"a", 40), figure(b"b", 41)])
    assert one.kind == "figures differ"
    assert abs(one.difference) == 1
    for other in (
        figure(b"b", 40),
        figure(b"b", 41, when="2020"),
        figure(b"b", 41, when=""),
        figure(b"b", 41, unit="hosts"),
        figure(b"b", 41, of="in the raid"),
        figure(b"b", 41, approximate="about"),
        figure(b"b", 41, low=Decimal(1), high=Decimal(50)),
    ):
        assert contradictions(Heard(()), [figure(b"a", 40), other]) == ()
    same_sentence = [figure(b"a", 40, statement="s"), figure(b"a", 41, 10, statement="s")]
    assert contradictions(Heard(()), same_sentence) == ()


NAMES = st.sampled_from([b"a", b"b", b"c", b"d"])
CLAIMS = st.lists(
    st.builds(
        claim,
        NAMES,
        st.sampled_from(["A lab", "A paper", "A ministry"]),
        st.sampled_from(["Group One", "Group Two", "Group Three"]),
        st.sampled_from(["broke into the mill", "hacked it", "stole plans"]),
        st.sampled_from(["accuses", "denies", "counter-accuses", "asserts"]),
        object=st.sampled_from(["the mill", "the port", ""]),
    ),
    max_size=8,
)


@settings(max_examples=120, deadline=None)
@given(CLAIMS, st.randoms(use_true_random=False))
def test_renaming_and_order_change_nothing_but_names(claims, rng):
    told = contradictions(Heard(claims))
    shuffled = claims.copy()
    rng.shuffle(shuffled)
    assert {one.id for one in contradictions(Heard(shuffled))} == {one.id for one in told}
    assert len({one.id for one in told}) == len(told)

    def renamed(one):
        fields = {name: getattr(one, name) for name in one.__struct_fields__}
        swaps = {"Group One": "Quiet Otter", "Group Two": "Loud Heron", "Group Three": "Dry Salmon"}
        return Claim(**{**fields, "subject": swaps[one.subject]})

    again = contradictions(Heard([renamed(one) for one in claims]))
    assert sorted(one.kind for one in again) == sorted(one.kind for one in told)
