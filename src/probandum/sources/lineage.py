"""Who repeats whom: for each text the parent that explains most of it, as far as dates and citations tell the direction.

The parents make an arborescence of greatest weight (Chu and Liu 1965, Edmonds 1967): dates order the texts, and what runs
in a circle is left without direction before, so the best edge into each text is the answer and nothing is contracted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from probandum.model.ident import Digest, Id, short
from probandum.model.sharing import Descent, Known, Lineage
from probandum.sources.bonds import Bond, Range, merged
from probandum.sources.citations import Cited
from probandum.sources.graph import Groups
from probandum.sources.passages import Held
from probandum.sources.registered import Words
from probandum.sources.reuse import Shared
from probandum.sources.web import Web
from probandum.sources.when import When, before

LEAST = 25
"""Words that two texts must share to be drawn as parent and child, unless one cites the other: less is a turn of phrase."""
FURTHER = 30
"""Words that another parent must explain beside the main one."""
PARENTS = 6
"""Parents of a text that are told apart."""
WHOLE = 0.9
"""Share of both texts from which on two of one day are the same text in two places."""
HOLDERS = 3
"""Texts of one day under different publishers from which on a common text that nobody collected is likelier than that
one of them was copied within the day; our choice. Where all bear the mark of one agency, two are enough."""
KNOWN: tuple[Known, Known] = ("dates", "citation")
TOGETHER = "published on one day by different publishers: by agreement, or one took it over within the day"


def parents(web: Web, child: Digest, candidates: Iterable[Digest]) -> list[tuple[Digest, float]]:
    """Return the texts that explain a text, each with the share of its words that the ones before do not explain.

    The first is the main one: it has most words in common, or is the one that the text cites.
    """
    bonds = web.bonds[child]
    ranked = sorted(candidates, key=lambda one: (-weight(web, one, child), web.first[one].high, one))
    if not ranked:
        return []
    found = [(ranked[0], bonds[ranked[0]].share)]
    taken = list(bonds[ranked[0]].ranges)
    waiting, rank = ranked[1:], {one: place for place, one in enumerate(ranked)}
    while waiting and len(found) < PARENTS:
        news = [(_outside(bonds[one], taken), one) for one in waiting]
        # what explains too little now will not explain more later
        waiting = [one for words, one in news if words >= FURTHER]
        if waiting:
            words, best = max(news, key=lambda pair: (pair[0], -rank[pair[1]]))
            found.append((best, words / bonds[best].words))
            taken = merged([*taken, *bonds[best].ranges])
            waiting.remove(best)
    return found


def weight(web: Web, parent: Digest, child: Digest) -> float:
    """Return how well a text explains another: the share of its words that are the same, and one more where it is cited."""
    bond = web.bonds[child][parent]
    return bond.matched / max(bond.words, 1) + ((child, parent) in web.cited)


def _outside(bond: Bond, taken: Sequence[Range]) -> float:
    """Return how many words of a bond lie outside of disjoint ranges, by their share of its characters."""
    whole = sum(end - start for start, end in bond.ranges)
    both = sum(end - start for start, end in merged([*bond.ranges, *taken]))
    return bond.covered * (both - sum(end - start for start, end in taken)) / max(whole, 1)


def lineage(web: Web, cited: Cited, held: Held) -> Lineage:
    """Return who repeats whom.

    Args:
        web: what the texts share.
        cited: whom they cite.
        held: the passages that they share, as records.
    """
    drawing = _Drawing(web, cited.slugs, held)
    found = sorted(drawing.run(), key=lambda one: (one.child, not one.main, one.parent))
    undated = sum(1 for head in web.bonds if not web.first[head].known)
    notes = [*cited.notes, *web.notes, *held.notes]
    if undated:
        notes.append(f"{undated} of {len(web.bonds)} texts that share prose have no date and no bounds")
    if drawing.open:
        more = f" and {len(drawing.open) - 8} more" if len(drawing.open) > 8 else ""
        notes.append(f"nothing tells which was first: {', '.join(drawing.open[:8])}{more}")
    return Lineage(held.passages, cited.citations, tuple(found), tuple(notes))


class _Drawing:
    """Draws the descents of a web."""

    def __init__(self, web: Web, slugs: Mapping[Digest, Words], held: Held) -> None:
        self.web = web
        self.slugs = slugs
        self.held = held
        self.tied = Groups(web.head)
        self.count = 0
        self.open: list[str] = []

    def run(self) -> Iterator[Descent]:
        """Yield them: copies of one text, parents that are known, texts that nobody collected, what has no direction."""
        web = self.web
        for head in sorted(web.members):
            yield from self._copies(head)
        first = []
        for child in sorted(web.bonds):
            known = [
                one for one in web.bonds[child] if (one, child) in web.order and self._enough(one, child)
            ]
            first += [] if known else [child]
            for number, (parent, share) in enumerate(parents(web, child, known)):
                self.tied.unite((parent, child))
                yield self._known(parent, child, share, main=not number)
        yield from self._uncollected(first)
        yield from self._undirected()

    def _enough(self, one: Digest, other: Digest) -> bool:
        cited = self.web.cited
        covered = max(self.web.bonds[one][other].covered, self.web.bonds[other][one].covered)
        return covered >= LEAST or (one, other) in cited or (other, one) in cited

    def _copies(self, head: Digest) -> Iterator[Descent]:
        """Yield the exhibits of one text, each from the first of them."""
        web = self.web
        for one in web.members[head]:
            if one == head:
                continue
            self.tied.unite((head, one))
            directed = before(web.dates[head], web.dates[one])
            together = not directed and self._together(head, one, web.dates)
            why = "the same text" + (
                "" if directed else f"; {TOGETHER}" if together else "; nothing tells which was first"
            )
            known: Known = "dates" if directed else "nothing"
            yield Descent(head, one, Decimal(1), known, directed, together, (), why)

    def _known(self, parent: Digest, child: Digest, share: float, *, main: bool) -> Descent:
        web = self.web
        known = web.order[parent, child]
        words = {
            "dates": "is dated earlier",
            "citation": "is cited",
            "stated": "is relied on, as the case file says",
        }[known]
        cites = known == "dates" and (child, parent) in web.cited
        sibling = bool(web.publisher(child)) and web.publisher(child) == web.publisher(parent)
        why = (
            f"{short(parent)} {words}{' and is cited' if cites else ''}{'; one publisher' if sibling else ''}"
        )
        ids = self._ids(web.bonds[child][parent].pair)
        return Descent(parent, child, _decimal(share), known, directed=True, passages=ids, why=why, main=main)

    def _uncollected(self, first: Sequence[Digest]) -> Iterator[Descent]:
        """Yield texts that must have been there: several of one day, or under one agency's mark, and none before."""
        seen: set[Digest] = set()
        for one in first:
            if one in seen:
                continue
            group = self._group(one, first)
            seen.update(group)
            if len(group) >= HOLDERS or (len(group) > 1 and self._agency(*group)):
                yield from self._from_nowhere(group)

    def _agency(self, *group: Digest) -> Words:
        """Return the agency whose mark several texts bear, one at least and no two another; none if it published one."""
        agencies = {self.slugs[member] for member in group if member in self.slugs}
        own = {self.web.publisher(member) for member in group}
        return next(iter(agencies)) if len(agencies) == 1 and agencies.isdisjoint(own) else ()

    def _from_nowhere(self, group: Sequence[Digest]) -> Iterator[Descent]:
        """Yield texts as children of one that nobody collected."""
        bonds = self.web.bonds
        self.count += 1
        self.tied.unite(group)
        agency = self._agency(*group)
        why = f"published on one day by {len(group)} publishers, and none is known to be from another"
        if agency:
            marks = sum(1 for member in group if member in self.slugs)
            why = f"{marks} of {len(group)} bear the mark of {' '.join(agency).title()}, and none is known to be from another"
        for member in group:
            best = max(
                (one for one in group if one in bonds[member]), key=lambda one: bonds[member][one].covered
            )
            bond = bonds[member][best]
            together = not agency and bond.share >= WHOLE
            parent, known = f"uncollected-{self.count}", KNOWN[bool(agency)]
            yield Descent(
                parent,
                member,
                _decimal(bond.share),
                known,
                directed=True,
                together=together,
                passages=self._ids(bond.pair),
                why=why,
            )

    def _group(self, one: Digest, first: Sequence[Digest]) -> list[Digest]:
        """Return texts without a known parent that share prose with one: of its day, each of another publisher; or of its agency."""
        web, roots = self.web, set(first)
        found, waiting = {one}, [one]
        while waiting:
            at = waiting.pop()
            for other, bond in sorted(web.bonds[at].items()):
                if other in found or other not in roots or bond.covered < FURTHER:
                    continue
                free = web.possible(at, other) and web.possible(other, at) and self._much(at, other)
                if free and (self._agency(at, other) or self._together(at, other, web.first)):
                    found.add(other)
                    waiting.append(other)
        return sorted(found)

    def _much(self, one: Digest, other: Digest) -> bool:
        bonds = self.web.bonds
        return max(bonds[one][other].share, bonds[other][one].share) >= 0.5

    def _together(self, one: Digest, other: Digest, dates: Mapping[Digest, When]) -> bool:
        """Return whether two are of one known day and of different publishers."""
        names = self.web.publisher(one), self.web.publisher(other)
        same = bool(dates[one].day) and dates[one].day == dates[other].day
        return same and all(names) and names[0] != names[1]

    def _undirected(self) -> Iterator[Descent]:
        """Yield what has no direction, the strongest first, and only what ties texts that nothing else ties."""
        web = self.web
        loose = []
        for one in sorted(web.bonds):
            for other, bond in web.bonds[one].items():
                open_to_both = web.possible(one, other) and web.possible(other, one)
                if one < other and open_to_both and self._enough(one, other):
                    loose.append((-bond.matched, one, other))
        for _, one, other in sorted(loose):
            if self.tied.find(one) == self.tied.find(other):
                continue
            self.tied.unite((one, other))
            child, parent = (
                (one, other) if web.bonds[one][other].share >= web.bonds[other][one].share else (other, one)
            )
            together = (
                self._together(one, other, web.first)
                and min(web.bonds[one][other].share, web.bonds[other][one].share) >= WHOLE
            )
            why = TOGETHER if together else "nothing tells which was first"
            bond = web.bonds[child][parent]
            self.open += [] if together else [f"{short(parent)} and {short(child)}"]
            ids = self._ids(bond.pair)
            yield Descent(
                parent,
                child,
                _decimal(bond.share),
                "nothing",
                directed=False,
                together=together,
                passages=ids,
                why=why,
            )

    def _ids(self, pair: Shared) -> tuple[Id, ...]:
        return self.held.ids(pair)


def _decimal(share: float) -> Decimal:
    return Decimal(f"{min(share, 1.0):.3f}")
