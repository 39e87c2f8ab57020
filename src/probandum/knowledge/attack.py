"""From ATT&CK objects and relationships, however they were stored, to the parts of a pack."""

from collections.abc import Iterable
from typing import Literal

from probandum.knowledge.citation import cited
from probandum.model.ident import Value
from probandum.model.pack import Actor, Attribution, Name, Software, Technique, Use

ATTACK = "ATT&CK"
"""Whose names they are."""
REVOKED = "ATT&CK, revoked id"
"""By whom a technique is called by an id that it has no more."""


class Listed(Value, frozen=True):
    """An object of ATT&CK.

    Attributes:
        stix_id: STIX identifier.
        id: ``G0034``, ``C0022``, ``S0365``, ``T1059.001``.
        name: preferred name.
        kind: STIX type.
        aliases: further names with the citations behind each.
        live: neither revoked nor deprecated.
        tactics: short names, of a technique.
    """

    stix_id: str
    id: str
    name: str
    kind: str
    aliases: tuple[tuple[str, tuple[str, ...]], ...] = ()
    live: bool = True
    tactics: tuple[str, ...] = ()


class Link(Value, frozen=True):
    """A relationship between objects, by STIX identifiers, with the prose that carries its citations."""

    kind: str
    source: str
    target: str
    text: str


class Parts(Value, frozen=True):
    """What a pack holds of ATT&CK; all sorted."""

    actors: tuple[Actor, ...]
    software: tuple[Software, ...]
    techniques: tuple[Technique, ...]
    names: tuple[Name, ...]
    uses: tuple[Use, ...]
    attributions: tuple[Attribution, ...]


_GROUP: dict[str, Literal["group", "campaign"]] = {"intrusion-set": "group", "campaign": "campaign"}
_SOFTWARE: dict[str, Literal["malware", "tool"]] = {"malware": "malware", "tool": "tool"}
_SUBJECTS = frozenset({*_GROUP, *_SOFTWARE})
_OBJECTS = frozenset({*_SOFTWARE, "attack-pattern"})


def parts(listed: Iterable[Listed], links: Iterable[Link]) -> Parts:
    """Return the live objects, and the relations between live objects with their citations united."""
    live = sorted(
        (item for item in listed if item.live and item.id), key=lambda item: (item.id, item.stix_id)
    )
    by_id = {item.stix_id: item for item in live}
    uses: dict[tuple[str, str], set[str]] = {}
    attributions: dict[tuple[str, str], set[str]] = {}
    for link in links:
        source, target = by_id.get(link.source), by_id.get(link.target)
        if source is None or target is None or source.id == target.id:
            continue
        if link.kind == "uses" and source.kind in _SUBJECTS and target.kind in _OBJECTS:
            uses.setdefault((source.id, target.id), set()).update(cited(link.text))
        elif (link.kind, source.kind, target.kind) == ("attributed-to", "campaign", "intrusion-set"):
            attributions.setdefault((source.id, target.id), set()).update(cited(link.text))
    return Parts(
        actors=tuple(Actor(i.id, i.name, i.stix_id, _GROUP[i.kind]) for i in live if i.kind in _GROUP),
        software=tuple(
            Software(i.id, i.name, i.stix_id, _SOFTWARE[i.kind]) for i in live if i.kind in _SOFTWARE
        ),
        techniques=tuple(_technique(i) for i in live if i.kind == "attack-pattern"),
        names=tuple(name for item in live if item.kind in _SUBJECTS for name in _names(item)),
        uses=tuple(Use(s, o, tuple(sorted(c))) for (s, o), c in sorted(uses.items())),
        attributions=tuple(Attribution(s, o, tuple(sorted(c))) for (s, o), c in sorted(attributions.items())),
    )


def superseded(listed: Iterable[Listed], links: Iterable[Link]) -> tuple[Name, ...]:
    """Return the ids of revoked techniques as names of the live ones that took their place, sorted.

    Reports of earlier years cite ids that ATT&CK has since replaced; what was withdrawn without a successor has none.
    """
    items = {item.stix_id: item for item in listed}
    after = {link.source: link.target for link in links if link.kind == "revoked-by"}
    found = set()
    for old in items.values():
        if old.live or old.kind != "attack-pattern" or not old.id:
            continue
        now, seen = old, {old.stix_id}
        while not now.live and after.get(now.stix_id, "") in items.keys() - seen:
            now = items[after[now.stix_id]]
            seen.add(now.stix_id)
        if now.live and now.kind == "attack-pattern" and now.id not in ("", old.id):
            found.add((old.id, now.id))
    return tuple(Name(old_id, new_id, REVOKED) for old_id, new_id in sorted(found))


def _technique(item: Listed) -> Technique:
    parent, dot, _ = item.id.partition(".")
    return Technique(item.id, item.name, item.stix_id, parent if dot else "", tuple(sorted(item.tactics)))


def _names(item: Listed) -> list[Name]:
    """Return the preferred name first, then the aliases, each once."""
    found: dict[str, set[str]] = {item.name: set()}
    for alias, citations in item.aliases:
        if (
            alias.strip() and alias.strip() != item.name
        ):  # ATT&CK itself uses the preferred name, whoever is cited
            found.setdefault(alias.strip(), set()).update(citations)
    return [Name(name, item.id, ATTACK, tuple(sorted(citations))) for name, citations in found.items()]
