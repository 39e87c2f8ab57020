"""Packs on disk, and what people ask of them."""

from collections import Counter
from pathlib import Path

import msgspec

from probandum.errors import KnowledgeError, StoreError
from probandum.knowledge.resolve import fold, names_by_fold, resolve
from probandum.model.ident import Digest, Value
from probandum.model.pack import Actor, Pack

MAX_PACK = 256 << 20
"""Bytes of a pack's file."""


class Known(Value, frozen=True):
    """Something that reports show with an actor.

    Attributes:
        id: technique or software.
        name: preferred name.
        reports: how many citations stand behind it; 0 where the pack cites none.
    """

    id: str
    name: str
    reports: int


class ActorCard(Value, frozen=True):
    """What a pack knows of one actor.

    Attributes:
        actor: the actor.
        names: its names by who uses them.
        disputed: names that others bear too, with the ids of those.
        techniques: those used, most reported first.
        software: likewise.
        campaigns: ids of campaigns that reports attribute to it (for a campaign: of the groups), with the number of reports.
        reports: distinct citations behind all of it.
    """

    actor: Actor
    names: dict[str, tuple[str, ...]]
    disputed: dict[str, tuple[str, ...]]
    techniques: tuple[Known, ...]
    software: tuple[Known, ...]
    campaigns: tuple[Known, ...]
    reports: int


def save(pack: Pack, path: Path) -> Digest:
    """Write a pack as canonical JSON and return its digest.

    Raises:
        StoreError: the disk refused.
    """
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.write_bytes(pack.to_bytes())
        fresh.replace(path)
    except OSError as error:
        raise StoreError(
            f"{path.name}: cannot be written: {error.strerror}", "choose another place"
        ) from error
    return pack.digest


def load_file(path: Path) -> Pack:
    """Return a pack from disk; whether it is the pinned one is told by its ``digest``.

    Raises:
        KnowledgeError: missing, too large, or not a pack of this version of the program.
    """
    try:
        if path.stat().st_size > MAX_PACK:
            raise KnowledgeError(f"{path.name}: larger than {MAX_PACK >> 20} MiB", "build it anew")
        data = path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"{path.name}: cannot be read: {error.strerror}", "check the path") from error
    return from_bytes(data, path.name)


def from_bytes(data: bytes, name: str) -> Pack:
    """Return a pack from its bytes; ``name`` stands in errors.

    Raises:
        KnowledgeError: not a pack, or one whose relations point to nothing in it.
    """
    try:
        pack = msgspec.json.decode(data, type=Pack)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise KnowledgeError(
            f"{name}: not a knowledge pack: {error}", "build it with: knowledge build FILE"
        ) from error
    _check(pack, name)
    return pack


def _check(pack: Pack, name: str) -> None:
    """Refuse a pack in which a relation, name or citation hangs in the air, or an id stands twice."""
    kinds = (("actor", pack.actors), ("software", pack.software), ("technique", pack.techniques))
    ids: set[str] = set()
    for kind, items in kinds:
        for item in items:
            if item.id in ids:
                raise KnowledgeError(f"{name}: {kind} {item.id} stands twice in the pack", "build it anew")
            ids.add(item.id)
    names = {citation.name for citation in pack.citations}
    if len(names) != len(pack.citations):
        raise KnowledgeError(f"{name}: a citation stands twice in the pack", "build it anew")
    ends = [(end, use.citations) for use in pack.uses for end in (use.subject, use.object)]
    ends += [(end, item.citations) for item in pack.attributions for end in (item.campaign, item.group)]
    ends += [(item.of, item.citations) for item in pack.names]
    for end, citations in ends:
        if end not in ids or not names.issuperset(citations):
            raise KnowledgeError(
                f"{name}: what is said of {end} points to nothing in the pack", "build it anew"
            )


def describe(pack: Pack) -> dict[str, int]:
    """Return what a pack holds, in numbers, for ``knowledge list``."""
    kinds = Counter(actor.kind for actor in pack.actors)
    groups = {actor.id for actor in pack.actors if actor.kind == "group"}
    techniques = {technique.id for technique in pack.techniques}
    edges = Counter(use.object in techniques for use in pack.uses if use.subject in groups)
    return {
        "groups": kinds["group"],
        "campaigns": kinds["campaign"],
        "software": len(pack.software),
        "techniques": len(pack.techniques),
        "group-technique": edges[True],
        "group-software": edges[False],
        "uses": len(pack.uses),
        "uses without citation": sum(not use.citations for use in pack.uses),
        "attributions": len(pack.attributions),
        "names": len(pack.names),
        "citations": len(pack.citations),
        "citations with date": sum(bool(citation.date) for citation in pack.citations),
        "citations with URL": sum(bool(citation.url) for citation in pack.citations),
        "places": len(pack.places),
        "bytes of an own model of techniques": len(pack.technique_model or b""),
    }


def actor_card(pack: Pack, name: str) -> tuple[ActorCard, ...]:
    """Return a card for each actor of that name or id, sorted by id; none where nobody is called so."""
    wanted = set(resolve(pack, name))
    called = names_by_fold(pack)
    actors = {actor.id for actor in pack.actors}
    owners = {key: tuple(i for i in ids if i in actors) for key, ids in called.items()}
    return tuple(_card(pack, actor, owners) for actor in pack.actors if actor.id in wanted)


def _card(pack: Pack, actor: Actor, owners: dict[str, tuple[str, ...]]) -> ActorCard:
    titles = {item.id: item.name for items in (pack.techniques, pack.software, pack.actors) for item in items}
    techniques = {technique.id for technique in pack.techniques}
    names = [item for item in pack.names if item.of == actor.id]
    uses = [use for use in pack.uses if use.subject == actor.id]
    links = [
        (item.campaign if item.group == actor.id else item.group, item.citations)
        for item in pack.attributions
        if actor.id in (item.campaign, item.group)
    ]
    by: dict[str, tuple[str, ...]] = {}
    for item in names:
        by[item.by] = (*by.get(item.by, ()), item.name)
    others = {item.name: tuple(i for i in owners.get(fold(item.name), ()) if i != actor.id) for item in names}
    behind = {name for use in uses for name in use.citations} | {name for _, c in links for name in c}
    return ActorCard(
        actor,
        by,
        {name: ids for name, ids in sorted(others.items()) if ids},
        _known([(use.object, use.citations) for use in uses if use.object in techniques], titles),
        _known([(use.object, use.citations) for use in uses if use.object not in techniques], titles),
        _known(links, titles),
        len(behind),
    )


def _known(found: list[tuple[str, tuple[str, ...]]], titles: dict[str, str]) -> tuple[Known, ...]:
    items = (Known(identity, titles.get(identity, identity), len(citations)) for identity, citations in found)
    return tuple(sorted(items, key=lambda item: (-item.reports, item.id)))
