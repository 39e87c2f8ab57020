"""``probandum init``."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from probandum.case import Case
from probandum.cli.output import PLAIN, Options, emit, emit_json


def init(
    folder: Annotated[Path, Parameter(name="CASE", help="Folder to make.")],
    /,
    *,
    title: Annotated[str, Parameter(help="Title of the case.")] = "",
    options: Options = PLAIN,
) -> None:
    """Begin a case: a folder with a commented case.toml and an empty evidence folder."""
    written = Case.init(folder, title or folder.resolve().name)
    if options.json:
        emit_json({"case": str(folder), "written": [str(path) for path in written]})
        return
    for path in written:
        emit(f"wrote {path}")
    emit(
        f"next: edit {folder}/case.toml, put evidence into {folder}/evidence/, then: probandum assess {folder}"
    )
