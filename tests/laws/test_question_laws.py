"""The laws of the next questions (W12) as properties: every number is what weighing anew would give."""

import hashlib
import math
from dataclasses import replace
from decimal import Decimal
from unittest import mock

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.model.exhibit import Locator
from probandum.model.hypothesis import UNKNOWN, Hypothesis, Judgement, Link, Question
from probandum.model.ident import digest
from probandum.model.pack import Actor, Pack, Software, Technique, Use
from probandum.model.scales import STANDARDS
from probandum.model.source import Origin
from probandum.model.weight import Evidence, Item, Support
from probandum.weighers.artefacts import ArtefactWeigher
from probandum.weighers.behaviour import BehaviourWeigher, profile_ratio
from probandum.weighers.combine import all_totals, posterior
from probandum.weighers.counts import count, index
from probandum.weighers.items import gather_judgements
from probandum.weighers.operations import OperationWeigher
from probandum.weighers.parameters import Parameters
from probandum.weighers.questions import LEAST, REPORT, next_questions
from probandum.weighers.recording import probability
from probandum.weighers.roots import Roots
from probandum.weighers.weighing import Request, weigh

few = settings(max_examples=25, deadline=None)
TECHNIQUES = [f"T{n:04}" for n in range(6)]
SOFTWARE = {"S0000": "malware", "S0001": "tool", "S0002": "malware", "S0003": "tool"}
VALUES = [*TECHNIQUES, *SOFTWARE]
EXHIBITS = [digest(bytes([n])) for n in range(3)]
ORIGINS = [Origin((), (exhibit,)).id for exhibit in EXHIBITS]
HERE = Locator("byte", 0, 1)
WEIGHERS = (ArtefactWeigher(), BehaviourWeigher(), OperationWeigher())
STANDARD = STANDARDS["balance-of-probabilities"]


@st.composite
def packs(draw):
    groups = [f"G{n:04}" for n in range(draw(st.integers(1, 4)))]
    reports = st.lists(st.sampled_from(["A", "B", "C"]), unique=True, max_size=3).map(tuple)
    places = st.tuples(st.sampled_from(groups), st.sampled_from(VALUES))
    uses = draw(st.dictionaries(places, reports, min_size=1, max_size=20))
    return Pack(
        name="random",
        version="1",
        notice="",
        made_from={},
        dated=True,
        actors=tuple(Actor(group, f"Group {group}", "", "group") for group in groups),
        software=tuple(Software(one, f"Tool {one}", "", kind) for one, kind in SOFTWARE.items()),
        techniques=tuple(Technique(one, f"Technique {one}", "") for one in TECHNIQUES),
        names=(),
        uses=tuple(Use(*key, value) for key, value in sorted(uses.items())),
        attributions=(),
        citations=(),
    )


def item(value, support):
    return Item(SOFTWARE.get(value, "attack-pattern"), value, f"Item {value}", support)


degrees = st.sampled_from([Decimal(word) for word in ("0.05", "0.5", "0.95", "1")])
supports = st.dictionaries(st.sampled_from(ORIGINS), degrees, min_size=1, max_size=2).map(
    lambda found: tuple(Support(origin, found[origin], ()) for origin in sorted(found))
)
evidences = st.dictionaries(st.sampled_from(VALUES), supports, max_size=5).map(
    lambda found: tuple(item(value, found[value]) for value in sorted(found))
)
JUDGED = (
    Judgement("G0000", "build path", "very likely", "unlikely", "because", "analyst", EXHIBITS[0], HERE),
)
judgements = st.sampled_from([(), JUDGED])
LINKS = (Link("G0000", "State A", "state", "likely", "because", "analyst", EXHIBITS[0], HERE),)


def request(pack, items, judged=(), level="group", weighers=WEIGHERS):
    judged_items = gather_judgements(judged, Roots(), dict.fromkeys(EXHIBITS, 3))
    return Request(
        question=Question("Who?", level),
        brief=digest(b"brief"),
        pack=pack,
        pack_digest=digest(b"pack"),
        evidence=Evidence((*items, *judged_items), judged),
        weighers=weighers,
        links=LINKS if level == "state" else (),
        parameters=Parameters(tool_mixing=Decimal("0.01"), malware_mixing=Decimal("0.08")),
    )


