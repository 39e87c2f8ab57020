"""Which acts a sentence lays at whose door, by rules from the surest to the loosest."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from probandum.detectors.sayings.actors import Actors
from probandum.detectors.sayings.behind import (
    ORIGINS,
    SERVED,
    STANDING,
    behind,
    from_there,
    more_than,
    serving,
)
from probandum.detectors.sayings.chunks import Group
from probandum.detectors.sayings.deeds import CONFIDENCE, SMEAR, assessed, done, loose, smeared
from probandum.detectors.sayings.idioms import idioms
from probandum.detectors.sayings.idle import is_idle
from probandum.detectors.sayings.implied import implied
from probandum.detectors.sayings.laid import (
    ATTRIBUTING,
    LAYING,
    POINTING,
    accused,
    attributed,
    pointed,
    to_stop,
)
from probandum.detectors.sayings.memory import Actor
from probandum.detectors.sayings.nouns import of_nouns
from probandum.detectors.sayings.scene import Charge, Scene
from probandum.detectors.sayings.sentences import Span
from probandum.detectors.sayings.sieve import Sieved
from probandum.detectors.sayings.traced import LEADS, traced

_Rule = Callable[[Scene, Group], Iterator[Charge]]
_OF_VERBS: tuple[tuple[_Rule, frozenset[str] | None], ...] = (
    (accused, LAYING),
    (attributed, ATTRIBUTING),
    (pointed, POINTING),
    (behind, STANDING),
    (from_there, ORIGINS),
    (done, None),
)
"""Rules and the verbs that they are about; None for any."""
_OF_SENTENCES = (of_nouns, more_than, serving, loose, assessed, traced, implied, idioms, smeared)
_WORDED = {serving: SERVED, assessed: CONFIDENCE, traced: LEADS, smeared: SMEAR}
"""Rules that tell of nothing in sentences which their pattern does not match."""
_WORDS = Sieved(*(one.pattern for one in _WORDED.values()))
_UNWORDED = tuple(rule for rule in _OF_SENTENCES if rule not in _WORDED)


def charges(actors: Actors) -> list[Charge]:
    """Return the charges in a sentence, in its order.

    Args:
        actors: who its noun phrases name.
    """
    scene = Scene(actors)
    found: list[Charge] = []
    _mention(actors)
    for group in scene.sentence.groups:
        new = list(to_stop(scene, group))
        done_so = _of_verb(scene, group)
        if done_so and not is_idle(scene, group):
            new += done_so
        found += _remembered(actors, new)
        _meet(scene, group)
    if found:
        return _sorted(found)
    for rule in _OF_SENTENCES if _WORDS.may_match(scene.whole) else _UNWORDED:
        found = _remembered(actors, list(rule(scene)))
        if found:
            break
    return _sorted(found)


def _of_verb(scene: Scene, group: Group) -> list[Charge]:
    for rule in _rules(group.lemma, passive=group.passive):
        found = list(rule(scene, group))
        if found:
            return found
    return []


@lru_cache(maxsize=4_096)
def _rules(lemma: str, *, passive: bool) -> tuple[_Rule, ...]:
    """Return the rules that may tell of a verb; in the passive any may tell from where something was done."""
    return tuple(
        rule
        for rule, verbs in _OF_VERBS
        if verbs is None or lemma in verbs or (passive and rule is from_there)
    )


def _remembered(actors: Actors, found: list[Charge]) -> list[Charge]:
    for charge in found:
        if charge.accused.surface:
            actors.memory.add(actors.index, charge.accused)
    return found


def _mention(actors: Actors) -> None:
    """Remember the hacking groups that the sentence names: “the group” after it may stand for the last of them."""
    words = actors.sentence.words
    for one in actors.named:
        if one.kind == "intrusion-set":
            index = next((at for at, token in enumerate(words) if token.end >= one.end), len(words))
            actor = Actor(index, index + 1, actors.text[one.start : one.end], "group", one.keys)
            actors.memory.add(actors.index, actor)


def _meet(scene: Scene, group: Group) -> None:
    """Remember the subject of a verb: a pronoun after it may stand for it."""
    subject = scene.sentence.subject(group) if group.finite else None
    actor = scene.actors.identify(subject)
    if actor is not None and actor.keys and scene.sentence.words[actor.first].tag != "P":
        scene.actors.memory.add(scene.actors.index, actor)


def _sorted(found: list[Charge]) -> list[Charge]:
    """Return one charge for an act of an accused, in the order of the sentence."""
    seen: dict[tuple[str, Span], Charge] = {}
    for charge in found:
        seen.setdefault((charge.accused.surface, charge.act), charge)
    return sorted(seen.values(), key=lambda charge: (charge.at, charge.accused.first))
