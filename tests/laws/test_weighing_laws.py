"""The laws of weighing as properties, over random packs and random evidence: what must change nothing, and how much."""

import hashlib
import math
from dataclasses import replace
from decimal import Decimal

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_cases import (
    EXHIBITS,
    HERE,
    ORIGINS,
    VALUES,
    WORDS,
    arithmetic,
    chances,
    evidences,
    item,
    judgement,
    judgements,
    named,
    packs,
    probabilities,
    request,
)
from scipy.special import logsumexp

from probandum.model.exhibit import Locator
from probandum.model.hypothesis import UNKNOWN
from probandum.model.ident import digest
from probandum.model.observation import Observation
from probandum.model.scales import CREDIBILITY_AUTHENTICITY
from probandum.model.source import Origin
from probandum.model.weight import Evidence, Support
from probandum.weighers.assessment import assess
from probandum.weighers.authenticity import doubted
from probandum.weighers.combine import class_total, flattened, posterior
from probandum.weighers.items import gather
from probandum.weighers.roots import Roots

few = settings(max_examples=25, deadline=None)
many = settings(max_examples=80, deadline=None)


@few
@given(packs(), evidences, judgements, st.randoms(use_true_random=False))
def test_permuting_the_actors_permutes_the_answer(pack, items, judged, random):
    groups = [actor.id for actor in pack.actors if actor.kind == "group"]
    to = dict(zip(groups, random.sample(groups, len(groups)), strict=True))
    changed = msgspec.structs.replace
    swapped = changed(
        pack,
        actors=tuple(changed(one, id=to.get(one.id, one.id)) for one in pack.actors),
        uses=tuple(changed(one, subject=to.get(one.subject, one.subject)) for one in pack.uses),
        attributions=tuple(changed(one, group=to[one.group]) for one in pack.attributions),
    )
    moved = tuple(changed(one, hypothesis=to.get(one.hypothesis, one.hypothesis)) for one in judged)
    before, after = assess(request(pack, items, judged)), assess(request(swapped, items, moved))
    found, expected = probabilities(after), {to.get(one, one): p for one, p in probabilities(before).items()}
    for actor in expected:  # of equals only the leading one, the first by id, is tried against imitation
        ends = slice(None) if actor not in {after.leading, to.get(before.leading)} else slice(0, 3, 2)
        assert found[actor][ends] == expected[actor][ends]
    weighed = {
        to.get(h.actor, h.actor): row[: len(items)]
        for h, row in zip(before.hypotheses, before.weights, strict=True)
    }
    assert weighed == {
        h.actor: row[: len(items)] for h, row in zip(after.hypotheses, after.weights, strict=True)
    }
    best = sorted((p for actor, (p, _, _) in expected.items() if actor != UNKNOWN), reverse=True)
    if before.leading is not None and best[:1] != best[1:2]:
        assert after.leading == to.get(before.leading, before.leading)
        assert found == expected
        for what in ("budget", "budget_lower", "budget_searched"):
            assert getattr(after, what) == getattr(before, what)


@few
@given(packs(), evidences, judgements, st.randoms(use_true_random=False))
def test_the_order_of_items_is_irrelevant(pack, items, judged, random):
    whole = request(pack, items, judged)
    shuffled = random.sample(whole.evidence.items, len(whole.evidence.items))
    other = Evidence(tuple(shuffled), tuple(random.sample(judged, len(judged))))
    one, two = assess(whole), assess(replace(whole, evidence=other))
    assert probabilities(one) == probabilities(two)
    for what in ("leading", "budget", "budget_lower", "budget_searched", "pivots", "imitations", "questions"):
        assert getattr(one, what) == getattr(two, what)


@few
@given(packs(), evidences, st.sampled_from(["G0000", UNKNOWN]))
def test_an_item_equally_likely_under_all_changes_nothing(pack, items, actor):
    even = judgement(actor, "roughly even chance", "roughly even chance")
    unseen = item("T9999", (Support(ORIGINS[0], Decimal(1), ()),))
    base, more = (
        assess(request(pack, (*items, *extra), judged, named=(named,)))
        for extra, judged in (((), ()), ((unseen,), (even,)))
    )
    assert [one.probability for one in more.estimates] == [one.probability for one in base.estimates]
    assert (more.leading, more.totals) == (base.leading, base.totals)


