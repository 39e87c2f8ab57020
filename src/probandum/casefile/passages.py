"""The nearest passage of a text, where the words that a case file quotes do not stand in it."""

import re
from collections import Counter
from difflib import SequenceMatcher

from probandum.casefile.fields import printable
from probandum.model.folded import Folded

_WORD = re.compile(r"\w+")
_COMPARED = 600
"""Characters of a quote that are compared with the passages of a text."""
_SEARCHED = 1 << 20
"""Characters of a text in which a near passage is looked for."""


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
    words = _words(text)
    for index, (word, _, end) in enumerate(words):
        held[word] += 1
        shared += held[word] <= needed[word]
        first = index - len(quote)
        if first >= 0:
            gone = words[first][0]
            shared -= held[gone] <= needed[gone]
            held[gone] -= 1
        if shared > best:
            best, where = shared, (words[max(first + 1, 0)][1], end)
    return text.folded[where[0] : where[1]][:_COMPARED]


def _words(text: Folded) -> list[tuple[str, int, int]]:
    """Return every word in lower case, with where it stands in the folded text."""
    found = _WORD.finditer(text.folded, 0, _SEARCHED)
    return [(match.group().lower(), match.start(), match.end()) for match in found]
