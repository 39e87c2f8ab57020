"""On whose side somebody speaks or stands: by the case file, and by the states a name names. No name enters a rule.

Which words name which state is data that the caller gives. An office of a state (an embassy, a ministry) speaks for the
first state it names; its newspapers, companies and nationals do not. An accused stands on the side of the first state or
party that the words for it name: the state of two persons may answer for them, and the answer says of whom it speaks.
"""

import re
from collections.abc import Callable, Iterable

from probandum.model.scales import Level
from probandum.model.source import Source

Named = Callable[[str], Iterable[tuple[str, str]]]
"""Words → the states they name, in order: (code, form), the form ``demonym`` for people and things of a state."""

OFFICES = frozenset(
    """administration agency ambassador authorities authority bureau cabinet chancellery chancellor command commission commissioner
    consul consulate council court delegation department diplomat diplomats directorate embassy force forces government justice
    military minister ministers ministry mission office officials official parliament premier president presidency prosecutor
    prosecutors secretary secretariat senate service services side spokesman spokesperson spokespersons spokeswoman state treasury
    unit""".split()  # noqa: SIM905 — a table reads better as one
)
"""Words for offices; what an organ of a state does the state does (ARSIWA, article 4)."""
_PRESS = frozenset(
    """broadcaster broadcasters channel company companies firm firms journalist journalists magazine media news newspaper newspapers
    press reporter reporters reports researchers vendor""".split()  # noqa: SIM905 — a table reads better as one
)
_OWN = frozenset({"we", "us", "our", "our country", "our government", "our side", "ourselves"})
_LEVELS: dict[Level, str] = {
    "operator": "accused citizen citizens defendant defendants hacker hackers individual individuals man men national nationals"
    " officer officers person persons suspect suspects woman women",
    "group": "actor actors apt cluster collective gang gangs group groups team",
    "machine": "computer computers host machine machines server servers",
    "organisation": "academy agency bureau command company companies contractor department directorate enterprise firm firms"
    " institute ministry office organisation organization service services unit university",
    "state": "country government governments nation regime side state",
}
_TELLING = tuple((level, frozenset(words.split())) for level, words in _LEVELS.items())
_PLAIN = frozenset({"a", "an", "the", "s"})
_WORD = re.compile(r"[^\W_]+")
_LONGEST_NAME = 16
_LONGEST = 400


def nobody(_words: str) -> tuple[tuple[str, str], ...]:
    """Name no state: for a case in which no list of states is at hand."""
    return ()


def words_of(phrase: str, longest: int = _LONGEST) -> tuple[str, ...]:
    """Return the words of the first ``longest`` characters of a phrase as they are compared: folded, without articles."""
    found = _WORD.findall(phrase[:longest].casefold())
    return tuple(word for word in found if word not in _PLAIN)


def is_own(phrase: str) -> bool:
    """Return whether a speaker means its own side by it (“we”, and “us” where it is no abbreviation)."""
    plain = " ".join(phrase.split())
    return plain.casefold() in _OWN and plain != "US"


