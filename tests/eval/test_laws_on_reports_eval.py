"""The laws of weighing over all development reports: 78 items that ATT&CK 14.1 cites, against a pack of 10.1."""

import hashlib
import json
import math
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import msgspec
import numpy as np
import pytest

from probandum.knowledge.bundle import from_bundle
from probandum.model.exhibit import Locator
from probandum.model.hypothesis import UNKNOWN, Hypothesis, Question
from probandum.model.ident import Id, digest
from probandum.model.observation import Observation
from probandum.model.source import Origin
from probandum.model.weight import Evidence, Item, Support
from probandum.weighers.assessment import assess
from probandum.weighers.behaviour import BehaviourWeigher
from probandum.weighers.combine import all_totals, class_total, posterior
from probandum.weighers.counts import index
from probandum.weighers.fitted import shipped
from probandum.weighers.items import gather
from probandum.weighers.operations import OperationWeigher
from probandum.weighers.roots import Roots
from probandum.weighers.search import searched_bound
from probandum.weighers.weighing import Request, weigh

ABOVE = [folder / "shared" / "data" / "knowledge" for folder in Path(__file__).resolve().parents]
DATA = next((folder for folder in ABOVE if folder.is_dir()), ABOVE[3])
BUNDLE, ITEMS = DATA / "enterprise-attack-10.1.json.xz", DATA / "items-10.1-to-14.1.jsonl"
DEPTH = 3
SURE = (Support(Id("origin:report"), Decimal(1), ()),)
pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(
        not ITEMS.exists(), reason=f"no development data at {DATA}: laws not tried on reports"
    ),
]


@pytest.fixture(scope="module")
def pack():
    return from_bundle(BUNDLE.read_bytes(), BUNDLE.name)


@pytest.fixture(scope="module")
def kept(pack):
    return index(pack)


