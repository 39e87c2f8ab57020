"""A PDF that lost its end, and with it its trailer: its catalogue, or else its pages, are put under a new one.

Only what stands in the file as plain objects is found; pages in compressed object streams stay lost.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice

OBJECT = re.compile(rb"(?<!\d)(\d{1,9})[ \r\n]{1,3}(\d{1,5})[ \r\n]{1,3}obj\b")
KIND = re.compile(rb"/Type[ \r\n]{0,3}/(Catalog|Page)\b")
MOST = 5_000
OBJECTS = 1_000_000
DICTIONARY = 4_000
"""Bytes of an object that are looked at for its type."""
ROOT = 9_999_991


def mended(data: bytes) -> bytes:
    """Return the file with a new trailer over its catalogue or its pages; empty where it holds neither."""
    pages: dict[bytes, None] = {}
    for kind, reference in _typed(data):
        if kind == b"Catalog":
            return data + _trailer(reference)
        if len(pages) < MOST:
            pages.setdefault(reference)
    if not pages:
        return b""
    tree = b"%d 0 obj\n<</Type/Pages/Count %d/MediaBox[0 0 595 842]/Kids[%s]>>\nendobj\n"
    root = b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % (ROOT, ROOT - 1)
    made = tree % (ROOT - 1, len(pages), b" ".join(pages)) + root
    return data + b"\nendstream\nendobj\n" + made + _trailer(b"%d 0 R" % ROOT)


def _typed(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kind of each catalogue and page with a reference to it; linear in the size."""
    last: re.Match[bytes] | None = None
    for found in chain(islice(OBJECT.finditer(data), OBJECTS), (None,)):  # the last one ends with the file
        if last is not None:
            end = min(found.start() if found else len(data), last.end() + DICTIONARY)
            kind = KIND.search(data, last.end(), end)
            if kind:
                yield kind[1], b"%s %s R" % (last[1], last[2])
        last = found


def _trailer(reference: bytes) -> bytes:
    return b"\nendstream\nendobj\ntrailer\n<</Size %d/Root %s>>\nstartxref\n0\n%%%%EOF\n" % (
        ROOT + 1,
        reference,
    )