@many
@given(arithmetic(), st.floats(1e-6, 0.5))
def test_the_posterior_is_bayes_theorem_in_logarithms(drawn, lapse):
    """Against scipy: log prior and log likelihood ratios, normalised, then the lapse."""
    classes, prior = drawn
    logs = np.log(prior) + np.sum([class_total(weights) for weights in classes], axis=0)
    expected = (1 - lapse) * np.exp(logs - logsumexp(logs)) + lapse * prior
    assert chances(classes, prior, lapse) == pytest.approx(expected, rel=1e-12)


@many
@given(arithmetic(), st.data())
def test_raising_a_weight_alone_never_lowers_its_actor(drawn, data):
    classes, prior = drawn
    weights = classes[data.draw(st.integers(0, len(classes) - 1))]
    if not len(weights.items):
        return
    row = data.draw(st.integers(0, len(weights.items) - 1))
    column = data.draw(st.integers(0, weights.matrix.shape[1] - 2))
    actor = column if weights.owner is None else int(weights.owner[column])
    before = chances(classes, prior)
    weights.matrix[row, column] += data.draw(st.floats(0.01, 5))
    after = chances(classes, prior)
    assert after[actor] >= before[actor] - 1e-15
    assert np.all(np.delete(after, actor) <= np.delete(before, actor) + 1e-15)


@many
@given(arithmetic(), st.integers(1, 10_000))
def test_no_class_moves_the_odds_beyond_its_bound(drawn, times):
    classes, prior = drawn
    for weights in classes:
        repeated = replace(weights, matrix=weights.matrix * times)
        bound = weights.cap * weights.scale
        assert np.all(np.abs(class_total(repeated)) <= bound + 1e-12)
        after = posterior(class_total(repeated), prior, 1e-12)
        moved = np.log(after / after[-1]) - np.log(prior / prior[-1])
        assert np.all(np.abs(moved) <= bound + 1e-6)


@many
@given(arithmetic())
def test_of_several_ways_the_best_counts_and_says_nothing_where_all_are_alike(drawn):
    """The definition, one hypothesis at a time; and the flattened class has the same total."""
    weights = drawn[0][-1]
    expected = []
    for hypothesis in range(len(drawn[1])):
        ways = weights.matrix[:, weights.owner == hypothesis].sum(axis=0)
        best = weights.scale * weights.cap * math.tanh(max(ways) / weights.cap)
        expected.append(math.log(weights.idle + (1 - weights.idle) * math.exp(best)))
    assert np.allclose(class_total(weights), expected, rtol=0, atol=1e-12)
    assert np.allclose(class_total(flattened(weights)), expected, rtol=0, atol=1e-12)
    assert abs(expected[-1]) <= 1e-15, "the unknown actor has no earlier operation"


@few
@given(packs(), evidences, judgements)
def test_every_class_of_a_case_stays_inside_its_bound(pack, items, judged):
    one = assess(request(pack, items, judged))
    numbers = request(pack, ()).parameters.numbers()
    bounds = {
        "artefacts": numbers["artefact_cap"],
        "behaviour": numbers["behaviour_cap"] * numbers["behaviour_scale"],
        "operations": numbers["operation_cap"],
    }
    assert set(one.totals) == set(bounds)
    for name, totals in one.totals.items():
        assert all(abs(float(total)) <= bounds[name] * 10 / math.log(10) + 0.005 for total in totals)
        assert totals[-1] == 0


def seen_in(items, exhibit, authenticity="0.6", place=HERE):
    return [
        Observation(
            one.kind,
            one.value,
            exhibit,
            place,
            "test/1",
            refs=(one.value,),
            authenticity=Decimal(authenticity),
        )
        for one in items
    ]


@few
@given(packs(), evidences, st.integers(1, 10))
def test_duplicates_and_copies_with_a_known_origin_change_nothing(pack, items, copies):
    """One document and its copies, ten of them too: not a probability, not a bound, not a question."""
    exhibits = (EXHIBITS[0], *(digest(f"copy {n}".encode()) for n in range(copies)))
    digits = dict.fromkeys(exhibits, 2)
    copied = [one for exhibit in exhibits for one in seen_in(items, exhibit)]
    repeated = seen_in(items, exhibits[-1], "0.3", Locator("byte", 5, 9))
    alone = gather(seen_in(items, EXHIBITS[0]), Roots((Origin(("first",), exhibits),)), (), digits, {})
    echoed = gather((*copied, *repeated), Roots((Origin(("first",), exhibits),)), (), digits, {})
    one, two = (assess(request(pack, found.items)) for found in (alone, echoed))
    assert probabilities(one) == probabilities(two)
    for what in ("leading", "totals", "weights", "budget", "budget_lower", "budget_searched", "questions"):
        assert getattr(one, what) == getattr(two, what)


