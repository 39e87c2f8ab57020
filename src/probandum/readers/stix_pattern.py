"""STIX patterns (STIX 2.1, part 9): the equalities in them; what else they say is counted, not read."""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""\s+
    |(?P<string>'(?:[^'\\]|\\.)*')
    |(?P<path>[A-Za-z][\w-]*:(?:[\w-]+|'[^']*'|"[^"]*")(?:\.(?:[\w-]+|'[^']*'|"[^"]*")|\[(?:\d+|\*)\])*)
    |(?P<literal>[thb]'[^']*'|[+-]?\d+(?:\.\d+)?Z?)
    |(?P<word>[A-Za-z]+)
    |(?P<sign><=|>=|==|!=|<>|[=<>()\[\],])
    |(?P<wrong>.)""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A token with its half-open range in the pattern."""

    kind: str
    text: str
    start: int
    end: int


class Equality(NamedTuple):
    """``path = value``; the range is that of the value, without quotes, in the pattern."""

    path: str
    value: str
    start: int
    end: int


def equalities(pattern: str) -> tuple[list[Equality], int]:
    """Return the comparisons by ``=`` and ``IN`` with strings or integers that are not negated.

    Returns:
        The equalities in order, paths without quotes; and the number of comparisons that are none (``NOT``, ``!=``,
        ``LIKE``, ``MATCHES``, ``>`` …). A text that is no pattern gives nothing and counts as one.
    """
    tokens = [
        Token(match.lastgroup, match[0], match.start(), match.end())
        for match in _TOKEN.finditer(pattern)
        if match.lastgroup
    ]
    if not tokens or any(token.kind == "wrong" for token in tokens):
        return [], 1
    taken: list[Equality] = []
    left = 0
    for index, token in enumerate(tokens):
        if token.kind != "path":
            continue
        values = _values(tokens, index)
        taken += [_equality(token.text, value) for value in values]
        left += not values
    return taken, left if taken or left else 1


def _values(tokens: list[Token], index: int) -> list[Token]:
    """Return the literals that the path at an index is said to equal."""
    before = tokens[index - 1].text.upper() if index else ""
    if before in {"NOT", "EXISTS"} or index + 2 >= len(tokens):
        return []
    sign, after = tokens[index + 1].text.upper(), tokens[index + 2]
    if sign in {"=", "=="}:
        return [after] if _plain(after) else []
    if sign != "IN" or after.text != "(":
        return []
    values: list[Token] = []
    for token in tokens[index + 3 :]:
        if token.text == ")":
            return values
        if _plain(token):
            values.append(token)
    return []


def _plain(token: Token) -> bool:
    return token.kind == "string" or (token.kind == "literal" and token.text.isdigit())


def _equality(path: str, token: Token) -> Equality:
    path = re.sub(r"['\"]", "", path)
    if token.kind == "literal":
        return Equality(path, token.text, token.start, token.end)
    value = re.sub(r"\\(.)", r"\1", token.text[1:-1], flags=re.DOTALL)
    return Equality(path, value, token.start + 1, token.end - 1)
