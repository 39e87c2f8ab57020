"""From a cited statement, figure, check or response to the bytes."""

from collections.abc import Callable, Iterator
from functools import partial

from probandum.compose.claimed import how_found
from probandum.compose.view import View
from probandum.compose.wording import cut, defang, visible
from probandum.model.claim import Response
from probandum.model.dossier import Excerpt, Reference
from probandum.model.statement import FigureCheck, StatedFigure, Statement

_LABEL = 240
_MATCH = 420


def makers(view: View) -> Iterator[tuple[str, Callable[[], Reference]]]:
    """Yield for each such record its id and how it becomes a reference."""
    for statement in view.records.statements:
        yield statement.id, partial(_statement, statement)
    for figure in view.records.figures:
        yield figure.id, partial(_figure, figure)
    for check in view.records.checks:
        yield check.id, partial(_check, check)
    known: set[str] = {one.id for one in view.records.claims} | {one.id for one in view.records.statements}
    for response in view.records.responses:
        yield response.id, partial(_response, response, known)


def result(check: FigureCheck) -> str:
    """Return what a check found, with how far off a figure is."""
    if check.result == "cannot be checked" or check.difference is None:
        return check.result
    source = f" with {defang(check.source)}" if check.source else ""
    if not check.difference:
        return f"agrees{source}" if check.result == "agrees" else check.result
    far = f"{abs(check.difference):,f}"
    share = f" ({abs(check.percent)} %)" if check.percent is not None else ""
    way = "more" if check.difference > 0 else "less"
    if check.result == "agrees":
        return f"agrees{source}; {far}{share} {way} than the table"
    return f"differs by {far}{share}: {way} than {defang(check.source) or 'the table'}"


def _excerpt(words: str) -> Excerpt:
    return Excerpt("", cut(defang(words), _MATCH), "")


def _statement(record: Statement) -> Reference:
    who = defang(record.speaker) or "speaker not filled"
    label = cut(f"{who}: {', '.join(record.types)} ({record.mode}); {how_found(record)}", _LABEL)
    return Reference(record.id, "statement", label, record.exhibit, record.locator, _excerpt(record.quote))


def _figure(record: StatedFigure) -> Reference:
    of = f" of {defang(record.of)}" if record.of and record.of != record.unit else ""
    label = cut(f"{record.value:f} {defang(record.unit)}{of}; found by {visible(record.by)}", _LABEL)
    return Reference(record.id, "figure", label, record.exhibit, record.locator, _excerpt(record.quote))


def _check(record: FigureCheck) -> Reference:
    label = cut(f"{result(record)}; {defang(record.why)}", _LABEL)
    if record.exhibit is None:
        return Reference(record.id, "check", label, cites=(record.figure,))
    excerpt = _excerpt(record.row)
    return Reference(record.id, "check", label, record.exhibit, record.locator, excerpt, (record.figure,))


def _response(record: Response, known: set[str]) -> Reference:
    linked = "linked by a person" if record.stated else "linked by their words"
    label = cut(f"{record.kind}; {linked}; {defang(record.why)}", _LABEL)
    cites = (record.accusation, *((record.answer,) if record.answer in known else ()))
    return Reference(record.id, "response", label, cites=cites)
