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
from probandum.examine import Examined, Task, examiner, largest
from probandum.interfaces import Failure, Runner
from probandum.model.claim import Claim
from probandum.model.exhibit import Exhibit
from probandum.model.ident import Digest, Value, canonical, digest
from probandum.model.observation import Observation, Omission, Text
from probandum.records import Held, depths
from probandum.stores import tables

TABLES: dict[str, Any] = {"texts": Text, "observations": Observation, "claims": Claim, "omissions": Omission}
SIGN = "texts"
Progress = Callable[[str, int, int], None]


class Part(Value, frozen=True):
    """Exhibits that are examined and stored together.

    Attributes:
        bucket: first two digits of the digests of its exhibits.
        key: digest of all it depends on.
        exhibits: sorted by digest.
    """

    bucket: str
    key: Digest
    exhibits: tuple[Exhibit, ...]

    def name(self, table: str) -> str:
        """Return the name of the derived file that holds one of its tables."""
        return f"products/{table}/{self.bucket}-{self.key[:16]}.parquet"


def plan(exhibits: Iterable[Exhibit], tools: tuple[str, ...], pack: Digest) -> tuple[Part, ...]:
    """Return the parts for exhibits, in order, each exhibit once."""
    buckets: dict[str, list[Exhibit]] = defaultdict(list)
    for exhibit in sorted(
        {exhibit.digest: exhibit for exhibit in exhibits}.values(), key=lambda held: held.digest
    ):
        buckets[exhibit.digest[:2]].append(exhibit)
    return tuple(
        Part(bucket, digest(canonical([tools, pack, [one.digest for one in held]])), tuple(held))
        for bucket, held in sorted(buckets.items())
    )


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
    return plan((one.exhibit for one in docket.held()), docket.tools, pack)


def examine(shop: Workshop) -> None:
    """Make the parts that are missing, in rounds, until members of members are examined too."""
    docket = shop.docket
    while wanted := stale(docket, current(docket, shop.pack)):
        made: dict[str, Digest] = {}
        taken: dict[tuple[str, Digest], Held] = {}
        count = 0
        for part, shown in _examined(wanted, shop):
            made |= {
                name: docket.store.write_product(name, data) for name, data in files(part, shown).items()
            }
            for exhibit, one in zip(part.exhibits, shown, strict=True):
                count += len(one.observations)
                for member in one.members:
                    inside = acquire.keep(member.data, docket.store)
                    name = acquire.printable_name(member.name)
                    taken[name, exhibit.digest] = docket.acquisition(inside, name, exhibit.digest)
        known = {(one.acquisition.name, one.acquisition.parent, one.exhibit.digest) for one in docket.held()}
        new = tuple(
            one for (name, parent), one in taken.items() if (name, parent, one.exhibit.digest) not in known
        )
        exhibits = {f"objects/{one.digest}": one.digest for part in wanted for one in part.exhibits}
        made |= {f"objects/{one.exhibit.digest}": one.exhibit.digest for one in new}
        docket.act(
            "examine", {"knowledge": shop.pack, **exhibits}, made, count, " ".join(docket.tools), taken=new
        )


def replay(shop: Workshop) -> int:
    """Examine everything again and compare with what the ledger names; return how many files were compared.

    Raises:
        CustodyError: a derived file comes out different; names the first.
    """
    listed = shop.docket.listed()
    compared = 0
    parts = tuple(part for part in current(shop.docket, shop.pack) if part.name(SIGN) in listed)
    for part, shown in _examined(parts, shop):
        for name, data in files(part, shown).items():
            if listed[name] != digest(data):
                advice = (
                    "delete products/ and assess again; if it differs once more, the installed tools differ"
                )
                raise CustodyError(f"{name} comes out different when made again", advice)
            compared += 1
    return compared


def rows(docket: Docket, pack: Digest, table: str, only: Collection[str] | None = None) -> list[Any]:
    """Return the records of one table, in order of exhibits; parts that were not made yet are missing."""
    listed = docket.listed()
    names = [part.name(table) for part in current(docket, pack)]
    data = (docket.store.read_product(name) for name in names if name in listed)
    return [row for one in data if one is not None for row in tables.decode(TABLES[table], one, only)]


def stale(docket: Docket, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts that no act has made, or of whose files one is gone."""
    listed, there = docket.listed(), set(docket.store.products())
    return tuple(
        part
        for part in parts
        if part.name(SIGN) not in listed
        or any(name in listed and name not in there for name in map(part.name, TABLES))
    )


def _examined(parts: tuple[Part, ...], shop: Workshop) -> Iterator[tuple[Part, list[Examined]]]:
    """Yield each part with what its exhibits show, in order; one part at a time is held in memory."""
    total = sum(len(part.exhibits) for part in parts)
    results = shop.runner.map(examiner, shop.docket.store.get(shop.pack), _tasks(parts, shop.docket))
    done = 0
    for part in parts:
        shown = []
        for exhibit in part.exhibits:
            shown.append(_result(exhibit, next(results)))
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
    most, deep = largest(), depths(docket.held())
    for part in parts:
        for exhibit in part.exhibits:
            data = docket.store.get(exhibit.digest) if exhibit.size <= most else b""
            yield msgspec.msgpack.encode(Task(exhibit, data, deep.get(exhibit.digest, 0)))


def _result(exhibit: Exhibit, answer: bytes | Failure) -> Examined:
    if isinstance(answer, Failure):
        return Examined(omissions=(Omission(exhibit.digest, "runner/1", f"not read: {answer.what}"),))
    return msgspec.msgpack.decode(answer, type=Examined)
