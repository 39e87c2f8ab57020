import base64
import json
import lzma
import time
from decimal import Decimal
from pathlib import Path

import pytest
from structured_samples import MD5, SHA256, encoded, stix20, stix21

from probandum.errors import ReadError
from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest
from probandum.model.observation import Member, Observation, Omission, Text
from probandum.readers.stix import StixReader
from probandum.readers.stix_pattern import equalities


def read(data: bytes | dict):
    data = data if isinstance(data, bytes) else encoded(data)
    return data, list(StixReader().read(Exhibit(digest(data), len(data), "application/stix+json"), data))


def observations(parts):
    return [part for part in parts if isinstance(part, Observation)]


def told(parts):
    return "\n".join(part.what for part in parts if isinstance(part, Omission))


def values(parts):
    return {(one.kind, one.value) for one in observations(parts)}


def bundle(*objects: dict) -> dict:
    return {"type": "bundle", "id": "bundle--00000000-0000-4000-8000-000000000000", "objects": list(objects)}


def thing(kind: str, number: int = 1, **more) -> dict:
    return {"type": kind, "id": f"{kind}--00000000-0000-4000-8000-{number:012d}", **more}


def test_a_bundle_of_version_2_1():
    _, parts = read(stix21())
    assert values(parts) >= {
        ("ipv4-addr", "192.0.2.17"),
        ("ipv6-addr", "2001:db8::1"),
        ("domain-name", "c2.example.com"),
        ("url", "http://example.com/a?b=c"),
        ("email-addr", "sender@example.org"),
        ("file", f"sha256:{SHA256}"),
        ("file", f"md5:{MD5}"),
        ("mutex", "Global\\example"),
        ("windows-registry-key", "HKEY_LOCAL_MACHINE\\Software\\Example"),
        ("autonomous-system", "AS64500"),
        ("domain-name", "bad.example"),
        ("url", "http://x.example/'a"),
        ("url", "http://y.example/"),
        ("attack-pattern", "T1059.001"),
        ("malware", "Wiper X"),
        ("intrusion-set", "Example Bear"),
        ("vulnerability", "CVE-2017-0144"),
        ("location", "KR"),
        ("identity", "Example CERT"),
    }
    by_value = {one.value: one for one in observations(parts)}
    assert by_value["192.0.2.17"].time == "2018-02-09T11:00:00Z"
    assert by_value["192.0.2.17"].authenticity == Decimal("0.95")
    assert by_value["bad.example"].authenticity == Decimal("0.6")
    assert "valid until 2018-03-10" in by_value["bad.example"].note
    assert "attributed-to Example Bear" in by_value["Example Campaign"].note
    assert "also called WX" in by_value["Wiper X"].note
    assert told(parts) == ""


def test_prose_and_metadata_of_a_report():
    data, parts = read(stix21())
    (text,) = [part for part in parts if isinstance(part, Text)]
    assert (text.title, text.publisher, text.published) == (
        "Report on an example",
        "Example CERT",
        "2018-02-12T00:00:00Z",
    )
    assert text.links == ("https://example.com/report",)
    start = text.text.index("\U0001f600 example.net")
    place = text.locate(start, start + 13)
    assert data[place.start : place.end] == b"\\ud83d\\ude00 example.net"


def test_a_payload_becomes_a_member():
    _, parts = read(stix21())
    assert [part.data for part in parts if isinstance(part, Member)] == [b"payload"]
    broken = thing("artifact", payload_bin="é")
    _, parts = read(bundle(broken))
    assert "no base64" in told(parts)


def test_observed_data_of_version_2_0():
    _, parts = read(stix20())
    assert values(parts) == {
        ("ipv4-addr", "198.51.100.3"),
        ("file", "name:a.exe"),
        ("file", f"md5:{MD5}"),
        ("ipv4-addr", "203.0.113.9"),
    }
    assert {one.time for one in observations(parts)} == {"2018-02-09T11:00:00Z"}
    assert told(parts) == "objects of types that are not read: 1 (network-traffic)"


def test_versions_mixed_in_one_bundle():
    mixed = bundle(*stix21()["objects"], *stix20()["objects"])
    _, parts = read(mixed)
    assert {("ipv4-addr", "198.51.100.3"), ("ipv4-addr", "192.0.2.17")} <= values(parts)


