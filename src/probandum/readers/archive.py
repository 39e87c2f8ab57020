"""Archives (zip, tar, gzip): each file inside becomes a member. Nothing is written to disk, no name is a path."""

import gzip
import stat
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple, Protocol

from probandum.errors import ReadError
from probandum.interfaces import Limits
from probandum.model.exhibit import Exhibit
from probandum.model.observation import Member, Observation, Omission, Text
from probandum.readers.losses import Losses
from probandum.readers.observables import plain
from probandum.readers.tar import entries
from probandum.readers.zip_salvage import local_files

PASSWORD = b"infected"
"""By custom, samples of malware are exchanged in zips with this password; it is tried, and said."""

ENTRIES = 100_000
"""Entries in the directory of a zip; each costs about 600 bytes of memory."""

RATIO = 200
"""Times that a member may be larger than its compressed form, once it is larger than ``FREE``."""

FREE = 16 << 20
CHUNK = 1 << 16
DECRYPTED = 16 << 20
"""Bytes of encrypted members that are opened: decryption runs at about 2 MB/s."""

DIRECTORY_ENTRY = b"PK\x01\x02"
GZIP_STREAM = b"\x1f\x8b\x08"
ENCRYPTED = 0x1
UNREADABLE = (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError, OverflowError)
"""What the standard library raises on wrong archives (``RuntimeError``: a password; ``OSError``: a gzip)."""


class Stream(Protocol):
    """Anything that reads bytes in steps."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; none at the end."""
        ...


class ArchiveReader:
    """Takes files out of archives, within limits; what is left inside is said.

    A gzip gives one member, a tar inside it is an exhibit of its own. Members larger than an exhibit may be, or that
    unpack to ``RATIO`` times their size, are left inside.
    """

    name = "archive/1"
    media_types = ("application/zip", "application/x-tar", "application/gzip")
    limits = Limits()

    def read(self, exhibit: Exhibit, data: bytes) -> Iterator[Observation | Text | Member | Omission]:
        """Yield members in the order of the archive, and what was left inside.

        Raises:
            ReadError: the bytes are no archive of the type that custody named, or too large.
        """
        if len(data) > self.limits.size:
            raise ReadError(f"more than {self.limits.size:,} bytes", "unpack it and acquire the files")
        if not data:
            raise ReadError("an empty file", "look at where it came from")
        losses = Losses(exhibit.digest, self.name)
        budget = _Budget(self.limits, losses)
        if exhibit.media_type == "application/gzip":
            yield from _gzip(data, budget, losses)
        elif exhibit.media_type == "application/x-tar":
            yield from _tar(data, budget, losses)
        else:
            yield from _zip(data, budget, losses)
        yield from losses.omissions()


class _Budget:
    """What may still be taken out of one archive."""

    def __init__(self, limits: Limits, losses: Losses) -> None:
        self._limits = limits
        self._losses = losses
        self._members = 0
        self._output = 0

    def refuses(self, name: str) -> bool:
        """Count a member; tell and return true where there have been enough."""
        if self._members >= self._limits.members:
            what = (
                f"files after the first {self._limits.members:,}, left inside; unpack them and acquire them"
            )
            self._losses.add(what, name)
            return True
        self._members += 1
        return False

    def most(self) -> int:
        """Return how many bytes the next member may have."""
        return min(self._limits.size, self._limits.output - self._output)

    def spend(self, size: int) -> None:
        self._output += size

    def too_large(self, name: str) -> None:
        self._losses.add("files beyond the limits of size, output or ratio (a bomb?), left inside", name)


class _Drained(NamedTuple):
    """The bytes of a stream up to its end, an error, or a limit."""

    data: bytes
    wrong: str = ""
    over: bool = False


def _drain(stream: Stream, compressed: int, budget: _Budget) -> _Drained:
    """Read a stream in small steps; what is unpacked counts, whether it is used or not."""
    pieces: list[bytes] = []
    size, most = 0, budget.most()
    try:
        while piece := stream.read(CHUNK):
            size += len(piece)
            budget.spend(len(piece))
            if size > most or (size > FREE and size > RATIO * max(compressed, 1)):
                return _Drained(b"", over=True)
            pieces.append(piece)
    except UNREADABLE as error:
        return _Drained(b"".join(pieces), str(error) or type(error).__name__)
    return _Drained(b"".join(pieces))


def _zip(data: bytes, budget: _Budget, losses: Losses) -> Iterator[Member]:
    if data.count(DIRECTORY_ENTRY) > ENTRIES:
        raise ReadError(f"a zip of more than {ENTRIES:,} entries", "unpack it and acquire what matters")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except UNREADABLE as error:
        yield from _salvaged(data, str(error), budget, losses)
        return
    decrypted = 0
    for info in archive.infolist():
        if info.is_dir() or _special(info.external_attr >> 16, info.filename, losses):
            continue
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            losses.add(
                "files compressed or encrypted in ways that are not opened, left inside", info.filename
            )
            continue
        locked = bool(info.flag_bits & ENCRYPTED)
        if locked and decrypted + info.compress_size > DECRYPTED:
            losses.add(f"encrypted files beyond {DECRYPTED:,} bytes, left inside", info.filename)
        elif not budget.refuses(info.filename):
            decrypted += info.compress_size if locked else 0
            yield from _opened(archive, info, budget, losses)
    if archive.comment.strip():
        losses.add(
            "comment of the archive, not read further", archive.comment[:200].decode("utf-8", "replace")
        )


