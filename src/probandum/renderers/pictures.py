"""Figures as inline SVG that takes its colours from the page, and says in words what it shows.

No style attribute and no script, so a strict Content-Security-Policy lets it through. Lengths are in SVG user
units; text is measured by the mean width of a sans-serif glyph, so every text is cut before it can touch another.
"""

from collections.abc import Iterator
from decimal import Decimal

from markupsafe import Markup

from probandum.model.figure import Figure, Mark
from probandum.renderers.curves import curve, falls, intervals, waterfall
from probandum.renderers.dates import day_of
from probandum.renderers.origin_map import origin_map
from probandum.renderers.strip import strip
from probandum.renderers.strokes import GLYPH, WIDTH, cut, fine, line, write

_DESCRIPTION = 700


def draw(figure: Figure, name: str) -> Markup:
    """Return one ``<svg>`` element; ``name`` makes its ids unique in the page."""
    body, height = _KINDS[figure.kind](figure)
    described = cut("; ".join(_in_words(mark) for mark in figure.marks), _DESCRIPTION)
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


def _matrix(figure: Figure) -> tuple[Markup, float]:
    left, top, step = 170.0, 128.0, 32.0
    cell = min((WIDTH - left - 90) / max(len(figure.columns), 1), 84.0)
    heaviest = max((abs(float(value)) for mark in figure.marks for value in mark.values), default=0.0) or 1.0
    parts = [
        _slanted(name, left + cell * (column + 0.5), top - 8) for column, name in enumerate(figure.columns)
    ]
    for row, mark in enumerate(figure.marks):
        y = top + step * row
        parts.append(write(left - 12, y + step / 2 + 3, mark.label, left - 14, anchor="end", kind="label"))
        for column, value in enumerate(mark.values):
            box = (left + cell * column, y, cell - 3, step - 3)
            parts.append(_cell(Decimal(value), heaviest, box))
    return Markup("").join(parts), top + step * len(figure.marks) + 8


def _slanted(name: str, x: float, y: float) -> Markup:
    """Return a column's name at 40 degrees, cut to the room above and to the right."""
    shown = cut(name, int(min((y - 18) / 0.64, (WIDTH - x) / 0.77) / GLYPH))
    whole = Markup("<title>{}</title>").format(name) if shown != name else Markup("")
    made = Markup('<text transform="translate({} {}) rotate(-40)" class="axis">{}{}</text>')
    return made.format(fine(x), fine(y), whole, shown)


def _cell(weight: Decimal, heaviest: float, box: tuple[float, float, float, float]) -> Markup:
    x, y, width, height = box
    kind = "for" if weight > 0 else "against" if weight < 0 else "none"
    depth = 0.1 + 0.45 * float(abs(weight)) / heaviest
    made = Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="3" class="{}" fill-opacity="{:.2f}"/>')
    shown = (f"{weight:+.1f}" if weight else "0").replace("-", "−")
    words = write(x + width / 2, y + height / 2 + 4.5, shown, width, anchor="middle", kind="number")
    return made.format(fine(x), fine(y), fine(width), fine(height), kind, depth) + words


_SHAPES = {
    "published": '<circle cx="{x}" cy="{y}" r="5" class="k1"/>',
    "said": '<rect x="{a}" y="{b}" width="9" height="9" class="k2"/>',
    "observed": '<path d="M{x} {t}l6 6l-6 6l-6-6z" class="k3"/>',
}
_OTHER = '<circle cx="{x}" cy="{y}" r="4" class="k4"/>'


def _shape(kind: str, x: float, y: float) -> Markup:
    made = _SHAPES.get(kind, _OTHER).format(
        x=fine(x), y=fine(y), a=fine(x - 4.5), b=fine(y - 4.5), t=fine(y - 6)
    )
    return Markup(made)  # noqa: S704 — numbers only


def _timeline(figure: Figure) -> tuple[Markup, float]:
    """Return one row a mark, its sign at the date to scale, its words on the side with room."""
    left, right, top, step = 112.0, WIDTH - 16.0, 62.0, 23.0
    dated = [(day_of(mark.values[0]), mark) for mark in figure.marks if mark.values]
    days = [day for day, _ in dated if day is not None]
    first, last = (min(days), max(days)) if days else (0.0, 1.0)
    width = max(last - first, 1.0)
    parts = list(_legend(figure, left))
    bottom = top + step * len(dated)
    parts += [line(at, top - 14, at, bottom, "grid") for at in (left, (left + right) / 2, right)]
    for row, (day, mark) in enumerate(dated):
        y = top + step * (row + 0.35)
        parts.append(write(left - 18, y + 4, mark.values[0][:10], left - 18, anchor="end", kind="axis"))
        if day is None:
            parts.append(write(left + 12, y + 4, mark.label, right - left, kind="label"))
            continue
        x = left + (right - left) * (day - first) / width
        parts.append(line(left, y, x, y, "lead"))
        parts.append(_shape(mark.values[1] if len(mark.values) > 1 else "", x, y))
        before = x > (left + right) / 2
        room = (x - left if before else right - x) - 12
        parts.append(
            write(
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
        yield write(x + 12, 22, kind, 110, kind="axis")
        x += 34 + GLYPH * len(kind)


_KINDS = {
    "intervals": intervals,
    "matrix": _matrix,
    "timeline": _timeline,
    "curve": curve,
    "waterfall": waterfall,
    "falls": falls,
    "map": origin_map,
    "strip": strip,
}

__all__ = ["WIDTH", "draw"]
