"""An axis of days: to scale where that keeps them apart, else their order and the time between them together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from markupsafe import Markup

from probandum.renderers.strokes import GLYPH, line, write

_APART = 22.0
"""Units that two days should lie apart, so that signs beside each other do not touch."""
_CROWDED = 0.7
"""Part of an even step that is asked for where there are too many days for :data:`_APART`."""
_WORDS = 10 * GLYPH + 6
"""Units that a day takes as words."""


@dataclass(frozen=True)
class Dates:
    """Where days stand.

    Attributes:
        places: day → units from the left.
        words: day → as it is written.
        to_scale: whether equal times are equal lengths.
    """

    places: dict[float, float]
    words: dict[float, str]
    to_scale: bool

    def at(self, text: str) -> float | None:
        """Return where a date of this axis stands; None for what is none."""
        day = day_of(text)
        return None if day is None else self.places.get(day)

    def ticks(self, y: float, top: float, bottom: float) -> Iterator[Markup]:
        """Yield a short stroke for every day, and words at ``y`` over a long line for as many as have room."""
        every = sorted(self.places)
        free, last = -_WORDS, self.places[every[-1]] if every else 0.0
        for day in every:
            x = self.places[day]
            ends = day in (every[0], every[-1])
            if not ends and (x - free < _WORDS or last - x < _WORDS):
                yield line(x, top, x, top + 5, "tick")
                continue
            free = x
            yield line(x, top, x, bottom, "grid")
            if x == last and len(every) > 1 and last - self.places[every[0]] < _WORDS:
                continue
            yield write(x, y, self.words[day], _WORDS, anchor="middle", kind="axis")

    @property
    def scale(self) -> str:
        """What lengths mean, in words; empty where fewer than three days leave nothing to compare."""
        if len(self.places) < 3:
            return ""
        return (
            "Days to scale."
            if self.to_scale
            else "Days in their order, further apart where more time lies between them; not to scale."
        )


def dates_on(texts: Iterable[str], left: float, right: float) -> Dates:
    """Return the axis that holds some dates; what is no date is passed over.

    The part of the step between two neighbours that does not depend on the time between them is the smallest that
    keeps the two nearest apart.
    """
    words: dict[float, str] = {}
    for text in texts:
        day = day_of(text)
        if day is not None:
            words[day] = max(words.get(day, ""), text[:10], key=lambda one: (len(one), one))
    days = sorted(words)
    if len(days) < 2:
        return Dates(dict.fromkeys(days, left), words, to_scale=True)
    span, even = days[-1] - days[0], 1 / (len(days) - 1)
    steps = [(after - before) / span for before, after in pairwise(days)]
    wanted = min(_APART / (right - left), _CROWDED * even)
    fixed = max((wanted - min(steps)) / (even - min(steps)), 0.0) if min(steps) < wanted else 0.0
    places, at = {days[0]: left}, 0.0
    for day, step in zip(days[1:], steps, strict=True):
        at += fixed * even + (1 - fixed) * step
        places[day] = left + (right - left) * at
    return Dates(places, words, to_scale=fixed == 0.0)


def day_of(text: str) -> float | None:
    """Return the ordinal of a day; a month or a year counts from its first day; None for what is no date."""
    parts = (
        (text[:10] + "-01-01")[:10] if len(text) == 4 else f"{text[:7]}-01" if len(text) == 7 else text[:10]
    )
    try:
        return float(date.fromisoformat(parts).toordinal())
    except ValueError:
        return None
