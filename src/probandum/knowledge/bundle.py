"""A pack from an official ATT&CK STIX bundle (2.0 or 2.1), with the addresses and dates of all citations.

https://github.com/mitre-attack/attack-stix-data and https://github.com/mitre/cti publish the bundles.
"""

import lzma
import re
from collections.abc import Iterable

import msgspec

from probandum.errors import KnowledgeError
from probandum.knowledge.attack import Link, Listed, parts, superseded
from probandum.knowledge.citation import cited, date_of_name, date_of_reference
from probandum.knowledge.places import PLACES
from probandum.model.ident import digest
from probandum.model.pack import Citation, Name, Pack

MAX_BUNDLE = 256 << 20
"""Bytes of a bundle after decompression; ATT&CK Enterprise 18.1 has about 50 MB."""

NOTICE = (
    "ATT&CK®: © The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE "
    "Corporation, under the ATT&CK terms of use (https://attack.mitre.org/resources/terms-of-use/). MITRE does not "
    "claim that ATT&CK enumerates all behaviours; the data is provided as is, without warranties."
)
"""What must travel with the data."""

_KINDS = frozenset({"intrusion-set", "campaign", "malware", "tool", "attack-pattern"})
_SOURCES = frozenset({"mitre-attack", "mitre-ics-attack", "mitre-mobile-attack"})
_XZ = b"\xfd7zXZ\x00"
_VERSION = re.compile(r"(\d{1,3}\.\d{1,3})(?:\.json(?:\.xz)?)?$")
_ADVICE = "give an official ATT&CK bundle, e.g. enterprise-attack-18.1.json"


class _Reference(msgspec.Struct, frozen=True):
    source_name: str = ""
    external_id: str = ""
    url: str = ""
    description: str = ""


class _Phase(msgspec.Struct, frozen=True):
    phase_name: str = ""


class _Object(msgspec.Struct, frozen=True):
    type: str = ""
    id: str = ""
    name: str = ""
    description: str = ""
    revoked: bool = False
    deprecated: bool = msgspec.field(default=False, name="x_mitre_deprecated")
    version: str = msgspec.field(default="", name="x_mitre_version")
    aliases: tuple[str, ...] = ()
    software_aliases: tuple[str, ...] = msgspec.field(default=(), name="x_mitre_aliases")
    kill_chain_phases: tuple[_Phase, ...] = ()
    external_references: tuple[_Reference, ...] = ()
    relationship_type: str = ""
    source_ref: str = ""
    target_ref: str = ""


class _Bundle(msgspec.Struct, frozen=True):
    type: str = ""
    id: str = ""
    objects: tuple[_Object, ...] = ()


def from_bundle(data: bytes, name: str) -> Pack:
    """Return the pack that a bundle holds.

    Args:
        data: the file's bytes: JSON, or JSON compressed with xz.
        name: the file's name; stands in the pack's name and version, never opened.

    Raises:
        KnowledgeError: not a bundle, too large, or without one actor and technique of ATT&CK.
    """
    bundle = _decode(decompress(data, name), name)
    live = [item for item in bundle.objects if not item.revoked and not item.deprecated]
    attack = parts(
        [_listed(item) for item in live if item.type in _KINDS],
        [
            Link(item.relationship_type, item.source_ref, item.target_ref, item.description)
            for item in live
            if item.type == "relationship" and item.relationship_type in ("uses", "attributed-to")
        ],
    )
    if not attack.actors or not attack.techniques:
        raise KnowledgeError(f"{name}: no actor or no technique of ATT&CK in it", _ADVICE)
    names = {cited_name for use in attack.uses for cited_name in use.citations}
    names |= {cited_name for item in attack.attributions for cited_name in item.citations}
    names |= {cited_name for item in attack.names for cited_name in item.citations}
    return Pack(
        name=_stem(name),
        version=_version(bundle, name),
        notice=NOTICE,
        made_from={name: digest(data)},
        dated=True,
        actors=attack.actors,
        software=attack.software,
        techniques=attack.techniques,
        names=(*attack.names, *_superseded(bundle)),
        uses=attack.uses,
        attributions=attack.attributions,
        citations=_citations(names, live),
        places=PLACES,
    )


