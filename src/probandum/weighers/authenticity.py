"""W2: an item that may not be real, the intruder's, or rightly mapped."""

import numpy as np
from numpy.typing import NDArray


def doubted(nats: NDArray[np.float64], authenticity: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``log(a·e^ℓ + 1 − a)``: with chance a the item weighs ℓ, otherwise it weighs nothing.

    Args:
        nats: ℓ, shape (items, hypotheses).
        authenticity: a in [0, 1], shape (items,). At 1 nothing changes, at 0 the item is gone.

    Source: the mixture of a genuine and an irrelevant observation; ``docs/explanation/weighing.md`` W2. The same form is
    the reliability of a report in Schum, *Evidential Foundations of Probabilistic Reasoning* (1994), ch. 7.
    """
    a = authenticity[:, None]
    with np.errstate(divide="ignore"):
        weighed: NDArray[np.float64] = np.where(a == 1, nats, np.log1p(a * np.expm1(nats)))
    return weighed
