"""Rare signs that rules for indicators begin at, all found in one pass over a text."""

from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from re import Match, Pattern

from ahocorasick_rs import AhoCorasick, Implementation

DISGUISED = ("hxx", "htx", "hxt", "h**", "h__", "meow", "fxp", "httx")
"""What every disguised scheme of an address begins with."""
CUES = (
    *("mutex", "named pipe", "service name", "windows service", "service named", "service called"),
    *("scheduled task", "task name", "yara rule", "username", "user name", "user account", "account named"),
    *("user-agent", "user agent", "useragent", "subject", "message-id", "serial", "rule"),
)
_SIGNS = (*DISGUISED, *CUES, "cve", "hk")
_WINDOW = 1 << 18
"""Characters that are looked through at once: a text of nothing but signs must not fill the memory."""
_LONGEST = max(map(len, _SIGNS)) - 1
_AUTOMATON = AhoCorasick(_SIGNS, implementation=Implementation.DFA)
_ALPHANUMERIC = bytes(ord("a") if chr(code).isalnum() and code < 128 else ord(" ") for code in range(256))


class Signs:
    """Signs of one text.

    Args:
        text: as written.

    Attributes:
        low: the text in lower case, each character where it was.
    """

    def __init__(self, text: str) -> None:
        self.low = lower(text)
        self._places: dict[str, array[int]] = {}
        plain = self.low.encode("ascii", "replace")
        for at in range(0, len(plain), _WINDOW):
            part = plain[at : at + _WINDOW + _LONGEST].decode()
            for number, start, _ in _AUTOMATON.find_matches_as_indexes(part, overlapping=True):
                if start < _WINDOW:
                    self._places.setdefault(_SIGNS[number], array("q")).append(at + start)

    def of(self, sign: str) -> Iterable[int]:
        """Return where a sign stands, ascending."""
        return self._places.get(sign, ())

    def mentions(self, cue: str) -> Iterator[tuple[int, int]]:
        """Yield where a cue stands as a word, with the plural's ending."""
        low = self.low
        for at in self.of(cue):
            end = at + len(cue)
            end += 2 if low.startswith("es", end) else 1 if low.startswith("s", end) else 0
            if not low[max(at - 1, 0) : at].isalnum() and not low[end : end + 1].isalnum():
                yield at, end

    def matches(self, sign: str, pattern: Pattern[str], text: str) -> Iterator[Match[str]]:
        """Yield what ``pattern.finditer`` gives for a pattern that begins with a sign."""
        end = 0
        for at in self.of(sign):
            match = pattern.match(text, at) if at >= end else None
            if match:
                end = match.end()
                yield match


@lru_cache(maxsize=1)
def signs(text: str) -> Signs:
    """Return the signs of a text; kept until the next one, since several rules ask in turn."""
    return Signs(text)


def lower(text: str) -> str:
    """Return the text in lower case, each character where it was."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def long_runs(text: str, least: int) -> Iterator[int]:
    """Yield where runs of at least so many ASCII letters and digits begin."""
    plain, run = text.encode("ascii", "replace").translate(_ALPHANUMERIC), b"a" * least
    at = plain.find(run)
    while at >= 0:
        yield at
        end = plain.find(b" ", at + least)
        at = plain.find(run, end) if end >= 0 else -1
