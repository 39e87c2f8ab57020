"""Whether text begins as JSON (RFC 8259), and which kind of JSON.

The text may be cut off anywhere, so it is read token by token against the grammar; depth costs memory, not recursion.
"""

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r'[ \t\r\n]*+(?:(?P<string>"(?>(?:[^"\\\x00-\x1f]|\\.)*)(?P<closed>"?+))|(?P<mark>[{}\[\]:,])'
    r"|(?P<scalar>[-0-9a-z][-+.0-9a-zE]*+)|(?P<end>\Z)|(?P<wrong>.))",
    re.DOTALL,
)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORDS = ("true", "false", "null")
_STIX_ID = re.compile(r'"[a-z0-9-]{1,64}--[0-9a-fA-F-]{36}"')

# The grammar: what is expected, what comes → what is expected next. s: string, v: number or word.
_VALUE = {"{": "member", "[": "item", "s": "after", "v": "after"}
_GRAMMAR: dict[str, dict[str, str]] = {
    "value": _VALUE,
    "item": {**_VALUE, "]": "close"},
    "member": {"s": "colon", "}": "close"},
    "key": {"s": "colon"},
    "colon": {":": "value"},
    "after {": {",": "key", "}": "close"},
    "after [": {",": "value", "]": "close"},
    "nothing": {},
}
_OBJECT_TYPE, _OBJECT_ID = ("objects", "[]", "type"), ("objects", "[]", "id")
_MISP = {("Event",), ("[]", "Event"), ("response", "Event"), ("response", "[]", "Event")}

Path = tuple[str, ...]
_SHALLOW = 3


def json_type(text: str) -> str | None:
    """Return the media type of JSON text, perhaps cut off at its end; None where it is not JSON.

    A STIX bundle says so in ``type``; where that comes too late, its ``id`` or its first object tells (STIX 2.1 §8).
    A MISP event is an object with ``Event`` (MISP core format, §2.1), alone, in a list or in a ``response``.
    """
    start = text.lstrip(" \t\r\n")[:1]
    if start not in ("{", "["):
        return None
    facts: dict[Path, str] = {}
    for path, token in _walk(text):
        if token is None:
            return None
        facts.setdefault(path, token)
    if facts.get(("type",)) == '"bundle"' or facts.get(("id",), "").startswith('"bundle--'):
        return "application/stix+json"
    if ("type",) not in facts and _OBJECT_TYPE in facts and _STIX_ID.fullmatch(facts.get(_OBJECT_ID, "")):
        return "application/stix+json"
    if any(facts.get(path) == "{" for path in _MISP):
        return "application/x-misp+json"
    return "application/json"


def _walk(text: str) -> Iterator[tuple[Path, str | None]]:
    """Yield path and first token of each value that is at most three deep; (), None where the grammar is broken."""
    stack: list[str] = []
    names: list[str] = []
    expected = "value"
    for found in _TOKEN.finditer(text):
        kind, raw = _kind(found, len(text))
        if kind == "end":
            return
        after = _GRAMMAR[expected].get(kind)
        if after is None:
            yield (), None
            return
        if after == "colon":
            names[-1] = raw[1:-1]
        elif after in ("member", "item", "after") and len(names) <= _SHALLOW:
            yield tuple(names), raw
        if kind in ("{", "["):
            stack.append(kind)
            names.append("[]")
        elif after == "close":
            stack.pop()
            names.pop()
        if after in ("close", "after"):
            after = f"after {stack[-1]}" if stack else "nothing"
        expected = after


def _kind(found: re.Match[str], end: int) -> tuple[str, str]:
    """Return how the grammar calls a token, and the token; ``wrong`` for what is none."""
    kind = found.lastgroup or "wrong"
    raw = found[kind]
    last = found.end() == end
    if kind == "mark":
        return raw, raw
    if kind == "string":
        return ("s" if found["closed"] or last else "wrong"), raw
    if kind == "scalar":
        cut = last and (raw[0] in "-0123456789" or any(word.startswith(raw) for word in _WORDS))
        return ("v" if cut or raw in _WORDS or _NUMBER.fullmatch(raw) else "wrong"), raw
    return kind, raw
