"""From each character of a decoded text back to its bytes, kept as runs of equal width.

A run is a row of four integers: first character, one past the last character, first byte, one past the last byte.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from probandum.model.exhibit import Locator
from probandum.model.observation import Span

Numbers = npt.NDArray[np.int64]
Points = npt.NDArray[np.uint32]
Sizes = npt.NDArray[np.integer]
Widths = Callable[[Points, int], Sizes]
"""(code points, index of the first of them in the raw text) → bytes that each of them takes."""

CHUNK = 1 << 18
MAX_RUNS = 1 << 18
"""More runs than this are joined to coarser ones: the map must not outgrow the text by far (about 50 MB)."""


class ByteMap:
    """Runs of a text, ascending and disjoint.

    Args:
        rows: shape (n, 4), as the module says.
    """

    def __init__(self, rows: Numbers) -> None:
        self._rows: list[list[int]] = rows.tolist()
        self._starts: list[int] = rows[:, 0].tolist()

    def cut(self, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """Yield what characters [start, end) are made of; a coarse run is given whole in bytes, cut in text."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(self._rows) and self._rows[index][0] < end:
            first, last, begin, finish = self._rows[index]
            index += 1
            left, right = max(start, first), min(end, last)
            if left >= right:
                continue
            factor, rest = divmod(finish - begin, last - first)
            if rest or not factor:
                yield from spread(left, right, begin, finish, whole=True)
            else:
                yield left, right, begin + factor * (left - first), begin + factor * (right - first)

    def spans(self) -> tuple[Span, ...]:
        """Return the runs as spans of unit ``byte``."""
        return tuple(Span(row[0], row[1], Locator("byte", row[2], row[3])) for row in self._rows)


def spread(start: int, end: int, begin: int, finish: int, *, whole: bool) -> list[tuple[int, int, int, int]]:
    """Return runs for characters [start, end) from bytes [begin, finish).

    Args:
        whole: the bytes make the characters only as a whole. Where their number happens to be a multiple, which
            would be read as an exact map, characters are split off so that each still leads to all of the bytes.
    """
    runs = []
    while whole and end - start > 1 and not (finish - begin) % (end - start):
        runs.append((start, start + 1, begin, finish))
        start += 1
    return [*runs, (start, end, begin, finish)]


def build(raw: str, widths: Widths, base: int) -> tuple[str, Numbers, int, bool]:
    """Normalise a decoded text and map it.

    Carriage returns before a line feed are dropped, others become line feeds; NUL and surrogates, which stand for
    undecodable bytes, become U+FFFD.

    Args:
        raw, widths: the text as the codec gave it, and the bytes of each character.
        base: where the first character's first byte stands.

    Returns:
        The text, its runs, the number of characters replaced, and whether runs had to be made coarser.
    """
    texts: list[str] = []
    tables: list[Numbers] = []
    length, replaced, coarse = 0, 0, False
    allowed = max(MAX_RUNS * CHUNK // max(len(raw), CHUNK), 16)
    for at in range(0, len(raw), CHUNK):
        piece = raw[at : at + CHUNK]
        points = np.frombuffer(piece.encode("utf-32-le", "surrogatepass"), "<u4")
        width = widths(points, at)
        if _is_plain(piece, points):
            rows = _runs(width, length, base)
            base = int(rows[-1, 3])
        else:
            begins = base + np.cumsum(width, dtype=np.int64) - width
            base = int(begins[-1] + width[-1])
            bad, returns = (points == 0) | ((points >= 0xD800) & (points < 0xE000)), points == 13
            replaced += int(bad.sum())
            following = np.append(points[1:], ord(raw[at + CHUNK]) if at + CHUNK < len(raw) else 0)
            keep = ~(returns & (following == 10))
            points = np.where(bad, 0xFFFD, np.where(returns, 10, points))[keep]
            piece = points.astype("<u4").tobytes().decode("utf-32-le")
            rows = _broken(begins[keep], width[keep], length) if piece else np.zeros((0, 4), np.int64)
        if len(rows) > allowed:
            rows, coarse = _coarser(rows, allowed), True
        texts.append(piece)
        tables.append(rows)
        length += len(piece)
    return "".join(texts), _joined(tables), replaced, coarse


def _is_plain(piece: str, points: Points) -> bool:
    """Return whether nothing in a piece is dropped or replaced."""
    if "\r" in piece or "\x00" in piece:
        return False
    return piece.isascii() or not ((points - np.uint32(0xD800)) < 0x800).any()


def _runs(width: Sizes, length: int, base: int) -> Numbers:
    """Cut where the width changes."""
    breaks = np.flatnonzero(width[1:] != width[:-1]) + 1
    first = np.concatenate(([0], breaks))
    last = np.concatenate((breaks, [len(width)]))
    sizes = (last - first) * width[first]
    finish = base + np.cumsum(sizes)
    return table(first + length, last + length, finish - sizes, finish)


def _broken(begins: Numbers, width: Sizes, length: int) -> Numbers:
    """Cut where the width changes or bytes were skipped."""
    breaks = np.flatnonzero((width[1:] != width[:-1]) | (begins[1:] != begins[:-1] + width[:-1])) + 1
    first = np.concatenate(([0], breaks))
    last = np.concatenate((breaks, [len(begins)]))
    return table(first + length, last + length, begins[first], begins[last - 1] + width[last - 1])


def table(*columns: npt.NDArray[Any]) -> Numbers:
    """Return columns of equal length as rows: what ``np.stack`` gives, in a third of the time."""
    rows = np.empty((len(columns[0]), len(columns)), np.int64)
    for number, column in enumerate(columns):
        rows[:, number] = column
    return rows


def _coarser(rows: Numbers, allowed: int) -> Numbers:
    """Join neighbouring runs to at most about ``allowed`` groups, each the finest address of its characters."""
    step = -(-len(rows) // allowed)
    out: list[tuple[int, int, int, int]] = []
    for index in range(0, len(rows), step):
        group = rows[index : index + step]
        start, end = int(group[0, 0]), int(group[-1, 1])
        out += spread(start, end, int(group[0, 2]), int(group[-1, 3]), whole=len(group) > 1)
    return np.array(out, np.int64).reshape(-1, 4)


def _joined(tables: Iterable[Numbers]) -> Numbers:
    """Put the runs of all chunks together; a run cut by a chunk's end becomes one again."""
    kept = list(tables)
    if len(kept) == 1:
        return merged(kept[0])
    return merged(np.concatenate(kept)) if kept else np.zeros((0, 4), np.int64)


def merged(rows: Numbers, allowed: int = 0) -> Numbers:
    """Join neighbouring runs of equal width that touch in text and in bytes.

    Args:
        rows: ascending and disjoint in the text.
        allowed: if more than so many are left, they are made coarser; 0 for no limit.
    """
    size, width = rows[:, 1] - rows[:, 0], rows[:, 3] - rows[:, 2]
    factor = np.where(width % size == 0, width // size, 0)
    touch = (rows[1:, 0] == rows[:-1, 1]) & (rows[1:, 2] == rows[:-1, 3])
    breaks = np.flatnonzero(~(touch & (factor[1:] == factor[:-1]) & (factor[1:] > 0))) + 1
    first = np.concatenate(([0], breaks)) if len(rows) else breaks
    last = np.concatenate((breaks, [len(rows)]))[: len(first)] - 1
    if len(first) == len(rows) and not allowed:
        return rows
    out = table(rows[first, 0], rows[last, 1], rows[first, 2], rows[last, 3])
    return _coarser(out, allowed) if allowed and len(out) > allowed else out
