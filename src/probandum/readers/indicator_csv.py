"""Tables of indicators: MISP's CSV export, vendors' feeds, lists without a header. Formulas are data."""

import re
from collections.abc import Iterator
from decimal import Decimal

from probandum.errors import ReadError
from probandum.interfaces import Limits
from probandum.model.exhibit import Exhibit, Locator
from probandum.model.observation import Observation, Omission, Text
from probandum.readers.assembly import Assembly
from probandum.readers.csv_rows import Cell, Row, rows, sniff
from probandum.readers.encoding import Decoded, decode
from probandum.readers.indicator_types import TYPES, Part, canonical, typed
from probandum.readers.losses import Losses
from probandum.readers.moments import epoch, moment
from probandum.readers.observables import plain, shaped

STATED = Decimal("0.95")
"""Authenticity of a value whose type the table states."""

SHAPED = Decimal("0.85")
"""Authenticity of a value whose type only its shape tells."""

CONTEXT = Decimal("0.70")
"""Authenticity of a value that the table does not mean for detection (MISP's ``to_ids``)."""

COLUMNS = 1_000
ROWS = 250_000
"""Rows that are read; a row takes about 0.1 ms."""

_NAMES = {
    "value": "artifact data indicator indicator-value ioc ioc-value observable observable-value value",
    "type": "attribute-type indicator-type ioc-type observable-type type",
    "prose": "comment context description details event-info info note notes remarks summary title",
    "time": "created date date-added dateadded first-seen first-seen-utc firstseen timestamp valid-from",
    "to-ids": "to-ids",
}
ROLES = {name: role for role, names in _NAMES.items() for name in names.split()}
"""Column → what its cells are. Columns named like a type of indicator hold values of that type."""

_FORMULA = re.compile(r"[=+@\t]|-\D")


class CsvReader:
    """Reads tables whose first row names the columns, and tables without such a row by the shape of their cells."""

    name = "csv/1"
    media_types = ("text/csv",)
    limits = Limits()

    def read(self, exhibit: Exhibit, data: bytes) -> Iterator[Observation | Text | Omission]:
        """Yield an observation an indicator, at its cell; descriptions as one text; and what was left out.

        Raises:
            ReadError: no row, or too large.
        """
        if len(data) > self.limits.size:
            raise ReadError(f"more than {self.limits.size:,} bytes", "split the table")
        yield from _Table(exhibit, decode(data), self.name).read()


