"""Which share of such finds is right: counts on labelled sentences, smoothed by one right and one wrong (Laplace).

Counted over the tuned part of ``tests/eval/statements`` (24 documents), on which the rules were made as well: they flatter,
most where they are few. A claim counts as right with its stance, its subject and its level; other fields are not counted.
"""

from collections.abc import Sequence
from decimal import Decimal

_TYPES: dict[str, tuple[int, int]] = {
    "accusation": (63, 64),
    "counter-accusation": (9, 9),
    "denial": (13, 14),
    "rejection-of-basis": (6, 6),
    "evidence-challenge": (7, 10),
    "demand": (15, 16),
    "figure": (38, 41),
    "question": (15, 15),
    "assertion": (132, 151),
}
"""Right and all of the sentences that were given a type."""
_CLAIMS: dict[str, tuple[int, int]] = {
    "verb": (71, 80),
    "hint": (9, 16),
    "denies": (2, 14),
    "rejects-basis": (0, 6),
}
"""Right and all of the claims, by what found them: a verb of doing, charging or attributing; a noun, a trace, a loose rule."""
_VERBS = frozenset({"accused", "act", "attributed", "behind", "conduct", "group"})


def statement_share(types: Sequence[str]) -> Decimal:
    """Return the share of sentences given these types whose types are right: of the least sure of them."""
    return min(_share(*_TYPES[kind]) for kind in types)


def claim_share(cue: str) -> Decimal:
    """Return the share of claims found by a rule, or of this stance, that are right."""
    return _share(*_CLAIMS[cue if cue in _CLAIMS else "verb" if cue in _VERBS else "hint"])


def _share(right: int, of: int) -> Decimal:
    return (Decimal(right + 1) / Decimal(of + 2)).quantize(Decimal("0.01"))
