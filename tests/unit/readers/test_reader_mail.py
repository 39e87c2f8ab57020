import base64
import time
from decimal import Decimal

import pytest
from structured_samples import mail

from probandum.errors import ReadError
from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest
from probandum.model.observation import Member, Observation, Omission, Text
from probandum.readers.mail import MailReader
from probandum.readers.mail_parts import Outside, parts

HEAD = b"From: a@example.org\r\nSubject: s\r\nMIME-Version: 1.0\r\n"


def read(data: bytes):
    return data, list(MailReader().read(Exhibit(digest(data), len(data), "message/rfc822"), data))


def observations(found):
    return [part for part in found if isinstance(part, Observation)]


def members(found):
    return [part for part in found if isinstance(part, Member)]


def text(found):
    (one,) = [part for part in found if isinstance(part, Text)]
    return one


def told(found):
    return "\n".join(part.what for part in found if isinstance(part, Omission))


def test_the_header():
    data, found = read(mail())
    assert [(one.kind, one.value) for one in observations(found)] == [
        ("email-addr", "bounce@example.net"),
        ("ipv4-addr", "192.0.2.7"),
        ("ipv6-addr", "2001:db8::7"),
        ("email-addr", "sender@example.org"),
        ("email-addr", "other@example.com"),
        ("email-message", "1234@example.org"),
    ]
    for one in observations(found):
        assert data[one.locator.start : one.locator.end].decode() == (one.surface or one.value)
        assert one.time == "2018-02-09T11:00:00Z"
    first, second = (one for one in observations(found) if one.kind.startswith("ip"))
    assert (first.note, first.authenticity) == ("relay 1 of 2, from the recipient's side", Decimal("0.90"))
    assert second.authenticity == Decimal("0.50")


def test_subject_and_plain_part_make_the_text():
    data, found = read(mail())
    one = text(found)
    assert one.text == "Invitation to the games\n\nSee hxxp://example[.]com/x now.\n"
    assert (one.title, one.author, one.published) == (
        "Invitation to the games",
        "Sender <sender@example.org>",
        "2018-02-09T11:00:00Z",
    )
    for words in ("Invitation to the games", "hxxp://example[.]com/x"):
        at = one.text.index(words)
        place = one.locate(at, at + len(words))
        assert data[place.start : place.end].decode() == words


def test_other_parts_become_members():
    _, found = read(mail())
    assert [part.name for part in members(found)] == ["part-2 text-html", "../a b.bin"]
    assert members(found)[1].data == b"\0\1binary"
    assert told(found) == ""


@pytest.mark.parametrize(
    ("coding", "body"),
    [("base64", base64.b64encode("Grüße\n".encode())), ("quoted-printable", b"Gr=C3=BC=C3=9Fe\r\n")],
)
def test_text_encoded_for_transport_becomes_a_member(coding, body):
    _, found = read(
        HEAD
        + b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
        + coding.encode()
        + b"\r\n\r\n"
        + body
    )
    (member,) = members(found)
    assert member.name == "part-1 text-plain"
    assert member.data.decode().strip() == "Grüße"
    assert text(found).text == "s"


