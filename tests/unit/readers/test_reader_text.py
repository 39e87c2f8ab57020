"""Plain text: main text without page chrome, and what the first lines say."""

import json
from pathlib import Path

import pytest

from probandum.errors import ReadError
from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest
from probandum.model.observation import Omission, Text
from probandum.readers.languages import language
from probandum.readers.metadata import pdf_date, rfc3339
from probandum.readers.text import TextReader


def read(data: bytes) -> tuple[Text, list[Omission]]:
    text, *omissions = TextReader().read(Exhibit(digest(data), len(data), "text/plain"), data)
    assert isinstance(text, Text)
    return text, [omission for omission in omissions if isinstance(omission, Omission)]


def shared(name: str) -> Path:
    for folder in Path(__file__).resolve().parents:
        if (folder.parent / "shared" / "data" / name).exists():
            return folder.parent / "shared" / "data" / name
    pytest.skip(f"the development data ({name}) is not beside the checkout")


PAGE = """Home
  Products
Contact us
Log in

Ministry of Examples
Home > News > Statements
Statement of the ministry on the intrusion

25 July 2020

The ministry has looked at the report about the intrusion and says that it names no evidence for its claim.

C2 servers:
evil.example
203.0.113.7

Share | Print | E-mail
© 2020 Ministry of Examples. All rights reserved.
"""


def test_chrome_at_head_and_tail_is_left_out_and_said() -> None:
    data = PAGE.encode()
    text, omissions = read(data)
    assert text.text.startswith("Statement of the ministry on the intrusion\n")
    assert text.text.rstrip().endswith("203.0.113.7")
    assert text.title == "Statement of the ministry on the intrusion"
    assert text.published == "2020-07-25"
    assert text.publisher == "Ministry of Examples"
    assert text.language == "en"
    assert [omission.what.split(",")[0] for omission in omissions] == ["navigation left out"] * 2
    for omission in omissions:
        assert omission.locator is not None
    head = omissions[0].locator
    assert head is not None
    assert data[head.start : head.end].endswith(b"Home > News > Statements\n")
    at = text.text.index("evil.example")
    where = text.locate(at, at + 12)
    assert data[where.start : where.end] == b"evil.example"


@pytest.mark.parametrize(
    "body",
    [
        "Fancy Bear\nCozy Bear\nSandworm\nTurla\nGamaredon\nLazarus\n\nThese are names that vendors gave to groups over the years.\n",
        "evil.example\nbad.example\n203.0.113.7\nd41d8cd98f00b204e9800998ecf8427e\n",
        "a > b\nIf a is greater than b then the second of them is smaller than the first of them.\n",
        "> > quoted\nThe mail before this one said that the group had used the same tools again and again.\n",
    ],
)
def test_lists_and_quotations_are_not_taken_for_menus(body: str) -> None:
    text, omissions = read(body.encode())
    assert text.text == body
    assert not omissions


def test_an_indicator_list_at_the_end_stays() -> None:
    body = "The malware was seen again and its makers have changed the servers that it talks to.\n\nIndicators\nevil\nbad\nworse\n"
    assert read(body.encode())[0].text == body


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2020-07-25 22:33", "2020-07-25"),
        ("2020-07-25T22:33:00+02:00", "2020-07-25T22:33:00+02:00"),
        ("2020-07-25T22:33Z", "2020-07-25T22:33:00Z"),
        ("July 25, 2020", "2020-07-25"),
        ("Jul 25th 2020", "2020-07-25"),
        ("25 July 2020", "2020-07-25"),
        ("25.07.2020", "2020-07-25"),
        ("2020年7月25日", "2020-07-25"),
        ("2020/07/25", "2020-07-25"),
        ("Sat, 25 Jul 2020 22:33:00 +0200", "2020-07-25T22:33:00+02:00"),
        ("07/08/2020", ""),
        ("2020-02-30", ""),
        ("30 February 2020", ""),
        ("0000-00-00", ""),
        ("yesterday", ""),
        ("9999-12-31T23:59:59-23:59", ""),
    ],
)
def test_dates_as_written(line: str, date: str) -> None:
    assert rfc3339(line) == date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("D:20200725223300+02'00'", "2020-07-25T22:33:00+02:00"),
        ("D:20200725223300Z", "2020-07-25T22:33:00Z"),
        ("D:20200725", "2020-07-25"),
        ("20200725223300", "2020-07-25"),
        ("D:20209999", ""),
        ("nonsense", ""),
    ],
)
def test_pdf_dates(written: str, date: str) -> None:
    assert pdf_date(written) == date


