"""Trains the net over the words of a sentence, by hand: Adam with decay, dropout, the gradient of a maximum, and a mean of all steps."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from probandum.detectors.sayings.cues import SORTS, WORDS, cues
from probandum.detectors.sayings.net import LARGEST, MOST, NUMBER, UNKNOWN, Learnt, row_of
from probandum.errors import UsageError
from probandum.evaluate.statement_examples import signed
from probandum.model.ident import Digest, Value

DIMENSIONS, SORTED, FILTERS, WINDOWS = 96, 32, 96, (1, 2, 3, 4)
"""Numbers of a word's own vector, and of its sorts; filters over so many words."""
ROUNDS, BATCH, RATE, DECAY, SEED = 8, 32, 2e-3, 0.02, 20261122
"""Chosen on documents held out (unseen, t2, t4, and stretches of shared reports)."""
KEPT = 0.999
"""How much of the running mean of the weights stays at each step (Polyak and Juditsky, 1992); the mean is what is shipped."""
GIVEN = 0.15
"""Share of the rate at which vectors are learnt that were there before."""
DROPPED, WORDS_DROPPED, ANSWERS_DROPPED = 0.3, 0.1, 0.4
WARM = 0.2
"""Share of the steps in which the rate rises; then it falls to zero."""
FINEST = 1 << 20
"""Steps on either side of zero for the worth of an answer: with answers below 2²⁴ and 384 filters, sums stay below 2⁵³."""
SPREAD = 0.3
"""Standard deviation of numbers of a vector to begin with."""

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]


class Vectors(Value, frozen=True):
    """Vectors of words to begin with.

    Attributes:
        words: in lower case.
        dimensions: numbers of a vector.
        data: one byte a number, shape (words, dimensions).
        made_from: what they were made from.
    """

    words: tuple[str, ...]
    dimensions: int
    data: bytes
    made_from: str


def vectors(path: Path, made_from: dict[str, Digest]) -> Vectors:
    """Read vectors from a file, and sign it.

    Args:
        path: of the file.
        made_from: digests of files by name; that of this one is added.

    Raises:
        UsageError: it cannot be read or holds none of the right size.
    """
    advice = "give a file as training/vectors.py writes it, or none"
    try:
        read = msgspec.msgpack.decode(signed(path, made_from, advice), type=Vectors)
    except msgspec.MsgspecError as error:
        raise UsageError(f"{path}: no vectors of words: {error}", advice) from error
    if read.dimensions != DIMENSIONS or len(read.data) != len(read.words) * DIMENSIONS:
        raise UsageError(f"{path}: vectors of {read.dimensions} numbers, not {DIMENSIONS}", advice)
    return read


class Taught(Value, frozen=True):
    """A net, and what the finds of the rules and the bias are worth beside it.

    Attributes:
        learnt: its numbers.
        rules: one for each kind of find.
        bias: of the whole.
    """

    learnt: Learnt
    rules: tuple[float, ...]
    bias: float


def train(
    sentences: Sequence[Sequence[str]], rules: Doubles, truth: Doubles, heed: Doubles, given: Vectors | None
) -> Taught:
    """Return the net that tells true sentences from others; the same for the same input on one machine.

    Args:
        sentences: words in lower case, names masked.
        rules: what the rules found, shape (sentences, kinds).
        truth: 1 or 0, shape (sentences,).
        heed: weight of each, shape (sentences,).
        given: vectors to begin with; random ones without.
    """
    training = _Training(sentences, rules.shape[1], given)
    return training.run(rules.astype(np.float32), truth.astype(np.float32), heed.astype(np.float32))


