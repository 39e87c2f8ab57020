"""The model beside the rules of the statements: names weigh nothing, sums are whole numbers, the file says what it is from."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.detectors.sayings.cues import SORTS, cues
from probandum.detectors.sayings.likely import (
    KINDS,
    LONG,
    Cut,
    Likelihoods,
    Likely,
    Seen,
    features,
    load,
    shipped,
)
from probandum.detectors.sayings.net import Learnt
from probandum.model.ident import digest

ROOT = Path(__file__).resolve().parents[3]
SENTENCE = "The ministry said that {} had broken into the mail servers of {}."


def marked(one, other):
    text = SENTENCE.format(one, other)
    first, second = text.index(one), text.rindex(other)
    return text, [(first, first + len(one), "name"), (second, second + len(other), "name")]


NAMES = st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", min_size=3, max_size=20).map(
    lambda name: "X" + name.strip() + "land"
)


@settings(deadline=None)
@given(NAMES, NAMES)
def test_names_weigh_nothing(one, other):
    """Law 11: whoever stands there, the model sees the same."""
    text, marks = marked(one, other + "ia")
    assert features(text, (0, len(text)), marks) == features(*_plain())
    assert shipped().probabilities(features(text, (0, len(text)), marks), ()) == shipped().probabilities(
        features(*_plain()), ()
    )


def _plain():
    text, marks = marked("Arland", "Borduria")
    return text, (0, len(text)), marks


@given(st.text(max_size=300), st.sets(st.sampled_from(KINDS)))
def test_every_sentence_has_probabilities(text, rules):
    found = shipped().probabilities(features(text, (0, len(text)), []), rules)
    assert set(found) == set(KINDS)
    assert all(0 < one < 1 for one in found.values())


def test_addresses_are_no_words():
    text = "Norway said [again](https://chile.example/hacked-by-chile?a=1) that it rained (see hxxp://a[.]example/attack)."
    assert features(text, (0, len(text)), []).plain == features(
        "Norway said [again]( ) that it rained (see .", (0, 44), []
    ).plain  # fmt: skip


def test_an_accusation_is_likelier_than_the_weather():
    accusing, marks = marked("Arland", "Borduria")
    dull = "The meeting was followed by lunch, and the sun came out in the afternoon."
    likely = shipped()
    one = likely.probabilities(features(accusing, (0, len(accusing)), marks), ())["accusing"]
    other = likely.probabilities(features(dull, (0, len(dull)), []), ())["accusing"]
    assert one > 0.6 > 0.2 > other


SILENT = Learnt(("0", "~"), bytes(2), (bytes(1),), (0,), (0,), 1.0)
"""A net that says nothing."""


def test_rules_are_confirmed_or_overruled():
    numbers = {
        "words": ("rain", "weather"),
        "rarity": (1000, 1000),
        "weights": (-2_000_000, 0, 0, 0, 0, -9_000_000, 0, 0, 0, 0),
        "orders": (0,) * SORTS**2,
        "net": SILENT,
        "rules": tuple((1000,) * 5 for _ in KINDS),
        "bias": (0,) * 5,
        "cuts": tuple(Cut(0.9, 0.5) for _ in KINDS),
        "made_from": {},
        "command": "test",
    }
    likely = Likely(Likelihoods(**numbers))
    said = frozenset({"accusing"})
    attack, rain, weather = (Seen([word], [0, 4], [word]) for word in ("attack", "rain", "weather"))
    for one, official, stands in (
        (attack, False, True),
        (rain, True, True),
        (rain, False, False),
        (weather, True, False),
    ):
        assert likely.judge(one, said, official=official) == (said if stands else frozenset())
        assert likely.may_accuse(one, official=official) == (stands or official)
    assert likely.judge(attack, frozenset(), official=True) == frozenset()


def saying(bias):
    """Return a model that has one answer, a logarithm of odds."""
    return Likelihoods(
        words=(),
        rarity=(),
        weights=(),
        orders=(0,) * SORTS**2,
        net=SILENT,
        rules=tuple((0,) * 5 for _ in KINDS),
        bias=(round(1000 * bias), *(-9000,) * 4),
        cuts=tuple(Cut(0.7, 0.5) for _ in KINDS),
        made_from={},
        command="test",
    )


@pytest.mark.parametrize(
    ("bias", "plain", "firm", "report"), [(3, 1, 1, 1), (1, 1, 1, 0), (-0.5, 0, 1, 0), (-1, 0, 0, 0)]
)
def test_firm_rules_need_less_and_technical_pages_more(bias, plain, firm, report):
    likely, said, one = Likely(saying(bias)), frozenset({"accusing"}), Seen(["rain"], [0, 4], ["rain"])
    assert (likely.judge(one, said, official=False) == said) == plain
    assert (likely.judge(one, said, official=False, firm=True) == said) == firm
    assert (likely.of_reports.judge(one, said, official=False) == said) == report
    assert (likely.of_reports.judge(one, frozenset(), official=False) == said) == report


class Convinced:
    """A transformer that takes every sentence for accusing."""

    def score(self, words, rules):
        return 9.0


@pytest.mark.parametrize(
    ("bias", "length", "accuses"), [(0, 1, True), (0, LONG, True), (0, LONG + 1, False), (-1, 1, False)]
)
def test_the_transformer_is_asked_about_doubtful_sentences_that_are_not_long(bias, length, accuses):
    likely, words = Likely(saying(bias), Convinced), ["rain"] * length
    judged = likely.judge(Seen(words, [0, 4], words), frozenset(), official=False)
    assert judged == ({"accusing"} if accuses else set())


def test_the_shipped_model_is_made_from_the_sentences_that_are_checked_in():
    made_from = shipped().model.made_from
    for folder, pattern in (
        ("training/statements", "*.jsonl"),
        ("tests/eval/statements", "*.json"),
        ("tests/eval/statements/second", "*.json"),
        ("tests/eval/statements/untouched", "*.json"),
        ("tests/eval/statements/fresh", "*.json"),
        ("tests/eval/statements/unseen", "*.json"),
        ("tests/eval/statements/blind", "*.json"),
        ("tests/eval/statements/sealed", "*.json"),
        ("tests/eval/statements/unopened", "*.json"),
        ("tests/eval/statements/once", "*.json"),
        ("training/documents", "*.json"),
        ("training", "vectors.mpk"),
    ):
        for path in (ROOT / folder).glob(pattern):
            assert made_from[path.name] == digest(path.read_bytes()), f"train again: {path.name} has changed"


def test_the_order_of_the_sorts_of_words_tells():
    """Somebody who steals is not somebody who is stolen from: what comes first is seen."""
    state, thief = "\ue002", "stole"
    assert cues([state, thief])[2:] == list(reversed(cues([thief, state])[2:]))
    assert cues([])[:2] == [0, 4]
    assert cues([state] * 30)[:2] == [3, 7]


@given(st.lists(st.text(max_size=12), max_size=40))
def test_sorts_of_words_are_in_the_table_and_each_once(words):
    found = cues(words)
    assert len(found) == len(set(found))
    assert all(0 <= sort < SORTS for sort in found)


def test_the_model_is_small_and_read_back():
    data = (ROOT / "src/probandum/detectors/sayings/likely.mpk").read_bytes()
    assert len(data) < 6 << 20
    assert load(data) == shipped().model


@pytest.mark.parametrize("data", [b"", b"\x00", b"{}", b"\xff" * 100])
def test_what_is_no_model(data):
    with pytest.raises(ValueError, match=r".+"):
        load(data)
