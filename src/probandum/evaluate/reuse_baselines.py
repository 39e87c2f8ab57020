"""What simpler methods find of the same plantings: one score for two texts, and a bar above which they share something.

A score says neither where nor of which kind; so what it finds in a quotation, a template or a log counts as a copy.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from difflib import SequenceMatcher
from itertools import combinations

from probandum.evaluate.reuse_conditions import CONDITIONS, Condition
from probandum.evaluate.reuse_measure import Interval
from probandum.evaluate.reuse_planting import Collection
from probandum.evaluate.reuse_prose import drawing, words_of
from probandum.model.ident import Value

GRAM = 5
SAMPLE = 1500
"""Pairs of independent texts of a collection that are scored."""

Score = Callable[[Sequence[str], Sequence[str]], float]
"""The words of two texts, small letters → how alike they are, in [0, 1]."""


Pair = tuple[str, str]


class Found(Value, frozen=True):
    """What a score finds.

    Attributes:
        name: of the method, with its bar.
        pairs: by condition, how many pairs reach the bar.
        alarm: pairs of independent texts that reach it.
    """

    name: str
    pairs: tuple[tuple[Condition, Interval], ...]
    alarm: Interval


def jaccard(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of word 5-grams that two texts have in common: what MinHash of whole texts estimates."""
    first, second = _grams(one), _grams(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def containment(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of the word 5-grams of the smaller text that stand in the other (Broder 1997)."""
    first, second = _grams(one), _grams(other)
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def matched(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the ratio of ``difflib.SequenceMatcher`` over words (Ratcliff & Metzener 1988)."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


SCORES: dict[str, Score] = {
    "5-gram Jaccard": jaccard,
    "5-gram containment": containment,
    "difflib ratio": matched,
}


def bar_of(collections: Iterable[Collection], score: Score) -> float:
    """Return the least bar that no pair of independent texts reaches: the one at which the method finds most."""
    values = [0.0]
    for one in collections:
        words = words_by_key(one.texts)
        values += [score(words[first], words[second]) for first, second in _independent(one)]
    return max(values) + 1e-9


def found_by(name: str, collections: Iterable[Collection], score: Score, bar: float) -> Found:
    """Return what a score finds at a bar; of independent texts a sample is scored."""

    def pairs(one: Collection) -> set[Pair]:
        words = words_by_key(one.texts)
        planted = {(each.first, each.second) for each in one.planted if each.counted}
        return {(a, b) for a, b in planted.union(_independent(one)) if score(words[a], words[b]) >= bar}

    return scored(f"{name} ≥ {bar:.3f}", collections, pairs)


def scored(name: str, collections: Iterable[Collection], find: Callable[[Collection], Set[Pair]]) -> Found:
    """Return what a method finds.

    Args:
        name: of the method, with its bar.
        collections: what is searched.
        find: the pairs that it finds in a collection, the smaller key first.
    """
    hits: dict[Condition, list[bool]] = {}
    alarms: list[bool] = []
    for one in collections:
        found = find(one)
        for planted in one.planted:
            if planted.counted:
                hits.setdefault(planted.condition, []).append((planted.first, planted.second) in found)
        alarms += [pair in found for pair in _independent(one)]
    listed = tuple((one, Interval(sum(hits[one]), len(hits[one]))) for one in CONDITIONS if one in hits)
    return Found(name, listed, Interval(sum(alarms), len(alarms)))


def words_by_key(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the words of texts in small letters."""
    return {key: [text[start:end].casefold() for start, end in words_of(text)] for key, text in texts.items()}


def _independent(one: Collection) -> list[Pair]:
    """Return a sample of the pairs that share nothing that was planted, of different publishers."""
    known = {(planted.first, planted.second) for planted in one.planted}
    free = [
        pair
        for pair in combinations(sorted(one.texts), 2)
        if pair not in known and set(one.made_of[pair[0]]).isdisjoint(one.made_of[pair[1]])
    ]
    return drawing("independent pairs").sample(free, min(SAMPLE, len(free)))


def _grams(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1)}
