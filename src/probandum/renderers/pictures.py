"""Figures as inline SVG that takes its colours from the page, and says in words what it shows.

No style attribute and no script, so a strict Content-Security-Policy lets it through. Lengths are in SVG user
units; text is measured by the mean width of a sans-serif glyph, so every text is cut before it can touch another.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from probandum.model.dossier import Figure, Mark

WIDTH = 760
_GLYPH = 6.6
"""Mean advance of a glyph at 12 units: 0.55 em."""
_DESCRIPTION = 700


def draw(figure: Figure, name: str) -> Markup:
    """Return one ``<svg>`` element; ``name`` makes its ids unique in the page."""
    body, height = _KINDS[figure.kind](figure)
    described = _cut("; ".join(_in_words(mark) for mark in figure.marks), _DESCRIPTION)
    return Markup(
        '<svg role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {width} {height}" width="{width}" '
        'height="{height}" class="{kind}"><title id="{name}-t">{title}</title><desc id="{name}-d">{described}</desc>'
        "{body}</svg>"
    ).format(
        name=name,
        width=WIDTH,
        height=round(height),
        kind=figure.kind,
        title=figure.title,
        described=described,
        body=body,
    )


def _in_words(mark: Mark) -> str:
    return f"{mark.label}: {', '.join(mark.values)}"


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: max(limit - 1, 1)].rstrip() + "…"


def _text(x: float, y: float, words: str, room: float, *, anchor: str = "start", kind: str = "") -> Markup:
    """Return text cut to ``room`` units, the whole of it as a tooltip where it was cut."""
    shown = _cut(words, int(room / _GLYPH))
    whole = Markup("<title>{}</title>").format(words) if shown != words else Markup("")
    extra = Markup(' class="{}"').format(kind) if kind else Markup("")
    side = Markup(' text-anchor="{}"').format(anchor) if anchor != "start" else Markup("")
    return Markup('<text x="{}" y="{}"{}{}>{}{}</text>').format(_n(x), _n(y), side, extra, whole, shown)


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>').format(
        _n(x1), _n(y1), _n(x2), _n(y2), kind
    )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _intervals(figure: Figure) -> tuple[Markup, float]:
    left, right, top, step = 210.0, WIDTH - 70.0, 34.0, 34.0
    bars = [mark for mark in figure.marks if len(mark.values) == 3]
    across = [mark for mark in figure.marks if len(mark.values) == 1]
    bottom = top + step * len(bars)

    def x(value: str) -> float:
        return left + (right - left) * min(max(float(value), 0.0), 1.0)

    parts = []
    for tick in ("0", "0.25", "0.5", "0.75", "1"):
        parts.append(_line(x(tick), top - 6, x(tick), bottom, "grid"))
        parts.append(_text(x(tick), bottom + 18, tick, 60, anchor="middle", kind="axis"))
    for mark in across:
        at = x(mark.values[0])
        anchor = "start" if at < (left + right) / 2 else "end"
        room = right - at if anchor == "start" else at - left
        label = f"{mark.label} {float(mark.values[0]):.2f}"
        parts.append(_line(at, top - 12, at, bottom, "standard"))
        parts.append(
            _text(at + (6 if anchor == "start" else -6), top - 16, label, room, anchor=anchor, kind="axis")
        )
    for row, mark in enumerate(bars):
        y = top + step * (row + 0.5)
        low, middle, high = mark.values
        parts.append(_text(left - 14, y + 4, mark.label, left - 18, anchor="end", kind="label"))
        parts.append(_line(x(low), y, x(high), y, "interval"))
        parts.append(Markup('<circle cx="{}" cy="{}" r="6" class="dot"/>').format(_n(x(middle)), _n(y)))
        parts.append(_text(WIDTH - 8, y + 4, _probability(middle), 60, anchor="end", kind="number"))
    return Markup("").join(parts), bottom + 28


def _probability(value: str) -> str:
    """Return a probability as a label; never 0 or 1."""
    number = float(value)
    return "<0.01" if number < 0.005 else ">0.99" if number > 0.995 else f"{number:.2f}"


def _matrix(figure: Figure) -> tuple[Markup, float]:
    left, top, step = 170.0, 128.0, 32.0
    cell = min((WIDTH - left - 90) / max(len(figure.columns), 1), 84.0)
    heaviest = max((abs(float(value)) for mark in figure.marks for value in mark.values), default=0.0) or 1.0
    parts = [
        _slanted(name, left + cell * (column + 0.5), top - 8) for column, name in enumerate(figure.columns)
    ]
    for row, mark in enumerate(figure.marks):
        y = top + step * row
        parts.append(_text(left - 12, y + step / 2 + 3, mark.label, left - 14, anchor="end", kind="label"))
        for column, value in enumerate(mark.values):
            box = (left + cell * column, y, cell - 3, step - 3)
            parts.append(_cell(Decimal(value), heaviest, box))
    return Markup("").join(parts), top + step * len(figure.marks) + 8


def _slanted(name: str, x: float, y: float) -> Markup:
    """Return a column's name at 40 degrees, cut to the room above and to the right."""
    shown = _cut(name, int(min((y - 18) / 0.64, (WIDTH - x) / 0.77) / _GLYPH))
    whole = Markup("<title>{}</title>").format(name) if shown != name else Markup("")
    made = Markup('<text transform="translate({} {}) rotate(-40)" class="axis">{}{}</text>')
    return made.format(_n(x), _n(y), whole, shown)