@few
@given(packs(2), evidences, st.sampled_from(VALUES), st.integers(2, 30))
def test_a_single_weak_item_repeated_never_flips_a_ranking(pack, items, value, times):
    """Said again and again by the document that said it: it weighs as it weighed the first time."""
    weak = seen_in([item(value, ())], EXHIBITS[1], "0.2")
    again = [
        msgspec.structs.replace(weak[0], locator=Locator("byte", n, n + 1), authenticity=Decimal("0.1"))
        for n in range(times)
    ]
    sure = seen_in([one for one in items if one.value != value], EXHIBITS[0], "0.95")
    orders = []
    for found in ([*sure, *weak], [*sure, *weak, *again]):
        gathered = gather(found, Roots(), (), dict.fromkeys(EXHIBITS, 1), {})
        orders.append(assess(request(pack, gathered.items)).ranking())
    assert [(who.actor, e.probability) for who, e in orders[0]] == [
        (who.actor, e.probability) for who, e in orders[1]
    ]


@few
@given(packs(), evidences, judgements, st.sampled_from(["uniform", "reporting-rate"]))
def test_probabilities_sum_to_one_and_are_never_0_or_1(pack, items, judged, prior):
    one = assess(request(pack, items, judged, prior=prior))
    assert abs(sum(e.probability for e in one.estimates) - 1) <= len(one.estimates) * Decimal("1e-9")
    assert all(0 < e.lower <= e.probability <= e.upper < 1 for e in one.estimates)
    assert abs(sum(one.prior) - 1) <= len(one.prior) * Decimal("1e-9")
    assert all(0 < p < 1 for p in (*one.budget, *one.budget_lower, *one.budget_searched))
    for imitation in one.imitations:
        assert 0 < imitation.probability <= imitation.cap < 1
        assert imitation.probability + imitation.imitated <= 1


@few
@given(packs(), evidences, st.sampled_from(["uniform", "reporting-rate", "table"]))
def test_an_actor_without_a_profile_never_beats_somebody_else(pack, items, prior):
    declared = {named.actor: Decimal("0.8")} if prior == "table" else prior
    found = probabilities(assess(request(pack, items, named=(named,), prior=declared)))
    for mine, other in zip(found[named.actor], found[UNKNOWN], strict=True):
        assert mine <= other


@few
@given(packs(), evidences, judgements, st.sampled_from(VALUES))
def test_authenticity_0_removes_an_item(pack, items, judged, value):
    items = [one for one in items if one.value != value]
    gone = item(value, (Support(ORIGINS[0], Decimal(0), ()),))
    one, two = (assess(request(pack, held, judged)) for held in (items, (*items, gone)))
    assert probabilities(one) == probabilities(two)
    assert (one.leading, one.budget, one.totals) == (two.leading, two.budget, two.totals)


@many
@given(st.floats(-6, 6), st.sampled_from(sorted(CREDIBILITY_AUTHENTICITY.values())), st.floats(0, 1))
def test_a_grade_that_changes_moves_a_weight_without_a_jump(nats, degree, way):
    """Between two grades a weight is monotone and never steeper than |e^ℓ − 1| / min(1, e^ℓ) in the authenticity."""
    ends = float(degree), way
    rows = [doubted(np.array([[nats]]), np.array([end]))[0, 0] if end != way or way else 0.0 for end in ends]
    steep = abs(math.expm1(nats)) / min(1.0, math.exp(nats))
    assert abs(rows[0] - rows[1]) <= steep * abs(ends[0] - ends[1]) + 1e-9
    assert (rows[0] - rows[1]) * (ends[0] - ends[1]) * np.sign(nats) >= -1e-12


def nameless(found):
    """An assessment without the names that people read."""
    bare = {
        what: tuple(msgspec.structs.replace(one, name="") for one in getattr(found, what))
        for what in ("hypotheses", "items", "pivots", "questions")
    }
    return msgspec.structs.replace(found, **bare)


@few
@given(packs(), evidences, judgements, st.sampled_from(WORDS))
def test_hashing_all_names_changes_only_names(pack, items, judged, salt):
    def masked(names):
        return tuple(
            msgspec.structs.replace(one, name=hashlib.sha256((salt + one.name).encode()).hexdigest())
            for one in names
        )

    hidden = msgspec.structs.replace(
        pack,
        actors=masked(pack.actors),
        software=masked(pack.software),
        techniques=masked(pack.techniques),
    )
    one, two = assess(request(pack, items, judged)), assess(request(hidden, masked(items), judged))
    assert nameless(one) == nameless(two)
