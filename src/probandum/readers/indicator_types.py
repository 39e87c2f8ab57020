"""What the names of indicator types mean: MISP's attribute types, STIX's, and those of common vendors' tables.

A name is looked up in lower case with hyphens. A type made of parts (``filename|sha256``) gives one value a part;
parts of an empty name (``ip-dst|port``) are not observed.
"""

import re
from typing import NamedTuple

from probandum.readers import observables
from probandum.readers.observables import Found, plain
from probandum.readers.stix_tables import NAMED, Read, hashed, words


class Part(NamedTuple):
    """A value with its half-open range in the text it was read from."""

    found: Found
    start: int
    end: int


def feature(kind: str, name: str) -> Read:
    """Return a reader of words that only mean something with the name of what they measure: ``imphash:…``."""

    def read(text: str) -> Found | None:
        value = plain(text, 1_000)
        return Found(kind, f"{name}:{value}") if value else None

    return read


def named(kind: str) -> Read:
    """Return a reader of names that may carry an ATT&CK id (``Olympic Destroyer - S0365``)."""

    def read(text: str) -> Found | None:
        known = observables.attack_id(text)
        value = known if known[:1] == (NAMED[kind] or "-") else plain(text, 200)
        return Found(kind, value) if value else None

    return read


CHECKED = ("md5", "sha1", "sha256", "sha512")
UNCHECKED = (
    *(
        "authentihash",
        "cdhash",
        "imphash",
        "impfuzzy",
        "pehash",
        "sha224",
        "sha384",
        "sha512-224",
        "sha512-256",
    ),
    *("sha3-224", "sha3-256", "sha3-384", "sha3-512", "ssdeep", "telfhash", "tlsh", "vhash"),
)
"""Hashes and likenesses of files that are taken as they stand."""

READERS: dict[str, Read] = {
    "ip": observables.address,
    "socket": observables.socket_address,
    "domain": observables.domain,
    "host": observables.host,
    "url": observables.url,
    "email": observables.email,
    "hash": observables.file_hash,
    "cve": observables.vulnerability,
    "technique": observables.attack_pattern,
    "regkey": observables.registry_key,
    "as": observables.autonomous_system,
    "mac": observables.mac_address,
    "any": observables.shaped,
    **{name: hashed("file", name) for name in CHECKED},
    **{f"cert-{name}": hashed("x509-certificate", name) for name in ("md5", "sha1", "sha256")},
    **{name: feature("file", name) for name in UNCHECKED},
    **{name: feature("network-traffic", name) for name in ("ja3", "ja3s", "ja4", "jarm", "hassh")},
    "file": observables.file_name,
    "mutex": words("mutex"),
    "software": words("software"),
    "x-user-agent": words("x-user-agent"),
    "account": words("user-account"),
    "message": words("email-message"),
    "wallet": words("x-cryptocurrency-wallet"),
    **{
        kind: named(kind)
        for kind in ("attack-pattern", "malware", "tool", "intrusion-set", "threat-actor", "campaign")
    },
}

_SAME: dict[str, str] = {
    "ip": "ip ip-src ip-dst ip-address ipaddress ipv4 ipv6 ipv4-addr ipv6-addr cidr netblock src-ip dst-ip source-ip "
    "destination-ip srcip dstip c2-ip",
    "socket": "ip:port ip-port c2",
    "domain": "domain domain-name hostname fqdn dns domainname",
    "host": "host",
    "url": "url uri",
    "email": "email email-src email-dst email-reply-to email-addr email-address dns-soa-email "
    "whois-registrant-email sender email-sender",
    "hash": "hash file-hash filehash malware-hash",
    "md5": "md5 filehash-md5 md5-hash hash-md5 file-hash-md5",
    "sha1": "sha1 sha-1 filehash-sha1 sha1-hash hash-sha1 file-hash-sha1",
    "sha256": "sha256 sha-256 filehash-sha256 sha256-hash hash-sha256 file-hash-sha256",
    "sha512": "sha512 sha-512 filehash-sha512 sha512-hash",
    "cert-md5": "x509-fingerprint-md5",
    "cert-sha1": "x509-fingerprint-sha1",
    "cert-sha256": "x509-fingerprint-sha256",
    "ja3": "ja3-fingerprint-md5 ja3",
    "jarm": "jarm-fingerprint jarm",
    "hassh": "hassh-md5",
    "file": "file filename file-name filepath file-path pdb email-attachment",
    "mutex": "mutex",
    "regkey": "regkey registry registry-key windows-registry-key",
    "cve": "vulnerability cve cve-id",
    "as": "as asn autonomous-system",
    "mac": "mac-address mac-addr",
    "software": "software email-x-mailer",
    "x-user-agent": "user-agent http-user-agent",
    "account": "github-username jabber-id twitter-id user-account windows-account",
    "message": "email-message-id",
    "wallet": "btc xmr dash eth",
    "technique": "technique technique-id mitre-technique mitre-attack ttp",
    "attack-pattern": "attack-pattern",
    "malware": "malware malware-type malware-family malware-printable",
    "tool": "tool",
    "threat-actor": "threat-actor actor",
    "intrusion-set": "intrusion-set",
    "campaign": "campaign campaign-name",
}
TYPES: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in READERS if name != "any"},
    **{name: (reader,) for reader, names in _SAME.items() for name in names.split()},
    **{f"filename|{name}": ("file", name) for name in (*CHECKED, *UNCHECKED)},
    "malware-sample": ("file", "md5"),
    "domain|ip": ("domain", "ip"),
    "hostname|port": ("domain", ""),
    "ip-src|port": ("ip", ""),
    "ip-dst|port": ("ip", ""),
    "regkey|value": ("regkey", ""),
}
"""Name of a type → readers of its parts."""


def canonical(name: str) -> str:
    """Return the name of a type or column as the table has it."""
    return re.sub(r"[\s_/]+", "-", name.strip().lower()[:60])


def typed(name: str, value: str) -> list[Part] | None:
    """Read a value by the name of its type.

    Returns:
        Its parts, without those that are not well formed; None where the type is not known.
    """
    readers = TYPES.get(canonical(name))
    if readers is None:
        return None
    parts: list[Part] = []
    at = 0
    pieces = value.split("|", len(readers) - 1)
    for reader, piece in zip(readers, pieces, strict=False):
        found = READERS[reader](piece) if reader else None
        if found:
            parts.append(Part(found, at, at + len(piece)))
        at += len(piece) + 1
    return parts
