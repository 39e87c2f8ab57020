"""W11: from an assessment and a standard of proof to a verdict. Pure: the words follow from the numbers."""

import math
from collections.abc import Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal

from probandum.conclude.confidence import confide, confirmed_by_hand, speaking
from probandum.conclude.outlook import items_of, would_change
from probandum.model.hypothesis import Hypothesis
from probandum.model.ident import Digest, Id, Value
from probandum.model.scales import Standard, stated
from probandum.model.verdict import Enough, Record, Verdict
from probandum.model.weight import Assessment

__all__ = [
    "MEASURED_ON",
    "RECORDED_WITH",
    "RECORDS",
    "Context",
    "clopper_pearson",
    "conclude",
    "confide",
    "decide",
]

MEASURED_ON = (
    "ATT&CK 14.1 replayed one report at a time: 394 reports, 99 of them on groups unknown by then, parameters fitted "
    "without the group that a report is on, uniform prior (knowledge sha256 27f46a4b9cc7…)"
)
RECORDS = (
    Record(Decimal("0.50"), 93, 110, MEASURED_ON),
    Record(Decimal("0.75"), 72, 75, MEASURED_ON),
    Record(Decimal("0.90"), 43, 44, MEASURED_ON),
    Record(Decimal("0.95"), 21, 22, MEASURED_ON),
)
"""How past verdicts fared at or above each probability; made again by ``tests/eval/test_weighing_eval.py``."""
RECORDED_WITH = Digest("a281d99e8a4f443b36bb0be914e15bee747df63e4c54a9cb8843c258d39ef007")
"""Parameters of the records: other parameters have no record."""

_MEASURED = frozenset({"behaviour", "operations"})
"""Classes that the record was measured with."""
_LEAST_ITEMS, _LEAST_ACTORS = 5, 5
"""Of every report that the record was measured on, and of the knowledge before it."""
_NOTHING = Decimal("0.000000001")
_DOUBT = Decimal("0.05")


class Context(Value, frozen=True):
    """What a verdict must also say of the case.

    Attributes:
        unread: how many exhibits or parts of them could not be read.
        assumptions: further ones, one line each.
        unstated: origins of whom nobody knows who reports.
        uniform: whether the case declares no prior of its own, for somebody else neither.
    """

    unread: int = 0
    assumptions: tuple[str, ...] = ()
    unstated: frozenset[Id] = frozenset()
    uniform: bool = True


def conclude(
    assessment: Assessment,
    standard: Standard,
    records: Sequence[Record] = RECORDS,
    context: Context = Context(),  # noqa: B008 – frozen
) -> Verdict:
    """Hold an assessment against the standard of proof that was fixed before it was made.

    Args:
        assessment: of the question.
        standard: with threshold and budget.
        records: the method's measured record, by threshold.
        context: what else the verdict must say.
    """
    record = _record(assessment, standard, records) if context.uniform else None
    leading = next((pair for pair in assessment.ranking() if pair[0].actor == assessment.leading), None)
    bound, breakdown = _held(assessment, standard)
    enough, reasons = decide(bound, breakdown, standard, record)
    if leading is None:
        reasons = ("nothing in the evidence speaks for any actor at this level",)
    confidence, why = confide(assessment, context.unstated)
    best = leading or next((pair for pair in assessment.ranking() if _names_somebody(pair[0])), None)
    return Verdict(
        question=assessment.question,
        assessment=assessment.id,
        level=assessment.level,
        leading=assessment.leading,
        leading_name=leading[0].name if leading else "",
        probability=best[1].probability if best else _NOTHING,
        lower=best[1].lower if best else _NOTHING,
        bound=bound,
        breakdown=breakdown,
        unknown=_unknown(assessment),
        standard=standard,
        enough=enough,
        reasons=reasons,
        confidence=confidence,
        confidence_reasons=why,
        alternatives=_alternatives(assessment),
        would_change=tuple(would_change(assessment, standard, breakdown, enough)),
        assumptions=tuple(_assumptions(assessment, context)),
        record=record,
    )


def decide(
    bound: Decimal, breakdown: int, standard: Standard, record: Record | None
) -> tuple[Enough, tuple[str, ...]]:
    """Return whether it is enough, and why: a pure function of lower bound, breakdown number and record (W11).

    Args:
        bound: lower end of P_k at the standard's budget.
        breakdown: largest number of planted items at which the threshold is still reached; −1 if at none.
        standard: threshold θ and budget.
        record: past verdicts at this level of probability; None where there are none.
    """
    reasons = []
    if bound < standard.threshold or breakdown < standard.budget:
        if breakdown < 0:
            reasons.append(f"the lower end of the interval does not reach {standard.threshold:f}")
        else:
            reasons.append(
                f"the threshold of {standard.threshold:f} holds against {items_of(breakdown)} planted; "
                f"the standard asks {standard.budget}"
            )
        return "no", tuple(reasons)
    held = f" even if {items_of(standard.budget)} {'was' if standard.budget == 1 else 'were'} planted"
    reasons.append(f"at least {stated(bound, at_least=True)}{held if standard.budget else ''}")
    if record is None:
        return "not certifiable", (*reasons, "the method has no measured record for verdicts like this one")
    certain = clopper_pearson(record.right, record.of)
    tally = f"{record.right} of {record.of} past verdicts at {record.threshold:f} or above were right"
    if certain < standard.threshold:
        return "not certifiable", (*reasons, f"{tally}, which shows only that at least {_floor(certain)} are")
    return "yes", (*reasons, f"{tally}, so at least {_floor(certain)} are")


