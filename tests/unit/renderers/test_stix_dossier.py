"""STIX 2.1 by the validator of OASIS, and what is not exported."""

import json
import uuid
from pathlib import Path
from typing import Any

import msgspec
import pytest
import stix2validator
from dossier_records import records

from probandum.compose import compose
from probandum.model.dossier import Reference
from probandum.renderers.observables import observable
from probandum.renderers.stix import StixRenderer

SCHEMAS = Path(stix2validator.__file__).parent / "schemas-2.1"


def written(**settings: object) -> dict[str, Any]:
    return json.loads(StixRenderer().render(compose(records(**settings))))


def of(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [thing for thing in bundle["objects"] if thing["type"] == kind]


def relations(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one for one in of(bundle, "relationship") if one["relationship_type"] == kind]


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"hostile": True, "count": 60},
        {"enough": "yes"},
        {"enough": "not certifiable", "marks": {"vendor/bundle.json": "TLP:AMBER+STRICT"}},
        {"enough": "yes", "level": "state", "hostile": True},
    ],
)
def test_oasis_finds_it_valid(settings: dict[str, object]) -> None:
    if not SCHEMAS.is_dir():
        pytest.skip("this stix2-validator ships no schemas (3.3.1 does not): install 3.2.0")
    options = stix2validator.ValidationOptions(version="2.1")
    found = stix2validator.validate_instance(written(**settings), options)
    assert [str(one) for one in getattr(found, "errors", [])] == []
    # 103: ids should be UUIDv4; ours are UUIDv5 so that the same dossier has the same ids
    assert [str(one) for one in found.warnings if "{103}" not in str(one)] == []


def test_it_holds_what_people_exchange() -> None:
    bundle = written()
    kinds = {thing["type"] for thing in bundle["objects"]}
    assert {
        "report",
        "note",
        "opinion",
        "campaign",
        "intrusion-set",
        "malware",
        "attack-pattern",
        "tool",
        "domain-name",
    } <= kinds
    assert "intrusion-set--899ce53f-13a0-479b-a0e4-67d46e241542" in {
        thing["id"] for thing in bundle["objects"]
    }
    assert all("confidence" in one for one in of(bundle, "relationship"))
    assert {one["value"] for one in of(bundle, "domain-name")} == {"c2.example.net"}
    ids = [thing["id"] for thing in bundle["objects"]]
    assert len(ids) == len(set(ids))
    assert set(of(bundle, "report")[0]["object_refs"]) <= set(ids)


@pytest.mark.parametrize(
    ("enough", "opinion"), [("no", "neutral"), ("not certifiable", "neutral"), ("yes", "agree")]
)
def test_an_attribution_needs_a_verdict_that_is_enough(enough: str, opinion: str) -> None:
    bundle = written(enough=enough)
    found = relations(bundle, "attributed-to")
    assert bool(found) == (enough == "yes")
    assert of(bundle, "opinion")[0]["opinion"] == opinion
    for one in found:
        assert one["confidence"] == 15
        assert one["target_ref"] == "intrusion-set--899ce53f-13a0-479b-a0e4-67d46e241542"


def test_a_state_is_named_only_beside_the_annex_of_evidence() -> None:
    dossier = compose(records(enough="yes", level="state"))
    bundle = json.loads(StixRenderer().render(dossier))
    relation = relations(bundle, "attributed-to")[0]
    annex = next(one for one in of(bundle, "note") if one["abstract"] == "Annex of evidence")
    assert relation["id"] in annex["object_refs"]
    assert "claim: Ministry A accuses: Group B" in annex["content"]
    assert "observation: malware S9001" in annex["content"]
    assert f"of sha256:{records().exhibits[2].digest}" in annex["content"]
    bare = tuple(
        msgspec.structs.replace(one, locator=None)
        if one.kind in ("claim", "observation", "judgement", "link")
        else one
        for one in dossier.references
    )
    without = json.loads(StixRenderer().render(msgspec.structs.replace(dossier, references=bare)))
    assert relations(without, "attributed-to") == []
    assert of(without, "threat-actor")


def test_the_annex_lists_what_is_said_and_a_response_by_the_places_of_its_claims() -> None:
    dossier = compose(records(enough="yes", level="state"))
    claim = next(one for one in dossier.references if one.kind == "claim")
    said = Reference("s", "statement", "Ministry A: denial (quoted)", claim.exhibit, claim.locator)
    answer = Reference("r", "response", "denies the act", cites=(claim.id,))
    only = (said, answer, *(one for one in dossier.references if one.kind != "response"))
    bundle = json.loads(StixRenderer().render(msgspec.structs.replace(dossier, references=only)))
    annex = next(one for one in of(bundle, "note") if one["abstract"] == "Annex of evidence")["content"]
    assert "statement: Ministry A: denial (quoted)" in annex
    line = next(one for one in annex.splitlines() if "response: denies the act" in one)
    assert line.endswith(f"of sha256:{claim.exhibit}")


