"""W8: how well "a imitated b" explains the evidence, against b in person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from probandum.model.weight import Weights
from probandum.weighers.combine import all_totals, bounded
from probandum.weighers.weighing import Weighing

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

CAPABILITY = {1: 0.7, 2: 0.2, 3: 0.1}
"""P(T = t): P(T ≥ 1, 2, 3) = 1, .3, .1. What costs 4 is out of everybody's reach."""
_WORK = 10**8  # products of one pair and one item: about half a second
_PAIRS = 1 << 15  # pairs held at a time: 256 kB an array, which stays in cache
_REACH = 600.0  # nats a product may lose before its logarithm is taken; e^−600 is still a normal number


def likeness(weighing: Weighing) -> Floats:
    """Return ``L(a⇒b) / L(b)``: how well "a imitated b" explains the evidence, against b in person; in [0, 1].

    An imitator of capability T leaves items that cost no more than T as b would at rate r, the rest as itself:
    per item ``r·e^ℓ(b) + (1−r)·e^ℓ(a)``, r = 1 or ½ alike, and ``e^ℓ(a)`` for what costs more; classes are bounded as
    ever (W4). T and r are the intruder's, so they are common to all items: the mixture is over whole stories.

    Domination: L(a⇒b) ≤ L(b), by a minimum. An imitation is made to fit, and there are G² of them; without the rule
    the best-fitting pair would beat every actor in person. With it, imitation takes from b and never convicts a: a
    weak detector, but a sound cap, for it also bounds what the imitations of others may add to an actor.

    Returns:
        Shape (hypotheses, hypotheses), a row an imitator; 0 where there is nobody to imitate: b = a, and b unknown.
        Where G²·n is beyond 10⁸, r = ½ is exact for the most probable b only; for the others it is
        ``½ℓ(a) + ½ℓ(b)`` an item, which is never more (the mean of logarithms).

    Source: ``docs/explanation/weighing.md`` W8.
    """
    whole = len(weighing.hypotheses)
    ratio = np.zeros((whole, whole))
    models = np.flatnonzero(imitable(weighing))
    if not weighing.classes or not len(models):
        ratio[:, models] = 1.0
    else:
        reaches = _reaches(weighing.classes)
        for chosen, exact in _runs(weighing, models):
            ratio[:, chosen] = _ratio(weighing, reaches, chosen, exact)
    np.fill_diagonal(ratio, 0.0)
    return ratio


def imitable(weighing: Weighing) -> Flags:
    """Return who can be imitated, shape (hypotheses,): everybody with a name."""
    return np.array([one.kind != "unknown" for one in weighing.hypotheses], dtype=np.bool_)


def whole_totals(weighing: Weighing) -> Floats:
    """Return the sum over classes of bounded totals, shape (hypotheses,); zeros without classes."""
    return all_totals(weighing.classes) if weighing.classes else np.zeros(len(weighing.hypotheses))


def forgery_tiers(weights: Weights) -> NDArray[np.int64]:
    """Return what forging each item would cost, 1 … 4, shape (items,); 1 where the weigher does not say."""
    return np.array(weights.tiers or (1,) * len(weights.items), dtype=np.int64)


def summed(weights: Weights, chosen: Flags) -> Floats:
    """Return the sum of the chosen rows, always in their order: equal columns have equal sums."""
    if not chosen.any():
        return np.zeros(weights.matrix.shape[1])
    result: Floats = weights.matrix.sum(axis=0, where=True if chosen.all() else chosen[:, None])
    return result


@dataclass(frozen=True)
class _Reach:
    """What a capability reaches that the one before did not.

    Attributes:
        chance: of the capability.
        rows: of each class, newly within reach.
        within: of each class, the sum of all that is within reach, (hypotheses,).
        beyond: of each class, the sum of what costs more, (hypotheses,).
    """

    chance: float
    rows: tuple[NDArray[np.int64], ...]
    within: tuple[Floats, ...]
    beyond: tuple[Floats, ...]


