"""The plots of an evaluation, each a whole SVG file."""

from collections.abc import Sequence

from markupsafe import Markup

from probandum.evaluate.drawing import (
    BOTTOM,
    LEFT,
    RIGHT,
    SERIES,
    TOP,
    WIDTH,
    Axes,
    box,
    dot,
    frame,
    line,
    series,
    standing_alone,
    words,
)
from probandum.evaluate.measures import Bin, Point
from probandum.evaluate.planted import Planting, Standing
from probandum.evaluate.results import Method, Results

_KEPT = 120
"""Points of a curve that are drawn; between two hundredths nobody sees a difference."""


def plots(found: Results) -> dict[str, str]:
    """Return name of a file → SVG for everything that was measured; more methods than lines are left to the table."""
    made = {"risk-coverage.svg": risk_coverage(found.methods[:SERIES])}
    for number, method in enumerate(found.methods, start=1):
        made[f"reliability-{number}.svg"] = reliability(method, f"reliability-{number}")
    if found.planted:
        made["planted.svg"] = planted(found.planted)
    if found.standing:
        made["standing.svg"] = survivors(found.standing)
    return dict(sorted(made.items()))


def reliability(method: Method, name: str = "reliability") -> str:
    """Draw how often the leading actor was right against how probable it was said to be.

    The bar of a bin is its two-sided 95 % Clopper–Pearson interval, the number its trials. On the dashed line, what
    is said is what comes true.
    """
    axes = Axes(
        "probability of the leading actor",
        "share that was right, with its 95 % interval; below, trials in each tenth",
    )
    parts = [*frame(axes), line(axes.place(0, 0), axes.place(1, 1), "ideal")]
    parts += [
        line(axes.place(one.mean, one.lower), axes.place(one.mean, one.upper), "bar s1")
        for one in method.bins
    ]
    for one in method.bins:
        x, _ = axes.place(one.low + 0.05, 0)
        parts += [
            dot(axes.place(one.mean, one.right / one.count)),
            words((x, BOTTOM + 34), str(one.count), 60, anchor="middle", kind="axis"),
        ]
    title = f"Reliability: {method.name}"
    return standing_alone(name, title, "; ".join(map(_bin, method.bins)) or "no trials", parts)


def risk_coverage(methods: Sequence[Method]) -> str:
    """Draw the share that is wrong among the surest trials against how many are taken.

    Raises:
        ValueError: more methods than lines can be told apart.
    """
    axes = Axes("share of trials, the surest first", "share of them that is wrong")
    curves = [(one.name, [(point.coverage, point.risk) for point in _thinned(one.curve)]) for one in methods]
    said = "; ".join(f"{one.name}: {_curve(one.curve)}" for one in methods)
    return standing_alone("risk-coverage", "Risk and coverage", said, [*frame(axes), *series(axes, curves)])


def planted(rows: Sequence[Planting]) -> str:
    """Draw how often a planted rival is named at the first threshold, plain and against the budget."""
    first = rows[0].named[0].threshold if rows else 0.0
    axes = Axes(
        "planted items",
        f"share of trials in which the rival is named at ≥ {first:g}",
        tuple(float(number) for number in sorted({row.planted for row in rows} | {0})),
    )
    curves: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        plain, held = row.named[0], row.held[0]
        for words_of, tally in (("", plain), (", with the budget", held)):
            curves.setdefault(f"{row.rival}{words_of}", []).append(
                (float(row.planted), tally.count / tally.of if tally.of else 0.0)
            )
    said = "; ".join(
        f"{name}: " + ", ".join(f"{y:.3f} of {x:g}" for x, y in points) for name, points in curves.items()
    )
    return standing_alone(
        "planted", "Planted items", said, [*frame(axes), *series(axes, list(curves.items()))]
    )


def survivors(rows: Sequence[Standing]) -> str:
    """Draw how many verdicts stand at each budget, right and wrong ones on top of each other."""
    most = max((row.of for row in rows), default=0) or 1
    budgets = sorted({row.budget for row in rows})
    bars = sorted({row.threshold for row in rows})
    parts: list[Markup] = []
    room = (RIGHT - LEFT) / max(len(bars), 1)
    width = room / (len(budgets) + 1)
    for group, bar in enumerate(bars):
        start = LEFT + room * group + width / 2
        for row in (row for row in rows if row.threshold == bar):
            parts += _column(row, start + width * row.budget, width, most)
        parts.append(words((start + room / 2 - width / 2, BOTTOM + 36), f"≥ {bar:g}", room, anchor="middle"))
    parts.append(line((LEFT, BOTTOM), (RIGHT, BOTTOM), "grid"))
    parts.append(words((LEFT, TOP - 12), "verdicts that stand, by threshold and budget", 400, kind="axis"))
    for height, kind, label in ((TOP + 20, "f1", "right"), (TOP + 42, "f2", "wrong")):
        parts += [box((RIGHT + 36, height - 10), (12, 12), kind), words((RIGHT + 56, height), label, 100)]
    parts.append(words((RIGHT + 36, TOP + 64), "under a column: the budget", WIDTH - RIGHT - 40, kind="axis"))
    said = "; ".join(
        f"≥ {row.threshold:g} at budget {row.budget}: {row.right} right of {row.of}" for row in rows
    )
    return standing_alone("standing", "Verdicts that stand though items were planted", said, parts)


def _column(row: Standing, x: float, width: float, most: int) -> list[Markup]:
    unit = (BOTTOM - TOP - 16) / most
    right, wrong = row.right * unit, (row.of - row.right) * unit
    return [
        box((x, BOTTOM - right), (width - 3, right), "f1"),
        box((x, BOTTOM - right - wrong), (width - 3, wrong), "f2"),
        words(
            (x + width / 2, BOTTOM - right - wrong - 4),
            f"{row.right}/{row.of}",
            60,
            anchor="middle",
            kind="axis",
        ),
        words((x + width / 2, BOTTOM + 16), str(row.budget), 30, anchor="middle", kind="axis"),
    ]


def _thinned(points: Sequence[Point]) -> list[Point]:
    """Return at most so many points, evenly over the curve, its ends among them."""
    if len(points) <= _KEPT:
        return list(points)
    step = (len(points) - 1) / (_KEPT - 1)
    return [points[round(step * number)] for number in range(_KEPT)]


def _bin(one: Bin) -> str:
    return f"{one.mean:.2f} said, {one.right} of {one.count} right ({one.lower:.2f} to {one.upper:.2f})"


def _curve(points: Sequence[Point]) -> str:
    """Return the curve in words: the risk at every quarter of the trials."""
    said = []
    for share in (0.25, 0.5, 0.75, 1.0):
        at_most = [point for point in points if point.coverage <= share + 1e-9]
        if at_most:
            said.append(f"{at_most[-1].risk:.3f} wrong of the surest {at_most[-1].coverage:.2f}")
    return ", ".join(said)
