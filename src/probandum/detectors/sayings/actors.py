"""Who a noun phrase names, as far as it tells somebody apart: a state, an organisation, a group, a person; and who “they” are."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from probandum.detectors.sayings import heads, lexica
from probandum.detectors.sayings.chunks import Sentence
from probandum.detectors.sayings.descriptions import by_kind
from probandum.detectors.sayings.memory import GROUP_KINDS, Actor, Keys, Memory, Named
from probandum.detectors.sayings.sentences import Span
from probandum.detectors.sayings.tagging import Token
from probandum.detectors.sayings.wordlist import listed
from probandum.detectors.states import State
from probandum.model.scales import Level

_DEFINITE = ("the ", "this ", "that ", "these ", "those ", "both ")
PARTY = frozenset(listed("we us our ourselves i my me"))


class Actors:
    """Identifies noun phrases of one sentence.

    Args:
        text: the whole text.
        sentence: the phrases.
        states: states of the sentence.
        named: groups and software of the sentence.
        place: number of the sentence, and who was spoken of before.
        own: whom “we” stands for; None where that is not known.
    """

    def __init__(
        self,
        text: str,
        sentence: Sentence,
        states: Sequence[State],
        named: Sequence[Named],
        place: tuple[int, Memory],
        own: Actor | None = None,
    ) -> None:
        self.own = own
        self._known: dict[tuple[int, int], Actor | None] = {}
        self.text = text
        self.sentence = sentence
        self.states = states
        self.named = named
        self.index, self.memory = place

    def span(self, first: int, last: int) -> Span:
        """Return the characters of words [first, last)."""
        words = self.sentence.words
        return words[first].start, words[last - 1].end

    def surface(self, first: int, last: int) -> str:
        """Return the words [first, last) as written, on one line, whole quotations kept."""
        start, end = self.span(first, last)
        if sum(map(self.text[start:end].count, '"“')) > sum(
            map(self.text[start:end].count, "”")
        ) and self.text[end : end + 1] in {'"', "”"}:
            end += self.text[start:end].count('"') % 2 or self.text[end] == "”"
        if self.text[start - 1 : start] in {'"', "“"} and sum(map(self.text[start:end].count, '"”')) % 2:
            start -= 1
        return " ".join(self.text[start:end].split())

    def identify(self, words: tuple[int, int] | None) -> Actor | None:
        """Return who the words name; None where they tell nobody apart."""
        if words is None or words[0] >= words[1]:
            return None
        first, last = words
        head = self.sentence.words[first]
        if head.low in PARTY and (
            last - first == 1 or self.noun(*self.head(first, last)) in lexica.STATE_HEADS | {"side"}
        ):
            return (
                replace(self.own, first=first, last=last, surface=self.surface(first, last))
                if self.own
                else None
            )
        if last - first == 1 and head.tag == "P":
            return self._pronoun(first, head)
        if words not in self._known:
            self._known[words] = (
                (self._by_name(first, last) if self.named else None)
                or (self._by_state(first, last) if self.states else None)
                or by_kind(self, first, last)
            )
        return self._known[words] or self._remembered(first, last)

    def _pronoun(self, first: int, head: Token) -> Actor | None:
        number = heads.THIRD.get(head.low)
        before = self.memory.last(self.index, number, first) if number else None
        return replace(before, first=first, last=first + 1) if before else None

    def head(self, first: int, last: int) -> tuple[int, int]:
        """Return the words of the first noun phrase among [first, last), brackets and what follows left out."""
        at = self.sentence.phrase_of[first]
        phrase = self.sentence.phrases[at]
        return first, min(phrase.last, last)

    def noun(self, first: int, last: int) -> str:
        """Return the last noun among words in lower case; empty for none."""
        words = [token.low for token in self.sentence.words[first:last] if token.tag in {"N", "D"}]
        while len(words) > 1 and words[-1] in heads.BEHIND_NOUN:
            words.pop()
        return words[-1] if words else ""

    def _inside(self, first: int, last: int) -> tuple[list[State], list[Named]]:
        start, end = self.span(first, last)
        return [one for one in self.states if start <= one.start and one.end <= end], [
            one for one in self.named if start <= one.start and one.end <= end
        ]

    def _by_name(self, first: int, last: int) -> Actor | None:
        """Return a hacking group by its name."""
        states, named = self._inside(first, last)
        groups = [one for one in named if one.kind in GROUP_KINDS]
        if not groups:
            return self._makers(first, last, named)
        head_first, head_last = self.head(first, last)
        start, end = self.span(head_first, head_last)
        noun = self.noun(head_first, head_last)
        level = heads.HEADS.get(noun)
        between = self.text[start : groups[0].start]
        in_head = groups[0].start < end
        if level is None and not in_head and heads.NAMED_AFTER.search(between):
            level = "group"
        if level is None and not (in_head and groups[0].end >= end - 2):
            if in_head and self.text[groups[0].end :].startswith((" (", " –", ",")):
                level = "group"
            elif not (in_head and noun in {"team", "subgroup", "campaign"}):
                return None
        if not in_head and level != "operator" and not heads.NAMED_AFTER.search(between):
            return None
        keys = frozenset[str]().union(*(one.keys for one in groups))
        return self.actor(first, last, "operator" if level == "operator" else "group", keys, states)

    def _makers(self, first: int, last: int, named: list[Named]) -> Actor | None:
        """Return those who made or run software, named after it (“X's operators”)."""
        head = self.head(first, last)
        end = self.span(*head)[1]
        if not named or named[0].end >= end or self.noun(*head) not in heads.MAKERS:
            return None
        return self.actor(first, last, "group", named[0].keys, [])

    def _by_state(self, first: int, last: int) -> Actor | None:
        """Return a state, or somebody of a state."""
        states, _ = self._inside(first, last)
        if not states:
            return None
        head_first, head_last = self.head(first, last)
        start, end = self.span(head_first, head_last)
        noun = self.noun(head_first, head_last)
        keys = frozenset(f"state:{one.code}" for one in states)
        bare = [one for one in states if one.end >= end and one.start < end]
        if bare and (
            bare[-1].form != "demonym" or noun.endswith("s") or end - start == bare[-1].end - bare[-1].start
        ):
            alone = bare[-1]
            if alone.form == "demonym" and not noun.endswith(("ns", "is", "s")):
                return None
            keys = frozenset({f"state:{alone.code}"})
            named = self.text[alone.start : alone.end]
            service = alone.form == "organ" and heads.SERVICE.match(named)
            if alone.form == "organ" and not service and re.search(r"\b(?:official|spokes|press)", named):
                return None
            actor = self.actor(first, last, "organisation" if service else "state", keys, [])
            return actor if not service else replace(actor, linked_to="")
        level = heads.HEADS.get(noun) or (
            "group" if heads.LINKED.search(self.plain(head_first, head_last)) else None
        )
        if level is None or noun in heads.SPECIAL or (noun == "state" and not bare):
            return (
                self._apposed(first, last, keys, states)
                if level is None
                else self.actor(first, last, level, keys, states)
                if noun not in heads.SPECIAL
                else None
            )
        if level == "group" and heads.COUNTED.match(self.plain(head_first, head_last)):
            level = "operator"
        if level == "state":
            states = []
        return self.actor(first, last, level, keys, states)

    def _apposed(self, first: int, last: int, keys: Keys, states: list[State]) -> Actor | None:
        """Return an organisation whose name ends in something unknown but says that it is one (“service GRU”)."""
        plain = self.plain(*self.head(first, last))
        words = re.findall(r"[A-Za-z-]+", plain)
        kinds = [
            heads.HEADS[word.lower()]
            for word in words[:-1]
            if word.lower() in heads.HEADS and word.lower() not in heads.SPECIAL
        ]
        capital = bool(words) and words[-1][0].isupper()
        if capital and not kinds and heads.ACRONYM.search(plain):
            return self.actor(first, last, "organisation", keys, states)
        return self.actor(first, last, kinds[-1], keys, states) if kinds and capital else None

    def nearest(self, words: tuple[int, int] | None) -> Actor | None:
        """Return who the words name, or the last phrase of them where the whole names nobody (“the first instance of X”)."""
        known = self.identify(words)
        if known is not None or words is None:
            return known
        phrase = self.sentence.phrases[self.sentence.phrase_of[words[1] - 1]]
        return self.identify((max(phrase.first, words[0]), words[1]))

    def somebody(self, words: tuple[int, int] | None) -> Actor | None:
        """Return who the words name, whoever belongs to a state among them: for doers of crimes only."""
        known = self.identify(words)
        if known is not None or words is None:
            return known
        head = self.head(*words)
        noun = self.noun(*head)
        states, named = self._inside(*(words if noun in heads.HEADS else head))
        if not states or named or noun in lexica.HOSTILE_NOUNS | lexica.SOFT_NOUNS or noun in heads.SPECIAL:
            return None
        if noun in heads.THINGS or (words[1] != head[1] and noun not in heads.HEADS):
            return None
        return self.actor(*words, "operator", frozenset(f"state:{one.code}" for one in states), states)

    def definite(self, words: tuple[int, int] | None) -> Actor | None:
        """Return who the words name, “the group” among them, whoever that is."""
        known = self.identify(words)
        if known is not None or words is None:
            return known
        plain = self.plain(*self.head(*words)).lower()
        if re.fullmatch(
            r"(?:the|this|that|these|those) (?:[\w-]+ )?(?:groups?|gangs?|collectives?|crews?|hackers|channel|persona|outfit|actors?|teams?)",
            plain,
        ):
            return self.actor(*words, "group", frozenset({"name:the group"}), [])
        return None

    def loosely(self, words: tuple[int, int] | None) -> Actor | None:
        """Return who the words name, organisations whose state is not said among them: for places of the accused only."""
        known = self.identify(words)
        if known is not None or words is None:
            return known
        first, last = words
        head_first, head_last = self.head(first, last)
        tokens = self.sentence.words[head_first:head_last]
        capital = [token for token in tokens if token.word[0].isupper() and token.tag == "N"]
        level = next(
            (
                heads.HEADS[token.low]
                for token in tokens
                if token.low in heads.HEADS and token.low not in heads.SPECIAL
            ),
            None,
        )
        if capital and level in {"organisation", "group"} and tokens[0].low not in PARTY:
            return self.actor(first, last, level, frozenset({f"name:{capital[-1].low}"}), [])
        return None

    def _remembered(self, first: int, last: int) -> Actor | None:
        """Return somebody named before in this document: by a short name, or as “the group”."""
        if last - first > 4 or not self.memory.recent:
            return None
        plain = self.plain(first, last)
        name = plain[4:] if plain.startswith(("The ", "the ")) else plain
        known = self.memory.names.get(name.split("'")[0])
        if known and " " not in name:
            return replace(known, first=first, last=last, surface=plain)
        if plain.lower().startswith(_DEFINITE) and re.fullmatch(
            r"(?:the|this|that|the same|these|those|both) (?:said )?(?:(?:hacking|same|apt|threat|espionage|criminal|cyber|hacker|alleged|suspected|whole|entire|ransomware|extortion|military|intelligence|\w+-\w+) )?(?:group|gang|collective|crew|cluster|(?<=this )actor|aggressors?|culprits?|perpetrators?|defendants?|officers|service|unit|agency|suspects?|pair|duo|country|regime|state|men|four|two|three|five|six)s?",
            plain,
            re.IGNORECASE,
        ):
            many = (
                "many"
                if plain.endswith("s") or re.search(r"(?:pair|duo|four|two|three|five|six)$", plain)
                else ""
            )
            before = self.memory.last(self.index, many, first, 8 if "same" in plain else 4)
            return (
                replace(before, first=first, last=last, surface=plain)
                if before and not before.oblique
                else None
            )
        return None

    def plain(self, first: int, last: int) -> str:
        """Return words as written, without quotation marks and line breaks."""
        return " ".join(
            [token.word for token in self.sentence.words[first:last] if token.word not in {"“", "”"}]
        ).replace(" 's", "'s")

    def actor(self, first: int, last: int, level: Level, keys: Keys, states: Sequence[State]) -> Actor:
        """Return an actor by its words, with the first of the states as the one behind it."""
        surface = self.surface(first, last)
        linked, link = "", ""
        if states:
            linked = self.text[states[0].start : states[0].end]
            start, end = self.span(first, last)
            around = self.text[start:end]
            found = heads.LINK.search(around)
            link = " ".join((found["behind"] or found["before"]).split()) if found else ""
        return Actor(first, last, surface, level, keys, linked, link)
