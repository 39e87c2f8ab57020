"""Law: every range of an extracted text leads to source that holds that very text."""

import html
import re
from datetime import UTC, datetime

from fpdf import FPDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest
from probandum.model.observation import Text
from probandum.readers.encoding import decode
from probandum.readers.html import HtmlReader
from probandum.readers.pdf import PdfReader
from probandum.readers.text import TextReader

SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
ALPHABET = "aZ .,;-/é߀абвЖ证据はالأ😀𐍈\xa0\n\r\t&<>\"'#"
WORDS = st.text(ALPHABET, min_size=1, max_size=120)
RANGES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=8)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "gb18030"]
OPEN = ["<p>", "<div>", "<b>", "<li>", "<br>", "<td>", "<pre>", "<i x='>'>", "<!-- c -->", "", "", ""]
CLOSE = ["</p>", "</div>", "</b>", "</li>", "</td>", "</pre>", "", ""]


def lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def squeezed(text: str) -> str:
    """Without white space and hyphens that a line break makes: the law is about the words."""
    return re.sub(r"\s+", "", text)


def chosen(size: int, ranges: list[tuple[float, float]]) -> list[tuple[int, int]]:
    pairs = [sorted((int(left * size), int(right * size))) for left, right in ranges]
    return [(start, max(end, start + 1)) for start, end in pairs if start < size]


@SETTINGS
@given(WORDS, st.sampled_from(ENCODINGS), RANGES)
def test_decoded_text_leads_to_its_bytes(
    words: str, encoding: str, ranges: list[tuple[float, float]]
) -> None:
    if encoding == "utf-16-be":
        words += " "  # without a mark and without one NUL, は is also “0o”
    data = words.encode(encoding)
    decoded = decode(data, encoding)
    assert decoded.text == lines(words)
    text = Text(digest(data), "test/1", decoded.text, decoded.spans)
    for start, end in chosen(len(text.text), ranges):
        where = text.locate(start, end)
        assert lines(data[where.start : where.end].decode(decoded.encoding)) == text.text[start:end]


@SETTINGS
@given(
    st.binary(max_size=200),
    st.sampled_from(["", "utf-8", "utf-16", "shift_jis", "gb18030", "iso2022_jp", "big5"]),
    RANGES,
)
def test_every_character_of_any_bytes_has_a_place(
    data: bytes, declared: str, ranges: list[tuple[float, float]]
) -> None:
    decoded = decode(data, declared)
    text = Text(digest(data), "test/1", decoded.text, decoded.spans)
    for start, end in chosen(len(text.text), ranges):
        where = text.locate(start, end)
        assert 0 <= where.start < where.end <= len(data)
        outer = text.locate(0, len(text.text))
        assert outer.start <= where.start < where.end <= outer.end


@SETTINGS
@given(WORDS, RANGES)
def test_plain_text_leads_to_its_bytes(words: str, ranges: list[tuple[float, float]]) -> None:
    data = f"A title line\n\n{words}\nThis line makes it certain that the text holds some words.\n".encode()
    text = next(iter(TextReader().read(Exhibit(digest(data), len(data), "text/plain"), data)))
    assert isinstance(text, Text)
    for start, end in chosen(len(text.text), ranges):
        where = text.locate(start, end)
        assert lines(data[where.start : where.end].decode()) == text.text[start:end]


@SETTINGS
@given(
    st.lists(
        st.tuples(st.sampled_from(OPEN), WORDS, st.booleans(), st.sampled_from(CLOSE)), min_size=1, max_size=8
    ),
    RANGES,
)
def test_pages_lead_to_bytes_that_say_the_same(
    parts: list[tuple[str, str, bool, str]], ranges: list[tuple[float, float]]
) -> None:
    body = "".join(
        start + (html.escape(words) if named else "".join(f"&#{ord(letter)};" for letter in words)) + end
        for start, words, named, end in parts
    )
    data = f"<title>t</title><body><p>Some words that are always there, so that the page is not empty.</p>{body}".encode()
    text = next(iter(HtmlReader().read(Exhibit(digest(data), len(data), "text/html"), data)))
    assert isinstance(text, Text)
    for start, end in chosen(len(text.text), ranges):
        wanted = squeezed(text.text[start:end])
        if not wanted:
            continue
        where = text.locate(start, end)
        source = re.sub(
            r"<!--.*?-->|<[a-z/][^<>']*(?:'[^']*')?[^<>]*>", "", data[where.start : where.end].decode()
        )
        assert squeezed(html.unescape(source)) == wanted


@settings(SETTINGS, max_examples=25)
@given(st.lists(st.text("abc déf-./0:", min_size=1, max_size=300), min_size=1, max_size=3), RANGES)
def test_pdf_pages_lead_to_characters_that_say_the_same(
    pages: list[str], ranges: list[tuple[float, float]]
) -> None:
    import pypdfium2

    pdf = FPDF()
    pdf.set_creation_date(datetime(2020, 7, 25, tzinfo=UTC))
    pdf.set_font("helvetica", size=12)
    for page in ["always some text here", *pages]:
        pdf.add_page()
        pdf.multi_cell(60, 6, page)
    data = bytes(pdf.output())
    text = next(iter(PdfReader().read(Exhibit(digest(data), len(data), "application/pdf"), data)))
    assert isinstance(text, Text)
    with pypdfium2.PdfDocument(data) as opened:
        sources = [str(opened[index].get_textpage().get_text_range()) for index in range(len(opened))]
    for start, end in chosen(len(text.text), ranges):
        wanted = text.text[start:end]
        if not wanted.strip():
            continue
        where = text.locate(start, end)
        source = sources[where.page - 1][where.start : where.end]
        bare = re.compile(r"[\s\ufffe-]+")
        assert bare.sub("", wanted).startswith(bare.sub("", source))
        assert "\n\n" in wanted or bare.sub("", wanted) == bare.sub("", source)
