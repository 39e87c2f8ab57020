"""Noun phrases and verb groups, cut out of tagged words."""

from probandum.detectors.sayings.tagging import Token
from probandum.model.ident import Value


class Phrase(Value, frozen=True):
    """Words [first, last) of a sentence; ``kind`` is ``NP``, ``VG`` or the tag of a single word."""

    kind: str
    first: int
    last: int


def phrases(words: list[Token]) -> list[Phrase]:
    """Return the phrases of a sentence, in its order and without gaps."""
    found: list[Phrase] = []
    index = 0
    while index < len(words):
        tag = words[index].tag
        if tag in {"D", "N", "P", "S"}:
            last = _noun_phrase(words, index)
            found.append(Phrase("NP", index, last))
        elif tag in {"X", "V"} or (tag in {"G", "R"} and _leads_verb(words, index)):
            last = _verb_group(words, index)
            found.append(Phrase("VG", index, last))
        else:
            last = index + 1
            found.append(Phrase(tag, index, last))
        index = last
    return found


def _leads_verb(words: list[Token], index: int) -> bool:
    """Return whether adverbs and negations lead to a verb."""
    while index < len(words) and words[index].tag in {"R", "G"}:
        index += 1
    return index < len(words) and words[index].tag in {"V", "X"}


def _noun_phrase(words: list[Token], index: int) -> int:
    if words[index].tag == "P":
        return index + 1
    at = index + 1
    while at < len(words):
        tag, low = words[at].tag, words[at].low
        if (
            tag in {"N", "S"}
            or (tag == "D" and words[at - 1].tag in {"D", "S"})
            or (tag == "V" and _is_modifier(words, index, at))
            or (
                tag == "R"
                and words[at - 1].tag in {"D", "S"}
                and at + 1 < len(words)
                and words[at + 1].tag in {"N", "V"}
            )
            or (low == "&" and at + 1 < len(words) and words[at + 1].tag == "N")
        ):
            at += 1
        else:
            break
    return at


def _is_modifier(words: list[Token], first: int, at: int) -> bool:
    """Return whether a participle stands before a noun as an adjective does (“the stolen data”)."""
    if words[at].form not in {"ed", "participle", "ing"}:
        return False
    follows = words[at + 1].tag if at + 1 < len(words) else ""
    return follows == "N" and (
        words[at - 1].tag in {"D", "S"} or (words[at - 1].tag == "R" and words[first].tag == "D")
    )


def _verb_group(words: list[Token], index: int) -> int:
    at = index
    while at < len(words):
        tag = words[at].tag
        if tag == "V":
            return at + 1
        if tag in {"X", "G", "R"}:
            at += 1
            continue
        if tag == "T" and words[at - 1].low in {"has", "have", "had", "ought"}:
            at += 1
            continue
        break
    while at > index + 1 and words[at - 1].tag in {"R"}:
        at -= 1
    return max(at, index + 1)
