"""What would become of a verdict if something were otherwise."""

from decimal import Decimal
from typing import Literal

from probandum.model.ident import Id, Value, identify
from probandum.model.verdict import Enough

Supposed = Literal["without", "joined", "split"]

MOST = 12
"""Suppositions of each kind that are computed: origins of known source first, and of these those that touch most items, so
that no flood of pages by nobody keeps a report that matters from being left out once."""


class Supposition(Value, frozen=True):
    """The verdict as it would be if one origin were not there, if two were one, or if one were as many as its exhibits.

    Attributes:
        kind: ``without``: nothing of the origin testifies, and what only it shows is gone; ``joined``: the two count as
            one; ``split``: each exhibit of the origin counts for itself.
        origins: ids: one, or two that are joined.
        touched: how many weighed items rest on the origin, or on both.
        leading: most probable hypothesis then; None where nothing speaks for any.
        leading_name: as people read it.
        probability: of the hypothesis that leads now.
        lower: lower end of its interval.
        bound: its least probability when as many items as the standard's budget were planted.
        breakdown: largest number of planted items at which the threshold would still be reached; −1 if not even at 0.
        enough: what the verdict would be.
    """

    kind: Supposed
    origins: tuple[Id, ...]
    touched: int
    leading: str | None
    leading_name: str
    probability: Decimal
    lower: Decimal
    bound: Decimal
    breakdown: int
    enough: Enough

    @property
    def id(self) -> Id:
        """Everything it says."""
        return identify("supposition", self)
