"""From characters of a text to places in its exhibit, many at a time, and back."""

from bisect import bisect_left, bisect_right
from itertools import pairwise

from probandum.detectors.sayings.sentences import Span
from probandum.model.exhibit import Locator
from probandum.model.observation import Text


class Places:
    """Spans of a text by where they lead.

    Args:
        text: the text.
    """

    def __init__(self, text: Text) -> None:
        self._spans = sorted(
            text.spans, key=lambda span: (span.source.unit, span.source.page, span.source.start)
        )
        self._keys = [(span.source.unit, span.source.page, span.source.start) for span in self._spans]

    def find(self, locator: Locator) -> Span | None:
        """Return the characters [start, end) that a locator covers; None where the text shows none of them."""
        start = self._at(locator, locator.start)
        end = self._at(locator, locator.end - 1)
        if start is None or end is None or end < start:
            return None
        return start, end + 1

    def _at(self, locator: Locator, unit: int) -> int | None:
        index = bisect_right(self._keys, (locator.unit, locator.page, unit)) - 1
        if index < 0:
            return None
        span = self._spans[index]
        source = span.source
        if (source.unit, source.page) != (locator.unit, locator.page) or unit >= source.end:
            return None
        factor, rest = divmod(source.end - source.start, span.end - span.start)
        return span.start if rest or not factor else span.start + (unit - source.start) // factor


class Locators:
    """``Text.locate`` for many ranges of one text: what is the same for all of them is found out once.

    Args:
        text: the text.
    """

    def __init__(self, text: Text) -> None:
        self._text = text
        self._starts = [span.start for span in text.spans]
        self._ends = [span.end for span in text.spans]
        self._sources = [span.source for span in text.spans]
        pairs = list(pairwise(self._sources))
        self._ascending = all(
            one.end <= other.start and one.unit == other.unit and one.page == other.page
            for one, other in pairs
        )

    def locate(self, start: int, end: int) -> Locator:
        """Return where characters [start, end) stand in the exhibit.

        Raises:
            ValueError: the range is empty, outside the text, or holds only characters the reader put in.
        """
        first = bisect_right(self._starts, start) - 1
        if not (self._ascending and first >= 0 and start < end <= len(self._text.text)):
            return self._text.locate(start, end)
        last = first if end <= self._ends[first] else bisect_left(self._starts, end) - 1
        if start >= self._ends[first]:  # between two spans: the next one is the first
            first += 1
        if first > last:
            return self._text.locate(start, end)
        source = self._sources[first]
        return Locator(source.unit, self._begin(first, start), self._finish(last, end), source.page)

    def _begin(self, index: int, start: int) -> int:
        source, at = self._sources[index], self._starts[index]
        factor, rest = divmod(source.end - source.start, self._ends[index] - at)
        return source.start if rest or not factor or start <= at else source.start + factor * (start - at)

    def _finish(self, index: int, end: int) -> int:
        source, at = self._sources[index], self._starts[index]
        factor, rest = divmod(source.end - source.start, self._ends[index] - at)
        if rest or not factor or end >= self._ends[index]:
            return source.end
        return source.start + factor * (end - at)
