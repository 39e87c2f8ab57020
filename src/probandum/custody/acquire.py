"""Files into custody: what may be taken, and how it is taken so that the bytes are those of one moment."""

import hashlib
import io
import os
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from probandum.custody.sniff import HEAD, sniff
from probandum.errors import CustodyError, ReadError
from probandum.interfaces import Store
from probandum.model.exhibit import Exhibit
from probandum.model.ident import Digest, Value, digest

# Without these, opening a FIFO would wait for ever, and a link put in place at the last moment would be followed.
_GUARD = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_BLOCK = 1 << 20
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


class Taken(Value, frozen=True):
    """A file that is in custody now.

    Attributes:
        exhibit: its bytes.
        name: its path inside the folder it came from, as :func:`printable_name` shows it.
    """

    exhibit: Exhibit
    name: str


def take(path: Path, inside: Path, store: Store, known: Digest | None = None) -> Taken:
    """Copy a file into a store, hashing while copying; nothing is kept of a file that cannot be taken.

    Args:
        path: the file; a symbolic link is followed while it stays inside.
        inside: the folder out of which no link may lead.
        store: where the bytes go; opened for writing unless the file holds what is known.
        known: digest that the file had before; where it still has, and the store holds it, nothing is written.

    Raises:
        ReadError: not a regular file, leads out of the folder, cannot be read, or changed while it was read.
        StoreError: the store's disk refused.
    """
    name = named(path, inside)
    if known and _holds(store, known):
        with _watched(path, inside) as watched:
            if (size := _size(watched, known)) is not None:
                return Taken(Exhibit(known, size, sniff(bytes(watched.head))), name)
    with _watched(path, inside) as watched:
        held, size = store.put(cast("BinaryIO", io.BufferedReader(watched, _BLOCK)))
        return Taken(Exhibit(held, size, sniff(bytes(watched.head))), name)


def same(path: Path, inside: Path, store: Store, known: Digest | None) -> bool:
    """Return whether a file holds what is known of it and the store has it; nothing is written.

    Raises:
        ReadError: as :func:`take`.
    """
    with _watched(path, inside) as watched:
        return known is not None and _holds(store, known) and _size(watched, known) is not None


def _size(stream: "_Watched", known: Digest) -> int | None:
    """Return how many bytes a stream has; None where their digest is not the known one."""
    state, size = hashlib.sha256(), 0
    buffer = memoryview(bytearray(_BLOCK))
    while count := stream.readinto(buffer):
        state.update(buffer[:count])
        size += count
    return size if state.hexdigest() == known else None


def _holds(store: Store, name: Digest) -> bool:
    try:
        store.open(name).close()
    except CustodyError:
        return False
    return True


@contextmanager
def _watched(path: Path, inside: Path) -> Iterator["_Watched"]:
    name = named(path, inside)
    with io.FileIO(_open(_resolve(path, inside, name), name), "rb") as file:
        yield _Watched(file, name)


def keep(data: bytes, store: Store) -> Exhibit:
    """Put bytes that a reader extracted into a store.

    Raises:
        StoreError: the store's disk refused.
    """
    name = digest(data)
    if not _holds(store, name):
        store.put(io.BytesIO(data))
    return Exhibit(name, len(data), sniff(data[:HEAD]))


def files(folder: Path) -> Iterator[Path | ReadError]:
    """Yield the regular files under a folder, hidden ones too, in order of their paths, and what cannot be taken.

    Linked folders are never entered: one inside is listed under its own name, one outside is a problem. So there are
    no loops.

    Returns:
        a path for each file, and a ``ReadError`` (yielded, not raised) for each link that leads out or nowhere, each
        folder that cannot be listed, each FIFO, socket or device.
    """
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            state = folder.stat() if path is folder else path.lstat()
            if stat.S_ISDIR(state.st_mode):
                inside = sorted(path.iterdir(), key=lambda child: os.fsencode(child.name), reverse=True)
                waiting.extend(inside)
                continue
            name = named(path, folder)
            if stat.S_ISLNK(state.st_mode):
                state = _resolve(path, folder, name).stat()
                if stat.S_ISDIR(state.st_mode):
                    continue
            _refuse_special(state, name)
        except ReadError as problem:
            yield problem
        except OSError as error:
            yield _unreadable(named(path, folder), error)
        else:
            yield path


