"""The media type of bytes, by content only: a name is what a sender claims.

Binary formats have fixed signatures; text is decoded first, so that its encoding does not matter, and then told apart
by its beginning. HTML follows the WHATWG MIME Sniffing Standard (§7.1, signatures that need no sniffed name), mail
RFC 5322 §2.2, CSV RFC 4180 with other delimiters. Bytes that are two formats at once (polyglots) get the first that
matches, in the order of :func:`sniff`.
"""

import codecs
import csv
import io
import re
from itertools import islice

from probandum.custody.sniff_json import json_type

HEAD = 1 << 16
"""Bytes that are looked at."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_PDF = re.compile(rb"(?:\xef\xbb\xbf)?\s*%PDF-\d")
_LOOSE_PDF = re.compile(rb"%PDF-\d\.\d")
_LEAD = re.compile(r"(?>(?:\s++|<!--.*?(?:-->|\Z)|<\?xml.*?\?>)*)", re.DOTALL)
_TAG = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|script|iframe|h[1-6]|div|font|table|a|style|title|b|br|p|meta|link|article|"
    r"section|main|nav|header|center|span|ul|ol|base|noscript|frameset)(?=[\s/>]))",
    re.IGNORECASE,
)
_FIELD = re.compile(r"([!-9;-~]{1,100})[ \t]*:")
_FIELDS = frozenset(
    [
        "from",
        "to",
        "cc",
        "bcc",
        "subject",
        "date",
        "received",
        "return-path",
        "mime-version",
        "message-id",
        "sender",
        "reply-to",
        "in-reply-to",
        "references",
        "content-type",
        "content-transfer-encoding",
        "content-disposition",
        "delivered-to",
        "dkim-signature",
        "authentication-results",
        "arc-seal",
        "arc-message-signature",
        "arc-authentication-results",
        "received-spf",
        "list-id",
        "list-unsubscribe",
        "user-agent",
        "x-mailer",
        "x-originating-ip",
        "x-received",
        "x-spam-status",
        "resent-from",
        "resent-date",
        "thread-topic",
        "thread-index",
    ]
)
_TELLING = frozenset({"from", "received", "date", "return-path", "mime-version", "subject"})
_CELL = re.compile(r"[^\W\d][\w .:/()%#*+@-]{0,60}")


def sniff(head: bytes) -> str:
    """Return the media type (RFC 2046) of a file by its first 64 KiB; never raises, linear in their length.

    Returns:
        application/x-empty, application/pdf, application/zip, application/gzip, application/x-tar,
        application/stix+json, application/x-misp+json, application/json, text/html, message/rfc822, text/csv,
        text/plain, or application/octet-stream for all that is none of these.
    """
    head = head[:HEAD]
    if not head:
        return "application/x-empty"
    if _PDF.match(head):
        return "application/pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "application/zip"
    if head.startswith(b"\x1f\x8b\x08"):
        return "application/gzip"
    if _is_tar(head):
        return "application/x-tar"
    text = _text(head)
    if text is None:
        return "application/pdf" if _LOOSE_PDF.search(head[:1024]) else "application/octet-stream"
    return json_type(text) or _text_type(text, whole=len(head) < HEAD)


def _text_type(text: str, *, whole: bool) -> str:
    if _is_html(text):
        return "text/html"
    if _is_mail(text):
        return "message/rfc822"
    return "text/csv" if _is_csv(text, whole=whole) else "text/plain"


def _is_tar(head: bytes) -> bool:
    """Return whether the first header block carries its own checksum (POSIX.1-1988, ustar; also older archives)."""
    block = head[:512]
    digits = block[148:156].strip(b"\0 ")
    if len(block) < 512 or not re.fullmatch(rb"[0-7]{1,7}", digits) or not block[0]:
        return False
    return int(digits, 8) == sum(block) - sum(block[148:156]) + 8 * ord(" ")


def _text(head: bytes) -> str | None:
    """Return the text that the bytes are in some encoding; None for bytes that are no text."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return _decoded(head[len(mark) :], encoding)
    if b"\0" in head:
        even, odd = head[::2].count(0), head[1::2].count(0)
        # Most text has many characters below U+0100, whose high byte is zero, and never U+0000.
        encoding = "utf-16-le" if even == 0 else "utf-16-be" if odd == 0 else "utf-8"
        return _decoded(head, encoding)
    text = _decoded(head, "utf-8")
    return text if text is not None else _decoded(head, "latin-1")


def _decoded(data: bytes, encoding: str) -> str | None:
    """Return text with at most one control character in a hundred; a character cut off at the end is left out."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return None
    held = len(_CONTROLS.findall(text)) * 100 <= len(text) and (text or not data)
    return text if held else None


def _is_html(text: str) -> bool:
    """Return whether the first thing after comments and an XML declaration is a tag; an endless comment is one."""
    at = _LEAD.match(text).end()  # type: ignore[union-attr]  # it matches nothing, too
    return _TAG.match(text, at) is not None or (at == len(text) and "<!--" in text)


def _is_mail(text: str) -> bool:
    """Return whether the text begins with header fields, two of them known, one of those telling."""
    seen: set[str] = set()
    for number, line in enumerate(io.StringIO(text.lstrip("\r\n"))):
        if not line.strip():
            break
        if line[0] in " \t" and number:
            continue
        field = _FIELD.match(line)
        if field:
            seen.add(field[1].lower())
        # An mbox has a separator first; the last line of a long head may be cut in the middle of a name.
        elif (number or not line.startswith("From ")) and line.endswith("\n"):
            return False
    known = seen & _FIELDS
    return len(known) >= 2 and bool(known & _TELLING)


def _is_csv(text: str, *, whole: bool) -> bool:
    """Return whether one delimiter gives a header and rows of its width, at least two columns."""
    body = text if whole else text[: text.rfind("\n") + 1]
    lead = []  # feeds explain themselves in comments; the last of these may be the header
    start = 0
    while body.startswith("#", start):
        end = body.find("\n", start)
        lead.append(body[start:end])
        start = end + 1
        if end < 0:
            return False
    if not lead:
        return any(_is_table(body, delimiter) for delimiter in ",;\t")
    heading = lead[-1].lstrip("# ")
    rows = body[start:]
    return any(
        _is_table(rows, delimiter) or _is_table(f"{heading}\n{rows}", delimiter) for delimiter in ",;\t"
    )


def _is_table(text: str, delimiter: str) -> bool:
    rows = []
    try:
        lines = islice(io.StringIO(text, newline=""), 400)
        for row in csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True):
            if row:
                rows.append(row)
            if len(rows) == 40:
                break
    except csv.Error:
        return False
    if len(rows) < 2 or len(rows[0]) < 2 or len({len(row) for row in rows}) > 1:
        return False
    header = rows[0]
    if len(set(header)) < len(header) or not all(_CELL.fullmatch(cell) for cell in header):
        return False
    # "Roses are red, violets are blue" over a second such line is a poem.
    prose = f"{delimiter} " in text[: text.find("\n")] and min(len(rows), len(header)) < 3
    return not prose and all(len(cell.split()) <= 4 for cell in header)
