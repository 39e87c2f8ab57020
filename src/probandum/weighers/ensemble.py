"""W10 and W9 over bootstrap vectors: how far an answer goes with the parameters that data leave open.

The same arithmetic as the weighers of behaviour and operations, for a thousand vectors at once; what other weighers say
does not depend on fitted parameters and stays as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from probandum.model.weight import Weights
from probandum.weighers.budget import extremes, spend
from probandum.weighers.combine import all_totals
from probandum.weighers.counts import Counts, Index, count
from probandum.weighers.kinds import KINDS, sorts
from probandum.weighers.operations import USUAL, columns
from probandum.weighers.parameters import FITTED
from probandum.weighers.priors import prior
from probandum.weighers.weighing import Request, Weighing

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Batch = Mapping[str, Floats]
"""Name of a fitted parameter → its values, shape (vectors, 1)."""

VARIED = frozenset({"behaviour", "operations"})
"""Classes whose parameters are fitted."""
_RUN = 64
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
    laid = _laid(request, weighing, kept)
    after: list[list[Floats]] = [[], [], []]
    bound: list[list[Floats]] = [[], [], []]
    for start in range(0, len(request.vectors), _RUN):
        run = request.vectors[start : start + _RUN]
        batch = {name: run[:, place, None] for place, name in enumerate(FITTED)}
        parts = laid.parts(batch)
        totals = laid.totals(batch, parts)
        speaking = weighing.share[:, leading or 0] > 0
        extreme = [] if leading is None else laid.extremes(batch, parts, speaking, request.depth)
        for place, before in enumerate(_priors(request, weighing, reports, batch["unknown_log_odds"][:, 0])):
            after[place].append(_posterior(totals, before, weighing.lapse) @ weighing.share)
            bound[place].append(_curves(extreme, before, weighing, leading or 0))
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
    extreme: Sequence[tuple[Floats, Floats]], before: Floats, weighing: Weighing, leading: int
) -> Floats:
    """Return the budget bound of each vector, shape (vectors, depth + 1)."""
    share = weighing.share[:, leading]
    parts = [_least(low, high, before, share) for low, high in extreme]
    floor = weighing.lapse * (before @ share)
    return np.array([(1 - weighing.lapse) * part + floor for part in parts]).T.reshape(len(before), -1)


@dataclass(frozen=True)
class _Laid:
    """Sparse counts of one case: an entry where a profile shows or implies an item, a hit where a report shows one.

    Entries are sorted by hypothesis, hits by report, reports by hypothesis.
    """

    width: int
    authenticity: Floats
    sort: Ints
    seen: NDArray[np.bool_]
    counts: Counts
    order: Ints
    owner: Ints
    size: Floats
    hit_row: Ints
    hit_report: Ints
    has: NDArray[np.bool_]
    others: tuple[Weights, ...]
    declared: Mapping[str, float]

    def parts(self, batch: Batch) -> tuple[Floats, Floats]:
        """Return what entries and hits weigh beyond absent items, shape (vectors, entries) and (vectors, hits)."""
        return self._entries(batch), self._hits(batch)

    def totals(self, batch: Batch, parts: tuple[Floats, Floats]) -> Floats:
        """Return totals of all classes, shape (vectors, hypotheses)."""
        entries, hits = parts
        other = all_totals(self.others) if self.others else np.zeros(self.width)
        profile = self._profile_start(batch) + _summed(entries, self.counts.columns[self.order], self.width)
        profile = np.where(self.counts.distinct > 0, profile, 0.0)
        start = self._report_start(batch)
        report = start + _summed(hits, self.hit_report, len(self.owner))
        best = _best(report, self.owner, self.width, start)
        result: Floats = self._bound(batch, profile, best) + other
        return result

    def extremes(
        self, batch: Batch, parts: tuple[Floats, Floats], chosen: NDArray[np.bool_], depth: int
    ) -> list[tuple[Floats, Floats]]:
        """Return for k = 0 … depth what is left of the chosen hypotheses at least, and of the others at most.

        The chosen lose their k strongest items in each class; the others k of the greatest weights that a missing item can have.
        """
        entries, hits = parts
        cell, start, profile_start = (
            self.counts.columns[self.order],
            self._report_start(batch),
            self._profile_start(batch),
        )
        known = self.counts.distinct > 0
        profile = np.where(known, profile_start + _summed(entries, cell, self.width), 0.0)
        report = start + _summed(hits, self.hit_report, len(self.owner))
        gained = _largest(-self._absent(batch, "mixing") * self._factor(batch), depth)
        regained = _largest(-self._absent(batch, "resemblance"), depth)
        full = entries + self._offset(batch, "mixing")
        full_hits = hits + self._hit_offset(batch)
        lost = {h: _largest(full[:, cell == h], depth) for h in np.flatnonzero(chosen).tolist()}
        mine = np.flatnonzero(chosen[self.owner])
        lost_reports = {r: _largest(full_hits[:, self.hit_report == r], depth) for r in mine.tolist()}
        least, most = self._others(depth)
        lows, highs = [], []
        for k in range(depth + 1):
            low_profile, low_report = profile.copy(), report.copy()
            for h, values in lost.items():
                low_profile[:, h] -= values[:, k]
            for r, values in lost_reports.items():
                low_report[:, r] -= values[:, k]
            lows.append(self._bound(batch, low_profile, _best(low_report, self.owner, self.width, start)))
            up = np.where(known, profile + gained[:, k, None], 0.0)
            top = _best(report, self.owner, self.width, start) + regained[:, k, None]
            highs.append(self._bound(batch, up, top))
        return [
            (
                np.min([lows[k - j] + least[j] for j in range(k + 1)], axis=0),
                np.max([highs[k - j] + most[j] for j in range(k + 1)], axis=0),
            )
            for k in range(depth + 1)
        ]

    def _others(self, depth: int) -> tuple[Floats, Floats]:
        least, most = np.zeros((depth + 1, self.width)), np.zeros((depth + 1, self.width))
        for weights in self.others:
            low, high = extremes(weights, depth)
            least, most = spend(least, low, np.minimum), spend(most, high, np.maximum)
        return least, most

    def _bound(self, batch: Batch, profile: Floats, best: Floats) -> Floats:
        cap = batch["behaviour_cap"]
        moved = batch["behaviour_scale"] * cap * np.tanh(profile / cap)
        cap, idle = batch["operation_cap"], batch["operation_idle"]
        like = np.logaddexp(np.log(idle), np.log1p(-idle) + cap * np.tanh(best / cap))
        result: Floats = moved + np.where(self.has, like, 0.0)
        return result

    def _by_sort(self, batch: Batch, what: str) -> Floats:
        """Return the share of each item's sort, shape (vectors, items)."""
        table = np.concatenate([batch[f"{sort}_{what}"] for sort in ("technique", "tool", "malware")], axis=1)
        return table[:, self.sort]

    def _factor(self, batch: Batch) -> Floats:
        table = np.concatenate(
            [np.ones_like(batch["tool_factor"]), batch["tool_factor"], batch["malware_factor"]], axis=1
        )
        return table[:, self.sort]

    def _absent(self, batch: Batch, what: str) -> Floats:
        """Return what an item weighs that neither profile nor report shows, before its factor, (vectors, items)."""
        return np.where(self.seen, np.log1p(-self.authenticity * self._by_sort(batch, what)), 0.0)

    def _profile_start(self, batch: Batch) -> Floats:
        result: Floats = (self._absent(batch, "mixing") * self._factor(batch)).sum(axis=1, keepdims=True)
        return result

    def _report_start(self, batch: Batch) -> Floats:
        result: Floats = self._absent(batch, "resemblance").sum(axis=1, keepdims=True)
        return result

    def _offset(self, batch: Batch, what: str) -> Floats:
        return (self._absent(batch, what) * self._factor(batch))[:, self.counts.rows[self.order]]

    def _hit_offset(self, batch: Batch) -> Floats:
        return self._absent(batch, "resemblance")[:, self.hit_row]

    def _entries(self, batch: Batch) -> Floats:
        """Return what each entry weighs beyond an absent item, shape (vectors, entries)."""
        rows, cell, k = (
            self.counts.rows[self.order],
            self.counts.columns[self.order],
            self.counts.k[self.order],
        )
        omega = batch["size_exponent"]
        reports = np.where(
            k > 0, np.exp(batch["report_exponent"] * np.log(np.maximum(k, 1.0))), batch["implied"]
        )
        length = np.exp(
            (1 - omega) * np.log(self.declared["mean_items"]) + omega * np.log(self.counts.distinct[cell])
        )
        w = (self._by_sort(batch, "mixing") * self.authenticity)[:, rows]
        more = np.log1p(w * (reports / (length * self.counts.base[rows]) - 1)) * self._factor(batch)[:, rows]
        result: Floats = more - self._offset(batch, "mixing")
        return result

    def _hits(self, batch: Batch) -> Floats:
        length = np.exp(batch["operation_size_exponent"] * np.log(self.size / USUAL))
        ratio = (batch["operation_strength"] / length)[:, self.hit_report]
        u = (self._by_sort(batch, "resemblance") * self.authenticity)[:, self.hit_row]
        result: Floats = np.log1p(u * (ratio - 1)) - self._hit_offset(batch)
        return result


