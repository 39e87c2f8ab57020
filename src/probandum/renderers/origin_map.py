"""The map of origins: a band an origin, its documents by date, an arrow from each to what it goes back to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from markupsafe import Markup

from probandum.model.figure import Figure, Mark
from probandum.renderers.strokes import GLYPH, WIDTH, cut, dates_on, fine, line, write

_LEFT, _RIGHT, _TOP = 150.0, 96.0, 40.0
"""Room for the names of origins, for what has no date, and for the axis."""
_LANE, _PAD, _RADIUS = 26.0, 8.0, 6.0
_LABEL = 24
"""Characters of a document's name."""


@dataclass(frozen=True)
class _Node:
    mark: Mark
    x: float
    y: float
    label: str
    before: bool


def origin_map(figure: Figure) -> tuple[Markup, float]:
    """Return the drawing and its height.

    Documents without a date stand in a column of their own at the right, under a question mark.
    """
    axis = dates_on([mark.values[1] for mark in figure.marks], _LEFT + 14, WIDTH - _RIGHT)
    bands: dict[str, list[Mark]] = {}
    for mark in figure.marks:
        bands.setdefault(mark.values[2], []).append(mark)
    y = _TOP
    ground: list[Markup] = []
    nodes: dict[str, _Node] = {}
    for name, marks in bands.items():
        placed, lanes = _placed(marks, axis.at, y + _PAD)
        nodes |= {node.mark.values[0]: node for node in placed}
        height = lanes * _LANE + 2 * _PAD
        ground.append(_band(name, y, height))
        y += height + 6
    undated = any(not mark.values[1] for mark in figure.marks)
    parts = [*ground, *axis.ticks(_TOP - 22, _TOP - 6, y - 6), *_question(undated, y)]
    parts += [edge for node in nodes.values() for edge in _edges(node, nodes)]
    parts += [shape for node in nodes.values() for shape in _drawn(node)]
    return Markup("").join(parts), y + 4


def _placed(marks: Sequence[Mark], at: Callable[[str], float | None], top: float) -> tuple[list[_Node], int]:
    """Return the nodes of a band in as few lanes as keep names apart."""
    ordered = sorted(marks, key=lambda mark: (not mark.values[1], mark.values[1], mark.values[0]))
    ends: list[float] = []
    placed = []
    for mark in ordered:
        found = at(mark.values[1])
        x = WIDTH - 16 if found is None else found
        label = cut(mark.label, _LABEL)
        width = GLYPH * len(label) + 14
        before = x + width > WIDTH - 4
        start, end = (x - width, x + 10) if before else (x - 10, x + width)
        lane = next((number for number, taken in enumerate(ends) if taken <= start), len(ends))
        if lane == len(ends):
            ends.append(end)
        else:
            ends[lane] = end
        placed.append(_Node(mark, x, top + _LANE * (lane + 0.5), label, before))
    return placed, max(len(ends), 1)


def _band(name: str, y: float, height: float) -> Markup:
    ground = Markup('<rect x="0" y="{}" width="{}" height="{}" rx="4" class="band"/>')
    label = write(8, y + height / 2 + 4, name, _LEFT - 16, kind="label")
    return ground.format(fine(y), WIDTH, fine(height)) + label


def _question(undated: bool, bottom: float) -> Iterator[Markup]:
    if undated:
        x = WIDTH - _RIGHT + 8
        yield line(x, _TOP - 6, x, bottom - 6, "grid")
        yield write(WIDTH - 6, _TOP - 22, "no date ?", _RIGHT - 10, anchor="end", kind="axis")


def _edges(node: _Node, nodes: dict[str, _Node]) -> Iterator[Markup]:
    for tie in node.mark.values[3].split():
        parent, sign = nodes.get(tie[:-1]), tie[-1]
        if parent is not None and parent is not node:
            yield _edge((node.x, node.y), (parent.x, parent.y), sign)


def _edge(child: tuple[float, float], parent: tuple[float, float], sign: str) -> Markup:
    """Return a bow from child to parent that ends at their rims; an arrow where it is known who repeats whom."""
    dx, dy = parent[0] - child[0], parent[1] - child[1]
    length = hypot(dx, dy) or 1.0
    bend = min(18.0, length / 5)
    middle = (
        (child[0] + parent[0]) / 2 - dy / length * bend,
        (child[1] + parent[1]) / 2 + dx / length * bend,
    )
    ends = [_rim(end, middle) for end in (child, parent)]
    made = Markup('<path d="M{} {}Q{} {} {} {}" class="{}"/>')
    numbers = [fine(value) for point in (ends[0], middle, ends[1]) for value in point]
    if sign == "=":
        return made.format(*numbers, "tie twice") + made.format(*numbers, "tie gap")
    path = made.format(*numbers, "tie" if sign == ">" else "tie unsure")
    return path + _head(middle, ends[1]) if sign == ">" else path


def _rim(end: tuple[float, float], towards: tuple[float, float]) -> tuple[float, float]:
    dx, dy = towards[0] - end[0], towards[1] - end[1]
    length = hypot(dx, dy) or 1.0
    return end[0] + dx / length * (_RADIUS + 2), end[1] + dy / length * (_RADIUS + 2)


def _head(start: tuple[float, float], tip: tuple[float, float]) -> Markup:
    dx, dy = tip[0] - start[0], tip[1] - start[1]
    length = hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    back = (tip[0] - 8 * ux, tip[1] - 8 * uy)
    points = (tip, (back[0] - 4 * uy, back[1] + 4 * ux), (back[0] + 4 * uy, back[1] - 4 * ux))
    return Markup('<path d="M{} {}L{} {}L{} {}z" class="head"/>').format(
        *(fine(value) for point in points for value in point)
    )


def _drawn(node: _Node) -> Iterator[Markup]:
    collected = not node.mark.values[0].startswith("u")
    made = Markup('<circle cx="{}" cy="{}" r="{}" class="{}"><title>{}</title></circle>')
    kind = "node" if collected else "node missing"
    whole = ", ".join(part for part in (node.mark.label, node.mark.values[1]) if part)
    yield made.format(fine(node.x), fine(node.y), fine(_RADIUS), kind, whole)
    x, anchor = (node.x - 11, "end") if node.before else (node.x + 11, "start")
    yield write(x, node.y + 4, node.label, GLYPH * (_LABEL + 1), anchor=anchor, kind="halo")
