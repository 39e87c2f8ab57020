"""From an entry to the three things that a store appends: line, leaf, checkpoint."""

from collections.abc import Sequence

import msgspec

from probandum.custody import log
from probandum.errors import CustodyError
from probandum.model.entry import Entry
from probandum.model.ident import Value


class Head(Value, frozen=True):
    """The end of a ledger, to which the next act is added.

    Attributes:
        origin: name of the log; empty for a new ledger.
        range: the tree so far.
    """

    origin: str = ""
    range: log.Range = log.Range()

    @property
    def size(self) -> int:
        """Number of lines, which is also the sequence of the next entry."""
        return self.range.size


class Act(Value, frozen=True):
    """One act as a store takes it.

    Attributes:
        line: the ledger line, without its line feed.
        leaf: its leaf hash, 64 hexadecimal digits.
        checkpoint: the checkpoint after it.
        head: the end of the ledger after it; for the act that follows.
    """

    line: bytes
    leaf: str
    checkpoint: bytes
    head: Head


def read_head(lines: Sequence[bytes], leaves: Sequence[str], checkpoint: bytes) -> Head:
    """Return the end of a ledger after recomputing it, in O(n); a broken ledger is never carried on.

    Raises:
        CustodyError: lines, leaves and checkpoint do not belong together.
    """
    if not lines and not leaves and not checkpoint:
        return Head()
    said = log.parse_checkpoint(checkpoint)
    hashes = [log.leaf_hash(line) for line in lines]
    tree = log.Range()
    for leaf in hashes:
        tree = tree.add(leaf)
    agrees = (
        bool(lines)
        and (said.origin, said.size, said.root) == (log.origin(lines[0]), tree.size, tree.root())
        and list(leaves) == [leaf.hex() for leaf in hashes]
    )
    if not agrees:
        raise CustodyError(
            "ledger, leaves and checkpoint do not belong together", "run verify: it names what was changed"
        )
    return Head(said.origin, tree)


def next_act(head: Head, entry: Entry) -> Act:
    """Return the act that writes an entry, in O(log n).

    Raises:
        ValueError: the entry's sequence is not the next one.
    """
    if entry.sequence != head.size:
        raise ValueError(f"entry {entry.sequence} cannot follow {head.size} lines")
    line = entry.to_line()
    leaf = log.leaf_hash(line)
    after = Head(head.origin or log.origin(line), head.range.add(leaf))
    return Act(line, leaf.hex(), log.checkpoint(after.origin, after.size, after.range.root()), after)


def read_entry(line: bytes) -> Entry | None:
    """Return the entry of a ledger line; None where the line is not exactly what :meth:`Entry.to_line` writes."""
    try:
        entry = msgspec.json.decode(line, type=Entry)
        return entry if entry.to_line() == line else None
    except (ValueError, RecursionError):
        return None
