"""Talking points through time: a row a point, its words above, a sign for each saying at its date, by party."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from probandum.model.figure import Figure, Mark
from probandum.renderers.dates import Dates, dates_on
from probandum.renderers.strokes import GLYPH, WIDTH, fine, line, write

_LEFT, _RIGHT, _NARROW, _UNDATED = 40.0, WIDTH - 40.0, WIDTH - 130.0, WIDTH - 60.0
_STEP, _WORDS, _SIGN = 15.0, 22.0, 16.0
"""Height of a sign, of the words of a row, and width of a sign."""
_HIGH = 5
"""Signs above one another; what is more is counted."""
_FORMS = 6
"""Parties with a form of their own; where there are more, the later ones have a number in a ring."""
_NAMED = 18
"""Parties of the legend; the others share one sign."""


@dataclass(frozen=True)
class _Said:
    """Sayings of one party at one date that repeat in one way."""

    day: str
    party: str
    how: str
    times: int

    @property
    def first(self) -> bool:
        return self.how == "first known"


def strip(figure: Figure) -> tuple[Markup, float]:
    """Return the drawing and its height; what has no date stands at the right."""
    rows: dict[str, list[Mark]] = {}
    for mark in figure.marks:
        rows.setdefault(mark.label, []).append(mark)
    counts = Counter(mark.values[1] for mark in figure.marks)
    parties = sorted(counts, key=lambda party: (-counts[party], party))
    signs, bottom = _legend(parties, figure.marks)
    undated = any(not mark.values[0] for mark in figure.marks)
    days = [mark.values[0].lstrip("~") for mark in figure.marks]
    axis = dates_on(days, _LEFT, _NARROW if undated else _RIGHT)
    top = bottom + (20.0 if axis.scale else 0.0) + 32.0
    band = Markup('<rect x="0" y="{}" width="{}" height="{}" rx="4" class="band"/>')
    drawn: list[Markup] = []
    ground: list[Markup] = []
    y = top
    for label, marks in rows.items():
        row, height = _row(label, marks, axis, parties, y)
        drawn += row
        ground.append(band.format(fine(y), WIDTH, fine(height)))
        y += height + 4
    parts = [*signs, *ground, *axis.ticks(top - 12, top - 5, y - 4)]
    if axis.scale:
        parts.append(write(8, top - 34, axis.scale, WIDTH - 16, kind="axis"))
    if undated:
        parts.append(line(_UNDATED, top - 5, _UNDATED, y - 4, "grid"))
        parts.append(write(_UNDATED, top - 12, "no date", 90, anchor="middle", kind="axis"))
    return Markup("").join([*parts, *drawn]), y


def _row(
    label: str, marks: Sequence[Mark], axis: Dates, parties: list[str], top: float
) -> tuple[list[Markup], float]:
    """Return a row and its height: what stands at one date is piled up, the first known lowest."""
    times = Counter((mark.values[0], mark.values[1], "".join(mark.values[2:3])) for mark in marks)
    said = [_Said(*key, count) for key, count in times.items()]
    said.sort(key=lambda one: (not one.first, one.day, one.party, one.how))
    piles: list[list[tuple[float, float]]] = []
    over: Counter[float] = Counter()
    put: list[tuple[_Said, float, int]] = []
    for one in said:
        x = axis.at(one.day.lstrip("~"))
        x = _UNDATED if x is None else x
        end = x + _SIGN / 2 + (6.0 * len(f"×{one.times}") if one.times > 1 else 0.0)
        start = x - _SIGN / 2
        lane = next(
            (n for n, taken in enumerate(piles) if all(b <= start or end <= a for a, b in taken)), len(piles)
        )
        if lane >= _HIGH:
            over[x] += one.times
            continue
        if lane == len(piles):
            piles.append([])
        piles[lane].append((start, end))
        put.append((one, x, lane))
    height = _WORDS + _STEP * (max(len(piles), 1) + bool(over)) + 10
    ground = top + height - 12
    parts = [
        line(10, ground, WIDTH - 10, ground, "grid"),
        write(10, top + 16, label, WIDTH - 20, kind="label"),
    ]
    parts += [_sign(one, parties, (x, ground - _STEP * lane)) for one, x, lane in put]
    for x, count in sorted(over.items()):
        parts.append(write(x, ground - _STEP * _HIGH + 4, f"+{count}", 60, anchor="middle", kind="axis"))
    return parts, height


def _legend(parties: list[str], marks: Sequence[Mark]) -> tuple[list[Markup], float]:
    """Return what signs mean, as far as they occur, and where it ends."""
    entries = [(_shape(number, (0.0, 0.0)), one) for number, one in enumerate(parties[:_NAMED])]
    if len(parties) > _NAMED:
        entries.append((_shape(_NAMED, (0.0, 0.0)), f"{len(parties) - _NAMED} other parties"))
    if any("".join(mark.values[2:3]) == "first known" for mark in marks):
        entries.append(
            (Markup('<circle cx="0" cy="0" r="8.5" class="ring"/>'), "ring: first, as far as is known")
        )
    if any(mark.values[0].startswith("~") for mark in marks):
        entries.append((_shape(0, (0.0, 0.0), hollow=True), "hollow (~): only a bound of the date is known"))
    parts: list[Markup] = []
    x, y = 8.0, 14.0
    for shape, words in entries:
        width = 30 + 6.0 * min(len(words), 50)
        if x > 8 and x + width > WIDTH:
            x, y = 8.0, y + 20
        parts.append(Markup('<g transform="translate({} {})">{}</g>').format(fine(x + 9), fine(y - 4), shape))
        parts.append(write(x + 23, y, words, GLYPH * 50, kind="axis"))
        x += width + 10
    return parts, y if parts else 0.0


def _sign(said: _Said, parties: list[str], place: tuple[float, float]) -> Markup:
    x, y = place
    ring = Markup('<circle cx="{}" cy="{}" r="8.5" class="ring"/>') if said.first else Markup("")
    number = min(parties.index(said.party), _NAMED)
    shape = _shape(number, place, hollow=said.day.startswith("~"))
    words = ", ".join(part for part in (said.day or "no date", said.party, said.how) if part)
    count = Markup("")
    if said.times > 1:
        words = f"{words}, {said.times} times"
        count = write(x + 9, y + 4, f"×{said.times}", 40, kind="axis")
    return Markup("<g><title>{}</title>{}{}{}</g>").format(words, ring.format(fine(x), fine(y)), shape, count)


def _shape(number: int, place: tuple[float, float], *, hollow: bool = False) -> Markup:
    """Return the sign of a party, told apart by form or number and not by colour alone."""
    x, y = place
    fill = " hollow" if hollow else ""
    if number >= _FORMS:
        said = str(number + 1) if number < _NAMED else "…"
        ring = Markup('<circle cx="{}" cy="{}" r="6.5" class="p5 hollow{}"/>')
        made = Markup('<text x="{}" y="{}" text-anchor="middle" class="tiny">{}</text>')
        return ring.format(fine(x), fine(y), " loose" if hollow else "") + made.format(
            fine(x), fine(y + 3), said
        )
    forms = (
        f"M{fine(x - 5)} {fine(y)}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
        f"M{fine(x - 4.5)} {fine(y - 4.5)}h9v9h-9z",
        f"M{fine(x)} {fine(y - 6)}l6 6l-6 6l-6-6z",
        f"M{fine(x)} {fine(y - 6)}l6 11h-12z",
        f"M{fine(x)} {fine(y + 6)}l6 -11h-12z",
        f"M{fine(x - 2)} {fine(y - 6)}h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
    )
    return Markup('<path d="{}" class="{}"/>').format(forms[number], f"p{number + 1}{fill}")
