"""Training of the net: the gradient is that of the loss, rounding changes little, and it learns what can be learnt."""

import msgspec
import numpy as np
import pytest

from probandum.detectors.sayings import net
from probandum.detectors.sayings.net import Net
from probandum.errors import UsageError
from probandum.evaluate import statement_net
from probandum.evaluate.statement_net import DIMENSIONS, Vectors, train, vectors
from probandum.model.ident import digest

ACTS = ["broke into", "spied on", "stole from", "tapped", "raided", "emptied"]
PLACES = ["the grid", "a port", "two banks", "the mill", "their mail"]
TRUE = [f"the \ue000 {act} {place}".split() for act in ACTS for place in PLACES]
FALSE = [f"{place} of the \ue002 was opened after years".split() for _ in ACTS for place in PLACES]
SENTENCES = TRUE + FALSE
TRUTH = np.array([1.0] * len(TRUE) + [0.0] * len(FALSE))
NO_RULES = np.zeros((len(SENTENCES), 2))
EVEN = np.ones(len(SENTENCES))


def total(training, batch, rules, truth, heed):
    """The loss of a batch without dropout, from the weights alone."""
    weights, losses = training._weights, []
    for at in batch:
        rows = training._rows[at]
        seen = np.hstack([weights["own"][rows], training._sorts[rows] @ weights["sorts"]]).astype(np.float64)
        answers = []
        for words in statement_net.WINDOWS:
            padded = np.pad(seen, ((words - 1, words - 1), (0, 0)))
            windows = np.array(
                [padded[start : start + words].ravel() for start in range(len(padded) - words + 1)]
            )
            answers.append((windows @ weights[f"filters{words}"]).max(0, initial=0))
        spoken = np.maximum(np.concatenate(answers) + weights["bias"], 0)
        score = spoken @ weights["out"] + rules[at] @ weights["rules"] + weights["whole"][0]
        losses.append(heed[at] * np.logaddexp(0, score if not truth[at] else -score))
    return sum(losses) / sum(heed[at] for at in batch)


def test_the_gradient_is_that_of_the_loss(monkeypatch):
    for name in ("DROPPED", "WORDS_DROPPED", "ANSWERS_DROPPED"):
        monkeypatch.setattr(statement_net, name, 0.0)
    training = statement_net._Training(SENTENCES, 2, None)
    draw = np.random.default_rng(5)
    rules = draw.random((len(SENTENCES), 2)).astype(np.float32)
    heed = draw.random(len(SENTENCES)).astype(np.float32) + 1
    training._weights |= {"rules": np.ones(2, np.float32), "whole": np.ones(1, np.float32)}
    batch = np.array([0, 7, 31, 40])
    slopes = training._slopes(batch, rules[batch], TRUTH[batch].astype(np.float32), heed[batch])
    assert set(slopes) == set(training._weights)
    for name, slope in slopes.items():
        at = np.unravel_index(np.abs(slope).argmax(), slope.shape)
        weights, step, ends = training._weights[name], 1e-2, []
        for way in (step, -2 * step, step):
            weights[at] += way
            ends.append(total(training, batch, rules, TRUTH, heed))
        assert slope[at] == pytest.approx((ends[0] - ends[1]) / (2 * step), rel=0.05, abs=1e-6), name


def test_it_learns_and_rounding_changes_little(monkeypatch):
    monkeypatch.setattr(statement_net, "ROUNDS", 30)
    taught = train(SENTENCES, NO_RULES, TRUTH, EVEN, None)
    made = Net(taught.learnt)
    scores = np.array([made.score(words) + taught.bias for words in SENTENCES])
    assert ((scores > 0) == (TRUTH > 0)).all()
    assert made.score(["the", "\ue000", "broke", "into", "the", "mill"]) > made.score(
        ["the", "mill", "was", "opened"]
    )
    assert taught == train(SENTENCES, NO_RULES, TRUTH, EVEN, None)


def test_what_is_kept_of_words_changes_no_answer(monkeypatch):
    monkeypatch.setattr(statement_net, "ROUNDS", 1)
    learnt = train(SENTENCES, NO_RULES, TRUTH, EVEN, None).learnt
    sentences = [*SENTENCES, [], ["unheard"], ["unheard", "12"] * 40]
    answers = [Net(learnt).score(words) for words in sentences]
    monkeypatch.setattr(net, "KEPT", 8)
    one = Net(learnt)
    assert [one.score(words) for words in sentences * 2] == answers * 2


def test_what_the_rules_find_is_learnt(monkeypatch):
    monkeypatch.setattr(statement_net, "ROUNDS", 30)
    told = np.stack([TRUTH, 1 - TRUTH], axis=1)
    same = [["a", "word"]] * len(SENTENCES)
    taught = train(same, told, TRUTH, EVEN, None)
    assert taught.rules[0] > 0 > taught.rules[1]


def test_given_vectors_are_begun_with(tmp_path):
    data = np.random.default_rng(1).integers(-127, 127, (2, DIMENSIONS)).astype(np.int8)
    path = tmp_path / "vectors.mpk"
    path.write_bytes(msgspec.msgpack.encode(Vectors(("bank", "unseen"), DIMENSIONS, data.tobytes(), "made")))
    made_from = {}
    given = vectors(path, made_from)
    assert made_from == {path.name: digest(path.read_bytes())}
    training = statement_net._Training(SENTENCES, 2, given)
    assert "unseen" in training._words
    own = training._weights["own"][training._words.index("bank")]
    assert np.corrcoef(own, data[0].astype(float))[0, 1] == pytest.approx(1)


@pytest.mark.parametrize(
    "data",
    [
        None,
        b"\xc1",
        msgspec.msgpack.encode({"words": ["a"], "dimensions": 3, "data": b"abc", "made_from": ""}),
    ],
)
def test_files_that_hold_no_vectors(tmp_path, data):
    path = tmp_path / "vectors.mpk"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UsageError, match=r"vectors\.mpk"):
        vectors(path, {})
