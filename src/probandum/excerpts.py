"""The words around a place in an exhibit: from its text where it has one, otherwise from its bytes."""

import re
from bisect import bisect_right

from probandum.model.dossier import Excerpt
from probandum.model.exhibit import Locator
from probandum.model.observation import Span, Text

WIDTH = 80
"""Characters shown on either side."""
LONGEST = 400
"""Characters shown of the passage itself."""
_SPACE = re.compile(r"\s+")


class Passages:
    """Finds the words at a locator.

    Args:
        texts: the texts of one exhibit.
        data: its bytes, for what stands in no text.
    """

    def __init__(self, texts: tuple[Text, ...], data: bytes) -> None:
        self._data = data
        self._runs: list[tuple[tuple[str, int, int], Span, Text]] = sorted(
            (
                ((span.source.unit, span.source.page, span.source.start), span, text)
                for text in texts
                for span in text.spans
            ),
            key=lambda run: run[0],
        )
        self._keys = [run[0] for run in self._runs]

    def at(self, locator: Locator, width: int = WIDTH, longest: int = LONGEST) -> Excerpt:
        """Return the words at a locator and ``width`` characters around it, white space folded."""
        first = self._first(locator)
        if first is None:
            return self._bytes(locator, width, longest)
        start, text = first
        end = start
        for _, span, owner in self._runs[self._index(locator) :]:
            if owner is not text or span.source.page != locator.page or span.source.start >= locator.end:
                break
            end = max(end, _character(span, locator.end, up=True))
        words = text.text
        return Excerpt(
            _fold(words[max(start - width, 0) : start]),
            _fold(words[start:end][:longest]),
            _fold(words[end : end + width]),
        )

    def _index(self, locator: Locator) -> int:
        return max(bisect_right(self._keys, (locator.unit, locator.page, locator.start)) - 1, 0)

    def _first(self, locator: Locator) -> tuple[int, Text] | None:
        for _, span, text in self._runs[self._index(locator) :]:
            source = span.source
            if (source.unit, source.page) != (locator.unit, locator.page) or source.start >= locator.end:
                return None
            if source.end > locator.start:
                return _character(span, locator.start, up=False), text
        return None

    def _bytes(self, locator: Locator, width: int, longest: int) -> Excerpt:
        if locator.unit != "byte":
            return Excerpt("", "", "")
        cut = [
            max(locator.start - width, 0),
            locator.start,
            min(locator.end, locator.start + longest),
            locator.end,
        ]
        before, match = self._data[cut[0] : cut[1]], self._data[cut[1] : cut[2]]
        after = self._data[cut[3] : cut[3] + width]
        return Excerpt(*(_fold(part.decode("utf-8", "replace")) for part in (before, match, after)))


def _character(span: Span, place: int, *, up: bool) -> int:
    """Return the character of the text at a place of the source, within one span."""
    length, extent = span.end - span.start, span.source.end - span.source.start
    offset = min(max(place - span.source.start, 0), extent)
    if extent == 0 or length == 0:
        return span.start
    if extent % length:
        return span.end if up else span.start
    width = extent // length
    return span.start + (-(-offset // width) if up else offset // width)


def _fold(text: str) -> str:
    return _SPACE.sub(" ", text)
