"""The parts of a mail with their places (RFC 5322, RFC 2046): a walk over bytes with its own stack.

The parser of the standard library keeps no offsets, recurses on nested parts and takes quadratic time on many nested
boundaries; single header values are left to it.
"""

import re
from collections.abc import Iterator
from email.message import Message
from email.policy import compat32
from itertools import islice
from typing import NamedTuple

HEADERS = 2_000
"""Header fields of one part that are read."""

VALUE = 8_192
"""Bytes of one header field that are read; longer ones are cut."""

BLOCK = 1 << 20
"""Bytes of one header block that are read."""

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)(?:\r\n|\n|\r|\Z)")
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_END = re.compile(rb"\r\n|\n|\r|\Z")
_BLANK = re.compile(rb"\r\n\r\n|\n\n|\r\r")
_CLOSE = re.compile(rb"[ \t]*(?:\r\n|\n|\r|\Z)")


class Field(NamedTuple):
    """A header field: its name in lower case, its value as it stands, and the half-open range of the value."""

    name: str
    value: bytes
    start: int
    end: int


class Part(NamedTuple):
    """A part that holds no parts.

    Attributes:
        fields: its header.
        start: first byte of its content.
        end: one past the last.
        wrong: why it was taken for a leaf though it claims to have parts; empty otherwise.
    """

    fields: list[Field]
    start: int
    end: int
    wrong: str = ""


class Outside(NamedTuple):
    """Bytes that belong to no part: before the first boundary, after the last, or parts not gone into."""

    what: str
    start: int
    end: int


class Cut(NamedTuple):
    """A boundary: the end of the content before it, the start of that after it, whether it is the last."""

    before: int
    after: int
    last: bool


def header(data: bytes, start: int, end: int) -> tuple[list[Field], int]:
    """Return the fields of the header that begins at a byte, and where the content after it begins.

    Lines that are no field (``From `` of a mailbox, injected text) are passed over until the blank line.
    """
    fields: list[Field] = []
    at, stop = start, min(end, start + BLOCK)
    while at < stop and len(fields) < HEADERS:
        blank = _END.match(data, at, end)
        if blank and blank.end() > at:
            return fields, blank.end()
        match = _FIELD.match(data, at, end)
        if match:
            left, right = match.span(2)
            right = min(right, left + VALUE)
            fields.append(Field(match[1].decode("ascii").lower(), data[left:right], left, right))
        else:
            match = _LINE.match(data, at, end)
        at = match.end() if match and match.end() > at else end
    blank = _BLANK.search(data, max(at - 2, start), end)
    return fields, blank.end() if blank else end


def headers(fields: list[Field]) -> "Message[str, str]":
    """Return the fields as the standard library has them, to read types and parameters from."""
    message: Message[str, str] = Message(policy=compat32)
    for field in fields:
        if field.name.startswith("content-"):
            value = re.sub(r"\s+", " ", field.value.decode("latin-1"))
            if field.name not in message:
                message[field.name] = value
    return message


def parts(data: bytes, depth: int, most: int) -> Iterator[Part | Outside]:
    """Yield leaves and what lies outside of them, in order. Never raises; linear in size times depth.

    Args:
        data: the mail.
        depth: nested multiparts that are gone into.
        most: parts that are looked at.
    """
    stack = [(0, len(data), 0)]
    for _ in range(most):
        if not stack:
            return
        start, end, level = stack.pop()
        fields, body = header(data, start, end)
        kind, boundary = _multipart(fields)
        if kind != "multipart":
            yield Part(fields, body, end)
        elif level >= depth:
            yield Outside(f"parts nested deeper than {depth}, not gone into", body, end)
        else:
            cuts = list(islice(_cuts(data, body, end, boundary), most + 1)) if boundary else []
            if not cuts:
                wrong = "a boundary that does not occur" if boundary else "no boundary"
                yield Part(fields, body, end, f"multipart with {wrong}, read as one text")
                continue
            yield from _outside(data, body, end, cuts)
            inner = [(cuts[index].after, after.before, level + 1) for index, after in enumerate(cuts[1:])]
            if not cuts[-1].last:
                inner.append((cuts[-1].after, end, level + 1))
            stack += reversed(inner)
    for start, end, _ in reversed(stack):
        yield Outside(f"parts after the first {most:,}, not taken out", start, end)


def _outside(data: bytes, start: int, end: int, cuts: list[Cut]) -> Iterator[Outside]:
    if data[start : cuts[0].before].strip():
        yield Outside("stretches before the first part", start, cuts[0].before)
    if not cuts[-1].last:
        yield Outside("multiparts without their end; the mail may be cut off", cuts[-1].before, end)
    elif data[cuts[-1].after : end].strip():
        yield Outside("stretches after the last part", cuts[-1].after, end)


def _multipart(fields: list[Field]) -> tuple[str, bytes]:
    """Return the main type and the boundary of a part; types of wrong form count as text (RFC 2045, 5.2)."""
    message = headers(fields)
    boundary = (message.get_boundary() or "") if message.get_content_maintype() == "multipart" else ""
    return message.get_content_maintype(), boundary.encode("latin-1", "replace")[:200]


def _cuts(data: bytes, start: int, end: int, boundary: bytes) -> Iterator[Cut]:
    """Yield each line that is a boundary. The line break before it belongs to it (RFC 2046, 5.1.1)."""
    mark = b"--" + boundary
    at = data.find(mark, start, end)
    while at >= 0:
        after = at + len(mark)
        last = data.startswith(b"--", after, end)
        close = _CLOSE.match(data, after + 2 * last, end)
        if close and (at == start or data[at - 1 : at] in b"\r\n"):
            before = at
            if data[before - 1 : before] == b"\n" and before > start:
                before -= 1
            if data[before - 1 : before] == b"\r" and before > start:
                before -= 1
            yield Cut(before, close.end(), last)
            if last:
                return
        at = data.find(mark, after, end)
