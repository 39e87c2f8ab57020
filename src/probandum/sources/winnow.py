"""Fingerprints of texts, and which texts share enough of them to be compared: three pure functions, spread by range.

``prints`` gives every run of four words a hash, and every spaced seed: the words 0, 1, 4 and 6 of seven, whose matches
hardly depend on each other (Ma, Tromp, Li: PatternHunter, Bioinformatics 18, 2002), so that a passage of which four words
in ten were changed still has some. ``join`` turns the fingerprints of a range of hashes into hits: two texts, and how far
apart they have the same. ``paired`` turns the hits of a range of texts into pairs: those with enough hits near one diagonal.
However the ranges are cut, the pairs are the same.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from probandum.sources.reading import Batch, read_all
from probandum.sources.words import NAME, Hashes, grams

GRAM = 4
"""Words of a fingerprint."""
SPACED = (0, 1, 4, 6)
"""Words of a seed: no two are as far apart as two others (a Golomb ruler)."""
NAMES = 3
"""Names among four words that make no fingerprint: two reports of one event share them."""
HITS = 3
"""Hits near one diagonal that make a candidate: six words on end, or fewer in several places."""
RARE = 4
"""Texts that may share a fingerprint for two hits to be enough; not two of five words on end: stock phrases are longer."""
DRIFT = 8
"""Words by which the diagonal may shift between hits: what was put in or left out."""
ALL_PAIRS = 32
"""Texts sharing a fingerprint that are all paired with each other."""
PARTNERS = 2
"""Where more share it, each is paired with so many first ones and with its neighbour: the join stays linear, and a
passage that many carry ties all of them together."""
TEMPLATE = 5
"""Texts that may share four words before these are frequent."""
LONG = 25_000
"""Words of a text from which its fingerprints are sampled; an excerpt of 80 words is found in one of 200,000."""
MOST = 4_000_000
"""Frequent runs of words that are told, the most frequent first: 32 MB."""

Counts = NDArray[np.uint32]
Shifts = NDArray[np.int32]


class Prints(NamedTuple):
    """Fingerprints: which, of which text (its number), at which word; in order of texts and words."""

    values: Hashes
    texts: Counts
    places: Counts


class Hits(NamedTuple):
    """Fingerprints that two texts share.

    Attributes:
        firsts: the lower number of a text.
        seconds: the higher.
        shifts: how many words further on the first has it.
        marks: word of the first · 4 + 2 for a spaced seed + 1 for a rare one.
    """

    firsts: Counts
    seconds: Counts
    shifts: Shifts
    marks: Counts


class Frequent(NamedTuple):
    """Runs of words and how many texts have them."""

    values: Hashes
    texts: Counts


class Candidates(NamedTuple):
    """Pairs of texts to be compared, sorted, and the sorted hashes of four words that many texts share."""

    pairs: list[tuple[int, int]]
    frequent: Hashes


def folded(text: str) -> bytes:
    """Return what is the same for texts that differ in white space and case only: 16 bytes; empty for an empty text."""
    words = " ".join(text.casefold().split())
    if not words:
        return b""
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def prints(batch: Batch, numbers: Sequence[int] | None = None) -> tuple[Prints, Prints]:
    """Return the fingerprints of texts: runs of four words, and spaced seeds.

    Args:
        batch: the words of the texts.
        numbers: of the texts, ascending; from 0 on where none are given.
    """
    lengths = np.diff(batch.bounds)
    known = np.arange(len(lengths)) if numbers is None else np.array(numbers)
    texts = np.repeat(known.astype(np.uint32), lengths)
    places = (np.arange(len(texts)) - np.repeat(batch.bounds[:-1], lengths)).astype(np.uint32)
    left = np.repeat(batch.bounds[1:], lengths) - np.arange(len(texts))
    named = batch.sorts == NAME
    made = []
    for offsets in (tuple(range(GRAM)), SPACED):
        count = max(len(texts) - offsets[-1], 0)
        names = np.zeros(count, dtype=np.uint8)
        for offset in offsets:
            names += named[offset : offset + count]
        kept = np.flatnonzero((left[:count] > offsets[-1]) & (names < NAMES))
        values = grams(batch.words, GRAM) if offsets != SPACED else _spaced(batch.words)
        kept = kept[
            _sampled(values[kept], texts[kept], dict(zip(known.tolist(), lengths.tolist(), strict=True)))
        ]
        made.append(Prints(values[kept], texts[kept], places[kept]))
    return made[0], made[1]


def _sampled(values: Hashes, texts: Counts, lengths: dict[int, int]) -> NDArray[np.bool_]:
    """Return which fingerprints are kept: of a text of more than ``LONG`` words about so many.

    Those stay that end in so many zero bits: two long texts keep the same ones, and near-copies of books cost no more than
    near-copies of reports.
    """
    long = {number: (length // LONG).bit_length() for number, length in lengths.items() if length > LONG}
    kept = np.ones(len(values), dtype=np.bool_)
    for number, bits in long.items():
        here = slice(*np.searchsorted(texts, (number, number + 1)).tolist())
        kept[here] = values[here] & np.uint64((1 << bits) - 1) == 0
    return kept


def _spaced(words: Hashes) -> Hashes:
    count = max(len(words) - SPACED[-1], 0)
    value: Hashes = np.zeros(count, dtype=np.uint64)
    for offset in SPACED:
        value = value * np.uint64(0xD6E8FEB86659FD93) + words[offset : offset + count]
    return grams(value, 1)


def join(found: Prints, *, spaced: bool) -> tuple[Hits, Frequent]:
    """Return the hits of fingerprints, and which of these are frequent. A text counts once for a fingerprint.

    Args:
        found: all fingerprints of one sort and of a range, in order of texts and words.
        spaced: whether they are spaced seeds.
    """
    again = _again(found.values)
    order = again[np.argsort(found.values[again], kind="stable")]
    values, texts = found.values[order], found.texts[order]
    fresh = np.ones(len(values), dtype=np.bool_)
    fresh[1:] = (values[1:] != values[:-1]) | (texts[1:] != texts[:-1])
    kept = np.flatnonzero(fresh)
    values, texts, places = values[kept], texts[kept], found.places[order[kept]].astype(np.int32)
    starts = (
        np.flatnonzero(np.append(True, values[1:] != values[:-1])) if len(values) else np.zeros(0, np.intp)
    )
    sizes = np.diff(np.append(starts, len(values)))
    many = np.flatnonzero(sizes > TEMPLATE)
    frequent = Frequent(values[starts[many]], sizes[many].astype(np.uint32))
    ones, others = _linked(starts, sizes)
    rare = np.repeat(sizes <= RARE, sizes)[ones]
    marks = (places[ones] << 2 | 2 * spaced | rare).astype(np.uint32)
    return Hits(texts[ones], texts[others], places[ones] - places[others], marks), frequent


def _linked(starts: NDArray[np.intp], sizes: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return which of those that stand in groups are paired, the earlier ones and the later ones."""
    ones, others = [np.zeros(0, dtype=np.intp)], [np.zeros(0, dtype=np.intp)]
    small = (sizes > 1) & (sizes <= ALL_PAIRS)
    left = np.repeat(starts[small] + sizes[small], sizes[small])
    here = _ranges(starts[small], sizes[small])
    for offset in range(1, ALL_PAIRS):
        inside = here + offset < left
        here, left = here[inside], left[inside]
        ones.append(here)
        others.append(here + offset)
    large = sizes > ALL_PAIRS
    firsts, members = np.repeat(starts[large], sizes[large]), _ranges(starts[large], sizes[large])
    for partner in range(PARTNERS):
        later = members > firsts + partner
        ones.append(firsts[later] + partner)
        others.append(members[later])
    later = members > firsts + PARTNERS
    ones.append(members[later] - 1)
    others.append(members[later])
    return np.concatenate(ones), np.concatenate(others)


