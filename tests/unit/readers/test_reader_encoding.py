"""Decoding: the right text, every character led back to its own bytes, and never an exception."""

import random
import time

import pytest

from probandum.model.exhibit import Locator
from probandum.model.ident import Digest
from probandum.model.observation import Span, Text
from probandum.readers.assembly import Assembly
from probandum.readers.bytemap import MAX_RUNS
from probandum.readers.charsets import canonical
from probandum.readers.encoding import Decoded, decode

CHINESE = "证据必须足够,才能确定 http://a.example 事件的责任方。\r\n没有证据的猜测应当停止。\n"
RUSSIAN = "Программа рассматривает каждого участника.\r\nДоказательств недостаточно: evil.example.\r\n"
ARABIC = "يجب أن تكون هناك أدلة كافية عند التحقيق في الحوادث.\r\n"
HEBREW = "הראיות אינן מספיקות כדי לקבוע מי עמד מאחורי התקיפה.\n"
JAPANESE = "証拠が十分でなければ、攻撃者を特定することはできません。\n"
KOREAN = "증거가 충분하지 않으면 공격자를 특정할 수 없습니다.\n"
FRENCH = "L'enquête a été menée à Paris; les éléments réunis ne suffisent pas. Où sont les preuves?\n"
EMOJI = "a😀b é 中 👩‍💻 end\n"
WIDE = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "utf-32-be",
    "gb18030",
]
CASES = [
    (text, name)
    for text in (CHINESE, RUSSIAN, ARABIC, HEBREW, JAPANESE, KOREAN, FRENCH, EMOJI)
    for name in WIDE
]
CASES += [
    (CHINESE, "gbk"),
    (CHINESE, "gb2312"),
    (RUSSIAN, "koi8-r"),
    (RUSSIAN, "windows-1251"),
    (RUSSIAN, "iso-8859-5"),
]
CASES += [(ARABIC, "windows-1256"), (HEBREW, "windows-1255"), (JAPANESE, "shift_jis"), (JAPANESE, "euc-jp")]
CASES += [(KOREAN, "euc-kr"), (FRENCH, "iso-8859-1"), (FRENCH, "windows-1252"), ("證據必須足夠。\n", "big5")]


def lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_map(data: bytes, decoded: Decoded) -> None:
    """Every range leads to bytes that decode to that very text."""
    text = Text(Digest("0" * 64), "test/1", decoded.text, decoded.spans)
    choose = random.Random(7)
    for _ in range(60):
        start = choose.randrange(len(decoded.text))
        end = choose.randrange(start + 1, len(decoded.text) + 1)
        found = text.locate(start, end)
        assert lines(data[found.start : found.end].decode(decoded.encoding)) == decoded.text[start:end]


@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_declared_encodings_give_text_and_bytes(text: str, encoding: str) -> None:
    data = (text * 3).encode(encoding)
    decoded = decode(data, encoding)
    assert decoded.text == lines(text * 3)
    assert decoded.undecodable == 0
    assert not decoded.coarse
    check_map(data, decoded)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        case
        for case in CASES
        if case[1] not in ("euc-jp", "gb2312") and not (case[1] == "gb18030" and case[0] != CHINESE)
    ],
)
def test_undeclared_encodings_are_found_in_text_of_some_length(text: str, encoding: str) -> None:
    data = (text * 5).encode(encoding)
    assert decode(data).text == lines(text * 5)


@pytest.mark.parametrize("encoding", ["iso2022_jp", "hz"])
def test_escape_sequences_count_to_the_character_after_them(encoding: str) -> None:
    body = JAPANESE if encoding == "iso2022_jp" else CHINESE
    data = f"plain\n{body}plain".encode(encoding)
    decoded = decode(data, encoding)
    assert decoded.text == f"plain\n{lines(body)}plain"
    assert decoded.locate(0, 5) == Locator("byte", 0, 5)
    first = decoded.locate(6, 7)
    assert data[first.start : first.end].decode(encoding) == body[0]
    last = decoded.locate(len(decoded.text) - 4, len(decoded.text))
    assert data[last.start : last.end] == b"lain"


def test_wrong_bytes_are_shown_where_they_stand() -> None:
    data = "Доказательств ".encode() + b"\xff\xfe" + " недостаточно".encode()
    decoded = decode(data, "utf-8")
    assert decoded.undecodable == 2
    at = decoded.text.index("\ufffd")
    assert decoded.text[at : at + 2] == "\ufffd\ufffd"
    where = decoded.locate(at, at + 2)
    assert data[where.start : where.end] == b"\xff\xfe"
    assert decoded.text.endswith("недостаточно")


def test_a_replacement_character_that_was_written_is_no_loss() -> None:
    assert decode("was \ufffd lost".encode()).undecodable == 0


def test_a_wrong_declaration_is_not_believed() -> None:
    assert decode(RUSSIAN.encode(), "shift_jis").text == lines(RUSSIAN)
    assert decode(RUSSIAN.encode("cp1251"), "utf-8").text == lines(RUSSIAN)
    assert decode(FRENCH.encode(), "us-ascii").text == FRENCH
    assert decode(b"plain text", "utf-16").text == "plain text"


