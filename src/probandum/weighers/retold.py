"""Where the texts of one origin tell the same: shared passages, and what lies between two of them in both."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from msgspec import structs

from probandum.model.exhibit import Locator
from probandum.model.ident import Digest
from probandum.model.sharing import Lineage, Passage
from probandum.model.source import Origin
from probandum.weighers.spans import Around

_GAP = 600
"""Units between two passages, before the first or behind the last, that are one sentence or two in other words."""
_SLACK = 40
MANY = 64
"""Others with which a text may share words before it is held against its parents only; so time grows with their number."""


class There(NamedTuple):
    """Where another exhibit tells a place.

    Attributes:
        exhibit: the other one.
        place: the passage in it.
        at: about where in it.
    """

    exhibit: Digest
    place: Locator
    at: int

    @property
    def point(self) -> Locator:
        """About where in the exhibit."""
        return structs.replace(self.place, start=self.at, end=self.at)


class Retold:
    """The places of exhibits that tell what another exhibit of their origin tells; false where there is none.

    A rewritten sentence may share too few words to be found, with passages found before and behind it: what lies between
    these in one text is told by what lies between them in the other, if it is about as long. A text with which more than
    :data:`MANY` others share words is held against those that it repeats only: it is what they have in common.

    Args:
        lineage: with the passages that exhibits share.
        origins: which exhibits count as one; one in none stands alone.
        ends: where the text of an exhibit ends.

    Attributes:
        places: exhibit → its places, each with the other exhibit and the place there.
        kept: two exhibits, sorted → how many words of the one stand in the other. What is told again in other words
            shares its matter, not its words.
    """

    def __init__(self, lineage: Lineage, origins: Iterable[Origin], ends: Mapping[Digest, Locator]) -> None:
        home = {exhibit: origin.id for origin in origins for exhibit in origin.exhibits}
        pairs: dict[tuple[Digest, Digest], list[Passage]] = defaultdict(list)
        for passage in lineage.passages:
            one, two = passage.first.exhibit, passage.second.exhibit
            if home.get(one, one) == home.get(two, two):
                pairs[one, two].append(passage)
        self.places: dict[Digest, list[tuple[Locator, tuple[Locator, Digest, Locator]]]] = defaultdict(list)
        self.kept: dict[tuple[Digest, Digest], int] = {}
        for (one, two), passages in pairs.items():
            self.kept[one, two] = sum(each.words for each in passages if each.kind != "paraphrase")
            for here, there in _told(passages, (ends.get(one), ends.get(two))):
                self.places[one].append((here, (here, two, there)))
                self.places[two].append((there, (there, one, here)))
        parents: dict[str, set[str]] = defaultdict(set)
        for descent in lineage.descents:
            if descent.directed:
                parents[descent.child].add(descent.parent)
        others = Counter(exhibit for pair in pairs for exhibit in pair)
        for exhibit in [exhibit for exhibit, number in others.items() if number > MANY]:
            self.places[exhibit] = [row for row in self.places[exhibit] if row[1][1] in parents[exhibit]]
        self._around = {exhibit: Around(places) for exhibit, places in self.places.items() if places}

    def __bool__(self) -> bool:
        return bool(self._around)

    def elsewhere(self, exhibit: Digest, point: Locator) -> Iterator[There]:
        """Yield where else a point of an exhibit is told."""
        rows = self._around[exhibit].holding(point) if exhibit in self._around else ()
        for here, other, there in rows:
            along = (point.start - here.start) * (there.end - there.start) // max(here.end - here.start, 1)
            yield There(other, there, there.start + along)


def middle(place: Locator) -> Locator:
    """Return the middle of a sentence: a passage may begin at its second word, where its first was changed."""
    at = (place.start + place.end) // 2
    return structs.replace(place, start=at, end=at)


def _told(
    passages: Iterable[Passage], ends: tuple[Locator | None, Locator | None]
) -> Iterator[tuple[Locator, Locator]]:
    """Yield the places of the passages of two exhibits, and those of the gaps between them."""
    pages: dict[tuple[str, int, str, int], list[tuple[Locator, Locator]]] = defaultdict(list)
    for passage in passages:
        one, two = passage.first.locator, passage.second.locator
        yield one, two
        pages[one.unit, one.page, two.unit, two.page].append((one, two))
    for rows in pages.values():
        first, second = (structs.replace(place, start=0, end=0) for place in rows[0])
        reached = [(first, second), *sorted(rows, key=lambda row: (row[0].start, row[1].start))]
        if ends[0] and ends[1] and _page(ends[0]) == _page(first) and _page(ends[1]) == _page(second):
            reached.append((ends[0], ends[1]))
        for (one, two), (after_one, after_two) in pairwise(reached):
            gap = after_one.start - one.end, after_two.start - two.end
            if min(gap) > 0 and max(gap) <= min(_GAP, 2 * min(gap) + _SLACK):
                yield (
                    structs.replace(one, start=one.end, end=after_one.start),
                    structs.replace(two, start=two.end, end=after_two.start),
                )


def _page(place: Locator) -> tuple[str, int]:
    return place.unit, place.page
