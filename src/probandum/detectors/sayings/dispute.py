"""Who accuses whom in a document, and which accusation is the answer of an accused to its accusers."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from probandum.detectors.sayings.memory import Keys
from probandum.detectors.sayings.reading import Said
from probandum.detectors.sayings.reports import Source
from probandum.detectors.sayings.scene import Charge


class Made(NamedTuple):
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
    against: dict[str, set[int]] = {}
    for number, one in enumerate(charges):
        for key in one.charge.accused.keys:
            against.setdefault(key, set()).add(number)
    answering = _answering(said)
    found: dict[int, tuple[int, ...]] = {}
    for number, one in enumerate(charges):
        if not one.keys or one.charge.accused.keys & one.keys:
            continue
        voice = said[one.sentence].voice
        if one.charge.cue == "smear" and not one.keys:
            continue
        if one.charge.cue == "mentioned" or (voice.keys and voice.keys != one.keys):
            continue
        theirs = {
            other
            for key in one.keys
            for other in against.get(key, ())
            if other < number and charges[other].keys != one.keys
        }
        hinted = _hinting(charges, one.keys)
        if not theirs and not one.keys & answering:
            continue
        accusers = _union(charges[other].keys for other in theirs) | hinted
        oblique = one.charge.accused.oblique
        if not one.charge.accused.keys and not oblique:
            continue
        if oblique or one.charge.accused.keys & accusers or not accusers:
            found[number] = tuple(
                sorted(
                    other
                    for other in theirs
                    if oblique or not accusers or charges[other].keys & one.charge.accused.keys
                )
            )
    return found


def _answering(said: Sequence[Said]) -> Keys:
    """Return the parties that deny or reject something in the document, or challenge the evidence of others."""
    keys: set[str] = set()
    for one in said:
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


def _hinting(charges: Sequence[Made], keys: Keys) -> Keys:
    """Return who is said to accuse others that are not named: “X accusing other countries”."""
    return _union(
        one.keys
        for one in charges
        if not one.charge.accused.keys and one.charge.accuser and not one.keys & keys
    )


def _union(many: Iterable[Keys]) -> Keys:
    return frozenset[str]().union(*many)
