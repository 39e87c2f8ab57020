"""``probandum verify``."""

from typing import Annotated

from cyclopts import Parameter

from probandum.cli.output import PLAIN, CaseFolder, Options, emit, emit_json, open_case, progress


def verify(
    case: CaseFolder,
    /,
    *,
    replay: Annotated[bool, Parameter(help="Also examine everything again and compare the products.")] = True,
    options: Options = PLAIN,
) -> None:
    """Recompute everything in custody and name the first thing that is wrong (exit code 3)."""
    with progress(options) as bar:
        report = open_case(case).verify(replay=replay, progress=bar)
    if options.json:
        emit_json({"whole": True, **report})
        return
    emit(
        f"whole: {report['acts']} acts, {report['objects']} objects, {report['replayed']} products made again and the same"
    )
    for note in report["notes"]:
        emit(f"note: {note}")
    emit(f"checkpoint: {report['checkpoint']}")
