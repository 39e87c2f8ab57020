"""W2 for copies: what a program reads out of words is a reading, and rewriting the words does not read them better.

Ten rewrites of one sentence are eleven readings of one statement; the best of eleven is not what the reader was measured
on, which is one reading of one text. So an origin's shared words are read once: in the text that repeats none of the
others, where that is known; else in the one that keeps most words of all the others, as the text that others were made
from does; where several keep as many, each counts alike.

What is found by its letters (names, indicators) is no reading where the letters are new: whoever puts a name into a copy
says something. It is one where the text that is read has these letters too and shows nothing by them: then the words
around them were changed.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple, Protocol

from msgspec import structs

from probandum.model.exhibit import Locator
from probandum.model.ident import Digest
from probandum.model.observation import Observation
from probandum.model.sharing import Lineage
from probandum.model.source import Origin
from probandum.weighers.retold import Retold, There, middle

_PLACES = Decimal("0.000001")
_NEVER = Decimal(0)
_LOOKS = 3
"""Texts from which further wordings are looked for: the one that is read is found from the second."""


class Told(Protocol):
    """The texts of exhibits as far as they are worded alike or not."""

    @property
    def names(self) -> Mapping[Digest, str]:
        """Exhibit → one word for its text, the same for the same text."""

    @property
    def ends(self) -> Mapping[Digest, Locator]:
        """Exhibit → where its text ends."""

    def hold(self, exhibit: Digest, words: str, /) -> bool:
        """Return whether the text of an exhibit has some words."""


def read_once(
    observations: Iterable[Observation],
    lineage: Lineage,
    origins: Iterable[Origin],
    wordings: Told,
    suggesting: Collection[str],
    naming: Collection[str],
) -> Iterator[Observation]:
    """Yield observations in their order; what is read in shared words as authentic as the text that is read for them shows it.

    What that text does not show gets 0.

    Args:
        observations: of any kind.
        lineage: with the passages that exhibits share, and who repeats whom.
        origins: which exhibits count as one; only within one is a passage another wording of the other.
        wordings: of the exhibits.
        suggesting: names of the tools, without versions, that suggest out of prose: all that they find is a reading.
        naming: of those that take words for names. What others find stands there as it is.
    """
    retold = Retold(lineage, origins, wordings.ends)
    if not retold:
        yield from observations
        return
    every = list(observations)
    reading = _Reading(retold, _Choice(lineage, retold, wordings.names), every, wordings)
    for one in every:
        if one.tool not in suggesting and one.tool not in naming:
            yield one
            continue
        shown = reading.shown(one, one.tool in suggesting)
        yield one if shown == one.authenticity else structs.replace(one, authenticity=shown)


class _Choice:
    """Which of several wordings of the same words is read."""

    def __init__(self, lineage: Lineage, retold: Retold, wordings: Mapping[Digest, str]) -> None:
        self._wordings = wordings
        self._near: dict[tuple[str, str], int] = defaultdict(int)
        for (first, second), number in retold.kept.items():
            one, two = self.of(first), self.of(second)
            self._near[one, two] = self._near[two, one] = max(number, self._near[one, two])
        self._parents: dict[str, set[str]] = defaultdict(set)
        for descent in lineage.descents:
            if descent.directed:
                self._parents[self.of(descent.child)].add(self.of(Digest(descent.parent)))
        ranked = sorted(retold.places, key=lambda exhibit: (len(retold.places[exhibit]), exhibit))
        self._first = {self.of(exhibit): exhibit for exhibit in ranked}
        self._read: dict[frozenset[str], Sequence[str]] = {}

    def of(self, exhibit: Digest) -> str:
        """Return the wording of an exhibit."""
        return self._wordings.get(exhibit, exhibit)

    def first(self, exhibit: Digest) -> Digest:
        """Return the exhibit that was compared for all of the same wording."""
        return self._first.get(self.of(exhibit), exhibit)

    def read(self, told: frozenset[str]) -> Sequence[str]:
        """Return which of some wordings are read for the words that they share, sorted."""
        if told not in self._read:
            free = [word for word in told if told.isdisjoint(self._parents.get(word, set()) - {word})]
            near = {word: sum(self._near.get((word, other), 0) for other in told - {word}) for word in told}
            most = max(near[word] for word in free or told)
            self._read[told] = sorted(word for word in free or told if near[word] == most)
        return self._read[told]


class _Shown(NamedTuple):
    """How authentic something is by a wording at its best, and where that tells it."""

    best: Decimal
    there: There


class _Reading:
    """What each text shows in the words that it shares."""

    def __init__(self, retold: Retold, choice: _Choice, every: Iterable[Observation], texts: Told) -> None:
        self._retold, self._choice, self._texts = retold, choice, texts
        found: dict[tuple[str, Digest], list[Observation]] = defaultdict(list)
        for one in every:
            if one.exhibit in retold.places:
                found[one.value, one.exhibit].append(one)
        self._found = {key: _Found(rows) for key, rows in found.items()}
        self._copied: dict[tuple[str, Digest, bool], Decimal] = {}

    def shown(self, one: Observation, suggested: bool) -> Decimal:
        """Return how authentic what was found is in the wordings that are read for its words."""
        first = self._choice.first(one.exhibit)
        if first == one.exhibit or (one.value, first) not in self._found:
            return self._shown(one, suggested)
        key = one.value, first, suggested
        if key not in self._copied:
            same = self._found[one.value, first].rows
            self._copied[key] = max(self._shown(other, suggested) for other in same)
        return self._copied[key]

    def _shown(self, one: Observation, suggested: bool) -> Decimal:
        at = middle(one.locator)
        there = There(one.exhibit, at, at.start)
        told = {self._choice.of(one.exhibit): _Shown(one.authenticity, there)}
        looked: set[Digest] = set()
        while True:
            read = [told[wording] for wording in self._choice.read(frozenset(told))]
            new = [shown for shown in read if shown.there.exhibit not in looked][:_LOOKS]
            if not new or len(looked) > _LOOKS:
                break
            looked.update(shown.there.exhibit for shown in new)
            for shown in new:
                self._add(told, one.value, shown.there)
        if len(told) == 1:
            return one.authenticity
        words = one.surface or one.value
        if not suggested and any(
            not each.best and not self._texts.hold(each.there.exhibit, words) for each in read
        ):
            return one.authenticity
        whole = sum((each.best for each in read), _NEVER)
        return (whole / len(read)).quantize(_PLACES, ROUND_HALF_EVEN).normalize()

    def _add(self, told: dict[str, _Shown], value: str, by: There) -> None:
        """Add what the wordings show that tell the place of another one."""
        for there in self._retold.elsewhere(by.exhibit, by.point):
            found = self._found.get((value, there.exhibit))
            shown = _Shown(found.best(there.place) if found else _NEVER, there)
            wording = self._choice.of(there.exhibit)
            told[wording] = max(shown, told.get(wording, shown), key=lambda one: one.best)


class _Found:
    """What was found of one value in one exhibit.

    Args:
        rows: at least one.
    """

    def __init__(self, rows: Sequence[Observation]) -> None:
        self.rows = rows
        middles = ((middle(one.locator), one.authenticity) for one in rows)
        self._rows = sorted((at.unit, at.page, at.start, authentic) for at, authentic in middles)
        self._best: dict[Locator, Decimal] = {}

    def best(self, place: Locator) -> Decimal:
        """Return the greatest authenticity of what has its middle within a place; 0 where nothing has."""
        if place not in self._best:
            first = bisect_left(self._rows, (place.unit, place.page, place.start))
            last = bisect_left(self._rows, (place.unit, place.page, place.end + 1))
            self._best[place] = max((row[3] for row in self._rows[first:last]), default=_NEVER)
        return self._best[place]
