"""Runs of words are found as they are when each is put together and looked up."""

from hypothesis import given
from hypothesis import strategies as st

from probandum.detectors.sayings.runs import Runs
from probandum.detectors.sayings.shapes import shapes, sorts

_WORDS = st.lists(st.sampled_from(["by", "the", "ministry", "attack", "12", "moonbeam", "said"]), max_size=9)


@given(_WORDS, st.lists(_WORDS, max_size=6))
def test_every_shape_of_a_table_is_found_and_nothing_else(words, others):
    table = sorted({shape for one in others for shape in shapes(one)})
    wanted = {number for number, shape in enumerate(table) if shape in shapes(words)}
    assert Runs(table).within(sorts(words)) == wanted


def test_a_word_between_two_may_be_any():
    runs = Runs(["by _ ministry", "by ministry", "the"])
    assert runs.within(["by", "its", "ministry"]) == {0}
    assert runs.within(["by", "the"]) == {2}
    assert runs.within([]) == set()
