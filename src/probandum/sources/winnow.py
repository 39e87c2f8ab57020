"""Words of a text, their winnowed fingerprints, and which texts share enough of them to be compared.

Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003, over word 5-grams.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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
SEED = 3
"""Words of a seed for alignment."""

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
WORD = re.compile(rf"([.!?:\n][^\w]{{0,6}})?([{_CJK}]|[^\W{_CJK}]+)")
_ADDRESS = re.compile(r"(?:\bhttps?|\bhxxps?|\bftp)://[^\s<>\"\\]*|\bwww\.[^\s<>\"\\]*", re.IGNORECASE)

Hashes = NDArray[np.uint64]
Places = NDArray[np.intp]


class Words(NamedTuple):
    """Hashes of the words, which of them look like names; its 3-grams, sorted, and where each stands first."""

    words: Hashes
    named: NDArray[np.bool_]
    seeds: Hashes
    where: Places


def fingerprints(text: str) -> tuple[int, ...]:
    """Return the winnowed fingerprints of a text: 64-bit hashes of word 5-grams, sorted, each once."""
    return tuple(int(value) for value in winnow(read(plain(text))))


def count_words(text: str) -> int:
    """Return how many words a text has, as they are counted here: addresses have none, a CJK character is one."""
    return sum(1 for _ in WORD.finditer(plain(text)))


def plain(text: str) -> str:
    """Return a text with spaces for URLs: to cite the same page is not to copy."""
    return _ADDRESS.sub(lambda match: " " * len(match.group()), text)


@lru_cache(maxsize=1 << 18)
def _shape(word: str) -> int:
    """Return a hash of a word without regard to case, its last two bits 2 for a name by its shape, 1 for a capital, else 0."""
    data = word.casefold().encode("utf-8", "surrogatepass")
    value = int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little") >> 2 << 2
    rest = word[1:]
    return value | (2 if rest != rest.lower() or any(map(str.isdigit, word)) else word[0].isupper())


def read(text: str) -> Words:
    """Return the hashes of a text's words, and which of them look like names: a capital within a sentence, digits."""
    found = WORD.findall(text)
    shapes = np.fromiter(map(_shape, (word for _, word in found)), dtype=np.uint64, count=len(found))
    starts = np.fromiter((stop != "" for stop, _ in found), dtype=np.bool_, count=len(found))
    shape = shapes & np.uint64(3)
    named = (shape == 2) | ((shape == 1) & ~starts)
    if np.count_nonzero(named) * 2 > len(named):  # capitals throughout: they tell nothing
        named = np.zeros(len(named), dtype=np.bool_)
    words = shapes >> np.uint64(2)
    seeds, where = np.unique(grams(words, SEED), return_index=True)
    return Words(words, named, seeds, where)


def grams(words: Hashes, size: int) -> Hashes:
    """Return a well-mixed hash of each run of ``size`` words (multiply, add; finaliser of splitmix64)."""
    count = max(len(words) - size + 1, 0)
    value: Hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        value = value * np.uint64(0x9E3779B97F4A7C15) + words[offset : offset + count]
    value ^= value >> np.uint64(30)
    value *= np.uint64(0xBF58476D1CE4E5B9)
    value ^= value >> np.uint64(27)
    value *= np.uint64(0x94D049BB133111EB)
    value ^= value >> np.uint64(31)
    return value


def winnow(text: Words) -> Hashes:
    """Return the least hash of every window of 5-grams, those that are mostly names apart; sorted, each once."""
    hashes = grams(text.words, GRAM)
    if not len(hashes):
        return hashes
    names = np.convolve(text.named.astype(np.int8), np.ones(GRAM, dtype=np.int8), mode="valid")
    none = np.uint64(0xFFFFFFFFFFFFFFFF)
    hashes = np.where(names > GRAM // 2, none, hashes)
    windows = np.lib.stride_tricks.sliding_window_view(hashes, min(WINDOW, len(hashes)))
    least: Hashes = np.unique(windows.min(axis=1))
    return least[:-1] if len(least) and least[-1] == none else least


def candidates(prints: Sequence[Hashes], publishers: Sequence[str], least: float) -> list[tuple[int, int]]:
    """Return the pairs of texts that share enough fingerprints, sorted."""
    if not prints:
        return []
    values = np.concatenate(prints)
    owners = np.repeat(np.arange(len(prints)), [len(found) for found in prints])
    order = np.argsort(values, kind="stable")
    values, owners = values[order], owners[order]
    edges = np.flatnonzero(values[1:] != values[:-1]) + 1
    starts, ends = np.concatenate(([0], edges)), np.concatenate((edges, [len(values)]))
    groups: dict[int, list[Places]] = {}
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
    lengths = np.array([len(found) for found in prints])
    smaller = np.minimum(lengths[pairs // len(prints)], lengths[pairs % len(prints)])
    enough = (counts >= CANDIDATE) & (counts >= least * smaller)
    return [divmod(code, len(prints)) for code in pairs[enough].tolist()]


def _without_templates(group: Places, publishers: Sequence[str]) -> Places:
    by = Counter(publishers[index] for index in group.tolist() if publishers[index])
    templates = {publisher for publisher, count in by.items() if count > TEMPLATE}
    if not templates:
        return group
    return np.array([index for index in group.tolist() if publishers[index] not in templates], dtype=np.intp)


def _codes(rows: Places, size: int, base: int) -> Iterator[Places]:
    """Yield the pairs within each row of texts, as first · base + second."""
    yield np.zeros(0, dtype=np.intp)
    reach = size if size <= ALL_PAIRS else PARTNERS
    for first in range(min(reach, size)):
        for second in range(first + 1, size):
            yield rows[:, first] * base + rows[:, second]
    if size > ALL_PAIRS:
        for first in range(PARTNERS, size - 1):
            yield rows[:, first] * base + rows[:, first + 1]
