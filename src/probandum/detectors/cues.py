"""Words near a name that say of what kind it is."""

import re
from bisect import bisect_left
from typing import NamedTuple

REACH = 30
"""How many characters a cue reaches, on the same line."""

_ACTOR = (
    r"groups?|gangs?|actors?|apts?|aka|a\.k\.a\.?|operators?|affiliates?|hackers?|crews?|collective|cluster|"
    r"intrusion set|threat group|adversar(?:y|ies)|attackers?|attributed|tracked as|also known as|known as|dubbed|"
    r"cybercriminals?|cybercrime|nation-state|state-sponsored|espionage|syndicate|team"
)
_SOFTWARE = (
    r"ransomware|malware|backdoors?|trojans?|rats?|loaders?|stealers?|infostealers?|botnets?|bots?|worms?|droppers?|"
    r"downloaders?|payloads?|implants?|variants?|famil(?:y|ies)|samples?|keyloggers?|miners?|rootkits?|wipers?|"
    r"exploit kits?|spyware|infect(?:s|ed|ion|ions)?|raas|maas|crypters?|webshells?|web shell|banker|bankers"
)
_TOOL = r"tools?|utilit(?:y|ies)|commands?|executable|binary|framework|post-exploitation|open-source"
_CUE = re.compile(rf"\b(?:(?P<actor>{_ACTOR})|(?P<software>{_SOFTWARE})|(?P<tool>{_TOOL}))\b")


class Cue(NamedTuple):
    """A cue at characters [start, end); sort is ``actor``, ``software`` or ``tool``."""

    start: int
    end: int
    sort: str
    word: str


class Cues:
    """All cues of one folded text.

    Args:
        folded: the text in lower case, as long as the text itself.
        text: the text as written, for its line breaks.
    """

    def __init__(self, folded: str, text: str) -> None:
        self._text = text
        self._found = [Cue(*match.span(), match.lastgroup or "", match[0]) for match in _CUE.finditer(folded)]
        self._starts = [cue.start for cue in self._found]

    def near(self, start: int, end: int, sorts: frozenset[str]) -> Cue | None:
        """Return the nearest cue of these sorts for the words at [start, end); one behind wins over one before."""
        best: tuple[int, int, Cue] | None = None
        index = bisect_left(self._starts, start - REACH - 20)
        while index < len(self._found) and self._found[index].start <= end + REACH:
            cue = self._found[index]
            index += 1
            if cue.sort not in sorts or (cue.start < end and cue.end > start):
                continue
            gap = self._text[end : cue.start] if cue.start >= end else self._text[cue.end : start]
            if len(gap) <= REACH and "\n" not in gap:
                best = min(best or (len(gap), index, cue), (len(gap), index, cue))
        return best[2] if best else None


def is_cue(word: str) -> bool:
    """Return whether a word in lower case is a cue."""
    return _CUE.fullmatch(word) is not None
