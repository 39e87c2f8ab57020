"""Scores sentences with a model: sums over their words, pairs of words and parts of words, with numpy alone.

The last step is done in integers below 2²⁴, which floats add up exactly in any order, so every machine gives the same answer.
"""

import zlib
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from probandum.detectors.classifier import FINEST, Floats, Ints, Model

_LONGEST_WORD = 24
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_THREE = np.uint64(3)
_KEPT_WORDS = 20_000
_FEW = 1 << 20
"""Places of a table that tells most pairs that the model does not hold."""
_TILE = 1 << 18
"""Products that OpenBLAS makes without waking other threads: their waiting would cost ten times the work itself."""
_TILE_ROWS = 32


def word_key(word: str) -> int:
    """Return the key of a word."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def pair_keys(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the keys of pairs from those of their words; above those of words but for one in 2³²."""
    return first * _GOLDEN + second * _THREE + np.uint64(1)


def part_rows(word: str, parts: int) -> list[int]:
    """Return the hashed runs of three and four bytes of a word between its edges, each in [0, parts)."""
    edged = f"<{word[:_LONGEST_WORD]}>".encode("utf-8", "surrogatepass")
    last = parts - 1
    return [
        zlib.crc32(edged[at : at + size]) & last for size in (3, 4) for at in range(len(edged) - size + 1)
    ]


class Parts:
    """The same rows as :func:`part_rows` for many words at once: a CRC is the exclusive or of what each byte adds to it.

    Args:
        parts: rows of hashed parts, a power of two.
    """

    def __init__(self, parts: int) -> None:
        last = parts - 1
        self._added: dict[int, list[Ints]] = {}
        for size in (3, 4):
            none = zlib.crc32(bytes(size))
            self._added[size] = [
                np.array(
                    [
                        (zlib.crc32(bytes((*[0] * at, byte, *[0] * (size - 1 - at)))) ^ (none if at else 0))
                        & last
                        for byte in range(256)
                    ],
                    np.int64,
                )
                for at in range(size)
            ]

    def rows(self, words: Sequence[str]) -> tuple[Ints, Ints]:
        """Return the rows of all words, one word behind the other, and where each word's begin."""
        edged = [f"<{word[:_LONGEST_WORD]}>".encode("utf-8", "surrogatepass") for word in words]
        joined = np.frombuffer(b"".join(edged), np.uint8)
        sizes = np.array([len(word) for word in edged], np.int64)
        counts = 2 * sizes - 5  # runs of three, then runs of four
        starts = np.cumsum(counts) - counts
        at = np.arange(int(counts.sum())) - np.repeat(starts, counts)
        threes = np.repeat(sizes - 2, counts)
        four = at >= threes
        at += np.repeat(np.cumsum(sizes) - sizes, counts) - np.where(four, threes, 0)
        found = np.empty(at.size, np.int64)
        for size, mine in ((3, ~four), (4, four)):
            first = at[mine]
            hashed = self._added[size][0][joined[first]]
            for more in range(1, size):
                hashed = hashed ^ self._added[size][more][joined[first + more]]
            found[mine] = hashed
        return found, starts


class Placed(NamedTuple):
    """Sentences as numbers of words.

    Attributes:
        words: of all sentences, one behind the other, shape (words,).
        lengths: how many words each sentence has, at least one, shape (sentences,).
    """

    words: Ints
    lengths: Ints

    @property
    def starts(self) -> Ints:
        """Return where each sentence begins in ``words``."""
        found: Ints = np.cumsum(self.lengths) - self.lengths
        return found

    def chosen(self, kept: NDArray[np.bool_]) -> "Placed":
        """Return some of the sentences."""
        return Placed(self.words[np.repeat(kept, self.lengths)], self.lengths[kept])


