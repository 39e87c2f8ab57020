"""Charges by what somebody is said to have done."""

import re
from collections.abc import Iterator

from probandum.detectors.sayings import lexica
from probandum.detectors.sayings.chunks import Group
from probandum.detectors.sayings.covert import HOSTILE, is_covert, is_hidden
from probandum.detectors.sayings.idle import idle_at, is_idle
from probandum.detectors.sayings.memory import Actor
from probandum.detectors.sayings.offences import is_act, is_hostile, is_soft
from probandum.detectors.sayings.scene import Charge, Scene
from probandum.detectors.sayings.sieve import Sieved
from probandum.detectors.sayings.wordlist import listed
from probandum.model.ident import Value

_PASSED_ON = frozenset(listed("say believe describe publish report release write issue identify"))
"""Participles before “by” that name an author or observer."""
_CONTESTED = frozenset(listed("exploit strike undermine threaten violate abuse"))
_RUN = frozenset(listed("carry conduct launch run perpetrate orchestrate mount direct order pay stage"))
_SHELTER = frozenset(
    listed(
        "shelter harbour harbor protect tolerate finance fund sponsor train arm hire recruit pay employ host back support keep maintain command breed"
    )
)
_CONCOCT = frozenset(
    listed("make level hurl spread raise bring hype peddle trump cook manufacture concoct invent draw")
)
_DISCLAIMED = re.compile(
    r"\bno (?:habit|intentions?|interest|motive|need|plans?|reason|wish)(?: \w+)? (?:of|in|to)\Z"
)
"""What stands before an act that is said not to be meant."""
_RABBLE = re.compile(rf"\b(?:{lexica.RABBLE})\b")
_LIES = re.compile(
    rf"\b(?:{lexica.GROUNDLESS})\b.*\b(?:{lexica.CHARGE_NOUNS})\b|\b(?:lies|scenario|rumou?rs|mud|this story|disinformation|calumny|pretexts?)\b"
)
_LIGHT = lexica.LIGHT_VERBS | frozenset(listed("seek take get build show own make break"))
_ANAPHORS = frozenset({"this", "it", "these", "that"})
_WITH_PREPOSITION = frozenset(
    listed("engage carry participate involve resort continue assist indulge persist lead run take")
)
CONFIDENCE = Sieved(
    re.compile(
        r"\b(?:confidence|assess(?:es|ed|ment)?|we (?:believe|think|suspect)|attribut\w+|in all likelihood|overlaps? with)\b"
    )
)
SMEAR = Sieved(
    re.compile(
        r"\b(?:(?:malicious |vicious |groundless )?(?:smears?|smearing|slanders?|slandering|slanderous|vilification|defamation|calumny|libel|mudslinging|scapegoating|mania)|throw(?:ing|s)? mud|malicious hype|hyp(?:e|es|ed|ing) up"
        r"|witch[- ]hunt|thief cr(?:ying|ies)|double standards?|hypocris?y|hypocritical|hype[ds]? |farce|made[- ]up stor(?:y|ies)|political stunt)\b"
    )
)


class Deed(Value, frozen=True):
    """A verb with its doer.

    Attributes:
        group: the verb.
        actor: who does it.
        thing: what is done, or to what; None where nothing is said.
        object: its words in lower case.
        rest: the words behind the verb.
    """

    group: Group
    actor: Actor
    thing: tuple[int, int] | None
    object: str
    rest: str


