"""A case under attack: links, cycles, explosions, changed files; and reading without writing."""

import io
import zipfile

import pytest
from one_runner import HERE

from probandum import Case, CustodyError, parts
from probandum.errors import BusyError, UsageError
from probandum.interfaces import Failure
from probandum.model.exhibit import Acquisition, Exhibit
from probandum.model.ident import digest
from probandum.records import Held, depths, roots
from probandum.runner import Here

NOW = "2024-05-01T00:00:00Z"
CASE = """
[case]
title = "Attacks"
[question]
text = "Who was behind it?"
level = "group"
standard = "clear-and-convincing"
"""
GOOD = b"The group used PlugX on 198.51.100.7.\n"


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def nested(data, times, tag):
    for number in range(times):
        data = zipped([(f"{tag}{number}.zip", data)])
    return data


def make(folder, files, runner=None):
    (folder / "evidence").mkdir(parents=True)
    (folder / "case.toml").write_text(CASE)
    for name, data in files.items():
        (folder / "evidence" / name).write_bytes(data)
    return Case.open(folder, by="tester", clock=lambda: NOW, runner=runner or HERE)


def names(case):
    return {one.acquisition.name for one in case.exhibits()}


def held(*triples):
    return [
        Held(
            Exhibit(digest(what.encode()), 1, "x"),
            Acquisition(digest(what.encode()), name, NOW, "t", "copied", above and digest(above.encode())),
        )
        for what, name, above in triples
    ]


def test_depth_and_root_where_exhibits_hold_each_other():
    """B comes first in A's list of parents, but only the archive leads out of the cycle."""
    holdings = held(("R", "r.zip", None), ("A", "a", "B"), ("B", "b", "A"), ("A", "z", "R"))
    known = {digest(name.encode()): name for name in "RAB"}
    assert {known[one]: depth for one, depth in depths(holdings).items()} == {"R": 0, "A": 1, "B": 2}
    assert set(roots(holdings).values()) == {"r.zip"}


def test_an_archive_at_two_depths_comes_out_the_same_again(tmp_path):
    """Where a shorter way to an exhibit is found, what was left inside is taken after all; the replay agrees."""
    inner = zipped([("deep.txt", GOOD)])
    case = make(tmp_path / "case", {"deep.zip": nested(inner, 9, "n")})
    case.assess()
    assert "deep.txt" not in names(case)
    assert any("deeper" in one.what for one in case.omissions())
    (case.root / "evidence" / "short.zip").write_bytes(nested(inner, 7, "m"))
    case.assess()
    assert "deep.txt" in names(case)
    assert case.verify()["replayed"]


def test_of_two_members_with_one_name_neither_is_lost(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = zipped(
            [("a.txt", GOOD), ("a.txt", GOOD.replace(b"PlugX", b"ShadowPad")), ("a.txt (2)", b"third")]
        )
    case = make(tmp_path / "case", {"twice.zip": twice})
    case.assess()
    assert len([one for one in case.exhibits() if one.acquisition.parent]) == 3
    assert not case.verify()["notes"]


def test_extraction_is_bounded_and_the_loss_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "EXTRACTED", 12)
    inner = [
        (f"{letter}.zip", zipped([(f"{letter}{n}", f"{letter}{n}".encode()) for n in range(9)]))
        for letter in "abc"
    ]
    case = make(tmp_path / "case", {"many.zip": zipped(inner), "good.txt": GOOD})
    case.assess()
    assert len([one for one in case.exhibits() if one.acquisition.parent]) == 12
    assert sum("left inside" in one.what for one in case.omissions()) >= 1
    assert case.verify()["replayed"]
    before = len(case.entries())
    case.assess()
    assert len(case.entries()) == before


def test_links_out_and_into_the_case_itself(tmp_path):
    case = make(tmp_path / "case", {"good.txt": GOOD})
    (case.root / "evidence" / "ledger").symlink_to("../custody/ledger.jsonl")
    (case.root / "evidence" / "out").symlink_to("/etc/passwd")
    case.assess()
    before = len(case.entries())
    case.assess()
    assert len(case.entries()) == before, "a link to the ledger would change with every act"
    assert names(case) == {"evidence/good.txt"}
    (case.root / "evidence").rename(tmp_path / "elsewhere")
    (case.root / "evidence").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="link out"):
        case.acquire()