def test_statements_alone_name_no_state() -> None:
    dossier = compose(records(enough="yes", level="state"))
    said = tuple(
        msgspec.structs.replace(one, kind="statement")
        if one.kind in ("claim", "observation", "judgement", "link")
        else one
        for one in dossier.references
    )
    bundle = json.loads(StixRenderer().render(msgspec.structs.replace(dossier, references=said)))
    assert relations(bundle, "attributed-to") == []


def test_ids_are_stable_and_change_with_the_content() -> None:
    one, same, other = (
        StixRenderer().render(compose(records(enough=enough))) for enough in ("no", "no", "yes")
    )
    assert one == same
    assert json.loads(one)["id"] != json.loads(other)["id"]


def test_observables_have_the_ids_of_the_standard() -> None:
    namespace = uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
    for kind, value, contributing in [
        ("ipv4-addr", "198.51.100.7", '{"value":"198.51.100.7"}'),
        ("url", "http://c2.example.net/gate?x=1", '{"value":"http://c2.example.net/gate?x=1"}'),
        ("url", "http://[2001:db8::1]:80/", '{"value":"http://[2001:db8::1]:80/"}'),
        ("file", "name:a.exe", '{"name":"a.exe"}'),
        ("file", "sha256:" + "a" * 64, '{"hashes":{"SHA-256":"' + "a" * 64 + '"}}'),
        ("autonomous-system", "AS64500", '{"number":64500}'),
    ]:
        assert observable(kind, value)[0]["id"] == f"{kind}--{uuid.uuid5(namespace, contributing)}"


