"""Whether a sentence asks others to do or stop something."""

import re

from probandum.detectors.sayings.chunks import Group, Sentence
from probandum.detectors.sayings.grammar import CLOSED, NOUNS_TOO, VERBS
from probandum.detectors.sayings.sieve import Sieved
from probandum.detectors.sayings.wordlist import listed

_STOPS = Sieved(
    re.compile(
        r"\b(?:must|should|ought to|have to|has to|had better|it is time for [\w ]{2,30} to|it is (?:high )?time to) (?:\w+ly |now |first |also |at once |finally )*(?:not (?:be|make|use|turn|let|allow|take|interfere)|stop|cease|end|halt|refrain|desist|put an end|abandon|be held|answer|explain|apologi[sz]e|withdraw|give up|drop|respect|abide|reflect|mind|look|own up|come clean|produce|present|provide|prove|publish|show|hand over|release|install|apply|patch|update|change|block|check|ensure|act|uphold|review|reset|disable|be extradited|be stopped|be brought)\b"
        r"|\blet (?:it|them|him|her|those|the \w+) (?:\w+ly )?(?:lay|show|prove|publish|produce|answer|explain|present|say|come|put|stop|give|look)\b|\bno longer (?:be )?(?:tolerated|accept)|\bhands off\b|\bexpress(?:es|ed)? (?:the|its|his|her) (?:\w+ )?(?:hope|wish|expectation)\b|\b(?:we|i) (?:\w+ )?(?:hope|expect|want) (?:that )?(?:\w+ ){1,5}(?:will|would|to|can)\b|\bplease\b",
        re.IGNORECASE,
    )
)
_ASKED_TO = frozenset(listed("expect ask advise encourage request invite warn recommend tell remind counsel"))
_URGE = frozenset(listed("urge demand implore exhort beg instruct"))
_NOT_IMPERATIVE = frozenset(
    listed("see note consider click read let learn compare suppose say imagine thank do have be figure make")
)
_COMMAND = re.compile(r"(?:please |also |then |never |always |do not )?([a-z-]+) ([a-z'-]+)")
_LURED = re.compile(
    r"\b(?:victim|user|recipient|target|macros?|enable|attachment|password|ransom|bitcoin|pay|http|parameter|c2|dns|reply to|to comment|for comment)\w*\b",
    re.IGNORECASE,
)


def demands(low: str, sentence: Sentence) -> bool:
    """Return whether a sentence asks others to do or stop something."""
    if _STOPS.search(low) and not _LURED.search(low):
        return True
    if is_imperative(sentence):
        return True
    return any(_is_urging(group, low, sentence) for group in sentence.groups)


def wishes(low: str) -> bool:
    """Return whether a sentence asks for something, by its words alone: “must stop”, or a command at its head."""
    if _STOPS.search(low) and not _LURED.search(low):
        return True
    found = _COMMAND.match(low)
    if found is None or found[1] in _NOT_IMPERATIVE or found[1] in NOUNS_TOO:
        return False
    base = any(form.form == "base" for form in VERBS.get(found[1], ()))
    return base and CLOSED.get(found[2]) not in {"X", "C", ","}


def is_imperative(sentence: Sentence) -> bool:
    """Return whether a sentence begins with a command."""
    at = 0
    while sentence.kind(at) in {"R", ","} or (sentence.kind(at) == "C" and at == 0):
        at += 1
    group = sentence.by_phrase.get(at)
    if group is None or group.form != "base" or group.lemma in _NOT_IMPERATIVE or group.infinitive:
        return False
    parts = sentence.words[sentence.phrases[at].first : group.word + 1]
    if any(token.tag == "X" and token.low not in {"do", "don't"} for token in parts):
        return False
    following = sentence.kind(at + 1)
    if group.lemma in NOUNS_TOO and not _is_command(sentence, at):
        return False
    return (
        following in {"NP", "I", "W", "."}
        or sentence.low(at + 1) in {"to", "and"}
        or following in {"VG", "C", "R"}
    )


def _is_command(sentence: Sentence, at: int) -> bool:
    """Return whether a word that is mostly a noun commands at the head of a sentence: no other verb says anything."""
    following = sentence.kind(at + 1)
    if following == "VG" or (following == "I" and sentence.low(at + 1) != "of"):
        return True
    if following != "NP":
        return False
    if sentence.words[sentence.phrases[at + 1].first].tag in {"D", "P"}:
        return True
    return all(
        other.at <= at or other.infinitive or other.form in {"base", "ing"} for other in sentence.groups
    )


def _is_urging(group: Group, low: str, sentence: Sentence) -> bool:
    if group.negated or group.reduced:
        return False
    if group.lemma in _URGE:
        return group.finite or group.form == "ing"
    next_low = sentence.low(group.at + 1)
    if group.lemma == "call" and next_low in {"on", "upon", "for"}:
        return sentence.kind(group.at + 2) == "NP"
    if group.lemma == "appeal" and next_low == "to":
        return True
    if group.lemma not in _ASKED_TO or _LURED.search(low):
        return False
    if group.lemma == "recommend" and (group.finite or group.passive):
        return True
    last = group.at + 1 if group.passive else group.at + 2
    return any(
        sentence.low(at) == "to" and sentence.kind(at + 1) in {"VG", "G", "R", "NP"}
        for at in range(last, min(last + 3, len(sentence.phrases)))
    )