def test_a_case_file_that_is_a_link_out_is_refused(tmp_path):
    case = make(tmp_path / "case", {})
    (case.root / "case.toml").rename(tmp_path / "secret.toml")
    (case.root / "case.toml").symlink_to(tmp_path / "secret.toml")
    with pytest.raises(UsageError, match="link out"):
        case.acquire()


def test_the_standard_that_counts_is_the_one_in_the_ledger(tmp_path):
    """The case file is changed while the examination runs: the answer is held against what was fixed before."""
    case = make(tmp_path / "case", {"good.txt": GOOD})

    def change(what, done, total):
        path = case.root / "case.toml"
        path.write_text(CASE.replace("clear-and-convincing", "balance-of-probabilities"))

    answer = case.assess(change)
    fixed = [entry for entry in case.entries() if entry.action == "brief"]
    assert answer.brief == fixed[-1].materials["case.toml"]
    actions = [entry.action for entry in case.entries()]
    assert actions.index("brief") < actions.index("assess")


def test_reading_needs_no_lock_where_nothing_is_missing(tmp_path):
    case = make(tmp_path / "case", {"good.txt": GOOD})
    case.assess()
    other = Case.open(case.root, runner=HERE)
    with case._docket.writing():
        assert other.conclude() == case.conclude()
        assert other.origins()
        assert other.trace("1.1")
        (case.root / "evidence" / "new.txt").write_text("ShadowPad")
        with pytest.raises(BusyError):
            Case.open(case.root, runner=HERE).conclude()


def test_a_changed_answer_is_not_believed(tmp_path):
    case = make(tmp_path / "case", {"good.txt": GOOD})
    case.assess()
    path = next((case.root / "products").glob("answer-*.json"))
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(CustodyError, match="answer"):
        Case.open(case.root, runner=HERE).conclude()


def test_verify_does_not_need_the_case_file_of_now(tmp_path):
    case = make(tmp_path / "case", {"good.txt": GOOD})
    case.assess()
    (case.root / "case.toml").write_text(CASE + '\n[knowledge]\npack = "other.json"\n')
    assert Case.open(case.root, runner=HERE).verify()["replayed"]


def test_other_tools_are_no_tampering(tmp_path):
    case = make(tmp_path / "case", {"good.txt": GOOD})
    case.assess()
    later = Case.open(case.root, runner=HERE)
    later._docket.__dict__["tools"] = ("tool/2",)
    report = later.verify()
    assert report["replayed"] == 0
    assert any("tools of now" in note for note in report["notes"])


class Dying(Here):
    """Loses every task, as a machine without memory would."""

    def map(self, make, setting, tasks):
        for _ in tasks:
            yield Failure("died")


def test_what_another_machine_could_not_read_is_no_tampering(tmp_path):
    case = make(tmp_path / "case", {"good.txt": GOOD}, Dying())
    case.assess()
    report = Case.open(case.root, runner=HERE).verify()
    assert any("not compared" in note for note in report["notes"])


def test_the_answer_is_new_where_a_refusal_is(tmp_path):
    """What could not be taken belongs to the answer, so deleting products brings back the same one."""
    case = make(tmp_path / "case", {"good.txt": GOOD})
    case.assess()
    (case.root / "evidence" / "out").symlink_to("/etc/passwd")
    assert any("out" in one.what for one in (case.assess(), case.omissions())[1])
    first = {path: path.read_bytes() for path in (case.root / "products").glob("answer-*")}
    for path in first:
        path.unlink()
    case.assess()
    again = {path: path.read_bytes() for path in (case.root / "products").glob("answer-*")}
    assert again.items() <= first.items()
    case.verify()


def test_a_second_name_does_not_take_the_analysts_note_away(tmp_path):
    """The same bytes under a name that sorts earlier: source, use and grade of the stated name still count."""
    case = make(
        tmp_path / "case", {"z.txt": GOOD, "other.txt": b"PlugX and ShadowPad were found on a second host.\n"}
    )
    stated = '\n[[source]]\nname = "One"\nreliability = "B"\n[[evidence]]\nfile = "evidence/z.txt"\nsource = "One"\n'
    (case.root / "case.toml").write_text(CASE + stated + 'use = ["claims"]\ncredibility = 2\n')
    before = case.assess()
    (case.root / "evidence" / "a.txt").write_bytes(GOOD)
    after = case.assess()
    assert after.estimates == before.estimates
    assert any(origin.sources == ("One",) for origin in case.origins())
