"""What a sentence of a document does, who says it, and the figures in it: before anybody weighs it."""

from decimal import Decimal
from typing import Literal, get_args

from probandum.model.exhibit import Locator
from probandum.model.ident import Digest, Id, Value, identify
from probandum.model.observation import ONE

StatementType = Literal[
    "accusation",
    "counter-accusation",
    "denial",
    "rejection-of-basis",
    "evidence-challenge",
    "demand",
    "figure",
    "question",
    "assertion",
]
STATEMENT_TYPES: tuple[StatementType, ...] = get_args(StatementType)
Mode = Literal["direct", "quoted", "reported", "question", "question-premise"]
Role = Literal["", "author", "spokesperson", "questioner", "quoted"]


class Statement(Value, frozen=True):
    """One sentence, as its speaker made it.

    Attributes:
        exhibit: where it stands.
        locator: where in the exhibit.
        quote: verbatim.
        by: who found it, as ``name/version``, or a person.
        types: what it does, in the order of :data:`STATEMENT_TYPES`; a sentence that does nothing else asserts.
        mode: how it is said: by the speaker itself, in quotation marks, passed on, as a question or as its premise.
        speaker: who says it, in the words of the document; empty where the document does not say.
        role: of the speaker in the document.
        on_behalf_of: for which state or organisation it speaks, as the pack or the document calls it; may be empty.
        hedge: the speaker's own words of confidence or doubt.
        chain: who passes on whom, outermost first, the last one is the source; empty where nobody relays.
        language: ISO 639-1 of the text.
        authenticity: share in [0, 1] of such statements whose types are right, as measured.
    """

    exhibit: Digest
    locator: Locator
    quote: str
    by: str
    types: tuple[StatementType, ...] = ("assertion",)
    mode: Mode = "direct"
    speaker: str = ""
    role: Role = ""
    on_behalf_of: str = ""
    hedge: str = ""
    chain: tuple[str, ...] = ()
    language: str = ""
    authenticity: Decimal = ONE

    @property
    def id(self) -> Id:
        """Where it stands: a sentence is one statement, whatever is made of it."""
        return identify("statement", [self.exhibit, self.locator])


class StatedFigure(Value, frozen=True):
    """A number that a document states, so that it can be checked.

    Attributes:
        exhibit: where it stands.
        locator: where in the exhibit.
        quote: verbatim, the figure alone.
        value: the number; for a rank its place (1 is the first); the middle of a range.
        unit: what is counted or measured, in the words of the document (``applications``, ``%``, ``USD``, ``years``).
        of: of what, in the words of the document.
        when: year, month or day it is about (``2019``, ``2020-07``); empty where not said.
        approximate: the words that make it so (``about``, ``nearly``, ``more than``); empty for an exact figure.
        low: of a range; None where it is none.
        high: of a range; None where it is none.
        kind: a count or amount, a share or change in per cent, or a place in an order.
        source_named: on whom the speaker rests it, in the words of the document; may be empty.
        statement: id of the statement it stands in; empty outside statements.
        by: who found it.
    """

    exhibit: Digest
    locator: Locator
    quote: str
    value: Decimal
    by: str
    unit: str = ""
    of: str = ""
    when: str = ""
    approximate: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    kind: Literal["amount", "percent", "rank"] = "amount"
    source_named: str = ""
    statement: str = ""

    @property
    def id(self) -> Id:
        """What is stated and where."""
        return identify("figure", [self.value, self.unit, self.exhibit, self.locator])


Checked = Literal["agrees", "differs by", "cannot be checked"]


class FigureCheck(Value, frozen=True):
    """A stated figure held against the reference tables of a case; whether it is true and whether it matters are two facts.

    Attributes:
        figure: id of the stated figure.
        result: whether it agrees with the one row that is about the same thing.
        difference: stated minus reference, in the unit of the row (percentage points for per cent); None where it was
            not checked.
        percent: the difference in per cent of the reference, two decimals; None where there is none.
        tolerance: how far the figure may lie from the row, by how it is written; None where only a direction counts.
        exhibit: the reference table; None where no row is about it.
        locator: the row in it.
        row: the row, as it stands there.
        source: from where the table is, as the case file says.
        published: when, as the case file says; may be empty.
        why: in one line: what was compared how, or why it cannot be checked.
        bears: whether the figure bears on the question; None where it stands in no sentence that was read.
        bears_why: the rule that says so.
    """

    figure: Id
    result: Checked
    why: str
    difference: Decimal | None = None
    percent: Decimal | None = None
    tolerance: Decimal | None = None
    exhibit: Digest | None = None
    locator: Locator | None = None
    row: str = ""
    source: str = ""
    published: str = ""
    bears: bool | None = None
    bears_why: str = ""

    @property
    def id(self) -> Id:
        """Everything it says."""
        return identify("check", self)
