"""Who acts and when: the only place that reads environment and clock, for the ledger."""

import getpass
import os
import time
from datetime import UTC, datetime

_DIGITS = 11
"""Digits of a time up to the year 5138; what is longer is no time."""


def actor() -> str:
    """Return who acts: ``PROBANDUM_ACTOR``, or the user's login name."""
    named = os.environ.get("PROBANDUM_ACTOR")
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def now() -> str:
    """Return the time as RFC 3339 in UTC; ``SOURCE_DATE_EPOCH`` fixes it, for runs that must give the same bytes."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(fixed) if fixed.isdecimal() and len(fixed) <= _DIGITS else int(time.time())
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
