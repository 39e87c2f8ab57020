"""Charges by standing behind an act: responsible for it, its author, its origin, its master."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from probandum.detectors.sayings import lexica
from probandum.detectors.sayings.chunks import Group
from probandum.detectors.sayings.idle import idle_at
from probandum.detectors.sayings.memory import Actor
from probandum.detectors.sayings.offences import is_hostile
from probandum.detectors.sayings.scene import Charge, Scene
from probandum.detectors.sayings.sieve import Sieved
from probandum.detectors.sayings.wordlist import listed

_STANDING = frozenset(listed("be stand sit lie bear have play seem appear remain become take"))
STANDING = _STANDING | frozenset(listed("maintain work act operate"))
"""Verbs of standing behind an act, of ties, of working for somebody."""
ORIGINS = frozenset(listed("originate emanate come stem"))
"""Verbs of where an act comes from."""
_STRONG = re.compile(
    r"(?:(?:\w+ly|almost|highly|most|very|likely|also|all|both|indeed|directly|the (?:one|country|state|group|party|ones)) ){0,3}"
    r"(?:behind|responsible for|guilty of|complicit in|culpable|to blame|(?:deeply |directly |long )?involved (?:in|with)|implicated in"
    r"|the (?:\w+ ){0,2}(?:culprits?|perpetrators?|authors?|masterminds?|wellspring|source|thief|empire)"
    r"|a (?:\w+ )?(?:hand|role|part)\b|(?:full |direct |sole )?responsibility for|an? (?:accomplice|instigator|thief|hacker empire))"
)
_ALWAYS = re.compile(
    r"behind|a (?:\w+ )?hand|complicit|culprit|perpetrator|guilty|responsible|thief|empire|wellspring|evil"
)
_TIES = re.compile(r"(?:\w+ ){0,3}(?:links?|ties|connections?|relations?|contacts?) (?:to|with) ")
_WORK = re.compile(
    r"(?:\w+ly )?(?:the )?(?:(?:handi)?work|doing|brainchild|product|responsibility|fault) (?:of|by) "
)
_OPERATION = re.compile(
    r"(?:\w+ly )?an? (?:[\w-]+ ){1,4}(?:operation|attack|campaign|job|plot|act|provocation|exercise|intrusion)\b"
)
_FOR = re.compile(r"(?:\w+ )?(?:for|on behalf of|(?:the )?orders from|under|at the)")
_SOIL = re.compile(
    r"\bfrom (?:the )?(?:\w+ )?(?:territory|soil|inside|within|directorate|office|headquarters)\b"
)
SERVED = Sieved(re.compile(lexica.SERVING))
_SERVING = re.compile(rf"\b(?:{lexica.SERVING})(?: the| a| an)?\Z")


def behind(scene: Scene, group: Group) -> Iterator[Charge]:
    """Charge whoever is behind an act, responsible for it, or has a hand in it."""
    if group.lemma not in STANDING:
        return
    rest = scene.rest(group)
    for rule in (_inverted, _stands_behind, _has_ties, _is_work_of, _works_for):
        charge = rule(scene, group, rest)
        if charge is not None:
            yield charge
            return


def _stands_behind(scene: Scene, group: Group, rest: str) -> Charge | None:
    strong = _STRONG.match(rest) if group.lemma in _STANDING else None
    actor = scene.actors.identify(scene.sentence.subject(group)) if strong else None
    if strong and actor and (is_hostile(rest) or _ALWAYS.search(strong[0])):
        return scene.charge(actor, scene.complement(group), scene.victim(group.at), group, None, "behind")
    return None


def _inverted(scene: Scene, group: Group, rest: str) -> Charge | None:
    """Charge whoever stands behind the verb in “behind the attack stands X”."""
    if scene.sentence.low(0) != "behind" or group.lemma not in {"be", "stand", "sit"} or not rest:
        return None
    actor = scene.actors.identify(scene.sentence.right(group.at + 1))
    return (
        scene.charge(actor, scene.actors.span(0, group.word + 1), "", group, None, "behind")
        if actor
        else None
    )


def _has_ties(scene: Scene, group: Group, rest: str) -> Charge | None:
    if group.lemma not in {"have", "maintain"} or not _TIES.match(rest):
        return None
    owner = scene.actors.definite(scene.sentence.subject(group))
    target = scene.sentence.after(group, frozenset({"to", "with"}))
    actor = scene.actors.identify(target[1:]) if target else None
    if (
        not (owner and actor and target)
        or owner.level == "state"
        or actor.level not in {"state", "organisation"}
    ):
        return None
    linked = replace(owner, linked_to=actor.surface, link="links to", keys=owner.keys | actor.keys)
    return scene.charge(linked, scene.verb_span(group, target[0] + 1), "", group, None, "behind")


def _is_work_of(scene: Scene, group: Group, rest: str) -> Charge | None:
    if group.lemma == "be" and _OPERATION.match(rest):
        return _is_operation(scene, group)
    if group.lemma != "be" or not _WORK.match(rest):
        return None
    target = scene.sentence.after(group, frozenset({"of", "by"}))
    actor = scene.actors.identify(target[1:]) if target else None
    return (
        scene.charge(actor, scene.verb_span(group, target[0] + 1), "", group, None, "behind")
        if actor and target
        else None
    )


def _is_operation(scene: Scene, group: Group) -> Charge | None:
    """Charge whom an adjective names in “the hack was an X-ian operation”."""
    subject, thing = scene.sentence.subject(group), scene.sentence.object(group)
    if subject is None or thing is None or not scene.is_act(subject):
        return None
    start, end = scene.actors.span(*thing)
    states = [one for one in scene.actors.states if start <= one.start and one.end < end]
    if not states:
        return None
    named = scene.actors.text[states[0].start : states[0].end]
    actor = Actor(*thing, named, "state", frozenset({f"state:{states[0].code}"}), named)
    return scene.charge(actor, scene.actors.span(*thing), "", group, None, "behind")


def _works_for(scene: Scene, group: Group, rest: str) -> Charge | None:
    if group.lemma not in {"work", "act", "operate", "take"} or not group.finite or not _FOR.match(rest):
        return None
    target = scene.sentence.after(group, frozenset({"for", "of", "from", "under"}))
    actor = scene.actors.identify(target[1:]) if target else None
    doer = scene.actors.identify(scene.sentence.subject(group))
    if not (actor and doer and target) or doer.level not in {"group", "operator"}:
        return None
    linked = replace(doer, linked_to=actor.surface, keys=doer.keys | actor.keys)
    return scene.charge(linked, scene.verb_span(group, target[0] + 1), "", group, None, "behind")


def from_there(scene: Scene, group: Group) -> Iterator[Charge]:
    """Charge whoever an act comes from, or whose soil it is run from."""
    origin = group.lemma in ORIGINS
    soil = _SOIL.search(scene.rest(group)) if origin or group.passive else None
    if not origin and not (soil and group.passive):
        return
    subject = scene.sentence.subject(group)
    if subject is None or not (
        scene.is_act(subject) or scene.low(subject).split()[-1] in {"thing", "this", "it", "affair", "all"}
    ):
        return
    target = scene.sentence.after(group, frozenset({"from"}))
    words = scene.sentence.words[target[1] : target[2]] if target else []
    actor = scene.actors.loosely(target[1:]) if target else None
    if target and actor is None and soil:
        actor = _on_soil(scene, target[1:])
    if actor and words and target:
        yield scene.charge(actor, scene.actors.span(subject[0], target[2]), "", group, None, "pointed")


def _on_soil(scene: Scene, words: tuple[int, int]) -> Actor | None:
    start, end = scene.actors.span(*words)
    inside = [one for one in scene.actors.states if start <= one.start and one.end <= end]
    if not inside:
        return None
    named = scene.actors.text[inside[0].start : inside[0].end]
    return Actor(*words, named, "state", frozenset({f"state:{inside[0].code}"}), named)


def serving(scene: Scene) -> list[Charge]:
    """Charge whoever is said to be served by an act or by hackers (“on behalf of X”)."""
    if not SERVED.may_match(scene.whole):
        return []
    if not is_hostile(scene.whole) and not re.search(
        r"\b(?:hack\w+|intruders?|perpetrators?|suspects?|malware|spies|culprits?|spying|cyber|intelligence|groups?|actors?|operations?|campaigns?|attack\w*)\b",
        scene.whole,
    ):
        return []
    found = []
    for at, phrase in enumerate(scene.sentence.phrases):
        if phrase.kind != "NP" or at == 0:
            continue
        words = scene.sentence.words
        before = " ".join(
            token.low
            for token in words[max(phrase.first - 6, 0) : phrase.first + (words[phrase.first].tag == "D")]
        )
        if not _SERVING.search(
            before.removesuffix(" " + words[phrase.first].low) if words[phrase.first].tag == "D" else before
        ):
            continue
        actor = scene.actors.loosely(scene.sentence.right(at))
        if actor is not None and not idle_at(scene, at):
            found.append(
                Charge(
                    actor, scene.actors.span(max(phrase.first - 3, 0), phrase.first), "", at, cue="serving"
                )
            )
    return found[:3]


def more_than(scene: Scene) -> list[Charge]:
    """Charge whom nobody outdoes (“nobody launches more attacks than X”)."""
    if "than" not in scene.whole:
        return []
    found = re.search(
        r"\b(?:nobody|no one|no (?:other )?(?:country|state|nation|power)|none)\b.*\bthan\b", scene.whole
    )
    if not found or not is_hostile(found[0]):
        return []
    for at, _ in enumerate(scene.sentence.phrases):
        if scene.sentence.low(at) == "than":
            actor = scene.actors.identify(scene.sentence.right(at + 1))
            verb = next((group for group in scene.sentence.groups if group.at < at), None)
            if actor and verb:
                return [
                    scene.charge(
                        actor, scene.active(verb, scene.sentence.object(verb))[0], "", verb, None, "loose"
                    )
                ]
    return []
