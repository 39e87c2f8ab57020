"""The pairs of a case: which texts share passages, as a derived table that is made out of the texts alone.

Its files are named after the texts it was made of: more evidence or other readers make it stale, other knowledge does not.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby

from probandum import parts
from probandum.docket import Docket
from probandum.errors import CustodyError
from probandum.model.ident import Digest, Value, canonical, digest
from probandum.model.observation import Omission, Text
from probandum.parts import RUNNER, Workshop
from probandum.sources.reports import joined
from probandum.sources.reuse import Shared, shared
from probandum.spreading import Lost, bucket, spread
from probandum.stores import tables
from probandum.stores.scratch import scratch

METHOD = "pairs/3"
ACTION = "pairs"
SIGN = "00"
WHOLE = 1_000_000
"""Characters up to which all texts are compared in this process: to start others would take longer."""
_COLUMNS: dict[str, Callable[[Shared], str]] = {
    "first": lambda pair: pair.first,
    "second": lambda pair: pair.second,
    "kinds": lambda pair: " ".join(sorted({passage.kind for passage in pair.passages})),
}


class Plan(Value, frozen=True):
    """What the table is made of and called.

    Attributes:
        key: digest of all it depends on.
        texts: the derived files that hold the texts, by name.
    """

    key: Digest
    texts: dict[str, Digest]

    def name(self, first: str) -> str:
        """Return the name of the derived file with the pairs whose first exhibit begins so."""
        return f"products/pairs/{first}-{self.key[:16]}.parquet"

    @property
    def lost(self) -> str:
        """Name of the derived file that says what could not be compared; there is none where all could."""
        return f"products/unpaired/{self.key[:16]}.parquet"


def plan(docket: Docket, pack: Digest) -> Plan:
    """Return the plan for what was read; texts that are not read yet are missing."""
    listed = docket.listed()
    names = (part.name("texts") for part in parts.current(docket, pack))
    texts = {name: listed[name] for name in names if name in listed}
    return Plan(digest(canonical([METHOD, sorted(texts.values())])), texts)


def stale(docket: Docket, pack: Digest) -> bool:
    """Return whether no act has made the table of the texts of now, or one of its files is gone."""
    wanted, listed = plan(docket, pack), docket.listed()
    if not wanted.texts:
        return False
    there = set(docket.store.products())
    return wanted.name(SIGN) not in listed or any(name not in there for name in _files(wanted, listed))


def missing(docket: Docket, pack: Digest) -> bool:
    """Return whether anything that is derived from what the case holds was not made yet, or is gone."""
    return bool(parts.stale(docket, parts.current(docket, pack))) or stale(docket, pack)


def examine(shop: Workshop) -> None:
    """Make all that is missing: the parts, then the table of pairs."""
    parts.examine(shop)
    docket = shop.docket
    if not stale(docket, shop.pack):
        return
    wanted = plan(docket, shop.pack)
    made: dict[str, Digest] = {}
    count = 0
    for name, kind, rows in _made(wanted, shop):
        made[name] = docket.store.write_product(name, _encoded(kind, rows))
        count += len(rows) if kind is Shared else 0
    docket.act(ACTION, wanted.texts, made, count, METHOD)


def rows(docket: Docket, pack: Digest) -> Iterator[Shared]:
    """Yield what exhibits share, in order of their digests; nothing where the table was not made yet.

    Raises:
        CustodyError: a derived file is not the one that was made.
    """
    wanted = plan(docket, pack)
    for name in _files(wanted, docket.listed()):
        data = docket.product(name) if name != wanted.lost else None
        if data is not None:
            yield from tables.decode(Shared, data)


def omissions(docket: Docket, pack: Digest) -> list[Omission]:
    """Return which exhibits could not be compared."""
    data = docket.product(plan(docket, pack).lost)
    return [] if data is None else tables.decode(Omission, data)


def replay(shop: Workshop) -> tuple[int, int]:
    """Make the table again and compare it with what the ledger names.

    Returns:
        how many files were compared; 1 where they were not, since comparing was stopped then or now.

    Raises:
        CustodyError: a file comes out different; names the first.
    """
    wanted, listed = plan(shop.docket, shop.pack), shop.docket.listed()
    if wanted.name(SIGN) not in listed:
        return 0, 0
    made = {name: digest(_encoded(kind, rows)) for name, kind, rows in _made(wanted, shop)}
    said = {name: listed[name] for name in _files(wanted, listed)}
    if wanted.lost in {*made, *said}:
        return 0, 1
    for name in sorted({*made, *said}):
        if made.get(name) != said.get(name):
            advice = "delete products/ and assess again; if it differs once more, the installed tools differ"
            raise CustodyError(f"{name} comes out different when made again", advice)
    return len(made), 0


def _files(wanted: Plan, listed: Iterable[str]) -> list[str]:
    """Return the files of the table that an act names, in order."""
    tail = wanted.name("")[len("products/pairs/") :]
    return sorted(
        name
        for name in listed
        if name == wanted.lost or (name.startswith("products/pairs/") and name.endswith(tail))
    )


def _encoded(kind: type[Shared | Omission], rows: list[Shared] | list[Omission]) -> bytes:
    return tables.encode(kind, rows, _COLUMNS if kind is Shared else None)


def _made(wanted: Plan, shop: Workshop) -> Iterator[tuple[str, type, list[Shared] | list[Omission]]]:
    """Yield the files of the table: name, kind of the rows, and rows."""
    seen = False
    lost: list[Lost] = []
    for pairs, failed in _portions(partial(_texts, wanted, shop.docket), shop):
        lost += failed
        for first, found in groupby(pairs, key=lambda pair: bucket(pair.first)):
            seen = seen or first == SIGN
            yield wanted.name(first), Shared, list(found)
    if not seen:
        yield wanted.name(SIGN), Shared, []
    if lost:
        yield wanted.lost, Omission, [_omission(one) for one in lost]


def _omission(lost: Lost) -> Omission:
    what = f"not compared with exhibit {lost.second[:12]}: {lost.why}"
    return Omission(Digest(lost.first), RUNNER, what)


def _portions(
    texts: Callable[[], Iterator[tuple[str, str]]], shop: Workshop
) -> Iterator[tuple[list[Shared], list[Lost]]]:
    few: dict[str, str] = {}
    left = WHOLE
    for key, text in texts():
        few[key] = text
        left -= len(text)
        if left < 0:
            break
    else:
        yield list(shared(few)), []
        return
    few.clear()
    with scratch() as room:
        yield from spread(texts(), shop.runner, room)


def _texts(wanted: Plan, docket: Docket) -> Iterator[tuple[str, str]]:
    """Yield exhibits, ascending, and their texts; one part at a time is held in memory."""
    for name in sorted(wanted.texts):
        data = docket.product(name)
        found = tables.decode(Text, data) if data is not None else []
        for exhibit, of in groupby(found, key=lambda text: text.exhibit):
            yield exhibit, joined(list(of))
