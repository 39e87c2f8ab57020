"""Imitation (W8) by hand, and the searched bound (W9) where greed goes wrong."""

import itertools
import math
from decimal import Decimal

import numpy as np
import pytest

from probandum.model.hypothesis import UNKNOWN, Hypothesis
from probandum.model.weight import Weights
from probandum.weighers import likeness as stories
from probandum.weighers.combine import all_totals, posterior
from probandum.weighers.imitation import culprits, imitation_cap, imitations, liken
from probandum.weighers.likeness import likeness
from probandum.weighers.search import searched_bound
from probandum.weighers.weighing import Weighing

A, B, U = range(3)
WIDE = 1e6
"""A bound so wide that a class total is its sum."""


def weighing(matrix, tiers=(), prior=(0.25, 0.25, 0.5), share=None, lapse=0.0):
    matrix, prior = np.array(matrix, dtype=float), np.array(prior)
    names = tuple(f"item:{n}" for n in range(len(matrix)))
    classes = (Weights("behaviour", names, matrix, WIDE, 1.0, tiers),)
    known = tuple(Hypothesis(f"G{n:04}", "known", "", "group") for n in range(len(prior) - 1))
    hypotheses = (*known, Hypothesis(UNKNOWN, "unknown", "", "group"))
    share = np.eye(len(prior)) if share is None else np.array(share)
    after = posterior(all_totals(classes), prior, lapse) @ share
    return Weighing(hypotheses, classes, prior, lapse, share, hypotheses[: share.shape[1]], after)


FOUR = [[math.log(4), 0, 0]]


def test_imitation_by_hand():
    """One cheap item four times as likely of A. r = 1 gives 4, r = ½ gives 2½: as imitated, 3.25 against 4."""
    one = weighing(FOUR)
    expected = [[0, 1, 0], [0.8125, 0, 0], [0.8125, 1, 0]]  # A⇒B would fit 1.75 times as well as B: cut to 1
    assert likeness(one) == pytest.approx(np.array(expected), abs=1e-12)
    whole = 0.9 + 0.225 + 0.45 + 0.025 + 0.08125 + 0.08125 + 0.025
    who = culprits(one, likeness(one), 0.1)
    assert who == pytest.approx([0.925 / whole, 0.30625 / whole, 0.55625 / whole], abs=1e-12)
    low, middle, high = imitations(liken(one), A)
    assert float(middle.probability) == pytest.approx(0.925 / whole, abs=1e-9)
    assert float(middle.imitated) == pytest.approx(0.1625 / whole, abs=1e-9)
    assert low.probability > middle.probability > high.probability
    assert low.imitated < middle.imitated < high.imitated


def test_the_most_probable_imitator_is_named_and_ties_go_by_id():
    assert imitations(liken(weighing(FOUR)), A)[0].by == "G0001"  # B and the unknown alike
    assert imitations(liken(weighing(FOUR, prior=(0.3, 0.1, 0.6))), A)[0].by == UNKNOWN


@pytest.mark.parametrize(
    ("tier", "cap"), [(1, 0.9), (2, 1 / (1 + 0.3 / 9)), (3, 1 / (1 + 0.1 / 9)), (4, 1.0)]
)
def test_the_cap_by_hand(tier, cap):
    """π = .1: B and the unknown each stand to A as 1 : 9, and at least half of P(T ≥ tier) of that is as likely."""
    one = weighing(FOUR, (tier,))
    assert imitation_cap(one, A, 0.1) == pytest.approx(cap, abs=1e-12)
    assert imitation_cap(weighing(FOUR * 40, (tier,) * 40), A, 0.1) == pytest.approx(cap, abs=1e-12)


def test_much_cheap_evidence_reaches_no_further_than_its_cap_and_costly_evidence_does():
    cheap, dear = weighing(FOUR * 40), weighing(FOUR * 40, (4,) * 40)
    # Nothing is left of r = ½ among forty items, so the cap is reached.
    assert float(imitations(liken(cheap), A)[1].probability) == pytest.approx(0.9, abs=1e-3)
    assert imitations(liken(dear), A)[1].probability > Decimal("0.999999")


def test_a_costly_item_that_points_elsewhere_leaves_the_cap():
    one = weighing([*FOUR, [-2, 0, 0]], (1, 4))
    assert imitation_cap(one, A, 0.1) == pytest.approx(0.9, abs=1e-12)
    against = weighing(
        [*FOUR, [0, -2, 0]], (1, 4)
    )  # B cannot have done it, whatever it forges: the unknown could
    assert imitation_cap(against, A, 0.1) == pytest.approx(1 / (1 + 0.5 / 9), abs=1e-12)


def test_who_is_out_of_reach_is_imitated_no_better_than_the_imitator_fits_in_person():
    ratio = likeness(weighing(FOUR, (4,)))
    assert ratio[U, A] == ratio[B, A] == pytest.approx(0.25)


