"""What is said over and over, by whom and since when; and what cannot both be true."""

from collections.abc import Container, Iterator, Mapping
from itertools import chain

from probandum.compose.lineage_references import file_of
from probandum.compose.view import View
from probandum.compose.wording import counted, cut, defang, listed, visible
from probandum.model.claim import Claim
from probandum.model.discourse import LOOKED_AT, Contradiction, TalkingPoint, Uttered
from probandum.model.dossier import Row, Section, Sentence, Table
from probandum.model.figure import Figure, Mark
from probandum.model.ident import Digest
from probandum.model.statement import Statement

_POINTS = 40
_DRAWN = 12
_CLASHES = 120
_CITED = 12
_HOW = {
    "first known": "first known",
    "copied": "in the same words",
    "reworded": "in other words",
    "same claim": "the same claim in a sentence of its own",
}


def talking_points(view: View) -> Iterator[Section]:
    """Yield the section on what two documents or more say, if anything is."""
    points = view.records.points
    if not points:
        return
    most = points[0]
    text = (
        f"{counted(len(points), 'thing is', 'things are')} said in two documents or more, the most repeated in "
        f"{counted(most.documents, 'document')} by {counted(max(len(most.parties), 1), 'party', 'parties')}."
    )
    plain = "Repetition adds no weight; who is first here is first among what was collected."
    cites = tuple(one.id for one in points[:_CITED])
    rows = tuple(_row(view, number, one) for number, one in enumerate(points[:_POINTS], start=1))
    head = (
        "No.",
        "What is said",
        "Documents",
        "Parties",
        "First, as far as is known",
        "From",
        "To",
        "Repeated",
    )
    sentences = [Sentence(text, cites), Sentence(plain, cites)]
    if len(points) > _POINTS:
        sentences.append(Sentence(f"The {_POINTS} that stand in most documents are shown.", cites))
    table = Table("Talking points", head, rows, (0, 2))
    yield Section("Talking points through time", tuple(sentences), (table,), tuple(_strip(points)))


def _row(view: View, place: int, point: TalkingPoint) -> Row:
    said = {one.record: one for one in point.uttered}
    first = [said[name] for name in point.first if name in said]
    days = sorted(day for one in point.uttered for day in (one.not_before, one.not_after) if day)
    ways = {_HOW[one.how]: sum(two.how == one.how for two in point.uttered) for one in point.uttered[1:]}
    cells = (
        str(place),
        cut(f"“{defang(point.uttered[0].quote)}”", 200),
        str(point.documents),
        listed((_party(name) for name in point.parties), 5) or "not filled",
        _first(view, first),
        visible(days[0]) if days else "no date",
        visible(days[-1]) if days else "no date",
        listed(f"{count} {way}" for way, count in ways.items()),
    )
    return Row(cells, (point.id,))


def _first(view: View, first: list[Uttered]) -> str:
    if not first:
        return "not for this reader"
    if len(first) > 3:
        return f"any of {len(first)}: dates do not tell"
    names = [
        f"{defang(one.speaker) or 'speaker not filled'} ({file_of(view, one.exhibit)}"
        + (f", {visible(one.not_after)})" if one.not_after else ", no date)")
        for one in first
    ]
    return cut(" or ".join(names), 240)


def _party(party: str) -> str:
    kind, _, name = party.partition(":")
    return defang(name.upper() if kind == "state" else name)


def _strip(points: tuple[TalkingPoint, ...]) -> Iterator[Figure]:
    """Yield the picture: a mark a saying, by talking point and date."""
    marks = []
    for number, point in enumerate(points[:_DRAWN], start=1):
        for one in point.uttered:
            exact = one.not_before == one.not_after
            day = visible(one.not_after or one.not_before)
            values = (
                day if exact or not day else f"~{day}",
                _party(one.party) or "not filled",
                _HOW[one.how],
            )
            marks.append(Mark(cut(f"{number}. {defang(point.uttered[0].quote)}", 90), values, (one.record,)))
    title = (
        "Talking points through time: each saying at its date, by party; hollow, and with ~ in the data, where only the "
        "day by which, or from which on, it was said is known"
    )
    yield Figure("strip", title, ("Date", "Party", "How"), tuple(marks))


def contradictions(view: View) -> Iterator[Section]:
    """Yield the section on what cannot both be true, each side with its origin, if anything is."""
    every = view.records.contradictions
    if not every:
        return
    homes = {digest: name for name, origin in view.origins.items() for digest in origin.exhibits}
    text = f"{counted(len(every), 'pair')} of sayings or figures cannot both be true; which of the two is, this does not say."
    shown = every[:_CLASHES]
    said = _said(view, {name for one in shown for name in (one.first, one.second)})
    rows = tuple(_clash(view, one, homes, said) for one in shown)
    sentences = [Sentence(text, tuple(one.id for one in every[:_CITED]))]
    text = f"Of all sayings on one thing the {LOOKED_AT} earliest are held against each other."
    sentences.append(Sentence(text, (every[0].id,)))
    if len(every) > _CLASHES:
        sentences.append(Sentence(f"The first {_CLASHES} are shown.", (every[0].id,)))
    head = ("What", "One", "Its origin", "The other", "Its origin", "About")
    yield Section("Contradictions", tuple(sentences), (Table("What cannot both be true", head, rows),))


def _clash(view: View, one: Contradiction, homes: Mapping[Digest, str], said: Mapping[str, str]) -> Row:
    sides = []
    for name, exhibit in zip((one.first, one.second), one.exhibits, strict=True):
        sides += [
            cut(said.get(name, "not among what is shown"), 200),
            _home(view, homes.get(exhibit, ""), exhibit),
        ]
    about = defang(one.why) + (f"; they differ by {abs(one.difference):f}" if one.difference else "")
    return Row((one.kind, *sides, cut(about, 200)), (one.id,))


def _said(view: View, wanted: Container[str]) -> dict[str, str]:
    """Return what some claims, statements and figures say, by id; a claim goes before the statement it stands in."""
    records = view.records
    said: dict[str, str] = {
        one.id: f"{one.value:f} {defang(one.unit)}".strip() for one in records.figures if one.id in wanted
    }
    everything: chain[Statement | Claim] = chain(records.statements, records.claims)
    for saying in everything:
        if (name := saying.id) in wanted:
            said[name] = f"{defang(saying.speaker) or 'speaker not filled'}: “{defang(saying.quote)}”"
    return said


def _home(view: View, name: str, exhibit: Digest) -> str:
    origin = view.origins.get(name)
    who = listed((defang(source) for source in origin.sources), 3) if origin else ""
    return who or f"unknown ({file_of(view, exhibit)})"
