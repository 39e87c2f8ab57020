"""What tells the text of one exhibit from that of another, and whether it has some words."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import numpy as np
from msgspec import structs

from probandum.model.exhibit import Locator
from probandum.model.ident import Digest
from probandum.model.observation import Text
from probandum.sources.reports import joined
from probandum.sources.winnow import folded
from probandum.sources.words import Hashes, read


class Wordings:
    """The texts of exhibits as far as they are worded alike or not.

    Args:
        texts: of any exhibits; those of one in their order.

    Attributes:
        ends: exhibit → where its text ends.
    """

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts: dict[Digest, list[Text]] = defaultdict(list)
        for text in texts:
            self._texts[text.exhibit].append(text)
        self.ends = {exhibit: place for exhibit, found in self._texts.items() if (place := _end(found))}
        self._words: dict[Digest, Hashes] = {}

    @cached_property
    def names(self) -> dict[Digest, str]:
        """Exhibit → one word for its text, the same for the same words, however they are spaced."""
        return {exhibit: folded(joined(found)).hex() for exhibit, found in self._texts.items()}

    def hold(self, exhibit: Digest, words: str) -> bool:
        """Return whether an exhibit has all of some words, wherever; letters that look alike are alike."""
        if exhibit not in self._words:
            self._words[exhibit] = np.unique(read(joined(self._texts.get(exhibit, ()))).words)
        return bool(np.isin(read(words).words, self._words[exhibit]).all())


def _end(texts: Iterable[Text]) -> Locator | None:
    last = max(
        (one.source for text in texts for one in text.spans[-1:]),
        key=lambda one: (one.page, one.end),
        default=None,
    )
    return last and structs.replace(last, start=last.end)
