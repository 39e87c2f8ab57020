"""Heads of noun phrases and the levels they stand for, and words that tell one actor from another."""

import re

from probandum.detectors.sayings import lexica
from probandum.detectors.sayings.inflect import plural
from probandum.detectors.sayings.wordlist import listed
from probandum.model.scales import Level

NAMED_AFTER = re.compile(r"\b(?:known as|called|dubbed|named|tracked as|call|nicknamed|aka|brand(?:ed)?)\b")
POSING = re.compile(
    r"\b(?:posing as|calling itself|calling themselves|known as|called|dubbed|we call|nicknamed|tracked as|by the name of|under the name)\b"
)
QUALIFIED = re.compile(
    rf"\b(?:(?:{lexica.STATELY})[- ](?:{lexica.LINK_WORDS}|actors?|hackers?|groups?|adversar\w+|level)|state[- ]actors?|nation[- ]states?)\b",
    re.IGNORECASE,
)
LINK = re.compile(
    rf"(?:[-\s](?P<behind>{lexica.LINK_WORDS})\b|\b(?P<before>(?:(?:closely|directly|believed to be|thought to be|suspected of being|allegedly) )?(?:{lexica.LINK_WORDS})(?: (?:in support|on behalf|for|to|with|by|out|from|under|in|inside|within|of|the|interests?|goals?|direction|control)){{1,4}}) )",
    re.IGNORECASE,
)
LINKED = re.compile(
    r"\w-(?:backed|sponsored|linked|affiliated|aligned|controlled|directed|nexus|run|funded|financed)\b"
)
OBLIQUE = frozenset(listed("certain other some those another foreign hostile third that unnamed such"))
COUNTED = re.compile(
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}|a dozen|dozens)\b", re.IGNORECASE
)
LEGAL = frozenset(
    listed(
        "defendant defendants conspirator conspirators co-conspirators accomplices conspiracy culprits perpetrators"
    )
)
SERVICE = re.compile(
    r"[A-Z]{2,6}\Z|.*\b(?:Service|Agency|Bureau|Guards?|Corps|Army|Ministry|Directorate|Department|Security|Unit|Intelligence)\b"
)
ACRONYM = re.compile(r"['’]s? [A-Z][A-Z0-9-]{1,6}\Z|\b(?:ns|sh|se|an|ish|ese|li|ni) [A-Z][A-Z0-9-]{1,6}\Z")
"""What ends the name of a service of a state: “X's ABC”."""
THINGS = frozenset(
    listed(
        "network networks server servers system systems website websites report reports law laws court courts prosecutor prosecutors bank banks market markets ship ships currency dollar dollars lira pound pounds team teams"
        " newspaper newspapers regulator exports products industry economy economies election elections public winger striker film novel researchers journalists analysts police bureau student students"
    )
)
"""Heads that do nothing hostile themselves, whosever they are."""
SECRET = re.compile(
    r"\bUnit \d{3,6}\b|\b(?:Ministry|Bureau|Committee|Directorate) (?:of|for) (?:\w+ ){0,2}(?:Security|Intelligence)\b|\b(?:Intelligence|Secret) (?:Service|Directorate|Agency)\b"
)
"""Names of secret services and of military units."""
MAKERS = frozenset(
    listed(
        "operators operator makers maker creators creator authors author handlers handler developers developer gang crew group team masters controllers affiliates affiliate partners people men members customers"
    )
)
"""Heads that make a group of the name of software."""
THIRD = {
    "they": "many",
    "them": "many",
    "their": "many",
    "these": "many",
    "it": "one",
    "its": "one",
    "he": "one",
    "his": "one",
    "she": "one",
    "her": "one",
}


def _heads() -> dict[str, Level]:
    rows: tuple[tuple[Level, frozenset[str]], ...] = (
        ("operator", lexica.PERSON_HEADS),
        ("group", lexica.GROUP_HEADS),
        ("organisation", lexica.ORGANISATION_HEADS),
        ("state", lexica.STATE_HEADS),
    )
    return {form: level for level, heads in rows for head in sorted(heads) for form in (plural(head), head)}


HEADS: dict[str, Level] = _heads()
SPECIAL = frozenset(listed("media newspaper press broadcaster court parliament"))
"""Heads that tell of events rather than cause them; they are no accused."""
BEHIND_NOUN = frozenset({"loyal", "close", "friendly", "subordinate", "answerable", "active", "responsible"})
"""Adjectives that may stand behind their noun."""
