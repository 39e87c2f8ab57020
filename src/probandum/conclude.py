"""W11: from an assessment and a standard of proof to a verdict. Pure: the words follow from the numbers."""

import math
from collections.abc import Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

from probandum.model.hypothesis import Hypothesis
from probandum.model.ident import Digest, Value
from probandum.model.scales import Standard
from probandum.model.verdict import Enough, Record, Verdict
from probandum.model.weight import Assessment, Estimate, Item, Pivot

Grade = Literal["low", "moderate", "high"]

MEASURED_ON = (
    "ATT&CK 10.1 → 14.1, 78 items of which 32 by actors unknown to 10.1 "
    "(items sha256 adf708d32347…, knowledge sha256 ff3c2257cd6f…), start values, uniform prior"
)
RECORDS = (
    Record(Decimal("0.50"), 12, 17, MEASURED_ON),
    Record(Decimal("0.75"), 9, 10, MEASURED_ON),
    Record(Decimal("0.95"), 2, 2, MEASURED_ON),
)
"""How past verdicts fared at or above each probability; made again by ``tests/eval/test_weighing_eval.py``."""
RECORDED_WITH = Digest("7f3e318d9e1ac890388e1c64181c4651c169c9706e2019356e93f2161823ff9a")
"""Parameters of the records: other parameters have no record."""

_NOTHING = Decimal("0.000000001")
_DOUBT = Decimal("0.05")


class Context(Value, frozen=True):
    """What a verdict must also say of the case.

    Attributes:
        unread: how many exhibits or parts of them could not be read.
        assumptions: further ones, one line each.
    """

    unread: int = 0
    assumptions: tuple[str, ...] = ()


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
    record = _record(assessment, standard, records)
    leading = next((pair for pair in assessment.ranking() if pair[0].actor == assessment.leading), None)
    bound, breakdown = _held(assessment, standard)
    enough, reasons = decide(bound, breakdown, standard, record)
    if leading is None:
        reasons = ("nothing in the evidence speaks for any actor at this level",)
    confidence, why = confide(assessment)
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
        would_change=tuple(_would_change(assessment, standard, breakdown, record)),
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
            reasons.append(f"the lower end of the interval does not reach {standard.threshold:.2f}")
        else:
            reasons.append(
                f"the threshold of {standard.threshold:.2f} holds against {_items(breakdown)} planted; "
                f"the standard asks {standard.budget}"
            )
        return "no", tuple(reasons)
    reasons.append(f"at least {_floor(bound)} even if {_items(standard.budget)} were planted")
    if record is None:
        return "not certifiable", (*reasons, "the method has no measured record for verdicts like this one")
    certain = clopper_pearson(record.right, record.of)
    tally = f"{record.right} of {record.of} past verdicts at {record.threshold:.2f} or above were right"
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


def confide(assessment: Assessment) -> tuple[Grade, tuple[str, ...]]:
    """Return the quality of the evidence behind the leading answer, apart from its probability (ICD 203).

    ``high``: three origins or more speak for it, most of the weight was confirmed by a person, the interval is no
    wider than .20, no single item carries half of the result, and it is not techniques alone. ``low``: one origin or
    none, an interval wider than .50, or techniques alone. Otherwise ``moderate``.
    """
    speaking = _speaking(assessment)
    if assessment.leading is None or not speaking:
        return "low", ("no item of evidence speaks for any known actor",)
    estimate = _estimate(assessment, assessment.leading)
    origins = len({support.origin for item, _ in speaking for support in item.support})
    whole = sum((weight for _, weight in speaking), Decimal(0))
    confirmed = sum((weight for item, weight in speaking if _confirmed(item)), Decimal(0)) / whole
    width = estimate.upper - estimate.lower
    hinges = [
        one for one in assessment.pivots if one.kind == "item" and one.without * 2 <= estimate.probability
    ]
    alone = all(item.kind == "attack-pattern" for item, _ in speaking)
    low = [origins <= 1, width > Decimal("0.50"), alone]
    short = [origins < 3, confirmed < Decimal("0.50"), width > Decimal("0.20"), bool(hinges)]
    reasons = [
        f"{origins} independent origins speak for it" if origins != 1 else "a single origin speaks for it",
        f"{confirmed * 100:.0f} % of the weight for it is confirmed beyond doubt about its extraction and source",
        f"the interval over the declared parameters is {width:.2f} wide",
    ]
    reasons += [f"it would fall by half or more without {hinges[0].name}"] if hinges else []
    reasons += ["it rests on techniques alone"] if alone else []
    return "low" if any(low) else "moderate" if any(short) else "high", tuple(reasons)


