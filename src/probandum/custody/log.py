"""The Merkle tree under the ledger: RFC 6962 §2.1, proofs as in RFC 9162 §2.1; and its checkpoint.

Hashes are 32 bytes. A leaf is one line of the ledger without its line feed. Nothing here recurses, so the size of a
ledger is bounded by memory only.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence

from probandum.errors import CustodyError
from probandum.model.ident import Value

EMPTY = hashlib.sha256(b"").digest()
"""Root of the tree without leaves."""

_ADVICE = "compare the case with a copy of which you know that nobody changed it"
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
_ORIGIN = re.compile(r"[^\s+\x00-\x1f\x7f]{1,255}")


def leaf_hash(line: bytes) -> bytes:
    """Return SHA-256(0x00 || line)."""
    return hashlib.sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the tree head of leaf hashes, in O(n).

    Pairing level by level and carrying an odd last node upwards gives the tree of RFC 6962, whose left half is always
    the largest full one.
    """
    level = list(leaves)
    if not level:
        return EMPTY
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        level = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)] + odd
    return level[0]


class Range(Value, frozen=True):
    """The roots of the full subtrees of a tree: all that is needed to add leaves, O(log n) bytes.

    Attributes:
        size: number of leaves.
        peaks: a hash for each one-bit of ``size``, largest subtree first.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def add(self, leaf: bytes) -> "Range":
        """Return the range with one leaf hash more."""
        peaks, size = list(self.peaks), self.size
        while size & 1:
            leaf = node_hash(peaks.pop(), leaf)
            size >>= 1
        return Range(self.size + 1, (*peaks, leaf))

    def root(self) -> bytes:
        """Return the tree head."""
        if not self.peaks:
            return EMPTY
        head = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            head = node_hash(peak, head)
        return head


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the audit path of a leaf, nearest sibling first (RFC 9162 §2.1.3.1).

    Raises:
        IndexError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} in a tree of {len(leaves)}")
    path, low, high = [], 0, len(leaves)
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(root(leaves[middle:high]))
            high = middle
        else:
            path.append(root(leaves[low:middle]))
            low = middle
    return path[::-1]


def includes(head: bytes, size: int, index: int, leaf: bytes, proof: Sequence[bytes]) -> bool:
    """Return whether the proof shows the leaf hash at an index of the tree (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, value = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            value = node_hash(sibling, value)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            value = node_hash(value, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and value == head


def consistency_proof(leaves: Sequence[bytes], size: int) -> list[bytes]:
    """Return the proof that the tree of the first ``size`` leaves is a beginning of this one (RFC 9162 §2.1.4.1).

    Raises:
        IndexError: ``size`` is not between 1 and the number of leaves.
    """
    if not 1 <= size <= len(leaves):
        raise IndexError(f"no beginning of {size} leaves in a tree of {len(leaves)}")
    path, low, high, whole = [], 0, len(leaves), True
    while size != high - low:
        half = _split(high - low)
        if size <= half:
            path.append(root(leaves[low + half : high]))
            high = low + half
        else:
            path.append(root(leaves[low : low + half]))
            low, size, whole = low + half, size - half, False
    if not whole:
        path.append(root(leaves[low:high]))
    return path[::-1]


def extends(old: bytes, old_size: int, new: bytes, new_size: int, proof: Sequence[bytes]) -> bool:
    """Return whether the proof shows the old tree as a beginning of the new one (RFC 9162 §2.1.4.2)."""
    if not 1 <= old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old == new
    path = list(proof) if old_size & (old_size - 1) else [old, *proof]
    if not path:
        return False
    at, last = old_size - 1, new_size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and before == old and after == new


class Checkpoint(Value, frozen=True):
    """What a checkpoint says.

    Attributes:
        origin: which log.
        size: number of lines.
        root: tree head of the lines.
    """

    origin: str
    size: int
    root: bytes


def origin(first_line: bytes) -> str:
    """Return the name of the log, which its own first line gives: ``probandum/`` and 16 hexadecimal digits."""
    return f"probandum/{hashlib.sha256(first_line).hexdigest()[:16]}"


def checkpoint(origin: str, size: int, root: bytes) -> bytes:
    """Return the body of a checkpoint (C2SP tlog-checkpoint): origin, decimal size, base64 root, a line each.

    It is the note's text only: there is no blank line and no signature line yet, so it shows accidents and clumsy
    changes, not a change by somebody who rewrites the whole custody folder.
    """
    return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n".encode()


def parse_checkpoint(data: bytes) -> Checkpoint:
    """Return what a checkpoint says; only the exact bytes that :func:`checkpoint` writes are taken.

    Raises:
        CustodyError: these are not such bytes; the message says which line is wrong.
    """
    if not data:
        raise CustodyError("the checkpoint is missing or empty", _ADVICE)
    lines = data.decode("utf-8", "replace").split("\n")
    if len(lines) != 4 or lines[3]:
        raise CustodyError("the checkpoint is not three lines of text", _ADVICE)
    if not _ORIGIN.fullmatch(lines[0]):
        raise CustodyError("line 1 of the checkpoint is not the name of a log", _ADVICE)
    if not _SIZE.fullmatch(lines[1]):
        raise CustodyError("line 2 of the checkpoint is not a number of ledger lines", _ADVICE)
    try:
        head = base64.b64decode(lines[2], validate=True)
    except (binascii.Error, ValueError):
        head = b""
    found = Checkpoint(lines[0], int(lines[1]), head)
    # Base64 has spare bits, UTF-8 has replacements: writing it again catches what decoding forgives.
    if len(head) != 32 or checkpoint(found.origin, found.size, found.root) != data:
        raise CustodyError("line 3 of the checkpoint is not a root: base64 of 32 bytes", _ADVICE)
    return found


def _split(size: int) -> int:
    """Return the largest power of two below ``size``; ``size`` is at least 2."""
    return 1 << (size - 1).bit_length() - 1
