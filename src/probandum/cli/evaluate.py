"""``probandum evaluate``: prequential, ranking, cases, fit."""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import App, Parameter

from probandum.cli.output import PLAIN, Options, emit, emit_json, open_case, printable, progress
from probandum.errors import KnowledgeError, StoreError, UsageError
from probandum.evaluate import report
from probandum.evaluate.cases import case_tables
from probandum.evaluate.cases import cases as measure_cases
from probandum.evaluate.outcomes import Outcome
from probandum.evaluate.prequential import OURS
from probandum.evaluate.prequential import prequential as measure
from probandum.evaluate.ranking import Asked, line, read_items
from probandum.evaluate.ranking import ranking as rank
from probandum.evaluate.results import Results, results
from probandum.evaluate.tables import Table, about, tables, text
from probandum.knowledge import packs
from probandum.knowledge.bundle import MAX_BUNDLE, from_bundle
from probandum.model.hypothesis import UNKNOWN
from probandum.model.ident import digest
from probandum.model.pack import Pack
from probandum.weighers.fitted import Fitted, ParameterFile, Vector, load, shipped

_MAX_ITEMS = 1 << 30
_MAX_PARAMETERS = 1 << 26
_SHOWN = 10

app = App(
    name="evaluate",
    help="Measure the method: how often it is right, how well it knows that, and when it is silent.",
    help_epilogue="Example: probandum evaluate prequential enterprise-attack-14.1.json.xz --output measured",
    help_format="plaintext",
)
Output = Annotated[
    Path | None, Parameter(help="Folder for report.html, table.md, results.json and the plots.")
]
Bundle = Annotated[Path, Parameter(name="BUNDLE", help="Official ATT&CK STIX bundle, or a pack file.")]


@app.command(
    help_epilogue="Example: probandum evaluate prequential enterprise-attack-14.1.json.xz --output measured"
)
def prequential(bundle: Bundle, /, *, output: Output = None, options: Options = PLAIN) -> None:
    """Replay a bundle, one report at a time, against what was known before it; beside the methods of others.

    Takes some minutes for a whole bundle.
    """
    if output and output.exists() and not output.is_dir():
        raise StoreError(f"{output}: not a folder", "name a folder; it is made if it is not there")
    pack = _pack(bundle)
    with progress(options) as bar:
        found = measure(pack, bar)
    _show(found, output, options)


@app.command(
    help_epilogue="Example: probandum evaluate ranking --knowledge attack.pack.json --items items.jsonl --rows rows.jsonl"
)
def ranking(
    *,
    knowledge: Annotated[
        Path, Parameter(name=["--knowledge", "--pack"], help="A pack file, or an ATT&CK bundle.")
    ],
    items: Annotated[Path, Parameter(help="One JSON object a line: id, date, observed, actor, exclude.")],
    rows: Annotated[Path, Parameter(help="File to write, one JSON object a line.")],
    parameters: Annotated[
        Path | None, Parameter(help="What evaluate fit wrote; default: what the program ships.")
    ] = None,
    options: Options = PLAIN,
) -> None:
    """Answer items: a probability for every known actor and for somebody else, lower ends, verdicts.

    Ids that the knowledge does not know are counted and reported. Where items say who it was, the answers are measured.
    """
    _keep_apart(rows, items, knowledge, parameters)
    asked = read_items(data := _read(items, _MAX_ITEMS), items.name)
    pack, fitted = _pack(knowledge), _fitted(parameters)
    with progress(options) as bar:
        ranked = list(rank(pack, asked, fitted, bar))
    _write(rows, b"".join(line(one.row) for one in ranked))
    answered = [one.outcome for one in ranked if one.outcome]
    found = _measured(pack, items.name, data, answered) if answered else None
    missed, uncited = _tally(one.missed for one in ranked), _tally(one.uncited for one in ranked)
    if options.json:
        told = {"written": str(rows), "rows": len(ranked), "parameters": fitted.file.fitted_on}
        emit_json({**told, "missed": missed, "uncited": uncited, "results": msgspec.to_builtins(found)})
        return
    emit(f"wrote {len(ranked)} rows to {rows}")
    for table in tables(found) if found else ():
        emit("\n" + text(table))
    _say_missed(missed, "observed ids that the knowledge does not know, left unweighed")
    _say_missed(uncited, "reports to leave out that the knowledge does not cite")
    _say_missed(
        _strangers(asked, pack), "right answers that the knowledge does not know: taken as somebody else"
    )


@app.command(help_epilogue="Example: probandum evaluate cases closed-cases --output measured")
def cases(
    folder: Annotated[
        Path, Parameter(name="DIR", help="Holds case folders, each with a truth.toml beside its case.toml.")
    ],
    /,
    *,
    output: Output = None,
    options: Options = PLAIN,
) -> None:
    """Hold your own closed cases against what is known of them by now, so that you see your own calibration."""
    with progress(options) as bar:
        found = measure_cases(folder, open_case, bar)
    written = report.write(found.results, output) if output and found.results else []
    if options.json:
        emit_json({**msgspec.to_builtins(found), "written": [str(path) for path in written]})
        return
    _print((*case_tables(found), *(tables(found.results) if found.results else ())))
    for sentence in (*found.shown, *(found.results.notes if found.results else ())):
        emit(sentence)
    _print_written(written)


