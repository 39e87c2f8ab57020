"""Accusations and denials: the closed form against scipy, and what counts as one saying."""

import math
from decimal import Decimal

import numpy as np
import pytest
from scipy import stats

from probandum.model.claim import Claim
from probandum.model.claim import Testimony as Saying
from probandum.model.exhibit import Locator
from probandum.model.hypothesis import UNKNOWN, Hypothesis
from probandum.model.ident import Id, digest
from probandum.model.pack import Actor, Citation, Pack, Software, Use
from probandum.model.source import Origin, Source
from probandum.model.weight import Evidence
from probandum.testing import check_weigher
from probandum.weighers.parameters import Parameters
from probandum.weighers.sayings import Sayings, Standing, gather_testimony
from probandum.weighers.testimony import START, log_ratio
from probandum.weighers.testimony import TestimonyWeigher as Weigher

NUMBERS = Parameters().numbers()
FIRST, SECOND, THIRD = (digest(name) for name in (b"first", b"second", b"third"))
GROUPS = {"Q01": "Group One", "Q02": "Group Two", "Q03": "Group Three"}
HYPOTHESES = (
    *(Hypothesis(actor, "known", name, "group") for actor, name in GROUPS.items()),
    Hypothesis(UNKNOWN, "unknown", "somebody else", "group"),
)
ALPHA = Source("Alpha Lab", "B")
BETA = Source("Beta Office", "C", interest="takes part in the dispute", right=3, wrong=1, record="counted")


def _pack() -> Pack:
    """Three groups: 98 reports are about the first, one about each of the others."""
    cited = tuple(Citation(f"R{n}") for n in range(100))
    names = [one.name for one in cited]
    uses = (
        Use("Q01", "S1", tuple(names[:98])),
        Use("Q02", "S1", (names[98],)),
        Use("Q03", "S1", (names[99],)),
    )
    actors = tuple(Actor(actor, name, "", "group") for actor, name in GROUPS.items())
    return Pack(
        "own", "1", "", {}, True, actors, (Software("S1", "One", "", "malware"),), (), (), uses, (), cited
    )


PACK = _pack()


def _claim(
    speaker: str,
    actor: str,
    exhibit: bytes = b"first",
    stance: str = "accuses",
    digit: int = 2,
    start: int = 0,
) -> Claim:
    return Claim(
        stance=stance,  # type: ignore[arg-type]
        speaker=speaker,
        subject=actor,
        predicate="did it",
        exhibit=digest(exhibit),
        locator=Locator("byte", start, start + 4),
        quote="they",
        by="analyst",
        credibility=digit,
        hypothesis=actor,
    )


def _gather(
    *claims: Claim, sources: tuple[Source, ...] = (ALPHA, BETA), standing: Standing | None = None
) -> Sayings:
    return gather_testimony(claims, sources, GROUPS, standing or Standing())


def _weigh(said: Sayings, **changes: float) -> np.ndarray:
    evidence = Evidence(said.items, (), said.testimonies)
    return Weigher().weigh(HYPOTHESES, evidence, PACK, {**NUMBERS, **changes}).matrix


