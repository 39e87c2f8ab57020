"""An act on disk: announced, written, settled.

``custody/pending`` announces an act: how long ledger and leaves were, what is added, the new checkpoint, and which
derived files wait in ``custody/tmp``. Then ledger and leaves grow, and the moment the checkpoint is replaced the act
has happened. What a killed process leaves behind is undone before that moment and finished after it. Without an
announcement nothing is ever cut off: then surplus lines are no accident.
"""

import shutil
from pathlib import Path

import msgspec

from probandum.errors import BusyError, CustodyError, UsageError
from probandum.stores import disk
from probandum.stores.layout import Layout

_TRIES = 200


class Pending(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``custody/pending`` announces.

    Attributes:
        ledger: bytes of the ledger before the act.
        leaves: bytes of the leaves before the act.
        line: line to be added, without line feed.
        leaf: its leaf hash.
        checkpoint: the checkpoint after the act.
        products: derived files that wait in ``custody/tmp`` for the act to happen.
    """

    ledger: int
    leaves: int
    line: bytes
    leaf: str
    checkpoint: bytes
    products: tuple[str, ...]

    def undoable(self, layout: Layout) -> bool:
        """Return whether ledger and leaves hold what they held before and at most a beginning of what is announced."""
        return _grown(layout.ledger, self.ledger, self.line) and _grown(
            layout.leaves, self.leaves, self.leaf.encode()
        )


class View(msgspec.Struct):
    """Ledger, leaves and checkpoint of one moment between two acts.

    Attributes:
        lines: of the ledger, without line feeds.
        leaves: leaf hashes, one a line.
        checkpoint: bytes of the checkpoint.
        waiting: derived files that belong to this moment and still lie in ``custody/tmp``.
        interrupted: an act was being written at that moment, by a process that lives or died.
    """

    lines: list[bytes]
    leaves: list[str]
    checkpoint: bytes
    waiting: set[str]
    interrupted: bool


def view(layout: Layout) -> View:
    """Return what a case says, also while another process writes it; takes no lock.

    Raises:
        BusyError: the other process is never between two acts.
        CustodyError: a file is not what a store writes.
    """
    for _ in range(_TRIES):
        checkpoint, pending = disk.read(layout.checkpoint), read_pending(layout)
        happened = pending is not None and checkpoint == pending.checkpoint
        ledger, leaves = disk.size(layout.ledger), disk.size(layout.leaves)
        if pending is not None and not happened and pending.undoable(layout):
            ledger, leaves = pending.ledger, pending.leaves
        # Ledger and leaves only grow, so once these sizes are known to belong together there is time to read.
        if (disk.read(layout.checkpoint), read_pending(layout)) != (checkpoint, pending):
            continue
        hashes = _split(layout.leaves, leaves)
        return View(
            _split(layout.ledger, ledger),
            [leaf.decode("ascii", "backslashreplace") for leaf in hashes],
            checkpoint or b"",
            set(pending.products) if pending is not None and happened else set(),
            pending is not None,
        )
    raise BusyError("another process is writing this case all the time", "try again when it has finished")


def _split(path: Path, length: int) -> list[bytes]:
    """Return the lines in the first bytes of a file."""
    lines = (disk.read(path) or b"")[:length].split(b"\n")
    if lines.pop():
        message = f"line {len(lines) + 1} of custody/{path.name} is cut off before its end"
        raise CustodyError(message, "restore the case from a copy; this one cannot be relied on")
    return lines


def read_pending(layout: Layout) -> Pending | None:
    """Return the act that is announced, if any.

    Raises:
        CustodyError: the announcement is not one that a store writes.
    """
    data = disk.read(layout.pending)
    if data is None:
        return None
    try:
        pending = msgspec.json.decode(data, type=Pending)
        for name in pending.products:
            layout.product(name)
    except (ValueError, UsageError) as error:
        advice = "move it away, then run verify"
        raise CustodyError("custody/pending is not what the program writes", advice) from error
    return pending


def write(layout: Layout, pending: Pending) -> None:
    """Announce an act and write it; it has happened when the checkpoint is replaced, and needs :func:`finish` then."""
    announcement = layout.tmp / "pending"
    disk.replace(layout.pending, msgspec.json.encode(pending), announcement)
    disk.extend(layout.ledger, pending.line + b"\n")
    disk.extend(layout.leaves, pending.leaf.encode() + b"\n")
    disk.replace(layout.checkpoint, pending.checkpoint, layout.tmp / "checkpoint")


def finish(layout: Layout, pending: Pending) -> None:
    """Make the derived files of an act visible, and take back its announcement."""
    publish(layout, pending.products)
    layout.pending.unlink()
    disk.sync_folder(layout.custody)


def settle(layout: Layout) -> None:
    """Undo or finish the act that is announced, and remove drafts; the lock is held.

    Raises:
        CustodyError: ledger or leaves hold something that was not announced.
    """
    pending = read_pending(layout)
    if pending is not None:
        if disk.read(layout.checkpoint) != pending.checkpoint:
            _undo(layout, pending)
            pending = msgspec.structs.replace(pending, products=())
        finish(layout, pending)
    clear(layout)


def _undo(layout: Layout, pending: Pending) -> None:
    if not pending.undoable(layout):
        raise CustodyError(
            "an act was interrupted, and the ledger is not as it was then",
            "move custody/pending away and run verify: it names what was changed",
        )
    disk.cut(layout.ledger, pending.ledger)
    disk.cut(layout.leaves, pending.leaves)


def clear(layout: Layout) -> None:
    """Remove all drafts, unless an act is announced that may need them."""
    if layout.pending.exists() or layout.tmp.is_symlink() or not layout.tmp.is_dir():
        return
    for path in layout.tmp.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def publish(layout: Layout, products: tuple[str, ...]) -> None:
    """Move derived files from ``custody/tmp`` to their places; those already there stay."""
    folders = set()
    for name in products:
        draft = layout.draft(name)
        if draft.exists():
            place = layout.product(name, make=True)
            draft.replace(place)
            folders.add(place.parent)
    for folder in sorted(folders):
        disk.sync_folder(folder)


def _grown(path: Path, before: int, announced: bytes) -> bool:
    """Return whether a file is as long as before, or goes on with a beginning of what was announced."""
    if not 0 <= disk.size(path) - before <= len(announced) + 1:
        return False
    # After a power cut a file may have grown by zeros that never became the data.
    surplus = (disk.read(path, before) or b"").rstrip(b"\0")
    return (announced + b"\n").startswith(surplus)