def done(scene: Scene, group: Group) -> Iterator[Charge]:
    """Charge whoever does a hostile act, in the active or behind “by”."""
    if _DISCLAIMED.search(scene.low((max(group.word - 5, 0), group.word))):
        return
    if group.passive:
        doers = scene.agent(group)
        thing = scene.sentence.subject(group)
    else:
        doers = scene.sentence.subject(group)
        thing = scene.sentence.object(group) or _gap(scene, group)
    near = not group.finite or scene.sentence.low(group.at - 1) == "that"
    actor = scene.actors.nearest(doers) if near else scene.actors.identify(doers)
    if actor is None and group.lemma in lexica.CRIME_VERBS - lexica.MACHINE_VERBS:
        actor = scene.actors.somebody(doers)
    if actor is None:
        return
    rest = scene.rest(group)
    cue = _deed(scene, group, actor, thing, rest)
    if not cue:
        return
    if group.reduced and group.passive and thing is not None:
        act = scene.actors.span(thing[0], group.word + 1)
        victim = scene.victim(scene.sentence.phrase_of[thing[0]])
    elif group.passive:
        act = scene.actors.span(group.word, group.word + 1)
        victim = scene.actors.surface(*thing) if thing and group.lemma in lexica.HOSTILE_VERBS else ""
    else:
        act, victim = scene.active(group, thing)
    yield scene.charge(actor, act, victim, group, None, cue)


def _gap(scene: Scene, group: Group) -> tuple[int, int] | None:
    """Return what stands before a relative clause whose verb has no object (“an operation which X carried out”)."""
    at = group.at - 1
    while at > 0 and scene.sentence.kind(at) in {"NP", "I", "C"}:
        at -= 1
    if (
        scene.sentence.kind(at) == "W"
        and scene.sentence.low(at) in {"which", "that"}
        and at < group.at - 1
        and scene.sentence.kind(at - 1) == "NP"
    ):
        one = scene.sentence.phrases[at - 1]
        return one.first, one.last
    return None


def _deed(scene: Scene, group: Group, actor: Actor, thing: tuple[int, int] | None, rest: str) -> str:
    """Return by which rule a verb is a hostile act of its doer; empty for none."""
    if group.reduced and group.lemma in _PASSED_ON:
        return ""
    one = Deed(group, actor, thing, scene.low(thing) if thing else "", rest)
    if _is_crime(one) or _is_lie(one):
        return "act"
    if _is_run(scene, one) or _is_conduct(one) or _is_secret(one):
        return "conduct"
    return "group" if _is_group_act(one) else ""


def _is_crime(one: Deed) -> bool:
    lemma, actor = one.group.lemma, one.actor
    if lemma in lexica.CRIME_VERBS - lexica.MACHINE_VERBS or (
        lemma == "break" and re.match(r"(?:into|in)\b", one.rest)
    ):
        return True
    if lemma not in lexica.HOSTILE_VERBS:
        return False
    return actor.level in {"group", "operator"} or (
        bool(actor.keys) and one.thing is not None and lemma not in _CONTESTED
    )


def _is_lie(one: Deed) -> bool:
    lemma, actor = one.group.lemma, one.actor
    if lemma in _CONCOCT and actor.level in {"state", "organisation"} and _LIES.search(one.object):
        return True
    if lemma in {"throw", "sling", "fling", "hurl"}:
        return "mud" in one.rest.split()[:2]
    return lemma in {"lie", "deceive"} and bool(actor.keys)


def _is_run(scene: Scene, one: Deed) -> bool:
    """Return whether somebody runs, orders or pays for an act that only its doer makes hostile."""
    if one.group.lemma not in _RUN or one.thing is None:
        return False
    if one.actor.level != "operator" and scene.sentence.words[one.thing[0]].low in _ANAPHORS:
        return True
    return is_act(one.object) and (one.group.passive or one.actor.level in {"operator", "organisation"})


def _is_conduct(one: Deed) -> bool:
    lemma = one.group.lemma
    near = " ".join(one.rest.split()[:8])
    if lemma in _LIGHT and (is_hostile(one.object) or (lemma in _WITH_PREPOSITION and is_hostile(near))):
        return True
    if lemma in _SHELTER and _RABBLE.search(one.object):
        return True
    return (
        lemma in {"answer", "respond", "reply", "retaliate", "react"}
        and one.rest.startswith("with ")
        and is_hostile(near)
    )


def _is_secret(one: Deed) -> bool:
    """Return whether a verb in the active is hostile by what it is done to, and its doer somebody of a state or a group."""
    if one.group.passive or one.group.modal:
        return False
    return (bool(one.actor.keys) or one.actor.level == "group") and is_covert(one.group.lemma, one.rest)


