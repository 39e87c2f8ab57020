"""Sentences that people labelled with techniques: their own files, TRAM's, and AnnoCTR's folder."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from probandum.errors import UsageError
from probandum.model.ident import Digest, Value, digest

MAX_LABELS = 256 << 20
"""Bytes of one file."""
_ADVICE = "give JSON (a list of text, labels, doc), CSV with these columns, TRAM's JSON, or a folder laid out like AnnoCTR"
_ID = re.compile(r"T\d{4}(?:\.\d{3})?")
_LINK = re.compile(r"attack\.mitre\.org/techniques/(T\d{4})(?:/(\d{3}))?")
_COLUMNS = {"text", "labels", "doc"}
_T = TypeVar("_T")


class Labelled(Value, frozen=True):
    """A sentence and what people found in it.

    Attributes:
        text: the sentence.
        labels: ids of techniques; none says that there is none.
        doc: the report it stands in; sentences of one report are never on both sides of a split.
    """

    text: str
    labels: frozenset[str]
    doc: str


class _Row(msgspec.Struct, frozen=True):
    text: str
    labels: list[str] | None = None
    label: str | None = None
    doc: str | None = None
    doc_title: str | None = None


class _Sentence(msgspec.Struct, frozen=True):
    text: str


class _Link(msgspec.Struct, frozen=True):
    mention: str
    left: str = msgspec.field(name="_context_left")
    right: str = msgspec.field(name="_context_right")
    label_link: str | None = None


def read_labels(path: Path) -> tuple[list[Labelled], Digest]:
    """Return the labelled sentences of a file or folder, in its order, and the digest of what was read.

    Raises:
        UsageError: not readable, of no known form, without one sentence, or a label that is no id of a technique.
    """
    try:
        if path.is_dir():
            found, made = _folder(path)
        else:
            if path.stat().st_size > MAX_LABELS:
                raise UsageError(f"{path}: larger than {MAX_LABELS >> 20} MiB", "give several smaller files")
            data = path.read_bytes()
            rows = _csv(data) if path.suffix.lower() == ".csv" else _json(data)
            found, made = [_labelled(row, number) for number, row in enumerate(rows, 1)], digest(data)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", "name labels that can be read") from error
    except (msgspec.MsgspecError, UnicodeDecodeError, csv.Error, ValueError, RecursionError) as error:
        raise UsageError(f"{path}: {error}", _ADVICE) from error
    found = [one for one in found if one.text.strip()]
    if not found:
        raise UsageError(f"{path}: no labelled sentence in it", _ADVICE)
    return found, made


def _json(data: bytes) -> list[_Row]:
    return msgspec.json.decode(data, type=list[_Row])


def _csv(data: bytes) -> list[_Row]:
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    if not set(reader.fieldnames or ()) >= _COLUMNS:
        raise ValueError("a CSV file without the columns text, labels, doc")
    return [
        _Row(row["text"] or "", (row["labels"] or "").replace(";", " ").split(), doc=row["doc"])
        for row in reader
    ]


def _labelled(row: _Row, number: int) -> Labelled:
    """Return a row as it counts.

    Raises:
        ValueError: it says nothing of labels or of its report, or a label is no id.
    """
    labels = (
        row.labels
        if row.labels is not None
        else None
        if row.label is None
        else [row.label][: bool(row.label)]
    )
    doc = row.doc or row.doc_title
    if labels is None or not doc:
        raise ValueError(f"entry {number}: no {'labels' if labels is None else 'doc'}")
    for label in labels:
        if not _ID.fullmatch(label):
            raise ValueError(f"entry {number}: {label!r} is no id of a technique, like T1059 or T1059.001")
    return Labelled(row.text, frozenset(labels), doc)


def _folder(path: Path) -> tuple[list[Labelled], Digest]:
    """Return all sentences of a folder like AnnoCTR's: ``entities`` holds the sentences, ``links`` the annotations."""
    found: list[Labelled] = []
    made: list[str] = []
    for file in sorted((path / "entities").glob("*.json")):
        sentences, links = file.read_bytes(), (path / "links" / file.name).read_bytes()
        made += [file.name, digest(sentences), digest(links)]
        marked: dict[str, set[str]] = {}
        for link in _lines(links, _Link):
            if match := _LINK.search(link.label_link or ""):
                id_ = f"{match[1]}.{match[2]}" if match[2] else match[1]
                marked.setdefault(_bare(link.left + link.mention + link.right), set()).add(id_)
        found += [
            Labelled(one.text, frozenset(marked.get(_bare(one.text), ())), file.stem)
            for one in _lines(sentences, _Sentence)
        ]
    return found, digest(json.dumps(made).encode())


def _lines(data: bytes, kind: type[_T]) -> Iterator[_T]:
    return (msgspec.json.decode(line, type=kind) for line in data.splitlines() if line.strip())


def _bare(text: str) -> str:
    return "".join(text.split())
