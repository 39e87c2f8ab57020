"""Dates and times as RFC 3339; what is none is nothing."""

import re
from datetime import UTC, datetime

_STAMP = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)\s?(Z|z|UTC|[+-]\d\d:?\d\d)?)?"
)


def moment(text: str) -> str:
    """Return a checked date or time, empty where it is none.

    A time with its offset is given in UTC (``2018-02-09T11:15:00Z``); without offset nobody knows which one is
    meant, and the date alone is given.
    """
    match = _STAMP.fullmatch(text.strip()[:60])
    if not match:
        return ""
    day, clock, zone = match.groups()
    try:
        if not clock or not zone:
            return datetime.fromisoformat(f"{day}T{clock or '00:00'}").date().isoformat()
        offset = "+00:00" if zone in "ZzUTC" else zone
        return utc(datetime.fromisoformat(f"{day}T{clock.replace(',', '.')}{offset}"))
    except (ValueError, OverflowError):
        return ""


def epoch(text: str) -> str:
    """Return seconds since 1970, as digits, as a time; empty for what is none or not between 1990 and 2100."""
    if not re.fullmatch(r"\d{9,10}", text):
        return ""
    seconds = int(text)
    return utc(datetime.fromtimestamp(seconds, UTC)) if 631_152_000 <= seconds < 4_102_444_800 else ""


def utc(time: datetime) -> str:
    """Return a time with an offset in UTC.

    Raises:
        OverflowError: it falls out of the years 1 to 9999.
    """
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")