def _saying(
    letter: str, right: int = 0, wrong: int = 0, stance: str = "accuses", interested: bool = False
) -> Saying:
    return Saying("Q02", stance, "s", Id("claim:1"), FIRST, letter, interested, right, wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("letter", "ABCDE")
@pytest.mark.parametrize("record", [(0, 0), (7, 2), (1, 40), (10_000, 10_000)])
def test_reliability_is_the_mean_of_a_beta(letter: str, record: tuple[int, int]) -> None:
    right, wrong = record
    alpha, beta = 4 * START[letter] + right, 4 * (1 - START[letter]) + wrong  # type: ignore[index]
    rho = float(stats.beta(alpha, beta).mean())
    expected = math.log(rho / ((1 - rho) * 0.05))
    assert expected > 0 or wrong > right
    if expected > 0:
        assert log_ratio(_saying(letter, right, wrong), 0.01, NUMBERS) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("record", [(0, 0), (7, 2), (1, 40)])
def test_letter_f_starts_flat_and_its_wrong_answers_fall_on_the_accused(record: tuple[int, int]) -> None:
    rho = float(stats.beta(1 + record[0], 1 + record[1]).mean())
    for interested in (False, True):
        one = _saying("F", *record, interested=interested)
        assert log_ratio(one, 0.01, NUMBERS) == pytest.approx(math.log(rho / (1 - rho)), abs=1e-12)
    assert log_ratio(_saying("F"), 0.01, NUMBERS) == 0


def test_the_usual_suspects_are_accused_for_less() -> None:
    seldom, often = (log_ratio(_saying("C"), share, NUMBERS) for share in (0.05, 0.5))
    assert seldom - often == pytest.approx(math.log(10))
    assert log_ratio(_saying("C"), 0.0, NUMBERS) == seldom
    row = _weigh(_gather(_claim("Alpha Lab", "Q01", digit=1), _claim("Alpha Lab", "Q02", digit=1)))
    ratio = {float(value) for value in row.max(axis=1)}
    expected = [math.log(0.95 * 4 / share + 0.05) for share in (0.98, 0.05)]
    assert sorted(ratio) == pytest.approx(expected)


def test_a_low_letter_alone_does_not_speak_for_the_accused_a_record_does() -> None:
    assert log_ratio(_saying("E", interested=True), 0.05, NUMBERS) == 0
    assert log_ratio(_saying("D", interested=True), 0.05, NUMBERS) == 0
    caught = log_ratio(_saying("E", wrong=3, interested=True), 0.05, NUMBERS)
    assert caught == pytest.approx(-math.log(4))
    assert log_ratio(_saying("A", wrong=30, interested=True), 0.05, NUMBERS) == pytest.approx(
        math.log(3.6 / 30.4)
    )


def test_a_denial_weighs_by_its_own_record_only_and_never_against_the_denier() -> None:
    assert log_ratio(_saying("A", stance="denies"), 0.05, NUMBERS) == 0
    assert log_ratio(_saying("E", 5, 1, "denies"), 0.05, NUMBERS) == pytest.approx(-math.log(3))
    assert log_ratio(_saying("A", 0, 50, "denies"), 0.05, NUMBERS) == 0


def test_the_record_of_the_act_is_taken() -> None:
    both = Source("Gamma", "B", right=4, wrong=1, denials_right=2, denials_wrong=9, record="counted")
    said = _gather(
        _claim("Gamma", "Q01"),
        _claim("Gamma", "Q02", stance="denies"),
        _claim("Gamma", "Q03", stance="counter-accuses"),
        sources=(both,),
    )
    found = {one.hypothesis: (one.stance, one.right, one.wrong) for one in said.testimonies}
    assert found == {"Q01": ("accuses", 4, 1), "Q02": ("denies", 2, 9), "Q03": ("accuses", 4, 1)}


def test_an_interest_is_shared_by_a_party() -> None:
    sources = (
        Source("Alpha Lab", "B", party="P"),
        Source("Beta Office", "B", party="P", interest="sells it"),
    )
    said = _gather(_claim("Alpha Lab", "Q01"), sources=sources)
    assert [one.interested for one in said.testimonies] == [True]
    assert [one.interested for one in _gather(_claim("Alpha Lab", "Q01")).testimonies] == [False]


def test_one_speaker_counts_once_through_however_many_others() -> None:
    once = _gather(_claim("Alpha Lab", "Q01"))
    many = _gather(
        *(_claim("Alpha Lab", "Q01", name, digit=3) for name in (b"second", b"third")),
        _claim("Alpha Lab", "Q01"),
    )
    assert len(many.items) == 1
    assert len(many.items[0].support) == 1
    assert len(many.items[0].support[0].evidence) == 3
    assert np.array_equal(_weigh(many), _weigh(once))


def test_one_origin_counts_once_with_its_best_speaker() -> None:
    origin = (Origin(("Press",), tuple(sorted((FIRST, SECOND)))),)
    claims = _claim("Alpha Lab", "Q02"), _claim("Beta Office", "Q02", b"second")
    one = _gather(*claims, standing=Standing(origin))
    assert [item.name for item in one.items] == ["accusation of Group Two by several speakers"]
    assert one.items[0].support[0].origin == origin[0].id
    assert np.array_equal(_weigh(one), _weigh(_gather(claims[0])))
    assert len(_gather(*claims).items) == 2


def test_speakers_of_one_root_count_once_and_others_where_they_are_heard_alone() -> None:
    roots = {"Alpha Lab": Id("origin:x"), "Beta Office": Id("origin:x")}
    claims = (
        _claim("Alpha Lab", "Q02", b"second"),
        _claim("Beta Office", "Q02", b"second"),
        _claim("Somebody", "Q02", b"second"),
    )
    assert len(_gather(*claims, standing=Standing((), roots)).items) == 1
    alone = _gather(*claims, _claim("Somebody", "Q02", b"third"), standing=Standing((), roots))
    assert sorted(item.name for item in alone.items) == [
        "accusation of Group Two by Somebody",
        "accusation of Group Two by several speakers",
    ]


@pytest.mark.parametrize("paper", [b"p1", b"p2", b"p3", b"p4", b"p5", b"p6"])
def test_who_is_quoted_alone_somewhere_is_heard_there(paper: bytes) -> None:
    """Whatever the digests of the papers are."""
    both = _claim("Alpha Lab", "Q02", b"both"), _claim("Somebody", "Q02", b"both", start=9)
    assert len(_gather(*both).items) == 1
    said = _gather(*both, _claim("Somebody", "Q02", paper))
    assert len(said.items) == 2
    assert {one.support[0].origin for one in said.items} == {
        Origin((), (digest(name),)).id for name in (b"both", paper)
    }


def test_of_denials_that_count_as_one_the_strongest_counts() -> None:
    speakers = [
        Source(name, "B", denials_right=right, denials_wrong=1, record="counted")
        for name, right in (("Weak", 2), ("Strong", 20))
    ]
    claims = [_claim(one.name, "Q02", stance="denies", digit=1) for one in speakers]
    for some in (claims, claims[::-1]):
        said = _gather(*some, sources=tuple(speakers))
        assert len(said.items) == 1
        assert float(_weigh(said).min()) == pytest.approx(math.log(0.95 * 2 / 21 + 0.05))


def test_an_article_that_quotes_two_does_not_make_them_one() -> None:
    own = (
        Origin(("Alpha Lab",), (FIRST,)),
        Origin(("Beta Office",), (SECOND,)),
        Origin(("Press",), (THIRD,)),
    )
    claims = _claim("Alpha Lab", "Q02"), _claim("Beta Office", "Q02", b"second")
    quoted = _claim("Alpha Lab", "Q02", b"third"), _claim("Beta Office", "Q02", b"third", start=9)
    before, after = (_gather(*some, standing=Standing(own)) for some in (claims, (*claims, *quoted)))
    assert sorted(one.name for one in after.items) == sorted(one.name for one in before.items)
    assert {one.support[0].origin for one in after.items} == {own[0].id, own[1].id}
    assert len(_gather(*quoted, standing=Standing(own)).items) == 1


def test_the_item_bears_the_origin_its_speaker_reports_in() -> None:
    press = Origin(("Press",), (FIRST,))
    own = Origin(("Alpha Lab",), (SECOND,))
    said = _gather(
        _claim("Alpha Lab", "Q01", digit=1),
        _claim("Alpha Lab", "Q01", b"second", digit=4),
        standing=Standing((press, own)),
    )
    assert said.items[0].support[0].origin == own.id
    assert said.items[0].support[0].authenticity == Decimal("0.95")


def test_one_source_that_accuses_two_is_two_items_and_so_are_accusation_and_denial() -> None:
    said = _gather(
        _claim("Alpha Lab", "Q01"), _claim("Alpha Lab", "Q02"), _claim("Alpha Lab", "Q01", stance="denies")
    )
    assert sorted(item.name for item in said.items) == [
        "accusation of Group One by Alpha Lab",
        "accusation of Group Two by Alpha Lab",
        "denial about Group One by Alpha Lab",
    ]


def test_the_same_words_read_as_two_actors_are_two_items() -> None:
    import msgspec

    one = _claim("Alpha Lab", "Q01")
    other = msgspec.structs.replace(one, hypothesis="Q02")
    assert one.id == other.id
    said = _gather(one, other)
    rows = _weigh(said)
    assert len(said.items) == 2
    assert [int((rows[:, place] > 0).sum()) for place in (0, 1)] == [1, 1]


def test_what_is_shown_only_is_counted_with_the_reason() -> None:
    import msgspec

    plain = _claim("Alpha Lab", "")
    state = msgspec.structs.replace(_claim("Alpha Lab", "Q01"), level="state")
    said = _gather(
        plain,
        msgspec.structs.replace(plain, subject="somebody"),
        state,
        _claim("Alpha Lab", "C0001"),
        _claim("Alpha Lab", "Q01", stance="questions"),
        _claim("Alpha Lab", "Q01", b"third"),
        _claim("Nobody Declared", "Q02"),
        standing=Standing(silent=[THIRD]),
    )
    assert said.notes == (
        "shown, not weighed, because it is about another level than groups: 2 claims",
        "shown, not weighed, because it names no hypothesis: 2 claims",
        "shown, not weighed, because it neither accuses nor denies: 1 claim",
        "shown, not weighed, because it stands in an exhibit that does not testify to claims: 1 claim",
        "1 saying is by a speaker whom no source of the case file is called after: reliability F, no record, no weight",
    )
    assert not _weigh(said).any()


def test_the_weigher_keeps_what_every_weigher_keeps() -> None:
    said = _gather(
        _claim("Alpha Lab", "Q01"), _claim("Beta Office", "Q02", b"second"), _claim("Alpha Lab", "Q9")
    )
    evidence = Evidence(said.items, (), said.testimonies)
    check_weigher(Weigher(), HYPOTHESES, evidence, PACK, NUMBERS)
    weights = Weigher().weigh(HYPOTHESES, evidence, PACK, NUMBERS)
    assert (weights.name, weights.cap, weights.scale, weights.tiers) == ("testimony", 3.0, 1.0, (1, 1))
    lost = Evidence(said.items, ())
    assert not Weigher().weigh(HYPOTHESES, lost, PACK, NUMBERS).matrix.any()


def test_sayings_alone_lift_one_of_170_actors_to_no_more_than_one_in_fifteen() -> None:
    odds = math.exp(float(Parameters().testimony_cap)) / 170
    assert odds / (odds + 169 / 170 + math.exp(float(Parameters().unknown_log_odds))) < 1 / 15
