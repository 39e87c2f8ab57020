"""Disjoint sets whose members may be kept apart, and strongly connected components."""

from collections.abc import Iterable, Mapping, Sequence

from probandum.model.ident import Digest


class Groups:
    """Disjoint sets of exhibits with the reasons for uniting them; what persons keep apart is never united.

    Args:
        exhibits: all of them.
    """

    def __init__(self, exhibits: Iterable[Digest]) -> None:
        self._leader = {exhibit: exhibit for exhibit in exhibits}
        self._why: list[tuple[Digest, str]] = []
        self._apart: dict[Digest, dict[int, int]] = {}

    def find(self, exhibit: Digest) -> Digest:
        """Return the member that stands for the set of an exhibit."""
        while self._leader[exhibit] != exhibit:
            self._leader[exhibit] = self._leader[self._leader[exhibit]]
            exhibit = self._leader[exhibit]
        return exhibit

    def keep_apart(self, number: int, parts: Sequence[Iterable[Digest]]) -> bool:
        """Keep the sets of some exhibits apart from now on; return False where two of them are one already.

        Args:
            number: of this act.
            parts: exhibits of one part may be united, those of two may not.
        """
        for place, part in enumerate(parts):
            for exhibit in part:
                if self._apart.setdefault(self.find(exhibit), {}).setdefault(number, place) != place:
                    return False
        return True

    def parted(self, one: Digest, other: Digest) -> bool:
        """Return whether two exhibits are kept apart."""
        first, second = self._apart.get(self.find(one)), self._apart.get(self.find(other))
        return bool(first and second and any(second.get(act, place) != place for act, place in first.items()))

    def unite(self, members: Sequence[Digest], why: str = "") -> tuple[Digest, ...]:
        """Count exhibits as one for a reason; return those that are kept apart from the first and stay so."""
        refused: list[Digest] = []
        united = 0
        for member in members[1:]:
            one, other = sorted((self.find(members[0]), self.find(member)))
            if self.parted(one, other):
                refused.append(member)
                continue
            united += 1
            if one != other:
                self._leader[other] = one
                self._apart.setdefault(one, {}).update(self._apart.pop(other, {}))
        if why and united:
            self._why.append((members[0], why))
        return tuple(refused)

    def say(self, exhibit: Digest, why: str) -> None:
        """Add a line to the reasons of the set of an exhibit."""
        self._why.append((exhibit, why))

    def sets(self) -> dict[Digest, tuple[list[Digest], list[str]]]:
        """Return the members of each set, sorted, with the reasons."""
        found: dict[Digest, tuple[list[Digest], list[str]]] = {}
        for exhibit in sorted(self._leader):
            found.setdefault(self.find(exhibit), ([], []))[0].append(exhibit)
        for member, why in self._why:
            found[self.find(member)][1].append(why)
        return found


def components(nodes: Iterable[Digest], arcs: Mapping[Digest, Sequence[Digest]]) -> list[list[Digest]]:
    """Return the strongly connected components, each sorted, those to which its arcs lead before it.

    Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1 (1972), without recursion.

    Args:
        nodes: in the order in which they are visited.
        arcs: from a node to others.
    """
    index: dict[Digest, int] = {}
    low: dict[Digest, int] = {}
    stack: list[Digest] = []
    inside: set[Digest] = set()
    found: list[list[Digest]] = []
    for root in nodes:
        work = [(root, 0)] if root not in index else []
        while work:
            node, at = work.pop()
            if not at:
                index[node] = low[node] = len(index)
                stack.append(node)
                inside.add(node)
            children = arcs.get(node, ())
            if at:
                low[node] = min(low[node], low[children[at - 1]])
            while at < len(children):
                child = children[at]
                at += 1
                if child not in index:
                    work += [(node, at), (child, 0)]
                    break
                if child in inside:
                    low[node] = min(low[node], index[child])
            else:
                if low[node] == index[node]:
                    found.append(_popped(stack, inside, node))
    return found


def _popped(stack: list[Digest], inside: set[Digest], node: Digest) -> list[Digest]:
    members: list[Digest] = []
    while not members or members[-1] != node:
        members.append(stack.pop())
    inside.difference_update(members)
    return sorted(members)
