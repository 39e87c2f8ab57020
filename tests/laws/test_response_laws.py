"""Laws of the response table: names enter no rule, both sides are heard alike, order is irrelevant, repetition adds nothing."""

from collections.abc import Callable, Iterator

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.model.claim import Claim
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.source import Source
from probandum.sources.responses import Heard, in_return, responses

LAW = settings(max_examples=150, deadline=None)
SIDES = ("Northland", "Southland")
ACTS = (
    "stole secrets",
    "broke into the parliament",
    "conducts cyber attacks",
    "espionage",
    "smears others",
    "the allegations",
    "",
)
WHOM = ("{}", "two hackers of {}", "the {} ministry", "groups", "the Embassy of {}", "we", "they", "")
SPEAKERS = ("{} Office", "{} Mission", "Spokesman of {}", "Daily Paper", "")
STANCES = ("accuses", "accuses", "counter-accuses", "denies", "denies", "rejects-basis", "asserts")
TIMES = (None, None, "2031", "2031-05", "2031-05-02", "2031-06-09T10:00:00Z")
Rename = Callable[[str], str]


@st.composite
def said(draw: st.DrawFn) -> list[Claim]:
    made: list[Claim] = []
    for at in range(draw(st.integers(1, 9))):
        by, about = draw(st.sampled_from(SIDES)), draw(st.sampled_from(SIDES))
        doc = digest(b"%d" % draw(st.integers(0, 2)))
        linked = draw(st.sampled_from(("", about)))
        answers = draw(st.lists(st.sampled_from([one.name for one in made]), max_size=1)) if made else []
        made.append(
            Claim(
                draw(st.sampled_from(STANCES)), draw(st.sampled_from(SPEAKERS)).format(by),
                draw(st.sampled_from(WHOM)).format(about), draw(st.sampled_from(ACTS)), doc,
                Locator("byte", at * 50, at * 50 + 40), f"sentence {at}", "p", linked_to=linked, name=f"n{at}",
                relayed_by=tuple(draw(st.lists(st.just("Daily Paper"), max_size=1))), time=draw(st.sampled_from(TIMES)),
                answers=tuple(answers), level=draw(st.sampled_from((None, None, "group", "state"))),
            )
        )  # fmt: skip
    return made


def table(claims: list[Claim], called: Rename = str) -> tuple[set[tuple[object, ...]], set[tuple[int, int]]]:
    """Return the rows and the pairs, by places in the text: places do not change with names."""
    states = {called(name).casefold(): (name[0], "name") for name in SIDES}

    def named(words: str) -> Iterator[tuple[str, str]]:
        return (states[word] for word in words.casefold().split() if word in states)

    sources = [Source(f"{called(name)} Office", party=called(name)) for name in SIDES]
    heard = Heard(claims, (), sources, named=named)
    at = {one.id: one.locator.start for one in claims}
    rows = responses(heard)
    assert len(set(rows)) == len(rows)
    found = {(at[one.accusation], one.kind, at.get(one.answer, -1), one.stated) for one in rows}
    return found, {(at[one], at[other]) for one, other in in_return(heard)}


def renamed(claims: list[Claim], called: Rename) -> list[Claim]:
    return [
        msgspec.structs.replace(
            one, speaker=called(one.speaker), subject=called(one.subject), linked_to=called(one.linked_to)
        )
        for one in claims
    ]


def swap(words: str) -> str:
    return words.replace("Northland", "\0").replace("Southland", "Northland").replace("\0", "Southland")


def other_names(words: str) -> str:
    return words.replace("Northland", "Aquilonia").replace("Southland", "Zephyria")


@LAW
@given(said())
def test_other_names_of_the_sides_change_nothing_else(claims: list[Claim]) -> None:
    assert table(renamed(claims, other_names), other_names) == table(claims)


@LAW
@given(said())
def test_swapping_the_sides_swaps_the_table(claims: list[Claim]) -> None:
    assert table(renamed(claims, swap)) == table(claims)


@LAW
@given(said(), st.randoms(use_true_random=False))
def test_order_does_not_matter(claims: list[Claim], rng) -> None:  # type: ignore[no-untyped-def]
    before = responses(Heard(claims))
    shuffled = list(claims)
    rng.shuffle(shuffled)
    assert responses(Heard(shuffled)) == before
    assert in_return(Heard(shuffled)) == in_return(Heard(claims))
    assert table(shuffled) == table(claims)


@LAW
@given(said(), st.integers(1, 10))
def test_passing_an_accusation_on_adds_no_row(claims: list[Claim], times: int) -> None:
    accusation = next((one for one in claims if one.stance == "accuses"), None)
    if accusation is None:
        return
    relays = [
        msgspec.structs.replace(
            accusation, exhibit=digest(b"relay %d" % n), name="", relayed_by=(f"Relay {n}",), time=None
        )
        for n in range(times)
    ]
    rows, pairs = table(claims)
    again, more = table(claims + relays)
    assert (again, more) == (rows, pairs)


@LAW
@given(said())
def test_every_accusation_has_a_row_and_only_silence_has_no_answer(claims: list[Claim]) -> None:
    by_id = {one.id: one for one in claims}
    rows = responses(Heard(claims))
    for row in rows:
        assert by_id[row.accusation].stance in {"accuses", "counter-accuses"}
        assert (row.kind == "silent") == (row.answer == "")
        assert row.why
        if row.answer:
            assert by_id[row.answer].stance in {"denies", "rejects-basis"}
    answered = [row.accusation for row in rows if row.kind == "silent"]
    assert len(answered) == len(set(answered))
    assert not {row.accusation for row in rows if row.kind != "silent"} & set(answered)
