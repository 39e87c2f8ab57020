"""W14: an intruder acts as in one of its earlier operations: what one report showed together, seen together again."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from probandum.model.hypothesis import Hypothesis
from probandum.model.pack import Pack
from probandum.model.weight import Evidence, Weights
from probandum.weighers.counts import Index, index
from probandum.weighers.kinds import KINDS, forgery_tiers, sorts

Floats = NDArray[np.float64]
USUAL = 12.0
"""Items that a report shows; a scale, absorbed by ``operation_strength``."""


class OperationWeigher:
    """Weighs how far the evidence looks like one earlier report on an actor, beyond the actor's profile."""

    name = "operations/1"

    def weigh(
        self,
        hypotheses: Sequence[Hypothesis],
        evidence: Evidence,
        knowledge: Pack,
        parameters: Mapping[str, float],
    ) -> Weights:
        """Return nats per item and column: for each hypothesis one column that resembles nothing, and one a report.

        Which columns there are depends on pack and hypotheses alone; a row depends on its own item only.
        """
        items = [item for item in evidence.items if item.kind in KINDS]
        kept = index(knowledge)
        values = [item.value for item in items]
        owner, report = columns(kept, [hypothesis.actor for hypothesis in hypotheses])
        authenticity = np.array([item.authenticity for item in items])
        return Weights(
            name="operations",
            items=tuple(item.id for item in items),
            matrix=resemblance(kept, values, report, authenticity, parameters),
            cap=parameters["operation_cap"],
            scale=1.0,
            tiers=forgery_tiers(kept, values),
            owner=owner,
            idle=parameters["operation_idle"],
            ways=tuple(kept.reported.names[place] if place >= 0 else "" for place in report.tolist()),
        )


def columns(kept: Index, actors: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return owner and report of each column, shape (columns,) each.

    The first column of an actor resembles none of its reports (report −1), or stands for an actor without one (−2);
    then one column a report.
    """
    reported = kept.reported
    by_position = reported.by_position(len(kept.groups))
    none = np.empty(0, np.int64)
    runs = [
        none if (position := kept.groups.get(actor)) is None else by_position[position] for actor in actors
    ]
    sizes = np.array([len(run) for run in runs], dtype=np.int64)
    owner = np.repeat(np.arange(len(actors)), sizes + 1)
    parts = [part for run in runs for part in (np.array([-1 if len(run) else -2]), run)]
    return owner, np.concatenate(parts) if parts else none


def resemblance(
    kept: Index,
    items: Sequence[str],
    report: NDArray[np.int64],
    authenticity: Floats,
    parameters: Mapping[str, float],
) -> Floats:
    """Return nats, shape (items, columns).

    ``log(1 − u + u·c / (n_r / 12)^ω)`` where the report shows the item, else ``log(1 − u)``; u by sort of item. 0 for
    an actor without reports and for an item that nobody in the pack was seen with. A doubtful item has a·u for u,
    which is W2: ``log(a·e^ℓ + 1 − a)``.

    Source: a mixture of one earlier operation with everything else, as a cache model in language modelling
    (Kuhn & De Mori 1990); the nearest of several prototypes instead of their mean (Cover & Hart 1967).
    """
    share = authenticity * np.array([parameters[f"{sort}_resemblance"] for sort in sorts(kept, items)])
    seen = np.array([item in kept.spread for item in items], dtype=np.bool_)
    like = np.where(seen, np.log1p(-share), 0.0)[:, None] * (report > -2)
    reported = kept.reported
    place = np.full(len(reported.size) + 2, -1, dtype=np.int64)
    place[report] = np.arange(len(report))  # −1 and −2 fall on the two spare places at the end
    strength = parameters["operation_strength"]
    length = (reported.size / USUAL) ** parameters["operation_size_exponent"]
    for row, item in enumerate(items):
        shown = reported.showing.get(item)
        if shown is not None and seen[row]:
            at = place[shown]
            held = at >= 0
            ratio = strength / length[shown[held]]
            like[row, at[held]] = np.log1p(share[row] * (ratio - 1))
    return like
