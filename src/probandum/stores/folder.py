"""A case as a folder: ``custody/`` is evidence and ledger, ``products/`` and ``dossier/`` are derived.

A store shows the ledger as it was when it was first asked, or first asked after writing ended; while writing, with its
own acts. Reading takes no lock. Only one process writes, and only between :meth:`FolderStore.writing` and its end.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Self

from probandum.errors import CustodyError, StoreError, UsageError
from probandum.model.ident import Digest, digest
from probandum.stores import disk, journal
from probandum.stores.layout import DERIVED, Layout

_BLOCK = 1 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}")
# All that the store understands of a line: which digest an act gave to a derived file.
_MADE = re.compile(rb'"((?:products|dossier)/[^"\\]*)":"([0-9a-f]{64})"')
_VERIFY = "run verify: it names what was changed"


class FolderStore:
    """Keeps a case in a folder; see :class:`probandum.interfaces.Store`.

    Args:
        root: the case folder; it must be there.

    Raises:
        UsageError: there is no such folder.
    """

    def __init__(self, root: Path) -> None:
        if not root.is_dir():
            raise UsageError(f"there is no folder {str(root)!r}", "make it, or name another case")
        self._layout = Layout(root)
        self._lock: int | None = None
        self._view: journal.View | None = None
        self._made: dict[str, str] = {}
        self._unsynced: set[Path] = set()

    @contextmanager
    def writing(self) -> Iterator[Self]:
        """Hold the case for writing; inside another ``writing`` of the same store it does nothing more.

        An act that a killed process left is undone or finished first. What the caller knew of the ledger before is
        old: read it again inside.

        Raises:
            BusyError: another process, or another store in this one, is writing.
            CustodyError: an interrupted act does not fit the ledger.
            StoreError: the disk refused; or, at the end, derived files wait for an act that never came.
        """
        if self._lock is not None:
            yield self
            return
        layout = self._layout
        with disk.refusals("the case cannot be opened for writing"):
            disk.real_folder(layout.custody)
            self._lock = disk.lock(layout.lock)
        try:
            with disk.refusals("the case cannot be opened for writing"):
                layout.make()
                self._settle()
            yield self
            if waiting := self._load().waiting:
                names = ", ".join(sorted(waiting))
                raise StoreError(f"{names}: replaced, but no act says so", "append the act that makes them")
        finally:
            self._view = None
            with suppress(OSError):
                journal.clear(layout)
            os.close(self._lock)
            self._lock = None

    @property
    def interrupted(self) -> bool:
        """Whether an act was being written when the store was first asked: by a process that lives, or one killed."""
        return self._load().interrupted

    def current(self) -> bool:
        """Return whether the case on disk is still as this store shows it; if not, another process went on with it."""
        known = self._load()
        with disk.refusals("the case cannot be read"):
            now = journal.view(self._layout)
        # One act may be unfinished at both moments, but not the same one: then what waits differs.
        return (now.checkpoint, now.interrupted, now.waiting) == (
            known.checkpoint,
            known.interrupted,
            known.waiting,
        )

    def put(self, stream: BinaryIO) -> tuple[Digest, int]:
        """Keep the bytes of a stream under their SHA-256; return digest and size. Nothing is kept if reading fails."""
        self._ready()
        state, size = hashlib.sha256(), 0
        with disk.refusals("an exhibit cannot be kept"):
            descriptor, draft = tempfile.mkstemp(prefix="object-", dir=self._layout.tmp)
        try:
            try:
                while block := stream.read(_BLOCK):
                    state.update(block)
                    size += len(block)
                    with disk.refusals("an exhibit cannot be kept"):
                        disk.write_all(descriptor, block)
                with disk.refusals("an exhibit cannot be kept"):
                    os.fsync(descriptor)
            finally:
                os.close(descriptor)
            place = self._layout.objects / state.hexdigest()
            with disk.refusals("an exhibit cannot be kept"):
                # What is already there stays, even changed: that is for the audit to find, not for us to cover up.
                if not os.path.lexists(place):
                    Path(draft).chmod(0o444)
                    Path(draft).replace(place)
                    self._unsynced.add(place.parent)
        finally:
            with suppress(OSError):
                Path(draft).unlink(missing_ok=True)
        return Digest(state.hexdigest()), size

    def get(self, name: Digest) -> bytes:
        """Return the bytes of an object after hashing them again.

        Raises:
            CustodyError: the object is missing or was changed.
        """
        with self.open(name) as stream, disk.refusals(f"object {name} cannot be read"):
            data = stream.read()
        if digest(data) != name:
            raise CustodyError(f"object objects/{name} was changed", _VERIFY)
        return data

    def open(self, name: Digest) -> BinaryIO:
        """Return the stream of an object's bytes, unchecked.

        Raises:
            CustodyError: there is no regular file of that name.
        """
        if not _DIGEST.fullmatch(name):
            raise CustodyError(f"{name!r} is not the name of an object", _VERIFY)
        with disk.refusals(f"object {name} cannot be read"):
            try:
                descriptor = disk.open_regular(self._layout.objects / name, os.O_RDONLY)
            except FileNotFoundError as error:
                raise CustodyError(f"object objects/{name} is missing", _VERIFY) from error
            return os.fdopen(descriptor, "rb")

    def objects(self) -> Iterator[Digest]:
        """Yield the names of all that lies among the objects, sorted; strangers too, for the audit to see."""
        folder = self._layout.objects
        with disk.refusals("the objects cannot be listed"):
            names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
        yield from map(Digest, names)

    def lines(self) -> list[bytes]:
        """Return the ledger's lines without line feeds."""
        return list(self._load().lines)

    def leaves(self) -> list[str]:
        """Return the leaf hash of each line as it was appended."""
        return list(self._load().leaves)

    def checkpoint(self) -> bytes:
        """Return the checkpoint; empty for a new case."""
        return self._load().checkpoint

    def append(self, line: bytes, leaf: str, checkpoint: bytes) -> None:
        """Append a line, replace the checkpoint, and make waiting derived files visible: all or nothing.

        Raises:
            CustodyError: another program changed the ledger while it was open.
            StoreError: the disk refused; the act has not happened, unless the message says so.
        """
        if b"\n" in line or not _DIGEST.fullmatch(leaf):
            raise ValueError("a line has no line feed, a leaf is 64 hexadecimal digits")
        self._ready()
        known, layout = self._load(), self._layout
        size = sum(map(len, known.lines)) + len(known.lines)
        if (disk.size(layout.ledger), disk.size(layout.leaves)) != (size, 65 * len(known.leaves)):
            raise CustodyError("the ledger was changed by another program while it was open", _VERIFY)
        waiting = tuple(sorted(known.waiting))
        pending = journal.Pending(size, 65 * len(known.leaves), line, leaf, checkpoint, waiting)
        known.interrupted = True
        with disk.refusals("the ledger cannot be written"):
            self._write(pending)
        known.lines.append(line)
        known.leaves.append(leaf)
        known.checkpoint = checkpoint
        self._made.update(_made(line))
        self._unsynced.clear()
        with disk.refusals("the act is in the ledger, but its files are not all in their places"):
            journal.finish(layout, pending)
        known.interrupted = False
        known.waiting.clear()

    def write_product(self, name: str, data: bytes) -> Digest:
        """Write a derived file.

        A name that the ledger does not know, or knows with these very bytes, is there at once. Otherwise the old file
        stays in its place, and all but this store see the new one when the act that made it is appended: a process
        killed in between leaves no file that contradicts the ledger.

        Raises:
            UsageError: the name is no relative path under ``products/`` or ``dossier/``.
            StoreError: the disk refused.
        """
        known = self._ready()
        if not name.isprintable() or '"' in name or "\\" in name:
            raise UsageError(f"{name!r} is not the name of a derived file", "use letters, digits, - and _")
        made = digest(data)
        with disk.refusals(f"{name} cannot be written"):
            place = self._layout.product(name, make=True)
            draft = self._layout.draft(name, make=True)
            if place.is_dir() or place.parent.stat().st_dev != draft.parent.stat().st_dev:
                raise StoreError(
                    f"{name}: its place is taken", "move away the folder or mount that lies there"
                )
            if name in known.waiting or self._made.get(name, made) != made:
                disk.create(draft, data)
                known.waiting.add(name)
            elif place.is_symlink() or disk.read(place) != data:
                disk.create(draft, data)
                draft.replace(place)
                self._unsynced.add(place.parent)
        return made

    def read_product(self, name: str) -> bytes | None:
        """Return a derived file; None where there is none."""
        waiting = name in self._load().waiting
        with disk.refusals(f"{name} cannot be read"):
            draft = disk.read(self._layout.draft(name)) if waiting else None
            return draft if draft is not None else disk.read(self._layout.product(name))

    def products(self) -> Iterator[str]:
        """Yield the names of derived files, sorted; links are not followed and not named."""
        found, root = set(self._load().waiting), self._layout.root
        with disk.refusals("the derived files cannot be listed"):
            for top in (top for top in DERIVED if self._layout.product(f"{top}/-").parent.is_dir()):
                for folder, _, names in os.walk(root / top, onerror=_refuse):
                    paths = (Path(folder, name) for name in names)
                    found |= {path.relative_to(root).as_posix() for path in paths if not path.is_symlink()}
        yield from sorted(found)

    def _load(self) -> journal.View:
        if self._view is None:
            with disk.refusals("the case cannot be read"):
                self._view = journal.view(self._layout)
            self._made = {}
            for line in self._view.lines:
                self._made.update(_made(line))
        return self._view

    def _ready(self) -> journal.View:
        """Return the view of a store that holds the case for writing; what an act left unfinished is settled first."""
        if self._lock is None:
            raise StoreError("the case is not held for writing", "write inside 'with store.writing()'")
        if self._load().interrupted:
            with disk.refusals("an interrupted act cannot be settled"):
                self._settle()
        return self._load()

    def _settle(self) -> None:
        self._view = None
        journal.settle(self._layout)
        self._load()

    def _write(self, pending: journal.Pending) -> None:
        """Write an act; where the disk refuses, undo it unless it has happened all the same."""
        try:
            for folder in sorted(self._unsynced):
                disk.sync_folder(folder)
            journal.write(self._layout, pending)
        except OSError:
            if disk.read(self._layout.checkpoint) != pending.checkpoint:
                with suppress(OSError, StoreError):
                    self._settle()
                raise


def _refuse(error: OSError) -> None:
    raise error


def _made(line: bytes) -> dict[str, str]:
    return {name.decode(): made.decode() for name, made in _MADE.findall(line)}
