"""A small linear model beside the rules: how likely a sentence accuses, denies, rejects, challenges or demands.

It sees words and pairs of words with all names of actors, software and states masked (law 11), the sorts of the words in
their order, and what the rules found; a small net reads them too, and has two thirds of the say in accusing. Of sentences
that they leave in doubt a small transformer is asked.
All sums are in whole numbers, so every machine gives the same answer. The file holds words and numbers, nothing that runs.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from functools import cache, cached_property, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Self

import msgspec
from msgspec.structs import replace

from probandum.detectors.sayings.cues import SORTS, cues
from probandum.detectors.sayings.net import Learnt, Net
from probandum.detectors.sayings.runs import Runs
from probandum.detectors.sayings.sentences import Span
from probandum.detectors.sayings.transformer import Attentive, Reader
from probandum.model.ident import Digest, Value

KINDS = ("accusing", "denial", "rejection-of-basis", "evidence-challenge", "demand")
"""What the model tells of a sentence; accusing stands for accusations of either kind."""
SCALE = 1_000
"""Whole numbers for one unit of a weight."""
DOUBTED = 0.03
"""Probability below which what the rules find in an official's answers is overruled: officials answer in set phrases."""
FIRMER = 2.1
"""How many times likelier the finds of firm rules are right than those of all rules, in odds: 587 of 621 for nine in ten, on
832 documents of the training that no rule was made by."""
FAINT = -1.5 * SCALE
"""What words alone say for accusing up to which the net is not asked: it would hardly save it."""
SURE = 0.85
"""Probability from which a sentence of a technical page accuses, whether rules say so or not: what a group is called, resembles or
is known for reads like a charge. Chosen on 60 stretches of reports that nothing was trained on."""
DOUBTFUL = (0.3, 0.8)
"""Probabilities of accusing between which the transformer is asked: so it costs little, and keeps what it is worth."""
LONG = 40
"""Words of a sentence up to which it is asked: longer ones cost most, and five of 602 sentences of *twice* are."""
ASKED = 0.7
"""Weight of its logarithm of odds; that of the rest of the model has what is left of one. Both chosen on *sealed* and *unopened*."""
_TOKEN = re.compile(r"[a-z\ue000-\ue004][\w'-]*|\d+|[\"“”?:]")
_ADDRESS = re.compile(r"\b[a-z]{3,6}://[^\s\"'<>]+")
_FROM, _TO = (SCALE * math.log(one / (1 - one)) for one in DOUBTFUL)
_ENDINGS = ("ing", "ed", "es", "s", "ly")
_SHORTEST = 4
_MASKS = {
    "intrusion-set": "\ue000",
    "campaign": "\ue000",
    "malware": "\ue001",
    "tool": "\ue001",
    "name": "\ue002",
    "capital": "\ue002",
    "demonym": "\ue003",
    "organ": "\ue004",
}
"""Characters of private use stand for a group, software, a state, one of a state, an organ."""

Marked = tuple[int, int, str]
"""Characters [start, end) that name somebody, and which sort of name it is: a row of the table of masks."""


class Seen(Value, frozen=True):
    """What the model sees of a sentence.

    Attributes:
        stems: of its words.
        cues: sorts of words, as :func:`~probandum.detectors.sayings.cues.cues` gives them.
        plain: its words in lower case, names masked, for the net.
    """

    stems: list[str]
    cues: list[int]
    plain: list[str]

    @property
    def words(self) -> list[str]:
        """Stems and pairs of stems, each once, in order of first appearance."""
        return list(dict.fromkeys([*self.stems, *map(" ".join, pairwise(self.stems))]))