@app.command(
    help_epilogue="Example: probandum evaluate fit enterprise-attack-14.1.json.xz --output fitted.json"
)
def fit(
    bundle: Bundle,
    /,
    *,
    output: Annotated[Path, Parameter(help="Parameter file to write.")],
    options: Options = PLAIN,
) -> None:
    """Fit the parameters on a bundle: values, spread over folds, bootstrap vectors, and the digest of the data."""
    from probandum.evaluate.parameter_file import as_bytes, fit_file

    _keep_apart(output, bundle)
    pack = _pack(bundle)
    with progress(options) as bar:
        file = fit_file(pack, bar)
    data = as_bytes(file)
    load(data)
    _write(output, data)
    if options.json:
        emit_json({"written": str(output), "sha256": digest(data), **_figures(file)})
        return
    _print(_fit_tables(file))
    emit(f"wrote {output}")
    emit(f"sha256 {digest(data)}")


def _show(found: Results, output: Path | None, options: Options) -> None:
    written = report.write(found, output) if output else []
    if options.json:
        emit_json({**msgspec.to_builtins(found), "written": [str(path) for path in written]})
        return
    emit(found.title)
    for sentence in (*found.protocol, about(found)):
        emit(sentence)
    emit("")
    _print(tables(found))
    for note in found.notes:
        emit(note)
    _print_written(written)


def _print(shown: Iterable[Table]) -> None:
    for table in shown:
        emit(text(table))


def _print_written(written: Sequence[Path]) -> None:
    for path in written:
        emit(f"wrote {path}")


def _measured(pack: Pack, name: str, data: bytes, answered: Sequence[Outcome]) -> Results:
    protocol = (
        "Each item is weighed by the whole pipeline, without the reports that it names; prior uniform.",
        "Items that do not say who it was are answered and not measured.",
    )
    title = f"{name} on {pack.name} {pack.version}"
    return results(title, {OURS: answered}, protocol, {**pack.made_from, name: digest(data)})


def _strangers(asked: Iterable[Asked], pack: Pack) -> dict[str, int]:
    known = {None, UNKNOWN, *(one.id for one in pack.actors)}
    return _tally((str(one.actor),) for one in asked if one.actor not in known)


def _tally(lists: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """Return in how many items each entry stands, sorted."""
    found: dict[str, int] = {}
    for entries in lists:
        for entry in entries:
            found[entry] = found.get(entry, 0) + 1
    return dict(sorted(found.items()))


def _say_missed(counted: dict[str, int], what: str) -> None:
    if counted:
        names = ", ".join(list(counted)[:_SHOWN]) + (", …" if len(counted) > _SHOWN else "")
        whole = sum(counted.values())
        sys.stderr.write(printable(f"{whole} {what}, {len(counted)} different: {names}") + "\n")


def _figures(file: ParameterFile) -> dict[str, object]:
    return {
        "fitted_on": file.fitted_on,
        "data": file.data,
        "declared": file.declared,
        **{
            name: {
                "trials": vector.trials,
                "log_loss": vector.loss,
                "values": vector.values,
                "spread": vector.spread,
            }
            for name, vector in _vectors(file)
        },
    }


def _vectors(file: ParameterFile) -> tuple[tuple[str, Vector], ...]:
    return ("cited", file.cited), ("uncited", file.uncited)


def _fit_tables(file: ParameterFile) -> Iterable[Table]:
    for name, vector in _vectors(file):
        which = "relations that name their reports" if name == "cited" else "relations that name none"
        yield Table(
            f"{file.fitted_on}, {which}",
            ("parameter", "fitted", "spread over folds"),
            tuple((key, f"{value:f}", f"{vector.spread[key]:f}") for key, value in vector.values.items()),
            f"Log-loss out of fold {vector.loss:f} nats over {vector.trials} reports; {len(vector.bootstrap)} vectors.",
        )


def _fitted(path: Path | None) -> Fitted:
    return load(_read(path, _MAX_PARAMETERS)) if path else shipped()


def _pack(path: Path) -> Pack:
    """Return a pack from a pack file or a bundle, told apart by what the bytes say."""
    data = _read(path, max(MAX_BUNDLE, packs.MAX_PACK))
    if data[:1] == b"{":
        try:
            kind = msgspec.json.decode(data, type=_Kind)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            advice = "give a pack that knowledge build wrote, or an official ATT&CK bundle"
            raise KnowledgeError(f"{path.name}: {error}", advice) from error
        if kind.type != "bundle" and kind.actors is not msgspec.UNSET:
            return packs.from_bytes(data, path.name)
    return from_bundle(data, path.name)


class _Kind(msgspec.Struct, frozen=True):
    """What tells a pack from a bundle."""

    type: str = ""
    actors: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


def _read(path: Path, most: int) -> bytes:
    try:
        if path.stat().st_size > most:
            raise UsageError(f"{path}: larger than {most >> 20} MiB", "give a smaller file")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", "name a file that can be read") from error


def _keep_apart(output: Path, *inputs: Path | None) -> None:
    """Refuse, before any work, an output that is no file or is one of the inputs."""
    if output.is_symlink() or (output.exists() and not output.is_file()):
        raise StoreError(f"{output}: not a regular file", "name a file that can be written")
    if output.exists() and any(one and one.exists() and output.samefile(one) for one in inputs):
        raise UsageError(f"{output}: is read from, and would be overwritten", "name another file")


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise StoreError(f"{path}: {error.strerror}", "name a file that can be written") from error
