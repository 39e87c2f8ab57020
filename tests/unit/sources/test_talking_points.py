"""Talking points: what is said in several documents, who may have been first, how it was repeated."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from probandum.model.claim import Claim
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.source import Source
from probandum.model.statement import Statement
from probandum.sources.sayings import Heard
from probandum.sources.talking_points import talking_points

FIRST = "The centre said that the office had entered the networks of the university for years."
REWORDED = "For years, the office had entered networks of the university, a paper wrote, citing the centre."
OTHER = "The ministry called the accusation groundless and asked for evidence that can be examined."
DAYS = ("2022-09-05", "2022-09-06", "2022-10", "", "2023")


def said(name, quote, kind="accusation", speaker="", start=0, role="quoted", **rest):
    place = Locator("byte", start, start + len(quote))
    return Statement(digest(name), place, quote, "test/1", (kind,), speaker=speaker, role=role, **rest)


def heard(*statements, days=None, claims=(), sources=()):
    dates = {digest(name): (day, day) for name, day in (days or {}).items() if day}
    return Heard(claims, statements, sources, dates)


def test_repeated_words_are_one_point_with_who_was_first_and_how_it_was_repeated():
    one = said(b"a", FIRST, speaker="The centre")
    two = said(b"b", FIRST.replace("years.", "years"), speaker="An agency")
    three = said(b"c", REWORDED, speaker="A paper")
    (point,) = talking_points(
        heard(three, two, one, said(b"d", OTHER), days=dict(zip((b"a", b"b", b"c"), DAYS, strict=False)))
    )
    assert [(use.record, use.how) for use in point.uttered] == [
        (one.id, "first known"),
        (two.id, "copied"),
        (three.id, "reworded"),
    ]
    assert point.first == (one.id,)
    assert point.parties == ("name:centre", "name:agency", "name:paper")
    assert point.documents == 3


def test_without_dates_nobody_is_said_to_be_first():
    one, two = said(b"a", FIRST), said(b"b", FIRST)
    (point,) = talking_points(heard(one, two))
    assert set(point.first) == {one.id, two.id}
    (point,) = talking_points(heard(one, two, days={b"b": "2022-09-05"}))
    assert set(point.first) == {one.id, two.id}, "an undated one may be earlier"
    assert point.uttered[0].record == two.id, "what has a date stands first"
    (point,) = talking_points(heard(one, two, days={b"a": "2022-09", b"b": "2022-09-05"}))
    assert set(point.first) == {one.id, two.id}, "a month does not tell which day"


def test_the_same_claim_in_other_words_is_one_point():
    one = said(b"a", "Unit 5 of the office broke into the mill in March.")
    two = said(
        b"b", "Behind the break-in at the mill, a second paper was told, stood none other than Unit 5."
    )
    claims = [
        Claim("accuses", "X", "Unit 5", predicate, where.exhibit, where.locator, where.quote, "test/1",
              object="the mill", statement=where.id)
        for where, predicate in ((one, "broke into it"), (two, "the break-in"))
    ]  # fmt: skip
    assert talking_points(heard(one, two)) == ()
    (point,) = talking_points(heard(one, two, claims=claims))
    assert [use.how for use in point.uttered] == ["first known", "same claim"]
    other = [claims[0], structs.replace(claims[1], subject="Unit 6")]
    assert talking_points(heard(one, two, claims=other)) == (), "about somebody else"


def test_what_one_document_repeats_and_what_an_author_reports_is_no_point():
    assert talking_points(heard(said(b"a", FIRST), said(b"a", FIRST, start=500))) == ()
    plain = [said(name, FIRST, "assertion", role="author") for name in (b"a", b"b")]
    assert talking_points(heard(*plain)) == ()
    assert (
        talking_points(heard(*(said(name, FIRST, "question", mode="question") for name in (b"a", b"b"))))
        == ()
    )
    assert talking_points(heard(*(said(name, "They denied it.", "denial") for name in (b"a", b"b")))) == ()


def test_the_sources_of_the_case_say_for_whom_an_author_speaks():
    sources = (Source("Mission", party="A state"), Source("Ministry", party="A state"))
    statements = [said(b"a", FIRST, role="author"), said(b"b", FIRST, role="author")]
    told = heard(*statements, sources=sources)
    owned = replace(told, owners={digest(b"a"): "Mission", digest(b"b"): "Ministry"})
    (point,) = talking_points(owned)
    assert point.parties == ("party:state",)


def test_a_pronoun_is_no_party():
    (point,) = talking_points(heard(said(b"a", FIRST, speaker="It"), said(b"b", FIRST, speaker="A paper")))
    assert point.parties == ("name:paper",)


QUOTES = st.sampled_from([FIRST, REWORDED, OTHER, FIRST.upper(), OTHER.replace("ministry", "embassy")])


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.binary(min_size=1, max_size=1), QUOTES, st.sampled_from(DAYS)), max_size=9),
    st.randoms(use_true_random=False),
)
def test_order_does_not_matter_and_each_saying_is_in_one_point_at_most(found, rng):
    statements = [said(name, quote, start=1000 * at) for at, (name, quote, _) in enumerate(found)]
    days = {name: day for name, _, day in found}
    points = talking_points(heard(*statements, days=days))
    rng.shuffle(statements)
    assert talking_points(heard(*statements, days=days)) == points
    records = [use.record for point in points for use in point.uttered]
    assert len(records) == len(set(records))
    for point in points:
        assert point.documents == len(point.uttered) >= 2
        assert set(point.first) <= {use.record for use in point.uttered}
        assert point.first