class Scorer:
    """Scores sentences with a model; keeps what it made of words, up to a bound, so that words cost once.

    Args:
        model: the model.

    Attributes:
        model: the model.
    """

    def __init__(self, model: Model) -> None:
        dimensions = model.header.dimensions
        self.model = model
        self._columns = np.ascontiguousarray(model.out.T, np.float32)
        self._tiles = _tiles(model.out)
        self._parts = Parts(model.header.parts)
        self._may = np.zeros(_FEW, bool)
        self._may[model.keys & np.uint64(_FEW - 1)] = True
        self._place = _Places()
        self._keys = np.zeros(_KEPT_WORDS, np.uint64)
        self._rows = np.zeros(_KEPT_WORDS, np.int64)
        self._made = np.zeros(_KEPT_WORDS, bool)
        self._vectors = np.zeros((_KEPT_WORDS, dimensions), np.float32)
        self._squares = np.zeros(_KEPT_WORDS, np.float32)
        self._taken = self._vectors[:0]

    def places(self, sentences: Sequence[Sequence[str]]) -> Placed:
        """Return the numbers of the words of sentences, good until the next call.

        Args:
            sentences: words in lower case, none empty; together at most 20,000 different ones.
        """
        flat = [*chain.from_iterable(sentences)]
        met = len(self._place)
        if met + len(flat) > _KEPT_WORDS and met + len(set(flat).difference(self._place)) > _KEPT_WORDS:
            self._place, met = _Places(), 0
        numbers = np.fromiter(map(self._place.__getitem__, flat), np.int64, len(flat))
        if len(self._place) > met:
            self._meet(met)
        return Placed(numbers, np.fromiter(map(len, sentences), np.int64, len(sentences)))

    def _meet(self, first: int) -> None:
        """Look the words up that have numbers from this on."""
        mine = slice(first, len(self._place))
        keys = np.array([word_key(word) for word in self._place.words[mine]], np.uint64)
        rows, known = _found(self.model.keys, keys)
        self._keys[mine], self._rows[mine], self._made[mine] = keys, np.where(known, rows, -1), False

    def known(self, placed: Placed) -> Ints:
        """Return how many words of each sentence stand in the vocabulary."""
        found: Ints = np.add.reduceat((self._rows[placed.words] >= 0).astype(np.int64), placed.starts)
        return found

    def _make(self, flat: Ints) -> None:
        """Make the vectors of words that have none yet: their own row, or the sum of their parts."""
        model, words = self.model, self.model.header.words
        new = np.unique(flat[~self._made[flat]])
        self._made[new] = True
        known = new[self._rows[new] >= 0]
        rows = self._rows[known]
        self._vectors[known] = model.table[rows] * model.scale[rows, None]
        self._squares[known] = model.square[rows]
        strange = new[self._rows[new] < 0]
        if strange.size:
            parts, starts = self._parts.rows([self._place.words[place] for place in strange.tolist()])
            parts += words
            self._vectors[strange] = np.add.reduceat(_worth(model, parts), starts)
            self._squares[strange] = np.add.reduceat(model.square[parts], starts)

    def scores(self, placed: Placed) -> Floats:
        """Return the scores, shape (sentences, techniques); about +1 for a technique of the sentence, else about −1.

        Args:
            placed: as :meth:`places` gives them, at least one.
        """
        model, flat, starts = self.model, placed.words, placed.starts
        self._make(flat)
        if flat.size > len(self._taken):
            self._taken = np.empty((flat.size, model.header.dimensions), np.float32)
        taken = self._vectors.take(flat, axis=0, out=self._taken[: flat.size], mode="clip")
        vectors = np.add.reduceat(taken, starts)
        squares = np.add.reduceat(self._squares[flat], starts)
        sentence = np.repeat(np.arange(starts.size), placed.lengths)
        inside = np.flatnonzero(sentence[1:] == sentence[:-1])
        keys = self._keys[flat]
        pairs = pair_keys(keys[inside], keys[inside + 1])
        likely = np.flatnonzero(self._may[pairs & np.uint64(_FEW - 1)])
        rows, found = _found(model.keys, pairs[likely])
        rows, owners = rows[found], sentence[inside[likely[found]]]
        if rows.size:
            first = np.concatenate(([0], np.flatnonzero(owners[1:] != owners[:-1]) + 1))
            vectors[owners[first]] += np.add.reduceat(_worth(model, rows), first)
            squares[owners[first]] += np.add.reduceat(model.square[rows], first)
        norm = np.sqrt(np.maximum(squares, np.float32(1e-6)))[:, None] * np.float32(model.header.fine)
        vectors /= norm
        whole: Floats = np.rint(vectors, out=vectors).clip(-FINEST, FINEST, out=vectors)
        found_scores = self._product(whole)
        found_scores *= np.float32(model.header.step)
        found_scores += model.bias
        return found_scores

    def _product(self, whole: Floats) -> Floats:
        """Return the product with the table of techniques, made of tiles: exact, so the same as made at once."""
        tiles, _, columns = self._tiles.shape
        product = np.empty((len(whole), tiles * columns), np.float32)
        placed = product.reshape(-1, tiles, columns).transpose(
            1, 0, 2
        )  # (tiles, rows, columns), the same memory
        for row in range(0, len(whole), _TILE_ROWS):
            rows = slice(row, row + _TILE_ROWS)
            np.matmul(whole[rows], self._tiles, out=placed[:, rows])
        return product[:, : len(self._columns)]

    def speaks(self, places: Ints, columns: Ints) -> Floats:
        """Return how much each word of scored sentences says for a technique, on a scale of the sentence's own.

        Args:
            places: numbers of words, as in the sentences that were scored last, shape (words,).
            columns: of the technique in question for each of the words, shape (words,).
        """
        found: Floats = (self._vectors.take(places, axis=0) * self._columns.take(columns, axis=0)).sum(axis=1)
        return found


class _Places(dict[str, int]):
    """Numbers of words, in the order in which they are met; ``words`` are the words by number."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self.words)
        self.words.append(word)
        return number


def _worth(model: Model, rows: Ints) -> Floats:
    """Return rows of the table in scores, shape (rows, dimensions)."""
    worth: Floats = model.table.take(rows, axis=0) * model.scale.take(rows)[:, None]
    return worth


def _tiles(out: NDArray[np.int8]) -> Floats:
    """Return a table of techniques cut into tiles, shape (tiles, dimensions, columns), filled up with zeros."""
    dimensions, techniques = out.shape
    columns = max(_TILE // (_TILE_ROWS * dimensions), 1)
    columns = columns // 16 * 16 or columns  # whole registers
    padded = np.zeros((dimensions, -(-techniques // columns) * columns), np.float32)
    padded[:, :techniques] = out
    return np.ascontiguousarray(padded.reshape(dimensions, -1, columns).transpose(1, 0, 2))


def _found(keys: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> tuple[Ints, NDArray[np.bool_]]:
    """Return the places of wanted keys among rising ones, and whether they are there."""
    if not keys.size:
        return np.zeros(wanted.size, np.int64), np.zeros(wanted.size, bool)
    places = np.minimum(np.searchsorted(keys, wanted), keys.size - 1)
    return places, keys[places] == wanted
