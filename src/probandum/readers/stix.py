"""STIX 2.0 and 2.1 (OASIS): objects as observations, prose as text, payloads as members."""

import binascii
from collections.abc import Iterator

from probandum.errors import ReadError
from probandum.interfaces import Limits
from probandum.model.exhibit import Exhibit
from probandum.model.observation import Member, Observation, Omission, Text
from probandum.readers.assembly import Assembly
from probandum.readers.json_offsets import JsonText, strings
from probandum.readers.losses import Losses
from probandum.readers.observables import plain
from probandum.readers.stix_bundle import Bundle, Held
from probandum.readers.stix_objects import Observer
from probandum.readers.stix_tables import CYBER_OBSERVABLES, PROSE, SILENT


class StixReader:
    """Reads bundles of any mixture of versions; unknown types, cycles and lost references do no harm.

    Observations hold the value that STIX states, at its bytes, with authenticity .95 or the object's own
    ``confidence`` if that is lower. Names, descriptions and contents of all objects make one text.
    """

    name = "stix/2"
    media_types = ("application/stix+json",)
    limits = Limits()

    def read(self, exhibit: Exhibit, data: bytes) -> Iterator[Observation | Text | Member | Omission]:
        """Yield observations in the order of the file, the text, payloads of artifacts, and what was left out.

        Raises:
            ReadError: no JSON, no STIX object, or too large.
        """
        if len(data) > self.limits.size:
            raise ReadError(f"more than {self.limits.size:,} bytes", "split the bundle")
        doc = JsonText(data)
        losses = Losses(exhibit.digest, self.name)
        bundle = Bundle(doc, losses)
        observer = Observer(exhibit.digest, self.name, doc, bundle, losses)
        for held in bundle.objects:
            yield from observer.observe(held)
        yield from self._text(exhibit, doc, bundle)
        yield from self._payloads(bundle, losses)
        for oddity in doc.odd:
            losses.say(oddity)
        yield from losses.omissions()

    def _text(self, exhibit: Exhibit, doc: JsonText, bundle: Bundle) -> Iterator[Text]:
        parts = Assembly(doc.decoded)
        for held in bundle.objects:
            if held.type in SILENT or (held.type in CYBER_OBSERVABLES and held.type != "email-message"):
                continue
            members = doc.members(held.node) if any(name in held.data for name in PROSE) else {}
            for name in PROSE:
                node = members.get(name)
                if node is None or not isinstance(node.value, str) or not node.value.strip():
                    continue
                if parts.length:
                    parts.insert("\n\n")
                doc.take(node, parts)
        if not parts.length:
            return
        text, spans = parts.finish()
        report = _report(bundle.objects)
        language = report.data.get("lang") if report else ""
        published = bundle.time(report.data.get("published")) if report else ""
        publisher = bundle.publisher(report.data) if report else _only_publisher(bundle)
        yield Text(
            exhibit.digest,
            self.name,
            text,
            spans,
            title=_word(report, "name"),
            publisher=publisher,
            published=published,
            language=language[:2].lower() if isinstance(language, str) and len(language) in {2, 5} else "",
            links=tuple(_links(report)) if report else (),
            publisher_basis="identity in the bundle" if publisher else "",
            published_basis="report, published" if published else "",
        )

    def _payloads(self, bundle: Bundle, losses: Losses) -> Iterator[Member]:
        """Yield the bytes that artifacts carry; they stay closed here."""
        names = {
            held.data.get("content_ref"): held.data.get("name")
            for held in bundle.objects
            if held.type == "file" and isinstance(held.data.get("content_ref"), str)
        }
        count, size = 0, 0
        for held in bundle.objects:
            payload = held.data.get("payload_bin") if held.type == "artifact" else None
            if not isinstance(payload, str):
                continue
            count += 1
            size += len(payload) * 3 // 4
            if count > self.limits.members or size > self.limits.output:
                losses.add("payloads beyond the limits, not taken out", held.id)
                continue
            try:
                data = binascii.a2b_base64(payload.encode("ascii"))
            except (binascii.Error, UnicodeError):
                losses.add("payloads that are no base64", held.id)
                continue
            yield Member(plain(str(names.get(held.id) or held.id), 255), data)


def _report(objects: list[Held]) -> Held | None:
    """Return the object that speaks for the bundle: the first report, else the first grouping or note."""
    for kind in ("report", "grouping", "note"):
        for held in objects:
            if held.type == kind:
                return held
    return None


def _word(held: Held | None, name: str) -> str:
    value = held.data.get(name) if held else None
    return plain(value) if isinstance(value, str) else ""


def _only_publisher(bundle: Bundle) -> str:
    names = {bundle.publisher(held.data) for held in bundle.objects} - {""}
    return names.pop() if len(names) == 1 else ""


def _links(report: Held) -> Iterator[str]:
    references = report.data.get("external_references")
    for reference in references if isinstance(references, list) else ():
        url = reference.get("url") if isinstance(reference, dict) else None
        if isinstance(url, str):
            yield from strings([plain(url, 2_000)])
