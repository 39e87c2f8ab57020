"""Whom a denial clears, and of what."""

import re

from probandum.detectors.sayings import lexica
from probandum.detectors.sayings.actors import PARTY, Actors
from probandum.detectors.sayings.chunks import Group
from probandum.detectors.sayings.memory import Actor
from probandum.detectors.sayings.wordlist import listed
from probandum.model.ident import Value


class Disowned(Value, frozen=True):
    """A denied act.

    Attributes:
        denier: who denies, where the sentence names somebody else than its speaker.
        subject: who is cleared, in the words of the text; may be empty.
        actor: who that is, if it can be told.
        act: what is denied, in the words of the text.
        victim: to whom it was said to be done.
    """

    denier: str
    subject: str
    actor: Actor | None
    act: str
    victim: str = ""


_CHARGE = re.compile(rf"\b(?:{lexica.CHARGE_NOUNS})\Z", re.IGNORECASE)
_DENIALS = frozenset(listed("deny reject refute dismiss disown disavow rebut"))


def disowned(actors: Actors) -> Disowned | None:
    """Return the denied act of a sentence; None where its words do not tell."""
    sentence = actors.sentence
    for group in sentence.groups:
        if group.lemma in _DENIALS and not group.passive:
            return _by_verb(group, actors)
    inside = _inside_charge(actors)
    if inside:
        return inside
    return _negated(actors)


def _by_verb(group: Group, actors: Actors) -> Disowned:
    sentence = actors.sentence
    subject = sentence.subject(group)
    denier = "" if subject is None or sentence.words[subject[0]].low in PARTY else actors.surface(*subject)
    who = actors.identify(subject)
    after = sentence.by_phrase.get(group.at + 1)
    if after is not None and after.form == "ing":
        return Disowned(denier, denier or "we", who, *_clause(after, actors))
    inner = next((other for other in sentence.groups if other.at > group.at and other.finite), None)
    if sentence.low(group.at + 1) == "that" and inner is not None:
        cleared = sentence.subject(inner)
        return Disowned(
            denier,
            actors.surface(*cleared) if cleared else "",
            actors.identify(cleared),
            *_clause(inner, actors),
        )
    thing = sentence.object(group)
    return Disowned(denier, "" if who is None else who.surface, who, actors.surface(*thing) if thing else "")


def _inside_charge(actors: Actors) -> Disowned | None:
    """Return the act of “accusations that X did Y”."""
    sentence = actors.sentence
    for at, phrase in enumerate(sentence.phrases):
        if phrase.kind != "NP" or sentence.low(at + 1) != "that" or sentence.kind(at + 2) != "NP":
            continue
        if not _CHARGE.search(actors.surface(phrase.first, phrase.last)):
            continue
        whole = sentence.phrases[at + 2]
        states = [
            one
            for one in actors.states
            if actors.span(whole.first, whole.last)[0] <= one.start < actors.span(whole.first, whole.last)[1]
        ]
        inner = next((group for group in sentence.groups if group.at > at + 2), None)
        if states and inner is not None and inner.infinitive:
            first = next(
                index
                for index in range(whole.first, whole.last)
                if sentence.words[index].start >= states[0].start
            )
            last = next(
                (
                    index + 1
                    for index in range(first, whole.last)
                    if sentence.words[index].end >= states[0].end
                ),
                first + 1,
            )
            actor = actors.identify((first, last))
            return Disowned("", actors.surface(first, last), actor, *_clause(inner, actors))
        if inner is not None:
            cleared = sentence.subject(inner)
            return Disowned(
                "",
                actors.surface(*cleared) if cleared else "",
                actors.identify(cleared),
                *_clause(inner, actors),
            )
    return None


def _negated(actors: Actors) -> Disowned | None:
    sentence = actors.sentence
    copula = None
    for group in sentence.groups:
        if group.lemma in lexica.HOSTILE_VERBS and copula is not None:
            subject = sentence.subject(group)
            return Disowned(
                "",
                actors.surface(*subject) if subject else "",
                actors.identify(subject),
                *_clause(group, actors),
            )
        if group.negated:
            copula = group
    if copula is None:
        return None
    subject = sentence.subject(copula)
    return Disowned(
        "", actors.surface(*subject) if subject else "", actors.identify(subject), *_clause(copula, actors)
    )


def _clause(group: Group, actors: Actors) -> tuple[str, str]:
    """Return the act and the victim of a clause: its verb with what follows, cut at the victim."""
    sentence = actors.sentence
    last = sentence.phrases[group.at].last
    victim, ended = "", False
    for at in range(group.at + 1, min(group.at + 9, len(sentence.phrases))):
        if (
            sentence.kind(at) in {".", "W"}
            or sentence.low(at) in {",", ";"}
            or (sentence.kind(at) == "VG" and sentence.by_phrase[at].finite and not ended)
        ):
            break
        if sentence.kind(at) == "C" and sentence.kind(at + 1) == "VG":
            ended = True
        if sentence.kind(at) == "I" and sentence.low(at) in {"against", "from"}:
            found = sentence.right(at + 1)
            victim = actors.surface(*found) if found else ""
            break
        last = last if ended else sentence.phrases[at].last
    first = group.word
    while (
        first > sentence.phrases[group.at].first
        and sentence.words[first - 1].tag in {"X", "G", "R"}
        and group.lemma in {"be", "have", "do"}
    ):
        first -= 1
    return actors.surface(first, last), victim
