"""``probandum evaluate techniques``: train what suggests techniques from prose."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from probandum.cli.evaluate import Bundle, app
from probandum.cli.output import PLAIN, Options, emit, emit_json, emit_table, progress
from probandum.errors import StoreError, UsageError
from probandum.evaluate.technique_labels import read_labels
from probandum.evaluate.technique_model import Sources, Trained, figures_file, fit_model
from probandum.knowledge.bundle import MAX_BUNDLE
from probandum.model.ident import digest

__all__ = ["app", "techniques"]


@app.command(
    help_epilogue="Example: probandum evaluate techniques enterprise-attack-14.1.json.xz --labels labels.csv --output trained"
)
def techniques(
    bundle: Bundle,
    /,
    *,
    labels: Annotated[
        list[Path] | None,
        Parameter(help="Labelled sentences to learn from: JSON, CSV, TRAM's JSON. Repeatable.", negative=""),
    ] = None,
    running: Annotated[
        list[Path] | None,
        Parameter(
            help="Whole labelled reports, to fit the bands of authenticity on; never learnt from. Repeatable.",
            negative="",
        ),
    ] = None,
    output: Annotated[Path, Parameter(help="Folder for techniques.model and figures.json.")],
    options: Options = PLAIN,
) -> None:
    """Train the model that suggests techniques from prose, fit its bands, measure it by folds of reports.

    Learns from the procedure examples of the bundle and from your labels. Takes some minutes.
    """
    if output.exists() and not output.is_dir():
        raise StoreError(f"{output}: not a folder", "name a folder; it is made if it is not there")
    sources = _sources(labels or ()), _sources(running or ())
    with progress(options) as bar:
        trained = fit_model((bundle.name, _read(bundle)), *sources, bar)
    _write(output, trained)
    if options.json:
        emit_json({"written": str(output), "sha256": digest(trained.model), "figures": trained.figures})
        return
    _print(trained)
    emit(f"wrote {output / 'techniques.model'} ({len(trained.model):,} bytes) and figures.json")
    emit(f"sha256 {digest(trained.model)}")


def _sources(paths: "list[Path] | tuple[Path, ...]") -> Sources:
    found = {}
    for path in paths:
        if path.name in found:
            raise UsageError(f"{path}: a second file of that name", "rename one: the model names its sources")
        found[path.name] = read_labels(path)
    return found


def _print(trained: Trained) -> None:
    for what, values in trained.figures.items():
        emit_table(what, ("figure", "value"), [(name, f"{value:f}") for name, value in values.items()])
    rows = [(f"{one.least}", f"{one.share}", one.count, f"{one.in_sentence}") for one in trained.bands]
    emit_table("bands", ("score from", "right in the report", "of", "right at the sentence"), rows)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BUNDLE:
            raise UsageError(f"{path}: larger than {MAX_BUNDLE >> 20} MiB", "give an ATT&CK bundle")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", "name a file that can be read") from error


def _write(folder: Path, trained: Trained) -> None:
    """Write both files whole or not at all."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in (("techniques.model", trained.model), ("figures.json", figures_file(trained))):
            fresh = folder / f".{name}.new"
            fresh.write_bytes(data)
            fresh.replace(folder / name)
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror}", "name a folder that can be written to") from error
