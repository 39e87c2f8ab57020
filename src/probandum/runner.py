"""How work is spread: here, or over processes that can be stopped; the same results in the same order.

Evidence comes from attackers, so readers run in processes of their own: with a memory bound, without a terminal,
and stopped when they take too long. A worker is ``python -P -c`` with frames over its pipes (length, status, body), so
that it starts from a script, a notebook or a service alike and never imports from the folder it is started in.
"""

import os
import selectors
import signal
import struct
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from typing import IO, NamedTuple, cast

from probandum.interfaces import Failure, Work
from probandum.working import attempt, bound_memory, found, name

_HEAD = struct.Struct(">BQ")
_OK, _FAILED = 0, 1
_WORKER = "from probandum.runner import serve; serve()"
_MEMORY = 3 << 30
_LARGEST, _GRACE = 1 << 30, 5.0


class Here:
    """Does the work in this process: for debugging, and where no process can be started. Nothing stops it."""

    def __init__(self) -> None:
        self._made: dict[Callable[[bytes], Work], tuple[bytes, Work]] = {}

    def map(
        self, make: Callable[[bytes], Work], setting: bytes, tasks: Iterable[bytes]
    ) -> Iterator[bytes | Failure]:
        """Yield results one after the other; of each kind of work, what was made last is kept."""
        if make not in self._made or self._made[make][0] != setting:
            self._made[make] = (setting, make(setting))
        _, work = self._made[make]
        for task in tasks:
            yield attempt(work, task)

    def start(self, make: Callable[[bytes], Work], ahead: Callable[[], object]) -> None:
        """Do nothing: there is no process to start."""

    def close(self) -> None:
        """Forget what was made."""
        self._made.clear()


