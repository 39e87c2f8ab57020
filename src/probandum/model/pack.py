"""What the field already knows, as data: a pack never runs code."""

from typing import Literal

import msgspec

from probandum.model.ident import Digest, Value, digest


class Citation(Value, frozen=True):
    """A report that the field's knowledge rests on.

    Attributes:
        name: as the pack cites it; unique in the pack.
        url: where it was published; empty where the pack does not say.
        date: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; empty where unknown.
        title: its own title or full reference; may be empty.
    """

    name: str
    url: str = ""
    date: str = ""
    title: str = ""


class Actor(Value, frozen=True):
    """A group or a campaign, as one publisher of knowledge delimits it.

    Attributes:
        id: ``G0034``, ``C0022``, or ``MISP:<uuid>`` for actors that only MISP galaxies list.
        name: preferred name.
        stix_id: STIX identifier; empty where there is none.
        kind: campaigns count in the base rates but are no answers.
    """

    id: str
    name: str
    stix_id: str
    kind: Literal["group", "campaign"]


class Software(Value, frozen=True):
    """Malware or a tool (``S0365``)."""

    id: str
    name: str
    stix_id: str
    kind: Literal["malware", "tool"]


class Technique(Value, frozen=True):
    """An ATT&CK technique or sub-technique (``T1059.001``); parent is empty for a technique."""

    id: str
    name: str
    stix_id: str
    parent: str = ""
    tactics: tuple[str, ...] = ()


class Name(Value, frozen=True):
    """Somebody's name for something: a statement with an author, not an equality.

    Attributes:
        name: as written.
        of: id of the actor or software.
        by: who uses or records it so (``ATT&CK``, ``MISP threat-actor``, a vendor).
        citations: names of citations behind it.
    """

    name: str
    of: str
    by: str
    citations: tuple[str, ...] = ()


class Use(Value, frozen=True):
    """Reports show a subject (group, campaign, software) with an object (technique, software)."""

    subject: str
    object: str
    citations: tuple[str, ...] = ()


class Attribution(Value, frozen=True):
    """Reports say that a campaign is a group's."""

    campaign: str
    group: str
    citations: tuple[str, ...] = ()


class Place(Value, frozen=True):
    """A country: ISO 3166-1 alpha-2 code and the names it goes by. A state is a level, not an alias."""

    code: str
    names: tuple[str, ...]


class Pack(Value, frozen=True):
    """A pack of knowledge.

    Attributes:
        name: e.g. ``enterprise-attack``.
        version: as the publisher numbers it.
        notice: the publishers' notices that must travel with the data.
        made_from: digests of the files it was built from, by file name.
        dated: whether citations carry dates from the publisher (else they are read out of citation names).
        technique_model: what suggests techniques from prose, as ``evaluate techniques`` writes it (base64 in JSON); not set
            where the shipped one is meant, and then no part of the pack's bytes.
    """

    name: str
    version: str
    notice: str
    made_from: dict[str, Digest]
    dated: bool
    actors: tuple[Actor, ...]
    software: tuple[Software, ...]
    techniques: tuple[Technique, ...]
    names: tuple[Name, ...]
    uses: tuple[Use, ...]
    attributions: tuple[Attribution, ...]
    citations: tuple[Citation, ...]
    places: tuple[Place, ...] = ()
    technique_model: bytes | msgspec.UnsetType = msgspec.UNSET

    def to_bytes(self) -> bytes:
        """Return the pack as canonical JSON, the form in which it is stored and digested."""
        return msgspec.json.encode(self, order="sorted")

    @property
    def digest(self) -> Digest:
        """SHA-256 of :meth:`to_bytes`."""
        return digest(self.to_bytes())