def _opened(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget, losses: Losses
) -> Iterator[Member]:
    locked = bool(info.flag_bits & ENCRYPTED)
    try:
        with archive.open(info, pwd=PASSWORD if locked else None) as stream:
            found = _drain(stream, info.compress_size, budget)
    except UNREADABLE as error:
        found = _Drained(b"", str(error) or type(error).__name__)
    if found.over:
        budget.too_large(info.filename)
    elif found.wrong and locked:
        what = (
            "files encrypted with a password other than “infected”, left inside; unpack them and acquire them"
        )
        losses.add(what, info.filename)
    elif found.wrong:
        losses.add("files that cannot be unpacked, left inside", f"{info.filename}: {found.wrong}")
    else:
        if locked:
            losses.add("files were encrypted; opened with the customary password “infected”", info.filename)
        yield Member(_name(info.filename), found.data)


def _salvaged(data: bytes, wrong: str, budget: _Budget, losses: Losses) -> Iterator[Member]:
    """Take out the files that stand before the place where a zip was cut off."""
    taken = 0
    for name, stream, size in local_files(data):
        if name.endswith("/") or budget.refuses(name):
            continue
        found = _drain(stream, size, budget)
        if found.over:
            budget.too_large(name)
        elif found.wrong:
            losses.add("files that cannot be unpacked, left inside", f"{name}: {found.wrong}")
        else:
            taken += 1
            yield Member(_name(name), found.data)
    if not taken:
        raise ReadError(f"no readable zip: {wrong}", "it may be cut off; unpack it by hand")
    losses.say(f"the directory of the zip is missing (cut off?), files were looked for without it: {wrong}")


def _special(mode: int, name: str, losses: Losses) -> bool:
    """Tell of links and devices; a mode without a type means a file."""
    kind = stat.S_IFMT(mode)
    if kind in {0, stat.S_IFREG}:
        return False
    losses.add("links, devices and other things that are no files, left out", name)
    return True


def _tar(data: bytes, budget: _Budget, losses: Losses) -> Iterator[Member]:
    seen = 0
    for entry in entries(data):
        seen += 1
        if entry.wrong:
            if seen == 1:
                raise ReadError(f"no readable tar: {entry.wrong}", "it may be cut off; unpack it by hand")
            losses.say(f"the tar cannot be read to its end, what follows is left inside: {entry.wrong}")
        elif entry.kind == "directory":
            continue
        elif entry.kind != "file":
            losses.add(
                "links, devices and other things that are no files, left out", f"{entry.name} ({entry.kind})"
            )
        elif not budget.refuses(entry.name):
            if entry.end - entry.start > budget.most():
                budget.too_large(entry.name)
                continue
            budget.spend(entry.end - entry.start)
            if entry.end > len(data):
                losses.add("files that are cut off; the part that is there was taken", entry.name)
            yield Member(_name(entry.name), data[entry.start : entry.end])
    if not seen:
        losses.say("an archive without a file")


def _gzip(data: bytes, budget: _Budget, losses: Losses) -> Iterator[Member]:
    """Unpack all streams of a gzip (RFC 1952), which are one file."""
    if data.count(GZIP_STREAM) > ENTRIES:
        raise ReadError(f"a gzip of more than {ENTRIES:,} streams", "unpack it and acquire what matters")
    name = _gzip_name(data)
    with gzip.GzipFile(fileobj=BytesIO(data)) as stream:
        found = _drain(stream, len(data), budget)
    if found.over:
        budget.too_large(name)
        return
    if found.wrong and not found.data:
        raise ReadError(f"no readable gzip: {found.wrong}", "it may be cut off; unpack it by hand")
    if found.wrong:
        losses.say(f"the gzip cannot be read to its end, what came before was taken: {found.wrong}")
    yield Member(_name(name), found.data)


def _gzip_name(data: bytes) -> str:
    """Return the name that the header of a gzip states (RFC 1952, 2.3.1, FNAME), or ``content``."""
    flags = data[3] if len(data) > 10 else 0
    at = 10
    if flags & 0x04:
        at += 2 + int.from_bytes(data[10:12], "little")
    end = data.find(b"\0", at, at + 1_000)
    return data[at:end].decode("latin-1") if flags & 0x08 and end > at else "content"


def _name(name: str) -> str:
    """Return a name as data: as given, but storable."""
    return plain(name, 1_000) or "unnamed"
