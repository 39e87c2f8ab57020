"""W9, searched: what is left of an answer without the worst items that a search found."""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from probandum.model.weight import Weights
from probandum.weighers.combine import bounded, flattened

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Removed = list[int]

POOL = 150
"""Items that are tried together: those whose removal alone hurts most. Two of 150 make 11,175 pairs, all tried."""
RIVALS = 32
"""Hypotheses that are moved while searching, the most able; the others stand still. What is found is then exact."""
_ROWS = 512
_ROUNDS = 8


def searched_bound(
    classes: Sequence[Weights], prior: Floats, lapse: float, share: Floats, depth: int
) -> Floats:
    """Return the least probability of an answer that was found by removing 0 … ``depth`` items.

    Single items and all pairs of a pool are tried; beyond two, the item that hurts most is added to the set so far,
    then members are exchanged for outsiders while that helps. An item is removed from every class that weighs it.
    Each value is that of a removal anybody can repeat: where no two classes weigh the same item, the truth lies
    between the certified bound and this.

    Args:
        classes: weights of all classes.
        prior: shape (hypotheses,).
        lapse: ε.
        share: how much of each hypothesis belongs to the answer, in [0, 1].
        depth: largest number of removed items.

    Returns:
        Shape (depth + 1,), never rising; the first is the posterior.

    Source: ``docs/explanation/weighing.md`` W9; exchange as in optimal design (Fedorov, *Theory of Optimal Experiments*, 1972).
    """
    whole = _trial(classes, prior, share)
    single = _trial([flattened(weights) for weights in classes], prior, share)
    names = sorted({name for weights in classes for name in weights.items})
    narrow, kept = _narrowed(single, depth)
    pool = _pool(single, narrow, kept, names) if depth and names else np.empty(0, np.int64)
    rows = _rows(whole.classes, [_places(weights, names) for weights in classes], pool)
    found = [float(whole.left([np.zeros((1, 1))] * len(classes))[0])]
    if len(rows) and len(pool):
        found.append(float(whole.left(rows).min()))
    few = _rows(single.classes, [_places(weights, names) for weights in classes], pool, kept)
    sets = _worst_sets(narrow, few, depth)
    found += [float(whole.left([part[one].sum(axis=0)[None] for part in rows])[0]) for one in sets]
    found += found[-1:] * (depth + 1 - len(found))
    floor = lapse * math.fsum(prior * share)
    result: Floats = np.minimum.accumulate((1 - lapse) * np.array(found) + floor)
    return result


def _trial(classes: Sequence[Weights], prior: Floats, share: Floats) -> "_Trial":
    return _Trial(tuple(classes), tuple(weights.matrix.sum(axis=0) for weights in classes), prior, share)


@dataclass(frozen=True)
class _Trial:
    """What is left of an answer without some items.

    Attributes:
        classes: for their bounds.
        sums: class totals before the bound, each (hypotheses,).
        prior: shape (hypotheses,).
        share: shape (hypotheses,).
        still: of hypotheses that stand still: their greatest total, mass against it, and the answer's part of that.
    """

    classes: tuple[Weights, ...]
    sums: tuple[Floats, ...]
    prior: Floats
    share: Floats
    still: tuple[float, float, float] = (-math.inf, 0.0, 0.0)

    def totals(self, taken: Sequence[Floats]) -> Floats:
        """Return the bounded totals for what each class loses, arrays of shape (trials, hypotheses)."""
        totals = np.zeros((1, len(self.prior)))
        for weights, whole, gone in zip(self.classes, self.sums, taken, strict=True):
            totals = totals + bounded(whole - gone, weights)
        return totals

    def left(self, taken: Sequence[Floats]) -> Floats:
        """Return the probability before the lapse, shape (trials,)."""
        totals = self.totals(taken)
        top = np.maximum(totals.max(axis=-1), self.still[0])
        mass = self.prior * np.exp(totals - top[:, None])
        rest = np.exp(self.still[0] - top)
        result: Floats = (mass @ self.share + rest * self.still[2]) / (
            mass.sum(axis=-1) + rest * self.still[1]
        )
        return result


