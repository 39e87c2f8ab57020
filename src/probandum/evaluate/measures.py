"""How good the answers of a method are: one column a trial, and each measure a function of weights over trials.

Measures take weights of shape (draws, trials), so that the figures themselves (one row of ones) and their bootstrap
(how often each trial was drawn) come out of one arithmetic. Where a measure has nothing to measure it is NaN here and
None in :class:`Figures`.

Numbers are measured as they are recorded: twelve places, and never a probability below 10⁻⁹, so a loss ends at 20.72.
Ties in rank count as the mean over all orders of the tied.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from probandum.conclude import clopper_pearson
from probandum.evaluate.outcomes import Floats, Outcome
from probandum.model.hypothesis import UNKNOWN
from probandum.model.ident import Value

THRESHOLDS = (0.50, 0.75, 0.90, 0.95)
"""Levels of probability at which somebody is named; the standards of proof stand among them."""
TOPS = (1, 3, 10)
BINS = 10
LEAST = 1e-9
_PLACES = 12
_DOUBT = Decimal("0.025")


@dataclass(frozen=True)
class Readings:
    """What is read off the outcomes of one method, one entry a trial.

    Attributes:
        ids: of the trials.
        groups: key of folds and of the group bootstrap.
        known: whether the right answer is a known actor, shape (trials,).
        leading: probability of the most probable known actor; 0 where there is none.
        right: 1 where that actor is the right answer (of several equal ones the first in the order of ids), else 0.
        unknown: probability of somebody else.
        loss: −log of the probability of the right answer, nats, somebody else included.
        credit: chance that the right actor is among the first 1, 3, 10, shape (3, trials); 0 where it is not known.
        reciprocal: mean of 1 / rank of the right actor; 0 where it is not known.
    """

    ids: tuple[str, ...]
    groups: tuple[str, ...]
    known: NDArray[np.bool_]
    leading: Floats
    right: Floats
    unknown: Floats
    loss: Floats
    credit: Floats
    reciprocal: Floats


class Figures(Value, frozen=True):
    """The line of a method in the table; None where there was nothing to measure. Rounded to six places.

    Attributes:
        top_1: share of trials with a known right answer whose actor stands first; ``top_3``, ``top_10`` alike.
        mrr: mean reciprocal rank, over the same.
        log_loss: mean −log P(right answer) in nats over all trials, somebody else included (open set).
        ece: expected calibration error of the leading known actor.
        auroc: chance that a trial by an unknown actor has the greater P(somebody else).
        coverage: greatest share of trials, the surest first, of which .90 are right.
    """

    top_1: float | None
    top_3: float | None
    top_10: float | None
    mrr: float | None
    log_loss: float | None
    ece: float | None
    auroc: float | None
    coverage: float | None


class Tally(Value, frozen=True):
    """How many of how many, at or above a probability."""

    threshold: float
    count: int
    of: int


class Bin(Value, frozen=True):
    """Trials whose leading probability lies in one bin.

    Attributes:
        low: lower end of the bin; its width is a tenth.
        count: trials in it.
        mean: mean leading probability.
        right: how many named the right actor.
        lower: two-sided 95 % Clopper–Pearson interval of the share that was right; ``upper`` alike.
    """

    low: float
    count: int
    mean: float
    right: int
    lower: float
    upper: float


class Point(Value, frozen=True):
    """One point of the risk–coverage curve: of the surest ``coverage`` of trials the share ``risk`` is wrong."""

    coverage: float
    risk: float


def read(outcomes: Sequence[Outcome]) -> Readings:
    """Read the columns off the outcomes.

    Raises:
        ValueError: probabilities do not fit the actors, or the right answer is not among the answers.
    """
    rows = [_row(one) for one in outcomes]
    table = np.array(rows, dtype=np.float64).reshape(len(rows), 5 + len(TOPS)).T
    return Readings(
        ids=tuple(one.id for one in outcomes),
        groups=tuple(one.group for one in outcomes),
        known=np.array([one.truth != UNKNOWN for one in outcomes], dtype=np.bool_),
        leading=table[0],
        right=table[1],
        unknown=table[2],
        loss=table[3],
        reciprocal=table[4],
        credit=table[5:],
    )


def leading(outcome: Outcome) -> tuple[str, float]:
    """Return the most probable known actor and its probability; of equal ones the first in the order of ids."""
    known = np.round(outcome.probability[:-1], _PLACES)
    if len(known) == 0:
        return "", 0.0
    best = float(known.max())
    return min(outcome.actors[place] for place in np.flatnonzero(known == best)), best


def _row(outcome: Outcome) -> list[float]:
    chances = np.round(outcome.probability, _PLACES)
    if chances.shape != (len(outcome.actors) + 1,):
        raise ValueError(
            f"{outcome.id}: {chances.shape} probabilities for {len(outcome.actors)} actors and one"
        )
    actor, best = leading(outcome)
    place = len(outcome.actors) if outcome.truth == UNKNOWN else outcome.actors.index(outcome.truth)
    true = float(chances[place])
    row = [best, float(actor == outcome.truth), float(chances[-1]), -math.log(max(true, LEAST))]
    if outcome.truth == UNKNOWN:
        return [*row, 0.0, *(0.0 for _ in TOPS)]
    above, tied = int((chances[:-1] > true).sum()), int((chances[:-1] == true).sum())
    reciprocal = math.fsum(1 / rank for rank in range(above + 1, above + tied + 1)) / tied
    return [*row, reciprocal, *(min(max((top - above) / tied, 0.0), 1.0) for top in TOPS)]


def once(readings: Readings) -> Floats:
    """Return the weights under which every trial counts once, shape (1, trials)."""
    return np.ones((1, len(readings.ids)))


def mean_over(column: Floats, weights: Floats, among: NDArray[np.bool_] | None = None) -> Floats:
    """Return the weighted mean of a column, over some of the trials; NaN where none of them has weight."""
    held = weights if among is None else weights * among
    whole = held.sum(axis=1)
    return _ratio(held @ column, whole)


def calibration_error(readings: Readings, weights: Floats) -> Floats:
    """Return the expected calibration error of the leading known actor, ten equal bins (Naeini et al. 2015)."""
    place = _bins(readings)
    gap = (readings.leading - readings.right)[:, None] * (place[:, None] == np.arange(BINS)[None, :])
    whole = weights.sum(axis=1)
    error = np.abs(weights @ gap).sum(axis=1)
    return _ratio(error, whole)


def auroc_unknown(readings: Readings, weights: Floats) -> Floats:
    """Return the area under the ROC curve of P(somebody else) as a sign of an unknown actor; ties count half.

    Source: Mann & Whitney (1947); Hanley & McNeil, Radiology 143 (1982).
    """
    absent, present = readings.unknown[~readings.known], readings.unknown[readings.known]
    higher = (absent[:, None] > present[None, :]) + 0.5 * (absent[:, None] == present[None, :])
    out, inside = weights[:, ~readings.known], weights[:, readings.known]
    pairs = out.sum(axis=1) * inside.sum(axis=1)
    won = ((out @ higher) * inside).sum(axis=1)
    return _ratio(won, pairs)


def coverage_at(readings: Readings, weights: Floats, right: float = 0.9) -> Floats:
    """Return the greatest share of trials, the surest first, of which at least ``right`` name the right actor.

    Trials of one probability come together; a trial by an unknown actor is wrong whoever is named.
    Source: selective prediction (El-Yaniv & Wiener, JMLR 11, 2010).
    """
    order, last = _surest_first(readings)
    taken, hits = (np.cumsum(weights[:, order] * column, axis=1) for column in (1.0, readings.right[order]))
    whole = weights.sum(axis=1)
    kept = (hits >= right * taken - LEAST) & last & (taken > 0)
    best = np.where(kept, taken, 0.0).max(axis=1, initial=0.0)
    return _ratio(best, whole)


MEASURES: dict[str, Callable[[Readings, Floats], Floats]] = {
    "top_1": lambda readings, weights: mean_over(readings.credit[0], weights, readings.known),
    "top_3": lambda readings, weights: mean_over(readings.credit[1], weights, readings.known),
    "top_10": lambda readings, weights: mean_over(readings.credit[2], weights, readings.known),
    "mrr": lambda readings, weights: mean_over(readings.reciprocal, weights, readings.known),
    "log_loss": lambda readings, weights: mean_over(readings.loss, weights),
    "ece": calibration_error,
    "auroc": auroc_unknown,
    "coverage": coverage_at,
}
"""Name of a figure → what gives it for weights of shape (draws, trials)."""


def figures(readings: Readings) -> Figures:
    """Return the line of a method."""
    ones = once(readings)
    return Figures(**{name: rounded(float(measure(readings, ones)[0])) for name, measure in MEASURES.items()})


def verdicts(readings: Readings) -> tuple[Tally, ...]:
    """Return how many of those named at or above each threshold were right."""
    return tuple(
        Tally(bar, int(readings.right[readings.leading >= bar].sum()), int((readings.leading >= bar).sum()))
        for bar in THRESHOLDS
    )


def named_though_unknown(readings: Readings) -> tuple[Tally, ...]:
    """Return how many of the trials by an unknown actor named somebody at or above each threshold: all wrongly."""
    absent = readings.leading[~readings.known]
    return tuple(Tally(bar, int((absent >= bar).sum()), len(absent)) for bar in THRESHOLDS)


def reliability(readings: Readings) -> tuple[Bin, ...]:
    """Return the bins of the reliability diagram that hold trials."""
    place = _bins(readings)
    return tuple(_bin(readings, place == low, low / BINS) for low in range(BINS) if (place == low).any())


def risk_coverage(readings: Readings) -> tuple[Point, ...]:
    """Return the risk–coverage curve, one point for each probability that occurs."""
    order, last = _surest_first(readings)
    right, whole = np.cumsum(readings.right[order]), len(order)
    return tuple(
        Point(round((place + 1) / whole, 6), round(1 - float(right[place]) / (place + 1), 6))
        for place in np.flatnonzero(last).tolist()
    )


def share_interval(right: int, of: int) -> tuple[float, float]:
    """Return the two-sided 95 % Clopper–Pearson interval of a share, six places; (0, 1) where there was nothing."""
    if of == 0:
        return 0.0, 1.0
    lower, upper = clopper_pearson(right, of, _DOUBT), 1 - clopper_pearson(of - right, of, _DOUBT)
    return round(float(lower), 6), round(float(upper), 6)


def rounded(number: float) -> float | None:
    """Return a figure with six places, so that the last bit of a machine's arithmetic never shows; None for NaN."""
    return None if math.isnan(number) else round(number, 6)


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Return the quotient; NaN where the whole is nothing."""
    result: Floats = np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)
    return result


def _bin(readings: Readings, held: NDArray[np.bool_], low: float) -> Bin:
    count, right = int(held.sum()), int(readings.right[held].sum())
    lower, upper = share_interval(right, count)
    mean = round(math.fsum(readings.leading[held]) / count, 6)
    return Bin(low, count, mean, right, lower, upper)


def _bins(readings: Readings) -> NDArray[np.int64]:
    place: NDArray[np.int64] = np.minimum((readings.leading * BINS).astype(np.int64), BINS - 1)
    return place


def _surest_first(readings: Readings) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the order of falling probability, and where the last trial of one probability stands in it."""
    order = np.argsort(-readings.leading, kind="stable")
    falling = readings.leading[order]
    return order, np.append(falling[1:] < falling[:-1], len(falling) > 0)[: len(falling)]