OBSERVED = [
    ("autonomous-system", "AS64500", {"number": 64500}),
    ("directory", "C:\\ProgramData\\x", {"path": "C:\\ProgramData\\x"}),
    ("email-message", "subject:Your order", {"subject": "Your order", "is_multipart": False}),
    ("email-message", "a.b@mail.example", {"message_id": "a.b@mail.example", "is_multipart": False}),
    ("file", "md5:" + "a" * 32, {"hashes": {"MD5": "a" * 32}}),
    ("file", "sha224:" + "a" * 56, {"hashes": {"x_sha_224": "a" * 56}}),
    ("file", "sha384:" + "a" * 96, {"hashes": {"x_sha_384": "a" * 96}}),
    ("file", "sha3-256:" + "a" * 64, {"hashes": {"SHA3-256": "a" * 64}}),
    ("file", "sha3-512:" + "a" * 128, {"hashes": {"SHA3-512": "a" * 128}}),
    ("file", "imphash:" + "a" * 32, {"hashes": {"x_imphash": "a" * 32}}),
    ("file", "vhash:015056655d15556138z", {"hashes": {"x_vhash": "015056655d15556138z"}}),
    ("file", "tlsh:t1" + "a" * 70, {"hashes": {"TLSH": "a" * 70}}),
    ("file", "ssdeep:96:abcdefgh/+:ijklmnop", {"hashes": {"SSDEEP": "96:abcdefgh/+:ijklmnop"}}),
    ("mac-addr", "00:53:00:aa:bb:cc", {"value": "00:53:00:aa:bb:cc"}),
    ("mutex", "Global\\once", {"name": "Global\\once"}),
    ("process", "rundll32.exe a.dll,#1", {"command_line": "rundll32.exe a.dll,#1"}),
    (
        "software",
        "cpe:2.3:a:maker:web\\:server:2.4:*:*:*:*:*:*:*",
        {
            "name": "web:server",
            "vendor": "maker",
            "version": "2.4",
            "cpe": "cpe:2.3:a:maker:web\\:server:2.4:*:*:*:*:*:*:*",
        },
    ),
    ("software", "cpe:/a:maker:server", {"name": "server", "vendor": "maker"}),
    ("software", "Example Mailer 3", {"name": "Example Mailer 3"}),
    ("user-account", "S-1-5-21-1-2-3-500", {"user_id": "S-1-5-21-1-2-3-500"}),
    ("user-account", "example_handle", {"account_login": "example_handle"}),
    ("windows-registry-key", "HKEY_CURRENT_USER\\Software\\x", {"key": "HKEY_CURRENT_USER\\Software\\x"}),
    ("x509-certificate", "serial:00aabbccdd", {"serial_number": "00aabbccdd"}),
    ("x509-certificate", "sha1:" + "a" * 40, {"hashes": {"SHA-1": "a" * 40}}),
    ("x-cryptocurrency-wallet", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", {}),
    ("x-named-pipe", "example-pipe", {"value": "example-pipe"}),
    ("x-scheduled-task", "Updater", {"value": "Updater"}),
    ("x-service", "Updater", {"value": "Updater"}),
    ("url", "c2.example.net/gate?x=1", {"value": "c2.example.net/gate?x=1"}),
    ("x-user-agent", "Mozilla/5.0 (compatible)", {"value": "Mozilla/5.0 (compatible)"}),
    ("x-yara-rule", "a_rule", {"value": "a_rule"}),
    ("network-traffic", "ja3:" + "a" * 32, {"algorithm": "ja3", "value": "a" * 32}),
    ("network-traffic", "ja4:t13d1516h2_8daaf6152771_02713d6af862", {"algorithm": "ja4"}),
    ("network-traffic", "198.51.100.7:8443/tcp", {"dst_port": 8443, "protocols": ["ipv4", "tcp"]}),
    ("network-traffic", "c2.example.net:53/udp", {"dst_port": 53, "protocols": ["ip", "udp"]}),
    ("network-traffic", "[2001:db8::1]:443", {"dst_port": 443, "protocols": ["ipv6"]}),
]


@pytest.mark.parametrize(("kind", "value", "fields"), OBSERVED)
def test_each_kind_that_is_observed_has_its_object(kind: str, value: str, fields: dict[str, Any]) -> None:
    made = observable(kind, value)
    assert fields.items() <= made[0].items()
    assert made == observable(kind, value)


def seen(*observed: tuple[str, str]) -> dict[str, Any]:
    held = records()
    one = held.observations[0]
    more = tuple(msgspec.structs.replace(one, kind=kind, value=value) for kind, value in observed)
    dossier = compose(msgspec.structs.replace(held, observations=(*held.observations, *more)))
    return json.loads(StixRenderer().render(dossier))


def test_oasis_finds_every_kind_of_observable_valid() -> None:
    if not SCHEMAS.is_dir():
        pytest.skip("this stix2-validator ships no schemas (3.3.1 does not): install 3.2.0")
    bundle = seen(*((kind, value) for kind, value, _ in OBSERVED))
    kinds = {thing["type"] for thing in bundle["objects"]}
    assert {kind for kind, _, _ in OBSERVED} | {
        "x-network-fingerprint",
        "x-url-without-scheme",
        "extension-definition",
    } <= kinds
    found = stix2validator.validate_instance(bundle, stix2validator.ValidationOptions(version="2.1"))
    assert [str(one) for one in getattr(found, "errors", [])] == []
    # 301: reports name the port that was connected to, not the one that it was connected from
    assert [str(one) for one in found.warnings if not {"{103}", "{301}"} & set(str(one).split())] == []


def test_what_a_connection_refers_to_stands_in_the_bundle() -> None:
    bundle = seen(("network-traffic", "203.0.113.9:8443/tcp"))
    held = {thing["id"]: thing for thing in bundle["objects"]}
    traffic = of(bundle, "network-traffic")[0]
    assert held[traffic["dst_ref"]]["value"] == "203.0.113.9"


def test_the_extension_is_defined_only_where_an_object_uses_it() -> None:
    held = records()
    plain = tuple(one for one in held.observations if not one.kind.startswith("x-"))
    dossier = compose(msgspec.structs.replace(held, observations=plain))
    assert of(json.loads(StixRenderer().render(dossier)), "extension-definition") == []
    bundle = seen(("x-named-pipe", "example-pipe"))
    definition = of(bundle, "extension-definition")[0]
    assert set(of(bundle, "x-named-pipe")[0]["extensions"]) == {definition["id"]}


def test_a_path_is_a_file_in_a_directory() -> None:
    file, directory = observable("file", "path:C:\\Users\\x\\a.exe")
    assert (file["name"], directory["path"]) == ("a.exe", "C:\\Users\\x")
    assert file["parent_directory_ref"] == directory["id"]
    assert observable("file", "path:C:\\Users\\") == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("ipv4-addr", "300.1.1.1"),
        ("ipv4-addr", "2001:db8::1"),
        ("url", "http://evil.example/<script>"),
        ("url", "evil.example/<script>"),
        ("domain-name", "a b"),
        ("email-addr", "x@"),
        ("autonomous-system", "AS"),
        ("location", "XX"),
        ("file", "unknown:" + "a" * 32),
        ("file", "tlsh:" + "a" * 69),
        ("file", "ssdeep:3:a b:c"),
        ("network-traffic", "198.51.100.7:0"),
        ("network-traffic", "198.51.100.7:70000/tcp"),
        ("network-traffic", "300.1.1.1:443"),
        ("network-traffic", "ja3:"),
        ("x509-certificate", "serial:xyz"),
        ("x509-certificate", "imphash:" + "a" * 32),
        ("software", "cpe:2.3:a"),
        ("software", "cpe:2.3:a:*:*:*:*:*:*:*:*:*:*"),
        ("email-message", "subject:"),
        ("process", "cmd\x00"),
        ("file", "sha256:" + "a" * 63),
        ("domain-name", "a." * 5_000),
    ],
)
def test_what_the_standard_refuses_is_left_out(kind: str, value: str) -> None:
    assert observable(kind, value) == []
