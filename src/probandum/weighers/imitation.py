"""W8: who did it, if the intruder may have imitated somebody, and how far cheap evidence can lead at all."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from probandum.model.hypothesis import UNKNOWN
from probandum.model.weight import Imitation, Weights
from probandum.weighers.combine import flattened
from probandum.weighers.likeness import CAPABILITY, forgery_tiers, imitable, likeness, summed, whole_totals
from probandum.weighers.recording import PLACES, probability
from probandum.weighers.weighing import Weighing

Floats = NDArray[np.float64]

DECLARED = (Decimal("0.02"), Decimal("0.10"), Decimal("0.50"))
"""Priors that an intruder imitates anybody at all: nobody has measured it, so three are declared (W10)."""


@dataclass(frozen=True)
class Likened:
    """A weighing with one way for each hypothesis, and how well each would have imitated each: what W8 starts from."""

    weighing: Weighing
    single: Weighing
    ratio: Floats


def liken(weighing: Weighing) -> Likened:
    """Return what W8 starts from, once for all answers and priors. O(G²·n)."""
    single = replace(weighing, classes=tuple(flattened(weights) for weights in weighing.classes))
    return Likened(weighing, single, likeness(single))


def imitations(likened: Likened, answer: int, priors: Sequence[Decimal] = DECLARED) -> tuple[Imitation, ...]:
    """Return what becomes of one answer under each declared prior of imitation.

    Args:
        likened: of :func:`liken`.
        answer: column of the answer.
        priors: declared chances that an intruder imitates anybody, each in (0, 1).

    Source: ``docs/explanation/weighing.md`` W8.
    """
    caps = [imitation_cap(likened.weighing, answer, float(declared)) for declared in priors]
    return tuple(
        _one(likened.single, likened.ratio, answer, declared, cap)
        for declared, cap in zip(priors, caps, strict=True)
    )


def imitation_ends(likened: Likened, priors: Sequence[Decimal] = DECLARED) -> tuple[Floats, Floats]:
    """Return the least and the greatest probability of every answer over the declared priors (W10), (answers,) each."""
    who = [culprits(likened.single, likened.ratio, float(declared)) for declared in priors]
    share = likened.single.share
    direct = np.array_equal(share, np.eye(len(share)))
    found = [
        one if direct else np.array([math.fsum(one * share[:, place]) for place in range(share.shape[1])])
        for one in who
    ]
    return np.min(found, axis=0), np.max(found, axis=0)


def culprits(weighing: Weighing, ratio: Floats, chance: float) -> Floats:
    """Return the probability that each hypothesis did it, as itself or while it imitated somebody.

    Args:
        weighing: under one parameter vector.
        ratio: of :func:`likeness`.
        chance: prior that an intruder imitates anybody; whom, is uniform over everybody else with a name.

    Returns:
        Shape (hypotheses,), sums to one, inside (0, 1) by the lapse (W5).
    """
    genuine, imitating, likelihood = _masses(weighing, chance)
    mass = genuine * likelihood + imitating * (ratio * likelihood).sum(axis=1)
    result: Floats = (1 - weighing.lapse) * mass / math.fsum(mass) + weighing.lapse * weighing.prior
    return result


def imitators(weighing: Weighing, ratio: Floats, answer: int, chance: float) -> Floats:
    """Return the probability that each hypothesis did it, is not of the answer, and imitated the answer.

    Shape (hypotheses,); arguments as for :func:`culprits`. ``a⇒b`` counts by the share of b in the answer and the
    share of a outside it.
    """
    genuine, imitating, likelihood = _masses(weighing, chance)
    share = weighing.share[:, answer]
    whole = math.fsum(genuine * likelihood + imitating * (ratio * likelihood).sum(axis=1))
    after = imitating * (ratio * (likelihood * share)).sum(axis=1) / whole
    before = imitating * (_pairs(weighing) * share).sum(axis=1)
    result: Floats = (1 - share) * ((1 - weighing.lapse) * after + weighing.lapse * before)
    return result


def imitation_cap(weighing: Weighing, answer: int, chance: float) -> float:
    """Return what the answer's probability can reach at most, for any number of items like those that point to it.

    Let t be the highest tier of an item that speaks for the answer's hypotheses. Whoever can afford T ≥ t and has
    no less than b of what costs more than T (S_c(a) ≥ S_c(b) over those items in each class, whichever ways of theirs
    more items may make the best; the unknown actor, if none of them speaks for b) has with r = 1 a story that fits no
    worse than b itself. With domination::

        ½·Σ_{T ≥ t} P(T)·[a has no less above T]  ≤  L(a⇒b) / L(b)  ≤  1

    For each b, genuine b and all a⇒b then stand in a proportion that the evidence cannot leave: with
    u_ab = π·prior(a)·q(b|a) / ((1−π)·prior(b)), q uniform, x_ab between u_ab times those two ends and m the share in
    the answer, the answer's part is ``(m_b + Σ m_a·x_ab) / (1 + Σ x_ab)``. It is greatest at a corner, and the
    posterior is a mean of these parts over b, so never above the greatest; then the lapse. For one actor b under
    a uniform prior and many actors it is ``1 / (1 + ½·P(T ≥ t)·π/(1−π)·(1 + e^κ))`` before the lapse.

    Source: the mediant inequality; ``docs/explanation/weighing.md`` W8.
    """
    share, models = weighing.share[:, answer], imitable(weighing)
    genuine, imitating, _ = _masses(weighing, chance)
    high = imitating[:, None] / genuine * _pairs(weighing)
    low = high * 0.5 * _no_less(weighing.classes, _highest(weighing, share))
    best = float(np.max(share[~models], initial=0.0))  # the unknown actor is imitated by nobody
    for threshold in (*np.unique(share), math.inf):
        odds = np.where((share >= threshold)[:, None], high, low)
        part = (share + (share[:, None] * odds).sum(axis=0)) / (1 + odds.sum(axis=0))
        best = max(best, float(part[models].max(initial=0.0)))
    return (1 - weighing.lapse) * best + weighing.lapse * math.fsum(weighing.prior * share)


def _one(weighing: Weighing, ratio: Floats, answer: int, declared: Decimal, cap: float) -> Imitation:
    chance, share = float(declared), weighing.share[:, answer]
    found = imitators(weighing, ratio, answer, chance)
    ranked = [
        (-value, one.actor)
        for value, one in zip(found.round(PLACES).tolist(), weighing.hypotheses, strict=True)
        if value > 0
    ]
    return Imitation(
        prior=declared,
        probability=probability(math.fsum(culprits(weighing, ratio, chance) * share)),
        imitated=probability(math.fsum(found)),
        by=min(ranked)[1] if ranked else UNKNOWN,
        cap=probability(cap),
    )


def _pairs(weighing: Weighing) -> Floats:
    """Return 1 where the row's hypothesis can imitate the column's."""
    pairs = np.repeat(imitable(weighing)[None, :].astype(np.float64), len(weighing.hypotheses), axis=0)
    np.fill_diagonal(pairs, 0.0)
    return pairs


def _masses(weighing: Weighing, chance: float) -> tuple[Floats, Floats, Floats]:
    """Return prior mass of a as itself, of a⇒b for any one b, and the likelihood against the greatest; each (hypotheses,).

    Who has nobody to imitate is always itself.
    """
    models = imitable(weighing)
    others = models.sum() - models
    imitates = np.where(others > 0, chance, 0.0)
    totals = whole_totals(weighing)
    genuine: Floats = weighing.prior * (1 - imitates)
    return genuine, weighing.prior * imitates / np.maximum(others, 1), np.exp(totals - totals.max())


def _highest(weighing: Weighing, share: Floats) -> int:
    """Return the highest tier of an item that speaks for a hypothesis of the answer; 1 if there is none."""
    of = (share > 0) & imitable(weighing)
    tiers = [
        int(forgery_tiers(weights)[(weights.matrix[:, of[_owner(weights)]] > 0).any(axis=1)].max(initial=1))
        for weights in weighing.classes
    ]
    return max(tiers, default=1)


def _owner(weights: Weights) -> NDArray[np.int64]:
    """Return the hypothesis of each column."""
    return np.arange(weights.matrix.shape[1]) if weights.owner is None else weights.owner


def _no_less(classes: Sequence[Weights], highest: int) -> Floats:
    """Return ``Σ_{T ≥ t} P(T)·[S_c(a) ≥ S_c(b) beyond T in each class]``, shape (hypotheses, hypotheses).

    Of several ways the least of a and the greatest of b.
    """
    found = np.zeros((1, 1))
    for capability, chance in CAPABILITY.items():
        if capability < highest:
            continue
        holds = np.full((1, 1), chance)
        for weights in classes:
            costly = summed(weights, forgery_tiers(weights) > capability)
            firsts = np.flatnonzero(np.diff(_owner(weights), prepend=-1))
            least, most = np.minimum.reduceat(costly, firsts), np.maximum.reduceat(costly, firsts)
            holds = holds * (least[:, None] >= most)
        found = found + holds
    return found
