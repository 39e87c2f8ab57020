"""The web of shared prose: which texts share how much of it, and which of two was there first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from probandum.model.ident import Digest, digest, short
from probandum.model.sharing import Citation, Known
from probandum.sources.bonds import Bond, Bonds
from probandum.sources.graph import components
from probandum.sources.registered import Words, folded
from probandum.sources.reports import Report
from probandum.sources.reuse import Shared
from probandum.sources.when import When, before, earliest, when


class Web:
    """Texts, what they share and which was there first; exhibits with the same text are one node, their head.

    Attributes:
        reports: by exhibit; where one was received from several, the first in order of its fields.
        head: exhibit → the exhibit that stands for its text: the earliest.
        members: head → all exhibits with its text, sorted.
        dates: exhibit → when it was published.
        first: head → when its text was there for the first time.
        bonds: head → head of another text → what the first has of the second; both ways.
        cited: head of a text and of one that it cites, or may cite → what says so.
        firm: those of them of which it is known which one is meant.
        stated: exhibit and head of a text that its own source is declared to rely on.
        made: what tells of what kind a passage is.
        notes: dates and citations that contradict each other.
    """

    def __init__(
        self, reports: Sequence[Report], pairs: Iterable[Shared], citations: Sequence[Citation]
    ) -> None:
        self.reports: dict[Digest, Report] = {}
        for report in reports:
            self.reports.setdefault(report.exhibit, report)
        self.dates = {exhibit: when(report) for exhibit, report in self.reports.items()}
        self.members = _same(self.reports, self.dates)
        self.head = {one: head for head, every in self.members.items() for one in every}
        self.first = {
            head: earliest([self.dates[one] for one in every]) if len(every) > 1 else self.dates[head]
            for head, every in self.members.items()
        }
        self.made = Bonds(self.reports, self._publishers, pairs)
        self.bonds: dict[Digest, dict[Digest, Bond]] = defaultdict(dict)
        for name, other, bond in self.made:
            held = self.bonds[self.head[name]].get(self.head[other])
            if self.head[name] != self.head[other] and (held is None or bond.strength > held.strength):
                self.bonds[self.head[name]][self.head[other]] = bond
        self.cited: dict[tuple[Digest, Digest], Known] = {}
        self.firm: set[tuple[Digest, Digest]] = set()
        self.stated: set[tuple[Digest, Digest]] = set()
        self._cite(citations)
        self.notes: list[str] = []

    def publisher(self, exhibit: Digest) -> Words:
        """Return who published an exhibit, as words: its source in the case file, else by what it says."""
        return self._publishers[exhibit]

    def sources(self, head: Digest) -> frozenset[str]:
        """Return the sources that report in the exhibits of a text, as the case file names them."""
        return frozenset(self.reports[one].source for one in self.members[head]) - {""}

    @cached_property
    def _publishers(self) -> Mapping[Digest, Words]:
        return {name: folded(one.source or one.publisher) for name, one in self.reports.items()}

    def _cite(self, citations: Iterable[Citation]) -> None:
        meant: dict[tuple[Digest, str, str], set[Digest]] = defaultdict(set)
        for one in citations:
            if one.cited is not None and self.head[one.citing] != self.head[one.cited]:
                meant[self.head[one.citing], one.how, one.name].add(self.head[one.cited])
                if one.how == "stated":
                    self.stated.add((one.citing, self.head[one.cited]))
        for (citing, how, _), every in sorted(meant.items()):
            known: Known = "stated" if how == "stated" else "citation"
            for head in every:
                self.cited[citing, head] = max(known, self.cited.get((citing, head), known))
            if len(every) == 1 or known == "stated":
                self.firm.update((citing, head) for head in every)

    @cached_property
    def order(self) -> Mapping[tuple[Digest, Digest], Known]:
        """What tells that the first of two texts that share prose was there before the second, where anything does."""
        found: dict[tuple[Digest, Digest], Known] = {}
        for one in sorted(self.bonds):
            for other in sorted(self.bonds[one]):
                if one < other and (known := self._ordered(one, other)):
                    found[known[0]] = known[1]
        return self._without_circles(found)

    def possible(self, parent: Digest, child: Digest) -> bool:
        """Return whether a text may go back to another, for all that is known."""
        return (child, parent) not in self.order

    def _ordered(self, one: Digest, other: Digest) -> tuple[tuple[Digest, Digest], Known] | None:
        dated = self._dated(one, other)
        told = [(b, a) for a, b in ((one, other), (other, one)) if (a, b) in self.firm]
        if len(told) == 2:
            told = [pair for pair in told if self.cited[pair[::-1]] == "stated"]
        if len(told) != 1:
            return (dated, "dates") if dated else None
        if dated and dated != told[0]:
            parent, child = told[0]
            self.notes.append(
                f"{short(child)} names {short(parent)} as what it relies on, which is dated later: "
                "a date is wrong, or one of them was changed; which was first is left open"
            )
            return None
        known = self.cited[told[0][::-1]]
        return told[0], "stated" if known == "stated" else "dates" if dated else known

    def _dated(self, one: Digest, other: Digest) -> tuple[Digest, Digest] | None:
        if before(self.first[one], self.first[other]):
            return one, other
        return (other, one) if before(self.first[other], self.first[one]) else None

    def _without_circles(
        self, order: dict[tuple[Digest, Digest], Known]
    ) -> dict[tuple[Digest, Digest], Known]:
        """Dates make no circle; what citations alone tell is left open where it runs in one."""
        arcs: dict[Digest, list[Digest]] = defaultdict(list)
        for parent, child in sorted(order):
            arcs[parent].append(child)
        for members in components(sorted(arcs), arcs):
            if len(members) < 2:
                continue
            inside = set(members)
            loose = [
                pair
                for pair, known in order.items()
                if inside.issuperset(pair) and not before(self.first[pair[0]], self.first[pair[1]])
            ]
            for pair in loose:
                del order[pair]
            self.notes.append(
                f"{listed(members)} name each other in a circle; which of them was first is left open"
            )
        return order


def listed(members: Sequence[Digest]) -> str:
    """Return exhibits as people read them, the first eight."""
    shown = ", ".join(short(member) for member in members[:8])
    return f"{shown} and {len(members) - 8} more" if len(members) > 8 else shown


def _same(reports: Mapping[Digest, Report], dates: Mapping[Digest, When]) -> dict[Digest, list[Digest]]:
    """Return the exhibits of each text, whatever its white space and case, under the earliest; without text each alone."""
    of: dict[str, list[Digest]] = {}
    for exhibit in sorted(reports):
        plain = " ".join(reports[exhibit].whole.casefold().split())
        key = digest(plain.encode("utf-8", "surrogatepass")) if plain else exhibit
        of.setdefault(key, []).append(exhibit)
    return {
        min(every, key=lambda one: (dates[one].high, dates[one].low, one)): every for every in of.values()
    }
