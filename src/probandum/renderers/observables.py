"""Observed values as STIX 2.1 cyber-observable objects, with the ids that the standard computes (2.9).

What the standard has no object for (wallets, user agents, named pipes, services, scheduled tasks, names of YARA
rules, fingerprints of connections, addresses of pages printed without a scheme) goes as an object of our own extension
(7.3), whose definition :data:`EXTENSION` is.
"""

import ipaddress
import re
import uuid
from collections.abc import Callable, Collection
from typing import Any

import msgspec

_NAMESPACE = uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
_OWN = uuid.uuid5(uuid.NAMESPACE_URL, "https://github.com/probandum/probandum")
"""For what the standard numbers by chance."""

Thing = dict[str, Any]

EXTENSION: Thing = {
    "type": "extension-definition",
    "id": f"extension-definition--{uuid.uuid5(_OWN, 'extension-definition: observables')}",
    "name": "Observed values without an object of the standard",
    "description": "Wallets, user agents, named pipes, services, scheduled tasks, names of YARA rules, "
    "fingerprints of connections, addresses of pages printed without a scheme.",
    "schema": "Each object has the property value, a string: the normal form of what was observed. "
    "x-network-fingerprint also has algorithm: ja3, ja3s, ja4, jarm or hassh. "
    "Ids are UUIDv5 over these properties in the namespace of STIX 2.1, 2.9.",
    "version": "1.0.0",
    "extension_types": ["new-sco"],
}
_EXTENDED = {EXTENSION["id"]: {"extension_type": "new-sco"}}

_HASHES = {
    "md5": ("MD5", 32),
    "sha1": ("SHA-1", 40),
    "sha224": ("x_sha_224", 56),
    "sha256": ("SHA-256", 64),
    "sha384": ("x_sha_384", 96),
    "sha512": ("SHA-512", 128),
    "sha512-224": ("x_sha_512_224", 56),
    "sha512-256": ("x_sha_512_256", 64),
    "sha3-224": ("x_sha3_224", 56),
    "sha3-256": ("SHA3-256", 64),
    "sha3-384": ("x_sha3_384", 96),
    "sha3-512": ("SHA3-512", 128),
    "authentihash": ("x_authentihash", 64),
    "imphash": ("x_imphash", 32),
    "pehash": ("x_pehash", 0),
    "telfhash": ("x_telfhash", 0),
    "tlsh": ("TLSH", 70),
    "vhash": ("x_vhash", 0),
}
"""Hexadecimal digests as normal forms of files name them: name of the standard or ``x_`` and ours; digits, 0 for any."""
_LIKENESSES = {"ssdeep": "SSDEEP", "impfuzzy": "x_impfuzzy", "cdhash": "x_cdhash"}
_CERTIFIED = ("md5", "sha1", "sha256")
_FINGERPRINTS = ("ja3", "ja3s", "ja4", "jarm", "hassh")
_UNCHECKED = frozenset({"vhash"})
"""Likenesses that have other letters than hexadecimal digits."""

_HEX = re.compile(r"[0-9a-f]{8,256}")
_LIKENESS = re.compile(r"[A-Za-z0-9/+:.]{8,128}")
_WORD = re.compile(r"[\w.:-]{1,256}", re.ASCII)
_DOMAIN = re.compile(
    r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)+", re.IGNORECASE
)
_EMAIL = re.compile(r"[\w.%+'-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)
_URL = re.compile(
    r"[a-z][a-z0-9+.-]*://(?:\[[0-9a-f:.]+\](?::[0-9]*)?|(?:[a-z0-9._~:@!$&'()*+,;=-]|%[0-9a-f]{2})+)"
    r"(?:[/?#](?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-F]{2})*)?(?:#(?:[A-Za-z0-9._~/?-])*)?",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,40}://", re.IGNORECASE)
_MAC = re.compile(r"[0-9a-f]{2}(?::[0-9a-f]{2}){5}")
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,1024}")
_END = re.compile(r"\[?([^\s\[\]]+?)\]?:([0-9]{1,5})(?:/(tcp|udp))?")
_SID = re.compile(r"S-1-[0-9-]{1,180}")
_CPE_PART = r"(?:\*|-|(?:[A-Za-z0-9._-]|\\[!-,/:-@\[-^`{-~])+)"
_CPE = re.compile(
    rf"cpe:2\.3:[aho*-](?::{_CPE_PART}){{5}}:(?:[a-zA-Z]{{2,3}}(?:-(?:[a-zA-Z]{{2}}|[0-9]{{3}}))?|\*|-)(?::{_CPE_PART}){{4}}"
)
"""A formatted string of CPE 2.3 (NISTIR 7695, 6.2), the only form that the standard takes."""
_LONGEST = 4_096


