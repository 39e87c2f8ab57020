"""Which runs of a table stand in a row of words: found word by word, without putting each run together."""

from collections.abc import Iterable, Sequence
from itertools import repeat

_ANY = "_"
"""Stands in a run for any word between two."""
_NOTHING = repeat(-1)
_NONE = repeat(dict[str, int]())
_NO_PAIR = repeat(dict[str, dict[str, int]]())


class Runs:
    """A table of words, of runs of two and three, and of two with any one between.

    Args:
        runs: each with blanks between its words.
    """

    def __init__(self, runs: Iterable[str]) -> None:
        self._ones: dict[str, int] = {}
        self._twos: dict[str, dict[str, int]] = {}
        self._threes: dict[str, dict[str, dict[str, int]]] = {}
        self._apart: dict[str, dict[str, int]] = {}
        for number, run in enumerate(runs):
            match run.split(" "):
                case [word]:
                    self._ones[word] = number
                case [first, second]:
                    self._twos.setdefault(first, {})[second] = number
                case [first, middle, third] if middle == _ANY:
                    self._apart.setdefault(first, {})[third] = number
                case [first, second, third]:
                    self._threes.setdefault(first, {}).setdefault(second, {})[third] = number

    def within(self, words: Sequence[str]) -> set[int]:
        """Return the numbers of the runs that stand in a row of words.

        It is all chains of ``map``, which cost half of what loops would.
        """
        seconds, thirds = words[1:], words[2:]
        found = {*map(self._ones.get, words, _NOTHING)}
        found.update(map(dict.get, map(self._twos.get, words, _NONE), seconds, _NOTHING))
        if self._apart:
            found.update(map(dict.get, map(self._apart.get, words, _NONE), thirds, _NOTHING))
        if self._threes:
            begun = map(self._threes.get, words, _NO_PAIR)
            found.update(map(dict.get, map(dict.get, begun, seconds, _NONE), thirds, _NOTHING))
        found.discard(-1)
        return found
