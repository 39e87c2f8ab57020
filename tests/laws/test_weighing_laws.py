"""The laws of weighing as properties, over random packs and random evidence."""

import hashlib
import itertools
import math
import random
import re
from decimal import Decimal

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.conclude import Context, conclude, decide
from probandum.model.exhibit import Locator
from probandum.model.hypothesis import NOT_ESTABLISHED, UNKNOWN, Hypothesis, Judgement, Link, Question
from probandum.model.ident import digest
from probandum.model.observation import Observation
from probandum.model.pack import Actor, Attribution, Citation, Pack, Software, Technique, Use
from probandum.model.scales import CREDIBILITY_AUTHENTICITY, ICD_203, STANDARDS
from probandum.model.source import Origin
from probandum.model.verdict import Record
from probandum.model.weight import Evidence, Item, Support, Weights
from probandum.weighers.artefacts import ArtefactWeigher
from probandum.weighers.assessment import assess
from probandum.weighers.authenticity import doubted
from probandum.weighers.behaviour import BehaviourWeigher
from probandum.weighers.budget import budget_bound, least_share
from probandum.weighers.combine import all_totals, class_total, posterior
from probandum.weighers.items import gather, gather_judgements
from probandum.weighers.levels import membership
from probandum.weighers.weighing import Request

few = settings(max_examples=12, deadline=None)
many = settings(max_examples=60, deadline=None)
EXHIBITS = [digest(bytes([n])) for n in range(4)]
ORIGINS = [Origin((), (exhibit,)).id for exhibit in EXHIBITS]
HERE = Locator("byte", 0, 1)
WORDS = [band.word for band in ICD_203]
QUESTION = Question("Which group did it?", "group")
TECHNIQUES = [f"T{n:04}" for n in range(5)]
SOFTWARE = [f"S{n:04}" for n in range(3)]


@st.composite
def packs(draw, least=1):
    groups = [f"G{n:04}" for n in range(draw(st.integers(least, 5)))]
    campaigns = [f"C{n:04}" for n in range(draw(st.integers(0, 2)))]
    reports = [f"Report {n}" for n in range(5)]
    subjects = st.sampled_from(groups + campaigns)
    citations = st.lists(st.sampled_from(reports), unique=True, max_size=3).map(tuple)
    uses = draw(
        st.dictionaries(st.tuples(subjects, st.sampled_from(TECHNIQUES + SOFTWARE)), citations, max_size=20)
    )
    implied = draw(st.sets(st.tuples(st.sampled_from(SOFTWARE), st.sampled_from(TECHNIQUES)), max_size=8))
    owners = draw(
        st.sets(st.tuples(st.sampled_from(campaigns or ["C9999"]), st.sampled_from(groups)), max_size=2)
    )
    return Pack(
        name="random",
        version="1",
        notice="",
        made_from={},
        dated=True,
        actors=(
            *(Actor(group, f"Group {group}", "", "group") for group in groups),
            *(Actor(campaign, f"Campaign {campaign}", "", "campaign") for campaign in campaigns),
        ),
        software=tuple(Software(one, f"Tool {one}", "", "malware") for one in SOFTWARE),
        techniques=tuple(Technique(one, f"Technique {one}", "") for one in TECHNIQUES),
        names=(),
        uses=(
            *(Use(*key, value) for key, value in sorted(uses.items())),
            *(Use(*pair) for pair in sorted(implied)),
        ),
        attributions=tuple(Attribution(*pair) for pair in sorted(owners)),
        citations=tuple(Citation(report) for report in reports),
    )


degrees = st.sampled_from([Decimal(word) for word in ("0.05", "0.5", "0.7", "0.95", "1")])
supports = st.dictionaries(st.sampled_from(ORIGINS), degrees, min_size=1, max_size=3).map(
    lambda found: tuple(Support(origin, found[origin], ()) for origin in sorted(found))
)
evidences = st.dictionaries(st.sampled_from(TECHNIQUES + SOFTWARE), supports, max_size=6).map(
    lambda found: tuple(item(value, found[value]) for value in sorted(found))
)
named = Hypothesis("the analyst's own", "named", "the analyst's own", "group")


def item(value, support):
    return Item("malware" if value.startswith("S") else "attack-pattern", value, f"Item {value}", support)


def request(pack, items, **more):
    evidence = Evidence(tuple(items), more.pop("judgements", ()))
    question = more.pop("question", QUESTION)
    return Request(
        question=question,
        brief=digest(b"brief"),
        pack=pack,
        pack_digest=digest(b"pack"),
        evidence=evidence,
        weighers=(ArtefactWeigher(), BehaviourWeigher()),
        **more,
    )


