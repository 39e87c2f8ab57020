"""Rows of delimited text (RFC 4180) with the place of each cell; broken quoting is read line by line."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

DELIMITERS = ",;\t|"
SAMPLE_LINES = 20
SAMPLE = 1 << 16


class Cell(NamedTuple):
    """A cell: its value, and the half-open range of its content in the text, without the quotes around it.

    Attributes:
        exact: each character of the value is one of the range; else the range covers it.
    """

    value: str
    start: int
    end: int
    exact: bool


class Row(NamedTuple):
    """A row with its half-open range in the text.

    Attributes:
        cells: the first of them.
        width: how many there are.
        broken: its quoting was broken, and read as if quotes meant nothing.
    """

    cells: list[Cell]
    width: int
    start: int
    end: int
    broken: bool


def sniff(text: str, at: int = 0) -> str:
    """Return the delimiter under which most of the first lines have as many cells as the first."""
    lines = [line for line in text[at : at + SAMPLE].split("\n") if line and not line.startswith("#")][
        :SAMPLE_LINES
    ]
    best, most = ",", 1
    for delimiter in DELIMITERS:
        widths = []
        try:
            widths = [
                len(row) for row in csv.reader(lines, delimiter=delimiter, skipinitialspace=True) if row
            ]
        except csv.Error:
            continue
        agreeing = Counter(widths)[widths[0]] if widths and widths[0] > 1 else 0
        if agreeing > most or (agreeing == most == 1 and best == ","):
            best, most = (delimiter, agreeing) if agreeing else (best, most)
    return best


def rows(text: str, at: int, delimiter: str, most: int) -> Iterator[Row]:
    """Yield the rows from a character on, blank lines left out. Linear; never raises.

    Args:
        text: with line feeds at line ends.
        at: start of a line.
        delimiter: one character.
        most: cells of a row that are given.
    """
    feed = _Lines(text, at)
    reader = csv.reader(feed, delimiter=delimiter, skipinitialspace=True, strict=True)
    sign = re.escape(delimiter)
    field = re.compile(rf' *(?:"([^"]*(?:""[^"]*)*)"(?={sign}|\n|\Z)|([^{sign}\n]*))')
    while True:
        start = feed.at
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield from _unquoted(text[start : feed.at], start, delimiter, most)
            continue
        if values:
            cells = _cells(text, start, feed.at, values[:most], field)
            yield Row(cells, len(values), start, feed.at, broken=False)


class _Lines:
    """Lines for the csv module; remembers how far it has read."""

    def __init__(self, text: str, at: int) -> None:
        self._text = text
        self.at = at

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.at >= len(self._text):
            raise StopIteration
        start = self.at
        self.at = self._text.find("\n", start) + 1 or len(self._text)
        return self._text[start : self.at]


def _unquoted(record: str, start: int, delimiter: str, most: int) -> Iterator[Row]:
    """Yield each line of a record with broken quoting as a row in which quotes mean nothing."""
    for line in record.split("\n"):
        if line:
            cells = _split(line.split(delimiter, most)[:most], start)
            yield Row(cells, line.count(delimiter) + 1, start, start + len(line), broken=True)
        start += len(line) + 1


def _split(values: list[str], start: int) -> list[Cell]:
    cells = []
    for value in values:
        cells.append(Cell(value, start, start + len(value), exact=True))
        start += len(value) + 1
    return cells


def _cells(text: str, start: int, end: int, values: list[str], field: re.Pattern[str]) -> list[Cell]:
    cells = []
    at = start
    for value in values:
        match = field.match(text, at, end)
        group = 1 if match and match[1] is not None else 2
        if match is None or match[group].replace('""', '"' if group == 1 else '""') != value:
            stop = len(text[start:end].rstrip("\n")) + start
            return [Cell(value, start, stop, exact=False) for value in values]
        left, right = match.span(group)
        cells.append(Cell(value, left, right, exact=right - left == len(value)))
        at = match.end() + 1
    return cells
