"""Judgements in bands, declared priors, and levels kept apart."""

import math
from decimal import Decimal

import numpy as np
import pytest

from probandum.errors import UsageError
from probandum.model.exhibit import Locator
from probandum.model.hypothesis import NOT_ESTABLISHED, UNKNOWN, Hypothesis, Judgement, Link
from probandum.model.ident import digest
from probandum.model.pack import Pack
from probandum.model.weight import Evidence
from probandum.weighers.artefacts import ArtefactWeigher, log_ratio
from probandum.weighers.items import gather_judgements
from probandum.weighers.levels import loose_links, membership
from probandum.weighers.parameters import Parameters
from probandum.weighers.priors import prior
from probandum.weighers.roots import Roots

EMPTY = Pack("empty", "1", "", {}, True, (), (), (), (), (), (), ())
A = digest(b"a")
KNOWN = tuple(Hypothesis(f"G000{n}", "known", f"Group {n}", "group") for n in (1, 2, 3))
MINE = Hypothesis("mine", "named", "mine", "group")
OTHER = Hypothesis(UNKNOWN, "unknown", "somebody else", "group")
ALL = (*KNOWN, MINE, OTHER)


def judged(actor, if_true, if_false, words="build path", start=0):
    return Judgement(
        actor, words, if_true, if_false, "because", "analyst", A, Locator("byte", start, start + 4)
    )


def weigh(*judgements, digit=None, **changes):
    items = gather_judgements(judgements, Roots(), {A: digit} if digit else {})
    numbers = {**Parameters().numbers(), **changes}
    return ArtefactWeigher().weigh(ALL, Evidence(items, judgements), EMPTY, numbers)


def test_a_judgement_is_the_ratio_of_its_bands():
    one = judged("G0001", "very likely", "unlikely")
    assert log_ratio(one) == pytest.approx(math.log(0.875 / 0.325))
    assert log_ratio(one, 0) == pytest.approx(math.log(0.80 / 0.45))
    assert log_ratio(one, 1) == pytest.approx(math.log(0.95 / 0.20))
    row = weigh(one, digit=1).matrix[0]
    assert row == pytest.approx([math.log(0.95 * 0.875 / 0.325 + 0.05), 0, 0, 0, 0])


def test_several_judgements_of_one_passage_count_once():
    strong, weak = (
        judged("mine", "almost certain", "unlikely"),
        judged("mine", "likely", "unlikely", "language"),
    )
    assert np.array_equal(weigh(strong, weak).matrix, weigh(strong).matrix)
    against = judged("mine", "unlikely", "likely", "working hours")
    both = weigh(strong, weak, against, digit=1).matrix[0, 3]
    assert 0 < both < weigh(strong, digit=1).matrix[0, 3]


def test_what_speaks_for_somebody_else_speaks_against_all_others():
    row = weigh(judged(UNKNOWN, "likely", "unlikely")).matrix[0]
    assert (row[:-1] < 0).all()
    assert row[-1] == 0


def test_a_judgement_of_nobody_weighed_here_weighs_nothing_and_a_wrong_word_is_refused():
    assert not weigh(judged("G9999", "likely", "unlikely")).matrix.any()
    with pytest.raises(UsageError, match="'perhaps' is not a word of ICD 203"):
        weigh(judged("G0001", "perhaps", "unlikely"))


def test_artefacts_alone_lift_one_of_170_actors_to_no_more_than_three_in_ten():
    start = Parameters()
    odds = math.exp(float(start.artefact_cap)) / 170
    assert odds / (odds + 169 / 170 + math.exp(float(start.unknown_log_odds))) < 0.30


def declared(what, reports=(10, 0, 3, 0, 0)):
    return prior(what, ALL, np.array(reports, dtype=float), -0.30)


def test_a_uniform_prior_gives_the_usual_suspects_no_bonus():
    share = declared("uniform")
    unknown = math.exp(-0.30) / (1 + math.exp(-0.30))
    assert share == pytest.approx([(1 - unknown) / 4] * 4 + [unknown])


