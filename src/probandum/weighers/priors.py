"""The declared prior: what is believed before any evidence, shown in every dossier."""

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from probandum.errors import UsageError
from probandum.model.hypothesis import Hypothesis

Declared = Literal["uniform", "reporting-rate"] | Mapping[str, Decimal]
Floats = NDArray[np.float64]


def prior(
    declared: Declared, hypotheses: Sequence[Hypothesis], reports: Floats, unknown_log_odds: float
) -> Floats:
    """Return the prior over hypotheses; it sums to one and holds no 0 and no 1 where there are two or more.

    ``uniform``: 1/G to every known actor against e^κ to somebody else: the usual suspects get no bonus.
    ``reporting-rate``: the known share in proportion to reports + ½; for triage, and a bias.
    A table: probabilities as given; who is not in it shares the rest as under ``uniform``.
    An actor without a profile never starts above somebody else; what is cut off goes to somebody else.

    Args:
        declared: as in the case file.
        hypotheses: exactly one of kind ``unknown``.
        reports: behind each hypothesis, shape (hypotheses,).
        unknown_log_odds: κ.

    Raises:
        UsageError: a table names an actor who is no hypothesis, gives a number outside (0, 1), or leaves nothing.
    """
    unknown = np.array([hypothesis.kind == "unknown" for hypothesis in hypotheses])
    known = max(int((~unknown).sum()), 1)
    share = np.where(unknown, math.exp(unknown_log_odds), 1.0 / known)
    if declared == "reporting-rate":
        rate = np.where(unknown, 0.0, reports + 0.5)
        share = np.where(unknown, share, rate / max(math.fsum(rate), 0.5))
    share = share / math.fsum(share)
    if isinstance(declared, Mapping):
        share = _tabled(declared, hypotheses, share)
    bare = np.array([hypothesis.kind == "named" for hypothesis in hypotheses])
    cut = np.where(bare, np.minimum(share, share[unknown].min()), share)
    return np.where(unknown, share + math.fsum(share - cut), cut)


def _tabled(table: Mapping[str, Decimal], hypotheses: Sequence[Hypothesis], share: Floats) -> Floats:
    actors = {hypothesis.actor for hypothesis in hypotheses}
    for actor, value in sorted(table.items()):
        if actor not in actors:
            raise UsageError(
                f"prior of {actor}: no such hypothesis", "use an id of the knowledge pack or of the case"
            )
        if not (value.is_finite() and 0 < float(value) < 1):
            raise UsageError(f"prior of {actor} = {value}", "give a number between 0 and 1, both excluded")
    stated = sum(table.values(), Decimal(0))
    if float(stated) >= 1 or len(table) == len(actors):
        raise UsageError(
            f"the prior adds up to {stated}", "leave something for those who are not in the table"
        )
    given = np.array([float(table.get(hypothesis.actor, 0)) for hypothesis in hypotheses])
    rest = np.where(given > 0, 0.0, share)
    return given + (1.0 - float(stated)) * rest / math.fsum(rest)