def observable(kind: str, value: str) -> list[Thing]:
    """Return the object for a value and what it refers to; nothing where the standard would refuse it.

    Values are normal forms: ``sha256:<hex>``, ``name:…`` and ``path:…`` for files, ``<host>:<port>/<protocol>`` and
    ``ja3:<hex>`` for traffic, ``subject:…`` or an id for messages, ``serial:…`` or a digest for certificates.
    """
    if len(value) > _LONGEST:
        return []
    if kind == "file" and value.startswith("path:"):
        return _in_folder(value.removeprefix("path:"))
    if kind == "url" and not _SCHEME.match(value):
        kind = "x-url-without-scheme"
    if kind == "network-traffic":
        return _traffic(value)
    make = _KINDS.get(kind)
    found = make(value) if make else None
    return [_named(kind, found)] if found else []


def _named(kind: str, fields: Thing) -> Thing:
    """Return an object with its id; where the standard wants UUIDv4, one that comes from the content, not from chance."""
    keys = _CONTRIBUTING.get(kind, fields)
    counted = {key: value for key, value in fields.items() if key in keys}
    content = msgspec.json.encode(counted or fields, order="sorted").decode("utf-8")
    number = uuid.uuid5(_NAMESPACE if counted else _OWN, content)
    name = number if counted else uuid.UUID(int=number.int, version=4)
    return {"type": kind, "id": f"{kind}--{name}", **fields}


def _in_folder(path: str) -> list[Thing]:
    name = re.split(r"[\\/]", path)[-1]
    folder = path[: len(path) - len(name)].rstrip("\\/")
    if not _NAME.fullmatch(path) or not name:
        return []
    if not folder:
        return [_named("file", {"name": name})]
    directory = _named("directory", {"path": folder})
    return [_named("file", {"name": name, "parent_directory_ref": directory["id"]}), directory]


def _traffic(value: str) -> list[Thing]:
    """Return a connection to a host and port, or a fingerprint, which the standard cannot hold without a host."""
    sort, _, rest = value.partition(":")
    if sort in _FINGERPRINTS:
        held = {"algorithm": sort, "value": rest, "extensions": _EXTENDED}
        return [_named("x-network-fingerprint", held)] if _WORD.fullmatch(rest) else []
    end = _END.fullmatch(value)
    if not end or not 0 < int(end[2]) < 1 << 16 or "/" in end[1]:
        return []
    kinds = ("ipv4-addr", "ipv6-addr") if end[1][-1].isdigit() or ":" in end[1] else _NETWORK
    kind = next((kind for kind in kinds if observable(kind, end[1])), "")
    if not kind:
        return []
    host = observable(kind, end[1])[0]
    protocols = [_NETWORK[kind], *([end[3]] if end[3] else [])]
    fields = {"dst_ref": host["id"], "dst_port": int(end[2]), "protocols": protocols}
    return [_named("network-traffic", fields), host]


def _matching(pattern: re.Pattern[str], field: str) -> Callable[[str], Thing | None]:
    return lambda value: {field: value} if pattern.fullmatch(value) else None


def _address(version: int) -> Callable[[str], Thing | None]:
    def make(value: str) -> Thing | None:
        try:
            network = ipaddress.ip_network(value, strict=False)
        except ValueError:
            return None
        return {"value": value} if network.version == version else None

    return make


def _file(value: str) -> Thing | None:
    sort, _, rest = value.partition(":")
    hashes = _hashes(sort, rest)
    if hashes:
        return {"hashes": hashes}
    return {"name": rest} if sort == "name" and _NAME.fullmatch(rest) else None


