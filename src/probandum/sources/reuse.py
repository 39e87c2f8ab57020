"""Copied passages between texts.

Candidates by winnowed fingerprints of word 5-grams (Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003); passages by
chaining the word 3-grams that two candidates share. Two independent reports of one event share names and indicators, so
5-grams that are mostly names make no candidate; a passage that many documents of one publisher carry is its template.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from probandum.model.ident import Value
from probandum.sources.winnow import (
    GRAM,
    SEED,
    WORD,
    Places,
    Words,
    candidates,
    count_words,
    fingerprints,
    plain,
    read,
    winnow,
)

__all__ = ["Passage", "Shared", "count_words", "fingerprints", "shared"]

LEAST = 12
"""Words of a passage; at least two thirds as many words that match must not be names."""

_GAP = 12
_DRIFT = 6


class Passage(Value, frozen=True):
    """A run of words that two texts share, rewritten words inside included: half-open ranges of characters.

    Attributes:
        first: (start, end) in the first text.
        second: (start, end) in the second text.
        words: how many words match.
    """

    first: tuple[int, int]
    second: tuple[int, int]
    words: int


class Shared(Value, frozen=True):
    """Two texts with passages in common.

    Attributes:
        first: key of a text; the smaller key.
        second: key of the other.
        passages: sorted by place in the first text.
        covered: words of the first and of the second text inside passages.
        words: words of the first and of the second text.
    """

    first: str
    second: str
    passages: tuple[Passage, ...]
    covered: tuple[int, int]
    words: tuple[int, int]

    @property
    def share(self) -> float:
        """Covered part of the text with fewer words, in [0, 1]."""
        small = 0 if self.words[0] <= self.words[1] else 1
        return self.covered[small] / self.words[small]

    @property
    def words_shared(self) -> int:
        """Covered words of the text with fewer words."""
        return self.covered[0 if self.words[0] <= self.words[1] else 1]


class _Chain(NamedTuple):
    """A passage in half-open ranges of words."""

    first: tuple[int, int]
    second: tuple[int, int]
    matched: int


def shared(
    texts: Mapping[str, str],
    publishers: Mapping[str, str] | None = None,
    *,
    places: bool = True,
    least: float = 0.0,
    settled: Callable[[str, str], bool] = lambda _first, _second: False,
) -> Iterator[Shared]:
    """Yield the pairs of texts with passages in common, in order of keys.

    Args:
        texts: by key; what is not text in any script (no words) shares nothing.
        publishers: by key, to tell a publisher's template from a copy; empty or missing where unknown.
        places: whether to say where the passages stand; without, ``passages`` is empty and only words are counted.
        least: share of the fingerprints of the text with fewer of them below which a pair is not looked at.
        settled: asked before each pair whether it need not be looked at, so that n copies of one text cost n, not n².
    """
    keys = sorted(texts)
    prose = {key: plain(texts[key]) for key in keys}
    words = {key: read(prose[key]) for key in keys}
    known = publishers or {}
    pairs = candidates([winnow(words[key]) for key in keys], [known.get(key, "") for key in keys], least)
    spans: dict[str, list[tuple[int, int]]] = {}
    for first, second in ((keys[one], keys[two]) for one, two in pairs):
        if settled(first, second):
            continue
        chains = _align(words[first], words[second])
        if not chains:
            continue
        passages: tuple[Passage, ...] = ()
        if places:
            for key in {first, second} - spans.keys():
                spans[key] = [match.span(2) for match in WORD.finditer(prose[key])]
            passages = tuple(_passage(chain, spans[first], spans[second]) for chain in chains)
        covered = (_covered([chain.first for chain in chains]), _covered([chain.second for chain in chains]))
        lengths = (len(words[first].words), len(words[second].words))
        yield Shared(first, second, passages, covered, lengths)


def _passage(chain: _Chain, one: Sequence[tuple[int, int]], two: Sequence[tuple[int, int]]) -> Passage:
    return Passage(
        (one[chain.first[0]][0], one[chain.first[1] - 1][1]),
        (two[chain.second[0]][0], two[chain.second[1] - 1][1]),
        chain.matched,
    )


def _covered(ranges: Sequence[tuple[int, int]]) -> int:
    total = reach = 0
    for start, end in sorted(ranges):
        total += max(end - max(start, reach), 0)
        reach = max(reach, end)
    return total


def _align(one: Words, two: Words) -> list[_Chain]:
    """Return the passages that two texts share, sorted.

    Seeds are the first occurrences of common 3-grams. Seeds that follow each other in both texts at about the same
    distance make a chain; a seed or a short chain that lies between is dropped, and what it parted is joined.
    """
    _, here, there = np.intersect1d(one.seeds, two.seeds, assume_unique=True, return_indices=True)
    first, second = one.where[here], two.where[there]
    order = np.argsort(first)
    first, second = first[order], second[order]
    for least in (SEED + 1, GRAM + 1, LEAST):
        bounds = _bounds(first, second)
        long = [(a, b) for a, b in bounds if first[b - 1] + SEED - first[a] >= least]
        kept = np.concatenate([np.arange(a, b) for a, b in long]) if long else np.zeros(0, dtype=np.intp)
        first, second = first[kept], second[kept]
    chains = (_chain(first[a:b], second[a:b], one, two) for a, b in _bounds(first, second))
    return [chain for chain in chains if chain is not None]


def _bounds(first: Places, second: Places) -> list[tuple[int, int]]:
    """Return the runs of seeds that follow each other, as half-open ranges."""
    if not len(first):
        return []
    ahead, along = np.diff(first), np.diff(second)
    apart = (along <= 0) | (along > _GAP + SEED) | (ahead > _GAP + SEED) | (np.abs(ahead - along) > _DRIFT)
    breaks = [0, *(np.flatnonzero(apart) + 1).tolist(), len(first)]
    return list(pairwise(breaks))


def _chain(first: Places, second: Places, one: Words, two: Words) -> _Chain | None:
    """Return seeds as a passage; None where it is too short, too thin, or mostly names."""
    start, end = int(first[0]), int(first[-1]) + SEED
    if end - start < LEAST:
        return None
    begin, finish = int(second[0]), int(second[-1]) + SEED
    there = set(two.words[begin:finish].tolist())
    same = [word in there for word in one.words[start:end].tolist()]
    matched = sum(same)
    plain = sum(match and not name for match, name in zip(same, one.named[start:end].tolist(), strict=True))
    if plain * 3 < LEAST * 2 or matched * 2 < end - start:
        return None
    return _Chain((start, end), (begin, finish), matched)
