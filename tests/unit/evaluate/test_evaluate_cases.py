"""A team's own closed cases: real cases in small invented folders, with an invented pack."""

import os

import msgspec
import pytest
from invented_trials import pack
from scipy import stats

from probandum import Case
from probandum.errors import UsageError
from probandum.evaluate import cases as bench
from probandum.evaluate.cases import Truth, case_tables, cases, least_cases, outcome_of, read_truth, shown
from probandum.evaluate.measures import Tally
from probandum.knowledge import packs
from probandum.model.hypothesis import UNKNOWN
from probandum.runner import Here

CASE = """
[case]
title = "Invented"
[question]
text = "Who was behind it?"
level = "group"
standard = "{standard}"
[knowledge]
pack = "mine.json"
"""
PROFILES = {
    f"G{n:04}": {f"T{1000 + (7 * n + 5 * k) % 400:04}": 1 for k in range(8)}
    | {f"S{1000 + 10 * n + k:04}": 3 for k in range(5)}
    for n in range(30)
}


def named(profiles):
    """Software needs names that prose can hold."""
    made = pack(profiles)
    software = tuple(msgspec.structs.replace(one, name=f"Lockfern{one.id}") for one in made.software)
    return msgspec.structs.replace(made, software=software)


def make(folder, group, truth=None, standard="balance-of-probabilities"):
    (folder / "evidence").mkdir(parents=True)
    (folder / "case.toml").write_text(CASE.format(standard=standard))
    packs.save(named(PROFILES), folder / "mine.json")
    items = sorted(PROFILES[group])
    words = [f"Lockfern{item}" if item.startswith("S") else item for item in items]
    (folder / "evidence" / "note.txt").write_text(f"On the host we found {' and '.join(words)}.\n")
    if truth is not None:
        (folder / "truth.toml").write_text(truth)
    return folder


def opened(path):
    return Case.open(path, by="tester", clock=lambda: "2024-05-01T00:00:00Z", runner=Here())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("closed")
    make(root / "a-right", "G0003", 'actor = "G0003"\nlevel = "group"\nreason = "court record"\n')
    make(root / "b-wrong", "G0004", 'actor = "G0005"\n')
    make(root / "c-stranger", "G0006", 'actor = "unknown"\n')
    make(root / "d-not-held", "G0007", 'actor = "G9999"\n')
    make(root / "e-no-truth", "G0008")
    make(root / "f-other-level", "G0009", 'actor = "G0009"\nlevel = "state"\n')
    make(root / "g-broken", "G0010", 'actor = "G0010"\n')
    (root / "g-broken" / "case.toml").write_text("[case\n")
    (root / "h-no-case").mkdir()
    (root / "h-no-case" / "truth.toml").write_text('actor = "G0001"\n')
    (root / "notes").mkdir()
    (root / "notes.txt").write_text("not a case")
    return root


@pytest.fixture(scope="module")
def found(folder):
    return cases(folder, opened)


def test_each_case_is_held_against_its_truth(found):
    assert [(one.name, one.truth, one.leading) for one in found.closed] == [
        ("a-right", "G0003", "G0003"),
        ("b-wrong", "G0005", "G0004"),
        ("c-stranger", UNKNOWN, "G0006"),
        ("d-not-held", UNKNOWN, "G0007"),
    ]
    assert all(one.probability > 0.5 for one in found.closed)
    assert found.closed[3].note.startswith("G9999 is no answer in this case")
    assert found.results.notes == (f"d-not-held: {found.closed[3].note}",)


def test_cases_that_fail_are_listed_with_the_reason(found):
    reasons = {one.name: one.reason for one in found.failed}
    assert list(reasons) == ["e-no-truth", "f-other-level", "g-broken", "h-no-case"]
    assert "truth.toml" in reasons["e-no-truth"]
    assert "level of state" in reasons["f-other-level"]
    assert "case.toml" in reasons["g-broken"]
    assert "case.toml" in reasons["h-no-case"]


def test_the_table_is_that_of_every_evaluation(found, folder):
    line = found.results.methods[0]
    assert (found.results.trials, found.results.known) == (4, 2)
    assert line.figures.top_1 == 0.5
    right = opened(folder / "a-right").assess()
    said = {one.hypothesis: float(one.probability) for one in right.estimates}
    assert said["G0003"] == pytest.approx(found.closed[0].probability, abs=1e-6)
    assert line.verdicts[0] == Tally(0.5, 1, 4)
    assert line.accused[0] == Tally(0.5, 2, 2)


def test_verdicts_of_yes_are_counted(found):
    said = [one for one in found.closed if one.enough == "yes"]
    assert found.enough == Tally(0.0, sum(one.leading == one.truth for one in said), len(said))
    assert {one.standard for one in found.closed} == {"balance of probabilities"}


