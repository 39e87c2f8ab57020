"""Who is the subject of a verb: by position, over insertions, enumerations and relative clauses."""

from typing import TYPE_CHECKING

from probandum.detectors.sayings.wordlist import listed

if TYPE_CHECKING:
    from probandum.detectors.sayings.chunks import Group, Sentence

_OPEN_ENDED = frozenset(
    listed(
        "of in from at for with on to behind within inside near outside under against by as into across including like"
    )
)
_INSERTING = frozenset(
    listed(
        "which who whose including like through as among along together alongside according acting working also known"
    )
)
_CONTROL = frozenset(
    listed(
        "urge ask call tell order direct instruct force want expect require allow permit pay hire recruit task enable advise warn encourage request demand press invite cause lead task employ let help"
    )
)
_CHARGING = frozenset(
    listed(
        "accuse blame charge indict prosecute convict suspect condemn denounce prevent stop keep arrest sentence criticise criticize fault sanction deter implicate"
    )
)


def subject_of(sentence: "Sentence", group: "Group") -> tuple[int, int] | None:
    """Return the words [first, last) of the subject of a verb; None where there is none in the sentence."""
    at = group.at - 1
    if group.reduced and sentence.low(at) == "as":
        return _whole(sentence, at - 1)
    if group.infinitive and sentence.low(at) == "to":
        return _of_infinitive(sentence, group, at - 1)
    while at >= 0 and sentence.kind(at) in {"R", "G"}:
        at -= 1
    if sentence.kind(at) == "W" and sentence.low(at) in {"that", "which", "who"}:
        return _antecedent(sentence, at - 1)
    if sentence.kind(at) == ",":
        return _over_comma(sentence, group, at)
    if sentence.kind(at) == "C":
        before = _partner(sentence, group, at)
        return sentence.subject(before) if before else None
    if sentence.kind(at) == "VG":
        relative = _relative(sentence, at) if group.finite else sentence.by_phrase[at]
        return sentence.subject(relative) if relative else None
    if sentence.kind(at) == "NP":
        interrupted = _interrupted(sentence, group, at)
        if interrupted:
            return sentence.subject(interrupted)
        whole = _whole(sentence, at)
        relative = (
            _relative(sentence, sentence.phrase_of[whole[0]] - 1)
            if group.finite and not sentence.pronoun(at)
            else None
        )
        return sentence.subject(relative) if relative else whole
    if sentence.kind(at) in {"I", "W"} or at < 0:
        return _of_gerund(sentence, group, at) or (_opening(sentence, group) if at <= 0 else None)
    return None


def _interrupted(sentence: "Sentence", group: "Group", at: int) -> "Group | None":
    """Return the auxiliary that an insertion parts from its verb (“had for eleven years been breaking into”)."""
    before = sentence.by_phrase.get(at - 2)
    if (
        before is None
        or sentence.kind(at - 1) != "I"
        or (sentence.words[before.word].tag != "X" and before.lemma != "have")
    ):
        return None
    begins = sentence.words[sentence.phrases[group.at].first]
    return before if begins.low == "been" or begins.form in {"ed", "participle", "ing"} else None


def _relative(sentence: "Sentence", at: int) -> "Group | None":
    """Return the verb of the relative clause that ends at a verb (“parties who wanted it raised | have had a hand”)."""
    for before in range(at, max(at - 8, 0), -1):
        kind = sentence.kind(before)
        if kind in {",", ".", "C"}:
            return None
        if kind == "VG" and sentence.kind(before - 1) == "W":
            relative = (
                sentence.low(before - 1) in {"who", "which", "that"} and sentence.kind(before - 2) == "NP"
            )
            first = relative and (before - 3 < 0 or sentence.kind(before - 3) in {",", ".", "W", "I", "C"})
            return sentence.by_phrase[before] if first else None
    return None


def _partner(sentence: "Sentence", group: "Group", at: int) -> "Group | None":
    """Return the verb that one after “and” or a comma shares its subject with."""
    says = sentence.low(group.at + 1) == "that"
    apart = sentence.kind(at - 1) == ","
    fallback = None
    for before in range(at - 1, -1, -1):
        other = sentence.by_phrase.get(before)
        if sentence.kind(before) == "." or other is None or other.reduced or other.finite != group.finite:
            continue
        fallback = fallback or other
        relative = (
            sentence.kind(before - 1) == "W"
            and sentence.low(before - 1) in {"that", "which", "who"}
            and sentence.kind(before - 2) in {"NP", ","}
        )
        if (says and sentence.low(before + 1) != "that") or (apart and relative and not says):
            continue
        return other
    return fallback


def _over_comma(sentence: "Sentence", group: "Group", at: int) -> tuple[int, int] | None:
    """Return the subject over a comma: of a verb of a series, of a participle, or before an insertion."""
    opening = _insertion(sentence, at)
    if opening is not None and group.finite and sentence.kind(opening - 1) == "NP":
        whole = _whole(sentence, opening - 1)
        naming = any(
            opening < other.at < at
            and (other.lemma in {"call", "name", "dub", "track"} or sentence.low(other.at + 1) == "as")
            for other in sentence.groups
        )
        return (whole[0], sentence.phrases[at].first) if naming else whole
    before = _partner(sentence, group, at + 1) if group.finite else _clause_verb(sentence, at, finite=True)
    return sentence.subject(before) if before else None


