"""Days as people write them, in several languages; what may be two days is given as both, what is no day is not given.

Day and month in figures are certain where one of them is above 12 or where points stand between them; years of two
digits and years of other calendars (民國, 令和, هـ, พ.ศ.) are not converted.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from probandum.readers.month_names import ENGLISH, MONTHS

YEARS = range(1900, 2200)
LATE = "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19"
DIGITS = str.maketrans(LATE, "01234567890123456789")
"""Arabic-Indic and full-width digits; Persian ones go with another calendar."""

_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_EN = "|".join(sorted(ENGLISH, key=len, reverse=True))
_GAP = r"[ \xa0\u202f-]"
_DAY_FIRST = (
    rf"(?<![\d.,])(?P<day1>\d{{1,2}})(?:st|nd|rd|th|er|ro|[.ºª])?{_GAP}(?:de |of |d['’])?(?P<month1>{_NAMES})\b\.?,?"
    rf"{_GAP}(?:de |del )?(?P<year1>\d{{4}})(?!\d)"
)
_MONTH_FIRST = (
    rf"\b(?P<month2>{_EN})\.?[ \xa0](?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?[ \xa0](?P<year2>\d{{4}})(?!\d)"
)
_YEAR_FIRST = (
    r"(?<![\d.,/-])(?P<year3>\d{4})(?:(?P<sign>[-/.])(?P<month3>\d{1,2})(?P=sign)(?P<day3>\d{1,2})(?![\d/])"
    r"|\s?[年년]\s?(?P<month5>\d{1,2})\s?[月월]\s?(?P<day5>\d{1,2})\s?[日일]?)"
)
_FIGURES = (
    r"(?<![\d./,-])(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year4>\d{4})(?![\d/]|[.-]\d)"
)
DATE = re.compile(f"{_DAY_FIRST}|{_MONTH_FIRST}|{_YEAR_FIRST}|{_FIGURES}", re.IGNORECASE)
YEAR = re.compile(r"\d{4}")
"""Part of every date: mostly there is none, and then nothing else is looked for."""
MONTH_YEAR = re.compile(rf"\b(?P<month>{_EN})\.?,? (?P<year>\d{{4}})(?!\d)", re.IGNORECASE)


class Day(NamedTuple):
    """A written day: characters [start, end), and the earliest and the latest day that it may mean (ISO 8601)."""

    start: int
    end: int
    first: str
    last: str

    @property
    def certain(self) -> bool:
        """Whether it means one day only."""
        return self.first == self.last


def days(text: str) -> Iterator[Day]:
    """Yield the days that a text names, in order. Linear in its length."""
    plain = text if text.isascii() else text.translate(DIGITS)
    for found in DATE.finditer(plain) if YEAR.search(plain) else ():
        meant = sorted(set(_meant(found)))
        if meant:
            yield Day(found.start(), found.end(), meant[0], meant[-1])


def _meant(found: re.Match[str]) -> Iterator[str]:
    if found["one"]:
        pairs = [(found["two"], found["one"])]
        if found["mark"] != ".":
            pairs.append((found["one"], found["two"]))
        for month, day in pairs:
            yield from iso(found["year4"], int(month), day)
        return
    year = found["year1"] or found["year2"] or found["year3"]
    name = found["month1"] or found["month2"]
    number = MONTHS[name.casefold()] if name else int(found["month3"] or found["month5"])
    yield from iso(year, number, found["day1"] or found["day2"] or found["day3"] or found["day5"])


def iso(year: str, month: int, day: str) -> Iterator[str]:
    """Yield the day as ``YYYY-MM-DD`` if there is such a day in a year from 1900 to 2199."""
    try:
        made = date(int(year), month, int(day))
    except ValueError:
        return
    if made.year in YEARS:
        yield made.isoformat()
