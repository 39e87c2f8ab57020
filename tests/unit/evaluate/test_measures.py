"""Every measure by hand, against scipy where a closed form exists, and its invariances."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_trials import outcome
from scipy import stats

from probandum.evaluate import measures
from probandum.evaluate.measures import Bin, Point, Tally
from probandum.evaluate.outcomes import Outcome
from probandum.model.hypothesis import UNKNOWN

FIVE = [
    outcome({"a": 0.96, "b": 0.02}, "a", "1"),
    outcome({"a": 0.10, "b": 0.80}, "a", "2"),
    outcome({"a": 0.30, "b": 0.30}, "b", "3"),
    outcome({"a": 0.55, "b": 0.05}, UNKNOWN, "4"),
    outcome({"a": 0.10, "b": 0.20}, UNKNOWN, "5"),
]


def found(outcomes):
    return measures.figures(measures.read(outcomes))


def test_ranks_over_trials_by_known_actors_ties_by_their_mean():
    # first, second, and one of two that stand first together
    assert found(FIVE).top_1 == round((1 + 0 + 0.5) / 3, 6)
    assert found(FIVE).top_3 == found(FIVE).top_10 == 1
    assert found(FIVE).mrr == round((1 + 1 / 2 + (1 + 1 / 2) / 2) / 3, 6)


def test_of_four_that_stand_together_the_third_place_is_shared():
    tied = outcome(dict.fromkeys("abcd", 0.2), "c")
    assert (found([tied]).top_1, found([tied]).top_3, found([tied]).top_10) == (0.25, 0.75, 1)
    assert found([tied]).mrr == round((1 + 1 / 2 + 1 / 3 + 1 / 4) / 4, 6)


def test_log_loss_is_over_all_trials():
    assert found(FIVE).log_loss == round(-sum(map(math.log, (0.96, 0.10, 0.30, 0.40, 0.70))) / 5, 6)


def test_a_probability_of_nothing_costs_what_the_least_recorded_one_costs():
    assert found([outcome({"a": 1.0, "b": 0.0}, "b")]).log_loss == round(-math.log(1e-9), 6)


def test_calibration_error():
    # each in its own bin: .96 right, .80 wrong, .30 wrong (a comes first), .55 wrong, .20 wrong
    gaps = (1 - 0.96) + 0.80 + 0.30 + 0.55 + 0.20
    assert found(FIVE).ece == pytest.approx(gaps / 5)


def test_within_a_bin_errors_of_two_signs_cancel():
    pair = [outcome({"a": 0.52}, "a", "1"), outcome({"a": 0.58}, UNKNOWN, "2")]
    assert found(pair).ece == pytest.approx(abs(1.10 - 1) / 2)


def test_auroc_of_unknown():
    # unknown .40 and .70 against known .02, .10, .40: five wins and one tie
    assert found(FIVE).auroc == round(5.5 / 6, 6)


def test_coverage_at_ninety_percent_right():
    assert found(FIVE).coverage == 1 / 5
    surest = [outcome({"a": 0.99 - n / 100}, "a", str(n)) for n in range(3)]
    rest = [outcome({"a": 0.5 - n / 100, "b": 0.0}, "a", f"r{n}") for n in range(7)]
    wrong = outcome({"a": 0.4, "b": 0.1}, "b", "w")
    # nine right of ten is enough
    assert found([*surest, *rest[:6], wrong]).coverage == 1
    # eight of nine is not, and what is as sure as the wrong one comes with it
    assert found([*surest, *rest[:5], wrong]).coverage == round(8 / 9, 6)
    assert found([outcome({"a": 0.5}, "a", "1"), outcome({"a": 0.5}, UNKNOWN, "2")]).coverage == 0


def test_verdicts_and_wrong_names():
    one = measures.read(FIVE)
    assert measures.verdicts(one) == (
        Tally(0.5, 1, 3),
        Tally(0.75, 1, 2),
        Tally(0.9, 1, 1),
        Tally(0.95, 1, 1),
    )
    assert measures.named_though_unknown(one) == (
        Tally(0.5, 1, 2),
        Tally(0.75, 0, 2),
        Tally(0.9, 0, 2),
        Tally(0.95, 0, 2),
    )


def test_risk_and_coverage():
    assert measures.risk_coverage(measures.read(FIVE)) == (
        Point(0.2, 0.0),
        Point(0.4, 0.5),
        Point(0.6, round(2 / 3, 6)),
        Point(0.8, 0.75),
        Point(1.0, 0.8),
    )


def test_bins_hold_their_trials_with_the_exact_interval():
    many = [outcome({"a": 0.81}, "a" if n else UNKNOWN, str(n)) for n in range(5)]
    assert measures.reliability(measures.read(many)) == (
        Bin(0.8, 5, 0.81, 4, *(round(float(end), 6) for end in stats.binomtest(4, 5).proportion_ci())),
    )
    certain = measures.read([outcome({"a": 1.0}, "a")])
    assert [one.low for one in measures.reliability(certain)] == [0.9]


@pytest.mark.parametrize(("right", "of"), [(0, 1), (1, 1), (3, 10), (0, 17), (63, 64), (200, 561)])
def test_intervals_of_a_share_against_the_beta_distribution(right, of):
    lower = stats.beta.ppf(0.025, right, of - right + 1) if right else 0
    upper = stats.beta.ppf(0.975, right + 1, of - right) if right < of else 1
    assert measures.share_interval(right, of) == pytest.approx((lower, upper), abs=1e-6)


def test_nothing_shows_nothing():
    assert measures.share_interval(0, 0) == (0, 1)
    nobody = [outcome({}, UNKNOWN, "1")]
    line = found(nobody)
    assert (line.top_1, line.mrr, line.auroc) == (None, None, None)
    assert (line.log_loss, line.ece, line.coverage) == (0, 0, 0)
    assert found([]).log_loss is None
    assert found([]).coverage is None
    assert measures.risk_coverage(measures.read([])) == ()


def test_of_equal_actors_the_first_id_leads_in_whatever_order_they_stand():
    pair = Outcome("x", "x", "b", ("c", "b"), np.array([0.4, 0.4, 0.2]))
    assert measures.leading(pair) == ("b", 0.4)


@pytest.mark.parametrize(
    ("actors", "truth", "chances"),
    [(("a",), "a", [1.0]), (("a",), "z", [0.5, 0.5])],
    ids=["short", "stranger"],
)
def test_an_answer_that_does_not_fit_its_actors_is_refused(actors, truth, chances):
    with pytest.raises(ValueError, match=r"probabilities|tuple\.index"):
        measures.read([Outcome("x", "x", truth, actors, np.array(chances))])


ACTORS = ("a", "b", "c", "d")
shares = st.lists(st.integers(0, 6), min_size=5, max_size=5).filter(any)


@st.composite
def outcomes(draw, least=1):
    made = []
    for number in range(draw(st.integers(least, 12))):
        mass = np.array(draw(shares), dtype=np.float64)
        truth = draw(st.sampled_from((*ACTORS, UNKNOWN)))
        group = draw(st.sampled_from("xyz"))
        made.append(Outcome(str(number), group, truth, ACTORS, mass / mass.sum()))
    return made


@given(outcomes())
def test_auroc_is_the_statistic_of_mann_and_whitney(made):
    absent = [one.probability[-1] for one in made if one.truth == UNKNOWN]
    present = [one.probability[-1] for one in made if one.truth != UNKNOWN]
    if absent and present:
        expected = stats.mannwhitneyu(np.round(absent, 12), np.round(present, 12)).statistic
        assert found(made).auroc == pytest.approx(expected / len(absent) / len(present), abs=1e-6)
    else:
        assert found(made).auroc is None


@given(outcomes(), st.randoms(use_true_random=False))
def test_the_order_of_trials_changes_nothing(made, chance):
    shuffled = list(made)
    chance.shuffle(shuffled)
    assert found(shuffled) == found(made)
    one, other = measures.read(made), measures.read(shuffled)
    assert measures.risk_coverage(one) == measures.risk_coverage(other)
    assert measures.reliability(one) == measures.reliability(other)
    assert measures.verdicts(one) == measures.verdicts(other)


@given(outcomes(), st.permutations(range(4)))
def test_the_order_of_actors_changes_nothing(made, order):
    turned = [
        Outcome(
            one.id,
            one.group,
            one.truth,
            tuple(ACTORS[place] for place in order),
            np.append(one.probability[list(order)], one.probability[-1]),
        )
        for one in made
    ]
    assert found(turned) == found(made)


@given(outcomes())
def test_answering_as_it_is_has_no_fault(made):
    perfect = [
        Outcome(one.id, one.group, one.truth, ACTORS, np.eye(5)[(*ACTORS, UNKNOWN).index(one.truth)])
        for one in made
    ]
    line = found(perfect)
    assert (line.log_loss, line.ece) == (0, 0)
    assert {line.top_1, line.top_3, line.mrr} <= {1, None}
    assert line.auroc in {1, None}
    known = sum(one.truth != UNKNOWN for one in made)
    assert line.coverage == (1 if 10 * known >= 9 * len(made) else round(known / len(made), 6))


@given(outcomes(), st.integers(1, 4))
def test_weighing_every_trial_alike_is_counting_every_trial(made, times):
    one = measures.read(made)
    for measure in measures.MEASURES.values():
        single, several = measure(one, measures.once(one)), measure(one, times * measures.once(one))
        assert single == pytest.approx(several, nan_ok=True)


@settings(max_examples=40)
@given(outcomes(), st.data())
def test_a_weight_is_how_often_a_trial_counts(made, data):
    times = data.draw(st.lists(st.integers(0, 3), min_size=len(made), max_size=len(made)))
    one = measures.read(made)
    copies = measures.read([outcome for outcome, n in zip(made, times, strict=True) for _ in range(n)])
    weights = np.array([times], dtype=np.float64)
    for name, measure in measures.MEASURES.items():
        expected = measure(copies, measures.once(copies))
        assert measure(one, weights) == pytest.approx(expected, nan_ok=True), name
