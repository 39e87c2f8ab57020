"""W10 and W9 over bootstrap vectors: how far an answer goes with the parameters that data leave open.

The same arithmetic as the weighers of behaviour and operations, for a thousand vectors at once; what other weighers say
does not depend on fitted parameters and stays as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from probandum.weighers.counts import Index
from probandum.weighers.laid import lay_out
from probandum.weighers.parameters import FITTED
from probandum.weighers.priors import prior
from probandum.weighers.weighing import Request, Weighing

Floats = NDArray[np.float64]
_RUN = 125
_TAIL = 0.025


@dataclass(frozen=True)
class Ends:
    """Ends of the interval of every answer, shape (answers,), and of the budget curve of one below, (depth + 1,)."""

    lower: Floats
    upper: Floats
    curve: Floats


def ends(request: Request, weighing: Weighing, kept: Index, reports: Floats, leading: int | None) -> Ends:
    """Return what bootstrap vectors leave of the answers: the central 95 %, widest over κ − 1, κ and κ + 1.

    Not the least and the greatest of all vectors: those move outwards without end as more are drawn.

    Args:
        request: what was weighed, with its ``vectors``.
        weighing: under the central parameters.
        kept: counts of the request's pack.
        reports: behind each hypothesis; for the prior by reporting rate.
        leading: column of the answer whose budget bound is wanted.

    Source: percentile interval, Efron & Tibshirani, *An Introduction to the Bootstrap* (1993), ch. 13.
    """
    now = np.ones(request.depth + 1) if leading is None else weighing.bound(leading, request.depth)
    if not len(request.vectors):
        return Ends(weighing.probability, weighing.probability, now)
    laid = lay_out(request, weighing, kept)
    direct = np.array_equal(weighing.share, np.eye(len(weighing.hypotheses)))
    after: list[list[Floats]] = [[], [], []]
    bound: list[list[Floats]] = [[], [], []]
    for start in range(0, len(request.vectors), _RUN):
        run = request.vectors[start : start + _RUN]
        batch = {name: run[:, place, None] for place, name in enumerate(FITTED)}
        parts = laid.parts(batch)
        totals = laid.totals(batch, parts)
        speaking = weighing.share[:, leading or 0] > 0
        extreme = [] if leading is None else laid.extremes(batch, parts, speaking, request.depth)
        likely, outer = _likely(totals), [_both(low, high) for low, high in extreme]
        for place, before in enumerate(_priors(request, weighing, reports, batch["unknown_log_odds"][:, 0])):
            found = _posterior(likely, before, weighing.lapse)
            after[place].append(found if direct else found @ weighing.share)
            bound[place].append(_curves(outer, before, weighing, leading or 0))
    lower = np.min([_tail(one, 1) for one in after], axis=0)
    upper = np.max([_tail(one, -1) for one in after], axis=0)
    curve = now if leading is None else np.minimum(now, np.min([_tail(one, 1) for one in bound], axis=0))
    return Ends(
        np.minimum(lower, weighing.probability),
        np.maximum(upper, weighing.probability),
        np.minimum.accumulate(curve),
    )


def _tail(parts: Sequence[Floats], sign: int) -> Floats:
    """Return the value that 2.5 % of the vectors lie below (sign 1) or above (sign −1), for each column."""
    table = np.ascontiguousarray(np.concatenate(parts).T) * sign
    cut = int(_TAIL * table.shape[1])
    result: Floats = np.partition(table, cut, axis=1)[:, cut] * sign
    return result


def _curves(
    outer: Sequence[tuple[Floats, Floats]], before: Floats, weighing: Weighing, leading: int
) -> Floats:
    """Return the budget bound of each vector, shape (vectors, depth + 1)."""
    share = weighing.share[:, leading]
    parts = [_least(low, high, before, share) for low, high in outer]
    floor = weighing.lapse * (before @ share)
    return np.array([(1 - weighing.lapse) * part + floor for part in parts]).T.reshape(len(before), -1)


def _priors(request: Request, weighing: Weighing, reports: Floats, kappa: Floats) -> Iterator[Floats]:
    """Yield the priors of all vectors at κ − 1, κ and κ + 1, shape (vectors, hypotheses) each."""

    def at(value: float) -> Floats:
        return prior(request.prior, weighing.hypotheses, reports, value)

    bare = any(one.kind == "named" for one in weighing.hypotheses)
    for step in (-1.0, 0.0, 1.0):
        if bare or isinstance(request.prior, Mapping):
            yield np.array([at(value) for value in (kappa + step).tolist()])
        else:  # linear in the share of the unknown actor: two values give all
            low, high = 1 / (1 + np.exp(1.0)), 1 / (1 + np.exp(-1.0))
            part = (1 / (1 + np.exp(-kappa - step)) - low) / (high - low)
            yield at(-1.0) + part[:, None] * (at(1.0) - at(-1.0))


def _likely(totals: Floats) -> Floats:
    """Return likelihoods relative to the greatest of each vector: the same under every prior."""
    result: Floats = np.exp(totals - totals.max(axis=1, keepdims=True))
    return result


def _both(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Return the likelihoods at both ends, relative to the greatest at the high ones."""
    top = high.max(axis=1, keepdims=True)
    return np.exp(low - top), np.exp(high - top)


def _posterior(likely: Floats, before: Floats, lapse: float) -> Floats:
    mass = before * likely
    result: Floats = (1 - lapse) * mass / mass.sum(axis=1, keepdims=True) + lapse * before
    return result


def _least(low: Floats, high: Floats, before: Floats, share: Floats) -> Floats:
    """Return the least of ``Σ m·x / Σ x`` with every x between its ends, for each vector; see ``budget.least_share``.

    What has no part in the answer always stands at its high end.
    """
    lower, upper = before * low, before * high
    best = np.full(len(low), np.inf)
    for threshold in np.unique(share[share > 0]):
        mass = np.where(share >= threshold, lower, upper)
        whole = mass.sum(axis=1)
        part = np.divide(
            mass @ share, whole, out=np.zeros_like(whole), where=whole > 0
        )  # 0 where all is out of range
        best = np.minimum(best, part)
    return best
