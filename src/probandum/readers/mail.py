"""Mail (RFC 5322, MIME): header fields as observations, plain text as text, everything else as members."""

import binascii
import re
from collections.abc import Iterator
from decimal import Decimal
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime

from probandum.errors import ReadError
from probandum.interfaces import Limits
from probandum.model.exhibit import Exhibit, Locator
from probandum.model.observation import Member, Observation, Omission, Span, Text
from probandum.readers.bytemap import spread
from probandum.readers.encoding import decode
from probandum.readers.languages import language
from probandum.readers.losses import Losses
from probandum.readers.mail_parts import HEADERS, VALUE, Field, Outside, Part, header, headers, parts
from probandum.readers.moments import utc
from probandum.readers.observables import Found, address, email, plain

FORGEABLE = Decimal("0.50")
"""Authenticity of what the sender writes into a header as he likes (RFC 5321, 7.1)."""

SINCERE = Decimal("0.70")
"""Authenticity of an address at which the sender wants answers."""

WITNESSED = Decimal("0.90")
"""Authenticity of the address that the last relay, nearest to the recipient, recorded."""

ADDRESSES = {
    "from": FORGEABLE,
    "sender": FORGEABLE,
    "return-path": FORGEABLE,
    "x-sender": FORGEABLE,
    "reply-to": SINCERE,
}
ONCE = frozenset({"from", "sender", "reply-to", "message-id", "date", "subject"})
MARKS = ONCE | {"received", "return-path", "to", "mime-version"}
"""Fields by which a mail is known."""

IDENTITY = frozenset({"", "7bit", "8bit", "binary"})

_ADDRESS = re.compile(rb'[^\s<>()\[\]",:;@\\]{1,64}@[^\s<>()",;@]{1,255}')
_IP = re.compile(rb"\[(?:IPv6:)?([0-9A-Fa-f:.]{2,45})\]|(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3})(?![\w.])")
_ID = re.compile(rb"<([^<>\s]{3,500})>")


class MailReader:
    """Reads one mail; a mail inside it is an exhibit of its own.

    Text that was encoded for transport (base64, quoted-printable) becomes a member, for its bytes are not those of
    the mail; so do HTML and attachments.
    """

    name = "mail/2"
    media_types = ("message/rfc822",)
    limits = Limits()

    def read(self, exhibit: Exhibit, data: bytes) -> Iterator[Observation | Text | Member | Omission]:
        """Yield what the header shows, the members, the text (subject and plain parts), and what was left out.

        Raises:
            ReadError: no header of a mail, or too large.
        """
        if len(data) > self.limits.size:
            raise ReadError(f"more than {self.limits.size:,} bytes", "take out its attachments by hand")
        fields, _ = header(data, 0, len(data))
        if not MARKS & {field.name for field in fields}:
            raise ReadError("no header of a mail", "a mail begins with fields such as From, Date, Received")
        yield from _Mail(exhibit, data, self.name, self.limits).read(fields)