def test_doing_it_twice_changes_nothing(found, folder):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert cases(folder, opened) == found
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_the_truth_is_no_evidence(folder):
    names = {one.acquisition.name for one in opened(folder / "a-right").exhibits()}
    assert names == {"evidence/note.txt"}


def test_tables_of_cases(found):
    closed, verdicts, failed = case_tables(found)
    assert closed.rows[1][:3] == ("b-wrong", "G0005", "G0004")
    assert verdicts.rows[0][0] == "≥ .50"
    assert verdicts.rows[0][1] == "1/4"
    assert float(verdicts.rows[0][2]) == pytest.approx(stats.beta.ppf(0.05, 1, 4), abs=5e-4)
    assert [row[3] for row in verdicts.rows] == ["5", "11", "29", "59"]
    assert [row[0] for row in failed.rows] == ["e-no-truth", "f-other-level", "g-broken", "h-no-case"]


def test_few_cases_show_little(found):
    assert found.shown[0] == "4 closed cases."
    assert ".95 (at least 59)" in found.shown[1]
    assert ".50 (at least 5)" in found.shown[1]
    assert shown(1, Tally(0.0, 0, 0))[0] == "1 closed case."
    assert shown(1, Tally(0.0, 0, 0))[-1].startswith("No verdict said")
    assert len(shown(60, Tally(0.0, 3, 4))) == 2
    assert "3/4 named the right actor" in shown(60, Tally(0.0, 3, 4))[1]


@pytest.mark.parametrize("threshold", [0.5, 0.75, 0.9, 0.95])
def test_so_many_and_not_one_less(threshold):
    needed = least_cases(threshold)
    assert stats.beta.ppf(0.05, needed, 1) >= threshold
    assert stats.beta.ppf(0.05, needed - 1, 1) < threshold


def test_where_no_case_can_be_measured_there_are_no_figures(tmp_path):
    make(tmp_path / "only", "G0003")
    found = cases(tmp_path, opened)
    assert (found.closed, found.results) == ((), None)
    assert [one.name for one in found.failed] == ["only"]
    assert [one.title for one in case_tables(found)] == ["Cases that could not be measured"]


def test_a_truth_that_is_no_file_is_listed_and_progress_is_told(tmp_path):
    make(tmp_path / "one", "G0003", 'actor = "G0003"\n')
    make(tmp_path / "two", "G0003")
    (tmp_path / "two" / "truth.toml").mkdir()
    told = []
    found = cases(tmp_path, opened, lambda *words: told.append(words))
    assert [one.name for one in found.closed] == ["one"]
    assert "directory" in found.failed[0].reason
    assert told == [("cases", 0, 2), ("cases", 1, 2)]


@pytest.mark.parametrize("name", ["empty", "missing", "file"])
def test_a_folder_without_cases_is_refused(tmp_path, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError):
        cases(tmp_path / name, opened)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_case_that_cannot_be_read_is_listed(tmp_path):
    make(tmp_path / "locked", "G0003", 'actor = "G0003"\n').chmod(0)
    try:
        assert [one.name for one in cases(tmp_path, opened).failed] == ["locked"]
    finally:
        (tmp_path / "locked").chmod(0o755)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "names no actor"),
        (b'actor = ""', "names no actor"),
        (b"actor = 3", "with a string"),
        (b'actor = "a"\nwho = "b"', "'who'"),
        (b'actor = "a"\nlevel = "tribe"', "level 'tribe'"),
        (b"actor", "truth.toml"),
        (b"\xff", "truth.toml"),
        (b"#" * (bench._LIMIT + 1), "more than"),
    ],
    ids=["empty", "nobody", "number", "key", "level", "syntax", "bytes", "long"],
)
def test_a_truth_that_says_nothing_is_refused(data, why):
    with pytest.raises(UsageError, match=why):
        read_truth(data)


def test_a_truth():
    assert read_truth(b'\xef\xbb\xbfactor = "G0034"\nreason = "known"') == Truth("G0034", "", "known")


def test_what_no_link_carries_counts_as_somebody_else(folder):
    assessment = opened(folder / "a-right").assess()
    outcome, note = outcome_of("x", assessment, Truth(UNKNOWN))
    moved = msgspec.structs.replace(
        assessment,
        estimates=tuple(
            msgspec.structs.replace(one, hypothesis="not-established") if one.hypothesis == "G0003" else one
            for one in assessment.estimates
        ),
    )
    other, _ = outcome_of("x", moved, Truth(UNKNOWN))
    assert note == ""
    assert "not-established" not in other.actors
    gone = outcome.probability[outcome.actors.index("G0003")]
    assert other.probability[-1] == pytest.approx(outcome.probability[-1] + gone)
    assert other.group == "unknown: x"
