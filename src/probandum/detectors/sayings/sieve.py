"""Patterns that are searched only in sentences that hold a word which they cannot do without.

Most sentences hold none, and telling so takes one pass of an automaton instead of a try at every character. The words
are read off the pattern itself, so the two never drift apart.
"""

import re
from collections.abc import Iterable
from functools import cached_property
from importlib import import_module
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation

_PARSER: Any = import_module("re._parser")
_MOST = 128
"""Words of a set; what needs more of them is cut shorter."""
_LEAST = 2
"""Characters of a word that is worth looking for."""
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_EMPTY = frozenset({""})
_ALIKE = "\u0131\u017f\u0307"
"""Letters in lower case that ``re`` takes for “i” and “s” where case does not matter, and the dot of a small “İ”."""

Words = frozenset[str]


class Sieved:
    """A pattern for sentences in lower case.

    Args:
        pattern: as it is searched.
        others: patterns of which any may match; only :meth:`may_match` tells of them.
    """

    def __init__(self, pattern: re.Pattern[str], *others: re.Pattern[str]) -> None:
        self.pattern = pattern
        self._all = (pattern, *others)

    def search(self, low: str) -> re.Match[str] | None:
        """Return the first match in a sentence in lower case; None where there is none."""
        return self.pattern.search(low) if self.may_match(low) else None

    def may_match(self, low: str) -> bool:
        """Return whether a sentence in lower case holds a word of which every match of a pattern has one."""
        words = self._words
        if words is None or words.find_matches_as_indexes(low):
            return True
        return not low.isascii() and any(letter in low for letter in _ALIKE)

    @cached_property
    def _words(self) -> AhoCorasick | None:
        found = [needed(pattern) for pattern in self._all]
        if not all(found):
            return None
        return AhoCorasick(sorted(frozenset().union(*found)), implementation=Implementation.DFA)


def needed(pattern: re.Pattern[str]) -> Words:
    """Return words of which each match of a pattern holds at least one, in lower case; empty where nothing is known."""
    return _sequence(_PARSER.parse(pattern.pattern, pattern.flags))[1]


def _sequence(items: Iterable[tuple[Any, Any]]) -> tuple[Words | None, Words]:
    """Return all that a sequence can match, None for too much, and words of which each match holds one."""
    run, best, whole = _EMPTY, frozenset[str](), True
    for name, value in items:
        exact, inner = _item(str(name), value)
        joined = _joined(run, exact)
        if joined is None:
            best = _better(_better(best, run), inner)
            run, whole = exact if exact is not None else _EMPTY, False
        else:
            run = joined
    return (run if whole else None), _better(best, run)


def _joined(run: Words, more: Words | None) -> Words | None:
    if more is None or len(run) * len(more) > _MOST:
        return None
    return frozenset(one + other for one in run for other in more)


def _better(one: Words, other: Words) -> Words:
    """Return the words that tell more: the shortest of them is longer, or they are fewer."""
    return (
        max(one, other, key=lambda words: (min(map(len, words), default=0), -len(words)))
        if one
        else _worth(other)
    )


def _worth(words: Words) -> Words:
    return words if words and min(map(len, words)) >= _LEAST else frozenset()


def _item(name: str, value: Any) -> tuple[Words | None, Words]:
    """Return for one part of a pattern what :func:`_sequence` returns for several."""
    if name == "LITERAL":
        return frozenset({chr(value).lower()}), frozenset()
    if name == "IN":
        return _characters(value), frozenset()
    if name in {"AT", "ASSERT", "ASSERT_NOT"}:
        return _EMPTY, frozenset()
    if name == "SUBPATTERN":
        return _sequence(value[-1])
    if name == "ATOMIC_GROUP":
        return _sequence(value)
    if name == "BRANCH":
        return _branches([_sequence(branch) for branch in value[1]])
    if name in _REPEATS:
        least, most, body = value
        exact, inner = _sequence(body)
        if int(most) == 1 and exact is not None:
            return (exact if least else exact | _EMPTY), inner
        return None, inner if least else frozenset()
    return None, frozenset()


def _characters(members: Iterable[tuple[Any, Any]]) -> Words | None:
    found = list(members)
    if any(str(name) != "LITERAL" for name, _ in found):
        return None
    return frozenset(chr(value).lower() for _, value in found)


def _branches(branches: list[tuple[Words | None, Words]]) -> tuple[Words | None, Words]:
    exact = frozenset[str]().union(*(one for one, _ in branches if one is not None))
    if all(one is not None for one, _ in branches) and len(exact) <= _MOST:
        return exact, _worth(exact)
    words = [inner or (_worth(one) if one is not None else frozenset()) for one, inner in branches]
    return None, frozenset().union(*words) if all(words) else frozenset()
