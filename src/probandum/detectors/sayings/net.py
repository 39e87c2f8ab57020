"""A small net over the words of a sentence: filters over one to four words, the highest answer of each, one sum.

After Kim, “Convolutional Neural Networks for Sentence Classification” (EMNLP 2014). What was learnt is rounded to whole
numbers, and all sums stay below 2²⁴, which floats add up exactly in any order: every machine gives the same answer.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from probandum.model.ident import Value

MOST = 70
"""Words of a sentence that are looked at."""
LARGEST = 127
"""Of the numbers in vectors and filters: 4 words of up to 128 of them make sums below 2²⁴."""
KEPT = 8_192
"""Words at most of which is kept what they add to all answers, 4 KB each: those of nearly all text."""
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
        width, most = self._table.shape[1], len(learnt.filters)
        parts = [
            np.split(_matrix(data, words * width), words) for words, data in enumerate(learnt.filters, 1)
        ]
        self._count = parts[0][0].shape[1]
        self._filters = np.hstack(
            [of_one[-1 - ahead] for ahead in range(most) for of_one in parts if len(of_one) > ahead]
        )
        self._beyond = np.zeros((most - 1) * self._filters.shape[1], np.float32)
        self._most, self._kept = most, dict[int, Floats]()
        self._bias = np.array(learnt.bias, np.float64)
        self._weights = np.array(learnt.weights, np.float64)
        self._step = learnt.step

    def score(self, words: Sequence[str]) -> float:
        """Return what the words of a sentence say, as a logarithm of odds without bias.

        Args:
            words: in lower case, names masked.
        """
        rows = [row_of(word, self._number) for word in words[:MOST]]
        kept = self._kept if self._kept.keys() >= {*rows} else self._keep({*rows})
        adds = map(kept.__getitem__, rows)
        parts = np.concatenate([self._beyond, *adds, self._beyond]).reshape(-1, self._filters.shape[1])
        highest = self._highest(parts).astype(np.float64)
        return float(np.maximum(highest + self._bias, 0.0) @ self._weights) * self._step

    def _keep(self, rows: set[int]) -> dict[int, Floats]:
        """Return what the word of each of some rows, and of rows before, adds to each answer."""
        kept = self._kept if len(self._kept) + len(rows) <= KEPT else {}
        new = [*rows - kept.keys()]
        kept.update(zip(new, self._table[new] @ self._filters, strict=True))
        self._kept = kept
        return kept

    def _highest(self, parts: Floats) -> Floats:
        """Return the highest answer, at least zero, of each filter.

        Args:
            parts: what each word adds to each answer, zeros beyond the ends; shape (places, parts of filters). First come
                the last parts of all filters, then those one word ahead of them of the filters that are so long, and so on.
        """
        places, column = len(parts) - self._most + 1, self._most * self._count
        answers = parts[self._most - 1 :, :column].copy()
        for ahead in range(1, self._most):
            more = parts[self._most - 1 - ahead :][
                :places, column : column + (self._most - ahead) * self._count
            ]
            answers[:, ahead * self._count :] += more
            column += (self._most - ahead) * self._count
        highest: Floats = answers.max(axis=0, initial=0.0)
        return highest


def row_of(word: str, number: dict[str, int]) -> int:
    """Return the row of a word: its own, that of the word without “'s”, of numbers, or of unknown words."""
    if word in number:
        return number[word]
    if word.isdecimal():
        return number[NUMBER]
    return number.get(word.removesuffix("'s"), number[UNKNOWN])


def _matrix(data: bytes, rows: int) -> Floats:
    return np.frombuffer(data, np.int8).reshape(rows, -1).astype(np.float32)
