"""Charges by the name of an act with its doer: “attacks by X”, “X's campaign against Y”, “X-ian cyber espionage”."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from probandum.detectors.sayings import lexica
from probandum.detectors.sayings.actors import PARTY
from probandum.detectors.sayings.memory import GROUP_KINDS, Actor
from probandum.detectors.sayings.offences import is_hostile, is_soft
from probandum.detectors.sayings.scene import Charge, Scene
from probandum.detectors.sayings.wordlist import listed

_INVOLVED = re.compile(
    r"\b(?:involvement|complicity|participation|guilt|culpability|responsibility|authorship)\Z"
)
_PART = re.compile(r"\b(?:role|hand|part)\Z")
_DEED = re.compile(r"\b(?:act|work|deed|handiwork|doing|crime|product|brainchild|deeds|crimes)\Z")
_ILL_WILL = re.compile(
    r"\b(?:sinister|ulterior|evil|hidden|malicious|dark|reckless|despicable|vile|hostile|hegemonic|ugly|shameless)\s+(?:\w+ )?(?:intentions?|motives?|agendas?|ambitions?|schemes?|plots?|designs?|deeds?|tricks?|purposes?|behaviou?r|acts?|practices?|face|record)\b"
)
_VICTIM_HEADS = frozenset(
    listed(
        "victim victims target targets hospital hospitals company companies bank banks market users election elections"
    )
)
_ADJECTIVE_ACT = re.compile(
    r"(?:[ -](?:state|government|military|cyber|hacking|online|digital|intelligence|apt|hacker|hackers|backed|sponsored|linked|malicious|offensive|influence|election|network|espionage|spy|malware|global|ongoing|covert|large-scale|alleged|suspected|foreign|ransomware|based|phishing|economic|industrial|[\w-]+ing))*[ -]\w[\w-]*$"
)
_GROUP_ACTS = re.compile(
    r"\b(?:targets?|targeting|victims?|lures?|playbook|campaigns?|operations?|activit(?:y|ies)|actions?|attempts?|efforts?|offensives?|collection|conduct)\b"
)
_OWN_ACTS = re.compile(r"\b(?:lies|smears?|espionage|spying)\b")
_MARKED = re.compile(r"hack|espionage|cyber|spy|apt|malign|intelligence|influence")
_CAMPAIGNS = lexica.HOSTILE_NOUNS | frozenset(
    listed("campaign campaigns operation operations activity targeting")
)


def of_nouns(scene: Scene) -> Iterator[Charge]:
    """Charge whoever stands with the name of an act: “attacks by X”, “X's campaign against Y”, “X-ian cyber espionage”."""
    for at, phrase in enumerate(scene.sentence.phrases):
        if phrase.kind != "NP" or _negated_noun(scene, at):
            continue
        span = (phrase.first, phrase.last)
        low = scene.low(span)
        hostile = bool(is_hostile(low))
        link = scene.sentence.low(at + 1)
        if link == "of" and _INVOLVED.search(low):
            actor = scene.actors.identify(scene.sentence.right(at + 2))
            if actor:
                yield scene.noun_charge(actor, span, at, "noun of")
                continue
        if link in {"by", "from", "of"} and (hostile or is_soft(low)):
            following = scene.sentence.right(at + 2)
            actor = scene.actors.identify(following)
            if (
                actor
                and following
                and (
                    (link == "by" and (hostile or actor.level == "group"))
                    or (link == "from" and hostile and actor.level != "state")
                    or (link == "of" and _deed_of(low, actor, hostile=hostile))
                )
            ):
                yield scene.noun_charge(actor, span, at, "noun by")
                continue
        if " " in low or scene.actors.states or scene.actors.named:  # else nothing says whose it is
            yield from _owned_noun(scene, at, span, low, hostile=hostile)


def _deed_of(low: str, actor: Actor, *, hostile: bool) -> bool:
    """Return whether “of” names the doer: of a group or service, or of whoever a deed is said to be."""
    if actor.level == "group" or _DEED.search(low):
        return True
    return actor.level == "organisation" and (hostile or "cyber" in low or "operations" in low)


