"""Charges in set phrases: “put down to”, “the hand of”, “at the door of”, “it was X who”, “in the pay of”.

Who is named is masked first, so a phrase holds for everybody alike (law 11). A phrase counts in a flat sentence only, which
speaks of a hostile act or points back to one.
"""

import re
from collections.abc import Sequence

from probandum.detectors.sayings.memory import GROUP_KINDS, Actor, Named
from probandum.detectors.sayings.scene import Charge, Scene
from probandum.detectors.sayings.sieve import Sieved
from probandum.detectors.states import State

_N = "\ue002"
"""Whoever is named: a state, one of a state, an organ, a hacking group."""
_AT = rf"(?:(?!and\b|but\b|or\b)[\w'-]+ ){{0,4}}{_N}"
"""Whoever is named, behind at most four words of the same phrase."""
_LONGEST = 1_500
_ACT = re.compile(
    r"attack|theft|thiev|stole|steal|leak|break-in|outage|intru|worm|hack|breach|virus|malware|campaign|cyber|wiper|spy|spie|espion|website|network|data\b|mail|phone|server|sabot|accounts|crime|robb|incident"
    r"|letters|files|disinform|forger|forged|meddl|interfer|tapp|bug|eavesdrop|surveil|ransom|deface|blackout|culprit|perpetrat|persona\b|responsible|this\b|these\b|it\b|them\b|all of"
)
_UNSURE = re.compile(
    r"\b(?:if|whether|unless|whoever claims|nobody (?:here )?(?:has )?sa(?:ys|id)|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed)?|refut\w+|unfounded|baseless|groundless|not|never|neither|nor|without"
    r"|may|might|perhaps|novel|film|movie|book|claimed responsibility|premature|reputation)\b|n't\b|\?"
)
_HOSTILE = r"(?:attacks?|leaks?|thefts?|breach(?:es)?|intrusions?|hacks?|hacking|break-ins?|campaigns?|malware|worm|wiper|incidents?)"
_PHRASES = tuple(
    re.compile(phrase)
    for phrase in (
        rf"\bput (?:[\w'-]+ ){{0,6}}?down to {_AT}",
        rf"\b(?:hands?|fingerprints|handwriting|hallmarks|stamp|signature|handiwork|imprint) of {_AT}",
        rf"{_N}(?:'s|')?(?: [\w-]+'s?)? (?:hand|fingerprints|handwriting|handiwork|stamp)\b",
        rf"\b(?:laid|lays|lay|put|puts|placed|left) (?:[\w'-]+ ){{0,8}}?(?:at|on) (?:the (?:door|doorstep|feet) of {_AT}|{_AT}(?:'s|') (?:door|doorstep|feet))",
        rf"\b(?:goes|go|went|leads?|led|traces?|traced|tracked|followed) (?:[\w'-]+ ){{0,6}}?back to {_AT}",
        (
            r"\b(?:think|thinks|thought|believe[sd]?|convinced|certain|sure|suspects?|suspected|clear|doubt|knows?|known|says?|said|assume[sd]?|insists?|insisted)(?: that)? (?:it|this|that|they) (?:was|is|were|are)"
            rf" (?:the )?(?:[\w-]+ (?:from|of) )?(?:the )?{_N}"
        ),
        (
            r"\b(?:culprits?|perpetrators?|those responsible|those behind|intruders?|attackers?|hackers?|thie(?:f|ves)|authors? of|mastermind)\b(?: [\w'-]+){0,6}? (?:is|are|was|were|sits?|sat|comes?|came|lives?|works?|worked|hails?)"
            rf"(?: now| likely| probably| based)? (?:in|from|for|none other than|out of|with) (?:the )?{_N}"
        ),
        rf"{_N}(?:'s|')?(?: [\w-]+){{0,2}} (?:was|is|were|are) (?:[\w-]+ ){{0,2}}(?:pulling the strings|to blame|the culprits?|at it again|the perpetrators?|the mastermind)",
        rf"\bsuspicions? (?:[\w-]+ ){{0,3}}(?:on|upon|at|towards?) {_AT}",
        rf"\bsuspect(?:s|ed)? (?:that )?(?:the )?{_N}",
        rf"\b(?:only|nobody but|no one but|none but|none other than|nobody other than|nobody except|no one except) (?:the )?{_N}(?: [\w-]+)? (?:could have|can have|did|has done|had)",
        rf"{_N}(?:'s [\w-]+)?(?: alone| itself| indeed)? (?:did|has done|have done|had done) (?:it|this|that)\b",
        rf"\b(?:link(?:s|ed|ing)?|tie[sd]?|tying|connect(?:s|ed)?)(?: of)? (?:the )?{_N}(?:'s? [\w-]+)? (?:to|with) (?:[\w'\"“”-]+ ){{0,5}}{_HOSTILE}\b",
        rf"\bnam(?:e[sd]?|ing) {_AT}(?: [\w-]+)? as (?:the |its |their )?(?:culprits?|perpetrators?|origin|source|authors?|aggressors?|masterminds?|instigators?)",
        rf"\bblame (?:lies|rests|falls|was|is) (?:[\w-]+ )?(?:with|on) {_AT}",
        (
            r"\b(?:group|hackers?|hacktivists?|personas?|crew|gang|attackers|actors?|intruders|culprits|who did (?:it|this)|those responsible|team|front company|trolls?|agents?|spies)\b(?: [\w'-]+){0,8}?"
            r" (?:in the (?:pay|service|employ|hire) of|on the payroll of|at the (?:behest|bidding|orders?) of|on behalf of|under the (?:control|direction|orders?|command) of|loyal to|subordinate to|answers? to"
            rf"|belongs? to|works? for|run by|run from|steered by|directed by|controlled by|sponsored by|backed by|front for|arm of|funded by) {_AT}"
        ),
        (
            rf"{_N}(?:'s(?: [\w-]+){{1,3}}| (?!and)[\w-]+)?(?: had been| has been| have been| had| has| have| was| were| is| are| then| also)* (?:reading|read|got into|gotten into|listening in on|listened in on|listening in to"
            r"|listened in to|helped (?:itself|themselves) to|went through|going through|gone through|made off with|walked off with|copied|emptied|ransacked|burrowed into|wormed (?:itself|themselves) into|crept into"
            r"|entered|rifled through|bugged|tapped|(?:took|taken|planted)(?! (?:over|note|part)\b)) (?:[\w'-]+ ){0,5}(?:mail\w*|e-mails?|letters?|post|phones?|telephones?|calls|talks|messages|files|documents|plans|accounts?"
            r"|data|networks?|servers?|minutes|cables?|computers?|records|secrets|conversations|systems?)\b"
        ),
        (
            rf"\bit (?:was|is) (?:the )?(?:[\w-]+ )?{_N}(?:'s)?(?: [\w-]+){{0,3}} (?:who|that|which)(?: had| has| have| then)? (?:emptied|read|reads|took|stole|broke|got|carried|hacked|spied|spies|listened|planted|sent|sends"
            r"|ordered|directed|launched|attacked|attacks|invented|invents|fabricated|did|put|wiped|crippled|paralysed|doctored|forged|spread|spreads|tapped|keeps?|runs?|blew|switched)\b"
        ),
        rf"\b(?:orders?|order for the \w+|instructions?|tasking) (?:came|come|comes|was given|were given|issued) (?:from|in|by) {_AT}",
        rf"\b(?:plan|plot|operation|attack|campaign|strings) (?:was|were) (?:hatched|drawn up|cooked up|conceived|pulled|planned|ordered|commissioned|directed) (?:in|by|from) (?:the )?{_N}",
        rf"\bnexus (?:with|to|between) (?:[\w'-]+ ){{0,8}}?{_N}",
    )
)


