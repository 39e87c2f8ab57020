import hashlib
import os
import socket
from pathlib import Path

import pytest

from probandum.custody import acquire
from probandum.errors import ReadError
from probandum.stores.folder import FolderStore


@pytest.fixture
def evidence(tmp_path):
    folder = tmp_path / "evidence"
    folder.mkdir()
    return folder


@pytest.fixture
def store(tmp_path):
    case = tmp_path / "case"
    case.mkdir()
    with FolderStore(case).writing() as held:
        yield held


def kept(store):
    return list(store.objects()), list((store._layout.tmp).iterdir())


def test_a_file_is_hashed_named_and_kept(evidence, store):
    (evidence / "deep").mkdir()
    path = evidence / "deep" / "mail.eml"
    data = b"From: a\nTo: b\n\n" + b"x" * 3_000_000
    path.write_bytes(data)
    taken = acquire.take(path, evidence, store)
    assert taken.name == "deep/mail.eml"
    assert taken.exhibit.digest == hashlib.sha256(data).hexdigest()
    assert (taken.exhibit.size, taken.exhibit.media_type) == (len(data), "message/rfc822")
    assert store.get(taken.exhibit.digest) == data
    assert path.read_bytes() == data


def test_an_empty_file_is_an_exhibit_too(evidence, store):
    (evidence / "nothing").write_bytes(b"")
    taken = acquire.take(evidence / "nothing", evidence, store)
    assert (taken.exhibit.size, taken.exhibit.media_type) == (0, "application/x-empty")


def test_members_are_kept_like_files(store):
    held = acquire.keep(b"%PDF-1.4", store)
    assert held.media_type == "application/pdf"
    assert store.get(held.digest) == b"%PDF-1.4"


def test_a_link_out_of_the_folder_is_refused(evidence, store, tmp_path):
    (tmp_path / "secret").write_text("not evidence")
    (evidence / "link").symlink_to("../secret")
    (evidence / "folder").symlink_to("..")
    for path in (evidence / "link", evidence / "folder" / "secret"):
        with pytest.raises(ReadError, match="leads out of the folder"):
            acquire.take(path, evidence, store)
    assert kept(store) == ([], [])


def test_a_link_inside_is_followed_and_a_loop_is_not(evidence, store):
    (evidence / "a.txt").write_text("hello")
    (evidence / "b.txt").symlink_to("a.txt")
    (evidence / "loop").symlink_to("loop")
    (evidence / "dangling").symlink_to("nowhere")
    assert acquire.take(evidence / "b.txt", evidence, store).name == "b.txt"
    for name in ("loop", "dangling", "missing"):
        with pytest.raises(ReadError, match=name):
            acquire.take(evidence / name, evidence, store)


def test_what_is_no_regular_file_is_refused_at_once(evidence, store):
    os.mkfifo(evidence / "fifo")
    with pytest.raises(ReadError, match="device, FIFO or socket"):
        acquire.take(evidence / "fifo", evidence, store)
    with pytest.raises(ReadError, match="is a folder"):
        acquire.take(evidence, evidence, store)
    with pytest.raises(ReadError, match="device, FIFO or socket"):
        acquire.take(Path("/dev/zero"), Path("/dev"), store)
    with pytest.raises(ReadError):
        acquire.take(evidence / "nul\0", evidence, store)


class Meddler:
    """A store that does something to the file after the first block."""

    def __init__(self, store, meddle):
        self.store, self.meddle = store, meddle

    def put(self, stream):
        meddle = self.meddle

        class Stream:
            blocks = 0

            def read(self, size):
                self.blocks += 1
                if self.blocks == 2:
                    meddle()
                return stream.read(size)

        return self.store.put(Stream())


