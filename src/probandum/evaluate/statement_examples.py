"""Labelled sentences for the model beside the rules of the statements: single ones, and whole documents."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from probandum.detectors.names import NameDetector
from probandum.detectors.sayings.document import Document, Knowing
from probandum.detectors.sayings.likely import Seen, features
from probandum.errors import UsageError
from probandum.interfaces import Batch
from probandum.model.exhibit import Locator
from probandum.model.ident import Digest, digest
from probandum.model.observation import Observation, Span, Text
from probandum.model.pack import Pack

ACCUSING = frozenset({"accusation", "counter-accusation"})
_HALF = 0.5


class Example(NamedTuple):
    """One labelled sentence.

    Attributes:
        group: the document it stands in; a single sentence is its own.
        types: as labelled.
        rules: what the rules find in it.
        seen: what the model sees.
    """

    group: str
    types: frozenset[str]
    rules: frozenset[str]
    seen: Seen


class Examples(NamedTuple):
    """Labelled sentences and where they are from.

    Attributes:
        single: sentences without a document; learnt from.
        whole: sentences of documents; learnt from, and what the cuts are measured on, out of fold.
        made_from: digests of the files, by name.
    """

    single: list[Example]
    whole: list[Example]
    made_from: dict[str, Digest]


def gather(sentences: Sequence[Path], documents: Sequence[Path], pack: Pack) -> Examples:
    """Read labelled data; documents whose text is elsewhere are passed over.

    Args:
        sentences: JSON lines with ``text`` and ``types``; lines of one ``document`` follow upon each other in it.
        documents: JSON files with ``text`` and ``statements``, each with ``span`` and ``types``.
        pack: for the names.

    Raises:
        UsageError: a file cannot be read or holds something else.
    """
    reader = _Reader(pack)
    made_from: dict[str, Digest] = {}
    single: list[Example] = []
    whole: list[Example] = []
    for path in sorted(sentences):
        data = signed(path, made_from)
        for group, page in groupby(_sentences(data, path.name), lambda one: one[0]):
            single += reader.examples(group, *_joined([label for _, label in page]))
    for path in sorted(documents):
        label = _json(signed(path, made_from), path.name)
        if label.get("text"):
            about = label.get("metadata", {})
            labels = [(tuple(one["span"]), one["types"]) for one in label["statements"]]
            whole += reader.examples(
                label["doc"], label["text"], labels, about.get("title") or "", about.get("publisher") or ""
            )
    return Examples(single, whole, made_from)


class _Reader:
    """Runs the rules, without the model, over labelled texts."""

    def __init__(self, pack: Pack) -> None:
        self._pack, self._knowing, self._names = pack, Knowing(pack, None), NameDetector()

    def examples(
        self,
        group: str,
        content: str,
        labels: Sequence[tuple[Any, Sequence[str]]],
        title: str = "",
        publisher: str = "",
    ) -> Iterator[Example]:
        span = Span(0, len(content), Locator("byte", 0, len(content)))
        body = content.find(title) + len(title) if title and title in content[:1000] else 0
        text = Text(
            digest(content.encode()),
            "evaluate/1",
            content,
            (span,),
            title=title,
            publisher=publisher,
            body=body,
        )
        observed = [
            one for one in self._names.detect(Batch((text,)), self._pack) if isinstance(one, Observation)
        ]
        document = Document(text, observed, self._knowing, "evaluate/1")
        judged = document.judged()
        for (start, end), types in labels:
            rules = frozenset[str]().union(
                *(kinds for at, kinds in judged if _overlap(at, (start, end)) >= _HALF)
            )
            seen = features(content, (start, end), document.marks((start, end)))
            yield Example(group, frozenset(types), rules, seen)


def _sentences(data: bytes, name: str) -> Iterator[tuple[str, Any]]:
    """Yield labelled sentences with the document each stands in; one without is its own."""
    for number, line in enumerate(data.splitlines(), 1):
        label = _json(line, f"{name}:{number}")
        yield label.get("document") or f"{name}:{number}", label


def _joined(labels: Sequence[Any]) -> tuple[str, list[tuple[tuple[int, int], Sequence[str]]]]:
    """Return the text of sentences that follow upon each other, a line each, and where each of them stands."""
    places, at = [], 0
    for label in labels:
        places.append(((at, at + len(label["text"])), label["types"]))
        at += len(label["text"]) + 2
    return "\n\n".join(label["text"] for label in labels), places


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(common, 0) / max(min(one[1] - one[0], other[1] - other[0]), 1)


def signed(path: Path, made_from: dict[str, Digest], advice: str = "name files that can be read") -> bytes:
    """Return what a file holds, and add its digest by name to ``made_from``.

    Raises:
        UsageError: it cannot be read; with ``advice``.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", advice) from error
    made_from[path.name] = digest(data)
    return data


def _json(data: bytes, where: str) -> Any:
    try:
        found = json.loads(data)
    except ValueError as error:
        raise UsageError(f"{where}: not JSON", "see training/README.md") from error
    if not isinstance(found, dict) or not {"types", "statements"} & set(found):
        raise UsageError(
            f"{where}: neither a labelled sentence nor a labelled document", "see training/README.md"
        )
    return found
