"""The peers' fair calibration: a few numbers of their own, fitted out of fold, between score and probability.

Plain, as in W5: ``P(g) ∝ exp(a·s_g) / G``, ``P(U) ∝ exp(κ)``. Whole, because a sum over twenty items is more or less
sure than one over five, and so is a best score of nothing: ``s_g·n^γ`` for a report of n items, and
``P(U) ∝ exp(κ + c·max_g s_g·n^γ + d·n)``. In both a lapse of .01 follows, towards the share of unknown actors in the
training folds, as ours has one. The order of actors stays the score's own, but for a slope that is fitted below zero.

Fitted by maximum likelihood, with a penalty so weak that it only decides what the data leave open. The lapse is a
hidden cause and the rest is concave, so expectation–maximisation with Newton steps climbs without a step size; γ is
the best of five. Sources: Platt (1999) for the form; Dempster, Laird & Rubin (1977) for the lapse.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from probandum.errors import UsageError
from probandum.evaluate.outcomes import Floats, Outcome, Trial
from probandum.evaluate.peers import Score
from probandum.model.hypothesis import UNKNOWN

FOLDS = 10
LAPSE = 0.01
EXPONENTS = (-1.0, -0.5, 0.0, 0.5, 1.0)
"""γ: what a score is multiplied by is n to this power."""
_PENALTY = 1e-3
_ITEMS = 20.0
_ROUNDS, _STEPS, _HALVES = 80, 2, 30
_STILL = 1e-6
_TINY = 1e-300


@dataclass(frozen=True)
class Scored:
    """The scores of all trials, padded.

    Attributes:
        score: shape (trials, most actors); 0 beyond the actors of the trial.
        live: where there is an actor, same shape.
        signs: what speaks for somebody else, a row a trial; the first column is one. Without scores only n stands here.
        truth: column of the right answer; the last one is somebody else.
    """

    score: Floats
    live: NDArray[np.bool_]
    signs: Floats
    truth: NDArray[np.int64]

    def of(self, chosen: NDArray[np.bool_]) -> "Scored":
        """Return some of the trials."""
        return Scored(self.score[chosen], self.live[chosen], self.signs[chosen], self.truth[chosen])


@dataclass(frozen=True)
class Calibration:
    """What was fitted.

    Attributes:
        theta: a, κ and, where it is not plain, c and d; for scores in units.
        exponent: γ.
        unit: standard deviation of ``s·n^γ`` in the training.
        share: of unknown actors in the training, kept off 0 and 1.
        plain: without length and best score.
        gain: penalised log likelihood of the training, lapse included.
    """

    theta: Floats
    exponent: float
    unit: float
    share: float
    plain: bool
    gain: float


def calibrated(trials: Sequence[Trial], score: Score, *, plain: bool = False) -> list[Outcome]:
    """Return the answers of a peer, each calibrated on the trials about groups of other folds.

    Args:
        trials: any.
        score: of the peer.
        plain: as W5 has it, without length and best score.

    Raises:
        UsageError: the trials are about groups of one fold only.
    """
    table = scored(trials, score)
    folds = np.array([fold(trial.group) for trial in trials], dtype=np.int64)
    if len(set(folds.tolist())) < 2:
        raise UsageError("nothing to fit a calibration on", "give trials about more groups")
    made: dict[int, Outcome] = {}
    for number in sorted(set(folds.tolist())):
        fitted = fit(table.of(folds != number), plain=plain)
        said = answers(table.of(folds == number), fitted)
        for place, chances in zip(np.flatnonzero(folds == number).tolist(), said, strict=True):
            made[place] = _outcome(trials[place], chances)
    return [made[place] for place in range(len(trials))]


def fold(group: str) -> int:
    """Return the fold of a group: SHA-256 of its id, modulo ten; the same on every machine."""
    return int(hashlib.sha256(group.encode("utf-8")).hexdigest(), 16) % FOLDS


def scored(trials: Sequence[Trial], score: Score) -> Scored:
    """Score all trials."""
    most = max((len(trial.actors) for trial in trials), default=0)
    table, live = np.zeros((len(trials), most)), np.zeros((len(trials), most), dtype=np.bool_)
    for row, trial in enumerate(trials):
        table[row, : len(trial.actors)] = score(trial)
        live[row, : len(trial.actors)] = True
    items = np.array([len(trial.observed) for trial in trials], dtype=np.float64)
    truth = [most if one.truth == UNKNOWN else one.actors.index(one.truth) for one in trials]
    return Scored(table, live, items[:, None], np.array(truth, dtype=np.int64))


def fit(table: Scored, *, plain: bool = False) -> Calibration:
    """Return the calibration that makes the right answers of these trials most probable.

    Args:
        table: from :func:`scored`.
        plain: as W5 has it.
    """
    fitted = [_fit(table, exponent, plain) for exponent in ((0.0,) if plain else EXPONENTS)]
    return max(fitted, key=lambda one: (round(one.gain, 9), -abs(one.exponent)))


def answers(table: Scored, fitted: Calibration) -> Floats:
    """Return probabilities, shape (trials, most actors + 1), 0 beyond the actors, somebody else last."""
    ready = _in_units(table, fitted.exponent, fitted.unit, fitted.plain)
    result: Floats = (1 - LAPSE) * _softmax(fitted.theta, ready) + LAPSE * _prior(table, fitted.share)
    return result


def _fit(table: Scored, exponent: float, plain: bool) -> Calibration:
    stretched = _in_units(table, exponent, 1.0, plain)
    unit = (float(np.std(stretched.score[table.live])) if table.live.any() else 0.0) or 1.0
    ready = _in_units(table, exponent, unit, plain)
    absent = table.truth == table.score.shape[1]
    share = (float(absent.sum()) + 0.5) / (len(absent) + 1.0)
    before = _right(_prior(table, share), table)
    theta, genuine = np.zeros(1 + ready.signs.shape[1]), np.ones(len(absent))
    for _ in range(_ROUNDS):
        moved = _climb(theta, ready, genuine)
        chance = _right(_softmax(moved, ready), table)
        genuine = (1 - LAPSE) * chance / ((1 - LAPSE) * chance + LAPSE * before)
        still = float(np.abs(moved - theta).max()) < _STILL
        theta = moved
        if still:
            break
    right = (1 - LAPSE) * _right(_softmax(theta, ready), table) + LAPSE * before
    gain = float(np.log(right).sum() - 0.5 * _PENALTY * theta @ theta)
    return Calibration(theta, exponent, unit, share, plain, gain)


def _in_units(table: Scored, exponent: float, unit: float, plain: bool) -> Scored:
    """Return scores as they stand in the exponent, and the signs of somebody else."""
    items = table.signs[:, 0]
    score = table.score * (np.maximum(items, 1.0) ** exponent / unit)[:, None]
    signs = [np.ones(len(items))]
    if not plain:
        best = np.where(table.live, score, -np.inf).max(axis=1, initial=-np.inf)
        signs += [np.where(np.isfinite(best), best, 0.0), items / _ITEMS]
    return Scored(score, table.live, np.stack(signs, axis=1), table.truth)


def _outcome(trial: Trial, chances: Floats) -> Outcome:
    kept = np.append(chances[: len(trial.actors)], chances[-1])
    return Outcome(trial.id, trial.group, trial.truth, trial.actors, kept)


def _prior(table: Scored, share: float) -> Floats:
    """Return ``share`` for somebody else and the rest in equal parts; all for somebody else where nobody is known."""
    known = table.live.sum(axis=1, keepdims=True)
    each = np.where(table.live, (1 - share) / np.maximum(known, 1), 0.0)
    return np.concatenate([each, np.where(known > 0, share, 1.0)], axis=1)


def _softmax(theta: Floats, ready: Scored) -> Floats:
    known = np.maximum(ready.live.sum(axis=1, keepdims=True), 1)
    nats = np.where(ready.live, theta[0] * ready.score - np.log(known), -np.inf)
    nats = np.concatenate([nats, (ready.signs @ theta[1:])[:, None]], axis=1)
    share = np.exp(nats - nats.max(axis=1, keepdims=True))
    result: Floats = share / share.sum(axis=1, keepdims=True)
    return result


def _right(chances: Floats, table: Scored) -> Floats:
    """Return the entry of the right answers, shape (trials,)."""
    right: Floats = np.take_along_axis(chances, table.truth[:, None], axis=1)[:, 0]
    return right


def _climb(theta: Floats, ready: Scored, weight: Floats) -> Floats:
    """Return the maximum of the weighted log likelihood by Newton's method, halved where a step overshoots."""
    chance = _softmax(theta, ready)
    here = _gain(theta, chance, ready, weight)
    for _ in range(_STEPS):
        slope, bend = _slope_and_bend(theta, chance, ready, weight)
        step = np.linalg.solve(bend, slope)
        for _ in range(_HALVES):
            chance = _softmax(theta + step, ready)
            ahead = _gain(theta + step, chance, ready, weight)
            if ahead >= here:
                break
            step = step / 2
        else:
            return theta
        theta, here = theta + step, ahead
        if float(np.abs(step).max()) < _STILL:
            break
    return theta


