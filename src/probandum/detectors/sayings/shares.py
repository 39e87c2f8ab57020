"""Which share of such finds is right: counts on labelled sentences, smoothed by one right and one wrong (Laplace).

Counted once over ``tests/eval/statements/fresh`` (29 documents, 424 sentences), which nobody had seen while the rules and
the model of then were made. It is learnt from since, so a new count there would flatter: these stay. A claim counts as right with its stance, its subject and its level; other fields are not counted.
"""

from decimal import Decimal
from functools import lru_cache

_TYPES: dict[str, tuple[int, int]] = {
    "accusation": (58, 78),
    "counter-accusation": (2, 9),
    "denial": (11, 15),
    "rejection-of-basis": (6, 8),
    "evidence-challenge": (2, 2),
    "demand": (11, 15),
    "figure": (59, 63),
    "question": (17, 18),
    "assertion": (171, 238),
}
"""Right and all of the sentences that were given a type."""
_CLAIMS: dict[str, tuple[int, int]] = {
    "verb": (23, 42),
    "hint": (8, 18),
    "likely": (8, 33),
    "denies": (0, 15),
    "rejects-basis": (0, 8),
}
"""Right and all of the claims, by what found them: a verb of doing, charging or attributing; a noun, a trace, a loose rule;
the model alone, which names no act and mostly nobody."""
_VERBS = frozenset({"accused", "act", "attributed", "behind", "conduct", "group"})


@lru_cache(maxsize=1_024)
def statement_share(types: tuple[str, ...]) -> Decimal:
    """Return the share of sentences given these types whose types are right: of the least sure of them."""
    return min(_share(*_TYPES[kind]) for kind in types)


@lru_cache(maxsize=256)
def claim_share(cue: str) -> Decimal:
    """Return the share of claims found by a rule, or of this stance, that are right."""
    return _share(*_CLAIMS[cue if cue in _CLAIMS else "verb" if cue in _VERBS else "hint"])


def _share(right: int, of: int) -> Decimal:
    return (Decimal(right + 1) / Decimal(of + 2)).quantize(Decimal("0.01"))