def _insertion(sentence: "Sentence", closing: int) -> int | None:
    """Return the comma or bracket that opens what the one at ``closing`` closes; None where nothing is inserted."""
    apposition = None
    for at in range(closing - 1, max(closing - 18, -1), -1):
        if sentence.kind(at) == "." or sentence.low(at) == ";":
            break
        if sentence.kind(at) != ",":
            continue
        if sentence.low(at + 1) in _INSERTING or _participle(sentence, at + 1):
            return at
        if any(group.finite for group in sentence.groups if at < group.at < closing):
            break
        if sentence.kind(at + 1) == "NP":
            apposition = apposition or at
    return apposition


def _participle(sentence: "Sentence", at: int) -> bool:
    """Return whether a phrase is a participle that describes somebody (“X, posing as a bank, sent …”)."""
    group = sentence.by_phrase.get(at)
    return group is not None and not group.finite and not group.infinitive


def _opening(sentence: "Sentence", group: "Group") -> tuple[int, int] | None:
    """Return who does what a participle at the head of a sentence says: the subject of its main verb."""
    if group.form == "base" or group.finite:
        return None
    for other in sentence.groups:
        if other.finite and other.at > group.at + 1:
            comma = next((at for at in range(group.at, other.at) if sentence.low(at) == ","), None)
            return (
                sentence.subject(other) if comma is not None and sentence.kind(other.at - 1) == "NP" else None
            )
    return None


def _clause_verb(sentence: "Sentence", at: int, finite: bool) -> "Group | None":
    """Return the verb group before a phrase that is not a description."""
    for before in range(at - 1, -1, -1):
        group = sentence.by_phrase.get(before)
        if group and not group.reduced and (group.finite or not finite):
            return group
        if sentence.kind(before) == ".":
            return None
    return None


def _antecedent(sentence: "Sentence", at: int) -> tuple[int, int] | None:
    if sentence.kind(at) == ",":
        at -= 1
    if sentence.kind(at) == "NP":
        return _whole(sentence, at)
    return None


def _of_infinitive(sentence: "Sentence", group: "Group", at: int) -> tuple[int, int] | None:
    """Return who does what stands behind “to”: the object of an asking verb, or the subject of the verb before."""
    before = _clause_verb(sentence, group.at - 1, finite=False)
    if before is None:
        return None
    if sentence.kind(at) == "NP" and before.lemma in _CONTROL and not before.passive:
        return _whole(sentence, at)
    return sentence.subject(before)


def _of_gerund(sentence: "Sentence", group: "Group", at: int) -> tuple[int, int] | None:
    """Return who does what an -ing form says: the accused of a charge, or the subject of the verb before."""
    if group.finite or at < 0:
        return None
    before = _clause_verb(sentence, group.at, finite=False)
    if before is None:
        return None
    if (
        sentence.kind(at - 1) == "NP"
        and sentence.low(at) in {"of", "for", "from", "with"}
        and before.lemma in _CHARGING
        and not before.passive
    ):
        return _whole(sentence, at - 1, floor=before.at)
    return sentence.subject(before)


def _whole(sentence: "Sentence", at: int, floor: int = -1) -> tuple[int, int]:
    """Return a noun phrase with what it hangs on to its left: “actors tied to X's ministry” for the last of them."""
    first = at
    while first - 2 > floor:
        link = sentence.kind(first - 1)
        if link in {"I", "T"} and sentence.low(first - 1) in _OPEN_ENDED:
            if sentence.kind(first - 2) == "NP":
                first -= 2
                continue
            group = sentence.by_phrase.get(first - 2)
            if (
                group
                and (group.reduced or (group.form == "ing" and not group.finite))
                and sentence.kind(first - 3) == "NP"
            ):
                first -= 3
                continue
        if (
            link == "VG"
            and sentence.by_phrase[first - 1].lemma in {"call", "name", "dub", "track"}
            and sentence.kind(first - 2) == sentence.kind(first - 3) == "NP"
        ):
            first -= 3
            continue
        if (
            link == "C"
            and sentence.kind(first - 2) == "NP"
            and not sentence.pronoun(at)
            and sentence.low(first - 1) in {"and", "or", "&"}
            and not _is_object(sentence, first - 2)
        ):
            first -= 2
            continue
        break
    last = sentence.phrases[at].last
    if sentence.low(first) in {"in"}:
        first = at
    return sentence.phrases[first].first, last


def _is_object(sentence: "Sentence", at: int) -> bool:
    """Return whether the phrase is the object of a verb or preposition before it, so that what follows is a new clause."""
    left = at - 1
    return sentence.kind(left) == "VG" and not sentence.by_phrase[left].reduced
