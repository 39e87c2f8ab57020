"""Records and decisions as CSV for a spreadsheet, and back; what comes back is checked line by line."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from probandum.errors import UsageError

COLUMNS = (
    "id", "kind", "type", "file", "exhibit", "place", "what", "speaker", "subject", "quote", "authenticity", "how", "decision",
    "changes", "reason", "by",
)  # fmt: skip
NEEDED = ("id", "decision", "reason")
LARGEST = 64 << 20
"""Bytes of a file that is read."""
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""With these a spreadsheet takes a cell for a formula, or loses it."""
_MARK = "\ufeff"
_ADVICE = "save it as “CSV UTF-8”, with the header line that --export wrote"


class Line(NamedTuple):
    """One row of a file, and the line on which it begins."""

    number: int
    cells: dict[str, str]


def write(rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return rows as CSV (RFC 4180) with a header; cells that a spreadsheet would obey begin with an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerows([_guarded(row.get(name, "")) for name in COLUMNS] for row in rows)
    return (_MARK + out.getvalue()).encode()


def read(data: bytes) -> list[Line]:
    """Return the rows of a CSV file: with commas, semicolons or tabs, with or without a byte order mark.

    Rows whose cells are all empty are passed over.

    Raises:
        UsageError: it is no UTF-8, no CSV, or lacks a column; names the line.
    """
    if len(data) > LARGEST:
        raise UsageError(f"more than {LARGEST:,} bytes", "import it in parts")
    try:
        text = data.decode("utf-8").removeprefix(_MARK)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"line {line}: the file is not UTF-8", _ADVICE) from error
    rows = list(_rows(text))
    if not rows:
        raise UsageError("line 1: the file is empty", _ADVICE)
    first, header = rows[0][0], [cell.strip().lower() for cell in rows[0][1]]
    if missing := [name for name in NEEDED if name not in header]:
        raise UsageError(f"line {first}: there is no column {missing[0]!r}", _ADVICE)
    if twice := [name for name in COLUMNS if header.count(name) > 1]:
        raise UsageError(f"line {first}: the column {twice[0]!r} is there twice", _ADVICE)
    return [Line(number, _named(number, header, cells)) for number, cells in rows[1:] if any(cells)]


def changes_text(changes: Mapping[str, Any]) -> str:
    """Return changes as they stand in a cell: JSON, empty where there is none."""
    return msgspec.json.encode(dict(changes), order="sorted").decode() if changes else ""


def changes_of(text: str) -> dict[str, Any]:
    """Return the changes that a cell states: a JSON object, or ``field = value`` with a line or semicolon between.

    Raises:
        UsageError: it is neither.
    """
    text = text.strip()
    if not text:
        return {}
    if text.startswith("{"):
        try:
            return msgspec.json.decode(text, type=dict[str, Any])
        except (msgspec.MsgspecError, RecursionError) as error:
            raise UsageError(f"changes are no JSON object: {error}", "or write field = value") from error
    made: dict[str, Any] = {}
    for part in text.replace("\n", ";").split(";"):
        name, sign, value = (piece.strip() for piece in part.partition("="))
        if not sign and not name:
            continue
        if not sign or not name or name in made:
            raise UsageError(
                f"changes cannot be read at {part.strip()!r}", "write field = value; field = value"
            )
        made[name] = value
    return made


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith((*_FORMULA, "'")) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_FORMULA, "'")) else cell


def _named(number: int, header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    if len(cells) > len(header) and any(cells[len(header) :]):
        raise UsageError(f"line {number}: {len(cells)} cells under {len(header)} columns", _ADVICE)
    return {name: _bare(cell) for name, cell in zip(header, cells, strict=False)}


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the number of its first line."""
    head = text.partition("\n")[0]
    skip = head.lower().startswith("sep=")
    if skip:
        head = text.partition("\n")[2].partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            if not (skip and start == 1):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise UsageError(f"line {start}: no CSV: {error}", _ADVICE) from error