def printable_name(name: str) -> str:
    r"""Return a file name in which nothing is hidden; different names stay different.

    Control and format characters (bidirectional overrides, zero-width characters), line separators and bytes that are
    no text become ``\x1b``, ``\u202e`` and the like, a backslash becomes two.

    Args:
        name: as the operating system gives it, undecodable bytes as surrogate escapes (PEP 383).
    """
    return "".join(_printable(character) for character in name)


def _printable(character: str) -> str:
    code = ord(character)
    if character == "\\":
        return "\\\\"
    if unicodedata.category(character) not in _UNSEEN:
        return character
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    # A C1 control and an undecodable byte must not look the same.
    if code < 0x80:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


class _Watched(io.RawIOBase):
    """A file that is being read, and that must not change meanwhile.

    Attributes:
        head: its first bytes, at most 64 KiB.
    """

    def __init__(self, file: io.FileIO, name: str) -> None:
        super().__init__()
        self.head = bytearray()
        self._file = file
        self._name = name
        self._before = os.fstat(file.fileno())
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # io.BufferedReader passes no other
        try:
            count = self._file.readinto(buffer) or 0
        except OSError as error:
            raise _unreadable(self._name, error) from error
        self._count += count
        if len(self.head) < HEAD:
            self.head += buffer[: min(count, HEAD - len(self.head))]
        now = os.fstat(self._file.fileno()) if not count else self._before
        same = (now.st_size, now.st_mtime_ns) == (self._before.st_size, self._before.st_mtime_ns)
        # A file that grows as fast as it is read would otherwise never end.
        if self._count > now.st_size or (not count and (not same or self._count != now.st_size)):
            raise ReadError(f"{self._name}: changed while it was read", "acquire it again")
        return count


def named(path: Path, inside: Path) -> str:
    """Return what a file is called: its path inside a folder, shown as :func:`printable_name` shows it."""
    name = path.relative_to(inside) if path.is_relative_to(inside) else Path(path.name)
    return printable_name(name.as_posix())


def _resolve(path: Path, inside: Path, name: str) -> Path:
    """Return where a path leads, if that is inside; ``name`` is for the message."""
    try:
        real, home = path.resolve(strict=True), inside.resolve(strict=True)
    except OSError as error:
        raise _unreadable(name, error) from error
    except (RuntimeError, ValueError) as error:  # a loop of links; a NUL in the name
        raise ReadError(f"{name}: leads nowhere", "remove the link") from error
    if not real.is_relative_to(home):
        raise ReadError(
            f"{name}: is a link that leads out of the folder", "copy the file itself into the folder"
        )
    return real


def _open(real: Path, name: str) -> int:
    """Return a descriptor of a regular file."""
    try:
        descriptor = os.open(real, os.O_RDONLY | _GUARD)
    except OSError as error:
        raise _unreadable(name, error) from error
    try:
        _refuse_special(os.fstat(descriptor), name)
    except ReadError:
        os.close(descriptor)
        raise
    return descriptor


def _refuse_special(state: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise ReadError(f"{name}: is a folder", "name its files, or acquire the folder")
    if not stat.S_ISREG(state.st_mode):
        raise ReadError(f"{name}: is a device, FIFO or socket", "acquire a copy of its content as a file")


def _unreadable(name: str, error: OSError) -> ReadError:
    return ReadError(f"{name}: {os.strerror(error.errno or 0)}", "make it readable and acquire it again")
