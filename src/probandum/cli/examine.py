"""``probandum examine``."""

from typing import Annotated

from cyclopts import Parameter

from probandum.cli.output import PLAIN, CaseFolder, Options, emit, emit_json, open_case, progress
from probandum.runners import Name, runner


def examine(
    case: CaseFolder,
    /,
    *,
    runner_: Annotated[Name, Parameter(name="--runner", help="Where the work is done.")] = "processes",
    master: Annotated[str, Parameter(help="URL of the Spark master, for --runner spark.")] = "",
    options: Options = PLAIN,
) -> None:
    """Read the evidence in custody: observations, each with its place in the bytes. Only what is new is read.

    The products are the same, byte for byte, wherever the work is done.
    """
    opened = open_case(case, runner(runner_, master))
    with progress(options) as bar:
        count = opened.examine(bar)
    kinds = opened.counts()
    omissions = opened.omissions()
    if options.json:
        emit_json({"examined": count, "observations": kinds, "omissions": omissions})
        return
    emit(f"examined {count} exhibits; {sum(kinds.values()):,} observations; {len(omissions)} omissions")
    for kind, number in kinds.items():
        emit(f"  {number:7,}  {kind}")
