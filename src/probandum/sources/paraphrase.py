"""The same sentences in other words: sentence by sentence, by the letters of their longer words.

Character 4-grams of words, hashed with signs (Weinberger and others, Feature Hashing, ICML 2009), stand for a sentence.
Names and short words say nothing. One sentence that is like another is chance; two and more in the same order are not.
"""

import hashlib
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from probandum.sources.words import Words, fold

SIZE = 512
ALIKE = 0.35
"""Cosine of two sentences from which their likeness counts; half of all pairs of texts have sentences that reach it."""
LEAST = 3.5
"""Likeness of a passage: that above ALIKE times the longer words, summed over its sentences less what is left out.

Of 9,697 pairs of reports of different publishers none reached 2.8 with two sentences or more; excerpts of 80 words with
half of them replaced mostly have 4 to 9.
"""
_GRAM = 4
_UNIT = 4_000.0
"""Length of a vector: products of whole numbers add up without rounding (below 2^24), so in any order and on any machine."""
_TILE = 16
"""Sentences multiplied at a time: so few that the linear algebra below starts no threads, which cost more than they bring."""
_WORDS = 8
_LONGEST = 60
"""Words of a sentence: what goes on for longer is a list or a table, and the letters of two such are always alike."""
_LONGER = 5
_MOST = 15
_REACH = 3
_LEFT_OUT = 0.5
_NOTABLE = 0.5
_SENTENCES = 6_000
_LOOKED_AT = 300_000
_STOPS = [ord(stop) for stop in ".!?。！？\n"]
_CELLS = 20_000

Vectors = NDArray[np.float32]


class Sentences(NamedTuple):
    """Sentences that are long enough to be told again.

    Attributes:
        bounds: half-open ranges of words; shape (sentences, 2).
        longer: different longer words in each, no more than count.
        vectors: of length _UNIT, whole numbers; shape (sentences, SIZE).
    """

    bounds: NDArray[np.intp]
    longer: NDArray[np.intp]
    vectors: Vectors


class Retold(NamedTuple):
    """Sentences of two texts, in half-open ranges of words, and how alike each pair is."""

    first: tuple[int, int]
    second: tuple[int, int]
    alike: tuple[float, ...]


