"""Outputs of ``evaluate`` never take the place of an input or of something that is no file."""

import json

import pytest

from probandum.cli import main
from probandum.evaluate.ranking import read_items


def run(*arguments):
    with pytest.raises(SystemExit) as stopped:
        main([str(one) for one in arguments])
    return stopped.value.code


@pytest.fixture
def items(tmp_path):
    path = tmp_path / "items.jsonl"
    path.write_text(
        json.dumps({"id": "a", "date": 2020, "observed": ["T1059"], "actor": None, "exclude": []}) + "\n"
    )
    return path


def test_rows_never_replace_an_input(items, capsys):
    before = items.read_bytes()
    assert run("evaluate", "ranking", "--knowledge", items, "--items", items, "--rows", items) == 2
    assert items.read_bytes() == before
    assert "would be overwritten" in capsys.readouterr().err


def test_a_byte_order_mark_is_passed_over(items):
    marked = b"\xef\xbb\xbf" + items.read_bytes()
    assert read_items(marked, "items.jsonl") == read_items(items.read_bytes(), "items.jsonl")


def test_rows_go_into_a_regular_file_only(items, tmp_path, capsys):
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "elsewhere")
    for place in (tmp_path, link):
        assert run("evaluate", "ranking", "--knowledge", items, "--items", items, "--rows", place) == 5
        told = capsys.readouterr().err
        assert "not a regular file" in told
        assert "Traceback" not in told
    assert link.is_symlink()
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_for_output_is_asked_for_before_any_work(items, capsys):
    assert run("evaluate", "prequential", "no-such-bundle.json", "--output", items) == 5
    assert "not a folder" in capsys.readouterr().err