class _Training:
    """Weights by name, with the moments of Adam and their running mean.

    Args:
        sentences: words in lower case, names masked.
        kinds: of finds by the rules.
        given: vectors to begin with.
    """

    def __init__(self, sentences: Sequence[Sequence[str]], kinds: int, given: Vectors | None) -> None:
        self._draw = np.random.default_rng(SEED)
        self._words = _vocabulary(sentences, given)
        number = {word: at for at, word in enumerate(self._words)}
        self._rows = [[row_of(word, number) for word in words[:MOST]] for words in sentences]
        self._sorts = np.zeros((len(self._words) + 1, SORTS), np.float32)
        for at, word in enumerate(self._words):
            self._sorts[at, cues([word])[2:]] = 1
        width = DIMENSIONS + SORTED
        self._weights = {"own": self._own(given), "sorts": self._random((SORTS, SORTED), SPREAD)}
        for words in WINDOWS:
            self._weights[f"filters{words}"] = self._random((words * width, FILTERS), (words * width) ** -0.5)
        self._weights["bias"] = np.zeros(len(WINDOWS) * FILTERS, np.float32)
        self._weights["out"] = self._random((len(WINDOWS) * FILTERS,), (len(WINDOWS) * FILTERS) ** -0.5)
        self._weights["rules"], self._weights["whole"] = np.zeros(kinds, np.float32), np.zeros(1, np.float32)
        self._moments = {
            name: [np.zeros_like(one), np.zeros_like(one)] for name, one in self._weights.items()
        }
        self._mean = {name: one.copy() for name, one in self._weights.items()}

    def _random(self, shape: tuple[int, ...], spread: float) -> Floats:
        return self._draw.normal(0, spread, shape).astype(np.float32)

    def _own(self, given: Vectors | None) -> Floats:
        """Return a vector for each word: as given, else random; the last is that of places beyond the sentence."""
        own = self._random((len(self._words) + 1, DIMENSIONS), SPREAD)
        if given is not None:
            table = np.frombuffer(given.data, np.int8).reshape(-1, DIMENSIONS).astype(np.float32)
            table *= SPREAD * np.sqrt(DIMENSIONS) / np.linalg.norm(table, axis=1, keepdims=True).clip(1)
            number = {word: at for at, word in enumerate(given.words)}
            held = [(at, number[word]) for at, word in enumerate(self._words) if word in number]
            own[[at for at, _ in held]] = table[[at for _, at in held]]
        own[-1] = 0
        return own

    def run(self, rules: Floats, truth: Floats, heed: Floats) -> Taught:
        steps = ROUNDS * -(-len(self._rows) // BATCH)
        batches = (batch for _ in range(ROUNDS) for batch in self._batches())
        for step, batch in enumerate(batches):
            rate = RATE * min((step + 1) / (WARM * steps), (steps - step) / ((1 - WARM) * steps))
            self._adapt(self._slopes(batch, rules[batch], truth[batch], heed[batch]), rate, step + 1)
            share = np.float32(1 - min(KEPT, (1 + step) / (10 + step)))
            for name, one in self._weights.items():
                self._mean[name] += share * (one - self._mean[name])
        return self._rounded()

    def _batches(self) -> Iterator[Ints]:
        """Yield sentences in random order, those of one batch of about one length."""
        order = self._draw.permutation(len(self._rows))
        lengths = np.array([len(rows) for rows in self._rows])
        parts = [
            part[np.argsort(lengths[part], kind="stable")]
            for part in np.split(order, range(20 * BATCH, len(order), 20 * BATCH))
        ]
        batches = [batch for part in parts for batch in np.split(part, range(BATCH, len(part), BATCH))]
        for at in self._draw.permutation(len(batches)):
            yield batches[at]

    def _slopes(self, batch: Ints, rules: Floats, truth: Floats, heed: Floats) -> dict[str, Floats]:
        """Return the gradient of the mean loss of a batch for each of the weights."""
        weights, draw = self._weights, self._draw
        longest = max(len(self._rows[at]) for at in batch)
        rows = np.full((len(batch), max(longest, 1)), len(self._words))
        for line, at in enumerate(batch):
            rows[line, : len(self._rows[at])] = self._rows[at]
        sorts = self._sorts[rows]
        kept = (draw.random((*rows.shape, DIMENSIONS + SORTED), np.float32) >= DROPPED).astype(np.float32)
        there = (draw.random((*rows.shape, 1), np.float32) >= WORDS_DROPPED) & (rows != len(self._words))[
            ..., None
        ]
        kept *= there / np.float32(1 - DROPPED)
        seen = np.concatenate([weights["own"][rows], sorts @ weights["sorts"]], axis=2) * kept
        passes = [_Pass(seen, weights[f"filters{words}"], words) for words in WINDOWS]
        spoken = np.maximum(np.hstack([one.highest for one in passes]) + weights["bias"], 0)
        heard = (draw.random(spoken.shape, np.float32) >= ANSWERS_DROPPED) / np.float32(1 - ANSWERS_DROPPED)
        total = (spoken * heard) @ weights["out"] + rules @ weights["rules"] + weights["whole"]
        wrong = heed * (1 / (1 + np.exp(-total)) - truth) / heed.sum()
        back = wrong[:, None] * weights["out"] * heard * (spoken > 0)
        slopes = {
            "out": (spoken * heard).T @ wrong,
            "bias": back.sum(0),
            "rules": rules.T @ wrong,
            "whole": wrong.sum(keepdims=True),
        }
        into = np.zeros_like(seen)
        for number, (words, one) in enumerate(zip(WINDOWS, passes, strict=True)):
            slopes[f"filters{words}"], more = one.back(back[:, number * FILTERS : (number + 1) * FILTERS])
            into += more
        into *= kept
        slopes["own"] = np.zeros_like(weights["own"])
        np.add.at(slopes["own"], rows.ravel(), into[..., :DIMENSIONS].reshape(-1, DIMENSIONS))
        slopes["own"][-1] = 0
        slopes["sorts"] = np.tensordot(sorts, into[..., DIMENSIONS:], axes=([0, 1], [0, 1]))
        return slopes

    def _adapt(self, slopes: dict[str, Floats], rate: float, step: int) -> None:
        """Go one step of Adam with decoupled decay (Loshchilov and Hutter, ICLR 2019), the gradient no longer than one."""
        length = np.sqrt(sum(float((one * one).sum()) for one in slopes.values()))
        for name, whole in slopes.items():
            weights, (first, second) = self._weights[name], self._moments[name]
            slope = whole / np.float32(max(length, 1.0))
            first += np.float32(0.1) * (slope - first)
            second += np.float32(0.001) * (slope * slope - second)
            mine = rate * (GIVEN if name == "own" else 1)
            weights *= np.float32(1 - mine * DECAY)
            weights -= (
                np.float32(mine / (1 - 0.9**step))
                * first
                / (np.sqrt(second / np.float32(1 - 0.999**step)) + np.float32(1e-8))
            )

    def _rounded(self) -> Taught:
        """Return what was learnt in whole numbers: each column of the vectors and each filter has a scale of its own."""
        weights = self._mean
        table = np.hstack([weights["own"], self._sorts @ weights["sorts"]])[:-1].astype(np.float64)
        scale = np.abs(table).max(0).clip(1e-9) / LARGEST
        filters, units = [], []
        for words in WINDOWS:
            scaled = weights[f"filters{words}"] * np.tile(scale, words)[:, None]
            unit = np.abs(scaled).max(0).clip(1e-12) / LARGEST
            filters.append(np.rint(scaled / unit).astype(np.int8).tobytes())
            units.append(unit)
        unit = np.concatenate(units)
        worth = weights["out"] * unit
        step = float(np.abs(worth).max().clip(1e-12) / FINEST)
        learnt = Learnt(
            words=tuple(self._words),
            vectors=np.rint(table / scale).astype(np.int8).tobytes(),
            filters=tuple(filters),
            bias=tuple(np.rint(weights["bias"] / unit).astype(int).tolist()),
            weights=tuple(np.rint(worth / step).astype(int).tolist()),
            step=step,
        )
        return Taught(learnt, tuple(weights["rules"].astype(float).tolist()), float(weights["whole"][0]))


class _Pass:
    """Filters over some words, forth and back.

    Args:
        seen: shape (sentences, words, width).
        weights: of the filters, shape (words of a filter · width, filters).
        words: of a filter.

    Attributes:
        highest: answer of each filter to each sentence, at least zero; shape (sentences, filters).
    """

    def __init__(self, seen: Floats, weights: Floats, words: int) -> None:
        self._weights, self._words, self._length = weights, words, seen.shape[1]
        padded = np.pad(seen, ((0, 0), (words - 1, words - 1), (0, 0)))
        places = padded.shape[1] - words + 1
        self._windows = np.concatenate([padded[:, at : at + places] for at in range(words)], axis=2)
        found = self._windows @ weights
        self._best = found.argmax(axis=1)
        self.highest: Floats = np.maximum(np.take_along_axis(found, self._best[:, None], 1)[:, 0], 0)

    def back(self, slope: Floats) -> tuple[Floats, Floats]:
        """Return the gradients for the weights and for what was seen, given that for the highest answers."""
        slope = slope * (self.highest > 0)
        chosen = self._windows[np.arange(len(slope))[:, None], self._best]
        of_weights = np.einsum("bfk,bf->kf", chosen, slope, optimize=True)
        spread = np.zeros((*self._windows.shape[:2], slope.shape[1]), np.float32)
        np.put_along_axis(spread, self._best[:, None], slope[:, None], 1)
        of_windows = spread @ self._weights.T
        width = of_windows.shape[2] // self._words
        places, beyond = of_windows.shape[1], self._words - 1
        padded = np.zeros((len(slope), self._length + 2 * beyond, width), np.float32)
        for at in range(self._words):
            padded[:, at : at + places] += of_windows[..., at * width : (at + 1) * width]
        return of_weights, padded[:, beyond : beyond + self._length]


def _vocabulary(sentences: Sequence[Sequence[str]], given: Vectors | None) -> list[str]:
    """Return the words that get a vector: those given, those of a sort, and those of two sentences and more."""
    once: set[str] = set()
    twice: set[str] = set()
    for words in sentences:
        here = {word for word in words if not word.isdecimal()}
        twice |= once & here
        once |= here
    listed = {word for sort in WORDS.values() for word in sort}
    return sorted({UNKNOWN, NUMBER, *listed, *twice, *(given.words if given else ())})
