"""``[[origin]]`` on whole cases: a person's word goes before what the program finds, and the ledger keeps it."""

from pathlib import Path

import pytest
from reviewed_case import HEAD, build

from probandum import Case
from probandum.errors import CaseFileError

OUTAGE = (
    "The lights went out at half past three, and within minutes the control room knew that nobody in it had touched a "
    "breaker. Somebody else was moving the pointer on the screens. The crews drove out, opened the cabinets and closed "
    "every switch by hand, which took them until ten in the evening. "
)
OTHER = (
    "We looked at the two files that the operator gave us. The larger one overwrites the first sectors of each disk, "
    "removes the copies that a restore would need and then forces a restart; the smaller one only waits for the date. "
)


def note(act: str, *files: str) -> str:
    named = ", ".join(f'"evidence/{file}"' for file in files)
    return f'[[origin]]\n{act} = [{named}]\nreason = "I was at the briefing"\nby = "A. Analyst"\n'


def case(folder: Path, notes: str) -> Case:
    texts = {"wire.txt": OUTAGE, "daily.txt": f"Yesterday. {OUTAGE}", "lab.txt": OTHER}
    return build(folder, notes, texts, HEAD)


@pytest.mark.parametrize(
    ("notes", "sizes", "said"),
    [
        ("", [1, 2], ""),
        (note("join", "wire.txt", "lab.txt"), [3], "; origins: 1 joined"),
        (note("split", "wire.txt", "daily.txt"), [1, 1, 1], "; origins: 1 split"),
        (note("join", "wire.txt", "lab.txt") + note("split", "wire.txt", "daily.txt"), [1, 2], "; origins: 1 joined, 1 split"),
    ],
)  # fmt: skip
def test_a_person_joins_and_splits_and_the_ledger_says_so(
    tmp_path: Path, notes: str, sizes: list[int], said: str
) -> None:
    outage = case(tmp_path / "case", notes)
    outage.assess()
    found = outage.origins()
    assert sorted(len(origin.exhibits) for origin in found) == sizes
    (act,) = [entry for entry in outage.entries() if entry.action == "brief"]
    assert act.note.endswith(f"level group{said}")
    if notes:
        assert any("by A. Analyst: I was at the briefing" in why for origin in found for why in origin.why)


def test_notes_that_cannot_both_hold_stop_the_work_with_their_line(tmp_path: Path) -> None:
    outage = case(
        tmp_path / "case", note("join", "wire.txt", "lab.txt") + note("split", "lab.txt", "wire.txt")
    )
    with pytest.raises(
        CaseFileError, match=r"split keeps evidence/lab.txt, evidence/wire.txt apart"
    ) as error:
        outage.assess()
    assert error.value.line == HEAD.count("\n") + 6


def test_a_file_that_is_not_there_stops_the_work(tmp_path: Path) -> None:
    outage = case(tmp_path / "case", note("join", "wire.txt", "nowhere.txt"))
    with pytest.raises(CaseFileError, match=r"there is no evidence file 'evidence/nowhere.txt'"):
        outage.assess()
