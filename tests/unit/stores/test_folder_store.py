import errno
import io
import os
import resource
import signal
import subprocess
import sys
from collections import deque
from pathlib import Path

import msgspec
import pytest

from probandum.custody.audit import audit_store
from probandum.custody.ledger import next_act, read_head
from probandum.errors import BusyError, CustodyError, ReadError, StoreError, UsageError
from probandum.model.entry import Entry
from probandum.model.ident import digest
from probandum.stores import disk, journal
from probandum.stores.folder import FolderStore
from probandum.stores.layout import Layout


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "case"
    folder.mkdir()
    return folder


def act(store, action="acquire", **products):
    """Append an act that names products, given as name=digest with / written as __."""
    head = read_head(store.lines(), store.leaves(), store.checkpoint())
    made = {name.replace("__", "/"): held for name, held in products.items()}
    entry = Entry(head.size, "2024-01-01T00:00:00Z", "analyst", action, "probandum/0", {}, made, len(made))
    done = next_act(head, entry)
    store.append(done.line, done.leaf, done.checkpoint)


def findings(root):
    return [(found.severity, found.what) for found in audit_store(FolderStore(root))]


def files(root):
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_a_case_is_kept_and_read_again(root):
    assert FolderStore(root).lines() == []
    assert FolderStore(root).checkpoint() == b""
    assert list(FolderStore(root).objects()) == list(FolderStore(root).products()) == []
    assert files(root) == []
    with FolderStore(root).writing() as store:
        held, size = store.put(io.BytesIO(b"evidence"))
        assert (held, size) == (digest(b"evidence"), 8)
        assert store.put(io.BytesIO(b"evidence")) == (held, size)
        act(store, **{f"objects__{held}": held})
        act(store, products__a=store.write_product("products/a", b"table"))
    assert files(root) == [
        "custody/checkpoint",
        "custody/leaves",
        "custody/ledger.jsonl",
        "custody/lock",
        f"custody/objects/{held}",
        "products/a",
    ]
    assert (root / "custody" / "objects" / held).stat().st_mode & 0o777 == 0o444
    again = FolderStore(root)
    assert again.get(held) == again.open(held).read() == b"evidence"
    assert list(again.objects()) == [held]
    assert [len(again.lines()), len(again.leaves())] == [2, 2]
    assert again.read_product("products/a") == b"table"
    assert again.read_product("products/b") is None
    assert list(again.products()) == ["products/a"]
    assert findings(root) == []


def test_objects_are_checked_when_they_are_read(root):
    with FolderStore(root).writing() as store:
        held, _ = store.put(io.BytesIO(b"evidence"))
    path = root / "custody" / "objects" / held
    path.chmod(0o644)
    path.write_bytes(b"Evidence")
    with pytest.raises(CustodyError, match=f"objects/{held} was changed"):
        store.get(held)
    path.unlink()
    with pytest.raises(CustodyError, match=f"objects/{held} is missing"):
        store.get(held)
    path.symlink_to("/etc/passwd")
    with pytest.raises(CustodyError, match="not a regular file"):
        store.get(held)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(CustodyError, match="not a regular file"):
        store.open(held)
    for wrong in ("../ledger.jsonl", "", held.upper()):
        with pytest.raises(CustodyError, match="not the name"):
            store.open(wrong)


def test_a_stream_that_fails_leaves_nothing(root):
    class Failing(io.BytesIO):
        def read(self, size=-1):
            if self.tell():
                raise ReadError("it broke")
            return super().read(3)

    with FolderStore(root).writing() as store:
        with pytest.raises(ReadError):
            store.put(Failing(b"evidence"))
        assert files(root) == ["custody/lock"]


def test_writing_needs_to_be_asked_for(root):
    store = FolderStore(root)
    for write in (
        lambda: store.put(io.BytesIO()),
        lambda: store.append(b"{}", "0" * 64, b""),
        lambda: store.write_product("products/a", b""),
    ):
        with pytest.raises(StoreError, match="not held for writing"):
            write()
    with store.writing(), store.writing():
        store.put(io.BytesIO())
    with pytest.raises(UsageError, match="no folder"):
        FolderStore(root / "missing")
    with store.writing(), pytest.raises(ValueError, match="line feed"):
        store.append(b"a\nb", "0" * 64, b"")


