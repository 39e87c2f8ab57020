"""Which sentences are worth reading word by word: one pass over the text for stems, then a look-up a sentence."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from probandum.detectors.sayings import lexica
from probandum.detectors.sayings.grammar import NOUNS_TOO, VERBS
from probandum.detectors.sayings.sentences import Span
from probandum.detectors.sayings.wordlist import bars, listed
from probandum.model.ident import Value

_ACTORS = bars("""
state-|nation-state|-backed|-linked|-sponsored|-affiliated|-aligned|government-|hacking group|
hacker group|hacker|espionage group|apt group|threat group|ransomware gang|defendant|conspirator|
perpetrator|culprit|aggressor|foreign |hostile |western |certain countr|those countr|other countr|
some countr|some state|other state|european countr|a country|a state|third part|known as|
calling itself|posing as|this group|the group|this gang|the gang|this actor|officer|nationals|
citizens|spies|intelligence|nobody|we |our |us |they |these |those |it |its |their |journalists""")
_MARKS = bars("""
deny|denies|denied|denying|denial|groundless|baseless|unfounded|unsubstantiated|fabricat|concoct|
absurd|ridiculous|preposterous|nonsens|untrue|not true|false|smear|slander|hype|mud|witch|vilif|libel|
evidence|proof |proof.|proof?|proof,|proofs|far-fetched|speculation|foundation|no merit|without merit|farce|fantas|propaganda|hysteria|paranoia|out of thin|stunt|disput|involvement|no link|no ties|prove it|proved|proves |no document|facts|urge|urging|demand|call on |
calls on |called on |calling on |call upon|calls upon|called upon|called for|calls for|appeal|
ought |let it |let the|advised to|advise |recommend|asks |asked |ask |invited|
expected to|encourage|nothing to do|not involved|guilty|reject|dismiss|
refut|rebut|scoff|accus|alleg|lie |lies |lie.|lie,|lies.|invention|hoax|fiction|fairy|innocent|
exonerat|cleared|ruled out|our work|our deed|no part|no role|no hand|no connection|no knowledge|
orders|mania|hypocri|thief|pays us|cannot be turned|never|hope|into question|
not something|nobody|no ministry|no foreign|nor |gaps""")
_FAINT = bars("must |should |please |politic")
"""Marks that mostly mean nothing: with them, as with a negation, somebody must be named or say something."""
_TELLS = bars("stated|wrong|fake|connection|substance")
"""Words that make a faint mark worth reading besides those of saying."""
_WISHES = bars("must |should |ought |please |recommend")
_NUMBERS = bars(
    """
two |three |four |five |six |seven |eight |nine |ten |eleven |twelve |thirteen |fourteen |fifteen |sixteen |seventeen |eighteen |nineteen |twenty|thirty|forty|fifty|sixty
seventy|eighty|ninety|hundred|thousand|million|billion|trillion|dozen|percent|per cent|biggest|largest|greatest|highest|leading|top |first |second |third |ranked|ranks
""".replace("\n", "|")
)
_NEGATIONS = bars("not |n't |never |neither |nor |no ")
_SAYS = bars("""
said|says|saying|according to|told|claims|claimed|declared|wrote|writes|written|believe|concluded|
asserted|argued|stressed|underlined|emphasi|reiterat|recalled|described|whispered|asked|called|added|
acknowledge|suspect""")
_ACTS = (
    *sorted(
        {stem[:-1] if stem.endswith("e") else stem for stem in lexica.HOSTILE_VERBS | lexica.HOSTILE_NOUNS}
    ),
    *bars("""
