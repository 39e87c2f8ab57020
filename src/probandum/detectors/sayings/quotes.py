"""What stands in quotation marks. Marks are paired inside a paragraph, so that a lost one spoils no more than that."""

import re
from bisect import bisect_right

from probandum.detectors.sayings.sentences import Span
from probandum.model.ident import Value

_MARKS = '"“”„«»「」『』＂'
_MARK = re.compile(f"[{_MARKS}]")
_OPENING = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", "»": "«"}
LONG = 4
"""Words from which on a quotation is something said rather than a word held at arm's length."""
MOST = 2_000
"""Quotations of a paragraph that are looked at; more are noise."""


def marks(text: str) -> list[int]:
    """Return where in a text quotation marks of any kind stand, ascending."""
    found: list[int] = []
    for mark in _MARKS:  # most of them are in no text: a search for one character is quicker than for a set
        at = text.find(mark)
        while at >= 0:
            found.append(at)
            at = text.find(mark, at + 1)
    return sorted(found)


class Quote(Value, frozen=True):
    """Characters [start, end) between two marks, without them; ``open`` where the closing mark is not in the paragraph."""

    start: int
    end: int
    open: bool = False


def quotes(text: str, start: int, end: int) -> list[Quote]:
    """Return the outermost quotations of a paragraph, in its order."""
    found: list[Quote] = []
    begun: tuple[int, str] | None = None
    for match in _MARK.finditer(text, start, end):
        if len(found) >= MOST:
            break
        mark = match[0]
        if begun is None:
            closing = _closing(text, match.start(), mark)
            begun = (match.end(), closing) if closing else None
        elif mark in begun[1]:
            if match.start() > begun[0]:
                found.append(Quote(begun[0], match.start()))
            begun = None
    if begun is not None and end - begun[0] > 1:
        found.append(Quote(begun[0], end, open=True))
    return found


def _closing(text: str, at: int, mark: str) -> str:
    """Return the marks that close what a mark at a position opens; empty where it opens nothing."""
    if mark in _OPENING and mark != "»":
        return _OPENING[mark]
    if mark in '"＂' and not text[at - 1 : at].isdigit():
        return '"＂”'
    return ""


class Quoted:
    """Which characters stand in quotation marks.

    Args:
        found: quotations in the order of the text.
    """

    def __init__(self, found: list[Quote]) -> None:
        self.found = found
        self._starts = [quote.start for quote in found]

    def around(self, position: int) -> Quote | None:
        """Return the quotation around a position."""
        index = bisect_right(self._starts, position) - 1
        return self.found[index] if index >= 0 and position < self.found[index].end else None

    def inside(self, start: int, end: int) -> list[Quote]:
        """Return the quotations that touch [start, end)."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        touched = []
        while index < len(self.found) and self.found[index].start < end:
            if self.found[index].end > start:
                touched.append(self.found[index])
            index += 1
        return touched

    def share(self, text: str, span: Span) -> float:
        """Return the share in [0, 1] of the letters of a span that stand in quotations."""
        start, end = span
        if not self.found:
            return 0.0
        inside = sum(
            _letters(text[max(quote.start, start) : min(quote.end, end)]) for quote in self.inside(start, end)
        )
        return inside / max(_letters(text[start:end]), 1)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
