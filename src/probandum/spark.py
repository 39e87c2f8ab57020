"""The runner on Apache Spark: the same work, on as many machines as a master has, with the classic RDD API.

Messages are bytes on both sides, so PySpark is all it needs; it is imported when a runner is made. A task runs in a
Python process of an executor, which must be able to import probandum: see ``docs/how-to/cluster.md``.
"""

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, cast

from probandum.errors import UsageError
from probandum.interfaces import Failure, Work
from probandum.working import attempt, bound_memory, found, grouped, message, name

LOCAL = "local[2]"
WAVES = 4
"""Tasks of one job for each core."""
BYTES = 64 << 20
"""Bytes of tasks after which a job has enough."""
_GRACE = 5.0
_SETTINGS = {
    "spark.app.name": "probandum",
    "spark.driver.maxResultSize": "0",
    "spark.rpc.message.maxSize": "1024",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
}
"""Where the configuration of Spark (``spark-defaults.conf``, ``spark-submit``) says nothing else."""

_Result = bytes | Failure


class Spark:
    """Does the work on a Spark cluster: a :class:`probandum.interfaces.Runner` that is ``Cascading``.

    Args:
        master: URL of the master; empty for what the configuration of Spark says, or else this machine.
        seconds: time for one task; then it is interrupted and a ``Failure`` takes its place.
        memory: bytes of address space for the Python process of a task, where the system can hold it.

    Raises:
        UsageError: PySpark or Java is missing, or there is no such master.
    """

    def __init__(self, master: str = "", seconds: float = 60.0, memory: int = 3 << 30) -> None:
        self._context, self._own = _begun(master)
        self._bounds = seconds, memory
        self._wave = WAVES * int(self._context.defaultParallelism)
        self._setting: tuple[bytes, Any] = b"", None

    def start(self, make: Callable[[bytes], Work], ahead: Callable[[], object]) -> None:
        """Do nothing: executors import what they need with their first task."""

    def map(self, make: Callable[[bytes], Work], setting: bytes, tasks: Iterable[bytes]) -> Iterator[_Result]:
        """Yield results in the order of the tasks; at most two jobs are under way."""
        do = self._task(make, setting)
        under_way: deque[Future[list[_Result]]] = deque()
        with ThreadPoolExecutor(2) as threads:
            for job in _jobs(tasks, self._wave):
                under_way.append(threads.submit(self._done, do, job))
                if len(under_way) > 1:
                    yield from under_way.popleft().result()
            while under_way:
                yield from under_way.popleft().result()

    def cascade(
        self, make: Callable[[bytes], Work], setting: bytes, tasks: Iterable[bytes], steps: int
    ) -> Iterator[tuple[int, bytes]]:
        """Yield number and answer of each range of the last step; what steps make is exchanged among executors.

        The tasks are sent job by job, and what they make stays with the executors.

        Raises:
            UsageError: a step failed, after Spark tried it again as often as it is set to.
        """
        do = self._task(make, setting)
        made, first = [], 0
        try:
            for job in _jobs(tasks, self._wave):
                part = self._spread(list(enumerate(job, first))).flatMap(_Parcels(do))
                part.localCheckpoint()
                part.count()
                made.append(part)
                first += len(job)
            rows = self._context.union(made)
            for step in range(1, steps - 1):
                rows = rows.groupByKey().map(_Message(step)).flatMap(_Parcels(do))
            answers = rows.groupByKey().map(_Message(steps - 1)).map(_Answer(do)).collect()
        except Exception as error:
            advice = "see the logs of the executors, or use --runner processes"
            raise UsageError(f"the cluster gave up: {_why(error)}", advice) from error
        yield from sorted(answers)

    def close(self) -> None:
        """End the session, if it was begun here."""
        if self._own:
            self._context.stop()

    def _task(self, make: Callable[[bytes], Work], setting: bytes) -> "_Task":
        if self._setting[1] is None or self._setting[0] != setting:
            self._setting = setting, self._context.broadcast(setting)
        return _Task(name(make), self._setting[1], self._bounds)

    def _spread(self, tasks: list[Any]) -> Any:
        return self._context.parallelize(tasks, max(len(tasks), 1))

    def _done(self, do: "_Task", job: list[bytes]) -> list[_Result]:
        """Return the results of one job; where it was given up, of each task by itself, and why of what fails again."""
        try:
            results: list[_Result] = self._spread(job).map(do).collect()
        except Exception as error:  # noqa: BLE001 - whatever Spark says, the tasks that are well shall be done
            if len(job) == 1:
                return [Failure(f"the process that read it died ({_why(error)})")]
            return [result for task in job for result in self._done(do, [task])]
        return results


