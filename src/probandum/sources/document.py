"""A text prepared for comparing: read once, however many others it is compared with."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from probandum.sources.alignment import Seeds, seeds
from probandum.sources.marks import quotations
from probandum.sources.paraphrase import Sentences, sentences
from probandum.sources.shapes import shown
from probandum.sources.words import Hashes, Words, grams, plain, read, spans

RUN = 4
"""Words of the runs by which a template is known."""


class Document:
    """A text by its key; what is costly and not always needed is made when asked for.

    Attributes:
        key: its name; decides nothing but the order in which a pair is given.
        text: with spaces for addresses: as long as the text it was made of.
        words: as they are compared.
    """

    def __init__(
        self, key: str, text: str, words: Words | None = None, spans: NDArray[np.int64] | None = None
    ) -> None:
        self.key = key
        self.text = plain(text)
        self._spans = spans
        self.words = read(self.text) if words is None else words
        self._common: tuple[Hashes, NDArray[np.bool_]] | None = None

    def __len__(self) -> int:
        return len(self.words.words)

    @cached_property
    def seeds(self) -> Seeds:
        """Where to begin an alignment."""
        return seeds(self.words)

    @cached_property
    def spans(self) -> NDArray[np.int64]:
        """Characters of each word; shape (words, 2)."""
        return spans(self.text) if self._spans is None else self._spans

    @cached_property
    def quoted(self) -> NDArray[np.bool_]:
        """Which words stand in quotation marks, in a block quote, or behind "X said:"."""
        return self._inside(quotations(self.text))

    @cached_property
    def shown(self) -> NDArray[np.bool_]:
        """Which words are artefacts by their shape."""
        return self._inside(shown(self.text))

    @cached_property
    def sentences(self) -> Sentences:
        """What can be told again in other words."""
        return sentences(self.text, self.spans, self.words)

    def common(self, frequent: Hashes) -> NDArray[np.bool_]:
        """Return which words stand in a run of four that many texts carry.

        Args:
            frequent: sorted hashes of such runs.
        """
        if self._common is None or self._common[0] is not frequent:
            found = np.zeros(len(self), dtype=np.bool_)
            if len(frequent):
                runs = grams(self.words.words, RUN)
                at = np.minimum(np.searchsorted(frequent, runs), len(frequent) - 1)
                for place in range(RUN):
                    found[place : place + len(runs)] |= frequent[at] == runs
            self._common = frequent, found
        return self._common[1]

    def extract(self, start: int, end: int) -> str:
        """Return the characters of a half-open range of words."""
        return self.text[int(self.spans[start, 0]) : int(self.spans[end - 1, 1])]

    def _inside(self, ranges: list[tuple[int, int]]) -> NDArray[np.bool_]:
        """Return which words begin inside ranges that are sorted by their start."""
        change = np.zeros(len(self) + 1, dtype=np.intp)
        bounds = np.array(ranges, dtype=np.int64).reshape(-1, 2)
        np.add.at(change, np.searchsorted(self.spans[:, 0], bounds[:, 0]), 1)
        np.add.at(change, np.searchsorted(self.spans[:, 0], bounds[:, 1]), -1)
        inside: NDArray[np.bool_] = np.cumsum(change[:-1]) > 0
        return inside
