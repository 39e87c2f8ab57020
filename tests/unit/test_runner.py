"""The runner carries real work in real processes."""

import os
import time

import pytest

from probandum.interfaces import Failure
from probandum.runner import Here, Processes


def shout(setting):
    return lambda task: setting + task.upper()


def troubled(setting):
    def work(task):
        if task == b"die":
            os._exit(9)
        if task == b"sleep":
            time.sleep(60)
        if task == b"raise":
            raise KeyError("x")
        if task == b"eat":
            return bytes(8 << 30)
        if task == b"print":
            print("noise among the frames")
        return task

    return work


@pytest.fixture(autouse=True)
def _found_by_workers(monkeypatch):
    from pathlib import Path

    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))


@pytest.mark.parametrize("kind", [Here, Processes])
def test_results_come_in_order(kind):
    runner = kind()
    tasks = [str(number).encode() for number in range(40)]
    for setting in (b">", b">", b"#"):
        assert list(runner.map(shout, setting, iter(tasks))) == [setting + task for task in tasks]
    runner.close()


def test_a_task_that_dies_hangs_raises_or_eats_memory_costs_itself_only():
    runner = Processes(1, seconds=8.0, memory=1 << 30)
    tasks = [b"a", b"die", b"b", b"sleep", b"c", b"raise", b"d", b"eat", b"e", b"print", b"f"]
    results = list(runner.map(troubled, b"", tasks))
    runner.close()
    fine = [result for result in results if isinstance(result, bytes)]
    lost = {
        task: result.what for task, result in zip(tasks, results, strict=True) if isinstance(result, Failure)
    }
    assert fine == [b"a", b"b", b"c", b"d", b"e", b"print", b"f"]
    assert "died (exit 9)" in lost[b"die"]
    assert "longer than 8 s" in lost[b"sleep"]
    assert "KeyError" in lost[b"raise"]
    assert "MemoryError" in lost[b"eat"]


def test_large_messages_pass():
    big = b"x" * (9 << 20)
    runner = Processes(1)
    assert list(runner.map(shout, b"", [big])) == [big.upper()]
    runner.close()


def test_a_consumer_that_stops_early_leaves_no_process():
    runner = Processes(2)
    stream = runner.map(shout, b"", (b"t" for _ in range(1000)))
    assert next(stream) == b"T"
    stream.close()
    runner.close()
    import subprocess

    children = subprocess.run(
        ["ps", "--ppid", str(os.getpid()), "-o", "args="], capture_output=True, text=True, check=False
    )
    assert "probandum.runner" not in children.stdout


def test_an_interrupt_does_not_wait_for_a_reader_that_hangs():
    runner = Processes(2, seconds=60.0)
    stream = runner.map(troubled, b"", iter([b"a", *[b"sleep"] * 7]))
    assert next(stream) == b"a"
    start = time.monotonic()
    stream.close()
    runner.close()
    assert time.monotonic() - start < 5


def test_a_map_that_is_given_up_after_its_last_answer_harms_nothing():
    runner = Processes(1)
    for _ in range(3):
        stream = runner.map(shout, b"", iter([b"a", b"b"]))
        assert [next(stream), next(stream)] == [b"A", b"B"]
        stream.close()
    runner.close()


def test_a_worker_that_nobody_stops_ends_by_itself():
    """Its parent was killed while it hung in a reader: the system ends it."""
    import subprocess
    import sys

    from probandum.runner import _frame

    job = f"{__name__}:troubled {__name__}:troubled {1 << 30} -4.0".encode()
    command = [sys.executable, "-P", "-c", "from probandum.runner import serve; serve()"]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    for body in (job, b"", b"sleep"):
        worker.stdin.write(_frame(0, body))
    worker.stdin.flush()
    assert worker.wait(timeout=20) != 0
    worker.stdin.close()
