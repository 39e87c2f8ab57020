"""Quality of weighing: ATT&CK 14.1 replayed one report at a time, and ATT&CK 10.1 asked about what only 14.1 cites.

Floors lie in ``floors.json`` under ``prequential`` and ``temporal`` and only rise (ceilings only fall).
"""

import json
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from probandum.conclude import MEASURED_ON, RECORDED_WITH, RECORDS, clopper_pearson
from probandum.evaluate.fit import fit
from probandum.evaluate.measures import figures, named_though_unknown, read, verdicts
from probandum.evaluate.method import flat
from probandum.evaluate.prequential import OURS, prequential
from probandum.evaluate.ranking import ranking, read_items
from probandum.evaluate.replay import replay
from probandum.knowledge.bundle import from_bundle
from probandum.weighers.fitted import shipped
from probandum.weighers.parameters import FITTED

ABOVE = [folder / "shared" / "data" / "knowledge" for folder in Path(__file__).resolve().parents]
DATA = next((folder for folder in ABOVE if folder.is_dir()), ABOVE[3])
ITEMS = DATA / "items-10.1-to-14.1.jsonl"
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
CEILINGS = {
    "log_loss",
    "ece",
    "wrong-at-0.90",
    "wrong-at-95-when-absent",
    "wrong-at-95-when-taken-out",
    "bound-broken",
}
pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not ITEMS.exists(), reason=f"no development data at {DATA}: quality not measured"),
]


def pack(version):
    path = DATA / f"enterprise-attack-{version}.json.xz"
    return from_bundle(path.read_bytes(), path.name)


def breaches(found, floors):
    print(json.dumps(found, indent=1))
    return {
        name: (found[name], bound)
        for name, bound in floors.items()
        if (found[name] > bound if name in CEILINGS else found[name] < bound)
    }


@pytest.fixture(scope="module")
def replayed():
    return prequential(pack("14.1"))


@pytest.fixture(scope="module")
def fitted_on_10():
    return fit(flat(list(replay(pack("10.1"))))).numbers


def test_prequential_floors(replayed):
    ours = next(one for one in replayed.methods if one.name == OURS)
    found = {name: value for name, value in msgspec.structs.asdict(ours.figures).items() if value is not None}
    peers = [one for one in replayed.methods if one.name.startswith("BM25")]
    bm25 = min(one.figures.log_loss for one in peers)
    found["gain-on-bm25"] = round(1 - ours.figures.log_loss / bm25, 4)
    found["wrong-at-95-when-absent"] = next(one.count for one in ours.accused if one.threshold == 0.95)
    taken = next(one for one in replayed.absent if one.threshold == 0.95)
    found["wrong-at-95-when-taken-out"] = round(taken.count / taken.of, 4)
    found["bound-broken"] = sum(one.unsound for one in replayed.planted)
    found |= {f"right-at-{one.threshold:.2f}": one.count for one in ours.verdicts}
    assert breaches(found, FLOORS["prequential"]) == {}


def test_whoever_stands_against_a_budget_is_the_right_one(replayed):
    rows = [one for one in replayed.standing if one.budget > 0 and one.threshold >= 0.75]
    assert rows
    assert all(one.right == one.of for one in rows)


def test_the_shipped_record_is_what_is_measured(replayed):
    ours = next(one for one in replayed.methods if one.name == OURS)
    measured = {one.threshold: (one.count, one.of) for one in ours.verdicts}
    assert {float(one.threshold): (one.right, one.of) for one in RECORDS} == measured
    assert replayed.measured_on["enterprise-attack-14.1.json.xz"][:12] in MEASURED_ON
    assert str(replayed.trials) in MEASURED_ON
    assert shipped().parameters().digest == RECORDED_WITH


def test_what_is_certifiable_follows_from_the_record():
    certain = {float(one.threshold): float(clopper_pearson(one.right, one.of)) for one in RECORDS}
    assert certain[0.50] >= 0.50
    assert certain[0.75] >= 0.75
    assert certain[0.95] < 0.95, "behaviour alone cannot certify .95 with so few verdicts"


def test_the_shipped_parameters_are_fitted_on_14_1_alone():
    known = pack("14.1")
    assert shipped().file.data == known.made_from
    trials = list(replay(known))
    for cited in (True, False):
        ours, again = shipped().parameters(cited).numbers(), fit(flat(trials, cited)).numbers
        assert all(ours[name] == pytest.approx(again[name], rel=0.02, abs=0.02) for name in FITTED)


def test_temporal_floors(fitted_on_10, tmp_path):
    """10.1 knows nothing of what is asked; its parameters come from 10.1 too. Rows as ``evaluate ranking`` writes them."""
    base = shipped()
    values = {name: fitted_on_10[name] for name in FITTED}
    vector = msgspec.structs.replace(
        base.file.cited, values={name: _decimal(value) for name, value in values.items()}, bootstrap=()
    )
    fitted = msgspec.structs.replace(base, file=msgspec.structs.replace(base.file, cited=vector))
    asked = read_items(ITEMS.read_bytes(), ITEMS.name)
    answers = [one.outcome for one in ranking(pack("10.1"), asked, fitted)]
    assert len(answers) == 78
    readings = read(answers)
    found = {
        name: value for name, value in msgspec.structs.asdict(figures(readings)).items() if value is not None
    }
    found |= {f"right-at-{one.threshold:.2f}": one.count for one in verdicts(readings)}
    found |= {f"wrong-at-{one.threshold:.2f}": one.of - one.count for one in verdicts(readings)}
    absent = next(one for one in named_though_unknown(readings) if one.threshold == 0.95)
    found["wrong-at-95-when-absent"] = absent.count
    assert breaches(found, FLOORS["temporal"]) == {}


def _decimal(value):
    return Decimal(f"{value:.6f}")
