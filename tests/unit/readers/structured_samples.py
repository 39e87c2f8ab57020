"""Small valid exhibits of each structured kind, written after the specifications; addresses are reserved examples."""

import base64
import io
import json
import tarfile
import zipfile
from email.message import EmailMessage

SHA256 = "0123456789abcdef" * 4
MD5 = "fedcba9876543210" * 2


def _id(kind: str, number: int) -> str:
    return f"{kind}--00000000-0000-4000-8000-{number:012d}"


def stix21() -> dict:
    common = {"spec_version": "2.1", "created": "2018-02-12T10:00:00Z", "modified": "2018-02-12T10:00:00Z"}
    author = _id("identity", 1)
    sdo = {**common, "created_by_ref": author}
    sco = {"spec_version": "2.1"}
    objects = [
        {
            "type": "identity",
            "id": author,
            **common,
            "name": "Example CERT",
            "identity_class": "organization",
        },
        {"type": "ipv4-addr", "id": _id("ipv4-addr", 2), **sco, "value": "192.0.2.17"},
        {"type": "ipv6-addr", "id": _id("ipv6-addr", 3), **sco, "value": "2001:DB8::1"},
        {"type": "domain-name", "id": _id("domain-name", 4), **sco, "value": "C2.Example.COM"},
        {"type": "url", "id": _id("url", 5), **sco, "value": "http://example.com/a?b=c"},
        {"type": "email-addr", "id": _id("email-addr", 6), **sco, "value": "Sender@example.org"},
        {
            "type": "file",
            "id": _id("file", 7),
            **sco,
            "name": "évil \u202e.exe",
            "hashes": {"SHA-256": SHA256.upper(), "MD5": MD5, "SSDEEP": "3:abc:def"},
        },
        {"type": "mutex", "id": _id("mutex", 8), **sco, "name": "Global\\example"},
        {
            "type": "windows-registry-key",
            "id": _id("windows-registry-key", 9),
            **sco,
            "key": "HKLM\\Software\\Example",
        },
        {"type": "autonomous-system", "id": _id("autonomous-system", 10), **sco, "number": 64500},
        {
            "type": "indicator",
            "id": _id("indicator", 11),
            **sdo,
            "name": "Beacon",
            "pattern": "[domain-name:value = 'bad.example' OR url:value IN ('http://x.example/\\'a', 'http://y.example/')]",
            "pattern_type": "stix",
            "valid_from": "2018-02-10T00:00:00Z",
            "valid_until": "2018-03-10T00:00:00Z",
            "confidence": 60,
        },
        {
            "type": "attack-pattern",
            "id": _id("attack-pattern", 12),
            **sdo,
            "name": "PowerShell",
            "external_references": [{"source_name": "mitre-attack", "external_id": "T1059.001"}],
            "description": "Line one\nsaid \u201cpowershell\u201d\tof \U0001f600 example.net",
        },
        {
            "type": "malware",
            "id": _id("malware", 13),
            **sdo,
            "name": "Wiper X",
            "is_family": True,
            "aliases": ["WX"],
        },
        {"type": "intrusion-set", "id": _id("intrusion-set", 14), **sdo, "name": "Example Bear"},
        {"type": "campaign", "id": _id("campaign", 15), **sdo, "name": "Example Campaign"},
        {"type": "vulnerability", "id": _id("vulnerability", 16), **sdo, "name": "cve-2017-0144"},
        {"type": "location", "id": _id("location", 17), **sdo, "country": "kr"},
        {
            "type": "relationship",
            "id": _id("relationship", 18),
            **sdo,
            "relationship_type": "attributed-to",
            "source_ref": _id("campaign", 15),
            "target_ref": _id("intrusion-set", 14),
        },
        {
            "type": "observed-data",
            "id": _id("observed-data", 19),
            **sdo,
            "number_observed": 1,
            "first_observed": "2018-02-09T11:00:00Z",
            "last_observed": "2018-02-09T12:00:00Z",
            "object_refs": [_id("ipv4-addr", 2)],
        },
        {
            "type": "report",
            "id": _id("report", 20),
            **sdo,
            "name": "Report on an example",
            "published": "2018-02-12T00:00:00Z",
            "object_refs": [_id("malware", 13)],
            "description": "The accused deny it.",
            "external_references": [{"source_name": "web", "url": "https://example.com/report"}],
        },
        {
            "type": "artifact",
            "id": _id("artifact", 21),
            **sco,
            "payload_bin": base64.b64encode(b"payload").decode(),
        },
    ]
    return {"type": "bundle", "id": _id("bundle", 0), "objects": objects}