@pytest.fixture(scope="module")
def reports():
    """(true actor or unknown, what the report showed) of each."""
    rows = [json.loads(line) for line in ITEMS.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 78
    return [(row["actor"] or UNKNOWN, sorted(set(row["observed"]))) for row in rows]


@pytest.fixture(scope="module")
def asked(pack):
    """A request without evidence: what all reports have in common. The weighers count the pack once."""
    return Request(
        question=Question("Which group?", "group"),
        brief=digest(b""),
        pack=pack,
        pack_digest=digest(b""),
        evidence=Evidence(()),
        weighers=(BehaviourWeigher(), OperationWeigher()),
        parameters=shipped().parameters(),
        depth=DEPTH,
    )


@pytest.fixture(scope="module")
def hypotheses(kept):
    known = [Hypothesis(actor, "known", actor, "group") for actor in kept.groups]
    return (*known, Hypothesis(UNKNOWN, "unknown", "somebody else", "group"))


def items(kept, observed):
    return tuple(Item(kept.software.get(one, "attack-pattern"), one, one, SURE) for one in observed)


def weighed(asked, hypotheses, evidence):
    return weigh(
        replace(asked, evidence=Evidence(evidence)), hypotheses, np.zeros(len(hypotheses)), asked.parameters
    )


@pytest.fixture(scope="module")
def answers(asked, kept, hypotheses, reports):
    return [weighed(asked, hypotheses, items(kept, observed)) for _, observed in reports]


def leading(weighing):
    """The column of the most probable actor with a name; of equals, the first."""
    return int(np.argmax(weighing.probability[:-1]))


def test_permuting_and_hashing_the_actors_permutes_the_answer_and_nothing_else(
    pack, asked, kept, reports, answers
):
    """Every id of a group becomes another's, in another order, and every name a hash."""
    groups = list(kept.groups)
    to = dict(zip(groups, sorted(groups, key=lambda one: hashlib.sha256(one.encode()).digest()), strict=True))
    changed = msgspec.structs.replace

    def masked(one, **more):
        return changed(one, name=hashlib.sha256(one.name.encode()).hexdigest(), **more)

    other = changed(
        pack,
        actors=tuple(masked(one, id=to.get(one.id, one.id)) for one in pack.actors),
        software=tuple(masked(one) for one in pack.software),
        techniques=tuple(masked(one) for one in pack.techniques),
        uses=tuple(changed(one, subject=to.get(one.subject, one.subject)) for one in pack.uses),
        attributions=tuple(changed(one, group=to.get(one.group, one.group)) for one in pack.attributions),
    )
    turned = replace(asked, pack=other, weighers=(BehaviourWeigher(), OperationWeigher()))
    order = [*(to[group] for group in groups), UNKNOWN]
    named = [Hypothesis(one, "unknown" if one == UNKNOWN else "known", "", "group") for one in order]
    for (_, observed), before in zip(reports, answers, strict=True):
        after = weighed(turned, named, items(kept, observed))
        assert np.array_equal(after.probability, before.probability)
        assert np.array_equal(all_totals(after.classes), all_totals(before.classes))


def test_the_order_of_items_moves_nothing_that_is_recorded(asked, kept, hypotheses, reports, answers):
    for (_, observed), before in zip(reports, answers, strict=True):
        after = weighed(asked, hypotheses, items(kept, observed[::-1]))
        assert after.probability == pytest.approx(before.probability, rel=0, abs=1e-12)


def test_ten_copies_of_a_document_change_no_probability_at_all(asked, kept, hypotheses, reports):
    exhibits = tuple(digest(f"copy {n}".encode()) for n in range(11))
    digits = dict.fromkeys(exhibits, 2)

    def seen(observed, exhibit, start):
        place = Locator("byte", start, start + 1)
        return [
            Observation(
                kept.software.get(one, "attack-pattern"), one, exhibit, place, "test/1", refs=(one,),
                authenticity=Decimal("0.7"),
            )
            for one in observed
        ]  # fmt: skip

    for _, observed in reports:
        origins = (Origin(("document",), exhibits),)
        alone = gather(seen(observed, exhibits[0], 0), Roots(origins), (), digits, {})
        copies = [one for n, exhibit in enumerate(exhibits) for one in seen(observed, exhibit, n)]
        echoed = gather(copies, Roots(origins), (), digits, {})
        one, ten = (weighed(asked, hypotheses, found.items) for found in (alone, echoed))
        assert np.array_equal(one.probability, ten.probability)


def test_no_class_moves_the_odds_beyond_its_bound_however_often_everything_is_repeated(asked, answers):
    numbers = asked.parameters.numbers()
    bounds = {
        "behaviour": numbers["behaviour_cap"] * numbers["behaviour_scale"],
        "operations": numbers["operation_cap"],
    }
    for one in answers:
        assert {weights.name for weights in one.classes} == set(bounds)
        for weights in one.classes:
            for times in (1, 1000):
                repeated = class_total(replace(weights, matrix=weights.matrix * times))
                assert np.abs(repeated).max() <= bounds[weights.name] + 1e-9
                assert repeated[-1] == pytest.approx(0, abs=1e-12)


def test_certified_is_no_more_than_searched_and_that_no_more_than_p(answers):
    for one in answers:
        place = leading(one)
        certified = one.bound(place, DEPTH)
        searched = searched_bound(one.classes, one.prior, one.lapse, one.share[:, place], DEPTH)
        assert certified[0] == pytest.approx(one.probability[place], abs=1e-12)
        assert np.all(np.diff(certified) <= 0)
        assert np.all(np.diff(searched) <= 0)
        assert np.all(certified <= searched + 1e-12)
        assert searched[0] == pytest.approx(one.probability[place], abs=1e-12)


@pytest.mark.parametrize("budget", [1, 2, 3])
def test_whoever_plants_at_most_k_items_cannot_lift_the_bound_above_the_truth(
    asked, kept, hypotheses, reports, answers, budget
):
    """What speaks most for a rival is planted: the best the rival's enemies could do with a public knowledge base."""
    for place, ((true, observed), genuine) in enumerate(zip(reports, answers, strict=True)):
        rivals = [column for column, one in enumerate(hypotheses[:-1]) if one.actor != true]
        rival = rivals[place * 7 % len(rivals)]
        own = [value for value, (who, _) in kept.shown.items() if rival in who and value not in observed]
        own.sort(key=lambda value: (kept.spread[value], value))
        seen = weighed(asked, hypotheses, items(kept, [*observed, *own[:budget]]))
        assert np.all(seen.bound(rival, budget)[-1] <= genuine.probability[rival] + 1e-12)
        top = leading(seen)
        assert seen.bound(top, budget)[-1] <= genuine.probability[top] + 1e-12


def test_no_removal_of_one_item_leaves_less_than_the_bound(asked, answers):
    for one in answers:
        place = leading(one)
        bound = one.bound(place, 1)[1]
        sums = [weights.matrix.sum(axis=0) for weights in one.classes]
        for row in range(len(one.classes[0].items)):
            rest = [
                replace(weights, matrix=(whole - weights.matrix[row])[None])
                for weights, whole in zip(one.classes, sums, strict=True)
            ]
            left = posterior(all_totals(rest), one.prior, one.lapse)[place]
            assert bound <= left + 1e-12


def test_a_whole_assessment_records_what_was_weighed(asked, kept, reports, answers):
    """Six of them, with bootstrap vectors: curve within curve, and the interval around the probability."""
    vectors = shipped().vectors()[:100]
    for (_, observed), one in list(zip(reports, answers, strict=True))[::13]:
        found = assess(replace(asked, evidence=Evidence(items(kept, observed)), vectors=vectors))
        for estimate, chance in zip(found.estimates, one.probability, strict=True):
            assert float(estimate.probability) == pytest.approx(chance, abs=2e-9)
            assert estimate.lower <= estimate.probability <= estimate.upper
        assert math.fsum(float(estimate.probability) for estimate in found.estimates) == pytest.approx(
            1, abs=1e-6
        )
        for low, certified, searched in zip(
            found.budget_lower, found.budget, found.budget_searched, strict=True
        ):
            assert low <= certified <= searched
        assert list(found.budget_lower) == sorted(found.budget_lower, reverse=True)
