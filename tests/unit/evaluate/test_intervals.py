"""The bootstrap over groups."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_trials import outcome

from probandum.evaluate.intervals import COMPARED, DRAWS, Span, differences, drawn, span, spans
from probandum.evaluate.measures import figures, read
from probandum.model.hypothesis import UNKNOWN


def answers(sure, count=60):
    """Every second trial is right; three trials a group; one in four by an unknown actor."""
    return [
        outcome(
            {"a": sure, "b": 0.05},
            UNKNOWN if n % 4 == 3 else "a" if n % 2 == 0 else "b",
            f"{n}",
            f"group {n // 3}",
        )
        for n in range(count)
    ]


@given(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=30), st.integers(0, 5))
def test_groups_are_drawn_whole_and_as_many_as_there_are(groups, seed):
    weights = drawn(groups, 20, seed)
    assert weights.shape == (20, len(groups))
    first = {name: groups.index(name) for name in groups}
    for row in weights:
        assert all(row[place] == row[first[name]] for place, name in enumerate(groups))
        assert sum(row[place] for place in first.values()) == len(first)


def test_the_same_seed_gives_the_same_draws_in_whatever_order_trials_stand():
    groups = [f"g{n % 7}" for n in range(21)]
    assert np.array_equal(drawn(groups), drawn(groups))
    assert np.array_equal(drawn(groups)[:, ::-1], drawn(groups[::-1]))
    assert not np.array_equal(drawn(groups, seed=1), drawn(groups, seed=2))


def test_the_draws_are_these():
    """Pinned: another version of numpy must give the same intervals."""
    assert drawn(list("abcde"), 3).tolist() == [[0, 1, 0, 2, 2], [0, 0, 3, 2, 0], [1, 1, 0, 3, 0]]


def test_every_group_is_drawn_once_on_the_mean():
    weights = drawn([f"g{n}" for n in range(40)])
    assert weights.shape == (DRAWS, 40)
    assert weights.mean() == 1
    assert abs(weights.mean(axis=0) - 1).max() < 0.1


def test_figures_lie_within_their_intervals():
    one = read(answers(0.6))
    found = spans(one, drawn(one.groups))
    line = figures(one)
    for name, each in found.items():
        assert each.figure == getattr(line, name)
        assert each.low <= each.figure <= each.high, name
    assert found["top_1"].low < found["top_1"].figure < found["top_1"].high


def test_the_interval_of_a_mean_is_the_one_of_its_standard_error():
    """One trial a group: the percentile interval of log-loss against the normal one."""
    made = [outcome({"a": 0.1 + 0.8 * n / 200}, "a", str(n), str(n)) for n in range(200)]
    one = read(made)
    error = one.loss.std() / np.sqrt(len(made))
    found = spans(one, drawn(one.groups))["log_loss"]
    assert found.high - found.low == pytest.approx(2 * 1.96 * error, rel=0.08)


def test_a_method_does_not_differ_from_itself():
    one = read(answers(0.6))
    for each in differences(("ours", one), ("theirs", one), drawn(one.groups)):
        assert each.span == Span(0.0, 0.0, 0.0)


def test_differences_are_first_less_second_and_paired():
    ours, theirs = read(answers(0.6)), read(answers(0.9))
    weights = drawn(ours.groups)
    found = {each.measure: each.span for each in differences(("ours", ours), ("theirs", theirs), weights)}
    assert tuple(found) == COMPARED
    assert found["log_loss"].figure == pytest.approx(
        figures(ours).log_loss - figures(theirs).log_loss, abs=1e-6
    )
    assert found["log_loss"].high < 0
    assert found["top_1"] == Span(0.0, 0.0, 0.0)
    back = {each.measure: each.span for each in differences(("theirs", theirs), ("ours", ours), weights)}
    for name, each in found.items():
        assert back[name].figure == -each.figure
        assert back[name].low == pytest.approx(-each.high, abs=2e-6)


def test_methods_that_answered_other_trials_are_not_compared():
    one, other = read(answers(0.6)), read(answers(0.6)[::-1])
    with pytest.raises(ValueError, match="same trials"):
        differences(("ours", one), ("theirs", other), drawn(one.groups))


def test_draws_with_nothing_to_measure_are_left_out():
    assert span(np.array([0.5]), np.array([np.nan, 0.4, 0.4, np.nan])) == Span(0.5, 0.4, 0.4)
    assert span(np.array([np.nan]), np.array([np.nan])) == Span(None, None, None)


def test_fewer_than_five_groups_have_no_interval():
    one = read(answers(0.9, count=12))
    found = spans(one, drawn(one.groups))["log_loss"]
    assert found.figure is not None
    assert (found.low, found.high) == (None, None)
