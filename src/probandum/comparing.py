"""Which texts share passages, as functions from a message to a message that any runner can carry.

Three steps find the pairs. What a step makes is grouped by the number of a range, and a group, in the order of the tasks,
is one message of the next::

    texts ──▶ fingerprints by range of hashes ──▶ hits by range of texts, frequent runs ──▶ pairs
    pairs, with their texts ──▶ what they share
"""

import struct
from collections.abc import Sequence
from functools import partial
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from probandum.interfaces import Work
from probandum.model.ident import Value
from probandum.sources.reading import read_all
from probandum.sources.reuse import Document, compare
from probandum.sources.winnow import Frequent, Hits, Prints, join, most, paired, prints
from probandum.sources.words import Hashes
from probandum.working import message, opened, parcelled

STEPS = 3

_RANGES = struct.Struct(">I")
_PRINTS = np.dtype([("value", "<u8"), ("text", "<u4"), ("place", "<u4")])
_HITS = np.dtype([("first", "<u4"), ("second", "<u4"), ("shift", "<i4"), ("mark", "<u4")])
_FREQUENT = np.dtype([("value", "<u8"), ("texts", "<u4")])


class Batch(Value, frozen=True):
    """Distinct texts in UTF-8, and their numbers."""

    numbers: tuple[int, ...]
    texts: tuple[bytes, ...]


class Pairing(Value, frozen=True):
    """Texts in UTF-8 with their keys, and which of them are to be compared."""

    keys: tuple[str, ...]
    texts: tuple[bytes, ...]
    pairs: tuple[tuple[int, int], ...]


def begin(batch: Batch) -> bytes:
    """Return the message of the first step."""
    return message(0, 0, (msgspec.msgpack.encode(batch),))


def parted_into(ranges: int) -> bytes:
    """Return the setting of the steps: the number of ranges."""
    return _RANGES.pack(ranges)


def stepper(setting: bytes) -> Work:
    """Return the function of the three steps, which a message names; the setting is the number of ranges."""
    return partial(_stepped, *_RANGES.unpack(setting))


def _stepped(ranges: int, task: bytes) -> bytes:
    step, number, body = opened(task)
    if step == STEPS - 1:
        return _paired(ranges, number, body)
    return parcelled((_printed, _joined)[step](ranges, number, body))


def _printed(ranges: int, _: int, body: memoryview) -> list[tuple[int, bytes]]:
    batch = msgspec.msgpack.decode(body, type=Batch)
    texts = [text.decode("utf-8", "surrogatepass") for text in batch.texts]
    made = []
    for kind, found in enumerate(prints(read_all(texts), batch.numbers)):
        which = (found.values >> np.uint64(32)) * np.uint64(ranges) >> np.uint64(32)
        made += _parted(_rows(_PRINTS, found), which, kind * ranges)
    return made


def _joined(ranges: int, number: int, body: memoryview) -> list[tuple[int, bytes]]:
    hits, frequent = join(Prints(*_columns(_PRINTS, body)), spaced=number >= ranges)
    made = _parted(_rows(_HITS, hits), hits.firsts % np.uint32(ranges), 0)
    return made if number >= ranges else [*made, (ranges, _rows(_FREQUENT, frequent).tobytes())]


def _paired(ranges: int, number: int, body: memoryview) -> bytes:
    if number == ranges:
        return most((Frequent(*_columns(_FREQUENT, body)),)).tobytes()
    return paired(Hits(*_columns(_HITS, body))).tobytes()


def _rows(kind: np.dtype[np.void], columns: Sequence[NDArray[Any]]) -> NDArray[np.void]:
    rows = np.empty(len(columns[0]), dtype=kind)
    for name, column in zip(kind.names or (), columns, strict=True):
        rows[name] = column
    return rows


def _columns(kind: np.dtype[np.void], body: memoryview) -> list[Any]:
    rows = np.frombuffer(body, dtype=kind)
    return [np.ascontiguousarray(rows[name]) for name in kind.names or ()]


def _parted(rows: NDArray[np.void], which: NDArray[Any], first: int) -> list[tuple[int, bytes]]:
    """Return rows by range, in their order; ranges without any are left out."""
    order = np.argsort(which.astype(np.uint16), kind="stable")
    numbers, starts = np.unique(which[order], return_index=True)
    parts = np.split(rows[order], starts[1:]) if len(numbers) else []
    return [(first + int(number), part.tobytes()) for number, part in zip(numbers, parts, strict=True)]


def comparer(setting: bytes) -> Work:
    """Return the function pairs with their texts → what they share; the setting are the frequent runs of words."""
    return partial(_told, np.frombuffer(setting, dtype="<u8"))


def _told(frequent: Hashes, task: bytes) -> bytes:
    pairing = msgspec.msgpack.decode(task, type=Pairing)
    texts = [text.decode("utf-8", "surrogatepass") for text in pairing.texts]
    batch = read_all(texts)
    documents = [
        Document(key, text, batch.of(place), batch.spans(place))
        for place, (key, text) in enumerate(zip(pairing.keys, texts, strict=True))
    ]
    found = (compare(documents[first], documents[second], frequent) for first, second in pairing.pairs)
    return msgspec.msgpack.encode([pair for pair in found if pair is not None])
