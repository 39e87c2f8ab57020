"""W4 and W5: bounded classes, one posterior over every known actor and somebody else."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from probandum.model.weight import Weights

Floats = NDArray[np.float64]


def bounded(total: Floats, weights: Weights) -> Floats:
    """Return what column totals S move each hypothesis, never beyond ±β·C nats (W4).

    ``β·C·tanh(S / C)``; where a hypothesis has several columns, ``log(ι + (1 − ι)·e^best)`` of the best of them, ι the
    chance that none is how it was (W14).

    Args:
        total: shape (…, columns).
        weights: of the class.

    Returns:
        Shape (…, hypotheses).
    """
    moved: Floats = weights.scale * weights.cap * np.tanh(total / weights.cap)
    if weights.owner is not None:
        moved = np.maximum.reduceat(moved, _firsts(weights.owner), axis=-1)
    if weights.idle:
        moved = np.log1p((1 - weights.idle) * np.expm1(moved))
    return moved


def flattened(weights: Weights) -> Weights:
    """Return the class with one column a hypothesis: the one that fits best. Its bounded total is the same."""
    if weights.owner is None:
        return weights
    total = weights.matrix.sum(axis=0)
    order = np.lexsort((np.arange(len(total)), -total, weights.owner))
    best = order[_firsts(weights.owner)]
    ways = tuple(weights.ways[place] for place in best) if weights.ways else ()
    return replace(weights, matrix=weights.matrix[:, best], owner=None, ways=ways)


def _firsts(owner: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.flatnonzero(np.diff(owner, prepend=-1))


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

    Source: Bayes' theorem; ``docs/explanation/weighing.md`` W5; lapse as in psychometrics (Wichmann & Hill 2001).
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
