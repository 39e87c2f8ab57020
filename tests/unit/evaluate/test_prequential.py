"""The protocol: nothing from later testifies, the flat arithmetic is the weighers' own, and what is counted adds up."""

import itertools
import json

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_reports import fitted, fitted_bytes, plain, reports_by_name, small

from probandum.errors import UsageError
from probandum.evaluate.absent import without_actor
from probandum.evaluate.method import flat, losses, outcomes
from probandum.evaluate.parameter_file import as_bytes, fit_file
from probandum.evaluate.prequential import CALIBRATIONS, ECHOLESS, OURS, PEERS, bar, prequential
from probandum.evaluate.replay import (
    echoes,
    replay,
    replayable,
    replayed,
    without_echoes,
    without_right,
)
from probandum.evaluate.results import as_json
from probandum.evaluate.slope import slopes
from probandum.evaluate.weighed import Scales
from probandum.knowledge.exclude import without
from probandum.weighers.parameters import FITTED, Parameters

VECTORS = (
    Parameters().numbers(),
    {
        **Parameters().numbers(),
        "technique_mixing": 0.11,
        "tool_mixing": 0.02,
        "malware_mixing": 0.3,
        "tool_factor": 0.7,
        "malware_factor": 1.2,
        "behaviour_cap": 2.5,
        "report_exponent": 0.9,
        "operation_idle": 0.2,
        "operation_cap": 4.0,
        "operation_size_exponent": 1.3,
        "unknown_log_odds": 0.8,
        "lapse": 0.03,
    },
)


@pytest.fixture(scope="module")
def trials():
    return list(replay(small()))


@pytest.fixture(scope="module")
def found():
    return prequential(small())


def test_trials_are_enough_and_in_the_order_of_time(trials):
    dates = [one.date for one in trials]
    assert dates == sorted(dates)
    assert 40 <= len(trials) <= replayable(small()) == 60
    assert {one.truth == "unknown" for one in trials} == {True, False}


@settings(max_examples=12, deadline=None)
@given(place=st.integers(0, 59))
def test_a_trial_knows_nothing_of_its_day_or_later(place):
    days = {name: day for name, (day, _, _) in reports_by_name().items()}
    name = sorted(days)[place]
    wanted = {one.id: plain(one) for one in replay(small())}
    later = [other for other, day in days.items() if day >= days[name] and other != name]
    found = {one.id: plain(one) for one in replay(without(small(), later)[0])}
    before = {other for other, day in days.items() if day < days[name]} | {name}
    assert found == {one: trial for one, trial in wanted.items() if one in before}


def test_two_reports_of_one_day_do_not_testify_to_each_other(trials):
    by_date = [list(same) for _, same in itertools.groupby(trials, key=lambda one: one.date)]
    pairs = [same for same in by_date if len(same) == 2]
    assert pairs
    for first, second in pairs:
        (alone,) = [one for one in replay(without(small(), [second.id])[0]) if one.id == first.id]
        assert plain(alone) == plain(first)


@pytest.mark.parametrize("numbers", VECTORS, ids=["start", "other"])
def test_the_flat_arithmetic_is_that_of_the_weighers(numbers):
    scales = Scales()
    for one in itertools.islice(replayed(small()), 0, None, 4):
        weighed = scales.weigh(one, numbers)(one.trial, ())
        (said,) = outcomes(flat([one.trial]), numbers)
        assert said.actors == one.trial.actors
        np.testing.assert_allclose(weighed.probability, said.probability, rtol=0, atol=1e-9)
        assert weighed.budget[0] == pytest.approx(said.probability[weighed.leading], abs=1e-9)


@pytest.mark.parametrize("numbers", VECTORS, ids=["start", "other"])
def test_trials_laid_together_are_the_same_as_alone(trials, numbers):
    together = outcomes(flat(trials), numbers)
    for trial, said in zip(trials, together, strict=True):
        np.testing.assert_allclose(
            outcomes(flat([trial]), numbers)[0].probability, said.probability, atol=1e-12
        )


@pytest.mark.parametrize("cited", [True, False], ids=["cited", "uncited"])
@pytest.mark.parametrize("numbers", VECTORS, ids=["start", "other"])
def test_slopes_are_those_of_the_losses(trials, numbers, cited):
    # apart, or a tool makes a report tie with a technique: at the best of two equal ones nothing has a slope
    numbers = {**numbers, "tool_resemblance": 0.23}
    laid = flat(trials, cited)
    loss, slope = slopes(laid, numbers)
    np.testing.assert_allclose(loss, losses(laid, numbers), atol=1e-10)
    for column, name in enumerate(FITTED):
        step = 1e-6 * max(abs(numbers[name]), 0.1)
        up, down = ({**numbers, name: numbers[name] + sign * step} for sign in (1, -1))
        rise = (losses(laid, up) - losses(laid, down)) / (2 * step)
        np.testing.assert_allclose(slope[:, column], rise, rtol=2e-4, atol=2e-6, err_msg=name)


