"""Laws of a whole case: derived things come back identical, order is irrelevant, a kill harms nothing, changes are named."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import msgspec
import pytest
from one_runner import HERE

from probandum import Case, CustodyError
from probandum.errors import BusyError, CaseFileError
from probandum.runner import Here

NOW = "2024-05-01T00:00:00Z"
CASE = """
[case]
title = "Laws"
[question]
text = "Who was behind it?"
level = "group"
standard = "clear-and-convincing"
"""
REPORTS = {
    "a.txt": "The group used Mimikatz and PlugX; commands came from 198.51.100.7.\n",
    "b.txt": "Responders found PlugX, ShadowPad and T1059.001 on the server at 198.51.100.8.\n",
    "c.txt": "A third party saw Winnti for Linux and T1003.001 on mail hosts.\n",
    "d.html": "<html><head><title>Notes on the incident of May</title></head><body><article><p>"
    + "PlugX was loaded by a signed file. " * 12,
}


def make(folder, reports=REPORTS, runner=None):
    (folder / "evidence").mkdir(parents=True)
    (folder / "case.toml").write_text(CASE)
    for name, words in reports.items():
        (folder / "evidence" / name).write_text(words)
    return opened(folder, runner)


def opened(folder, runner=None):
    return Case.open(folder, by="tester", clock=lambda: NOW, runner=runner or HERE)


def derived(case):
    """Name → bytes of everything under products/."""
    root = case.root / "products"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    made = make(tmp_path_factory.mktemp("laws") / "case", runner=Here())
    made.assess()
    made.report()
    return made


@pytest.fixture
def case(whole, tmp_path):
    """A copy: tests change it."""
    shutil.copytree(whole.root, tmp_path / "case")
    return opened(tmp_path / "case")


def test_twice_changes_nothing(case):
    before = (
        derived(case),
        case.entries(),
        {path: path.read_bytes() for path in (case.root / "dossier").iterdir()},
    )
    again = Case.open(case.root, by="somebody else", clock=lambda: "2030-01-01T00:00:00Z", runner=HERE)
    again.assess()
    again.report()
    assert (
        derived(again),
        again.entries(),
        {path: path.read_bytes() for path in (case.root / "dossier").iterdir()},
    ) == before


def test_what_is_derived_comes_back_identical(case):
    before = derived(case)
    shutil.rmtree(case.root / "products")
    case.assess()
    assert derived(case) == before
    case.verify()


@pytest.mark.parametrize("seed", range(4))
def test_order_of_arrival_and_runner_are_irrelevant(case, tmp_path, seed):
    from probandum.runner import Processes

    names = list(REPORTS)
    random.Random(seed).shuffle(names)
    other = make(tmp_path / "other", {}, Processes(2) if seed == 0 else HERE)
    for name in names:
        (other.root / "evidence" / name).write_text(REPORTS[name])
        other.acquire()
        if seed % 2:
            other.examine()
    other.assess()
    theirs = derived(other)
    assert {name: data for name, data in theirs.items() if name in derived(case)} == derived(case)
    assert other.assess() == case.assess()


def test_the_standard_stands_before_the_first_result(case):
    actions = [entry.action for entry in case.entries()]
    assert actions.index("brief") < actions.index("assess")
    assert "clear and convincing" in case.entries()[actions.index("brief")].note


def test_a_later_change_of_the_standard_shows(case):
    path = case.root / "case.toml"
    path.write_text(path.read_text().replace("clear-and-convincing", "balance-of-probabilities"))
    case.assess()
    text = case.report(["markdown"])[0].read_text()
    assert "changed" in text
    assert [entry.action for entry in case.entries()].count("brief") == 2


def test_copies_change_no_probability(case, tmp_path):
    """Ten copies of one document, under other names and with other line breaks, are one origin."""
    many = make(
        tmp_path / "many",
        {
            **REPORTS,
            **{
                f"copy{n}.txt": REPORTS["b.txt"].replace(" ", "\n" * (n % 2) or " ", 1) + " " * n
                for n in range(10)
            },
        },
    )
    mine = {one.hypothesis: one.probability for one in case.assess().estimates}
    theirs = {one.hypothesis: one.probability for one in many.assess().estimates}
    assert mine == theirs


def test_probabilities_are_a_distribution(case):
    estimates = case.assess().estimates
    assert abs(sum(float(one.probability) for one in estimates) - 1) < 1e-6
    assert all(0 < one.probability < 1 and one.lower <= one.probability <= one.upper for one in estimates)


def test_every_citation_ends_at_bytes(case):
    dossier = case.dossier()
    references = {one.id: one for one in dossier.references}
    for section in dossier.sections:
        for sentence in section.sentences:
            assert sentence.opinion or sentence.cites, sentence.text
            for cite in sentence.cites:
                assert cite in references
    for start in references:
        seen, queue = set(), [start]
        while queue:
            one = references[queue.pop()]
            if one.id in seen:
                continue
            seen.add(one.id)
            assert one.cites or one.exhibit, f"{one.id} leads nowhere"
            queue += one.cites


def flip(path):
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize(
    ("what", "named"),
    [
        ("object", "object"),
        ("product", "products/"),
        ("dossier", "dossier/"),
        ("line", "line"),
        ("tail", ""),
        ("checkpoint", "checkpoint"),
    ],
)
def test_a_change_is_named(case, what, named):
    custody = case.root / "custody"
    ledger = custody / "ledger.jsonl"
    lines = ledger.read_bytes().splitlines(keepends=True)
    if what == "object":
        flip(sorted((custody / "objects").iterdir())[0])
    elif what == "product":
        flip(sorted((case.root / "products").rglob("*.parquet"))[0])
    elif what == "dossier":
        flip(case.root / "dossier" / "dossier.html")
    elif what == "line":
        ledger.write_bytes(b"".join([lines[0].replace(b"tester", b"nobody"), *lines[1:]]))
    elif what == "tail":
        ledger.write_bytes(b"".join(lines[:-1]))
    else:
        flip(custody / "checkpoint")
    with pytest.raises(CustodyError) as found:
        Case.open(case.root, runner=HERE).verify()
    assert named in str(found.value)


def test_replay_finds_a_product_that_was_forged_with_its_ledger(case, tmp_path, monkeypatch):
    """A forger who rewrites product, ledger, leaves and checkpoint still cannot make the evidence give that product."""
    from probandum.custody import ledger as rules
    from probandum.model.ident import digest

    root = case.root
    target = sorted((root / "products" / "observations").iterdir())[0]
    name = target.relative_to(root).as_posix()
    target.chmod(0o644)
    from probandum.model.observation import Observation
    from probandum.stores import tables

    target.write_bytes(tables.encode(Observation, []))
    head, lines, leaves = rules.Head(), [], []
    for entry in case.entries():
        products = {
            one: (digest(target.read_bytes()) if one == name else old) for one, old in entry.products.items()
        }
        act = rules.next_act(head, msgspec.structs.replace(entry, products=products))
        head, checkpoint = act.head, act.checkpoint
        lines.append(act.line + b"\n")
        leaves.append(act.leaf.encode() + b"\n")
    (root / "custody" / "ledger.jsonl").write_bytes(b"".join(lines))
    (root / "custody" / "leaves").write_bytes(b"".join(leaves))
    (root / "custody" / "checkpoint").write_bytes(checkpoint)
    forged = Case.open(root, runner=HERE)
    forged.verify(replay=False)
    with pytest.raises(CustodyError, match=name.replace(".", r"\.")):
        forged.verify()


@pytest.mark.slow
@pytest.mark.parametrize("after", [0.3, 0.6, 0.9, 1.3, 1.8, 2.5, 3.5])
def test_a_killed_assessment_goes_on(whole, tmp_path, after):
    case = make(tmp_path / "case")
    command = [sys.executable, "-m", "probandum.cli", "assess", str(case.root), "--quiet"]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(after)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    again = opened(case.root)
    again.verify(replay=False)
    again.assess()
    again.verify()
    assert again.assess() == whole.assess()


def test_two_writers_are_refused(case):
    other = Case.open(case.root, runner=HERE)
    (case.root / "evidence" / "new.txt").write_text("PlugX again, on another host.\n")
    with case._docket.writing(), pytest.raises(BusyError):
        other.assess()


def test_a_wrong_case_file_is_one_line_with_its_number(case):
    path = case.root / "case.toml"
    path.write_text(path.read_text() + '\n[[source]]\nname = "X"\nreliability = "Q"\n')
    with pytest.raises(CaseFileError) as found:
        case.assess()
    number = path.read_text().splitlines().index('reliability = "Q"') + 1
    assert f"case.toml:{number}" in str(found.value)