blam|charg|indict|prosecut|convict|attribut|link|tie|trac|pin|ascrib|point|behind|hand in|role|
responsib|origin|stem|hallmark|fingerprint|campaign|operation|activit|confidence|assess|suspect|
involv|conduct|carr|launch|stage|orchestrat|perpetrat|commit|engag|execut|direct|order|sponsor|financ|
mastermind|deploy|develop|distribut|deliver|used|uses|using|leverag|collect|obtain|gain|access|focus|
expand|gather|sinister|scheme|cyber|malicious|hostile|work of|deed|act of|on behalf|interest|
front for|soil|territory|shelter|mud|accus|condemn|lies|accusation|orders|stop|cease|comes from|
going after|got hold|cover|cook|concoct|hand in|a hand|thing|finger|break|broke|stole|spied|took|struck|sent|given|
down to|the feet|door|back to|emptied|helped itself|helped themsel|got into|reading|read the|listen|strings|suspicio|culprit|
did it|did this|done this|nexus|stamp|handwrit|handiwork|hand of|hand is|it was|in the pay|in the service|loyal|answers to"""),
)
_ACTOR, _MARK, _SAY, _ACT, _NEGATION, _WISH, _NUMBER, _FAINTLY, _TELL, _NAMED = (
    1 << kind for kind in range(10)
)
"""Bits for the tables above, in the order in which they are numbered, and for a name of a state or group."""
_TRAILING = 3
"""Sentences after a charge that may speak of the same actor as “they”."""
_AFTERWARDS = 5
"""Sentences after a charge of which the model is asked even where nobody is named."""


def _clean(stems: Sequence[str]) -> list[str]:
    return sorted({stem for stem in stems if stem})


class Sight(Value, frozen=True):
    """What one look at a sentence tells.

    Attributes:
        deep: whether it may do more than assert, besides accusing.
        charges: whether it may accuse.
        near: whether the model is asked of it even where it names nobody: it stands near a charge, and somebody or an act in
            it, or the gate is wide.
        marked: whether it holds a stem of denial, rejection, challenge or demand.
        wishes: whether it may ask for something even where it is not read word by word.
        counts: whether it holds a number in words or a word of rank.
    """

    deep: bool
    charges: bool
    near: bool
    marked: bool
    wishes: bool
    counts: bool


class Gate:
    """Where the stems stand in one text.

    Args:
        low: the text in lower case.
        actors: where states and groups are named, ascending.
        wide: whether the model is asked of all sentences, not only of those that name somebody or stand near a charge.
    """

    def __init__(self, low: str, actors: Sequence[int], *, wide: bool = False) -> None:
        self._low, self._wide = low, wide
        self._named = actors
        found = [
            (start, _MASK[number])
            for number, start, _ in _AUTOMATON.find_matches_as_indexes(low)
            if number in _LOOSE or not start or not low[start - 1].isalpha()
        ]
        self._starts = [start for start, _ in found]
        self._masks = [mask for _, mask in found]

    def _held(self, span: Span) -> int:
        """Return the kinds of stems in a sentence, a bit each."""
        starts, masks, end, found = self._starts, self._masks, span[1], 0
        for index in range(bisect_left(starts, span[0]), len(starts)):
            if starts[index] >= end:
                break
            found |= masks[index]
        first = bisect_left(self._named, span[0])
        if first < len(self._named) and self._named[first] < end:
            found |= _NAMED
        return found

    def look(self, span: Span, since: int) -> Sight:
        """Return what the stems of a sentence tell of it.

        Args:
            span: the sentence.
            since: sentences since the last charge.
        """
        held = self._held(span)
        first = _FIRST.match(self._low, *span)
        command = first[1] if first else ""
        marked = bool(held & (_MARK | _FAINTLY) or (held & _NEGATION and held & (_NAMED | _ACTOR)))
        return Sight(
            command in _NOUN_COMMANDS or self._is_deep(span, held, marked=marked),
            self._may_charge(span, held, since),
            self._wide or (since <= _AFTERWARDS and bool(held & (_ACTOR | _ACT))),
            marked,
            bool(held & _WISH) or command in _BASES,
            bool(held & _NUMBER),
        )

    def _is_deep(self, span: Span, held: int, *, marked: bool) -> bool:
        if held & _MARK or (held & _NAMED and held & _SAY):
            return True
        if marked and held & (_NAMED | _SAY | _TELL):
            return True
        return bool(held & _SAY) and self._quotes(span)

    def _may_charge(self, span: Span, held: int, since: int) -> bool:
        if not held & _ACT:
            return False
        return bool(held & _NAMED or (held & _ACTOR and (since <= _TRAILING or not self._is_pronoun(span))))

    def _quotes(self, span: Span) -> bool:
        return any(self._low.find(mark, *span) >= 0 for mark in '"“”«»„')

    def _is_pronoun(self, span: Span) -> bool:
        """Return whether only pronouns and definite words speak of somebody, which need a name before them."""
        for index in range(bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])):
            if self._masks[index] & _ACTOR and not self._low.startswith(_ANAPHORA, self._starts[index]):
                return False
        return True


_ANAPHORA = (
    "they ",
    "these ",
    "those ",
    "it ",
    "its ",
    "their ",
    "we ",
    "our ",
    "us ",
    "the group",
    "this group",
    "the gang",
    "this gang",
    "this actor",
    "officer",
    "intelligence",
    "known as",
    "hacker",
    "citizens",
    "nationals",
)
_TABLES = (_ACTORS, _MARKS, _SAYS, _ACTS, _NEGATIONS, _WISHES, _NUMBERS, _FAINT, _TELLS)
_STEMS: dict[str, set[int]] = {}
for _kind, _stems in enumerate(_TABLES):
    for _stem in _clean(_stems):
        _STEMS.setdefault(_stem, set()).add(_kind)
_AUTOMATON = AhoCorasick(list(_STEMS), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
_MASK = tuple(
    sum(1 << kind for kind in kinds.union(*(more for stem, more in _STEMS.items() if word.startswith(stem))))
    for word, kinds in _STEMS.items()
)
_LOOSE = frozenset(number for number, word in enumerate(_STEMS) if not word[0].isalpha())
_FIRST = re.compile(r"[\W_]{0,4}([a-z-]+)")
_BASES = frozenset(
    word
    for word, forms in VERBS.items()
    if word not in NOUNS_TOO and any(form.form == "base" for form in forms)
)
_NOUN_COMMANDS = frozenset(listed("stop block share call patch update use report"))
"""Commands that are nouns as often."""
