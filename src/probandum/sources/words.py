"""What a word is when texts are compared: forms that look the same are the same, and names weigh next to nothing.

Homoglyphs after Unicode Technical Standard 39 (skeletons of confusables), for letters that stand in for Latin ones.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Places = NDArray[np.intp]

SINGLE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff66-\uff9d"
    "\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, kana, Han, Hangul: scripts that part no words, or too few; each character is one."""
UNSEEN = (
    "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e01ef"
)
"""Soft hyphens, zero-width and direction marks: nobody sees them."""
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0971-\u0dff"
)
"""Combining marks, and the Indic scripts whole, whose vowel signs are no letters to ``\\w``."""
_RUN = rf"(?:[^\W_{SINGLE}]|[{MARKS}])+(?:[{UNSEEN}]+(?:[^\W_{SINGLE}]|[{MARKS}])+)*"
_STOP = r"([.!?:\n][^\w]{0,6})?"
_BROKEN = r"[-\u2010][ \t]*\r?\n[ \t]*"
_ASCII_WORD = re.compile(rf"{_STOP}([^\W_]+)")
_WORD = re.compile(rf"{_STOP}([{SINGLE}]|{_RUN})")
_HYPHENATED = re.compile(rf"{_STOP}([{SINGLE}]|{_RUN}(?:{_BROKEN}{_RUN})?)")
_ONE = re.compile(f"[{SINGLE}]")
BREAK = re.compile(rf"[^\W\d_]{_BROKEN}[^\W\d_]")
_PARTED = re.compile(r"[-\u2010](?<=[^\W\d_].)[ \t]*\r?\n[ \t]*(?=[^\W\d_])")
"""Such a place, told without a try at every letter."""
_RARE = 8
"""Words for each that a line end may part; where there are more, somebody hides behind hyphens, and none is joined."""
ADDRESS = re.compile(
    r"(?:\bhttps?|\bhxxps?|\bftp)://[^\s<>\"\\]*|\bwww\.[^\s<>\"\\]*|(?<=\])\([^()\s]*\)", re.IGNORECASE
)
"""Addresses, and the targets of links in Markdown: to cite the same page is not to copy."""

_ALIKE = str.maketrans(
    "авекмнорстухіїјѕԁԛԝһӏґɡԍαβεικνορτυχγωζμηօսհցգոıɑ01il",
    "abekmhopctyxlljsdqwhlrggabelkvoptuxywzmnouhgqnlaolll",
)
"""Cyrillic, Greek and Armenian letters, digits, and i, l, 1, which look alike, as Latin ones."""
WEIGHTS = np.array([0.25, 0.4, 0.7, 1.0, 0.05, 0.5], dtype=np.float32)
"""What a match of a word says: up to two letters, three (or a character by itself), four, more; a name or number; the first of a sentence.

Short words are the frequent ones (Zipf); a name is shared by whoever reports on it.
"""
NAME, OPENING = 4, 5


class Words(NamedTuple):
    """Hashes of the words of a text, and what sort of word each is: an index of :data:`WEIGHTS`."""

    words: Hashes
    sorts: NDArray[np.uint8]

    @property
    def named(self) -> NDArray[np.bool_]:
        """Which of them look like names: a capital within a sentence, digits, capitals inside."""
        named: NDArray[np.bool_] = self.sorts == NAME
        return named


def plain(text: str) -> str:
    """Return a text with as many spaces for each address."""
    low = text.lower()
    if "://" not in text and "](" not in text and "www." not in low:
        return text
    if len(low) != len(text):
        return ADDRESS.sub(lambda match: " " * len(match.group()), text)
    parts: list[str] = []
    reach = 0
    for start in sorted({*_may_begin(low)}):  # quicker than to try at every character
        match = ADDRESS.match(text, start) if start >= reach else None
        if match:
            parts += (text[reach:start], " " * (match.end() - start))
            reach = match.end()
    return "".join((*parts, text[reach:]))


def _may_begin(low: str) -> Iterator[int]:
    """Yield where addresses and targets of links may begin, some more than once."""
    for part, before in (("://", (3, 4, 5)), ("www.", (0,)), ("](", (-1,))):
        at = low.find(part)
        while at >= 0:
            yield from (at - back for back in before)
            at = low.find(part, at + 1)


def pattern(text: str) -> re.Pattern[str]:
    """Return what finds the words of a plain text as its second group; words parted at line ends are joined."""
    if joins(text):
        return _HYPHENATED
    return _ASCII_WORD if text.isascii() else _WORD


def joins(text: str) -> bool:
    """Return whether words of a plain text are parted at line ends, and few enough of them to be joined."""
    if _PARTED.search(text) is None:
        return False
    return sum(1 for _ in BREAK.finditer(text)) * _RARE <= text.count(" ")


def spans(text: str) -> NDArray[np.int64]:
    """Return the half-open range of characters of each word of a plain text; shape (words, 2)."""
    flat = [place for match in pattern(text).finditer(text) for place in match.span(2)]
    return np.array(flat, dtype=np.int64).reshape(-1, 2)


def fold(word: str) -> str:
    """Return a word without regard to case, accents, invisible characters and homoglyphs."""
    letters = word if word.isascii() else unicodedata.normalize("NFKD", word)
    kept = letters if letters.isalnum() else "".join(letter for letter in letters if letter.isalnum())
    return kept.casefold().translate(_ALIKE)


@lru_cache(maxsize=1 << 18)
def shape(word: str) -> int:
    """Return a hash of a word; its last four bits: two for its length, 4 for a name by its shape, 8 for a capital."""
    folded = fold(word)
    data = folded.encode("utf-8", "surrogatepass")
    value = int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little") >> 4 << 4
    value |= 1 if _ONE.match(word) else min(max(len(folded) - 2, 0), 3)
    rest = word[1:]
    if rest != rest.lower() or any(map(str.isdigit, word)):
        return value | 4
    return value | (8 if word[0].isupper() else 0)


def read(text: str) -> Words:
    """Return the words of a plain text."""
    found = pattern(text).findall(text)
    shapes = np.fromiter(map(shape, (word for _, word in found)), dtype=np.uint64, count=len(found))
    starts = np.fromiter((stop != "" for stop, _ in found), dtype=np.bool_, count=len(found))
    starts[:1] = True
    low = (shapes & np.uint64(15)).astype(np.uint8)
    sorts = low & np.uint8(3)
    named = (low & 4 != 0) | ((low >= 8) & ~starts)
    if np.count_nonzero(named) * 2 <= len(named):  # capitals throughout tell nothing
        sorts[named] = NAME
        sorts[(low >= 8) & starts] = OPENING
    return Words(shapes >> np.uint64(4), sorts)


def count_words(text: str) -> int:
    """Return how many words a text has, as they are counted here: addresses have none, a CJK character is one."""
    prose = plain(text)
    return sum(1 for _ in pattern(prose).finditer(prose))


def grams(words: Hashes, size: int) -> Hashes:
    """Return a well-mixed hash of each run of ``size`` words (multiply, add; finaliser of splitmix64)."""
    count = max(len(words) - size + 1, 0)
    value: Hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        value = value * np.uint64(0x9E3779B97F4A7C15) + words[offset : offset + count]
    value ^= value >> np.uint64(30)
    value *= np.uint64(0xBF58476D1CE4E5B9)
    value ^= value >> np.uint64(27)
    value *= np.uint64(0x94D049BB133111EB)
    value ^= value >> np.uint64(31)
    return value