def _narrowed(whole: _Trial, depth: int) -> tuple[_Trial, Ints]:
    """Return the trial in which only the most able hypotheses move, and which those are.

    Able is who could have most mass after losing what speaks most against it. Ties at the cut are all left out, so
    that the order of hypotheses is irrelevant; the answer's most able stays in any case.
    """
    every = np.arange(len(whole.prior))
    if len(every) <= RIVALS:
        return whole, every
    against = [depth * weights.matrix.min(axis=0, initial=0.0)[None] for weights in whole.classes]
    able = np.log(whole.prior) + whole.totals(against)[0]
    own = whole.share > 0
    kept = (able > np.sort(able)[-RIVALS - 1]) | (own & (able == able.max(initial=-math.inf, where=own)))
    now = whole.totals([np.zeros((1, 1))] * len(whole.classes))[0][~kept]
    top = float(now.max(initial=-math.inf))
    mass = whole.prior[~kept] * np.exp(now - top)
    still = (top, math.fsum(mass), math.fsum(mass * whole.share[~kept]))
    sums = tuple(sums[kept] for sums in whole.sums)
    return _Trial(whole.classes, sums, whole.prior[kept], whole.share[kept], still), np.flatnonzero(kept)


def _pool(single: _Trial, narrow: _Trial, kept: Ints, names: Sequence[str]) -> Ints:
    """Return the items whose removal alone hurts most, the worst first."""
    every = np.arange(len(names))
    if len(every) <= POOL:
        return every
    places = [_places(weights, names) for weights in single.classes]
    alone = [narrow.left(_rows(single.classes, places, run, kept)) for run in _runs(every)]
    return np.argsort(np.concatenate(alone), kind="stable")[:POOL]


def _places(weights: Weights, names: Sequence[str]) -> Ints:
    """Return the row of each item in a class, −1 where the class does not weigh it."""
    row: dict[str, int] = {name: place for place, name in enumerate(weights.items)}
    return np.array([row.get(name, -1) for name in names], dtype=np.int64)


def _rows(
    classes: Sequence[Weights], places: Sequence[Ints], chosen: Ints, columns: Ints | None = None
) -> list[Floats]:
    """Return the weights of the chosen items in each class, each (chosen, columns), 0 where it has none; all columns for None."""
    found: list[Floats] = []
    for weights, place in zip(classes, places, strict=True):
        at = place[chosen]
        wanted = np.arange(weights.matrix.shape[1]) if columns is None else columns
        rows = np.zeros((len(chosen), len(wanted)))
        rows[at >= 0] = weights.matrix[np.ix_(at[at >= 0], wanted)]
        found.append(rows)
    return found


def _worst_sets(trial: _Trial, rows: Sequence[Floats], depth: int) -> Iterator[Removed]:
    """Yield the worst set that was found of two items, of three, … of ``depth``."""
    size = len(rows[0]) if len(rows) else 0
    if min(depth, size) < 2:
        return
    pairs = np.array(list(itertools.combinations(range(size), 2)), dtype=np.int64)
    left = [trial.left([part[run[:, 0]] + part[run[:, 1]] for part in rows]) for run in _runs(pairs)]
    removed: Removed = pairs[np.concatenate(left).argmin()].tolist()
    yield removed
    for _ in range(3, min(depth, size) + 1):
        removed = _exchanged(trial, rows, _extended(trial, rows, removed))
        yield removed


def _extended(trial: _Trial, rows: Sequence[Floats], removed: Removed) -> Removed:
    """Return the set and the one item more whose removal hurts most."""
    outside = np.setdiff1d(np.arange(len(rows[0])), removed)
    left = trial.left([part[removed].sum(axis=0) + part[outside] for part in rows])
    return [*removed, int(outside[left.argmin()])]


def _exchanged(trial: _Trial, rows: Sequence[Floats], removed: Removed) -> Removed:
    """Exchange one member for one outsider, the best exchange first, while less is left."""
    least = float(trial.left([part[removed].sum(axis=0)[None] for part in rows])[0])
    for _ in range(_ROUNDS):
        outside = np.setdiff1d(np.arange(len(rows[0])), removed)
        if not len(outside):
            break
        rest = [[other for other in removed if other != member] for member in removed]
        left = np.array(
            [trial.left([part[others].sum(axis=0) + part[outside] for part in rows]) for others in rest]
        )
        member, other = np.unravel_index(left.argmin(), left.shape)
        if left[member, other] >= least:
            break
        removed, least = [*rest[int(member)], int(outside[other])], float(left[member, other])
    return removed


def _runs(rows: Ints) -> Iterator[Ints]:
    """Yield runs of rows that stay in cache."""
    return (rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS))
