"""Counts of reports, and W1 by hand."""

import math
from decimal import Decimal

import numpy as np
import pytest

from probandum.model.hypothesis import UNKNOWN, Hypothesis
from probandum.model.pack import Actor, Attribution, Pack, Software, Technique, Use
from probandum.model.weight import Evidence, Item, Support
from probandum.weighers.behaviour import BehaviourWeigher
from probandum.weighers.counts import count, index
from probandum.weighers.parameters import Parameters

PACK = Pack(
    name="two groups",
    version="1",
    notice="",
    made_from={},
    dated=True,
    actors=(
        Actor("G0001", "One", "", "group"),
        Actor("G0002", "Two", "", "group"),
        Actor("G0003", "Three", "", "group"),
        Actor("C0001", "Attributed", "", "campaign"),
        Actor("C0002", "Nobody's", "", "campaign"),
    ),
    software=(Software("S0001", "Tool", "", "tool"),),
    techniques=tuple(Technique(f"T000{n}", "", "") for n in range(1, 6)),
    names=(),
    uses=(
        Use("G0001", "T0001", ("Report A", "Report B")),
        Use("C0001", "T0001", ("Report B", "Report C")),
        Use("C0001", "T0002"),
        Use("G0001", "S0001", ("Report A",)),
        Use("S0001", "T0003", ("Report D",)),
        Use("S0001", "T0001", ("Report D",)),
        Use("G0002", "T0001", ("Report E",)),
        Use("C0002", "T0003", ("Report F",)),
        Use("S0001", "T0004", ("Report D",)),
    ),
    attributions=(Attribution("C0001", "G0001"),),
    citations=(),
)
HYPOTHESES = (
    Hypothesis("G0001", "known", "One", "group"),
    Hypothesis("G0002", "known", "Two", "group"),
    Hypothesis("mine", "named", "mine", "group"),
    Hypothesis(UNKNOWN, "unknown", "", "group"),
)


def shown(value, degree="1"):
    kind = "tool" if value.startswith("S") else "attack-pattern"
    return Item(kind, value, value, (Support("origin:0", Decimal(degree), ()),))


def weigh(*items):
    return BehaviourWeigher().weigh(HYPOTHESES, Evidence(items), PACK, Parameters().numbers())


def test_reports_are_counted_once_and_campaigns_count_with_their_group():
    kept = index(PACK)
    assert list(kept.groups) == ["G0001", "G0002"]
    assert kept.distinct.tolist() == [3, 1]
    assert kept.reports.tolist() == [4, 1]  # A, B, C and the edge without a citation
    positions, reports = kept.shown["T0001"]
    assert (positions.tolist(), reports.tolist()) == ([0, 1], [3, 1])
    assert kept.shown["T0002"][1].tolist() == [1]
    assert kept.implied["T0003"].tolist() == [0]
    assert "T0001" not in kept.implied
    assert kept.spread == {"T0001": 2, "T0002": 1, "S0001": 1, "T0003": 1}
    assert kept.cited


def test_counts_are_laid_out_for_the_hypotheses_asked():
    counts = count(index(PACK), ["T0003", "T0001", "T9999"], ["G0002", "G0001", "x"])
    assert list(zip(counts.rows.tolist(), counts.columns.tolist(), counts.k.tolist(), strict=True)) == [
        (0, 1, 0.0),
        (1, 1, 3.0),
        (1, 0, 1.0),
    ]
    assert counts.distinct.tolist() == [1, 3, 0]
    assert counts.base == pytest.approx([1.5 / 7, 2.5 / 7, 0])


def test_w1_by_hand():
    w, omega, nu, implied = 0.035, 0.54, 0.55, 0.064
    length = 35 ** (1 - omega) * 3**omega
    direct = math.log((1 - w) + w * 3**nu / (length * 2.5 / 7))
    through_software = math.log((1 - w) + w * implied / (length * 1.5 / 7))
    weights = weigh(shown("T0001"), shown("T0003"))
    assert weights.matrix[0, 0] == pytest.approx(direct, abs=1e-14)
    assert weights.matrix[1, 0] == pytest.approx(through_software, abs=1e-14)
    assert weights.matrix[1, 1] == pytest.approx(math.log(1 - w), abs=1e-14)
    assert (weights.cap, weights.scale) == (4.68, 2.08)


def test_neither_the_unknown_actor_nor_one_without_a_profile_weighs_anything():
    assert not weigh(shown("T0001"), shown("S0001")).matrix[:, 2:].any()


def test_an_item_that_nobody_was_seen_with_weighs_nothing_even_if_software_implies_it():
    assert not weigh(shown("T0004"), shown("T0005"), shown("T9999")).matrix.any()


def test_software_weighs_by_its_factor_and_doubt_mixes_with_nothing():
    sure, doubted = weigh(shown("S0001")).matrix[0, 0], weigh(shown("S0001", "0.4")).matrix[0, 0]
    assert doubted == pytest.approx(1.56 * math.log(0.4 * math.exp(sure / 1.56) + 0.6), abs=1e-14)
    assert sure != 0
    assert abs(doubted) < abs(sure)


def test_only_behaviour_is_weighed_and_rows_keep_the_order_of_items():
    items = (shown("T0003"), Item("judgement", "judgement:1", "", ()), shown("T0001"))
    weights = weigh(*items)
    assert weights.items == (items[0].id, items[2].id)
    assert np.array_equal(weights.matrix, weigh(items[0], items[2]).matrix)


def test_a_weigher_that_saw_another_pack_counts_anew():
    weigher = BehaviourWeigher()
    empty = Pack("empty", "1", "", {}, True, (), (), (), (), (), (), ())
    evidence = Evidence((shown("T0001"),))
    full = weigher.weigh(HYPOTHESES, evidence, PACK, Parameters().numbers()).matrix
    assert full.any()
    assert not weigher.weigh(HYPOTHESES, evidence, empty, Parameters().numbers()).matrix.any()
    assert np.array_equal(weigher.weigh(HYPOTHESES, evidence, PACK, Parameters().numbers()).matrix, full)
