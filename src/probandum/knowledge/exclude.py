"""Knowledge must not testify to its own case (law 7): leave reports out of a pack, and what only they support.

Weighing an incident with relations that were read out of reports on the same incident is circular; so is weighing an
old incident with what became known afterwards.
"""

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from probandum.knowledge.citation import address, date_of_name, folded, latest
from probandum.model.pack import Attribution, Citation, Name, Pack, Use

NAMED = "about this incident: named in case.toml"
UNKNOWN = "not in this pack"

_Related = TypeVar("_Related", Use, Attribution, Name)


def without(pack: Pack, reports: Iterable[str], as_of: str = "") -> tuple[Pack, dict[str, str]]:
    """Return the pack without some reports, and why each was left out.

    Args:
        pack: any pack.
        reports: names of citations or their URLs, as ``case.toml`` names them.
        as_of: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; what was published later, what may have been, and relations that
            cite nothing are left out too. Names that cite nothing stay: they say how somebody is called, not what he did.

    Returns:
        The pack; and by name of citation (or by entry of ``reports`` that matches none) one line why. What had a
        citation and lost them all is gone; actors, software and techniques stay, if need be with nothing known of them.
    """
    wanted = sorted(set(reports))
    reasons = _late(pack, latest(as_of)) if as_of else {}
    by_key: dict[str, list[str]] = {}
    for citation in pack.citations:
        for key in {folded(citation.name), address(citation.url)} - {""}:
            by_key.setdefault(key, []).append(citation.name)
    stands_at = {citation.name: address(citation.url) for citation in pack.citations}
    unknown = {}
    for report in wanted:
        found = by_key.get(folded(report)) or by_key.get(address(report)) or []
        same = {other for name in found for other in by_key.get(stands_at[name], ())}  # one page, cited twice
        reasons.update(dict.fromkeys((*found, *same), NAMED))
        if not found:
            unknown[report] = UNKNOWN
    names = {citation.name for citation in pack.citations}
    gone = frozenset(reasons) & names
    rest = msgspec.structs.replace(
        pack,
        names=_kept(pack.names, gone, never_cited=True),
        uses=_kept(pack.uses, gone, never_cited=not as_of),
        attributions=_kept(pack.attributions, gone, never_cited=not as_of),
        citations=tuple(citation for citation in pack.citations if citation.name not in gone),
    )
    return rest, dict(sorted({**unknown, **reasons}.items()))


def _late(pack: Pack, day: str) -> dict[str, str]:
    """Return the citations that cannot be shown to have been published by a day."""
    reasons = {}
    for citation in pack.citations:
        date, why = published(citation)
        if not date:
            reasons[citation.name] = f"undated: cannot be shown to be earlier than {day}"
        elif date > day[: len(date)]:
            reasons[citation.name] = f"published {date}{why}, after {day}"
        elif latest(date) > day:
            reasons[citation.name] = f"published {date}{why}: cannot be shown to be earlier than {day}"
    return reasons


def published(citation: Citation) -> tuple[str, str]:
    """Return the date that holds for a citation, and a remark where its reference and its name contradict each other.

    Of two dates that agree the more exact one holds, of two that do not the later: knowing too little is the smaller wrong.
    """
    stated, named = citation.date, date_of_name(citation.name)
    if not named or stated.startswith(named):
        return stated, ""
    if named.startswith(stated):
        return named, ""
    if latest(named) > latest(stated):
        return named, f" by its name (its reference says {stated})"
    return stated, f" by its reference (its name says {named})"


def _kept(items: tuple[_Related, ...], gone: frozenset[str], *, never_cited: bool) -> tuple[_Related, ...]:
    kept = []
    for item in items:
        if not item.citations:
            if never_cited:
                kept.append(item)
        elif gone.isdisjoint(item.citations):
            kept.append(item)
        else:
            left = tuple(name for name in item.citations if name not in gone)
            if left:
                kept.append(msgspec.structs.replace(item, citations=left))
    return tuple(kept)
