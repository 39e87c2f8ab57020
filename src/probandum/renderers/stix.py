"""The dossier as a STIX 2.1 bundle: report, notes, opinion, relationships with confidence, TLP 2.0.

Ids are UUIDv5 of the content in a namespace of our own, so the same dossier has the same ids; cyber-observables
take the namespace and the contributing properties of the standard (STIX 2.1, 2.9). Objects of ATT&CK go by their
publisher's ids, dated 1970 so that any copy the publisher made is newer. An attribution is written only where the
verdict is enough, and for a state only beside the annex of evidence (UN GGE 2015, 28(f)).
"""

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

from probandum.model.dossier import Dossier, Reference, Subject
from probandum.model.scales import STIX_CONFIDENCE
from probandum.renderers.citing import in_order_of_citing, place
from probandum.renderers.observables import EXTENSION, observable
from probandum.renderers.tlp import marking, marking_id

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://github.com/probandum/probandum")
_CONFIDENCE = {
    word: value
    for word, (_, _, value, _) in zip(("low", "moderate", "high"), STIX_CONFIDENCE[1:], strict=True)
}
_OPINION = {"yes": "agree", "no": "neutral", "not certifiable": "neutral"}
_NOT_OURS = "1970-01-01T00:00:00.000Z"
_EVIDENCE = (
    "claim",
    "statement",
    "figure",
    "response",
    "check",
    "observation",
    "judgement",
    "link",
    "decision",
)
"""Kinds of references that the annex lists, in this order."""
_SHOWING = frozenset({"claim", "observation", "judgement", "link"})
"""Of these, what says or shows who did it: without one of them no state is named."""
_ANNEX = 2_000
_NOTED = ("What it hangs on", "What to find out next")
"""Sections whose sentences become notes of their own."""

Thing = dict[str, Any]


class StixRenderer:
    """Writes STIX 2.1 for exchange with other programs."""

    name = "stix/1"
    suffix = ".stix.json"

    def render(self, dossier: Dossier) -> bytes:
        """Return a bundle as JSON, keys sorted, indented."""
        bundle = _Bundle(dossier).made()
        return msgspec.json.format(msgspec.json.encode(bundle, order="sorted"), indent=2) + b"\n"


