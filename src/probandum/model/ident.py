"""How a thing gets its name from its content.

An identity is the SHA-256 of canonical JSON: keys sorted, no white space, UTF-8, no floats
(RFC 8785 where the value holds only objects with ASCII keys, arrays, strings, integers, booleans and null).
"""

import hashlib
from decimal import Decimal
from typing import Any, NewType

import msgspec

Digest = NewType("Digest", str)
"""SHA-256 of bytes: 64 lowercase hexadecimal digits."""

Id = NewType("Id", str)
"""Name of a record: ``kind:`` and 64 lowercase hexadecimal digits."""


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A frozen record: equal by content, hashable, serialisable.

    It is made of what was there before, so no cycle can lead through it, and the garbage collector need not look at it.
    """


def digest(data: bytes) -> Digest:
    """Return the SHA-256 of bytes (FIPS 180-4)."""
    return Digest(hashlib.sha256(data).hexdigest())


def canonical(value: Any) -> bytes:
    """Return canonical JSON.

    Raises:
        TypeError: the value holds a float; identities take decimals as strings.
    """
    plain = msgspec.to_builtins(value, str_keys=True)
    _refuse_floats(plain)
    return msgspec.json.encode(plain, order="sorted")


def identify(kind: str, value: Any) -> Id:
    """Return ``kind:<sha256 of canonical JSON>``."""
    return Id(f"{kind}:{digest(canonical(value))}")


def identify_plain(kind: str, value: Any) -> Id:
    """Return what :func:`identify` gives, in a third of the time, for a value in which no float can be."""
    return Id(f"{kind}:{digest(msgspec.json.encode(value, order='sorted'))}")


def short(name: str, digits: int = 12) -> str:
    """Return a name as people read it: kind and the first digits of the hash."""
    kind, colon, tail = name.rpartition(":")
    return f"{kind}{colon}{tail[:digits]}"


def decimal(number: float, places: int = 9) -> Decimal:
    """Return a float as a decimal with fixed places, the form in which numbers are recorded."""
    return Decimal(f"{number:.{places}f}")


_PLAIN = frozenset({str, int, bool, type(None)})


def _refuse_floats(value: Any) -> None:
    """Look through what ``msgspec.to_builtins`` made: dictionaries, lists and plain values."""
    kind = type(value)
    if kind is float:
        raise TypeError("a float has no place in an identity: record it as a decimal")
    if kind in _PLAIN:
        return
    for item in value.values() if kind is dict else value:
        if type(item) not in _PLAIN:
            _refuse_floats(item)
