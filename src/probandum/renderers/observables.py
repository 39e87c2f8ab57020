"""Observed values as STIX 2.1 cyber-observable objects, with the ids that the standard computes (2.9)."""

import ipaddress
import re
import uuid
from collections.abc import Callable
from typing import Any

import msgspec

_NAMESPACE = uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
_HASHES = {"md5": ("MD5", 32), "sha1": ("SHA-1", 40), "sha256": ("SHA-256", 64), "sha512": ("SHA-512", 128)}
"""Algorithms as normal forms of files name them: the name of the standard, hexadecimal digits."""

_HEX = re.compile(r"[0-9a-f]+")
_DOMAIN = re.compile(
    r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)+", re.IGNORECASE
)
_EMAIL = re.compile(r"[\w.%+'-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)
_URL = re.compile(
    r"[a-z][a-z0-9+.-]*://(?:\[[0-9a-f:.]+\](?::[0-9]*)?|(?:[a-z0-9._~:@!$&'()*+,;=-]|%[0-9a-f]{2})+)"
    r"(?:[/?#](?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-F]{2})*)?(?:#(?:[A-Za-z0-9._~/?-])*)?",
    re.IGNORECASE,
)
_MAC = re.compile(r"[0-9a-f]{2}(?::[0-9a-f]{2}){5}")
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,1024}")
_LONGEST = 4_096

Thing = dict[str, Any]


def observable(kind: str, value: str) -> list[Thing]:
    """Return the object for a value and what it refers to; nothing where the standard would refuse it.

    Values are normal forms: ``sha256:<hex>``, ``name:…`` and ``path:…`` for files.
    """
    if len(value) > _LONGEST:
        return []
    if kind == "file" and value.startswith("path:"):
        return _in_folder(value.removeprefix("path:"))
    make = _KINDS.get(kind)
    found = make(value) if make else None
    return [_named(kind, found)] if found else []


def _named(kind: str, fields: Thing) -> Thing:
    contributing = msgspec.json.encode(fields, order="sorted").decode("utf-8")
    return {"type": kind, "id": f"{kind}--{uuid.uuid5(_NAMESPACE, contributing)}", **fields}


def _in_folder(path: str) -> list[Thing]:
    name = re.split(r"[\\/]", path)[-1]
    folder = path[: len(path) - len(name)].rstrip("\\/")
    if not _NAME.fullmatch(path) or not name:
        return []
    if not folder:
        return [_named("file", {"name": name})]
    directory = _named("directory", {"path": folder})
    return [_named("file", {"name": name, "parent_directory_ref": directory["id"]}), directory]


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
    if sort in _HASHES:
        algorithm, length = _HASHES[sort]
        return {"hashes": {algorithm: rest}} if len(rest) == length and _HEX.fullmatch(rest) else None
    return {"name": rest} if sort == "name" and _NAME.fullmatch(rest) else None


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
