"""What looks like the name of a group that the pack does not hold: for the analyst, never linked."""

import re
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick

from probandum.detectors.cues import Cues
from probandum.detectors.finds import Find, Taken
from probandum.detectors.lexicon import is_ordinary
from probandum.detectors.prose import OPENERS, in_prose

# Scripts without spaces between words (from U+2E80 on) may touch a code on both sides.
_CODE = re.compile(
    r"(?<![0-9A-Za-z_\u00c0-\u2e7f.-])(?:APT-C-\d{2,3}|APT[- ]?\d{1,3}|ATK-?\d{1,3}|UNC[- ]?\d{3,5}|UAC-\d{4}|"
    r"FIN[- ]?\d{1,2}|TA[- ]?(?!00)\d{3,4}|TAG-\d{2,3}|TG-\d{4}|TEMP\.[A-Z][A-Za-z]{2,20}+|DEV-\d{4}|"
    r"Storm-\d{4}|ITG-?\d{2}|CTG-\d{4})(?![0-9A-Za-z_\u00c0-\u2e7f-])"
)
_PREFIXES = ("APT", "ATK", "UNC", "UAC-", "FIN", "TA", "TG-", "TEMP.", "DEV-", "Storm-", "ITG", "CTG-")
_ANIMALS = (
    *(
        "Panda",
        "Bear",
        "Kitten",
        "Spider",
        "Chollima",
        "Jackal",
        "Buffalo",
        "Leopard",
        "Ocelot",
        "Tiger",
        "Typhoon",
    ),
    *("Blizzard", "Sandstorm", "Sleet", "Tempest", "Tsunami", "Taurus", "Ursa", "Libra", "Scorpius"),
)
_STYLED = re.compile(r"(?<![\w.-])[A-Z][A-Za-z]{2,15}+ \Z")
_GROUP = re.compile(
    r"(?<![\w.-])([A-Z][\w-]{2,24}+(?: [A-Z][\w-]{2,24}+)?) "
    r"(?:(?:APT|hacking|hacker|threat|ransomware|espionage|cybercrime|cybercriminal|extortion) "
    r"(?:group|gang|actor|crew|team)|gang|APT)\Z"
)
_CALLED = frozenset({"group", "gang", "actor", "crew", "team", "apt", "threat group"})
_STEMS = (*_PREFIXES, *(f" {animal}" for animal in _ANIMALS), *(f" {animal.upper()}" for animal in _ANIMALS))
_AUTOMATON = AhoCorasick(_STEMS)
_LONGEST = 80


def candidates(text: str, cues: Cues, known: list[tuple[int, int]]) -> Iterator[Find]:
    """Yield candidates, codes before styled names before what is called a group.

    Args:
        text: as written.
        cues: those of the text.
        known: characters [start, end) that are names of the pack, ascending and disjoint.
    """
    taken = Taken(len(text))
    for start, end in known:
        taken.take(start, end)
    for start, end, why in (*_by_form(text), *_by_cue(text, cues)):
        if taken.any(start, end) or not in_prose(text, start, end):
            continue
        taken.take(start, end)
        value = " ".join(text[start:end].split())
        note = f"{why}; not in the knowledge pack: candidate for the analyst"
        yield Find("intrusion-set", value, start, end, "candidate", note)


def _by_form(text: str) -> list[tuple[int, int, str]]:
    """Return what looks like a group's name, codes first."""
    codes, styled = [], []
    for number, start, end in _AUTOMATON.find_matches_as_indexes(text, overlapping=True):
        if number < len(_PREFIXES):
            code = _CODE.match(text, start)
            if code:
                codes.append((start, code.end(), "a code for a group"))
        elif not _is_joined(text, end):
            first = _STYLED.search(text[max(start - 20, 0) : start + 1])
            if first:
                begin = start + 1 - len(first[0])
                styled.append((begin, end, "a name in the style of a publisher's names for groups"))
    return [*codes, *styled]


def _by_cue(text: str, cues: Cues) -> Iterator[tuple[int, int, str]]:
    """Yield what the text calls a group."""
    for cue in cues.of(_CALLED):
        left = max(cue.start - _LONGEST, 0)
        match = None if _is_joined(text, cue.end) else _GROUP.search(text[left : cue.end])
        if match and not _is_plain(match[1]):
            yield left + match.start(1), left + match.end(1), "called a group in the text"


def _is_joined(text: str, at: int) -> bool:
    return text[at : at + 1].isalnum() or text[at : at + 1] in ("_", "-")


def _is_plain(name: str) -> bool:
    """Return whether a group is called by an ordinary word, as in “the Russian hacking group”."""
    words = name.lower().split()
    return "-" in name or "apt" in words or words[0] in OPENERS or any(map(is_ordinary, words))
