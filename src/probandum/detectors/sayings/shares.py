"""Which share of such finds is right, as counted on labelled sentences; smoothed by one right and one wrong (Laplace)."""

from collections.abc import Sequence
from decimal import Decimal

_TYPES: dict[str, tuple[int, int]] = {}
_CLAIMS: dict[str, tuple[int, int]] = {}


def statement_share(types: Sequence[str]) -> Decimal:
    """Return the share of sentences given these types whose types are right: of the rarest of them."""
    return min(_share(*_TYPES.get(kind, (0, 0))) for kind in types)


def claim_share(cue: str) -> Decimal:
    """Return the share of claims found by a rule that are right."""
    return _share(*_CLAIMS.get(cue, (0, 0)))


def _share(right: int, of: int) -> Decimal:
    return (Decimal(right + 1) / Decimal(of + 2)).quantize(Decimal("0.01"))
