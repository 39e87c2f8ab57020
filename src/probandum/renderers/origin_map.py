"""The map of origins: a band an origin, its documents by date, an arrow from each to what it goes back to.

A document stands below the one that it repeats, like a reply below what it answers, so ties branch and hardly cross.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from probandum.model.figure import Figure, Mark
from probandum.renderers.dates import Dates, dates_on
from probandum.renderers.strokes import GLYPH, WIDTH, cut, fine, line, write
from probandum.renderers.ties import RADIUS, legend, tie

_LEFT, _RIGHT = 52.0, 548.0
"""Where the first and the last day stand; ties between documents of one day need the room at the left."""
_NARROW, _UNDATED = 430.0, 572.0
"""Where the last day stands beside documents without a date, and where those stand."""
_LANE, _HEAD, _LINE, _PAD = 20.0, 24.0, 15.0, 8.0
_NAME = 68
"""Characters of an origin's name on a line."""
_EDGE = WIDTH - 8.0
_ROOM = 150.0
"""Units of a name that two documents in one lane leave each other at least."""
_PILE = 4
"""Documents of one origin and day without a tie that are drawn one by one; more stand as one sign."""
_TOLD = 300
_ORDER = "=->"
"""Ties in the order of drawing: arrows last, on top."""


@dataclass(frozen=True)
class _Node:
    mark: Mark
    x: float
    y: float
    room: float = 0.0
    more: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.mark.values[0]


def origin_map(figure: Figure) -> tuple[Markup, float]:
    """Return the drawing and its height; what has no date stands in a column of its own at the right."""
    marks = {mark.values[0]: mark for mark in figure.marks}
    signs = legend(sign for mark in marks.values() for sign in _signs(mark, marks))
    dated = any(mark.values[1] for mark in marks.values())
    undated = any(not mark.values[1] and not mark.values[0].startswith("u") for mark in marks.values())
    right = _NARROW if undated else _RIGHT
    axis = dates_on([mark.values[1] for mark in marks.values()], _LEFT, right)
    aside = _UNDATED if dated else _LEFT
    top = signs[1] + (20.0 if axis.scale else 0.0) + 32.0
    bands: dict[str, list[Mark]] = {}
    for mark in marks.values():
        bands.setdefault(mark.values[2], []).append(mark)
    ground: list[Markup] = []
    titles: list[Markup] = []
    nodes: dict[str, _Node] = {}
    y = top
    for name, own in bands.items():
        head = list(_title(name, sum(not one.values[0].startswith("u") for one in own), y))
        start = y + _HEAD + _LINE * (len(head) - 2)
        placed, lanes = _Band(own, lambda text: axis.at(text) or aside).placed(start)
        nodes |= {node.key: node for node in placed}
        height = start - y + lanes * _LANE + _PAD
        ground += _ground(len(own) > 1, y, height)
        titles += head
        y += height + 6
    parts = [*signs[0], *ground, *_head(axis, (top, y), aside if undated else None), *titles]
    parts += [edge for sign in _ORDER for node in nodes.values() for edge in _edges(node, nodes, sign)]
    parts += [shape for node in nodes.values() for shape in _drawn(node)]
    return Markup("").join(parts), y + 2


def _head(axis: Dates, ends: tuple[float, float], aside: float | None) -> Iterator[Markup]:
    top, bottom = ends
    if axis.scale:
        yield write(8, top - 34, axis.scale, WIDTH - 16, kind="axis")
    yield from axis.ticks(top - 12, top - 5, bottom - 6)
    if aside is not None:
        yield line(aside, top - 5, aside, bottom - 6, "grid")
        yield write(aside, top - 12, "no date", 90, anchor="middle", kind="axis")


def _ground(several: bool, y: float, height: float) -> Iterator[Markup]:
    ground = Markup('<rect x="0" y="{}" width="{}" height="{}" rx="4" class="band"/>')
    yield ground.format(fine(y), WIDTH, fine(height))
    if several:
        yield Markup('<rect x="0" y="{}" width="4" height="{}" class="bond"/>').format(fine(y), fine(height))


def _title(name: str, count: int, y: float) -> Iterator[Markup]:
    """Yield how many documents count as one, and the name of the origin on one line or two."""
    said = f"{count} documents, one origin" if count > 1 else "1 document"
    yield write(_EDGE, y + 16, said, 170, anchor="end", kind="axis")
    first, rest = name, ""
    if len(name) > _NAME:
        first, _, rest = name[:_NAME].rpartition(" ")
        first, rest = (first, rest + name[_NAME:]) if first else (name[:_NAME], name[_NAME:])
    yield write(12, y + 16, first, GLYPH * (_NAME + 1), kind="who")
    if rest:
        yield write(12, y + 16 + _LINE, rest, GLYPH * (_NAME + 1), kind="who")