def judgement(actor, if_true, if_false, exhibit=EXHIBITS[0], words="build path", start=0):
    place = Locator("byte", start, start + 1)
    return Judgement(actor, words, if_true, if_false, "because", "analyst", exhibit, place)


judgements = st.lists(
    st.builds(
        judgement,
        st.sampled_from(["G0000", "G0001", named.actor, UNKNOWN]),
        st.sampled_from(WORDS),
        st.sampled_from(WORDS),
        st.sampled_from(EXHIBITS),
        st.sampled_from(["build path", "working hours", "language"]),
        st.integers(0, 2),
    ),
    max_size=3,
    unique_by=lambda one: one.id,
).map(tuple)


def probabilities(assessment):
    return {one.hypothesis: (one.probability, one.lower, one.upper) for one in assessment.estimates}


def with_judgements(pack, items, judged, **more):
    more.setdefault("named", (named,))
    judged_items = gather_judgements(judged, (), dict.fromkeys(EXHIBITS, 1))
    return request(pack, (*items, *judged_items), judgements=judged, **more)


@st.composite
def arithmetic(draw, items=5):
    """Weights of two classes with a prior; the last hypothesis is the unknown actor."""
    hypotheses = draw(st.integers(2, 4))
    numbers = st.floats(-4, 4, allow_nan=False).map(lambda value: round(value, 3))
    classes = []
    for name, cap in (("behaviour", 4.68), ("artefacts", 2.0)):
        rows = draw(st.lists(st.lists(numbers, min_size=hypotheses, max_size=hypotheses), max_size=items - 1))
        matrix = np.array(rows).reshape(len(rows), hypotheses)
        matrix[:, -1] = 0
        classes.append(Weights(name, tuple(f"{name}:{n}" for n in range(len(rows))), matrix, cap, 2.08))
    prior = np.array(draw(st.lists(st.floats(0.05, 1), min_size=hypotheses, max_size=hypotheses)))
    return classes, prior / prior.sum()


def without(classes, gone):
    kept = []
    for weights in classes:
        rows = [row for row, name in enumerate(weights.items) if name not in gone]
        kept.append(
            Weights(
                weights.name,
                tuple(weights.items[r] for r in rows),
                weights.matrix[rows],
                weights.cap,
                weights.scale,
            )
        )
    return kept


def chances(classes, prior, lapse=0.01):
    return posterior(all_totals(classes), prior, lapse)


@few
@given(packs(), evidences, judgements, st.randoms(use_true_random=False))
def test_permuting_the_actors_permutes_the_answer(pack, items, judged, random):
    groups = [actor.id for actor in pack.actors if actor.kind == "group"]
    shuffled = random.sample(groups, len(groups))
    to = dict(zip(groups, shuffled, strict=True))
    swapped = msgspec.structs.replace(
        pack,
        actors=tuple(msgspec.structs.replace(one, id=to.get(one.id, one.id)) for one in pack.actors),
        uses=tuple(
            msgspec.structs.replace(one, subject=to.get(one.subject, one.subject)) for one in pack.uses
        ),
        attributions=tuple(msgspec.structs.replace(one, group=to[one.group]) for one in pack.attributions),
    )
    moved = tuple(
        msgspec.structs.replace(one, hypothesis=to.get(one.hypothesis, one.hypothesis)) for one in judged
    )
    before = assess(with_judgements(pack, items, judged))
    after = assess(with_judgements(swapped, items, moved))
    assert {to.get(actor, actor): p for actor, p in probabilities(before).items()} == probabilities(after)
    by_actor = {
        to.get(h.actor, h.actor): row for h, row in zip(before.hypotheses, before.weights, strict=True)
    }
    count = len(items)
    assert {actor: row[:count] for actor, row in by_actor.items()} == {
        h.actor: row[:count] for h, row in zip(after.hypotheses, after.weights, strict=True)
    }


@few
@given(packs(), evidences, judgements, st.randoms(use_true_random=False))
def test_the_order_of_items_is_irrelevant(pack, items, judged, random):
    whole = with_judgements(pack, items, judged)
    shuffled = random.sample(whole.evidence.items, len(whole.evidence.items))
    other = Evidence(tuple(shuffled), tuple(random.sample(judged, len(judged))))
    one, two = assess(whole), assess(Request(**{**vars(whole), "evidence": other}))
    assert probabilities(one) == probabilities(two)
    assert (one.leading, one.budget, one.budget_lower, one.pivots) == (
        two.leading,
        two.budget,
        two.budget_lower,
        two.pivots,
    )