def test_the_second_writer_is_told_who_is_first(root):
    with FolderStore(root).writing():
        code = (
            "import sys; from pathlib import Path; from probandum.errors import BusyError;"
            "from probandum.stores.folder import FolderStore\n"
            "try:\n with FolderStore(Path(sys.argv[1])).writing(): print('in')\n"
            "except BusyError as error: print(error)"
        )
        command = [sys.executable, "-c", code, str(root)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert said == (
            f"process {os.getpid()} is writing this case – wait until it has finished, or end it\n"
        )
        with pytest.raises(BusyError):
            FolderStore(root).writing().__enter__()
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "in\n"


@pytest.mark.parametrize(
    "name",
    ["a", "products", "products/", "products/../case.toml", "/products/a", "products//a", "products/./a",
     "custody/ledger.jsonl", "dossier/../../x", "products/a\nb", 'products/a"b', "products/a\\b", "products/\0", ""],
)  # fmt: skip
def test_derived_files_stay_in_their_folders(root, name):
    with FolderStore(root).writing() as store, pytest.raises(UsageError, match="not the name of a derived"):
        store.write_product(name, b"")
    assert files(root) == ["custody/lock"]


@pytest.mark.parametrize("link", ["products", "products/deep", "custody", "custody/tmp", "custody/objects"])
def test_links_do_not_lead_writing_astray(root, tmp_path, link):
    away = tmp_path / "away"
    away.mkdir()
    (away / "precious").write_text("keep me")
    (root / link).parent.mkdir(exist_ok=True)
    (root / link).symlink_to(away)
    with pytest.raises(CustodyError), FolderStore(root).writing() as store:
        store.write_product("products/deep/a", b"")
    assert files(away) == ["precious"]


@pytest.mark.parametrize("name", ["ledger.jsonl", "leaves", "checkpoint", "pending", "lock"])
def test_links_in_custody_are_refused(root, tmp_path, name):
    (tmp_path / "away").write_bytes(b"")
    (root / "custody").mkdir()
    (root / "custody" / name).symlink_to(tmp_path / "away")
    with (
        pytest.raises(CustodyError, match=f"custody/{name} is not a regular file"),
        FolderStore(root).writing(),
    ):
        pass


def test_a_product_that_the_ledger_knows_is_replaced_together_with_its_act(root):
    path = root / "products" / "a"
    with FolderStore(root).writing() as store:
        first = store.write_product("products/a", b"first")
        assert path.read_bytes() == b"first"
        act(store, products__a=first)
        second = store.write_product("products/a", b"second")
        assert path.read_bytes() == b"first"
        assert store.read_product("products/a") == b"second"
        assert list(store.products()) == ["products/a"]
        act(store, products__a=second)
        assert path.read_bytes() == b"second"
        path.unlink()
        store.write_product("products/a", b"second")
        assert path.read_bytes() == b"second"
    assert findings(root) == []
    with pytest.raises(StoreError, match="products/a: replaced, but no act says so"), store.writing():
        store.write_product("products/a", b"third")
    assert path.read_bytes() == b"second"
    assert not list((root / "custody" / "tmp").iterdir())
    with pytest.raises(UsageError), store.writing():
        assert store.write_product("products/a", b"third") == store.write_product("elsewhere", b"")
    assert findings(root) == []


def test_a_taken_place_is_found_before_the_act(root):
    (root / "products" / "a").mkdir(parents=True)
    with FolderStore(root).writing() as store:
        with pytest.raises(StoreError, match="place is taken"):
            store.write_product("products/a", b"")
        store.write_product("products/b", b"")
        with pytest.raises(CustodyError, match="not a folder"):
            store.write_product("products/b/c", b"")
        with pytest.raises(StoreError):
            store.write_product("products/" + "n" * 300, b"")


def test_a_reader_sees_one_moment_while_another_writes(root):
    with FolderStore(root).writing() as store:
        act(store)
        reader = FolderStore(root)
        assert len(reader.lines()) == 1
        act(store)
        assert (len(reader.lines()), len(reader.leaves())) == (1, 1)
        assert b"\n1\n" in reader.checkpoint()
        assert not reader.current()
        assert FolderStore(root).current()
        assert not FolderStore(root).interrupted
    assert findings(root) == []


def test_an_act_in_the_middle_of_reading_does_not_mix_two_moments(root, monkeypatch):
    with FolderStore(root).writing() as store:
        act(store)
        todo = [lambda: act(store)]

        def size(path, measure=disk.size):
            while todo:
                todo.pop()()
            return measure(path)

        with monkeypatch.context() as patch:
            patch.setattr(disk, "size", size)
            reader = FolderStore(root)
            assert len(reader.lines()) == 2
        assert list(audit_store(reader)) == []


def _pending(root, announce):
    """Write what a process killed in the middle of an act leaves."""
    with FolderStore(root).writing() as store:
        act(store)
        old = (root / "custody" / "ledger.jsonl").read_bytes(), store.checkpoint()
        act(store)
        line, leaf, new = store.lines()[1], store.leaves()[1], store.checkpoint()
    layout = Layout(root)
    layout.ledger.write_bytes(old[0])
    layout.leaves.write_text(store.leaves()[0] + "\n")
    layout.checkpoint.write_bytes(old[1])
    pending = journal.Pending(len(old[0]), 65, line, leaf, new, ())
    layout.pending.write_bytes(msgspec.json.encode(announce(pending)))
    return layout, pending


@pytest.mark.parametrize("tail", [b"", b"{", None, b"{\0\0\0"])
def test_an_interrupted_act_is_not_tampering(root, tail):
    layout, pending = _pending(root, lambda pending: pending)
    with layout.ledger.open("ab") as ledger:
        ledger.write(pending.line + b"\n" if tail is None else tail)
    reader = FolderStore(root)
    assert reader.interrupted
    assert len(reader.lines()) == 1
    assert findings(root) == []
    with reader.writing():
        assert len(reader.lines()) == 1
        assert not reader.interrupted
        act(reader)
    assert len(FolderStore(root).lines()) == 2
    assert findings(root) == []


def test_a_reader_knows_one_unfinished_act_from_the_next(root):
    layout, pending = _pending(
        root, lambda pending: msgspec.structs.replace(pending, products=("products/a",))
    )
    disk.extend(layout.ledger, pending.line + b"\n")
    disk.extend(layout.leaves, pending.leaf.encode() + b"\n")
    layout.checkpoint.write_bytes(pending.checkpoint)
    layout.draft("products/a", make=True).write_bytes(b"of the act that has happened")
    reader = FolderStore(root)
    assert reader.read_product("products/a") == b"of the act that has happened"
    assert reader.current()
    size = layout.ledger.stat().st_size
    later = msgspec.structs.replace(pending, ledger=size, leaves=130, checkpoint=b"of the next act")
    layout.pending.write_bytes(msgspec.json.encode(later))
    assert not reader.current()


def test_an_announcement_covers_nothing_else(root):
    layout, pending = _pending(root, lambda pending: pending)
    before = layout.ledger.read_bytes()
    for tampered in (before + b'{"another":"line"}\n', before + pending.line + b"\n{}\n", before[:-9]):
        layout.ledger.write_bytes(tampered)
        with pytest.raises(CustodyError):
            findings(root) and FolderStore(root).writing().__enter__()
        assert layout.ledger.read_bytes() == tampered
        assert layout.pending.exists()
    layout.pending.unlink()
    layout.ledger.write_bytes(before + pending.line + b"\n")
    assert findings(root)[0] == ("broken", "line 2 of the ledger was added")


@pytest.mark.parametrize("name", ["../../away", "custody/ledger.jsonl", "/etc/passwd"])
def test_an_announcement_cannot_move_files_astray(root, name):
    layout, _ = _pending(root, lambda pending: msgspec.structs.replace(pending, products=(name,)))
    for wrong in (layout.pending.read_bytes(), b"", b"\xff", b"{}"):
        layout.pending.write_bytes(wrong)
        with pytest.raises(CustodyError, match="custody/pending is not what"), FolderStore(root).writing():
            pass


def test_a_line_without_its_line_feed_is_named(root):
    with FolderStore(root).writing() as store:
        act(store)
        act(store)
    ledger = root / "custody" / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-1])
    with pytest.raises(CustodyError, match=r"line 2 of custody/ledger.jsonl is cut off"):
        FolderStore(root).lines()


