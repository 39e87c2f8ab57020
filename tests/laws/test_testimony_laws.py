"""Laws of testimony (W6): one rule for every speaker and every accused, whoever they are and however often they speak."""

import math
from itertools import pairwise

import msgspec
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.model.claim import Claim
from probandum.model.exhibit import Locator
from probandum.model.hypothesis import UNKNOWN, Hypothesis
from probandum.model.ident import digest
from probandum.model.pack import Actor, Citation, Pack, Software, Use
from probandum.model.source import Origin, Source
from probandum.model.weight import Evidence, Weights
from probandum.weighers.combine import class_total, posterior
from probandum.weighers.parameters import Parameters
from probandum.weighers.sayings import Standing, gather_testimony
from probandum.weighers.testimony import START
from probandum.weighers.testimony import TestimonyWeigher as Weigher

NUMBERS = Parameters().numbers()
CAP = NUMBERS["testimony_cap"]
ACTORS = ("Q1", "Q2", "Q3", "Q4")
REPORTS = (40, 6, 6, 1)
SPEAKERS = ("Speaker A", "Speaker B", "Speaker C", "Speaker D")
EXHIBITS = tuple(digest(bytes([n])) for n in range(6))
ORIGINS = (Origin(("one",), EXHIBITS[:2]), Origin(("two",), EXHIBITS[2:3]))
"""The first two exhibits repeat each other."""
LETTER = max(
    math.log(START[high] / (1 - START[high])) - math.log(START[low] / (1 - START[low]))
    for high, low in pairwise("ABCDE")
)
"""Most that one letter between A and E can be worth, in nats: A against B, log 9 − log 4 = .81."""

records = st.integers(0, 200)
letters = st.sampled_from("ABCDEF")


@st.composite
def sources(draw: st.DrawFn, known: bool | None = None) -> tuple[Source, ...]:
    """Every speaker as a source; ``known``: whether they have records of denials, None for either."""
    made = []
    for name in SPEAKERS:
        denials = (draw(records), draw(records)) if known is not False else (0, 0)
        interest = draw(st.sampled_from(["", "takes part"]))
        record = (draw(records), draw(records), *denials)
        made.append(Source(name, draw(letters), interest, (), "", *record, "counted"))
    return tuple(made)


@st.composite
def claims(
    draw: st.DrawFn, stances: tuple[str, ...] = ("accuses", "denies", "counter-accuses", "asserts")
) -> Claim:
    start = draw(st.integers(0, 50))
    actor = draw(st.sampled_from(ACTORS))
    return Claim(
        stance=draw(st.sampled_from(stances)),  # type: ignore[arg-type]
        speaker=draw(st.sampled_from(SPEAKERS)),
        subject=actor,
        predicate="did it",
        exhibit=draw(st.sampled_from(EXHIBITS)),
        locator=Locator("byte", start, start + 5),
        quote="words",
        by="analyst",
        credibility=draw(st.integers(1, 6)),
        hypothesis=actor,
    )


many = st.lists(claims(), max_size=12)


def pack_of(actors: tuple[str, ...]) -> Pack:
    """Group n of the pack stands in REPORTS[n] reports."""
    cited = [[f"{actor} {n}" for n in range(count)] for actor, count in zip(actors, REPORTS, strict=True)]
    return Pack(
        "own", "1", "", {}, True,
        tuple(Actor(actor, f"Name of {actor}", "", "group") for actor in actors),
        (Software("S1", "One", "", "malware"),), (), (),
        tuple(Use(actor, "S1", tuple(names)) for actor, names in zip(actors, cited, strict=True)),
        (), tuple(Citation(name) for names in cited for name in names),
    )  # fmt: skip


PACK = pack_of(ACTORS)


def weigh(
    said: list[Claim],
    grades: tuple[Source, ...],
    pack: Pack = PACK,
    standing: Standing | None = None,
) -> Weights:
    groups = {one.id: one.name for one in pack.actors}
    hypotheses = [*(Hypothesis(one.id, "known", one.name, "group") for one in pack.actors)]
    hypotheses.append(Hypothesis(UNKNOWN, "unknown", "somebody else", "group"))
    found = gather_testimony(said, grades, groups, standing or Standing(ORIGINS))
    return Weigher().weigh(hypotheses, Evidence(found.items, (), found.testimonies), pack, NUMBERS)


def total(said: list[Claim], grades: tuple[Source, ...], **more: object) -> np.ndarray:
    return class_total(weigh(said, grades, **more))  # type: ignore[arg-type]


def regraded(grades: tuple[Source, ...], name: str, **changes: object) -> tuple[Source, ...]:
    return tuple(msgspec.structs.replace(one, **changes) if one.name == name else one for one in grades)


@given(many, sources(known=False), st.lists(claims(("denies",)), min_size=1, max_size=5))
def test_a_denial_without_a_record_changes_nothing(
    said: list[Claim], grades: tuple[Source, ...], denials: list[Claim]
) -> None:
    assert np.array_equal(total([*said, *denials], grades), total(said, grades))


