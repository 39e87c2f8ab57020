"""The laws of the searched bound (W9) as properties, with every removal there is as the oracle."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.model.weight import Weights
from probandum.weighers.budget import budget_bound
from probandum.weighers.combine import all_totals, posterior
from probandum.weighers.search import POOL, RIVALS, searched_bound

many = settings(max_examples=60, deadline=None)
LAPSE = 0.01


@st.composite
def arithmetic(draw, *, shared=True):
    """Weights of two classes, which may weigh the same items, a prior, and the share of an answer."""
    hypotheses = draw(st.integers(2, 4))
    numbers = st.floats(-4, 4).map(lambda value: round(value, 3))
    classes = []
    for name, cap in (("behaviour", 4.68), ("artefacts", 2.0)):
        rows = draw(st.lists(st.lists(numbers, min_size=hypotheses, max_size=hypotheses), max_size=4))
        ids = draw(st.permutations([f"{'item' if shared else name}:{n}" for n in range(6)]))[: len(rows)]
        matrix = np.array(rows).reshape(len(rows), hypotheses)
        matrix[:, -1] = 0
        classes.append(Weights(name, tuple(ids), matrix, cap, 1.5))
    prior = np.array(draw(st.lists(st.floats(0.05, 1), min_size=hypotheses, max_size=hypotheses)))
    part = st.sampled_from([0.0, 0.3, 0.9, 1.0])
    share = draw(
        st.one_of(
            st.integers(0, hypotheses - 1).map(lambda place: np.eye(hypotheses)[place]),
            st.lists(part, min_size=hypotheses, max_size=hypotheses).map(np.array),
        )
    )
    return classes, prior / prior.sum(), share


def without(classes, gone):
    kept = []
    for one in classes:
        rows = [row for row, name in enumerate(one.items) if name not in gone]
        items = tuple(one.items[row] for row in rows)
        kept.append(Weights(one.name, items, one.matrix[rows], one.cap, one.scale))
    return kept


def chance(classes, prior, share):
    return float(posterior(all_totals(classes), prior, LAPSE) @ share)


def least(classes, prior, share, depth):
    """The least probability over every removal of at most k items, k = 0 … depth."""
    names = sorted({name for one in classes for name in one.items})
    exact = []
    for k in range(depth + 1):
        removals = itertools.combinations(names, min(k, len(names)))
        exact.append(min(chance(without(classes, set(gone)), prior, share) for gone in removals))
    return np.minimum.accumulate(exact)


@many
@given(arithmetic(shared=False))
def test_the_truth_lies_between_the_certified_and_the_searched_bound(drawn):
    classes, prior, share = drawn
    searched = searched_bound(classes, prior, LAPSE, share, 4)
    truth = least(classes, prior, share, 4)
    certified = budget_bound(classes, prior, LAPSE, share, 4)
    assert np.all(searched >= truth - 1e-12)
    assert np.all(searched >= certified - 1e-12)


@many
@given(arithmetic())
def test_it_is_never_below_the_truth(drawn):
    classes, prior, share = drawn
    searched = searched_bound(classes, prior, LAPSE, share, 4)
    assert np.all(searched >= least(classes, prior, share, 4) - 1e-12)


@many
@given(arithmetic())
def test_of_one_or_two_items_the_worst_are_found(drawn):
    classes, prior, share = drawn
    searched = searched_bound(classes, prior, LAPSE, share, 2)
    assert searched == pytest.approx(least(classes, prior, share, 2), abs=1e-12)


@many
@given(arithmetic(), st.integers(0, 6))
def test_it_starts_at_the_posterior_and_never_rises(drawn, depth):
    classes, prior, share = drawn
    curve = searched_bound(classes, prior, LAPSE, share, depth)
    assert curve.shape == (depth + 1,)
    assert curve[0] == pytest.approx(chance(classes, prior, share), abs=1e-12)
    assert np.all(np.diff(curve) <= 0)


@many
@given(arithmetic(), st.randoms(use_true_random=False))
def test_neither_the_order_of_items_nor_of_hypotheses_matters(drawn, random):
    classes, prior, share = drawn
    order = random.sample(range(len(prior)), len(prior))
    turned = []
    for one in classes:
        rows = random.sample(range(len(one.items)), len(one.items))
        items = tuple(one.items[row] for row in rows)
        turned.append(Weights(one.name, items, one.matrix[rows][:, order], one.cap, one.scale))
    before = searched_bound(classes, prior, LAPSE, share, 2)
    assert searched_bound(turned, prior[order], LAPSE, share[order], 2) == pytest.approx(before, abs=1e-12)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_among_many_actors_and_items_it_stays_above_the_certified_bound(seed):
    rng = np.random.default_rng(seed)
    actors, items = RIVALS + 30, POOL + 20
    seen = rng.random((items, actors)) < 0.05
    matrix = np.where(seen, rng.normal(1.5, 1.0, (items, actors)), -0.036)
    matrix[:, -1] = 0
    classes = [Weights("behaviour", tuple(f"item:{n:03}" for n in range(items)), matrix, 4.68, 2.08)]
    prior = np.full(actors, 1 / actors)
    answer = np.eye(actors)[int(np.argmax(all_totals(classes)))]
    searched = searched_bound(classes, prior, LAPSE, answer, 3)
    assert np.all(searched >= budget_bound(classes, prior, LAPSE, answer, 3) - 1e-12)
    assert searched[0] == pytest.approx(chance(classes, prior, answer), abs=1e-12)
    names = classes[0].items
    alone = min(chance(without(classes, {name}), prior, answer) for name in names)
    assert alone - 1e-12 <= searched[1] <= searched[0]
    order = rng.permutation(actors)
    turned = [Weights("behaviour", names, matrix[:, order], 4.68, 2.08)]
    again = searched_bound(turned, prior[order], LAPSE, answer[order], 3)
    assert again == pytest.approx(searched, abs=1e-9)