def _owned_noun(scene: Scene, at: int, span: tuple[int, int], low: str, *, hostile: bool) -> Iterator[Charge]:
    """Charge the owner in “X's attack on Y” and the one named in “X-ian cyber espionage against Y”."""
    words = scene.sentence.words[span[0] : span[1]]
    cut = (
        next((index for index, token in enumerate(words) if token.tag == "S"), None) if "'s" in low else None
    )
    if " " in low and _ILL_WILL.search(low):
        yield from _ill_will(scene, at, span, cut)
        return
    owner = None
    if cut:
        owner = _possessor(scene, at, span, cut)
    elif words[0].low in {"their", "its", "his"}:
        owner = _theirs(scene, at, span) if hostile else None
    else:
        owner = _adjective(scene, span)
    if owner is not None:
        yield scene.noun_charge(owner, span, at, "noun of")


def _is_aimed(scene: Scene, at: int) -> bool:
    """Return whether the words behind a noun say whom it is aimed at."""
    if scene.sentence.low(at + 1) in {"against", "on", "into", "targeting", "upon"}:
        return True
    verb = scene.sentence.by_phrase.get(at + 1)
    return verb is not None and verb.lemma in {"target", "attack", "aim"}


def _possessor(scene: Scene, at: int, span: tuple[int, int], cut: int) -> Actor | None:
    owner = scene.actors.identify((span[0], span[0] + cut))
    rest = scene.low((span[0] + cut + 1, span[1])) if span[0] + cut + 1 < span[1] else ""
    if owner is None:
        return None
    hostile = is_hostile(rest)
    by_group = owner.level == "group" and (hostile or _GROUP_ACTS.search(rest))
    return (
        owner
        if _INVOLVED.search(rest)
        or (_PART.search(rest) and owner.level != "state" and scene.sentence.low(at + 1) == "in")
        or by_group
        or (hostile and (_is_aimed(scene, at) or _OWN_ACTS.search(rest)))
        else None
    )


def _theirs(scene: Scene, at: int, span: tuple[int, int]) -> Actor | None:
    if not _is_aimed(scene, at):
        return None
    number = "many" if scene.sentence.words[span[0]].low == "their" else "one"
    owner = scene.actors.memory.last(scene.actors.index, number, span[0])
    return replace(owner, first=span[0], last=span[0] + 1) if owner and owner.keys else None


def _adjective(scene: Scene, span: tuple[int, int]) -> Actor | None:
    """Return whom an adjective or the name before the noun of an act names."""
    actors = scene.actors
    if not actors.named and not actors.states:
        return None
    start, end = actors.span(*span)
    last = scene.sentence.words[span[1] - 1].low
    groups = [one for one in actors.named if start <= one.start and one.end < end and one.kind in GROUP_KINDS]
    if groups and last in _CAMPAIGNS and scene.sentence.words[span[0]].low not in PARTY:
        return Actor(*span, actors.text[groups[0].start : groups[0].end], "group", groups[0].keys)
    states = [one for one in actors.states if start <= one.start and one.end < end and one.form != "name"]
    if not states or last in _VICTIM_HEADS:
        return None
    between = actors.text[states[0].end : end].lower()
    if not _ADJECTIVE_ACT.match(between) or not (
        last in lexica.HOSTILE_NOUNS or (last in lexica.SOFT_NOUNS and _MARKED.search(between))
    ):
        return None
    named = actors.text[states[0].start : states[0].end]
    return Actor(
        *span, named, "group" if "apt" in between else "state", frozenset({f"state:{states[0].code}"}), named
    )


def _ill_will(scene: Scene, at: int, span: tuple[int, int], cut: int | None) -> Iterator[Charge]:
    """Charge the owner of sinister intentions or of a scheme."""
    first = scene.sentence.words[span[0]].low
    if cut:
        owner = scene.actors.identify((span[0], span[0] + cut))
    elif first in {"its", "their", "his"}:
        owner = scene.actors.memory.last(scene.actors.index, "many" if first == "their" else "one", span[0])
    else:
        following = scene.sentence.right(at + 2) if scene.sentence.low(at + 1) == "of" else None
        owner = scene.actors.identify(following)
    if owner is not None:
        yield scene.noun_charge(
            replace(owner, first=span[0], last=span[0] + 1),
            (span[0] + (cut + 1 if cut else 1), span[1]),
            at,
            "noun of",
        )


def _negated_noun(scene: Scene, at: int) -> bool:
    first = scene.sentence.words[scene.sentence.phrases[at].first].low
    left = scene.sentence.low(at - 1)
    return first == "no" or left in {"without", "if", "against", "oppose"}
