"""What every verb shares: opening the case, tables, JSON, progress. Text from evidence is made printable first."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import msgspec
from cyclopts import Parameter
from cyclopts.validators import Number

from probandum.case import Case
from probandum.interfaces import Runner

Progress = Callable[[str, int, int], None]
COUNT = Number(gte=0)
CaseFolder = Annotated[Path, Parameter(name="CASE", help="The case folder.")]


@Parameter(name="*")
@dataclass(frozen=True)
class Options:
    """What every command takes."""

    json: Annotated[bool, Parameter(negative="", help="Print JSON instead of tables.")] = False
    quiet: Annotated[bool, Parameter(negative="", help="No progress on stderr.")] = False


PLAIN = Options()


def printable(text: str) -> str:
    """Return text with what could steer a terminal or hide words (control, bidi, zero-width) written out."""
    return "".join(
        char if char.isprintable() or char in "\n\t" else char.encode("unicode_escape").decode()
        for char in text
    )


def open_case(folder: Path, runner: Runner | None = None) -> Case:
    """Open a case under the user's name and the machine's clock."""
    return Case.open(folder, runner=runner)


def plain(value: Any) -> Any:
    """Return records as JSON types, decimals as numbers."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, msgspec.Struct):
        fields = {name: plain(getattr(value, name)) for name in value.__struct_fields__}
        return {"id": value.id, **fields} if hasattr(value, "id") else fields
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def emit_json(value: Any) -> None:
    """Print a value as JSON."""
    sys.stdout.write(json.dumps(plain(value), indent=2, ensure_ascii=not _unicode()) + "\n")


def emit(text: str) -> None:
    """Print a line of text."""
    sys.stdout.write(printable(text) + "\n")


def emit_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table; text from evidence is never read as markup."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title), box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(str(cell))) for cell in row))
    width = None if sys.stdout.isatty() else 160
    Console(width=width, highlight=False).print(table)


@contextmanager
def progress(options: Options) -> Iterator[Progress | None]:
    """Give a progress bar on stderr, or None where nobody looks."""
    if options.quiet or options.json or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def advance(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield advance


def _unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
