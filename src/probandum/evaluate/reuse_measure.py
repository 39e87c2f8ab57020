"""What is found of what was planted: recall, kinds, characters, and what is found where nothing was planted."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from math import sqrt
from typing import NamedTuple

from probandum.evaluate.reuse_conditions import CONDITIONS, Condition
from probandum.evaluate.reuse_planting import Collection, Planted
from probandum.model.ident import Value
from probandum.sources.reuse import Passage, Shared

NOTHING = "nothing"
DEPENDENT = ("copy", "paraphrase")
"""Kinds that make one text depend on the other."""
_Z = 1.959964

Find = Callable[[Mapping[str, str]], Iterable[Shared]]
"""Texts by key → pairs with passages in common."""
_Range = tuple[int, int]


class Interval(Value, frozen=True):
    """A share with its 95 % interval (Wilson, J. Am. Stat. Assoc. 22, 1927)."""

    count: int
    of: int

    @property
    def share(self) -> float:
        """Count out of all; 0 where there was nothing."""
        return self.count / self.of if self.of else 0.0

    @property
    def ends(self) -> tuple[float, float]:
        """Lower and upper end; (0, 1) where there was nothing."""
        if not self.of:
            return 0.0, 1.0
        middle = (self.share + _Z**2 / (2 * self.of)) / (1 + _Z**2 / self.of)
        half = _Z / (1 + _Z**2 / self.of)
        half *= sqrt(self.share * (1 - self.share) / self.of + _Z**2 / (4 * self.of**2))
        return max(middle - half, 0.0), min(middle + half, 1.0)


class Letters(Value, frozen=True):
    """Characters planted and found: in both, found only, planted only."""

    both: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        whole = 2 * self.both + self.extra + self.missed
        return 2 * self.both / whole if whole else 0.0


class Line(Value, frozen=True):
    """How one condition came out.

    Attributes:
        condition: what was planted.
        found: pairs in which a passage of any kind lies on what was planted, in both texts.
        dependent: pairs in which a passage there is called a copy or a paraphrase.
        kinds: what most characters of what was planted are called → pairs.
        letters: of both texts, found as any kind.
    """

    condition: Condition
    found: Interval
    dependent: Interval
    kinds: dict[str, int]
    letters: Letters


class Alarm(Value, frozen=True):
    """Pairs called dependent though nothing was planted in them, out of all such pairs.

    Attributes:
        others: between texts whose lines are of different publishers.
        own: between texts that hold lines of one publisher: such may repeat each other for real.
        pairs: keys of them, those of different publishers first.
    """

    others: Interval
    own: Interval
    pairs: tuple[tuple[str, str], ...]


class Measured(Value, frozen=True):
    """What came of collections."""

    lines: tuple[Line, ...]
    alarm: Alarm
    texts: int


class _Trial(NamedTuple):
    """What one planted thing was taken for."""

    condition: Condition
    found: bool
    dependent: bool
    kind: str
    letters: Letters


def measure(collections: Iterable[Collection], find: Find) -> Measured:
    """Return what is found of what was planted.

    Args:
        collections: each is searched by itself.
        find: the method.
    """
    trials: list[_Trial] = []
    alarms: list[Alarm] = []
    texts = 0
    for one in collections:
        pairs = {(pair.first, pair.second): pair for pair in find(one.texts)}
        trials += [
            _trial(planted, pairs.get((planted.first, planted.second)))
            for planted in one.planted
            if planted.counted
        ]
        alarms.append(_alarm(one, pairs))
        texts += len(one.texts)
    order = {condition: place for place, condition in enumerate(CONDITIONS)}
    present = {trial.condition for trial in trials}
    ranked = sorted(present, key=lambda one: (order.get(one, len(order)), one.label))
    lines = tuple(_line(one, [trial for trial in trials if trial.condition == one]) for one in ranked)
    return Measured(lines, _joined(alarms), texts)


def _line(condition: Condition, trials: Sequence[_Trial]) -> Line:
    letters = [trial.letters for trial in trials]
    return Line(
        condition,
        Interval(sum(trial.found for trial in trials), len(trials)),
        Interval(sum(trial.dependent for trial in trials), len(trials)),
        dict(sorted(Counter(trial.kind for trial in trials).items())),
        Letters(
            sum(one.both for one in letters),
            sum(one.extra for one in letters),
            sum(one.missed for one in letters),
        ),
    )


def _trial(planted: Planted, pair: Shared | None) -> _Trial:
    lying = [one for one in (pair.passages if pair else ()) if _lies(one, planted)]
    weights: Counter[str] = Counter()
    for one in lying:
        weights[_kind(one)] += _common([one.first], [planted.places[0]]) + _common(
            [one.second], [planted.places[1]]
        )
    kind = min(weights, key=lambda name: (-weights[name], name)) if weights else NOTHING
    dependent = any(_kind(one) in DEPENDENT for one in lying)
    both = extra = missed = 0
    for side, place in enumerate(planted.places):
        ranges = [(one.first, one.second)[side] for one in (pair.passages if pair else ())]
        common = _common(ranges, [place])
        both += common
        extra += _length(ranges) - common
        missed += place[1] - place[0] - common
    return _Trial(planted.condition, bool(lying), dependent, kind, Letters(both, extra, missed))


def _lies(passage: Passage, planted: Planted) -> bool:
    """Return whether a passage has characters of what was planted, in both texts."""
    sides = zip((passage.first, passage.second), planted.places, strict=True)
    return all(_common([one], [place]) for one, place in sides)


def _length(ranges: Sequence[_Range]) -> int:
    total = reach = 0
    for start, end in sorted(ranges):
        total += max(end - max(start, reach), 0)
        reach = max(reach, end)
    return total


def _common(ranges: Sequence[_Range], others: Sequence[_Range]) -> int:
    return _length(ranges) + _length(others) - _length([*ranges, *others])


def _alarm(one: Collection, pairs: Mapping[tuple[str, str], Shared]) -> Alarm:
    known = {(planted.first, planted.second) for planted in one.planted}
    false = [
        pair
        for pair, shared in sorted(pairs.items())
        if pair not in known and any(_kind(passage) in DEPENDENT for passage in shared.passages)
    ]

    def own(pair: tuple[str, str]) -> bool:
        first, second = (one.made_of[key] for key in pair)
        return not set(first).isdisjoint(second)

    free = [pair for pair in combinations(sorted(one.texts), 2) if pair not in known]
    same = sum(map(own, free))
    return Alarm(
        Interval(sum(not own(pair) for pair in false), len(free) - same),
        Interval(sum(map(own, false)), same),
        tuple(sorted(false, key=lambda pair: (own(pair), pair))),
    )


def _joined(alarms: Sequence[Alarm]) -> Alarm:
    def added(parts: Sequence[Interval]) -> Interval:
        return Interval(sum(one.count for one in parts), sum(one.of for one in parts))

    pairs = tuple(pair for one in alarms for pair in one.pairs)
    return Alarm(added([one.others for one in alarms]), added([one.own for one in alarms]), pairs)


def _kind(passage: Passage) -> str:
    return getattr(passage, "kind", "copy")