class Cut(Value, frozen=True):
    """From which probability a sentence does something, by itself and where a rule says so too; measured.

    Attributes:
        alone: where no rule found it.
        confirmed: where a rule did; below it the rule is overruled, but for the answers of officials.
    """

    alone: float
    confirmed: float

    def stands(self, *, official: bool, firm: bool = False) -> float:
        """Return from which probability what a rule found stands, in the answers of an official or in other words.

        Args:
            official: whether somebody answers who speaks for a state.
            firm: whether a rule found it that is surer than others.
        """
        if official:
            return DOUBTED
        return self.confirmed / (self.confirmed + FIRMER * (1 - self.confirmed)) if firm else self.confirmed


class Likelihoods(Value, frozen=True):
    """The fitted model.

    Attributes:
        words: stems and pairs of stems.
        rarity: of each, its inverse document frequency, in whole numbers.
        weights: of each, a whole number for each of :data:`KINDS`, one row behind the other.
        orders: for accusing, a whole number for each sort of word (at i · sorts + i) and for each sort i before another j
            (at i · sorts + j).
        net: what a net over the words says for accusing.
        rules: for each of :data:`KINDS`, weights of what the rules found, in the order of :data:`KINDS`.
        bias: one for each of :data:`KINDS`.
        cuts: one for each of :data:`KINDS`.
        made_from: digests of the labelled data, by name.
        command: what wrote it.
    """

    words: tuple[str, ...]
    rarity: tuple[int, ...]
    weights: tuple[int, ...]
    orders: tuple[int, ...]
    net: Learnt
    rules: tuple[tuple[int, ...], ...]
    bias: tuple[int, ...]
    cuts: tuple[Cut, ...]
    made_from: dict[str, Digest]
    command: str