def _laid(request: Request, weighing: Weighing, kept: Index) -> _Laid:
    items = [item for item in request.evidence.items if item.kind in KINDS]
    values, actors = [item.value for item in items], [one.actor for one in weighing.hypotheses]
    counts = count(kept, values, actors)
    owner, report = columns(kept, actors)
    place = np.full(len(kept.reported.size) + 2, -1, dtype=np.int64)
    place[report] = owner
    seen = np.array([value in kept.spread for value in values], dtype=np.bool_)
    none = np.empty(0, np.int64)
    shown = [
        kept.reported.showing.get(value, none) if ok else none for value, ok in zip(values, seen, strict=True)
    ]
    shown = [one[place[one] >= 0] for one in shown]
    pairs = np.concatenate([none, *shown])
    pairs = pairs[np.lexsort((pairs, place[pairs]))]
    reports = pairs[np.sort(np.unique(pairs, return_index=True)[1])] if len(pairs) else none
    rank = np.full(len(kept.reported.size), -1, dtype=np.int64)
    rank[reports] = np.arange(len(reports))
    rows = np.repeat(np.arange(len(values)), [len(one) for one in shown])
    hits = rank[np.concatenate([none, *shown])]
    order = np.argsort(hits, kind="stable")
    names = ("technique", "tool", "malware")
    return _Laid(
        width=len(actors),
        authenticity=np.array([item.authenticity for item in items]),
        sort=np.array([names.index(sort) for sort in sorts(kept, values)], dtype=np.int64),
        seen=seen,
        counts=counts,
        order=np.argsort(counts.columns, kind="stable"),
        owner=place[reports],
        size=kept.reported.size[reports],
        hit_row=rows[order],
        hit_report=hits[order],
        has=np.bincount(owner[report != -2], minlength=len(actors)) > 0,
        others=tuple(weights for weights in weighing.classes if weights.name not in VARIED),
        declared=request.parameters.numbers(),
    )


