"""Charges that stand in no clause of doing: a hidden service or a hacking group, and a hostile act, in one flat sentence."""

import re

from probandum.detectors.sayings import lexica
from probandum.detectors.sayings.chunks import Group
from probandum.detectors.sayings.covert import HOSTILE, is_hidden
from probandum.detectors.sayings.memory import Actor
from probandum.detectors.sayings.scene import Charge, Scene

_UNSURE = re.compile(
    r"\b(?:not|no|never|nor|neither|without|nobody|none|nothing|if|would|could|should|may|might|must|will|can|cannot|whether|unless|hardly|forbids?|wants?|wish(?:es)?|den(?:y|ies|ied)|reject(?:s|ed)?"
    r"|dismiss(?:es|ed)?|unfounded|baseless|groundless|invention|fake news|fable|gossip|hoax|fairy|joke|boast(?:ed)?|premature|popular imagination|reputation|the means to|story of|tale|critics|suppose|imagine|ought|rule[sd]? out|ruled|alike|prove|proves|wise|avoid|wary)\b|n't\b|\?"
)
_UNREAL = re.compile(
    r"\b(?:novels?|films?|movies?|books?|museum|exhibit(?:ion)?s?|television|tv series|talk on|lecture|course|slides?|training|hearing|alias(?:es)?|also known|known here|names?|named|renamed|christened"
    r"|coined|scholarship|contest|hackathon|tutorial|conference|anniversary|veterans|alumni|expired|described|definition|claim(?:s|ed)? (?:responsibility|credit)|claimed the"
    r"|took credit|wrote on|call(?:s|ed|ing)? (?:itself|themselves)|said in a (?:statement|post|message)|describe themselves|merged|overlap|track(?:s|ed)? (?:this|the|it)|mentioned|examples?|detection|detect"
    r"|hunt for|in the style of|conceded|disband(?:s|ed|ing)?)\b|\bwe, the\b"
)
_FIRM = re.compile(r"\bis an? [\w -]{0,30}(?:firm|company|vendor)\b")
_ROLE = frozenset(
    {"by", "of", "to", "from", "on", "with", "at", "for", "behind", "as", "upon", "than", "like"}
)
_HARMLESS = lexica.BENIGN_VERBS | lexica.SAY_VERBS | lexica.ACCUSE_VERBS | lexica.ATTRIBUTE_VERBS


def is_flat(low: str) -> bool:
    """Return whether a sentence in lower case says without condition or denial what is no fiction, name or boast."""
    return _UNSURE.search(low) is None and _UNREAL.search(low) is None


def implied(scene: Scene) -> list[Charge]:
    """Charge a hacking group, or a hidden service of a state, that a flat sentence names together with a hostile act."""
    actors = scene.actors
    if not actors.named and not actors.states:
        return []
    if not is_flat(scene.whole):
        return []
    for at, phrase in enumerate(scene.sentence.phrases):
        if phrase.kind != "NP":
            continue
        actor = actors.identify((phrase.first, phrase.last))
        if actor is None or not actor.keys or scene.sentence.pronoun(at) or not is_hidden(scene, actor):
            continue
        act = _act(scene, at, actor) or _tied(scene, at, actor)
        if act is not None:
            return [Charge(actor, act, "", at, cue="loose")]
    return []


def _act(scene: Scene, at: int, actor: Actor) -> tuple[int, int] | None:
    """Return the characters of the hostile act beside an actor; None where its place in the sentence speaks against it."""
    verb = _verb_of(scene, at)
    if verb is not None and (verb.lemma in _HARMLESS or verb.passive):
        return None
    left = scene.sentence.low(at - 1)
    if verb is None and at > 0 and left not in _ROLE and scene.sentence.kind(at - 1) not in {"VG", ",", "C"}:
        return None
    start, end = scene.actors.span(actor.first, actor.last)
    words = scene.sentence.words
    for found in HOSTILE.finditer(scene.whole):
        count = scene.whole.count(" ", 0, found.start())
        if count < len(words) and not start <= words[count].start < end:
            return words[count].start, words[count].end
    named = [key for key in actor.keys if not key.startswith(("state:", "name:"))]
    if verb is not None and named and verb.lemma not in lexica.GROUP_IDLE:
        return scene.actors.span(verb.word, verb.word + 1)
    return None


def _verb_of(scene: Scene, at: int) -> Group | None:
    """Return the verb whose subject a phrase is."""
    for group in scene.sentence.groups:
        subject = scene.sentence.subject(group) if group.at > at else None
        if subject is not None and scene.sentence.phrase_of[subject[1] - 1] == at:
            return group
    return None


def _tied(scene: Scene, at: int, actor: Actor) -> tuple[int, int] | None:
    """Return the phrase that names a hacking group in a sentence that names a state too: it is tied to it, or set upon it."""
    start, end = scene.actors.span(actor.first, actor.last)
    named = any(not key.startswith(("state:", "name:")) for key in actor.keys)
    apart = any(one.end <= start or end <= one.start for one in scene.actors.states)
    if actor.level != "group" or not named or not (apart or actor.linked_to) or _FIRM.search(scene.whole):
        return None
    verb = _verb_of(scene, at)
    if verb is not None and verb.lemma in lexica.SAY_VERBS:
        return None
    return start, end