def _cell(weight: Decimal, heaviest: float, box: tuple[float, float, float, float]) -> Markup:
    x, y, width, height = box
    kind = "for" if weight > 0 else "against" if weight < 0 else "none"
    depth = 0.1 + 0.45 * float(abs(weight)) / heaviest
    made = Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="3" class="{}" fill-opacity="{:.2f}"/>')
    shown = (f"{weight:+.1f}" if weight else "0").replace("-", "−")
    words = _text(x + width / 2, y + height / 2 + 4.5, shown, width, anchor="middle", kind="number")
    return made.format(_n(x), _n(y), _n(width), _n(height), kind, depth) + words


_SHAPES = {
    "published": '<circle cx="{x}" cy="{y}" r="5" class="k1"/>',
    "said": '<rect x="{a}" y="{b}" width="9" height="9" class="k2"/>',
    "observed": '<path d="M{x} {t}l6 6l-6 6l-6-6z" class="k3"/>',
}
_OTHER = '<circle cx="{x}" cy="{y}" r="4" class="k4"/>'


def _shape(kind: str, x: float, y: float) -> Markup:
    made = _SHAPES.get(kind, _OTHER).format(x=_n(x), y=_n(y), a=_n(x - 4.5), b=_n(y - 4.5), t=_n(y - 6))
    return Markup(made)  # noqa: S704 — numbers only


def _timeline(figure: Figure) -> tuple[Markup, float]:
    """Return one row a mark, its sign at the date to scale, its words on the side with room."""
    left, right, top, step = 112.0, WIDTH - 16.0, 62.0, 23.0
    dated = [(_day(mark.values[0]), mark) for mark in figure.marks if mark.values]
    days = [day for day, _ in dated if day is not None]
    first, last = (min(days), max(days)) if days else (0.0, 1.0)
    width = max(last - first, 1.0)
    parts = list(_legend(figure, left))
    bottom = top + step * len(dated)
    parts += [_line(at, top - 14, at, bottom, "grid") for at in (left, (left + right) / 2, right)]
    for row, (day, mark) in enumerate(dated):
        y = top + step * (row + 0.35)
        parts.append(_text(left - 18, y + 4, mark.values[0][:10], left - 18, anchor="end", kind="axis"))
        if day is None:
            parts.append(_text(left + 12, y + 4, mark.label, right - left, kind="label"))
            continue
        x = left + (right - left) * (day - first) / width
        parts.append(_line(left, y, x, y, "lead"))
        parts.append(_shape(mark.values[1] if len(mark.values) > 1 else "", x, y))
        before = x > (left + right) / 2
        room = (x - left if before else right - x) - 12
        parts.append(
            _text(
                x - 12 if before else x + 12,
                y + 4,
                mark.label,
                room,
                anchor="end" if before else "start",
                kind="halo",
            )
        )
    return Markup("").join(parts), bottom + 10


def _legend(figure: Figure, left: float) -> Iterator[Markup]:
    x = left
    for kind in sorted({mark.values[1] for mark in figure.marks if len(mark.values) > 1}):
        yield _shape(kind, x, 18)
        yield _text(x + 12, 22, kind, 110, kind="axis")
        x += 34 + _GLYPH * len(kind)


def _day(text: str) -> float | None:
    parts = (
        (text[:10] + "-01-01")[:10] if len(text) == 4 else f"{text[:7]}-01" if len(text) == 7 else text[:10]
    )
    try:
        return float(date.fromisoformat(parts).toordinal())
    except ValueError:
        return None


def _curve(figure: Figure) -> tuple[Markup, float]:
    left, right, top, bottom = 60.0, WIDTH - 190.0, 20.0, 240.0
    lines: dict[str, list[tuple[float, float]]] = {}
    for mark in figure.marks:
        lines.setdefault(mark.label, []).append((float(mark.values[0]), float(mark.values[1])))
    furthest = max((x for points in lines.values() for x, _ in points), default=1.0) or 1.0

    def place(x: float, y: float) -> tuple[float, float]:
        return left + (right - left) * x / furthest, bottom - (bottom - top) * min(max(y, 0.0), 1.0)

    parts = []
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        _, y = place(0, tick)
        parts.append(_line(left, y, right, y, "grid"))
        parts.append(_text(left - 10, y + 4, f"{tick:.2f}", 50, anchor="end", kind="axis"))
    for tick in _ticks(furthest):
        x, _ = place(tick, 0)
        parts.append(_text(x, bottom + 18, f"{tick:g}", 40, anchor="middle", kind="axis"))
    if figure.columns:
        parts.append(
            _text(
                (left + right) / 2, bottom + 36, figure.columns[0], right - left, anchor="middle", kind="axis"
            )
        )
    ends: list[float] = []
    for number, (label, points) in enumerate(lines.items(), start=1):
        placed = [place(x, y) for x, y in points]
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in placed)
        parts.append(Markup('<polyline points="{}" class="series s{}"/>').format(path, min(number, 3)))
        if number == 1:
            parts += [
                Markup('<circle cx="{}" cy="{}" r="4" class="dot"/>').format(_n(x), _n(y)) for x, y in placed
            ]
        end = _apart(placed[-1][1], ends)
        ends.append(end)
        parts.append(_text(right + 12, end + 4, label, WIDTH - right - 12, kind="label"))
    return Markup("").join(parts), bottom + 46


def _ticks(furthest: float) -> Iterator[float]:
    step = max(round(furthest / 10), 1)
    yield from (float(tick) for tick in range(0, int(furthest) + 1, step))


def _apart(wanted: float, taken: Sequence[float]) -> float:
    """Return a height at least 16 units from those taken, as near to the one wanted as can be."""
    free = wanted
    for other in sorted(taken):
        if abs(free - other) < 16:
            free = other + 16
    return free


_KINDS = {"intervals": _intervals, "matrix": _matrix, "timeline": _timeline, "curve": _curve}

__all__ = ["WIDTH", "draw"]
