"""PDF: text by page and character, lines joined where a word or address was broken, and files made to break a reader."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from fpdf import FPDF

from probandum.errors import ReadError
from probandum.model.exhibit import Exhibit, Locator
from probandum.model.ident import digest
from probandum.model.observation import Member, Omission, Text
from probandum.readers.pdf import PdfReader
from probandum.readers.pdf_lines import paragraphs

SHA256 = "0123456789abcdef" * 4
PROSE = "The intruders used the same servers for many months and in several countries at the same time, the report says."


def document() -> FPDF:
    pdf = FPDF()
    pdf.set_creation_date(datetime(2020, 7, 25, 22, 33, tzinfo=UTC))
    pdf.set_title("A report")
    pdf.set_author("An agency")
    pdf.set_font("helvetica", size=12)
    return pdf


def simple(*pages: str) -> bytes:
    pdf = document()
    for page in pages:
        pdf.add_page()
        if page:
            pdf.multi_cell(60, 6, page)
    return bytes(pdf.output())


def read(data: bytes) -> list[Text | Member | Omission]:
    return list(PdfReader().read(Exhibit(digest(data), len(data), "application/pdf"), data))


def text_of(data: bytes) -> Text:
    text = read(data)[0]
    assert isinstance(text, Text)
    return text


def joined(page: str, known: frozenset[str] = frozenset()) -> str:
    pieces = list(paragraphs(page, known))
    assert all(left.end == right.start for left, right in pairwise(pieces))
    return "".join(page[piece.start : piece.end] if piece.put is None else piece.put for piece in pieces)


def page_text(data: bytes, page: int) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as opened:
        return str(opened[page - 1].get_textpage().get_text_range())


def test_text_metadata_and_places() -> None:
    data = simple(PROSE, f"Second page. {PROSE}")
    text = text_of(data)
    assert (text.title, text.author, text.published, text.language) == (
        "A report",
        "An agency",
        "2020-07-25T22:33:00Z",
        "en",
    )
    assert text.text == f"{PROSE}\n\nSecond page. {PROSE}"
    at = text.text.index("Second")
    assert text.locate(at, at + 11) == Locator("page", 0, 11, 2)
    first = text.locate(0, at + 5)
    assert (first.page, first.end) == (1, len(page_text(data, 1)))
    with pytest.raises(ValueError, match="put in by the reader"):
        text.locate(at - 2, at)


@pytest.mark.parametrize(
    "token",
    [
        SHA256,
        "https://evil.example/a/very/long/path/that/goes/on/and/on/index.php?x=1&y=some-thing_more",
        "hxxps://evil[.]example/a/very/long/path/that/goes/on/and/on/index.php?x=1",
    ],
)
def test_a_token_broken_over_lines_is_one_token(token: str) -> None:
    data = simple(f"{PROSE} It was seen at {token} and elsewhere. {PROSE}")
    assert token not in page_text(data, 1)
    text = text_of(data)
    assert token in text.text
    at = text.text.index(token)
    where = text.locate(at, at + len(token))
    assert "".join(page_text(data, 1)[where.start : where.end].split()).replace("\ufffe", "-") == token


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("in this attri\ufffebution we see how it was", "in this attribution we see how it was"),
        ("it was a state\ufffesponsored group", "it was a state-sponsored group"),
        ("seen at evil\ufffebad.example again", "seen at evil-bad.example again"),
        ("seen at CVE\ufffe2020 again", "seen at CVE-2020 again"),
        ("soft\xadhyphen", "softhyphen"),
        ("a\x00b", "a\ufffdb"),
        ("A sentence that fills the line and\r\nends here.", "A sentence that fills the line and ends here."),
        ("evil.example\r\nbad.example1\r\nfine.example", "evil.example\nbad.example1\nfine.example"),
        (f"{SHA256[:32]}\r\n{SHA256[32:]}", f"{SHA256[:32]}\n{SHA256[32:]}"),
        (f"{SHA256[:30]}\r\n{SHA256[30:]}", SHA256),
        (f"{SHA256[:24]}\r\n{SHA256[24:44]}\r\n{SHA256[44:]}", SHA256),
        (
            "- one thing and another\r\n- two things and more",
            "- one thing and another\n- two things and more",
        ),
        (
            "Heading\r\nA long sentence that goes on after it, and on",
            "Heading\nA long sentence that goes on after it, and on",
        ),
    ],
)
def test_line_breaks(page: str, text: str) -> None:
    assert joined(page, frozenset({"state-sponsored"})) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "the second stage came from https://evil.example/",
            "and was started at once by the first stage of it",
        ),
        (
            "the second stage came from https://evil.example/a/b",
            "in 2019, and was started at once by the first of it",
        ),
        (
            "the second stage came from https://evil.example/a/b",
            "2021 was the year in which it was seen for the first",
        ),
        (
            "the second stage came from https://evil.example/a/b",
            "10.6% of all hosts had it in the end, the agency says",
        ),
        (
            "the second stage came from https://evil.example/a/b",
            "www.other.example gave the third, and so it went on",
        ),
        (
            "the second stage came from https://evil.example/a/b",
            "https://other.example/c gave the third and the fourth",
        ),
        (
            "the second stage came from https://evil.example/a/b",
            "203.0.113.7 was the address of the third stage of it",
        ),
        (
            "the second stage came from hxxps://evil[.]example/",
            "The third came from elsewhere, as the same agency says",
        ),
        (
            "the second stage came from https://evil.example/a/b",
            "and/or from another host that nobody has seen so far",
        ),
    ],
)
def test_an_address_at_the_end_of_a_line_does_not_swallow_the_next_word(before: str, after: str) -> None:
    assert joined(f"{before}\r\n{after}") == f"{before} {after}"


@pytest.mark.parametrize(
    ("before", "after", "token"),
    [
        (
            "it was seen at https://evil.example/a/long/path/",
            "index.php?x=1 and elsewhere too",
            "path/index.php?x=1",
        ),
        (
            "it was seen at https://evil.example/a/long/path",
            "/index.php?x=1 and elsewhere too",
            "path/index.php?x=1",
        ),
        (
            "it was seen at https://evil.example/a/long/path?id=",
            "2021 and elsewhere too as well",
            "path?id= 2021",
        ),
        (
            "it was seen at https://evil.example/a/long/some-",
            "thing_more.exe and elsewhere too",
            "some-thing_more.exe",
        ),
        (
            "it was seen at https://evil.example",
            ".test/a and elsewhere, as it seems now",
            "evil.example.test/a",
        ),
    ],
)
def test_an_address_over_two_lines_is_joined(before: str, after: str, token: str) -> None:
    assert token in joined(f"{before}\r\n{after}")


def columns(rows: int, *, by_row: bool) -> bytes:
    left = [
        "The first column says that the",
        "intruders came by mail and that",
        "they stayed for three months in",
    ]
    right = [
        "The second column says what was",
        "found on the disks: a loader and",
        "two keys that had been used in a",
    ]
    pdf = document()
    pdf.set_font("helvetica", size=10)
    pdf.add_page()
    pdf.set_xy(10, 10)
    pdf.cell(190, 6, "A heading that goes over both columns of the page and is therefore read before the two")
    cells = [(side, row) for side in (0, 1) for row in range(rows)]
    for side, row in sorted(cells, key=lambda cell: cell[1]) if by_row else cells:
        pdf.set_xy(10 + 100 * side, 30 + 6 * row)
        pdf.cell(80, 6, (left, right)[side][row % 3])
    return bytes(pdf.output())


def test_columns_that_are_drawn_by_row_are_read_by_column() -> None:
    data = columns(6, by_row=True)
    assert "that the The second column" in page_text(data, 1)
    text = text_of(data)
    assert " ".join(text.text.split()) == " ".join(text_of(columns(6, by_row=False)).text.split())
    at = text.text.index("found on the disks")
    where = text.locate(at, at + 18)
    assert page_text(data, 1)[where.start : where.end] == "found on the disks"
    both = text.locate(text.text.index("intruders"), text.text.index("found on"))
    assert "intruders came by mail" in page_text(data, 1)[both.start : both.end]


def test_rows_of_a_table_stay_rows() -> None:
    pdf = document()
    pdf.add_page()
    for row in range(8):
        for side, words in enumerate((f"host{row}.example", "server of the second stage of it")):
            pdf.set_xy(10 + 100 * side, 30 + 6 * row)
            pdf.cell(80, 6, words)
    assert "host3.example server of the second stage" in " ".join(text_of(bytes(pdf.output())).text.split())


def edged(lines: list[tuple[str, str, str]]) -> bytes:
    pdf = document()
    pdf.set_auto_page_break(False)
    for head, body, foot in lines:
        pdf.add_page()
        for height, words in ((5, head), (40, body), (280, foot)):
            if words:
                pdf.set_xy(10, height)
                pdf.cell(180, 6, words)
    return bytes(pdf.output())


def test_lines_at_the_edge_of_every_page_are_left_out_and_said() -> None:
    data = edged(
        [
            ("TLP:GREEN Example report", f"Text {number} of it all.", f"Page {number} of 4")
            for number in range(1, 5)
        ]
    )
    items = read(data)
    assert isinstance(items[0], Text)
    assert items[0].text.split("\n\n") == [f"Text {number} of it all." for number in range(1, 5)]
    said = [item for item in items if isinstance(item, Omission)]
    assert [item.what for item in said] == [
        "line at the edge of 4 pages left out: “TLP:GREEN Example report”",
        "line at the edge of 4 pages left out: “Page # of 4”",
    ]
    assert said[0].locator is not None
    assert (
        page_text(data, 1)[said[0].locator.start : said[0].locator.end].strip() == "TLP:GREEN Example report"
    )


def test_lists_at_the_edge_of_pages_stay() -> None:
    data = edged([(f"203.0.113.{number * 9}", "relay", f"d41d8cd98f{number}") for number in range(1, 6)])
    assert all(f"203.0.113.{number * 9}" in text_of(data).text for number in range(1, 6))
    assert all(f"d41d8cd98f{number}" in text_of(data).text for number in range(1, 6))


@pytest.mark.parametrize("lost", [60, 200, 300, 400])
def test_a_file_that_lost_its_end_is_read_as_far_as_it_goes(lost: int) -> None:
    items = read(simple(PROSE, PROSE)[:-lost])
    assert isinstance(items[0], Text)
    assert items[0].text.startswith(PROSE)
    assert lost < 100 or any(
        "the end of the file is lost" in item.what for item in items if isinstance(item, Omission)
    )


def test_a_file_without_catalogue_gives_its_pages() -> None:
    data = simple(PROSE).replace(b"/Catalog", b"/Katalog")
    items = read(data)
    assert isinstance(items[0], Text)
    assert items[0].text == PROSE


def test_the_date_of_the_file_is_weak_beside_that_of_the_text() -> None:
    assert text_of(simple(PROSE)).published_basis.startswith("PDF /CreationDate (weak")
    pdf = document()
    pdf.add_page()
    pdf.multi_cell(180, 6, f"A report on the port\n12 February 2019\n\n{PROSE}")
    text = text_of(bytes(pdf.output()))
    assert text.published == "2019-02-12"
    assert "PDF /CreationDate (weak: when the file was made) says 2020-07-25" in text.published_basis


def test_pages_without_text_are_said() -> None:
    items = read(simple(PROSE, "", "", PROSE, ""))
    losses = [item.what for item in items if isinstance(item, Omission)]
    assert len(losses) == 1
    assert losses[0].startswith("3 pages (2–3, 5) without text")


def test_a_scan_without_any_text_is_refused_with_advice() -> None:
    with pytest.raises(ReadError, match=r"without text.*recognised"):
        read(simple("", ""))


def test_files_inside_become_members() -> None:
    pdf = document()
    pdf.add_page()
    pdf.embed_file(basename="inner.txt", bytes=b"an inner file")
    items = read(bytes(pdf.output()))
    assert [item for item in items if isinstance(item, Member)] == [Member("inner.txt", b"an inner file")]


def test_encrypted_files_are_refused_with_advice() -> None:
    pdf = document()
    pdf.set_encryption(owner_password="owner", user_password="user")
    pdf.add_page()
    pdf.cell(0, 6, "secret")
    with pytest.raises(ReadError, match="encrypted PDF – acquire a copy"):
        read(bytes(pdf.output()))


def test_a_file_that_only_forbids_printing_is_read() -> None:
    pdf = document()
    pdf.set_encryption(owner_password="owner")
    pdf.add_page()
    pdf.cell(0, 6, "open to all")
    assert text_of(bytes(pdf.output())).text == "open to all"


LOOP = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2000000000>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1
<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 40>>stream
BT /F1 12 Tf 10 100 Td (Loop text) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
"""


def test_a_page_tree_that_holds_itself_ends() -> None:
    assert text_of(LOOP).text == "Loop text"


def test_a_page_tree_that_promises_pages_it_has_not_says_so() -> None:
    items = read(LOOP.replace(b"[2 0 R 3 0 R]", b"[3 0 R 9 0 R 8 0 R]").replace(b"2000000000", b"3"))
    assert isinstance(items[0], Text)
    assert next(item.what for item in items if isinstance(item, Omission)).startswith(
        "2 pages (2–3) cannot be read"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-",
        b"%PDF-1.7\n" + b"garbage " * 1000,
        b"%PDF-1.7\n" + bytes(range(256)) * 100,
        simple(PROSE)[:150],
        simple(PROSE).replace(b"/Kids", b"/Kixs"),
    ],
)
def test_broken_files_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"exhibit [0-9a-f]{12} "):
        read(data)


def test_a_file_cut_off_behind_its_pages_is_read() -> None:
    assert text_of(simple(PROSE)[:-8]).text == PROSE


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(ReadError, match="more than the"):
        read(b"%PDF-1.7" + b"x" * PdfReader.limits.size)


def test_the_same_file_gives_the_same_text() -> None:
    data = simple(PROSE, PROSE)
    assert read(data) == read(data)