@few
@given(packs(), evidences, st.sampled_from(WORDS))
def test_an_item_equally_likely_under_all_changes_nothing(pack, items, word):
    even = judgement("G0000", "roughly even chance", "roughly even chance")
    unseen = item("T9999", (Support(ORIGINS[0], Decimal(1), ()),))
    base = with_judgements(pack, items, ())
    more = with_judgements(pack, (*items, unseen), (even,))
    for one in (assess(base), assess(more)):
        assert {e.hypothesis: e.probability for e in one.estimates} == {
            e.hypothesis: e.probability for e in assess(base).estimates
        }


@many
@given(arithmetic(), st.data())
def test_raising_a_weight_alone_never_lowers_its_actor(drawn, data):
    classes, prior = drawn
    weights = classes[data.draw(st.integers(0, 1))]
    if not len(weights.items):
        return
    row = data.draw(st.integers(0, len(weights.items) - 1))
    actor = data.draw(st.integers(0, len(prior) - 2))
    before = chances(classes, prior)
    weights.matrix[row, actor] += data.draw(st.floats(0.01, 5))
    assert chances(classes, prior)[actor] >= before[actor] - 1e-15


@many
@given(arithmetic(), st.integers(1, 10_000))
def test_no_class_moves_the_odds_beyond_its_bound(drawn, times):
    classes, prior = drawn
    for weights in classes:
        repeated = Weights(weights.name, weights.items, weights.matrix * times, weights.cap, weights.scale)
        assert np.all(np.abs(class_total(repeated)) <= weights.cap * weights.scale)
        after = posterior(class_total(repeated), prior, 1e-12)
        moved = np.log(after / after[-1]) - np.log(prior / prior[-1])
        assert np.all(np.abs(moved) <= weights.cap * weights.scale + 1e-6)


@few
@given(packs(), evidences, st.integers(1, 10))
def test_duplicates_and_copies_with_a_known_origin_change_nothing(pack, items, copies):
    originals = [
        Observation(
            one.kind, one.value, EXHIBITS[0], HERE, "test/1", refs=(one.value,), authenticity=Decimal("0.6")
        )
        for one in items
    ]
    exhibits = (EXHIBITS[0], *(digest(f"copy {n}".encode()) for n in range(copies)))
    copied = [msgspec.structs.replace(one, exhibit=copy) for one in originals for copy in exhibits]
    repeated = [
        msgspec.structs.replace(one, locator=Locator("byte", 5, 9), authenticity=Decimal("0.3"))
        for one in originals
    ]
    digits = dict.fromkeys(exhibits, 2)
    alone = gather(originals, (Origin((), (EXHIBITS[0],)),), (), digits, {})
    echoed = gather((*copied, *repeated), (Origin((), exhibits),), (), digits, {})
    assert probabilities(assess(request(pack, alone.items))) == probabilities(
        assess(request(pack, echoed.items))
    )


@many
@given(arithmetic(), st.data())
def test_the_certified_bound_starts_at_p_never_rises_and_never_exceeds_the_searched_one(drawn, data):
    classes, prior = drawn
    share = np.array(
        data.draw(st.lists(st.sampled_from([0.0, 0.3, 0.9, 1.0]), min_size=len(prior), max_size=len(prior)))
    )
    if data.draw(st.booleans()):
        share = np.eye(len(prior))[data.draw(st.integers(0, len(prior) - 1))]
    curve = budget_bound(classes, prior, 0.01, share, 3)
    assert curve[0] == pytest.approx(float(chances(classes, prior) @ share), abs=1e-12)
    assert np.all(np.diff(curve) <= 0)
    names = [name for weights in classes for name in weights.items]
    for k in range(1, 4):
        removals = itertools.chain.from_iterable(itertools.combinations(names, n) for n in range(k + 1))
        searched = min(float(chances(without(classes, set(gone)), prior) @ share) for gone in removals)
        assert curve[k] <= searched + 1e-12


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
@given(arithmetic(items=4))
def test_the_bound_is_tight_for_one_item_of_two_actors(drawn):
    classes, _ = drawn
    weights = Weights("behaviour", classes[0].items, classes[0].matrix[:, -2:], 4.68, 2.08)
    prior = np.array([0.4, 0.6])
    curve = budget_bound([weights], prior, 0.01, np.array([1.0, 0.0]), 1)
    searched = min(
        chances(without([weights], gone), prior)[0] for gone in [set(), *({name} for name in weights.items)]
    )
    assert curve[1] == pytest.approx(searched, abs=1e-12)


