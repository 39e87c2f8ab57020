"""What an ATT&CK bundle says in prose: how techniques were used, what they are, and sentences that report no use."""

import re
from collections.abc import Iterator

import msgspec

from probandum.detectors.clauses import Names, sentences, words
from probandum.knowledge.bundle import decompress
from probandum.model.pack import Pack

PROCEDURE, DESCRIPTION, NONE = 0.3, 0.3, 0.15
"""Weights beside 1 of a labelled sentence: a procedure example; name and first sentence of a technique; guidance."""
_CITATION = re.compile(r"\(Citation:([^()]*)\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()]*)\)")
_NAMED = re.compile(r"/(?:groups|campaigns|software)/")
_EACH = 3
"""One sentence of guidance in so many is enough."""
_ADVICE = frozenset({"mitigates", "detects"})
_SHORT = 20


class Example(msgspec.Struct, frozen=True):
    """A sentence to learn from.

    Attributes:
        words: in lower case, without names.
        labels: ids of techniques; none for “no technique”.
        weight: of the sentence.
        doc: the labelled report, else empty.
        cites: what the sentence cites, letters and digits only.
    """

    words: tuple[str, ...]
    labels: frozenset[str]
    weight: float
    doc: str = ""
    cites: tuple[str, ...] = ()


class _Reference(msgspec.Struct, frozen=True):
    source_name: str = ""
    external_id: str = ""
    description: str = ""


class _Object(msgspec.Struct, frozen=True):
    type: str = ""
    id: str = ""
    name: str = ""
    description: str = ""
    detection: str = msgspec.field(default="", name="x_mitre_detection")
    revoked: bool = False
    deprecated: bool = msgspec.field(default=False, name="x_mitre_deprecated")
    relationship_type: str = ""
    target_ref: str = ""
    external_references: tuple[_Reference, ...] = ()


class _Bundle(msgspec.Struct, frozen=True):
    objects: tuple[_Object, ...] = ()


def from_prose(data: bytes, name: str, pack: Pack) -> list[Example]:
    """Return what a bundle teaches, sorted.

    Args:
        data: bytes of the bundle.
        name: of the file, for errors.
        pack: what the bundle holds as a pack.
    """
    bundle = msgspec.json.decode(decompress(data, name), type=_Bundle)
    live = [item for item in bundle.objects if not item.revoked and not item.deprecated]
    names = Names(pack)
    ids = {technique.stix_id: technique.id for technique in pack.techniques}
    found = {*_procedures(live, ids, names), *_descriptions(live, ids, names)}
    guidance = sorted({text for item in live for text in _guidance(item)})[::_EACH]
    plain = sorted({text for item in live for text in _introduction(item)})
    found |= {_example(text, names, "", NONE) for text in (*guidance, *plain) if len(text) > _SHORT}
    return sorted(found, key=lambda one: (one.words, sorted(one.labels), one.weight, one.cites))


def _procedures(live: list[_Object], ids: dict[str, str], names: Names) -> Iterator[Example]:
    titles: dict[str, str] = {}
    for item in live:
        for reference in item.external_references:
            titles.setdefault(reference.source_name, letters(reference.description))
    for item in live:
        if item.relationship_type == "uses" and item.target_ref in ids and item.description:
            cited = {letters(titles.get(one.strip(), "")) for one in _CITATION.findall(item.description)}
            yield _example(
                item.description, names, ids[item.target_ref], PROCEDURE, tuple(sorted(cited - {""}))
            )


def _descriptions(live: list[_Object], ids: dict[str, str], names: Names) -> Iterator[Example]:
    for item in live:
        if item.id in ids:
            yield _example(item.name, names, ids[item.id], DESCRIPTION)
            for first in _split(item.description)[:1]:
                yield _example(first, names, ids[item.id], DESCRIPTION)


def _guidance(item: _Object) -> list[str]:
    """Return sentences that say how to find or hinder a technique: its words, but nobody used it."""
    if item.type in ("course-of-action", "x-mitre-data-source", "x-mitre-data-component"):
        return _split(item.description)
    if item.type == "relationship" and item.relationship_type in _ADVICE:
        return _split(item.description)
    return _split(item.detection) if item.type == "attack-pattern" else []


def _introduction(item: _Object) -> list[str]:
    """Return sentences that say who somebody is or what a program is."""
    if item.type in ("intrusion-set", "campaign"):
        return _split(item.description)
    return _split(item.description)[:1] if item.type in ("malware", "tool") else []


def _split(text: str) -> list[str]:
    plain = _plain(text)
    return [plain[start:end] for start, end in sentences(plain)]


def _example(text: str, names: Names, label: str, weight: float, cites: tuple[str, ...] = ()) -> Example:
    kept = words(names.without(_plain(text)))
    return Example(tuple(kept), frozenset({label} - {""}), weight, "", cites)


def _plain(text: str) -> str:
    """Return prose without citations and without the linked names of who or what did it."""
    bare = _CITATION.sub("", text)
    return _LINK.sub(lambda match: "" if _NAMED.search(match[2]) else match[1], bare).strip()


def letters(text: str) -> str:
    """Return the letters and digits of a text in lower case, to compare titles."""
    return "".join(character for character in text.lower() if character.isalnum())
