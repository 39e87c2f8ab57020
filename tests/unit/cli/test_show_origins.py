"""What the command line prints of origins: counts, reasons, passages on both sides, and what would be otherwise."""

import json
from pathlib import Path

import pytest

from probandum.cli import main
from probandum.compose.wording import defang

STORY = (
    "The intruders came in through a forgotten account of a contractor and left PlugX on two hosts of the mill. "
    "They moved to the payroll archive in the second week, copied it to a rented server and wiped the logs on leaving. "
    "The clerk who noticed it had come back for an umbrella, and at first nobody at the mill believed what was on the screen."
)
OWN = (
    "At the harbour the cranes stood still for a day because a server had to be set up anew. PlugX was found there too, "
    "by a technician who compared the hosts with those of the mill and did not like what the comparison showed."
)
CASE = """[case]
title = "A mill"

[question]
text = "Which group broke into the mill?"
level = "group"
standard = "balance-of-probabilities"
"""
NOTE = '\n[[source]]\nname = "{name}"\n\n[[evidence]]\nfile = "evidence/{file}"\nsource = "{name}"\npublished = {day}\n'
FILES = {
    "lab.txt": STORY,
    "paper.txt": STORY.replace("clerk", "porter"),
    "harbour.txt": OWN,
    "note.txt": STORY[:40],
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root: Path = tmp_path_factory.mktemp("mill")
    (root / "evidence").mkdir()
    text = CASE
    for place, (file, words) in enumerate(FILES.items()):
        (root / "evidence" / file).write_text(words)
        if file != "note.txt":
            text += NOTE.format(
                name=file.removesuffix(".txt").title(), file=file, day=f"2024-03-0{place + 1}"
            )
    (root / "case.toml").write_text(text)
    assert _run("assess", root, "--quiet") == 0
    return root


def _run(*words: object) -> int:
    try:
        code = main([str(word) for word in words])
    except SystemExit as stop:
        code = stop.code
    return int(code or 0)


def shown(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    capsys.readouterr()
    assert _run(*words) == 0
    return capsys.readouterr().out


def test_origins_are_counted_with_reasons_and_with_what_would_be(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = shown(capsys, "show", case, "origins")
    assert "4 reports, 3 origins, 1 of unknown origin" in text
    assert "independence is not disproved" in text
    assert "copied prose" in text
    assert "Does it hold without this origin?" in text
    assert "If two origins were one" in text
    records = json.loads(shown(capsys, "show", case, "suppositions", "--json"))
    assert {one["kind"] for one in records} >= {"without", "joined", "split"}
    assert all(0 < one["probability"] < 1 for one in records)


def test_a_passage_is_listed_and_opens_on_both_sides(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (passage,) = (
        one for one in json.loads(shown(capsys, "show", case, "passages", "--json")) if one["kind"] == "copy"
    )
    assert passage["words"] >= 50
    both = shown(capsys, "trace", case, passage["id"])
    assert both.count("digest checked") == 2
    assert "clerk" in both.replace("\n", " ") or "PlugX" in both
    for side in (passage["first"], passage["second"]):
        assert side["exhibit"] in both.replace("\n", "")
    assert "copy" in shown(capsys, "show", case, "passages")


def test_lineage_says_who_repeats_whom_by_date(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (descent,) = json.loads(shown(capsys, "show", case, "lineage", "--json"))
    assert (descent["directed"], descent["known"]) == (True, "dates")
    assert "repeats" in shown(capsys, "show", case, "lineage")


@pytest.mark.parametrize("what", ["citations", "talking-points", "contradictions", "suppositions", "sources"])
def test_every_table_and_its_json_can_be_printed(
    what: str, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f" {what}" in shown(capsys, "show", case, what)
    assert isinstance(json.loads(shown(capsys, "show", case, what, "--json")), list)


def test_a_person_splits_and_joins(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "evidence").mkdir()
    for file, words in FILES.items():
        (tmp_path / "evidence" / file).write_text(words)
    ruling = (
        '\n[[origin]]\n{act} = ["evidence/{one}", "evidence/{other}"]\nreason = "asked both"\nby = "Desk"\n'
    )
    text = (case / "case.toml").read_text()
    joined = ruling.format(act="join", one="lab.txt", other="harbour.txt")
    (tmp_path / "case.toml").write_text(text + joined)
    assert _run("assess", tmp_path, "--quiet") == 0
    said = shown(capsys, "show", tmp_path, "origins")
    assert "4 reports, 2 origins" in said
    assert "asked both" in said
    apart = ruling.format(act="split", one="lab.txt", other="paper.txt")
    (tmp_path / "case.toml").write_text(text + apart)
    assert _run("assess", tmp_path, "--quiet") == 0
    assert "4 reports, 4 origins" in shown(capsys, "show", tmp_path, "origins")
    assert defang("asked both") in shown(capsys, "show", tmp_path, "origins")


def test_what_was_not_read_in_time_stands_beside_the_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "lab.txt").write_text(STORY)
    (tmp_path / "case.toml").write_text(CASE)
    monkeypatch.setattr("probandum.case.patience", lambda: 0.0)
    assert "1 file was not read" in shown(capsys, "assess", tmp_path, "--quiet")