def test_a_single_known_actor_can_be_imitated_but_has_nobody_to_imitate():
    one = weighing([[math.log(4), 0]], prior=(0.5, 0.5))
    whole = 0.5 * 4 + 0.5 * 0.9 + 0.5 * 0.1 * 3.25
    assert culprits(one, likeness(one), 0.1)[0] == pytest.approx(2 / whole, abs=1e-12)


def test_two_groups_of_one_organisation_that_imitate_each_other_stay_in_it():
    share = [[1, 0], [1, 0], [0, 1]]
    one = weighing(FOUR, share=share)
    whole = 1.7875
    found = imitations(liken(one), 0)[1]
    assert float(found.probability) == pytest.approx((0.925 + 0.30625) / whole, abs=1e-9)
    assert float(found.imitated) == pytest.approx((0.08125 + 0.025) / whole, abs=1e-9)
    assert found.by == UNKNOWN


def test_without_items_there_is_the_prior():
    one = weighing(np.empty((0, 3)))
    bare = Weighing(one.hypotheses, (), one.prior, 0.01, one.share, one.answers, one.prior)
    for each in (one, bare):
        assert culprits(each, likeness(each), 0.5) == pytest.approx(one.prior, abs=1e-12)
        assert len(imitations(liken(each), A)) == 3


def test_weights_of_any_size_stay_finite():
    rows = [[900, 0, 0], [0, 900, 0], [-900, 5, 0], *[[30, -30, 0]] * 60]
    one = weighing(rows, lapse=0.01)
    ratio = likeness(one)
    assert np.isfinite(ratio).all()
    assert culprits(one, ratio, 0.1).sum() == pytest.approx(1, abs=1e-12)


def test_beyond_the_work_that_is_worth_it_half_imitation_is_bounded_from_below(monkeypatch):
    rng = np.random.default_rng(3)
    matrix = rng.normal(0, 1, (12, 9))
    matrix[:, -1] = 0
    one = weighing(matrix, tuple(rng.integers(1, 4, 12).tolist()), prior=(0.1,) * 8 + (0.2,))
    exact = likeness(one)
    monkeypatch.setattr(stories, "_WORK", 9 * 12 * 3)
    rough = likeness(one)
    assert np.all(rough <= exact + 1e-12)
    top = np.argsort(-all_totals(one.classes)[:8])[:3]
    assert rough[:, top] == pytest.approx(exact[:, top], abs=1e-12)
    assert (rough < exact - 1e-6).any()
    monkeypatch.setattr(stories, "_PAIRS", 9)
    monkeypatch.setattr(stories, "_WORK", 10**9)
    assert likeness(one) == pytest.approx(exact, abs=1e-12)


def test_nearly_always_the_search_finds_the_worst_of_three_and_four():
    rng = np.random.default_rng(11)
    answer, prior = np.eye(4)[0], np.array([0.3, 0.2, 0.2, 0.3])
    missed = 0
    for _ in range(40):
        matrix = rng.normal(0.5, 1.5, (8, 4))
        matrix[:, -1] = 0
        weights = Weights("behaviour", tuple(f"item:{n}" for n in range(8)), matrix, 4.68, 2.08)
        curve = searched_bound([weights], prior, 0.01, answer, 4)
        for k in (3, 4):
            kept = [
                np.delete(matrix, gone, axis=0)
                for n in range(k + 1)
                for gone in itertools.combinations(range(8), n)
            ]
            totals = 2.08 * 4.68 * np.tanh(np.array([rows.sum(axis=0) for rows in kept]) / 4.68)
            missed += float(curve[k]) > float((posterior(totals, prior, 0.01) @ answer).min()) + 1e-9
    assert missed <= 2


def test_a_pair_that_hurts_only_together_is_found():
    """Each of the first two alone stands in for the other (a narrow bound); the third, alone, hurts most."""
    rows = np.array([[6.0, 0], [6.0, 0], [0.5, 0], [0.4, 0]])
    weights = Weights("behaviour", ("a", "b", "c", "d"), rows, 2.0, 2.0)
    curve = searched_bound([weights], np.array([0.5, 0.5]), 0.01, np.array([1.0, 0.0]), 2)
    left = 4 * math.tanh(0.9 / 2)
    assert curve[2] == pytest.approx(0.99 / (1 + math.exp(-left)) + 0.005, abs=1e-12)


def test_an_item_of_two_classes_is_removed_from_both():
    classes = [Weights(name, ("a",), np.array([[2.0, 0]]), 5.0, 1.0) for name in ("behaviour", "artefacts")]
    curve = searched_bound(classes, np.array([0.4, 0.6]), 0.01, np.array([1.0, 0.0]), 3)
    assert curve[1:] == pytest.approx([0.4] * 3, abs=1e-12)


def test_with_nothing_to_remove_the_prior_stays():
    empty = Weights("behaviour", (), np.empty((0, 2)), 5.0, 1.0)
    for classes in ([], [empty]):
        curve = searched_bound(classes, np.array([0.4, 0.6]), 0.01, np.array([1.0, 0.0]), 2)
        assert curve == pytest.approx([0.4] * 3, abs=1e-12)
