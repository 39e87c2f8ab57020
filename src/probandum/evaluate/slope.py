"""The slope of the loss in every fitted parameter: what a fit follows, and what one report pulls at (W10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from probandum.evaluate.method import SORTS, Flat
from probandum.weighers.operations import USUAL
from probandum.weighers.parameters import FITTED

Floats = NDArray[np.float64]
Slopes = dict[str, Floats]


def slopes(laid: Flat, numbers: Mapping[str, float]) -> tuple[Floats, Floats]:
    """Return the loss of each trial, shape (trials,), and its derivatives, shape (trials, fitted parameters).

    Reverse accumulation by hand: losses to cells, cells to class totals, totals to entries.
    """
    profiles, operations = _Profiles(laid, numbers), _Operations(laid, numbers)
    moved = profiles.moved + operations.moved
    loss, pull, kappa = _loss(laid, moved, numbers)
    found: Slopes = {"unknown_log_odds": kappa}
    profiles.accumulate(found, pull)
    operations.accumulate(found, pull)
    return loss, np.stack([found[name] for name in FITTED], axis=1)


def _loss(laid: Flat, moved: Floats, numbers: Mapping[str, float]) -> tuple[Floats, Floats, Floats]:
    """Return losses, their derivative in each cell's total, and in κ."""
    kappa, lapse = numbers["unknown_log_odds"], numbers["lapse"]
    known = np.bincount(laid.trial, minlength=len(laid.trials)).astype(np.float64)
    score = moved - np.log(known)[laid.trial]
    top = np.maximum(np.maximum.reduceat(score, laid.first), kappa)
    mass, other = np.exp(score - top[laid.trial]), np.exp(kappa - top)
    whole = np.add.reduceat(mass, laid.first) + other
    share, rest = mass / whole[laid.trial], other / whole
    outside = np.exp(kappa) / (1 + np.exp(kappa))
    named = laid.truth >= 0
    hit = np.where(named, share[laid.truth], rest)
    before = np.where(named, (1 - outside) / known, outside)
    right = (1 - lapse) * hit + lapse * before
    a = (1 - lapse) * hit / right
    pull = a[laid.trial] * share
    pull[laid.truth[named]] -= a[named]
    drift = lapse * before / right * np.where(named, -outside, 1 - outside)
    return -np.log(right), pull, a * np.where(named, rest, rest - 1) - drift


@dataclass(frozen=True)
class _Class:
    laid: Flat
    numbers: Mapping[str, float]

    def by_trial(self, values: Floats, trial: NDArray[np.int64]) -> Floats:
        result: Floats = np.bincount(trial, values, len(self.laid.trials)).astype(np.float64)
        return result

    def by_sort(self, values: Floats, trial: NDArray[np.int64], sort: NDArray[np.int64]) -> Floats:
        """Return sums by sort and trial, shape (sorts, trials)."""
        place = sort * len(self.laid.trials) + trial
        result: Floats = np.bincount(place, values, len(SORTS) * len(self.laid.trials)).astype(np.float64)
        return result.reshape(len(SORTS), -1)

    def seen(self) -> Floats:
        """Return how many items of each sort somebody was seen with, shape (sorts, trials)."""
        return self.by_sort(self.laid.item_seen.astype(np.float64), self.laid.item_trial, self.laid.item_sort)