def _summed(values: Floats, place: Ints, width: int) -> Floats:
    """Return sums of runs of equal places, shape (vectors, width); places rise."""
    result = np.zeros((len(values), width))
    if len(place):
        firsts = np.flatnonzero(np.diff(place, prepend=-1))
        result[:, place[firsts]] = np.add.reduceat(values, firsts, axis=1)
    return result


def _best(report: Floats, owner: Ints, width: int, start: Floats) -> Floats:
    """Return the best of each hypothesis's reports, or what resembling none gives; shape (vectors, width)."""
    best = np.repeat(start, width, axis=1)
    if len(owner):
        firsts = np.flatnonzero(np.diff(owner, prepend=-1))
        of = owner[firsts]
        best[:, of] = np.maximum(best[:, of], np.maximum.reduceat(report, firsts, axis=1))
    return best


def _largest(values: Floats, depth: int) -> Floats:
    """Return sums of the 0 … depth greatest positive values, shape (vectors, depth + 1)."""
    kept = np.zeros((len(values), depth))
    if depth and values.shape[1]:
        found = np.maximum(-np.sort(-values, axis=1)[:, :depth], 0.0)
        kept[:, : found.shape[1]] = found
    return np.concatenate([np.zeros((len(values), 1)), np.cumsum(kept, axis=1)], axis=1)


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


def _posterior(totals: Floats, before: Floats, lapse: float) -> Floats:
    mass = before * np.exp(totals - totals.max(axis=1, keepdims=True))
    result: Floats = (1 - lapse) * mass / mass.sum(axis=1, keepdims=True) + lapse * before
    return result


def _least(low: Floats, high: Floats, before: Floats, share: Floats) -> Floats:
    """Return the least of ``Σ m·x / Σ x`` with every x between its ends, for each vector; see ``budget.least_share``."""
    top = high.max(axis=1, keepdims=True)
    lower, upper = before * np.exp(low - top), before * np.exp(high - top)
    best = np.full(len(low), np.inf)
    for threshold in np.unique(share):
        for above in (share >= threshold, share > threshold):
            mass = np.where(above, lower, upper)
            best = np.minimum(best, (mass @ share) / mass.sum(axis=1))
    return best