class Processes:
    """Does the work in processes, which wait for more until ``close``.

    Args:
        workers: how many processes.
        seconds: wall time for one task; then its process is stopped and a ``Failure`` takes its place.
        memory: bytes of address space for one process (where the system can hold it: Linux, BSD).
    """

    def __init__(self, workers: int = 2, seconds: float = 60.0, memory: int = _MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._workers = [_Worker() for _ in range(workers)]
        self._job = b""

    def start(self, make: Callable[[bytes], Work], ahead: Callable[[], object]) -> None:
        """Start the processes and let them do ``ahead`` while the caller gets the setting ready."""
        self._job = self._described(make, ahead)
        for worker in self._workers:
            worker.start(self._job)

    def map(
        self, make: Callable[[bytes], Work], setting: bytes, tasks: Iterable[bytes]
    ) -> Iterator[bytes | Failure]:
        """Yield results in the order of the tasks; at most three tasks a worker are under way."""
        if f"{name(make)} ".encode() not in self._job:
            self._job = self._described(make, make)
        idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            worker.prepare(self._job, _frame(_OK, setting))
            idle.put(worker)
        under_way: deque[Future[bytes | Failure]] = deque()
        threads = ThreadPoolExecutor(len(self._workers))
        try:
            for task in tasks:
                under_way.append(threads.submit(self._one, idle, task))
                if len(under_way) >= 3 * len(self._workers):
                    yield _first(under_way)
            while under_way:
                yield _first(under_way)
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            if not all(future.done() for future in under_way):
                # nobody waits for these any more: an interrupt must not last as long as a reader may
                for worker in self._workers:
                    worker.retire()
            raise
        finally:
            threads.shutdown()

    def close(self) -> None:
        """Stop the processes."""
        for worker in self._workers:
            worker.stop()

    def _described(self, *work: Callable[..., object]) -> bytes:
        return _frame(_OK, " ".join([*map(name, work), str(self._memory), str(self._seconds)]).encode())

    def _one(self, idle: "SimpleQueue[_Worker]", task: bytes) -> bytes | Failure:
        worker = idle.get()
        try:
            return worker.ask(task, self._seconds)
        finally:
            idle.put(worker)


def _first(under_way: deque[Future[bytes | Failure]]) -> bytes | Failure:
    """Wait for the oldest task, which stays under way until then."""
    result = under_way[0].result()
    under_way.popleft()
    return result


class _Answer(NamedTuple):
    status: int
    body: bytes


class _Worker:
    """One process, started when first asked and again after it was stopped."""

    def __init__(self) -> None:
        self._job = self._setting = self._unsaid = b""
        self._process: subprocess.Popen[bytes] | None = None
        self._retired = False

    def start(self, job: bytes) -> None:
        self.stop()
        self._job, self._setting = job, b""
        self._started()

    def prepare(self, job: bytes, setting: bytes) -> None:
        if self._retired:
            self.stop()
        self._retired = False
        if (job, setting) == (self._job, self._setting):
            return
        if job != self._job or self._setting:
            self.stop()
        self._job, self._setting = job, setting
        self._unsaid = setting if self._process else b""

    def ask(self, task: bytes, seconds: float) -> bytes | Failure:
        process = self._process or self._started()
        if self._retired:  # only now, so that none is started after all were retired
            self.stop()
            return Failure("not asked any more")
        stdin, stdout = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        try:
            stdin.write(self._unsaid)
            self._unsaid = b""
            stdin.write(_frame(_OK, task))
            stdin.flush()
            answer = _receive(stdout, time.monotonic() + seconds)
        except TimeoutError:
            self.stop()
            return Failure(f"took longer than {seconds:g} s and was stopped")
        except (BrokenPipeError, EOFError):
            self.stop()
            return Failure(f"the process that read it died (exit {process.returncode})")
        return answer.body if answer.status == _OK else Failure(answer.body.decode("utf-8", "replace"))

    def retire(self) -> None:
        """Kill the process while another thread may be waiting for its answer, which then sees its end."""
        self._retired = True
        if process := self._process:
            process.kill()

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _started(self) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, a constant program
            [sys.executable, "-P", "-c", _WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        stdin = cast("IO[bytes]", process.stdin)
        with suppress(BrokenPipeError):  # where it died at once, the first task tells
            stdin.write(self._job)  # fits into the pipe, so that nobody waits
            stdin.flush()
        self._process, self._unsaid = process, self._setting
        return process


def serve() -> None:
    """Be a worker: read frames from standard input until it closes, answer on standard output."""
    source = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the frames
    make, ahead, memory, seconds = _receive(source).body.decode().split()
    bound_memory(int(memory))
    longest = float(seconds) + _GRACE
    if ahead != make:
        with _ended_after(longest):
            found(ahead)()
    work: Work | None = None
    while True:
        try:
            task = _receive(source).body
        except EOFError:
            return
        with _ended_after(longest):
            if work is None:
                work = cast("Work", found(make)(task))
                continue
            result = attempt(work, task)
        status, body = (_FAILED, result.what.encode()) if isinstance(result, Failure) else (_OK, result)
        answers.write(_frame(status, body))
        answers.flush()


@contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    """Let the system end this process where the work takes longer: nobody may be left to stop it."""
    clock = getattr(signal, "setitimer", lambda *_: None)  # there is none on Windows
    clock(0, seconds)  # ITIMER_REAL
    yield
    clock(0, 0)


def _frame(status: int, body: bytes) -> bytes:
    return _HEAD.pack(status, len(body)) + body


def _receive(stream: IO[bytes], deadline: float | None = None) -> _Answer:
    status, size = _HEAD.unpack(_exactly(stream, _HEAD.size, deadline))
    return _Answer(status, _exactly(stream, size, deadline))


def _exactly(stream: IO[bytes], size: int, deadline: float | None) -> bytes:
    if deadline is None or size > _LARGEST:
        data = stream.read(size) if deadline is None else b""
        if len(data) < size:
            raise EOFError
        return data
    parts, missing = [], size
    with selectors.DefaultSelector() as ready:
        ready.register(stream, selectors.EVENT_READ)
        while missing:
            left = deadline - time.monotonic()
            if left <= 0 or not ready.select(left):
                raise TimeoutError
            part = os.read(stream.fileno(), min(missing, 1 << 20))
            if not part:
                raise EOFError
            parts.append(part)
            missing -= len(part)
    return b"".join(parts)