def _gain(theta: Floats, chance: Floats, ready: Scored, weight: Floats) -> float:
    right = np.maximum(_right(chance, ready), _TINY)
    return float(weight @ np.log(right) - 0.5 * _PENALTY * theta @ theta)


def _slope_and_bend(theta: Floats, chance: Floats, ready: Scored, weight: Floats) -> tuple[Floats, Floats]:
    """Return gradient and negative Hessian of the penalised log likelihood, where θ gives these chances.

    θ multiplies (s_g, 0 …) in a known actor's exponent and (0, signs) in somebody else's: of a softmax the gradient is
    what is true less the mean of these, and the Hessian their covariance.
    """
    other = chance[:, -1:]
    absent = (ready.truth == ready.score.shape[1]).astype(np.float64)[:, None]
    padded = np.concatenate([ready.score, np.zeros((len(other), 1))], axis=1)
    mean = np.concatenate([(chance * padded).sum(axis=1, keepdims=True), other * ready.signs], axis=1)
    true = np.concatenate([_right(padded, ready)[:, None], absent * ready.signs], axis=1)
    bend = _PENALTY * np.eye(len(theta)) - (mean * weight[:, None]).T @ mean
    bend[0, 0] += weight @ (chance * padded**2).sum(axis=1)
    bend[1:, 1:] += (ready.signs * weight[:, None] * other).T @ ready.signs
    return weight @ (true - mean) - _PENALTY * theta, bend
