"""What must hold of the log, the audit and the names, whatever comes in."""

import io
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probandum.custody import log
from probandum.custody.acquire import printable_name
from probandum.custody.audit import audit_store
from probandum.custody.ledger import next_act, read_entry, read_head
from probandum.custody.sniff import HEAD, sniff
from probandum.errors import CustodyError
from probandum.model.entry import Entry
from probandum.stores.folder import FolderStore

quick = settings(max_examples=60, deadline=None)
lines = st.lists(st.binary(max_size=20), min_size=1, max_size=70)


@quick
@given(lines, st.data())
def test_range_and_tree_agree_and_proofs_check(leaves, data):
    hashes = [log.leaf_hash(leaf) for leaf in leaves]
    held, head = log.Range(), log.root(hashes)
    for leaf in hashes:
        held = held.add(leaf)
    assert held.root() == head
    size = len(hashes)
    index = data.draw(st.integers(0, size - 1))
    proof = log.inclusion_proof(hashes, index)
    assert log.includes(head, size, index, hashes[index], proof)
    assert len(proof) <= (size - 1).bit_length()
    before = data.draw(st.integers(1, size))
    consistent = log.consistency_proof(hashes, before)
    old = log.root(hashes[:before])
    assert log.extends(old, before, head, size, consistent)
    # And nothing else checks: another leaf, place, tree or proof.
    other = log.leaf_hash(b"another")
    assert not log.includes(head, size, index, other, proof)
    assert not log.includes(other, size, index, hashes[index], proof)
    assert not log.includes(head, size, index, hashes[index], [*proof, other])
    assert not log.extends(old, before, other, size, consistent)
    assert not log.extends(other, before, head, size, consistent)
    assert not log.extends(old, before, head, size, [*consistent, other])
    if proof:
        assert not log.includes(head, size, index, hashes[index], proof[:-1])
        assert not log.includes(head, size, index, hashes[index], [other, *proof[1:]])
    if consistent:
        assert not log.extends(old, before, head, size, consistent[:-1])


