"""Charges by set phrases before whoever is charged: “the trail leads to X”, “behind it stood X”, “ascribed to actors of X”."""

import re

from probandum.detectors.sayings.implied import is_flat
from probandum.detectors.sayings.memory import Actor
from probandum.detectors.sayings.scene import Charge, Scene
from probandum.detectors.sayings.sieve import Sieved

_TO = r"(?:[\w'’,-]+ ){0,9}?(?:to|at|on|with|in|toward|towards|upon)\b"
LEADS = Sieved(
    re.compile(
        rf"\b(?:attribut|trac(?:e|ed|ing|es)\b|ascrib|pinn(?:ed|ing)|pins?\b|imput)\w* {_TO}"
        r"|\b(?:can|could|may) be (?:attributed|ascribed|traced) to\b"
        r"|\b(?:put|puts|putting|laid|lays) (?:[\w'’,-]+ ){1,9}?(?:down to|at the door of)\b"
        r"|\b(?:trail|trails|traces|tracks|clues|leads?|evidence|indications?|signs|everything|all|logs|fingers?|some|suspicions?|blame|responsibility|guilt|spoor) (?:[\w'’-]+ ){0,6}?"
        r"(?:ends?|ended|leads?|led|points?|pointed|pointing|fell|falls|lies|lay|rests|rested)\b(?: \w+){0,3}? (?:to|at|on|upon|with|in|toward|towards)\b"
        r"|\bbehind (?:it|this|that|them|all|the|these|such|those)\b(?: [\w'’-]+){0,6}? (?:stood|stands?|sits?|sat|is|was|are|were|we see)\b"
        r"|\b(?:work|handiwork|doing|brainchild|deed) of\b|\b(?:bears?|bore|carr(?:y|ies|ied)|has|had|have) (?:\w+ ){0,2}(?:signature|stamp|handwriting|hallmarks?|fingerprints|mark|marks) of\b"
        r"|\b(?:fingerprints|signature|handwriting|hand) (?:of|belong to)\b|\b(?:culprits?|perpetrators?|thief|thieves|authors?|intruders?|attackers?|hackers) (?:was|were|is|are)\b"
        r"|\b(?:was|were|is|are|be|been|being) (?:[\w-]+ ){0,2}(?:hacked|hit|attacked|struck|robbed|blinded|ravaged|watched|bugged|tapped|penetrated|breached|read|disabled|courted|recruited|set upon|targeted|opened|emptied|cleaned out|taken down"
        r"|impersonated|spied on|listened to|overheard|wiped|infected|defaced|duped|blacked out|crippled|plundered|planted|copied|stolen|entered|broken into|burgled) (?:[\w'’-]+ ){0,7}?by\b"
        r"|\b(?:acting|acted|worked|works|working|spied|spying|spies|hacked|hacks|hacking|hired|paid|jobs|service|errands|front|cover|funds|raise|stole|steal) (?:for|of|by)\b"
    )
)
_FOR = re.compile(
    r"\b(?:acting|acted|worked|works|working|jobs|service|front|cover|hired|paid|hand|funds|raise)\b.* (?:for|of|by)\Z"
)
_FIELD = re.compile(
    r"\b(?:hack|cyber|spy|spies|spied|spying|espionage|intru|attack|breach|malware|theft|stole|stolen|phish|wip(?:e|ing)|leak|implant|backdoor|network|server|worm|virus|intelligence|operation|campaign|break-in"
    r"|burgl|eavesdrop|wiretap|bugg|mailbox|email|e-mail|data|code|group|operat|sabotage|interference|disinformation|accounts?|trojan)\w*"
)
_REACH = 9


def traced(scene: Scene) -> list[Charge]:
    """Charge whoever stands behind a set phrase of blame in a flat sentence."""
    found = LEADS.search(scene.whole)
    if found is None or not is_flat(scene.whole) or not _FIELD.search(scene.whole):
        return []
    first = scene.whole.count(" ", 0, found.end())
    serving = _FOR.search(found[0]) is not None
    for at, phrase in enumerate(scene.sentence.phrases):
        if phrase.kind != "NP" or phrase.last <= first + 1 or phrase.first > first + _REACH:
            continue
        if (
            phrase.first > first + 1
            and scene.sentence.kind(at - 1) in {"VG", ".", "W"}
            and "behind" not in found[0]
        ):
            break
        actor = _whom(scene, (phrase.first, phrase.last))
        if actor is not None and (not serving or actor.level in {"state", "organisation"}):
            start = min(scene.whole.count(" ", 0, found.start()), len(scene.sentence.words) - 1)
            return [
                Charge(actor, scene.actors.span(start, max(phrase.first, start + 1)), "", at, cue="pointed")
            ]
    return []


def _whom(scene: Scene, words: tuple[int, int]) -> Actor | None:
    actor = scene.actors.identify(words)
    return actor if actor is not None and actor.keys and scene.sentence.words[words[0]].tag != "P" else None