@given(many, sources(), claims(("denies",)))
def test_a_denial_never_speaks_against_whom_it_is_about(
    said: list[Claim], grades: tuple[Source, ...], denial: Claim
) -> None:
    assert (total([*said, denial], grades) <= total(said, grades) + 1e-12).all()


@given(st.lists(claims(), min_size=1, max_size=8), sources(), st.integers(1, 6), st.data())
def test_copies_of_known_origin_change_nothing(
    said: list[Claim], grades: tuple[Source, ...], digit: int, data: st.DataObject
) -> None:
    """In an exhibit of the same origin, in as many words as you like, passed on by whomever."""
    said = [msgspec.structs.replace(one, credibility=digit) for one in said]
    fresh = {one.exhibit: digest(b"copy of " + one.exhibit.encode()) for one in said}
    united = {one.exhibit: (one.exhibit, fresh[one.exhibit]) for one in said}
    for origin in ORIGINS:
        whole = (*origin.exhibits, *(fresh[one] for one in origin.exhibits if one in fresh))
        united.update(dict.fromkeys(origin.exhibits, whole))
    standing = Standing([Origin((), exhibits) for exhibits in united.values()])
    copies = []
    for one in data.draw(st.lists(st.sampled_from(said), min_size=1, max_size=10)):
        where = data.draw(st.sampled_from([one.exhibit, fresh[one.exhibit]]))
        place = Locator("byte", 100, 100 + data.draw(st.integers(1, 9)))
        copies.append(msgspec.structs.replace(one, exhibit=where, locator=place, relayed_by=("somebody",)))
    before, after = (weigh(some, grades, standing=standing) for some in (said, [*said, *copies]))
    assert np.array_equal(np.sort(after.matrix, axis=0), np.sort(before.matrix, axis=0))


@given(st.lists(claims(), min_size=1, max_size=8), sources(), st.integers(1, 6), st.data())
def test_whoever_reports_itself_weighs_the_same_however_often_it_is_quoted(
    said: list[Claim], grades: tuple[Source, ...], digit: int, data: st.DataObject
) -> None:
    """Alone or beside others, in exhibits of whatever origin."""
    reports = {name: digest(name.encode()) for name in SPEAKERS}
    standing = Standing([*ORIGINS, *(Origin((name,), (exhibit,)) for name, exhibit in reports.items())])
    said = [msgspec.structs.replace(one, credibility=digit, exhibit=reports[one.speaker]) for one in said]
    quoted = [
        msgspec.structs.replace(one, exhibit=data.draw(st.sampled_from(EXHIBITS)))
        for one in data.draw(st.lists(st.sampled_from(said), min_size=1, max_size=10))
    ]
    before, after = (weigh(some, grades, standing=standing) for some in (said, [*said, *quoted]))
    assert np.array_equal(np.sort(after.matrix, axis=0), np.sort(before.matrix, axis=0))


@given(st.lists(claims(), min_size=20, max_size=200), sources())
@settings(max_examples=40)
def test_no_number_of_sayings_moves_the_odds_beyond_the_cap(
    said: list[Claim], grades: tuple[Source, ...]
) -> None:
    spread = [
        msgspec.structs.replace(one, exhibit=digest(bytes([n, 1])), speaker=f"{one.speaker} {n}")
        for n, one in enumerate(said)
    ]
    more = tuple(msgspec.structs.replace(grades[n % 4], name=one.speaker) for n, one in enumerate(spread))
    moved = total(spread, more)
    assert (np.abs(moved) <= CAP).all()
    prior = np.full(len(ACTORS) + 1, 1 / (len(ACTORS) + 1))
    odds = posterior(moved, prior, 1e-9)
    assert (np.abs(np.log(odds[:-1] / odds[-1])) <= CAP + 1e-6).all()


@given(many, sources(), st.sampled_from(SPEAKERS), st.sampled_from(list(pairwise("ABCDE"))))
def test_a_better_letter_never_lowers_and_one_letter_moves_a_saying_by_a_bounded_step(
    said: list[Claim], grades: tuple[Source, ...], name: str, step: tuple[str, str]
) -> None:
    """A to E. F is no worse than E but another kind of word: that nothing can be judged; see the next law."""
    better, worse = (weigh(said, regraded(grades, name, reliability=letter)) for letter in step)
    assert better.matrix.shape == worse.matrix.shape
    change = np.sort(better.matrix, axis=0) - np.sort(worse.matrix, axis=0)
    assert (change >= -1e-12).all()
    assert (change <= LETTER + 1e-12).all()
    sayings = len(better.items)
    assert (class_total(better) - class_total(worse) <= sayings * LETTER + 1e-12).all()


