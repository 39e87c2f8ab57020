"""Trains the model that suggests techniques: ridge regression on all techniques at once, brought to few dimensions.

Everything that many threads could add up in another order is done in double precision and rounded to eight bits at the
end, so the same data gives the same bytes.
"""

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import TypeVar

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from probandum.detectors.classifier import FINEST, Header, Model
from probandum.detectors.scoring import pair_keys, part_rows, word_key
from probandum.evaluate.technique_examples import Example

PARTS = 1 << 13
"""Rows for hashed parts of words. 2¹³ and 2¹⁴ told techniques apart alike on TRAM's folds, 2¹² a little worse."""
DIMENSIONS = 96
"""The strongest 96 dimensions told techniques apart as well as all (TRAM, two folds: .79 and .78)."""
RIDGE = 1.0
_PART_WEIGHT = 0.5
_ROUNDS = 8
_LEAST_OFTEN = 2
_FINE = 127

Floats = NDArray[np.float32]
Keys = NDArray[np.uint64]
Ints = NDArray[np.int64]
_Number = TypeVar("_Number", np.uint64, np.int64)


class Prepared:
    """Examples as numbers: keys of words and pairs, and hashed parts, counted once for any number of trainings."""

    def __init__(self, examples: Sequence[Example]) -> None:
        kept = [one for one in examples if one.words]
        self.examples = kept
        keys = [_keys(one.words) for one in kept]
        parts = [
            np.array([*chain.from_iterable(_parts(word) for word in one.words)], np.int64) for one in kept
        ]
        self.keys, self.key_ends = _flat(keys)
        self.parts, self.part_ends = _flat(parts)

    def chosen(self, rows: Ints) -> tuple[Keys, Ints, Ints, Ints]:
        """Return keys, parts and the numbers of the examples that they belong to, counted among ``rows``."""
        at, owner = _inside(self.key_ends, rows)
        part_at, part_owner = _inside(self.part_ends, rows)
        return self.keys[at], owner, self.parts[part_at], part_owner


def train(prepared: Prepared, rows: Ints) -> Model:
    """Return a model, without bands, of the chosen examples.

    Args:
        prepared: all examples.
        rows: which of them to learn from.

    Source: Hoerl & Kennard, Technometrics 12 (1970) 55–67 (ridge); Izenman, J. Multivariate Analysis 5 (1975) 248–264
    (regression of reduced rank).
    """
    keys, owner, parts, part_owner = prepared.chosen(rows)
    vocabulary, row_of, held, weight = _weights(keys, owner, parts, part_owner, len(rows))
    columns = np.concatenate((row_of[held], vocabulary.size + parts))
    lines = np.concatenate((owner[held], part_owner))
    values = weight[columns]
    norm = np.sqrt(np.maximum(np.bincount(lines, values.astype(np.float64) ** 2, len(rows)), 1e-6))
    shape = (len(rows), weight.size)
    x = sp.csr_matrix(((values / norm[lines]).astype(np.float32), (lines, columns)), shape=shape)
    techniques, y, heavy = _targets([prepared.examples[row] for row in rows.tolist()])
    bias = ((heavy * y).sum(axis=0, dtype=np.float64) / heavy.sum(dtype=np.float64)).astype(np.float32)
    solved = _ridge(x, y - bias, heavy)
    whole = _words(prepared, vocabulary)
    return _reduced(solved, x, (vocabulary, weight, bias, whole), techniques)


def _weights(
    keys: Keys, owner: Ints, parts: Ints, part_owner: Ints, size: int
) -> tuple[Keys, Ints, NDArray[np.bool_], Floats]:
    """Return the vocabulary, the row of each key, whether it is in the vocabulary, and the weight of each row."""
    distinct, inverse = np.unique(keys, return_inverse=True)
    often = np.bincount(np.unique(owner * distinct.size + inverse) % distinct.size, minlength=distinct.size)
    kept = often >= _LEAST_OFTEN
    row_of = np.cumsum(kept) - 1
    part_often = np.bincount(np.unique(part_owner * PARTS + parts) % PARTS, minlength=PARTS)
    whole = np.log((1 + size) / (1 + often[kept])) + 1
    pieces = _PART_WEIGHT * (np.log((1 + size) / (1 + part_often)) + 1)
    return distinct[kept], row_of[inverse], kept[inverse], np.concatenate((whole, pieces)).astype(np.float32)


def _targets(examples: Sequence[Example]) -> tuple[tuple[str, ...], Floats, Floats]:
    """Return the techniques, +1 or −1 for each example and technique, and the weights, shape (examples, 1)."""
    techniques = tuple(sorted({label for one in examples for label in one.labels or {""}}))
    column = {technique: place for place, technique in enumerate(techniques)}
    y = np.full((len(examples), len(techniques)), -1, np.float32)
    for line, one in enumerate(examples):
        y[line, [column[label] for label in one.labels or {""}]] = 1
    return techniques, y, np.array([[one.weight] for one in examples], np.float32)