def test_a_prior_by_reporting_rate_moves_only_the_known_share():
    share = declared("reporting-rate")
    assert share[-1] == pytest.approx(declared("uniform")[-1])
    assert share[0] / share[2] == pytest.approx(10.5 / 3.5)


def test_a_table_is_taken_as_given_and_the_others_share_the_rest():
    share = declared({"G0001": Decimal("0.25"), UNKNOWN: Decimal("0.5")})
    assert share == pytest.approx([0.25, 0.25 / 3, 0.25 / 3, 0.25 / 3, 0.5])


def test_somebody_without_a_profile_starts_no_higher_than_somebody_else():
    share = declared({"mine": Decimal("0.7"), UNKNOWN: Decimal("0.1")})
    assert share[3] == pytest.approx(0.1)
    assert share[4] == pytest.approx(0.7)
    assert share.sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ({"G9999": "0.1"}, "G9999: no such hypothesis"),
        ({"G0001": "1"}, "G0001 = 1"),
        ({"G0001": "0"}, "G0001 = 0"),
        ({"G0001": "NaN"}, "G0001 = NaN"),
        ({"G0001": "0.5", "G0002": "0.5"}, "adds up to 1.0"),
    ],
)
def test_an_impossible_table_is_refused(table, what):
    with pytest.raises(UsageError, match=what):
        declared({actor: Decimal(value) for actor, value in table.items()})


def link(child, parent, word="very likely", level="organisation"):
    return Link(child, parent, level, word, "because", "analyst", A, Locator("byte", 0, 4))


def shares(level, *links, place=0.5):
    answers, share = membership(ALL, level, links, place)
    return {
        one.actor: {
            answer.actor: round(float(s), 4) for answer, s in zip(answers, row, strict=True) if s > 1e-12
        }
        for one, row in zip(ALL, share, strict=True)
    }


def test_a_link_carries_its_share_and_the_rest_is_not_established():
    found = shares("organisation", link("G0001", "Unit 1"))
    assert found["G0001"] == {"Unit 1": 0.875, NOT_ESTABLISHED: 0.125}
    assert found["G0002"] == {NOT_ESTABLISHED: 1.0}
    assert found[UNKNOWN] == {UNKNOWN: 1.0}


def test_rival_parents_exclude_each_other():
    found = shares("organisation", link("G0001", "Unit 1"), link("G0001", "Unit 2"))["G0001"]
    odds = 0.875 / 0.125
    assert found == {
        "Unit 1": pytest.approx(odds / (1 + 2 * odds), abs=1e-4),
        "Unit 2": pytest.approx(odds / (1 + 2 * odds), abs=1e-4),
        NOT_ESTABLISHED: pytest.approx(1 / (1 + 2 * odds), abs=1e-4),
    }


def test_of_two_links_between_the_same_the_least_counts():
    found = shares("organisation", link("G0001", "Unit 1"), link("G0001", "Unit 1", "unlikely"))
    assert found["G0001"]["Unit 1"] == 0.325


def test_chains_multiply_and_a_direct_link_goes_before_a_chain():
    chain = [link("G0001", "Unit 1"), link("Unit 1", "State A", "likely", "state")]
    assert shares("state", *chain)["G0001"] == {"State A": 0.5906, NOT_ESTABLISHED: 0.4094}
    direct = link("G0001", "State B", "unlikely", "state")
    assert shares("state", *chain, direct)["G0001"] == {"State B": 0.325, NOT_ESTABLISHED: 0.675}


def test_nothing_is_established_below_groups_and_cycles_of_links_end():
    cycle = [link("G0001", "Unit 1"), link("Unit 1", "Unit 1"), link("Unit 1", "G0001")]
    assert shares("machine", *cycle)["G0001"] == {NOT_ESTABLISHED: 1.0}
    assert shares("state", *cycle)["G0001"] == {NOT_ESTABLISHED: 1.0}
    assert shares("group", *cycle)["G0001"] == {"G0001": 1.0}


def test_a_link_from_nowhere_is_named():
    assert loose_links(ALL, [link("G0007", "Unit 1"), link("G0001", "Unit 1")]) == (
        "a link was not used: G0007 is no hypothesis here",
    )
