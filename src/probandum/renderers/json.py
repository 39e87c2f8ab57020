"""The dossier as JSON for programs: keys sorted, no white space, numbers exact; its schema is published.

``docs/dossier.schema.json`` is JSON Schema, draft 2020-12, made from the model by :func:`schema`.
"""

from decimal import Decimal
from typing import Any

import msgspec

from probandum.model.dossier import Dossier, Reference, Section, Subject
from probandum.model.scales import LEVELS, TLP_ORDER
from probandum.model.verdict import Verdict

SCHEMA = "probandum-dossier/1"
_URL = "https://github.com/probandum/probandum/blob/main/docs/dossier.schema.json"
_PARTS = (Section, Reference, Subject, Verdict)


class JsonRenderer:
    """Writes JSON for programs."""

    name = "json/1"
    suffix = ".json"

    def render(self, dossier: Dossier) -> bytes:
        """Return one JSON object and a line feed."""
        encoder = msgspec.json.Encoder(order="sorted", decimal_format="number")
        return encoder.encode(_plain(dossier)) + b"\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what :class:`JsonRenderer` writes."""
    made, parts = msgspec.json.schema_components(_PARTS, ref_template="#/$defs/{name}")
    section, reference, subject, verdict = made
    _number_decimals(parts)
    _say_sentence(parts["Verdict"])
    text, number = {"type": "string"}, {"type": "number", "minimum": 0, "maximum": 1}
    ranked = {
        "hypothesis": text,
        "kind": {"enum": ["known", "unknown", "named", "not-established"]},
        "name": text,
        "level": {"enum": list(LEVELS)},
        "lower": number,
        "probability": number,
        "upper": number,
    }
    fields: dict[str, Any] = {
        "schema": {"const": SCHEMA},
        "title": text,
        "tlp": {"enum": list(TLP_ORDER)},
        "as_of": text,
        "written": {"type": "string", "format": "date-time"},
        "withheld": {"type": "integer", "minimum": 0},
        "sections": {"type": "array", "items": section, "minItems": 1},
        "references": {"type": "array", "items": reference},
        "verdict": verdict,
        "ranking": {"type": "array", "items": _object(ranked)},
        "subjects": {"type": "array", "items": subject},
    }
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _URL,
        "title": "Dossier of probandum",
    }
    whole = {**head, **_object(fields), "$defs": parts}
    return dict(msgspec.json.decode(msgspec.json.encode(whole)))


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": sorted(fields), "additionalProperties": False}


def _say_sentence(verdict: dict[str, Any]) -> None:
    verdict["properties"]["sentence"] = {"type": "string"}
    verdict["required"].append("sentence")


def _number_decimals(part: Any) -> None:
    """Write decimals as numbers: this renderer does, where msgspec's schema says strings."""
    queue = [part]
    while queue:
        one = queue.pop()
        if isinstance(one, dict):
            if one.get("format") == "decimal":
                one.clear()
                one["type"] = "number"
            queue.extend(one.values())
        elif isinstance(one, list):
            queue.extend(one)


def _plain(dossier: Dossier) -> dict[str, Any]:
    ranking = [
        {
            "hypothesis": one.actor,
            "kind": one.kind,
            "name": one.name,
            "level": one.level,
            "lower": lower,
            "probability": probability,
            "upper": upper,
        }
        for one, lower, probability, upper in dossier.ranking
    ]
    return {
        "schema": SCHEMA,
        "title": dossier.title,
        "tlp": dossier.tlp,
        "as_of": dossier.as_of,
        "written": dossier.written,
        "withheld": dossier.withheld,
        "sections": _builtins(dossier.sections),
        "references": _builtins(dossier.references),
        "verdict": {**_builtins(dossier.verdict), "sentence": dossier.verdict.sentence()},
        "ranking": ranking,
        "subjects": _builtins(dossier.subjects),
    }


def _builtins(value: object) -> Any:
    return msgspec.to_builtins(value, builtin_types=(Decimal,))
