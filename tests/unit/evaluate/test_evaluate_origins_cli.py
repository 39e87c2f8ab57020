"""``probandum evaluate origins`` as it is called: made-up texts, figures on stdout, files, bad input in one line."""

import json

import pytest
from invented_prose import TEXTS

from in_process import inside


def run(*arguments):
    return inside("evaluate", "origins", *arguments)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("texts") / "reports"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / f"{name}.txt").write_text(text, "utf-8")
    return made


def test_tables_and_files(folder, tmp_path):
    done = run(folder, "--half", "all", "--collections", 0, "--stories", 2, "--output", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert b"Stories: origins and lineage" in done.stdout
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "recall.svg",
        "results.json",
        "table.md",
    ]
    found = json.loads((tmp_path / "out" / "results.json").read_text("utf-8"))
    assert [one["dates"] for one in found["stories"]] == ["all dates", "30 % of dates missing", "no dates"]
    assert (tmp_path / "out" / "recall.svg").read_text("utf-8").startswith("<svg")


def test_json_says_which_half(folder):
    done = run(folder, "--collections", 0, "--stories", 1, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["title"].endswith("measuring half")


def test_no_texts_end_with_two(tmp_path):
    done = run(tmp_path / "nowhere")
    assert done.returncode == 2
    assert b"no folder with .txt files" in done.stderr


def test_texts_that_are_not_utf_8_are_named(tmp_path):
    (tmp_path / "a_1.txt").write_text("words", "utf-8")
    (tmp_path / "a_2.txt").write_bytes(b"\xff\xfe")
    done = run(tmp_path)
    assert done.returncode == 2
    assert b"a_2.txt: not UTF-8" in done.stderr


def test_too_few_texts_say_so(tmp_path):
    for number in range(4):
        (tmp_path / f"a_{number}.txt").write_text(TEXTS[f"alpha_{number}"], "utf-8")
    done = run(tmp_path, "--stories", 0)
    assert done.returncode == 2
    assert b"too few passages" in done.stderr


def test_a_file_in_the_way_is_left_alone(folder, tmp_path):
    (tmp_path / "out").write_text("mine", "utf-8")
    assert run(folder, "--output", tmp_path / "out").returncode == 5
    assert (tmp_path / "out").read_text("utf-8") == "mine"
