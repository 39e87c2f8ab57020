"""Derived tables in parts: which exhibits share a part, what it is called, and how it is made.

Exhibits are spread over 256 parts by the first two digits of their digests, and a part is named after all it depends on
(exhibits, tools, knowledge). So the same evidence gives the same files in whatever order it came, one more file makes
one part stale, and a part that was half made when the program was killed is never mistaken for another.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from probandum.custody import acquire
from probandum.docket import Docket
from probandum.errors import CustodyError
from probandum.examine import MEMBER_DEPTH, Examined, Task, examiner, largest
from probandum.intake import kept_lines
from probandum.interfaces import Failure, Runner
from probandum.model.claim import Claim
from probandum.model.exhibit import Exhibit
from probandum.model.ident import Digest, Value, canonical, digest
from probandum.model.observation import Member, Observation, Omission, Text
from probandum.model.statement import StatedFigure, Statement
from probandum.records import Held, depths
from probandum.stores import tables

TABLES: dict[str, Any] = {
    "texts": Text,
    "observations": Observation,
    "statements": Statement,
    "figures": StatedFigure,
    "claims": Claim,
    "omissions": Omission,
}
SIGN = "texts"
RUNNER = "runner/1"
EXTRACTED = 10_000
EXTRACTED_BYTES = 4 << 30
"""Files and bytes that a case takes out of others: an archive of archives of archives must end somewhere."""
Progress = Callable[[str, int, int], None]


class Part(Value, frozen=True):
    """Exhibits that are examined and stored together.

    Attributes:
        bucket: first two digits of the digests of its exhibits.
        key: digest of all it depends on.
        exhibits: sorted by digest.
        deep: those that lie so deep in others that nothing is taken out of them.
    """

    bucket: str
    key: Digest
    exhibits: tuple[Exhibit, ...]
    deep: frozenset[Digest] = frozenset()

    def name(self, table: str) -> str:
        """Return the name of the derived file that holds one of its tables."""
        return f"products/{table}/{self.bucket}-{self.key[:16]}.parquet"


def plan(
    exhibits: Iterable[Exhibit], tools: tuple[str, ...], pack: Digest, deep: Collection[Digest] = ()
) -> tuple[Part, ...]:
    """Return the parts for exhibits, in order, each exhibit once."""
    buckets: dict[str, list[Exhibit]] = defaultdict(list)
    for exhibit in sorted(
        {exhibit.digest: exhibit for exhibit in exhibits}.values(), key=lambda held: held.digest
    ):
        buckets[exhibit.digest[:2]].append(exhibit)
    made = []
    for bucket, held in sorted(buckets.items()):
        names = [one.digest for one in held]
        below = [name for name in names if name in deep]
        key = digest(canonical([tools, pack, names, below] if below else [tools, pack, names]))
        made.append(Part(bucket, key, tuple(held), frozenset(below)))
    return tuple(made)


@dataclass(frozen=True)
class Workshop:
    """What examining needs.

    Attributes:
        runner: where the work is done.
        docket: the case.
        pack: digest of the knowledge it pins.
        progress: told (what, done, total), or None.
    """

    runner: Runner
    docket: Docket
    pack: Digest
    progress: Progress | None = None


def current(docket: Docket, pack: Digest) -> tuple[Part, ...]:
    """Return the parts that what the case holds now makes under the tools of now."""
    held = docket.held()
    deep = {name for name, depth in depths(held).items() if depth >= MEMBER_DEPTH}
    return plan((one.exhibit for one in held), docket.tools, pack, deep)


def examine(shop: Workshop) -> None:
    """Make the parts that are missing, in rounds, until members of members are examined too."""
    docket = shop.docket
    while wanted := stale(docket, current(docket, shop.pack)):
        made: dict[str, Digest] = {}
        count = 0
        inside = _Inside(docket)
        for part, shown in _examined(wanted, shop, inside.take):
            made |= {
                name: docket.store.write_product(name, data) for name, data in files(part, shown).items()
            }
            count += sum(len(one.observations) for one in shown)
        exhibits = {f"objects/{one.digest}": one.digest for part in wanted for one in part.exhibits}
        made |= {f"objects/{one.exhibit.digest}": one.exhibit.digest for one in inside.new}
        taken = tuple(inside.new)
        left = kept_lines(docket, inside.left)
        materials = {"knowledge": shop.pack, **exhibits, **left}
        made |= {f"objects/{name}": name for name in left.values()}
        docket.act("examine", materials, made, count, " ".join(docket.tools), taken=taken)


class _Inside:
    """Takes members into custody as they come, so that they never lie in memory together; within ``EXTRACTED``.

    Attributes:
        new: what was taken.
        left: what was not, one line for each exhibit that it lies in.
    """

    def __init__(self, docket: Docket) -> None:
        held = [one for one in docket.held() if one.acquisition.parent]
        self.new: list[Held] = []
        self.left: list[str] = []
        self._docket = docket
        self._known = {(one.acquisition.name, one.acquisition.parent): one.exhibit.digest for one in held}
        self._room = EXTRACTED - len(held)
        self._bytes = EXTRACTED_BYTES - sum(one.exhibit.size for one in held)

    def take(self, exhibit: Exhibit, members: Iterable[Member]) -> None:
        """Take the members of one exhibit; a name that stands there twice is numbered."""
        names: dict[str, int] = {}
        left = 0
        for member in members:
            name = _numbered(acquire.printable_name(member.name), names)
            if self._known.get((name, exhibit.digest)) == digest(member.data):
                continue
            if self._room <= 0 or self._bytes < len(member.data):
                left += 1
                continue
            kept = acquire.keep(member.data, self._docket.store)
            self._room, self._bytes = self._room - 1, self._bytes - kept.size
            self.new.append(self._docket.acquisition(kept, name, exhibit.digest))
        if left:
            self.left.append(
                f"exhibit {exhibit.digest[:12]}: {left:,} files in it were left inside: a case takes at most {EXTRACTED:,} "
                f"files and {EXTRACTED_BYTES:,} bytes out of others – unpack it and acquire the files"
            )


def _numbered(name: str, names: dict[str, int]) -> str:
    """Return a name that no file beside it has: of two with one name, neither may hide the other."""
    names[name] = names.get(name, 0) + 1
    if names[name] == 1:
        return name
    while (numbered := f"{name} ({names[name]})") in names:
        names[name] += 1
    names[numbered] = 1
    return numbered


def replay(shop: Workshop) -> tuple[int, int]:
    """Examine everything again and compare with what the ledger names.

    Returns:
        how many files were compared; how many parts were not, since reading was stopped then or now.

    Raises:
        CustodyError: a derived file comes out different; names the first.
    """
    listed = shop.docket.listed()
    compared = stopped = 0
    parts = tuple(part for part in current(shop.docket, shop.pack) if part.name(SIGN) in listed)
    for part, shown in _examined(parts, shop, lambda *_: None):
        made = {name: digest(data) for name, data in files(part, shown).items()}
        said = {name: listed[name] for name in map(part.name, TABLES) if name in listed}
        if made != said and _stopped(part, shown, shop.docket):
            stopped += 1
            continue
        for name in sorted({*made, *said}):
            if made.get(name) != said.get(name):
                advice = (
                    "delete products/ and assess again; if it differs once more, the installed tools differ"
                )
                raise CustodyError(f"{name} comes out different when made again", advice)
        compared += len(made)
    return compared, stopped


def _stopped(part: Part, shown: list[Examined], docket: Docket) -> bool:
    """Return whether a process was stopped or died on this part: another machine, or a quieter hour, reads more."""
    kept = docket.product(part.name("omissions"))
    before = tables.decode(Omission, kept) if kept else []
    return any(one.by == RUNNER for one in (*before, *(lost for one in shown for lost in one.omissions)))


def rows(docket: Docket, pack: Digest, table: str, only: Collection[str] | None = None) -> list[Any]:
    """Return the records of one table, in order of exhibits; parts that were not made yet are missing.

    Raises:
        CustodyError: a derived file is not the one that was made.
    """
    return [*walk(docket, pack, table, only)]


def walk(docket: Docket, pack: Digest, table: str, only: Collection[str] | None = None) -> Iterator[Any]:
    """Yield the same as :func:`rows` with one part at a time in memory."""
    for part in current(docket, pack):
        data = docket.product(part.name(table))
        if data is not None:
            yield from tables.decode(TABLES[table], data, only)


def stale(docket: Docket, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts that no act has made, or of whose files one is gone."""
    listed, there = docket.listed(), set(docket.store.products())
    return tuple(
        part
        for part in parts
        if part.name(SIGN) not in listed
        or any(name in listed and name not in there for name in map(part.name, TABLES))
    )


