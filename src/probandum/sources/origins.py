"""How many origins stand behind the reports: ten articles that repeat one story are one.

Two named origins mean that independence is not disproved, never that they are independent.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from probandum.model.ident import Digest, Value, digest, short
from probandum.model.sharing import Lineage
from probandum.model.source import Origin, Ruling, Source
from probandum.sources.reports import Report
from probandum.sources.reuse import Shared, shared

__all__ = ["Report", "Traced", "origins", "traced", "unstated"]

COPIED_SHARE = Decimal("0.5")
"""Share of the smaller text that must stand in the other for it to be a copy; our choice: an excerpt is none."""
COPIED_WORDS = 30
"""And at least so many words: a headline is none."""
LIKELY = 0.02
"""Share of fingerprints in common below which two texts are not compared: a copy with 30 % of its words changed has .07
and more, a common template or quotation mostly less."""


class Traced(Value, frozen=True):
    """Which exhibits count as one, and who repeats whom.

    Attributes:
        origins: sorted by exhibits; each exhibit is in exactly one.
        lineage: shared passages, citations and descents.
    """

    origins: tuple[Origin, ...]
    lineage: Lineage = Lineage()


class _Groups:
    """Disjoint sets of exhibits with the reasons for uniting them."""

    def __init__(self, exhibits: Iterable[Digest]) -> None:
        self._leader = {exhibit: exhibit for exhibit in exhibits}
        self._why: list[tuple[Digest, str]] = []

    def find(self, exhibit: Digest) -> Digest:
        while self._leader[exhibit] != exhibit:
            self._leader[exhibit] = self._leader[self._leader[exhibit]]
            exhibit = self._leader[exhibit]
        return exhibit

    def unite(self, members: Sequence[Digest], why: str) -> None:
        """Count exhibits as one for a reason; a single one stands alone and needs none."""
        if len(members) < 2:
            return
        self._why.append((members[0], why))
        leader = min(self.find(member) for member in members)
        for member in members:
            self._leader[self.find(member)] = leader

    def sets(self) -> dict[Digest, tuple[list[Digest], list[str]]]:
        found: dict[Digest, tuple[list[Digest], list[str]]] = {}
        for exhibit in sorted(self._leader):
            found.setdefault(self.find(exhibit), ([], []))[0].append(exhibit)
        for member, why in self._why:
            found[self.find(member)][1].append(why)
        return found


def origins(reports: Iterable[Report], sources: Iterable[Source] = ()) -> tuple[Origin, ...]:
    """Return which exhibits count as one, sorted by exhibits; each exhibit is in exactly one origin.

    Exhibits count as one where their text is the same but for white space and case; where the text of one is mostly prose
    of the other; where one source, one party, or a source and those it is declared to rely on report in them; and where
    one was inside the other. A dependence is followed through: if b relies on a and c on b, the three are one.

    Args:
        reports: the exhibits; a digest that stands twice (one file received from two) unites its sources.
        sources: what the analyst stated of the sources.
    """
    listed = sorted(reports, key=lambda report: (report.exhibit, report.source, report.whole))
    groups = _Groups(report.exhibit for report in listed)
    by_source: dict[str, set[Digest]] = {}
    for report in listed:
        if report.source:
            by_source.setdefault(report.source, set()).add(report.exhibit)
    _by_parent(groups, listed)
    _by_statement(groups, by_source, sorted(sources, key=lambda source: source.name))
    _by_text(groups, listed)
    names: dict[Digest, set[str]] = {}
    for name, exhibits in by_source.items():
        for exhibit in exhibits:
            names.setdefault(exhibit, set()).add(name)
    return tuple(
        Origin(
            tuple(sorted({name for exhibit in exhibits for name in names.get(exhibit, ())})),
            tuple(exhibits),
            tuple(sorted(set(why))),
        )
        for _, (exhibits, why) in sorted(groups.sets().items())
    )


def traced(
    reports: Iterable[Report],
    sources: Iterable[Source] = (),
    pairs: Iterable[Shared] = (),
    notes: Iterable[Ruling] = (),
) -> Traced:
    """Return which exhibits count as one, and who repeats whom.

    Args:
        reports: the exhibits.
        sources: what the analyst stated of the sources.
        pairs: what two exhibits share: keys are exhibit digests, ranges count characters of ``reports.joined``.
        notes: of persons; they go before everything.

    Raises:
        CaseFileError: two notes contradict each other.
    """
    del pairs, notes
    return Traced(origins(reports, sources))


def unstated(found: Iterable[Origin]) -> int:
    """Return how many origins have no source that the analyst named."""
    return sum(1 for origin in found if not origin.sources)


def _by_text(groups: _Groups, reports: Sequence[Report]) -> None:
    """Unite the same text, and copies; distinct texts are compared, so that another copy changes nothing."""
    holders: dict[str, list[Digest]] = {}
    texts: dict[str, str] = {}
    by: dict[str, set[str]] = {}
    for report in reports:
        folded = " ".join(report.whole.casefold().split())
        if not folded:
            continue
        key = str(digest(folded.encode("utf-8", "surrogatepass")))
        holders.setdefault(key, []).append(report.exhibit)
        texts.setdefault(key, " ".join(report.whole.split()))
        by.setdefault(key, set()).update({report.source} - {""})
    for key in sorted(holders):
        members = sorted(set(holders[key]))
        groups.unite(members, f"the same text: {_list(members)}")
    publishers = {key: next(iter(names)) for key, names in by.items() if len(names) == 1}

    def settled(first: str, second: str) -> bool:
        return groups.find(holders[first][0]) == groups.find(holders[second][0])

    for pair in shared(texts, publishers, least=LIKELY, settled=settled):
        if pair.words_shared >= COPIED_WORDS and Decimal(str(pair.share)) >= COPIED_SHARE:
            members = [min(holders[pair.first]), min(holders[pair.second])]
            per_cent = round(100 * pair.share)
            groups.unite(members, f"copied prose: {_list(members)} share {per_cent} % of the shorter text")


def _by_parent(groups: _Groups, reports: Sequence[Report]) -> None:
    present = {report.exhibit for report in reports}
    inside: dict[Digest, set[Digest]] = {}
    for report in reports:
        if report.parent is not None:
            inside.setdefault(report.parent, set()).add(report.exhibit)
    for parent, members in sorted(inside.items()):
        united = sorted(members | ({parent} & present))
        groups.unite(united, f"received inside {short(parent)}: {_list(sorted(members))}")


def _by_statement(groups: _Groups, by_source: Mapping[str, set[Digest]], sources: Sequence[Source]) -> None:
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


def _list(members: Sequence[Digest]) -> str:
    shown = ", ".join(short(member) for member in members[:8])
    return f"{shown} and {len(members) - 8} more" if len(members) > 8 else shown
