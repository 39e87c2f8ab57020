"""Quality of weighing on ATT&CK 10.1 → 14.1: a pack of one version, items that only a later one cites.

Floors lie in ``floors.json`` under ``weighing`` and only rise.
"""

import hashlib
import json
import math
import re
from decimal import Decimal
from pathlib import Path

import pytest

from probandum.conclude import MEASURED_ON, RECORDS
from probandum.knowledge.bundle import from_bundle
from probandum.knowledge.exclude import UNKNOWN as NOT_CITED
from probandum.knowledge.exclude import without
from probandum.model.hypothesis import UNKNOWN, Question
from probandum.model.ident import Id, digest
from probandum.model.weight import Evidence, Item, Support
from probandum.weighers.assessment import assess
from probandum.weighers.behaviour import BehaviourWeigher
from probandum.weighers.weighing import Request

ABOVE = [folder / "shared" / "data" / "knowledge" for folder in Path(__file__).resolve().parents]
DATA = next((folder for folder in ABOVE if folder.is_dir()), ABOVE[3])
BUNDLE, ITEMS = DATA / "enterprise-attack-10.1.json.xz", DATA / "items-10.1-to-14.1.jsonl"
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["weighing"]
CEILINGS = {"log-loss", "ece", "wrong-at-90", "wrong-at-95-when-absent"}
pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not ITEMS.exists(), reason=f"no development data at {DATA}: quality not measured"),
]


def evidence(observed):
    kinds = {"T": "attack-pattern", "S": "malware"}
    sure = (Support(Id("origin:report"), Decimal(1), ()),)
    return Evidence(tuple(Item(kinds[value[0]], value, value, sure) for value in observed))


def repaired(url):
    """The list writes some addresses with one slash: ``https:/www.example.org``."""
    return re.sub(r"^(https?):/(?!/)", r"\1://", url)


@pytest.fixture(scope="module")
def answers():
    """Pairs of (true actor or unknown, assessment), law 7 kept: the report itself is left out of the pack."""
    pack = from_bundle(BUNDLE.read_bytes(), BUNDLE.name)
    weigher, found = BehaviourWeigher(), []
    for line in ITEMS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rest, left_out = without(pack, [repaired(url) for url in row["exclude"]])
        kept = pack if set(left_out.values()) <= {NOT_CITED} else rest
        request = Request(
            question=Question("Which group?", "group"),
            brief=digest(b""),
            pack=kept,
            pack_digest=digest(b""),
            evidence=evidence(row["observed"]),
            weighers=(weigher,),
        )
        found.append((row["actor"] or UNKNOWN, assess(request)))
    assert len(found) == 78
    return found


def leading(assessment):
    """The most probable known actor with its probability; where nothing speaks for anybody, the first of the equal."""
    return next((who.actor, float(e.probability)) for who, e in assessment.ranking() if who.kind == "known")


def ranks(answers):
    for true, assessment in answers:
        chances = {
            one.hypothesis: one.probability for one in assessment.estimates if one.hypothesis != UNKNOWN
        }
        if true != UNKNOWN:
            yield 1 + sum(p > chances[true] for p in chances.values())


def verdicts(answers, threshold):
    named = [(true, *leading(assessment)) for true, assessment in answers]
    return [(true, actor) for true, actor, p in named if p >= threshold]


def measure(answers):
    places = list(ranks(answers))
    loss = [
        -math.log(next(float(e.probability) for e in assessment.estimates if e.hypothesis == true))
        for true, assessment in answers
    ]
    unknown = [(true == UNKNOWN, float(assessment.estimates[-1].probability)) for true, assessment in answers]
    absent, present = [p for is_so, p in unknown if is_so], [p for is_so, p in unknown if not is_so]
    return {
        "top-1": sum(place <= 1 for place in places) / len(places),
        "top-3": sum(place <= 3 for place in places) / len(places),
        "top-10": sum(place <= 10 for place in places) / len(places),
        "mrr": sum(1 / place for place in places) / len(places),
        "log-loss": sum(loss) / len(loss),
        "ece": calibration_error(answers),
        "auroc-unknown": sum((a > b) + (a == b) / 2 for a in absent for b in present)
        / len(absent)
        / len(present),
        "right-at-90": sum(true == actor for true, actor in verdicts(answers, 0.90)),
        "wrong-at-90": sum(true != actor for true, actor in verdicts(answers, 0.90)),
        "wrong-at-95-when-absent": sum(true == UNKNOWN for true, _ in verdicts(answers, 0.95)),
    }


def calibration_error(answers, bins=10):
    """Expected calibration error of the leading known actor, ten equal bins (Naeini et al. 2015)."""
    pairs = [(p, true == actor) for true, (actor, p) in ((true, leading(one)) for true, one in answers)]
    error = 0.0
    for low in range(bins):
        held = [(p, hit) for p, hit in pairs if min(int(p * bins), bins - 1) == low]
        if held:
            error += abs(sum(p for p, _ in held) - sum(hit for _, hit in held)) / len(pairs)
    return error


def test_the_figures_hold_their_floors(answers):
    found = measure(answers)
    print(json.dumps(found, indent=1))
    wrong = {
        name: (found[name], bound)
        for name, bound in FLOORS.items()
        if (found[name] > bound if name in CEILINGS else found[name] < bound)
    }
    assert wrong == {}


def test_the_shipped_record_is_what_is_measured(answers):
    for record in RECORDS:
        made = verdicts(answers, float(record.threshold))
        assert (record.right, record.of) == (sum(true == actor for true, actor in made), len(made))
    for file in (BUNDLE, ITEMS):
        assert hashlib.sha256(file.read_bytes()).hexdigest()[:11] in MEASURED_ON


@pytest.mark.parametrize(("threshold", "budget"), [(0.50, 1), (0.75, 2), (0.95, 3)])
def test_whoever_is_named_at_a_standard_against_its_budget_is_the_right_one(answers, threshold, budget):
    named = [
        (true, one.leading) for true, one in answers if one.leading and one.budget_lower[budget] >= threshold
    ]
    assert [pair for pair in named if pair[0] != pair[1]] == []


def test_planted_items_name_nobody_against_the_budget(answers):
    """Plant the two items that speak most for a rival: the bound at two never names the rival at .75."""
    pack = from_bundle(BUNDLE.read_bytes(), BUNDLE.name)
    weigher = BehaviourWeigher()
    for true, genuine in answers[::6]:
        rival = next(who.actor for who, _ in genuine.ranking() if who.kind == "known" and who.actor != true)
        own = [use.object for use in pack.uses if use.subject == rival and use.object.startswith("S")][:2]
        observed = {*(item.value for item in genuine.items), *own}
        seen = assess(
            Request(
                question=Question("Which group?", "group"),
                brief=digest(b""),
                pack=pack,
                pack_digest=digest(b""),
                evidence=evidence(sorted(observed)),
                weighers=(weigher,),
            )
        )
        if seen.leading not in {None, true}:
            assert seen.budget_lower[2] < Decimal("0.75")
