"""What looks like the name of a group that the pack does not hold: for the analyst, never linked."""

import re
from collections.abc import Iterator

from probandum.detectors.finds import Find
from probandum.detectors.lexicon import is_ordinary
from probandum.detectors.prose import OPENERS, in_prose

# Each begins with the first character, not with the look behind it: the engine then skips what cannot start one.
# Scripts without spaces between words (from U+2E80 on) may touch a code on both sides.
_CODE = re.compile(
    r"[A-Z](?<![0-9A-Za-z_\u00c0-\u2e7f.-].)(?:(?<=A)(?:PT-C-\d{2,3}|PT[- ]?\d{1,3}|TK-?\d{1,3})|(?<=U)(?:NC[- ]?\d{3,5}|AC-\d{4})|"
    r"(?<=F)IN[- ]?\d{1,2}|(?<=T)(?:A[- ]?(?!00)\d{3,4}|AG-\d{2,3}|G-\d{4}|EMP\.[A-Z][A-Za-z]{2,20}+)|(?<=D)EV-\d{4}|"
    r"(?<=S)torm-\d{4}|(?<=I)TG-?\d{2}|(?<=C)TG-\d{4})(?![0-9A-Za-z_\u00c0-\u2e7f-])"
)
_ANIMALS = (
    "Panda|Bear|Kitten|Spider|Chollima|Jackal|Buffalo|Leopard|Ocelot|Tiger|Typhoon|Blizzard|Sandstorm|Sleet|"
    "Tempest|Tsunami|Taurus|Ursa|Libra|Scorpius"
)
_STYLED = re.compile(rf"[A-Z](?<![\w.-].)[A-Za-z]{{2,15}}+ (?:{_ANIMALS}|{_ANIMALS.upper()})(?![\w-])")
_GROUP = re.compile(
    r"([A-Z](?<![\w.-].)[\w-]{2,24}+(?: [A-Z][\w-]{2,24}+)?) "
    r"(?:(?:APT|hacking|hacker|threat|ransomware|espionage|cybercrime|cybercriminal|extortion) "
    r"(?:group|gang|actor|crew|team)|gang|APT)(?![\w-])"
)
_FORMS = (
    (_CODE, 0, "a code for a group"),
    (_STYLED, 0, "a name in the style of a publisher's names for groups"),
    (_GROUP, 1, "called a group in the text"),
)


def candidates(text: str, known: list[tuple[int, int]]) -> Iterator[Find]:
    """Yield candidates.

    Args:
        text: as written.
        known: characters [start, end) that are names of the pack, ascending and disjoint.
    """
    taken = bytearray(len(text))
    for start, end in known:
        taken[start:end] = b"\x01" * (end - start)
    for pattern, group, why in _FORMS:
        for match in pattern.finditer(text):
            start, end = match.span(group)
            if (
                taken.find(1, start, end) >= 0
                or not in_prose(text, start, end)
                or _is_plain(match[group], group)
            ):
                continue
            taken[start:end] = b"\x01" * (end - start)
            value = " ".join(match[group].split())
            note = f"{why}; not in the knowledge pack: candidate for the analyst"
            yield Find("intrusion-set", value, start, end, "candidate", note)


def _is_plain(name: str, group: int) -> bool:
    """Return whether a group is called by an ordinary word, as in “the Russian hacking group”."""
    words = name.lower().split()
    return bool(group) and (
        "-" in name or "apt" in words or words[0] in OPENERS or any(map(is_ordinary, words))
    )