class Sides:
    """Who belongs to whom.

    Args:
        sources: of the case file: who has which party.
        named: which states words name.
    """

    def __init__(self, sources: Iterable[Source], named: Named = nobody) -> None:
        self._named = named
        self._spoken: dict[str, frozenset[str]] = {}
        self._meant: dict[str, frozenset[str]] = {}
        self._declared: dict[tuple[str, ...], frozenset[str]] = {}
        self._party: dict[tuple[str, ...], str] = {}
        self._sources = every = sorted(sources, key=lambda one: one.name)
        for source in every:
            if words_of(source.party):
                self._declared[words_of(source.party)] = self._of_party(source.party)
        for source in every:
            name = words_of(source.name)
            keys = {f"source:{' '.join(name)}", *self._of_state(source.name)}
            if words_of(source.party):
                keys |= self._of_party(source.party)
                self._party[name] = min(
                    self._of_party(source.party), key=lambda key: (key[:6] != "state:", key)
                )
            self._declared[name] = frozenset(keys) | self._declared.get(name, frozenset())
        self._longest = min(max(map(len, self._declared), default=0), _LONGEST_NAME)

    def speaking(self, speaker: str) -> frozenset[str]:
        """Return the sides for which somebody so called speaks; empty where nothing says it."""
        if speaker not in self._spoken:
            words = words_of(speaker)
            keys = self._declared.get(words) or self._of_state(speaker)
            self._spoken[speaker] = keys or (self._inside(words) if _is_office(words) else frozenset())
        return self._spoken[speaker]

    def standing(self, subject: str) -> frozenset[str]:
        """Return the sides on which somebody so called stands: the first party or state that the words name."""
        if subject not in self._meant:
            words = words_of(subject)
            keys = self._declared.get(words) or self._inside(words)
            first = next(iter(self._named(subject[:_LONGEST])), None)
            self._meant[subject] = keys | ({f"state:{first[0]}"} if first else set())
        return self._meant[subject]

    def party(self, speaker: str, sides: frozenset[str]) -> str:
        """Return one word for all who speak for one party: that of the case file, else a state, else the name itself."""
        name = words_of(speaker)
        states = sorted(key for key in sides if key.startswith("state:"))
        return self._party.get(name) or (states[0] if states else f"name:{' '.join(name)}")

    def reliance(self) -> dict[str, set[str]]:
        """Return for each party those on whose reporting it relies, directly or through others."""
        party = {one.name: self.party(one.name, self.speaking(one.name)) for one in self._sources}
        direct: dict[str, set[str]] = {}
        for one in self._sources:
            others = {party[other] for other in one.relies_on if other in party}
            direct.setdefault(party[one.name], set()).update(others)
        found = {}
        for name in direct:
            reached, waiting = set[str](), [name]
            while waiting:
                fresh = direct.get(waiting.pop(), set()) - reached
                reached |= fresh
                waiting.extend(fresh)
            found[name] = reached
        return found

    def level(self, subject: str, sides: frozenset[str]) -> Level | None:
        """Return the level that the words for a subject say, the lowest first; None where none tells."""
        if is_own(subject):
            return "state" if any(key.startswith("state:") for key in sides) else None
        words = set(words_of(subject))
        for level, telling in _TELLING:
            if words & telling:
                return level
        found = next(iter(self._named(subject[:_LONGEST])), None)
        return "state" if found and found[1] != "demonym" else None

    def _of_party(self, party: str) -> frozenset[str]:
        return frozenset({f"party:{' '.join(words_of(party))}", *self._of_state(party)})

    def _of_state(self, speaker: str) -> frozenset[str]:
        """Return the state for which a name speaks: a bare name of it, or an office of it."""
        found = next(iter(self._named(speaker[:_LONGEST])), None)
        words = words_of(speaker)
        if found is None or _PRESS & set(words):
            return frozenset()
        speaks = found[1] == "organ" or _is_office(words) or (found[1] != "demonym" and len(words) <= 3)
        return frozenset({f"state:{found[0]}"}) if speaks else frozenset()

    def _inside(self, words: tuple[str, ...]) -> frozenset[str]:
        """Return the sides of the first declared name that stands in a phrase; the longest where several begin there."""
        for start in range(len(words)):
            for end in range(min(start + self._longest, len(words)), start, -1):
                if words[start:end] in self._declared:
                    return self._declared[words[start:end]]
        return frozenset()


def proper(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase that are no words for a level or an office: what is its own in a name."""
    plain = OFFICES.union(*(words for _, words in _TELLING))
    return tuple(word for word in words_of(phrase) if word not in plain)


def is_organ(subject: str) -> bool:
    """Return whether a phrase means an office of a state or party."""
    return _is_office(words_of(subject))


def _is_office(words: tuple[str, ...]) -> bool:
    found = set(words)
    return bool(OFFICES & found) and not _PRESS & found
