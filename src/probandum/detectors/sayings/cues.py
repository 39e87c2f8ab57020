"""What sort of word a word is to the model beside the rules, and in which order the sorts come in a sentence.

Sixty sorts and the order of each two of them hold in sentences whose own words were never seen: “somebody of a state”
before “a hostile verb” reads otherwise than behind it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from probandum.detectors.sayings import lexica
from probandum.detectors.sayings.inflect import verb_forms
from probandum.detectors.sayings.wordlist import listed


def _forms(verbs: Iterable[str]) -> frozenset[str]:
    return frozenset(verb_forms(verbs))


_BARE = frozenset(listed("attackers attacker intruder intruders operator operators threat threats adversary"))
WORDS: dict[str, Iterable[str]] = {
    "crime": _forms(lexica.CRIME_VERBS),
    "hostile verb": _forms(lexica.HOSTILE_VERBS - lexica.CRIME_VERBS),
    "hostile noun": lexica.HOSTILE_NOUNS,
    "soft noun": lexica.SOFT_NOUNS,
    "hostile adjective": lexica.HOSTILE_ADJECTIVES,
    "light verb": _forms(lexica.LIGHT_VERBS),
    "accuse": _forms(lexica.ACCUSE_VERBS - {"name", "finger", "find", "sue", "fault"}),
    "attribute": _forms(lexica.ATTRIBUTE_VERBS - {"lead", "point", "lay", "track", "map"}),
    "call": _forms(listed("track name call dub know")),
    "say": _forms(lexica.SAY_VERBS),
    "benign": _forms(lexica.BENIGN_VERBS),
    "state": lexica.STATE_HEADS,
    "organisation": lexica.ORGANISATION_HEADS,
    "group": lexica.GROUP_HEADS - _BARE,
    "bare": _BARE | frozenset(listed("perpetrators criminals unknown somebody someone whoever")),
    "person": lexica.PERSON_HEADS,
    "not": listed(
        "not no never nor neither nobody none nothing without hardly don't doesn't didn't isn't wasn't cannot can't won't couldn't wouldn't aren't weren't hasn't haven't"
    ),
    "if": listed("if would could should may might must whether unless can will ought cannot"),
    "deny": listed(
        "deny denied denies denying denial reject rejects rejected rejecting dismiss dismisses dismissed refute refutes refuted refuting repudiate groundless baseless unfounded false absurd"
        " nonsense ridiculous preposterous invention fabricated untrue fiction fantasy"
    ),
    "smear": listed(
        "smear smears smearing slander slanders slandering hype hyping mud vilify vilifies defame lies lie liar thief empire provocation hypocrisy staged farce malicious blacken concocted"
        " concoction fabrication fabrications plot"
    ),
    "evidence": listed("evidence proof prove proves proved proven facts samples logs document documents"),
    "they": listed("it they its their them group unit same team actor"),
    "this": listed("this these that those such"),
    "we": listed("we our us i my ourselves"),
    "by": ("by",),
    "behind": listed(
        "behind responsible responsibility culprit author authors fingerprints hand hands hallmarks"
    ),
    "sure": listed(
        "confidence assess assesses assessed assessment likely judge judges attributed believed suspected consistent suggests points overlaps certain certainly doubt"
    ),
    "victim": listed("victim victims target targets suffered suffers fell prey hit struck targeted affected"),
    "stand by": listed(
        "stand stands solidarity support supports thank thanks welcome welcomes express expresses condolences assured"
    ),
    "boast": listed("claimed claims claim boasted credit announced calling itself"),
    "able": listed(
        "able capability capabilities capable means trained train capacity army expertise potential skills"
    ),
    "system": listed(
        "network networks servers server systems system mailboxes mailbox mail e-mail e-mails email emails phones phone computers computer accounts website websites sites data files documents"
    ),
    "work": listed(
        "works work working belongs subordinate front arm branch part employed tasked backed sponsored behalf orders interest run runs"
    ),
    "spy": listed("spies spy intelligence secret hackers hacker"),
    "is": listed("is are"),
    "was": listed("was were been being be"),
    "has": listed("has have had"),
    "unreal": listed(
        "film novel book museum exhibition lecture talk conference exercise scenario report guide page profile alias aliases known names renamed"
    ),
    "when": listed("since in during between ago year years"),
    "to": ("to",),
    "of": ("of",),
    "as": ("as",),
    "?": ("?",),
    '"': listed('" “ ”'),
    "intrusion set": ("\ue000",),
    "software": ("\ue001",),
    "name of a state": ("\ue002",),
    "one of a state": ("\ue003",),
    "organ of a state": ("\ue004",),
}
"""The sorts and their words."""
_NAMES = 5
"""The last sorts are names."""
_FORMS = 8
"""Sorts before all others: none, one, two, three or more names; fewer than 8, 14, 24 words, or more."""
_LENGTHS = (8, 14, 24)
SORTS = _FORMS + len(WORDS)
"""How many sorts there are."""
_OF: dict[str, tuple[int, ...]] = {}
for _number, _listed in enumerate(WORDS.values(), _FORMS):
    for _word in _listed:
        _OF[_word] = (*_OF.get(_word, ()), _number)


def cues(words: Sequence[str]) -> list[int]:
    """Return the sorts of a sentence's words in the order in which each first appears.

    Args:
        words: in lower case, names masked; quotation marks and question marks count as words.
    """
    found = dict.fromkeys([sort for word in words if word in _OF for sort in _OF[word]])
    names = sum(map(_MASKED.__contains__, words))
    return [min(names, 3), 4 + bisect_right(_LENGTHS, len(words)), *found]


_MASKED = frozenset(word for words in list(WORDS.values())[-_NAMES:] for word in words)
