"""Entries of a tar (POSIX.1-2001 pax, GNU): a flat walk over its headers, without recursion and without unpacking.

The standard library reads single headers here; its walk recurses on chained extended headers and searches them with
expressions that take quadratic time in some versions (CVE-2024-6232).
"""

import tarfile
from collections.abc import Iterator
from typing import NamedTuple

from probandum.readers.observables import plain

BLOCK = 512
EXTENDED = 1 << 20
"""Bytes of one extended header."""

KINDS = {
    tarfile.REGTYPE: "file",
    tarfile.AREGTYPE: "file",
    tarfile.CONTTYPE: "file",
    tarfile.DIRTYPE: "directory",
    tarfile.LNKTYPE: "hard link",
    tarfile.SYMTYPE: "symbolic link",
    tarfile.CHRTYPE: "character device",
    tarfile.BLKTYPE: "block device",
    tarfile.FIFOTYPE: "pipe",
    tarfile.GNUTYPE_SPARSE: "sparse file",
}


LONG = {tarfile.GNUTYPE_LONGNAME: "path", tarfile.GNUTYPE_LONGLINK: "linkpath"}
EXTENDING = frozenset({tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE, *LONG})


class Entry(NamedTuple):
    """An entry, or, with ``wrong``, the reason why the walk ends here.

    Attributes:
        kind: as ``KINDS`` says.
        name: as given.
        start: first byte of the content in the tar.
        end: one past its last byte; beyond the tar where it is cut off.
        wrong: empty for an entry.
    """

    kind: str
    name: str
    start: int
    end: int
    wrong: str = ""


def entries(data: bytes) -> Iterator[Entry]:
    """Yield the entries in order; never raises. Linear in the size of the tar."""
    at = 0
    extended: dict[str, str] = {}
    while at + BLOCK <= len(data):
        try:
            header = tarfile.TarInfo.frombuf(data[at : at + BLOCK], "utf-8", "replace")
        except tarfile.HeaderError as error:
            if data[at : at + BLOCK].count(0) < BLOCK:
                yield Entry("", "", at, at, f"{error} at byte {at:,}")
            elif data.count(0, at) < len(data) - at:
                yield Entry("", "", at, at, f"bytes that are not zero after the end mark at byte {at:,}")
            return
        start, size = at + BLOCK, max(header.size, 0)
        if header.type in EXTENDING:
            if size > EXTENDED:
                yield Entry("", "", at, at, f"an extended header of {size:,} bytes at byte {at:,}")
                return
            extended |= _extended(header.type, data[start : start + size])
        elif header.type != tarfile.XGLTYPE:
            start += _sparse_blocks(header, data, at)
            size = _size(extended, size) if header.isreg() or header.type not in KINDS else 0
            name = extended.get("path") or header.name
            extended = {}
            yield Entry(
                KINDS.get(header.type, "file of an unknown type"), plain(name, 1_000), start, start + size
            )
        at = start + -(-size // BLOCK) * BLOCK
    yield Entry("", "", at, at, "it ends without an end mark")


def _sparse_blocks(header: tarfile.TarInfo, data: bytes, at: int) -> int:
    """Return the bytes of map that follow the header of an old GNU sparse file."""
    start = at
    flag = 482
    while header.type == tarfile.GNUTYPE_SPARSE and data[at + flag : at + flag + 1] == b"\1":
        at, flag = at + BLOCK, 504
    return at - start


def _extended(kind: bytes, content: bytes) -> dict[str, str]:
    if kind in LONG:
        return {LONG[kind]: content.split(b"\0", 1)[0].decode("utf-8", "replace")}
    return dict(_records(content))


def _records(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the records ``length keyword=value`` of a pax header; a wrong length ends them."""
    at = 0
    while at < len(content):
        blank = content.find(b" ", at, at + 10)
        digits = content[at:blank] if blank > at else b""
        if not digits.isdigit() or int(digits) <= len(digits) + 1:
            return
        keyword, equals, value = content[blank + 1 : at + int(digits) - 1].partition(b"=")
        if equals:
            yield keyword.decode("utf-8", "replace"), value.decode("utf-8", "replace")
        at += int(digits)


def _size(extended: dict[str, str], size: int) -> int:
    stated = extended.get("size", "")
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 16 else size
