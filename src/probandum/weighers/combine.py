"""W4 and W5: bounded classes, one posterior over every known actor and somebody else."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from probandum.model.weight import Weights

Floats = NDArray[np.float64]


def bounded(total: Floats, weights: Weights) -> Floats:
    """Return ``β·C·tanh(S / C)``: what a class total S may move, never beyond ±β·C nats (W4)."""
    moved: Floats = weights.scale * weights.cap * np.tanh(total / weights.cap)
    return moved


def class_total(weights: Weights) -> Floats:
    """Return the bounded total of a class per hypothesis, nats, shape (hypotheses,)."""
    return bounded(weights.matrix.sum(axis=0), weights)


def posterior(totals: Floats, prior: Floats, lapse: float) -> Floats:
    """Return ``(1 − ε)·P + ε·prior`` with ``P ∝ prior·exp(total)`` (W5).

    The lapse is the chance that the knowledge itself errs; it keeps every probability inside (0, 1).

    Args:
        totals: sum of bounded class totals, nats, shape (…, hypotheses).
        prior: shape (hypotheses,), sums to one, the unknown actor within.
        lapse: ε in (0, 1).

    Returns:
        Shape of ``totals``. The normaliser is summed exactly (Shewchuk 1997), so the order of actors is irrelevant.

    Source: Bayes' theorem; ``docs/weighing.md`` W5; lapse as in psychometrics (Wichmann & Hill 2001).
    """
    top = totals.max(axis=-1, keepdims=True)
    mass = prior * np.exp(totals - top)
    flat = mass.reshape(-1, mass.shape[-1])
    whole = np.array([math.fsum(row) for row in flat]).reshape(mass.shape[:-1])
    result: Floats = (1 - lapse) * mass / whole[..., None] + lapse * prior
    return result


def all_totals(classes: Sequence[Weights]) -> Floats:
    """Return the sum over classes of bounded totals, shape (hypotheses,)."""
    result: Floats = np.sum([class_total(weights) for weights in classes], axis=0)
    return result
