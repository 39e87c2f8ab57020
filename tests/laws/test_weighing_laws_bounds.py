"""The laws of the budget bound and of imitation in whole cases: what planting at most k items can do, and what it cannot."""

import itertools
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_cases import (
    CENTRAL,
    EXHIBITS,
    HERE,
    LAPSE,
    WORDS,
    arithmetic,
    chances,
    evidences,
    judgement,
    judgements,
    links,
    packs,
    probabilities,
    request,
    without,
)

from probandum.model.hypothesis import Link, Question
from probandum.model.weight import Evidence, Weights
from probandum.weighers.assessment import assess
from probandum.weighers.budget import budget_bound, least_share
from probandum.weighers.combine import all_totals
from probandum.weighers.counts import index
from probandum.weighers.imitation import imitation_ends, imitations, liken
from probandum.weighers.search import searched_bound
from probandum.weighers.weighing import weigh

few = settings(max_examples=25, deadline=None)
many = settings(max_examples=80, deadline=None)
ROUNDING = Decimal("2e-9")


def removals(names, most):
    """Every set of at most so many names."""
    return map(set, itertools.chain.from_iterable(itertools.combinations(names, n) for n in range(most + 1)))


@st.composite
def shares(draw, count):
    part = st.sampled_from([0.0, 0.3, 0.9, 1.0])
    one = st.integers(0, count - 1).map(lambda place: np.eye(count)[place])
    return draw(st.one_of(one, st.lists(part, min_size=count, max_size=count).map(np.array)))


@many
@given(arithmetic(), st.data())
def test_the_certified_bound_starts_at_p_never_rises_and_covers_every_removal(drawn, data):
    classes, prior = drawn
    share = data.draw(shares(len(prior)))
    curve = budget_bound(classes, prior, LAPSE, share, 3)
    assert curve[0] == pytest.approx(float(chances(classes, prior) @ share), abs=1e-12)
    assert np.all(np.diff(curve) <= 0)
    names = {name for weights in classes for name in weights.items}
    for k in range(1, 4):
        least = min(float(chances(without(classes, gone), prior) @ share) for gone in removals(names, k))
        assert curve[k] <= least + 1e-12


@many
@given(arithmetic(), st.data())
def test_what_was_searched_is_a_removal_that_anybody_can_repeat_and_of_one_item_the_worst(drawn, data):
    classes, prior = drawn
    share = data.draw(shares(len(prior)))
    searched = searched_bound(classes, prior, LAPSE, share, 3)
    certified = budget_bound(classes, prior, LAPSE, share, 3)
    names = {name for weights in classes for name in weights.items}
    for k in range(4):
        left = [float(chances(without(classes, gone), prior) @ share) for gone in removals(names, k)]
        assert min(abs(searched[k] - one) for one in left) <= 1e-12
        assert certified[k] - 1e-12 <= min(left) <= searched[k] + 1e-12
    assert np.all(np.diff(searched) <= 0)
    one_gone = [float(chances(without(classes, gone), prior) @ share) for gone in removals(names, 1)]
    assert searched[1] == pytest.approx(min(one_gone), abs=1e-12)


@many
@given(
    st.lists(
        st.tuples(
            st.floats(0.1, 1), st.floats(-2, 2), st.floats(0, 2), st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0])
        ),
        min_size=2,
        max_size=5,
    )
)
def test_the_least_share_over_intervals_is_at_one_of_the_corners(rows):
    prior, low, width, share = (np.array(column) for column in zip(*rows, strict=True))
    corners = (
        float((prior * np.exp(low + width * pick)) @ share / (prior * np.exp(low + width * pick)).sum())
        for pick in map(np.array, itertools.product([0, 1], repeat=len(rows)))
    )
    assert least_share(prior, low, low + width, share) == pytest.approx(min(corners), abs=1e-12)


@many
@given(arithmetic(ways=False))
def test_the_bound_is_tight_for_one_item_of_two_actors(drawn):
    classes, _ = drawn
    weights = Weights("behaviour", classes[0].items, classes[0].matrix[:, -2:], 4.68, 2.08)
    prior = np.array([0.4, 0.6])
    curve = budget_bound([weights], prior, LAPSE, np.array([1.0, 0.0]), 1)
    least = min(chances(without([weights], gone), prior)[0] for gone in removals(weights.items, 1))
    assert curve[1] == pytest.approx(least, abs=1e-12)