def test_a_charset_leads_to_its_bytes():
    data, found = read(HEAD + b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\ngr\xfc\xdfe\r\nend")
    one = text(found)
    assert one.text.endswith("grüße\nend")
    at = one.text.index("üß")
    place = one.locate(at, at + 2)
    assert data[place.start : place.end] == b"\xfc\xdf"


def test_encoded_words():
    data, found = read(
        b"Subject: =?utf-8?B?R3LDvMOfZQ==?=\r\n =?utf-8?q?_an_alle?=\r\nFrom: =?x?x?x?= <a@example.org>\r\n\r\nx"
    )
    one = text(found)
    assert one.title == "Grüße an alle"
    place = one.locate(1, 2)
    assert data[place.start : place.end].startswith(b"=?utf-8?B?")


def test_a_mail_in_a_mail_stays_whole():
    inner = b"From: b@example.net\r\nSubject: inner\r\n\r\nx"
    _, found = read(HEAD + b"Content-Type: message/rfc822\r\n\r\n" + inner)
    assert members(found) == [Member("part-1 message-rfc822", inner)]


@pytest.mark.parametrize(
    "content_type",
    [b"multipart/mixed", b'multipart/mixed; boundary="not here"', b"multipart/mixed; boundary="],
)
def test_a_missing_boundary(content_type):
    _, found = read(HEAD + b"Content-Type: " + content_type + b"\r\n\r\n--b\r\n\r\nwords\r\n--b--\r\n")
    assert "words" in text(found).text
    assert "boundary" in told(found)


def test_what_lies_outside_of_parts_is_told():
    data, found = read(
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\r\n\r\nbefore\r\n--b\r\n\r\nwords\r\n--b--\r\nafter"
    )
    assert text(found).text == "s\n\nwords"
    assert "before the first part: 1" in told(found)
    assert "after the last part: 1" in told(found)
    places = [part.locator for part in found if isinstance(part, Omission)]
    assert [data[place.start : place.end] for place in places] == [b"before", b"after"]


def test_a_mail_that_is_cut_off():
    _, found = read(HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nwor")
    assert text(found).text == "s\n\nwor"
    assert "without their end" in told(found)


def test_ten_thousand_parts_are_limited():
    many = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    many += b"--b\r\nContent-Type: text/html\r\n\r\nx\r\n" * 10_000 + b"--b--\r\n"
    start = time.process_time()
    _, found = read(many)
    assert time.process_time() - start < 10
    assert 1_900 < len(members(found)) < 2_001
    assert "parts after the first 2,000, not taken out" in told(found)


def test_a_thousand_nested_parts_are_limited():
    deep = HEAD
    for level in range(1_000):
        deep += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
    start = time.process_time()
    _, found = read(deep + b"\r\nwords")
    assert time.process_time() - start < 5
    assert "parts nested deeper than 64, not gone into: 1" in told(found)


def test_nested_boundaries_that_share_a_beginning():
    data = (
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=bb\r\n\r\n"
        + b"--bb\r\n\r\none\r\n--bb--\r\n--b\r\n\r\ntwo\r\n--b--\r\n"
    )
    assert text(read(data)[1]).text == "s\n\none\n\ntwo"


def test_the_walk_stays_linear_on_boundaries_without_end():
    data = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\n" * 500_000
    start = time.process_time()
    found = list(parts(data, 64, 100))
    assert time.process_time() - start < 2
    assert isinstance(found[-1], Outside)


@pytest.mark.parametrize(
    "date", [b"yesterday", b"Fri, 99 Feb 2018 20:00:00 +0900", b"", b"Fri, 09 Feb 99999999999 20:00", b"="]
)
def test_wrong_dates_are_dropped_and_told(date):
    _, found = read(b"From: a@example.org\r\nDate: " + date + b"\r\n\r\nx")
    assert text(found).published == ""
    assert "dates that are none, dropped" in told(found)


def test_fields_that_stand_twice_are_both_read_and_told():
    _, found = read(b"From: a@example.org\r\nFrom: b@example.org\r\n\r\nx")
    assert [one.value for one in observations(found)] == ["a@example.org", "b@example.org"]
    assert "stand more than once: 1 (from)" in told(found)


@pytest.mark.parametrize(
    "head",
    [
        b"From: " + b"(" * 50_000 + b"a@example.org\r\n",
        b"From: a@example.org\r\nSubject: " + b"=?utf-8?q?" * 20_000 + b"\r\n",
        b"From: a@example.org\r\nContent-Type: text/plain; " + b'x="\\";' * 20_000 + b"\r\n",
        b"From: a@example.org\r\n" + b"X: y\r\n" * 100_000,
        b"From: a@example.org\r\n" + b" folded\r\n" * 100_000,
        b"From: " + b"a" * 1_000_000 + b"\r\n",
        b"From: a@example.org\r\nReceived: " + b"1." * 500_000 + b"\r\n",
    ],
)
def test_hostile_headers_cost_little(head):
    start = time.process_time()
    read(head + b"\r\nbody")
    assert time.process_time() - start < 5


@pytest.mark.parametrize("data", [b"", b"\0" * 1000, b"no mail", b"\r\n\r\nFrom: a@example.org", b"{}"])
def test_what_is_no_mail_is_a_read_error(data):
    with pytest.raises(ReadError):
        read(data)


def test_broken_encodings_are_taken_as_they_stand():
    head = HEAD + b"Content-Type: image/png\r\nContent-Transfer-Encoding: "
    _, found = read(head + b"base64\r\n\r\na")
    assert members(found)[0].data == b"a"
    assert "no base64" in told(found)
    _, found = read(head + b"x-uuencode\r\n\r\nbegin")
    assert members(found)[0].data == b"begin"
    assert "unknown transfer encodings, taken as they stand: 1 (x-uuencode)" in told(found)


def test_language_body_and_basis_of_the_date():
    head = (
        b"Received: by mx.example (x) ; Mon, 12 Feb 2018 10:00:00 +0000\r\nDate: Fri, 09 Feb 2018 12:00:00 +0100\r\n"
        + HEAD
    )
    _, found = read(
        head
        + b"\r\nThe ministry has said that there was no evidence of what the report had claimed, and that it was not true.\r\n"
    )
    one = text(found)
    assert one.language == "en"
    assert one.text[one.body :].startswith("The ministry")
    assert one.published == "2018-02-09T11:00:00Z"
    assert one.published_basis == (
        "header Date (the sender may write what he likes); the relay nearest to the recipient says 2018-02-12T10:00:00Z"
    )
    _, found = read(b"Date: Fri, 09 Feb 2018 12:00:00 +0100\r\n" + HEAD + b"\r\nwords\r\n")
    assert text(found).published_basis == "header Date (the sender may write what he likes)"
    _, found = read(HEAD + b"\r\nwords\r\n")
    assert (text(found).published, text(found).published_basis) == ("", "")
