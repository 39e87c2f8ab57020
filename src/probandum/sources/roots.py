"""Which texts add nothing of their own: the arcs from what explains a text to it, and where they begin.

A root is a text, or texts that explain each other, of which nothing collected explains half. Each other text goes to its
main parent alone, so that one who takes from two reports does not make them one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from probandum.model.ident import Digest
from probandum.sources.bonds import Bond
from probandum.sources.graph import Groups, components
from probandum.sources.lineage import parents, weight
from probandum.sources.web import Web

COPIED_SHARE = 0.5
"""Share of a text's words from which on it adds nothing; our choice: an excerpt in prose of one's own adds."""
CITED_SHARE = 1 / 3
"""The same where it cites the text that it takes them from; our choice."""
COPIED_WORDS = 30
"""And at least so many words: a headline is none."""

_Arcs = dict[Digest, dict[Digest, float]]


class Rooted(NamedTuple):
    """Where the texts go back to.

    Attributes:
        circles: texts that explain each other and of which none is known to be first, each sorted.
        main: text → the parent that it is counted with; of a circle one text has one, or none where it is a root.
        roots: texts that nothing collected explains.
        parts: text → the texts from which it takes parts, the main one apart.
    """

    circles: tuple[tuple[Digest, ...], ...]
    main: Mapping[Digest, Digest]
    roots: frozenset[Digest]
    parts: Mapping[Digest, tuple[Digest, ...]]


def rooted(web: Web, apart: frozenset[tuple[Digest, Digest]] = frozenset()) -> Rooted:
    """Return where the texts of a web go back to.

    Args:
        web: what they share.
        apart: pairs of texts, either way round, that a person counts apart.
    """
    arcs: _Arcs = {child: {} for child in sorted(web.members)}
    apart |= _collecting(web)
    may = {
        child: [one for one in web.bonds[child] if web.possible(one, child) and (one, child) not in apart]
        for child in sorted(web.bonds)
    }
    for child, candidates in may.items():
        arcs[child] = {one: weight(web, one, child) for one in candidates if _explains(web, one, child)}
    _add_digests(web, arcs, may)
    circles, main = _mains(web, arcs)
    roots = frozenset(one for circle in circles for one in circle if main.keys().isdisjoint(circle))
    return Rooted(tuple(circle for circle in circles if len(circle) > 1), main, roots, _parts(web, may, main))


def _collecting(web: Web) -> frozenset[tuple[Digest, Digest]]:
    """Return the arcs from texts of unknown source that hold what several named sources say, each in another place.

    Where nothing tells who was first, such a text is taken for a digest, never for the origin of all: else a page that
    nobody vouches for would make one origin of any reports that are pasted into it.
    """
    found: set[tuple[Digest, Digest]] = set()
    for parent in sorted(web.bonds):
        if web.sources(parent):
            continue
        children = [
            child
            for child in sorted(web.bonds[parent])
            if web.sources(child) and web.possible(child, parent) and web.possible(parent, child)
        ]
        ranges = sorted((*each, child) for child in children for each in web.bonds[parent][child].ranges)
        if len(children) > 1 and _several(web, ranges):
            found.update((parent, child) for child in children)
    return frozenset(found)


def _several(web: Web, ranges: Sequence[tuple[int, int, Digest]]) -> bool:
    """Return whether the sources of texts are still several after those that have the same words of one text are one.

    Args:
        web: what they share.
        ranges: characters of the one text, sorted, each with the text that has them too.
    """
    names = {child: sorted(web.sources(child)) for _, _, child in ranges}
    groups = Groups(Digest(name) for found in names.values() for name in found)
    reach, holder = 0, ""
    for start, end, child in ranges:
        same = [holder] if 2 * (min(reach, end) - start) >= end - start else []
        groups.unite([Digest(name) for name in (*names[child], *same)])
        if end > reach:
            reach, holder = end, names[child][0]
    return len(groups.sets()) > 1


def _mains(web: Web, arcs: _Arcs) -> tuple[list[tuple[Digest, ...]], dict[Digest, Digest]]:
    """Return the texts that explain each other, parents first, and for all but roots the parent of the best arc into them."""
    circles = components(sorted(arcs), {child: sorted(found) for child, found in arcs.items()})
    of = {one: number for number, circle in enumerate(circles) for one in circle}
    main: dict[Digest, Digest] = {}
    for circle in circles:
        outside = [
            (-known, web.first[other].high, other, one)
            for one in circle
            for other, known in arcs[one].items()
            if of[other] != of[one]
        ]
        if outside:
            _, _, parent, child = min(outside)
            main[child] = parent
    return [tuple(circle) for circle in circles], main


def _explains(web: Web, parent: Digest, child: Digest) -> bool:
    bond = web.bonds[child][parent]
    return bond.covered >= COPIED_WORDS and bond.share >= least(web, parent, child)


def least(web: Web, parent: Digest, child: Digest) -> float:
    """Return the share of a text from which on it adds nothing to another."""
    return CITED_SHARE if (child, parent) in web.cited else COPIED_SHARE


def _add_digests(web: Web, arcs: _Arcs, may: Mapping[Digest, Sequence[Digest]]) -> None:
    """Add the arcs of texts that several others explain together: a digest of three reports.

    What goes back to a text, or to one that it and others explain, does not explain it.
    """
    circles, main = _mains(web, arcs)
    root: dict[Digest, int] = {}
    for number, circle in enumerate(circles):
        parent = next((main[one] for one in circle if one in main), None)
        root |= dict.fromkeys(circle, number if parent is None else root[parent])
    for number, circle in enumerate(circles):
        for child in circle if root[circle[0]] == number else ():
            outside = [one for one in may.get(child, ()) if root[one] != number]
            found = parents(web, child, outside) if len(outside) > 1 else []
            share = sum(part for _, part in found)
            if share >= COPIED_SHARE and share * _any(web, child).words >= COPIED_WORDS:
                arcs[child] |= {one: weight(web, one, child) for one, _ in found}


def _any(web: Web, child: Digest) -> Bond:
    return next(iter(web.bonds[child].values()))


def _parts(
    web: Web, may: Mapping[Digest, Sequence[Digest]], main: Mapping[Digest, Digest]
) -> dict[Digest, tuple[Digest, ...]]:
    """Return what each text takes from others beside its main parent: known to be earlier, or explaining a digest."""
    found: defaultdict[Digest, set[Digest]] = defaultdict(set)
    for child, candidates in may.items():
        known = [one for one in candidates if (one, child) in web.order or child in main]
        for one, share in parents(web, child, known):
            if one != main.get(child) and share * web.bonds[child][one].words >= COPIED_WORDS:
                found[child].add(one)
    return {child: tuple(sorted(every)) for child, every in sorted(found.items())}
