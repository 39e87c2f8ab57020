"""Law over all readers: what stands at the place of a range says the same as the range, through every transformation.

Each reader gets a document made of drawn words in its own wrapping (page chrome, entities, hidden runs, escapes, encoded
words, columns); ``undo`` takes the wrapping off what stands at the place. White space is not compared: lines are joined.
"""

import html
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.header import Header, decode_header, make_header
from functools import cache
from typing import NamedTuple

import pytest
from fpdf import FPDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probandum import plugins
from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest
from probandum.model.observation import Member, Text
from probandum.readers.mail import MailReader
from probandum.readers.text import TextReader

SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
LETTERS = "aZ .,;é߀Ж据ا😀-/[]\u202e\u200f&"
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=40), min_size=1, max_size=6)
RANGES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=8)
ALWAYS = "These words are always there, so that every document holds some text to be read."
HIDDEN = re.compile(r"<i hidden>.*?</i>|<!--.*?-->", re.DOTALL)
ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


class Made(NamedTuple):
    media_type: str
    data: bytes
    undo: Callable[[bytes], str]


def plain(words: list[str]) -> Made:
    body = "\r\n".join(words)
    page = f"Home\r\nAbout us\r\nHome > News\r\nA title of a page\r\n2 min read\r\n\r\n{ALWAYS}\r\n{body}\r\n{ALWAYS}\r\nPrint\r\n© 2020 A\r\n"
    return Made("text/plain", page.encode(), lambda raw: raw.decode().replace("2 min read", ""))


def page(words: list[str]) -> Made:
    joined = "</p><p>".join(
        f"{html.escape(word)}&shy;<i hidden>order</i><!-- c -->&#{ord(word[0])};" for word in words
    )
    data = f"<nav><a href=/>Home</a></nav><article><h1>A title</h1><p>{ALWAYS}</p><p>{joined}</p><p>{ALWAYS}</p></article>"
    return Made(
        "text/html",
        data.encode(),
        lambda raw: html.unescape(re.sub(r"<[^>]*>", "", HIDDEN.sub("", raw.decode()))),
    )


def mail(words: list[str]) -> Made:
    subject = Header(f"Ж {' '.join(words)}".replace("\n", " "), "utf-8").encode()
    body = "\r\n".join(words)
    data = f"From: a@example.org\r\nDate: Fri, 09 Feb 2018 12:00:00 +0100\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{ALWAYS}\r\n{body}\r\n"

    def undo(raw: bytes) -> str:
        head, _, rest = raw.decode().partition("\r\nContent-Type:")
        subject = str(make_header(decode_header(head))) if "=?" in head else head
        return subject + rest.rpartition("8bit\r\n\r\n")[2]

    return Made("message/rfc822", data.encode(), undo)


def unescaped(raw: bytes) -> str:
    """Take JSON escapes off, and what stands between two strings."""
    words = re.sub(
        r'(?<!\\)"\s*[,}\]].*?(?<!\\)"(?:description|value)": ?"', " ", raw.decode(), flags=re.DOTALL
    )
    return str(json.loads(f'"{words}"'))


def stix(words: list[str]) -> Made:
    bundle = {
        "type": "bundle",
        "id": "bundle--00000000-0000-4000-8000-000000000001",
        "objects": [
            {
                "type": "report",
                "id": "report--00000000-0000-4000-8000-000000000002",
                "spec_version": "2.1",
                "created": "2018-02-12T10:00:00Z",
                "modified": "2018-02-12T10:00:00Z",
                "published": "2018-02-12T10:00:00Z",
                "object_refs": ["report--00000000-0000-4000-8000-000000000002"],
                "description": f"{ALWAYS}\n{'/'.join(words)}\n{ALWAYS}",
            }
        ],
    }
    return Made("application/stix+json", json.dumps(bundle).encode(), unescaped)


def misp(words: list[str]) -> Made:
    event = {
        "Event": {"info": f"{ALWAYS}\n{'/'.join(words)}\n{ALWAYS}", "date": "2018-02-12", "Attribute": []}
    }
    return Made("application/x-misp+json", json.dumps(event).encode(), unescaped)


def table(words: list[str]) -> Made:
    comments = "".join(f"# {number}: {word}\n" for number, word in enumerate(words))
    return Made("text/csv", f"# {ALWAYS}\n{comments}indicator\nevil.example\n".encode(), bytes.decode)


