"""How often reports show an item with an actor: the counts behind W1.

Counts are of reports (distinct citations), not of edges; an edge without citations counts as one report.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from probandum.model.pack import Pack
from probandum.weighers.reported import Reported, reported

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Index:
    """A pack, counted. Whoever holds the pack holds this; nothing is kept globally.

    Attributes:
        groups: group with a profile → position, in the order of ids.
        distinct: N_g, distinct items of each group, shape (groups,).
        reports: distinct reports behind each group, shape (groups,).
        shown: item → positions of groups and k_gt, both sorted by position.
        implied: item → positions of groups whose software shows it, where no report shows it with the group.
        spread: item → B_t, groups and unattributed campaigns that show it.
        known: ids of all software and techniques, whether anybody was seen with them or not.
        software: ids of software → ``malware`` or ``tool``.
        cited: whether any relation of the pack names a report.
        reported: what single reports showed.
    """

    groups: dict[str, int]
    distinct: Floats
    reports: Floats
    shown: dict[str, tuple[Ints, Floats]]
    implied: dict[str, Ints]
    spread: dict[str, int]
    known: frozenset[str]
    software: dict[str, str]
    cited: bool
    reported: Reported


@dataclass(frozen=True)
class Counts:
    """The counts of some items for some actors, sparse: one entry where a profile shows or implies the item.

    Attributes:
        rows: entry → item.
        columns: entry → actor.
        k: entry → reports; 0 where the item is only implied by the actor's software.
        distinct: N_g per actor; 0 for an actor without a profile.
        base: b_t per item; 0 for an item that nobody was ever seen with.
        spread: B_t per item.
    """

    rows: Ints
    columns: Ints
    k: Floats
    distinct: Floats
    base: Floats
    spread: Floats


_LAST: list[tuple[Pack, Index]] = []


def index(pack: Pack) -> Index:
    """Count a pack. O(uses + techniques of the software of every group); the last pack is counted once only."""
    if not _LAST or _LAST[0][0] is not pack:
        _LAST[:] = [(pack, _counted(pack))]
    return _LAST[0][1]


def _counted(pack: Pack) -> Index:
    kinds = {actor.id: actor.kind for actor in pack.actors}
    owners = _owners(pack, kinds)
    software: dict[str, str] = {item.id: item.kind for item in pack.software}
    seen: dict[str, dict[str, set[str]]] = {}
    showing: dict[str, set[str]] = {}
    for use in pack.uses:
        if use.subject in kinds:
            for owner in owners.get(use.subject, (use.subject,)):
                showing.setdefault(use.object, set()).add(owner)
                if kinds.get(owner) == "group":
                    seen.setdefault(owner, {}).setdefault(use.object, set()).update(use.citations)
    groups = {group: position for position, group in enumerate(sorted(seen))}
    shown = _shown(seen, groups)
    return Index(
        groups=groups,
        distinct=np.array([len(seen[group]) for group in groups], dtype=np.float64),
        reports=np.array([_reports(seen[group]) for group in groups], dtype=np.float64),
        shown=shown,
        implied=_implied(pack, seen, groups),
        spread={item: len(actors) for item, actors in showing.items()},
        known=frozenset(software.keys() | {technique.id for technique in pack.techniques}),
        software=software,
        cited=any(use.citations for use in pack.uses),
        reported=reported(seen, groups),
    )


def count(kept: Index, items: Sequence[str], actors: Sequence[str]) -> Counts:
    """Return the counts of the items for the actors. O(entries)."""
    column = np.full(len(kept.groups), -1, dtype=np.int64)
    distinct = np.zeros(len(actors))
    for place, actor in enumerate(actors):
        position = kept.groups.get(actor)
        if position is not None:
            column[position] = place
            distinct[place] = kept.distinct[position]
    rows, columns, k = _entries(kept, items)
    inside = column[columns] >= 0
    # b_t = (B_t + ½) / (B + ½T), T the items anybody was seen with.
    total = sum(kept.spread.values()) + 0.5 * len(kept.spread)
    spread = np.array([kept.spread.get(item, 0) for item in items], dtype=np.float64)
    base = np.where(spread > 0, (spread + 0.5) / max(total, 0.5), 0.0)
    return Counts(rows[inside], column[columns[inside]], k[inside], distinct, base, spread)


def _owners(pack: Pack, kinds: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return campaign → groups it is attributed to; unattributed campaigns own themselves."""
    owners: dict[str, set[str]] = {}
    for attribution in pack.attributions:
        if kinds.get(attribution.group) == "group":
            owners.setdefault(attribution.campaign, set()).add(attribution.group)
    return {campaign: tuple(sorted(groups)) for campaign, groups in owners.items()}


def _reports(items: dict[str, set[str]]) -> int:
    cited = set().union(*items.values())
    return len(cited) + sum(not citations for citations in items.values())


def _shown(seen: dict[str, dict[str, set[str]]], groups: dict[str, int]) -> dict[str, tuple[Ints, Floats]]:
    entries: dict[str, list[tuple[int, int]]] = {}
    for group, position in groups.items():
        for item, citations in seen[group].items():
            entries.setdefault(item, []).append((position, max(len(citations), 1)))
    return {
        item: (
            np.array([position for position, _ in pairs], dtype=np.int64),
            np.array([reports for _, reports in pairs], dtype=np.float64),
        )
        for item, pairs in entries.items()
    }


def _implied(pack: Pack, seen: dict[str, dict[str, set[str]]], groups: dict[str, int]) -> dict[str, Ints]:
    software = {item.id: list[str]() for item in pack.software}
    for use in pack.uses:
        if use.subject in software:
            software[use.subject].append(use.object)
    entries: dict[str, list[int]] = {}
    for group, position in groups.items():
        through = {item for tool in seen[group] for item in software.get(tool, ())}
        for item in through - seen[group].keys():
            entries.setdefault(item, []).append(position)
    return {item: np.array(positions, dtype=np.int64) for item, positions in entries.items()}


def _entries(kept: Index, items: Sequence[str]) -> tuple[Ints, Ints, Floats]:
    rows = [np.empty(0, np.int64)]
    columns = [np.empty(0, np.int64)]
    k = [np.empty(0)]
    for row, item in enumerate(items):
        shown, implied = kept.shown.get(item), kept.implied.get(item)
        if shown is not None:
            columns.append(shown[0])
            k.append(shown[1])
            rows.append(np.array([row]).repeat(len(shown[0])))
        if implied is not None and item in kept.spread:
            columns.append(implied)
            k.append(np.zeros(len(implied)))
            rows.append(np.array([row]).repeat(len(implied)))
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(k)
