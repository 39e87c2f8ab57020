"""The transformer adds up whole numbers only, so it says the same on every machine, whoever multiplies."""

import math
import random
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.detectors.sayings import transformer
from probandum.detectors.sayings.likely import DOUBTFUL, KINDS, Likely, asked, features, shipped
from probandum.detectors.sayings.transformer import (
    BEGIN,
    END,
    MOST,
    UNKNOWN,
    Attentive,
    Layer,
    Matrix,
    Norm,
    Reader,
)

ROOT = Path(__file__).resolve().parents[3]
PIECES = (
    BEGIN,
    END,
    UNKNOWN,
    "\ue000",
    "bank",
    "broke",
    "in",
    "##to",
    "s",
    "'",
    "b",
    "##ank",
    "cafe",
    "2017",
)
WIDTH, HEADS, GATES = 8, 2, 12
NOTHING = (False,) * len(KINDS)


def learnt(seed, largest=127):
    draw = random.Random(seed)

    def matrix(rows, columns, scale=0.01):
        data = np.array([draw.randint(-largest, largest) for _ in range(rows * columns)], np.int8).tobytes()
        bias = tuple(draw.uniform(-0.1, 0.1) for _ in range(columns))
        return Matrix(rows, data, tuple(scale * draw.uniform(0.5, 1) for _ in range(columns)), bias)

    def norm():
        return Norm(
            tuple(draw.uniform(0.5, 1.5) for _ in range(WIDTH)),
            tuple(draw.uniform(-0.2, 0.2) for _ in range(WIDTH)),
        )

    def layer():
        return Layer(
            matrix(WIDTH, 3 * WIDTH),
            matrix(WIDTH, WIDTH),
            norm(),
            matrix(WIDTH, GATES),
            matrix(GATES, WIDTH),
            norm(),
        )

    return Attentive(
        pieces=PIECES,
        table=matrix(len(PIECES), WIDTH),
        places=matrix(MOST, WIDTH),
        norm=norm(),
        heads=HEADS,
        layers=(layer(), layer()),
        out=tuple(draw.randint(-1_000, 1_000) for _ in range(2 * WIDTH)),
        rules=tuple(draw.uniform(-1, 1) for _ in KINDS),
        bias=draw.uniform(-1, 1),
        step=2.0**-10,
        made_from={},
        command="",
    )


def plainly(learnt, words, rules):
    """What a transformer without any rounding says: floats of 64 bits, exponentials where they are."""

    def numbers(one):
        return np.frombuffer(one.data, np.int8).reshape(one.rows, -1) * np.array(one.scale)

    def through(one, states):
        return states @ numbers(one) + np.array(one.bias)

    def normed(states, norm):
        centred = states - states.mean(1, keepdims=True)
        return centred / np.sqrt((centred**2).mean(1, keepdims=True)) * np.array(norm.gain) + np.array(
            norm.bias
        )

    rows = Reader(learnt).rows(words)
    states = normed(numbers(learnt.table)[rows] + numbers(learnt.places)[: len(rows)], learnt.norm)
    for layer in learnt.layers:
        parts = through(layer.asked, states).reshape(len(rows), 3, HEADS, -1).transpose(1, 2, 0, 3)
        scores = parts[0] @ parts[1].swapaxes(1, 2) / math.sqrt(WIDTH / HEADS)
        shares = np.exp(scores - scores.max(2, keepdims=True))
        heard = (shares / shares.sum(2, keepdims=True)) @ parts[2]
        told = through(layer.told, heard.transpose(1, 0, 2).reshape(states.shape))
        states = normed(states + told, layer.attended)
        wide = through(layer.wide, states)
        gates = wide * (1 + np.tanh(np.sqrt(2 / np.pi) * (wide + 0.044715 * wide**3))) / 2
        states = normed(states + through(layer.narrow, gates), layer.gated)
    seen = np.concatenate([states.mean(0), states[0]])
    told = sum(worth for worth, found in zip(learnt.rules, rules, strict=True) if found)
    return float(seen @ np.array(learnt.out)) * learnt.step + told + learnt.bias


WORDS = st.lists(
    st.sampled_from(["bank", "broke", "into", "\ue000's", "café", "2017", "zzz", "bank's"]), max_size=12
)


