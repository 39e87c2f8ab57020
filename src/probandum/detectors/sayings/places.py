"""From places in the exhibit back to characters of its text: the other way round of ``Text.locate``."""

from bisect import bisect_right

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
