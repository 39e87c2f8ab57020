"""What is left of statements, figures, checks and responses for a reader who may not see some exhibits."""

from collections.abc import Collection, Iterator

import msgspec

from probandum.model.claim import Response
from probandum.model.discourse import TalkingPoint
from probandum.model.dossier import Records
from probandum.model.ident import Digest
from probandum.model.sharing import Lineage
from probandum.model.statement import FigureCheck

_NOT_FOR_THEM = "what it was held against is not for this reader"


def without_said(records: Records, shown: Records, hidden: frozenset[Digest]) -> Records:
    """Return ``shown`` with only what rests on nothing hidden; a row needs its accusation and its answer.

    Where an answer is hidden the accusation is left without one, and so that nobody takes that for silence the composer
    says “that this reader may see”. No line of reasons is kept that a hidden record may have entered.
    """
    if not hidden:
        return shown
    statements = tuple(one for one in records.statements if one.exhibit not in hidden)
    figures = tuple(one for one in records.figures if one.exhibit not in hidden)
    left: set[str] = {one.id for one in shown.claims} | {one.id for one in statements}
    pairs = tuple(pair for pair in records.in_return if left.issuperset(pair))
    kept = {one.id for one in figures}
    return msgspec.structs.replace(
        shown,
        statements=statements,
        figures=figures,
        checks=tuple(_checks(records, kept, hidden)),
        responses=tuple(_responses(records, left)),
        in_return=pairs,
        lineage=_lineage(records.lineage, hidden),
        points=tuple(_points(records, hidden)),
        contradictions=tuple(one for one in records.contradictions if hidden.isdisjoint(one.exhibits)),
    )


def _lineage(lineage: Lineage, hidden: frozenset[Digest]) -> Lineage:
    """Return what stands between visible documents; reasons may tell of others and are left out."""

    def seen(*exhibits: str | None) -> bool:
        return hidden.isdisjoint(exhibits)

    return Lineage(
        passages=tuple(one for one in lineage.passages if seen(one.first.exhibit, one.second.exhibit)),
        citations=tuple(
            msgspec.structs.replace(one, why="") for one in lineage.citations if seen(one.citing, one.cited)
        ),
        descents=tuple(
            msgspec.structs.replace(one, why="") for one in lineage.descents if seen(one.parent, one.child)
        ),
    )


def _points(records: Records, hidden: frozenset[Digest]) -> Iterator[TalkingPoint]:
    """Yield what two visible documents say; who was first is said only where all who may be are visible."""
    for point in records.points:
        left = tuple(one for one in point.uttered if one.exhibit not in hidden)
        if len({one.exhibit for one in left}) < 2:
            continue
        names = {one.record for one in left}
        first = point.first if names.issuperset(point.first) else ()
        yield TalkingPoint(left, first, tuple(dict.fromkeys(one.party for one in left if one.party)))


def _responses(records: Records, left: Collection[str]) -> Iterator[Response]:
    seen = [
        one for one in records.responses if one.accusation in left and (not one.answer or one.answer in left)
    ]
    answered = {one.accusation for one in seen}
    alone = dict.fromkeys(one.accusation for one in records.responses if one.accusation in left)
    for one in seen:
        yield msgspec.structs.replace(one, why="") if one.kind == "silent" else one
    yield from (Response(name, "silent") for name in alone if name not in answered)


def _checks(records: Records, kept: Collection[str], hidden: Collection[Digest]) -> Iterator[FigureCheck]:
    files = {note.file for note in records.brief.references}
    tables = {taken.exhibit for taken in records.acquisitions if taken.name in files}
    for one in records.checks:
        if one.figure in kept:
            unsure = one.exhibit in hidden or (one.exhibit is None and not tables.isdisjoint(hidden))
            yield (
                FigureCheck(
                    one.figure, "cannot be checked", _NOT_FOR_THEM, bears=one.bears, bears_why=one.bears_why
                )
                if unsure
                else one
            )
