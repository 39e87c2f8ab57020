"""MISP galaxies: which kind of thing a cluster names."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from probandum.readers.indicator_types import named
from probandum.readers.json_offsets import JsonText, Node
from probandum.readers.losses import Losses
from probandum.readers.observables import Found, plain

MALWARE = frozenset(
    {
        "ransomware",
        "rat",
        "banker",
        "stealer",
        "backdoor",
        "botnet",
        "malpedia",
        "android",
        "cryptominers",
        "exploit-kit",
    }
)
"""Galaxies whose clusters are malware, besides those that say so."""

_TAG = re.compile(r'misp-galaxy:([a-z0-9-]{1,80})="([^"]{1,300})"')


class Cluster(NamedTuple):
    """What a cluster names, where it stands, and its label."""

    found: Found
    node: Node
    label: str


def clusters(doc: JsonText, members: dict[str, Node], losses: Losses) -> Iterator[Cluster]:
    """Yield what the galaxies and tags of an event or attribute name, each once.

    Args:
        doc: the file.
        members: of the event or attribute.
        losses: told of clusters whose kind is not read.
    """
    seen: set[Found] = set()
    for kind, node in (*_galaxies(doc, members), *_tags(doc, members)):
        text = str(node.value)
        tag = _TAG.fullmatch(text)
        label = plain(tag[2] if tag else text, 200)
        observed = _kind(kind)
        found = named(observed)(label) if observed else None
        if found is None:
            losses.add("galaxy clusters of kinds that are not read", f"{kind}: {label}")
        elif found not in seen:
            seen.add(found)
            yield Cluster(found, node, label)


def _kind(galaxy: str) -> str:
    kinds = {
        "attack-pattern": "attack-pattern",
        "intrusion-set": "intrusion-set",
        "threat-actor": "threat-actor",
        "activity-group": "threat-actor",
        "malware": "malware",
        "campaign": "campaign",
    }
    for ending, kind in kinds.items():
        if galaxy.endswith(ending):
            return kind
    if galaxy == "tool" or galaxy.endswith("-tool"):
        return "tool"
    return "malware" if galaxy in MALWARE else ""


def _galaxies(doc: JsonText, members: dict[str, Node]) -> Iterator[tuple[str, Node]]:
    for galaxy in doc.items(members.get("Galaxy")):
        parts = doc.members(galaxy)
        for cluster in doc.items(parts.get("GalaxyCluster")):
            inner = doc.members(cluster)
            value = inner.get("value")
            kind = inner.get("type") or parts.get("type")
            if (
                value
                and kind
                and isinstance(value.value, str)
                and isinstance(kind.value, str)
                and value.value
            ):
                yield kind.value[:80], value


def _tags(doc: JsonText, members: dict[str, Node]) -> Iterator[tuple[str, Node]]:
    for tag in doc.items(members.get("Tag")):
        name = doc.members(tag).get("name")
        match = _TAG.fullmatch(name.value) if name and isinstance(name.value, str) else None
        if name and match:
            yield match[1], name
