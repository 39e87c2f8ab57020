"""A text whatever its white space: where words stand in it that were copied with other line breaks."""

import re
from bisect import bisect_right

from probandum.model.observation import Text

SPACES = re.compile(r"\s+")


class Folded:
    """A text with every run of white space as one space, and the way back.

    Attributes:
        text: as the reader gave it.
        folded: its words.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        pieces: list[str] = []
        self._starts: list[int] = []  # of each piece in the folded text
        self._origins: list[int] = []  # of each piece in the text
        last = at = 0
        for match in SPACES.finditer(text.text):
            if match.group() == " ":
                continue
            pieces += [text.text[last : match.start()], " "]
            self._starts.append(at)
            self._origins.append(last)
            at += match.start() - last + 1
            last = match.end()
        pieces.append(text.text[last:])
        self._starts.append(at)
        self._origins.append(last)
        self.folded = "".join(pieces)

    def place(self, quote: str) -> tuple[int, int] | None:
        """Return where folded words without white space around them first stand in the text; None where they do not."""
        at = self.folded.find(quote)
        return None if at < 0 else (self._original(at), self._original(at + len(quote) - 1) + 1)

    def _original(self, at: int) -> int:
        """Return where a character that is no folded space stands in the text."""
        index = bisect_right(self._starts, at) - 1
        return self._origins[index] + at - self._starts[index]
