"""The laws of imitation (W8) as properties, against the definition written out pair by pair."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_weighings import CHANCES, weighing, weighings

from probandum.model.weight import Weights
from probandum.weighers.combine import all_totals, bounded
from probandum.weighers.imitation import (
    DECLARED,
    culprits,
    imitation_cap,
    imitation_ends,
    imitations,
    imitators,
    liken,
)
from probandum.weighers.likeness import likeness

many = settings(max_examples=80, deadline=None)
REACH = ((1, 0.7), (2, 0.2), (3, 0.1))


def story(weights, imitator, imitated, capability, rate):
    """The bounded total of one class when the imitator leaves what it can afford as the imitated would."""
    total = 0.0
    for row, tier in zip(weights.matrix, weights.tiers or (1,) * len(weights.items), strict=True):
        own, other = math.exp(row[imitator]), math.exp(row[imitated])
        total += math.log(rate * other + (1 - rate) * own) if tier <= capability else row[imitator]
    return float(bounded(np.array(total), weights))


def by_definition(one):
    """L(a⇒b) / L(b), one pair and one story at a time."""
    count = len(one.hypotheses)
    totals = all_totals(one.classes)
    ratio = np.zeros((count, count))
    for imitator in range(count):
        for imitated, other in enumerate(one.hypotheses):
            if imitated == imitator or other.kind == "unknown":
                continue
            whole = sum(
                0.5 * chance * math.exp(sum(story(c, imitator, imitated, reach, rate) for c in one.classes))
                for reach, chance in REACH
                for rate in (1.0, 0.5)
            )
            ratio[imitator, imitated] = min(1.0, whole / math.exp(totals[imitated]))
    return ratio


@many
@given(weighings())
def test_the_likelihood_of_an_imitation_is_the_mixture_of_its_stories(one):
    assert likeness(one) == pytest.approx(by_definition(one), rel=1e-9, abs=1e-12)


@many
@given(weighings())
def test_an_imitation_is_never_likelier_than_the_genuine(one):
    ratio = likeness(one)
    assert ratio.min() >= 0
    assert ratio.max() <= 1


@many
@given(weighings(), CHANCES)
def test_posterior_over_persons_and_pairs_is_bayes(one, chance):
    """Every hypothesis and every pair laid out in one list, as a person would."""
    ratio, count = by_definition(one), len(one.hypotheses)
    likelihood = np.exp(all_totals(one.classes))
    mass, base = {}, {}
    for a in range(count):
        others = [b for b, h in enumerate(one.hypotheses) if b != a and h.kind != "unknown"]
        base[a, a] = one.prior[a] * ((1 - chance) if others else 1)
        mass[a, a] = base[a, a] * likelihood[a]
        for b in others:
            base[a, b] = one.prior[a] * chance / len(others)
            mass[a, b] = base[a, b] * ratio[a, b] * likelihood[b]
    whole = sum(mass.values())
    after = {key: (1 - one.lapse) * mass[key] / whole + one.lapse * base[key] for key in mass}
    who = [sum(value for (a, _), value in after.items() if a == n) for n in range(count)]
    assert culprits(one, ratio, chance) == pytest.approx(who, rel=1e-9)
    for answer in range(one.share.shape[1]):
        share = one.share[:, answer]
        wrong = [
            sum((1 - share[a]) * share[b] * value for (a, b), value in after.items() if a == n and b != n)
            for n in range(count)
        ]
        assert imitators(one, ratio, answer, chance) == pytest.approx(wrong, rel=1e-9, abs=1e-15)


@many
@given(weighings(), CHANCES)
def test_it_sums_to_one_with_the_unknown_and_all_imitations(one, chance):
    who = culprits(one, likeness(one), chance)
    assert math.fsum(who) == pytest.approx(1, abs=1e-12)
    assert np.all((who > 0) & (who < 1))


@many
@given(weighings(), CHANCES)
def test_nothing_in_the_evidence_lifts_an_answer_over_its_cap(one, chance):
    who = culprits(one, likeness(one), chance)
    for answer in range(one.share.shape[1]):
        assert who @ one.share[:, answer] <= imitation_cap(one, answer, chance) + 1e-12


@many
@given(weighings(levels=False), CHANCES, st.integers(1, 4000), st.data())
def test_the_cap_stays_however_many_items_of_its_tiers_come(one, chance, times, data):
    answer = data.draw(st.integers(0, len(one.hypotheses) - 2))
    weights = one.classes[0]
    tiers = weights.tiers or (1,) * len(weights.items)
    pointing = [
        t
        for c in one.classes
        for t, row in zip(c.tiers or (1,) * len(c.items), c.matrix, strict=True)
        if row[answer] > 0
    ]
    highest = max(pointing, default=1)
    planted = np.array([[data.draw(st.floats(-1, 3)) for _ in one.hypotheses]])
    planted[0, -1] = 0
    costs = (*tiers, *(data.draw(st.integers(1, highest)) for _ in planted))
    more = Weights(
        weights.name,
        (*weights.items, "new"),
        np.vstack([weights.matrix, planted * times]),
        weights.cap,
        weights.scale,
        costs,
    )
    after = weighing((more, *one.classes[1:]), one.prior)
    cap = imitation_cap(one, answer, chance)
    assert culprits(after, likeness(after), chance)[answer] <= cap + 1e-12
    assert imitation_cap(after, answer, chance) == pytest.approx(cap, abs=1e-12)


@many
@given(weighings(tiers=(1, 2, 3), levels=False), CHANCES, st.integers(0, 3))
def test_what_can_be_forged_never_makes_it_certain(one, chance, answer):
    """The closed form for one actor: what others would have to do to look like it is in proportion to it."""
    answer %= len(one.hypotheses) - 1
    tiers = [
        tier
        for weights in one.classes
        for tier, row in zip(weights.tiers or (1,) * len(weights.items), weights.matrix, strict=True)
        if row[answer] > 0
    ]
    afford = {1: 1.0, 2: 0.3, 3: 0.1}[max(tiers, default=1)]
    models = len(one.hypotheses) - 1
    # The unknown actor has nothing that speaks against it: it alone can always tell the story.
    genuine = one.prior[answer] * ((1 - chance) if models > 1 else 1)
    odds = chance * one.prior[-1] / models / genuine * 0.5 * afford
    theirs = [
        chance * one.prior[answer] / (models - 1) / (one.prior[other] * (1 - chance))
        for other in range(models)
        if other != answer
    ]
    loose = max(1 / (1 + odds), *(u / (1 + u) for u in theirs), 0.0)
    found = culprits(one, likeness(one), chance)[answer]
    assert found <= (1 - one.lapse) * loose + one.lapse * one.prior[answer] + 1e-12


@many
@given(weighings(levels=False), CHANCES, st.randoms(use_true_random=False))
def test_permuting_the_hypotheses_permutes_who_did_it(one, chance, random):
    order = random.sample(range(len(one.hypotheses)), len(one.hypotheses))
    classes = [Weights(c.name, c.items, c.matrix[:, order], c.cap, c.scale, c.tiers) for c in one.classes]
    turned = weighing(classes, one.prior[order], unknown=order.index(len(order) - 1))
    before, after = culprits(one, likeness(one), chance), culprits(turned, likeness(turned), chance)
    assert after == pytest.approx(before[order], abs=1e-12)
    caps = [imitation_cap(one, place, chance) for place in order]
    assert [imitation_cap(turned, place, chance) for place in range(len(order))] == pytest.approx(
        caps, abs=1e-12
    )


@many
@given(weighings())
def test_an_imitation_nobody_believes_in_changes_nothing(one):
    who = culprits(one, likeness(one), 1e-13)
    assert who @ one.share == pytest.approx(one.probability, abs=1e-9)


@many
@given(weighings())
def test_what_is_recorded_is_what_was_reckoned(one):
    for answer in range(one.share.shape[1] - 1):
        found = imitations(liken(one), answer)
        assert [each.prior for each in found] == list(DECLARED)
        least = min(each.probability for each in found)
        assert float(imitation_ends(liken(one))[0][answer]) == pytest.approx(float(least), abs=1e-9)
        assert all(each.probability + each.imitated <= 1 for each in found)
        assert all(each.probability <= each.cap for each in found)


@many
@given(weighings(levels=False), CHANCES, st.data())
def test_what_costs_more_to_forge_makes_the_stories_of_an_imitator_no_likelier(one, chance, data):
    """As long as the item speaks more for the imitated than for the imitator, and nothing else does otherwise."""
    classes = [
        Weights(
            c.name,
            c.items,
            np.where(np.arange(c.matrix.shape[1]) == 0, np.abs(c.matrix), -np.abs(c.matrix)),
            c.cap,
            c.scale,
            c.tiers or (1,) * len(c.items),
        )
        for c in one.classes
    ]
    dearer = [
        Weights(
            c.name, c.items, c.matrix, c.cap, c.scale, tuple(data.draw(st.integers(t, 4)) for t in c.tiers)
        )
        for c in classes
    ]
    before, after = (likeness(weighing(which, one.prior))[:, 0] for which in (classes, dearer))
    assert np.all(after <= before + 1e-12)
