"""What a group tells of itself: a claim of one's own deed accuses nobody."""

import re
from collections.abc import Sequence

_GROUP = "\ue000"
"""How the name of a group is masked."""
_LONGEST = 120
"""Words of a sentence that are looked at."""
_PART = rf"(?!(?:is|are|was|were|has|have|she|he|they|it|we|but|then|government|ministry|police|researchers|officials)\b)[\w{_GROUP}\ue003-]+"
_WHO = (
    rf"(?:(?:groups?|gangs?|collectives?|crews?|hackers|hacktivists|activists|partisans|cartel|squad|brigade|army|persona"
    rf"|members of(?: the)? [\w-]+)(?: (?:called|named|of|known as|by the name of|(?:that |which |who )?(?:calls?|calling) (?:itself|themselves)))?"
    rf"(?: the)?(?: {_PART}){{0,5}}?|{_GROUP})"
)
_ASIDE = r"(?: ,?(?:in|on|for|through|at|who|which|that|last|this|had|has|have|also|itself|themselves|later|then|now|meanwhile|since|soon)\b(?: [\w'-]+){0,4}?)?"
_SAY = r"(?:said|says|say|wrote|writes|write|announced|announces|announce|boasted|boasts|boast|posted|declared|declares|stated|states|claimed|claims|claim)"
_SELF = r"(?:it|they|we|he|she)"
_TOLD = re.compile(
    rf"(?<!\w){_WHO}{_ASIDE} {_SAY}\b(?: (?:on|in|to|at|through|late|early|again|also|this|last)(?: [\w'-]+){{1,7}}?)?(?: that)? {_SELF} "
    rf"(?!(?:is|are|was|were|has been|have been|had been|did not|does not|do not|has not|have not|had not|never|had never|knew|know|knows|could not|would not)\b)"
)
_OWNED = re.compile(
    rf"(?<!\w){_WHO}{_ASIDE} {_SAY}\b(?: [\w'-]+){{0,8}}? (?:that )?it (?:was|is) {_SELF} (?:who|that|which)\b"
    r"|\bit is we\b(?: [\w'-]+){0,4}? who\b|\bwe are the ones who\b"
    rf"|(?<!\w){_WHO}{_ASIDE} (?:took|takes|taken|claimed|claims|claiming) (?:the )?(?:responsibility|credit)\b"
)
_LAID = re.compile(
    r"\b(?:link|blam|accus|attribut|suspect|alleg|believ|behind|tied|front for|on behalf of|back(?:ed|ing)|who calls? the)"
)
"""What lays a deed on somebody beside the boast."""


def boasted(words: Sequence[str]) -> bool:
    """Return whether a group tells in a sentence what it did itself, and nobody lays anything on anybody.

    Args:
        words: in lower case, names masked.
    """
    plain = " ".join(words[:_LONGEST])
    return bool(_TOLD.search(plain) or _OWNED.search(plain)) and not _LAID.search(plain)