def _ridge(x: sp.csr_matrix, y: Floats, heavy: Floats) -> Floats:
    """Return the weights of a ridge regression, shape (features, techniques), by conjugate gradients on all columns.

    Source: Hestenes & Stiefel, J. Res. NBS 49 (1952) 409–436; stopped early, which pulls to zero a little more.
    """
    across = x.T.tocsr()
    rest = np.asarray(across @ (heavy * y), np.float32)
    found, step = np.zeros_like(rest), rest.copy()
    size = _squares(rest)
    for _ in range(_ROUNDS):
        bent = np.asarray(across @ (heavy * (x @ step)), np.float32) + np.float32(RIDGE) * step
        length = size / np.maximum((step * bent).sum(axis=0), np.float32(1e-20))
        found += length * step
        rest -= length * bent
        new = _squares(rest)
        step *= new / np.maximum(size, np.float32(1e-20))
        step += rest
        size = new
    return found


def _words(prepared: Prepared, vocabulary: Keys) -> sp.csr_matrix:
    """Return how often each part stands in each word of the vocabulary, shape (rows, parts); none in pairs and parts."""
    lines: list[int] = []
    columns: list[int] = []
    for word in sorted({word for one in prepared.examples for word in one.words}):
        at = int(np.searchsorted(vocabulary, np.uint64(_key(word))))
        if at < vocabulary.size and int(vocabulary[at]) == _key(word):
            lines += [at] * len(_parts(word))
            columns += _parts(word)
    shape = (vocabulary.size + PARTS, PARTS)
    return sp.csr_matrix((np.ones(len(lines)), (lines, columns)), shape=shape)


def _squares(matrix: Floats) -> Floats:
    found: Floats = (matrix * matrix).sum(axis=0)
    return found


def _reduced(
    solved: Floats,
    x: sp.csr_matrix,
    known: tuple[Keys, Floats, Floats, sp.csr_matrix],
    techniques: tuple[str, ...],
) -> Model:
    """Return the model of the strongest dimensions, in steps of eight bits.

    Args:
        solved: weights, shape (features, techniques).
        x: the examples, shape (examples, features).
        known: vocabulary, weight of each feature, bias, and the parts of each row, shape (rows, parts).
        techniques: a column each.
    """
    vocabulary, weight, bias, whole = known
    wide = solved.astype(np.float64)
    gram = wide.T @ wide
    _, vectors = np.linalg.eigh(np.round(gram / np.diag(gram).max(), 6))
    chosen = vectors[:, -min(DIMENSIONS, vectors.shape[1]) :]
    chosen = chosen * np.sign(chosen[np.abs(chosen).argmax(axis=0), np.arange(chosen.shape[1])])
    rows = (wide @ chosen) * weight[:, None]
    rows += whole @ rows[vocabulary.size :]
    square = weight.astype(np.float64) ** 2
    square += whole @ square[vocabulary.size :]
    scale = np.maximum(np.abs(rows).max(axis=1), 1e-12) / _FINE
    table = np.rint(rows / scale[:, None]).astype(np.int8)
    out_step = np.abs(chosen).max() / _FINE
    reach = float(np.abs(x @ (wide @ chosen)).max()) or 1.0
    fine = float(np.float32(reach / FINEST))
    header = Header(
        techniques=techniques,
        words=int(vocabulary.size),
        parts=PARTS,
        dimensions=int(chosen.shape[1]),
        step=float(np.float32(fine * out_step)),
        fine=fine,
        bands=(),
        knowledge="",
        made_from={},
        fitted_on={},
        command="",
        notice="",
    )
    out = np.rint(chosen.T / out_step).astype(np.int8)
    single = scale.astype(np.float32), square.astype(np.float32)
    return Model(header, vocabulary, table, *single, out, np.round(bias, 5).astype(np.float32))


def _keys(words: Sequence[str]) -> Keys:
    single = np.array([_key(word) for word in words], np.uint64)
    return np.concatenate((single, pair_keys(single[:-1], single[1:])))


@cache
def _key(word: str) -> int:
    return word_key(word)


@cache
def _parts(word: str) -> tuple[int, ...]:
    return tuple(part_rows(word, PARTS))


def _flat(arrays: Sequence[NDArray[_Number]]) -> tuple[NDArray[_Number], Ints]:
    """Return arrays, at least one, one behind the other, and where each ends, with a leading 0."""
    return np.concatenate(arrays), np.cumsum([0, *(array.size for array in arrays)])


def _inside(ends: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Return the places of the chosen arrays in the flat one, and for each place the number of its array in ``rows``."""
    sizes = ends[rows + 1] - ends[rows]
    owner = np.repeat(np.arange(rows.size), sizes)
    first = np.repeat(ends[rows] - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
    return first + np.arange(owner.size), owner