class _Table:
    def __init__(self, exhibit: Exhibit, decoded: Decoded, by: str) -> None:
        self._exhibit = exhibit.digest
        self._decoded = decoded
        self._by = by
        self._losses = Losses(exhibit.digest, by)
        self._prose = Assembly(decoded)
        self._said: set[str] = set()
        self._header: list[str] | None = None
        self._comment: list[str] = []

    def read(self) -> Iterator[Observation | Text | Omission]:
        text = self._decoded.text
        at, delimiter = _start(text)
        count = 0
        for row in rows(text, at, delimiter, COLUMNS):
            if text[row.start] == "#":
                self._remark(row)
                continue
            count += 1
            if count > ROWS:
                left = text.count("\n", row.start)
                self._losses.add(
                    f"lines after the first {ROWS:,} rows, not read; split the table", count=left or 1
                )
                break
            yield from self._row(row)
        if not count and not self._comment:
            raise ReadError("holds no row", "look at where the file came from")
        if self._prose.length:
            yield Text(self._exhibit, self._by, *self._prose.finish())
        yield from self._losses.omissions()

    def _remark(self, row: Row) -> None:
        """Keep a comment: feeds name their columns in the last one before the data."""
        self._comment = [cell.value.strip('#" ') for cell in row.cells]
        self._say(Cell("", row.start, row.cells[-1].end, exact=True))

    def _row(self, row: Row) -> Iterator[Observation]:
        if row.broken:
            self._losses.add(
                "lines with broken quoting, read as if quotes meant nothing", where=self._where(row)
            )
        if row.width > COLUMNS:
            what = f"cells after the first {COLUMNS:,} of a row, not read"
            self._losses.add(what, where=self._where(row), count=row.width - COLUMNS)
        if self._header is None:
            self._header = self._names(row.cells)
            if self._header is not None and self._header is not self._comment:
                return
            self._header = self._header or []
        if self._header and len(row.cells) != len(self._header):
            self._losses.add("rows with more or fewer cells than the header", where=self._where(row))
        yield from self._indicators(row, dict(enumerate(row.cells)))

    def _names(self, cells: list[Cell]) -> list[str] | None:
        """Return the names of the columns: this row, if it names some, or the comment before it."""
        here = [canonical(cell.value) for cell in cells]
        if any(_role(name) for name in here) and not any(shaped(cell.value) for cell in cells):
            self._tell(here)
            return here
        self._comment = [canonical(name) for name in self._comment]
        if len(self._comment) == len(cells) and sum(bool(_role(name)) for name in self._comment) > 1:
            self._tell(self._comment)
            return self._comment
        return None

    def _tell(self, header: list[str]) -> None:
        for name in header:
            if not _role(name):
                self._losses.add("columns that are not read", name or "without a name")

    def _indicators(self, row: Row, cells: dict[int, Cell]) -> Iterator[Observation]:
        roles: dict[str, Cell] = {}
        values: list[tuple[Cell, str]] = []
        header = self._header or []
        whole = not any(_role(name) in {"value", "typed"} for name in header)
        for index, cell in cells.items():
            name = header[index] if index < len(header) else ""
            role = _role(name)
            if not cell.value.strip():
                continue
            if role == "typed":
                values.append((cell, name))
            elif role == "value" or (whole and not role):
                values.append((cell, ""))
            else:
                roles.setdefault(role, cell)
            if role == "prose":
                self._say(cell)
        context = self._context(roles)
        found = 0
        for cell, kind in values:
            for observation in self._observed(cell, kind or _value(roles, "type"), context, quiet=whole):
                found += 1
                yield observation
        if not found:
            self._losses.add("rows without an indicator", where=self._where(row))

    def _context(self, roles: dict[str, Cell]) -> tuple[str, Decimal]:
        stated = _value(roles, "time")
        time = moment(stated) or epoch(stated)
        if stated and not time:
            self._losses.add("times that are none, dropped", stated)
        meant = _value(roles, "to-ids").lower() not in {"0", "false", "no"}
        return time, STATED if meant else CONTEXT

    def _observed(
        self, cell: Cell, kind: str, context: tuple[str, Decimal], *, quiet: bool
    ) -> Iterator[Observation]:
        time, authenticity = context
        parts = typed(kind, cell.value) if kind else None
        if parts is None:
            found = shaped(cell.value)
            parts = [Part(found, 0, len(cell.value))] if found else []
            authenticity = min(authenticity, SHAPED)
        if not parts:
            if _FORMULA.match(cell.value):
                self._losses.add(
                    "cells that are formulas; kept as data, never evaluated", cell.value, self._place(cell)
                )
            elif not quiet:
                self._losses.add(
                    "values that are not well formed", f"{kind} {cell.value}".strip(), self._place(cell)
                )
        for part in parts:
            surface = plain(cell.value[part.start : part.end], 1_000)
            yield Observation(
                *part.found,
                self._exhibit,
                self._place(cell, part),
                self._by,
                surface="" if surface == part.found.value else surface,
                note=f"column type {plain(kind, 60)}" if kind else "told by its shape",
                time=time or None,
                authenticity=authenticity,
            )

    def _say(self, cell: Cell) -> None:
        """Add a cell to the text, once; a doubled quote in it is one."""
        raw = self._decoded.text[cell.start : cell.end]
        if not raw or raw in self._said:
            return
        self._said.add(raw)
        if self._prose.length:
            self._prose.insert("\n")
        at = cell.start
        for match in re.finditer('""', raw) if not cell.exact else ():
            self._prose.take(at, cell.start + match.start())
            at = cell.start + match.end()
            self._prose.replace('"', at - 2, at)
        self._prose.take(at, cell.end)

    def _place(self, cell: Cell, part: Part | None = None) -> Locator:
        if part is None or not cell.exact:
            return self._decoded.locate(cell.start, max(cell.end, cell.start + 1))
        return self._decoded.locate(cell.start + part.start, cell.start + part.end)

    def _where(self, row: Row) -> Locator:
        return self._decoded.locate(row.start, row.end)


def _start(text: str) -> tuple[int, str]:
    """Return where the table begins and its delimiter; Excel may state it in a first line (``sep=;``)."""
    stated = re.match(r"sep=([,;\t|])\n", text)
    return (stated.end(), stated[1]) if stated else (0, sniff(text))


def _role(name: str) -> str:
    return ROLES.get(name) or ("typed" if name in TYPES else "")


def _value(roles: dict[str, Cell], role: str) -> str:
    return roles[role].value.strip() if role in roles else ""
