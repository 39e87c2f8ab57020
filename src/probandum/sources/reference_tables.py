"""A table of reference figures, from the bytes of a CSV file that the case holds.

Columns, in any order, by their names in the first line: ``of`` (of what, in words), ``unit``, ``when`` (2019, 2020-07 or
2020-07-31), ``value``, and if there are any ``rank`` and ``note``. Delimiter comma, semicolon or tab; UTF-8; one row a
line. A number is a plain decimal, its thousands parted by commas or spaces or not at all; a decimal comma is refused,
because nobody can tell it from the other. What cannot be read is left out and said, with its line.
"""

import csv
import re
from collections.abc import Iterator
from decimal import Decimal

from probandum.model.brief import ReferenceNote
from probandum.model.exhibit import Locator
from probandum.model.ident import Digest, Value
from probandum.model.observation import Omission

TOOL = "reference/1"
LIMIT = 4 << 20
"""Bytes of a table."""
ROWS = 5_000
_CELL = 400
_PROBLEMS = 40
_NEEDED = ("of", "unit", "when", "value")
_KNOWN = (*_NEEDED, "rank", "note")
_BOM = b"\xef\xbb\xbf"
_GAP = " \u00a0\u2009\u202f"
_NUMBER = re.compile(
    rf"[+-]?(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:[{_GAP}]\d{{3}})+|\d{{1,24}})(?:\.\d{{1,12}})?", re.ASCII
)
_COMMA = re.compile(rf"[+-]?\d[\d.{_GAP}]*,\d+", re.ASCII)
_POINTS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3}){2,}", re.ASCII)
_WHEN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_RANK = re.compile(r"[1-9]\d{0,5}", re.ASCII)


class ReferenceRow(Value, frozen=True):
    """One row.

    Attributes:
        of: of what, in words.
        unit: what is counted or measured.
        when: year, month or day.
        value: the number; None where only a rank is given.
        rank: place in an order, 1 the first; None where none is given.
        exhibit: the table.
        locator: the line in it.
        text: the line as it stands there.
        source: from where the table is.
        published: when; may be empty.
    """

    of: str
    unit: str
    when: str
    value: Decimal | None
    rank: int | None
    exhibit: Digest
    locator: Locator
    text: str
    source: str
    published: str = ""


class ReferenceTable(Value, frozen=True):
    """What was read of one table, and what was not."""

    rows: tuple[ReferenceRow, ...]
    omissions: tuple[Omission, ...] = ()


class _Wrong(Exception):  # noqa: N818 — never leaves this file
    """A line that cannot be read, and why."""


def read_table(exhibit: Digest, data: bytes, note: ReferenceNote) -> ReferenceTable:
    """Return the rows of a table; what is wrong with others stands in its omissions, a line each. Never raises."""
    rows: list[ReferenceRow] = []
    problems: list[str] = []
    if len(data) > LIMIT:
        return ReferenceTable((), (Omission(exhibit, TOOL, f"{len(data):,} bytes, more than {LIMIT:,}"),))
    columns: dict[str, int] = {}
    delimiter = ","
    for number, start, line in _lines(data):
        if len(rows) == ROWS:
            problems.append(f"line {number}: the table has more than {ROWS:,} rows; the rest is left out")
            break
        try:
            text = _text(line)
            if columns:
                rows.append(_row(_cells(text, delimiter), columns, (exhibit, start, text), note))
            else:
                delimiter, columns = _header(text)
        except _Wrong as wrong:
            problems.append(f"line {number}: {wrong}")
            if not columns:
                break
    if not columns and not problems:
        problems.append(f"line 1: no columns; the first line names {', '.join(_NEEDED)}")
    if len(problems) > _PROBLEMS:
        problems[_PROBLEMS:] = [f"{len(problems) - _PROBLEMS:,} more lines could not be read"]
    return ReferenceTable(tuple(rows), tuple(Omission(exhibit, TOOL, line) for line in problems))


def _lines(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield number, start and content of each line that is not blank."""
    at = len(_BOM) if data.startswith(_BOM) else 0
    for number, line in enumerate(data[at:].split(b"\n"), start=1):
        content = line.rstrip(b"\r")
        if content.strip():
            yield number, at, content
        at += len(line) + 1


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise _Wrong("not UTF-8; save the table in that encoding") from None


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        return [
            cell.strip()
            for cell in next(csv.reader([text], delimiter=delimiter, strict=True, skipinitialspace=True))
        ]
    except csv.Error:
        raise _Wrong("its quotation marks do not pair, or a cell is too long") from None


def _header(text: str) -> tuple[str, dict[str, int]]:
    delimiter = max(",;\t", key=text.count)
    names = [name.casefold() for name in _cells(text, delimiter)]
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise _Wrong(
            f"no column {', '.join(missing)}; the first line names {', '.join(_NEEDED)}, and may name rank, note"
        )
    for name in names:
        if names.count(name) > 1 or name not in _KNOWN:
            raise _Wrong(
                f"column '{_short(name)}' {'stands there twice' if name in _KNOWN else 'is not known'}"
            )
    return delimiter, {name: at for at, name in enumerate(names)}


def _row(
    cells: list[str], columns: dict[str, int], place: tuple[Digest, int, str], note: ReferenceNote
) -> ReferenceRow:
    exhibit, start, text = place
    if len(cells) != len(columns):
        hint = "; a number with commas stands in quotation marks" if len(cells) > len(columns) else ""
        raise _Wrong(f"{len(cells)} cells, where the first line names {len(columns)}{hint}")
    row = {name: cells[at] for name, at in columns.items()}
    for name, cell in row.items():
        if len(cell) > _CELL:
            raise _Wrong(f"{name} has more than {_CELL} characters")
    if not any(character.isalnum() for character in row["of"]):
        raise _Wrong("of is empty; say in words of what the number is")
    if not _WHEN.fullmatch(row["when"]):
        raise _Wrong(f"when is '{_short(row['when'])}'; write 2019, 2020-07 or 2020-07-31")
    rank = row.get("rank", "")
    if rank and not _RANK.fullmatch(rank):
        raise _Wrong(f"rank is '{_short(rank)}'; write a whole number, 1 for the first")
    if not row["value"] and not rank:
        raise _Wrong("neither a value nor a rank")
    if row["value"] and not row["unit"]:
        raise _Wrong("unit is empty; say what the number counts")
    return ReferenceRow(
        of=row["of"],
        unit=row["unit"],
        when=row["when"],
        value=_number(row["value"]) if row["value"] else None,
        rank=int(rank) if rank else None,
        exhibit=exhibit,
        locator=Locator("byte", start, start + len(text.encode("utf-8"))),
        text=text,
        source=note.source,
        published=note.published,
    )


def _number(cell: str) -> Decimal:
    if _NUMBER.fullmatch(cell):
        return Decimal(re.sub(rf"[,{_GAP}]", "", cell))
    if _POINTS.fullmatch(cell):
        raise _Wrong(
            f"value is '{_short(cell)}', with points between thousands; write them without, or with commas"
        )
    if _COMMA.fullmatch(cell):
        raise _Wrong(f"value is '{_short(cell)}', with a decimal comma; write a decimal point")
    raise _Wrong(
        f"value is '{_short(cell)}', which is no plain decimal number, like 59045, \"59,045\" or 10.6"
    )


def _short(cell: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in cell[:40])
