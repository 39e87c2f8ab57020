"""What we conclude, how sure, to what standard."""

from decimal import Decimal
from typing import Literal

from probandum.model.ident import Id, Value, identify
from probandum.model.scales import Level, Standard, icd_203, stated

Enough = Literal["yes", "no", "not certifiable"]


class Record(Value, frozen=True):
    """How past verdicts at one level of probability fared.

    Attributes:
        threshold: verdicts at or above this probability.
        right: how many named the right actor.
        of: how many there were.
        measured_on: what on, in words with the digest of the data.
    """

    threshold: Decimal
    right: int
    of: int
    measured_on: str


class Verdict(Value, frozen=True):
    """The answer to the question, held against the standard of proof.

    Attributes:
        question: the question.
        assessment: the assessment it concludes from.
        level: level of the question.
        leading: most probable hypothesis of that level; None where nothing is known about anybody.
        leading_name: as people read it.
        probability: of the leading hypothesis.
        lower: lower end of its interval.
        bound: least probability when as many items as the standard's budget were planted.
        breakdown: largest number of planted items at which the threshold is still reached; −1 if not even at 0.
        unknown: probability of an actor who is not in the knowledge base.
        standard: fixed in the ledger before the first result.
        enough: ``not certifiable``: the number would do, the method's measured record does not.
        reasons: why, one line each.
        confidence: low, moderate or high: quality of the evidence, apart from the probability (ICD 203).
        confidence_reasons: why.
        alternatives: hypotheses that survive, each at least a tenth as probable as the leading one.
        would_change: what would change the verdict.
        assumptions: what it takes for granted.
        record: the method's measured record at the standard's threshold, if any.
    """

    question: Id
    assessment: Id
    level: Level
    leading: str | None
    leading_name: str
    probability: Decimal
    lower: Decimal
    bound: Decimal
    breakdown: int
    unknown: Decimal
    standard: Standard
    enough: Enough
    reasons: tuple[str, ...]
    confidence: Literal["low", "moderate", "high"]
    confidence_reasons: tuple[str, ...]
    alternatives: tuple[str, ...]
    would_change: tuple[str, ...]
    assumptions: tuple[str, ...]
    record: Record | None = None

    @property
    def id(self) -> Id:
        """Everything it says."""
        return identify("verdict", self)

    def sentence(self) -> str:
        """Return the verdict in one sentence: word and number, no confidence (ICD 203)."""
        heads = {"yes": "Enough for", "no": "Not enough for", "not certifiable": "Not certifiable as"}
        head = f"{heads[self.enough]} “{self.standard.title}”"
        group = self.level == "group"
        if self.leading is None:
            whom = "any known actor" if group else f"anybody at the level of {self.level}"
            return f"{head}: nothing in the evidence points to {whom}."
        if self.probability > Decimal("0.5"):
            found = f"that it was {self.leading_name} is {self._worded()} ({self._ends()})"
        else:
            whom = "no known actor" if group else f"nobody at the level of {self.level}"
            first = f"{self.leading_name} comes first{' among them' if group else ''}"
            found = f"{whom} is more likely than not; {first} ({self._worded()}; {self._ends()})"
        if self.unknown > self.probability:
            found += (
                f", and an actor who is not in the knowledge base is more probable ({icd_203(self.unknown)}, "
                f"{stated(self.unknown)})"
            )
        if self.enough == "not certifiable":
            found += "; the number would do, the method's measured record does not carry it"
        return f"{head}: {found}."

    def _worded(self) -> str:
        return f"{icd_203(self.probability)}, {stated(self.probability)}"

    def _ends(self) -> str:
        budget = self.standard.budget
        text = f"down to {stated(self.lower, at_least=True)} over the declared parameters"
        if budget:
            planted = f"{budget} item{'s were' if budget != 1 else ' was'} planted"
            text += f" and {stated(self.bound, at_least=True)} if {planted}"
        return f"{text}; the standard asks {self.standard.threshold:f}"
