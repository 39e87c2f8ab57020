"""Packs from official bundles."""

import json
import lzma
from pathlib import Path

import pytest
from make_bundle import bundle, small_pack, thing

from probandum.errors import KnowledgeError
from probandum.knowledge import bundle as module
from probandum.knowledge.bundle import from_bundle
from probandum.knowledge.packs import describe, from_bytes

SHARED = next(
    (p for p in (up / "shared/data" for up in Path(__file__).resolve().parents) if p.is_dir()), None
)


def test_live_objects_relations_and_citations() -> None:
    pack = small_pack()
    assert (pack.name, pack.version, pack.dated) == ("small-attack", "1.0", True)
    assert [actor.id for actor in pack.actors] == ["C0001", "G0001"]
    assert [(t.id, t.parent, t.tactics) for t in pack.techniques] == [
        ("T1001", "", ("impact",)),
        ("T1001.001", "T1001", ()),
    ]
    assert [(use.subject, use.object, use.citations) for use in pack.uses] == [
        ("G0001", "S0001", ("Alpha March 2018", "Beta Year")),
        ("G0001", "T1001", ("Alpha March 2018",)),
        ("G0001", "T1001.001", ()),
        ("S0001", "T1001", ("Delta 2020",)),
    ]
    assert pack.attributions[0].citations == ("Gamma",)
    assert {(n.name, n.of, n.citations) for n in pack.names if n.of == "G0001"} == {
        ("One", "G0001", ()),
        ("Uno", "G0001", ("Gamma",)),
        ("Eins", "G0001", ()),
    }
    assert {c.name: c.date for c in pack.citations} == {
        "Alpha March 2018": "2018-03-05",
        "Beta Year": "2018",
        "Gamma": "",
        "Delta 2020": "2017-06",
    }
    assert from_bytes(pack.to_bytes(), "again") == pack


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a STIX bundle"),
        (b"{}", "not a STIX bundle"),
        (b"[" * 100_000, "not a STIX bundle"),
        (b'{"type":"bundle","objects":[{"type":7}]}', "not a STIX bundle"),
        (b'{"type":"bundle","objects":[{"type":"malware"}]}', "no actor or no technique"),
        (b"\xff\xfe\x00", "not a STIX bundle"),
        (b"\xfd7zXZ\x00rubbish", "broken xz file"),
        (lzma.compress(b'{"type":"bundle"}')[:-20], "cut off"),
    ],
)
def test_wrong_files_are_one_clear_line(data: bytes, says: str) -> None:
    with pytest.raises(KnowledgeError, match=says) as caught:
        from_bundle(data, "wrong.json")
    assert caught.value.advice
    assert "\n" not in str(caught.value)


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BUNDLE", 1 << 20)
    with pytest.raises(KnowledgeError, match="once decompressed"):
        from_bundle(lzma.compress(b" " * (2 << 20)), "bomb.json.xz")


def test_compressed_and_plain_hold_the_same() -> None:
    plain = json.dumps(bundle()).encode()
    one, two = from_bundle(plain, "a-1.0.json"), from_bundle(lzma.compress(plain), "a-1.0.json.xz")
    assert one.uses == two.uses
    assert one.name == two.name == "a"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("version", "groups", "techniques", "software"), [("10.1", 128, 2680, 742), ("14.1", 141, 3232, 870)]
)
def test_official_bundles(version: str, groups: int, techniques: int, software: int) -> None:
    if SHARED is None or not (SHARED / "knowledge").is_dir():
        pytest.skip("the development data is not beside the checkout")
    name = f"enterprise-attack-{version}.json.xz"
    pack = from_bundle((SHARED / "knowledge" / name).read_bytes(), name)
    counts = describe(pack)
    assert (pack.name, pack.version) == ("enterprise-attack", version)
    assert (counts["groups"], counts["group-technique"], counts["group-software"]) == (
        groups,
        techniques,
        software,
    )
    assert counts["citations with URL"] == counts["citations"]
    assert counts["citations with date"] > 0.94 * counts["citations"]


def test_revoked_techniques_are_names_of_their_successors() -> None:
    data = bundle()
    old = [
        thing("attack-pattern", 8, "T1003", "Old", revoked=True),
        thing("attack-pattern", 9, "T1004", "Older", revoked=True),
        thing("attack-pattern", 10, "T1005", "Round", revoked=True),
        thing("attack-pattern", 11, "T1006", "And round", revoked=True),
    ]
    pairs = [(old[0], data["objects"][4]), (old[1], old[0]), (old[2], old[3]), (old[3], old[2])]
    data["objects"] += [
        *old,
        *(
            {
                "type": "relationship",
                "id": f"relationship--r{place}",
                "relationship_type": "revoked-by",
                "source_ref": before["id"],
                "target_ref": after["id"],
            }
            for place, (before, after) in enumerate(pairs)
        ),
    ]
    pack = from_bundle(json.dumps(data).encode(), "small-attack-1.0.json")
    assert [(name.name, name.of) for name in pack.names if name.of.startswith("T")] == [
        ("T1003", "T1001"),
        ("T1004", "T1001"),
    ]
