"""The words of many texts at once: the same words as :func:`probandum.sources.words.read`, ten times faster.

The texts of a batch are one array of code points. Word boundaries, a hash of each word as written, and what ends a
sentence are found in it all at once; each distinct word is folded once. The few texts with marks, unseen characters or
words parted at line ends go through the regular expressions.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from probandum.sources.words import (
    MARKS,
    NAME,
    OPENING,
    SINGLE,
    UNSEEN,
    Hashes,
    Places,
    Words,
    joins,
    plain,
    read,
    shape,
    spans,
)

_WORD, _SINGLE, _STOP, _BAR, _HARD = 1, 2, 4, 8, 16
_BACK = 7
"""Characters before a word among which a stop makes it the first of a sentence."""
_LONG = 256
"""Characters above which a word is looked up by itself."""
_SLOTS = 20
_NAMED, _CAPITAL = 4, 8
"""What inner capitals or digits, and what a capital at the beginning, add to a shape."""
_RANGE = re.compile(r"(.)(?:-(.))?")
_NARROW = 256
_BMP = 1 << 16
_ALL = 0x110000

Kinds = NDArray[np.uint8]


class Batch(NamedTuple):
    """The words of texts, one after the other.

    Attributes:
        words: hash of each word.
        sorts: sort of each word, see :class:`probandum.sources.words.Words`.
        starts: first character of each word in its text.
        ends: one past the last character.
        bounds: words of text k are those from bounds[k] to bounds[k + 1]; one more than texts.
    """

    words: Hashes
    sorts: NDArray[np.uint8]
    starts: Places
    ends: Places
    bounds: Places

    def of(self, text: int) -> Words:
        """Return the words of one text."""
        part = slice(self.bounds[text], self.bounds[text + 1])
        return Words(self.words[part], self.sorts[part])

    def spans(self, text: int) -> NDArray[np.int64]:
        """Return the characters of each word of one text; shape (words, 2)."""
        part = slice(self.bounds[text], self.bounds[text + 1])
        return np.stack((self.starts[part], self.ends[part]), axis=1).astype(np.int64, copy=False)


def read_all(texts: Sequence[str]) -> Batch:
    """Return the words of texts as they were given; URLs have none."""
    prose = [plain(text) for text in texts]
    joined = "\0".join([*prose, ""])
    lengths = np.fromiter(map(len, prose), dtype=np.intp, count=len(prose)) + 1
    firsts = np.concatenate((np.zeros(1, dtype=np.intp), np.cumsum(lengths)))
    codes, width, kinds = _coded(joined)
    odd = np.searchsorted(firsts, np.flatnonzero(kinds & _HARD), side="right") - 1
    hard = {*odd.tolist(), *(place for place, text in enumerate(prose) if _parted(text))}
    if hard:
        kinds = kinds.copy()
        for place in hard:
            kinds[firsts[place] : firsts[place + 1]] = 0
    starts, ends = _boundaries(kinds)
    bounds = np.searchsorted(starts, firsts).astype(np.intp)
    shapes = _shapes(joined, _raw(codes, width, starts, ends), starts, ends)
    low = (shapes & np.uint64(15)).astype(np.uint8)
    sorts = _sorts(low, _opening(kinds, starts, ends), bounds)
    shift = np.repeat(firsts[:-1], np.diff(bounds))
    batch = Batch(shapes >> np.uint64(4), sorts, starts - shift, ends - shift, bounds)
    return _with(batch, {place: prose[place] for place in sorted(hard)}) if hard else batch


def _parted(text: str) -> bool:
    """Return whether a text has words parted at line ends that are joined."""
    may = "-\n" in text or "-\r" in text or "\u2010" in text
    may = may or ("-" in text and any(end in text for end in (" \n", "\t\n", " \r", "\t\r")))
    return may and joins(text)


def _with(batch: Batch, hard: Mapping[int, str]) -> Batch:
    """Return a batch with the words of further texts, which have none in it."""
    rows: list[tuple[NDArray[np.generic], ...]] = []
    counts = np.diff(batch.bounds)
    cuts = [0, *(int(batch.bounds[place]) for place in hard), len(batch.words)]
    parts = [tuple(array[first:last] for array in batch[:4]) for first, last in pairwise(cuts)]
    for part, place in zip(parts, hard, strict=False):
        found, where = read(hard[place]), spans(hard[place])
        counts[place] = len(found.words)
        rows += [part, (found.words, found.sorts, where[:, 0], where[:, 1])]
    rows.append(parts[-1])
    words, sorts, starts, ends = (np.concatenate(column) for column in zip(*rows, strict=True))
    bounds = np.concatenate((np.zeros(1, dtype=np.intp), np.cumsum(counts)))
    return Batch(words, sorts, starts, ends, bounds)


def _coded(joined: str) -> tuple[bytes, int, Kinds]:
    """Return the code points of a text, of how many bytes each is, and what each is where words are read."""
    try:
        codes = joined.encode("latin-1")
        return codes, 1, np.frombuffer(codes.translate(_kinds(_NARROW).tobytes()), dtype=np.uint8)
    except UnicodeEncodeError:
        codes = joined.encode("utf-16-le", "surrogatepass")
    if len(codes) == 2 * len(joined):
        return codes, 2, _kinds(_BMP)[np.frombuffer(codes, dtype=np.uint16)]
    codes = joined.encode("utf-32-le", "surrogatepass")
    return codes, 4, _kinds(_ALL)[np.frombuffer(codes, dtype=np.uint32)]


@cache
def _kinds(count: int) -> Kinds:
    """Return what each of the first code points is where words are read."""
    kinds = np.fromiter((chr(code).isalnum() for code in range(count)), dtype=np.uint8, count=count)
    for ranges, kind in ((SINGLE, _WORD | _SINGLE), (UNSEEN, _HARD), (MARKS, _HARD)):
        for first, last in _RANGE.findall(ranges):
            kinds[ord(first) : ord(last or first) + 1] = kind
    for stop in ".!?:\n":
        kinds[ord(stop)] = _STOP
    kinds[ord("_")] = _BAR
    return kinds


def _boundaries(kinds: Kinds) -> tuple[Places, Places]:
    """Return where words begin and end; a character of a script that parts no words is one."""
    inside = np.zeros(len(kinds) + 2, dtype=np.uint8)
    np.bitwise_and(kinds, _WORD, out=inside[1:-1])
    edge = inside[1:] != inside[:-1]
    single = np.flatnonzero(kinds & _SINGLE)
    if not len(single):
        edges = np.flatnonzero(edge)
        return edges[::2], edges[1::2]
    edge[single] = edge[single + 1] = True
    return np.flatnonzero(edge & (inside[1:] > 0)), np.flatnonzero(edge & (inside[:-1] > 0))


def _raw(codes: bytes, width: int, starts: Places, ends: Places) -> Hashes:
    """Return a hash of each word as it is written; of a long word, of its beginning."""
    block = 8 // width  # characters in 64 bits
    view: Hashes = np.ndarray(len(codes) // width, np.uint64, codes + bytes(8), 0, (width,))
    lengths = np.minimum(ends - starts, _LONG)
    value: Hashes = lengths.astype(np.uint64)
    here = np.arange(len(starts))
    done = 0
    while len(here):
        left = np.minimum(lengths[here] - done, block)
        part = view[starts[here] + done] & _MASKS[left * width]
        mixed: Hashes = (value[here] ^ part) * np.uint64(0x9E3779B97F4A7C15)
        value[here] = mixed ^ (mixed >> np.uint64(29))
        done += block
        here = here[lengths[here] > done]
    return value


_MASKS = np.array([(1 << 8 * count) - 1 for count in range(9)], dtype=np.uint64)


def _shapes(joined: str, raw: Hashes, starts: Places, ends: Places) -> Hashes:
    """Return the shape of each word; words written alike are looked up once."""
    count = len(raw)
    every = np.arange(count)
    slots = (raw * np.uint64(0xD6E8FEB86659FD93)) >> np.uint64(64 - _SLOTS)
    table = np.zeros(1 << _SLOTS, dtype=np.intp)
    table[slots] = every
    leader = table[slots]
    apart = np.flatnonzero(raw[leader] != raw)  # another word holds their slot
    if len(apart):
        _, first, which = np.unique(raw[apart], return_index=True, return_inverse=True)
        leader[apart] = apart[first][which]
    long = np.flatnonzero(ends - starts > _LONG)
    leader[long] = long
    asked = np.flatnonzero(leader == every)
    words = (
        joined[start:end] for start, end in zip(starts[asked].tolist(), ends[asked].tolist(), strict=True)
    )
    found = np.zeros(count, dtype=np.uint64)
    found[asked] = np.fromiter(map(shape, words), dtype=np.uint64, count=len(asked))
    shapes: Hashes = found[leader]
    return shapes


def _opening(kinds: Kinds, starts: Places, ends: Places) -> NDArray[np.bool_]:
    """Return which words stand behind a stop: at most six characters between, none of them of a word."""
    stops = np.flatnonzero(kinds & _STOP)
    bars = np.flatnonzero(kinds & _BAR)
    last = _last(stops, starts)
    behind = np.concatenate((np.zeros(1, dtype=np.intp), ends[:-1]))[: len(starts)]
    found: NDArray[np.bool_] = (last >= starts - _BACK) & (last >= behind)
    return found & (last > _last(bars, starts)) if len(bars) else found


def _last(places: Places, before: Places) -> Places:
    """Return the last of some places before each of others; far away where there is none."""
    return np.concatenate((np.full(1, -1 - _BACK), places))[np.searchsorted(places, before)]


def _sorts(low: Kinds, opening: NDArray[np.bool_], bounds: Places) -> Kinds:
    """Return the sort of each word; where most words of a text look like names, capitals tell nothing."""
    opening[bounds[:-1][np.diff(bounds) > 0]] = True
    capital = low & _CAPITAL > 0
    sorts = low & np.uint8(3)
    named = (low & _NAMED > 0) | (capital & ~opening)
    names = np.concatenate((np.zeros(1, dtype=np.intp), np.cumsum(named)))[bounds]
    telling = np.repeat(np.diff(names) * 2 <= np.diff(bounds), np.diff(bounds))
    sorts[named & telling] = NAME
    sorts[capital & opening & telling] = OPENING
    return sorts