def test_an_editor_at_work_on_the_ledger_is_noticed(root):
    with FolderStore(root).writing() as store:
        act(store)
        with (root / "custody" / "ledger.jsonl").open("ab") as ledger:
            ledger.write(b"{}\n")
        with pytest.raises(CustodyError, match="changed by another program"):
            act(store)
    assert findings(root)[0] == ("broken", "line 2 of the ledger was added")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("step", range(4))
def test_an_act_that_the_disk_refuses_has_not_happened(root, monkeypatch, number, step):
    with FolderStore(root).writing() as store:
        act(store, products__a=store.write_product("products/a", b"first"))
        second = store.write_product("products/a", b"second")
        calls = []

        def refuse(descriptor, data, write=disk.write_all):
            calls.append(data)
            if len(calls) == step + 1:
                write(descriptor, bytes(data)[: len(data) // 2])
                raise OSError(number, os.strerror(number))
            write(descriptor, data)

        with monkeypatch.context() as patch:
            patch.setattr(disk, "write_all", refuse)
            with pytest.raises(StoreError, match="the ledger cannot be written") as caught:
                act(store, products__a=second)
        assert caught.value.advice
        assert len(store.lines()) == 1
        assert findings(root) == []
        act(store, products__a=store.write_product("products/a", b"third"))
    assert findings(root) == []
    assert (root / "products" / "a").read_bytes() == b"third"


def _mounted(folder):
    command = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(folder)]
    return os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_disk_that_is_really_full(root):
    if not _mounted(root):
        pytest.skip("only root can mount a small disk; a limit on file sizes is tested below")
    try:
        with FolderStore(root).writing() as store:
            act(store)
            with pytest.raises(StoreError, match="the disk is full") as caught:
                store.put(io.BytesIO(bytes(1 << 20)))
            assert "make room" in caught.value.advice
            with pytest.raises(StoreError, match="the disk is full"):
                deque(act(store, action=f"note {number} " + "x" * 500) for number in range(1000))
            kept = len(store.lines())
        assert findings(root) == []
        assert len(FolderStore(root).lines()) == kept
        assert not list((root / "custody" / "tmp").iterdir())
    finally:
        subprocess.run(["umount", str(root)], check=True)


def test_a_limit_on_file_sizes_is_a_full_disk(root):
    child = os.fork()
    if not child:
        status = 1
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
            with FolderStore(root).writing() as store:
                try:
                    store.put(io.BytesIO(bytes(5000)))
                except StoreError as error:
                    status = 0 if "disk is full" in str(error) and not list(store.objects()) else 2
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert findings(root) == []


def test_a_case_on_a_read_only_disk_is_read(root):
    with FolderStore(root).writing() as store:
        act(store)
    if not _mounted(root.parent / "case"):
        pytest.skip("only root can mount a read-only disk")
    try:
        with FolderStore(root).writing() as store:
            act(store)
        subprocess.run(["mount", "-o", "remount,ro", str(root)], check=True)
        assert findings(root) == []
        with pytest.raises(StoreError, match="the disk is read-only"), FolderStore(root).writing():
            pass
    finally:
        subprocess.run(["umount", str(root)], check=True)


def test_strange_things_among_the_products_are_findings(root):
    with FolderStore(root).writing() as store:
        act(store, products__a=store.write_product("products/a", b"first"))
    (root / "products" / "a").unlink()
    os.mkfifo(root / "products" / "a")
    (root / "products" / "back\\slash").write_bytes(b"")
    Path(root / "products" / "link").symlink_to("/etc/passwd")
    assert [severity for severity, _ in findings(root)] == ["broken", "note"]
