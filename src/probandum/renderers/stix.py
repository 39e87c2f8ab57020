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
from probandum.renderers.observables import observable

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://github.com/probandum/probandum")
_TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
_TLP = {
    "TLP:CLEAR": "94868c89-83c2-464b-929b-a1a8aa3c8487",
    "TLP:GREEN": "bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "TLP:AMBER": "55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "TLP:AMBER+STRICT": "939a9414-2ddd-4d32-a0cd-375ea402b003",
    "TLP:RED": "e828b379-4e03-4974-9ac4-e53a884c97c1",
}
"""Ids of the TLP 2.0 markings, which OASIS fixed once for everybody."""

_CONFIDENCE = {
    word: value
    for word, (_, _, value, _) in zip(("low", "moderate", "high"), STIX_CONFIDENCE[1:], strict=True)
}
_OPINION = {"yes": "agree", "no": "neutral", "not certifiable": "neutral"}
_NOT_OURS = "1970-01-01T00:00:00.000Z"
_EVIDENCE = ("claim", "observation", "judgement", "link")
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
        self.at = _timestamp(dossier.written)
        self.marking = f"marking-definition--{_TLP[dossier.tlp]}"
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
        objects = _unique([_tlp(self.dossier.tlp), self.author, report, *content])
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
        if verdict.enough != "yes" or leading is None or (verdict.level == "state" and not annex):
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
        """Yield the claims and the evidence that end at bytes, claims first."""
        held = [
            one
            for one in in_order_of_citing(self.dossier)
            if one.exhibit and one.locator and one.kind in _EVIDENCE
        ]
        yield from sorted(held, key=lambda one: _EVIDENCE.index(one.kind))[:_ANNEX]

    def annex_note(self, about: list[Thing], annex: list[Reference]) -> Iterator[Thing]:
        if not annex:
            return
        lines = [_annex_line(number, one) for number, one in enumerate(annex, start=1)]
        if self.dossier.withheld:
            lines.append(f"{self.dossier.withheld} sentences and rows are withheld from this reader.")
        exhibits = sorted({one.exhibit for one in annex if one.exhibit})
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


def _annex_line(number: int, one: Reference) -> str:
    words = f" “{one.excerpt.before}{one.excerpt.match}{one.excerpt.after}”" if one.excerpt else ""
    return f"{number}. {one.kind}: {one.label}{words} – {place(one.locator)} of sha256:{one.exhibit}"


def _tlp(tlp: str) -> Thing:
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": f"marking-definition--{_TLP[tlp]}",
        "created": "2022-10-01T00:00:00.000Z",
        "name": tlp,
        "extensions": {
            _TLP_EXTENSION: {
                "extension_type": "property-extension",
                "tlp_2_0": tlp.removeprefix("TLP:").lower(),
            }
        },
    }


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