def stix20() -> dict:
    times = {"created": "2018-02-12T10:00:00.000Z", "modified": "2018-02-12T10:00:00.000Z"}
    return {
        "type": "bundle",
        "id": _id("bundle", 0),
        "spec_version": "2.0",
        "objects": [
            {
                "type": "observed-data",
                "id": _id("observed-data", 1),
                **times,
                "number_observed": 1,
                "first_observed": "2018-02-09T11:00:00Z",
                "last_observed": "2018-02-09T12:00:00Z",
                "objects": {
                    "0": {"type": "ipv4-addr", "value": "198.51.100.3"},
                    "1": {"type": "file", "hashes": {"MD5": MD5}, "name": "a.exe"},
                    "2": {"type": "network-traffic", "dst_ref": "0", "protocols": ["tcp"]},
                },
            },
            {
                "type": "indicator",
                "id": _id("indicator", 2),
                **times,
                "labels": ["malicious-activity"],
                "pattern": "[ipv4-addr:value = '203.0.113.9']",
                "valid_from": "2018-02-09T11:00:00Z",
            },
        ],
    }


def misp() -> dict:
    def attribute(kind: str, value: str, **more: object) -> dict:
        return {"type": kind, "value": value, "category": "Network activity", "to_ids": True, **more}

    return {
        "Event": {
            "info": "Wiper at an example event",
            "date": "2018-02-10",
            "threat_level_id": "1",
            "Orgc": {"name": "Example CERT"},
            "Attribute": [
                attribute("ip-dst|port", "192.0.2.44|443", comment="seen in “traffic”"),
                attribute("domain|ip", "example.com|192.0.2.45"),
                attribute("hostname", "www[.]example[.]net", to_ids=False),
                attribute("url", "hxxp://example.com/x"),
                attribute("filename|sha256", f"a\u00e9.exe|{SHA256}", first_seen="2018-02-09T12:00:00+01:00"),
                attribute("email-src", "a@example.org"),
                attribute("regkey", "HKCU\\Software\\X"),
                attribute("vulnerability", "CVE-2017-0144"),
                attribute("link", "https://example.com/report"),
                attribute("text", "The accuser names nobody."),
                attribute("mutex", "gone", deleted=True),
                attribute("malware-sample", f"x.exe|{MD5}", data=base64.b64encode(b"PK").decode()),
            ],
            "Object": [
                {
                    "name": "file",
                    "comment": "dropped file",
                    "Attribute": [attribute("sha1", "a" * 40), attribute("pdb", "C:\\x.pdb")],
                }
            ],
            "Galaxy": [
                {
                    "type": "mitre-attack-pattern",
                    "GalaxyCluster": [{"type": "mitre-attack-pattern", "value": "PowerShell - T1059.001"}],
                }
            ],
            "Tag": [
                {"name": 'misp-galaxy:mitre-attack-pattern="PowerShell - T1059.001"'},
                {"name": 'misp-galaxy:threat-actor="Example Bear"'},
                {"name": "tlp:white"},
            ],
        }
    }


CSV = (
    "type,value,comment,first_seen,to_ids\r\n"
    "ip-dst,192.0.2.1,“first” relay,2018-02-09T11:00:00Z,1\r\n"
    'domain,evil[.]example,"says ""x"", and more",2018-02-09 12:00:00,0\r\n'
    f"FileHash-SHA256,{SHA256},,,1\r\n"
    "url,=HYPERLINK(1),,,1\r\n"
).encode()


def mail() -> bytes:
    message = EmailMessage()
    message["Return-Path"] = "<bounce@example.net>"
    message["Received"] = (
        "from relay.example.net (relay.example.net [192.0.2.7]) by mx.example.com; Fri, 9 Feb 2018"
    )
    message["Received"] = "from [IPv6:2001:db8::7] by relay.example.net"
    message["From"] = "Sender <sender@example.org>"
    message["Reply-To"] = "other@example.com"
    message["Subject"] = "Invitation to the games"
    message["Date"] = "Fri, 09 Feb 2018 20:00:00 +0900"
    message["Message-ID"] = "<1234@example.org>"
    message.set_content("See hxxp://example[.]com/x now.\n", cte="7bit")
    message.add_alternative("<p>See <a href='http://example.com/x'>x</a></p>", subtype="html")
    message.add_attachment(
        b"\0\1binary", maintype="application", subtype="octet-stream", filename="../a b.bin"
    )
    return message.as_bytes()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("reports/a.txt", "one " * 50)
        archive.writestr("../../b.txt", "two")
        archive.writestr("dir/", "")
    return out.getvalue()


def tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in (("a.txt", b"one"), ("/abs/é" * 30, b"two" * 400)):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


def encoded(value: object, **how: object) -> bytes:
    return json.dumps(value, **how).encode()


SAMPLES: dict[str, tuple[str, bytes]] = {
    "stix21": ("application/stix+json", encoded(stix21())),
    "stix21-utf8": ("application/stix+json", encoded(stix21(), ensure_ascii=False, indent=1)),
    "stix20": ("application/stix+json", encoded(stix20())),
    "misp": ("application/x-misp+json", encoded(misp())),
    "misp-utf8": ("application/x-misp+json", encoded(misp(), ensure_ascii=False)),
    "csv": ("text/csv", CSV),
    "mail": ("message/rfc822", mail()),
    "zip": ("application/zip", zipped()),
    "tar": ("application/x-tar", tarred()),
}
