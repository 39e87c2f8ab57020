"""What is said to have been done, compared by classes of acts and by stems of words; no name of anybody enters.

A class gathers the words for one kind of act. The table is of acts in disputes about intrusions, in English; words of
other languages are compared by their stems alone.
"""

import re
from functools import lru_cache

from probandum.model.ident import Value

CLASSES: dict[str, str] = {
    "attack": r"cyber[- ]?(?:attack|operation|activit|campaign|offensive|incident)|attack|hack(?:s|ed|ing)?\b|target"
    r"|malicious (?:cyber )?activit",
    "disruption": r"disrupt|sabotag|destroy|destruct|destroyed|wip(?:e|ed|er|ers|ing)\b|disabl|defac|paraly[sz]"
    r"|denials? of service|ddos|shut(?:s|ting)? down|knock(?:s|ed|ing)? out|damag|crippl|black-?out|power cut",
    "espionage": r"espionage|spy\b|spies\b|spied\b|spying|surveil|eavesdrop|wire-?tap|snoop|intelligence gathering",
    "extortion": r"ransom|extort|blackmail",
    "fraud": r"fraud|launder|counterfeit|embezzl",
    "interference": r"interfer|meddl|influenc|disinform|propagand|manipulat",
    "intrusion": r"intru|br(?:oke|oken|eak|eaking|eaks)[- ]in|breach|compromis|penetrat|infiltrat|gain(?:s|ed|ing)? access"
    r"|access(?:ed|ing)\b|enter(?:ed|ing|s)?\b|unauthori[sz]ed|backdoor|implant",
    "slander": r"slander|smear|defam|discredit|vilif|(?:mak|made|spread|tell)\w* (?:up )?lies",
    "theft": r"steal|stole|theft|thie[fv]|exfiltrat|misappropriat|siphon|plunder|loot(?:ed|ing)?\b|rob(?:s|bed|bing|bery)?\b",
}
"""What begins a word or a phrase of each class."""

GENERAL = "attack"
"""Whoever denies all attacks denies each of these; whoever denies one of these does not deny all attacks."""
COVERED = frozenset({"attack", "disruption", "espionage", "extortion", "intrusion", "theft"})

_CLASSES = {name: re.compile(rf"\b(?:{words})") for name, words in CLASSES.items()}
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ions", "ion", "ers", "ies", "ed", "es", "er", "s", "e", "y")
_EMPTY = frozenset(
    """a about absurd accusation accusations act acts against alleg allegation allegations allegedly alleged all also an and any anything are as
    at baseless be been behind being by can carried carry case charge charges claim claims completely could denied denies deny did do does done
    fabricated fabrication fabrications false for from groundless had has have he her his in involved involvement is it its itself lie lies many
    never no none nonsense nor not nothing of off on or other others our out over part purely refute refutes reject rejected rejects report
    reported reports responsibility responsible said say says she so some such than that the their them these they this those to totally under
    unfounded untrue up us was we were what which who whole wholly with would""".split()  # noqa: SIM905 — a table reads better as one
)
"""Words that say nothing of the act, or mean the accusation itself: “denies the accusations” names no act."""
_LONGEST = 2_000
"""Characters of a phrase that are looked at."""


class Act(Value, frozen=True):
    """What a phrase says was done.

    Attributes:
        classes: classes of acts it names, sorted.
        stems: stems of its other telling words, sorted.
    """

    classes: tuple[str, ...]
    stems: tuple[str, ...]

    @property
    def named(self) -> bool:
        """Whether it names any act at all."""
        return bool(self.classes or self.stems)


@lru_cache(maxsize=1 << 14)
def act(phrase: str) -> Act:
    """Return what a phrase says was done."""
    words = phrase[:_LONGEST].casefold().replace("\u2019", "'")
    return Act(tuple(name for name, found in _CLASSES.items() if found.search(words)), stems(words))


def stems(phrase: str) -> tuple[str, ...]:
    """Return the stems of the telling words of a phrase, each once, sorted."""
    words = _WORD.findall(phrase[:_LONGEST].casefold())
    return tuple(sorted({stem(word) for word in words if word not in _EMPTY}))


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Return a word without its commonest English endings; at least four letters stay."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def shared(accused: Act, denied: Act) -> tuple[str, ...]:
    """Return by what a denied act is the one that somebody is accused of: classes, else stems; empty where it is not.

    Classes decide where both name any. Otherwise half of the telling words of the shorter phrase must be shared.
    """
    if accused.classes and denied.classes:
        common = set(accused.classes) & set(denied.classes)
        if GENERAL in denied.classes:
            common |= set(accused.classes) & COVERED
        return tuple(sorted(common))
    alike = set(accused.stems) & set(denied.stems)
    least = min(len(accused.stems), len(denied.stems))
    return tuple(sorted(alike)) if alike and len(alike) * 2 >= least else ()
