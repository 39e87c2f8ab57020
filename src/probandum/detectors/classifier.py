"""The model that suggests techniques: a linear one over words, pairs of words and parts of words; and its file.

Score of technique c for a sentence: ``b_c + u_c · Σ_f a_f / √(Σ_f q_f²)`` over the sentence's features f (words and pairs
of the vocabulary, all runs of three and four letters, hashed). Features are weighted by their inverse document frequency
q_f and lie in a space of few dimensions: the strongest ones of a ridge regression on all techniques. The row of a word of
the vocabulary holds the sum over its parts too. The last step is done in integers below 2²⁴, which floats add up exactly
in any order, so every machine gives the same answer.

A model file is ``PROBTECH1``, a line feed, the header's size (4 bytes, little-endian), the header as JSON, and the arrays
one behind the other. It holds numbers and words, nothing that runs; its size is checked before anything is built from it.
"""

import struct
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from probandum.errors import KnowledgeError
from probandum.model.ident import Digest, Value, digest

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

MAGIC = b"PROBTECH1\n"
MAX_MODEL = 64 << 20
"""Bytes of a model file."""
FINEST = 1_000
"""Steps on either side of zero into which a coordinate of a sentence is put: 128 · 1,000 · 127 < 2²⁴."""
MAX_DIMENSIONS = 128
_MAX_HEADER = 4 << 20
_MAX_TECHNIQUES = 5_000
_LARGEST = 1e6
"""Of any number; what is none is not below it."""
_ADVICE = "give a file that `probandum evaluate techniques` wrote"


class Band(Value, frozen=True):
    """A range of scores, and what became of the suggestions in it on labelled reports out of fold.

    Attributes:
        least: least score of the band; the next band begins where it ends.
        share: of suggestions of a technique in a report, taken by the best score, the share that annotators found there too.
        count: how many such there were.
        in_sentence: share of all suggestions in the band that annotators made at the very sentence.
    """

    least: Decimal
    share: Decimal
    count: int
    in_sentence: Decimal


class Header(Value, frozen=True):
    """What a model says of itself.

    Attributes:
        techniques: ids, a column each; the empty id is “no technique”.
        words: rows of words and pairs.
        parts: rows of hashed parts of words, a power of two.
        dimensions: columns of the table.
        step: what one unit of the integer product is worth in scores.
        fine: what one step of a sentence's coordinate is worth.
        bands: rising; suggestions below the first are not made.
        knowledge: name and version of the pack.
        made_from: digests of the training data, by file name.
        fitted_on: digests of what the bands were fitted on, by file name.
        command: what wrote it.
        notice: what must travel with the data.
    """

    techniques: tuple[str, ...]
    words: int
    parts: int
    dimensions: int
    step: float
    fine: float
    bands: tuple[Band, ...]
    knowledge: str
    made_from: dict[str, Digest]
    fitted_on: dict[str, Digest]
    command: str
    notice: str


class Model(NamedTuple):
    """A model in memory.

    Attributes:
        header: what it says of itself.
        keys: of words and pairs, rising, shape (words,).
        table: a row a word, pair and part, shape (words + parts, dimensions), whole numbers.
        scale: worth of one unit in a row of the table, shape (words + parts,).
        square: squared weight of each row's feature, shape (words + parts,).
        out: shape (dimensions, techniques), whole numbers.
        bias: shape (techniques,).
    """

    header: Header
    keys: NDArray[np.uint64]
    table: NDArray[np.int8]
    scale: Floats
    square: Floats
    out: NDArray[np.int8]
    bias: Floats

    def to_bytes(self) -> bytes:
        """Return the model file."""
        header = msgspec.json.encode(self.header, order="sorted")
        arrays = (array.astype(array.dtype.newbyteorder("<")).tobytes() for array in self[1:])
        return b"".join((MAGIC, struct.pack("<I", len(header)), header, *arrays))


def load(data: bytes, name: str) -> Model:
    """Return the model that a file holds; ``name`` stands in errors.

    Raises:
        KnowledgeError: not a model, one cut off or too large, or numbers that cannot be.
    """
    start = len(MAGIC) + 4
    if not data.startswith(MAGIC) or len(data) < start or len(data) > MAX_MODEL:
        raise KnowledgeError(f"{name}: not a model of techniques", _ADVICE)
    size = struct.unpack_from("<I", data, len(MAGIC))[0]
    if size > min(_MAX_HEADER, len(data) - start):
        raise KnowledgeError(f"{name}: a model whose header is cut off or too large", _ADVICE)
    try:
        header = msgspec.json.decode(data[start : start + size], type=Header)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise KnowledgeError(f"{name}: header of the model: {error}", _ADVICE) from error
    _check(header, name)
    model = _arrays(header, data[start + size :], name)
    sane = all((np.abs(array) < _LARGEST).all() for array in (model.scale, model.square, model.bias))
    if not sane or (model.square < 0).any() or (model.keys[1:] <= model.keys[:-1]).any():
        raise KnowledgeError(f"{name}: a model with numbers that cannot be", _ADVICE)
    return model


def _check(header: Header, name: str) -> None:
    """Refuse a header whose numbers make no model."""
    columns = len(header.techniques)
    wrong = (
        not 0 < header.dimensions <= MAX_DIMENSIONS
        or not 0 <= header.words <= MAX_MODEL
        or not 0 < header.parts <= 1 << 24
        or header.parts & (header.parts - 1)
        or not 0 < columns <= _MAX_TECHNIQUES
        or len(set(header.techniques)) != columns
        or not (0 < header.step < 1e6 and 0 < header.fine < 1e6)
    )
    bounds = [band.least for band in header.bands]
    shares = [share for band in header.bands for share in (band.share, band.in_sentence)]
    if wrong or not all(number.is_finite() for number in (*bounds, *shares)):
        raise KnowledgeError(f"{name}: a model with numbers that cannot be", _ADVICE)
    if bounds != sorted(set(bounds)) or not all(0 < band.share < 1 for band in header.bands):
        raise KnowledgeError(
            f"{name}: a model whose bands do not rise, or with a share that is none", _ADVICE
        )


def _arrays(header: Header, data: bytes, name: str) -> Model:
    rows, columns = header.words + header.parts, len(header.techniques)
    shapes: tuple[tuple[str, tuple[int, ...]], ...] = (
        ("<u8", (header.words,)),
        ("<i1", (rows, header.dimensions)),
        ("<f4", (rows,)),
        ("<f4", (rows,)),
        ("<i1", (header.dimensions, columns)),
        ("<f4", (columns,)),
    )
    sizes = [np.dtype(kind).itemsize * int(np.prod(shape, dtype=object)) for kind, shape in shapes]
    if sum(sizes) != len(data):
        raise KnowledgeError(
            f"{name}: a model of {len(data):,} bytes, not {sum(sizes):,} as it says", _ADVICE
        )
    found, at = [], 0
    for (kind, shape), size in zip(shapes, sizes, strict=True):
        found.append(np.frombuffer(data, kind, int(np.prod(shape)), at).reshape(shape))
        at += size
    return Model(header, *found)


@cache
def shipped() -> tuple[Model, Digest]:
    """Return the model that the program ships and its digest; the same bytes each time, so read once."""
    data = resources.files("probandum.detectors").joinpath("techniques.model").read_bytes()
    return load(data, "techniques.model"), digest(data)