def clopper_pearson(right: int, of: int, doubt: Decimal = _DOUBT) -> Decimal:
    """Return the exact one-sided lower bound of a proportion, rounded down to nine places.

    It is the p at which ``right`` or more successes in ``of`` trials have chance ``doubt`` (default .05); 0 for none.

    Raises:
        ValueError: not 0 ≤ right ≤ of.

    Source: Clopper & Pearson, Biometrika 26 (1934) 404–413.
    """
    if not 0 <= right <= of:
        raise ValueError(f"{right} right of {of}")
    if right == 0:
        return Decimal(0)
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _tail(right, of, middle) < float(doubt) else (low, middle)
    return Decimal(repr(low)).quantize(_NOTHING, ROUND_FLOOR)


def _record(assessment: Assessment, standard: Standard, records: Sequence[Record]) -> Record | None:
    """Return the record at the greatest threshold that the standard covers.

    It was measured on groups, with these parameters, a uniform prior, by behaviour alone, on five items or more that
    persons had found, among five actors or more: other verdicts have none.
    """
    if assessment.level != "group" or assessment.parameters != RECORDED_WITH:
        return None
    rivals = zip(assessment.hypotheses, assessment.prior, strict=True)
    uniform = len({before for who, before in rivals if who.kind == "known"}) <= 1
    moved = any(any(total) for name, total in assessment.totals.items() if name not in _MEASURED)
    if not uniform or moved:
        return None
    if (
        len(assessment.items) < _LEAST_ITEMS
        or sum(who.kind == "known" for who in assessment.hypotheses) < _LEAST_ACTORS
    ):
        return None
    if not all(confirmed_by_hand(item) for item, _ in speaking(assessment)):
        return None
    covered = [record for record in records if record.threshold <= standard.threshold]
    return max(covered, key=lambda record: record.threshold, default=None)


def _held(assessment: Assessment, standard: Standard) -> tuple[Decimal, int]:
    """Return the lower end of P_k at the standard's budget, and the breakdown number k*."""
    curve = assessment.budget_lower
    breakdown = sum(value >= standard.threshold for value in curve) - 1
    return (curve[standard.budget] if standard.budget < len(curve) else _NOTHING), breakdown


def _tail(right: int, of: int, p: float) -> float:
    """Return P(X ≥ right) for X ~ Binomial(of, p), 0 < p < 1."""
    whole, win, lose = math.lgamma(of + 1), math.log(p), math.log1p(-p)
    return math.fsum(
        math.exp(whole - math.lgamma(k + 1) - math.lgamma(of - k + 1) + k * win + (of - k) * lose)
        for k in range(right, of + 1)
    )


def _alternatives(assessment: Assessment) -> tuple[str, ...]:
    ranking = assessment.ranking()
    top = next((one.probability for who, one in ranking if who.actor == assessment.leading), None)
    if top is None:
        return ()
    return tuple(
        who.actor for who, one in ranking if who.actor != assessment.leading and one.probability * 10 >= top
    )


def _assumptions(assessment: Assessment, context: Context) -> Iterator[str]:
    yield "items of evidence are independent of each other once the actor is given"
    yield "what was not seen is held against nobody: reports are incomplete"
    yield "exhibits that are not known to share an origin are independent of each other"
    yield "the knowledge pack describes its actors rightly, but for the declared lapse"
    if any(assessment.totals.get("artefacts", ())):
        yield "the analyst's judgements of artefacts are sound; the method's record was measured without any"
    if any(assessment.totals.get("testimony", ())):
        yield "the start values and records of those who accuse or deny are sound; the method's record was measured without any"
    if context.unread:
        things = "thing" if context.unread == 1 else "things"
        yield f"nothing that bears on the question is among the {context.unread} {things} that programs left out or could not read"
    yield from context.assumptions


def _unknown(assessment: Assessment) -> Decimal:
    pairs = zip(assessment.hypotheses, assessment.estimates, strict=True)
    return sum((one.probability for who, one in pairs if who.kind == "unknown"), Decimal(0))


def _names_somebody(hypothesis: Hypothesis) -> bool:
    return hypothesis.kind in {"known", "named"}


def _floor(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01"), ROUND_FLOOR)
