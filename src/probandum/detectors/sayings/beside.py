"""Charges that a sentence seems to make and does not: a supplier's wares, a boast, a defence, a call upon somebody."""

import re

from probandum.detectors.sayings.scene import Charge
from probandum.detectors.sayings.sentences import Span

_SOLD = re.compile(
    r"\b(?:(?:sold|made|built|developed|supplied|marketed|offered|licen[cs]ed|provided|bought) (?:by|from)"
    r"|(?:wares|products?|clients?|customers?|software|spyware|technolog(?:y|ies)|licen[cs]es?|servers?|buyers?) (?:of|from|by))"
    r"(?: the)?(?: [\w-]+){0,2} $"
)
_WARES = re.compile(
    r"(?:'s|')? (?:[\w-]+ ){0,2}(?:spyware|products?|software|technology|licen[cs]es?|clients?|customers?)\b"
)
_BOASTS = re.compile(
    r",?(?: had| has| have| later| also| then| meanwhile| since)*(?: claimed (?:the|this|that|these|those|an?|to have|it|both|responsibility|credit)\b"
    r"| (?:took|taken|taking|claimed|claiming) (?:the )?(?:credit|responsibility)"
    r"| (?:said|claimed|announced|boasted|bragged|wrote|posted)(?: on [\w ]{1,20}| in [\w ]{1,20})?(?: that)? (?:they|it|he|she) (?:had |have |has )?(?!was\b|were\b|been\b|knows?\b)\w+)"
)
_FOILED = re.compile(
    r"(?:disrupt\w*|foil\w*|defeat\w*|compromis\w*|disabl\w*|neutrali[sz]\w*|sabotag\w*|seiz\w*) (?:(?:the|an?|this|that|these|those|its|their|his|such|two|three|several|all|\w+'s|\w+s') )?(?:[\w-]+ ){0,2}"
    r"(?:attempts?|attacks?|operations?|campaigns?|botnets?|intrusions?|infrastructure|plots?|schemes?|malware|tools?|ring)\b"
)
_CALLED = re.compile(
    r"\b(?:is|are|was|were|be|been) (?:also |again |hereby )?(?:called|asked|urged|invited|requested) "
)
_DISCLAIMED = re.compile(
    r"\b(?:did not|didn't|do not|don't|have not|haven't|never|has not|hasn't) (?:say|said|claim|claimed|mean|meant|state|stated) (?:that )?(?:the |it )?"
)


_LONGEST = 2_000
"""Characters of a sentence up to which it is looked at: of longer ones each charge would read all of it again."""


def is_beside(text: str, span: Span, charge: Charge) -> bool:
    """Return whether what the rules take for a charge only looks like one.

    Args:
        text: the document.
        span: the sentence.
        charge: what the rules made of it.
    """
    start, end = span
    if end - start > _LONGEST:
        return False
    surface = charge.accused.surface
    at = text.find(surface, start, end) if surface else -1
    before = _plain(text[start : at if at >= 0 else end])
    behind = _plain(text[at + len(surface) : end]) if at >= 0 else ""
    if charge.accused.level == "group" and (
        _SOLD.search(before[-80:]) or _WARES.match(behind) or _BOASTS.match(behind)
    ):
        return True
    if charge.accused.level == "organisation" and _FOILED.match(_plain(text[charge.act[0] : end])):
        return True
    return bool(
        (charge.cue == "accused" and _CALLED.match(behind.lstrip()))
        or (at >= 0 and _DISCLAIMED.search(before) and before.count(",") == 0)
    )


def _plain(words: str) -> str:
    """Return words in lower case with straight apostrophes and single blanks; one at the end is kept."""
    return re.sub(r"\s+", " ", words.replace("’", "'").lower())
