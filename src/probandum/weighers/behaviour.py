"""W1, W2, W4: techniques and software as one bounded class of weights."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from probandum.model.hypothesis import Hypothesis
from probandum.model.pack import Pack
from probandum.model.weight import Evidence, Weights
from probandum.weighers.counts import Counts, count, index
from probandum.weighers.kinds import KINDS, forgery_tiers, sorts


class BehaviourWeigher:
    """Weighs what the intruder did and with which software against the profiles of a pack."""

    name = "behaviour/2"

    def weigh(
        self,
        hypotheses: Sequence[Hypothesis],
        evidence: Evidence,
        knowledge: Pack,
        parameters: Mapping[str, float],
    ) -> Weights:
        """Return nats per item and hypothesis, software factor and authenticity within; rows in the order of items.

        Items are independent given the actor: a row depends on its own item only.
        """
        items = [item for item in evidence.items if item.kind in KINDS]
        kept = index(knowledge)
        values = [item.value for item in items]
        counts = count(kept, values, [hypothesis.actor for hypothesis in hypotheses])
        sort = sorts(kept, values)
        mixing = np.array([parameters[f"{one}_mixing"] for one in sort])
        authenticity = np.array([item.authenticity for item in items])
        # log(a·e^ℓ + 1 − a) of a mixture with share w is that mixture with share a·w (W2)
        nats = profile_ratio(counts, mixing * authenticity, parameters)
        factor = np.array([1.0 if one == "technique" else parameters[f"{one}_factor"] for one in sort])
        return Weights(
            name="behaviour",
            items=tuple(item.id for item in items),
            matrix=nats * factor[:, None],
            cap=parameters["behaviour_cap"],
            scale=parameters["behaviour_scale"],
            tiers=forgery_tiers(kept, values),
        )


def profile_ratio(
    counts: Counts, mixing: NDArray[np.float64], parameters: Mapping[str, float]
) -> NDArray[np.float64]:
    """Return ℓ_t(g) in nats, shape (items, actors): W1.

    ``q_g(t) = (k_gt^ν + λ·[t implied by software of g and k_gt = 0]) / (N̄^(1−ω) · N_g^ω · b_t)`` and
    ``ℓ_t(g) = log((1−w) + w·q_g(t))``: a mixture of the actor's profile with the base rate, divided by the base
    rate, which is what the unknown actor does; so ℓ_t(U) = 0, and 0 for an actor without a profile and for an item
    that nobody in the pack was seen with.

    Args:
        counts: of items and actors.
        mixing: w of each item, by its sort, shape (items,).
        parameters: the others.

    Source: ``docs/explanation/weighing.md`` W1; smoothing as in Jelinek & Mercer (1980), length as in BM25 (Robertson 1994).
    """
    omega = parameters["size_exponent"]
    known, seen = counts.distinct > 0, counts.base > 0
    nats: NDArray[np.float64] = np.where(seen, np.log1p(-mixing), 0.0)[:, None] * known
    reports = np.where(counts.k > 0, counts.k ** parameters["report_exponent"], parameters["implied"])
    length = parameters["mean_items"] ** (1 - omega) * counts.distinct[counts.columns] ** omega
    ratio = reports / (length * counts.base[counts.rows])
    nats[counts.rows, counts.columns] = np.log1p(mixing[counts.rows] * (ratio - 1))
    return nats
