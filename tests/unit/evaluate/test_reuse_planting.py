"""The generator of copies and stories: truth is where it says, seeds reproduce, and counting counts."""

import random

import pytest
from invented_prose import TEXTS

from probandum.errors import UsageError
from probandum.evaluate.reuse_baselines import bar_of, containment, found_by, jaccard, matched
from probandum.evaluate.reuse_conditions import CONDITIONS, Condition
from probandum.evaluate.reuse_measure import Interval, measure
from probandum.evaluate.reuse_planting import TEMPLATE_TEXTS, collection
from probandum.evaluate.reuse_prose import (
    Corpus,
    Vocabulary,
    excerpt,
    publisher_of,
    recast,
    rewrite,
    words_of,
)
from probandum.sources.reuse import Passage, Shared

VOCABULARY = Vocabulary(TEXTS)


@pytest.fixture(scope="module")
def made():
    return collection(Corpus(TEXTS), 3, each=2)


def test_words_of_leaves_addresses_out():
    text = "See [the page](/a/b.png) at https://x.example/a-b and write to a@b.example now"
    assert [text[slice(*one)] for one in words_of(text)] == [
        "See",
        "the",
        "page",
        "at",
        "and",
        "write",
        "to",
        "now",
    ]


def test_publisher_is_what_stands_before_the_underscore():
    assert publisher_of("lab_2020_a") == "lab"
    assert publisher_of("alone") == "alone"


def test_excerpt_is_prose_from_the_start_of_a_line():
    text = "Short.\n| A | B |\nOne two three four five six seven."
    assert text[slice(*excerpt(text, 5))] == "One two three four five"
    assert excerpt('He said "one two three four five"', 7) is None
    assert excerpt("too few words", 9) is None


@pytest.mark.parametrize("rate", [0.1, 0.3, 0.5])
def test_as_many_words_are_replaced_as_asked(rate):
    text = TEXTS["alpha_1"]
    other = rewrite(text, rate, "replaced", VOCABULARY, random.Random(1))
    before, after = ([one[slice(*at)] for at in words_of(one)] for one in (text, other))
    assert len(before) == len(after)
    changed = sum(one.casefold() != two.casefold() for one, two in zip(before, after, strict=True))
    assert changed == round(rate * len(before))
    assert (before[0], before[-1]) == (after[0], after[-1])


@pytest.mark.parametrize(
    ("style", "sign"), [("inserted", 1), ("deleted", -1), ("swapped", 0), ("endings", 0)]
)
def test_styles_change_as_they_say(style, sign):
    text = TEXTS["beta_2"]
    other = rewrite(text, 0.2, style, VOCABULARY, random.Random(2))
    count, changed = len(words_of(text)), len(words_of(other))
    assert changed == count + sign * round(0.2 * count)
    assert other != text
    if style == "swapped":
        words = ([one[slice(*at)] for at in words_of(one)] for one in (text, other))
        assert len({tuple(sorted(one)) for one in words}) == 1


def test_a_replacement_is_of_like_frequency_and_keeps_its_capital():
    rng = random.Random(5)
    assert all(VOCABULARY.like("The", rng)[0].isupper() for _ in range(20))
    assert all(VOCABULARY.like("the", rng) != "the" for _ in range(50))


def test_recast_gives_one_name_for_one_name():
    text = "Then Amber came, and Amber went with Bitter to the Harbour."
    other = recast(text, ["X"], random.Random(0))
    assert other.count("Amber") in (0, 2)
    assert other.startswith("Then ")


def test_windows_are_handed_out_once():
    corpus = Corpus(TEXTS)
    taken = [corpus.window(100).text for _ in range(50)]
    lines = [line for text in taken for line in text.split("\n")]
    assert len(set(lines)) == len(lines)
    with pytest.raises(UsageError, match="too few passages"):
        corpus.window(10**6)


def test_a_window_can_be_asked_of_other_publishers():
    corpus = Corpus(TEXTS)
    assert {corpus.window(50, other_than=("alpha", "beta")).publisher for _ in range(5)} == {"gamma"}


def test_the_same_seed_gives_the_same_collection_and_another_another(made):
    assert collection(Corpus(dict(reversed(TEXTS.items()))), 3, each=2) == made
    assert collection(Corpus(TEXTS), 4, each=2) != made