@pytest.mark.parametrize(
    "data",
    [
        encoded([thing("mutex", name="m1")]),
        encoded({"objects": [thing("mutex", name="m1")], "more": False}),
        encoded(thing("mutex", name="m1")),
    ],
    ids=["list", "TAXII envelope", "one object"],
)
def test_other_wrappings(data):
    _, parts = read(data)
    assert values(parts) == {("mutex", "m1")}


def test_cycles_and_lost_references_do_no_harm():
    one = thing("malware", 1, name="One", created_by_ref="malware--00000000-0000-4000-8000-000000000002")
    two = thing("malware", 2, name="Two", created_by_ref="malware--00000000-0000-4000-8000-000000000001")
    ring = [
        thing("relationship", 3, relationship_type="variant-of", source_ref=one["id"], target_ref=two["id"]),
        thing("relationship", 4, relationship_type="variant-of", source_ref=two["id"], target_ref=one["id"]),
        thing("relationship", 5, relationship_type="uses", source_ref=one["id"], target_ref="tool--x"),
        thing("grouping", 6, object_refs=["grouping--00000000-0000-4000-8000-000000000006"]),
    ]
    _, parts = read(bundle(one, two, *ring))
    notes = {part.value: part.note for part in observations(parts)}
    assert "variant-of Two" in notes["One"]
    assert "variant-of One" in notes["Two"]
    assert "references to objects that are not in the bundle: 1 (tool--x)" in told(parts)


def test_unknown_types_are_counted():
    _, parts = read(
        bundle(thing("x-new", 1), thing("x-new", 2), thing("x-other", 3), thing("mutex", name="m"))
    )
    assert told(parts) == "objects of types that are not read: 3 (x-new ×2, x-other)"


def test_revoked_and_older_versions_are_left_out():
    old = thing("malware", 1, name="Old", modified="2018-01-01T00:00:00Z")
    new = thing("malware", 1, name="New", modified="2019-01-01T00:00:00Z")
    _, parts = read(bundle(new, old, thing("malware", 2, name="Gone", revoked=True)))
    assert values(parts) == {("malware", "New")}
    assert "revoked objects left out: 1" in told(parts)
    assert "older or repeated versions of objects left out: 1" in told(parts)
    assert "Gone" not in "".join(part.text for part in parts if isinstance(part, Text))


def test_wrong_times_ids_and_values_are_dropped_and_told():
    wrong = [
        thing("malware", 1, name="M", first_seen="2018-13-45T00:00:00Z"),
        {"type": "mutex", "id": "not an id", "name": "m"},
        thing("ipv4-addr", 2, value="999.1.1.1"),
        thing("report", 3, name="R", published="yesterday"),
        thing("file", 4, hashes={"SHA-256": "abc"}),
        "no object",
    ]
    _, parts = read(bundle(*wrong))
    assert values(parts) == {("malware", "M"), ("mutex", "m")}
    assert [one.time for one in observations(parts)] == [None, None]
    lines = told(parts)
    for line in (
        "times of wrong form dropped: 2",
        "ids of wrong form",
        "values that are not well formed: 2",
        "no STIX objects: 1",
    ):
        assert line in lines


@pytest.mark.parametrize(
    ("confidence", "authenticity"),
    [(0, "0.05"), (50, "0.5"), (100, "0.95"), (101, "0.95"), (True, "0.95"), ("50", "0.95")],
)
def test_a_confidence_bounds_the_authenticity(confidence, authenticity):
    _, parts = read(bundle(thing("malware", name="M", confidence=confidence)))
    assert observations(parts)[0].authenticity == Decimal(authenticity)


def test_what_the_source_calls_benign_hardly_counts():
    _, parts = read(
        bundle(thing("indicator", pattern="[url:value = 'http://example.com/']", indicator_types=["benign"]))
    )
    assert observations(parts)[0].authenticity == Decimal("0.05")


