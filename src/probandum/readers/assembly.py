r"""A text put together from parts of a decoded one, with the map back to bytes.

::

    parts = Assembly(decoded)
    parts.take(10, 90)                # characters of the decoded text, as they are
    parts.insert("\n\n")              # put in by the reader: leads nowhere
    parts.replace("&", 95, 100)       # other characters for those of [95, 100): leads to all of them
    text, spans = parts.finish()
"""

from probandum.model.exhibit import Locator
from probandum.model.observation import Span
from probandum.readers.bytemap import spread
from probandum.readers.encoding import Decoded


class Assembly:
    """Collects parts in the order of the text that comes out.

    Args:
        decoded: where the parts come from.
    """

    def __init__(self, decoded: Decoded) -> None:
        self._decoded = decoded
        self._texts: list[str] = []
        self._runs: list[tuple[int, int, int, int]] = []
        self.length = 0

    def take(self, start: int, end: int) -> None:
        """Add characters [start, end) of the decoded text."""
        shift = self.length - start
        for left, right, begin, finish in self._decoded.cut(start, end):
            self._add((left + shift, right + shift, begin, finish))
        self._texts.append(self._decoded.text[start:end])
        self.length += len(self._texts[-1])

    def replace(self, text: str, start: int, end: int) -> None:
        """Add a text that stands for characters [start, end) of the decoded text as a whole."""
        where = self._decoded.locate(start, end)
        if text:
            for run in spread(self.length, self.length + len(text), where.start, where.end, whole=True):
                self._add(run)
        self.insert(text)

    def insert(self, text: str) -> None:
        """Add a text that stands nowhere in the exhibit."""
        self._texts.append(text)
        self.length += len(text)

    def finish(self) -> tuple[str, tuple[Span, ...]]:
        """Return the text and its spans."""
        spans = tuple(Span(run[0], run[1], Locator("byte", run[2], run[3])) for run in self._runs)
        return "".join(self._texts), spans

    def _add(self, run: tuple[int, int, int, int]) -> None:
        """Neighbours one byte a character wide become one run."""
        if self._runs:
            last = self._runs[-1]
            width = (run[3] - run[2]) // (run[1] - run[0])
            exact = (
                width * (run[1] - run[0]) == run[3] - run[2]
                and width * (last[1] - last[0]) == last[3] - last[2]
            )
            if exact and width and last[1] == run[0] and last[3] == run[2]:
                self._runs[-1] = (last[0], run[1], last[2], run[3])
                return
        self._runs.append(run)
