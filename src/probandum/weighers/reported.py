"""What single reports showed with an actor: the earlier operations that W14 compares with."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Reported:
    """Pairs of actor and report, sorted by actor and name of the report.

    Attributes:
        names: name of the citation of each.
        owner: position of the actor of each, rising, shape (reports,).
        size: items that each shows with its actor, shape (reports,).
        showing: item → the pairs that show it, rising.
    """

    names: tuple[str, ...]
    owner: Ints
    size: Floats
    showing: dict[str, Ints]

    def by_position(self, groups: int) -> list[Ints]:
        """Return for each actor its pairs."""
        ends = np.searchsorted(self.owner, np.arange(groups + 1))
        return [np.arange(start, stop) for start, stop in pairwise(ends)]


def reported(seen: Mapping[str, Mapping[str, set[str]]], groups: Mapping[str, int]) -> Reported:
    """Count reports.

    Args:
        seen: group → item → citations.
        groups: group → position, rising.
    """
    names: list[str] = []
    owner: list[int] = []
    size: list[int] = []
    showing: dict[str, list[int]] = {}
    for group, position in groups.items():
        shown: dict[str, list[str]] = {}
        for item, citations in seen[group].items():
            for citation in citations:
                shown.setdefault(citation, []).append(item)
        for citation in sorted(shown):
            for item in shown[citation]:
                showing.setdefault(item, []).append(len(names))
            names.append(citation)
            owner.append(position)
            size.append(len(shown[citation]))
    return Reported(
        names=tuple(names),
        owner=np.array(owner, dtype=np.int64),
        size=np.array(size, dtype=np.float64),
        showing={item: np.array(pairs, dtype=np.int64) for item, pairs in showing.items()},
    )
