"""Dates in the fields of documents: only what is written is taken.

A time of day without a zone is left off: RFC 3339 has no form for it, and to add a zone would be a guess.
"""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from probandum.readers.dates import YEARS, days

CLOCK = re.compile(
    r"(?:[T ,]{1,3}(?:at )?\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)? ?(?:[ap]\.?m\.?)? ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
PDF = re.compile(r"D?:?(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(?:(Z)|([+-])(\d{2})'?(\d{2})?'?)?")


def rfc3339(text: str) -> str:
    """Return a written date as an RFC 3339 date, or date and time where a zone is given; empty if it is none.

    Understands ISO 8601, RFC 5322 and all that :mod:`probandum.readers.dates` does; ``07/08/2020`` may be two days
    and is therefore none.
    """
    text = text.strip()[:80]
    try:
        if re.match(r"\d{4}-\d\d-\d\dT?", text):
            return _written(datetime.fromisoformat(text))
        if re.match(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d", text):
            return _written(parsedate_to_datetime(text))
    except ValueError:
        pass
    day = next(days(text), None)
    whole = day is not None and day.start == 0 and CLOCK.fullmatch(text, day.end)
    return day.first if day is not None and whole and day.certain else ""


def pdf_date(text: str) -> str:
    """Return a PDF date (``D:20200725223300+02'00'``, ISO 32000-1, 7.9.4) by RFC 3339; empty where it is none."""
    found = PDF.match(text.strip())
    if not found:
        return ""
    year, month, day, hour, minute, second, zulu, sign, zone, part = found.groups()
    whole = f"{year}-{month}-{day}"
    if hour and (zulu or sign):
        whole += f"T{hour}:{minute}:{second or '00'}" + ("+00:00" if zulu else f"{sign}{zone}:{part or '00'}")
    try:
        return _written(datetime.fromisoformat(whole))
    except ValueError:
        return ""


def _written(moment: datetime) -> str:
    if moment.year not in YEARS:
        return ""
    if moment.tzinfo is None:
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
