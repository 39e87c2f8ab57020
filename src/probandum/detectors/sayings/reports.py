"""Who is said to have said it: verbs and nouns of saying in one sentence, outermost first, and what a thing is said to show."""

import re
from collections.abc import Iterable

from probandum.detectors.sayings import lexica
from probandum.detectors.sayings.actors import PARTY, Actors
from probandum.detectors.sayings.chunks import Group
from probandum.detectors.sayings.memory import Keys
from probandum.detectors.sayings.sieve import Sieved
from probandum.detectors.sayings.wordlist import listed
from probandum.model.ident import Value

_PEOPLE = re.compile(
    r"\b(?:\w+(?:ers|ors|ists|ans|men|er|or|ist)|media|press|officials?|sources?|experts?|spokes\w+|government|ministry|police|authorities|company|companies|firm|team|agency|embassy|president|side|minister|ambassador|court|department|administration|secretary|service|some|many|others|allies|colleagues?|people|nobody|everyone)\b"
)
_KNOWN = re.compile(
    r"\b(?:as (?:we|everyone|everybody|the world|is) (?:all )?(?:know|knows|known|well known)|(?:it is|it's) (?:a )?(?:universally |well[- ]|widely |common(?:ly)? )?(?:known|no secret|an open secret|common knowledge)(?: fact)?|(?:a |an )?(?:universally |well-)known fact|everyone knows|everybody knows|as is (?:well )?known|(?:the )?whole world knows)\b",
    re.IGNORECASE,
)
_BASED = re.compile(
    r"\b(?:[Bb]ased on|[Oo]n the basis of|[Dd]rawing on|[Jj]udging by|[Ii]n light of|[Ii]n the light of|[Gg]iven)\s+(?P<basis>[^,;]{3,220})"
)
_REPORT_NOUN = re.compile(
    r"\b(?:reports?|articles?|indictment|statement|claims?|allegations?|accusations?|charges?|assertions?|findings?|conclusions?|stor(?:y|ies)|dossier|communiqué|declaration|assessment|advisory)\Z",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"(?P<who>.+?)['’]s? (?:\w+ ){0,2}(?:reports?|claims?|allegations?|accusations?|charges?|assertions?|findings?|conclusions?|statement|assessment)\Z",
    re.IGNORECASE,
)
_LOOSE = frozenset(
    listed(
        "say believe think claim allege report announce suspect insist maintain argue declare state write warn add estimate assess note confirm reckon tell"
    )
)
_SELF_REPORT = frozenset(
    listed(
        "emphasize emphasise stress reiterate say state repeat recall declare announce reaffirm tell underline underscore point"
    )
)


class Source(Value, frozen=True):
    """Somebody who says what the sentence says, or part of it.

    Attributes:
        at: phrase from which on it is said; -1 for the whole sentence.
        surface: in the words of the text.
        keys: what it stands for.
        verb: of saying, first form; empty for none.
        own: whether it is the speaker itself (“we emphasize that”).
    """

    at: int
    surface: str
    keys: Keys
    verb: str
    own: bool = False


