"""One exhibit through its reader and every detector: the pure function that a runner carries."""

from collections.abc import Iterable
from functools import partial
from itertools import chain, groupby

import msgspec

from probandum import plugins
from probandum.errors import ReadError
from probandum.interfaces import Batch, Detector, Find, Reader, Work
from probandum.model.claim import Claim
from probandum.model.exhibit import Exhibit
from probandum.model.ident import Id, Value
from probandum.model.observation import Member, Observation, Omission, Text
from probandum.model.pack import Pack
from probandum.model.statement import StatedFigure, Statement

MEMBER_DEPTH = 8
"""How deep exhibits may lie in exhibits; what lies deeper is left out and said."""


class Task(Value, frozen=True):
    """One exhibit to examine.

    Attributes:
        exhibit: what it is.
        data: its bytes; empty if it is larger than any reader takes.
        deep: it lies so deep in others that nothing is taken out of it.
    """

    exhibit: Exhibit
    data: bytes
    deep: bool = False


class Examined(Value, frozen=True):
    """What one exhibit shows; each tuple in the order of the exhibit."""

    texts: tuple[Text, ...] = ()
    observations: tuple[Observation, ...] = ()
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[StatedFigure, ...] = ()
    members: tuple[Member, ...] = ()
    omissions: tuple[Omission, ...] = ()


def tools() -> tuple[str, ...]:
    """Return the names and versions of all readers and detectors: products depend on them."""
    return tuple(
        sorted([*(tool.name for tool in plugins.readers()), *(tool.name for tool in plugins.detectors())])
    )


def ahead() -> None:
    """Import what every examination needs, before the knowledge is known."""
    tools()


def largest() -> int:
    """Return the size in bytes of the largest exhibit that any reader takes."""
    return max((reader.limits.size for reader in plugins.readers()), default=0)


def patience() -> float:
    """Return the longest time in seconds that any reader asks for one exhibit."""
    return max((reader.limits.seconds for reader in plugins.readers()), default=60.0)


def examiner(setting: bytes) -> Work:
    """Return the function task → examined (both as MessagePack) under one pack of knowledge, given as its bytes."""
    pack = msgspec.json.decode(setting, type=Pack)
    readers = {media: reader for reader in plugins.readers() for media in reader.media_types}
    return partial(_message, readers, plugins.detectors(), pack)


def _message(readers: dict[str, Reader], detectors: list[Detector], pack: Pack, message: bytes) -> bytes:
    task = msgspec.msgpack.decode(message, type=Task)
    return msgspec.msgpack.encode(examine(task, readers, detectors, pack))


def examine(task: Task, readers: dict[str, Reader], detectors: Iterable[Detector], pack: Pack) -> Examined:
    """Return what one exhibit shows. What cannot be read is an omission, never an error."""
    reader = readers.get(task.exhibit.media_type)
    if reader is None:
        return _nothing(
            task, "examine/1", f"no reader for {task.exhibit.media_type}; the bytes are in custody, unread"
        )
    if task.exhibit.size > reader.limits.size:
        what = f"{task.exhibit.size:,} bytes, more than the {reader.limits.size:,} that {reader.name} takes; split it"
        return _nothing(task, reader.name, what)
    read = _read(reader, task)
    if task.deep and read.members:
        what = f"{len(read.members)} files lie deeper than {MEMBER_DEPTH} levels; extract them and acquire them by hand"
        lost = Omission(task.exhibit.digest, reader.name, what)
        read = msgspec.structs.replace(read, members=(), omissions=(*read.omissions, lost))
    return _detected(read, sorted(detectors, key=lambda tool: tool.stage), pack)


def _detected(read: Examined, detectors: Iterable[Detector], pack: Pack) -> Examined:
    """Return what was read with what detectors find in it, stage by stage."""
    seen: dict[Id, Observation] = {}
    others: dict[type, list[Find]] = {
        Claim: [],
        Statement: [],
        StatedFigure: [],
        Omission: list(read.omissions),
    }
    for observation in read.observations:
        _keep_surest(seen, observation)
    for _, tools_of_stage in groupby(detectors, key=lambda tool: tool.stage):
        batch = Batch(read.texts, tuple(seen.values()))
        for found in chain.from_iterable(tool.detect(batch, pack) for tool in tools_of_stage):
            if isinstance(found, Observation):
                _keep_surest(seen, found)
            else:
                others[type(found)].append(found)
    return msgspec.structs.replace(
        read,
        observations=tuple(seen.values()),
        claims=tuple(others[Claim]),
        statements=tuple(others[Statement]),
        figures=tuple(others[StatedFigure]),
        omissions=tuple(others[Omission]),
    )


def _read(reader: Reader, task: Task) -> Examined:
    texts: list[Text] = []
    observations: list[Observation] = []
    members: list[Member] = []
    omissions: list[Omission] = []
    try:
        for part in reader.read(task.exhibit, task.data):
            match part:
                case Text():
                    texts.append(part)
                case Observation():
                    observations.append(part)
                case Member():
                    members.append(part)
                case Omission():
                    omissions.append(part)
    except ReadError as error:
        omissions.append(Omission(task.exhibit.digest, reader.name, f"cannot be read: {error}"))
    return Examined(
        texts=tuple(texts),
        observations=tuple(observations),
        members=tuple(members),
        omissions=tuple(omissions),
    )


def _keep_surest(seen: dict[Id, Observation], new: Observation) -> None:
    """Two tools that see the same thing in the same place make one observation: the surer one."""
    name = new.id
    old = seen.get(name)
    if old is None or new.authenticity > old.authenticity:
        seen[name] = new


def _nothing(task: Task, by: str, what: str) -> Examined:
    return Examined(omissions=(Omission(task.exhibit.digest, by, what),))