_SIEVED = Sieved(*_PHRASES)


def idioms(scene: Scene) -> list[Charge]:
    """Charge whoever a set phrase of blame names; the act is left to a person."""
    words, actors = scene.sentence.words, scene.actors
    groups = [one for one in actors.named if one.kind in GROUP_KINDS]
    named: list[State | Named] = sorted([*actors.states, *groups], key=lambda one: one.start)
    if not named or words[-1].end - words[0].start > _LONGEST:
        return []
    low, shown = _masked(actors.text, (words[0].start, words[-1].end), named)
    if not _SIEVED.may_match(low) or not _ACT.search(low) or _UNSURE.search(low):
        return []
    for phrase in _PHRASES:
        found = phrase.search(low)
        if found:
            one = shown[low.count(_N, 0, found.start() + found[0].index(_N))]
            return [_charge(scene, one)]
    return []


def _masked(
    text: str, span: tuple[int, int], named: Sequence[State | Named]
) -> tuple[str, list[State | Named]]:
    """Return a sentence in lower case with each name as one character, and whom each of these stands for."""
    pieces: list[str] = []
    shown: list[State | Named] = []
    at = span[0]
    for one in named:
        if one.start >= at and one.end <= span[1]:
            pieces += [text[at : one.start].replace(_N, " "), _N]
            shown.append(one)
            at = one.end
    pieces.append(text[at : span[1]].replace(_N, " "))
    return " ".join("".join(pieces).replace("’", "'").lower().split()), shown


def _charge(scene: Scene, one: State | Named) -> Charge:
    words = scene.sentence.words
    index = next((at for at, token in enumerate(words) if token.end >= one.end), len(words) - 1)
    at = scene.sentence.phrase_of[index]
    phrase = scene.sentence.phrases[at]
    actor = scene.actors.identify((phrase.first, phrase.last)) if phrase.kind == "NP" else None
    if actor is None or not actor.keys:
        surface = scene.actors.text[one.start : one.end]
        keys = one.keys if isinstance(one, Named) else frozenset({f"state:{one.code}"})
        actor = Actor(index, index + 1, surface, "group" if isinstance(one, Named) else "state", keys)
    return Charge(actor, (words[0].start, words[0].start), "", at, cue="idiom")
