"""The peers' calibration: it is the maximum, it is out of fold, and nothing about it hangs on order."""

import dataclasses
import hashlib

import numpy as np
import pytest
from invented_trials import trial
from scipy.optimize import minimize

from probandum.errors import UsageError
from probandum.evaluate import calibrate, measures, peers
from probandum.evaluate.calibrate import EXPONENTS, LAPSE, answers, calibrated, fit, fold, scored
from probandum.model.hypothesis import UNKNOWN

GROUPS = [f"G{n:04}" for n in range(12)]
PROFILES = {
    group: {f"T{(7 * n + 3 * k) % 31:04}": 1 + (n + k) % 3 for k in range(6)} | {f"S{n:04}": 1 + n % 2}
    for n, group in enumerate(GROUPS)
}


def drawn(number):
    """Invented reports: half of what a group is known for and some noise; every third is by a stranger."""
    raw = np.random.PCG64(number).random_raw(12) % 1000
    made = []
    for place, group in enumerate(GROUPS):
        profile = sorted(PROFILES[group])
        known = [item for item, chance in zip(profile, np.roll(raw, place), strict=False) if chance < 550]
        noise = [f"T{(int(value) + place) % 31:04}" for value in raw[:4]]
        stranger = (place + number) % 3 == 0
        observed = {*([] if stranger else known), *noise}
        truth = UNKNOWN if stranger else group
        made.append(trial(PROFILES, observed, truth, f"{number}/{group}", f"X{place}" if stranger else group))
    return made


TRIALS = [one for number in range(8) for one in drawn(number)]


def objective(theta, scores, unit, share, exponent):
    """The penalised log likelihood with its lapse, written out anew from the trials."""
    gain = 0.0
    for one, score in zip(TRIALS, scores, strict=True):
        known = score * len(one.observed) ** exponent / unit
        signs = [1, known.max(), len(one.observed) / 20][: len(theta) - 1]
        odds = np.append(np.exp(theta[0] * known) / len(known), np.exp(theta[1:] @ signs))
        prior = np.append(np.full(len(known), (1 - share) / len(known)), share)
        truth = len(known) if one.truth == UNKNOWN else one.actors.index(one.truth)
        gain += np.log((1 - LAPSE) * odds / odds.sum() + LAPSE * prior)[truth]
    return -(gain - 0.5e-3 * theta @ theta)


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "whole"])
@pytest.mark.parametrize("name", ["jaccard", "bm25"])
def test_it_is_the_maximum(name, plain):
    score = getattr(peers, name)
    found = fit(scored(TRIALS, score), plain=plain)
    scores = [score(one) for one in TRIALS]
    assert len(found.theta) == (2 if plain else 4)
    start = np.append(1.0, np.zeros(len(found.theta) - 1))
    lost = {}
    for exponent in (0.0,) if plain else EXPONENTS:
        stretched = [score * len(one.observed) ** exponent for one, score in zip(TRIALS, scores, strict=True)]
        unit = np.concatenate(stretched).std()
        best = minimize(objective, start, (scores, unit, found.share, exponent), method="BFGS")
        lost[exponent] = best.fun
        if exponent == found.exponent:
            assert found.unit == pytest.approx(unit)
            assert found.gain == pytest.approx(-best.fun, abs=1e-4)
            assert found.theta == pytest.approx(best.x, abs=2e-2)
    assert lost[found.exponent] == min(lost.values())


def test_it_tells_more_than_the_base_rate_and_is_calibrated():
    share = sum(one.truth == UNKNOWN for one in TRIALS) / len(TRIALS)
    ignorant = -share * np.log(share) - (1 - share) * np.log((1 - share) / len(GROUPS))
    line = measures.figures(measures.read(calibrated(TRIALS, peers.bm25)))
    assert line.log_loss < ignorant
    assert line.ece < 0.12
    assert line.top_1 == measures.figures(measures.read([peers.raw(one, peers.bm25) for one in TRIALS])).top_1


def test_scores_that_say_nothing_leave_the_base_rate():
    found = fit(scored(TRIALS, lambda one: np.zeros(len(one.actors))), plain=True)
    chances = answers(scored(TRIALS[:1], lambda one: np.zeros(len(one.actors))), found)[0]
    absent = sum(one.truth == UNKNOWN for one in TRIALS) / len(TRIALS)
    assert chances[-1] == pytest.approx(absent, abs=1e-3)
    assert chances[:-1] == pytest.approx(np.full(len(GROUPS), (1 - absent) / len(GROUPS)), abs=1e-3)


def test_a_group_never_testifies_to_its_own_calibration():
    """Turning the right answers of one fold upside down changes no answer in that fold, and some outside it."""
    number = fold("G0000")
    turned = [
        dataclasses.replace(one, truth=one.actors[0] if one.truth == UNKNOWN else UNKNOWN)
        if fold(one.group) == number
        else one
        for one in TRIALS
    ]
    same = [
        np.array_equal(one.probability, other.probability)
        for one, other in zip(calibrated(TRIALS, peers.bm25), calibrated(turned, peers.bm25), strict=True)
    ]
    assert [same[place] for place, one in enumerate(TRIALS) if fold(one.group) == number] != []
    assert same == [fold(one.group) == number for one in TRIALS]


def test_folds_are_those_of_the_hash():
    assert fold("G0034") == int(hashlib.sha256(b"G0034").hexdigest(), 16) % 10
    assert {fold(f"G{n:04}") for n in range(200)} == set(range(10))


def test_the_order_of_trials_changes_nothing():
    forward = {one.id: one.probability for one in calibrated(TRIALS, peers.bm25)}
    backward = {one.id: one.probability for one in calibrated(TRIALS[::-1], peers.bm25)}
    assert sorted(forward) == sorted(backward)
    for name, chances in forward.items():
        assert chances == pytest.approx(backward[name], abs=1e-6)


def test_the_unit_of_a_score_changes_nothing():
    one = calibrated(TRIALS, peers.bm25)
    other = calibrated(TRIALS, lambda seen: 1000 * peers.bm25(seen))
    for first, second in zip(one, other, strict=True):
        assert first.probability == pytest.approx(second.probability, abs=1e-6)


def test_outcomes_are_distributions_over_the_trials_own_actors():
    few = trial({"G0100": {"T0001": 1}, "G0101": {"T0002": 1}}, ["T0001"], "G0100", "few", "G0100")
    nobody = trial({}, ["T0001"], name="nobody")
    found = calibrated([*TRIALS, few, nobody], peers.bm25)
    assert [one.id for one in found] == [*(one.id for one in TRIALS), "few", "nobody"]
    for one in found:
        assert one.probability.shape == (len(one.actors) + 1,)
        assert one.probability.sum() == pytest.approx(1)
    assert found[-1].probability.tolist() == [1]
    assert (found[-2].probability > 0).all()


def test_one_fold_alone_cannot_be_calibrated():
    with pytest.raises(UsageError, match="calibration"):
        calibrated([one for one in TRIALS if one.group == "G0001"], peers.bm25)


def test_a_perfect_score_with_no_stranger_stays_finite():
    known = [one for one in TRIALS if one.truth != UNKNOWN]
    found = fit(scored(known, lambda one: np.eye(len(one.actors))[one.actors.index(one.truth)]))
    assert np.isfinite(found.theta).all()
    assert calibrate.LAPSE * found.share < 0.01
