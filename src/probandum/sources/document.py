"""A text prepared for comparing: read once, however many others it is compared with."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from probandum.sources.alignment import Seeds, seeds
from probandum.sources.words import Words, plain, read, spans


class Document:
    """A text by its key; what is costly and not always needed is made when asked for.

    Attributes:
        key: its name; decides nothing but the order in which a pair is given.
        text: with spaces for addresses: as long as the text it was made of.
        words: as they are compared.
    """

    def __init__(self, key: str, text: str, words: Words | None = None) -> None:
        self.key = key
        self.text = plain(text)
        self.words = read(self.text) if words is None else words

    def __len__(self) -> int:
        return len(self.words.words)

    @cached_property
    def seeds(self) -> Seeds:
        """Where to begin an alignment."""
        return seeds(self.words)

    @cached_property
    def spans(self) -> NDArray[np.int64]:
        """Characters of each word; shape (words, 2)."""
        return spans(self.text)
