"""The laws of the interval over bootstrap vectors (W10): the weighers themselves, one vector at a time, are the oracle."""

import itertools
from dataclasses import replace
from decimal import Decimal

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_cases import CENTRAL, evidences, judgements, links, named, packs, probabilities, request

from probandum.model.hypothesis import UNKNOWN, Hypothesis, Question
from probandum.model.weight import Evidence
from probandum.weighers.assessment import assess
from probandum.weighers.combine import all_totals
from probandum.weighers.counts import index
from probandum.weighers.ensemble import ends
from probandum.weighers.laid import lay_out
from probandum.weighers.parameters import FITTED, within
from probandum.weighers.weighing import weigh

few = settings(max_examples=30, deadline=None)
EDGES = ("implied", "report_exponent", "size_exponent", "operation_size_exponent")
"""Parameters that a fit may drive to 0."""


@st.composite
def vectors(draw, most=3):
    """Tables of parameter vectors around the start values, some of them at the edge of what can be."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    table = []
    for _ in range(draw(st.integers(1, most))):
        edge = draw(st.sets(st.sampled_from(EDGES), max_size=2))
        row = []
        for name in FITTED:
            start = float(getattr(CENTRAL, name))
            value = (
                0.0 if name in edge else start * np.exp(rng.normal(0, 0.5)) + 0.2 * (start < 0) * rng.normal()
            )
            row.append(within(name, Decimal(f"{value:.6f}")))
        table.append(row)
    return np.array(table, dtype=np.float64)


def parameters(vector, step=0):
    """The parameters of one vector, κ moved by so much."""
    values = {name: Decimal(repr(value)) for name, value in zip(FITTED, vector.tolist(), strict=True)}
    values["unknown_log_odds"] += step
    return msgspec.structs.replace(CENTRAL, **values)


LEVELS = st.sampled_from(["group", "group", "state"])
PRIORS = st.sampled_from(["uniform", "reporting-rate", {"G0000": Decimal("0.3")}])


@st.composite
def requests(draw):
    """Cases with and without reports in the pack, judgements, hypotheses of the analyst, priors, and levels."""
    pack = draw(packs(1, draw(st.sampled_from([True, False, None]))))
    priors = draw(PRIORS)
    seen = any(use.subject == "G0000" for use in pack.uses)
    return request(
        pack,
        draw(evidences),
        draw(judgements),
        vectors=draw(vectors()),
        links=draw(links),
        named=draw(st.sampled_from([(), (named,)])),
        question=Question("Who?", draw(LEVELS)),
        prior=priors if isinstance(priors, str) or seen else "uniform",
        depth=2,
    )


def laid_out(asked):
    """Hypotheses, reports behind each, and the central weighing."""
    kept = index(asked.pack)
    known = [Hypothesis(actor, "known", actor, "group") for actor in kept.groups]
    more = [*asked.named, Hypothesis(UNKNOWN, "unknown", "", asked.question.level)]
    reports = np.array([*kept.reports, *[0.0] * len(more)])
    hypotheses = (*known, *more)
    return kept, reports, weigh(asked, hypotheses, reports, asked.parameters)


def batch(table):
    return {name: table[:, place, None] for place, name in enumerate(FITTED)}


@few
@given(requests())
def test_totals_of_every_vector_are_those_of_the_weighers(asked):
    kept, reports, central = laid_out(asked)
    laid = lay_out(asked, central, kept)
    given = batch(asked.vectors)
    totals = laid.totals(given, laid.parts(given))
    for row, vector in zip(totals, asked.vectors, strict=True):
        alone = weigh(asked, central.hypotheses, reports, parameters(vector))
        assert row == pytest.approx(all_totals(alone.classes), rel=0, abs=1e-9)


@few
@given(requests(), st.data())
def test_the_interval_is_that_of_weighing_anew_under_every_vector(asked, data):
    kept, reports, central = laid_out(asked)
    leading = data.draw(st.sampled_from(np.flatnonzero(central.share.any(axis=0)).tolist()))
    found = ends(asked, central, kept, reports, leading)
    anew = [
        weigh(asked, central.hypotheses, reports, parameters(vector, step))
        for vector in asked.vectors
        for step in (-1, 0, 1)
    ]
    every = np.array([central.probability, *(one.probability for one in anew)])
    assert found.lower == pytest.approx(every.min(axis=0), rel=0, abs=1e-9)
    assert found.upper == pytest.approx(every.max(axis=0), rel=0, abs=1e-9)
    assert np.all(found.curve <= central.bound(leading, asked.depth))
    assert found.curve[0] == pytest.approx(every[:, leading].min(), rel=0, abs=1e-9)
    assert np.all(np.diff(found.curve) <= 0)


@few
@given(requests(), st.data())
def test_no_removal_under_any_vector_leaves_less_than_the_lower_curve(asked, data):
    """Soundness against every removal there is; and without artefacts never above the certified bound of the vector."""
    kept, reports, central = laid_out(asked)
    leading = data.draw(st.sampled_from(np.flatnonzero(central.share.any(axis=0)).tolist()))
    names = [one.id for one in asked.evidence.items]
    judged = any(one.kind == "judgement" for one in asked.evidence.items)
    for vector, step in itertools.product(asked.vectors[:2], (-1, 0, 1)):
        numbers = parameters(vector, step)
        curve = ends(replace(asked, vectors=vector[None]), central, kept, reports, leading).curve
        one = weigh(asked, central.hypotheses, reports, numbers)
        if not judged:
            assert np.all(curve <= one.bound(leading, asked.depth) + 1e-9)
        for k in range(min(asked.depth, len(names)) + 1):
            for gone in itertools.combinations(names, k):
                rest = tuple(held for held in asked.evidence.items if held.id not in gone)
                less = replace(asked, evidence=Evidence(rest, asked.evidence.judgements))
                left = weigh(less, central.hypotheses, reports, numbers).probability[leading]
                assert curve[k] <= left + 1e-9


@few
@given(packs(2), evidences, judgements, vectors(), LEVELS, links)
def test_the_interval_of_a_case_holds_its_probability_and_more_vectors_never_lift_the_verdict(
    pack, items, judged, table, level, links
):
    asked = request(pack, items, judged, question=Question("Who?", level), links=links)
    without, one = assess(asked), assess(replace(asked, vectors=table))
    assert all(e.lower <= e.probability <= e.upper for e in one.estimates)
    assert [e.probability for e in one.estimates] == [e.probability for e in without.estimates]
    assert (one.leading, one.budget) == (without.leading, without.budget)
    for less, more in zip(one.budget_lower, without.budget_lower, strict=True):
        assert less <= more
    assert list(one.budget_lower) == sorted(one.budget_lower, reverse=True)
    assert all(low <= certified for low, certified in zip(one.budget_lower, one.budget, strict=True))
    if one.leading is not None:
        now, low, _ = probabilities(one)[one.leading]
        assert one.budget_lower[0] <= low
        assert bool(one.lowest) == (low < now)


@settings(max_examples=10, deadline=None)
@given(packs(2), evidences, st.integers(0, 2**32 - 1))
def test_of_many_vectors_the_ends_are_the_two_and_a_half_percent_on_either_side(pack, items, seed):
    """81 vectors: two on either side are beyond the end; widest over κ − 1, κ, κ + 1."""
    rng = np.random.default_rng(seed)
    start = np.array([float(getattr(CENTRAL, name)) for name in FITTED])
    table = start * rng.uniform(0.8, 1.2, (81, len(FITTED)))
    asked = request(pack, items, vectors=table, depth=0)
    kept, reports, central = laid_out(asked)
    found = ends(asked, central, kept, reports, 0)
    lowest, highest = [], []
    for step in (-1, 0, 1):
        every = np.sort(
            [weigh(asked, central.hypotheses, reports, parameters(one, step)).probability for one in table],
            axis=0,
        )
        lowest.append(every[2])
        highest.append(every[-3])
    assert found.lower == pytest.approx(np.minimum(np.min(lowest, axis=0), central.probability), abs=1e-9)
    assert found.upper == pytest.approx(np.maximum(np.max(highest, axis=0), central.probability), abs=1e-9)
