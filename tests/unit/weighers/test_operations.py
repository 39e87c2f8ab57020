"""What single reports showed, and W14 by hand."""

import math
from decimal import Decimal

import numpy as np
import pytest

from probandum.model.hypothesis import UNKNOWN, Hypothesis, Question
from probandum.model.ident import digest
from probandum.model.pack import Actor, Attribution, Pack, Software, Technique, Use
from probandum.model.weight import Evidence, Item, Support
from probandum.weighers.assessment import assess
from probandum.weighers.behaviour import BehaviourWeigher
from probandum.weighers.combine import class_total
from probandum.weighers.counts import index
from probandum.weighers.operations import OperationWeigher, columns
from probandum.weighers.parameters import Parameters
from probandum.weighers.weighing import Request

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
    software=(Software("S0001", "Tool", "", "tool"), Software("S0002", "Malware", "", "malware")),
    techniques=tuple(Technique(f"T000{n}", "", "") for n in range(1, 6)),
    names=(),
    uses=(
        Use("G0001", "T0001", ("Report A", "Report B")),
        Use("G0001", "T0002", ("Report A",)),
        Use("C0001", "S0002", ("Report B",)),
        Use("G0001", "S0001", ("Report A",)),
        Use("G0002", "T0001", ("Report A",)),
        Use("G0003", "T0002"),
        Use("C0002", "T0003", ("Report C",)),
        Use("S0001", "T0004", ("Report D",)),
    ),
    attributions=(Attribution("C0001", "G0001"),),
    citations=(),
)
HYPOTHESES = (
    Hypothesis("G0001", "known", "One", "group"),
    Hypothesis("G0002", "known", "Two", "group"),
    Hypothesis("G0003", "known", "Three", "group"),
    Hypothesis("mine", "named", "mine", "group"),
    Hypothesis(UNKNOWN, "unknown", "", "group"),
)
NUMBERS = Parameters(tool_resemblance=Decimal("0.1")).numbers()


def shown(value, degree="1"):
    kind = {"S0001": "tool", "S0002": "malware"}.get(value, "attack-pattern")
    return Item(kind, value, value, (Support("origin:0", Decimal(degree), ()),))


def weigh(*items, hypotheses=HYPOTHESES):
    return OperationWeigher().weigh(hypotheses, Evidence(items), PACK, NUMBERS)


def test_a_report_is_counted_with_each_group_it_shows_and_campaigns_with_theirs():
    found = index(PACK).reported
    assert found.names == ("Report A", "Report B", "Report A")
    assert found.owner.tolist() == [0, 0, 1]
    assert found.size.tolist() == [3, 2, 1]
    assert {item: pairs.tolist() for item, pairs in found.showing.items()} == {
        "T0001": [0, 1, 2],
        "T0002": [0],
        "S0001": [0],
        "S0002": [1],
    }


def test_who_has_no_report_has_one_column_that_says_nothing():
    owner, report = columns(index(PACK), [one.actor for one in HYPOTHESES])
    assert owner.tolist() == [0, 0, 0, 1, 1, 2, 3, 4]
    assert report.tolist() == [-1, 0, 1, -1, 2, -2, -2, -2]
    weights = weigh(shown("T0001"), shown("S0002"))
    assert not weights.matrix[:, 5:].any()
    assert class_total(weights)[2:] == pytest.approx([0, 0, 0], abs=1e-15)


@pytest.mark.parametrize(
    ("value", "sort", "hits"),
    [("T0001", "technique", {1: 3, 2: 2, 4: 1}), ("S0001", "tool", {1: 3}), ("S0002", "malware", {2: 2})],
)
def test_w14_by_hand(value, sort, hits):
    share, strength = NUMBERS[f"{sort}_resemblance"], NUMBERS["operation_strength"]
    row = weigh(shown(value)).matrix[0]
    for column in range(5):
        if column in hits:
            length = (hits[column] / 12) ** NUMBERS["operation_size_exponent"]
            assert row[column] == pytest.approx(math.log(1 - share + share * strength / length))
        else:
            assert row[column] == pytest.approx(math.log(1 - share))


def test_the_report_that_fits_best_counts_and_idle_bounds_what_absence_takes():
    weights = weigh(shown("T0001"), shown("S0002"))
    sums = weights.matrix.sum(axis=0)
    assert sums[2] == max(sums[:3]), "Report B shows both"
    cap, idle = NUMBERS["operation_cap"], NUMBERS["operation_idle"]
    best = [cap * math.tanh(one / cap) for one in (sums[2], max(sums[3:5]))]
    expected = [math.log(idle + (1 - idle) * math.exp(one)) for one in best]
    assert class_total(weights)[:2] == pytest.approx(expected)
    assert class_total(weigh(*[shown("S0001")] * 50))[1] >= math.log(idle)


def test_what_nobody_was_seen_with_weighs_nothing_and_doubt_mixes_with_nothing():
    assert not weigh(shown("T0004"), shown("T0005"), shown("T9999")).matrix.any()
    sure, doubted = weigh(shown("T0002"), shown("T0001")).matrix, weigh(shown("T0002", "0.3")).matrix
    assert doubted[0] == pytest.approx(np.log(0.3 * np.exp(sure[0]) + 0.7))


def test_what_an_unattributed_campaign_showed_speaks_against_all_with_reports_alike():
    row = weigh(shown("T0003")).matrix[0]
    assert row[:5] == pytest.approx([math.log(1 - NUMBERS["technique_resemblance"])] * 5)


def test_only_behaviour_is_weighed_and_another_pack_is_counted_anew():
    judged = Item("judgement", "j", "j", (Support("origin:0", Decimal(1), ()),))
    assert weigh(judged, shown("T0001")).items == (shown("T0001").id,)
    weigher = OperationWeigher()
    evidence = Evidence((shown("T0001"),))
    full = weigher.weigh(HYPOTHESES, evidence, PACK, NUMBERS)
    bare = Pack("bare", "1", "", {}, True, PACK.actors, (), PACK.techniques, (), (), (), ())
    assert not weigher.weigh(HYPOTHESES, evidence, bare, NUMBERS).matrix.any()
    assert np.array_equal(weigher.weigh(HYPOTHESES, evidence, PACK, NUMBERS).matrix, full.matrix)


def test_without_hypotheses_there_are_no_columns():
    assert weigh(shown("T0001"), hypotheses=()).matrix.shape == (1, 0)


def test_an_assessment_names_the_report_that_the_evidence_is_most_like():
    def alike(*items):
        request = Request(
            question=Question("Who?", "group"),
            brief=digest(b""),
            pack=PACK,
            pack_digest=digest(b""),
            evidence=Evidence(items),
            weighers=(BehaviourWeigher(), OperationWeigher()),
        )
        return assess(request).alike

    assert alike(shown("T0001"), shown("T0002")) == {"G0001": "Report A", "G0002": "Report A"}
    assert alike(shown("T0001"), shown("S0002"))["G0001"] == "Report B"
    assert alike(shown("T0003")) == {}  # nobody's report shows it
    assert alike() == {}
