"""What simpler methods find of the same plantings: one score for two texts, and a bar above which they share something.

A score says neither where nor of which kind; so what it finds in a quotation, a template or a log counts as a copy.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
    return max((value for one in collections for value in _independent(one, score)), default=1.0) + 1e-9


def found_by(name: str, collections: Iterable[Collection], score: Score, bar: float) -> Found:
    """Return what a score finds at a bar."""
    pairs: dict[Condition, list[bool]] = {}
    alarms: list[bool] = []
    for one in collections:
        words = _words(one.texts)
        for planted in one.planted:
            if planted.counted:
                value = score(words[planted.first], words[planted.second])
                pairs.setdefault(planted.condition, []).append(value >= bar)
        alarms += [value >= bar for value in _independent(one, score)]
    listed = tuple((one, Interval(sum(pairs[one]), len(pairs[one]))) for one in CONDITIONS if one in pairs)
    return Found(f"{name} ≥ {bar:.3f}", listed, Interval(sum(alarms), len(alarms)))


def _independent(one: Collection, score: Score) -> list[float]:
    """Return the scores of a sample of pairs that share nothing that was planted, of different publishers."""
    known = {(planted.first, planted.second) for planted in one.planted}
    free = [
        pair
        for pair in combinations(sorted(one.texts), 2)
        if pair not in known and set(one.made_of[pair[0]]).isdisjoint(one.made_of[pair[1]])
    ]
    chosen = drawing("independent pairs").sample(free, min(SAMPLE, len(free)))
    words = _words({key: one.texts[key] for key in {key for pair in chosen for key in pair}})
    return [score(words[first], words[second]) for first, second in chosen]


def _words(texts: Mapping[str, str]) -> dict[str, list[str]]:
    return {key: [text[start:end].casefold() for start, end in words_of(text)] for key, text in texts.items()}


def _grams(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1)}
