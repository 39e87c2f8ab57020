"""Our own arithmetic over many trials at once: W1, W4, W5 and W14 for one vector of parameters.

The weighers say the same of one case; a test holds the two together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from probandum.evaluate.outcomes import Outcome, Trial
from probandum.model.hypothesis import UNKNOWN
from probandum.weighers.operations import USUAL

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SORTS = ("technique", "tool", "malware")


@dataclass(frozen=True)
class Flat:
    """Trials laid end to end. A cell is one actor of one trial; an entry one item that a profile shows or implies.

    Attributes:
        trials: what was laid out.
        first: first cell of each trial.
        trial: trial of each cell.
        truth: cell of the right answer of each trial; −1 for somebody else.
        item_trial, item_sort, item_seen: trial and sort of each item, and whether anybody was seen with it.
        cell, sort, k, distinct, base: of each entry.
        owner, size: cell and size of each earlier report that shares items.
        report, report_sort: report and sort of each shared item, in the order of reports.
        has: whether the actor of a cell has any report.
    """

    trials: tuple[Trial, ...]
    first: Ints
    trial: Ints
    truth: Ints
    item_trial: Ints
    item_sort: Ints
    item_seen: NDArray[np.bool_]
    cell: Ints
    sort: Ints
    k: Floats
    distinct: Floats
    base: Floats
    owner: Ints
    size: Floats
    report: Ints
    report_sort: Ints
    has: NDArray[np.bool_]


def flat(trials: Sequence[Trial], cited: bool = True) -> Flat:
    """Lay trials end to end.

    Args:
        trials: each with one actor or more.
        cited: False counts each relation as one report and knows no reports, as in a pack that names none.
    """
    actors = np.array([len(one.actors) for one in trials], dtype=np.int64)
    first = np.concatenate([[0], np.cumsum(actors)[:-1]]).astype(np.int64)
    sort_of = [np.array([SORTS.index(sort) for sort in one.sorts], dtype=np.int64) for one in trials]
    kept = [one.counts for one in trials]
    hits = [one.operations for one in trials]
    reports = np.concatenate([[0], np.cumsum([len(one.owner) for one in hits])[:-1]]).astype(np.int64)
    k = np.concatenate([one.k for one in kept])
    whole = Flat(
        trials=tuple(trials),
        first=first,
        trial=np.repeat(np.arange(len(trials)), actors),
        truth=np.array([_cell(one, start) for one, start in zip(trials, first.tolist(), strict=True)]),
        item_trial=np.repeat(np.arange(len(trials)), [len(one) for one in sort_of]),
        item_sort=np.concatenate(sort_of),
        item_seen=np.concatenate([one.base > 0 for one in kept]),
        cell=np.concatenate([one.columns + start for one, start in zip(kept, first, strict=True)]),
        sort=np.concatenate([sort[one.rows] for one, sort in zip(kept, sort_of, strict=True)]),
        k=k if cited else np.minimum(k, 1.0),
        distinct=np.concatenate([one.distinct[one.columns] for one in kept]),
        base=np.concatenate([one.base[one.rows] for one in kept]),
        owner=np.concatenate([one.owner + start for one, start in zip(hits, first, strict=True)]),
        size=np.concatenate([one.size for one in hits]),
        report=np.concatenate([one.columns + start for one, start in zip(hits, reports, strict=True)]),
        report_sort=np.concatenate([sort[one.rows] for one, sort in zip(hits, sort_of, strict=True)]),
        has=np.concatenate([one.reported for one in hits]),
    )
    return whole if cited else _without_reports(whole)


def totals(laid: Flat, numbers: Mapping[str, float]) -> Floats:
    """Return the sum of both bounded classes per cell, nats, shape (cells,)."""
    return _profiles(laid, numbers) + _operations(laid, numbers)


def posteriors(laid: Flat, numbers: Mapping[str, float]) -> tuple[Floats, Floats]:
    """Return the probability of each cell, shape (cells,), and of somebody else, shape (trials,), under a uniform prior."""
    moved, kappa, lapse = totals(laid, numbers), numbers["unknown_log_odds"], numbers["lapse"]
    known = np.bincount(laid.trial, minlength=len(laid.trials)).astype(np.float64)
    score = moved - np.log(known)[laid.trial]
    top = np.maximum(np.maximum.reduceat(score, laid.first), kappa)
    mass = np.exp(score - top[laid.trial])
    other = np.exp(kappa - top)
    whole = np.add.reduceat(mass, laid.first) + other
    prior = 1 / (1 + np.exp(kappa))
    cells = (1 - lapse) * mass / whole[laid.trial] + lapse * prior / known[laid.trial]
    return cells, (1 - lapse) * other / whole + lapse * (1 - prior)


def losses(laid: Flat, numbers: Mapping[str, float]) -> Floats:
    """Return ``−log P(right answer)`` of each trial, nats."""
    cells, other = posteriors(laid, numbers)
    result: Floats = -np.log(np.where(laid.truth >= 0, cells[laid.truth], other))
    return result


def outcomes(laid: Flat, numbers: Mapping[str, float]) -> list[Outcome]:
    """Return what the method says of each trial."""
    cells, other = posteriors(laid, numbers)
    return [
        Outcome(
            id=one.id,
            group=one.group,
            truth=one.truth,
            actors=one.actors,
            probability=np.append(cells[start : start + len(one.actors)], unknown),
        )
        for one, start, unknown in zip(laid.trials, laid.first.tolist(), other.tolist(), strict=True)
    ]


def _profiles(laid: Flat, numbers: Mapping[str, float]) -> Floats:
    mixing = np.array([numbers[f"{sort}_mixing"] for sort in SORTS])
    factor = np.array([1.0, numbers["tool_factor"], numbers["malware_factor"]])
    omega = numbers["size_exponent"]
    reports = np.where(laid.k > 0, laid.k ** numbers["report_exponent"], numbers["implied"])
    ratio = reports / (numbers["mean_items"] ** (1 - omega) * laid.distinct**omega * laid.base)
    w = mixing[laid.sort]
    more = (np.log1p(w * (ratio - 1)) - np.log1p(-w)) * factor[laid.sort]
    absent = np.where(laid.item_seen, (np.log1p(-mixing) * factor)[laid.item_sort], 0.0)
    start = np.bincount(laid.item_trial, absent, minlength=len(laid.trials))
    total = start[laid.trial] + np.bincount(laid.cell, more, minlength=len(laid.trial))
    cap = numbers["behaviour_cap"]
    result: Floats = numbers["behaviour_scale"] * cap * np.tanh(total / cap)
    return result


def _operations(laid: Flat, numbers: Mapping[str, float]) -> Floats:
    share = np.array([numbers[f"{sort}_resemblance"] for sort in SORTS])
    absent = np.where(laid.item_seen, np.log1p(-share)[laid.item_sort], 0.0)
    start = np.bincount(laid.item_trial, absent, minlength=len(laid.trials))[laid.trial]
    ratio = numbers["operation_strength"] / (laid.size / USUAL) ** numbers["operation_size_exponent"]
    u = share[laid.report_sort]
    more = np.log1p(u * (ratio[laid.report] - 1)) - np.log1p(-u)
    total = start[laid.owner] + np.bincount(laid.report, more, minlength=len(laid.owner))
    best = start.copy()
    np.maximum.at(best, laid.owner, total)
    cap, idle = numbers["operation_cap"], numbers["operation_idle"]
    moved = np.log1p((1 - idle) * np.expm1(cap * np.tanh(best / cap)))
    return np.where(laid.has, moved, 0.0)


def _cell(trial: Trial, start: int) -> int:
    return -1 if trial.truth == UNKNOWN else start + trial.actors.index(trial.truth)


def _without_reports(laid: Flat) -> Flat:
    none, empty = np.empty(0, np.int64), np.empty(0)
    changes = {"owner": none, "size": empty, "report": none, "report_sort": none}
    return Flat(**{**vars(laid), **changes, "has": np.zeros_like(laid.has)})
