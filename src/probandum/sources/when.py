"""Which of two documents was there first, as far as their dates tell."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from probandum.sources.reports import Report

_FIRST, _LAST = "0000-00-00", "9999-99-99"
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


class When(NamedTuple):
    """Between which days a document was published, and at which moment where that is known.

    Attributes:
        low: first possible day, ``YYYY-MM-DD``; the least string where nothing bounds it.
        high: last possible day; the greatest string where nothing bounds it.
        moment: seconds since 1970 where the time of day and its zone are known, else None.
        vouched: whether somebody stands for the date: a source of the case file, or whoever wrote the date there. What
            nobody vouches for is not before what somebody does: a page can bear any date.
    """

    low: str = _FIRST
    high: str = _LAST
    moment: float | None = None
    vouched: bool = True

    @property
    def day(self) -> str:
        """Its day where one day is known, else empty."""
        return self.low if self.low == self.high else ""

    @property
    def known(self) -> bool:
        """Whether anything bounds it."""
        return self.low != _FIRST or self.high != _LAST


def when(report: Report) -> When:
    """Return when a document was published: by its date, else between its bounds."""
    if stated := _days(report.published):
        return stated._replace(vouched=report.vouched)
    low, high = _days(report.not_before), _days(report.not_after)
    return When(low.low if low else _FIRST, high.high if high else _LAST)


def before(one: When, other: When) -> bool:
    """Return whether one was there before the other for certain.

    Two moments are compared as such. Otherwise the last possible day of one must lie before the first of the other:
    the same day, the same month of which no day is known, and bounds that overlap are no order.
    """
    if other.vouched and not one.vouched:
        return False
    if one.moment is not None and other.moment is not None:
        return one.moment < other.moment
    return one.high < other.low


def earliest(dates: list[When]) -> When:
    """Return when the first of several copies was there: before all of them if any may be that early."""
    vouched = all(one.vouched for one in dates)
    first = When(min(one.low for one in dates), min(one.high for one in dates), vouched=vouched)
    moments = [one.moment for one in dates if one.moment is not None]
    return first._replace(moment=min(moments)) if len(moments) == len(dates) else first


def _days(text: str) -> When | None:
    """Return the days that a date may mean; a time with its zone is of its own day and of the day in UTC."""
    found = _DAY.match(text)
    if not found:
        return None
    year, month, day = found.groups()
    low = f"{year}-{month or '01'}-{day or '01'}"
    high = f"{year}-{month or '12'}-{day or '31'}"
    if len(text) <= len("YYYY-MM-DD"):
        return When(low, high)
    try:
        moment = datetime.fromisoformat(text.upper())
        if moment.tzinfo is None:
            return When(low, high)
        utc = moment.astimezone(UTC)
        return When(min(low, str(utc.date())), max(high, str(utc.date())), utc.timestamp())
    except (ValueError, OverflowError):
        return When(low, high)
