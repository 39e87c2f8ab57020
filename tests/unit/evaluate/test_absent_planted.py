"""False accusations and planted evidence, with the program's own arithmetic over invented profiles."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_trials import NUMBERS, Bench, outcome, trial

from probandum.evaluate import peers
from probandum.evaluate.absent import accusations, without_actor
from probandum.evaluate.measures import Tally
from probandum.evaluate.planted import (
    MOST,
    Standing,
    Weighed,
    genuine,
    hashed,
    plant,
    standing,
    strongest,
)
from probandum.model.hypothesis import UNKNOWN
from probandum.weighers.behaviour import profile_ratio

GROUPS = [f"G{n:04}" for n in range(40)]
PROFILES = {
    group: {f"T{(5 * n + 2 * k) % 211:04}": 1 for k in range(6)} | {f"S{n:02}{k:02}": 2 for k in range(6)}
    for n, group in enumerate(GROUPS)
}
BENCH = Bench(PROFILES)


def report(group, software, truth=None):
    shown = [item for item in sorted(PROFILES[group]) if item.startswith("S")][:software]
    more = [item for item in sorted(PROFILES[group]) if item.startswith("T")][:3]
    return trial(PROFILES, [*shown, *more], truth or group, f"{group}/{software}", group)


TRIALS = [report(group, number) for group in GROUPS[::5] for number in (0, 1, 3)] + [
    trial(PROFILES, ["T0003", "T0011"], name="stranger")
]
GENUINE = genuine(TRIALS, BENCH.weigh)


# absent


def test_the_column_is_gone_and_the_others_stay():
    one = report("G0003", 2)
    rest = without_actor(one)
    assert rest.actors == tuple(group for group in GROUPS if group != "G0003")
    assert rest.truth == UNKNOWN
    assert (rest.id, rest.group, rest.observed) == (one.id, one.group, one.observed)
    for score in (peers.jaccard, peers.bm25, peers.naive_bayes):
        assert len(score(rest)) == 39
    assert peers.jaccard(rest).tolist() == np.delete(peers.jaccard(one), 3).tolist()
    mixing = np.array([NUMBERS[f"{sort}_mixing"] for sort in one.sorts])
    mine, theirs = (profile_ratio(two.counts, mixing, NUMBERS) for two in (one, rest))
    assert np.array_equal(theirs, np.delete(mine, 3, axis=1))


def test_an_unknown_actor_cannot_be_taken_out():
    with pytest.raises(ValueError, match="not in tuple"):
        without_actor(TRIALS[-1])


def test_accusations_are_counted_over_trials_by_known_actors():
    asked = []

    def answer(one):
        asked.append(one)
        return outcome(dict.fromkeys(one.actors, 0.01) | {one.actors[0]: 0.8}, one.truth, one.id)

    assert accusations(TRIALS, answer) == (
        Tally(0.5, 24, 24),
        Tally(0.75, 24, 24),
        Tally(0.9, 0, 24),
        Tally(0.95, 0, 24),
    )
    assert all(one.truth == UNKNOWN and one.group not in one.actors for one in asked)


def test_another_way_to_take_the_actor_out():
    def recounted(one):
        rest = {group: profile for group, profile in PROFILES.items() if group != one.truth}
        return trial(rest, one.observed, name=one.id)

    seen = []
    accusations(TRIALS, lambda one: seen.append(one) or peers.raw(one), recounted)
    assert [len(one.actors) for one in seen] == [39] * 24
    column = without_actor(TRIALS[2])
    assert (seen[2].counts.base != column.counts.base).any()
    assert seen[2].counts.k.tolist() == column.counts.k.tolist()


# planted


def test_rivals_are_never_the_right_answer():
    for one in TRIALS:
        for choose in (strongest, hashed):
            assert one.actors[choose(one, GENUINE[one.id])] != one.truth


def test_the_strongest_rival_is_the_most_probable_wrong_actor():
    chances = np.array([0.5, 0.1, 0.2, 0.2, 0.0])
    pair = trial({group: PROFILES[group] for group in GROUPS[:4]}, [], "G0000")
    assert strongest(pair, Weighed(chances, np.zeros(6), 0)) == 2
    alone = trial({"G0000": {"T0001": 1}}, ["T0001"], "G0000")
    assert strongest(alone, Weighed(np.array([0.9, 0.1]), np.zeros(6), 0)) is None


def test_random_rivals_differ_between_trials_and_are_the_same_in_every_run():
    chosen = [hashed(one, GENUINE[one.id]) for one in TRIALS]
    assert chosen == [hashed(one, GENUINE[one.id]) for one in TRIALS]
    assert len(set(chosen)) > 3


def test_planting_names_rivals_and_the_budget_does_not():
    found = plant(TRIALS, GENUINE, BENCH.weigh, BENCH.arsenal)
    assert [(one.rival, one.planted) for one in found] == [
        (rival, number) for rival in ("strongest", "random") for number in range(1, MOST + 1)
    ]
    most = found[MOST - 1]
    assert most.named[0].of == len(TRIALS)
    assert most.named[0].count > len(TRIALS) / 2, "five planted items of software mislead the plain verdict"
    for one in found:
        assert one.unsound == 0
        assert [tally.count for tally in one.held] == [0, 0]
        assert one.named[1].count <= one.named[0].count


def test_a_bound_that_is_none_is_found_out():
    """A method that says its plain probability at every budget: the very fault that W9 is there to prevent."""

    def careless(one, items):
        answer = BENCH.weigh(one, items)
        return answer._replace(budget=np.full(MOST + 1, answer.probability[answer.leading]))

    found = plant(TRIALS, genuine(TRIALS, careless), careless, BENCH.arsenal)
    assert found[MOST - 1].unsound == len(TRIALS)
    assert found[MOST - 1].held == found[MOST - 1].named


def test_a_rival_with_too_few_items_left_is_not_counted():
    small = {**PROFILES, "G0000": {"T0000": 1, "S0000": 1}}
    bench = Bench(small)
    one = trial(small, ["S0100", "S0101", "T0000"], "G0001", "small")
    answers = genuine([one], bench.weigh)
    answers["small"] = answers["small"]._replace(probability=np.eye(41)[0])
    found = plant([one], answers, bench.weigh, bench.arsenal)
    assert [each.named[0].of for each in found[:MOST]] == [1, 0, 0, 0, 0]


def test_items_that_were_observed_are_not_planted_again():
    def everything(one, actor):
        return (*one.observed, *BENCH.arsenal(one, actor))

    assert plant(TRIALS, GENUINE, BENCH.weigh, everything) == plant(
        TRIALS, GENUINE, BENCH.weigh, BENCH.arsenal
    )


def test_verdicts_that_stand():
    pair = [
        trial({"a": {"T1": 1}, "b": {"T2": 1}}, [], truth, name) for name, truth in (("1", "a"), ("2", "b"))
    ]
    said = {
        "1": Weighed(np.array([0.96, 0.02, 0.02]), np.array([0.96, 0.8, 0.5, 0.1, 0, 0]), 0),
        "2": Weighed(np.array([0.80, 0.10, 0.10]), np.array([0.80, 0.6, 0.2, 0.1, 0, 0]), 0),
    }
    found = {(one.threshold, one.budget): (one.right, one.of) for one in standing(pair, said)}
    assert found[0.5, 0] == (1, 2)
    assert found[0.5, 1] == (1, 2)
    assert found[0.5, 2] == (1, 1)
    assert found[0.75, 0] == (1, 2)
    assert found[0.75, 1] == (1, 1)
    assert found[0.95, 0] == (1, 1)
    assert found[0.95, 1] == found[0.5, 3] == (0, 0)
    assert len(found) == 16


def test_fewer_verdicts_stand_against_a_greater_budget():
    by_bar = {}
    for one in standing(TRIALS, GENUINE):
        assert isinstance(one, Standing)
        by_bar.setdefault(one.threshold, []).append(one.of)
    for counts in by_bar.values():
        assert counts == sorted(counts, reverse=True)
    assert by_bar[0.5][0] > by_bar[0.5][3]


def test_a_trial_without_actors_is_not_asked():
    assert genuine([trial({}, ["T0001"])], BENCH.weigh) == {}


def test_an_answer_without_its_budgets_is_refused():
    with pytest.raises(ValueError, match="budgets"):
        genuine(TRIALS[:1], lambda one, items: (np.ones(41) / 41, np.zeros(3), 0))


items = [f"T{n:04}" for n in range(6)] + [f"S{n:04}" for n in range(6)]
profiles = st.dictionaries(
    st.sampled_from(GROUPS[:8]),
    st.dictionaries(st.sampled_from(items), st.integers(1, 3), min_size=1),
    min_size=2,
)


@settings(max_examples=30, deadline=None)
@given(profiles, st.sets(st.sampled_from(items), max_size=6))
def test_the_bound_is_never_broken(held, observed):
    bench, one = Bench(held), trial(held, observed)
    answers = genuine([one], bench.weigh)
    assert [each.unsound for each in plant([one], answers, bench.weigh, bench.arsenal)] == [0] * 2 * MOST
