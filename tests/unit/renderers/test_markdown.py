"""Markdown in which no word of the evidence means anything."""

import re

import pytest
from dossier_records import records
from markdown_it import MarkdownIt

from probandum.compose import compose
from probandum.renderers.markdown import MarkdownRenderer, escaped


def written(**settings: object) -> str:
    return MarkdownRenderer().render(compose(records(**settings))).decode("utf-8")


def test_hostile_words_become_no_link_no_image_and_no_html() -> None:
    text = written(hostile=True)
    kinds = set()
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        kinds.add(token.type)
        kinds.update(child.type for child in token.children or ())
    assert "table_open" in kinds
    assert not kinds & {"link_open", "image", "html_inline", "html_block", "fence", "code_block"}
    assert not re.search(r"https?://|www\.|<|[a-z]@[a-z]", text)


def test_every_row_has_as_many_cells_as_its_head() -> None:
    for block in re.findall(r"(?:^\|.*\n)+", written(hostile=True), re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(widths) == 1


def test_every_footnote_is_written_once() -> None:
    text = written()
    notes = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert len(notes) == len(set(notes))
    assert set(re.findall(r"\[\^(\d+)\]", text)) == set(notes)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("# a", "\\# a"),
        ("- a", "\\- a"),
        ("1. a", "1\\. a"),
        ("0.58", "0.58"),
        ("a\nb", "a b"),
        ("[a](b)", "\\[a\\](b)"),
        ("<b>&", "&lt;b&gt;&amp;"),
        ("a|b", "a\\|b"),
        ("http://x www.y", "http\\://x www\\.y"),
    ],
)
def test_escaping(text: str, safe: str) -> None:
    assert escaped(text) == safe


def test_same_dossier_same_bytes() -> None:
    assert written(hostile=True) == written(hostile=True)
