"""What the accused side said to each accusation, and stated figures against reference tables, from what lies on the desk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from probandum import records
from probandum.casefile import later
from probandum.desk import Desk
from probandum.detectors.states import States
from probandum.model.claim import Claim, Response
from probandum.model.discourse import Contradiction, TalkingPoint
from probandum.model.ident import Digest, Id, Value
from probandum.model.observation import ONE, Omission, Text
from probandum.model.statement import FigureCheck, StatedFigure, Statement
from probandum.sources import figures, reference_tables
from probandum.sources.contradictions import contradictions
from probandum.sources.reference_tables import ReferenceTable
from probandum.sources.responses import Heard, in_return, responses
from probandum.sources.sides import words_of
from probandum.sources.talking_points import talking_points


class Answered(Value, frozen=True):
    """An accusation with what was said to it.

    Attributes:
        response: what the answer does to it, and why.
        accusation: the claim.
        answer: claim or statement; None where there is none.
    """

    response: Response
    accusation: Claim
    answer: Claim | Statement | None = None


class Checked(Value, frozen=True):
    """A stated figure with its check."""

    figure: StatedFigure
    check: FigureCheck


@dataclass(frozen=True)
class Replies:
    """Who answered what.

    Attributes:
        answered: each accusation with each of its answers.
        in_return: ids of claims: (accusation in return, accusation).
        checked: the figures, in the order of their places.
        statements: sentences that answer an accusation or state a figure.
        omissions: lines of reference tables that could not be read.
        points: what is said in two documents or more.
        contradictions: sayings and figures that cannot both be true.
    """

    answered: tuple[Answered, ...]
    in_return: tuple[tuple[Id, Id], ...]
    checked: tuple[Checked, ...]
    statements: tuple[Statement, ...]
    omissions: tuple[Omission, ...] = ()
    points: tuple[TalkingPoint, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


def replies(desk: Desk, texts: Sequence[Text], claims: Sequence[Claim]) -> Replies:
    """Return the table of responses and the checks of figures.

    What programs found in a file that is later than ``as_of``, or whose ``use`` has no ``claims``, is not heard; what a
    person recorded is heard wherever it stands, except in a file that is too late.

    Args:
        desk: the case.
        texts: its readable texts.
        claims: recorded and found, as persons left them.
    """
    deaf, late, heard = _heard(desk, texts, claims)
    statements: dict[str, Statement] = {one.id: one for one in heard.statements}
    by_id: dict[str, Claim] = {one.id: one for one in heard.claims}
    answered = []
    for one in responses(heard):
        answer = by_id.get(one.answer) or statements.get(one.answer)
        answered.append(Answered(one, by_id[one.accusation], answer))
    stated = sorted((one for one in desk.figures() if one.exhibit not in deaf | late), key=_place)
    tables = _tables(desk)
    rows = [row for table in tables for row in table.rows]
    checks = figures.checks(stated, rows, statements, heard.claims)
    named = {figure.id: figure for figure in stated}
    points = talking_points(heard)
    clashes = contradictions(heard, stated, _known(desk))
    cited = {one.response.answer for one in answered} | {named[one.figure].statement for one in checks}
    cited |= {one.record for point in points for one in point.uttered}
    cited |= {name for clash in clashes for name in (clash.first, clash.second)}
    return Replies(
        answered=tuple(answered),
        in_return=in_return(heard),
        checked=tuple(Checked(named[one.figure], one) for one in checks),
        statements=tuple(one for name, one in statements.items() if name in cited),
        omissions=tuple(one for table in tables for one in table.omissions),
        points=points,
        contradictions=clashes,
    )


def _heard(
    desk: Desk, texts: Sequence[Text], claims: Sequence[Claim]
) -> tuple[set[Digest], set[Digest], Heard]:
    """Return the exhibits in which programs are not heard, those that are too late, and what is heard."""
    documents = records.documents(texts, desk.brief, desk.files(), desk.held)
    deaf = {one.exhibit for one in documents if "claims" not in one.use}
    late = {one.exhibit for one in documents if later(one.published, desk.brief.as_of)}
    heard = Heard(
        claims=[
            one
            for one in claims
            if one.exhibit not in late and (one.authenticity == ONE or one.exhibit not in deaf)
        ],
        statements=[one for one in desk.statements() if one.exhibit not in deaf | late],
        sources=desk.brief.sources,
        dates={
            one.exhibit: (one.published or one.not_before, one.published or one.not_after)
            for one in documents
        },
        owners={one.exhibit: one.source for one in documents if one.source},
        named=_states(desk),
    )
    return deaf, late, heard


def _known(desk: Desk) -> Callable[[str], frozenset[str]]:
    """Return whom words may stand for, by the names in the pinned knowledge."""
    actors = {one.id for one in desk.pack.actors}
    named: dict[tuple[str, ...], set[str]] = {}
    for name in desk.pack.names:
        if name.of in actors:
            named.setdefault(words_of(name.name), set()).add(name.of)
    return lambda words: frozenset(named.get(words_of(words), ()))


def _states(desk: Desk) -> Callable[[str], list[tuple[str, str]]]:
    """Return which states words name, by the names in the pinned knowledge."""
    states = States(desk.pack.places)

    def named(words: str) -> list[tuple[str, str]]:
        return [(one.code, one.form) for one in states.find(words)]

    return named


def _place(figure: StatedFigure) -> tuple[Digest, int, int, str]:
    return figure.exhibit, figure.locator.page, figure.locator.start, figure.id


def _tables(desk: Desk) -> list[ReferenceTable]:
    """Return the reference tables that the case file names; one that is not in custody is an error of the case file."""
    held = {one.acquisition.name: one.exhibit.digest for one in desk.held if one.acquisition.parent is None}
    notes = [note for note in desk.brief.references if note.file in held]
    return [
        reference_tables.read_table(held[note.file], desk.docket.store.get(held[note.file]), note)
        for note in notes
    ]
