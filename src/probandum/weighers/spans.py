"""Which places hold which, without holding each against each: a document may have thousands of finds and of passages."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from probandum.model.exhibit import Locator

T = TypeVar("T")
_Page = tuple[str, int]


class Around(Generic[T]):
    """Finds the places of an exhibit that hold another one, in time of their number and its logarithm.

    On each page the places lie by their start under a tree of greatest ends (de Berg et al., Computational Geometry, 3rd
    ed., ch. 10).

    Args:
        places: each with what stands there.
    """

    def __init__(self, places: Iterable[tuple[Locator, T]]) -> None:
        pages: defaultdict[_Page, list[tuple[Locator, T]]] = defaultdict(list)
        for place in places:
            pages[place[0].unit, place[0].page].append(place)
        self._rows = {page: sorted(rows, key=lambda row: row[0].start) for page, rows in pages.items()}
        self._starts = {page: [row[0].start for row in rows] for page, rows in self._rows.items()}
        self._ends = {page: _tree([row[0].end for row in rows]) for page, rows in self._rows.items()}

    def holding(self, inner: Locator) -> list[T]:
        """Return what stands in the places that hold one, by their start."""
        page = inner.unit, inner.page
        if page not in self._rows:
            return []
        rows, ends = self._rows[page], self._ends[page]
        leaves = len(ends) // 2
        stop = leaves + bisect_right(self._starts[page], inner.start)
        found, waiting = [], [1]
        while waiting:
            node = waiting.pop()
            first = node << (leaves.bit_length() - node.bit_length())
            if ends[node] < inner.end or first >= stop:
                continue
            if node >= leaves:
                found.append(rows[node - leaves][1])
            else:
                waiting += (2 * node + 1, 2 * node)
        return found


class Inside:
    """Tells whether any of some places lies in another one.

    Args:
        places: of one exhibit.
    """

    def __init__(self, places: Iterable[Locator]) -> None:
        pages: defaultdict[_Page, list[tuple[int, int]]] = defaultdict(list)
        for place in places:
            pages[place.unit, place.page].append((place.start, place.end))
        self._starts: dict[_Page, list[int]] = {}
        self._least: dict[_Page, list[int]] = {}
        for page, rows in pages.items():
            rows.sort()
            self._starts[page] = [start for start, _ in rows]
            self._least[page] = list(accumulate((end for _, end in reversed(rows)), min))[::-1]

    def any_in(self, outer: Locator) -> bool:
        """Return whether one lies within a place."""
        page = outer.unit, outer.page
        at = bisect_left(self._starts.get(page, []), outer.start)
        return page in self._starts and at < len(self._starts[page]) and self._least[page][at] <= outer.end


def _tree(ends: list[int]) -> list[int]:
    """Return a complete binary tree in heap order from its root at 1, each node the greatest of the leaves below it."""
    leaves = 1 << (len(ends) - 1).bit_length()
    tree = [-1] * leaves + ends + [-1] * (leaves - len(ends))
    for node in range(leaves - 1, 0, -1):
        tree[node] = max(tree[2 * node], tree[2 * node + 1])
    return tree