def sentences(text: str, spans: NDArray[np.int64], words: Words) -> Sentences:
    """Return the sentences of a plain text.

    Args:
        text: the text.
        spans: characters of its words; shape (words, 2).
        words: the words.
    """
    spans, sorts, hashes = spans[:_LOOKED_AT], words.sorts[:_LOOKED_AT], words.words[:_LOOKED_AT]
    end = int(spans[-1, 1]) if len(spans) else 0
    letters = np.frombuffer(text[:end].encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    which = np.searchsorted(np.flatnonzero(np.isin(letters, _STOPS)), spans[:, 0])
    edges = np.flatnonzero(np.diff(which)) + 1
    starts, ends = np.append(0, edges), np.append(edges, len(spans))
    telling = np.flatnonzero((sorts == 2) | (sorts == 3))
    rows = np.searchsorted(starts, telling, "right") - 1
    order = np.lexsort((telling, hashes[telling], rows))
    telling, rows = telling[order], rows[order]
    told = hashes[telling]
    once = np.ones(len(telling), dtype=np.bool_)
    once[1:] = (rows[1:] != rows[:-1]) | (told[1:] != told[:-1])
    telling, rows = telling[once], rows[once]
    longer = np.bincount(rows, minlength=len(starts))
    lengths = ends - starts
    kept = np.flatnonzero((longer >= _LONGER) & (lengths >= _WORDS) & (lengths <= _LONGEST))[:_SENTENCES]
    place = np.full(len(starts), -1)
    place[kept] = np.arange(len(kept))
    used = place[rows] >= 0
    forms = [text[start:end] for start, end in spans[telling[used]].tolist()]
    bounds = np.stack((starts[kept], ends[kept]), axis=1)
    return Sentences(bounds, np.minimum(longer[kept], _MOST), _vectors(forms, place[rows[used]], len(kept)))


@lru_cache(maxsize=1 << 16)
def _letters(word: str) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return where the letters of a word stand in a vector, and their values; the squares of these add to one."""
    text = f" {fold(word)} "
    found: dict[int, float] = {}
    for start in range(max(len(text) - _GRAM + 1, 1)):
        data = text[start : start + _GRAM].encode("utf-8", "surrogatepass")
        value = int.from_bytes(hashlib.blake2b(data, digest_size=4).digest(), "little")
        found[value % SIZE] = found.get(value % SIZE, 0.0) + (1.0 if value >> 31 else -1.0)
    values = np.array(list(found.values()))
    return np.array(list(found), dtype=np.intp), values / max(float(np.sqrt((values**2).sum())), 1.0)


def _vectors(words: list[str], rows: NDArray[np.intp], count: int) -> Vectors:
    """Return a unit vector for each of so many sentences, given longer words and the sentence of each."""
    if not words:
        return np.zeros((count, SIZE), dtype=np.float32)
    read = [_letters(word) for word in words]
    places = np.concatenate([places for places, _ in read])
    places += np.repeat(rows, [len(places) for places, _ in read]) * SIZE
    sums = np.bincount(places, np.concatenate([values for _, values in read]), count * SIZE)
    sums = sums.reshape(count, SIZE)
    norms = np.sqrt((sums**2).sum(axis=1, keepdims=True))
    unit = np.divide(sums, norms, where=norms > 0, out=np.zeros_like(sums))
    made: Vectors = np.rint(unit * _UNIT).astype(np.float32)
    return made


def retold(one: Sentences, two: Sentences, left: NDArray[np.bool_], right: NDArray[np.bool_]) -> list[Retold]:
    """Return the passages of two texts that say the same in other words, best first, each sentence in one of them.

    Args:
        one: sentences of the first text.
        two: sentences of the second text.
        left: which of the first are looked at.
        right: which of the second are looked at.
    """
    here, there = np.flatnonzero(left), np.flatnonzero(right)
    if len(here) < 2 or len(there) < 2:
        return []
    cells = _alike(one, two, here, there)
    found: list[Retold] = []
    while len(cells) > 1:
        score, path = _best(cells)
        if score < LEAST:
            break
        rows, columns = {row for row, _ in path}, {column for _, column in path}
        if len(path) > 1:
            alike = tuple(cells[cell][1] for cell in path)
            found.append(
                Retold(
                    _range(one, here[path[0][0]], here[path[-1][0]]),
                    _range(two, there[path[0][1]], there[path[-1][1]]),
                    alike,
                )
            )
        cells = {
            cell: value for cell, value in cells.items() if cell[0] not in rows and cell[1] not in columns
        }
    return found


def _range(text: Sentences, first: np.intp, last: np.intp) -> tuple[int, int]:
    return int(text.bounds[first, 0]), int(text.bounds[last, 1])


def _alike(
    one: Sentences, two: Sentences, here: NDArray[np.intp], there: NDArray[np.intp]
) -> dict[tuple[int, int], tuple[float, float]]:
    """Return the notable pairs of sentences in order → likeness that counts, cosine."""
    other = two.vectors[there].T
    parts: list[tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float32], NDArray[np.float32]]] = []
    reach = 0.0
    for low in range(0, len(here), 512):
        part = here[low : low + 512]
        cosines = _products(one.vectors[part], other) / np.float32(_UNIT * _UNIT)
        counts = (cosines - np.float32(ALIKE)) * np.minimum(
            one.longer[part][:, None], two.longer[there][None, :]
        )
        reach += float(np.maximum(counts.max(axis=1), 0.0).sum())
        rows, columns = np.nonzero(counts > _NOTABLE)
        parts.append((rows + low, columns, counts[rows, columns].astype(np.float32), cosines[rows, columns]))
    if reach < LEAST:
        return {}
    rows, columns, counts, cosines = (np.concatenate(column) for column in zip(*parts, strict=True))
    kept = np.sort(np.argsort(-counts, kind="stable")[:_CELLS])
    flat = zip(
        rows[kept].tolist(),
        columns[kept].tolist(),
        counts[kept].tolist(),
        cosines[kept].tolist(),
        strict=True,
    )
    return {(row, column): (round(count, 3), round(cosine, 3)) for row, column, count, cosine in flat}


def _products(one: Vectors, two: Vectors) -> Vectors:
    """Return the product of two matrices, tile by tile."""
    made = np.empty((one.shape[0], two.shape[1]), dtype=np.float32)
    for row in range(0, one.shape[0], _TILE):
        for column in range(0, two.shape[1], _TILE):
            rows, columns = slice(row, row + _TILE), slice(column, column + _TILE)
            made[rows, columns] = one[rows] @ two[:, columns]
    return made


def _best(cells: dict[tuple[int, int], tuple[float, float]]) -> tuple[float, list[tuple[int, int]]]:
    """Return the best run of sentences in the same order in both texts, few left out between them, and its score."""
    scores: dict[tuple[int, int], float] = {}
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for (row, column), (count, _) in cells.items():
        best, link = 0.0, None
        for up in range(1, _REACH + 1):
            for back in range(1, _REACH + 1):
                value = scores.get((row - up, column - back), 0.0) - _LEFT_OUT * (up + back - 2)
                if value > best:
                    best, link = value, (row - up, column - back)
        scores[row, column] = best + count
        before[row, column] = link
    end: tuple[int, int] | None = max(scores, key=lambda cell: (scores[cell], -cell[0], -cell[1]))
    score = scores[end] if end else 0.0
    path = []
    while end is not None:
        path.append(end)
        end = before[end]
    return score, path[::-1]