def weighed(asked):
    kept = index(asked.pack)
    known = [Hypothesis(actor, "known", actor, "group") for actor in kept.groups]
    hypotheses = (*known, Hypothesis(UNKNOWN, "unknown", "", asked.question.level))
    return weigh(asked, hypotheses, np.zeros(len(hypotheses)), asked.parameters)


def questions(asked, leading=0, most=50):
    return next_questions(asked, weighed(asked), index(asked.pack), leading, STANDARD, most)


def changed(asked, one, *, there):
    """The request as it would be with the item found or confirmed, or with it gone."""
    kept = [held for held in asked.evidence.items if (held.kind, held.value) != (one.item, one.value)]
    support = [
        held.support for held in asked.evidence.items if (held.kind, held.value) == (one.item, one.value)
    ]
    origins = support[0] if support else (Support(ORIGINS[0], Decimal(1), ()),)
    sure = tuple(Support(each.origin, Decimal(1), each.evidence) for each in origins)
    more = [Item(one.item, one.value, one.name, sure)] if there else []
    return replace(asked, evidence=msgspec.structs.replace(asked.evidence, items=(*kept, *more)))


@few
@given(packs(), evidences, judgements, st.sampled_from(["group", "state"]))
def test_found_and_missed_are_what_weighing_anew_gives(pack, items, judged, level):
    asked = request(pack, items, judged, level)
    for one in questions(asked):
        found = weighed(changed(asked, one, there=True)).probability[0]
        missed = weighed(changed(asked, one, there=False)).probability[0]
        assert float(one.found) == pytest.approx(found, abs=2e-9)
        assert float(one.missed) == pytest.approx(missed, abs=2e-9)


@few
@given(packs(), evidences, judgements, st.sampled_from(["group", "state"]))
def test_moves_is_the_chance_that_the_bound_crosses_the_threshold(pack, items, judged, level):
    asked = request(pack, items, judged, level)

    def stands(which):
        return (
            probability(float(weighed(which).bound(0, STANDARD.budget)[STANDARD.budget]))
            >= STANDARD.threshold
        )

    for one in questions(asked):
        chance = float(one.chance) * (stands(changed(asked, one, there=True)) != stands(asked))
        chance += (1 - float(one.chance)) * (stands(changed(asked, one, there=False)) != stands(asked))
        assert float(one.moves) == pytest.approx(chance, abs=2e-9)


@few
@given(packs(), evidences, judgements, st.sampled_from(["group", "state"]))
def test_what_is_not_found_is_held_against_nobody(pack, items, judged, level):
    asked = request(pack, items, judged, level)
    now = float(weighed(asked).probability[0])
    for one in questions(asked):
        if one.kind == "look-for":
            assert float(one.missed) == pytest.approx(now, abs=2e-9)


@few
@given(packs(), evidences, judgements, st.sampled_from(["group", "state"]), st.sampled_from([REPORT, 1.5]))
def test_what_looking_for_tells_is_the_part_of_mutual_information_that_lies_in_finding(
    pack, items, judged, level, report
):
    """Also with so short a report that nothing is as good as certain to be in it."""
    asked = request(pack, items, judged, level)
    weighing = weighed(asked)
    belief = posterior(all_totals(weighing.classes), weighing.prior, weighing.lapse)
    with mock.patch("probandum.weighers.questions.REPORT", report):
        found = questions(asked)
    for one in found:
        if one.kind == "review":
            continue
        counts = count(index(pack), [one.value], [h.actor for h in weighing.hypotheses])
        numbers = asked.parameters.numbers()
        mixing = np.array([numbers[f"{SOFTWARE.get(one.value, 'technique')}_mixing"]])
        likely = np.exp(profile_ratio(counts, mixing, numbers))[0]
        shown = [min(0.95, report * float(counts.base[0]) * each) for each in likely]
        joint = [
            sum(b * s * m for b, s, m in zip(belief, shown, column, strict=True))
            for column in weighing.share.T
        ]
        bits = sum(
            part * math.log2(part / (sum(joint) * now))
            for part, now in zip(joint, weighing.probability, strict=True)
            if part > 0
        )
        assert float(one.chance) == pytest.approx(sum(joint), abs=2e-9)
        assert float(one.information) == pytest.approx(bits, abs=2e-9)


