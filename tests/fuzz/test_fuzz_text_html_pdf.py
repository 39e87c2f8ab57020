"""Mutated documents: nothing but ReadError may come out, and what comes out can be cited."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from fpdf import FPDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probandum.errors import ReadError
from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest
from probandum.model.observation import Member, Omission, Text
from probandum.readers.html import HtmlReader
from probandum.readers.pdf import PdfReader
from probandum.readers.text import TextReader

PAGE = b"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A &amp; B</title>
<meta property="og:site_name" content="News"><script type="application/ld+json">{"@type":"Article","headline":"H"}</script>
</head><body><nav><a href="/">Home</a></nav><article><h1>Title</h1><p>The group used <b>evil&#46;example</b> and others,
it said.</p><p style="display:none">hidden</p><ul><li>one</li><li>two</li></ul><!-- note --><table><tr><td>1</td></tr>
</table></article><footer>end</footer></body></html>"""
PLAIN = "Home\nAbout us\nHome > News\nA title\n2020-07-25 22:33\n\nСлова и 证据 and some more words.\n© 2020 A.\n".encode()
PIECES = [
    b"<",
    b">",
    b"&",
    b"&#",
    b"'",
    b'"',
    b"<!--",
    b"-->",
    b"</",
    b"<svg>",
    b"<p hidden>",
    b"<script>",
    b"\0",
    b"\xff",
]
PIECES += [
    b"\xed\xa0\x80",
    b"<table>",
    b"</body>",
    b"<template>",
    b"<title>",
    b"endobj",
    b"<<",
    b">>",
    b"/Kids",
    b"0 R",
    b"99999",
]
SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def pdf() -> bytes:
    made = FPDF()
    made.set_creation_date(datetime(2020, 7, 25, tzinfo=UTC))
    made.set_compression(False)
    made.set_font("helvetica", size=12)
    for number in range(2):
        made.add_page()
        made.multi_cell(
            60, 6, f"Page {number} speaks of https://evil.example/a/long/path/that/is/broken?x=1 and more."
        )
    return bytes(made.output())


PDF = pdf()
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(PIECES) | st.binary(max_size=6)),
    max_size=6,
)


def mutated(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for place, cut, put in edits:
        at = int(place * len(data))
        data = data[:at] + put + data[at + cut :]
    return data


def check(read: Callable[[Exhibit, bytes], object], data: bytes, media_type: str) -> None:
    try:
        items = list(read(Exhibit(digest(data), len(data), media_type), data))  # type: ignore[call-overload]
    except ReadError as error:
        items, refused = [], error.what
    else:
        refused = ""
    assert items or (refused.startswith("exhibit ") and "\n" not in refused)
    for item in items:
        assert isinstance(item, Text | Omission | Member)
        if isinstance(item, Text):
            item.text.encode("utf-8")
            assert "\0" not in item.text
            assert all(
                left.end <= right.start for left, right in zip(item.spans, item.spans[1:], strict=False)
            )
            assert all(span.source.start < span.source.end for span in item.spans)
            if media_type != "application/pdf":
                assert all(span.source.end <= len(data) for span in item.spans)
        if isinstance(item, Omission):
            assert "\n" not in item.what


@SETTINGS
@given(EDITS)
def test_mutated_pages(edits: list[tuple[float, int, bytes]]) -> None:
    check(HtmlReader().read, mutated(PAGE, edits), "text/html")


@SETTINGS
@given(EDITS)
def test_mutated_texts(edits: list[tuple[float, int, bytes]]) -> None:
    check(TextReader().read, mutated(PLAIN, edits), "text/plain")


@SETTINGS
@given(EDITS)
def test_mutated_pdfs(edits: list[tuple[float, int, bytes]]) -> None:
    check(PdfReader().read, mutated(PDF, edits), "application/pdf")


@SETTINGS
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    check(HtmlReader().read, data, "text/html")
    check(TextReader().read, data, "text/plain")
    check(PdfReader().read, b"%PDF-1.7\n" + data, "application/pdf")


@pytest.mark.parametrize("size", range(0, len(PDF), 211))
def test_truncated_pdfs(size: int) -> None:
    check(PdfReader().read, PDF[:size], "application/pdf")
