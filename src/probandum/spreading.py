"""Which texts share passages, spread over a runner; however many ranges, batches and workers there are, the same pairs."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from probandum.comparing import STEPS, Batch, Pairing, begin, comparer, parted_into, stepper
from probandum.interfaces import Cascading, Failure, Runner, Work
from probandum.model.ident import Value
from probandum.sources.reuse import Shared
from probandum.sources.winnow import folded
from probandum.stores.scratch import Reading, Scratch
from probandum.working import grouped, message

TEXTS, CHARACTERS = 1_000, 2_000_000
"""Most texts, and about the most characters, of one message."""
PAIRS = 256
"""Most pairs of one message."""
RANGE = 32 << 20
"""About the most bytes of fingerprints in a range."""
GROUP = 20_000
"""Pairs that are compared before what they share is given on."""

_BYTES_A_CHARACTER = 3


class Lost(Value, frozen=True):
    """Two texts that could not be compared."""

    first: str
    second: str
    why: str


class _Shelf(NamedTuple):
    """All texts in the order of their keys: where each lies, which are new, and which are equal to an earlier one.

    New ones stand in order of length: where many share a passage, the shortest stand for it.
    """

    keys: list[str]
    offsets: list[int]
    fresh: list[int]
    same: list[tuple[int, int]]


def spread(
    texts: Iterable[tuple[str, str]], runner: Runner, room: Scratch
) -> Iterator[tuple[list[Shared], list[Lost]]]:
    """Yield what texts share in portions, in order of keys: the same pairs as :func:`probandum.sources.reuse.shared`.

    Args:
        texts: keys, ascending, and texts.
        runner: where the work is done; a :class:`Cascading` one groups by itself.
        room: for what does not fit into memory.
    """
    shelf = _shelved(texts, room)
    if not shelf.keys:
        return
    ranges = 1 + shelf.offsets[-1] * _BYTES_A_CHARACTER // RANGE
    with room.reading("texts") as held:
        pairs, frequent = [], b""
        for number, answer in cascade(runner, parted_into(ranges), _batches(shelf, held), room):
            if number == ranges:
                frequent = answer
            else:
                pairs.append(_numbered(np.frombuffer(answer, dtype="<u8"), shelf))
        same = [first << 32 | second for first, second in shelf.same]
        every = np.sort(np.concatenate([np.array(same, dtype=np.uint64), *pairs]))
        for portion in _portions(every, shelf):
            yield _compared(portion, (shelf, held), runner, frequent)


def _shelved(texts: Iterable[tuple[str, str]], room: Scratch) -> _Shelf:
    shelf = _Shelf([], [0], [], [])
    firsts: dict[bytes, int] = {}
    waiting: list[bytes] = []
    written = 0
    for key, text in texts:
        name = folded(text)
        if not name:
            continue
        number = len(shelf.keys)
        waiting.append(text.encode("utf-8", "surrogatepass"))
        shelf.keys.append(key)
        shelf.offsets.append(shelf.offsets[-1] + len(waiting[-1]))
        if shelf.offsets[-1] - written > CHARACTERS:
            room.add("texts", b"".join(waiting))
            written, waiting = shelf.offsets[-1], []
        first = firsts.setdefault(name, number)
        if first == number:
            shelf.fresh.append(number)
        else:
            shelf.same.append((first, number))
    room.add("texts", b"".join(waiting))
    shelf.fresh.sort(key=lambda number: (shelf.offsets[number + 1] - shelf.offsets[number], number))
    return shelf


def _numbered(pairs: NDArray[np.uint64], shelf: _Shelf) -> NDArray[np.uint64]:
    """Return pairs of places among the new texts as pairs of the numbers that these have by their keys."""
    numbers = np.array(shelf.fresh, dtype=np.uint64)
    ones, others = numbers[pairs >> np.uint64(32)], numbers[pairs & np.uint64(0xFFFFFFFF)]
    made: NDArray[np.uint64] = np.minimum(ones, others) << np.uint64(32) | np.maximum(ones, others)
    return made


def _batches(shelf: _Shelf, held: Reading) -> Iterator[bytes]:
    """Yield the messages of the first step; copies are left out."""
    numbers: list[int] = []
    texts: list[bytes] = []
    size = 0
    for place, number in enumerate(shelf.fresh):
        if len(texts) == TEXTS or size > CHARACTERS:
            yield begin(Batch(tuple(numbers), tuple(texts)))
            numbers, texts, size = [], [], 0
        numbers.append(place)
        texts.append(held.part(shelf.offsets[number], shelf.offsets[number + 1]))
        size += len(texts[-1])
    yield begin(Batch(tuple(numbers), tuple(texts)))


def cascade(
    runner: Runner, setting: bytes, tasks: Iterable[bytes], room: Scratch
) -> Iterator[tuple[int, bytes]]:
    """Yield number and answer of each range of the last step."""
    if isinstance(runner, Cascading):
        yield from runner.cascade(stepper, setting, tasks, STEPS)
        return
    numbers: list[int] = []
    for step in range(1, STEPS):
        seen = set()
        for answer in _surely(runner, stepper, setting, tasks):
            for number, blob in grouped(answer):
                seen.add(number)
                room.add(f"{step}-{number}", blob)
        numbers = sorted(seen)
        tasks = _taken(step, numbers, room)
    yield from zip(numbers, _surely(runner, stepper, setting, tasks), strict=True)


def _taken(step: int, numbers: Iterable[int], room: Scratch) -> Iterator[bytes]:
    for number in numbers:
        yield message(step, number, (room.take(f"{step}-{number}"),))


def _surely(
    runner: Runner, make: Callable[[bytes], Work], setting: bytes, tasks: Iterable[bytes]
) -> Iterator[bytes]:
    """Yield results in order; what a worker could not do, for want of memory or time, is done in this process."""
    asked: deque[bytes] = deque()

    def noted() -> Iterator[bytes]:
        for task in tasks:
            asked.append(task)
            yield task

    for answer in runner.map(make, setting, noted()):
        task = asked.popleft()
        yield make(setting)(task) if isinstance(answer, Failure) else answer


def _portions(pairs: NDArray[np.uint64], shelf: _Shelf) -> Iterator[list[tuple[int, int]]]:
    """Yield pairs in portions; those whose first keys begin alike stay together."""
    portion: list[tuple[int, int]] = []
    for code in pairs.tolist():
        pair = divmod(code, 1 << 32)
        if len(portion) >= GROUP and bucket(shelf.keys[portion[-1][0]]) != bucket(shelf.keys[pair[0]]):
            yield portion
            portion = []
        portion.append(pair)
    if portion:
        yield portion


def bucket(key: str) -> str:
    """Return by what pairs are put together: the first two digits of their first key."""
    return key[:2]


def _compared(
    pairs: list[tuple[int, int]], texts: tuple[_Shelf, Reading], runner: Runner, frequent: bytes
) -> tuple[list[Shared], list[Lost]]:
    """Return what pairs share; of a message that failed each pair is tried by itself."""
    found: list[Shared] = []
    failed: list[tuple[int, int]] = []
    lost: list[Lost] = []
    for batch, answer in _asked(_cut(pairs, texts[0]), texts, runner, frequent):
        if isinstance(answer, Failure):
            failed += batch
        else:
            found += msgspec.msgpack.decode(answer, type=list[Shared])
    for batch, answer in _asked(([pair] for pair in failed), texts, runner, frequent):
        if isinstance(answer, Failure):
            first, second = (texts[0].keys[number] for number in batch[0])
            lost.append(Lost(first, second, answer.what))
        else:
            found += msgspec.msgpack.decode(answer, type=list[Shared])
    return sorted(found, key=lambda pair: (pair.first, pair.second)), lost


def _asked(
    batches: Iterable[list[tuple[int, int]]], texts: tuple[_Shelf, Reading], runner: Runner, frequent: bytes
) -> Iterator[tuple[list[tuple[int, int]], bytes | Failure]]:
    shelf, held = texts
    asked: deque[list[tuple[int, int]]] = deque()

    def tasks() -> Iterator[bytes]:
        for batch in batches:
            asked.append(batch)
            numbers = sorted({number for pair in batch for number in pair})
            at = {number: place for place, number in enumerate(numbers)}
            yield msgspec.msgpack.encode(
                Pairing(
                    tuple(shelf.keys[number] for number in numbers),
                    tuple(held.part(shelf.offsets[number], shelf.offsets[number + 1]) for number in numbers),
                    tuple((at[first], at[second]) for first, second in batch),
                )
            )

    for answer in runner.map(comparer, frequent, tasks()):
        yield asked.popleft(), answer


def _cut(pairs: list[tuple[int, int]], shelf: _Shelf) -> Iterator[list[tuple[int, int]]]:
    """Yield batches of pairs; their texts, each counted once, are of bounded length together."""
    batch: list[tuple[int, int]] = []
    held: set[int] = set()
    size = 0
    for pair in pairs:
        more = sum(_length(shelf, number) for number in set(pair) - held)
        if batch and (len(batch) == PAIRS or size + more > CHARACTERS):
            yield batch
            batch, held, size = [], set(), 0
            more = sum(_length(shelf, number) for number in set(pair))
        batch.append(pair)
        held.update(pair)
        size += more
    if batch:
        yield batch


def _length(shelf: _Shelf, number: int) -> int:
    return shelf.offsets[number + 1] - shelf.offsets[number]
