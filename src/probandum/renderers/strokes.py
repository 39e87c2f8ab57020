"""Strokes of a figure: text, lines and dots as SVG, in user units; text is cut before it can touch another."""

from collections.abc import Sequence

from markupsafe import Markup

WIDTH = 760
GLYPH = 6.6
"""Mean advance of a glyph at 12 units: 0.55 em."""


def cut(text: str, limit: int) -> str:
    """Return text of at most ``limit`` characters, an ellipsis where more was."""
    return text if len(text) <= limit else text[: max(limit - 1, 1)].rstrip() + "…"


def write(x: float, y: float, words: str, room: float, *, anchor: str = "start", kind: str = "") -> Markup:
    """Return text cut to ``room`` units, the whole of it as a tooltip where it was cut."""
    shown = cut(words, int(room / GLYPH))
    whole = Markup("<title>{}</title>").format(words) if shown != words else Markup("")
    extra = Markup(' class="{}"').format(kind) if kind else Markup("")
    side = Markup(' text-anchor="{}"').format(anchor) if anchor != "start" else Markup("")
    return Markup('<text x="{}" y="{}"{}{}>{}{}</text>').format(fine(x), fine(y), side, extra, whole, shown)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    """Return a straight line of one class of the style sheet."""
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>').format(
        fine(x1), fine(y1), fine(x2), fine(y2), kind
    )


def fine(value: float) -> str:
    """Return a length with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def dot(x: float, y: float, radius: float, kind: str = "dot") -> Markup:
    """Return a filled or hollow dot."""
    return Markup('<circle cx="{}" cy="{}" r="{}" class="{}"/>').format(fine(x), fine(y), fine(radius), kind)


def probability(value: str) -> str:
    """Return a probability as a label; never 0 or 1."""
    number = float(value)
    return "<0.01" if number < 0.005 else ">0.99" if number > 0.995 else f"{number:.2f}"


def apart(wanted: Sequence[float], gap: float, lowest: float) -> list[float]:
    """Return heights at least ``gap`` units from each other and none below ``lowest``, near to those wanted."""
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at], at))
    placed: list[float] = []
    for at in order:
        placed.append(max([wanted[at], *(other + gap for other in placed[-1:])]))
    ceiling = lowest
    for at in reversed(range(len(placed))):
        placed[at] = min(placed[at], ceiling)
        ceiling = placed[at] - gap
    found = dict(zip(order, placed, strict=True))
    return [found[at] for at in range(len(wanted))]
