"""Laws of lineage and origins over shared passages: dates are kept, nothing runs in circles, persons go first."""

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.errors import CaseFileError
from probandum.model.exhibit import Locator
from probandum.model.ident import Digest, digest
from probandum.model.observation import Span, Text
from probandum.model.sharing import Sharing
from probandum.model.source import Ruling, Source
from probandum.sources.origins import Report, Traced, traced
from probandum.sources.reuse import Passage, Shared
from probandum.sources.when import before, when

SIZE = 100
"""Words of a text, five characters each."""
NAMES = ("", "", "Wire", "Daily", "Lab")
DATES = ("", "", "2024", "2024-05", "2024-05-01", "2024-05-02", "2024-05-02T10:00:00Z", "2024-05-03")
SETTINGS = settings(max_examples=80, deadline=None)
KINDS = st.sampled_from(("copy", "copy", "copy", "paraphrase", "quotation", "artefact", "template"))


def document(label: str, published: str, source: str, parent: Digest | None, cited: str) -> Report:
    name = digest(label.encode())
    words = f"See https://{cited}.example/page for more of this. " if cited else ""
    body = (words + " ".join(f"{label}{number:03}" for number in range(SIZE)))[: 5 * SIZE].ljust(5 * SIZE)
    text = Text(
        name,
        "text/1",
        body,
        (Span(0, len(body), Locator("byte", 0, len(body))),),
        url=f"https://{label}.example/page",
    )
    return Report(
        name, texts=(text,), published=published, source=source, publisher=source, parent=parent, url=text.url
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Report], list[Source], list[Shared]]:
    labels = "abcdefg"[: draw(st.integers(2, 7))]
    names = [digest(label.encode()) for label in labels]
    reports = [
        document(
            label,
            draw(st.sampled_from(DATES)),
            draw(st.sampled_from(NAMES)),
            draw(st.sampled_from((None, None, None, None, None, *names))),
            draw(st.sampled_from(("", "", "", *labels))),
        )
        for label in labels
    ]
    pairs = []
    for one, other in combinations(sorted(names), 2):
        if draw(st.booleans()):
            pairs.append(draw(shares(one, other)))
    sources = [
        Source(name, relies_on=tuple(draw(st.lists(st.sampled_from(NAMES[2:]), max_size=1))))
        for name in NAMES[2:]
    ]
    return reports, sources, pairs


@st.composite
def shares(draw: st.DrawFn, one: str, other: str) -> Shared:
    parts = draw(
        st.lists(
            st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(12, 35), KINDS),
            min_size=1,
            max_size=3,
        )
    )
    found = [
        Passage((50 * a, 50 * a + 5 * size), (50 * b, 50 * b + 5 * size), size, kind, "drawn") for a, b, size, kind in parts
    ]  # fmt: skip
    own = [part for part in found if part.kind in ("copy", "paraphrase")]
    covered = [
        len({place for part in own for place in range(*(part.first, part.second)[side])}) // 5
        for side in (0, 1)
    ]
    return Shared(
        one, other, tuple(sorted(found, key=lambda part: part.first)), (covered[0], covered[1]), (SIZE, SIZE)
    )


def together(found: Traced, one: Digest, other: Digest) -> bool:
    return any({one, other} <= set(origin.exhibits) for origin in found.origins)


@SETTINGS
@given(cases())
def test_each_exhibit_is_in_one_origin_and_each_origin_has_a_root(
    case: tuple[list[Report], list[Source], list[Shared]],
) -> None:
    reports, sources, pairs = case
    found = traced(reports, sources, pairs)
    assert sorted(one for origin in found.origins for one in origin.exhibits) == sorted(
        one.exhibit for one in reports
    )
    for origin in found.origins:
        assert origin.roots
        assert set(origin.roots) <= set(origin.exhibits)
        assert set(origin.also).isdisjoint(origin.exhibits)
        assert bool(origin.why) == (len(origin.exhibits) > 1)


@SETTINGS
@given(cases(), st.randoms(use_true_random=False))
def test_order_does_not_matter(
    case: tuple[list[Report], list[Source], list[Shared]], rng: random.Random
) -> None:
    reports, sources, pairs = case
    found = traced(reports, sources, pairs)
    for listed in case:
        rng.shuffle(listed)
    assert traced(reports, sources, pairs) == found