class Likely:
    """Judges sentences under one model.

    Args:
        model: the fitted numbers.
        asked: gives who is asked about doubtful sentences, when there is one; nobody without.

    Attributes:
        kinds: what it tells of a sentence.
    """

    def __init__(self, model: Likelihoods, asked: Callable[[], Reader] | None = None) -> None:
        self.model, self.asked = model, asked
        self.kinds = KINDS
        width = len(KINDS)
        self._orders = [model.orders[at * SORTS : (at + 1) * SORTS] for at in range(SORTS)]
        self._net = Net(model.net)
        self._words = Runs(model.words)
        self._word_rows = [
            (rarity * rarity, *model.weights[at * width : (at + 1) * width])
            for at, rarity in enumerate(model.rarity)
        ]
        self._weighed: tuple[Seen | None, list[float]] = (None, [])
        self._last: tuple[Sequence[str] | None, float] = (None, 0.0)

    @cached_property
    def of_reports(self) -> Self:
        """The same for technical pages: surer of what accuses, and without the transformer, which would be asked too often."""
        made = copy(self)
        sure = Cut(max(SURE, self.model.cuts[0].alone), SURE)
        made.model, made.asked = replace(self.model, cuts=(sure, *self.model.cuts[1:])), None
        return made

    def probabilities(self, seen: Seen, rules: Iterable[str]) -> dict[str, float]:
        """Return for each of :data:`KINDS` how likely a sentence is of it.

        Args:
            seen: as :func:`features` gives it.
            rules: those of :data:`KINDS` that the rules found.
        """
        said = frozenset(rules)
        return {kind: self._probability(number, seen, said) for number, kind in enumerate(KINDS)}

    def _probability(self, number: int, seen: Seen, said: frozenset[str], *, asking: bool = True) -> float:
        score = self._weigh(seen)[number]
        if said:
            told = zip(KINDS, self.model.rules[number], strict=True)
            score += sum([weight for other, weight in told if other in said])
        if number == 0 and (score > FAINT or KINDS[0] in said):
            score += self._read(seen.plain)
            if asking and self.asked and _FROM < score < _TO and len(seen.plain) <= LONG:
                answer = self.asked().score(seen.plain, [kind in said for kind in KINDS])
                score += ASKED * (answer * SCALE - score)
        return 1 / (1 + math.exp(-max(min(score / SCALE, 30.0), -30.0)))

    def _weigh(self, seen: Seen) -> list[float]:
        """Return what the words say for each of :data:`KINDS`, and their order for accusing, with the bias.

        That of the last sentence is kept: one that may accuse is asked about again, with what the rules found.
        """
        if self._weighed[0] is not seen:
            found = [*map(self._word_rows.__getitem__, self._words.within(seen.stems))]
            square, *sums = map(sum, zip(*found, strict=True)) if found else [0] * (len(KINDS) + 1)
            length = math.sqrt(square) or 1.0
            made = [bias + one / length for bias, one in zip(self.model.bias, sums, strict=True)]
            made[0] += self._ordered(seen.cues)
            self._weighed = (seen, made)
        return self._weighed[1]

    def _ordered(self, sorts: Sequence[int]) -> float:
        """Return what the sorts of words and their order say for accusing; at length one."""
        total = 0
        for at, sort in enumerate(sorts):
            total += sum(map(self._orders[sort].__getitem__, sorts[at:]))
        return total / math.sqrt(len(sorts) * (len(sorts) + 1) / 2)

    def _read(self, words: Sequence[str]) -> float:
        """Return what the net says for accusing. That of the last sentence is kept."""
        if self._last[0] is not words:
            self._last = (words, self._net.score(words) * SCALE)
        return self._last[1]

    def may_accuse(self, seen: Seen, *, official: bool) -> bool:
        """Return whether a charge that rules found in a sentence would stand; else they need not look for one.

        Where an official speaks they look anyway: what follows may point back to it.
        """
        if official or self._weigh(seen)[0] <= FAINT:
            return official
        charged = self._probability(0, seen, frozenset(KINDS[:1]), asking=False)
        return charged >= self.model.cuts[0].stands(official=False, firm=True)

    def judge(
        self, seen: Seen, rules: frozenset[str], *, official: bool, firm: bool = False
    ) -> frozenset[str]:
        """Return which of :data:`KINDS` a sentence with these features is, the rules' finds confirmed or overruled.

        Args:
            seen: as :func:`features` gives it.
            rules: those of :data:`KINDS` that the rules found.
            official: whether somebody answers who speaks for a state.
            firm: whether a firm rule found that it accuses.
        """
        likely = self.probabilities(seen, rules)
        return frozenset(
            kind
            for kind, cut in zip(KINDS, self.model.cuts, strict=True)
            if likely[kind]
            >= (cut.stands(official=official, firm=firm and kind == KINDS[0]) if kind in rules else cut.alone)
        )


def features(text: str, span: Span, marks: Iterable[Marked]) -> Seen:
    """Return what the model sees of a sentence, names masked."""
    pieces, at = [], span[0]
    for start, end, sort in sorted(marks):
        if start >= at and end <= span[1]:
            pieces += [text[at:start], f" {_MASKS[sort]} "]
            at = end
    pieces.append(text[at : span[1]])
    plain = "".join(pieces).replace("’", "'").lower()
    if "://" in plain:
        plain = _ADDRESS.sub(" ", plain)
    words = _TOKEN.findall(plain)
    return Seen([*map(_stem, words)], cues(words), words)


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    if word.isdecimal():
        return "0"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def load(data: bytes) -> Likelihoods:
    """Return the model in a file.

    Raises:
        msgspec.MsgspecError: it is none.
    """
    return msgspec.msgpack.decode(data, type=Likelihoods)


@cache
def shipped() -> Likely:
    """Return the model that the program ships; the same bytes each time, so read once."""
    return Likely(load(_resource("likely.mpk")), asked)


@cache
def asked() -> Reader:
    """Return the transformer that the program ships; read when the first doubtful sentence comes."""
    return Reader(msgspec.msgpack.decode(_resource("transformer.mpk"), type=Attentive))


def _resource(name: str) -> bytes:
    return resources.files("probandum.detectors.sayings").joinpath(name).read_bytes()
