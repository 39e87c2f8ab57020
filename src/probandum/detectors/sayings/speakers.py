"""Who speaks in a document where no sentence says so: by label, title and publisher; and for which state."""

import re
from collections.abc import Callable

from probandum.detectors.sayings.memory import Keys
from probandum.detectors.sayings.sieve import Sieved
from probandum.detectors.sayings.turns import ANSWERERS, Turn
from probandum.detectors.states import State
from probandum.model.ident import Value
from probandum.model.observation import Text
from probandum.model.statement import Role

_OFFICE = re.compile(
    r"\b(?:embass(?:y|ies)|consulate|ministry|ministries|department|government|office|council|agency|bureau|directorate|mission|presidency|parliament|senate|congress|army|navy|police|prosecutors?|court"
    r"|spokes(?:person|man|woman)|minister|ambassador|president|secretary|chancellor|premier|authorities|center|centre|service|commission|committee|state|federal|national|administration|attorney|command|house)\b",
    re.IGNORECASE,
)
_ROLE = r"(?:spokes(?:person|man|woman)|ambassador|(?:deputy |vice |prime |foreign )*minister|chargé d['’]affaires|press secretary|secretary|director[- ]general|commissioner|president|representative|minister)"
_IN_TITLE = Sieved(
    re.compile(
        rf"(?P<before>(?:(?:[A-Z][\w.’'-]*|of|the|and|for|&) ){{0,7}})(?P<role>(?i:{_ROLE}))\b(?P<after>(?: (?:of|for|at|to|from) (?:the )?(?:[A-Z][\w.’-]*|of|the|and|in|for|&)(?: (?:[A-Z][\w.’-]*|of|the|and|in|for|&))*| [A-Z][\w.’-]+(?: [A-Z][\w.’-]+){{0,2}})?)"
    )
)
_TAIL = re.compile(r"(?: (?:of|for|at|to|from|in|the|and|on|&))+\Z")
_STOP_WORDS = re.compile(
    r"\b(?:Remarks?|Regular|Press|Comments?|Statement|Responds?|Answers?|Declaration|Speech|Interview|Conference|Says?|Q&A)\b"
)
_SELF = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s)\b")


class Voice(Value, frozen=True):
    """Who speaks.

    Attributes:
        speaker: in the words of the document.
        role: in the document.
        party: the state or organisation spoken for; may be empty.
        keys: what it stands for.
    """

    speaker: str = ""
    role: Role = "author"
    party: str = ""
    keys: Keys = frozenset()


class Cast:
    """The voices of one document.

    Args:
        text: the document.
        find: states in a string.
        name: name of a state by its code.
    """

    def __init__(self, text: Text, find: Callable[[str], list[State]], name: Callable[[str], str]) -> None:
        self._find, self._name = find, name
        self._title = _speaker_in(text.title)
        publisher = text.publisher
        self._official = self._party(self._title)
        if not self._official[0] and _OFFICE.search(publisher):
            self._official = self._party(publisher)
        self._answering = self._official
        if not self._official[0] and _OFFICE.search(text.title):
            self._answering = self._party(text.title)
        author = text.author or publisher
        party, keys = self._official if self._title or _OFFICE.search(author) else ("", frozenset[str]())
        speech = bool(self._title) and bool(
            re.search(
                r"\b(?:remarks?|statement|q ?& ?a|answers?|declaration|speech|comments?|responds?|regular press|press conference|spokes\w+)\b",
                text.title,
                re.IGNORECASE,
            )
        )
        if not keys and author and not party:
            party = ""
        self.author = Voice(
            self._title if speech else author,
            "spokesperson" if speech and "spokes" in self._title.lower() else "author",
            party,
            keys,
        )
        self.asks = Voice("", "questioner")
        self._voices: dict[tuple[str, str], Voice] = {}

    def _party(self, speaker: str) -> tuple[str, Keys]:
        states = self._find(speaker) if speaker else []
        if not states:
            return "", frozenset()
        return self._name(states[0].code), frozenset({f"state:{states[0].code}"})

    def voice(self, turn: Turn) -> Voice:
        """Return who speaks in a turn."""
        known = self._voices.get((turn.label, turn.part))
        if known is None:
            known = self._voices[turn.label, turn.part] = self._voice(turn)
        return known

    def _voice(self, turn: Turn) -> Voice:
        if turn.part == "asks":
            return Voice(turn.label if len(turn.label) > 1 else "", "questioner")
        if turn.part != "answers":
            return self.author
        label = (
            turn.label
            if len(turn.label) > 1 and turn.label.lower() not in {"answer", "response", "reply"}
            else ""
        )
        speaker = label or self._title or self.author.speaker
        party, keys = self._party(label) if label and _OFFICE.search(label) else ("", frozenset[str]())
        if not keys:
            party, keys = self._answering
        role: Role = "spokesperson" if keys or ANSWERERS.search(speaker) or not label else "quoted"
        return Voice(speaker, role, party, keys)


def _speaker_in(title: str) -> str:
    """Return the speaker that a title names (“Spokesperson of the … Embassy in …”); empty for none."""
    found = _IN_TITLE.pattern.search(title) if _IN_TITLE.may_match(title.lower()) else None
    if not found:
        return ""
    after = _STOP_WORDS.split(found["after"])[0]
    before = _STOP_WORDS.split(found["before"])[-1].strip()
    before = re.sub(r"^(?:of|the|and|for|&|from|by|with) ", "", before)
    if after.startswith((" of", " for", " at", " to", " from")):
        before = before if before and before.split()[-1] not in {"and", "from"} else ""
    return _TAIL.sub("", f"{before} {found['role']}{after}".strip().removeprefix("from "))