class _Profiles(_Class):
    """W1 and W4: totals, and how they follow the parameters."""

    @cached_property
    def _ratio(self) -> Floats:
        laid, numbers, omega = self.laid, self.numbers, self.numbers["size_exponent"]
        reports = np.where(laid.k > 0, laid.k ** numbers["report_exponent"], numbers["implied"])
        result: Floats = reports / (numbers["mean_items"] ** (1 - omega) * laid.distinct**omega * laid.base)
        return result

    @cached_property
    def _by_sort(self) -> tuple[Floats, Floats]:
        mixing = np.array([self.numbers[f"{sort}_mixing"] for sort in SORTS])
        return mixing, np.array([1.0, self.numbers["tool_factor"], self.numbers["malware_factor"]])

    @cached_property
    def _total(self) -> Floats:
        laid, (mixing, factor) = self.laid, self._by_sort
        w = mixing[laid.sort]
        more = (np.log1p(w * (self._ratio - 1)) - np.log1p(-w)) * factor[laid.sort]
        start = (self.seen() * (np.log1p(-mixing) * factor)[:, None]).sum(axis=0)
        result: Floats = start[laid.trial] + np.bincount(laid.cell, more, minlength=len(laid.trial))
        return result

    @cached_property
    def moved(self) -> Floats:
        cap = self.numbers["behaviour_cap"]
        result: Floats = self.numbers["behaviour_scale"] * cap * np.tanh(self._total / cap)
        return result

    def accumulate(self, found: Slopes, pull: Floats) -> None:
        """Add the derivatives of the losses in this class's parameters."""
        laid, numbers, (mixing, factor) = self.laid, self.numbers, self._by_sort
        cap, scale = numbers["behaviour_cap"], numbers["behaviour_scale"]
        x = self._total / cap
        flat = 1 - np.tanh(x) ** 2
        found["behaviour_scale"] = self.by_trial(pull * cap * np.tanh(x), laid.trial)
        found["behaviour_cap"] = self.by_trial(pull * scale * (np.tanh(x) - x * flat), laid.trial)
        pull = pull * scale * flat
        whole = self.by_trial(pull, laid.trial)
        trial, at, ratio, w = laid.trial[laid.cell], pull[laid.cell], self._ratio, mixing[laid.sort]
        inside = 1 + w * (ratio - 1)
        f = factor[laid.sort]
        by_w = self.by_sort(at * f * ((ratio - 1) / inside + 1 / (1 - w)), trial, laid.sort)
        by_w -= whole * self.seen() * (factor / (1 - mixing))[:, None]
        more = self.by_sort(at * (np.log(inside) - np.log1p(-w)), trial, laid.sort)
        more += whole * self.seen() * np.log1p(-mixing)[:, None]
        for place, sort in enumerate(SORTS):
            found[f"{sort}_mixing"] = by_w[place]
        found["tool_factor"], found["malware_factor"] = more[1], more[2]
        by_ratio = at * f * w / inside * ratio
        length = np.log(numbers["mean_items"]) - np.log(laid.distinct)
        found["size_exponent"] = self.by_trial(by_ratio * length, trial)
        found["report_exponent"] = self.by_trial(by_ratio * np.log(np.maximum(laid.k, 1.0)), trial)
        found["implied"] = self.by_trial(by_ratio * (laid.k == 0) / numbers["implied"], trial)


class _Operations(_Class):
    """W14: totals, and how they follow the parameters."""

    @cached_property
    def _share(self) -> Floats:
        return np.array([self.numbers[f"{sort}_resemblance"] for sort in SORTS])

    @cached_property
    def _ratio(self) -> Floats:
        length = (self.laid.size / USUAL) ** self.numbers["operation_size_exponent"]
        result: Floats = (self.numbers["operation_strength"] / length)[self.laid.report]
        return result

    @cached_property
    def _best(self) -> tuple[Floats, Floats]:
        """Return the total of each report, and of each cell's best, which may resemble none."""
        laid = self.laid
        start = (self.seen() * np.log1p(-self._share)[:, None]).sum(axis=0)[laid.trial]
        u = self._share[laid.report_sort]
        more = np.log1p(u * (self._ratio - 1)) - np.log1p(-u)
        total = start[laid.owner] + np.bincount(laid.report, more, minlength=len(laid.owner))
        best = start.copy()
        np.maximum.at(best, laid.owner, total)
        return total, best

    @cached_property
    def moved(self) -> Floats:
        cap, idle = self.numbers["operation_cap"], self.numbers["operation_idle"]
        moved = np.log1p((1 - idle) * np.expm1(cap * np.tanh(self._best[1] / cap)))
        return np.where(self.laid.has, moved, 0.0)

    def accumulate(self, found: Slopes, pull: Floats) -> None:
        """Add the derivatives of the losses in this class's parameters."""
        laid, numbers = self.laid, self.numbers
        cap, idle = numbers["operation_cap"], numbers["operation_idle"]
        total, best = self._best
        x = best / cap
        odds, flat = np.exp(cap * np.tanh(x)), 1 - np.tanh(x) ** 2
        mixed = idle + (1 - idle) * odds
        pull = np.where(laid.has, pull, 0.0)
        found["operation_idle"] = self.by_trial(pull * (1 - odds) / mixed, laid.trial)
        pull = pull * (1 - idle) * odds / mixed
        found["operation_cap"] = self.by_trial(pull * (np.tanh(x) - x * flat), laid.trial)
        pull = pull * flat
        chosen = np.zeros(len(total), dtype=np.bool_)
        equal = np.flatnonzero(total == best[laid.owner])
        chosen[equal[np.unique(laid.owner[equal], return_index=True)[1]]] = (
            True  # one of equals bears the change
        )
        at = np.where(chosen, pull[laid.owner], 0.0)[laid.report]
        trial = laid.trial[laid.owner][laid.report]
        u, ratio = self._share[laid.report_sort], self._ratio
        inside = 1 + u * (ratio - 1)
        by_u = self.by_sort(at * ((ratio - 1) / inside + 1 / (1 - u)), trial, laid.report_sort)
        by_u -= self.by_trial(pull, laid.trial) * self.seen() / (1 - self._share)[:, None]
        for place, sort in enumerate(SORTS):
            found[f"{sort}_resemblance"] = by_u[place]
        by_ratio = at * u / inside * ratio
        found["operation_strength"] = self.by_trial(by_ratio, trial) / numbers["operation_strength"]
        length = np.log(laid.size / USUAL)[laid.report]
        found["operation_size_exponent"] = self.by_trial(-by_ratio * length, trial)
