"""How many origins stand behind the reports: ten articles that repeat one story are one.

Two named origins mean that independence is not disproved, never that they are independent.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from probandum.errors import CaseFileError
from probandum.model.ident import Digest, Value, short
from probandum.model.sharing import Lineage
from probandum.model.source import Origin, Ruling, Source
from probandum.sources.citations import citations
from probandum.sources.graph import Groups
from probandum.sources.lineage import lineage
from probandum.sources.passages import Held
from probandum.sources.reports import Report
from probandum.sources.reuse import Shared, shared
from probandum.sources.roots import Rooted, rooted
from probandum.sources.web import Web, listed
from probandum.sources.when import before

__all__ = ["Report", "Traced", "origins", "traced", "unstated"]


class Traced(Value, frozen=True):
    """Which exhibits count as one, and who repeats whom.

    Attributes:
        origins: sorted by exhibits; each exhibit is in exactly one.
        lineage: shared passages, citations and descents.
    """

    origins: tuple[Origin, ...]
    lineage: Lineage = Lineage()


def traced(
    reports: Iterable[Report],
    sources: Iterable[Source] = (),
    pairs: Iterable[Shared] = (),
    notes: Iterable[Ruling] = (),
) -> Traced:
    """Return which exhibits count as one, and who repeats whom.

    Exhibits count as one where a person says so; where their text is the same but for white space and case; where half of
    the words of one, or a third where it cites the other, stand in what may be earlier; where one source, one party, or a
    source and those it is declared to rely on report in them; and where one was inside the other and came no other way. A person may keep them
    apart, which goes before all of this. Common quotations, artefacts and templates unite nothing.

    Args:
        reports: the exhibits; a digest that stands twice (one file received from two) unites its sources.
        sources: what the analyst stated of the sources.
        pairs: what two exhibits share: keys are exhibit digests, ranges count characters of ``reports.joined``.
        notes: of persons.

    Raises:
        CaseFileError: two notes contradict each other.
    """
    ranked = sorted(
        reports, key=lambda report: (report.exhibit, report.source, report.published, report.whole)
    )
    said = sorted(sources, key=lambda source: source.name)
    shares = sorted(pairs, key=lambda pair: (pair.first, pair.second))
    cited = citations(ranked, said, _sharing(shares))
    web = Web(ranked, shares, cited.citations)
    groups = Groups(web.reports)
    _by_persons(groups, notes)
    apart = frozenset(
        (one, other) for one in web.bonds for other in web.bonds[one] if groups.parted(one, other)
    )
    found = rooted(web, apart)
    _by_parent(groups, ranked)
    _by_statement(groups, _own(web, found, ranked), said)
    _by_text(groups, web, found)
    names: defaultdict[Digest, set[str]] = defaultdict(set)
    for report in ranked:
        names[report.exhibit].update({report.source} - {""})
    origins = tuple(
        Origin(
            sources=tuple(sorted({name for exhibit in exhibits for name in names[exhibit]})),
            exhibits=tuple(exhibits),
            why=tuple(sorted(set(why))),
            roots=tuple(one for one in exhibits if web.head[one] == one and one in found.roots),
            also=_also(web, found, exhibits),
        )
        for _, (exhibits, why) in sorted(groups.sets().items())
    )
    return Traced(origins, lineage(web, cited, Held(web, shares)))


def origins(reports: Iterable[Report], sources: Iterable[Source] = ()) -> tuple[Origin, ...]:
    """Return which exhibits count as one, sorted by exhibits, comparing their texts here; see :func:`traced`."""
    every = list(reports)
    texts: dict[str, tuple[str, str]] = {}
    for report in sorted(every, key=lambda one: one.exhibit):
        if plain := " ".join(report.whole.casefold().split()):
            texts.setdefault(plain, (report.exhibit, report.whole))
    return traced(every, sources, shared(dict(texts.values()))).origins


def unstated(found: Iterable[Origin]) -> int:
    """Return how many origins have no source that the analyst named."""
    return sum(1 for origin in found if not origin.sources)


def _sharing(pairs: Iterable[Shared]) -> Mapping[Digest, set[Digest]]:
    """Return for each exhibit those with which it shares prose."""
    found: defaultdict[Digest, set[Digest]] = defaultdict(set)
    for pair in pairs:
        if any(pair.covered):
            found[Digest(pair.first)].add(Digest(pair.second))
            found[Digest(pair.second)].add(Digest(pair.first))
    return found


def _by_persons(groups: Groups, notes: Iterable[Ruling]) -> None:
    """Join what persons join, then keep apart what they keep apart."""
    ranked = sorted(notes, key=lambda note: (note.act, note.line, note.exhibits, note.reason, note.by))
    for note in ranked:
        if note.act == "join":
            every = [exhibit for exhibits in note.exhibits for exhibit in exhibits]
            groups.unite(every, f"joined by {note.by}: {note.reason}")
    for number, note in enumerate(ranked):
        if note.act != "split":
            continue
        often = Counter(exhibit for exhibits in note.exhibits for exhibit in set(exhibits))
        # what lies in several of them, an attachment sent twice, belongs to neither
        parts = [
            [one for one in exhibits if one == exhibits[0] or often[one] == 1] for exhibits in note.exhibits
        ]
        if not groups.keep_apart(number, parts):
            what = f"split keeps {_named(note.files)} apart, but another entry joins them or they are the same bytes"
            raise CaseFileError(what, "take one of the two entries out", note.line)
        for place, exhibits in enumerate(note.exhibits):
            others = [file for index, file in enumerate(note.files) if index != place]
            groups.say(exhibits[0], f"kept apart from {_named(others)} by {note.by}: {note.reason}")


def _named(files: Sequence[str]) -> str:
    return ", ".join(files[:6]) + (f" and {len(files) - 6} more" if len(files) > 6 else "")


def _own(web: Web, found: Rooted, reports: Iterable[Report]) -> dict[str, set[Digest]]:
    """Return the exhibits of each source, without what is known to be from another: to repeat others is not to report."""
    by_source: defaultdict[str, set[Digest]] = defaultdict(set)
    for report in reports:
        head = web.head[report.exhibit]
        parent = found.main.get(head, head)
        if head != report.exhibit and web.publisher(head) != web.publisher(report.exhibit):
            foreign = before(web.dates[head], web.dates[report.exhibit])
        else:
            known = web.order.get((parent, head))
            if known == "stated" and not before(web.first[parent], web.first[head]):
                # what one source relies on tells nothing of others with the same text
                known = known if (report.exhibit, parent) in web.stated else None
            foreign = known is not None and web.publisher(parent) != web.publisher(report.exhibit)
        if report.source and not foreign:
            by_source[report.source].add(report.exhibit)
    return by_source


def _by_text(groups: Groups, web: Web, found: Rooted) -> None:
    """Unite the same text, what explains each other, and each text with its main parent; the closest go first."""
    for members in web.members.values():
        groups.unite(members, f"the same text: {listed(members)}")
    for circle in found.circles:
        inside = set(circle)
        ties = sorted(
            (-web.bonds[one][other].matched, one, other)
            for one in circle
            for other in web.bonds[one]
            if one < other and other in inside
        )
        for _, one, other in ties:
            if groups.find(one) != groups.find(other):
                groups.unite((one, other), _unordered(web, one, other))
    children: defaultdict[Digest, list[Digest]] = defaultdict(list)
    for child, parent in sorted(found.main.items()):
        if groups.parted(parent, child):
            continue
        children[parent].append(child)
    for parent, every in sorted(children.items()):
        groups.unite((parent, *every), _from(web, parent, every))


def _unordered(web: Web, one: Digest, other: Digest) -> str:
    bonds = web.bonds[one][other], web.bonds[other][one]
    share = max(bonds, key=lambda bond: bond.share).share
    how = "rewritten" if bonds[0].rewritten else "copied"
    return f"{how} prose: {listed(sorted((one, other)))} share {round(100 * share)} % of the shorter text"


def _from(web: Web, parent: Digest, children: Sequence[Digest]) -> str:
    """Return why texts count with a parent."""
    bonds = [web.bonds[child][parent] for child in children]
    shares = sorted({round(100 * bond.share) for bond in bonds})
    per_cent = f"{shares[0]}–{shares[-1]} %" if len(shares) > 1 else f"{shares[0]} %"
    how = "rewritten" if 2 * sum(bond.rewritten for bond in bonds) > len(bonds) else "copied"
    whose = "their" if len(children) > 1 else "its"
    takes = "take" if len(children) > 1 else "takes"
    known = {web.order.get((parent, child), "nothing") for child in children}
    told = {
        "dates": "is dated earlier",
        "citation": "is cited",
        "stated": "is relied on, as the case file says",
    }
    why = "; ".join(told[one] for one in sorted(known - {"nothing"})) or "may be earlier"
    return f"{how} prose: {listed(children)} {takes} {per_cent} of {whose} words from {short(parent)}, which {why}"


def _also(web: Web, found: Rooted, exhibits: Sequence[Digest]) -> tuple[Digest, ...]:
    inside = set(exhibits)
    every = {
        part
        for one in exhibits
        if web.head[one] == one
        for part in found.parts.get(one, ())
        if part not in inside
    }
    return tuple(sorted(every))


def _by_parent(groups: Groups, reports: Sequence[Report]) -> None:
    present = {report.exhibit: report.source for report in reports}
    # what also came by itself is not the word of whoever put it into a mail; what lies in several is with one of them
    alone = {report.exhibit for report in reports if report.parent is None}
    home: dict[Digest, tuple[bool, Digest]] = {}
    for report in reports:
        if report.parent is not None and report.exhibit not in alone:
            place = present.get(report.parent, "") != report.source, report.parent
            home[report.exhibit] = min(place, home.get(report.exhibit, place))
    inside: dict[Digest, set[Digest]] = {}
    for exhibit, (_, parent) in home.items():
        inside.setdefault(parent, set()).add(exhibit)
    for parent, members in sorted(inside.items()):
        united = sorted(members | ({parent} & present.keys()))
        groups.unite(united, f"received inside {short(parent)}: {listed(sorted(members))}")


def _by_statement(groups: Groups, by_source: Mapping[str, set[Digest]], sources: Sequence[Source]) -> None:
    """Unite what one source or one party says, and what is declared to repeat another source."""
    parties: dict[str, set[str]] = {}
    for name, exhibits in sorted(by_source.items()):
        groups.unite(sorted(exhibits), f"one source: {name}")
    for source in sources:
        if source.party:
            parties.setdefault(source.party, set()).add(source.name)
    for party, names in sorted(parties.items()):
        members = {exhibit for name in names for exhibit in by_source.get(name, ())}
        reporting = sorted(name for name in names if by_source.get(name))
        if len(reporting) > 1:
            groups.unite(sorted(members), f"one party, {party}: {', '.join(reporting)}")
    for name, repeaters in sorted(_repeated(sources).items()):
        members = {exhibit for other in repeaters for exhibit in by_source.get(other, ())}
        reporting = sorted(other for other in repeaters if by_source.get(other) and other != name)
        if reporting:
            groups.unite(sorted(members), f"declared to rely on {name}: {', '.join(reporting)}")


def _repeated(sources: Sequence[Source]) -> dict[str, set[str]]:
    """Return for each source that others rely on, directly or through others, itself and those others."""
    reliant: dict[str, set[str]] = {}
    for source in sources:
        for other in source.relies_on:
            reliant.setdefault(other, set()).add(source.name)
    found = {}
    for name in reliant:
        reached, waiting = {name}, [name]
        while waiting:
            fresh = reliant.get(waiting.pop(), set()) - reached
            reached |= fresh
            waiting.extend(fresh)
        found[name] = reached
    return found
