"""What would change a verdict: upwards where it is "no", downwards where it is not."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from probandum.conclude.confidence import confirmed_by_hand, estimate_of, speaking
from probandum.model.scales import Standard, stated
from probandum.model.verdict import Enough
from probandum.model.weight import Assessment, NextQuestion, Pivot

_WORTH = Decimal("0.001")
_SAID = ("judgement", "testimony")
"""Kinds of items that no program took out of a text: a person stated them."""


def would_change(assessment: Assessment, standard: Standard, breakdown: int, enough: Enough) -> Iterator[str]:
    """Yield what would move the verdict across the standard: upwards where it is "no", downwards where it is not."""
    if assessment.leading is None:
        yield from _beginnings(assessment)
        return
    if enough == "no":
        yield from _more(assessment, standard, breakdown)
    else:
        if enough == "not certifiable":
            yield f"a longer measured record of the method, for verdicts like this one at {standard.threshold:f} and above"
        yield from _less(assessment, standard, breakdown)
    doubtful = [
        item for item, _ in speaking(assessment) if not confirmed_by_hand(item) and item.kind not in _SAID
    ]
    if doubtful:
        names = ", ".join(item.name for item in doubtful[:3])
        yield f"a person's review of what programs took out of the texts, first of all: {names}"
    if assessment.level != "group":
        yield f"evidence for or against the links from groups to the level of {assessment.level}"


def _beginnings(assessment: Assessment) -> Iterator[str]:
    if assessment.level != "group":
        yield f"a link, with evidence for it, from a group to the level of {assessment.level}"
    yield "software or techniques that reports show with few actors, or a judged artefact"


def _more(assessment: Assessment, standard: Standard, breakdown: int) -> Iterator[str]:
    """Yield what a "no" lacks: new evidence of so much weight, or more of it than can have been planted."""
    lower = estimate_of(assessment, str(assessment.leading)).lower
    if lower < standard.threshold:
        asked = standard.threshold / (1 - standard.threshold) / (lower / (1 - lower))
        yield (
            f"new evidence that is {_times(asked)} as likely if it was {_name(assessment)} as if it was not: so much it "
            f"takes to lift the lower end from {stated(lower, at_least=True)} to {standard.threshold:f}"
        )
    if breakdown < standard.budget and standard.budget:
        yield f"further items for {_name(assessment)}, so that the result holds with any {items_of(standard.budget)} planted"
    best = max(assessment.questions, key=lambda one: (one.moves, one.information), default=None)
    if best is not None and best.moves >= _WORTH:
        yield _asked(best)


def _less(assessment: Assessment, standard: Standard, breakdown: int) -> Iterator[str]:
    """Yield what would bring a result that reaches the standard below it."""
    now = estimate_of(assessment, str(assessment.leading)).probability
    below = [one for one in assessment.pivots if one.without < standard.threshold]
    for kind in ("item", "origin"):
        for pivot in [one for one in below if one.kind == kind][:1]:
            yield _without(pivot, now)
    if not below:
        yield f"no single item or origin: without any one of them its probability still reaches {standard.threshold:f}"
    if breakdown < len(assessment.budget_lower) - 1:
        yield f"{items_of(breakdown + 1)} planted could bring it below {standard.threshold:f}"


def _asked(one: NextQuestion) -> str:
    """Return the question that moves the verdict most often, as something to do."""
    what = one.name if one.item in _SAID or one.value in one.name else f"{one.value} {one.name}"
    if one.kind == "review":
        return f"a person's confirmation of {what}: with it the probability is {stated(one.found)}"
    return f"{what}, if it is found: with it the probability is {stated(one.found)}"


def _without(pivot: Pivot, now: Decimal) -> str:
    what = "the origin " if pivot.kind == "origin" else ""
    return f"without {what}{pivot.name} it falls from {stated(now)} to {stated(pivot.without)}"


def _name(assessment: Assessment) -> str:
    return next(one.name for one in assessment.hypotheses if one.actor == assessment.leading)


def _times(ratio: Decimal) -> str:
    """Return a likelihood ratio in two figures, rounded up: ``about 47 times``."""
    if ratio >= 1_000_000:
        return "more than a million times"
    step = Decimal(1).scaleb(ratio.adjusted() - 1)
    return f"about {(ratio / step).to_integral_value(ROUND_CEILING) * step:,f} times"


def items_of(number: int) -> str:
    """Return a number of items in words."""
    return "1 item" if number == 1 else f"{number} items"