@pytest.mark.parametrize("change", ["grow", "shrink", "same size"])
def test_a_file_that_changes_while_it_is_read_is_not_kept(evidence, store, change):
    path = evidence / "log"
    size = 3 << 20
    path.write_bytes(b"a" * size)
    os.utime(path, ns=(0, 0))

    def meddle():
        with path.open("r+b") as file:
            if change == "grow":
                file.seek(0, os.SEEK_END)
                file.write(b"b")
            elif change == "shrink":
                file.truncate(size - 1)
            else:
                file.seek(size - 1)
                file.write(b"b")

    with pytest.raises(ReadError, match=r"log: changed while it was read – acquire it again"):
        acquire.take(path, evidence, Meddler(store, meddle))
    assert kept(store) == ([], [])
    assert acquire.take(path, evidence, store).exhibit.size == path.stat().st_size


def test_a_file_that_grows_as_fast_as_it_is_read_comes_to_an_end(evidence):
    path = evidence / "log"
    path.write_bytes(b"a" * (3 << 20))

    class Slow:
        blocks = 0

        def put(self, stream):
            while stream.read(1 << 20):
                self.blocks += 1
                with path.open("ab") as file:
                    file.write(b"b" * (1 << 20))
                assert self.blocks < 10
            raise AssertionError("the file ended after all")

    with pytest.raises(ReadError, match="changed while it was read"):
        acquire.take(path, evidence, Slow())


def test_listing_is_sorted_whole_and_ends(evidence, tmp_path):
    for name in ("b/z", "b/.hidden", "b-", "a", "b/c/d"):
        (evidence / name).parent.mkdir(parents=True, exist_ok=True)
        (evidence / name).write_text(name)
    (evidence / "b" / "up").symlink_to("..")
    (evidence / "inside").symlink_to("a")
    (evidence / "outside").symlink_to(tmp_path)
    (evidence / "dangling").symlink_to("nowhere")
    os.mkfifo(evidence / "fifo")
    with socket.socket(socket.AF_UNIX) as held:
        held.bind(str(evidence / "sock")[-100:] if len(str(evidence)) > 90 else str(evidence / "sock"))
        found = list(acquire.files(evidence))
    names = [path.relative_to(evidence).as_posix() for path in found if isinstance(path, Path)]
    problems = [str(problem) for problem in found if isinstance(problem, ReadError)]
    assert names == ["a", "b/.hidden", "b/c/d", "b/z", "b-", "inside"]
    assert [problem.split(":")[0] for problem in problems] == ["dangling", "fifo", "outside", "sock"]
    assert "leads out" in problems[2]


def test_a_missing_folder_is_a_problem_not_an_error(tmp_path):
    (problem,) = acquire.files(tmp_path / "missing")
    assert isinstance(problem, ReadError)


def test_a_folder_that_may_not_be_listed_is_a_problem(evidence):
    if os.geteuid() == 0:
        pytest.skip("root may list everything")
    (evidence / "closed").mkdir(mode=0)
    (problem,) = acquire.files(evidence)
    assert "closed" in str(problem)


def test_names_hide_nothing(evidence, store):
    (evidence / os.fsdecode(b"a\x1b[31m\n\xff")).write_bytes(b"x")
    (path,) = acquire.files(evidence)
    assert acquire.take(path, evidence, store).name == r"a\x1b[31m\x0a\xff"
    with pytest.raises(ReadError, match=r"^x\\x07: No such file"):
        acquire.take(evidence / "x\x07", evidence, store)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("报告 – отчёт.pdf", "报告 – отчёт.pdf"),
        ("invoice\u202efdp.exe", r"invoice\u202efdp.exe"),
        ("a\u200bb\u2066c", r"a\u200bb\u2066c"),
        ("a\x85b\x7f", r"a\u0085b\x7f"),
        ("a\udc85", r"a\x85"),
        ("a\ud800", r"a\ud800"),
        ("a\u2028b", r"a\u2028b"),
        ("\U000e0041", r"\U000e0041"),
        (r"a\x1b", r"a\\x1b"),
    ],
)
def test_printable_names(name, shown):
    assert acquire.printable_name(name) == shown