@few
@given(packs(2), evidences, evidences)
def test_whoever_plants_at_most_k_items_cannot_lift_the_bound_above_the_truth(pack, genuine, planted):
    planted = tuple(one for one in planted if one.value not in {kept.value for kept in genuine})[:3]
    seen = assess(request(pack, (*genuine, *planted)))
    if seen.leading is None:
        return
    truth = {e.hypothesis: e.probability for e in assess(request(pack, genuine)).estimates}
    assert seen.budget[len(planted)] <= truth[seen.leading] + Decimal("2e-9")
    assert seen.budget_lower[len(planted)] <= seen.budget[len(planted)]


@few
@given(packs(), evidences, judgements, st.sampled_from(["uniform", "reporting-rate"]))
def test_probabilities_sum_to_one_and_are_never_0_or_1(pack, items, judged, prior):
    one = assess(with_judgements(pack, items, judged, prior=prior))
    assert abs(sum(e.probability for e in one.estimates) - 1) <= len(one.estimates) * Decimal("1e-9")
    assert all(0 < e.lower <= e.probability <= e.upper < 1 for e in one.estimates)
    assert abs(sum(one.prior) - 1) <= len(one.prior) * Decimal("1e-9")
    assert all(0 < p < 1 for p in (*one.budget, *one.budget_lower))


@few
@given(packs(), evidences, st.sampled_from(["uniform", "reporting-rate", "table"]))
def test_an_actor_without_a_profile_never_beats_somebody_else(pack, items, prior):
    declared = {named.actor: Decimal("0.8")} if prior == "table" else prior
    found = probabilities(assess(request(pack, items, named=(named,), prior=declared)))
    for mine, other in zip(found[named.actor], found[UNKNOWN], strict=True):
        assert mine <= other


@few
@given(packs(), evidences)
def test_authenticity_0_removes_an_item(pack, items):
    gone = item("T9000", ())
    for value in TECHNIQUES + SOFTWARE:
        if value not in {one.value for one in items}:
            gone = item(value, (Support(ORIGINS[0], Decimal(0), ()),))
    assert probabilities(assess(request(pack, items))) == probabilities(assess(request(pack, (*items, gone))))


@many
@given(st.floats(-6, 6), st.sampled_from(sorted(CREDIBILITY_AUTHENTICITY.values())), st.floats(0, 1))
def test_a_grade_that_changes_moves_a_weight_without_a_jump(nats, degree, way):
    """Between two grades a weight is monotone and never steeper than |e^ℓ − 1| / min(1, e^ℓ) in the authenticity."""
    ends = float(degree), way
    rows = [doubted(np.array([[nats]]), np.array([end]))[0, 0] if end != way or way else 0.0 for end in ends]
    steep = abs(math.expm1(nats)) / min(1.0, math.exp(nats))
    assert abs(rows[0] - rows[1]) <= steep * abs(ends[0] - ends[1]) + 1e-9
    assert (rows[0] - rows[1]) * (ends[0] - ends[1]) * np.sign(nats) >= -1e-12


@few
@given(packs(), evidences, judgements)
def test_hashing_all_names_changes_only_names(pack, items, judged):
    def masked(name):
        return hashlib.sha256(name.encode()).hexdigest()

    hidden = msgspec.structs.replace(
        pack,
        actors=tuple(msgspec.structs.replace(one, name=masked(one.name)) for one in pack.actors),
        software=tuple(msgspec.structs.replace(one, name=masked(one.name)) for one in pack.software),
    )
    renamed = tuple(msgspec.structs.replace(one, name=masked(one.name)) for one in items)
    one = assess(with_judgements(pack, items, judged))
    two = assess(with_judgements(hidden, renamed, judged))
    nameless = [
        msgspec.structs.replace(
            found,
            hypotheses=tuple(msgspec.structs.replace(h, name="") for h in found.hypotheses),
            items=tuple(msgspec.structs.replace(i, name="") for i in found.items),
            pivots=tuple(msgspec.structs.replace(p, name="") for p in found.pivots),
        )
        for found in (one, two)
    ]
    assert nameless[0] == nameless[1]


@few
@given(packs(), evidences)
def test_without_evidence_there_is_only_the_prior(pack, items):
    empty = assess(request(pack, ()))
    assert [e.probability for e in empty.estimates] == list(empty.prior)
    assert empty.leading is None
    assert conclude(empty, STANDARDS["balance-of-probabilities"]).enough == "no"


links = st.lists(
    st.builds(
        lambda child, parent, level, word: Link(
            child, parent, level, word, "because", "analyst", EXHIBITS[0], HERE
        ),
        st.sampled_from(["G0000", "G0001", "G0002", "Unit 1", "Unit 2"]),
        st.sampled_from(["Unit 1", "Unit 2", "State A", "State B"]),
        st.sampled_from(["organisation", "state"]),
        st.sampled_from(WORDS),
    ),
    max_size=5,
).map(tuple)


