"""More ways of denying, of calling a charge baseless and of asking for evidence: set phrases, in lower case."""

import re

from probandum.detectors.sayings import lexica
from probandum.detectors.sayings.sieve import Sieved

_DID = r"(?:did|does|do|has|have|had|would|could|was|were|is|are)(?:\s?n't| not| never)(?: ever| so much as| even| in any way| been)?"
_ACTS = (
    r"(?:hack|broken?\b|break\b|attack|spy\b|spied|eavesdrop|infiltrat|bugg|tapp|steal|stole|infect|implant|intercept|sabotag|intrud|phish|meddl|interfer|listen|wiretap|guide[ds]? the"
    r"|take part|taken part|conduct|carr(?:y|ied) out|order|launch|engage in|put back ?doors|send hackers|sent hackers|touch|had anything to do|have anything to do|sp(?:y|ied|ies) (?:on|for))\w*"
)
_ORGAN = r"(?:body|bodies|organs?|agency|agencies|units?|institutions?|services?|hackers?|soldiers?|officers?|employees?|staff|troops|nationals?|citizens|servers?|members?)"
NOT_DONE = Sieved(
    re.compile(
        r"\bnothing of the (?:sort|kind)\b|\b(?:did|does|had done|do|commits?|carried out|conducts?) no such\b|\bno such (?:attack|operation|unit|programme|program|thing|act|order|hack|campaign)s?\b"
        rf"|\b{_ACTS} (?:on |into |against |for |with )?(?:nobody|no ?one|none)\b|\b(?:did|do|does|could|would) not (?:do|have done) (?:it|this|that|so|such)\b|\b(?:did|do|does)n't (?:do|have done) (?:it|this|that)\b"
        r"|\b(?:was|were|is|are)(?:n't| not|) (?:us|ours|neither us|not us)\b(?! (?:government|state|department|embassy|agenc))|\b(?:was|were|is|are)(?:n't| not) (?:ours?|theirs|mine)\b"
        rf"|\b(?:no|none of (?:its|our|their|his|the)|nor any|not any|neither the|neither we|neither it|nor) (?:[\w'-]+ ){{0,4}}?{_ORGAN}(?: [\w'-]+){{0,7}}? (?:ever |had |has |have |were |was ){{0,2}}{_ACTS}"
        r"|\b(?:was|were|been|is) no (?:eavesdropping|spying|hacking|surveillance|attack|espionage|intrusion|spy base|order)\b|\bcontests? having\b|\bnot an attack\b|\bno spy base\b|\b(?:took|takes|taken|had|has|have|having) no part\b"
        r"|\bneither [\w' -]{1,60}\bnor [\w' -]{0,40}\b(?:took part|did|had|ordered|carried|attacked|hacked|used|bought|operated|operates)\b|\bneither ordered nor\b|\b(?:it was|was) not the [\w-]+(?:s|ese|ans|ish)\b"
        r"|\bpromis\w+ that [\w ]{1,40} (?:do|does) not\b|\bnot been the ones to\b|\bnobody from (?:his|her|its|our|the|their)\b|\bcleared (?:the|its|his) (?:[\w-]+ ){0,2}(?:agency|service|government|country|embassy|ministry|officer|side)\b|\btied to no (?:government|state)\b",
    )
)
_OTHER_DOER = re.compile(
    r"\b(?:attackers?|intruders?|hackers|malware|worm|virus|customers?|data|users?|patch|exploit|hospital|we have not (?:seen|found|observed))\b"
)
_BY_DOER = Sieved(re.compile(rf"\b{_DID} (?:\w+ly )?{_ACTS}"))
_THING = Sieved(
    re.compile(
        r"\b(?:fable|canard|farce|forgery|serial|science fiction|figment|hot air|thin air|house of cards|pack of lies|hit job|political theatre|dreamt up|dreamed up|cooked up|blown up|conjecture|gossip|concocted"
        r"|spurious|fictitious|trumped up|pulled from|plucked from|rubbish|from (?:beginning|start|the first \w+) to (?:end|finish|the last)|\w+phob(?:ia|ic)|spy mania|mendacious|excuse|pure fantasy|fantasy|invention|fabrication"
        r"|bare of substance|without basis|lacks? any (?:foundation|basis)|malicious (?:plot|slander)|crusade|publicity stunt|meant to sow|fake news|totally false|a myth|tall tale|scaremongering|slander)\b"
    )
)
_TALK = re.compile(
    rf"\b(?:{lexica.CHARGE_NOUNS}|accus\w+|alleg\w+|dossier|findings?|talk|paper|publication|case|affair|account|publications?|campaign|document|it|this|that|these|all|said|says|mission|official|called|calls)\b"
)
_NOTHING_SHOWN = Sieved(
    re.compile(
        r"\b(?:never|not|n't|nor|yet to|without|nobody|no one|none|nothing|no|hardly|unable to)\b(?:[\w ,'-]{0,50}?)\b(?:been (?:demonstrated|shown|proven|proved|substantiated|verified|tested)|laid (?:\w+ )?on the table|showing (?:its|any)|(?:shows?|shown|publicly shown) (?:how|its|any|samples?|data|that|who)"
        r"|smoking gun|indication of|bear(?:s)? (?:out|the weight)|prov(?:e|es|en|ed|ing) (?:who|that|it|anything)|producing anything|put forward any|support (?:an|the|for the) (?:attribution|conclusion|statement|claim)|permits? the conclusion"
        r"|convinces? me|able to (?:check|verify|find support)|confirm(?:ed)? (?:the|that|this) (?:link|claim|story|attribution)|demonstrated|link [\w' ]{2,40} could be established|document linking|allows? an outsider|facts)\b"
    )
)
_THIN = Sieved(
    re.compile(
        r"\b(?:rests?|hangs?|based|depends?|consists?|stands?) (?:only |solely |merely )?(?:on|upon|of|in) (?:nothing|little|a (?:single|handful|date)|screenshots|thin ice|one (?:single )?)|\bon (?:what |such )?thin ice\b|\bsmoking gun\b|\basserted and never\b|\bmatter of faith\b|\btake (?:it|this|their word|his word|her word) (?:on|for) (?:faith|it)\b"
        r"|\bunconvinced\b|\bproves next to nothing\b|\bproves? (?:nothing|little) about\b|\bnot enough (?:here )?to (?:say|call|name|blame|prove)\b|\bhard to verify\b|\bin place of (?:facts|evidence|proof)\b|\bonly (?:thing|link|ground)\b[\w ,']{0,40}\b(?:ties|between|for|is|was)\b|\bsole ground\b|\bput (?:its|their|the|your) (?:findings|proof|evidence|cards)\b"
        r"|\bshow (?:us|me) (?:one|a|the|your)\b|\brelease the (?:technical|evidence|full|samples)\b|\b(?:provide|give|hand) us (?:with )?(?:the|your)? ?(?:logs|samples|data|evidence)\b|\bevidence (?:for|of|that) [\w' -]{3,60} is (?:scant|thin|weak|lacking|missing)\b|\boffers? (?:confidence|nothing|no)\b[\w ]{0,20}\bfacts\b|\bcan be (?:rented|bought|forged|faked) by any"
        r"|\bcannot (?:be )?(?:check|test|verif)\w*|\bnobody (?:else )?(?:can|could|has been able to) (?:check|test|verify)\b|\bsays nothing about (?:who|whether)\b|\basks? its readers to (?:accept|believe)\b|\bopinion is not\b|\bis not evidence\b",
    )
)


def not_done(low: str) -> bool:
    """Return whether a set phrase, or a negated act of somebody who speaks for himself, denies."""
    if NOT_DONE.search(low):
        return _OTHER_DOER.search(low) is None or "we " in low
    return _BY_DOER.search(low) is not None and _OTHER_DOER.search(low) is None and " if " not in low


def groundless(low: str) -> bool:
    """Return whether a charge is called a thing of fancy."""
    found = _THING.search(low)
    return found is not None and _TALK.search(low) is not None


def unshown(low: str) -> bool:
    """Return whether evidence is missed or asked for in other words."""
    return _THIN.search(low) is not None or _NOTHING_SHOWN.search(low) is not None
