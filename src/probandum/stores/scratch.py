"""Room on the disk for what is made on the way and does not fit into memory; it is gone when the work is done."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from probandum.stores import disk


class Scratch:
    """Files that only this process reads, each written at its end. Made by :func:`scratch`.

    Args:
        folder: where they lie.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, name: str, data: bytes) -> None:
        """Write at the end of a file.

        Raises:
            StoreError: the disk refused.
        """
        with (
            disk.refusals("what is made on the way cannot be kept"),
            (self._folder / name).open("ab") as file,
        ):
            file.write(data)

    def take(self, name: str) -> bytes:
        """Return a file and remove it; empty where nothing was written."""
        path = self._folder / name
        with disk.refusals("what was made on the way cannot be read"):
            data = disk.read(path) or b""
            with suppress(FileNotFoundError):
                path.unlink()
        return data

    @contextmanager
    def reading(self, name: str) -> Iterator["Reading"]:
        """Hold a file open for reading parts of it."""
        with (
            disk.refusals("what was made on the way cannot be read"),
            (self._folder / name).open("rb") as file,
        ):
            yield Reading(file.fileno())


class Reading:
    """A file held open.

    Args:
        descriptor: of the file.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def part(self, start: int, end: int) -> bytes:
        """Return the bytes from one offset to another."""
        os.lseek(self._descriptor, start, os.SEEK_SET)
        data = b""
        while len(data) < end - start:
            more = os.read(self._descriptor, end - start - len(data))
            if not more:
                break
            data += more
        return data


@contextmanager
def scratch() -> Iterator[Scratch]:
    """Give a folder of its own where the system keeps temporary files (``TMPDIR``); nobody else can read it."""
    with disk.refusals("there is no room for temporary files"):
        folder = tempfile.TemporaryDirectory(prefix="probandum-")
    with folder as name:
        yield Scratch(Path(name))
