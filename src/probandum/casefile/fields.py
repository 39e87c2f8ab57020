"""Reading typed values out of one TOML table, with the line of each for the error."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any, TypeVar

from probandum.casefile.lines import Path
from probandum.errors import CaseFileError

LIMIT = 1 << 20
"""Bytes of a case file."""

W = TypeVar("W", bound=str)

_LEAST = Decimal("1e-9")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_TYPES = {str: "a string", int: "an integer", bool: "true or false", list: "an array", dict: "a table"}


def quoted(word: str) -> str:
    """Return a word in quotation marks, cut where it is long, without line breaks."""
    flat = printable(word[:200])
    return f"'{flat[:77]}…'" if len(flat) > 80 else f"'{flat}'"


def printable(text: str) -> str:
    """Return a text on one line, without anything a terminal would obey."""
    flat = " ".join(text.split())
    return "".join(letter if letter.isprintable() else f"\\u{{{ord(letter):x}}}" for letter in flat)


def nearest(word: str, known: Collection[str]) -> str:
    """Return ``did you mean …?``, or the whole list where nothing is near and the list is short."""
    folded = {item.lower(): item for item in sorted(known)}
    found = get_close_matches(word.lower()[:80], folded, n=1, cutoff=0.7)
    if found:
        return f"did you mean {quoted(folded[found[0]])}?"
    return "one of: " + ", ".join(map(printable, known)) if 0 < len(known) <= 16 else ""


@dataclass(frozen=True)
class Table:
    """One table of the file.

    Attributes:
        values: as tomllib gives them.
        name: as an error names it, e.g. ``[[source]]``.
        path: where it stands in the file.
        lines: line of every key of the file.
    """

    values: dict[str, Any]
    name: str
    path: Path
    lines: Mapping[Path, int]

    def line(self, *keys: str | int) -> int:
        """Return the line of a key, of the nearest thing around it otherwise, 0 where none is known."""
        path = (*self.path, *keys)
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)

    def wrong(self, key: str | tuple[str | int, ...], what: str, advice: str = "") -> CaseFileError:
        """Return the error about a key of this table."""
        keys = (key,) if isinstance(key, str) else key
        return CaseFileError(f"{self.name} {what}", advice, self.line(*keys))

    def only(self, known: Collection[str]) -> "Table":
        """Return itself if it has no key but these."""
        for key in self.values:
            if key not in known:
                raise self.wrong(key, f"has no key {quoted(key)}", nearest(key, known))
        return self

    def text(self, key: str, default: str | None = None) -> str:
        """Return a string; required and not blank where no default is given."""
        if key not in self.values and default is not None:
            return default
        value = self._typed(key, str)
        if default is None and not value.strip():
            raise self.wrong(key, f"{key} is empty", "write it, or leave the whole entry out")
        return str(value)

    def word(self, key: str, known: Sequence[W], default: W | None = None) -> W:
        """Return one of the known words; required where no default is given."""
        if key not in self.values and default is not None:
            return default
        value = self._typed(key, str)
        for item in known:
            if item == value:
                return item
        raise self.wrong(key, f"{key} cannot be {quoted(value)}", nearest(value, known))

    def number(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """Return an integer in [low, high]."""
        if key not in self.values and default is not None:
            return default
        value = self._typed(key, int)
        if not low <= value <= high:
            raise self.wrong(key, f"{key} is out of range", f"an integer from {low} to {high}")
        return int(value)

    def probability(self, key: str) -> Decimal:
        """Return a decimal in (0, 1), written as a number or as a string."""
        value = self.values.get(key)
        if isinstance(value, bool) or not isinstance(value, str | Decimal):
            raise self.wrong(key, f"{key} must be a probability", 'written as "0.80"')
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("NaN")
        if not (number.is_finite() and _LEAST <= number <= 1 - _LEAST):
            raise self.wrong(key, f"{key} must be a probability between 0 and 1, and neither", 'e.g. "0.80"')
        return number

    def texts(self, key: str) -> tuple[str, ...]:
        """Return an array of strings that are not blank; empty where it is missing."""
        if key not in self.values:
            return ()
        found: list[str] = []
        for index, item in enumerate(self._typed(key, list)):
            if not isinstance(item, str) or not item.strip():
                raise self.wrong((key, index), f"{key} must hold strings only, none of them empty")
            found.append(item)
        return tuple(found)

    def words(self, key: str, known: Sequence[W], default: tuple[W, ...]) -> tuple[W, ...]:
        """Return an array of known words, each once."""
        if key not in self.values:
            return default
        found: list[W] = []
        for index, item in enumerate(self.texts(key)):
            match = [word for word in known if word == item]
            if not match:
                raise self.wrong((key, index), f"{key} cannot hold {quoted(item)}", nearest(item, known))
            if match[0] in found:
                raise self.wrong((key, index), f"{key} holds {quoted(item)} twice")
            found.append(match[0])
        return tuple(found)

    def moment(self, key: str) -> str:
        """Return a date, or a time with its offset, as text; empty where it is missing."""
        value = self.values.get(key, "")
        if isinstance(value, datetime) and value.tzinfo is None:
            raise self.wrong(
                key, f"{key} has a time without an offset", "add Z or +hh:mm, or write the day only"
            )
        if isinstance(value, date):  # a datetime is one too
            return value.isoformat()
        if key in self.values and not _is_moment(self._typed(key, str)):
            raise self.wrong(
                key,
                f"{key} is no date: {quoted(value)}",
                "write 2018, 2018-02, 2018-02-09 or 2018-02-09T11:00:00Z",
            )
        return str(value)

    def file(self, key: str, default: str | None = None) -> str:
        """Return a path relative to the case folder, without ``.`` and doubled slashes."""
        path = self.text(key, default)
        return self._path((key,), path) if path else path

    def files(self, key: str) -> tuple[str, ...]:
        """Return an array of paths relative to the case folder, each once."""
        found: list[str] = []
        for index, item in enumerate(self.texts(key)):
            path = self._path((key, index), item)
            if path in found:
                raise self.wrong((key, index), f"{key} holds {quoted(path)} twice", "take one out")
            found.append(path)
        return tuple(found)

    def _path(self, keys: tuple[str | int, ...], path: str) -> str:
        key = keys[0]
        if "\\" in path or any(ord(character) < 32 for character in path):
            raise self.wrong(
                keys, f"{key} {quoted(path)} has a backslash or control character", "separate with /"
            )
        if path.startswith("/") or re.match("[A-Za-z]:", path):
            raise self.wrong(
                keys, f"{key} {quoted(path)} is absolute", "write it relative to the case folder"
            )
        parts = [part for part in path.split("/") if part not in ("", ".")]
        if ".." in parts or not parts:
            raise self.wrong(
                keys, f"{key} {quoted(path)} leads out of the case folder", "put the file inside"
            )
        return "/".join(parts)

    def table(self, key: str, name: str) -> "Table":
        """Return a table inside; an empty one where it is missing."""
        values = self._typed(key, dict) if key in self.values else {}
        return Table(values, name, (*self.path, key), self.lines)

    def tables(self, key: str) -> list["Table"]:
        """Return an array of tables; empty where it is missing."""
        found: list[Table] = []
        entries = self._typed(key, list, f"is written [[{key}]]") if key in self.values else []
        for index, values in enumerate(entries):
            if not isinstance(values, dict):
                raise self.wrong((key, index), f"{key} must hold tables only", f"is written [[{key}]]")
            found.append(Table(values, f"[[{key}]]", (*self.path, key, index), self.lines))
        return found

    def _typed(self, key: str, kind: type, advice: str = "") -> Any:
        if key not in self.values:
            raise self.wrong(key, f"needs a key '{key}'", advice or f"add {key} = …")
        value = self.values[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            got = _TYPES.get(type(value), "a number" if isinstance(value, Decimal) else "a date or time")
            raise self.wrong(key, f"{key} must be {_TYPES[kind]}, not {got}", advice)
        return value


def _is_moment(text: str) -> bool:
    if _DAY.fullmatch(text):
        text += "-01" * (2 - text.count("-"))
    elif not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text.upper())
    except ValueError:
        return False
    return True