class _Bundle:
    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.known = {one.id: one for one in dossier.references}
        self.at = _timestamp(dossier.written)
        self.marking = marking_id(dossier.tlp)
        self.author = _named({"type": "identity", "spec_version": "2.1", "created": _NOT_OURS, "modified": _NOT_OURS,
                              "name": "probandum", "identity_class": "system"})  # fmt: skip
        self.activity = self.own(
            {
                "type": "campaign",
                "name": dossier.title,
                "description": f"The activity in question: {self.text('Question')}",
            }
        )

    def made(self) -> Thing:
        named = {(one.kind, one.value): self.subject(one) for one in self.dossier.subjects}
        things = {key: thing for key, thing in named.items() if thing is not None}
        uses = list(self.uses(things))
        annex = list(self.annex())
        found = self.attribution(things, annex)
        about = [self.activity, *found]
        leading = self.leading(things)
        notes = [*self.notes(about), *self.annex_note(about, annex)]
        content = [
            self.activity,
            *things.values(),
            *uses,
            *found,
            *notes,
            self.opinion(leading or self.activity),
        ]
        seen = {(one.kind, one.value): observable(one.kind, one.value) for one in self.dossier.subjects}
        content += [self.marked(thing) for group in seen.values() for thing in group]
        extended = any(EXTENSION["id"] in thing.get("extensions", ()) for thing in content)
        left = sum(not seen[key] for key, thing in named.items() if thing is None)
        report = self.own(
            {
                "type": "report",
                "name": self.dossier.title,
                "description": self.text("Verdict")
                + (f" {left} observed values have no form in STIX." if left else ""),
                "report_types": ["threat-report"],
                "published": self.at,
                "object_refs": sorted({thing["id"] for thing in content}),
            }
        )
        objects = _unique(
            [marking(self.dossier.tlp), self.author, *self.extension(extended), report, *content]
        )
        return {"type": "bundle", "id": _id("bundle", [thing["id"] for thing in objects]), "objects": objects}

    def text(self, label: str) -> str:
        """Return what the first screen says under a label."""
        return " ".join(one.text for one in self.dossier.sections[0].sentences if one.label == label)

    def own(self, thing: Thing) -> Thing:
        """Return one of our objects, whole and with its id."""
        common = {
            "spec_version": "2.1",
            "created": self.at,
            "modified": self.at,
            "created_by_ref": self.author["id"],
        }
        return _named({**common, "object_marking_refs": [self.marking], **thing})

    def marked(self, thing: Thing) -> Thing:
        """Return a cyber-observable with version and marking, which its id does not hang on."""
        return {**thing, "spec_version": "2.1", "object_marking_refs": [self.marking]}

    def extension(self, needed: bool) -> list[Thing]:
        """Return the definition of our extension where an object uses it; the same in every bundle."""
        made = {"spec_version": "2.1", "created": _NOT_OURS, "modified": _NOT_OURS}
        return [{**EXTENSION, **made, "created_by_ref": self.author["id"]}] if needed else []

    def subject(self, one: Subject) -> Thing | None:
        fields = _DOMAIN.get(one.kind)
        if fields is None:
            return None
        thing: Thing = {"type": one.kind, "name": one.name, **fields}
        if one.value[1:5].isdigit() and one.value[:1] in "GSTC":
            thing["external_references"] = [{"source_name": "mitre-attack", "external_id": one.value}]
        if one.stix_id.startswith(f"{one.kind}--"):
            return {
                **thing,
                "id": one.stix_id,
                "spec_version": "2.1",
                "created": _NOT_OURS,
                "modified": _NOT_OURS,
            }
        if one.kind == "vulnerability":
            thing["external_references"] = [{"source_name": "cve", "external_id": one.value}]
        return self.own(thing)

    def uses(self, things: dict[tuple[str, str], Thing]) -> Iterator[Thing]:
        for one in self.dossier.subjects:
            if one.authenticity is not None and one.kind in ("attack-pattern", "malware", "tool"):
                sure = min(max(int(one.authenticity * 100), 1), 99)
                yield self.relation("uses", things[one.kind, one.value], sure)

    def relation(self, kind: str, target: Thing, confidence: int, **more: str) -> Thing:
        return self.own(
            {
                "type": "relationship",
                "relationship_type": kind,
                "source_ref": self.activity["id"],
                "target_ref": target["id"],
                "confidence": confidence,
                **more,
            }
        )

    def leading(self, things: dict[tuple[str, str], Thing]) -> Thing | None:
        for kind in ("intrusion-set", "threat-actor"):
            thing = things.get((kind, self.dossier.verdict.leading or ""))
            if thing is not None:
                return thing
        return None

    def attribution(self, things: dict[tuple[str, str], Thing], annex: list[Reference]) -> list[Thing]:
        verdict, leading = self.dossier.verdict, self.leading(things)
        if verdict.enough != "yes" or leading is None or (verdict.level == "state" and not _shows(annex)):
            return []
        confidence = _CONFIDENCE[verdict.confidence]
        return [self.relation("attributed-to", leading, confidence, description=self.text("Verdict"))]

    def notes(self, about: list[Thing]) -> Iterator[Thing]:
        first = [one for one in self.dossier.sections[0].sentences if one.label != "Confidence"]
        verdict = "\n".join(f"{one.label}: {one.text}" for one in first)
        yield self.note("Verdict", verdict, about)
        for part in self.dossier.sections[1:]:
            if part.title in _NOTED:
                told = "\n".join(
                    f"{one.label}: {one.text}" if one.label else one.text for one in part.sentences
                )
                yield self.note(part.title, told, about)
        yield self.note("Confidence", self.text("Confidence") or "Not stated.", about)

    def note(self, abstract: str, content: str, about: list[Thing], **more: Any) -> Thing:
        refs = sorted(thing["id"] for thing in about)
        return self.own(
            {"type": "note", "abstract": abstract, "content": content, "object_refs": refs, **more}
        )

    def annex(self) -> Iterator[Reference]:
        """Yield what is said and shown and ends at bytes, claims first; a response ends at those of its claims."""
        held = [one for one in in_order_of_citing(self.dossier) if one.kind in _EVIDENCE and self.ends(one)]
        yield from sorted(held, key=lambda one: _EVIDENCE.index(one.kind))[:_ANNEX]

    def ends(self, one: Reference) -> list[Reference]:
        """Return the references at whose bytes one ends: itself, or those that it cites."""
        ends = [one] if one.exhibit else [self.known[name] for name in one.cites]
        return [end for end in ends if end.exhibit and end.locator]

    def annex_note(self, about: list[Thing], annex: list[Reference]) -> Iterator[Thing]:
        if not annex:
            return
        lines = [_annex_line(number, one, self.ends(one)) for number, one in enumerate(annex, start=1)]
        if self.dossier.withheld:
            lines.append(f"{self.dossier.withheld} sentences and rows are withheld from this reader.")
        exhibits = sorted({end.exhibit for one in annex for end in self.ends(one) if end.exhibit})
        known = {one.exhibit: one.label for one in self.dossier.references if one.kind == "exhibit"}
        sources = [
            {
                "source_name": "exhibit",
                "external_id": f"sha256:{digest}",
                "description": known.get(digest, "in custody"),
            }
            for digest in exhibits
        ]
        yield self.note("Annex of evidence", "\n".join(lines), about, external_references=sources)

    def opinion(self, about: Thing) -> Thing:
        verdict = self.dossier.verdict
        return self.own(
            {
                "type": "opinion",
                "opinion": _OPINION[verdict.enough],
                "explanation": self.text("Verdict") or verdict.sentence(),
                "confidence": _CONFIDENCE[verdict.confidence],
                "object_refs": [about["id"]],
            }
        )


_DOMAIN: dict[str, Thing] = {
    "attack-pattern": {},
    "intrusion-set": {},
    "malware": {"is_family": True},
    "threat-actor": {"threat_actor_types": ["unknown"]},
    "tool": {},
    "vulnerability": {},
}
"""Domain objects that a subject may become, with what they need beside a name."""


def _shows(annex: Iterable[Reference]) -> bool:
    return any(one.kind in _SHOWING for one in annex)


def _annex_line(number: int, one: Reference, ends: Iterable[Reference]) -> str:
    words = f" “{one.excerpt.before}{one.excerpt.match}{one.excerpt.after}”" if one.excerpt else ""
    where = "; ".join(f"{place(end.locator)} of sha256:{end.exhibit}" for end in ends)
    return f"{number}. {one.kind}: {one.label}{words} – {where}"


def _id(kind: str, content: object) -> str:
    return f"{kind}--{uuid.uuid5(_NAMESPACE, msgspec.json.encode(content, order='sorted').decode('utf-8'))}"


def _named(thing: Thing) -> Thing:
    return {**thing, "id": _id(thing["type"], thing)}


def _unique(things: Iterable[Thing]) -> list[Thing]:
    return list({thing["id"]: thing for thing in things}.values())


def _timestamp(text: str) -> str:
    found = datetime.fromisoformat(text)
    moment = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