class Reports:
    """Sources and bases in a sentence.

    Args:
        actors: who its noun phrases name.
    """

    def __init__(self, actors: Actors) -> None:
        self.actors = actors
        self.sentence = actors.sentence
        start, end = actors.span(0, len(self.sentence.words))
        self.plain = actors.text[start:end]
        self._basis = ""
        self.sources = self._sources()

    @property
    def basis(self) -> str:
        """On what the speaker rests it: common knowledge, a thing that shows it, or what it says it is based on."""
        known = _KNOWN.search(self.plain)
        if known or self._basis:
            return " ".join(known[0].split()) if known else self._basis
        based = _BASED.search(self.plain)
        return " ".join(based["basis"].split()) if based else ""

    def _sources(self) -> list[Source]:
        found: list[Source] = []
        for group in self.sentence.groups:
            if group.lemma in lexica.SAY_VERBS and not group.passive and not group.negated:
                source = self._of_verb(group)
                found += [source] if source else []
            elif group.lemma in lexica.RHETORIC_VERBS and self.sentence.low(group.at + 1) == "that":
                self._shown(group)
        found += self._of_nouns()
        return _nested(found)

    def _of_verb(self, group: Group) -> Source | None:
        subject = self.sentence.subject(group)
        if subject is None or group.infinitive:
            return None
        behind = self._is_behind(group)
        if not behind and not self._has_content(group):
            return None
        words = self.sentence.words
        first = words[subject[0]].low
        if first in PARTY:
            return Source(group.at, self.actors.surface(*subject), frozenset(), group.lemma, own=True)
        actor = self.actors.identify(subject)
        surface = self.actors.surface(*subject)
        if first in {"it", "they", "he", "she"} and self._said_before(group):
            return None
        if actor is not None and words[subject[0]].tag != "P":
            self.actors.memory.add(self.actors.index, actor)
        if (
            group.lemma in lexica.RHETORIC_VERBS
            and actor is None
            and not _PEOPLE.search(surface.lower())
            and first not in {"he", "she", "they", "it"}
        ):
            self._shown(group)
            return None
        if first in {"this", "that", "these", "which", "there", "what"}:
            return None
        return Source(
            -1 if behind else group.at,
            actor.surface if actor and words[subject[0]].tag == "P" else surface,
            actor.keys if actor else self._keys(subject),
            group.lemma,
        )

    def _said_before(self, group: Group) -> bool:
        """Return whether the pronoun before a verb is the one who says the sentence (“X said it believed”)."""
        return any(
            other.lemma in lexica.SAY_VERBS and not other.passive and 0 < group.at - other.at <= 5
            for other in self.sentence.groups
        )

    def _keys(self, subject: tuple[int, int]) -> Keys:
        start, end = self.actors.span(*subject)
        states = [one for one in self.actors.states if start <= one.start and one.end <= end]
        return frozenset({f"state:{states[0].code}"}) if states else frozenset()

    def _shown(self, group: Group) -> None:
        subject = self.sentence.subject(group)
        if subject is not None and self.sentence.words[subject[0]].low not in PARTY:
            surface = self.actors.surface(*subject)
            if self.actors.identify(subject) is None and not _PEOPLE.search(
                surface.split(" of ")[0].lower().rsplit(" ", 1)[-1]
            ):
                self._basis = self._basis or surface

    def _has_content(self, group: Group) -> bool:
        """Return whether a clause or a quotation follows the verb."""
        for at in range(group.at + 1, min(group.at + 6, len(self.sentence.phrases))):
            low, kind = self.sentence.low(at), self.sentence.kind(at)
            if low in {"that", ":"} or (low == "," and at == group.at + 1):
                return True
            if kind in {"VG", "."}:
                break
        if group.lemma in {"call", "describe"}:
            return self.sentence.kind(group.at + 1) == "NP"
        words = self.sentence.words
        end = words[group.word].end
        if re.match(r"[,:]?\s*[\"“«„]", self.actors.text[end : end + 4]):
            return True
        first = group.at + 1
        while self.sentence.kind(first) in {"R"} or (
            self.sentence.kind(first) == "I"
            and self.sentence.kind(first + 1) == "NP"
            and self.sentence.kind(first + 2) in {"NP", "VG"}
        ):
            first += 1 if self.sentence.kind(first) == "R" else 2
        if self.sentence.kind(first) != "NP":
            return False
        verb = next((other for other in self.sentence.groups if other.at > first), None)
        if verb is None or group.lemma not in _LOOSE | {"note", "find", "suspect", "observe"}:
            return group.lemma == "suspect"
        return (verb.finite and not verb.reduced and group.lemma in _LOOSE) or (
            verb.form == "ing" and verb.at <= first + 3
        )

    def _is_behind(self, group: Group) -> bool:
        """Return whether the verb stands behind what is said (“…, X said.”, “…, according to X”)."""
        if group.lemma not in _LOOSE | {
            "recall",
            "ask",
            "stress",
            "explain",
            "concede",
            "acknowledge",
            "respond",
            "reply",
            "comment",
            "remark",
            "tweet",
            "complain",
            "reveal",
            "call",
            "continue",
            "conclude",
            "emphasize",
            "emphasise",
        }:
            return False
        left = group.at - 1
        while left >= 0 and self.sentence.kind(left) in {"NP", "I"}:
            left -= 1
        before = self.sentence.low(left) == "," or self._quote_ends(left)
        tail = (
            self.sentence.kind(group.at + 1) in {".", ","}
            or self.sentence.kind(group.at + 1) in {"I", "R"}
            or group.at + 1 >= len(self.sentence.phrases)
            or (group.lemma == "call")
        )
        return bool(before and tail and left > 0)

    def _quote_ends(self, left: int) -> bool:
        if left < 0:
            return False
        at = self.sentence.words[self.sentence.phrases[left].last - 1].end
        return re.match(r"[,?!.]?[\"”»]", self.actors.text[at : at + 2]) is not None

    def _of_nouns(self) -> list[Source]:
        found = []
        for at, phrase in enumerate(self.sentence.phrases):
            if (
                phrase.kind == "I"
                and self.sentence.low(at) in {"to", "by"}
                and self.sentence.kind(at + 1) == "NP"
                and self.sentence.low(at - 1) in {"according"}
            ) or (
                phrase.kind == "T"
                and self.sentence.words[phrase.first - 1].low == "according"
                and self.sentence.kind(at + 1) == "NP"
            ):
                found.append(self._named(at + 1, -1))
            elif (
                phrase.kind == "NP"
                and self.sentence.low(at + 1) == "that"
                and self.sentence.kind(at + 1) == "W"
            ):
                surface = self.actors.surface(phrase.first, phrase.last)
                if _REPORT_NOUN.search(surface):
                    owned = _OWNED.match(surface)
                    if owned:
                        found.append(Source(at, owned["who"], self._keys((phrase.first, phrase.last)), ""))
                    elif re.search(r"\b(?:media|press|news|newspaper|report|article|reports)\b", surface):
                        found.append(Source(at, surface, self._keys((phrase.first, phrase.last)), ""))
            elif (
                phrase.kind == "NP"
                and self.sentence.low(at + 1) in {"by", "from"}
                and _REPORT_NOUN.search(self.actors.surface(phrase.first, phrase.last))
                and self.sentence.kind(at + 2) == "NP"
            ):
                span = self.sentence.right(at + 2)
                if span and self.sentence.low(self.sentence.phrase_of[span[1] - 1] + 1) == "that":
                    found.append(self._named(at + 2, at))
        return found

    def _named(self, at: int, scope: int) -> Source:
        span = self.sentence.right(at) or (self.sentence.phrases[at].first, self.sentence.phrases[at].last)
        return Source(scope, self.actors.surface(*span), self._keys(span), "")

    def before(self, at: int) -> list[Source]:
        """Return the sources of what is said at a phrase, outermost first, the speaker itself left out."""
        return once(source for source in self.sources if source.at < at and not source.own)

    @property
    def self_report(self) -> bool:
        """Whether the speaker says that it says (“we have emphasized that …”)."""
        return any(source.own and source.verb in _SELF_REPORT for source in self.sources)


def _nested(found: list[Source]) -> list[Source]:
    """Return sources outermost first."""
    return sorted(found, key=lambda one: one.at)


def once(sources: Iterable[Source]) -> list[Source]:
    """Return each source once: of one that speaks twice the last place counts."""
    kept: list[Source] = []
    for source in sources:
        kept = [other for other in kept if other.surface.lower() != source.surface.lower()]
        kept.append(source)
    return kept


def hedge(text: str) -> str:
    """Return the first words of confidence or doubt in a sentence; empty for a flat one."""
    found = _HEDGE.pattern.search(text) if _HEDGE.may_match(text.lower()) else None
    return " ".join(found[0].split()) if found else ""


_HEDGE = Sieved(re.compile(rf"\b(?:{lexica.HEDGES})\b", re.IGNORECASE))
