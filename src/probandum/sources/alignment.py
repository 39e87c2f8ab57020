"""Where two texts run alike: seeds, chains, and exact ends.

Seeds are the runs of two to four words that say enough; what stands on one diagonal is one run; runs that follow each
other at about the same distance in both texts are chained (sparse dynamic programming: Eppstein, Galil, Giancarlo,
Italiano 1992); between and beyond them words are matched one by one, and a chain is cut to its best local score
(Smith, Waterman 1981; Ruzzo, Tompa 1999). Bounded work: seeds that stand often are paired by rank.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from probandum.sources.words import WEIGHTS, Hashes, Places, Words, grams

Floats = NDArray[np.float64]

SEED = 1.1
"""Weight of a seed: one long word with a shorter one."""
LOW = 4.5
"""Score of the least chain that is looked at."""
OTHER = 0.4
"""What a word costs that stands against another one."""
MISSING = 0.25
"""What a word costs that stands against none, and a place where some do."""
GAP = 20
"""Words between two runs of one chain."""
_OFTEN = 16
_MANY = 1_000_000
_RUNS = 40_000
_PARTS = 500
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


Block = tuple[int, int, int]
"""First word in the one text, first word in the other, number of words that match."""


class Chain(NamedTuple):
    """Words of two texts that stand for each other.

    Attributes:
        blocks: runs of matching words, in order in both texts.
        score: weight of the matches less what stands between.
    """

    blocks: tuple[Block, ...]
    score: float

    @property
    def first(self) -> tuple[int, int]:
        """Half-open range of words of the first text."""
        return self.blocks[0][0], self.blocks[-1][0] + self.blocks[-1][2]

    @property
    def second(self) -> tuple[int, int]:
        """Half-open range of words of the second text."""
        return self.blocks[0][1], self.blocks[-1][1] + self.blocks[-1][2]

    @property
    def words(self) -> int:
        """Words that match."""
        return sum(block[2] for block in self.blocks)

    def turned(self) -> "Chain":
        """Return the chain for the two texts the other way round."""
        return Chain(tuple((second, first, words) for first, second, words in self.blocks), self.score)


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
        return [Chain(((0, 0, len(one.words)),), float(first.reach[-1]))] if len(one.words) else []
    found: list[Chain] = []
    for runs in _chained(_runs(first, second), first.reach):
        found.extend(_best(_matched(runs, one.words, two.words), first.reach))
    return sorted(found, key=lambda chain: (-chain.score, chain.blocks))


def _runs(one: Seeds, two: Seeds) -> list[Block]:
    """Return runs of common seeds on one diagonal, sorted."""
    left = np.searchsorted(two.hashes, one.hashes, "left")
    there = np.searchsorted(two.hashes, one.hashes, "right") - left
    often = one.counts * there > (_OFTEN if len(one.hashes) + len(two.hashes) < _MANY else 1)
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


def _chained(runs: list[Block], reach: Floats) -> Iterator[list[Block]]:
    """Yield the best chains of runs, each run in one of them."""
    scores: list[float] = []
    before: list[int] = []
    ends: list[tuple[int, int]] = []
    near: list[int] = []
    for here, (first, second, words) in enumerate(runs):
        own = float(reach[first + words] - reach[first])
        best, link = own, -1
        far, own_word = first - GAP, own / words
        for run in near:
            ahead, along = first - ends[run][0], second - ends[run][1]
            if along > GAP or along <= -words or ahead > GAP or runs[run][1] >= second:
                continue
            value = scores[run] + _joined(ahead, along, own_word, words)
            if value > best:
                best, link = value, run
        if near and ends[near[0]][0] < far:
            near = [run for run in near if ends[run][0] >= far]
        scores.append(best)
        before.append(link)
        ends.append((first + words, second + words))
        near.append(here)
        if len(near) > _OPEN:
            near.remove(min(near, key=scores.__getitem__))
    used = [False] * len(runs)
    for end in sorted(
        (run for run, score in enumerate(scores) if score >= LOW), key=lambda run: (-scores[run], run)
    ):
        chain: list[Block] = []
        run = end
        while run >= 0 and not used[run]:
            used[run] = True
            chain.append(runs[run])
            run = before[run]
        if chain:
            yield chain[::-1]


def _joined(ahead: int, along: int, weight: float, words: int) -> float:
    """Return what a run adds behind another one: its words that are new, less what stands between, of which some match."""
    short, apart = (ahead, along - ahead) if ahead <= along else (along, ahead - along)
    value = (words + min(short, 0)) * weight - OTHER * 0.7 * max(short, 0)
    return value - MISSING * (apart + 1) if apart else value


def _matched(runs: list[Block], one: Hashes, two: Hashes) -> list[Block]:
    """Return the words that match along a chain: its runs, what is the same between them, and beyond its ends."""
    first, second, _ = runs[0]
    back = min(first, second, GAP)
    found = _same(
        one[first - back : first].tolist(), two[second - back : second].tolist(), first - back, second - back
    )
    for start, begin, words in runs:
        lap = max(first - start, second - begin, 0)
        if lap < words:
            left, right = one[first : start + lap].tolist(), two[second : begin + lap].tolist()
            if left and right:
                found.extend(_between(left, right, first, second))
            found.append((start + lap, begin + lap, words - lap))
            first, second = start + words, begin + words
    found.extend(_same(one[first : first + GAP].tolist(), two[second : second + GAP].tolist(), first, second))
    return found


def _same(one: list[int], two: list[int], first: int, second: int) -> list[Block]:
    """Return the words that are the same at the same place, counted from two words."""
    pairs = enumerate(zip(one, two, strict=False))
    return [(first + place, second + place, 1) for place, (word, other) in pairs if word == other]


def _between(one: list[int], two: list[int], first: int, second: int) -> list[Block]:
    """Return the matches of two gaps, with all that one has more in the one place where most words match."""
    apart = len(one) - len(two)
    if not apart:
        return _same(one, two, first, second)
    more, less = max(apart, 0), max(-apart, 0)
    front, back = _same(one, two, 0, 0), _same(one[more:], two[less:], 0, 0)
    cuts = [0, *(place + 1 for place, _, _ in front)]
    best = max(cuts, key=lambda cut: sum(p < cut for p, _, _ in front) + sum(p >= cut for p, _, _ in back))
    kept = [(first + place, second + place, 1) for place, _, _ in front if place < best]
    return kept + [(first + p + more, second + p + less, 1) for p, _, _ in back if p >= best]


def _best(blocks: list[Block], reach: Floats) -> Iterator[Chain]:
    """Yield the parts of a chain that score best, those that stand apart each by itself."""
    gains = [float(reach[first + words] - reach[first]) for first, _, words in blocks]
    costs = [0.0]
    for (first, second, words), (start, begin, _) in pairwise(blocks):
        ahead, along = start - first - words, begin - second - words
        costs.append(
            OTHER * min(ahead, along) + (MISSING * (abs(ahead - along) + 1) if ahead != along else 0.0)
        )
    waiting = [(0, len(blocks))]
    for _ in range(_PARTS):
        if not waiting:
            return
        low, high = waiting.pop()
        score = best = 0.0
        here = start = end = low
        for place in range(low, high):
            score -= costs[place]
            if score <= 0.0:
                score, here = 0.0, place
            score += gains[place]
            if score > best:
                best, start, end = score, here, place + 1
        if best >= LOW:
            yield Chain(tuple(blocks[start:end]), best)
            waiting.extend(part for part in ((low, start), (end, high)) if part[0] < part[1])
