"""A small ATT&CK bundle with every case that matters, and the pack made of it."""

import json
from typing import Any

from probandum.knowledge.bundle import from_bundle
from probandum.model.pack import Pack

REPORTS = {
    "Alpha March 2018": ("https://alpha.example/one/", "Alpha. (2018, March 5). One. Retrieved May 1, 2019."),
    "Beta Year": ("https://www.beta.example/two?utm_source=x", "Beta. (2018). Two. Retrieved June 1, 2018."),
    "Gamma": ("https://gamma.example/three", "Gamma. (n.d.). Three. Retrieved July 2, 2017."),
    "Delta 2020": ("https://delta.example/four", "Delta. (2017, June). Four. Retrieved July 2, 2020."),
}


def reference(name: str) -> dict[str, str]:
    return {"source_name": name, "url": REPORTS[name][0], "description": REPORTS[name][1]}


def thing(kind: str, number: int, external: str, name: str, **more: Any) -> dict[str, Any]:
    references = [{"source_name": "mitre-attack", "external_id": external}, *more.pop("references", [])]
    identity = f"{kind}--00000000-0000-4000-8000-{number:012d}"
    return {"type": kind, "id": identity, "name": name, "external_references": references, **more}


def bundle() -> dict[str, Any]:
    one = thing(
        "intrusion-set", 1, "G0001", "One", aliases=["One", "Uno", "Eins"],
        references=[{"source_name": "Uno", "description": "(Citation: Gamma)"}, reference("Gamma")],
    )  # fmt: skip
    things = [
        one,
        thing("intrusion-set", 2, "G0002", "Old", revoked=True),
        thing("campaign", 3, "C0001", "Storm", aliases=["Storm"]),
        thing("malware", 4, "S0001", "Wiper", x_mitre_aliases=["Wiper", "Eraser"]),
        thing("attack-pattern", 5, "T1001", "Trick", kill_chain_phases=[{"phase_name": "impact"}]),
        thing("attack-pattern", 6, "T1001.001", "Small Trick"),
        thing("attack-pattern", 7, "T1002", "Gone", x_mitre_deprecated=True),
    ]
    edges = [
        (1, 4, "uses", "Seen.(Citation: Alpha March 2018)(Citation: Beta Year)"),
        (1, 5, "uses", "Seen.(Citation: Alpha March 2018)"),
        (1, 6, "uses", "Nobody says where."),
        (1, 7, "uses", "A deprecated technique.(Citation: Beta Year)"),
        (2, 5, "uses", "A revoked group.(Citation: Beta Year)"),
        (4, 5, "uses", "Seen.(Citation: Delta 2020) and cut (Citation: Alp"),
        (3, 1, "attributed-to", "So they say.(Citation: Gamma)"),
    ]
    links = [
        {
            "type": "relationship",
            "id": f"relationship--{place}",
            "relationship_type": kind,
            "source_ref": things[a - 1]["id"],
            "target_ref": things[b - 1]["id"],
            "description": text,
            "external_references": [reference(name) for name in REPORTS if name in text],
        }
        for place, (a, b, kind, text) in enumerate(edges)
    ]
    return {"type": "bundle", "id": "bundle--x", "objects": [*things, *links]}


def small_pack() -> Pack:
    return from_bundle(json.dumps(bundle()).encode(), "small-attack-1.0.json")
