"""What stands right ahead of a number: the last word is looked at first, since most of them rule a pattern out."""

import re

from probandum.detectors.sayings import patterns

_NUMBERED = frozenset(patterns.NUMBERED)
_LEADING = frozenset(patterns.LEADING)
_MONTH_ENDS = frozenset(end for month in patterns.MONTHS for end in (month[-3:], month[:3], f"{month[1:3]}."))
"""Last three characters of the names of months and of their abbreviations."""
_KNOWN = frozenset(
    {"the", "these", "those", "both", "its", "their", "our", "all", "other", "of", "another"}
) | {
    "first",
    "last",
    "next",
}
_TELLING = re.compile(rf"\b(?:{'|'.join(sorted(_KNOWN))})\s+\Z", re.IGNORECASE)


def is_numbered(before: str) -> bool:
    """Return whether what is numbered stands ahead (“Figure”, “port”, “#”)."""
    if not before.isascii():
        return patterns.NOT_BEFORE.search(before) is not None
    tail = before.rstrip()
    if tail.endswith("#"):
        return True
    marked = tail.endswith((".", ":"))
    stem = tail[:-1] if marked else tail
    at = len(stem)
    while at and (stem[at - 1].isalnum() or stem[at - 1] == "_"):
        at -= 1
    word = stem[at:].lower()
    return word in _NUMBERED or (word == "v" and not marked)


def is_dated(before: str) -> bool:
    """Return whether the name of a month stands ahead."""
    if before.isascii() and before.rstrip()[-3:].lower() not in _MONTH_ENDS:
        return False
    return patterns.MONTH_BEFORE.search(before) is not None


def is_known(before: str) -> bool:
    """Return whether a word stands ahead that tells that what is counted is known (“the”, “its”, “all”)."""
    return before[-1:].isspace() and _TELLING.search(before) is not None


def leading(before: str) -> str:
    """Return the words ahead of a word that leads to a number (“a share of”); empty where none does."""
    last = before.rsplit(maxsplit=1)[-1:]
    found = patterns.LEFT_OF.search(before) if last and last[0] in _LEADING else None
    return found["of"] if found else ""
