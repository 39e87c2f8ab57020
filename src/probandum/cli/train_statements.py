"""``probandum evaluate statements``: train the model beside the rules of the statements."""

from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter

from probandum.cli.output import PLAIN, Options, emit, emit_json, emit_table, progress
from probandum.cli.train_techniques import app
from probandum.errors import StoreError, UsageError
from probandum.evaluate.statement_examples import gather
from probandum.evaluate.statement_model import fit
from probandum.evaluate.statement_net import vectors as vectors_in
from probandum.model.ident import digest
from probandum.plugins import knowledge_source

__all__ = ["app", "statements"]

_COMMAND = "probandum evaluate statements"


@app.command(
    help_epilogue="Example: probandum evaluate statements training/statements --documents tests/eval/statements --vectors training/vectors.mpk --output trained"
)
def statements(
    sentences: Annotated[
        Path, Parameter(help="Folder of labelled sentences: JSON lines with text and types.")
    ],
    /,
    *,
    documents: Annotated[
        list[Path],
        Parameter(
            help="Folder of labelled documents, on which the cuts are measured, out of fold. Repeatable.",
            negative="",
        ),
    ],
    vectors: Annotated[
        Path | None,
        Parameter(help="Vectors of words with which the net begins to learn; random ones without."),
    ] = None,
    output: Annotated[Path, Parameter(help="Folder for likely.mpk.")],
    options: Options = PLAIN,
) -> None:
    """Train the model that tells accusations, denials, rejections and demands, beside the rules; it takes minutes.

    Precision and recall are printed for documents that were held out in turn.
    """
    labelled = [path for folder in documents for path in _files(folder, "*.json")]
    examples = gather(_files(sentences, "*.jsonl"), labelled, knowledge_source("registry").load())
    given = vectors_in(vectors, examples.made_from) if vectors else None
    with progress(options) as bar:
        fitted = fit(examples, _COMMAND, given, bar)
    data = msgspec.msgpack.encode(fitted.model)
    try:
        output.mkdir(parents=True, exist_ok=True)
        (output / "likely.mpk").write_bytes(data)
    except OSError as error:
        raise StoreError(f"{output}: {error.strerror}", "choose another folder") from error
    if options.json:
        emit_json({"sha256": digest(data), "figures": fitted.figures})
        return
    names = list(next(iter(fitted.figures.values())))
    rows = [(kind, *(f"{values[name]:g}" for name in names)) for kind, values in fitted.figures.items()]
    emit_table(
        f"{len(examples.single):,} sentences, {len(examples.whole):,} in documents", ("kind", *names), rows
    )
    emit(f"wrote {output / 'likely.mpk'} ({len(data):,} bytes), sha256 {digest(data)}")


def _files(folder: Path, pattern: str) -> list[Path]:
    found = sorted(folder.glob(pattern))
    if not found:
        raise UsageError(f"{folder}: no files {pattern}", "name a folder that holds some")
    return found
