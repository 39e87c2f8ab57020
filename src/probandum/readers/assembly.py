r"""A text put together from parts of a decoded one, with the map back to bytes.

::

    parts = Assembly(decoded)
    parts.take(10, 90)                # characters of the decoded text, as they are
    parts.insert("\n\n")              # put in by the reader: leads nowhere
    parts.replace("&", 95, 100)       # other characters for those of [95, 100): leads to all of them
    text, spans = parts.finish()
"""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from probandum.model.exhibit import Locator
from probandum.model.observation import Span
from probandum.readers.bytemap import MAX_RUNS, Numbers, merged, table
from probandum.readers.encoding import Decoded


class Assembly:
    """Collects parts in the order of the text that comes out.

    Args:
        decoded: where the parts come from.
    """

    def __init__(self, decoded: Decoded) -> None:
        self._decoded = decoded
        self._texts: list[str] = []
        self._pieces: list[tuple[int, int, int, int]] = []
        self.length = 0

    @property
    def pieces(self) -> int:
        """How many pieces there are so far: each takes memory."""
        return len(self._pieces)

    def take(self, start: int, end: int, spaces: Mapping[int, str] = MappingProxyType({})) -> None:
        """Add characters [start, end) of the decoded text, some of them as others by the table."""
        self._pieces.append((self.length, self.length + end - start, start, end))
        part = self._decoded.text[start:end]
        self.insert(part.translate(spaces) if spaces else part)

    def replace(self, text: str, start: int, end: int) -> None:
        """Add a text that stands for characters [start, end) of the decoded text as a whole."""
        self._pieces += [(at, at + 1, start, end) for at in range(self.length, self.length + len(text))]
        self.insert(text)

    def insert(self, text: str) -> None:
        """Add a text that stands nowhere in the exhibit."""
        self._texts.append(text)
        self.length += len(text)

    def finish(self) -> tuple[str, tuple[Span, ...]]:
        """Return the text and its spans; beyond ``MAX_RUNS`` spans they are made coarser.

        A piece is either as long as its source or one character.
        """
        pieces = [piece for piece in self._pieces if piece[0] < piece[1]]
        rows = self._decoded.runs if self._is_all(pieces) else merged(self._mapped(pieces), MAX_RUNS)
        return "".join(self._texts), tuple(
            Span(start, end, Locator("byte", begin, finish)) for start, end, begin, finish in rows.tolist()
        )

    def _is_all(self, pieces: list[tuple[int, int, int, int]]) -> bool:
        """Return whether the one piece is the whole decoded text, whose runs then stand as they are."""
        whole = len(self._decoded.text)
        exact = not self._decoded.coarse and len(self._decoded.runs) <= MAX_RUNS
        return exact and pieces == [(0, whole, 0, whole)]

    def _mapped(self, listed: list[tuple[int, int, int, int]]) -> Numbers:
        """Lead pieces on to bytes: at once those within one exact run, one by one the others."""
        runs = self._decoded.runs
        pieces: Numbers = np.array(listed, np.int64).reshape(-1, 4)
        if not listed:
            return pieces
        if len(listed) == 1 and listed[0][1] - listed[0][0] > 1:
            ends = np.searchsorted(runs[:, 0], (listed[0][2], listed[0][3] - 1), "right")
            return self._runs(listed[0], int(ends[0]) - 1, int(ends[1]))
        size, width = runs[:, 1] - runs[:, 0], runs[:, 3] - runs[:, 2]
        factor = np.where(width % size == 0, width // size, 0)
        head = np.searchsorted(runs[:, 0], pieces[:, 2], "right") - 1
        tail = np.searchsorted(runs[:, 0], pieces[:, 3] - 1, "right") - 1
        begin: Numbers = runs[head, 2] + factor[head] * (pieces[:, 2] - runs[head, 0])
        finish = np.where(
            factor[tail] > 0, runs[tail, 2] + factor[tail] * (pieces[:, 3] - runs[tail, 0]), runs[tail, 3]
        )
        single = pieces[:, 1] - pieces[:, 0] == 1
        simple = single | ((head == tail) & (factor[head] > 0))
        rows: Numbers = table(pieces[:, 0], pieces[:, 1], begin, finish)[simple]
        others = [
            self._runs(piece, int(first), int(last) + 1)
            for piece, first, last in zip(pieces[~simple].tolist(), head[~simple], tail[~simple], strict=True)
        ]
        if not others:
            return rows
        every: Numbers = np.concatenate((rows, *others))
        ordered: Numbers = every[np.argsort(every[:, 0], kind="stable")]
        return ordered

    def _runs(self, piece: tuple[int, int, int, int], first: int, last: int) -> Numbers:
        """Lead one piece to the runs [first, last) that it is made of."""
        start, _, source, end = piece
        runs = self._decoded.runs[first:last]
        size, width = runs[:, 1] - runs[:, 0], runs[:, 3] - runs[:, 2]
        factor = width // size
        if (width % size).any() or (factor == 0).any():
            cut = [(*row,) for row in self._decoded.cut(source, end)]
            coarse: Numbers = np.array(cut, np.int64).reshape(-1, 4)
            coarse[:, :2] += start - source
            return coarse
        left, right = np.maximum(runs[:, 0], source), np.minimum(runs[:, 1], end)
        begin, finish = runs[:, 2] + factor * (left - runs[:, 0]), runs[:, 2] + factor * (right - runs[:, 0])
        return table(left + start - source, right + start - source, begin, finish)
