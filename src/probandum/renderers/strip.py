"""Talking points through time: a row a point, a sign for each saying at its date, by party."""

from markupsafe import Markup

from probandum.model.figure import Figure, Mark
from probandum.renderers.strokes import GLYPH, WIDTH, dates_on, fine, line, write

_LEFT, _RIGHT, _STEP = 250.0, 84.0, 30.0
_PARTIES = 6
"""Parties with a sign of their own; the others share one."""


def strip(figure: Figure) -> tuple[Markup, float]:
    """Return the drawing and its height; what has no date stands at the right, under a question mark."""
    rows = list(dict.fromkeys(mark.label for mark in figure.marks))
    parties = list(dict.fromkeys(mark.values[1] for mark in figure.marks))
    legend, top = _legend(parties)
    axis = dates_on([mark.values[0].lstrip("~") for mark in figure.marks], _LEFT + 10, WIDTH - _RIGHT)
    bottom = top + 34 + _STEP * len(rows)
    parts = [*legend, *axis.ticks(top + 8, top + 22, bottom)]
    if any(not mark.values[0] for mark in figure.marks):
        parts.append(write(WIDTH - 6, top + 8, "no date ?", _RIGHT - 10, anchor="end", kind="axis"))
    for place, label in enumerate(rows):
        y = top + 34 + _STEP * (place + 0.5)
        parts.append(line(_LEFT, y, WIDTH - 8, y, "grid"))
        parts.append(write(_LEFT - 10, y + 4, label, _LEFT - 14, anchor="end", kind="label"))
        at: dict[float, int] = {}
        for mark in (one for one in figure.marks if one.label == label):
            x = axis.at(mark.values[0].lstrip("~"))
            where = WIDTH - _RIGHT / 2 if x is None else x
            above = at.setdefault(round(where), 0)
            at[round(where)] += 1
            parts.append(_sign(mark, parties, (where, y - 7 * min(above, 2))))
    return Markup("").join(parts), bottom + 8


def _legend(parties: list[str]) -> tuple[list[Markup], float]:
    parts: list[Markup] = []
    x, y = 8.0, 16.0
    for number, party in enumerate(parties[:_PARTIES]):
        shown = party if number < _PARTIES - 1 or len(parties) <= _PARTIES else "all others"
        width = 28 + GLYPH * min(len(shown), 34)
        if x + width > WIDTH:
            x, y = 8.0, y + 20
        parts.append(_shape(number, (x + 6, y), hollow=False, first=False))
        parts.append(write(x + 17, y + 4, shown, GLYPH * 34, kind="axis"))
        x += width + 10
    return parts, y + 8


def _sign(mark: Mark, parties: list[str], place: tuple[float, float]) -> Markup:
    number = min(parties.index(mark.values[1]), _PARTIES - 1)
    how = mark.values[2] if len(mark.values) > 2 else ""
    shape = _shape(number, place, hollow=mark.values[0].startswith("~"), first=how == "first known")
    words = ", ".join(part for part in (mark.values[0] or "no date", mark.values[1], how) if part)
    return Markup("<g><title>{}</title>{}</g>").format(words, shape)


def _shape(number: int, place: tuple[float, float], *, hollow: bool, first: bool) -> Markup:
    """Return one of six signs, told apart by form and not by colour alone; a ring around what is first known."""
    x, y = place
    kind = f"p{number + 1}{' hollow' if hollow else ''}"
    ring = (
        Markup('<circle cx="{}" cy="{}" r="9.5" class="ring"/>').format(fine(x), fine(y))
        if first
        else Markup("")
    )
    forms = (
        f"M{fine(x - 5)} {fine(y)}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
        f"M{fine(x - 5)} {fine(y - 5)}h10v10h-10z",
        f"M{fine(x)} {fine(y - 6)}l6 6l-6 6l-6-6z",
        f"M{fine(x)} {fine(y - 6)}l6 11h-12z",
        f"M{fine(x)} {fine(y + 6)}l6 -11h-12z",
        f"M{fine(x - 2)} {fine(y - 6)}h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
    )
    return ring + Markup('<path d="{}" class="{}"/>').format(forms[number], kind)
