"""Noun phrases and verb groups of a sentence, and who is the subject and object of a verb: by position, without a parse."""

from msgspec.structs import replace

from probandum.detectors.sayings.grammar import SAME_PAST
from probandum.detectors.sayings.phrases import Phrase, phrases
from probandum.detectors.sayings.subjects import subject_of
from probandum.detectors.sayings.tagging import Token
from probandum.detectors.sayings.wordlist import listed
from probandum.model.ident import Value

_BE = frozenset(listed("am is are was were be been being 're isn't aren't wasn't weren't"))
_MODAL = frozenset(
    listed(
        "will would can could may might must shall should cannot 'll 'd wouldn't can't couldn't shouldn't won't mustn't"
    )
)
_REDUCED = frozenset(
    listed(
        "link tie know associate affiliate connect back sponsor support believe suspect say call name dub track attribute base employ align fund finance control direct run hire recruit pay work operate act"
        " describe identify codename nickname pose train own form send use design make develop lead command own trace assess aim"
    )
)
"""Verbs whose participle after a noun mostly describes it (“groups linked to …”)."""


_DESCRIBING = frozenset({"to", "with", "as", "in", "from", "of", "for", "on"})


class Group(Value, frozen=True):
    """A verb group.

    Attributes:
        at: its place among the phrases.
        lemma: of the main verb.
        word: index of the main verb.
        form: of the main verb.
        passive: whether the subject is what it is done to.
        negated: whether it is negated.
        modal: the modal verb; empty for none.
        infinitive: whether “to” stands before it.
        finite: whether it is the verb of a clause.
        reduced: whether it describes the noun before it.
    """

    at: int
    lemma: str
    word: int
    form: str
    passive: bool
    negated: bool
    modal: str
    infinitive: bool
    finite: bool
    reduced: bool


