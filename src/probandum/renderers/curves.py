"""Figures of numbers on an axis: intervals, falls, curves and waterfalls, as the inside of an SVG and its height."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from probandum.model.figure import STANDARD, Figure, Mark
from probandum.renderers.strokes import WIDTH, apart, cut, dot, fine, line, probability, write

_LEFT, _RIGHT, _TOP, _STEP = 210.0, WIDTH - 70.0, 34.0, 34.0


def intervals(figure: Figure) -> tuple[Markup, float]:
    """Return a row a mark: a bar from the least to the greatest probability, a dot between."""
    bars = [mark for mark in figure.marks if len(mark.values) == 3]
    bottom = _TOP + _STEP * len(bars)
    parts = list(_probability_axis(figure, bottom))
    for row, mark in enumerate(bars):
        y = _TOP + _STEP * (row + 0.5)
        low, middle, high = mark.values
        parts.append(write(_LEFT - 14, y + 4, mark.label, _LEFT - 18, anchor="end", kind="label"))
        parts.append(line(_x(low), y, _x(high), y, "interval"))
        parts.append(dot(_x(middle), y, 6))
        parts.append(write(WIDTH - 8, y + 4, probability(middle), 60, anchor="end", kind="number"))
    return Markup("").join(parts), bottom + 28


def falls(figure: Figure) -> tuple[Markup, float]:
    """Return a row a mark: a hollow dot at the probability now, a full one at what it falls to, a line between."""
    rows = [mark for mark in figure.marks if len(mark.values) == 2]
    step = 26.0
    bottom = _TOP + step * len(rows)
    parts = list(_probability_axis(figure, bottom))
    for row, mark in enumerate(rows):
        y = _TOP + step * (row + 0.5)
        now, without = mark.values
        parts.append(write(_LEFT - 14, y + 4, mark.label, _LEFT - 18, anchor="end", kind="label"))
        parts.append(line(_x(without), y, _x(now), y, "interval thin"))
        parts.append(dot(_x(now), y, 5, "ring"))
        parts.append(dot(_x(without), y, 5))
        parts.append(write(WIDTH - 8, y + 4, probability(without), 60, anchor="end", kind="number"))
    return Markup("").join(parts), bottom + 28


def _x(value: str) -> float:
    return _LEFT + (_RIGHT - _LEFT) * min(max(float(value), 0.0), 1.0)


def _probability_axis(figure: Figure, bottom: float) -> Iterator[Markup]:
    """Yield the grid from 0 to 1 and the lines across, each named at its head."""
    for tick in ("0", "0.25", "0.5", "0.75", "1"):
        yield line(_x(tick), _TOP - 6, _x(tick), bottom, "grid")
        yield write(_x(tick), bottom + 18, tick, 60, anchor="middle", kind="axis")
    for mark in figure.marks:
        if len(mark.values) == 1:
            at = _x(mark.values[0])
            left = at < (_LEFT + _RIGHT) / 2
            label, room = f"{mark.label} {float(mark.values[0]):.2f}", _RIGHT - at if left else at - _LEFT
            yield line(at, _TOP - 12, at, bottom, "standard")
            anchor = "start" if left else "end"
            yield write(at + (6 if left else -6), _TOP - 16, label, room, anchor=anchor, kind="axis")


_CURVE = (60.0, WIDTH - 190.0, 32.0, 252.0)
"""Left, right, top and bottom of the field of a curve."""

Line = list[tuple[float, float]]


def curve(figure: Figure) -> tuple[Markup, float]:
    """Return a line a label from 0 to 1 over its x, the first with dots; marks of one value stand across at their x."""
    _, right, _, bottom = _CURVE
    lines: dict[str, Line] = {}
    for mark in figure.marks:
        if len(mark.values) == 2:
            lines.setdefault(mark.label, []).append((float(mark.values[0]), float(mark.values[1])))
    furthest = max((x for points in lines.values() for x, _ in points), default=1.0) or 1.0
    placed = {label: [_placed(x, y, furthest) for x, y in points] for label, points in lines.items()}
    parts = list(_curve_axes(figure, furthest))
    for kind, points in zip(_series(placed), placed.values(), strict=True):
        path = " ".join(f"{fine(x)},{fine(y)}" for x, y in points)
        parts.append(Markup('<polyline points="{}" class="series {}"/>').format(path, kind))
        parts += [dot(x, y, 4) for x, y in points] if kind == "s1" else []
    ends = apart([points[-1][1] for points in placed.values()], 16, bottom)
    for kind, label, end in zip(_series(placed), placed, ends, strict=True):
        parts.append(line(right + 10, end, right + 26, end, f"series {kind}"))
        parts.append(write(right + 32, end + 4, label, WIDTH - right - 32, kind="label"))
    return Markup("").join(parts), bottom + 46


def _placed(x: float, y: float, furthest: float) -> tuple[float, float]:
    left, right, top, bottom = _CURVE
    return left + (right - left) * x / furthest, bottom - (bottom - top) * min(max(y, 0.0), 1.0)


def _curve_axes(figure: Figure, furthest: float) -> Iterator[Markup]:
    left, right, top, bottom = _CURVE
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        _, y = _placed(0, tick, furthest)
        yield line(left, y, right, y, "grid")
        yield write(left - 10, y + 4, f"{tick:.2f}", 50, anchor="end", kind="axis")
    for tick in _ticks(furthest):
        x, _ = _placed(tick, 0, furthest)
        yield write(x, bottom + 18, f"{tick:g}", 40, anchor="middle", kind="axis")
    for name in figure.columns[:1]:
        yield write((left + right) / 2, bottom + 36, name, right - left, anchor="middle", kind="axis")
    for mark in figure.marks:
        if len(mark.values) == 1:
            x, _ = _placed(float(mark.values[0]), 0, furthest)
            yield line(x, top - 10, x, bottom, "standard")
            room = 2 * min(x, WIDTH - x)
            yield write(x, top - 16, mark.label, room, anchor="middle", kind="axis")


def _series(labels: Iterable[str]) -> Iterator[str]:
    """Yield the class of each line: ``s1`` to ``s3`` in their order, ``standard`` for the standard of proof."""
    number = 0
    for label in labels:
        number += label != STANDARD
        yield "standard" if label == STANDARD else f"s{min(number, 3)}"


def _ticks(furthest: float) -> Iterator[float]:
    step = max(round(furthest / 10), 1)
    yield from (float(tick) for tick in range(0, int(furthest) + 1, step))


def waterfall(figure: Figure) -> tuple[Markup, float]:
    """Return a row a mark: a bar from where the last one ended to where this one ends, and what it adds."""
    left, right, top, step = 240.0, WIDTH - 76.0, 14.0, 24.0
    steps = [(float(mark.values[0]), float(mark.values[1]), mark) for mark in figure.marks]
    low = min((min(start, end) for start, end, _ in steps), default=0.0)
    high = max((max(start, end) for start, end, _ in steps), default=1.0)
    unit = (right - left) / ((high - low) or 1.0)
    bottom = top + step * len(steps)

    def x(value: float) -> float:
        return left + (value - low) * unit

    parts = [line(x(0.0), top - 6, x(0.0), bottom, "grid")]
    parts.append(write(x(0.0), bottom + 16, "0: even odds", 110, anchor="middle", kind="axis"))
    for row, (start, end, mark) in enumerate(steps):
        y = top + step * row
        parts.append(write(left - 12, y + 14, mark.label, left - 16, anchor="end", kind="label"))
        parts.append(_bar(x(start), x(end), y + 3, step - 7, mark))
        if row + 2 < len(steps):
            parts.append(line(x(end), y + step - 4, x(end), y + step + 3, "lead"))
        shown = f"{end - start:+.1f}".replace("-", "−") if abs(end - start) >= 0.05 else "0"
        parts.append(write(WIDTH - 8, y + 14, shown, 64, anchor="end", kind="number"))
    return Markup("").join(parts), bottom + 26


def _bar(start: float, end: float, y: float, height: float, mark: Mark) -> Markup:
    kind = "for" if end >= start else "against"
    made = Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="2" class="{}"><title>{}</title></rect>')
    words = f"{mark.label}: from {cut(mark.values[0], 12)} to {cut(mark.values[1], 12)} decibans"
    return made.format(
        fine(min(start, end)), fine(y), fine(max(abs(end - start), 1.0)), fine(height), kind, words
    )
