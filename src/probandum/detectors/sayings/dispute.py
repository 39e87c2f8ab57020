"""Who accuses whom in a document, and which accusation is the answer of an accused to its accusers."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from probandum.detectors.sayings.memory import Keys
from probandum.detectors.sayings.reading import Said
from probandum.detectors.sayings.reports import Source
from probandum.detectors.sayings.scene import Charge
from probandum.model.ident import Value

REACH = 50
"""Accusations against the same accused that a later one is held against."""


class Made(Value, frozen=True):
    """A charge with the one who makes it.

    Attributes:
        sentence: number of the sentence.
        number: of the charge in it.
        charge: the charge.
        accuser: in the words of the text; the party of the speaker where the sentence names nobody else.
        keys: what the accuser stands for.
        relayed_by: who passes it on, outermost first.
    """

    sentence: int
    number: int
    charge: Charge
    accuser: str
    keys: Keys
    relayed_by: tuple[str, ...] = ()


def made(said: Sequence[Said]) -> list[Made]:
    """Return all charges of a document with their accusers."""
    return [
        _made(index, number, one, charge, sources)
        for index, one in enumerate(said)
        for number, (charge, sources) in enumerate(one.charges)
    ]


def _made(index: int, number: int, one: Said, charge: Charge, sources: tuple[Source, ...]) -> Made:
    relays = [source.surface for source in sources]
    if charge.accuser:
        relays = [name for name in relays if name.lower() != charge.accuser.lower()]
        return Made(index, number, charge, charge.accuser, charge.accuser_keys, tuple(relays))
    if sources:
        return Made(index, number, charge, relays[-1], sources[-1].keys, tuple(relays[:-1]))
    return Made(index, number, charge, one.voice.party or one.voice.speaker, one.voice.keys)


def answered(charges: Sequence[Made], said: Sequence[Said]) -> dict[int, tuple[int, ...]]:
    """Return for each counter-accusation, by its number, the numbers of the accusations that it answers.

    One is a counter-accusation where its accuser is itself accused, or answers charges, in this document, and it is
    made against an accuser, against somebody only hinted at, or where no accuser is known by name.
    """
    against: dict[str, list[int]] = {}
    for number, one in enumerate(charges):
        for key in one.charge.accused.keys:
            against.setdefault(key, []).append(number)
    answering, hints = _answering(said), _hints(charges)
    found: dict[int, tuple[int, ...]] = {}
    for number, one in enumerate(charges):
        if not one.keys or one.charge.accused.keys & one.keys or not _is_own(one, said):
            continue
        theirs = [
            other for other in sorted(_union_of(against, one.keys, number)) if charges[other].keys != one.keys
        ]
        if not theirs and not one.keys & answering:
            continue
        accusers = _union(
            [*(charges[other].keys for other in theirs), *(hint for hint in hints if not hint & one.keys)]
        )
        accused = one.charge.accused
        if accused.oblique or accused.keys & accusers or (accused.keys and not accusers):
            found[number] = tuple(
                other
                for other in theirs
                if accused.oblique or not accusers or charges[other].keys & accused.keys
            )
    return found


def _is_own(one: Made, said: Sequence[Said]) -> bool:
    """Return whether the one who speaks makes the charge, and does not only mention that of the other side."""
    voice = said[one.sentence].voice
    return one.charge.cue != "mentioned" and (not voice.keys or voice.keys == one.keys)


def _union_of(against: dict[str, list[int]], keys: Keys, before: int) -> set[int]:
    """Return the last accusations against somebody before a number."""
    found: set[int] = set()
    for key in keys:
        numbers = against.get(key, [])
        end = bisect_left(numbers, before)
        found.update(numbers[max(end - REACH, 0) : end])
    return found


def _answering(said: Sequence[Said]) -> Keys:
    """Return the parties that deny or reject something, challenge the evidence of others, or are asked about charges."""
    keys: set[str] = set()
    asked = False
    for one in said:
        asked = asked or (one.voice.role == "questioner" and bool(one.charges))
        if asked and one.voice.role == "spokesperson":
            keys |= one.voice.keys
        if not one.kinds & {"denial", "rejection-of-basis", "evidence-challenge"}:
            continue
        if one.sources:
            keys |= one.sources[-1].keys
        elif one.voice.role == "spokesperson" or (
            one.kinds & {"denial", "rejection-of-basis"} and _clears_itself(one)
        ):
            keys |= one.voice.keys
    return frozenset(keys)


def _clears_itself(one: Said) -> bool:
    denied = one.denial
    if "rejection-of-basis" in one.kinds or denied is None:
        return "rejection-of-basis" in one.kinds
    return denied.actor is not None and bool(denied.actor.keys & one.voice.keys)


def _hints(charges: Sequence[Made]) -> set[Keys]:
    """Return who is said to accuse others that are not named: “X accusing other countries”."""
    return {one.keys for one in charges if not one.charge.accused.keys and one.charge.accuser}


def _union(many: Iterable[Keys]) -> Keys:
    return frozenset[str]().union(*many)
