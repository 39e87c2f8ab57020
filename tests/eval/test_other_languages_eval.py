"""Other languages and scripts: nothing breaks, the language is recorded, extraction of prose says "not supported"."""

import json
from pathlib import Path

import pytest

from probandum import plugins
from probandum.examine import Task, examine
from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest
from probandum.readers.text import TextReader

PAGES = sorted((Path(__file__).parent / "statements" / "second" / "other-languages").glob("*.json"))
PROSE = {"statements/1", "prose-techniques/1"}


@pytest.fixture(scope="module")
def pack(shipped_pack):
    return shipped_pack


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_prose_in_other_languages_is_not_guessed_at(path, pack):
    page = json.loads(path.read_text(encoding="utf-8"))
    data = page["text"].encode()
    exhibit = Exhibit(digest(data), len(data), "text/plain")
    shown = examine(Task(exhibit, data), {"text/plain": TextReader()}, plugins.detectors(), pack)
    (text,) = shown.texts
    assert text.language == page["metadata"]["language"]
    assert not shown.statements
    assert not shown.claims
    assert {one.by for one in shown.omissions if "not supported" in one.what} == PROSE
    for one in shown.observations:
        start, end = one.locator.start, one.locator.end
        assert 0 <= start < end <= len(data)
        data[start:end].decode()  # whole characters, whatever the script


def test_there_are_six_languages():
    assert len(PAGES) == 6