def test_without_the_right_actor_everything_is_counted_anew():
    seen = 0
    for one in replayed(small()):
        if one.trial.truth == "unknown":
            with pytest.raises(ValueError, match="no known actor"):
                without_right(one)
            continue
        bare = without_right(one)
        assert bare.truth == "unknown"
        assert bare.group == one.trial.truth
        assert set(bare.actors) == set(one.trial.actors) - {one.trial.truth}
        own = [item for item in one.items if one.index.spread.get(item) == 1 and item in one.trial.observed]
        lost = [item for item in own if bare.counts.base[bare.observed.index(item)] == 0]
        seen += len(lost)
    assert seen > 0


def test_taking_a_column_out_leaves_the_operations_of_the_others():
    for one in replayed(small()):
        if one.trial.truth != "unknown":
            cut, counted = without_actor(one.trial), without_right(one)
            assert cut.actors == counted.actors
            for name in ("owner", "size", "rows", "columns", "reported"):
                mine, anew = getattr(cut.operations, name), getattr(counted.operations, name)
                np.testing.assert_array_equal(mine, anew, err_msg=name)


def test_echoes_repeat_at_least_half_and_are_gone():
    hit = 0
    shows = {name: (group, set(items)) for name, (_, group, items) in reports_by_name().items()}
    for one in replayed(small()):
        names = echoes(one.index, one.items)
        then = {citation.name for citation in one.pack.citations}
        assert names == {name for name in then if 2 * len(shows[name][1] & one.items) >= len(one.items)}
        fewer = without_echoes(one)
        assert (fewer is one.trial) == (not names)
        if names:
            assert len(fewer.operations.owner) < len(one.trial.operations.owner)
        hit += bool(names)
    assert hit > 3
    assert echoes(one.index, ()) == frozenset()


def test_too_few_reports_are_refused():
    bare = msgspec.structs.replace(small(), citations=small().citations[:0], uses=(), attributions=())
    with pytest.raises(UsageError, match="0 reports on 0 groups"):
        prequential(bare)
    with pytest.raises(UsageError, match="too few"):
        fit_file(bare)


@pytest.mark.slow
def test_everything_is_measured_on_the_same_trials(found, trials):
    others = {f"{name}, {how}" for name in PEERS for how in CALIBRATIONS}
    assert {one.name for one in found.methods} == {OURS, ECHOLESS, "naive Bayes, raw", *others}
    assert found.methods[0].name == OURS
    assert (found.trials, found.known) == (len(trials), sum(one.truth != "unknown" for one in trials))
    assert found.measured_on == small().made_from
    assert {one.second for one in found.differences} == {one.name for one in found.methods[1:]}
    assert {tally.of for tally in found.absent} == {found.known}


@pytest.mark.slow
def test_the_notes_name_the_better_bm25_and_the_best_of_the_others(found):
    loss = {one.name: one.figures.log_loss for one in found.methods}
    better = min((f"BM25, {how}" for how in CALIBRATIONS), key=loss.__getitem__)
    best = min((name for name in loss if name not in {OURS, ECHOLESS}), key=loss.__getitem__)
    assert found.notes[:2] == bar(found)
    for note, name in zip(found.notes, (better, best), strict=False):
        assert f"“{name}” (log-loss {loss[name]:.3f})" in note
        assert f"{abs(1 - loss[OURS] / loss[name]) * 100:.1f} %" in note
        assert ("lower" in note) == (loss[OURS] <= loss[name])


@pytest.mark.slow
def test_no_bound_is_broken_and_standing_verdicts_only_get_fewer(found):
    assert len(found.planted) == 10
    assert [one.unsound for one in found.planted] == [0] * 10
    assert max(tally.of for one in found.planted for tally in one.named) > 0.8 * found.trials
    by_bar = {}
    for one in found.standing:
        assert one.right <= one.of
        by_bar.setdefault(one.threshold, []).append(one.of)
    assert all(counts == sorted(counts, reverse=True) for counts in by_bar.values())
    tallies = {tally.threshold: (tally.count, tally.of) for tally in found.methods[0].verdicts}
    assert {one.threshold: (one.right, one.of) for one in found.standing if one.budget == 0} == tallies


@pytest.mark.slow
def test_results_are_the_same_each_time(found):
    again = prequential(small())
    assert as_json(again) == as_json(found)
    assert json.loads(as_json(found))["trials"] == found.trials


def test_the_parameter_file_holds_both_vectors_and_is_the_same_each_time():
    data = fitted_bytes()
    assert as_bytes(fit_file(small())) == data
    read = fitted()
    assert as_bytes(read.file) == data
    assert read.file.data == small().made_from
    assert read.vectors().shape == (1000, len(FITTED))
    assert set(read.file.declared) | set(FITTED) == set(Parameters().values())
    assert read.parameters().vectors == read.digest
    assert read.file.cited.values != read.file.uncited.values
    lines = data.decode().splitlines()
    assert sum(one.startswith("      [") for one in lines) == 2000


def test_a_fit_beats_the_start_values_where_it_was_fitted(trials):
    laid = flat(trials)
    assert losses(laid, fitted().parameters().numbers()).mean() < losses(laid, VECTORS[0]).mean()