def _examined(
    parts: tuple[Part, ...], shop: Workshop, take: Callable[[Exhibit, tuple[Member, ...]], object]
) -> Iterator[tuple[Part, list[Examined]]]:
    """Yield each part with what its exhibits show, in order; one part at a time is held in memory, without members."""
    total = sum(len(part.exhibits) for part in parts)
    results = shop.runner.map(examiner, shop.docket.store.get(shop.pack), _tasks(parts, shop.docket))
    done = 0
    for part in parts:
        shown = []
        for exhibit in part.exhibits:
            found = _result(exhibit, next(results))
            take(exhibit, found.members)
            shown.append(msgspec.structs.replace(found, members=()))
            done += 1
            if shop.progress:
                shop.progress("examining", done, total)
        yield part, shown


def files(part: Part, shown: list[Examined]) -> dict[str, bytes]:
    """Return the derived files of one part, by name: its texts always, as a sign that it was made, no other empty table."""
    made: dict[str, bytes] = {}
    for table, kind in TABLES.items():
        found = [row for one in shown for row in getattr(one, table)]
        if found or table == SIGN:
            made[part.name(table)] = tables.encode(kind, found)
    return made


def _tasks(parts: tuple[Part, ...], docket: Docket) -> Iterator[bytes]:
    most = largest()
    for part in parts:
        for exhibit in part.exhibits:
            data = docket.store.get(exhibit.digest) if exhibit.size <= most else b""
            yield msgspec.msgpack.encode(Task(exhibit, data, exhibit.digest in part.deep))


def _result(exhibit: Exhibit, answer: bytes | Failure) -> Examined:
    if not isinstance(answer, Failure):
        try:
            return msgspec.msgpack.decode(answer, type=Examined)
        except msgspec.MsgspecError:
            answer = Failure("the process that read it answered what cannot be understood")
    return Examined(omissions=(Omission(exhibit.digest, RUNNER, f"not read: {answer.what}"),))
