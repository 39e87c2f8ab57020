"""W3: what an observation goes back to. The root of what stands in shared words is the origin of the words."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import compress
from typing import NamedTuple

from probandum.model.exhibit import Locator
from probandum.model.ident import Digest, Id
from probandum.model.sharing import Lineage
from probandum.model.source import Origin
from probandum.model.weight import Support
from probandum.weighers.spans import Around


class Found(NamedTuple):
    """One observation or judgement behind an item: where it stands, how genuine it is, and its id."""

    exhibit: Digest
    locator: Locator
    authenticity: Decimal
    record: Id


class Roots:
    """Which origin each exhibit counts for, and which words exhibits of different origins share.

    Args:
        origins: which exhibits count as one; an exhibit in none stands alone, of unknown source.
        lineage: shared passages and who repeats whom. What two exhibits show in the same words, whatever sort of sharing
            it is, counts once for both.
        silent: exhibits that do not testify. What they show vouches for nothing; two that took it from one of them are
            still one.
    """

    def __init__(
        self,
        origins: Iterable[Origin] = (),
        lineage: Lineage | None = None,
        silent: Collection[Digest] = frozenset(),
    ) -> None:
        self.silent = silent
        self._origins = {exhibit: origin for origin in origins for exhibit in origin.exhibits}
        lineage = lineage or Lineage()
        self._parents: dict[Digest, set[str]] = {}
        for descent in lineage.descents:
            if descent.directed:
                self._parents.setdefault(descent.child, set()).add(descent.parent)
        shared: dict[Digest, list[tuple[Locator, tuple[int, int]]]] = {}
        for number, passage in enumerate(lineage.passages):
            if self._of(passage.first.exhibit) != self._of(passage.second.exhibit):
                for side, place in enumerate((passage.first, passage.second)):
                    shared.setdefault(place.exhibit, []).append((place.locator, (number, side)))
        self._shared = {exhibit: Around(places) for exhibit, places in shared.items()}

    def supports(self, found: Iterable[Found]) -> tuple[Support, ...]:
        """Return what each root contributes to an item: its best authenticity, once; sorted by origin.

        Each origin vouches once. One that shows the item in words of its own stands for itself, with its best. Of those
        that show it only in shared words one stands for all: whoever repeats none of the others; where that cannot be
        told, one whose source is known, and of these one that stands already. So shared words never make an item more authentic, and never less than its best.
        """
        best: dict[Id, Decimal] = {}
        evidence: dict[Id, set[Id]] = {}
        named: dict[Id, bool] = {}
        for origin, one in self._rooted(sorted(set(found), key=_place)):
            best[origin.id] = max(one.authenticity, best.get(origin.id, Decimal(0)))
            evidence.setdefault(origin.id, set()).add(one.record)
            named[origin.id] = bool(origin.sources)
        return tuple(
            Support(name, best[name], tuple(sorted(evidence[name])), nameless=not named[name])
            for name in sorted(best)
        )

    def _of(self, exhibit: Digest) -> Origin:
        return self._origins.get(exhibit) or Origin(sources=(), exhibits=(exhibit,))

    def _rooted(self, found: Sequence[Found]) -> Iterator[tuple[Origin, Found]]:
        """Yield each find with the origin that stands for it."""
        own = [self._of(one.exhibit) for one in found]
        loud = [one.exhibit not in self.silent for one in found]
        if not self._shared or len({origin.id for origin in own}) < 2:
            yield from compress(zip(own, found, strict=True), loud)
            return
        groups: dict[int, list[int]] = {}
        for place, group in enumerate(self._sets(found)):
            if loud[place]:
                groups.setdefault(group, []).append(place)
        common = [
            places for _, places in sorted(groups.items()) if len({own[place].id for place in places}) > 1
        ]
        standing = {own[place].id for places in groups.values() if places not in common for place in places}
        stands: dict[Id, Origin] = {}
        for places in common:
            root = self._root([(found[place].exhibit, own[place]) for place in places], standing)
            standing.add(root.id)
            for place in places:
                stands.setdefault(own[place].id, root)
        for origin, one in compress(zip(own, found, strict=True), loud):
            yield (origin if origin.id in standing else stands[origin.id]), one

    def _sets(self, found: Sequence[Found]) -> list[int]:
        """Return for each find the least find that it is one with: they stand on the two sides of one passage."""
        leader = list(range(len(found)))

        def find(place: int) -> int:
            while leader[place] != place:
                leader[place] = leader[leader[place]]
                place = leader[place]
            return place

        sides: dict[int, tuple[list[int], list[int]]] = {}
        for place, one in enumerate(found):
            shared = self._shared.get(one.exhibit)
            for number, side in shared.holding(one.locator) if shared else ():
                sides.setdefault(number, ([], []))[side].append(place)
        for first, second in sides.values():
            if first and second:
                least, *others = sorted(find(place) for place in (*first, *second))
                for other in others:
                    leader[find(other)] = find(least)
        return [find(place) for place in range(len(found))]

    def _root(self, members: Sequence[tuple[Digest, Origin]], standing: Collection[Id]) -> Origin:
        """Return whoever repeats none of the others; of several one of known source, that stands already, else the least."""
        there = frozenset[str](exhibit for exhibit, _ in members)
        free = [pair for pair in members if there.isdisjoint(self._parents.get(pair[0], ()))]
        candidates = (origin for _, origin in free or members)
        return min(candidates, key=lambda origin: (not origin.sources, origin.id not in standing, origin.id))


def _place(one: Found) -> tuple[object, ...]:
    place = one.locator
    return one.exhibit, place.unit, place.page, place.start, place.end, one.record, one.authenticity