def _ranges(starts: NDArray[np.intp], sizes: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the numbers of ranges, one after the other."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    numbers: NDArray[np.intp] = np.arange(total) + np.repeat(starts - (ends - sizes), sizes)
    return numbers


def paired(hits: Hits) -> NDArray[np.uint64]:
    """Return the pairs with enough hits near one diagonal, sorted: first · 2³² + second.

    Args:
        hits: all hits of a range of texts, in any order.
    """
    codes = hits.firsts.astype(np.uint64) << np.uint64(32) | hits.seconds.astype(np.uint64)
    kept = _again(codes)
    codes, shifts, marks = codes[kept], hits.shifts[kept], hits.marks[kept]
    order = np.lexsort((marks, shifts, codes))
    codes, far, marked = codes[order], shifts[order].astype(np.int64), marks[order].astype(np.int64)
    enough = np.zeros(len(codes), dtype=np.bool_)
    enough[1:] = _near(codes, far, 1) & _telling(marked[:-1], marked[1:])
    enough[HITS - 1 :] |= _near(codes, far, HITS - 1)
    pairs: NDArray[np.uint64] = np.unique(codes[enough])
    return pairs


def _near(codes: NDArray[np.uint64], shifts: NDArray[np.int64], ahead: int) -> NDArray[np.bool_]:
    """Return which hits are of one pair and near one diagonal with the one so many before."""
    near: NDArray[np.bool_] = (codes[ahead:] == codes[:-ahead]) & (shifts[ahead:] - shifts[:-ahead] <= DRIFT)
    return near


def _telling(ones: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which two hits are rare and more than five words on end."""
    rare, spaced = ones & others & 1, (ones | others) & 2
    return (rare > 0) & ((spaced > 0) | (np.abs((ones >> 2) - (others >> 2)) > 1))


def _again(codes: NDArray[np.uint64]) -> NDArray[np.intp]:
    """Return where codes stand that occur again, and a few that do not: what is single is dropped unsorted."""
    bits = max(len(codes).bit_length() + 1, 8)
    slots = ((codes * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - bits)).astype(np.intp)
    counts = np.bincount(slots, minlength=1 << bits)
    return np.flatnonzero(counts[slots] > 1)


def most(tables: Iterator[Frequent] | Sequence[Frequent]) -> Hashes:
    """Return the most frequent runs of words, at most ``MOST``, sorted by hash."""
    values, texts = np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint32)
    for table in tables:
        values, texts = np.concatenate((values, table.values)), np.concatenate((texts, table.texts))
        if len(values) > MOST:
            best = np.lexsort((values, -texts.astype(np.int64)))[:MOST]
            values, texts = values[best], texts[best]
    return np.sort(values)


def candidates(batch: Batch) -> Candidates:
    """Return which of some distinct texts are to be compared; in this process, all at once."""
    runs, spaced = prints(batch)
    first, frequent = join(runs, spaced=False)
    second, _ = join(spaced, spaced=True)
    pairs = paired(Hits(*(np.concatenate(both) for both in zip(first, second, strict=True)))).tolist()
    return Candidates([divmod(code, 1 << 32) for code in pairs], most((frequent,)))


def fingerprints(text: str) -> tuple[int, ...]:
    """Return the fingerprints of a text: 64-bit hashes of runs of four words, sorted, each once."""
    return tuple(np.unique(prints(read_all((text,)))[0].values).tolist())