class _Mail:
    def __init__(self, exhibit: Exhibit, data: bytes, by: str, limits: Limits) -> None:
        self._exhibit = exhibit.digest
        self._data = data
        self._by = by
        self._limits = limits
        self._losses = Losses(exhibit.digest, by)
        self._texts: list[str] = []
        self._spans: list[Span] = []
        self._length = 0
        self._output = 0
        self._body = 0

    def read(self, fields: list[Field]) -> Iterator[Observation | Text | Member | Omission]:
        first: dict[str, Field] = {}
        for field in fields:
            if field.name in ONCE and field.name in first:
                self._losses.add(
                    "header fields stand more than once", field.name, Locator("byte", field.start, field.end)
                )
            first.setdefault(field.name, field)
            if field.end - field.start >= VALUE:
                self._losses.add(f"header fields longer than {VALUE:,} bytes, cut", field.name)
        if len(fields) >= HEADERS:
            self._losses.say(f"the header has more than {HEADERS:,} fields, the rest is not read")
        published = self._date(first.get("date"))
        yield from self._observed(fields, published)
        subject = self._subject(first.get("subject"))
        number = 0
        for part in parts(self._data, self._limits.depth, self._limits.members):
            number += isinstance(part, Part)
            if isinstance(part, Outside):
                where = Locator("byte", part.start, part.end) if part.end > part.start else None
                self._losses.add(part.what, where=where)
            else:
                yield from self._part(part, number)
        if self._length:
            text = "".join(self._texts)
            yield Text(
                self._exhibit,
                self._by,
                text,
                tuple(self._spans),
                title=subject,
                author=words(first["from"].value) if "from" in first else "",
                published=published,
                language=language(text),
                body=self._body if self._body < self._length else 0,
                published_basis=self._dated(published, fields),
            )
        yield from self._losses.omissions()

    def _date(self, field: Field | None) -> str:
        if field is None:
            return ""
        try:
            stamp = parsedate_to_datetime(field.value.decode("latin-1"))
            return utc(stamp) if stamp.tzinfo else stamp.date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            where = Locator("byte", field.start, max(field.end, field.start + 1))
            self._losses.add("dates that are none, dropped", words(field.value), where)
            return ""

    def _dated(self, published: str, fields: list[Field]) -> str:
        """Say where the date stands, and whether the nearest relay dates the mail to another day."""
        if not published:
            return ""
        relay = next((field.value for field in fields if field.name == "received"), b"")
        try:
            stamp = utc(parsedate_to_datetime(relay.rpartition(b";")[2].decode("latin-1").strip()))
        except (ValueError, TypeError, IndexError, OverflowError):
            stamp = ""
        other = (
            f"; the relay nearest to the recipient says {stamp}"
            if stamp[:10] not in ("", published[:10])
            else ""
        )
        return f"header Date (the sender may write what he likes){other}"

    def _observed(self, fields: list[Field], time: str) -> Iterator[Observation]:
        hops = sum(field.name == "received" for field in fields)
        hop = 0
        for field in fields:
            if field.name in ADDRESSES:
                for match in _ADDRESS.finditer(field.value):
                    found = email(match[0].decode("utf-8", "replace").rstrip("."))
                    place = (field.start + match.start(), field.start + match.end())
                    note = f"header {field.name.title()}; the sender may write what he likes"
                    yield from self._made(found, place, note, (ADDRESSES[field.name], time))
            elif field.name in {"received", "x-originating-ip"}:
                hop += field.name == "received"
                note = f"relay {hop} of {hops}, from the recipient's side" if field.name == "received" else ""
                sure = WITNESSED if field.name == "received" and hop == 1 else FORGEABLE
                yield from self._relays(field, note or f"header {field.name.title()}", (sure, time))
            elif field.name == "message-id":
                for match in _ID.finditer(field.value):
                    found = Found("email-message", plain(match[1].decode("utf-8", "replace")))
                    place = (field.start + match.start(1), field.start + match.end(1))
                    yield from self._made(found, place, "header Message-ID", (FORGEABLE, time))
            elif field.name in {"x-mailer", "user-agent"} and words(field.value):
                found = Found("software", words(field.value))
                note = f"header {field.name.title()}; the sender may write what he likes"
                yield from self._made(found, (field.start, field.end), note, (FORGEABLE, time))

    def _relays(self, field: Field, note: str, stated: tuple[Decimal, str]) -> Iterator[Observation]:
        for match in _IP.finditer(field.value):
            group = 1 if match[1] else 2
            found = address(match[group].decode("ascii"))
            place = (field.start + match.start(group), field.start + match.end(group))
            yield from self._made(found, place, note, stated)

    def _made(
        self, found: Found | None, place: tuple[int, int], note: str, stated: tuple[Decimal, str]
    ) -> Iterator[Observation]:
        if found is None:
            return
        surface = plain(self._data[slice(*place)].decode("utf-8", "replace"), 1_000)
        yield Observation(
            *found,
            self._exhibit,
            Locator("byte", *place),
            self._by,
            surface="" if surface == found.value else surface,
            note=note,
            time=stated[1] or None,
            authenticity=stated[0],
        )

    def _subject(self, field: Field | None) -> str:
        """Put the subject at the head of the text, and return it."""
        if field is None or not words(field.value):
            return ""
        if b"=?" in field.value:
            text = words(field.value)
            runs = spread(0, len(text), field.start, field.end, whole=True)
            self._add(text, tuple(Span(a, b, Locator("byte", c, d)) for a, b, c, d in runs))
        else:
            decoded = decode(field.value, base=field.start)
            self._add(decoded.text, decoded.spans)
        self._body = self._length + 2
        return words(field.value)

    def _add(self, text: str, spans: tuple[Span, ...]) -> None:
        if self._length:
            self._texts.append("\n\n")
            self._length += 2
        self._texts.append(text)
        self._spans += [Span(one.start + self._length, one.end + self._length, one.source) for one in spans]
        self._length += len(text)

    def _part(self, part: Part, number: int) -> Iterator[Member]:
        message = headers(part.fields)
        kind = message.get_content_type() if not part.wrong else "text/plain"
        coding = str(message.get("content-transfer-encoding", "")).strip().lower()
        where = Locator("byte", part.start, part.end)
        if part.wrong:
            self._losses.add(part.wrong, where=where)
        if part.start >= part.end or not self._data[part.start : part.end].strip():
            return
        name = _filename(message)
        attached = bool(name) or message.get_content_disposition() == "attachment"
        if kind == "text/plain" and coding in IDENTITY and not attached:
            charset = message.get_content_charset() or ""
            decoded = decode(self._data[part.start : part.end], charset, part.start)
            if decoded.undecodable:
                self._losses.add("places where bytes are no text", charset, where, decoded.undecodable)
            self._add(decoded.text, decoded.spans)
            return
        self._output += part.end - part.start
        if self._output > self._limits.output:
            self._losses.add("parts beyond the limits, not taken out", name, where)
            return
        yield Member(name or f"part-{number} {kind.replace('/', '-')}", self._decoded(part, coding))

    def _decoded(self, part: Part, coding: str) -> bytes:
        raw = self._data[part.start : part.end]
        if coding in IDENTITY:
            return raw
        where = Locator("byte", part.start, part.end)
        if coding == "quoted-printable":
            return binascii.a2b_qp(raw)
        if coding == "base64":
            try:
                return binascii.a2b_base64(raw + b"==")
            except binascii.Error:
                self._losses.add("parts that are no base64, taken as they stand", where=where)
                return raw
        self._losses.add("parts in unknown transfer encodings, taken as they stand", coding, where)
        return raw


def words(value: bytes) -> str:
    """Return a header value as people read it: on one line, encoded words decoded (RFC 2047)."""
    text = decode(value).text
    try:
        pieces = decode_header(text) if "=?" in text else [(text, None)]
    except (MessageError, ValueError):
        pieces = [(text, None)]
    read = [
        piece if isinstance(piece, str) else decode(piece, charset or "").text for piece, charset in pieces
    ]
    return plain("".join(read), 1_000)


def _filename(message: "Message[str, str]") -> str:
    """Return the name of an attachment as its sender gives it; data, never a path."""
    name = message.get_filename("")
    return words(str(name).encode("utf-8", "replace")) if name else ""
