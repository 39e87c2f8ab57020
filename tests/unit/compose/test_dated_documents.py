"""Dates, bounds and publishers of documents as a dossier words them."""

import pytest

from probandum.compose.dated import source, when
from probandum.model.dossier import Document
from probandum.model.ident import digest

NAME = digest(b"document")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"published": "2020-07-25", "published_basis": "line 2"}, "2020-07-25 (line 2)"),
        ({"published": "2020-07-25"}, "2020-07-25"),
        ({}, "undated"),
        (
            {"not_before": "2020-01-01", "not_before_basis": "a", "not_after": "2021-02-28", "not_after_basis": "b"},
            "undated: between 2020-01-01 and 2021-02-28, because a; b",
        ),
        ({"not_after": "2021-02-28", "not_after_basis": "b"}, "undated: not after 2021-02-28, because b"),
        ({"not_before": "2020-01-01", "not_before_basis": "a"}, "undated: not before 2020-01-01, because a"),
        ({"published_basis": "line 2 “04.05.21” has a year of two digits"}, "undated, because line 2 “04.05.21” has a year of two digits"),
    ],
)  # fmt: skip
def test_when(said, words):
    assert when(Document(NAME, **said)) == words


def test_hostile_reasons_stay_words():
    document = Document(
        NAME, not_before="2020-01-01", not_before_basis="see http://evil.example/ \u202e\x1b[1m " + "x" * 5000
    )
    assert "http://" not in when(document)
    assert "\u202e" not in when(document)
    assert "\x1b" not in when(document)
    assert len(when(document)) < 700


def test_source():
    assert source(Document(NAME, source="Agency", publisher="Other")) == "Agency"
    assert source(Document(NAME)) == "not stated"
    named = Document(NAME, publisher="Embassy", publisher_basis="line 1")
    assert source(named) == "not stated; published by Embassy (line 1)"
