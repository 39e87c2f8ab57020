"""The laws of levels and of verdict words as properties, over random packs and random evidence."""

import random
import re
from decimal import Decimal

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_cases import ORIGINS, evidences, item, links, packs, request

from probandum.conclude import Context, conclude, decide
from probandum.model.hypothesis import NOT_ESTABLISHED, UNKNOWN, Hypothesis, Question
from probandum.model.pack import Actor, Citation, Pack, Technique, Use
from probandum.model.scales import STANDARDS
from probandum.model.verdict import Record
from probandum.model.weight import Support
from probandum.weighers.assessment import assess
from probandum.weighers.levels import membership
from probandum.weighers.parameters import Parameters

few = settings(max_examples=25, deadline=None)
many = settings(max_examples=80, deadline=None)


@few
@given(packs(), evidences)
def test_without_evidence_there_is_only_the_prior(pack, items):
    empty = assess(request(pack, ()))
    assert [e.probability for e in empty.estimates] == list(empty.prior)
    assert empty.leading is None
    assert conclude(empty, STANDARDS["balance-of-probabilities"]).enough == "no"


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


@few
@given(packs(2), evidences, st.sampled_from(sorted(STANDARDS)))
def test_the_breakdown_is_the_largest_number_at_which_the_lower_bound_still_holds(pack, items, name):
    one, standard = assess(request(pack, items)), STANDARDS[name]
    if one.leading is None:
        return
    verdict = conclude(one, standard, (), Context())
    holds = [k for k, low in enumerate(one.budget_lower) if low >= standard.threshold]
    assert verdict.breakdown == max(holds, default=-1)
    assert verdict.bound == one.budget_lower[standard.budget]


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
    one, two = (assess(request(pack, items, parameters=Parameters())) for _ in range(2))
    assert one.id == two.id