@few
@given(packs(2), evidences, evidences, judgements, st.sampled_from(WORDS))
def test_whoever_plants_at_most_k_items_cannot_lift_the_bound_above_the_truth(
    pack, genuine, planted, judged, word
):
    """Planted behaviour weighs in two classes, a planted artefact in a third: each is one item."""
    planted = tuple(one for one in planted if one.value not in {kept.value for kept in genuine})[:2]
    forged = judgement("G0000", word, "almost no chance", words="forged", start=40)
    for artefact in (False, True):
        truth = request(pack, genuine, judged)
        whole = request(pack, (*genuine, *planted), (*judged, forged) if artefact else judged)
        count = len(whole.evidence.items) - len(truth.evidence.items)
        seen = assess(whole)
        if seen.leading is None or seen.leading not in probabilities(assess(truth)):
            continue
        at_most = probabilities(assess(truth))[seen.leading][0]
        assert seen.budget[count] <= at_most + ROUNDING
        assert seen.budget_lower[count] <= seen.budget[count]


@few
@given(packs(2), evidences, judgements)
def test_of_a_case_the_certified_is_no_more_than_the_searched_and_that_no_more_than_p(pack, items, judged):
    one = assess(request(pack, items, judged))
    if one.leading is None:
        return
    now, low, _ = probabilities(one)[one.leading]
    assert one.budget[0] == one.budget_searched[0] == now
    for curve in (one.budget, one.budget_lower, one.budget_searched):
        assert len(curve) == 6
        assert list(curve) == sorted(curve, reverse=True)
    for lower, certified, searched in zip(one.budget_lower, one.budget, one.budget_searched, strict=True):
        assert lower <= certified <= searched <= now
        assert lower <= low


@few
@given(packs(2), evidences, judgements)
def test_no_removal_from_a_case_leaves_less_than_its_bound(pack, items, judged):
    whole = request(pack, items, judged)
    one = assess(whole)
    if one.leading is None:
        return
    kept = index(pack)
    place = [who.actor for who in one.hypotheses].index(one.leading)
    for gone in removals([held.id for held in whole.evidence.items], 2):
        rest = tuple(held for held in whole.evidence.items if held.id not in gone)
        less = request(pack, (), judged, evidence=Evidence(rest, judged))
        left = weigh(less, one.hypotheses, np.zeros(len(one.hypotheses)), CENTRAL).probability[place]
        assert float(one.budget[len(gone)]) <= left + 2e-9
    assert set(kept.groups) <= {who.actor for who in one.hypotheses}


@few
@given(packs(2), evidences, links)
def test_the_bound_holds_at_higher_levels(pack, items, links):
    asked = Question("Which state?", "state")
    links = (
        *links,
        *(Link(f"G{n:04}", "State C", "state", "likely", "", "", EXHIBITS[0], HERE) for n in range(5)),
    )
    one = assess(request(pack, items, links=links, question=asked))
    if one.leading is None:
        return
    for gone in items:
        rest = assess(request(pack, [kept for kept in items if kept != gone], links=links, question=asked))
        assert one.budget[1] <= probabilities(rest)[one.leading][0] + ROUNDING


def weighed(asked):
    one = assess(asked)
    known = [who for who in one.hypotheses if who.kind != "unknown"]
    hypotheses = (*known, one.hypotheses[-1])
    return weigh(asked, hypotheses, np.zeros(len(hypotheses)), asked.parameters)


@few
@given(packs(2), evidences, judgements)
def test_no_answer_passes_its_cap_under_imitation_with_operations_among_the_classes(pack, items, judged):
    one = weighed(request(pack, items, judged))
    for answer in range(len(one.answers)):
        found = imitations(liken(one), answer)
        assert all(each.probability <= each.cap for each in found)
        assert all(each.probability + each.imitated <= 1 for each in found)
        least = min(float(each.probability) for each in found)
        assert float(imitation_ends(liken(one))[0][answer]) == pytest.approx(least, abs=2e-9)
    for place in range(3):
        whole = sum(imitations(liken(one), answer)[place].probability for answer in range(len(one.answers)))
        assert abs(whole - 1) <= len(one.answers) * Decimal("1e-9")


@few
@given(packs(2), evidences, judgements)
def test_totals_of_a_case_are_the_sum_of_its_bounded_classes(pack, items, judged):
    one = weighed(request(pack, items, judged))
    after = chances(one.classes, one.prior, one.lapse)
    log_odds = np.log((after - LAPSE * one.prior) / (1 - LAPSE)) - np.log(one.prior)
    assert np.ptp(log_odds - all_totals(one.classes)) <= 1e-9
