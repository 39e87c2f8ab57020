"""What sort of behaviour an item is, and what it would cost to forge it."""

from collections.abc import Sequence

from probandum.weighers.counts import Index

KINDS = frozenset({"attack-pattern", "malware", "tool"})
"""Kinds of items that are behaviour."""


def sorts(kept: Index, items: Sequence[str]) -> list[str]:
    """Return ``technique``, ``tool`` or ``malware`` for each item, as the pack has it."""
    return [kept.software.get(item, "technique") for item in items]


def forgery_tiers(kept: Index, items: Sequence[str]) -> tuple[int, ...]:
    """Return what forging each item would cost (W8): 1 cheap, 2 moderate, 3 costly.

    Techniques and tools that anybody can have are cheap; malware that several were seen with has passed from hand to
    hand once; malware that only one was seen with has to be taken from its owner, and run.
    """
    return tuple(
        1 if kept.software.get(item) != "malware" else 3 if kept.spread.get(item, 0) == 1 else 2
        for item in items
    )
