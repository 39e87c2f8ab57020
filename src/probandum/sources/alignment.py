"""Where two texts run alike: seeds, chains, and exact ends.

Seeds are the runs of two to four words that say enough; what stands on one diagonal is one run; runs that follow each
other at about the same distance in both texts are chained (sparse dynamic programming: Eppstein, Galil, Giancarlo,
Italiano 1992); between and beyond them words are matched one by one, and a chain is cut to its best local score
(Smith, Waterman 1981; Ruzzo, Tompa 1999). Bounded work: seeds that stand often are paired by rank.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from probandum.sources.words import WEIGHTS, Hashes, Places, Words, grams

Floats = NDArray[np.float64]

SEED = 1.1
"""Weight of a seed: one long word with a shorter one."""
LOW = 4.0
"""Score of the least chain that is looked at."""
OTHER = 0.4
"""What a word costs that stands against another one."""
MISSING = 0.25
"""What a word costs that stands against none, and a place where some do."""
GAP = 20
"""Words between two runs of one chain."""
_OFTEN = 16
_RUNS = 40_000
_OPEN = 48


class Seeds(NamedTuple):
    """Seeds of a text in order of their hashes.

    Attributes:
        hashes: sorted.
        where: first word of each.
        lengths: words of each.
        ranks: how many of the same hash stand before it.
        counts: how many of the same hash there are.
        reach: weight of all words before each word; one longer than the words.
    """

    hashes: Hashes
    where: Places
    lengths: Places
    ranks: Places
    counts: Places
    reach: Floats


class Chain(NamedTuple):
    """Words of two texts that stand for each other, in order.

    Attributes:
        first: words of the first text.
        second: the word of the second text for each.
        score: weight of the matches less what stands between.
    """

    first: Places
    second: Places
    score: float


def seeds(text: Words) -> Seeds:
    """Return the seeds of a text: at each word the shortest run of two to four that weighs enough."""
    reach = np.zeros(len(text.words) + 1)
    np.cumsum(WEIGHTS[text.sorts], out=reach[1:])
    count = max(len(text.words) - 1, 0)
    hashes = grams(text.words, 2)
    lengths = np.full(count, 2)
    weak = reach[2:] - reach[:-2] < SEED if count else np.zeros(0, dtype=np.bool_)
    for size in (3, 4):
        longer = grams(text.words, size)
        rows = np.flatnonzero(weak[: len(longer)])
        hashes[rows], lengths[rows] = longer[rows], size
        weak[rows] = reach[rows + size] - reach[rows] < SEED
        weak[len(longer) :] = True
    kept = np.flatnonzero(~weak & (lengths + np.arange(count) <= len(text.words)))
    order = kept[np.argsort(hashes[kept], kind="stable")]
    hashes = hashes[order]
    new = np.concatenate(([True], hashes[1:] != hashes[:-1])) if len(hashes) else np.zeros(0, dtype=np.bool_)
    starts = np.flatnonzero(new)
    counts = np.diff(np.append(starts, len(hashes)))
    ranks = np.arange(len(hashes)) - np.repeat(starts, counts)
    return Seeds(hashes, order, lengths[order], ranks, np.repeat(counts, counts), reach)


def align(one: Words, two: Words, first: Seeds, second: Seeds) -> list[Chain]:
    """Return the chains of words that two texts share, best first; a word may be in more than one."""
    if len(one.words) == len(two.words) and np.array_equal(one.words, two.words):
        every = np.arange(len(one.words))
        return [Chain(every, every, float(first.reach[-1]))] if len(every) else []
    found: list[Chain] = []
    for runs in _chained(_runs(first, second), first.reach):
        found.extend(_best(*_matched(runs, one.words, two.words), first.reach))
    return sorted(found, key=lambda chain: (-chain.score, int(chain.first[0]), int(chain.second[0])))


def _runs(one: Seeds, two: Seeds) -> list[tuple[int, int, int]]:
    """Return runs of common seeds on one diagonal as (first word, second word, words), sorted."""
    left = np.searchsorted(two.hashes, one.hashes, "left")
    there = np.searchsorted(two.hashes, one.hashes, "right") - left
    often = one.counts * there > _OFTEN
    times = np.where(often, (one.ranks < there).astype(np.intp), there)
    total = int(times.sum())
    if not total:
        return []
    rows = np.repeat(np.arange(len(times)), times)
    step = np.arange(total) - np.repeat(np.cumsum(times) - times, times)
    at = left[rows] + np.where(often[rows], one.ranks[rows], step)
    first, second, lengths = one.where[rows], two.where[at], one.lengths[rows]
    order = np.lexsort((first, first - second))
    first, second, ends = first[order], second[order], (first + lengths)[order]
    apart = np.ones(total, dtype=np.bool_)
    apart[1:] = (np.diff(first - second) != 0) | (first[1:] > ends[:-1])
    begins = np.flatnonzero(apart)
    ends = np.maximum.reduceat(ends, begins)
    first, second = first[begins], second[begins]
    if len(begins) > _RUNS:
        kept = np.argsort(first - ends, kind="stable")[:_RUNS]
        first, second, ends = first[kept], second[kept], ends[kept]
    order = np.lexsort((second, first))
    return list(
        zip(first[order].tolist(), second[order].tolist(), (ends - first)[order].tolist(), strict=True)
    )


def _chained(runs: list[tuple[int, int, int]], reach: Floats) -> Iterator[list[tuple[int, int, int]]]:
    """Yield the best chains of runs, each run in one of them."""
    scores: list[float] = []
    before: list[int] = []
    open_: list[int] = []
    for here, (first, second, words) in enumerate(runs):
        own = float(reach[first + words] - reach[first])
        best, link = own, -1
        open_ = [run for run in open_ if runs[run][0] + runs[run][2] >= first - GAP]
        for run in open_:
            ahead = first - runs[run][0] - runs[run][2]
            along = second - runs[run][1] - runs[run][2]
            lap = -min(ahead, along, 0)
            if along > GAP or lap >= words or lap >= runs[run][2]:
                continue
            apart = abs(ahead - along)
            value = (
                scores[run]
                + own * (1 - lap / words)
                - OTHER * 0.7 * (max(min(ahead, along), 0))
                - MISSING * (apart + (apart > 0))
            )
            if value > best:
                best, link = value, run
        scores.append(best)
        before.append(link)
        open_.append(here)
        if len(open_) > _OPEN:
            open_.remove(min(open_, key=scores.__getitem__))
    used = [False] * len(runs)
    for end in sorted(range(len(runs)), key=lambda run: (-scores[run], run)):
        if scores[end] < LOW:
            return
        chain: list[tuple[int, int, int]] = []
        run = end
        while run >= 0 and not used[run]:
            used[run] = True
            chain.append(runs[run])
            run = before[run]
        if chain:
            yield chain[::-1]


def _matched(runs: list[tuple[int, int, int]], one: Hashes, two: Hashes) -> tuple[Places, Places]:
    """Return the words that match along a chain: its runs, what is the same between them, and beyond its ends."""
    first, second, _ = runs[0]
    back = min(first, second, GAP)
    same = np.flatnonzero(one[first - back : first] == two[second - back : second])
    here, there = [same + first - back], [same + second - back]
    for run in runs:
        lap = max(first - run[0], second - run[1], 0)
        start, begin, words = run[0] + lap, run[1] + lap, run[2] - lap
        if words <= 0:
            continue
        for left, right in _between(one[first:start], two[second:begin]):
            here.append(left + first)
            there.append(right + second)
        here.append(np.arange(start, start + words))
        there.append(np.arange(begin, begin + words))
        first, second = start + words, begin + words
    on = min(len(one) - first, len(two) - second, GAP)
    same = np.flatnonzero(one[first : first + on] == two[second : second + on])
    here.append(same + first)
    there.append(same + second)
    return np.concatenate(here), np.concatenate(there)


def _between(one: Hashes, two: Hashes) -> Iterator[tuple[Places, Places]]:
    """Yield the matches of two gaps, with all that one has more in the one place where most words match."""
    short, apart = min(len(one), len(two)), len(one) - len(two)
    if not short:
        return
    front = one[:short] == two[:short]
    back = one[len(one) - short :] == two[len(two) - short :]
    if not apart:
        yield (same := np.flatnonzero(front)), same
        return
    before = np.concatenate(([0], np.cumsum(front)))
    after = np.concatenate((np.cumsum(back[::-1])[::-1], [0]))
    cut = int(np.argmax(before + after))
    same = np.flatnonzero(front[:cut])
    yield same, same
    same = np.flatnonzero(back[cut:]) + cut
    yield same + max(apart, 0), same + max(-apart, 0)


def _best(first: Places, second: Places, reach: Floats) -> Iterator[Chain]:
    """Yield the parts of a chain that score best, those that stand apart each by itself."""
    ahead, along = np.diff(first) - 1, np.diff(second) - 1
    apart = np.abs(ahead - along)
    cost = OTHER * np.minimum(ahead, along) + MISSING * (apart + (apart > 0))
    after = np.cumsum(reach[first + 1] - reach[first])
    after[1:] -= np.cumsum(cost)
    before = after - (reach[first + 1] - reach[first])
    waiting = [(0, len(first))]
    while waiting:
        low, high = waiting.pop()
        least = np.minimum.accumulate(before[low:high])
        gain = after[low:high] - least
        end = int(np.argmax(gain))
        score = float(gain[end])
        if score < LOW:
            continue
        start = low + int(np.argmin(before[low : low + end + 1]))
        end += low + 1
        yield Chain(first[start:end], second[start:end], score)
        waiting.extend(part for part in ((low, start), (end, high)) if part[1] > part[0])
