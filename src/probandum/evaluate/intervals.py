"""How far the figures may be trusted: a bootstrap over groups, since reports about one group are alike.

Source: Efron & Tibshirani, An Introduction to the Bootstrap (1993), percentile interval; clusters drawn whole
(Field & Welsh, J. R. Statist. Soc. B 69, 2007). The calibration error of a resample lies above that of the trials
(ties fall into one bin), so its interval is a cautious one.
"""

from collections.abc import Sequence

import numpy as np

from probandum.evaluate.measures import MEASURES, Readings, once, rounded
from probandum.evaluate.outcomes import Floats
from probandum.model.ident import Value

DRAWS, SEED = 2000, 14
COMPARED = ("log_loss", "top_1", "ece")
"""Figures of which the difference between two methods is given."""
LEAST_GROUPS = 5
"""With fewer groups to draw from, draws say nothing about how else it might have come."""
_ENDS = (0.025, 0.975)


class Span(Value, frozen=True):
    """A figure with its 95 % interval; None where there was nothing to measure."""

    figure: float | None
    low: float | None
    high: float | None


class Difference(Value, frozen=True):
    """How much greater a figure is for one method than for another on the same trials; zero inside: not shown.

    Attributes:
        measure: name of the figure.
        first: name of a method.
        second: name of the method that is taken off.
        span: first less second.
    """

    measure: str
    first: str
    second: str
    span: Span


def drawn(groups: Sequence[str], draws: int = DRAWS, seed: int = SEED) -> Floats:
    """Return how often each trial is drawn when groups are drawn with replacement, shape (draws, trials).

    The same seed gives the same draws everywhere: they are taken from the raw stream of PCG64 (O'Neill 2014).
    """
    names = sorted(set(groups))
    raw = np.random.PCG64(seed).random_raw(draws * len(names)).reshape(draws, len(names))
    picked = ((raw >> np.uint64(11)).astype(np.float64) * 2.0**-53 * len(names)).astype(np.int64)
    times = np.stack([np.bincount(row, minlength=len(names)) for row in picked])
    place = {name: position for position, name in enumerate(names)}
    result: Floats = times[:, [place[group] for group in groups]].astype(np.float64)
    return result


def spans(readings: Readings, weights: Floats) -> dict[str, Span]:
    """Return every figure of a method with its interval, or without one where there are fewer than five groups.

    Args:
        readings: of the method.
        weights: from :func:`drawn` for the same trials.
    """
    ones = once(readings)
    draws = weights if len(set(readings.groups)) >= LEAST_GROUPS else np.empty((0, len(readings.ids)))
    return {
        name: span(measure(readings, ones), measure(readings, draws) if len(draws) else np.empty(0))
        for name, measure in MEASURES.items()
    }


def differences(
    first: tuple[str, Readings], second: tuple[str, Readings], weights: Floats
) -> tuple[Difference, ...]:
    """Return how two methods differ, each draw taken for both alike.

    Raises:
        ValueError: they did not answer the same trials in the same order.
    """
    (name, ours), (other, theirs) = first, second
    if ours.ids != theirs.ids or ours.groups != theirs.groups:
        raise ValueError(f"{name} and {other} did not answer the same trials")
    ones = once(ours)
    return tuple(
        Difference(
            measure,
            name,
            other,
            span(
                MEASURES[measure](ours, ones) - MEASURES[measure](theirs, ones),
                MEASURES[measure](ours, weights) - MEASURES[measure](theirs, weights),
            ),
        )
        for measure in COMPARED
    )


def span(figure: Floats, draws: Floats) -> Span:
    """Return a figure of shape (1,) with the interval of its draws; draws with nothing to measure are left out."""
    held = draws[~np.isnan(draws)]
    if len(held) == 0:
        return Span(rounded(float(figure[0])), None, None)
    low, high = np.quantile(held, _ENDS).tolist()
    return Span(rounded(float(figure[0])), rounded(low), rounded(high))
