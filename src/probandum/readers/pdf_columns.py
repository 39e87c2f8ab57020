"""Two columns on a page that the file draws row by row: put into the order in which they are read.

pdfium gives characters in the order in which the file draws them, and joins what stands on one height to a line. Only
pages on which most lines hold two stretches of prose with one gap between them are set anew; tables stay rows.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

GAP = 1.2
"""Width of a gap between columns, in heights of a line."""
ROWS = 4
"""Lines with two stretches from which on a page may have columns."""
WORDS = 3.5
"""Words of a line of prose, on average; cells of a table have fewer."""
SHARE = 0.5
MOST = 40_000
"""Characters of a page whose places are asked for."""

BREAK = (0, 0)
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""


class Stretch(NamedTuple):
    """Characters [start, end) of a page that stand side by side, from ``left`` to ``right``; ``line`` counts lines."""

    start: int
    end: int
    left: float
    right: float
    line: int


def ordered(text: str, page: Any) -> list[tuple[int, int]]:
    """Return the stretches of a page in reading order; an empty list where its own order is right or not known.

    ``BREAK`` stands among them where a line over both columns ends or begins.

    Args:
        text: of the page, as pdfium gives it.
        page: text page of pypdfium2.
    """
    if (
        len(text) > MOST
        or len(text) != page.count_chars()
        or page.count_rects() < text.count("\n") + 1 + ROWS
    ):
        return []
    stretches = _stretches(text, [page.get_charbox(index) for index in range(len(text))])
    gutter = _gutter(text, stretches)
    return list(_in_order(stretches, gutter)) if gutter is not None else []


def _stretches(text: str, boxes: Sequence[Box]) -> list[Stretch]:
    found: list[Stretch] = []
    at = 0
    for number, line in enumerate(text.split("\r\n")):
        shown = [
            at + index for index, char in enumerate(line) if not char.isspace() and boxes[at + index][2] > 0
        ]
        at += len(line) + 2
        if not shown:
            continue
        height = max(boxes[index][3] - boxes[index][1] for index in shown)
        first = shown[0]
        for left, right in zip(shown, [*shown[1:], -1], strict=True):
            gap = boxes[right][0] - boxes[left][2] if right >= 0 else 0.0
            if right < 0 or gap > GAP * height or gap < -2 * height:
                found.append(Stretch(first, left + 1, boxes[first][0], boxes[left][2], number))
                first = right
    return found


def _gutter(text: str, stretches: Sequence[Stretch]) -> float | None:
    """Return where the gap between two columns of prose is, None where there are none."""
    pairs = [
        (left, right)
        for left, right in pairwise(stretches)
        if left.line == right.line and right.left > left.right
    ]
    if len(pairs) < ROWS or 2 * SHARE * len(pairs) < SHARE * len({one.line for one in stretches}):
        return None
    middle = median((left.right + right.left) / 2 for left, right in pairs)
    sides = [(left, right) for left, right in pairs if left.right <= middle <= right.left]
    for side in (0, 1):
        words = [len(text[pair[side].start : pair[side].end].split()) for pair in sides]
        if len(words) < ROWS or sum(words) < WORDS * len(words):
            return None
    return float(middle)


def _in_order(stretches: Sequence[Stretch], gutter: float) -> Iterator[tuple[int, int]]:
    """Yield what stands left of the gap before what stands right of it, between lines that reach over both."""
    left: list[Stretch] = []
    right: list[Stretch] = []
    for one in (*stretches, None):
        if one is not None and not one.left < gutter < one.right:
            (right if one.left >= gutter else left).append(one)
            continue
        if left or right:
            yield BREAK
            yield from ((each.start, each.end) for each in (*left, *right))
            yield BREAK
            left, right = [], []
        if one is not None:
            yield one.start, one.end
