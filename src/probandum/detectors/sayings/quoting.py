"""Whose quotation it is where the sentence itself does not say: of whoever is named beside it."""

from collections.abc import Sequence

from msgspec.structs import replace

from probandum.detectors.sayings.reading import Said
from probandum.detectors.sayings.reports import Source

NEAR = 1
"""Paragraphs over which a quotation goes on without a new name."""


def attributed(said: Sequence[Said]) -> list[Said]:
    """Return sentences with the speakers of quotations filled in.

    A quotation of several sentences belongs to whoever any of them names; one without a name to the last one quoted
    before it in the same or the previous paragraph.
    """
    owners: dict[tuple[int, int], Source] = {}
    for one in said:
        if one.quote and one.sources:
            owners.setdefault(one.quote, one.sources[-1])
    found: list[Said] = []
    last: tuple[int, Source] | None = None
    for one in said:
        kept = one
        if not one.sources and one.mode == "quoted" and one.voice.role == "author":
            owner = owners.get(one.quote) if one.quote else None
            if owner is None and last is not None and one.paragraph - last[0] <= NEAR:
                owner = last[1]
            if owner is not None:
                kept = _said_by(one, replace(owner, at=-1))
        if (kept.sources and kept.mode == "quoted") or kept.sources:
            last = (kept.paragraph, kept.sources[-1])
        found.append(kept)
    return found


def _said_by(one: Said, owner: Source) -> Said:
    charges = tuple((charge, sources or (owner,)) for charge, sources in one.charges)
    return replace(one, sources=(owner,), charges=charges)
