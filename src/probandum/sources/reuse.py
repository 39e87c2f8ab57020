"""Copied passages between texts.

Candidates by winnowed fingerprints of word 5-grams (Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003); passages by
chaining the word 3-grams that two candidates share. Two independent reports of one event share names and indicators, so
5-grams that are mostly names make no candidate; a passage that many documents of one publisher carry is its template.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from probandum.model.ident import Value

GRAM = 5
"""Words of a fingerprint."""
WINDOW = 2
"""5-grams of which at least one is kept: copies of 6 words leave a fingerprint. Wider windows lose rewritten copies
(80 words, 30 % of them changed: 45 of 50 found with 4)."""
CANDIDATE = 2
"""Fingerprints that two texts must share to be aligned."""
TEMPLATE = 5
"""Distinct texts of one publisher that may share a passage before it counts as template."""
ALL_PAIRS = 16
"""Texts sharing a fingerprint that are all compared with each other."""
PARTNERS = 3
"""Where more share it, each is compared with so many first ones and with its neighbour: the join stays linear."""
LEAST = 12
"""Words of a passage; two thirds of those that match must not be names."""

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"([.!?:\n][^\w]*)?([{_CJK}]|[^\W{_CJK}]+)")
_ADDRESS = re.compile(r"(?:\bhttps?|\bhxxps?|\bftp)://[^\s<>\"\\]*|\bwww\.[^\s<>\"\\]*", re.IGNORECASE)
_SEED = 3
_GAP = 12
_DRIFT = 6

_Words = NDArray[np.uint64]
_Places = NDArray[np.intp]


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


class _Text(NamedTuple):
    """Hashes of the words, which of them look like names; 3-grams that occur once, sorted, and where they stand."""

    words: _Words
    named: NDArray[np.bool_]
    once: _Words
    where: _Places


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
    settled: Callable[[str, str], bool] = lambda _first, _second: False,
) -> Iterator[Shared]:
    """Yield the pairs of texts with passages in common, in order of keys.

    Args:
        texts: by key; what is not text in any script (no words) shares nothing.
        publishers: by key, to tell a publisher's template from a copy; empty or missing where unknown.
        places: whether to say where the passages stand; without, ``passages`` is empty and only words are counted.
        settled: asked before each pair whether it need not be looked at, so that n copies of one text cost n, not n².
    """
    keys = sorted(texts)
    plain = {key: _plain(texts[key]) for key in keys}
    read = {key: _read(plain[key]) for key in keys}
    known = publishers or {}
    pairs = _candidates([_winnow(read[key]) for key in keys], [known.get(key, "") for key in keys])
    spans: dict[str, list[tuple[int, int]]] = {}
    for first, second in ((keys[one], keys[two]) for one, two in pairs):
        if settled(first, second):
            continue
        chains = _align(read[first], read[second])
        if not chains:
            continue
        passages: tuple[Passage, ...] = ()
        if places:
            for key in {first, second} - spans.keys():
                spans[key] = [match.span(2) for match in _WORD.finditer(plain[key])]
            passages = tuple(_passage(chain, spans[first], spans[second]) for chain in chains)
        covered = (_covered([chain.first for chain in chains]), _covered([chain.second for chain in chains]))
        words = (len(read[first].words), len(read[second].words))
        yield Shared(first, second, passages, covered, words)


def fingerprints(text: str) -> tuple[int, ...]:
    """Return the winnowed fingerprints of a text: 64-bit hashes of word 5-grams, sorted, each once."""
    return tuple(int(value) for value in _winnow(_read(_plain(text))))


def count_words(text: str) -> int:
    """Return how many words a text has, as they are counted here: addresses have none, a CJK character is one."""
    return sum(1 for _ in _WORD.finditer(_plain(text)))


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


def _plain(text: str) -> str:
    """Return a text with spaces for URLs: to cite the same page is not to copy."""
    return _ADDRESS.sub(lambda match: " " * len(match.group()), text)


@lru_cache(maxsize=1 << 18)
def _shape(word: str) -> int:
    """Return a hash of a word without regard to case, its last two bits 2 for a name by its shape, 1 for a capital, else 0."""
    data = word.casefold().encode("utf-8", "surrogatepass")
    value = int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little") >> 2 << 2
    rest = word[1:]
    return value | (2 if rest != rest.lower() or any(map(str.isdigit, word)) else word[0].isupper())


def _read(text: str) -> _Text:
    """Return the hashes of a text's words, and which of them look like names: a capital within a sentence, digits."""
    found = _WORD.findall(text)
    shapes = np.fromiter(map(_shape, (word for _, word in found)), dtype=np.uint64, count=len(found))
    starts = np.fromiter((stop != "" for stop, _ in found), dtype=np.bool_, count=len(found))
    shape = shapes & np.uint64(3)
    named = (shape == 2) | ((shape == 1) & ~starts)
    if np.count_nonzero(named) * 2 > len(named):  # capitals throughout: they tell nothing
        named = np.zeros(len(named), dtype=np.bool_)
    words = shapes >> np.uint64(2)
    values, where, counts = np.unique(_grams(words, _SEED), return_index=True, return_counts=True)
    return _Text(words, named, values[counts == 1], where[counts == 1])