@quick
@given(lines, st.data())
def test_any_flipped_bit_changes_the_root(leaves, data):
    at = data.draw(st.integers(0, len(leaves) - 1))
    assume(leaves[at])
    bit = data.draw(st.integers(0, 8 * len(leaves[at]) - 1))
    changed = bytearray(leaves[at])
    changed[bit // 8] ^= 1 << bit % 8
    others = [*leaves[:at], bytes(changed), *leaves[at + 1 :]]
    assert log.root([log.leaf_hash(leaf) for leaf in leaves]) != log.root(
        [log.leaf_hash(leaf) for leaf in others]
    )


@quick
@given(st.binary(max_size=120) | st.text(max_size=80).map(str.encode))
def test_a_checkpoint_is_read_only_from_what_is_written(data):
    try:
        said = log.parse_checkpoint(data)
    except CustodyError:
        return
    assert log.checkpoint(said.origin, said.size, said.root) == data


@quick
@given(
    st.from_regex(r"[!-*,-~]{1,30}", fullmatch=True),
    st.integers(0, 10**18),
    st.binary(min_size=32, max_size=32),
)
def test_checkpoints_survive(origin, size, root):
    assert log.parse_checkpoint(log.checkpoint(origin, size, root)) == log.Checkpoint(origin, size, root)


words = st.text(max_size=12)
entries = st.builds(
    Entry,
    sequence=st.just(0),
    at=words,
    by=words,
    action=words,
    tool=words,
    materials=st.dictionaries(words, words, max_size=3),
    products=st.dictionaries(words, words, max_size=3),
    count=st.integers(0, 2**40),
    note=words,
)


@quick
@given(entries)
def test_an_entry_is_read_from_its_line(entry):
    line = next_act(read_head([], [], b""), entry).line
    assert b"\n" not in line
    assert read_entry(line) == entry


@quick
@given(st.binary(max_size=200))
def test_what_is_no_entry_is_none(line):
    entry = read_entry(line)
    assert entry is None or entry.to_line() == line


FILES = ("ledger.jsonl", "leaves", "checkpoint", "object", "product")


@pytest.fixture(scope="module")
def case():
    """A sound case of five acts, and the bytes of all its files."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        with FolderStore(root).writing() as store:
            head = read_head([], [], b"")
            for number in range(5):
                held, _ = store.put(io.BytesIO(b"evidence %d" % number))
                made = {
                    f"objects/{held}": held,
                    "products/a": store.write_product("products/a", b"%d" % number),
                }
                entry = Entry(number, "2024-01-01T00:00:00Z", "analyst", "acquire", "t/0", {}, made, 1)
                act = next_act(head, entry)
                store.append(act.line, act.leaf, act.checkpoint)
                head = act.head
        paths = {name: root / "custody" / name for name in FILES[:3]}
        paths["object"] = root / "custody" / "objects" / held
        paths["product"] = root / "products" / "a"
        paths["object"].chmod(0o644)
        assert list(audit_store(FolderStore(root))) == []
        yield root, paths


def broken(root):
    """Return what is broken, first things first; some damage is found while the ledger is read."""
    try:
        return [found.what for found in audit_store(FolderStore(root)) if found.severity == "broken"]
    except CustodyError as error:
        return [error.what]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FILES), st.data())
def test_any_flipped_bit_on_disk_is_found_and_named(case, name, data):
    root, paths = case
    whole = paths[name].read_bytes()
    bit = data.draw(st.integers(0, 8 * len(whole) - 1))
    changed = bytearray(whole)
    changed[bit // 8] ^= 1 << bit % 8
    line = whole[: bit // 8].count(b"\n") + 1
    try:
        paths[name].write_bytes(changed)
        first = broken(root)[0]
    finally:
        paths[name].write_bytes(whole)
    if name == "ledger.jsonl":
        assert re.match(rf"line {line} of (the|custody/)? ?ledger", first)
    elif name == "leaves":
        assert re.match(rf"line {line} of (the |custody/)leaves", first)
    elif name == "object":
        assert paths[name].name in first
        assert "was changed" in first
    else:
        assert name in first


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_deleted_added_and_moved_lines_are_named(case, data):
    root, paths = case
    whole = paths["ledger.jsonl"].read_bytes()
    kept = whole.splitlines(keepends=True)
    kind = data.draw(st.sampled_from(["delete", "add", "swap", "tail"]))
    at = data.draw(st.integers(0, 4))
    changed = list(kept)
    if kind == "delete":
        del changed[at]
        wanted = f"line {at + 1} of the ledger was deleted" if at < 4 else "the ledger ends after line 4 of 5"
    elif kind == "add":
        changed.insert(at, b'{"an":"other"}\n')
        wanted = f"line {at + 1} of the ledger was added"
    elif kind == "swap":
        other = data.draw(st.integers(0, 4))
        assume(other > at)
        changed[at], changed[other] = changed[other], changed[at]
        wanted = f"line {at + 1} of the ledger is out of place: it was line {other + 1}"
    else:
        changed = changed[:at]
        wanted = f"the ledger ends after line {at} of 5: its tail was deleted"
    try:
        paths["ledger.jsonl"].write_bytes(b"".join(changed))
        first = broken(root)[0]
    finally:
        paths["ledger.jsonl"].write_bytes(whole)
    assert first.startswith(wanted)


names = st.text(st.characters() | st.sampled_from("\\x1b\x1b\u202e\udc80\ud800"), max_size=20)


@settings(max_examples=300, deadline=None)
@given(names, names)
def test_printable_names_hide_nothing_and_stay_different(one, other):
    shown = printable_name(one)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert (shown == printable_name(other)) == (one == other)


SHAPES = (
    b"{",
    b"[",
    b'"',
    b"<!--",
    b"From: a\n",
    b"a,b\n",
    b"%PDF-1",
    b"\xff\xfe",
    b"PK\x03\x04",
    b"\0",
    b"#\n",
    b"\\",
)


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=600)
    | st.text(max_size=300).map(lambda text: text.encode("utf-16", "surrogatepass"))
    | st.lists(st.sampled_from(SHAPES) | st.binary(max_size=4), max_size=60).map(b"".join)
)
def test_sniffing_never_raises_and_reads_only_the_head(data):
    kind = sniff(data)
    assert re.fullmatch(r"(application|text|message)/[a-z0-9.+-]+", kind)
    assert (kind == "application/x-empty") == (data == b"")
    assert sniff(data.ljust(HEAD) + b"tail") == sniff(data.ljust(HEAD))
