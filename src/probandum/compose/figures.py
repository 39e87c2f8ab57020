"""Figures that the documents state: whether they are true and whether they bear on the question, as two facts."""

from collections import Counter
from collections.abc import Iterator

from probandum.compose.claimed import quoted
from probandum.compose.references import brief_id
from probandum.compose.said_references import result
from probandum.compose.view import View
from probandum.compose.wording import counted, cut, defang, visible
from probandum.model.dossier import Row, Section, Sentence, Table
from probandum.model.statement import FigureCheck, StatedFigure, Statement

_ROWS = 120
_UNCHECKED_ROWS = 20
"""Rows where the case has no reference table at all: then every row says the same."""
_CITED = 12
_BEARS = {True: "bears on the question", False: "does not bear on the question", None: "not decided"}
_ORDER = {"differs by": 0, "agrees": 1, "cannot be checked": 2}


def figures(view: View) -> Iterator[Section]:
    """Yield the section on figures, if any is stated: those that were checked first, those that bear on the question first."""
    of = {figure.id: figure for figure in view.records.figures}
    statements: dict[str, Statement] = {one.id: one for one in view.records.statements}
    every = [(check, of[check.figure]) for check in view.records.checks if check.figure in of]
    if not every:
        return
    every.sort(key=_order)
    most = _ROWS if view.records.brief.references else _UNCHECKED_ROWS
    rows = tuple(_row(check, figure, statements.get(figure.statement)) for check, figure in every[:most])
    head = (
        "Figure",
        "In the words of",
        "Against the reference tables",
        "What was compared",
        "Bearing on the question",
    )
    yield Section(
        "Figures that are stated",
        tuple(_sentences(view, [check for check, _ in every], most)),
        (Table("Stated figures and what they agree with", head, rows),),
    )


def _order(pair: tuple[FigureCheck, StatedFigure]) -> tuple[int, bool, str, int, int, str]:
    check, figure = pair
    place = figure.locator
    return _ORDER[check.result], check.bears is not True, figure.exhibit, place.page, place.start, figure.id


def _sentences(view: View, every: list[FigureCheck], most: int) -> Iterator[Sentence]:
    counts: Counter[str] = Counter(check.result for check in every)
    cites = tuple(check.id for check in every[:_CITED])
    tables = len(view.records.brief.references)
    said = [
        f"{counts[result]} {words}"
        for result, words in (
            ("agrees", "agree"),
            ("differs by", "differ"),
            ("cannot be checked", "cannot be checked"),
        )
        if counts[result]
    ]
    held = (
        f"held against {counted(tables, 'reference table')} of the case: {', '.join(said)}"
        if tables
        else "none of them checked: the case supplies no reference table"
    )
    text = f"{counted(len(every), 'figure')}, {held}."
    yield Sentence(text, (*cites, brief_id(view)))
    aside = [check for check in every if check.result == "agrees" and check.bears is False]
    if aside:
        text = (
            f"{counted(len(aside), 'figure agrees', 'figures agree')} and {'does' if len(aside) == 1 else 'do'} not bear on the "
            "question: that a figure is true says nothing about the accusation beside which it is told."
        )
        yield Sentence(text, tuple(check.id for check in aside[:_CITED]))
    text = (
        "A figure bears on the question if its sentence accuses, denies or speaks of the evidence; in a sentence that only asserts, "
        "asks or demands it does not."
    )
    yield Sentence(text, cites)
    if len(every) > most:
        yield Sentence(f"The first {most} are shown, {len(every) - most:,} more are not.", cites)


def _row(check: FigureCheck, figure: StatedFigure, statement: Statement | None) -> Row:
    who = (statement.speaker or statement.on_behalf_of) if statement else ""
    cells = (
        f"{quoted(figure.quote, 120)}{f', {visible(figure.when)}' if figure.when else ''}",
        f"{defang(who) or 'speaker not filled'}: {quoted(statement.quote if statement else figure.quote, 240)}",
        result(check),
        _compared(check),
        f"{_BEARS[check.bears]}: {visible(check.bears_why)}" if check.bears_why else _BEARS[check.bears],
    )
    return Row(cells, (check.id,))


def _compared(check: FigureCheck) -> str:
    date = f", {visible(check.published)}" if check.published else ""
    row = f"row {quoted(check.row, 160)}{date}; " if check.row else ""
    return cut(f"{row}{defang(check.why)}", 420) or "–"
