"""Words in a text whatever its white space, and the nearest passage where they do not stand in it."""

import re
from bisect import bisect_right
from collections import Counter
from difflib import SequenceMatcher
from functools import cached_property

from probandum.casefile.fields import printable
from probandum.model.observation import Text

SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_COMPARED = 600
"""Characters of a quote that are compared with the passages of a text."""
_SEARCHED = 1 << 20
"""Characters of a text in which a near passage is looked for."""


class Folded:
    """A text with every run of white space as one space, and the way back."""

    def __init__(self, text: Text) -> None:
        self.text = text
        pieces: list[str] = []
        self.starts: list[int] = []  # of each piece in the folded text
        self.origins: list[int] = []  # of each piece in the text
        last = at = 0
        for match in SPACES.finditer(text.text):
            if match.group() == " ":
                continue
            pieces += [text.text[last : match.start()], " "]
            self.starts.append(at)
            self.origins.append(last)
            at += match.start() - last + 1
            last = match.end()
        pieces.append(text.text[last:])
        self.starts.append(at)
        self.origins.append(last)
        self.folded = "".join(pieces)

    def original(self, at: int) -> int:
        """Return where a character that is no folded space stands in the text."""
        index = bisect_right(self.starts, at) - 1
        return self.origins[index] + at - self.starts[index]

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """Every word in lower case, with where it stands in the folded text."""
        found = _WORD.finditer(self.folded, 0, _SEARCHED)
        return [(match.group().lower(), match.start(), match.end()) for match in found]


def advice(wanted: str, texts: tuple[Folded, ...]) -> str:
    """Return the passage that is most like the wanted words, as advice; what else to do where none is."""
    if not texts:
        return "no text was read from it; see what was left out"
    passages = [passage for text in texts if (passage := _near(wanted, text))]
    ratio = SequenceMatcher(None, b=wanted[:_COMPARED], autojunk=False)
    best, likeness = "", 0.6
    for passage in passages[:20]:
        ratio.set_seq1(passage[:_COMPARED])
        if ratio.ratio() > likeness:
            best, likeness = passage, ratio.ratio()
    return f"nearest passage: “{printable(best)}”" if best else "quote it word for word as it stands there"


def _near(wanted: str, text: Folded) -> str:
    """Return the stretch of as many words as the quote that shares most of them; one pass over the text."""
    quote = [match.group().lower() for match in _WORD.finditer(wanted)][:200]
    needed, held = Counter(quote), Counter[str]()
    best = shared = 0
    where = (0, 0)
    for index, (word, _, end) in enumerate(text.words):
        held[word] += 1
        shared += held[word] <= needed[word]
        first = index - len(quote)
        if first >= 0:
            gone = text.words[first][0]
            shared -= held[gone] <= needed[gone]
            held[gone] -= 1
        if shared > best:
            best, where = shared, (text.words[max(first + 1, 0)][1], end)
    return text.folded[where[0] : where[1]][:_COMPARED]
