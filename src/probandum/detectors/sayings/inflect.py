"""Forms of English verbs and nouns, from their first form."""

from collections.abc import Iterable
from typing import Literal

from probandum.detectors.sayings.wordlist import listed
from probandum.model.ident import Value

Form = Literal["base", "third", "past", "participle", "ing"]

_IRREGULAR = {
    "be": "be is been being was",
    "have": "have has had having had",
    "do": "do does done doing did",
    "steal": "steal steals stolen stealing stole",
    "take": "take takes taken taking took",
    "make": "make makes made making made",
    "say": "say says said saying said",
    "tell": "tell tells told telling told",
    "find": "find finds found finding found",
    "see": "see sees seen seeing saw",
    "know": "know knows known knowing knew",
    "think": "think thinks thought thinking thought",
    "go": "go goes gone going went",
    "come": "come comes come coming came",
    "become": "become becomes become becoming became",
    "give": "give gives given giving gave",
    "get": "get gets gotten getting got",
    "run": "run runs run running ran",
    "break": "break breaks broken breaking broke",
    "lie": "lie lies lied lying lied",
    "lay": "lay lays laid laying laid",
    "lead": "lead leads led leading led",
    "hold": "hold holds held holding held",
    "send": "send sends sent sending sent",
    "spread": "spread spreads spread spreading spread",
    "seek": "seek seeks sought seeking sought",
    "hide": "hide hides hidden hiding hid",
    "write": "write writes written writing wrote",
    "show": "show shows shown showing showed",
    "prove": "prove proves proven proving proved",
    "draw": "draw draws drawn drawing drew",
    "begin": "begin begins begun beginning began",
    "cut": "cut cuts cut cutting cut",
    "shut": "shut shuts shut shutting shut",
    "hit": "hit hits hit hitting hit",
    "put": "put puts put putting put",
    "set": "set sets set setting set",
    "let": "let lets let letting let",
    "cost": "cost costs cost costing cost",
    "hurt": "hurt hurts hurt hurting hurt",
    "keep": "keep keeps kept keeping kept",
    "leave": "leave leaves left leaving left",
    "strike": "strike strikes struck striking struck",
    "bring": "bring brings brought bringing brought",
    "build": "build builds built building built",
    "buy": "buy buys bought buying bought",
    "sell": "sell sells sold selling sold",
    "lose": "lose loses lost losing lost",
    "pay": "pay pays paid paying paid",
    "mean": "mean means meant meaning meant",
    "meet": "meet meets met meeting met",
    "feel": "feel feels felt feeling felt",
    "stand": "stand stands stood standing stood",
    "understand": "understand understands understood understanding understood",
    "choose": "choose chooses chosen choosing chose",
    "speak": "speak speaks spoken speaking spoke",
    "fall": "fall falls fallen falling fell",
    "rise": "rise rises risen rising rose",
    "grow": "grow grows grown growing grew",
    "throw": "throw throws thrown throwing threw",
    "withdraw": "withdraw withdraws withdrawn withdrawing withdrew",
    "overthrow": "overthrow overthrows overthrown overthrowing overthrew",
    "undertake": "undertake undertakes undertaken undertaking undertook",
    "fight": "fight fights fought fighting fought",
    "catch": "catch catches caught catching caught",
    "mislead": "mislead misleads misled misleading misled",
    "read": "read reads read reading read",
    "forbid": "forbid forbids forbidden forbidding forbade",
    "blow": "blow blows blown blowing blew",
    "swear": "swear swears sworn swearing swore",
    "drive": "drive drives driven driving drove",
    "win": "win wins won winning won",
    "deny": "deny denies denied denying denied",
    "spy": "spy spies spied spying spied",
    "wipe": "wipe wipes wiped wiping wiped",
    "tie": "tie ties tied tying tied",
}
"""base, third person, participle, -ing, past."""
_DOUBLED = frozenset(
    listed(
        "plan tap bug pin rob leak dox ban stop spot step plot map drop equip refer occur admit commit permit submit transfer dub log rig trap"
        " wiretap kidnap slam scrap hop tip chat ship grab nab dump"
    )
) - {"leak", "dox", "dump"}


class Word(Value, frozen=True):
    """A form of a verb."""

    lemma: str
    form: Form


def verb_forms(lemmas: Iterable[str]) -> dict[str, tuple[Word, ...]]:
    """Return all forms of verbs with what they can be; a past that is also a participle is both."""
    found: dict[str, list[Word]] = {}
    for lemma in lemmas:
        for form, written in _forms(lemma):
            found.setdefault(written, []).append(Word(lemma, form))
    return {written: tuple(dict.fromkeys(words)) for written, words in found.items()}


def _forms(lemma: str) -> list[tuple[Form, str]]:
    if lemma in _IRREGULAR:
        base, third, participle, ing, past = _IRREGULAR[lemma].split()
        return [("base", base), ("third", third), ("past", past), ("participle", participle), ("ing", ing)]
    third = plural(lemma)
    if lemma in _DOUBLED:
        stem = lemma + lemma[-1]
    elif lemma.endswith("e"):
        stem = lemma[:-1]
    else:
        stem = lemma
    past = f"{lemma[:-1]}ied" if lemma.endswith("y") and lemma[-2] not in "aeiou" else f"{stem}ed"
    ing = f"{lemma}ing" if lemma.endswith(("y", "ee", "ye")) else f"{stem}ing"
    return [("base", lemma), ("third", third), ("past", past), ("participle", past), ("ing", ing)]


def plural(noun: str) -> str:
    """Return the regular plural of a noun, which is also the third person of a verb."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{noun}s"
