"""``probandum evaluate origins``: what is found of copies planted in texts, and how well origins of stories are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from cyclopts import Parameter
from cyclopts.validators import Number

from probandum.cli.output import PLAIN, Options, emit, emit_json, progress
from probandum.cli.train_statements import app
from probandum.errors import StoreError, UsageError
from probandum.evaluate.reuse_run import Plan, half_of, run
from probandum.evaluate.tables import text
from probandum.plugins import knowledge_source

__all__ = ["app", "origins"]

Half = Literal["tuning", "measuring", "all"]
_MOST = 1 << 26


@Parameter(name="*")
@dataclass(frozen=True)
class Amount:
    """What is planted, and in what."""

    half: Annotated[
        Half,
        Parameter(
            help="Files of even place among the sorted names are for tuning, the others for measuring."
        ),
    ] = "measuring"
    seed: Annotated[
        int | None, Parameter(help="First seed; default: 0 for tuning, else 1000.", validator=Number(gte=0))
    ] = None
    collections: Annotated[
        int,
        Parameter(help="Collections to plant in; each holds every sort five times.", validator=Number(gte=0)),
    ] = 10
    stories: Annotated[int, Parameter(help="Stories to tell.", validator=Number(gte=0))] = 200
    baselines: Annotated[bool, Parameter(negative="", help="Put simpler methods to the same plantings.")] = (
        False
    )
    worth: Annotated[
        int,
        Parameter(
            help="Reports to weigh alone, with ten copies, ten rewrites, one independent report beside them.",
            validator=Number(gte=0),
        ),
    ] = 0


SHIPPED = Amount()


@app.command(help_epilogue="Example: probandum evaluate origins reports/ --half measuring --output measured")
def origins(
    texts: Annotated[
        Path,
        Parameter(
            name="TEXTS", help="Folder of .txt files, a line or more a sentence; publisher_anything.txt."
        ),
    ],
    /,
    *,
    amount: Amount = SHIPPED,
    output: Annotated[
        Path | None, Parameter(help="Folder for table.md, results.json and recall.svg.")
    ] = None,
    options: Options = PLAIN,
) -> None:
    """Plant copies, quotations, notes, logs, templates and names in your texts and count what is found and for what it is taken.

    Then stories: reports of one event, copied along trees; how many origins are counted, and who is said to repeat whom.
    The same texts and seed give the same figures.
    """
    if output and output.exists() and not output.is_dir():
        raise StoreError(f"{output}: not a folder", "name a folder; it is made if it is not there")
    half = amount.half
    chosen = half_of(_texts(texts), half)
    first = amount.seed if amount.seed is not None else 0 if half == "tuning" else 1000
    name = texts.name if half == "all" else f"{texts.name}, {half} half"
    plan = Plan(name, first, amount.collections, amount.stories, amount.baselines, amount.worth)
    with progress(options) as bar:
        pack = knowledge_source("registry").load() if amount.worth else None
        found = run(chosen, plan, _nothing if bar is None else bar, pack)
    written = _write(found.files(), output) if output else []
    if options.json:
        emit_json({**msgspec.to_builtins(found.measured), "written": [str(path) for path in written]})
        return
    emit(found.measured.title)
    for sentence in found.measured.protocol:
        emit(sentence)
    for table in found.tables():
        emit("\n" + text(table))
    for path in written:
        emit(f"wrote {path}")


def _nothing(what: str, done: int, total: int) -> None:
    del what, done, total


def _texts(folder: Path) -> dict[str, str]:
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    if len(files) < 2:
        raise UsageError(f"{folder}: no folder with .txt files", "name a folder that holds some")
    found = {}
    for path in files:
        if path.stat().st_size > _MOST:
            raise UsageError(f"{path}: larger than {_MOST >> 20} MiB", "give smaller texts")
        try:
            found[path.stem] = path.read_text("utf-8")
        except UnicodeDecodeError as error:
            raise UsageError(f"{path}: not UTF-8: byte {error.start}", "convert it to UTF-8") from error
    return found


def _write(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise StoreError(
            f"{folder}: {error.strerror or error}", "name a folder that can be written"
        ) from error
    return [folder / name for name in files]