def test_cut_off_utf8_is_utf8() -> None:
    decoded = decode(CHINESE.encode()[:-4] + "证".encode()[:2])
    assert decoded.encoding == "utf-8"
    assert decoded.undecodable == 2


@pytest.mark.parametrize(
    "label", ["zip", "rot13", "unicode_escape", "idna", "utf-7", "cp037", "../../x", "x" * 500, "", "\0"]
)
def test_codecs_that_are_no_charsets_are_not_used(label: str) -> None:
    assert canonical(label) == ""
    assert decode(b"plain +ADw- \\x41", label).text == "plain +ADw- \\x41"


@pytest.mark.parametrize(
    "declared", ["", "utf-8", "utf-16", "utf-32", "gb18030", "iso2022_jp", "hz", "shift_jis", "big5"]
)
@pytest.mark.parametrize(
    "data",
    [
        *(
            b"",
            b"\0",
            b"\xff",
            b"\xff\xfe",
            b"\xfe\xff\xd8",
            b"\xff\xfe\x00\xd8\x41\x00",
            b"\xed\xa0\x80",
            b"a\0b",
        ),
        *(bytes(range(256)), b"\x1b$B\x30", b"~{", b"\x81" * 9, b"\x84\x31\xa4\x37", b"\x88\x62\x88\x64"),
        *(b"\xff\xfe\x00\x00\x00\x00\x11\x00x", b"\r", b"\r\n", b"\n\r\n\r"),
    ],
)
def test_anything_decodes_without_nul_or_surrogate(data: bytes, declared: str) -> None:
    decoded = decode(data, declared)
    decoded.text.encode("utf-8")
    assert "\0" not in decoded.text
    assert "\r" not in decoded.text
    assert all(0 <= span.source.start < span.source.end <= len(data) for span in decoded.spans)
    assert all(left.end <= right.start for left, right in zip(decoded.spans, decoded.spans[1:], strict=False))


def test_an_offset_inside_the_exhibit_is_added() -> None:
    assert decode("é!".encode(), base=100).locate(1, 2) == Locator("byte", 102, 103)


def test_a_map_that_would_outgrow_the_text_becomes_coarse_but_still_covers() -> None:
    data = "éa".encode() * MAX_RUNS
    decoded = decode(data)
    assert decoded.coarse
    assert len(decoded.spans) < 2 * MAX_RUNS
    for start in range(0, len(decoded.text), 9973):
        where = decoded.locate(start, start + 3)
        assert decoded.text[start : start + 3] in data[where.start : where.end].decode("utf-8", "ignore")
        assert where.end - where.start < 100


def test_decoding_is_linear() -> None:
    def seconds(data: bytes) -> float:
        begin = time.process_time()
        decode(data)
        return time.process_time() - begin

    line = b"The quick brown fox jumps over the lazy dog.\n"
    seconds(line)
    assert seconds(line * 200_000) < 30 * max(seconds(line * 20_000), 0.01)


def test_a_span_maps_by_its_factor() -> None:
    text = Text(
        Digest("0" * 64),
        "test/1",
        "абвгx",
        (Span(0, 4, Locator("byte", 10, 18)), Span(4, 5, Locator("byte", 18, 23))),
    )
    assert text.locate(1, 3) == Locator("byte", 12, 16)
    assert text.locate(4, 5) == Locator("byte", 18, 23)
    assert text.locate(3, 5) == Locator("byte", 16, 23)
    coarse = Text(Digest("0" * 64), "test/1", "abc", (Span(0, 3, Locator("byte", 0, 7)),))
    assert coarse.locate(1, 2) == Locator("byte", 0, 7)


def test_an_assembly_leads_through_to_bytes() -> None:
    data = "für &amp; é&lt;ende".encode()
    decoded = decode(data)
    parts = Assembly(decoded)
    parts.take(0, 4)
    parts.insert("\n\n")
    parts.replace("&", 4, 9)
    parts.replace("ab", 9, 11)
    parts.take(15, 19)
    text, spans = parts.finish()
    made = Text(Digest("0" * 64), "test/1", text, spans)
    assert text == "für \n\n&abende"

    def source(start: int, end: int) -> str:
        where = made.locate(start, end)
        return data[where.start : where.end].decode()

    assert source(1, 3) == "ür"
    assert source(6, 7) == "&amp;"
    assert source(7, 8) == source(8, 9) == " é"
    assert source(9, 13) == "ende"
    with pytest.raises(ValueError, match="put in by the reader"):
        made.locate(4, 6)


@pytest.mark.parametrize(
    "data", [b"abc\x00def", b"\x00abcdef", b"a line\nand\x00 another\n", b"ab\x00\x00cd ef gh"]
)
def test_a_stray_nul_in_ascii_is_no_wide_character(data: bytes) -> None:
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.text == data.decode().replace("\x00", "\ufffd")
    assert decoded.undecodable == data.count(0)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ["ab", "a short line\n", "https://example.com/x"])
def test_short_ascii_in_wide_characters_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text
