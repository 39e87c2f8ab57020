"""The net over the words of a sentence answers in whole numbers, whoever multiplies them."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probandum.detectors.sayings.net import LARGEST, MOST, NUMBER, UNKNOWN, Learnt, Net

WORDS = ("\ue000", '"', NUMBER, "broke", "into", "the", "bank", UNKNOWN)
WIDTH, FILTERS = 8, 5


def learnt(seed, largest=LARGEST):
    draw = random.Random(seed)

    def numbers(count):
        return np.array([draw.randint(-largest, largest) for _ in range(count)], np.int8).tobytes()

    return Learnt(
        words=WORDS,
        vectors=numbers(len(WORDS) * WIDTH),
        filters=tuple(numbers(words * WIDTH * FILTERS) for words in (1, 2, 3, 4)),
        bias=tuple(draw.randint(-20_000, 20_000) for _ in range(4 * FILTERS)),
        weights=tuple(draw.randint(-1_000, 1_000) for _ in range(4 * FILTERS)),
        step=2.0**-20,
    )


def counted(learnt, words):
    """The same by counting, window by window."""
    row = {word: at for at, word in enumerate(learnt.words)}
    vectors = np.frombuffer(learnt.vectors, np.int8).reshape(-1, WIDTH).tolist()
    nothing = [0] * WIDTH
    seen = [vectors[row.get(word, row[NUMBER if word.isdecimal() else UNKNOWN])] for word in words[:MOST]]
    total = 0
    for number, data in enumerate(learnt.filters):
        rows = np.frombuffer(data, np.int8).reshape(-1, FILTERS).tolist()
        padded = [nothing] * number + seen + [nothing] * number
        for one in range(FILTERS):
            answers = [
                sum(
                    value * rows[at * WIDTH + place][one]
                    for at, vector in enumerate(padded[start : start + number + 1])
                    for place, value in enumerate(vector)
                )
                for start in range(len(padded) - number)
            ]
            at = number * FILTERS + one
            total += max(max([0, *answers]) + learnt.bias[at], 0) * learnt.weights[at]
    return total * learnt.step


@given(st.integers(0, 30), st.lists(st.sampled_from([*WORDS[:-1], "unheard", "2017"]), max_size=12))
def test_scores_are_those_of_counting(seed, words):
    assert Net(learnt(seed)).score(words) == counted(learnt(seed), words)


def test_largest_numbers_are_added_exactly():
    full = np.full(4 * 128 * 3, LARGEST, np.int8).tobytes()
    huge = Learnt(
        words=(NUMBER, UNKNOWN),
        vectors=np.full(2 * 128, LARGEST, np.int8).tobytes(),
        filters=(full[: 128 * 3], full[: 2 * 128 * 3], full[: 3 * 128 * 3], full),
        bias=(1,) * 12,
        weights=(1,) * 12,
        step=1.0,
    )
    unit = 128 * LARGEST * LARGEST
    assert Net(huge).score(["a"] * 9) == 3 * (unit * (1 + 2 + 3 + 4) + 4)


@pytest.mark.parametrize(
    ("word", "like"), [("bank's", "bank"), ("2017", NUMBER), ("unheard", UNKNOWN), ("unheard's", UNKNOWN)]
)
def test_words_without_a_vector(word, like):
    net = Net(learnt(1))
    assert net.score(["the", word]) == net.score(["the", like])


def test_words_far_behind_are_not_looked_at():
    net = Net(learnt(2))
    assert net.score(["the"] * MOST + ["broke"]) == net.score(["the"] * MOST)
