"""Which words and pairs of words of a table stand in a row: found word by word, without putting each pair together."""

from collections.abc import Iterable, Sequence
from itertools import repeat

_NOTHING = repeat(-1)
_NONE = repeat(dict[str, int]())


class Runs:
    """A table of words and of pairs.

    Args:
        runs: a pair with a blank between its words.
    """

    def __init__(self, runs: Iterable[str]) -> None:
        self._ones: dict[str, int] = {}
        self._twos: dict[str, dict[str, int]] = {}
        for number, run in enumerate(runs):
            first, blank, second = run.partition(" ")
            if blank:
                self._twos.setdefault(first, {})[second] = number
            else:
                self._ones[first] = number

    def within(self, words: Sequence[str]) -> set[int]:
        """Return the numbers of the words and pairs that stand in a row of words.

        It is all chains of ``map``, which cost half of what loops would.
        """
        found = {*map(self._ones.get, words, _NOTHING)}
        found.update(map(dict.get, map(self._twos.get, words, _NONE), words[1:], _NOTHING))
        found.discard(-1)
        return found
