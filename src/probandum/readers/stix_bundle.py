"""The objects of a STIX bundle, by id, and what they say about each other. References are looked up, never followed."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from probandum.errors import ReadError
from probandum.readers.json_offsets import JsonText, Node, strings
from probandum.readers.losses import Losses
from probandum.readers.moments import moment
from probandum.readers.observables import plain
from probandum.readers.stix_tables import TELLING

NOTES = 5
"""Relationships that are noted with one object."""

_ID = re.compile(r"[a-z0-9-]+--[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


class Held(NamedTuple):
    """An object of a bundle and where it stands."""

    type: str
    id: str
    data: dict[str, Any]
    node: Node


class Bundle:
    """A bundle (2.0 or 2.1), a list of objects, a TAXII envelope or one object by itself.

    Args:
        doc: the file.
        losses: told what is left out: revoked objects, older versions, what cannot be read.

    Attributes:
        objects: those that hold, in the order of the file.
        notes: id → what relationships say of it.
        times: id → when it was first seen, by observed-data and sightings.

    Raises:
        ReadError: there is no STIX object in it.
    """

    def __init__(self, doc: JsonText, losses: Losses) -> None:
        self._doc = doc
        self._losses = losses
        self.objects = self._current(list(self._held()))
        self._by_id = {held.id: held for held in self.objects}
        self.notes: dict[str, list[str]] = {}
        self.times: dict[str, str] = {}
        for held in self.objects:
            self._relate(held)

    def name(self, reference: object) -> str:
        """Return what an object is called, or its id; empty for what refers to nothing here."""
        held = self._by_id.get(reference) if isinstance(reference, str) else None
        if held is None:
            return ""
        name = held.data.get("name") or held.data.get("value")
        return plain(name, 120) if isinstance(name, str) else held.id

    def publisher(self, data: dict[str, Any]) -> str:
        """Return the name of the identity that created an object."""
        return self.name(data.get("created_by_ref"))

    def _held(self) -> Iterator[Held]:
        seen = False
        for node in self._nodes():
            data = node.value
            kind = data.get("type") if isinstance(data, dict) else None
            if not isinstance(kind, str):
                self._losses.add("things in the bundle that are no STIX objects", where=self._where(node))
                continue
            name = data.get("id")
            if not isinstance(name, str) or not _ID.fullmatch(name):
                self._losses.add("ids of wrong form (the objects are read all the same)", str(name)[:80])
            seen = True
            yield Held(kind, name if isinstance(name, str) else "", data, node)
        if not seen:
            raise ReadError("holds no STIX object", "a bundle has a list of objects, each with type and id")

    def _nodes(self) -> Iterator[Node]:
        """Yield the objects; a file that breaks off gives those before the break."""
        count = 0
        try:
            for node in self._outermost():
                count += 1
                yield node
        except ReadError as error:
            if not count:
                raise
            self._losses.say(f"the bundle breaks off, what follows is not read: {error.what}")

    def _outermost(self) -> Iterator[Node]:
        doc = self._doc
        start = doc.first()
        if doc.text[start] == "[":
            doc.rest((yield from doc.elements(start)))
            return
        whole: dict[str, Any] = {}
        bundled = False
        walk = doc.entries(start, frozenset({"objects"}))
        while True:
            try:
                name, node = next(walk)
            except StopIteration as stop:
                end = int(stop.value)
                break
            if name == "objects" and not _numbered(node.value):
                bundled = True
                yield node
            elif name != "objects":
                whole[name] = node.value
        doc.rest(end)
        if not bundled and whole.get("type", "bundle") != "bundle":
            yield doc.value(start)

    def _current(self, held: list[Held]) -> list[Held]:
        """Leave out what is revoked, and all versions of an object but the last (STIX 2.1, 3.6)."""
        last: dict[str, int] = {}
        stamps = [moment(str(one.data.get("modified", ""))) for one in held]
        for index, one in enumerate(held):
            if one.id and (one.id not in last or stamps[index] > stamps[last[one.id]]):
                last[one.id] = index
        kept = []
        for index, one in enumerate(held):
            if last.get(one.id, index) != index:
                self._losses.add("older or repeated versions of objects left out", one.id)
            elif one.data.get("revoked") is True:
                self._losses.add("revoked objects left out", one.id, self._where(one.node))
            else:
                kept.append(one)
        return kept

    def _relate(self, held: Held) -> None:
        data = held.data
        for reference in _references(data):
            if reference not in self._by_id:
                self._losses.add("references to objects that are not in the bundle", reference)
        verb, source = data.get("relationship_type"), data.get("source_ref")
        if held.type == "relationship" and isinstance(source, str) and str(verb) in TELLING:
            notes = self.notes.setdefault(source, [])
            target = self.name(data.get("target_ref"))
            if target and len(notes) < NOTES:
                notes.append(f"{verb} {target}")
        if held.type == "observed-data":
            self._first(strings(data.get("object_refs")), data.get("first_observed"))
        if held.type == "sighting":
            self._first(strings([data.get("sighting_of_ref")]), data.get("first_seen"))

    def _first(self, references: list[str], time: object) -> None:
        stamp = self.time(time)
        for reference in references:
            if stamp and stamp < self.times.get(reference, "9999"):
                self.times[reference] = stamp

    def time(self, value: object) -> str:
        """Return a checked timestamp; a wrong one is dropped and told."""
        if value is None:
            return ""
        stamp = moment(value) if isinstance(value, str) else ""
        if not stamp:
            self._losses.add("times of wrong form dropped", str(value)[:80])
        return stamp

    def _where(self, node: Node) -> Any:
        return self._doc.locate(node)


def _numbered(value: object) -> bool:
    """STIX 2.0 numbers the objects of observed-data; such a member is no list of a bundle."""
    return isinstance(value, dict) and "type" not in value


def _references(data: dict[str, Any]) -> Iterator[str]:
    """Yield the references of an object; markings are often only known by their id."""
    for name, value in data.items():
        if name.endswith("_ref") and isinstance(value, str):
            yield value
        elif name.endswith("_refs") and name != "object_marking_refs":
            yield from strings(value)