def _hashes(sort: str, digits: str) -> dict[str, str]:
    """Return a dictionary of one hash; empty where the name is none or the digits do not fit it."""
    if sort in _LIKENESSES:
        return {_LIKENESSES[sort]: digits} if _LIKENESS.fullmatch(digits) else {}
    name, length = _HASHES.get(sort, ("", 0))
    bare = digits.removeprefix("t1") if sort == "tlsh" and len(digits) == 72 else digits
    fits = (_WORD if sort in _UNCHECKED else _HEX).fullmatch(bare) and length in (0, len(bare))
    return {name: bare} if name and fits else {}


def _certificate(value: str) -> Thing | None:
    sort, _, rest = value.partition(":")
    if sort == "serial":
        return {"serial_number": rest} if _HEX.fullmatch(rest) else None
    hashes = _hashes(sort, rest) if sort in _CERTIFIED else {}
    return {"hashes": hashes} if hashes else None


def _message(value: str) -> Thing | None:
    """Return a message; whether it has parts is not known, and the property is required: false, the plain sort."""
    subject = value.removeprefix("subject:")
    field = "message_id" if subject == value else "subject"
    return {"is_multipart": False, field: subject} if _NAME.fullmatch(subject) else None


def _account(value: str) -> Thing | None:
    field = "user_id" if _SID.fullmatch(value) else "account_login"
    return {field: value} if _NAME.fullmatch(value) else None


def _software(value: str) -> Thing | None:
    """Return a product; of a CPE name (NISTIR 7695) its product, vendor and version, ``*`` and ``-`` for none."""
    if not _NAME.fullmatch(value):
        return None
    if not value.startswith("cpe:"):
        return {"name": value}
    parts = re.split(r"(?<!\\):", value.removeprefix("cpe:2.3:").removeprefix("cpe:/"))
    vendor, product, version = (re.sub(r"\\(.)", r"\1", part) for part in (*parts[1:4], "", "", "")[:3])
    cpe = value if _CPE.fullmatch(value) else ""
    fields = {"name": product, "vendor": vendor, "version": version, "cpe": cpe}
    if product in {"", "*", "-"}:
        return None
    return {key: held for key, held in fields.items() if held not in {"", "*", "-"}}


def _system(value: str) -> Thing | None:
    digits = value.upper().removeprefix("AS")
    return {"number": int(digits)} if digits.isascii() and digits.isdigit() and len(digits) <= 10 else None


def _schemeless(value: str) -> Thing | None:
    """Return an address as reports print it; which scheme it has is not known, and none is made up."""
    return _own(value) if _URL.fullmatch(f"http://{value}") else None


def _own(value: str) -> Thing | None:
    return {"value": value, "extensions": _EXTENDED} if _NAME.fullmatch(value) else None


_NETWORK = {"ipv4-addr": "ipv4", "ipv6-addr": "ipv6", "domain-name": "ip"}
"""Protocol below the port, by what the host is."""
_CONTRIBUTING: dict[str, Collection[str]] = {
    "email-message": ("from_ref", "subject", "body"),
    "process": (),
    "x-cryptocurrency-wallet": ("value",),
    "x-named-pipe": ("value",),
    "x-network-fingerprint": ("algorithm", "value"),
    "x-scheduled-task": ("value",),
    "x-service": ("value",),
    "x-url-without-scheme": ("value",),
    "x-user-agent": ("value",),
    "x-yara-rule": ("value",),
}
"""Properties that ids are made of, where not all of those we write are."""
_KINDS: dict[str, Callable[[str], Thing | None]] = {
    "autonomous-system": _system,
    "directory": _matching(_NAME, "path"),
    "domain-name": _matching(_DOMAIN, "value"),
    "email-addr": _matching(_EMAIL, "value"),
    "email-message": _message,
    "file": _file,
    "ipv4-addr": _address(4),
    "ipv6-addr": _address(6),
    "mac-addr": _matching(_MAC, "value"),
    "mutex": _matching(_NAME, "name"),
    "process": _matching(_NAME, "command_line"),
    "software": _software,
    "url": _matching(_URL, "value"),
    "user-account": _account,
    "windows-registry-key": _matching(_NAME, "key"),
    "x-cryptocurrency-wallet": _own,
    "x-named-pipe": _own,
    "x-scheduled-task": _own,
    "x-service": _own,
    "x-url-without-scheme": _schemeless,
    "x-user-agent": _own,
    "x-yara-rule": _own,
    "x509-certificate": _certificate,
}