@given(claims(("accuses",)), letters, st.sampled_from(["", "takes part"]))
def test_letter_f_without_a_record_weighs_nothing_and_no_other_letter_less(
    claim: Claim, letter: str, interest: str
) -> None:
    def graded(reliability: str) -> np.ndarray:
        return weigh([claim], (Source(claim.speaker, reliability, interest),)).matrix  # type: ignore[arg-type]

    assert not graded("F").any()
    assert (graded(letter) >= 0).all()
    if interest:
        assert not graded("E").any(), "with an interest the step from E to F is none at all"


@given(claims(("accuses", "counter-accuses")), letters, st.sampled_from(["", "takes part"]), records, records)
def test_rights_raise_and_wrongs_lower(
    claim: Claim, letter: str, interest: str, right: int, wrong: int
) -> None:
    def told(right: int, wrong: int) -> float:
        source = Source(claim.speaker, letter, interest, (), "", right, wrong, 0, 0, "counted")  # type: ignore[arg-type]
        return float(weigh([claim], (source,)).matrix.sum())

    now = told(right, wrong)
    assert told(right + 1, wrong) >= now >= told(right, wrong + 1)
    assert told(right + 200, wrong) > now or now > 0
    assert told(right, wrong + 10_000) < now


@given(many, sources(), st.permutations(range(len(ACTORS))))
def test_renaming_the_actors_renames_the_answer_only(
    said: list[Claim], grades: tuple[Source, ...], order: list[int]
) -> None:
    """New ids, given to the same groups; and the same groups in another order."""
    new = {actor: f"Z{number}" for actor, number in zip(ACTORS, order, strict=True)}
    turned = [msgspec.structs.replace(one, hypothesis=new[one.hypothesis]) for one in said]
    again = total(turned, grades, pack=pack_of(tuple(new[actor] for actor in ACTORS)))
    np.testing.assert_allclose(again, total(said, grades), rtol=0, atol=1e-12)


@given(many, sources(), st.permutations(SPEAKERS))
def test_accusers_are_treated_alike(said: list[Claim], grades: tuple[Source, ...], order: list[str]) -> None:
    """Whoever has the grade and the record has the weight."""
    new = dict(zip(SPEAKERS, order, strict=True))
    turned = [msgspec.structs.replace(one, speaker=new[one.speaker]) for one in said]
    swapped = tuple(msgspec.structs.replace(one, name=new[one.name]) for one in grades)
    np.testing.assert_allclose(total(turned, swapped), total(said, grades), rtol=0, atol=1e-12)


@given(many, sources())
def test_two_that_accuse_each_other_are_weighed_alike(said: list[Claim], grades: tuple[Source, ...]) -> None:
    """Q2 and Q3 stand in as many reports: what is said of the one and of the other may be exchanged."""
    swap = {"Q2": "Q3", "Q3": "Q2"}
    turned = [
        msgspec.structs.replace(one, hypothesis=swap.get(one.hypothesis, one.hypothesis)) for one in said
    ]
    np.testing.assert_allclose(
        total(turned, grades)[[0, 2, 1, 3, 4]], total(said, grades), rtol=0, atol=1e-12
    )


@given(many, sources(), st.randoms(use_true_random=False))
def test_order_is_irrelevant(said: list[Claim], grades: tuple[Source, ...], draw: object) -> None:
    mixed, sorted_grades = list(said), list(grades)
    draw.shuffle(mixed)  # type: ignore[attr-defined]
    draw.shuffle(sorted_grades)  # type: ignore[attr-defined]
    one, other = weigh(said, grades), weigh(mixed, tuple(sorted_grades))
    assert one.items == other.items
    assert np.array_equal(one.matrix, other.matrix)


@given(many, sources(), claims())
def test_a_saying_touches_only_whom_it_is_about(
    said: list[Claim], grades: tuple[Source, ...], one: Claim
) -> None:
    """And never somebody else, against whom all weights are measured."""
    before, after = total(said, grades), total([*said, one], grades)
    about = ACTORS.index(one.hypothesis)
    np.testing.assert_allclose(np.delete(after, about), np.delete(before, about), rtol=0, atol=1e-12)
    assert after[-1] == 0


@given(many, sources())
def test_each_item_is_weighed_on_its_own(said: list[Claim], grades: tuple[Source, ...]) -> None:
    """What pivots and budget rest on: an item weighs the same whatever else there is."""
    groups = {one.id: one.name for one in PACK.actors}
    found = gather_testimony(said, grades, groups, Standing(ORIGINS))
    hypotheses = [Hypothesis(actor, "known", actor, "group") for actor in ACTORS]
    whole = Weigher().weigh(hypotheses, Evidence(found.items, (), found.testimonies), PACK, NUMBERS)
    for row, item in enumerate(found.items):
        alone = Weigher().weigh(hypotheses, Evidence((item,), (), found.testimonies), PACK, NUMBERS)
        assert np.array_equal(alone.matrix[0], whole.matrix[row])
