"""Acts that are hostile by what they are done to: mail that is read, networks that are entered, data that are taken."""

import re

from probandum.detectors.sayings.memory import Actor
from probandum.detectors.sayings.scene import Scene
from probandum.detectors.sayings.wordlist import listed

_SYSTEMS = (
    r"(?:networks?|systems?|servers?|computers?|routers?|mailbox(?:es)?|inbox(?:es)?|mail|e-?mails?|accounts?|phones?|telephones?|mobiles?|laptops?|devices?|machines?"
    r"|websites?|sites?|databases?|cloud|firewalls?|switches|controls?|controllers?|cameras?|consoles?|portals?|infrastructure|grid|utilities|telecoms?|carriers?|cables?)"
)
_MAIL = r"(?:e-?mails?|messages|letters|correspondence|traffic|mail|cables|texts?|chats?|post|inbox(?:es)?|mailbox(?:es)?|communications|conversations|calls)"
_TOOLS = (
    r"(?:implants?|malware|back ?-?doors?|trojans?|spyware|malicious|code|bugs?|logic bombs?|microphones?|rootkits?|wipers?|worms?|listening|keyloggers?|web ?shells?|sniffers?"
    r"|ransomware|virus(?:es)?|stealers?|beacons?|exploits?)"
)
_LOOT = (
    r"(?:gigabytes|terabytes|data|files|documents|records|secrets|blueprints|wallets?|coins|papers|plans|archives?|e-?mails?|credentials|passwords?|dossiers?|gb|tb|contracts|drawings"
    r"|correspondence|cryptocurrenc\w+|source code|accounts?)"
)
_NEAR = r"(?:[\w.,'’$%-]+ ){0,6}?"
_IN = rf"(?:{_NEAR})(?:into|inside|in|through|within|to|on)\b {_NEAR}{_SYSTEMS}\b"
_PUT = rf"{_NEAR}{_TOOLS}\b"
_TAKE = rf"{_NEAR}{_LOOT}\b"
_OFF = r"(?:[\w'’-]+ ){0,6}?(?:offline|off line|off the air|off the net)\b|(?:out|off|down) (?:[\w'’-]+ ){0,5}?(?:lights?|power|substations?|pipelines?|plants?|grid|networks?|sites?|websites?|systems?|service|internet|servers?|portals?)\b"
_MEN = r"(?:[\w'’-]+ ){0,3}?(?:hackers?|spies|agents|operatives|informants?|trolls|burglars|moles?|mercenar(?:y|ies)|saboteurs?|criminals)\b"
_ROWS: tuple[tuple[str, str], ...] = (
    ("read", rf"{_NEAR}{_MAIL}\b"),
    ("listen open monitor record harvest intercept", rf"(?:in\b|(?:in )?(?:on|to) )?{_NEAR}(?:{_MAIL}|{_SYSTEMS})\b"),
    ("listen", r"in\b|to (?!the (?:concerns|advice|music|public|people)|advice|music|concerns)"),
    ("be", r"(?:\w+ ){0,3}?inside\b"),
    ("sit lurk live hide stay camp nest dwell roam move walk get be prowl wander settle remain worm force", rf"(?:\w+ ){{0,4}}?(?:into|inside|in|through|within)\b {_NEAR}{_SYSTEMS}\b"),
    ("creep sneak slip burrow crawl rummage rifle steal burst force wriggle", r"(?:[\w-]+ ){0,3}?(?:into|inside|through|in)\b"),
    ("plant put place install hide slip smuggle insert leave embed drop push send feed inject upload fit build write code craft lay load", _PUT),
    ("take copy pull lift carry empty drain grab obtain snatch make walk download remove extract help fetch swipe suck publish dump", _TAKE),
    ("knock take bring switch shut turn put black plunge force", _OFF),
    ("use buy deploy turn acquire employ rent run operate sell supply", _PUT),
    ("hire recruit run pay send employ task direct handle keep train command", _MEN),
    ("go come", r"(?:straight |once more |again )?after\b"),
    ("prey", r"(?:up)?on\b"),
    ("cut black wear switch disable blind", rf"{_NEAR}{_SYSTEMS}\b"),
    ("track shadow", rf"{_NEAR}{_SYSTEMS}\b"),
    ("forge fake doctor clone spoof impersonate", r"."),
)  # fmt: skip
_ACTS: dict[str, re.Pattern[str]] = {}
for _verbs, _pattern in _ROWS:
    for _verb in listed(_verbs):
        _both = f"{_ACTS[_verb].pattern}|{_pattern}" if _verb in _ACTS else _pattern
        _ACTS[_verb] = re.compile(_both)
_HARMLESS = re.compile(
    r"\b(?:own|its citizens|open[- ]source|public(?:ly)?|guidance|advisory|patch|update|fix|report|film|novel|exhibition|games?)\b"
)
HIDDEN = re.compile(
    r"\b(?:hackers?|hacking|spies|spy|agents?|operatives?|intelligence|cyber[- ]?(?:army|units?|troops|operators|actors|warriors|spies|corps|soldiers|command)|secret service|special services?"
    r"|services|security services?|unit \d+|apt|espionage|guards|saboteurs|signals|eavesdroppers|wiretappers|handlers|masters|sponsors)\b"
)
"""Who acts in secret by trade."""

HOSTILE = re.compile(
    r"\b(?:(?:cyber[- ]?)?(?:attack|hack|intru|phish|wip(?:e|ing)|steal|stole|theft|breach|brok(?:e|en) in|break(?:s|ing)? in|tapp(?:ed|ing)|bugg|implant|spy(?:ing|ware)|spied|espionage|eavesdrop|infiltrat|sabotag"
    r"|back ?door|trojan|ransom|malware|infect|exfiltrat|compromis|surveil|burgl|plant(?:ed|ing)|smear|disinformation|meddl|interfer|target|raid|heist|loot|hijack|wiretap|blackout|leak|deface)\w*)"
)
"""Words of hostile acts."""


def is_covert(lemma: str, rest: str) -> bool:
    """Return whether a verb is hostile by what stands behind it (“read the messages of”, “planted an implant”).

    Args:
        lemma: of the verb.
        rest: the words behind it, in lower case.
    """
    pattern = _ACTS.get(lemma)
    near = " ".join(rest.split()[:12])
    return pattern is not None and pattern.match(near) is not None and not _HARMLESS.search(near)


def is_hidden(scene: Scene, actor: Actor) -> bool:
    """Return whether somebody acts in secret by trade: a hacking group, spies, a service."""
    if actor.level == "group":
        return True
    if actor.level not in {"operator", "organisation"}:
        return False
    low = scene.low((actor.first, actor.last))
    return HIDDEN.search(low) is not None or scene.actors.surface(actor.first, actor.last).isupper()
