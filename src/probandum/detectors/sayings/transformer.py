"""A small transformer, asked about sentences of which the rest of the model is in doubt.

After Devlin and others, “BERT” (NAACL 2019), with few and narrow layers; what was learnt is rounded to whole numbers of one
byte. Sums are of whole numbers only and stay below 2²⁴ (in floats of 32 bits) or 2⁵³ (in those of 64), where their order does
not matter; all else is done number by number, and exponentials come from tables: every machine gives the same answer.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from probandum.model.ident import Digest, Value

MOST = 64
"""Pieces of words of a sentence that are looked at."""
LARGEST = 127
"""Of the numbers that were learnt."""
_WHOLE = 1 << 24
"""What sums of whole numbers in floats of 32 bits stay below."""
LONGEST = 40
"""Characters of a word that is cut into pieces; a longer one is unknown."""
BEGIN, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
FINE, _FAR = 1_024.0, 245_000.0
"""Steps to one in which states are added up, and how many of them at most: 384² squares of it stay below 2⁵³."""
_MOST_SHARE = 1_024
"""Share of attention of the place that is heard best."""
_TOLD = _WHOLE // (_MOST_SHARE * MOST) - 1
"""Of the numbers that are heard."""
_STEPS, _REACH = 64, 8
"""Steps to one in the tables, and how far they reach."""
_KEPT = 16_384
"""Sentences and words of which what they gave is kept."""
_LEAST = np.float32(1e-9)
_PARTS = re.compile(r"\w+|[^\w\s]")

Floats = NDArray[np.float32]


class Matrix(Value, frozen=True):
    """Whole numbers of one byte.

    Attributes:
        rows: how many.
        data: one byte a number, shape (rows, columns).
        scale: what one unit is worth, for each column.
        bias: added to what each column gives.
    """

    rows: int
    data: bytes
    scale: tuple[float, ...]
    bias: tuple[float, ...]


class Norm(Value, frozen=True):
    """What stretches and moves a state of mean zero and length one, a number for each column."""

    gain: tuple[float, ...]
    bias: tuple[float, ...]


class Layer(Value, frozen=True):
    """One layer.

    Attributes:
        asked: makes queries, keys and values of states.
        told: makes states of what was heard.
        attended: the norm behind it.
        wide: makes gates of states.
        narrow: makes states of gates.
        gated: the norm behind it.
    """

    asked: Matrix
    told: Matrix
    attended: Norm
    wide: Matrix
    narrow: Matrix
    gated: Norm


class Attentive(Value, frozen=True):
    """What a transformer has learnt.

    Attributes:
        pieces: of words, as WordPiece cuts them; what goes on begins with “##”. Each masked name is one.
        table: of each piece its vector, a row.
        places: of each place its vector, a row.
        norm: of what goes into the first layer.
        heads: of attention.
        layers: from the first on.
        out: what the mean of all states, then the first state, are worth; whole numbers.
        rules: what finds of the rules are worth, for each kind.
        bias: of the whole.
        step: what one unit of ``out`` is worth.
        made_from: digests of the labelled data, by name.
        command: what wrote it.
    """

    pieces: tuple[str, ...]
    table: Matrix
    places: Matrix
    norm: Norm
    heads: int
    layers: tuple[Layer, ...]
    out: tuple[int, ...]
    rules: tuple[float, ...]
    bias: float
    step: float
    made_from: dict[str, Digest]
    command: str


class _Map:
    """A matrix, and what it makes of states."""

    def __init__(self, matrix: Matrix) -> None:
        self._numbers = _numbers(matrix)
        self._scale, self._bias = np.array(matrix.scale, np.float32), np.array(matrix.bias, np.float32)
        self._largest = (_WHOLE - 1) // (LARGEST * matrix.rows)

    def __call__(self, states: Floats) -> Floats:
        whole, scale = _whole(states, self._largest)
        made: Floats = (whole @ self._numbers) * (scale * self._scale) + self._bias
        return made


class _Layer:
    """One layer, ready to be used."""

    def __init__(self, layer: Layer, heads: int) -> None:
        self._asked, self._told, self._wide, self._narrow = map(
            _Map, (layer.asked, layer.told, layer.wide, layer.narrow)
        )
        self._heads = heads
        self._attended, self._gated = map(_Norm, (layer.attended, layer.gated))

    def __call__(self, states: Floats) -> Floats:
        states = self._attended(states + self._told(self._heard(states)))
        return self._gated(states + self._narrow(_gates(self._wide(states))))

    def _heard(self, states: Floats) -> Floats:
        """Return what each place hears from all, shape (places, width)."""
        parts = self._asked(states).reshape(len(states), 3, self._heads, -1).transpose(1, 2, 0, 3)
        largest = math.isqrt((_WHOLE - 1) // parts.shape[3])
        (queries, scale_of_queries), (keys, scale_of_keys) = (_whole(one, largest) for one in parts[:2])
        scores = (queries @ keys.swapaxes(1, 2)) * (scale_of_queries * scale_of_keys.swapaxes(1, 2))
        scores *= np.float32(_STEPS / math.sqrt(parts.shape[3]))
        behind = np.rint(scores.max(2, keepdims=True) - scores).astype(np.int64)
        shares = _SHARES.take(behind, mode="clip")
        top = np.maximum(np.abs(parts[2]).max((1, 2), keepdims=True), _LEAST) / np.float32(_TOLD)
        heard = (shares @ np.rint(parts[2] / top)) * (top / shares.sum(2, keepdims=True))
        return np.ascontiguousarray(heard.transpose(1, 0, 2)).reshape(states.shape)


class _Norm:
    """Brings each state to mean zero and length one, then stretches and moves it (Ba and others, 2016)."""

    def __init__(self, norm: Norm) -> None:
        self._gain, self._bias = np.array(norm.gain, np.float32), np.array(norm.bias, np.float32)

    def __call__(self, states: Floats) -> Floats:
        whole = np.rint(np.clip(states.astype(np.float64) * FINE, -_FAR, _FAR))
        count, total = states.shape[1], whole.sum(1, keepdims=True)
        spread = np.sqrt(np.maximum(count * np.square(whole).sum(1, keepdims=True) - total * total, 1.0))
        made: Floats = ((whole * count - total) / spread).astype(np.float32) * self._gain + self._bias
        return made


class Reader:
    """Reads sentences with what was learnt.

    Args:
        learnt: its numbers.

    Attributes:
        cut: returns the rows of the pieces of a word; what it gave is kept.
        read: returns what the rows of a sentence say; what it gave is kept, for reports repeat each other.
    """

    def __init__(self, learnt: Attentive) -> None:
        self._number = {piece: at for at, piece in enumerate(learnt.pieces)}
        self._table, self._places = (
            _numbers(one) * np.array(one.scale, np.float32) for one in (learnt.table, learnt.places)
        )
        self._first = _Norm(learnt.norm)
        self._layers = [_Layer(one, learnt.heads) for one in learnt.layers]
        self._out = np.array(learnt.out, np.float64)
        self._rules, self._bias, self._step = learnt.rules, learnt.bias, learnt.step
        self.cut = lru_cache(maxsize=_KEPT)(self._pieces)
        self.read = lru_cache(maxsize=_KEPT)(self._read)

    def score(self, words: Sequence[str], rules: Iterable[bool]) -> float:
        """Return what a sentence says, as a logarithm of odds.

        Args:
            words: in lower case, names masked.
            rules: which of the kinds the rules found, in their order.
        """
        told = [worth for worth, found in zip(self._rules, rules, strict=True) if found]
        return self.read(tuple(self.rows(words))) + sum(told) + self._bias

    def _read(self, rows: tuple[int, ...]) -> float:
        states = self._first(self._table[list(rows)] + self._places[: len(rows)])
        for layer in self._layers:
            states = layer(states)
        whole = np.rint(np.clip(states.astype(np.float64) * FINE, -_FAR, _FAR))
        seen = np.concatenate([np.rint(whole.sum(0) / len(rows)), whole[0]])
        return float(seen @ self._out) * self._step / FINE

    def rows(self, words: Sequence[str]) -> list[int]:
        """Return the rows of the pieces of a sentence, between those of its begin and its end; at most :data:`MOST`."""
        rows = [row for word in words for row in self.cut(word)][: MOST - 2]
        return [self._number[BEGIN], *rows, self._number[END]]

    def _pieces(self, word: str) -> tuple[int, ...]:
        """Return the rows of the pieces of a word, the longest first that fit (WordPiece); :data:`UNKNOWN` if none do."""
        if word in self._number:
            return (self._number[word],)
        plain = "".join(one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one))
        rows: list[int] = []
        for part in _PARTS.findall(plain):
            rows += self._longest(part) or [self._number[UNKNOWN]]
        return tuple(rows)

    def _longest(self, part: str) -> list[int]:
        """Return the rows of the longest pieces that make up a part of a word, from its begin on; none if there are none."""
        at, rows = 0, list[int]()
        while at < len(part) <= LONGEST:
            ends = range(len(part), at, -1)
            end = next((end for end in ends if _named(part, at, end) in self._number), at)
            if end == at:
                return []
            rows.append(self._number[_named(part, at, end)])
            at = end
        return rows


def _named(part: str, start: int, end: int) -> str:
    return f"##{part[start:end]}" if start else part[start:end]


def _numbers(matrix: Matrix) -> Floats:
    return np.frombuffer(matrix.data, np.int8).reshape(matrix.rows, -1).astype(np.float32)


def _whole(states: Floats, largest: int) -> tuple[Floats, Floats]:
    """Return states as whole numbers up to the largest, and the scale of each row."""
    scale = np.maximum(np.abs(states).max(-1, keepdims=True), _LEAST) / np.float32(largest)
    return np.rint(states / scale), scale


def _gates(states: Floats) -> Floats:
    """Return the gate of each number (Hendrycks and Gimpel, 2016), from a table of steps."""
    at = np.rint((states + np.float32(_REACH)) * np.float32(_STEPS)).astype(np.int64)
    made: Floats = _GATES.take(at, mode="clip")
    return made


def _gate(value: float) -> float:
    return round(value * (1 + math.tanh(math.sqrt(2 / math.pi) * (value + 0.044715 * value**3))) / 2, 6)


_SHARES = np.array([round(_MOST_SHARE * math.exp(-at / _STEPS)) for at in range(8 * _STEPS)], np.float32)
_GATES = np.array([_gate(at / _STEPS - _REACH) for at in range(2 * _REACH * _STEPS + 1)], np.float32)
