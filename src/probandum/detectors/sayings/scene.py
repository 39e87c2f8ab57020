"""A sentence in which charges are looked for: what stands behind a verb, who does it, to whom."""

import re
from collections.abc import Iterator

from probandum.detectors.sayings import lexica
from probandum.detectors.sayings.actors import PARTY, Actors
from probandum.detectors.sayings.chunks import Group, Sentence
from probandum.detectors.sayings.memory import Actor, Keys
from probandum.detectors.sayings.offences import is_act, is_hostile
from probandum.detectors.sayings.sentences import Span
from probandum.detectors.sayings.wordlist import listed
from probandum.model.ident import Value

_ACT_AFTER = frozenset({"of", "for", "with", "over", "to", "in", "on"})
_PROPERTY = frozenset(
    listed(
        "system systems network networks servers server computers computer data databases database email emails accounts account infrastructure website websites phones devices mailboxes secrets portal"
    )
)


class Charge(Value, frozen=True):
    """Somebody is said to have done something.

    Attributes:
        accused: who.
        act: what, as characters [start, end) of the text.
        victim: to whom or what, in the words of the text; may be empty.
        at: phrase of the sentence at which it is said.
        accuser: who says so in this very sentence; empty for its speaker.
        accuser_keys: what the accuser stands for.
        cue: the rule that found it: a row of the table of shares.
    """

    accused: Actor
    act: Span
    victim: str
    at: int
    accuser: str = ""
    accuser_keys: Keys = frozenset()
    cue: str = "act"


