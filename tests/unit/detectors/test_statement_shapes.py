"""Runs of sorts of words, as the model beside the rules sees them."""

from hypothesis import given
from hypothesis import strategies as st

from probandum.detectors.sayings.shapes import shapes


def test_words_of_a_sort_are_alike():
    """A verb nobody has learnt stands where a known one of its sort stood."""
    one = ["the", "intruders", "slipped", "into", "the", "registry"]
    other = ["the", "intruders", "wormed", "into", "the", "registry"]
    assert shapes(one) == shapes(other)
    assert shapes(one) != shapes(["the", "intruders", "wandered", "into", "the", "registry"])


def test_small_words_stand_for_themselves_and_others_for_their_ending():
    found = shapes(["the", "zblorking", "of", "12"])
    assert found[:5] == ["^", "the", "~ing", "of", "0"]
    assert "the ~ing of" in found
    assert "the _ of" in found
    assert "^ the" in found


def test_order_tells():
    assert set(shapes(["by", "the", "ministry"])) != set(shapes(["the", "ministry", "by"]))


@given(st.lists(st.text(min_size=1, max_size=9).map(str.lower).filter(bool), max_size=30))
def test_every_run_once_and_their_number_grows_with_the_words(words):
    found = shapes(words)
    assert len(found) == len(set(found))
    assert len(found) <= 4 * len(words) + 4
