"""Quality of the evidence behind an answer, apart from its probability (ICD 203)."""

from collections.abc import Collection
from decimal import Decimal
from typing import Literal

from probandum.model.ident import Id
from probandum.model.weight import Assessment, Estimate, Item

Grade = Literal["low", "moderate", "high"]


def confide(assessment: Assessment, unstated: Collection[Id] = ()) -> tuple[Grade, tuple[str, ...]]:
    """Return the quality of the evidence behind the leading answer, apart from its probability (ICD 203).

    ``high``: three origins or more speak for it, most of the weight was confirmed by a person, the interval is no
    wider than .20, no single item carries half of the result, and it is not techniques alone. ``low``: one origin or
    none, an interval wider than .50, or techniques alone. Otherwise ``moderate``.

    Args:
        assessment: of the question.
        unstated: origins of whom nobody knows who reports; they may be any of the others, so together they count as one
            where there are no others, and else as none.
    """
    support = speaking(assessment)
    if assessment.leading is None or not support:
        return "low", ("no item of evidence speaks for any answer",)
    estimate = estimate_of(assessment, assessment.leading)
    behind = {one.origin for item, _ in support for one in item.support}
    nameless = behind & set(unstated)
    origins = len(behind - nameless) or 1
    whole = sum((weight for _, weight in support), Decimal(0))
    confirmed = sum((weight for item, weight in support if confirmed_by_hand(item)), Decimal(0)) / whole
    width = estimate.upper - estimate.lower
    hinges = [
        one for one in assessment.pivots if one.kind == "item" and one.without * 2 <= estimate.probability
    ]
    alone = all(item.kind in ("attack-pattern", "testimony") for item, _ in support)
    low = [origins <= 1, width > Decimal("0.50"), alone]
    short = [origins < 3, confirmed < Decimal("0.50"), width > Decimal("0.20"), bool(hinges)]
    reasons = [
        f"{origins} independent origins speak for it" if origins != 1 else "a single origin speaks for it",
        f"{_part(confirmed)} of the weight for it was confirmed by a person",
        f"the interval over the declared parameters is {_wide(width)} wide",
    ]
    reasons += (
        [f"{_of_unknown(len(nameless))} {'no origin beside these' if behind - nameless else 'one'}"]
        if len(nameless) > (not behind - nameless)
        else []
    )
    reasons += [f"it would fall by half or more without {hinges[0].name}"] if hinges else []
    reasons += ["it rests on techniques or sayings alone"] if alone else []
    return "low" if any(low) else "moderate" if any(short) else "high", tuple(reasons)


def speaking(assessment: Assessment) -> list[tuple[Item, Decimal]]:
    """Return the items that speak for the leading answer, the heaviest first, with their decibans."""
    actors = [hypothesis.actor for hypothesis in assessment.hypotheses]
    if assessment.leading is None:
        return []
    row = assessment.weights[actors.index(assessment.leading)]
    pairs = [(item, weight) for item, weight in zip(assessment.items, row, strict=True) if weight > 0]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0].kind, pair[0].value))


def estimate_of(assessment: Assessment, actor: str) -> Estimate:
    """Return the estimate of one hypothesis."""
    return next(one for one in assessment.estimates if one.hypothesis == actor)


def confirmed_by_hand(item: Item) -> bool:
    """Return whether a person accepted it, or stated it, without a doubt left."""
    return any(support.authenticity == 1 for support in item.support)


def _of_unknown(count: int) -> str:
    return (
        "1 origin is of unknown source and counts as"
        if count == 1
        else f"{count} origins are of unknown source and count as"
    )


def _part(share: Decimal) -> str:
    """Return a share in per cent, ``none`` and ``all`` only where it is so."""
    if share in (0, 1):
        return "all" if share else "none"
    return f"{min(max(share, Decimal('0.01')), Decimal('0.99')) * 100:.0f} %"


def _wide(width: Decimal) -> str:
    return f"{width:.2f}" if width >= Decimal("0.005") else "less than 0.01"