def test_every_sort_is_planted_as_often_as_asked(made):
    for condition in CONDITIONS:
        assert sum(one.counted and one.condition == condition for one in made.planted) == 2, condition
    templates = [one for one in made.planted if one.condition.kind == "template"]
    assert len(templates) == TEMPLATE_TEXTS * (TEMPLATE_TEXTS - 1) // 2


def test_truth_is_where_it_says(made):
    for one in made.planted:
        if one.condition.kind == "names" or not one.counted:
            continue
        first, second = (
            made.texts[key][slice(*place)]
            for key, place in zip((one.first, one.second), one.places, strict=True)
        )
        here, there = ([text[slice(*at)] for at in words_of(text)] for text in (first, second))
        if not one.condition.rate:
            assert here == there, one.condition.label
        elif one.condition.style == "replaced":
            same = sum(a == b for a, b in zip(here, there, strict=True))
            assert same >= (1 - one.condition.rate / 100) * len(here) - 2, one.condition.label
        assert one.first < one.second


def test_quotations_stand_in_marks_that_somebody_is_named_for(made):
    for one in made.planted:
        if one.condition.kind == "quotation":
            for key, (start, end) in zip((one.first, one.second), one.places, strict=True):
                text = made.texts[key]
                assert text[start - 1] in '"“«„'
                assert text[end : end + 3].lstrip(".,")[0] in '"”»“'


def test_independent_documents_share_no_line(made):
    known = {(one.first, one.second) for one in made.planted}
    real = {line for text in TEXTS.values() for line in text.split("\n")}
    lines = {key: real.intersection(text.split("\n")) for key, text in made.texts.items()}
    keys = sorted(lines)
    for place, first in enumerate(keys):
        for second in keys[place + 1 :]:
            if (first, second) not in known:
                assert not lines[first] & lines[second] - {"```", ""}


def perfect(made):
    """Pairs as the truth has them."""

    def find(texts):
        for one in made.planted:
            kind = one.condition.kind
            if kind != "names":
                passage = Passage(*one.places, 1, "copy" if kind == "copy" else kind)
                yield Shared(one.first, one.second, (passage,), (1, 1), (1, 1))

    return find


def test_the_truth_measures_as_perfect(made):
    found = measure([made], perfect(made))
    assert found.texts == len(made.texts)
    for line in found.lines:
        named = line.condition.kind == "names"
        assert (line.found.share, line.letters.f1) == ((0, 0) if named else (1, 1))
        assert line.dependent.share == (line.condition.kind == "copy")
    assert (found.alarm.others.count, found.alarm.own.count) == (0, 0)


def test_what_is_missed_and_what_is_made_up_counts(made):
    copies = [one for one in made.planted if one.condition == Condition("80 words", "copy")]
    other = next(
        key
        for key in made.texts
        if not any(key in (one.first, one.second) for one in made.planted if one.condition.kind == "copy")
    )
    one = copies[0]
    first, second = sorted((one.first, other))

    def find(texts):
        half = tuple((start, (start + end) // 2) for start, end in one.places)
        yield Shared(one.first, one.second, (Passage(*half, 1, "copy"),), (1, 1), (1, 1))
        yield Shared(first, second, (Passage((0, 9), (0, 9), 1, "copy"),), (1, 1), (1, 1))

    found = measure([made], find)
    line = next(line for line in found.lines if line.condition == one.condition)
    assert (line.found.count, line.found.of) == (1, 2)
    assert line.kinds == {"copy": 1, "nothing": 1}
    assert 0.2 < line.letters.f1 < 0.5
    assert found.alarm.others.count + found.alarm.own.count == 1
    assert found.alarm.pairs == ((first, second),)


def test_wilson_interval():
    """Figures of Newcombe, Statist. Med. 17 (1998) 857–872, table I."""
    assert [round(end, 4) for end in Interval(81, 263).ends] == [0.2553, 0.3662]
    assert [round(end, 4) for end in Interval(0, 20).ends] == [0.0, 0.1611]
    assert Interval(0, 0).ends == (0.0, 1.0)


def test_scores_of_simpler_methods(made):
    words = list("abcdefgh")
    assert jaccard(words, words) == containment(words, words) == matched(words, words) == 1
    assert jaccard(words, words[:5]) == 0.25
    assert containment(words, words[:5]) == 1
    assert jaccard([], words) == containment([], words) == 0
    bar = bar_of([made], jaccard)
    found = found_by("jaccard", [made], jaccard, bar)
    assert found.alarm.count == 0
    assert dict(found.pairs)[Condition("80 words", "copy")].share == 1
