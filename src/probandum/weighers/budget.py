"""W9: the least probability after removing any k items, certified in O(hypotheses · items)."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from probandum.model.weight import Weights
from probandum.weighers.combine import bounded

Floats = NDArray[np.float64]
_ROWS = 1024


def budget_bound(
    classes: Sequence[Weights], prior: Floats, lapse: float, share: Floats, depth: int
) -> Floats:
    """Return P_k for k = 0 … depth: no removal of at most k items leaves the answer less probable.

    Take from the answer's actors their k strongest items and from every rival the k most negative, each on its own;
    that covers every removal there is. So if at most k items were planted, P_k ≤ P(answer | the genuine items).

    Args:
        classes: weights of all classes; k is spent over them where it hurts most, and on each where they share items.
        prior: shape (hypotheses,).
        lapse: ε.
        share: how much of each hypothesis belongs to the answer, in [0, 1]: one 1 for a single actor (W13 for more).
        depth: largest k.

    Returns:
        Shape (depth + 1,), never rising; P_0 is the posterior.

    Source: ``docs/explanation/weighing.md`` W9; a certificate by interval bounds, as for poisoned training data
    (Levine & Feizi 2021, deep partition aggregation).
    """
    least, most = np.zeros((depth + 1, len(prior))), np.zeros((depth + 1, len(prior)))
    for together in _sharing(classes):  # one removal takes a row from every class that weighs the item
        ends = [extremes(weights, depth, share > 0) for weights in together]
        least = spend(least, np.sum([low for low, _ in ends], axis=0), np.minimum)
        most = spend(most, np.sum([high for _, high in ends], axis=0), np.maximum)
    floor = lapse * math.fsum(prior * share)
    curve = [
        (1 - lapse) * least_share(prior, low, high, share) + floor
        for low, high in zip(least, most, strict=True)
    ]
    result: Floats = np.minimum.accumulate(curve)
    return result


def _sharing(classes: Sequence[Weights]) -> list[list[Weights]]:
    """Return the classes in groups: those that weigh an item of another stand with it."""
    groups: list[tuple[set[str], list[Weights]]] = []
    for weights in classes:
        items: set[str] = set(weights.items)
        apart = [group for group in groups if not group[0] & items]
        joined = [group for group in groups if group[0] & items]
        merged = [one for _, members in joined for one in members]
        groups = [*apart, (items.union(*(held for held, _ in joined)), [*merged, weights])]
    return [members for _, members in groups]


def extremes(weights: Weights, depth: int, losing: NDArray[np.bool_] | None = None) -> tuple[Floats, Floats]:
    """Return bounded totals without the j strongest and without the j most negative, j = 0 … depth.

    Args:
        weights: of the class.
        depth: largest j.
        losing: hypotheses whose strongest are wanted, shape (hypotheses,); all for None. The others keep theirs.
    """
    total = weights.matrix.sum(axis=0)
    owner = np.arange(len(total)) if weights.owner is None else weights.owner
    some = np.ones(len(total), dtype=np.bool_) if losing is None else losing[owner]
    lost = np.zeros((depth + 1, len(total)))
    lost[:, some] = np.cumsum(_strongest(weights.matrix[:, some], depth, 1.0), axis=0)
    gained = np.cumsum(_strongest(weights.matrix, depth, -1.0), axis=0)
    return bounded(total - lost, weights), bounded(total + gained, weights)


def _strongest(matrix: Floats, depth: int, sign: float) -> Floats:
    """Return 0 and the ``depth`` greatest positive entries of each column of ``sign · matrix``, descending.

    Shape (depth + 1, columns), zeros where there are fewer. Rows are taken in runs, so memory stays bounded.
    """
    kept = np.zeros((matrix.shape[1], depth))
    for start in range(0, len(matrix) if depth else 0, _ROWS):
        both = np.concatenate([kept, sign * matrix[start : start + _ROWS].T], axis=1)
        kept = np.partition(both, both.shape[1] - depth, axis=1)[:, -depth:]
    first = np.zeros((1, matrix.shape[1]))
    return np.concatenate([first, np.sort(kept, axis=1)[:, ::-1].T])


def spend(before: Floats, more: Floats, better: np.ufunc) -> Floats:
    """Return the best way to spend k removals over what was there and one class more (min-plus convolution)."""
    rows = [
        better.reduce([before[k - j] + more[j] for j in range(k + 1)], axis=0) for k in range(len(before))
    ]
    result: Floats = np.array(rows)
    return result


def least_share(prior: Floats, low: Floats, high: Floats, share: Floats) -> float:
    """Return the least of ``Σ m·x / Σ x`` with every x between its ends; 0 where nothing has a share.

    The quotient is monotone in each x, rising where m lies above the quotient: the least is at a corner that
    puts low ends above some threshold of m and high ends below. One corner a positive value of m is enough to try:
    what has no share always stands at its high end, what has the greatest at its low one.
    """
    top = float(high.max())
    lower, upper = prior * np.exp(low - top), prior * np.exp(high - top)
    best = math.inf
    for threshold in np.unique(share[share > 0]):
        mass = np.where(share >= threshold, lower, upper)
        whole = math.fsum(mass)
        best = min(best, math.fsum(mass * share) / whole if whole > 0 else 0.0)  # 0 where all is out of range
    return best if best < math.inf else 0.0
