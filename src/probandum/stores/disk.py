"""Writing that survives: whole or not at all, on the disk before it is relied on; and one writer at a time.

Functions here raise ``OSError`` as the system does, and ``CustodyError`` for a link, FIFO or device where a regular
file should be; :func:`refusals` makes ``StoreError`` of the former.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from probandum.errors import BusyError, CustodyError, StoreError

# A case may come from anybody: never follow a link, never wait for the other end of a FIFO.
_GUARD = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"))
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM}
_LOCKED = 1 << 30


@contextmanager
def refusals(what: str) -> Iterator[None]:
    """Turn what the system refuses into one ``StoreError``; ``what`` says what was being done."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        advice = "see that the disk is there and whole, then run it again"
        if error.errno in _FULL:
            reason, advice = "the disk is full", "make room, then run it again: nothing half-written is left"
        elif error.errno == errno.EROFS:
            reason, advice = "the disk is read-only", "copy the case to a disk that can be written"
        elif error.errno in _DENIED:
            reason, advice = "no permission", "see who owns the case folder"
        raise StoreError(f"{what}: {reason}", advice) from error


def open_regular(path: Path, flags: int, mode: int = 0o644) -> int:
    """Return a descriptor of a regular file.

    Raises:
        CustodyError: the path is a link, FIFO, device or folder.
        OSError: it cannot be opened.
    """
    try:
        descriptor = os.open(path, flags | _GUARD, mode)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO):
            raise _irregular(path) from error
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _irregular(path)
    return descriptor


def read(path: Path, start: int = 0) -> bytes | None:
    """Return the bytes of a file from an offset on; None where there is no file."""
    try:
        descriptor = open_regular(path, os.O_RDONLY)
    except (FileNotFoundError, NotADirectoryError):
        return None
    with os.fdopen(descriptor, "rb") as file:
        file.seek(start)
        return file.read()


def size(path: Path) -> int:
    """Return the number of bytes of a file; 0 where there is none."""
    try:
        return path.lstat().st_size
    except FileNotFoundError:
        return 0


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of the data, in as many calls as it takes."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def create(path: Path, data: bytes) -> None:
    """Write a file, its bytes being on the disk when this returns. It may be half-written before."""
    descriptor = open_regular(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace(path: Path, data: bytes, draft: Path) -> None:
    """Write a file by way of a draft in the same file system: readers see the old bytes or the new."""
    create(draft, data)
    draft.replace(path)
    sync_folder(path.parent)


def extend(path: Path, data: bytes) -> None:
    """Write data at the end of a file and see it to the disk."""
    descriptor = open_regular(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def cut(path: Path, length: int) -> None:
    """Cut a file off after a number of bytes; a shorter or missing file stays."""
    if size(path) <= length:
        return
    descriptor = open_regular(path, os.O_WRONLY)
    try:
        os.ftruncate(descriptor, length)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """See the names in a folder to the disk, where the system can."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def real_folder(path: Path) -> None:
    """Make a folder if it is not there.

    Raises:
        CustodyError: something else has its name, such as a link to a folder elsewhere.
    """
    with suppress(FileExistsError):
        path.mkdir()
    if not stat.S_ISDIR(path.lstat().st_mode):
        message = f"{path.parent.name}/{path.name} is not a folder of its own"
        raise CustodyError(message, "a link here could lead writing astray: put a real folder in its place")


def lock(path: Path) -> int:
    """Return a descriptor that holds the exclusive lock; closing it, or the end of the process, gives it up.

    Raises:
        BusyError: another process holds it.
    """
    descriptor = open_regular(path, os.O_RDWR | os.O_CREAT)
    try:
        _lock(descriptor)
    except OSError as error:
        holder = os.pread(descriptor, 20, 0) if hasattr(os, "pread") else b""
        os.close(descriptor)
        if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            raise
        who = f"process {int(holder)}" if holder.strip().isdigit() else "another process"
        raise BusyError(f"{who} is writing this case", "wait until it has finished, or end it") from error
    os.ftruncate(descriptor, 0)
    write_all(descriptor, f"{os.getpid()}\n".encode())
    return descriptor


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        # Locked bytes cannot be read on Windows: lock one far behind the number of the process.
        os.lseek(descriptor, _LOCKED, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _irregular(path: Path) -> CustodyError:
    message = f"{path.parent.name}/{path.name} is not a regular file"
    return CustodyError(
        message, "somebody put a link, folder or device in its place: restore the case from a copy"
    )