@SETTINGS
@given(cases())
def test_directed_descents_keep_the_dates_and_run_in_no_circle(
    case: tuple[list[Report], list[Source], list[Shared]],
) -> None:
    reports, sources, pairs = case
    dates = {one.exhibit: when(one) for one in reports}
    descents = traced(reports, sources, pairs).lineage.descents
    parents: dict[str, set[str]] = {}
    for one in descents:
        if one.directed and one.parent in dates:
            assert not before(dates[one.child], dates[Digest(one.parent)])
            assert one.known != "nothing"
            parents.setdefault(one.child, set()).add(one.parent)
    mains = [one.child for one in descents if one.directed and one.main]
    assert len(mains) == len(set(mains))
    while parents:
        free = [child for child, above in parents.items() if not above & parents.keys()]
        assert free
        for child in free:
            del parents[child]


@SETTINGS
@given(cases(), st.data())
def test_a_copy_that_is_not_known_to_be_earlier_never_raises_the_number(
    case: tuple[list[Report], list[Source], list[Shared]], data: st.DataObject
) -> None:
    reports, sources, pairs = case
    original = data.draw(st.sampled_from(reports))
    day = data.draw(st.sampled_from(("", original.published)))
    copy = Report(digest(b"copy"), f" {original.whole.upper()}", data.draw(st.sampled_from(NAMES)), day)
    assert len(traced([*reports, copy], sources, pairs).origins) <= len(
        traced(reports, sources, pairs).origins
    )


def all_shared(reports: list[Report], data: st.DataObject, kinds: tuple[Sharing, ...]) -> list[Shared]:
    """Everybody shares nearly everything with everybody, but no prose of theirs."""
    return [
        Shared(one, other, (Passage((0, 5 * SIZE), (0, 5 * SIZE), 55, kind, "drawn"),), (0, 0), (SIZE, SIZE))
        for one, other in combinations(sorted(one.exhibit for one in reports), 2)
        for kind in [data.draw(st.sampled_from(kinds))]
    ]


@SETTINGS
@given(cases(), st.data())
def test_quotations_artefacts_and_templates_unite_nobody(
    case: tuple[list[Report], list[Source], list[Shared]], data: st.DataObject
) -> None:
    reports, sources, _ = case
    found = traced(reports, sources, all_shared(reports, data, ("quotation", "artefact", "template")))
    assert found.origins == traced(reports, sources, ()).origins
    assert not found.lineage.descents


@SETTINGS
@given(cases(), st.data())
def test_what_two_quote_changes_nothing_for_others(
    case: tuple[list[Report], list[Source], list[Shared]], data: st.DataObject
) -> None:
    reports, sources, pairs = case
    found = traced(reports, sources, pairs)
    known = {(pair.first, pair.second) for pair in pairs}
    more = [
        one
        for one in all_shared(reports, data, ("quotation", "artefact"))
        if (one.first, one.second) not in known
    ]
    again = traced(reports, sources, [*pairs, *more])
    assert again.origins == found.origins
    assert again.lineage.descents == found.lineage.descents


@SETTINGS
@given(cases(), st.data())
def test_a_split_always_separates_and_a_join_always_unites(
    case: tuple[list[Report], list[Source], list[Shared]], data: st.DataObject
) -> None:
    reports, sources, pairs = case
    names = sorted({one.exhibit for one in reports})
    notes = []
    for line in range(1, data.draw(st.integers(1, 3)) + 1):
        chosen = data.draw(st.lists(st.sampled_from(names), min_size=2, max_size=4, unique=True))
        act = data.draw(st.sampled_from(("join", "split")))
        notes.append(Ruling(act, tuple((one,) for one in chosen), tuple(chosen), "seen", "A. Analyst", line))
    try:
        found = traced(reports, sources, pairs, notes)
    except CaseFileError as error:
        refused = error
    else:
        refused = None
    if refused is not None:
        assert notes[refused.line - 1].act == "split"
        assert {note.act for note in notes} == {"join", "split"}
        return
    for note in notes:
        for (one,), (other,) in combinations(note.exhibits, 2):
            assert together(found, one, other) == (note.act == "join")
        for (one,) in note.exhibits:
            (why,) = [origin.why for origin in found.origins if one in origin.exhibits]
            assert any("by A. Analyst: seen" in line for line in why)
