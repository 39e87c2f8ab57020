"""The methods of others that ours is held against: each gives every known actor a score for one trial.

All of them see what ours sees: the items that the report shows and the knowledge knows. A match is an item that a
report shows with the actor (k > 0); an item that is only implied by the actor's software is no match here.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from probandum.evaluate.outcomes import Floats, Outcome, Trial

Score = Callable[[Trial], Floats]
"""Trial → scores, shape (actors,); the greater the more does the report look like the actor."""

SATURATION, LENGTH = 1.2, 0.75
"""k1 and b of BM25, the usual values."""
SMOOTHING = 300.0
"""Items added by :func:`smoothed_bayes`."""


def jaccard(trial: Trial) -> Floats:
    """Return ``|E ∩ P_g| / |E ∪ P_g|``, in [0, 1] (Jaccard 1901)."""
    shared = _summed(trial, np.ones(len(trial.counts.k)))
    union = len(trial.observed) + trial.counts.distinct - shared
    return _ratio(shared, union)


def tfidf_cosine(trial: Trial) -> Floats:
    """Return the cosine between report and profile as vectors of inverse document frequencies, in [0, 1].

    Source: Salton & Buckley, Information Processing & Management 24 (1988); a profile's terms are binary.
    """
    weight = inverse_frequency(frequency(trial), len(trial.actors))
    length = np.sqrt(np.sum(weight**2)) * trial.norms
    shared = _summed(trial, weight[trial.counts.rows] ** 2)
    return _ratio(shared, length)


def bm25(trial: Trial) -> Floats:
    """Return BM25: profiles as documents, k reports of an item as its frequency in them, k1 = 1.2, b = .75.

    ``Σ idf_t · k·(k1+1) / (k + k1·(1 − b + b·N_g/N̄))``, ``idf_t = log(1 + (G − df + ½)/(df + ½))``, never negative.

    Source: Robertson & Zaragoza, Foundations and Trends in IR 3 (2009); idf as in Apache Lucene.
    """
    counts, actors = trial.counts, len(trial.actors)
    seen = frequency(trial)
    rarity = np.log1p((actors - seen + 0.5) / (seen + 0.5))
    mean = counts.distinct.mean() if actors and counts.distinct.any() else 1.0
    stretch = SATURATION * (1 - LENGTH + LENGTH * counts.distinct[counts.columns] / mean)
    return _summed(trial, rarity[counts.rows] * counts.k * (SATURATION + 1) / (counts.k + stretch))


def naive_bayes(trial: Trial, added: float = 1.0) -> Floats:
    """Return ``Σ log P(t|g) − log b_t`` in nats: multinomial naive Bayes over the items, against the base rate.

    ``P(t|g) = ([k_gt > 0] + m·b_t) / (N_g + m)``: Laplace's added items, m in all, spread as the base rate has it
    (the m-estimate: Cestnik, ECAI 1990); m = 1 here. An item that nobody was ever seen with says nothing.
    """
    counts = trial.counts
    base = counts.base[counts.rows]
    met = (counts.k > 0) & (base > 0)
    without = -np.log1p(counts.distinct / added) * np.count_nonzero(counts.base)
    gain = np.log1p(1 / (added * np.where(met, base, 1.0)))
    return without + _summed(trial, np.where(met, gain, 0.0))


def smoothed_bayes(trial: Trial) -> Floats:
    """Return naive Bayes with as much smoothing as suits it: the query likelihood with a Dirichlet prior.

    m = 300, about ten profiles; of 1, 30, 100, 300, 1000 it did best on reports in ATT&CK 14.1 and on those that are
    in 14.1 and not in 10.1, so this peer was chosen on the trials that it is measured on.

    Source: Zhai & Lafferty, SIGIR 2001.
    """
    return naive_bayes(trial, SMOOTHING)


def raw(trial: Trial, score: Score = naive_bayes) -> Outcome:
    """Return the softmax of log likelihood ratios as it comes: nothing fitted, somebody else at the base rate.

    ``P(g) ∝ e^s / G``, ``P(U) ∝ 1``: even odds for an actor who is not known.
    """
    nats = np.append(score(trial) - np.log(max(len(trial.actors), 1)), 0.0)
    share = np.exp(nats - nats.max())
    return Outcome(trial.id, trial.group, trial.truth, trial.actors, share / share.sum())


def frequency(trial: Trial) -> Floats:
    """Return df: how many actors reports show each observed item with, shape (items,)."""
    counts = trial.counts
    return np.bincount(counts.rows[counts.k > 0], minlength=len(trial.observed)).astype(np.float64)


def inverse_frequency(seen: Floats, actors: int) -> Floats:
    """Return ``log(G / df)``, the inverse document frequency; an item of nobody counts as one of a single actor.

    ``Trial.norms`` is made with the same formula, or the cosine is none.

    Source: Spärck Jones, Journal of Documentation 28 (1972).
    """
    weight: NDArray[np.float64] = np.log(max(actors, 1) / np.maximum(seen, 1.0))
    return weight


def _summed(trial: Trial, worth: Floats) -> Floats:
    """Return the sum of what each match is worth per actor; entries are added in their order."""
    counts = trial.counts
    met = counts.k > 0
    total = np.bincount(counts.columns[met], weights=worth[met], minlength=len(trial.actors))
    return np.asarray(total, dtype=np.float64)


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Return the quotient; 0 where the whole is nothing."""
    result: Floats = np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)
    return result
