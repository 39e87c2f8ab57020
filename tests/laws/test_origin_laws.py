"""Laws of origins: order and names do not matter, a copy adds nothing, each exhibit is in exactly one origin."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.model.ident import digest
from probandum.model.source import Source
from probandum.sources.origins import Report, origins

WORDS = [
    f"{stem}{ending}"
    for stem in ("harbour", "letter", "winter", "engine", "garden")
    for ending in ("", "s", "ing", "ed")
]
NAMES = ("", "Wire", "Daily", "Lab", "Mission")
SETTINGS = settings(max_examples=60, deadline=None)


def prose(seed: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=45))


PIECES = st.lists(st.integers(0, 5).map(prose), max_size=3).map(" ".join)
EXHIBITS = st.binary(min_size=1, max_size=1).map(digest)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Report], list[Source]]:
    exhibits = draw(st.lists(EXHIBITS, min_size=1, max_size=7, unique=True))
    reports = [
        Report(
            exhibit,
            draw(PIECES),
            draw(st.sampled_from(NAMES)),
            parent=draw(st.one_of(st.none(), st.none(), st.sampled_from(exhibits))),
        )
        for exhibit in exhibits
    ]
    sources = [
        Source(
            name,
            relies_on=tuple(draw(st.lists(st.sampled_from(NAMES[1:]), max_size=1))),
            party=draw(st.sampled_from(("", "", "", "X", "Y"))),
        )
        for name in NAMES[1:]
    ]
    return reports, sources


@SETTINGS
@given(cases())
def test_every_exhibit_is_in_exactly_one_origin(case: tuple[list[Report], list[Source]]) -> None:
    reports, sources = case
    found = origins(reports, sources)
    assert sorted(e for origin in found for e in origin.exhibits) == sorted(r.exhibit for r in reports)
    assert all(bool(origin.why) == (len(origin.exhibits) > 1) for origin in found)


@SETTINGS
@given(cases(), st.randoms(use_true_random=False))
def test_order_does_not_matter(case: tuple[list[Report], list[Source]], rng: random.Random) -> None:
    reports, sources = case
    found = origins(reports, sources)
    rng.shuffle(reports)
    rng.shuffle(sources)
    assert origins(reports, sources) == found


@SETTINGS
@given(cases(), st.integers(0, 6), st.sampled_from(NAMES))
def test_a_verbatim_copy_never_raises_the_number(
    case: tuple[list[Report], list[Source]], which: int, by: str
) -> None:
    reports, sources = case
    """Unless others are declared to rely on who brings it: then it tells where they have it from, and what else is not theirs."""
    original = reports[which % len(reports)]
    if not original.text or any(by in source.relies_on for source in sources):
        return
    copy = Report(digest(b"a copy"), f" {original.text}\n", by)
    assert len(origins([*reports, copy], sources)) <= len(origins(reports, sources))


@SETTINGS
@given(cases())
def test_renaming_sources_changes_only_names(case: tuple[list[Report], list[Source]]) -> None:
    reports, sources = case
    new = dict(zip(NAMES, ("", "q1", "b2", "z3", "a4"), strict=True))
    renamed = origins(
        [Report(r.exhibit, r.text, new[r.source], r.published, r.parent) for r in reports],
        [
            Source(new[s.name], s.reliability, s.interest, tuple(new[n] for n in s.relies_on), s.party)
            for s in sources
        ],
    )
    found = origins(reports, sources)
    assert [o.exhibits for o in renamed] == [o.exhibits for o in found]
    assert [set(o.sources) for o in renamed] == [{new[n] for n in o.sources} for o in found]
    assert [len(o.why) for o in renamed] == [len(o.why) for o in found]


def test_what_one_source_relies_on_tells_nothing_of_others_with_the_same_text() -> None:
    story = prose(1)
    reports = [
        Report(digest(b"longer"), f"{story} {story}", "Daily"),
        Report(digest(b"lab"), story, "Lab"),
        Report(digest(b"lab again"), prose(2), "Lab"),
    ]
    sources = [Source("Daily"), Source("Lab"), Source("Wire", relies_on=("Daily",))]
    copy = Report(digest(b"a copy"), story, "Wire")
    assert len(origins(reports, sources)) == len(origins([*reports, copy], sources)) == 1
