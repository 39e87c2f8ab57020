"""MISP events (MISP core format): attributes and galaxies as observations, info and comments as text, samples as members."""

import binascii
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from probandum.errors import ReadError
from probandum.interfaces import Limits
from probandum.model.exhibit import Exhibit
from probandum.model.observation import Member, Observation, Omission, Text
from probandum.readers.assembly import Assembly
from probandum.readers.indicator_types import typed
from probandum.readers.json_offsets import JsonText, Node
from probandum.readers.losses import Losses
from probandum.readers.misp_galaxies import clusters
from probandum.readers.moments import epoch, moment
from probandum.readers.observables import plain

STATED = Decimal("0.95")
"""Authenticity of an attribute that is meant for detection (``to_ids``), and of a cluster."""

CONTEXT = Decimal("0.70")
"""Authenticity of an attribute that is not: it may be a victim's, or a bystander's."""

PROSE_TYPES = frozenset({"text", "comment", "other", "email-subject", "email-body", "email-header"})
LINKS = frozenset({"link"})
THREAT = {"1": "high", "2": "medium", "3": "low"}
TRUE = frozenset({"True", "true", "1"})

Yielded = Observation | Text | Member | Omission


class Context(NamedTuple):
    """What an event says about all of its attributes."""

    note: str
    date: str


class MispReader:
    """Reads ``{"Event": …}``, ``{"response": […]}``, lists of events, and single events."""

    name = "misp/2"
    media_types = ("application/x-misp+json",)
    limits = Limits()

    def read(self, exhibit: Exhibit, data: bytes) -> Iterator[Yielded]:
        """Yield observations and members in the order of the file, the text, and what was left out.

        Raises:
            ReadError: no JSON, no event, or too large.
        """
        if len(data) > self.limits.size:
            raise ReadError(f"more than {self.limits.size:,} bytes", "export fewer events at once")
        yield from _Reading(exhibit, JsonText(data), self.name, self.limits).all()


