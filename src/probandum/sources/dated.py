"""When a document is from, by what it says, by the analyst, and by when it came into custody."""

from collections.abc import Iterable

from probandum.model.exhibit import Acquisition
from probandum.model.ident import Digest, Value
from probandum.model.observation import Text

NESTED = 16
"""Levels of exhibits in exhibits that the time of the outermost is handed down."""


class Dated(Value, frozen=True):
    """A day with its basis, or bounds with their reasons; fields as in ``Document``."""

    published: str = ""
    published_basis: str = ""
    not_before: str = ""
    not_before_basis: str = ""
    not_after: str = ""
    not_after_basis: str = ""


def dated(text: Text, stated: str, taken: str) -> Dated:
    """Return the day of a document: the analyst's goes before its own, and nothing is from after its acquisition.

    Args:
        text: what was read of it.
        stated: by the analyst in the case file, empty for nothing.
        taken: when it came into custody (RFC 3339), empty where unknown. The time of a file on disk is never asked.
    """
    if stated:
        return Dated(stated, "stated in case.toml")
    day = taken[:10]
    late = bool(day) and text.published[:10] > day
    if text.published:
        basis = text.published_basis or "the document says so"
        return Dated(text.published, f"{basis}; this is after it was acquired on {day}" if late else basis)
    upper = [(text.not_after, text.not_after_basis)] if text.not_after else []
    upper += [(day, f"it was acquired on {day}")] if day else []
    last = min(upper, default=("", ""))
    clash = bool(last[0]) and text.not_before > last[0]
    first = ("", "") if clash else (text.not_before, text.not_before_basis)
    return Dated("", text.published_basis, *first, *last)


def taken(acquisitions: Iterable[Acquisition]) -> dict[Digest, str]:
    """Return when each exhibit first came into custody: itself, or what it lies in."""
    every = list(acquisitions)
    first: dict[Digest, str] = {}
    for one in every:
        first[one.exhibit] = min(one.at, first.get(one.exhibit, one.at))
    inside = [(one.exhibit, one.parent) for one in every if one.parent is not None]
    for _ in range(NESTED):
        before = dict(first)
        for exhibit, parent in inside:
            first[exhibit] = min(first[exhibit], first.get(parent, first[exhibit]))
        if first == before:
            break
    return first
