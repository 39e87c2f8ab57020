"""``probandum trace``."""

from typing import Annotated, Any

from cyclopts import Parameter

from probandum.cli.output import PLAIN, CaseFolder, Options, emit_json, open_case, printable
from probandum.cli.show import where
from probandum.model.dossier import Reference
from probandum.records import Step


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
    """Follow a sentence, weight or observation back to the bytes it rests on, and check their digest on the way."""
    steps = open_case(case).trace(name)
    if options.json:
        emit_json(steps)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for step in steps:
        console.print(_line(step, Text), soft_wrap=not console.is_terminal)


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