MAKERS = {"text": plain, "html": page, "mail": mail, "stix": stix, "misp": misp, "csv": table}
ELSEWHERE = {"pdf": "below: its places are characters of pages", "archive": "gives no text, only members"}


@cache
def readers() -> dict[str, plugins.Reader]:
    return {reader.name.partition("/")[0]: reader for reader in plugins.readers()}


def test_no_reader_is_left_out() -> None:
    assert set(MAKERS) | set(ELSEWHERE) == set(readers())


def squeezed(text: str) -> str:
    return re.sub(r"[\s\xad]+", "", text)


def chosen(size: int, ranges: list[tuple[float, float]]) -> list[tuple[int, int]]:
    pairs = [sorted((int(left * size), int(right * size))) for left, right in ranges]
    return [(start, max(end, start + 1)) for start, end in pairs if start < size]


@pytest.mark.parametrize("name", sorted(MAKERS))
@SETTINGS
@given(WORDS, RANGES)
def test_every_range_leads_to_bytes_that_say_the_same(
    name: str, words: list[str], ranges: list[tuple[float, float]]
) -> None:
    made = MAKERS[name](words)
    assert made.media_type in readers()[name].media_types
    found = list(readers()[name].read(Exhibit(digest(made.data), len(made.data), made.media_type), made.data))
    text = next(item for item in found if isinstance(item, Text))
    assert squeezed(ALWAYS) in squeezed(text.text)
    assert all(squeezed(word) in squeezed(text.text) for word in words)
    for start, end in chosen(len(text.text), ranges):
        wanted = squeezed(text.text[start:end])
        if not wanted:
            continue
        where = text.locate(start, end)
        assert where.unit == "byte"
        assert wanted in squeezed(made.undo(made.data[where.start : where.end]))


@SETTINGS
@given(st.text("abc déf=", min_size=1, max_size=60), st.sampled_from(["quoted-printable", "base64"]))
def test_encoded_parts_of_mail_lead_to_the_decoded_part(words: str, coding: str) -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "s"
    message.set_content(f"{ALWAYS}\n{words}é\n", cte=coding)
    data = message.as_bytes()
    found = list(MailReader().read(Exhibit(digest(data), len(data), "message/rfc822"), data))
    member = next(item for item in found if isinstance(item, Member))
    text = next(
        iter(TextReader().read(Exhibit(digest(member.data), len(member.data), "text/plain"), member.data))
    )
    assert isinstance(text, Text)
    at = text.text.index(f"{words}é")
    where = text.locate(at, at + len(words) + 1)
    assert member.data[where.start : where.end].decode() == f"{words}é"


@settings(SETTINGS, max_examples=25)
@given(st.lists(st.text("abcd éf", min_size=1, max_size=12), min_size=12, max_size=24), st.booleans(), RANGES)
def test_columns_and_page_edges_lead_to_their_characters(
    words: list[str], by_row: bool, ranges: list[tuple[float, float]]
) -> None:
    import pypdfium2

    pdf = FPDF()
    pdf.set_creation_date(datetime(2020, 7, 25, tzinfo=UTC))
    pdf.set_auto_page_break(False)
    pdf.set_font("helvetica", size=10)
    for number in range(3):
        pdf.add_page()
        pdf.set_xy(10, 5)
        pdf.cell(100, 6, "A line at the edge")
        cells = [(side, row) for side in (0, 1) for row in range(len(words) // 2)]
        for side, row in sorted(cells, key=lambda cell: cell[1]) if by_row else cells:
            pdf.set_xy(10 + 100 * side, 20 + 6 * row)
            pdf.cell(80, 6, f"side {side} of row {row} {words[2 * row + side]} n{number}")
    data = bytes(pdf.output())
    found = list(readers()["pdf"].read(Exhibit(digest(data), len(data), "application/pdf"), data))
    text = next(item for item in found if isinstance(item, Text))
    assert "A line at the edge" not in text.text
    with pypdfium2.PdfDocument(data) as opened:
        sources = [str(opened[index].get_textpage().get_text_range()) for index in range(len(opened))]
    if by_row:
        assert text.text.index("side 0 of row 3") < text.text.index("side 1 of row 0")
    for found_line in re.finditer(r"side \d of row \d+ ", text.text):
        where = text.locate(*found_line.span())
        assert sources[where.page - 1][where.start : where.end].split() == found_line[0].split()
    for start, end in chosen(len(text.text), ranges):
        if text.text[start:end].strip():
            where = text.locate(start, end)
            assert set(text.text[start].strip()) <= set(sources[where.page - 1][where.start : where.end])
