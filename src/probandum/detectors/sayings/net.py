"""A small net over the words of a sentence: filters over one to four words, the highest answer of each, one sum.

After Kim, “Convolutional Neural Networks for Sentence Classification” (EMNLP 2014). What was learnt is rounded to whole
numbers, and all sums stay below 2²⁴, which floats add up exactly in any order: every machine gives the same answer.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from probandum.model.ident import Value

MOST = 70
"""Words of a sentence that are looked at."""
LARGEST = 127
"""Of the numbers in vectors and filters: 4 words of up to 128 of them make sums below 2²⁴."""
UNKNOWN, NUMBER = "~", "0"
"""Entries of the table for words that it does not hold, and for numbers in digits."""

Floats = NDArray[np.float32]


class Learnt(Value, frozen=True):
    """What a net has learnt, in whole numbers.

    Attributes:
        words: that have a vector; names are masked.
        vectors: one byte a number, shape (words, width).
        filters: for one word, two words and so on: one byte a number, shape (words · width, filters).
        bias: of each filter.
        weights: what the answer of each filter is worth.
        step: what one unit of the whole sum is worth.
    """

    words: tuple[str, ...]
    vectors: bytes
    filters: tuple[bytes, ...]
    bias: tuple[int, ...]
    weights: tuple[int, ...]
    step: float


class Net:
    """Reads sentences with what was learnt.

    Args:
        learnt: its numbers.
    """

    def __init__(self, learnt: Learnt) -> None:
        self._number = {word: at for at, word in enumerate(learnt.words)}
        self._table = _matrix(learnt.vectors, len(learnt.words))
        width = self._table.shape[1]
        filters = [_matrix(data, words * width) for words, data in enumerate(learnt.filters, 1)]
        self._most = len(filters)
        self._count = filters[0].shape[1]
        self._filters = np.hstack([part for one in filters for part in np.split(one, len(one) // width)])
        self._bias = np.array(learnt.bias, np.float64)
        self._weights = np.array(learnt.weights, np.float64)
        self._step = learnt.step

    def score(self, words: Sequence[str]) -> float:
        """Return what the words of a sentence say, as a logarithm of odds without bias.

        Args:
            words: in lower case, names masked.
        """
        rows = [row_of(word, self._number) for word in words[:MOST]]
        beyond = self._most - 1
        parts = np.zeros((len(rows) + 2 * beyond, self._filters.shape[1]), np.float32)
        np.matmul(self._table[rows], self._filters, out=parts[beyond : beyond + len(rows)])
        highest = np.concatenate([*self._highest(parts, len(rows))])
        return float(np.maximum(highest + self._bias, 0.0) @ self._weights) * self._step

    def _highest(self, parts: Floats, count: int) -> Iterator[NDArray[np.float64]]:
        """Yield the highest answers, at least zero, of filters over one word, two words and so on.

        Args:
            parts: what each word adds to each answer, also beyond the ends; shape (places, parts of filters · filters).
            count: words of the sentence.
        """
        column = 0
        for words in range(1, self._most + 1):
            first, places = self._most - words, count + words - 1
            answers = parts[first : first + places, column : column + self._count]
            for at in range(first + 1, first + words):
                column += self._count
                answers = answers + parts[at : at + places, column : column + self._count]
            column += self._count
            yield answers.max(axis=0, initial=0.0).astype(np.float64)


def row_of(word: str, number: dict[str, int]) -> int:
    """Return the row of a word: its own, that of the word without “'s”, of numbers, or of unknown words."""
    if word in number:
        return number[word]
    if word.isdecimal():
        return number[NUMBER]
    return number.get(word.removesuffix("'s"), number[UNKNOWN])


def _matrix(data: bytes, rows: int) -> Floats:
    return np.frombuffer(data, np.int8).reshape(rows, -1).astype(np.float32)