@few
@given(packs(), evidences, judgements)
def test_what_a_review_tells_is_the_mean_divergence_of_both_outcomes(pack, items, judged):
    asked = request(pack, items, judged)
    now = weighed(asked).probability
    degree = {held.value: held.authenticity for held in asked.evidence.items}
    for one in questions(asked):
        if one.kind == "look-for":
            continue
        bits = 0.0
        for there, chance in ((True, degree[one.value]), (False, 1 - degree[one.value])):
            after = weighed(changed(asked, one, there=there)).probability
            bits += chance * sum(a * math.log2(a / n) for a, n in zip(after, now, strict=True))
        assert float(one.chance) == pytest.approx(degree[one.value], abs=2e-9)
        assert float(one.information) == pytest.approx(bits, abs=2e-9)


@few
@given(packs(), evidences, judgements, st.integers(1, 4))
def test_they_are_sorted_informative_and_of_both_kinds(pack, items, judged, most):
    asked = request(pack, items, judged)
    every, chosen = questions(asked), questions(asked, most=most)
    assert [(-one.information, one.value) for one in every] == sorted(
        (-one.information, one.value) for one in every
    )
    assert all(one.information > 0 and 0 <= one.moves <= 1 for one in every)
    assert len(chosen) == min(most, len(every))
    assert chosen[: most - 1] == every[: most - 1]
    if most > 1:
        worth = {one.kind for one in every if one.information > LEAST}
        assert worth <= {one.kind for one in chosen}
    held = {one.value for one in items}
    assert all(one.value not in held for one in every if one.kind == "look-for")
    doubtful = {one.value for one in asked.evidence.items if one.authenticity < 1}
    assert all(one.value in doubtful for one in every if one.kind == "review")


@few
@given(packs(), evidences, judgements, st.randoms(use_true_random=False))
def test_the_order_of_items_and_knowledge_is_irrelevant(pack, items, judged, random):
    asked = request(pack, items, judged)
    shuffled = tuple(random.sample(asked.evidence.items, len(asked.evidence.items)))
    other = msgspec.structs.replace(
        pack,
        software=tuple(random.sample(pack.software, len(pack.software))),
        techniques=tuple(random.sample(pack.techniques, len(pack.techniques))),
        uses=tuple(random.sample(pack.uses, len(pack.uses))),
    )
    evidence = msgspec.structs.replace(asked.evidence, items=shuffled)
    assert questions(replace(asked, evidence=evidence, pack=other), most=3) == questions(asked, most=3)


@few
@given(packs(), evidences)
def test_hashing_all_names_changes_only_names(pack, items):
    def masked(name):
        return hashlib.sha256(name.encode()).hexdigest()

    hidden = msgspec.structs.replace(
        pack,
        actors=tuple(msgspec.structs.replace(one, name=masked(one.name)) for one in pack.actors),
        software=tuple(msgspec.structs.replace(one, name=masked(one.name)) for one in pack.software),
        techniques=tuple(msgspec.structs.replace(one, name=masked(one.name)) for one in pack.techniques),
    )
    bare = [
        [msgspec.structs.replace(one, name="") for one in questions(request(which, items), most=3)]
        for which in (pack, hidden)
    ]
    assert bare[0] == bare[1]


@few
@given(packs(), evidences, judgements)
def test_what_nobody_weighs_is_not_asked_for(pack, items, judged):
    only = request(pack, items, judged, weighers=(ArtefactWeigher(),))
    assert {(one.kind, one.item) for one in questions(only)} <= {("review", "judgement")}
    assert questions(request(pack, items, judged, weighers=())) == ()
