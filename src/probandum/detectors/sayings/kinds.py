"""What a sentence does besides accusing: deny, reject the basis, challenge the evidence, ask."""

import re

from probandum.detectors.sayings import lexica
from probandum.detectors.sayings.actors import PARTY, Actors
from probandum.detectors.sayings.chunks import Group, Sentence
from probandum.detectors.sayings.sieve import Sieved
from probandum.detectors.sayings.wordings import groundless, not_done, unshown

_QUESTION = re.compile(
    r"[?？؟][\"'”’»)\]*_]*\s*(?:,?\s*[^.?!]{0,60}\b(?:ask|said|want|wonder)[^.?!]{0,60}\.)?\Z|[?][\"”’»]\s"
)
_DENY = Sieved(
    re.compile(
        r"(?<!nor )(?<!by )\bden(?:y|ies|ied|ying)\b(?! (?:access|service|entry|comment|visas?|them|users|the user|customers|bail))|\bdenials?\b(?!-of-| of service)|\bdisavow\w*|\bdisown\w*|\bexonerat\w+|\babsolv\w+|\bpleaded not guilty",
        re.IGNORECASE,
    )
)
_UNINVOLVED = Sieved(
    re.compile(
        r"\bnothing (?:whatsoever |at all )?to do with\b|\b(?:no|not any|nor any|without(?: any)?|never had any|not have any|not had any) (?:\w+ )?(?:involvement|part|role|hand|connections?|links?|knowledge|relations?|ties|business)\b(?: (?:whatsoever|at all))?(?: (?:in|with|to|of|between)\b|\.|,|;)"
        r"|\b(?:not|never|neither|nor|n't) (?:\w+ ){0,2}(?:involved|responsible|behind|guilty|complicit|part(?:y)? (?:of|to))\b|\b(?:not|never|n't|nor) (?:\w+ )?(?:our|its|his|their|\w+'s|the) (?:work|deed|doing|act|handiwork|fault|style|policy to)\b"
        r"|\bhad no (?:part|hand|role)\b|\bplayed no (?:part|role)\b|\bnever (?:has|have|had)?\s?(?:\w+ )?(?:posed|been) (?:a|any) threat\b|\b(?:is|are|am|was|were) innocent\b|\b(?:was|were|is|are) not (?:us|we|ours|them)\b|\bdisput(?:e|es|ed|ing) (?:any|having|that|all|its|their)\b|\bcleared? (?:\w+ ){1,3}of\b|\bruled? out (?:\w+ ){0,4}(?:involvement|role|hand)"
        r"|\bcannot be turned into\b|\b(?:not|n't) make it (?:our|its|his|their) (?:deed|work|doing)\b|\bbear(?:s)? no (?:\w+ )?responsibility\b",
        re.IGNORECASE,
    )
)
_FALSE = Sieved(
    re.compile(
        r"\b(?:is|are|was|were|'s|be) (?:\w+ly |just |all |nothing but |nothing more than |only |another |yet another |a |an |the |big |pure |plain |blatant |outright |complete |total )*(?:lies?|untrue|not true|false|fake|hoax|a myth|falsehoods?|not correct|wrong)\b"
        r"|\b(?:cannot|can't|can not|does not|doesn't|do not|never) (?:become|make it|hold|come) true\b|\b(?:call(?:s|ed)?|label(?:s|led)?|brand(?:s|ed)?) (?:\w+ ){1,14}?(?:an? )?(?:\w+ )?lies?\b|\blie (?:is )?repeated\b|\bnot? (?:a )?(?:word of )?truth\b",
        re.IGNORECASE,
    )
)
_ABOUT = re.compile(
    rf"\b(?:{lexica.CHARGE_NOUNS}|accus\w+|alleg\w+|it|this|that|these|they|such|those|all)\b", re.IGNORECASE
)
_CHARGE_THAT = Sieved(
    re.compile(
        rf"\b(?:{lexica.CHARGE_NOUNS}|claims?|idea|notion|suggestion)\b(?: by [\w .]{{2,40}}| from [\w .]{{2,40}}|,)? that\b",
        re.IGNORECASE,
    )
)
_GROUNDLESS = Sieved(re.compile(rf"\b(?:{lexica.GROUNDLESS})\b", re.IGNORECASE))
_CHARGE_NOUN = re.compile(
    rf"\b(?:{lexica.CHARGE_NOUNS}|accus(?:e|es|ed|ing|er|ers)|alleg(?:e|es|ing)|blam(?:e|es|ed|ing)|finger|conclusions?|link(?:ing)?|attribut\w+)\b",
    re.IGNORECASE,
)
_SURE_CHARGE = re.compile(
    r"\b(?:accus\w+|alleg\w+|charges?|claims?|speculations?|insinuations?|reports?|blame|attribut\w+|indictments?|imputations?|statements?|remarks?|stor(?:y|ies)|tales?|narratives?|rumou?rs?|suspicions?|theor(?:y|ies)|it|this|that|these)\b",
    re.IGNORECASE,
)
_STRONG = Sieved(
    re.compile(
        r"\b(?:groundless(?:ly)?|baseless(?:ly)?|unfounded|unsubstantiated|trumped[- ]up|absurd(?:ity)?|preposterous|ludicrous|far-fetched|ill-founded|out of thin air|concocted|fairy[- ]tales?|malicious (?:smear|speculation|slander|hype)|spurious|fabricat(?:ed|ions?|ing)|hysteria|nonsense|witch[- ]hunt)\b",
        re.IGNORECASE,
    )
)
_REJECT = Sieved(
    re.compile(
        rf"\b(?:reject|dismiss|refut|rebut|rebuff|scoff|brush|repudiat|denounc|slam|condemn)(?:s|es|e|ed|ing|ing off|es off|ed off)?\b(?:\W+[\w’'-]+){{0,6}}?\W+(?:{lexica.CHARGE_NOUNS}|accusing|accused)\b"
        rf"|\b(?:{lexica.CHARGE_NOUNS})\b(?:\W+[\w’'-]+){{0,8}}?\W+(?:was|were|is|are|has been|have been) (?:\w+ )?(?:rejected|dismissed|refuted|rebuffed)\b|\bpoliticis(?:e|ing|ation)\b|\bpoliticiz(?:e|ing|ation)\b",
        re.IGNORECASE,
    )
)
_EVIDENCE = r"(?:evidence|proofs?|facts|substantiation|corroboration)"
_CHALLENGE = Sieved(
    re.compile(
        rf"\b(?:no|not (?:one|a|any|a single|a shred of|an? piece of|produced?|presented?|provided?|shown?|offered?|shared|made|seen|have|had)|n't (?:\w+ )?|nor|without|lack(?:s|ed|ing)?|lack of|absence of|little|scant|insufficient|enough|sufficient|solid|conclusive|where(?: is|'s| are)|short of|never|yet to|fail(?:s|ed)? to|refus(?:e|es|ed) to)\b(?: (?:of|the|any|a|an|to|for|its|their|that|be|single|piece|shred|real|hard|concrete|solid|credible|technical|convincing|conclusive|direct|further|such|one|reliable|verifiable|independent|public|produce|present|provide|show|publish|offer|supply|share|disclose|give|backed up by|made|lay|release|other|definitive|clear|and|complete|full|been|his|her|forensic|supporting))* {_EVIDENCE}\b"
        rf"|\b{_EVIDENCE}\b(?: \w+){{0,6}} (?:(?:is|are|was|were|remains?|has|have) (?:\w+ )?(?:lacking|missing|insufficient|thin|weak|inconclusive|circumstantial|not (?:enough|sufficient|convincing|conclusive|been)|absent|secret|classified|wanting)|does not (?:\w+ )?(?:suffice|hold|prove|convince|exist))"
        rf"|\b(?:ask|asks|asked|call|calls|called|demand|demands|demanded|challenge[sd]?|dare[sd]?|urge[sd]?|wait|waits|waiting|show|let|produce|present|publish|lay|provide|disclose|share|must|should|submit|release)\b(?:\W+[\w’'-]+){{0,7}}?\W+{_EVIDENCE}\b"
        rf"|\bno documents? (?:\w+ ){{0,6}}(?:shown|prove)|\bcall(?:s|ed)? (?:\w+ )?into question\b|\b{_EVIDENCE}\b[^.]{{0,60}}\b(?:does|do) not (?:permit|allow|support|justify|bear out|warrant)"
        rf"|\b(?:not|n't|hardly) (?:\w+ )?(?:evidence|proof|proven|prove it|prove anything|conclusive)\b|\bproves? (?:nothing|little)\b|\bprove it\b|\bbut no (?:proof|evidence)\b|\bnobody can check\b|\bcannot be verified\b|\bnot (?:one|a single) (?:proof|fact)\b|\b(?:hard|difficult|impossible) to (?:trace|attribute|prove)\b.{{0,80}}\b{_EVIDENCE}\b|\bburden of proof\b",
        re.IGNORECASE,
    )
)
_WANTED = re.compile(
    r"\b(?:not|no|n't|without|importance|important|needs?|require[sd]?|must|should|necessary|essential|only when|before)\b"
)
_OF_LOSS = re.compile(
    rf"\b{_EVIDENCE}\b (?:that|of|to suggest|to indicate|indicating|suggesting)\b[^.]{{0,80}}\b(?:data|stolen|exfiltrat\w+|customers?|accounts?|passwords?|access(?:ed)?|lateral|exploit(?:ed|ation)|compromis\w+|tamper\w*|leaked|impact|persist\w+|infect\w+|personal|votes?|theft)\b",
    re.IGNORECASE,
)
_HAS_EVIDENCE = re.compile(
    rf"\b(?:has|have|had|is|was|with|there is|found|show(?:s|ed|n)?|provid(?:es|ed)|present(?:s|ed)|publish(?:es|ed)) (?:\w+ ){{0,2}}(?:enough|sufficient|solid|conclusive|ample|clear) (?:\w+ )?{_EVIDENCE}\b",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Return whether a sentence is a question by form."""
    return ("?" in text or "？" in text or "؟" in text) and bool(_QUESTION.search(text))


def denies(low: str, actors: Actors) -> bool:
    """Return whether a sentence says that somebody did not do it."""
    if _DENY.search(low) or _UNINVOLVED.search(low) or not_done(low):
        return True
    if _FALSE.search(low) and _ABOUT.search(low):
        return True
    if _CHARGE_THAT.search(low) and (
        _FALSE.search(low)
        or re.search(
            r"\b(?:fabricat\w+|false|invent\w+|concoct\w+|untrue|refut\w+|reject\w+|denie[sd]|denying|dismiss\w+)\b",
            low,
        )
    ):
        return True
    return any(_is_disowned(group, actors) for group in actors.sentence.groups)


def _is_disowned(group: Group, actors: Actors) -> bool:
    """Return whether a verb says that the own side, or somebody named, did not do a hostile thing."""
    sentence = actors.sentence
    subject = sentence.subject(group)
    if subject is None:
        return False
    words = sentence.words
    first = words[subject[0]].low
    own = first in PARTY
    if first in {"no", "none", "nobody", "neither"} and group.finite:
        return _does_for_us(group, sentence)
    if group.lemma == "steal" and group.finite and own and _negated_before(group, sentence):
        return True
    if own and group.passive:
        return False
    if not group.negated or group.infinitive or group.modal in {"should", "must", "shall", "'d"}:
        return False
    favours = group.lemma in {
        "encourage",
        "support",
        "tolerate",
        "condone",
        "wink",
        "sponsor",
        "engage",
        "allow",
        "permit",
    }
    hostile = (
        (favours and group.modal in {"", "would", "will"} and _own_state(subject, actors))
        or group.lemma in lexica.CRIME_VERBS
        or _hostile_object(group, actors)
    )
    if own and group.lemma in {"oppose", "believe", "think", "know", "see", "have"}:
        return False
    actor = None if own else actors.identify(subject)
    return hostile and (
        own or (actor is not None and actor.level in {"state", "organisation"} and bool(actor.keys))
    )


def _own_state(subject: tuple[int, int], actors: Actors) -> bool:
    actor = actors.identify(subject)
    return actor is not None and actors.own is not None and bool(actor.keys & actors.own.keys)


def _negated_before(group: Group, sentence: Sentence) -> bool:
    """Return whether “are not something we stole”: a negated copula before the relative clause."""
    return any(
        other.negated and other.lemma == "be" and 0 < group.at - other.at < 5 for other in sentence.groups
    )


def _does_for_us(group: Group, sentence: Sentence) -> bool:
    at = group.at + 1
    return sentence.low(at) in {"us", "me", "our"} and group.lemma in {
        "pay",
        "give",
        "order",
        "direct",
        "control",
        "hire",
        "command",
        "task",
        "send",
        "fund",
        "sponsor",
        "support",
        "tell",
        "back",
    }


def _hostile_object(group: Group, actors: Actors) -> bool:
    sentence = actors.sentence
    if group.lemma not in lexica.LIGHT_VERBS | {"have", "take", "give", "pose", "allow", "permit"}:
        return False
    low = ""
    for at in range(group.at + 1, min(group.at + 6, len(sentence.phrases))):
        if sentence.kind(at) in {".", "W", "VG"}:
            break
        low += " " + " ".join(
            word.low for word in sentence.words[sentence.phrases[at].first : sentence.phrases[at].last]
        )
    return any(
        word in lexica.HOSTILE_NOUNS or word in {"threat", "orders", "harm"} for word in low.split()
    ) or bool(
        re.search(
            r"\b(?:cyber|malicious|hostile|such)\b.*\b(?:operations?|activit\w+|acts?|campaigns?)\b", low
        )
    )


def rejects(low: str) -> bool:
    """Return whether a sentence says that a charge has no foundation."""
    if _REJECT.search(low):
        return True
    if groundless(low):
        return True
    strong = _STRONG.search(low)
    if strong and _SURE_CHARGE.search(low):
        return True
    weak = _GROUNDLESS.search(low)
    if not weak:
        return False
    near = low[max(weak.start() - 70, 0) : weak.end() + 50]
    charge = re.search(
        r"\b(?:accusations?|allegations?|charges?|insinuations?|speculations?|accus(?:ing|ed|es)|such reports?|the claims?|the reports?|these claims?)\b",
        near,
    )
    return charge is not None and charge[0] not in weak[0]


def contents_denied(low: str) -> bool:
    """Return whether what is called false is a charge whose act is told (“accusations that X did Y are fabricated”)."""
    return bool(_CHARGE_THAT.search(low))


def challenges(low: str) -> bool:
    """Return whether a sentence asks for evidence, misses it, or admits having none."""
    if unshown(low) and not _OF_LOSS.search(low):
        return True
    found = _CHALLENGE.search(low)
    if not found or _OF_LOSS.search(low):
        return False
    return not (
        re.search(r"\b(?:enough|sufficient|solid|conclusive)\b", found[0])
        and _HAS_EVIDENCE.search(low)
        and not _WANTED.search(low)
    )
