"""What runners have in common: work found by its name and tried, and the messages of work that is done in steps.

In steps: what one step makes is grouped by the number of a range, and a group is one message of the next.
"""

import struct
from collections.abc import Callable, Iterable
from importlib import import_module

import msgspec

from probandum.interfaces import Failure, Work

_HEAD = struct.Struct(">BI")


def name(function: Callable[..., object]) -> str:
    """Return what finds a function of a module again in another process."""
    return f"{function.__module__}:{function.__qualname__}"


def found(name: str) -> Callable[..., object]:
    """Return the function of that name."""
    module, _, function = name.partition(":")
    found: Callable[..., object] = getattr(import_module(module), function)
    return found


def attempt(work: Work, task: bytes) -> bytes | Failure:
    """Do one task; an error that nobody foresaw costs this task only, and is said."""
    try:
        return work(task)
    except Exception as error:  # noqa: BLE001
        place = error.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_filename.rpartition('/')[2]}:{place.tb_lineno}" if place else "?"
        detail = " ".join(f"{error}".split())[:200]
        what = f"broke off with {type(error).__name__} at {where}: {detail}"
        return Failure(f"{what} (a fault of the program: please report it)")


def bound_memory(limit: int) -> None:
    """Bound the address space of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such bound; the time limit remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def message(step: int, number: int, blobs: Iterable[bytes]) -> bytes:
    """Return the message of a step for one range: what the step before made for it, in the order of its tasks."""
    return b"".join((_HEAD.pack(step, number), *blobs))


def opened(task: bytes) -> tuple[int, int, memoryview]:
    """Return step, range and body of a message."""
    step, number = _HEAD.unpack_from(task)
    return step, number, memoryview(task)[_HEAD.size :]


def parcelled(parcels: list[tuple[int, bytes]]) -> bytes:
    """Return what a step answers: ranges of the next step, and what it made for each."""
    return msgspec.msgpack.encode(parcels)


def grouped(answer: bytes) -> list[tuple[int, bytes]]:
    """Return ranges and what was made for each, out of what a step answered."""
    return msgspec.msgpack.decode(answer, type=list[tuple[int, bytes]])
