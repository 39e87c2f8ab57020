"""Recompute everything, and name what is wrong.

The checkpoint holds the root over all lines. A root tells that something was changed, not what; so the store keeps the
leaf hash of each line in a file of its own. Where these leaves give the checkpoint's root they are the truth, and the
first line that disagrees with them is the one that was changed. An unsigned checkpoint cannot show a change by
somebody who computes ledger, leaves and checkpoint anew.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Literal

from probandum.custody import log
from probandum.custody.acquire import printable_name
from probandum.custody.ledger import read_entry
from probandum.errors import CustodyError
from probandum.interfaces import Store
from probandum.model.entry import Entry
from probandum.model.ident import Digest, Value, digest

OBJECTS = "objects/"
DERIVED = ("products/", "dossier/")

_COPY = "restore the case from a copy; this one cannot be relied on"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Finding(Value, frozen=True):
    """One thing that the audit noticed.

    Attributes:
        severity: ``broken``: custody does not hold; ``note``: harmless, e.g. left by a run that was interrupted.
        what: one line that names the thing.
        advice: one line: what to do.
    """

    severity: Literal["broken", "note"]
    what: str
    advice: str


def audit_store(store: Store) -> Iterator[Finding]:
    """Yield what :func:`audit` finds in a store, reading every byte in it once."""

    def recompute(name: Digest) -> Digest | None:
        try:
            with store.open(name) as stream:
                state = hashlib.sha256()
                while block := stream.read(1 << 20):
                    state.update(block)
                return Digest(state.hexdigest())
        except CustodyError:
            return None

    products = {}
    for name in store.products():
        try:
            data = store.read_product(name)
        except CustodyError:  # it is there, but not as a regular file
            products[name] = Digest("")
            continue
        if data is not None:
            products[name] = digest(data)
    ledger = store.lines(), store.leaves(), store.checkpoint()
    yield from audit(*ledger, list(store.objects()), recompute, products)


def audit(
    lines: Sequence[bytes],
    leaves: Sequence[str],
    checkpoint: bytes,
    objects: Iterable[str],
    recompute: Callable[[Digest], Digest | None],
    products: Mapping[str, Digest],
) -> Iterator[Finding]:
    """Yield what is wrong: first the ledger, then objects, then products, each in order. Nothing: all is well.

    Args:
        lines: the ledger, without line feeds.
        leaves: leaf hash of each line as kept beside it, 64 hexadecimal digits.
        checkpoint: bytes of the checkpoint; empty for a new case.
        objects: names of all objects that are kept.
        recompute: name of an object → SHA-256 of its bytes; None where there is no such regular file.
        products: name of each derived file → SHA-256 of its bytes.
    """
    yield from _audit_ledger(lines, leaves, checkpoint)
    entries = [(number, read_entry(line)) for number, line in enumerate(lines, 1)]
    read = [(number, entry) for number, entry in entries if entry is not None]
    unread = [number for number, entry in entries if entry is None]
    if unread:
        yield _broken(f"line {unread[0]} of the ledger is not an entry as the program writes it")
    astray = next(((number, entry) for number, entry in read if entry.sequence != number - 1), None)
    if astray:
        yield _broken(f"line {astray[0]} of the ledger says that it is line {astray[1].sequence + 1}")
    yield from _audit_objects(read, sorted(objects), recompute)
    yield from _audit_products(read, products)


def _audit_ledger(lines: Sequence[bytes], leaves: Sequence[str], checkpoint: bytes) -> Iterator[Finding]:
    if not lines and not leaves and not checkpoint:
        return
    hashes = [log.leaf_hash(line).hex() for line in lines]
    if hashes != list(leaves):
        yield from _audit_checkpoint(lines, hashes, leaves, checkpoint)
        return
    try:
        said = log.parse_checkpoint(checkpoint)
    except CustodyError as error:
        yield _broken(error.what)
        return
    if lines and said.origin != log.origin(lines[0]):
        yield _broken(f"line 1 of the checkpoint names the log {said.origin}, not {log.origin(lines[0])}")
    found = _root(hashes)
    if said.size == len(hashes) and said.root == found:
        return
    if said.root == found:
        yield _broken(
            f"line 2 of the checkpoint says {said.size} ledger lines; its root is that of {len(lines)}"
        )
    elif said.size > len(lines):
        yield _broken(f"the ledger ends after line {len(lines)} of {said.size}: its tail was deleted")
    elif said.size < len(lines) and said.root == _root(hashes[: said.size]):
        yield _broken(f"line {said.size + 1} of the ledger was added; the checkpoint ends before it")
    else:
        yield _broken(
            "the checkpoint's root is not that of ledger and leaves: it was changed, or both of them were"
        )


def _audit_checkpoint(
    lines: Sequence[bytes], hashes: Sequence[str], leaves: Sequence[str], checkpoint: bytes
) -> Iterator[Finding]:
    """Yield what is wrong where ledger and leaves disagree: the checkpoint decides which of them is right."""
    try:
        said = log.parse_checkpoint(checkpoint)
    except CustodyError as error:
        yield _broken(error.what)
        said = None
    first = _first_difference(hashes, leaves) + 1
    if said and _holds(said, hashes):
        yield _broken(f"line {first} of the leaves does not fit the ledger, which is unchanged")
    elif said and _holds(said, leaves):
        yield _broken(_difference(hashes, leaves))
    elif said and _holds(said, leaves[: said.size]):
        yield _broken(f"line {said.size + 1} of the leaves was added; the checkpoint ends before it")
        if hashes != list(leaves[: said.size]):
            yield _broken(_difference(hashes, leaves[: said.size]))
    else:
        yield _broken(
            f"line {first} of the ledger does not fit its leaf, and neither gives the checkpoint's root"
        )
    if said and lines and said.origin != log.origin(lines[0]) and _origin_is_wrong(hashes, leaves):
        yield _broken(f"line 1 of the checkpoint names the log {said.origin}, not {log.origin(lines[0])}")


def _origin_is_wrong(hashes: Sequence[str], leaves: Sequence[str]) -> bool:
    """Return whether a wrong origin is news: not where line 1 itself was changed."""
    return bool(leaves) and hashes[0] == leaves[0]


def _difference(found: Sequence[str], true: Sequence[str]) -> str:
    """Return how lines differ from what they were, by their leaf hashes; they do differ."""
    at = _first_difference(found, true)
    line, more = at + 1, len(found) - len(true)
    if at == len(found):
        return f"the ledger ends after line {at} of {len(true)}: its tail was deleted"
    if more < 0 and found[at:] == true[at - more :]:
        return f"line {line} of the ledger was deleted" + _and_more(-more)
    if more > 0 and found[at + more :] == true[at:]:
        return f"line {line} of the ledger was added" + _and_more(more)
    if found[at] in true:
        was = true.index(found[at]) + 1
        return f"line {line} of the ledger is out of place: it was line {was}"
    return f"line {line} of the ledger was changed"


def _audit_objects(
    entries: Sequence[tuple[int, Entry]],
    objects: Sequence[str],
    recompute: Callable[[Digest], Digest | None],
) -> Iterator[Finding]:
    named: dict[str, str] = {}
    for number, entry in entries:
        for name, held in _objects(entry):
            named.setdefault(held, f"{name}, which line {number} of the ledger ({entry.action}) names")
    for kept in objects:
        if not _DIGEST.fullmatch(kept):
            yield _note(f"custody/objects holds {kept}, which is no object", "move it away")
            continue
        found = recompute(Digest(kept))
        where = named.get(kept, f"{OBJECTS}{kept}, which no line of the ledger names")
        if found is None:
            yield _broken(f"object {where}, is not a regular file")
        elif found != kept:
            yield _broken(f"object {where}, was changed: its bytes have the digest {found}")
        elif kept not in named:
            note = f"object {OBJECTS}{kept} is kept, but no line of the ledger names it"
            yield _note(note, "an acquisition was interrupted: acquire again")
    for missing in sorted(set(named) - set(objects)):
        yield _broken(f"object {named[missing]}, is missing")


def _objects(entry: Entry) -> Iterator[tuple[str, Digest]]:
    """Yield the objects of an entry: what it calls them, digest."""
    for exhibit in entry.exhibits:
        yield OBJECTS + exhibit.digest, exhibit.digest
    for name, held in sorted({**entry.materials, **entry.products}.items()):
        if name.startswith(OBJECTS):
            yield (name if held in name else f"{name} ({held})"), held


def _audit_products(
    entries: Sequence[tuple[int, Entry]], products: Mapping[str, Digest]
) -> Iterator[Finding]:
    made = {
        name: (held, number, entry.action)
        for number, entry in entries
        for name, held in entry.products.items()
        if name.startswith(DERIVED)
    }
    for name in sorted({*made, *products}):
        if name not in products:
            _, number, action = made[name]
            missing = f"product {name}, which line {number} of the ledger ({action}) names, is missing"
            yield _note(missing, "it is derived: run assess to make it again")
        elif name not in made:
            yield _note(
                f"product {name} is named by no line of the ledger",
                "a run was interrupted: run assess, or delete it",
            )
        elif products[name] != made[name][0]:
            _, number, action = made[name]
            changed = f"product {name} is not what line {number} of the ledger ({action}) made"
            yield _broken(changed, "delete it and run assess: it is derived and comes back")


def _root(hashes: Sequence[str]) -> bytes | None:
    """Return the root over leaf hashes as written; None where one is not 64 lowercase hexadecimal digits."""
    if not all(_DIGEST.fullmatch(leaf) for leaf in hashes):
        return None
    return log.root([bytes.fromhex(leaf) for leaf in hashes])


def _holds(said: log.Checkpoint, hashes: Sequence[str]) -> bool:
    return said.size == len(hashes) and said.root == _root(hashes)


def _first_difference(some: Sequence[str], others: Sequence[str]) -> int:
    pairs = zip(some, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _and_more(count: int) -> str:
    return f", and {count - 1} after it" if count > 1 else ""


def _broken(what: str, advice: str = _COPY) -> Finding:
    return Finding("broken", printable_name(what), advice)


def _note(what: str, advice: str) -> Finding:
    return Finding("note", printable_name(what), advice)