class Scene:
    """One sentence and who its noun phrases name.

    Args:
        actors: who its noun phrases name.
    """

    def __init__(self, actors: Actors) -> None:
        self.actors = actors
        self.sentence: Sentence = actors.sentence
        self._rests: dict[int, str] = {}
        self.whole = " ".join([token.low for token in self.sentence.words])

    def low(self, span: tuple[int, int]) -> str:
        """Return words in lower case."""
        return " ".join([token.low for token in self.sentence.words[span[0] : span[1]]])

    def is_doer(self, words: tuple[int, int]) -> bool:
        """Return whether the head of a phrase is a group, a person or an organisation."""
        last = self.actors.head(*words)[1]
        return (
            self.sentence.words[last - 1].low
            in lexica.GROUP_HEADS | lexica.PERSON_HEADS | lexica.ORGANISATION_HEADS
        )

    def is_act(self, words: tuple[int, int]) -> bool:
        """Return whether a phrase names an act."""
        low = self.low(words)
        return is_act(low)

    def rest(self, group: Group) -> str:
        """Return the words behind a verb up to the end of its clause, in lower case."""
        found = self._rests.get(group.at)
        if found is None:
            found = self._rests[group.at] = self._rest(group)
        return found

    def _rest(self, group: Group) -> str:
        words: list[str] = []
        for one in self.sentence.phrases[group.at + 1 : group.at + 14]:
            if one.kind == "." or self.sentence.words[one.first].low == ";":
                break
            words += [token.low for token in self.sentence.words[one.first : one.last]]
        return " ".join(words)

    def agent(self, group: Group) -> tuple[int, int] | None:
        """Return whoever stands behind “by”."""
        found = self.sentence.after(group, frozenset({"by"}))
        return found[1:] if found else None

    def all_after(self, group: Group, prepositions: frozenset[str]) -> Iterator[tuple[int, int, int]]:
        """Yield the first actor behind one of the prepositions, however far."""
        for at in range(group.at + 1, min(group.at + 12, len(self.sentence.phrases))):
            if self.sentence.kind(at) in {"I", "T"} and self.sentence.low(at) in prepositions:
                found = self.sentence.right(at + 1)
                if found and self.actors.identify(found):
                    yield at, *found
                    return

    def without_act(self, words: tuple[int, int] | None) -> tuple[int, int] | None:
        """Cut “of …” off the object of a charging verb: it is the act."""
        if words is None:
            return None
        for index in range(words[0], words[1]):
            if (
                self.sentence.words[index].low in {"of", "for", "with"}
                and self.sentence.words[index].tag == "I"
                and is_hostile(self.low((index, min(index + 8, words[1]))))
            ):
                return words[0], index
        return words

    def act_after(self, group: Group) -> tuple[Span, str]:
        """Return the act of a charge: what stands behind “of”, “for”, “with” or “over”, and to whom."""
        for at in range(group.at + 1, min(group.at + 12, len(self.sentence.phrases))):
            if self.sentence.kind(at) in {"I", "W"} and self.sentence.low(at) in _ACT_AFTER:
                following = self.sentence.by_phrase.get(at + 1)
                if following:
                    return self.active(following, self.sentence.object(following))
                span = self.sentence.right(at + 1)
                if span and self.is_act(span):
                    return self.actors.span(*span), self.victim(self.sentence.phrase_of[span[1] - 1])
        return self.actors.span(group.word, group.word + 1), ""

    def active(self, group: Group, thing: tuple[int, int] | None) -> tuple[Span, str]:
        """Return the act and the victim of a verb: “disrupted the system” of “a UK company”."""
        words = self.sentence.words
        if group.lemma in lexica.LIGHT_VERBS and thing and self.is_act(thing):
            return self.actors.span(*self.actors.head(*thing)), self.victim(group.at)
        at = group.at + 1
        particle = group.word + 1
        while (
            particle < len(words)
            and words[particle].tag in {"I", "R"}
            and words[particle].low
            in {"up", "down", "out", "into", "on", "off", "over", "in", "against", "through"}
        ):
            particle += 1
            at += 1
        end = particle
        if thing is None:
            following = self.sentence.right(at)
            return self.actors.span(group.word, end), self.actors.surface(*following) if following else ""
        head = self.actors.head(*thing)
        if is_hostile(self.low(head)):
            return self.actors.span(group.word, head[1]), self.victim(group.at)
        if self._owned_by(thing, head):
            return self.actors.span(group.word, head[1]), self.actors.surface(head[1] + 1, thing[1])
        if group.lemma in {
            "steal",
            "exfiltrate",
            "siphon",
            "use",
            "deploy",
            "obtain",
            "pilfer",
            "collect",
            "harvest",
        }:
            return self.actors.span(group.word, head[1]), self.victim(group.at)
        return self.actors.span(group.word, end), self.actors.surface(*thing)

    def _owned_by(self, thing: tuple[int, int], head: tuple[int, int]) -> bool:
        """Return whether “of” names the victim behind its property (“the systems of …”)."""
        words = self.sentence.words
        if head[1] >= thing[1] or words[head[1]].low not in {"of", "at"}:
            return False
        return words[head[1] - 1].low in _PROPERTY

    def victim(self, at: int) -> str:
        """Return whom an act is against: what stands behind “against”, “on”, “from” … after a phrase."""
        for here in range(at + 1, min(at + 9, len(self.sentence.phrases))):
            if self.sentence.kind(here) in {".", "W"} or self.sentence.low(here) in {";"}:
                return ""
            verb = self.sentence.by_phrase.get(here)
            if verb and (
                verb.finite or verb.lemma not in {"target", "attack", "aim", "direct", "affect", "hit"}
            ):
                return ""
            found = None
            if verb:
                found = (
                    self.sentence.object(verb)
                    or (self.sentence.after(verb, frozenset({"at", "against"})) or (0, None))[1:]
                )
            elif self.sentence.kind(here) == "I" and self.sentence.low(here) in {
                "against",
                "on",
                "into",
                "from",
                "at",
                "targeting",
            }:
                found = self.sentence.right(here + 1)
            if found and len(found) == 2 and found[0] is not None and not self._is_scale(found):
                return self.actors.surface(*found)
        return ""

    def _is_scale(self, words: tuple[int, int]) -> bool:
        return (
            re.search(
                r"\b(?:scale|basis|behalf|year|years|month|day|week|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|\d{4})\b",
                self.low(words),
            )
            is not None
        )

    def complement(self, group: Group) -> Span:
        """Return the words of a complement."""
        first = group.word + 1
        last = first
        for at in range(group.at + 1, min(group.at + 6, len(self.sentence.phrases))):
            if self.sentence.kind(at) in {".", "W", ",", "VG", "C"}:
                break
            last = self.sentence.phrases[at].last
        return self.actors.span(first, last) if last > first else self.actors.span(group.word, group.word + 1)

    def verb_span(self, group: Group, upto: int) -> Span:
        """Return the characters from a verb up to a phrase."""
        return self.actors.span(
            group.word,
            max(self.sentence.phrases[min(upto, len(self.sentence.phrases)) - 1].last, group.word + 1),
        )

    def charge(
        self, actor: Actor, act: Span, victim: str, group: Group, accuser: tuple[int, int] | None, cue: str
    ) -> Charge:
        """Return a charge at a verb; an accuser that is a thing or the speaker itself is left out."""
        said, keys = "", frozenset[str]()
        if accuser is not None and not self._is_thing(accuser):
            known = self.actors.identify(accuser)
            said, keys = (
                (known.surface if known else self.actors.surface(*accuser)),
                (known.keys if known else frozenset()),
            )
            if self.sentence.words[accuser[0]].low in PARTY and accuser[1] - accuser[0] == 1:
                said = ""
        return Charge(actor, act, victim, group.at, said, keys, cue)

    def _is_thing(self, words: tuple[int, int]) -> bool:
        return re.search(
            r"\b(?:indictment|evidence|traces|report|investigation|inquiry|analysis|finding|findings|data|signs|clues|complaint|statement)\b",
            self.low(words),
        ) is not None and "media" not in self.low(words)

    def noun_charge(self, actor: Actor, span: tuple[int, int], at: int, cue: str) -> Charge:
        """Return a charge at a noun."""
        return Charge(actor, self.actors.span(*span), self.victim(at), at, cue=cue)

    def governor(self, group: Group) -> Group | None:
        """Return the verb before a verb."""
        for at in range(group.at - 1, -1, -1):
            other = self.sentence.by_phrase.get(at)
            if other and not other.reduced:
                return other
        return None

    def _victim_of(self, thing: tuple[int, int]) -> str:
        return self.victim(self.sentence.phrase_of[thing[0]])