@pytest.mark.parametrize(
    "line", ["Published on July 25, 2020", "25 July 2020 | by a member of staff", "2020-07-25 22:33"]
)
def test_a_date_on_a_line_of_its_own_is_the_date(line: str) -> None:
    assert read(
        f"A report on something\n{line}\nIt was in May 2019 that the group began its work against others.\n".encode()
    )[0].published.startswith("2020-07-25")


@pytest.mark.parametrize(
    "body",
    [
        "Dear reader,\n\na ministry says that two worked with a\nministry in the north. The north says\nthat this is invented, and so says the east.\n",
        "Three were named: one, because of\nfour pieces of code known to all; another\nbecause officials who were not named have said so.\n",
    ],
)
def test_a_line_of_a_wrapped_paragraph_is_no_title(body: str) -> None:
    assert read(body.encode())[0].title == ""


@pytest.mark.parametrize(
    "below", ["\n\nthe ministry", "\nby Jordan Example\n\nThe ministry", "\nThe ministry"]
)
def test_a_line_that_stands_apart_is_a_title(below: str) -> None:
    body = f"Statement of the north on the report{below} has looked at it and says that it names no evidence at all.\n"
    assert read(body.encode())[0].title == "Statement of the north on the report"


def test_a_date_in_a_sentence_is_not_the_date() -> None:
    assert not read(
        b"A report on something\n\nIt was on July 25, 2020 that the group began its work against others.\n"
    )[0].published


def test_a_dateline_is_the_date() -> None:
    assert (
        read("GENEVA, July 25, 2020 – The agency said that it had seen no evidence.\n".encode())[0].published
        == "2020-07-25"
    )


def test_language_is_empty_where_it_is_not_sure() -> None:
    assert language("evil.example 203.0.113.7 d41d8cd98f00b204e9800998ecf8427e") == ""
    assert language("ok") == ""
    assert language("Доказательств недостаточно, чтобы назвать виновного в этом деле.") == "ru"
    assert language("证据必须足够,才能确定网络事件的责任方。没有证据的猜测应当停止。") == "zh"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t\r\n",
        b"\0" * 1000,
        bytes(range(256)) * 20,
        b"\x7fELF" + bytes(range(32)) * 50,
        b"\xff\xfe",
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"exhibit [0-9a-f]{12} "):
        read(data)


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(ReadError, match="more than the"):
        read(b"x" * (TextReader.limits.size + 1))


def test_undecodable_places_are_said() -> None:
    text, omissions = read("Доказательств недостаточно".encode() + b"\xff" + " для этого.".encode())
    assert "\ufffd" in text.text
    assert omissions[0].what.startswith("1 places are not valid utf-8")
    assert omissions[0].locator is not None
    assert omissions[0].locator.end - omissions[0].locator.start == 1


def test_links_are_kept_as_written() -> None:
    assert read(b"See https://a.example/x?y=1, (http://b.example/) and https://a.example/x?y=1.")[
        0
    ].links == (
        "https://a.example/x?y=1",
        "http://b.example/",
    )


@pytest.mark.shared
def test_statements_against_their_gold() -> None:
    folder = shared("statements")
    for document in json.loads((folder / "gold.json").read_text("utf-8"))["documents"]:
        data = (folder / document["doc"]).read_bytes()
        raw = data.decode()
        text, _ = read(data)
        for start, end in document["main_text"]:
            assert raw[start:end].strip() in text.text
        for start, end in document["boilerplate"]:
            assert raw[start:end].strip() not in text.text
        assert text.title == document["metadata"]["title"]
        assert text.published == (document["metadata"]["date"] or "")[:10]
        assert text.publisher in ("", document["metadata"]["publisher"])
        assert text.language == "en"


@pytest.mark.shared
def test_reports_lose_nothing_and_give_their_dates() -> None:
    files = sorted((shared("reports/annoctr/text")).glob("*.txt"))[::12]
    for file in files:
        data = file.read_bytes()
        text, omissions = read(data)
        assert text.text == data.decode().replace("\r\n", "\n")
        assert not omissions
        assert text.published == file.name.split("_")[1]
        assert text.title