def _record(assessment: Assessment, standard: Standard, records: Sequence[Record]) -> Record | None:
    """Return the record at the greatest threshold that the standard covers; none for other levels or parameters."""
    if assessment.level != "group" or assessment.parameters != RECORDED_WITH:
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


def _would_change(
    assessment: Assessment, standard: Standard, breakdown: int, record: Record | None
) -> Iterator[str]:
    if assessment.leading is None:
        yield "software or techniques that reports show with few actors, or a judged artefact"
        return
    now = _estimate(assessment, assessment.leading).probability
    for kind in ("item", "origin"):
        for pivot in [one for one in assessment.pivots if one.kind == kind][:1]:
            yield _without(pivot, now)
    if 0 <= breakdown < len(assessment.budget_lower) - 1:
        yield f"{_items(breakdown + 1)} planted could bring it below {standard.threshold:.2f}"
    if record is None or clopper_pearson(record.right, record.of) < standard.threshold:
        yield f"a longer measured record of the method at {standard.threshold:.2f} and above"
    doubtful = [item for item, _ in _speaking(assessment) if not _confirmed(item)]
    if doubtful:
        names = ", ".join(item.name for item in doubtful[:3])
        yield f"a person's review of what programs took out of the texts, first of all: {names}"
    if assessment.level != "group":
        yield f"evidence for or against the links from groups to {assessment.level}"


def _assumptions(assessment: Assessment, context: Context) -> Iterator[str]:
    yield "items of evidence are independent of each other once the actor is given"
    yield "what was not seen is held against nobody: reports are incomplete"
    yield "exhibits that are not known to share an origin are independent of each other"
    yield "the knowledge pack describes its actors rightly, but for the declared lapse"
    if any(value for value in assessment.totals.get("artefacts", ())):
        yield "the analyst's judgements of artefacts are sound; the method's record was measured without any"
    if assessment.left_out:
        yield f"{len(assessment.left_out)} reports left out of the knowledge would not change it"
    if context.unread:
        yield f"{context.unread} things that could not be read would not change it"
    yield from context.assumptions


def _speaking(assessment: Assessment) -> list[tuple[Item, Decimal]]:
    """Return the items that speak for the leading answer, the heaviest first, with their decibans."""
    actors = [hypothesis.actor for hypothesis in assessment.hypotheses]
    if assessment.leading is None:
        return []
    row = assessment.weights[actors.index(assessment.leading)]
    pairs = [(item, weight) for item, weight in zip(assessment.items, row, strict=True) if weight > 0]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0].kind, pair[0].value))


def _estimate(assessment: Assessment, actor: str) -> Estimate:
    return next(one for one in assessment.estimates if one.hypothesis == actor)


def _unknown(assessment: Assessment) -> Decimal:
    pairs = zip(assessment.hypotheses, assessment.estimates, strict=True)
    return sum((one.probability for who, one in pairs if who.kind == "unknown"), Decimal(0))


def _names_somebody(hypothesis: Hypothesis) -> bool:
    return hypothesis.kind in {"known", "named"}


def _confirmed(item: Item) -> bool:
    return any(support.authenticity == 1 for support in item.support)


def _without(pivot: Pivot, now: Decimal) -> str:
    what = "the origin " if pivot.kind == "origin" else ""
    return f"without {what}{pivot.name} it falls from {now:.2f} to {pivot.without:.2f}"


def _items(number: int) -> str:
    return "1 item" if number == 1 else f"{number} items"


def _floor(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01"), ROUND_FLOOR)