class _Reading:
    def __init__(self, exhibit: Exhibit, doc: JsonText, by: str, limits: Limits) -> None:
        self._exhibit = exhibit.digest
        self._doc = doc
        self._by = by
        self._limits = limits
        self._losses = Losses(exhibit.digest, by)
        self._prose = Assembly(doc.decoded)
        self._said: set[str] = set()
        self._links: list[str] = []
        self._members, self._size = 0, 0
        self._head: dict[str, Any] = {}

    def all(self) -> Iterator[Yielded]:
        count = 0
        try:
            for node in self._events():
                count += 1
                yield from self._event(self._doc.members(node))
        except ReadError as error:
            if not count:
                raise
            self._losses.say(f"the file breaks off, what follows is not read: {error.what}")
        if not count:
            raise ReadError("holds no MISP event", "an event has info, Attribute and Object")
        if self._prose.length:
            text, spans = self._prose.finish()
            yield Text(self._exhibit, self._by, text, spans, **self._head, links=tuple(self._links))
        for oddity in self._doc.odd:
            self._losses.say(oddity)
        yield from self._losses.omissions()

    def _events(self) -> Iterator[Node]:
        doc = self._doc
        start = doc.first()
        if doc.text[start] == "[":
            walk = doc.elements(start)
            while True:
                try:
                    yield from self._unwrap(next(walk))
                except StopIteration as stop:
                    doc.rest(int(stop.value))
                    return
        bare = False
        entries = doc.entries(start, frozenset({"response"}))
        while True:
            try:
                name, node = next(entries)
            except StopIteration as stop:
                doc.rest(int(stop.value))
                break
            if name in {"Event", "response"}:
                yield from self._unwrap(node)
            bare = bare or name in {"Attribute", "Object", "info"}
        if bare:
            yield doc.value(start)

    def _unwrap(self, node: Node) -> Iterator[Node]:
        members = self._doc.members(node)
        if "Event" in members:
            yield members["Event"]
        elif members.keys() & {"Attribute", "Object", "info"}:
            yield node
        else:
            self._losses.add("things that are no MISP events", where=self._doc.locate(node))

    def _event(self, event: dict[str, Node]) -> Iterator[Observation | Member]:
        date = self._date(event)
        owner = event.get("Orgc") or event.get("Org")
        publisher = _word(self._doc.members(owner).get("name")) if owner else ""
        if not self._head:
            self._head = {"title": _word(event.get("info")), "publisher": publisher, "published": date}
            self._head["publisher_basis"] = "organisation of the event" if publisher else ""
            self._head["published_basis"] = "date of the event" if date else ""
        threat = THREAT.get(_word(event.get("threat_level_id")), "")
        context = Context(f"event's threat level {threat}" if threat else "", date)
        self._say(event.get("info"))
        for report in self._doc.items(event.get("EventReport")):
            parts = self._doc.members(report)
            self._say(parts.get("name"))
            self._say(parts.get("content"))
        yield from self._clusters(event, context)
        for attribute in self._doc.items(event.get("Attribute")):
            yield from self._attribute(self._doc.members(attribute), context, "")
        for node in self._doc.items(event.get("Object")):
            parts = self._doc.members(node)
            if _word(parts.get("deleted")) in TRUE:
                self._losses.add("deleted objects left out", _word(parts.get("name")))
                continue
            self._say(parts.get("comment"))
            for attribute in self._doc.items(parts.get("Attribute")):
                yield from self._attribute(self._doc.members(attribute), context, _word(parts.get("name")))

    def _date(self, event: dict[str, Node]) -> str:
        """Return the date of the event, else of its publication."""
        stated = _word(event.get("date"))
        date = moment(stated)
        if stated and not date:
            self._losses.add(
                "dates of events that are none, dropped", stated, self._doc.locate(event["date"])
            )
        return date or epoch(_word(event.get("publish_timestamp")))

    def _say(self, node: Node | None) -> None:
        """Add a string to the text, once."""
        if (
            node is None
            or not isinstance(node.value, str)
            or not node.value.strip()
            or node.value in self._said
        ):
            return
        self._said.add(node.value)
        if self._prose.length:
            self._prose.insert("\n\n")
        self._doc.take(node, self._prose)

    def _clusters(self, members: dict[str, Node], context: Context) -> Iterator[Observation]:
        for found, node, label in clusters(self._doc, members, self._losses):
            note = "; ".join(
                part for part in (label if label != found.value else "", "MISP galaxy", context.note) if part
            )
            yield Observation(
                *found,
                self._exhibit,
                self._doc.locate(node),
                self._by,
                surface="" if node.value == found.value else plain(str(node.value)),
                note=note,
                time=context.date or None,
                authenticity=STATED,
            )

    def _attribute(
        self, parts: dict[str, Node], context: Context, group: str
    ) -> Iterator[Observation | Member]:
        kind, value = _word(parts.get("type")), parts.get("value")
        if _word(parts.get("deleted")) in TRUE:
            self._losses.add("deleted attributes left out", kind)
            return
        self._say(parts.get("comment"))
        yield from self._clusters(parts, context)
        yield from self._data(parts, kind)
        if value is None or not isinstance(value.value, str) or not kind:
            self._losses.add("attributes without type or value")
        elif kind in PROSE_TYPES:
            self._say(value)
        elif kind in LINKS:
            self._links.append(plain(value.value, 2_000))
        elif kind != "attachment":
            yield from self._observed(
                parts, kind, value, Context(_note(parts, kind, group, context), self._time(parts, context))
            )

    def _observed(
        self, parts: dict[str, Node], kind: str, value: Node, context: Context
    ) -> Iterator[Observation]:
        found = typed(kind, value.value)
        if found is None:
            self._losses.add("attributes of types that are not read", kind)
        elif not found:
            self._losses.add(
                "values that are not of their type", f"{kind} {value.value[:80]}", self._doc.locate(value)
            )
        for part in found or ():
            surface = plain(value.value[part.start : part.end], 1_000)
            yield Observation(
                *part.found,
                self._exhibit,
                self._doc.within(value, part.start, part.end),
                self._by,
                surface="" if surface == part.found.value else surface,
                note=context.note,
                time=context.date or None,
                authenticity=STATED if _word(parts.get("to_ids")) in TRUE else CONTEXT,
            )

    def _time(self, parts: dict[str, Node], context: Context) -> str:
        stated = _word(parts.get("first_seen"))
        time = moment(stated)
        if stated and stated != "None" and not time:
            self._losses.add("times of attributes that are none, dropped", stated)
        return time or context.date

    def _data(self, parts: dict[str, Node], kind: str) -> Iterator[Member]:
        """Yield what is attached; the zip around a sample stays closed."""
        data = parts.get("data")
        if data is None or not isinstance(data.value, str) or not data.value:
            return
        self._members += 1
        self._size += len(data.value) * 3 // 4
        name = _word(parts.get("value"))
        if self._members > self._limits.members or self._size > self._limits.output:
            self._losses.add("attachments beyond the limits, not taken out", name)
            return
        try:
            inside = binascii.a2b_base64(data.value.encode("ascii"))
        except (binascii.Error, UnicodeError):
            self._losses.add("attachments that are no base64", name)
            return
        file = name.partition("|")[0] + ".zip" if kind == "malware-sample" else name
        yield Member(file or "attachment", inside)


def _note(parts: dict[str, Node], kind: str, group: str, context: Context) -> str:
    meant = "" if _word(parts.get("to_ids")) in TRUE else "not meant for detection"
    said = (f"MISP {kind}", _word(parts.get("category")), group and f"object {group}", meant, context.note)
    return "; ".join(part for part in said if part)


def _word(node: Node | None) -> str:
    """Return a string, number or truth value as a word; MISP writes each in several ways."""
    return plain(str(node.value)) if node is not None and isinstance(node.value, str | int) else ""