@settings(deadline=None)
@given(st.integers(0, 30), WORDS, st.lists(st.booleans(), min_size=len(KINDS), max_size=len(KINDS)))
def test_whole_numbers_say_what_others_say(seed, words, rules):
    assert Reader(learnt(seed)).score(words, rules) == pytest.approx(
        plainly(learnt(seed), words, rules), abs=0.3
    )


class Backwards(np.ndarray):
    """An array that is multiplied by another machine: the last products are added first, in floats of 64 bits."""

    def __matmul__(self, other):
        one, two = np.asarray(self, np.float64), np.asarray(other, np.float64)
        made = (one[..., ::-1] @ two[..., ::-1, :] if two.ndim > 1 else one[..., ::-1] @ two[::-1]).astype(
            np.float32
        )
        return made.view(Backwards)

    def __rmatmul__(self, other):
        return np.asarray(other).view(Backwards) @ np.asarray(self)


@settings(deadline=None)
@given(st.integers(0, 10), WORDS)
def test_the_order_of_sums_does_not_matter(seed, words):
    reader, other = Reader(learnt(seed)), Reader(learnt(seed))
    for layer in other._layers:
        for one in (layer._asked, layer._told, layer._wide, layer._narrow):
            one._numbers = one._numbers.view(Backwards)
    assert reader.score(words, NOTHING) == other.score(words, NOTHING)


def test_the_largest_numbers_are_added_exactly():
    """As many products as the shipped matrices have rows, each as large as may be, stay whole in 32 bits."""
    width = len(_shipped().norm.gain)
    assert width**2 * transformer._FAR**2 < 2**53
    assert transformer._MOST_SHARE * MOST * transformer._TOLD < 2**24
    for layer in _shipped().layers:
        for one in (layer.asked, layer.told, layer.wide, layer.narrow):
            largest = transformer._Map(one)._largest
            assert transformer.LARGEST <= largest < 2**24 / (one.rows * transformer.LARGEST)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("bank", ["bank"]),
        ("into", ["in", "##to"]),
        ("café", ["cafe"]),
        ("bank's", ["bank", "'", "s"]),
        ("\ue000's", ["\ue000", "'", "s"]),
        ("zzz", [UNKNOWN]),
        ("inzzz", [UNKNOWN]),
        ("2017", ["2017"]),
        ("s" + "to" * 30, [UNKNOWN]),
    ],
)
def test_words_are_cut_into_their_longest_pieces(word, pieces):
    assert [PIECES[row] for row in Reader(learnt(1)).cut(word)] == pieces


def test_words_far_behind_are_not_looked_at():
    reader = Reader(learnt(2))
    assert reader.score(["bank"] * (MOST - 2) + ["broke"], NOTHING) == reader.score(
        ["bank"] * (MOST - 2), NOTHING
    )
    assert len(reader.rows(["bank"] * 1_000)) == MOST


@given(st.text(max_size=60))
def test_any_words_have_an_answer(text):
    assert math.isfinite(Reader(learnt(3)).score(text.split(), NOTHING))


def test_only_doubtful_sentences_are_asked_about():
    model = msgspec.structs.replace(shipped().model, cuts=shipped().model.cuts)
    count = []

    class Counting:
        def score(self, words, rules):
            count.append(list(words))
            return 5.0

    sure, doubtful = 0, 0
    for text in (ROOT / "training/statements/press1.jsonl").read_text("utf-8").splitlines()[:120]:
        sentence = msgspec.json.decode(text)["text"]
        seen = features(sentence, (0, len(sentence)), [])
        alone = Likely(model).probabilities(seen, ())["accusing"]
        before = len(count)
        both = Likely(model, Counting).probabilities(seen, ())["accusing"]
        if DOUBTFUL[0] < alone < DOUBTFUL[1]:
            doubtful += 1
            assert count[before:] == [seen.plain]
            assert both > alone
        else:
            sure += 1
            assert (both, count[before:]) == (alone, [])
    assert sure
    assert doubtful


def _shipped():
    return msgspec.msgpack.decode(
        (ROOT / "src/probandum/detectors/sayings/transformer.mpk").read_bytes(), type=Attentive
    )


def test_what_ships_is_small_and_made_from_what_the_rest_is_made_from():
    path = ROOT / "src/probandum/detectors/sayings/transformer.mpk"
    assert path.stat().st_size < 16 * 2**20
    assert _shipped().made_from == shipped().model.made_from
    assert asked() is asked()