@few
@given(packs(), evidences, links, st.sampled_from(["machine", "operator", "organisation", "state"]))
def test_what_no_link_carries_is_not_established_and_never_renormalised(pack, items, links, level):
    below = {e.hypothesis: e.probability for e in assess(request(pack, items)).estimates}
    above = assess(request(pack, items, links=links, question=Question("Who?", level)))
    found = {e.hypothesis: e.probability for e in above.estimates}
    assert abs(found[UNKNOWN] - below[UNKNOWN]) <= Decimal("2e-9")
    assert abs(sum(found.values()) - 1) <= len(found) * Decimal("1e-9")
    linked = {link.child for link in links}
    loose = sum(p for actor, p in below.items() if actor not in linked | {UNKNOWN})
    assert found[NOT_ESTABLISHED] >= loose - Decimal("1e-8")
    if level in {"machine", "operator"}:
        assert above.leading is None


@few
@given(packs(), evidences, links)
def test_the_bound_holds_at_higher_levels(pack, items, links):
    asked = Question("Which state?", "state")
    one = assess(request(pack, items, links=links, question=asked))
    if one.leading is None:
        return
    for gone in items:
        rest = assess(request(pack, [kept for kept in items if kept != gone], links=links, question=asked))
        assert one.budget[1] <= probabilities(rest)[one.leading][0] + Decimal("2e-9")


@many
@given(links, st.floats(0, 1))
def test_shares_of_a_hypothesis_sum_to_one(links, place):
    groups = [Hypothesis(f"G000{n}", "known", "", "group") for n in range(3)]
    answers, share = membership([*groups, Hypothesis(UNKNOWN, "unknown", "", "state")], "state", links, place)
    assert share.shape == (4, len(answers))
    assert np.allclose(share.sum(axis=1), 1, atol=1e-12)
    assert share.min() >= -1e-15


verdict_inputs = st.tuples(
    st.decimals("0.01", "0.99", places=3),
    st.integers(-1, 5),
    st.sampled_from(sorted(STANDARDS)),
    st.integers(0, 200),
)


@many
@given(verdict_inputs, st.integers(0, 200))
def test_a_better_bound_breakdown_or_record_never_makes_it_less_enough(inputs, more):
    bound, breakdown, name, right = inputs
    standard = STANDARDS[name]
    order = ["no", "not certifiable", "yes"]

    def grade(*numbers):
        return order.index(decide(*numbers)[0])

    record = Record(standard.threshold, right, 200, "random")
    better = Record(standard.threshold, min(right + more, 200), 200, "random")
    now = grade(bound, breakdown, standard, record)
    assert grade(bound, breakdown, standard, better) >= now
    assert grade(bound, breakdown + 1, standard, record) >= now
    assert grade(min(bound * 2, Decimal("0.999")), breakdown, standard, record) >= now
    assert grade(bound, breakdown, standard, None) <= order.index("not certifiable")


@few
@given(packs(), evidences, st.sampled_from(sorted(STANDARDS)))
def test_verdict_words_follow_from_bound_breakdown_and_record(pack, items, name):
    one = assess(request(pack, items))
    verdict = conclude(one, STANDARDS[name], (), Context(unread=2))
    if one.leading is not None:
        assert (verdict.enough, verdict.reasons) == decide(
            verdict.bound, verdict.breakdown, verdict.standard, verdict.record
        )
    assert verdict == conclude(one, STANDARDS[name], (), Context(unread=2))
    assert verdict.confidence not in re.findall(r"\w+", verdict.sentence())


def test_random_evidence_of_many_documents_gives_the_same_bytes_twice():
    rng = random.Random(7)
    uses = tuple(
        Use(f"G{g:04}", value, (f"R{rng.randrange(30)}",))
        for g in range(30)
        for value in rng.sample([f"T{n:04}" for n in range(60)], 12)
    )
    pack = Pack(
        name="random", version="1", notice="", made_from={}, dated=True,
        actors=tuple(Actor(f"G{g:04}", f"Group {g}", "", "group") for g in range(30)),
        software=(), techniques=tuple(Technique(f"T{n:04}", f"Technique {n}", "") for n in range(60)),
        names=(), uses=uses, attributions=(), citations=tuple(Citation(f"R{n}") for n in range(30)),
    )  # fmt: skip
    items = [item(f"T{n:04}", (Support(ORIGINS[n % 4], Decimal("0.7"), ()),)) for n in range(0, 60, 3)]
    assert assess(request(pack, items)).id == assess(request(pack, items)).id
