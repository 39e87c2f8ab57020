"""``probandum acquire``."""

from typing import Annotated

from cyclopts import Parameter

from probandum.cli.output import PLAIN, CaseFolder, Options, emit_json, emit_table, open_case


def acquire(
    case: CaseFolder,
    /,
    *files: Annotated[str, Parameter(help="Files or folders; the case's evidence folder if none is given.")],
    options: Options = PLAIN,
) -> None:
    """Take evidence into custody: hashed, copied, logged. A file from elsewhere is called evidence/NAME."""
    taken = open_case(case).acquire(*files)
    if options.json:
        emit_json(taken)
        return
    rows = [
        (one.exhibit.digest[:12], one.exhibit.media_type, f"{one.exhibit.size:,}", one.acquisition.name)
        for one in taken
    ]
    emit_table(f"{len(rows)} taken into custody", ("sha256", "type", "bytes", "name"), rows)
