"""Words near a name that say of what kind it is."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from probandum.model.ident import Value

REACH = 30
"""How many characters a cue reaches, on the same line."""


def _words(words: str) -> list[str]:
    return [word.strip() for word in words.replace("\n", " ").split(",")]


_ACTOR = _words(
    """group, groups, gang, gangs, actor, actors, apt, apts, aka, a.k.a, a.k.a., operator, operators,
    affiliate, affiliates, hacker, hackers, crew, crews, collective, cluster, intrusion set, threat
    group, adversary, adversaries, attacker, attackers, attributed, tracked as, tracks as, also known
    as, known as, dubbed, referred to as, refers to as, codenamed, code-named, cybercriminal,
    cybercriminals, cybercrime, nation-state, state-sponsored, espionage, syndicate, team, hacktivist,
    hacktivists, mercenary, mercenaries"""
)
_CLASS = _words(
    """ransomware, malware, trojan, trojans, rat, rats, stealer, stealers, infostealer, infostealers,
    botnet, botnets, bot, bots, worm, worms, keylogger, keyloggers, miner, miners, wiper, wipers,
    exploit kit, exploit kits, spyware, adware, raas, maas, crypter, crypters, webshell, webshells, web
    shell, banker, bankers, cryptominer, cryptominers, infect, infects, infected, infection, infections"""
)
_PART = _words(
    """backdoor, backdoors, loader, loaders, dropper, droppers, downloader, downloaders, payload, payloads,
    implant, implants, variant, variants, family, families, sample, samples, rootkit, rootkits, bootkit,
    bootkits, stager, stagers, toolkit, toolkits, kit, kits, builder, builders"""
)
_TOOL = _words(
    """tool, tools, utility, utilities, command, commands, executable, binary, framework,
    post-exploitation, open-source"""
)
_SORTS = {
    **dict.fromkeys(_ACTOR, "actor"),
    **dict.fromkeys((*_CLASS, *_PART), "software"),
    **dict.fromkeys(_TOOL, "tool"),
}
_LISTED = tuple(_SORTS)
_PARTS = frozenset(_PART)
_OWN = frozenset(("ransomware", "botnet", "botnets", "raas", "maas", "banker", "exploit kit"))
_NAMING = frozenset(
    (
        "aka",
        "a.k.a",
        "a.k.a.",
        "also known as",
        "known as",
        "tracked as",
        "tracks as",
        "dubbed",
        "referred to as",
    )
)


_ACTS = re.compile(
    r" (?:can|could|has|have|had|also|will|is able to|has the ability to|(?:has|have) also|(?:has|have) been)? ?"
    r"(?:used?|uses|deploy(?:s|ed)?|download(?:s|ed)?|exfiltrate[sd]?|encrypt(?:s|ed)?|execute[sd]?|target(?:s|ed)?|"
    r"obtain(?:s|ed)?|collect(?:s|ed)?|install(?:s|ed)?|communicate[sd]?|compromise[sd]?|inject(?:s|ed)?|steals?|stole)\b"
)


class Cue(Value, frozen=True):
    """A cue at characters [start, end); sort is ``actor``, ``software`` or ``tool``."""

    start: int
    end: int
    sort: str
    word: str

    @property
    def owned(self) -> bool:
        """Whether it may be somebody's, so that the name before it may be his: a “sample”, but no “ransomware”."""
        return self.word in _PARTS

    @property
    def of_itself(self) -> bool:
        """Whether only software is called so with its own name before it: “Maze ransomware”."""
        return self.word in _OWN

    @property
    def names(self) -> bool:
        """Whether a name follows it: “also known as”."""
        return self.word in _NAMING


class Cues:
    """All cues of one folded text.

    Args:
        folded: the text in lower case, as long as the text itself.
        text: the text as written, for its line breaks.
    """

    def __init__(self, folded: str, text: str) -> None:
        self._text = text
        self._found = [
            Cue(start, end, _SORTS[_LISTED[number]], _LISTED[number])
            for number, start, end in _AUTOMATON.find_matches_as_indexes(folded)
            if not (start and _is_word(folded[start - 1])) and not _is_word(folded[end : end + 1])
        ]
        self._starts = [cue.start for cue in self._found]

    def of(self, words: frozenset[str]) -> Iterator[Cue]:
        """Yield the cues that are one of these words, in the order of the text."""
        return (cue for cue in self._found if cue.word in words)

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


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def acts(text: str, end: int) -> bool:
    """Return whether what ends at a place does what intruders and their programs do: “… has used”."""
    return _ACTS.match(text, end) is not None


def is_cue(word: str) -> bool:
    """Return whether a word in lower case is a cue."""
    return word in _SORTS


_AUTOMATON = AhoCorasick(_LISTED, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
