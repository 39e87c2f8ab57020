"""Ties of the map of origins, and the legend that says what they mean."""

from collections.abc import Iterable
from math import copysign, hypot

from markupsafe import Markup

from probandum.renderers.strokes import WIDTH, fine, write

RADIUS = 5.5
"""Of a document."""
_BEND = 9.0
_SAME = 10.0
"""Units within which two documents stand under one another."""
_MEANING = {
    ">": "repeats: the arrow points to what it goes back to",
    "-": "one of the two repeats the other",
    "=": "published together",
    "u": "not collected",
}
Point = tuple[float, float]


def tie(child: Point, parent: Point, sign: str) -> Markup:
    """Return the line from a document to what it goes back to; an arrow where it is known who repeats whom.

    From the one at the right across and then along the other; around the left where both stand under one another.
    """
    (x, y), (px, py) = child, parent
    rim, down = RADIUS + 2, copysign(1.0, y - py)
    if x > px + _SAME and y != py:
        bend = min(_BEND, abs(y - py) - rim, x - px - rim)
        path = f"M{_at(x - rim, y)}H{fine(px + bend)}Q{_at(px, y)} {_at(px, y - down * bend)}V{fine(py + down * rim)}"
        return _drawn(path, sign, ((px, py + down * rim), (0.0, -down)))
    if px > x + _SAME and y != py:
        bend = min(_BEND, abs(y - py) - rim, px - x - rim)
        path = f"M{_at(x, y - down * rim)}V{fine(py + down * bend)}Q{_at(x, py)} {_at(x + bend, py)}H{fine(px - rim)}"
        return _drawn(path, sign, ((px - rim, py), (1.0, 0.0)))
    out = min(x, px) - min(14.0 + abs(y - py) / 6, 34.0)
    path = f"M{_at(x - rim, y)}C{_at(out, y)} {_at(out, py)} {_at(px - rim, py)}"
    return _drawn(path, sign, ((px - rim, py), (1.0, 0.0)))


def legend(signs: Iterable[str]) -> tuple[list[Markup], float]:
    """Return what the signs that occur mean, and where it ends."""
    found = set(signs)
    parts: list[Markup] = []
    x, y = 8.0, 14.0
    for sign, words in _MEANING.items():
        if sign in found:
            width = 44 + 6.0 * len(words)
            if x > 8 and x + width > WIDTH:
                x, y = 8.0, y + 18
            parts += [_sample(x, y - 4, sign), write(x + 34, y, words, WIDTH, kind="axis")]
            x += width + 10
    return parts, y if parts else 0.0


def _sample(x: float, y: float, sign: str) -> Markup:
    if sign == "u":
        made = Markup('<circle cx="{}" cy="{}" r="{}" class="node missing"/>')
        return made.format(fine(x + 20), fine(y), fine(RADIUS))
    return _drawn(f"M{_at(x + 28, y)}H{fine(x)}", sign, ((x, y), (-1.0, 0.0)))


def _drawn(path: str, sign: str, tip: tuple[Point, Point]) -> Markup:
    made = Markup('<path d="{}" class="{}"/>')
    if sign == "=":
        return made.format(path, "tie twice") + made.format(path, "tie gap")
    return made.format(path, "tie") + _head(*tip) if sign == ">" else made.format(path, "tie unsure")


def _head(tip: Point, towards: Point) -> Markup:
    length = hypot(*towards)
    ux, uy = towards[0] / length, towards[1] / length
    back = (tip[0] - 8 * ux, tip[1] - 8 * uy)
    points = (tip, (back[0] - 4 * uy, back[1] + 4 * ux), (back[0] + 4 * uy, back[1] - 4 * ux))
    return Markup('<path d="M{}L{}L{}z" class="head"/>').format(*(_at(*point) for point in points))


def _at(x: float, y: float) -> str:
    return f"{fine(x)} {fine(y)}"
