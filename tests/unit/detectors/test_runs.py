"""Words and pairs are found as they are when each pair is put together and looked up."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from probandum.detectors.sayings.runs import Runs

_WORDS = st.lists(st.sampled_from(["by", "the", "ministry", "attack", "12", "moonbeam", "said"]), max_size=9)


def runs(words):
    return {*words, *map(" ".join, pairwise(words))}


@given(_WORDS, st.lists(_WORDS, max_size=6))
def test_everything_of_a_table_is_found_and_nothing_else(words, others):
    table = sorted({run for one in others for run in runs(one)})
    wanted = {number for number, run in enumerate(table) if run in runs(words)}
    assert Runs(table).within(words) == wanted