def _reaches(classes: Sequence[Weights]) -> list[_Reach]:
    """Return the capabilities that differ in what they reach here."""
    tiers = [forgery_tiers(weights) for weights in classes]
    present = {int(tier) for one in tiers for tier in np.unique(one)}
    steps: list[tuple[int, float]] = []
    for capability, chance in CAPABILITY.items():
        same = steps.pop()[1] if steps and capability not in present else 0.0
        steps.append((capability, chance + same))
    below = [0, *(capability for capability, _ in steps)]
    return [
        _Reach(
            chance,
            tuple(np.flatnonzero((one > before) & (one <= capability)) for one in tiers),
            tuple(summed(each, one <= capability) for each, one in zip(classes, tiers, strict=True)),
            tuple(summed(each, one > capability) for each, one in zip(classes, tiers, strict=True)),
        )
        for before, (capability, chance) in zip(below, steps, strict=False)
    ]


def _runs(weighing: Weighing, models: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], bool]]:
    """Yield the imitated in runs, the most probable first, and whether all their items are mixed exactly."""
    ranked = models[np.argsort(-whole_totals(weighing)[models], kind="stable")]
    cost = len(weighing.hypotheses) * max(sum(len(weights.items) for weights in weighing.classes), 1)
    exact = max(_WORK // cost, 1)
    run = max(_PAIRS // len(weighing.hypotheses), 1)
    for part, precise in ((ranked[:exact], True), (ranked[exact:], False)):
        for start in range(0, len(part), run):
            yield part[start : start + run], precise


def _ratio(weighing: Weighing, reaches: Sequence[_Reach], chosen: NDArray[np.int64], exact: bool) -> Floats:
    """Return ``Σ P(T)·½·e^(total of the story) / L(b)`` for all a and the chosen b, (hypotheses, chosen), at most 1."""
    shape = (len(weighing.hypotheses), len(chosen))
    halves = [np.zeros(shape) for _ in weighing.classes]
    genuine = np.zeros(len(chosen))
    for weights, within, beyond in zip(weighing.classes, reaches[0].within, reaches[0].beyond, strict=True):
        genuine += bounded(within + beyond, weights)[chosen]
    mixture = np.zeros(shape)
    for reach in reaches:
        full, half = np.zeros(shape), np.zeros(shape)
        for place, weights in enumerate(weighing.classes):
            within, beyond = reach.within[place], reach.beyond[place][:, None]
            if exact:
                halves[place] += _halved(weights.matrix, reach.rows[place], chosen)
            else:
                halves[place] = 0.5 * within[:, None] + 0.5 * within[chosen]
            full += bounded(beyond + within[chosen], weights)
            half += bounded(beyond + halves[place], weights)
        for total in (full, half):  # above e^50 the minimum decides, whatever the chance
            mixture += 0.5 * reach.chance * np.exp(np.minimum(total - genuine, 50.0))
    return np.minimum(mixture, 1.0)


def _halved(matrix: Floats, rows: NDArray[np.int64], chosen: NDArray[np.int64]) -> Floats:
    """Return ``Σ log(½e^ℓ(a) + ½e^ℓ(b))`` over the rows, shape (hypotheses, chosen).

    Multiplied rather than added up, one logarithm for many items; a row is taken against its greatest entry.
    """
    shape = (matrix.shape[1], len(chosen))
    result, product, mixed = np.zeros(shape), np.ones(shape), np.empty(shape)
    lost = 0.0
    for row in rows:
        nats = matrix[row]
        top = float(nats.max())
        spread = min(top - float(nats.min()), _REACH)
        if lost + spread > _REACH:
            result += np.log(product)
            product.fill(1.0)
            lost = 0.0
        half = 0.5 * np.exp(np.maximum(nats - top, -_REACH))
        product *= np.add.outer(half, half[chosen], out=mixed)
        result += top
        lost += spread
    result += np.log(product)
    return result