def _grams(words: _Words, size: int) -> _Words:
    """Return a well-mixed hash of each run of ``size`` words (multiply, add; finaliser of splitmix64)."""
    count = max(len(words) - size + 1, 0)
    value: _Words = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        value = value * np.uint64(0x9E3779B97F4A7C15) + words[offset : offset + count]
    value ^= value >> np.uint64(30)
    value *= np.uint64(0xBF58476D1CE4E5B9)
    value ^= value >> np.uint64(27)
    value *= np.uint64(0x94D049BB133111EB)
    value ^= value >> np.uint64(31)
    return value


def _winnow(text: _Text) -> _Words:
    """Return the least hash of every window of 5-grams, those that are mostly names apart; sorted, each once."""
    grams = _grams(text.words, GRAM)
    if not len(grams):
        return grams
    names = np.convolve(text.named.astype(np.int8), np.ones(GRAM, dtype=np.int8), mode="valid")
    none = np.uint64(0xFFFFFFFFFFFFFFFF)
    grams = np.where(names > GRAM // 2, none, grams)
    windows = np.lib.stride_tricks.sliding_window_view(grams, min(WINDOW, len(grams)))
    least: _Words = np.unique(windows.min(axis=1))
    return least[:-1] if len(least) and least[-1] == none else least


def _candidates(prints: Sequence[_Words], publishers: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of texts that share enough fingerprints, sorted."""
    if not prints:
        return []
    values = np.concatenate(prints)
    owners = np.repeat(np.arange(len(prints)), [len(found) for found in prints])
    order = np.argsort(values, kind="stable")
    values, owners = values[order], owners[order]
    edges = np.flatnonzero(values[1:] != values[:-1]) + 1
    starts, ends = np.concatenate(([0], edges)), np.concatenate((edges, [len(values)]))
    groups: dict[int, list[_Places]] = {}
    small = ends - starts <= TEMPLATE
    for size in range(2, TEMPLATE + 1):
        rows = starts[small & (ends - starts == size)]
        groups[size] = [owners[rows[:, None] + np.arange(size)]]
    for start, end in zip(starts[~small].tolist(), ends[~small].tolist(), strict=True):
        members = _without_templates(owners[start:end], publishers)
        groups.setdefault(len(members), []).append(members[None, :])
    codes = [
        code
        for size, rows in sorted(groups.items())
        for code in _codes(np.concatenate(rows), size, len(prints))
    ]
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True)
    return [divmod(code, len(prints)) for code in pairs[counts >= CANDIDATE].tolist()]


def _without_templates(group: _Places, publishers: Sequence[str]) -> _Places:
    by = Counter(publishers[index] for index in group.tolist() if publishers[index])
    templates = {publisher for publisher, count in by.items() if count > TEMPLATE}
    if not templates:
        return group
    return np.array([index for index in group.tolist() if publishers[index] not in templates], dtype=np.intp)


def _codes(rows: _Places, size: int, base: int) -> Iterator[_Places]:
    """Yield the pairs within each row of texts, as first · base + second."""
    yield np.zeros(0, dtype=np.intp)
    reach = size if size <= ALL_PAIRS else PARTNERS
    for first in range(min(reach, size)):
        for second in range(first + 1, size):
            yield rows[:, first] * base + rows[:, second]
    if size > ALL_PAIRS:
        for first in range(PARTNERS, size - 1):
            yield rows[:, first] * base + rows[:, first + 1]


def _align(one: _Text, two: _Text) -> list[_Chain]:
    """Return the passages that two texts share, sorted.

    Seeds are the 3-grams that occur once in each text. Seeds that follow each other in both texts at about the same
    distance make a chain; a seed or a short chain that lies between is dropped, and what it parted is joined.
    """
    _, here, there = np.intersect1d(one.once, two.once, assume_unique=True, return_indices=True)
    first, second = one.where[here], two.where[there]
    order = np.argsort(first)
    first, second = first[order], second[order]
    for least in (_SEED + 1, GRAM + 1, LEAST):
        bounds = _bounds(first, second)
        long = [(a, b) for a, b in bounds if first[b - 1] + _SEED - first[a] >= least]
        kept = np.concatenate([np.arange(a, b) for a, b in long]) if long else np.zeros(0, dtype=np.intp)
        first, second = first[kept], second[kept]
    chains = (_chain(first[a:b], second[a:b], one, two) for a, b in _bounds(first, second))
    return [chain for chain in chains if chain is not None]


def _bounds(first: _Places, second: _Places) -> list[tuple[int, int]]:
    """Return the runs of seeds that follow each other, as half-open ranges."""
    if not len(first):
        return []
    ahead, along = np.diff(first), np.diff(second)
    apart = (along <= 0) | (along > _GAP + _SEED) | (ahead > _GAP + _SEED) | (np.abs(ahead - along) > _DRIFT)
    breaks = [0, *(np.flatnonzero(apart) + 1).tolist(), len(first)]
    return list(pairwise(breaks))


def _chain(first: _Places, second: _Places, one: _Text, two: _Text) -> _Chain | None:
    """Return seeds as a passage; None where it is too short, too thin, or mostly names."""
    start, end = int(first[0]), int(first[-1]) + _SEED
    if end - start < LEAST:
        return None
    begin, finish = int(second[0]), int(second[-1]) + _SEED
    same = np.isin(one.words[start:end], two.words[begin:finish])
    matched = int(np.count_nonzero(same))
    plain = int(np.count_nonzero(same & ~one.named[start:end]))
    if plain * 3 < LEAST * 2 or matched * 2 < end - start:
        return None
    return _Chain((start, end), (begin, finish), matched)