def _is_group_act(one: Deed) -> bool:
    """Return whether a verb is a charge because a hacking group is its doer."""
    group, actor = one.group, one.actor
    if actor.level == "operator":
        return group.lemma in lexica.GROUP_VERBS and (
            is_soft(one.object) or is_hostile(" ".join(one.rest.split()[:8]))
        )
    if actor.level != "group" or group.modal:
        return False
    named = any(not key.startswith(("state:", "name:")) for key in actor.keys)
    if named and not group.passive and group.lemma not in lexica.GROUP_IDLE:
        return True
    if group.lemma not in lexica.GROUP_VERBS:
        return False
    return is_act(one.object) if group.passive else bool(one.thing is not None or one.rest)


def loose(scene: Scene) -> list[Charge]:
    """Charge the subject of a verb of doing in a sentence about a hostile act; and whoever stands behind “by”."""
    for group in scene.sentence.groups:
        if group.lemma in lexica.BENIGN_VERBS or (group.reduced and not group.passive):
            continue
        words = scene.agent(group) if group.passive else scene.sentence.subject(group)
        actor = scene.actors.identify(words)
        if actor is None or (actor.level == "state" and not actor.keys) or is_idle(scene, group):
            continue
        rest = scene.rest(group)
        if group.passive:
            thing = scene.sentence.subject(group)
            rest = scene.low(thing) if thing else ""
        if group.lemma in lexica.SAY_VERBS and not group.passive:
            continue
        if not group.finite and actor.level == "state":
            continue
        if (
            is_hostile(rest)
            or (_is_hidden_act(scene, group, actor, rest))
            or (
                group.passive
                and actor.level in {"group", "operator"}
                and group.lemma not in {"use", "make", "write", "own", "sell"}
                and is_hostile(scene.whole)
            )
        ):
            act, victim = (
                scene.active(group, scene.sentence.object(group))
                if not group.passive
                else (scene.verb_span(group, group.at + 1), "")
            )
            return [scene.charge(actor, act, victim, group, None, "loose")]
    return []


def _is_hidden_act(scene: Scene, group: Group, actor: Actor, rest: str) -> bool:
    """Return whether somebody of a state does something to what is spied upon or attacked."""
    if group.passive or group.lemma in lexica.ACCUSE_VERBS | lexica.ATTRIBUTE_VERBS or not actor.keys:
        return False
    if actor.level == "state":
        return HOSTILE.search(rest) is not None
    if not is_hidden(scene, actor):
        return False
    return (not group.modal and group.finite) and (
        HOSTILE.search(scene.whole) is not None or group.lemma in lexica.GROUP_VERBS
    )


def assessed(scene: Scene) -> list[Charge]:
    """Charge a hacking group that an assessment of confidence is about."""
    if not CONFIDENCE.search(scene.whole) or any(group.negated for group in scene.sentence.groups):
        return []
    for at, phrase in enumerate(scene.sentence.phrases):
        if phrase.kind == "NP":
            actor = scene.actors.identify((phrase.first, phrase.last))
            if actor is not None and actor.level == "group" and not idle_at(scene, at + 2):
                following = next((group for group in scene.sentence.groups if group.at > at), None)
                act = (
                    scene.actors.span(following.word, following.word + 1)
                    if following
                    else scene.actors.span(phrase.first, phrase.last)
                )
                return [Charge(actor, act, "", at, cue="loose")]
    return []


def smeared(scene: Scene) -> list[Charge]:
    """Charge nobody in particular with smearing: an answer of an accused side, if one speaks."""
    found = SMEAR.search(scene.whole)
    if not found or not scene.sentence.words:
        return []
    count = scene.whole[: found.start()].count(" ")
    last = min(count + found[0].count(" ") + 1, len(scene.sentence.words))
    nobody = Actor(count, last, "", "state", frozenset(), oblique=True)
    return [Charge(nobody, scene.actors.span(count, last), "", scene.sentence.phrase_of[count], cue="smear")]
