"""STIX objects → observations, each at the bytes of the value it takes."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from probandum.model.exhibit import Locator
from probandum.model.ident import Digest
from probandum.model.observation import Observation, Text
from probandum.readers.assembly import Assembly
from probandum.readers.json_offsets import JsonText, Node, strings
from probandum.readers.losses import Losses
from probandum.readers.observables import Found, attack_id, plain, vulnerability
from probandum.readers.stix_bundle import Bundle, Held
from probandum.readers.stix_pattern import equalities
from probandum.readers.stix_tables import (
    ATTACK_SOURCES,
    CYBER_OBSERVABLES,
    NAMED,
    SILENT,
    TOLD,
    WITH_HASHES,
    Read,
    hashed,
    pattern_reader,
    words,
)

STATED = Decimal("0.95")
"""Authenticity of what a structured source states without a confidence of its own."""

BENIGN = Decimal("0.05")
"""Authenticity of what a source itself calls benign."""


class Context(NamedTuple):
    """What an object says about all that is observed in it."""

    note: str = ""
    time: str = ""
    authenticity: Decimal = STATED


class Observer:
    """Turns objects into observations.

    Args:
        exhibit: the exhibit.
        by: the reader.
        doc: its JSON.
        bundle: the objects.
        losses: told what is not read.
    """

    def __init__(self, exhibit: Digest, by: str, doc: JsonText, bundle: Bundle, losses: Losses) -> None:
        self._exhibit = exhibit
        self._by = by
        self._doc = doc
        self._bundle = bundle
        self._losses = losses

    def observe(self, held: Held) -> Iterator[Observation]:
        """Yield what one object shows."""
        if held.type in SILENT | TOLD:
            return
        members = self._doc.members(held.node)
        context = self._context(held)
        if held.type in CYBER_OBSERVABLES:
            yield from self._cyber(held.type, members, context)
        elif held.type in NAMED or held.type == "vulnerability":
            yield from self._named(held.type, members, context)
        elif held.type == "location":
            yield from self._location(members, context)
        elif held.type == "indicator":
            yield from self._indicator(members, context)
        elif held.type == "observed-data":
            yield from self._observed(members, context)
        else:
            self._losses.add("objects of types that are not read", held.type)

    def _context(self, held: Held) -> Context:
        data = held.data
        first = next(
            (data[name] for name in ("first_seen", "first_observed", "valid_from") if name in data), None
        )
        time = self._bundle.times.get(held.id) or self._bundle.time(first)
        until = self._bundle.time(data.get("valid_until"))
        words_ = [*self._bundle.notes.get(held.id, [])]
        aliases = strings(data.get("aliases")) or strings(data.get("x_mitre_aliases"))
        if aliases:
            words_.append("also called " + ", ".join(plain(alias, 60) for alias in aliases[:8]))
        if until:
            words_.append(f"valid until {until}")
        creator = self._bundle.publisher(data)
        if creator:
            words_.append(f"stated by {creator}")
        confidence = data.get("confidence")
        authenticity = STATED
        if type(confidence) is int and 0 <= confidence <= 100:
            words_.append(f"the source's confidence is {confidence} of 100")
            authenticity = min(STATED, max(BENIGN, Decimal(confidence) / 100))
        if "benign" in strings(data.get("indicator_types")) + strings(data.get("labels")):
            words_.append("called benign")
            authenticity = BENIGN
        return Context("; ".join(words_), time, authenticity)

    def _cyber(self, kind: str, members: dict[str, Node], context: Context) -> Iterator[Observation]:
        for name, read in CYBER_OBSERVABLES[kind]:
            found = list(self._value(members.get(name), read, context))
            yield from found
            if found:
                break
        hashes = members.get("hashes")
        if kind in WITH_HASHES and hashes is not None:
            for algorithm, node in self._doc.members(hashes).items():
                yield from self._value(node, hashed(WITH_HASHES[kind], algorithm), context)

    def _value(self, node: Node | None, read: Read, context: Context) -> Iterator[Observation]:
        if node is None or isinstance(node.value, bool) or not isinstance(node.value, str | int):
            return
        found = read(str(node.value))
        if found is None:
            self._losses.add("values that are not well formed", str(node.value)[:80], self._doc.locate(node))
            return
        yield self._made(found, str(node.value), self._doc.locate(node), context)

    def _made(self, found: Found, surface: str, where: Locator, context: Context) -> Observation:
        surface = plain(surface, 1_000)
        return Observation(
            found.kind,
            found.value,
            self._exhibit,
            where,
            self._by,
            surface="" if surface == found.value else surface,
            note=context.note,
            time=context.time or None,
            authenticity=context.authenticity,
        )

    def _named(self, kind: str, members: dict[str, Node], context: Context) -> Iterator[Observation]:
        name = members.get("name")
        called = plain(name.value, 200) if name and isinstance(name.value, str) else ""
        known = self._identified(kind, members)
        if known:
            value, node = known
            note = "; ".join(part for part in (called, context.note) if part and part.upper() != value)
            yield self._made(
                Found(kind, value), str(node.value), self._doc.locate(node), context._replace(note=note)
            )
        elif called and name:
            yield from self._value(name, words(kind), context)

    def _identified(self, kind: str, members: dict[str, Node]) -> tuple[str, Node] | None:
        """Return the id by which the field knows the object, and where it stands."""
        places = [members.get("x_mitre_id")]
        for reference in self._doc.items(members.get("external_references")):
            parts = self._doc.members(reference)
            source = parts["source_name"].value if "source_name" in parts else ""
            if str(source) in ATTACK_SOURCES or source == "cve":
                places.append(parts.get("external_id"))
        for node in [*places, members.get("name")]:
            if node is None or not isinstance(node.value, str):
                continue
            if kind == "vulnerability":
                found = vulnerability(node.value)
                value = found.value if found else ""
            else:
                value = attack_id(node.value)
            if value and (kind == "vulnerability" or value[0] == NAMED[kind]):
                return value, node
        return None

    def _location(self, members: dict[str, Node], context: Context) -> Iterator[Observation]:
        for name in ("country", "region", "name"):
            node = members.get(name)
            if node and isinstance(node.value, str) and node.value.strip():
                value = plain(node.value)
                found = Found("location", value.upper() if name == "country" and len(value) == 2 else value)
                yield self._made(found, node.value, self._doc.locate(node), context)
                return

    def _observed(self, members: dict[str, Node], context: Context) -> Iterator[Observation]:
        """STIX 2.0 keeps cyber observables inside observed-data, by number."""
        objects = members.get("objects")
        for node in self._doc.members(objects).values() if objects else ():
            kind = node.value.get("type") if isinstance(node.value, dict) else None
            if isinstance(kind, str) and kind in CYBER_OBSERVABLES:
                yield from self._cyber(kind, self._doc.members(node), context)
            else:
                self._losses.add("objects of types that are not read", str(kind)[:80])

    def _indicator(self, members: dict[str, Node], context: Context) -> Iterator[Observation]:
        node = members.get("pattern")
        if node is None or not isinstance(node.value, str):
            self._losses.add("indicators without a pattern")
            return
        language: Any = members["pattern_type"].value if "pattern_type" in members else "stix"
        if language != "stix":
            self._losses.add("indicators in other languages than STIX patterns, not read", str(language)[:40])
            return
        parts = Assembly(self._doc.decoded)
        self._doc.take(node, parts)
        pattern = Text(self._exhibit, self._by, *parts.finish())
        found, left = equalities(pattern.text)
        context = context._replace(note="; ".join(filter(None, ["in an indicator's pattern", context.note])))
        for equality in found:
            read = pattern_reader(equality.path)
            made = read(equality.value) if read and equality.value else None
            if made is None:
                left += 1
                continue
            where = pattern.locate(equality.start, equality.end)
            yield self._made(made, pattern.text[equality.start : equality.end], where, context)
        if left:
            what = "comparisons in patterns that are no plain equality of an observable, not read"
            self._losses.add(what, pattern.text[:80], self._doc.locate(node), left)