class _Band:
    """Gives the documents of one origin their places: those with ties as a tree, the others in as few lanes as can be."""

    def __init__(self, marks: Sequence[Mark], at: Callable[[str], float]) -> None:
        self._marks = {mark.values[0]: mark for mark in marks}
        self._at = at
        self._below: dict[str, list[str]] = {}
        for key, mark in sorted(self._marks.items()):
            parent = next((one[:-1] for one in _ties(mark) if one[:-1] in self._marks), key)
            if parent != key:
                self._below.setdefault(parent, []).append(key)
        self._tied = {*self._below, *(key for below in self._below.values() for key in below)}
        self._x = self._across()

    def placed(self, top: float) -> tuple[list[_Node], int]:
        """Return the nodes, the first lane at ``top``, and how many lanes they take."""
        order = self._order()
        nodes = [
            _Node(self._marks[key], self._x[key], top + _LANE * (lane + 0.5), _EDGE - self._x[key] - 11)
            for lane, key in enumerate(order)
        ]
        loose, lanes = self._loose(top + _LANE * len(order))
        return [*nodes, *loose], len(order) + lanes

    def _across(self) -> dict[str, float]:
        """Return how far right each stands; what nobody collected was there before what repeats it."""
        found = {key: self._at(mark.values[1]) for key, mark in self._marks.items()}
        for key in self._marks:
            if key.startswith("u"):
                below = [found[one] for one in self._below.get(key, ()) if not one.startswith("u")]
                found[key] = max(min(below, default=_LEFT) - 24, 16.0)
        return found

    def _order(self) -> list[str]:
        """Return those with ties: each above what goes back to it, in order of days; no circle holds it up."""
        below = {key for names in self._below.values() for key in names}
        ready = sorted(self._tied, key=lambda key: (key not in below, -self._x[key], key))
        ordered: dict[str, None] = {}
        while ready:
            key = ready.pop()
            if key in ordered:
                continue
            ordered[key] = None
            rank = {
                one: (self._x[one] > self._x[key], -self._x[one], one) for one in self._below.get(key, ())
            }
            ready += sorted(rank, key=rank.__getitem__)
        return list(ordered)

    def _loose(self, top: float) -> tuple[list[_Node], int]:
        days: dict[float, list[str]] = {}
        for key in self._marks:
            if key not in self._tied:
                days.setdefault(self._x[key], []).append(key)
        lanes: list[list[_Node]] = []
        for x, keys in sorted(days.items()):
            drawn = keys if len(keys) <= _PILE else keys[: _PILE - 1]
            more = tuple(self._marks[key].label for key in keys[len(drawn) :])
            piles = [(key, ()) for key in drawn] + ([(keys[len(drawn)], more)] if more else [])
            for key, told in piles:
                free = next((lane for lane in lanes if lane[-1].x + _ROOM <= x), None)
                if free is None:
                    lanes.append(free := [])
                free.append(_Node(self._marks[key], x, 0.0, _EDGE - x - 11, told))
        return [
            replace(
                node,
                y=top + _LANE * (number + 0.5),
                room=min(node.room, *(after.x - node.x - 24 for after in lane[place + 1 :][:1])),
            )
            if lane[place + 1 :]
            else replace(node, y=top + _LANE * (number + 0.5))
            for number, lane in enumerate(lanes)
            for place, node in enumerate(lane)
        ], len(lanes)


def _ties(mark: Mark) -> list[str]:
    return mark.values[3].split()


def _signs(mark: Mark, marks: Mapping[str, Mark]) -> Iterator[str]:
    yield from (one[-1] for one in _ties(mark) if one[:-1] in marks)
    if mark.values[0].startswith("u"):
        yield "u"


def _edges(node: _Node, nodes: Mapping[str, _Node], sign: str) -> Iterator[Markup]:
    for one in _ties(node.mark):
        parent = nodes.get(one[:-1])
        if one[-1] == sign and parent is not None and parent is not node:
            yield tie((node.x, node.y), (parent.x, parent.y), sign)


def _drawn(node: _Node) -> Iterator[Markup]:
    made = Markup('<circle cx="{}" cy="{}" r="{}" class="{}"><title>{}</title></circle>')
    kind = "node missing" if node.key.startswith("u") else "node"
    day = node.mark.values[1]
    whole = ", ".join(part for part in (*(node.more or (node.mark.label,)), day) if part)
    if node.more:
        yield made.format(fine(node.x + 3), fine(node.y - 2), fine(RADIUS), kind, cut(whole, _TOLD))
    yield made.format(fine(node.x), fine(node.y), fine(RADIUS), kind, cut(whole, _TOLD))
    said = f"and {len(node.more)} more of this day" if node.more and day else node.mark.label
    said = f"and {len(node.more)} more without a date" if node.more and not day else said
    yield write(node.x + 11 + 3 * bool(node.more), node.y + 4, said, max(node.room, 4 * GLYPH), kind="halo")
