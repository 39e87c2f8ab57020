"""Replay what is known, one report at a time: a pack becomes trials, each with the knowledge as it stood before it.

For each report that speaks of one group alone, the knowledge is what cites only earlier reports. What cites nothing, or
cites what cannot be shown to be earlier, is left out, and so is the report itself (law 7).
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import msgspec
import numpy as np
from numpy.typing import NDArray

from probandum.evaluate.outcomes import Operations, Trial
from probandum.knowledge.citation import latest
from probandum.knowledge.exclude import published, without
from probandum.model.hypothesis import UNKNOWN
from probandum.model.pack import Pack
from probandum.weighers.counts import Index, count, index
from probandum.weighers.kinds import sorts

LEAST_ITEMS = 5
"""A report that shows fewer items of behaviour is no trial."""
LEAST_ACTORS = 5
"""Nor is one from before the knowledge held five actors: any answer would be right."""

Floats = NDArray[np.float64]
_NONE = np.empty(0, np.int64)


@dataclass(frozen=True)
class Replayed:
    """A trial with the knowledge that stood behind it.

    Attributes:
        trial: the report, and the counts of its items.
        items: what the report shows, whether the knowledge knows it or not.
        pack: what was certainly published by the eve of the report.
        index: the same, counted.
    """

    trial: Trial
    items: frozenset[str]
    pack: Pack
    index: Index


def replay(pack: Pack) -> Iterator[Trial]:
    """Yield a trial for each dated report of a pack that shows one group with at least five items, in order of time.

    A report stands on the first day that its date may mean; of the knowledge, only what is certainly earlier is kept.
    """
    yield from sorted((one.trial for one in replayed(pack)), key=lambda one: (_eve(one.date), one.id))


def replayed(pack: Pack) -> Iterator[Replayed]:
    """Yield the trials of :func:`replay` with the knowledge behind each, the latest day first.

    What is known the day before is a part of what is known on a day, so the pack only ever shrinks; that of one day is
    held at a time.
    """
    reports = sorted(_reports(pack), key=lambda report: (_eve(report[1]), report[0]), reverse=True)
    then = pack
    for eve, day in groupby(reports, key=lambda report: _eve(report[1])):
        then = without(then, (), eve)[0]
        kept = index(then)
        norms = lengths(kept)
        for name, date, group, items in day if len(kept.groups) >= LEAST_ACTORS else ():
            yield Replayed(trial(kept, norms, (name, date, group), items), items, then, kept)


def replayable(pack: Pack) -> int:
    """Return how many reports of a pack may become trials; fewer do, because the first know too few groups."""
    return sum(1 for _ in _reports(pack))


def without_right(one: Replayed) -> Trial:
    """Return the trial as it is where nobody knows the right actor, the knowledge counted anew without it.

    With the actor go the campaigns that are attributed to it alone: they are its doing under another name.

    Raises:
        ValueError: the right answer is no known actor.
    """
    actor = one.trial.truth
    if actor not in one.index.groups:
        raise ValueError(f"{one.trial.id}: {actor} is no known actor")
    owners: dict[str, set[str]] = {}
    for attribution in one.pack.attributions:
        owners.setdefault(attribution.campaign, set()).add(attribution.group)
    gone = {actor} | {campaign for campaign, groups in owners.items() if groups == {actor}}
    rest = msgspec.structs.replace(
        one.pack,
        uses=tuple(use for use in one.pack.uses if use.subject not in gone),
        attributions=tuple(item for item in one.pack.attributions if item.group != actor),
    )
    return _again(one, rest)


def echoes(kept: Index, items: Collection[str]) -> frozenset[str]:
    """Return the citations that show one group with at least half of some items: reports that repeat each other.

    Args:
        kept: the knowledge.
        items: what a report shows.
    """
    reported = kept.reported
    shared = np.zeros(len(reported.size))
    for item in items:
        shared[reported.showing.get(item, _NONE)] += 1
    hit = np.flatnonzero(2 * shared >= len(items)) if items else _NONE
    return frozenset(reported.names[pair] for pair in hit.tolist())


def without_echoes(one: Replayed) -> Trial:
    """Return the trial without the earlier reports that repeat at least half of it; a group known by them alone is not known."""
    names = echoes(one.index, one.items)
    return _again(one, without(one.pack, names)[0]) if names else one.trial


def _again(one: Replayed, rest: Pack) -> Trial:
    kept = index(rest)
    return trial(kept, lengths(kept), (one.trial.id, one.trial.date, one.trial.group), one.items)


def trial(kept: Index, norms: Floats, report: tuple[str, str, str], items: Iterable[str]) -> Trial:
    """Return the trial of a report against counted knowledge.

    Args:
        kept: the knowledge.
        norms: its :func:`lengths`.
        report: name, date, and the group it is about.
        items: what the report shows.
    """
    name, date, group = report
    observed = sorted(set(items))
    actors = tuple(kept.groups)
    held = tuple(item for item in observed if item in kept.known)
    return Trial(
        id=name,
        date=date,
        group=group,
        truth=group if group in kept.groups else UNKNOWN,
        actors=actors,
        observed=held,
        missed=tuple(item for item in observed if item not in kept.known),
        counts=count(kept, held, actors),
        norms=norms,
        sorts=tuple(sorts(kept, held)),
        operations=_operations(kept, held),
    )


def _operations(kept: Index, items: Sequence[str]) -> Operations:
    reported = kept.reported
    shown = [reported.showing.get(item, _NONE) if item in kept.spread else _NONE for item in items]
    hit, columns = np.unique(np.concatenate([_NONE, *shown]), return_inverse=True)
    has = np.zeros(len(kept.groups), dtype=np.bool_)
    has[reported.owner] = True
    rows = np.repeat(np.arange(len(items)), [len(one) for one in shown])
    return Operations(reported.owner[hit], reported.size[hit], rows, columns.astype(np.int64), has)


def lengths(kept: Index) -> Floats:
    """Return the length of each group's profile as a vector of inverse document frequencies, shape (groups,)."""
    squares = np.zeros(len(kept.groups))
    for positions, _ in kept.shown.values():
        squares[positions] += np.log(max(len(kept.groups), 1) / len(positions)) ** 2
    return np.sqrt(squares)


def _reports(pack: Pack) -> Iterator[tuple[str, str, str, frozenset[str]]]:
    """Yield name, date, group and items of each dated report that shows exactly one group, and that with items enough."""
    kinds = {actor.id: actor.kind for actor in pack.actors}
    owners: dict[str, set[str]] = {}
    for attribution in pack.attributions:
        owners.setdefault(attribution.campaign, set()).add(attribution.group)
    shown: dict[str, dict[str, set[str]]] = {}
    for use in pack.uses:
        for owner in owners.get(use.subject, {use.subject}) if use.subject in kinds else ():
            for name in use.citations:
                shown.setdefault(name, {}).setdefault(owner, set()).add(use.object)
    for citation in pack.citations:
        about = shown.get(citation.name, {})
        date = published(citation)[0]
        if len(about) == 1 and date:
            ((group, items),) = about.items()
            if kinds.get(group) == "group" and len(items) >= LEAST_ITEMS:
                yield citation.name, date, group, frozenset(items)


def _eve(date: str) -> str:
    """Return the day before the first day that a date may mean."""
    first = datetime.date.fromisoformat(f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"[:10])
    return (first - datetime.timedelta(days=1)).isoformat()


def span(trials: Sequence[Trial]) -> tuple[str, str]:
    """Return the first and the last day of a sequence of trials; empty words for none."""
    days = [latest(one.date) for one in trials if one.date]
    return (min(days), max(days)) if days else ("", "")