class _Task:
    """A task in the Python process of an executor.

    Args:
        make: name of what makes the work.
        setting: broadcast variable.
        bounds: seconds for a task, bytes of memory for the process.
    """

    def __init__(self, make: str, setting: Any, bounds: tuple[float, int]) -> None:
        self._make, self._setting, self._bounds = make, setting, bounds

    def __call__(self, task: bytes) -> _Result:
        seconds, memory = self._bounds
        bound_memory(memory)
        try:
            with _interrupted_after(seconds):
                work = _made(self._make, self._setting.value)
            with _interrupted_after(seconds):
                return attempt(work, task)
        except _Late:
            return Failure(f"took longer than {seconds:g} s and was stopped")

    def surely(self, task: bytes) -> bytes:
        """Return the result; what fails is for Spark to try again."""
        result = self(task)
        if isinstance(result, Failure):
            raise RuntimeError(result.what)  # noqa: TRY004
        return result


class _Parcels:
    """A numbered task → (range, (number of the task, what it made for the range))."""

    def __init__(self, do: _Task) -> None:
        self._do = do

    def __call__(self, task: tuple[int, bytes]) -> list[tuple[int, tuple[int, bytes]]]:
        return [(number, (task[0], blob)) for number, blob in grouped(self._do.surely(task[1]))]


class _Message:
    """A group → the numbered message of the next step: blobs in the order of the tasks that made them."""

    def __init__(self, step: int) -> None:
        self._step = step

    def __call__(self, group: tuple[int, Iterable[tuple[int, bytes]]]) -> tuple[int, bytes]:
        number, parcels = group
        return number, message(self._step, number, (blob for _, blob in sorted(parcels)))


class _Answer:
    """A numbered message → number and result."""

    def __init__(self, do: _Task) -> None:
        self._do = do

    def __call__(self, task: tuple[int, bytes]) -> tuple[int, bytes]:
        return task[0], self._do.surely(task[1])


class _Late(BaseException):
    """A task took too long; no handler of errors in it may catch this."""


@lru_cache(maxsize=2)
def _made(make: str, setting: bytes) -> Work:
    """Return work that is made once in a process."""
    return cast("Callable[[bytes], Work]", found(make))(setting)


@contextmanager
def _interrupted_after(seconds: float) -> Iterator[None]:
    """Raise ``_Late`` after so many seconds; the system ends the process where Python cannot be interrupted."""

    def late(*_: object) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, _GRACE)
        raise _Late

    signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _jobs(tasks: Iterable[bytes], most: int) -> Iterator[list[bytes]]:
    """Yield tasks in lists of bounded length and size."""
    job: list[bytes] = []
    size = 0
    for task in tasks:
        job.append(task)
        size += len(task)
        if len(job) == most or size > BYTES:
            yield job
            job, size = [], 0
    if job:
        yield job


def _begun(master: str) -> tuple[Any, bool]:
    """Return the context of Spark, and whether it was begun here."""
    try:
        from pyspark import SparkConf, SparkContext
    except ImportError as error:
        raise UsageError("PySpark is not installed", "install it: pip install 'probandum[spark]'") from error
    running = SparkContext._active_spark_context  # noqa: SLF001 - getOrCreate does not say whether it created one
    if running is not None:
        return running, False
    conf = SparkConf()
    for setting, value in (*_SETTINGS.items(), ("spark.master", LOCAL)):
        conf.setIfMissing(setting, value)
    if master:
        conf.setMaster(master)
    try:
        context = SparkContext(conf=conf)
    except Exception as error:
        advice = "it needs Java 17 or newer (Debian: openjdk-17-jre-headless), and a master that answers"
        raise UsageError(f"Spark does not start: {_why(error)}", advice) from error
    if (context.master or "").startswith("local"):
        context.pythonExec = sys.executable
    return context, True


def _why(error: Exception) -> str:
    """Return the first line of what Spark says."""
    said = str(error).strip() or type(error).__name__
    return " ".join(said.partition("\n")[0].split())[:200]