class Sentence:
    """The phrases of a sentence.

    Args:
        words: tagged words.
    """

    def __init__(self, words: list[Token]) -> None:
        self.words = words
        self.phrases = phrases(words)
        self._kinds = [phrase.kind for phrase in self.phrases]
        self._lows = [words[phrase.first].low for phrase in self.phrases]
        self.groups = [
            self._group(at, phrase) for at, phrase in enumerate(self.phrases) if phrase.kind == "VG"
        ]
        self.by_phrase = {group.at: group for group in self.groups}
        self.phrase_of = [
            at for at, phrase in enumerate(self.phrases) for _ in range(phrase.first, phrase.last)
        ]
        self._subjects: dict[int, tuple[int, int] | None] = {}

    def low(self, phrase: int) -> str:
        """Return the first word of a phrase in lower case; empty outside."""
        return self._lows[phrase] if 0 <= phrase < len(self._lows) else ""

    def kind(self, phrase: int) -> str:
        """Return the kind of a phrase; empty outside."""
        return self._kinds[phrase] if 0 <= phrase < len(self._kinds) else ""

    def _group(self, at: int, phrase: Phrase) -> Group:
        parts = self.words[phrase.first : phrase.last]
        main = _main(parts)
        verb = parts[main]
        if verb.tag == "X":
            verb = replace(verb, lemma=_helper(verb.low), form="third")
        helpers = [part.low for part in parts[:main] if part.tag == "X"]
        participle = verb.form in {"ed", "participle"} or (bool(helpers) and verb.low in SAME_PAST)
        be = not _BE.isdisjoint(helpers)
        passive = participle and (be or (not helpers and self._shares_passive(at)))
        continued = verb.form == "base" and not helpers and self._goes_on_infinitive(at)
        infinitive = self.low(at - 1) == "to" or continued
        reduced = participle and not helpers and not passive and self._describes(at, verb, phrase.last)
        stands = bool(helpers) or verb.form not in {"ing", "participle"} or verb.lemma == "be"
        return Group(
            at=at,
            lemma=verb.lemma,
            word=phrase.first + main,
            form=verb.form,
            passive=passive or reduced,
            negated=any(part.tag == "G" or part.low.endswith(("n't", "n’t", "cannot")) for part in parts),
            modal=next((word for word in helpers if word in _MODAL), ""),
            infinitive=infinitive,
            finite=stands and not infinitive and not reduced,
            reduced=reduced,
        )

    def _shares_passive(self, at: int) -> bool:
        """Return whether a participle goes on with a passive (“was paid for and directed by”)."""
        if self.kind(at - 1) != "C":
            return False
        for before in range(at - 2, max(at - 5, -1), -1):
            if self.kind(before) == "VG":
                parts = self.words[self.phrases[before].first : self.phrases[before].last]
                return any(part.low in _BE for part in parts[:-1]) and parts[-1].form in {"ed", "participle"}
            if self.kind(before) not in {"I", "R"}:
                return False
        return False

    def pronoun(self, at: int) -> bool:
        """Return whether a phrase is a pronoun."""
        return self.words[self.phrases[at].first].tag == "P"

    def _goes_on_infinitive(self, at: int) -> bool:
        """Return whether a base form goes on with an infinitive (“to make up lies and smear …”)."""
        if self.kind(at - 1) not in {"C", ","}:
            return False
        for before in range(at - 1, max(at - 10, -1), -1):
            if self.kind(before) == "VG":
                return self.low(before - 1) == "to"
        return False

    def _describes(self, at: int, verb: Token, after: int) -> bool:
        """Return whether a participle describes the noun before it (“hackers linked to …”)."""
        as_said = self.low(at - 1) == "as" and self.kind(at - 2) == "NP"
        if not as_said and (self.kind(at - 1) != "NP" or self.pronoun(at - 1)):
            return False
        follows = self.words[after].low if after < len(self.words) else ""
        if follows and self.words[after].tag == "R":
            return verb.form == "participle"
        if verb.form == "participle" or as_said or follows == "by":
            return True
        joined = not follows or follows in _DESCRIBING or self._is_name(after)
        return (
            verb.lemma in _REDUCED
            and joined
            and any(one.kind == "VG" and one.first >= after for one in self.phrases)
        )

    def _is_name(self, after: int) -> bool:
        return (
            self.words[after - 1].lemma in {"call", "name", "dub", "codename", "nickname"}
            and self.words[after].word[0].isupper()
        )

    def subject(self, group: Group) -> tuple[int, int] | None:
        """Return the words [first, last) of the subject as it is written; None where there is none in the sentence."""
        if group.at not in self._subjects:
            self._subjects[group.at] = None
            self._subjects[group.at] = subject_of(self, group)
        return self._subjects[group.at]

    def right(self, at: int) -> tuple[int, int] | None:
        """Return the noun phrase that begins at a phrase, with what hangs on it to its right; None where none begins."""
        while self.kind(at) in {"R", "G"}:
            at += 1
        if self.kind(at) != "NP":
            return None
        first, last = self.phrases[at].first, at
        while True:
            link, following = self.kind(last + 1), self.kind(last + 2)
            if (
                link == "I"
                and self.low(last + 1) in {"of", "in", "from", "within", "behind", "inside", "at"}
                and following == "NP"
            ):
                last += 2
            elif (
                link == "VG"
                and self.by_phrase[last + 1].reduced
                and self.kind(last + 2) in {"I", "T"}
                and self.kind(last + 3) == "NP"
            ) or (
                link == "NP"
                and self.pronoun(last + 1)
                and following == "VG"
                and self.by_phrase[last + 2].lemma in {"call", "name", "dub", "track"}
                and self.kind(last + 3) == "NP"
            ):
                last += 3
            elif (link == "C" and following == "NP" and self.kind(last + 3) != "VG") or (
                self.low(last + 1) == "," and following == "NP" and self._series(last + 2)
            ):
                last += 2
            elif self.low(last + 1) == "(" and following == "NP" and self.low(last + 3) == ")":
                last += 3
            else:
                return first, self.phrases[last].last

    def _series(self, at: int) -> bool:
        """Return whether an enumeration goes on: a comma and one more, or “and” and the last one."""
        return (self.kind(at + 1) == "C" and self.kind(at + 2) == "NP") or (
            self.low(at + 1) == "," and self.kind(at + 2) == "C" and self.kind(at + 3) == "NP"
        )

    def object(self, group: Group) -> tuple[int, int] | None:
        """Return the words of the direct object; None where there is none."""
        particle = (
            self.low(group.at + 1) in {"up", "out", "down", "off", "over"} and self.kind(group.at + 1) == "I"
        )
        return self.right(group.at + (2 if particle else 1))

    def after(
        self, group: Group, prepositions: frozenset[str], reach: int = 7
    ) -> tuple[int, int, int] | None:
        """Return (phrase, first, last) of the noun phrase behind one of the prepositions that belongs to a verb group."""
        at = group.at
        while at + 1 < min(group.at + 1 + reach, len(self.phrases)):
            at += 1
            other = self.by_phrase.get(at)
            if self.low(at) == "," and self.low(at + 1) in {"which", "who"}:
                closing = next(
                    (end for end in range(at + 1, min(at + 12, len(self.phrases))) if self.low(end) == ","),
                    None,
                )
                if closing is None:
                    return None
                at, reach = closing, reach + closing - at
                continue
            if self.kind(at) in {".", "W"} or (other and other.finite):
                return None
            if self.low(at) in prepositions and self.kind(at) in {"I", "T"}:
                found = self.right(at + 1)
                if found:
                    return at, *found
        return None


def _helper(low: str) -> str:
    """Return the verb that an auxiliary without a main verb is a form of."""
    return (
        "be"
        if low in _BE
        else "have"
        if low in {"has", "have", "had", "having", "'ve"}
        else "do"
        if low in {"do", "does", "did"}
        else low
    )


def _main(parts: list[Token]) -> int:
    """Return the place of the last verb among the words of a group, or of the last auxiliary where there is none."""
    verbs = [index for index, part in enumerate(parts) if part.tag == "V"]
    return (verbs or [index for index, part in enumerate(parts) if part.tag == "X"])[-1]
