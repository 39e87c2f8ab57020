"""Indicators of the shared reports against the finds that a person judged (``benchmarks/indicators-labels.json``).

The labels are of the held-out half: finds on which this program and two others disagreed, so both figures are lower
than over all finds; those, side by side, are made by ``benchmarks/indicators.py``. The labels were looked at once and
what they showed was mended since. Floors lie in ``floors.json`` under ``indicators`` and only rise.
"""

import importlib.util
import json
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ABOVE = [
    folder / "shared" / "data" / "reports" / "annoctr" / "text" for folder in Path(__file__).resolve().parents
]
DATA = next((folder for folder in ABOVE if folder.is_dir()), ABOVE[3])
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["indicators"]
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DATA.exists(), reason=f"no development data at {DATA}: quality not measured"),
]


@pytest.fixture(scope="module")
def bench():
    place = importlib.util.spec_from_file_location("side_by_side", ROOT / "benchmarks" / "indicators.py")
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def labels(bench):
    return json.loads(bench.LABELS.read_text(encoding="utf-8"))["labels"]


def test_judged_finds(bench, labels):
    find, mine = bench.ours(), {}
    for name in sorted({row["doc"] for row in labels}):
        content = (DATA / f"{name}.txt").read_bytes().decode("utf-8")
        for kind, value, start, end in find(content):
            mine.setdefault(bench.key_digest((name, kind, bench.normal(kind, value))), (start, end))
    found = [row for row in labels if row["id"] in mine]
    right = [row for row in found if row["verdict"]]
    there = [row for row in labels if row["verdict"]]
    measured = {"precision": len(right) / len(found), "recall": len(right) / len(there)}
    print(len(labels), "judged;", {name: round(value, 3) for name, value in measured.items()})
    for name, value in measured.items():
        assert value >= FLOORS[f"{name}, disputed finds"], name


def test_labels_hold_no_text(labels):
    for row in labels:
        assert set(row) == {"id", "doc", "type", "start", "end", "verdict"}
        assert (DATA / f"{row['doc']}.txt").is_file()
        assert row["verdict"] in (0, 1)


def test_speed(bench):
    """Megabytes a second by the clock of the process, beside ten million empty rounds in plain Python."""
    find = bench.ours()
    texts = [path.read_bytes().decode("utf-8") for path in sorted(DATA.glob("*.txt"))]
    start = time.process_time()
    for _ in range(10_000_000):
        pass
    reference = time.process_time() - start
    start = time.process_time()
    for text in texts:
        list(find(text))
    speed = sum(len(text.encode()) for text in texts) / 1e6 / (time.process_time() - start)
    print(f"{speed:.2f} MB/s; ten million empty rounds take {reference:.2f} s")
    assert speed >= FLOORS["MB/s"]
