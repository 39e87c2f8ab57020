"""SIGKILL at every system call of a run: the case opens, verifies and goes on."""

import io
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from probandum.custody.audit import audit_store
from probandum.custody.ledger import next_act, read_head
from probandum.model.entry import Entry
from probandum.model.ident import digest
from probandum.stores.folder import FolderStore

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

CALLS = (
    "open",
    "write",
    "fsync",
    "replace",
    "rename",
    "unlink",
    "mkdir",
    "ftruncate",
    "rmdir",
    "chmod",
    "close",
)


@pytest.fixture
def quick(monkeypatch):
    """A folder in memory: what a killed process wrote the system keeps, so these many runs need no disk."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


STEPS = (
    ("acquire", "first", {}),
    ("examine", "", {"products/a": b"one", "dossier/d": b"one"}),
    ("acquire", "second", {}),
    ("examine", "", {"products/a": b"two", "products/deep/b": b"new", "dossier/d": b"two"}),
)


def run(store):
    """Do the steps that the ledger does not show yet."""
    head = read_head(store.lines(), store.leaves(), store.checkpoint())
    for action, evidence, products in STEPS[head.size :]:
        made = {}
        if evidence:
            held, _ = store.put(io.BytesIO(evidence.encode()))
            made[f"objects/{held}"] = held
        for name, data in products.items():
            made[name] = store.write_product(name, data)
        entry = Entry(head.size, "2024-01-01T00:00:00Z", "analyst", action, "t/0", {}, made, len(made))
        act = next_act(head, entry)
        store.append(act.line, act.leaf, act.checkpoint)
        head = act.head


def killed_at(number, root):
    """Return whether a child that runs all steps was killed before its call ``number``, writing half of a write."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    try:
        count = 0

        def patched(name, call):
            def counted(*args, **kwargs):
                nonlocal count
                count += 1
                if count == number:
                    if name == "write":
                        call(args[0], args[1][: len(args[1]) // 2])
                    os.kill(os.getpid(), signal.SIGKILL)
                return call(*args, **kwargs)

            return counted

        for name in CALLS:
            setattr(os, name, patched(name, getattr(os, name)))
        with FolderStore(root).writing() as store:
            run(store)
        os._exit(0)
    finally:
        os._exit(1)


def broken(root):
    return [found.what for found in audit_store(FolderStore(root)) if found.severity == "broken"]


def check_and_go_on(root):
    assert broken(root) == []
    seen = FolderStore(root)
    with seen.writing():
        assert broken(root) == []
        assert not list((root / "custody" / "tmp").iterdir())
        run(seen)
    assert list(audit_store(FolderStore(root))) == []
    assert len(FolderStore(root).lines()) == len(STEPS)
    assert (root / "products" / "a").read_bytes() == b"two"
    assert list(seen.objects()) == sorted([digest(b"first"), digest(b"second")])


@pytest.mark.slow
def test_a_run_killed_at_any_call_goes_on(quick):
    number, killed = 0, True
    while killed:
        number += 1
        root = quick / str(number)
        root.mkdir()
        killed = killed_at(number, root)
        check_and_go_on(root)
    assert number > 150


@pytest.mark.slow
def test_a_recovery_killed_at_any_call_goes_on(quick):
    """Every ninth place, and there again at later and later calls, until the third process gets through."""
    for number in range(40, 220, 9):
        root = quick / str(number)
        root.mkdir()
        again = 3
        killed_at(number, root)
        while killed_at(again, root):
            assert broken(root) == []
            again += 5
        check_and_go_on(root)


WRITER = """
import io, sys
from pathlib import Path
from probandum.custody.ledger import next_act, read_head
from probandum.model.entry import Entry
from probandum.stores.folder import FolderStore
with FolderStore(Path(sys.argv[1])).writing() as store:
    head = read_head(store.lines(), store.leaves(), store.checkpoint())
    print("go", flush=True)
    while True:
        held, _ = store.put(io.BytesIO(b"%d" % head.size))
        made = {f"objects/{held}": held, "products/a": store.write_product("products/a", b"%d" % head.size)}
        act = next_act(head, Entry(head.size, "2024-01-01T00:00:00Z", "a", "acquire", "t/0", {}, made, 1))
        store.append(act.line, act.leaf, act.checkpoint)
        head = act.head
"""


@pytest.mark.slow
def test_a_real_process_killed_at_random_while_another_reads(tmp_path):
    chance = random.Random(1)
    size = 0
    for _ in range(6):
        with subprocess.Popen([sys.executable, "-c", WRITER, tmp_path], stdout=subprocess.PIPE) as writer:
            try:
                assert writer.stdout.readline() == b"go\n"
                end = time.monotonic() + chance.uniform(0.02, 0.3)
                while time.monotonic() < end:
                    reader = FolderStore(tmp_path)
                    found = [one.what for one in audit_store(reader) if one.severity == "broken"]
                    # A derived file may be newer than the moment that the reader sees; then it is told so.
                    assert not reader.current() or found == []
                    assert [what for what in found if "product" not in what] == []
            finally:
                writer.kill()
        assert broken(tmp_path) == []
        assert len(FolderStore(tmp_path).lines()) >= size
        size = len(FolderStore(tmp_path).lines())
    with FolderStore(tmp_path).writing() as store:
        assert read_head(store.lines(), store.leaves(), store.checkpoint()).size == size > 0
    assert broken(tmp_path) == []
