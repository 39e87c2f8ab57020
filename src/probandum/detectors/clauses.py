"""Sentences of prose as far as telling techniques apart needs them, their words, and the names in them blanked out."""

import re

from ahocorasick_rs import AhoCorasick

from probandum.detectors.folding import folded, folded_text
from probandum.detectors.lexicon import is_ordinary
from probandum.model.pack import Pack

LONGEST = 1_000
"""Characters of a sentence that are read; what runs on longer is cut into pieces of this length."""
MOST_WORDS = 150
"""Words of a sentence that are read."""

_END = re.compile(
    r"[.!?\n](?:(?<=\n)(?![a-z(])|(?<!\n)[\"'\u2019\u201d)\]*_]{0,3}+\s{1,20}+"
    r"(?=[\"'\u2018\u201c(\[*_]{0,3}[A-Z0-9]))"
)
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|al|fig|no|mr|mrs|ms|dr|prof|gen|sen|inc|ltd|co|st|u\.s|u\.k)|\b[A-Z])\.\Z",
    re.I,
)
_PARTING = bytes(
    byte if chr(byte) in "abcdefghijklmnopqrstuvwxyz0123456789_.-/" else 32 for byte in range(256)
)
_WORD = re.compile(r"[a-z0-9\w](?<!_)[a-z0-9_.\-/\w]*(?<![._\-/])")
"""Plain letters are named once more because they are told faster than the class that holds them."""
_OTHER = re.compile(r"[^\W\x00-\x7f]")
_ADDRESS = re.compile(r"(?:\b[a-z*]{2,8}\[?:\]?//|\bwww\.)\S+")
_BLANK = re.compile(r"\S")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the places [start, end) of sentences without the white space around them; none is empty.

    A line ends a sentence unless the next goes on in lower case, as in text that was wrapped. Linear in the length.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        at, end = match.span()
        if text[at] != "." or not _goes_on(text, at):
            _add(found, text, start, end)
            start = end
    _add(found, text, start, len(text))
    return found


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add the sentence at [start, end), in pieces where it is too long."""
    while start < end:
        right = min(start + LONGEST, end)
        bare = text[start:right].lstrip()
        if bare:
            left = right - len(bare)
            found.append((left, left + len(bare.rstrip())))
        start = right


def _goes_on(text: str, at: int) -> bool:
    """Return whether the point at which a sentence seems to end is that of an abbreviation."""
    long = at > 4 and text[at - 5 : at].isalpha()  # no abbreviation is
    return not long and _SHORT.search(text, max(at - 5, 0), at + 1) is not None


def words(sentence: str) -> list[str]:
    """Return the words of a sentence in lower case, at most :data:`MOST_WORDS`, addresses on the web left out.

    Dots, dashes and slashes inside a word stay.
    """
    plain = sentence.isascii()
    low = (sentence if plain else sentence.encode("ascii", "replace").decode()).lower()
    linked = "//" in low or "www." in low
    if not plain and (linked or _OTHER.search(sentence)):
        low = sentence.lower()
        return _WORD.findall(_ADDRESS.sub(" ", low) if linked else low)[:MOST_WORDS]
    if linked:
        low = _ADDRESS.sub(" ", low)
    # the same words, in half the time
    runs = low.encode().translate(_PARTING).decode().strip("._-/ ")
    if not ("." in runs or "-" in runs or "/" in runs or "_" in runs):
        return runs.split()[:MOST_WORDS]
    return [word for run in runs.split() if (word := run.strip("._-/"))][:MOST_WORDS]


class Names:
    """Names of actors, malware and countries, which must not speak for a technique: a technique is what is done.

    Names of tools stay: what is used says what is done. Ordinary English words stay too.
    """

    def __init__(self, pack: Pack) -> None:
        kinds = {item.id for item in pack.actors} | {
            item.id for item in pack.software if item.kind == "malware"
        }
        named = {actor.name for actor in pack.actors}
        named |= {item.name for item in pack.software if item.kind == "malware"}
        named |= {item.name for item in pack.names if item.of in kinds}
        named |= {name for place in pack.places for name in place.names}
        lowered = {folded(name).strip() for name in named}
        self._names = sorted(name for name in lowered if len(name) > 2 and not is_ordinary(name))
        self._automaton = AhoCorasick(self._names) if self._names else None

    def without(self, text: str) -> str:
        """Return the text with every name blanked out, as long as before."""
        if self._automaton is None:
            return text
        low = folded_text(text)
        try:
            found = self._automaton.find_matches_as_indexes(low, overlapping=True)
        except UnicodeEncodeError:  # half a surrogate pair
            low = _SURROGATE.sub("\ufffd", low)
            found = self._automaton.find_matches_as_indexes(low, overlapping=True)
        parts: list[str] = []
        at = 0
        for _, start, end in found:
            if start < at or low[start - 1 : start].isalnum() or low[end : end + 1].isalnum():
                continue
            name = text[start:end]
            parts += (text[at:start], " " * len(name) if name.isprintable() else _BLANK.sub(" ", name))
            at = end
        return "".join((*parts, text[at:]))
