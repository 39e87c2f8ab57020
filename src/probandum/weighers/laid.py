"""The sparse arithmetic of W1, W4, W9 and W14 for many parameter vectors at once; for ``ensemble``."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from probandum.model.weight import Weights
from probandum.weighers.budget import extremes, spend
from probandum.weighers.combine import all_totals
from probandum.weighers.counts import Counts, Index, count
from probandum.weighers.kinds import KINDS, sorts
from probandum.weighers.operations import USUAL, columns
from probandum.weighers.weighing import Request, Weighing

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Batch = Mapping[str, Floats]
"""Name of a fitted parameter → its values, shape (vectors, 1)."""

VARIED = frozenset({"behaviour", "operations"})
"""Classes whose parameters are fitted."""


@dataclass(frozen=True)
class Laid:
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
    shared: bool

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
        """Return for k = 0 … depth what is left of the chosen hypotheses at least, and of all others at most.

        The chosen lose their k strongest items in each class, the others k of the least that an absent item weighs.
        """
        lows, highs = (
            self._lows(batch, parts, np.flatnonzero(chosen), depth),
            self._highs(batch, parts, depth),
        )
        if not self.others:
            return list(zip(lows, highs, strict=True))
        least, most = self._others(depth)
        if self.shared:  # one removal may take a row from every class
            pairs = zip(lows, highs, least, most, strict=True)
            return [(low + less, high + more) for low, high, less, more in pairs]
        return [
            (
                np.min([lows[k - j] + least[j] for j in range(k + 1)], axis=0),
                np.max([highs[k - j] + most[j] for j in range(k + 1)], axis=0),
            )
            for k in range(depth + 1)
        ]

    def _lows(self, batch: Batch, parts: tuple[Floats, Floats], of: Ints, depth: int) -> list[Floats]:
        """Return totals of the hypotheses without their k strongest items; 0 for everybody else."""
        cell, rows = self.counts.columns[self.order], self.counts.rows[self.order]
        absent = self._absent(batch, "mixing") * self._factor(batch)
        profile, lost = [], []
        for hypothesis in of.tolist():
            at = np.flatnonzero(cell == hypothesis)
            known = self.counts.distinct[hypothesis] > 0
            profile.append(parts[0][:, at].sum(axis=1) + absent.sum(axis=1) * known)
            lost.append(_largest(parts[0][:, at] + absent[:, rows[at]], depth))
        best = self._low_reports(batch, parts[1], of, depth)
        found = []
        for k in range(depth + 1):
            total = np.zeros((len(parts[0]), self.width))
            left = np.stack([one - gone[:, k] for one, gone in zip(profile, lost, strict=True)], axis=1)
            total[:, of] = self._bound(batch, left, best[k], of)
            found.append(total)
        return found

    def _low_reports(self, batch: Batch, hits: Floats, of: Ints, depth: int) -> list[Floats]:
        """Return for each k the best report of each hypothesis, each report without its k strongest items."""
        missing, start = self._absent(batch, "resemblance"), self._report_start(batch)
        mine = np.flatnonzero(np.isin(self.owner, of))
        total = [start]
        lost = [np.zeros((len(hits), depth + 1))]
        for report in mine.tolist():
            at = np.flatnonzero(self.hit_report == report)
            total.append(start + hits[:, at].sum(axis=1, keepdims=True))
            lost.append(_largest(hits[:, at] + missing[:, self.hit_row[at]], depth))
        owner = np.searchsorted(of, self.owner[mine])
        whole = np.hstack(total[1:]) if len(mine) else np.empty((len(hits), 0))
        gone = [np.stack([one[:, k] for one in lost], axis=1)[:, 1:] for k in range(depth + 1)]
        return [_best(whole - less, owner, len(of), start) for less in gone]

    def _highs(self, batch: Batch, parts: tuple[Floats, Floats], depth: int) -> list[Floats]:
        """Return totals of all hypotheses without k items that weigh least."""
        known, start = self.counts.distinct > 0, self._report_start(batch)
        entries = _summed(parts[0], self.counts.columns[self.order], self.width)
        profile = (self._profile_start(batch) + entries) * known
        report = start + _summed(parts[1], self.hit_report, len(self.owner))
        best = _best(report, self.owner, self.width, start)
        gained = _largest(-self._absent(batch, "mixing") * self._factor(batch), depth)
        regained = _largest(-self._absent(batch, "resemblance"), depth)
        return [
            self._bound(batch, profile + gained[:, k, None] * known, best + regained[:, k, None])
            for k in range(depth + 1)
        ]

    def _others(self, depth: int) -> tuple[Floats, Floats]:
        least, most = np.zeros((depth + 1, self.width)), np.zeros((depth + 1, self.width))
        for weights in self.others:
            low, high = extremes(weights, depth)
            if self.shared:
                least, most = least + low, most + high
                continue
            least, most = spend(least, low, np.minimum), spend(most, high, np.maximum)
        return least, most

    def _bound(self, batch: Batch, profile: Floats, best: Floats, of: Ints | slice = slice(None)) -> Floats:
        """Return the bounded total of both classes for some hypotheses, shape (vectors, hypotheses)."""
        cap = batch["behaviour_cap"]
        moved = batch["behaviour_scale"] * cap * np.tanh(profile / cap)
        cap, idle = batch["operation_cap"], batch["operation_idle"]
        like = np.log1p((1 - idle) * np.expm1(cap * np.tanh(best / cap)))
        result: Floats = moved + like * self.has[of]
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

    def _entries(self, batch: Batch) -> Floats:
        """Return what each entry weighs beyond an absent item, shape (vectors, entries)."""
        at = self.order
        rows, k, distinct = (
            self.counts.rows[at],
            self.counts.k[at],
            self.counts.distinct[self.counts.columns[at]],
        )
        usual = np.log(self.declared["mean_items"])
        fixed = [np.log(np.maximum(k, 1.0)), (k == 0) * 1.0, usual - np.log(distinct)]
        implied = np.log(np.maximum(batch["implied"], np.finfo(np.float64).tiny))  # a fit may drive it to 0
        free = [batch["report_exponent"], implied, batch["size_exponent"]]
        ratio = np.hstack(free) @ np.array(fixed) - (usual + np.log(self.counts.base[rows]))
        w = (self._by_sort(batch, "mixing") * self.authenticity)[:, rows]
        absent = self._absent(batch, "mixing")[:, rows]
        result: Floats = (np.log1p(w * np.expm1(ratio)) - absent) * self._factor(batch)[:, rows]
        return result

    def _hits(self, batch: Batch) -> Floats:
        length = np.exp(batch["operation_size_exponent"] * np.log(self.size / USUAL))
        ratio = (batch["operation_strength"] / length)[:, self.hit_report]
        u = (self._by_sort(batch, "resemblance") * self.authenticity)[:, self.hit_row]
        result: Floats = np.log1p(u * (ratio - 1)) - self._absent(batch, "resemblance")[:, self.hit_row]
        return result


def lay_out(request: Request, weighing: Weighing, kept: Index) -> Laid:
    """Return the counts of a case, laid out for many vectors.

    Args:
        request: what is weighed.
        weighing: its hypotheses, and the classes that no fitted parameter varies.
        kept: counts of the request's pack.
    """
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
    others = tuple(weights for weights in weighing.classes if weights.name not in VARIED)
    names_of = [*(item.id for item in items), *(name for weights in others for name in weights.items)]
    return Laid(
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
        others=others,
        declared=request.parameters.numbers(),
        shared=len(set(names_of)) < len(names_of),
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
