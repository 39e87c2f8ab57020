"""``probandum trace``."""

from typing import Annotated, Any

from cyclopts import Parameter

from probandum.cli.output import PLAIN, CaseFolder, Options, emit_json, open_case, printable
from probandum.cli.show import where
from probandum.model.dossier import Reference
from probandum.records import Step

_WIDE = 100
"""Columns of a terminal from which two passages stand next to each other."""


def trace(
    case: CaseFolder,
    name: Annotated[
        str,
        Parameter(
            name="ID",
            help="Id or its first digits, a value (T1059.001), or section.sentence (1.3) of the dossier.",
        ),
    ],
    /,
    *,
    options: Options = PLAIN,
) -> None:
    """Follow a sentence, weight, observation or shared passage back to the bytes it rests on; check their digest on the way.

    A passage opens on both sides, for example: probandum trace mycase passage:3fa8
    """
    steps = open_case(case).trace(name)
    if options.json:
        emit_json(steps)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    after: list[Step] = []
    for step in steps:
        if step.reference.kind == "place" and console.width >= _WIDE and console.is_terminal:
            after.append(step)
            if len(after) == 2:
                console.print(_beside(after, Text))
                after = []
            continue
        console.print(_line(step, Text), soft_wrap=not console.is_terminal)
    for step in after:
        console.print(_line(step, Text))


def _beside(steps: list[Step], text: Any) -> Any:
    """Return two places next to each other."""
    from rich.table import Table

    table = Table.grid(padding=(0, 3), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_row(*(_line(step, text) for step in steps))
    return table


def _line(step: Step, text: Any) -> Any:
    reference = step.reference
    line = text("  " * step.depth)
    line.append(printable(reference.label), style="bold" if step.depth == 0 else "")
    if reference.exhibit and reference.locator:
        line.append(
            f"\n{'  ' * step.depth}  {reference.exhibit} {where(reference.locator)} {step.check}", style="dim"
        )
    elif reference.exhibit:
        line.append(f"\n{'  ' * step.depth}  {reference.exhibit} {step.check}", style="dim")
    return _excerpt(line, reference, step.depth)


def _excerpt(line: Any, reference: Reference, depth: int) -> Any:
    if reference.excerpt:
        line.append(f"\n{'  ' * depth}  …{printable(reference.excerpt.before)}")
        line.append(f"▐{printable(reference.excerpt.match)}▌", style="reverse")
        line.append(f"{printable(reference.excerpt.after)}…")
    return line
