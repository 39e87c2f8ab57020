"""The strokes of a plot: SVG that stands alone, follows the reader's light or dark page, and says what it shows.

No script and nothing fetched. The one style sheet is the same in every plot, so a page that holds plots can allow it
by its hash. Lengths are SVG user units; numbers are written with one place, so the same plot has the same bytes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDTH, HEIGHT = 760, 440
LEFT, RIGHT, TOP, BOTTOM = 64.0, 530.0, 56.0, 372.0
SERIES = 6
"""Lines that colour and dash tell apart."""
_GLYPH = 6.6
_NEAR = 16.0

STYLE = """
.plot{--paper:#fff;--ink:#1c1f23;--muted:#565c64;--rule:#dcd8cf;--c1:#1d4f80;--c2:#b4452c;--c3:#1c7a63;--c4:#8a5a00;
--c5:#6b4fa0;--c6:#565c64;font:400 12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}
@media (prefers-color-scheme:dark){.plot{--paper:#1a1d22;--ink:#e9e7e1;--muted:#a6abb3;--rule:#353a42;--c1:#8fbdf0;
--c2:#ec8f75;--c3:#58c2a6;--c4:#e3b04b;--c5:#c3adf0;--c6:#a6abb3}}
.plot .paper{fill:var(--paper)}
.plot text{fill:var(--ink)}
.plot .head{font-size:14px;font-weight:600}
.plot .axis{fill:var(--muted);font-size:11px}
.plot .grid{stroke:var(--rule);stroke-width:1}
.plot .ideal{stroke:var(--muted);stroke-width:1;stroke-dasharray:4 4}
.plot .line{fill:none;stroke-width:2}
.plot .bar{stroke-width:7;stroke-linecap:butt;opacity:.32}
.plot .s1{stroke:var(--c1)}.plot .s2{stroke:var(--c2);stroke-dasharray:7 3}.plot .s3{stroke:var(--c3);stroke-dasharray:2 3}
.plot .s4{stroke:var(--c4);stroke-dasharray:10 3 2 3}.plot .s5{stroke:var(--c5);stroke-dasharray:4 2}
.plot .s6{stroke:var(--c6);stroke-dasharray:1 2}
.plot .dot{fill:var(--c1);stroke:var(--paper);stroke-width:1.5}
.plot .f1{fill:var(--c3)}.plot .f2{fill:var(--c2)}
"""


@dataclass(frozen=True)
class Axes:
    """What the two directions mean.

    Attributes:
        across: words under the horizontal axis.
        up: words over the vertical axis.
        marks: where the horizontal axis is marked, ascending; its ends are the ends of the axis.
        top: value at the upper end of the vertical axis; the lower end is 0.
    """

    across: str
    up: str
    marks: tuple[float, ...] = (0.0, 0.25, 0.5, 0.75, 1.0)
    top: float = 1.0

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where a value lies in the picture; what is beyond the axes lies on their ends."""
        low, high = self.marks[0], self.marks[-1]
        share = (x - low) / ((high - low) or 1.0)
        rise = y / (self.top or 1.0)
        return (
            LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0),
            BOTTOM - (BOTTOM - TOP) * min(max(rise, 0.0), 1.0),
        )


def standing_alone(name: str, title: str, described: str, parts: Sequence[Markup]) -> str:
    """Return a whole SVG file.

    Args:
        name: makes the ids unique in a page that holds several plots.
        title: what it shows.
        described: the figures in words, for those who cannot see it.
        parts: the drawing, under the title that is written over it.
    """
    made = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-t {name}-d" class="plot" '
        'viewBox="0 0 {width} {height}" width="{width}" height="{height}"><title id="{name}-t">{title}</title>'
        '<desc id="{name}-d">{described}</desc><style>{style}</style>'
        '<rect class="paper" width="{width}" height="{height}"/>{body}</svg>\n'
    )
    return str(
        made.format(
            name=name,
            width=WIDTH,
            height=HEIGHT,
            title=title,
            described=described,
            style=Markup(STYLE),  # noqa: S704 – our own words
            body=Markup("").join([words((LEFT, 22), title, WIDTH - LEFT, kind="head"), *parts]),
        )
    )


def frame(axes: Axes) -> Iterator[Markup]:
    """Draw grid, marks and what the axes mean."""
    for part in range(5):
        value = axes.top * part / 4
        _, y = axes.place(axes.marks[0], value)
        yield line((LEFT, y), (RIGHT, y), "grid")
        yield words((LEFT - 10, y + 4), f"{value:g}", 50, anchor="end", kind="axis")
    for mark in axes.marks:
        x, _ = axes.place(mark, 0)
        yield words((x, BOTTOM + 18), f"{mark:g}", 60, anchor="middle", kind="axis")
    yield words(((LEFT + RIGHT) / 2, BOTTOM + 54), axes.across, RIGHT - LEFT, anchor="middle", kind="axis")
    yield words((LEFT, TOP - 12), axes.up, WIDTH - LEFT, kind="axis")


def series(axes: Axes, lines: Sequence[tuple[str, Sequence[tuple[float, float]]]]) -> Iterator[Markup]:
    """Draw lines, the first with dots, and the name of each at its end, apart from each other.

    Raises:
        ValueError: more lines than can be told apart.
    """
    if len(lines) > SERIES:
        raise ValueError(f"{len(lines)} lines in one plot, at most {SERIES} can be told apart")
    taken: list[float] = []
    for number, (name, points) in enumerate(lines, start=1):
        if not points:
            continue
        placed = [axes.place(x, y) for x, y in points]
        path = " ".join(f"{at(x)},{at(y)}" for x, y in placed)
        yield Markup('<polyline points="{}" class="line s{}"/>').format(path, number)
        if number == 1 and len(placed) <= 12:
            yield from (dot(point) for point in placed)
        height = _apart(placed[-1][1], taken)
        taken.append(height)
        yield line((RIGHT + 8, height), (RIGHT + 30, height), f"line s{number}")
        yield words((RIGHT + 36, height + 4), name, WIDTH - RIGHT - 40)


def words(
    place: tuple[float, float], said: str, room: float, *, anchor: str = "start", kind: str = ""
) -> Markup:
    """Return text, cut to ``room`` units; the whole of it stays as a tooltip."""
    limit = max(int(room / _GLYPH), 2)
    shown = said if len(said) <= limit else said[: limit - 1].rstrip() + "…"
    whole = Markup("<title>{}</title>").format(said) if shown != said else Markup("")
    return Markup('<text x="{}" y="{}" text-anchor="{}" class="{}">{}{}</text>').format(
        at(place[0]), at(place[1]), anchor, kind, whole, shown
    )


def line(start: tuple[float, float], end: tuple[float, float], kind: str) -> Markup:
    """Return a straight line."""
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>').format(
        at(start[0]), at(start[1]), at(end[0]), at(end[1]), kind
    )


def dot(place: tuple[float, float]) -> Markup:
    """Return a dot."""
    return Markup('<circle cx="{}" cy="{}" r="4" class="dot"/>').format(at(place[0]), at(place[1]))


def box(corner: tuple[float, float], size: tuple[float, float], kind: str) -> Markup:
    """Return a filled rectangle."""
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>').format(
        at(corner[0]), at(corner[1]), at(size[0]), at(size[1]), kind
    )


def at(value: float) -> str:
    """Return a length with at most one place, and no minus before a zero."""
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def _apart(wanted: float, taken: Sequence[float]) -> float:
    """Return a height at least 16 units from those taken, not above the one wanted."""
    free = wanted
    for other in sorted(taken):
        if abs(free - other) < _NEAR:
            free = other + _NEAR
    return free
