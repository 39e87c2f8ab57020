"""``probandum report``."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from probandum.cli.output import PLAIN, CaseFolder, Options, emit, emit_json, open_case, progress
from probandum.model.scales import Tlp


def report(
    case: CaseFolder,
    /,
    *,
    format: Annotated[  # noqa: A002
        tuple[str, ...],
        Parameter(help="html, markdown, json, stix or a plug-in's name; all if none is given."),
    ] = (),
    tlp: Annotated[Tlp, Parameter(help="What the reader may see; all by default.")] = "TLP:RED",
    output: Annotated[
        Path | None, Parameter(help="File to write (with one format) instead of CASE/dossier/.")
    ] = None,
    options: Options = PLAIN,
) -> None:
    """Write the dossier, doing first whatever is missing."""
    opened = open_case(case)
    with progress(options) as bar:
        opened.assess(bar)
    written = opened.report(format, tlp=tlp, output=output)
    if options.json:
        emit_json({"written": [str(path) for path in written]})
        return
    for path in written:
        emit(str(path))
