"""Names for actors and software out of MISP galaxies, beside those of ATT&CK.

A cluster is joined to an actor of ATT&CK only on evidence that the data itself holds: an address
``attack.mitre.org/groups/G0034`` among its references, the id among its synonyms, a relation ``similar`` to the STIX
identifier, the same main name, or the main name of one among the names of the other and a second name in common (one
common alias alone is how two publishers' IRIDIUM came to be taken for one).
What cannot be joined to exactly one stays an actor of its own, ``MISP:<uuid>``, and names that it shares with others
stay ambiguous.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from probandum.knowledge.attack import Parts
from probandum.knowledge.resolve import fold
from probandum.model.ident import Value
from probandum.model.pack import Actor, Name, Software

_PAGE = re.compile(r"attack\.mitre\.org/(?:wiki/)?(?:groups?|software)/([GS]\d{4})", re.IGNORECASE)
_ID = re.compile(r"[GSC]\d{4}")
_SUBGROUP = re.compile(r"^Subgroup:\s*", re.IGNORECASE)
_CODED = re.compile(r"^(.{1,80}) - (APT-C-\d{2,3})$")
_PLATFORM = re.compile(r" \((?:Windows|ELF|OS X|Android|iOS|symbian)\)$")


class Meta(msgspec.Struct, frozen=True):
    """What is read of a cluster value's ``meta``; the galaxies are loose about types."""

    refs: Any = ()
    synonyms: Any = ()


class Related(msgspec.Struct, frozen=True, rename={"dest": "dest-uuid"}):
    """A relation to another cluster value."""

    dest: str = ""
    type: str = ""


class Cluster(msgspec.Struct, frozen=True):
    """One value of a galaxy cluster."""

    uuid: str
    value: str
    meta: Meta = Meta()
    related: tuple[Related, ...] = ()


class _Entry(Value, frozen=True):
    """A cluster as it is placed: its main names folded, all names as written and folded, the ids that it points to."""

    uuid: str
    value: str
    main: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    evidence: frozenset[str]


class Galaxy:
    """Names gathered so far, and where each cluster ended up.

    Args:
        items: the actors, or the software, of ATT&CK.
        attack: their names.
        successors: what took the place of revoked ids.
        yields: what cannot be joined takes no name that ATT&CK gives. Who is meant by an actor's name is disputed among
            publishers, and that is kept; a second entry for the same malware would only hide the one with a profile.

    Attributes:
        own: ids and names of what could not be joined.
        names: all names, in the order of galaxies, then of uuids.
    """

    def __init__(
        self,
        items: Iterable[Actor | Software],
        attack: Parts,
        successors: Mapping[str, str],
        *,
        yields: bool = False,
    ) -> None:
        self._yields = yields
        self.own: list[tuple[str, str]] = []
        self.names: list[Name] = []
        self._successors = successors
        self._ids: set[str] = set()
        self._by_uuid: dict[str, str] = {}
        self._preferred: dict[str, set[str]] = {}
        self._called: dict[str, set[str]] = {}
        for item in items:
            self._ids.add(item.id)
            self._by_uuid[item.stix_id.partition("--")[2]] = item.id
            self._preferred.setdefault(fold(item.name), set()).add(item.id)
        for name in attack.names:
            if name.of in self._ids:
                self._called.setdefault(fold(name.name), set()).add(name.of)

    def add(self, clusters: Iterable[Cluster], by: str) -> None:
        """Take in the clusters of one galaxy; they are placed by what was there before, in no order."""
        entries = sorted((self._entry(cluster) for cluster in clusters), key=lambda entry: entry.uuid)
        placed = [(entry, self._place(entry)) for entry in entries]
        called: list[tuple[str, str]] = []
        preferred: list[tuple[str, str]] = []
        for entry, joined in placed:
            home = joined or f"MISP:{entry.uuid}"
            yields = self._yields and home not in self._ids
            names = [(name, key) for name, key in entry.names if not (yields and self._listed(key))]
            if not names:
                continue
            if not joined:
                self.own.append((home, entry.value))
                preferred.extend((key, home) for key in entry.main)
            self._by_uuid.setdefault(entry.uuid, home)
            for name, key in names:
                # Where the cluster itself points to the actor so called, the name is that actor's.
                for owner in sorted(self._called.get(key, set()) & entry.evidence) or (home,):
                    self.names.append(Name(name, owner, by))
                    called.append((key, owner))
        for index, found in ((self._called, called), (self._preferred, preferred)):
            for key, owner in found:
                index.setdefault(key, set()).add(owner)

    def _listed(self, key: str) -> bool:
        return not self._ids.isdisjoint(self._called.get(key, ()))

    def _entry(self, cluster: Cluster) -> _Entry:
        synonyms = _texts(cluster.meta.synonyms)
        found = {match.upper() for ref in _texts(cluster.meta.refs) for match in _PAGE.findall(ref)}
        found |= {name for name in synonyms if _ID.fullmatch(name)}
        evidence = {self._successors.get(name, name) for name in found} & self._ids
        for item in cluster.related:
            if item.type == "similar" and item.dest in self._by_uuid:
                evidence.add(self._by_uuid[item.dest])
        main = _main_names(cluster.value)
        names = dict.fromkeys((*main, *(_SUBGROUP.sub("", name).strip() for name in synonyms)))
        kept = tuple((name, fold(name)) for name in names if len(name) > 1 and not _ID.fullmatch(name))
        keys = tuple(fold(name) for name in main)
        return _Entry(cluster.uuid, cluster.value, keys, kept, frozenset(evidence))

    def _place(self, entry: _Entry) -> str | None:
        """Return the one actor that a cluster is joined to; None where there is no such one."""
        main = {owner for key in entry.main for owner in self._called.get(key, ())}
        shared = Counter(
            owner for name in {key for _, key in entry.names} for owner in self._called.get(name, ())
        )
        found: set[str]
        if entry.evidence:
            found = set(entry.evidence) & (main or (set(shared) if len(entry.evidence) == 1 else set()))
        else:
            leading = {owner for _, name in entry.names for owner in self._preferred.get(name, ())} | main
            same = {owner for key in entry.main for owner in self._preferred.get(key, ())}
            found = same or {owner for owner in leading if shared[owner] > 1}
        return next(iter(found)) if len(found) == 1 else None


def _main_names(value: str) -> tuple[str, ...]:
    """Return the names in a value: ``Ares (ELF)`` is called Ares; ``海莲花 - APT-C-00`` has a name and a code."""
    coded = _CODED.match(value)
    if coded is None:
        return (_PLATFORM.sub("", value).strip(),)
    name, code = coded.groups()
    # Three Latin letters before the code are an agency's initials: whom a publisher accuses, not a name.
    return (code,) if len(name) <= 3 and name.isascii() else (name, code)


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple):
        return tuple(item for item in value if isinstance(item, str))
    return ()
