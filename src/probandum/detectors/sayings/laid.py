"""Charges that are laid in so many words: accused, blamed, indicted, attributed, pointed at, told to stop."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from probandum.detectors.sayings import lexica
from probandum.detectors.sayings.actors import PARTY
from probandum.detectors.sayings.chunks import Group
from probandum.detectors.sayings.memory import Actor
from probandum.detectors.sayings.offences import is_hostile
from probandum.detectors.sayings.scene import Charge, Scene
from probandum.detectors.sayings.wordlist import listed

_HOLDING = frozenset(listed("hold name identify regard see call describe label brand finger expose list"))
"""Verbs that charge only with a word of guilt behind them."""
_GUILT = re.compile(
    r"\b(?:responsible|accountable|culprits?|behind|perpetrators?|guilty|liable|to blame|thief|source of)\b"
)
_OF_ANYTHING = frozenset(
    listed("sentence arrest fault sue condemn denounce convict name unmask expose suspect prosecute charge")
)
"""Verbs that may be about anything: a charge only where a hostile act is named."""
LAYING = _HOLDING | lexica.ACCUSE_VERBS
"""Verbs that may accuse."""
ATTRIBUTING = lexica.ATTRIBUTE_VERBS - {"point", "lead", "lay", "track"}
"""Verbs that lay an act at a door."""
POINTING = frozenset(listed("point lead lay bear suggest have see find indicate carry show be"))
"""Verbs by which traces may point to somebody."""
_SURE = frozenset(listed("attribute trace pin ascribe impute"))


def accused(scene: Scene, group: Group) -> Iterator[Charge]:
    """Charge whoever is accused, blamed, indicted, held responsible or named as the culprit."""
    if group.lemma not in LAYING or not _lays_charge(group.lemma, scene.rest(group)):
        return
    sentence = scene.sentence
    if group.passive:
        whom, accuser = sentence.subject(group), scene.agent(group)
    else:
        whom, accuser = scene.without_act(sentence.object(group)), sentence.subject(group)
    on = sentence.after(group, frozenset({"on"})) if group.lemma == "blame" else None
    actor = (
        (scene.actors.loosely(on[1:]) if on else None) or scene.actors.identify(whom) or _anybody(scene, whom)
    )
    if actor is not None:
        act, victim = scene.act_after(group)
        yield scene.charge(actor, act, victim, group, accuser, "accused")


def _lays_charge(lemma: str, rest: str) -> bool:
    if lemma in _HOLDING:
        return lemma == "finger" or bool(_GUILT.search(rest))
    return lemma in lexica.ACCUSE_VERBS and (lemma not in _OF_ANYTHING or is_hostile(rest))


def attributed(scene: Scene, group: Group) -> Iterator[Charge]:
    """Charge whoever an act is attributed, linked, traced or pinned to."""
    if group.lemma not in ATTRIBUTING:
        return
    sentence, actors = scene.sentence, scene.actors
    target = sentence.after(group, frozenset({"to", "on", "with"}))
    thing = sentence.subject(group) if group.passive else sentence.object(group) or sentence.subject(group)
    if target is None or thing is None:
        return
    actor = actors.loosely(target[1:])
    stated = not group.reduced or sentence.low(group.at - 1) == "as"
    owner = actors.definite(thing) if stated else actors.identify(thing)
    if actor is None:
        return
    if owner is not None and owner.level in {"group", "operator"}:
        if stated and actor.level in {"state", "organisation"}:
            linked = replace(
                owner,
                linked_to=actors.surface(*target[1:]),
                link=f"{group.lemma}ed to",
                keys=owner.keys | actor.keys,
            )
            yield scene.charge(linked, scene.verb_span(group, target[0] + 1), "", group, None, "attributed")
        return
    if group.reduced and (not scene.is_act(thing) or scene.is_doer(thing)):
        return
    if scene.is_act(thing) or group.lemma in _SURE or actor.level == "group":
        accuser = scene.agent(group) if group.passive else sentence.subject(group)
        yield scene.charge(actor, actors.span(*thing), "", group, accuser, "attributed")


def _anybody(scene: Scene, words: tuple[int, int] | None) -> Actor | None:
    """Return persons or a firm that only the charge tells apart (“three men were charged”)."""
    if words is None or scene.sentence.words[words[0]].low in PARTY:
        return None
    head = scene.actors.head(*words)
    last = scene.sentence.words[head[1] - 1]
    counted = re.match(
        r"(?:the |these |those |all |both )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}|both|all)\b",
        scene.low(words),
    )
    if last.low in lexica.PERSON_HEADS or (
        counted and (last.low in lexica.GROUP_HEADS or words[1] - words[0] <= 2)
    ):
        return Actor(*words, scene.actors.surface(*words), "operator", frozenset())
    if last.word[0].isupper() and last.tag == "N" and words[1] - words[0] <= 4:
        return Actor(*words, scene.actors.surface(*words), "operator", frozenset({f"name:{last.low}"}))
    return None


def to_stop(scene: Scene, group: Group) -> Iterator[Charge]:
    """Charge whoever must stop its acts."""
    if group.lemma not in {"stop", "cease", "end", "halt", "abandon", "discontinue"} or group.negated:
        return
    thing = scene.sentence.object(group)
    if thing is None or scene.sentence.words[thing[0]].low not in {
        "its",
        "these",
        "their",
        "such",
        "those",
        "this",
        "all",
        "any",
    }:
        return
    low = scene.low(thing)
    if not (
        is_hostile(low)
        or re.search(r"\b(?:activit|operation|action|campaign|behaviou?r|conduct|practice|act)", low)
    ):
        return
    actor = scene.actors.identify(scene.sentence.subject(group))
    governor = scene.governor(group)
    wished = governor is not None and governor.lemma in {
        "demand",
        "insist",
        "urge",
        "request",
        "want",
        "hope",
        "expect",
    }
    if actor is not None and (group.modal or group.infinitive or wished):
        yield scene.charge(actor, scene.actors.span(*thing), "", group, None, "act")


def pointed(scene: Scene, group: Group) -> Iterator[Charge]:
    """Charge whoever traces, fingers or the way an act was done point to."""
    if group.lemma not in POINTING:
        return
    rest = scene.rest(group)
    if group.lemma in {"lay", "put", "leave", "place"} and rest.endswith("door"):
        return
    if group.lemma == "point" and (("finger" in rest) or re.search(r"\b(?:to|at|toward|towards) ", rest)):
        target = scene.sentence.after(group, frozenset({"to", "at", "toward", "towards"}))
        yield from _pointed_at(scene, group, target, fingers="finger" in rest)
    elif (
        re.search(
            r"\b(?:marks?|hallmarks?|signs?|traces|fingerprints|signature|handwriting|trail|evidence)\b.{0,25}\b(?:of|to)\b|\bat .{1,40} door\b",
            rest,
        )
        and group.lemma != "be"
        and "evidence" not in rest
    ):
        for target in scene.all_after(group, frozenset({"of", "to", "at"})):
            yield from _pointed_at(scene, group, target, fingers=True)
    elif group.lemma == "be" and re.search(r"^(?:\w+ )?consistent with\b|^in the interests? of\b", rest):
        for target in scene.all_after(group, frozenset({"of", "with", "by"})):
            yield from _pointed_at(scene, group, target, fingers=True)


def _pointed_at(
    scene: Scene, group: Group, target: tuple[int, int, int] | None, *, fingers: bool
) -> Iterator[Charge]:
    actor = scene.actors.loosely(target[1:]) if target else None
    if actor is None or target is None:
        return
    subject = scene.sentence.subject(group)
    if not fingers and subject is not None and scene.actors.identify(subject) is not None:
        return
    for one in (actor,):
        yield scene.charge(
            one,
            scene.verb_span(group, target[0] + 1),
            "",
            group,
            subject if fingers and group.lemma == "point" else None,
            "pointed",
        )
