"""Copied passages between texts.

Candidates by winnowed fingerprints of word 5-grams (Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003); passages by
chaining the word 3-grams that two candidates share. Two independent reports of one event share names and indicators, so
5-grams that are mostly names make no candidate; a passage that many documents of one publisher carry is its template.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from probandum.model.ident import Value

GRAM = 5
"""Words of a fingerprint."""
WINDOW = 4
"""5-grams of which at least one is kept: copies of 8 words and more leave a fingerprint."""
CANDIDATE = 2
"""Fingerprints that two texts must share to be aligned."""
TEMPLATE = 5
"""Distinct texts of one publisher that may share a passage before it counts as template."""
PARTNERS = 50
"""Texts with which each of the texts sharing a fingerprint is compared: keeps the join near-linear."""
LEAST = 12
"""Words of a passage; two thirds of those that match must not be names."""

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"([.!?:\n][^\w]*)?([{_CJK}]|[^\W{_CJK}]+)")
_ADDRESS = re.compile(r"(?:\bhttps?|\bhxxps?|\bftp)://[^\s<>\"\\]*|\bwww\.[^\s<>\"\\]*", re.IGNORECASE)
_SEED = 3
_GAP = 12
_DRIFT = 6
_REPEATS = 4

_Words = NDArray[np.uint64]


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
    words: _Words
    named: NDArray[np.bool_]


class _Chain(NamedTuple):
    first: tuple[int, int]
    second: tuple[int, int]
    matched: int


def shared(texts: Mapping[str, str], publishers: Mapping[str, str] | None = None) -> tuple[Shared, ...]:
    """Return the pairs of texts with passages in common, sorted by keys.

    Args:
        texts: by key; what is not text in any script (no words) shares nothing.
        publishers: by key, to tell a publisher's template from a copy; empty or missing where unknown.
    """
    keys = sorted(texts)
    texts = {key: _plain(texts[key]) for key in keys}
    read = {key: _read(texts[key]) for key in keys}
    prints = [_winnow(read[key]) for key in keys]
    known = publishers or {}
    found = []
    places: dict[str, list[tuple[int, int]]] = {}
    for one, two in _candidates(prints, [known.get(key, "") for key in keys]):
        first, second = keys[one], keys[two]
        chains = _align(read[first], read[second])
        if chains:
            for key in (first, second):
                places.setdefault(key, _places(texts[key]))
            found.append(_shared(first, second, chains, places))
    return tuple(found)


def fingerprints(text: str) -> tuple[int, ...]:
    """Return the winnowed fingerprints of a text: 64-bit hashes of word 5-grams, sorted, each once."""
    return tuple(int(value) for value in _winnow(_read(_plain(text))))


def count_words(text: str) -> int:
    """Return how many words a text has, as they are counted here: addresses have none, a CJK character is one."""
    return sum(1 for _ in _WORD.finditer(_plain(text)))


def _shared(
    first: str, second: str, chains: Sequence[_Chain], places: Mapping[str, list[tuple[int, int]]]
) -> Shared:
    one, two = places[first], places[second]
    passages = tuple(
        Passage(
            (one[chain.first[0]][0], one[chain.first[1] - 1][1]),
            (two[chain.second[0]][0], two[chain.second[1] - 1][1]),
            chain.matched,
        )
        for chain in chains
    )
    covered = (_covered([chain.first for chain in chains]), _covered([chain.second for chain in chains]))
    return Shared(first, second, passages, covered, (len(one), len(two)))


def _covered(ranges: Sequence[tuple[int, int]]) -> int:
    total = reach = 0
    for start, end in sorted(ranges):
        total += max(end - max(start, reach), 0)
        reach = max(reach, end)
    return total


def _plain(text: str) -> str:
    """Return a text with spaces for URLs: to cite the same page is not to copy."""
    return _ADDRESS.sub(lambda match: " " * len(match.group()), text)


def _places(text: str) -> list[tuple[int, int]]:
    return [match.span(2) for match in _WORD.finditer(text)]


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
    shapes = np.fromiter((_shape(word) for _, word in found), dtype=np.uint64, count=len(found))
    starts = np.fromiter((stop != "" for stop, _ in found), dtype=np.bool_, count=len(found))
    shape = shapes & np.uint64(3)
    named = (shape == 2) | ((shape == 1) & ~starts)
    if np.count_nonzero(named) * 2 > len(named):  # capitals throughout: they tell nothing
        named = np.zeros(len(named), dtype=np.bool_)
    return _Text(shapes >> np.uint64(2), named)


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
    pairs: Counter[tuple[int, int]] = Counter()
    for group in _groups(values[order], owners[order]):
        if len(group) > TEMPLATE:
            by = Counter(publishers[index] for index in group if publishers[index])
            templates = {publisher for publisher, count in by.items() if count > TEMPLATE}
            members = [index for index in group if publishers[index] not in templates]
        else:
            members = group
        for place, one in enumerate(members[:PARTNERS]):
            pairs.update((one, two) for two in members[place + 1 :])
    return sorted(pair for pair, count in pairs.items() if count >= CANDIDATE)


def _groups(values: _Words, owners: NDArray[np.intp]) -> Iterator[list[int]]:
    """Yield the owners of each value that has several."""
    edges = np.flatnonzero(values[1:] != values[:-1]) + 1
    starts = np.concatenate(([0], edges))
    ends = np.concatenate((edges, [len(values)]))
    for place in np.flatnonzero(ends - starts > 1):
        yield owners[starts[place] : ends[place]].tolist()


def _align(one: _Text, two: _Text) -> list[_Chain]:
    """Return the passages that two texts share, as ranges of words, sorted."""
    chains: list[_Chain] = []
    open_chains: list[list[tuple[int, int]]] = []
    for seed in _seeds(one.words, two.words):
        still = []
        home: list[tuple[int, int]] | None = None
        for chain in open_chains:
            i, j = chain[-1]
            if seed[0] - i > _GAP + _SEED:
                chains.extend(_passage(chain, one))
                continue
            still.append(chain)
            ahead = seed[1] - j
            drift = abs((seed[0] - i) - ahead)
            if home is None and 0 < ahead <= _GAP + _SEED and seed[0] > i and drift <= _DRIFT:
                home = chain
        if home is None:
            still.append([seed])
        else:
            home.append(seed)
        open_chains = still
    for chain in open_chains:
        chains.extend(_passage(chain, one))
    return sorted(chains)


def _seeds(one: _Words, two: _Words) -> list[tuple[int, int]]:
    """Return the places of common 3-grams, in order of the first text; what repeats often is no seed."""
    first, second = _grams(one, _SEED), _grams(two, _SEED)
    common = np.intersect1d(first, second)
    there: dict[int, list[int]] = {}
    for place in np.flatnonzero(np.isin(second, common)).tolist():
        there.setdefault(int(second[place]), []).append(place)
    here = np.flatnonzero(np.isin(first, common)).tolist()
    often = Counter(int(first[place]) for place in here)
    seeds: list[tuple[int, int]] = []
    for place in here:
        value = int(first[place])
        if often[value] <= _REPEATS and len(there[value]) <= _REPEATS:
            seeds.extend((place, other) for other in there[value])
    return seeds


def _passage(chain: Sequence[tuple[int, int]], one: _Text) -> list[_Chain]:
    """Return a chain as a passage, or nothing where it is too short or mostly names."""
    start, end = chain[0][0], chain[-1][0] + _SEED
    if end - start < LEAST:
        return []
    matched = sorted({(i + step, j + step) for i, j in chain for step in range(_SEED)})
    plain = int(np.count_nonzero(~one.named[[i for i, _ in matched]]))
    if plain * 3 < LEAST * 2 or len(matched) * 5 < (end - start) * 2:
        return []
    return [_Chain((start, end), (chain[0][1], chain[-1][1] + _SEED), len(matched))]
