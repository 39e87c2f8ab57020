"""Observed values as STIX 2.1 cyber-observable objects, with the ids that the standard computes (2.9)."""

import ipaddress
import re
import uuid
from collections.abc import Callable
from typing import Any

import msgspec

_NAMESPACE = uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
_HASHES = {32: "MD5", 40: "SHA-1", 64: "SHA-256", 128: "SHA-512"}

_HEX = re.compile(r"[0-9a-fA-F]+")
_DOMAIN = re.compile(
    r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)+", re.IGNORECASE
)
_EMAIL = re.compile(r"[\w.%+'-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)
_URL = re.compile(
    r"[a-z][a-z0-9+.-]*://(?:[A-Za-z0-9._~:@!$&'()*+,;=-]|%[0-9A-F]{2})+"
    r"(?:[/?#](?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-F]{2})*)?(?:#(?:[A-Za-z0-9._~/?-])*)?",
    re.IGNORECASE,
)
_MAC = re.compile(r"[0-9a-f]{2}(?::[0-9a-f]{2}){5}")
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,1024}")
_LONGEST = 4_096

Thing = dict[str, Any]


def observable(kind: str, value: str) -> Thing | None:
    """Return the object for a value, or None where the standard has no form for it or would refuse it."""
    make = _KINDS.get(kind)
    found = make(value) if make and len(value) <= _LONGEST else None
    if found is None:
        return None
    contributing = msgspec.json.encode(found, order="sorted").decode("utf-8")
    return {"type": kind, "id": f"{kind}--{uuid.uuid5(_NAMESPACE, contributing)}", **found}


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
    if _HEX.fullmatch(value) and len(value) in _HASHES:
        return {"hashes": {_HASHES[len(value)]: value.lower()}}
    name = re.split(r"[\\/]", value)[-1]
    return {"name": name} if _NAME.fullmatch(name) else None


def _system(value: str) -> Thing | None:
    digits = value.upper().removeprefix("AS")
    return {"number": int(digits)} if digits.isascii() and digits.isdigit() and len(digits) <= 10 else None


_KINDS: dict[str, Callable[[str], Thing | None]] = {
    "autonomous-system": _system,
    "directory": _matching(_NAME, "path"),
    "domain-name": _matching(_DOMAIN, "value"),
    "email-addr": _matching(_EMAIL, "value"),
    "file": _file,
    "ipv4-addr": _address(4),
    "ipv6-addr": _address(6),
    "mac-addr": _matching(_MAC, "value"),
    "mutex": _matching(_NAME, "name"),
    "url": _matching(_URL, "value"),
    "windows-registry-key": _matching(_NAME, "key"),
}