def _superseded(bundle: _Bundle) -> tuple[Name, ...]:
    listed = [_listed(item) for item in bundle.objects if item.type == "attack-pattern"]
    links = [
        Link(item.relationship_type, item.source_ref, item.target_ref, "")
        for item in bundle.objects
        if item.relationship_type == "revoked-by"
    ]
    return superseded(listed, links)


def decompress(data: bytes, name: str) -> bytes:
    """Return a file's bytes as they are, or decompressed where they are xz; bounded in size and memory.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.

    Raises:
        KnowledgeError: larger than :data:`MAX_BUNDLE`, broken or cut off.
    """
    if not data.startswith(_XZ):
        if len(data) > MAX_BUNDLE:
            raise KnowledgeError(f"{name}: larger than {MAX_BUNDLE >> 20} MiB", _ADVICE)
        return data
    try:
        stream = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=1 << 28)
        plain = stream.decompress(data, max_length=MAX_BUNDLE + 1)
    except lzma.LZMAError as error:
        raise KnowledgeError(f"{name}: broken xz file: {error}", _ADVICE) from error
    if len(plain) > MAX_BUNDLE:
        raise KnowledgeError(f"{name}: larger than {MAX_BUNDLE >> 20} MiB once decompressed", _ADVICE)
    if not stream.eof:
        raise KnowledgeError(f"{name}: the xz file is cut off", "fetch it anew")
    return plain


def _decode(plain: bytes, name: str) -> _Bundle:
    try:
        bundle = msgspec.json.decode(plain, type=_Bundle)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise KnowledgeError(f"{name}: not a STIX bundle: {error}", _ADVICE) from error
    if bundle.type != "bundle" or not bundle.objects:
        raise KnowledgeError(f"{name}: not a STIX bundle, or an empty one", _ADVICE)
    return bundle


def _listed(item: _Object) -> Listed:
    behind = {ref.source_name: cited(ref.description) for ref in item.external_references}
    identity = next((ref.external_id for ref in item.external_references if ref.source_name in _SOURCES), "")
    return Listed(
        item.id,
        identity,
        item.name,
        item.type,
        tuple((alias, behind.get(alias, ())) for alias in (item.aliases or item.software_aliases)),
        live=not item.revoked and not item.deprecated,
        tactics=tuple({phase.phase_name for phase in item.kill_chain_phases}),
    )


def _citations(names: Iterable[str], live: Iterable[_Object]) -> tuple[Citation, ...]:
    """Return citations with the fullest reference that any object gives for the name."""
    best: dict[str, _Reference] = {}
    for item in live:
        for ref in item.external_references:
            key = " ".join(ref.source_name.split())
            if ref.source_name not in _SOURCES and _fullness(ref) > _fullness(best.get(key, _Reference())):
                best[key] = ref
    found = []
    for name in sorted(names):
        ref = best.get(name, _Reference())
        date = date_of_reference(ref.description) or date_of_name(name)
        found.append(Citation(name, ref.url, date, ref.description))
    return tuple(found)


def _fullness(ref: _Reference) -> tuple[bool, bool, str, str]:
    return bool(ref.url), bool(date_of_reference(ref.description)), ref.description, ref.url


def _stem(name: str) -> str:
    stem = name.removesuffix(".xz").removesuffix(".json")
    return _VERSION.sub("", stem).strip("-_ v") or stem


def _version(bundle: _Bundle, name: str) -> str:
    """Return the version that the collection states, else what the bundle's or the file's name ends in."""
    stated = next((item.version for item in bundle.objects if item.type == "x-mitre-collection"), "")
    named = (_VERSION.search(text) for text in (bundle.id, name))
    return stated or next((match.group(1) for match in named if match), "unknown")
