"""What is nobody's infrastructure, or anybody's: the warning lists of the MISP project, as far as they mean that.

The lists lie beside this file as ``warninglists.mpk.gz``, made by ``tests/unit/detectors/make_warninglists.py``; it
names its source, versions and digests (:func:`warning_lists`). It is read once, when the first address is looked up.
"""

import gzip
from functools import cache, lru_cache
from importlib import resources
from ipaddress import ip_network

import msgspec

from probandum.model.ident import Value

STRONG, SHARED, POPULAR = "warning list", "shared service", "popular site"
"""Rows of the table of start values, from the lists that say most to those that say least."""


class WarningList(Value, frozen=True):
    """One list.

    Attributes:
        name: as the MISP project names it.
        version: of the list.
        sha256: of the list's file.
        row: of the table of start values.
        entries: how many were taken.
        mailboxes: whether mailboxes at its hosts are meant too, as they are not where anybody may have one.
    """

    name: str
    version: str
    sha256: str
    row: str
    entries: int
    mailboxes: bool = False


class WarningFile(Value, frozen=True):
    """What the packaged file holds; numbers are places in ``lists``.

    Attributes:
        source: package and version.
        licence: of the lists.
        lists: all lists, in the order in which they are believed.
        names: host names in A-labels, in lower case, that are meant alone.
        below: host names that are meant with everything below them.
        hashes: digests in lower case.
        nets4: length of the prefix → leading bits of an IPv4 address.
        nets6: the same of an IPv6 address, the bits in hexadecimal digits.
    """

    source: str
    licence: str
    lists: tuple[WarningList, ...]
    names: dict[str, int]
    below: dict[str, int]
    hashes: dict[str, int]
    nets4: dict[int, dict[int, int]]
    nets6: dict[int, dict[str, int]]


@cache
def warning_lists() -> WarningFile:
    """Return the packaged lists, read at the first call."""
    data = resources.files("probandum.detectors").joinpath("warninglists.mpk.gz").read_bytes()
    return msgspec.msgpack.decode(gzip.decompress(data), type=WarningFile)


@lru_cache(maxsize=1_024)
def warned(kind: str, value: str) -> WarningList | None:
    """Return the list that a host, the domain of a mailbox, an address block or a digest of a file is on.

    Args:
        kind: STIX type: ``domain-name``, ``ipv4-addr``, ``ipv6-addr``, ``email-addr`` or ``file``.
        value: normal form; a digest as ``sha256:<hex>``.
    """
    held = warning_lists()
    number: int | None = None
    if kind in ("ipv4-addr", "ipv6-addr"):
        number = _address(held, value)
    elif kind == "domain-name":
        number = _host(held, value)
    elif kind == "email-addr":
        number = _host(held, value.rpartition("@")[2])
        number = number if number is not None and held.lists[number].mailboxes else None
    elif kind in ("file", "x509-certificate"):
        number = held.hashes.get(value.partition(":")[2])
    return None if number is None else held.lists[number]


def _host(held: WarningFile, name: str) -> int | None:
    """Return the first list that has a name or, if it means what is below as well, one above it.

    Below a service that anybody may use are its tenants, of whom the lists say nothing.
    """
    bare = name.removeprefix("www.")
    found = [held.names[form] for form in (name, bare) if form in held.names]
    found += [held.below[name]] if name in held.below else []
    labels = bare.split(".")
    for index in range(max(len(labels) - 6, 0), len(labels)):
        number = held.below.get(".".join(labels[index:]))
        if number is not None and index and held.lists[number].row == SHARED:
            return min(found, default=None)
        found += [] if number is None else [number]
    return min(found, default=None)


def _address(held: WarningFile, value: str) -> int | None:
    try:
        block = ip_network(value)
    except ValueError:
        return None
    bits, longest = int(block.network_address), block.prefixlen
    places = [(length, bits >> (block.max_prefixlen - length)) for length in range(longest + 1)]
    if block.version == 4:
        found = [held.nets4[length].get(leading) for length, leading in places if length in held.nets4]
    else:
        found = [held.nets6[length].get(f"{leading:x}") for length, leading in places if length in held.nets6]
    return min((number for number in found if number is not None), default=None)