@pytest.mark.parametrize(
    ("pattern", "taken", "left"),
    [
        ("[url:value = 'a']", ["a"], 0),
        (
            "[file:hashes.'SHA-256' = 'a' AND file:name = 'b'] FOLLOWEDBY [url:value='c'] WITHIN 5 SECONDS",
            ["a", "b", "c"],
            0,
        ),
        ("[url:value NOT = 'a']", [], 1),
        ("[url:value != 'a' OR url:value LIKE 'b%' OR url:value MATCHES 'c']", [], 3),
        ("[url:value IN ('a', 'b') AND NOT url:value = 'c']", ["a", "b"], 1),
        ("[url:value NOT IN ('a', 'b')]", [], 1),
        ("[EXISTS url:value]", [], 1),
        ("[file:size = 25]", ["25"], 0),
        ("[file:extensions.'windows-pebinary-ext'.sections[*].entropy > 7.0]", [], 1),
        ("[url:value = 'it\\'s \\\\ x']", ["it's \\ x"], 0),
        ("[url:value = 'open", [], 1),
        ("no pattern", [], 1),
        ("", [], 1),
        ("[url:value IN ('a'", [], 1),
        ("[url:value =", [], 1),
    ],
)
def test_equalities_of_patterns(pattern, taken, left):
    found, others = equalities(pattern)
    assert [one.value for one in found] == taken
    assert others == left


def test_patterns_that_are_not_read_are_told():
    _, parts = read(
        bundle(
            thing("indicator", 1, pattern="alert tcp any", pattern_type="snort"),
            thing("indicator", 2, pattern="[url:value LIKE 'x%' AND process:pid = 3]"),
            thing("indicator", 3),
        )
    )
    assert observations(parts) == []
    assert "in other languages than STIX patterns, not read: 1 (snort)" in told(parts)
    assert "no plain equality of an observable, not read: 2" in told(parts)
    assert "indicators without a pattern: 1" in told(parts)


def test_a_bundle_that_breaks_off_gives_what_came_before():
    whole = encoded(bundle(thing("mutex", 1, name="m1"), thing("mutex", 2, name="m2")))
    _, parts = read(whole[:-30])
    assert values(parts) == {("mutex", "m1")}
    assert "the bundle breaks off" in told(parts)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 1000,
        b"not json",
        b"{}",
        b"[]",
        b"null",
        b'{"type":"bundle","objects":[]}',
        b'{"objects":[1,2]}',
        b'"x"',
        b'{"a":' * 50_000,
        '{"type":"bundle"'.encode("utf-16"),
    ],
)
def test_what_is_no_bundle_is_a_read_error(data):
    with pytest.raises(ReadError):
        read(data)


def test_a_million_references_and_deep_values_stay_quick():
    refs = [f"malware--00000000-0000-4000-8000-{n:012d}" for n in range(100_000)]
    deep = json.loads("[" * 500 + "]" * 500)
    start = time.process_time()
    _, parts = read(
        bundle(thing("report", name="R", object_refs=refs, x_deep=deep), thing("mutex", name="m"))
    )
    assert time.process_time() - start < 5
    assert ("mutex", "m") in values(parts)
    assert "100,000" in told(parts)


def test_surrogates_and_controls_in_names_can_be_stored():
    _, parts = read(b'{"type":"malware","id":"malware--1","name":"a\\ud800\\u0000b","description":"\\udfff"}')
    for one in observations(parts):
        assert one.id
        one.value.encode()
    (text,) = [part for part in parts if isinstance(part, Text)]
    text.text.encode()


def test_what_a_payload_limit_leaves_is_told():
    class Small(StixReader):
        limits = StixReader.limits.__class__(members=1)

    two = [thing("artifact", n, payload_bin=base64.b64encode(b"x").decode()) for n in (1, 2)]
    data = encoded(bundle(*two))
    parts = list(Small().read(Exhibit(digest(data), len(data), "application/stix+json"), data))
    assert sum(isinstance(part, Member) for part in parts) == 1
    assert "payloads beyond the limits" in told(parts)


@pytest.mark.shared
def test_the_official_bundle_of_attack():
    file = Path(__file__).parents[4] / "shared/data/knowledge/enterprise-attack-14.1.json.xz"
    if not file.exists():
        pytest.skip(f"development data is not beside the checkout: {file.name}")
    data = lzma.decompress(file.read_bytes())
    _, parts = read(data)
    kinds = [one.kind for one in observations(parts)]
    assert kinds.count("attack-pattern") > 600
    assert kinds.count("intrusion-set") > 140
    for one in observations(parts)[::50]:
        assert data[one.locator.start : one.locator.end].decode() == (one.surface or one.value)
