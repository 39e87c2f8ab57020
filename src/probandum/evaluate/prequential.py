"""``evaluate prequential``: a pack against itself, one report at a time, beside the methods of others.

Whatever is fitted (our parameters, the calibration of the others) is fitted on reports about groups of other folds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec
import numpy as np

from probandum.errors import UsageError
from probandum.evaluate import peers
from probandum.evaluate.absent import accusations
from probandum.evaluate.calibrate import calibrated, fold
from probandum.evaluate.fit import FOLDS, Fit, fit, out_of_fold
from probandum.evaluate.measures import Tally
from probandum.evaluate.method import flat, outcomes
from probandum.evaluate.outcomes import Outcome, Trial
from probandum.evaluate.planted import Planting, Standing, genuine, plant, standing
from probandum.evaluate.replay import replayable, replayed, without_echoes, without_right
from probandum.evaluate.results import Results, results
from probandum.evaluate.weighed import Scales
from probandum.model.hypothesis import UNKNOWN
from probandum.model.pack import Pack
from probandum.parts import Progress

_Row = TypeVar("_Row", Planting, Standing)
OURS = "probandum"
ECHOLESS = f"{OURS}, without echoes"
LEAST_TRIALS = 20
"""Fewer reports than parameters fit anything and show nothing."""
PROTOCOL = (
    (
        "One report at a time: the knowledge is counted anew from what certainly was published before the first day that "
        "the report's date may mean, so never from the report itself; what cites nothing is left out."
    ),
    (
        "A report counts if it is dated and shows exactly one group, that one with at least five items, once five groups "
        "are known. A group of which nothing was published earlier is unknown, and somebody else is the right answer."
    ),
    (
        "Ten folds by group: whatever is fitted, ours and the calibration of the others, never saw a report on the group "
        "that it is measured on. The prior is uniform."
    ),
)
PEERS: dict[str, peers.Score] = {
    "Jaccard": peers.jaccard,
    "TF-IDF cosine": peers.tfidf_cosine,
    "naive Bayes": peers.naive_bayes,
    "naive Bayes, smoothed": peers.smoothed_bayes,
    "BM25": peers.bm25,
}
CALIBRATIONS = {"calibrated": True, "calibrated by length": False}
"""How a peer is calibrated → whether plainly; see :mod:`~probandum.evaluate.calibrate`."""


@dataclass(frozen=True)
class _Heard:
    """What one replay yields: the trials; those by a known actor as if nobody knew it; all as if nothing repeated them."""

    trials: tuple[Trial, ...]
    absent: Mapping[str, Trial]
    echoless: tuple[Trial, ...]


def prequential(pack: Pack, progress: Progress | None = None) -> Results:
    """Measure our method and its peers on every report of a pack that can be replayed.

    Args:
        pack: whole; its relations name dated reports.
        progress: is told what, how many done, how many in all.

    Raises:
        UsageError: too few dated reports, or all about groups of one fold.
    """
    tell = progress or (lambda *_: None)
    heard = _hear(pack, tell)
    trials = enough(heard.trials, pack)
    done = iter(range(1, FOLDS + 1))
    said, fits = out_of_fold(
        trials, fit(flat(trials)), tick=lambda: tell("fit out of fold", next(done), FOLDS)
    )
    answers = {OURS: said, ECHOLESS: [_answer(one, fits) for one in heard.echoless], **_others(trials, tell)}
    title = f"{pack.name} {pack.version}, one report at a time"
    found = results(title, answers, PROTOCOL, pack.made_from)
    absent = accusations(trials, lambda one: _answer(one, fits), lambda one: heard.absent[one.id])
    plantings, stands = _forged(pack, fits, len(trials), tell)
    return msgspec.structs.replace(
        found,
        absent=absent,
        planted=plantings,
        standing=stands,
        notes=(*bar(found), *_notes(heard)),
    )


def enough(trials: Sequence[Trial], pack: Pack) -> Sequence[Trial]:
    """Return the trials, if something can be fitted on them and measured.

    Raises:
        UsageError: too few, or all about groups of one fold.
    """
    if len(trials) < LEAST_TRIALS or len({fold(one.group) for one in trials}) < 2:
        groups = len({one.group for one in trials})
        raise UsageError(
            f"{pack.name} {pack.version}: {len(trials)} reports on {groups} groups can be replayed, too few to measure",
            f"give a bundle whose relations cite dated reports, at least {LEAST_TRIALS} of them",
        )
    return trials


def bar(found: Results) -> tuple[str, str]:
    """Return which BM25 ours is held against, how far apart they are in log-loss, and the same for the best of the others."""
    loss = {one.name: one.figures.log_loss or 0.0 for one in found.methods}
    held = [f"BM25, {how}" for how in CALIBRATIONS]
    others = [name for name in loss if name not in {OURS, ECHOLESS}]
    better, best = (min(names, key=lambda name: (loss[name], name)) for names in (held, others))
    return (
        f"The bar compares with the better of both calibrations of BM25, here {_ahead(better, loss)}",
        f"The best of all others in log-loss is {_ahead(best, loss)}",
    )


def _ahead(name: str, loss: Mapping[str, float]) -> str:
    ahead = (1 - loss[OURS] / loss[name]) * 100
    return f"“{name}” (log-loss {loss[name]:.3f}): ours is {abs(ahead):.1f} % {'lower' if ahead >= 0 else 'higher'}."


def _hear(pack: Pack, tell: Progress) -> _Heard:
    whole = replayable(pack)
    trials, absent, echoless = [], {}, []
    for one in replayed(pack):
        trials.append(one.trial)
        if one.trial.truth != UNKNOWN:
            absent[one.trial.id] = without_right(one)
        echoless.append(without_echoes(one))
        tell("replay", len(trials), whole)
    trials, echoless = trials[::-1], echoless[::-1]  # in the order of time
    return _Heard(tuple(trials), absent, tuple(echoless))


def _answer(trial: Trial, fits: Sequence[Fit]) -> Outcome:
    """Return what our method says of a trial with the parameters that were fitted without its group."""
    if not trial.actors:
        return Outcome(trial.id, trial.group, trial.truth, (), np.ones(1))
    (said,) = outcomes(flat([trial]), fits[fold(trial.group)].numbers)
    return said


def _others(trials: Sequence[Trial], tell: Progress) -> dict[str, list[Outcome]]:
    made = {"naive Bayes, raw": [peers.raw(one) for one in trials]}
    pairs = [(name, score, how) for name, score in PEERS.items() for how in CALIBRATIONS]
    for done, (name, score, how) in enumerate(pairs, start=1):
        made[f"{name}, {how}"] = calibrated(trials, score, plain=CALIBRATIONS[how])
        tell("methods of others", done, len(pairs))
    return made


def _forged(
    pack: Pack, fits: Sequence[Fit], whole: int, tell: Progress
) -> tuple[tuple[Planting, ...], tuple[Standing, ...]]:
    """Replay once more with the program's own weighers: what planting does, and which verdicts stand against it."""
    scales = Scales()
    plantings: list[tuple[Planting, ...]] = []
    stands: list[tuple[Standing, ...]] = []
    for done, one in enumerate(replayed(pack), start=1):
        numbers = fits[fold(one.trial.group)].numbers
        weigh = scales.weigh(one, numbers)
        answers = genuine([one.trial], weigh)
        stands.append(standing([one.trial], answers))
        plantings.append(plant([one.trial], answers, weigh, scales.arsenal(one, numbers)))
        tell("planting", done, whole)
    return _each(plantings, _planted), _each(stands, _stood)


def _each(rows: Sequence[tuple[_Row, ...]], add: Callable[[Sequence[_Row]], _Row]) -> tuple[_Row, ...]:
    """Return the rows of all trials added up, place by place."""
    return tuple(add(same) for same in zip(*rows, strict=True))


def _planted(rows: Sequence[Planting]) -> Planting:
    return msgspec.structs.replace(
        rows[0],
        named=_tallied([one.named for one in rows]),
        held=_tallied([one.held for one in rows]),
        unsound=sum(one.unsound for one in rows),
    )


def _stood(rows: Sequence[Standing]) -> Standing:
    right, of = sum(one.right for one in rows), sum(one.of for one in rows)
    return msgspec.structs.replace(rows[0], right=right, of=of)


def _tallied(rows: Sequence[tuple[Tally, ...]]) -> tuple[Tally, ...]:
    return tuple(
        Tally(same[0].threshold, sum(one.count for one in same), sum(one.of for one in same))
        for same in zip(*rows, strict=True)
    )


def _notes(heard: _Heard) -> tuple[str, ...]:
    pairs = list(zip(heard.trials, heard.echoless, strict=True))
    fewer = sum(one is not other for one, other in pairs)
    lost = sum(one.truth != other.truth for one, other in pairs)
    return (
        (
            f"“{ECHOLESS}”: every earlier report that shows one group with at least half of the tested report's items is "
            f"taken out of the knowledge, with the parameters as they were. That concerns {fewer} of {len(pairs)} trials; in "
            f"{lost} of them the group was known by such reports alone, and somebody else becomes the right answer."
        ),
        (
            "The right actor taken out: the knowledge is counted anew without it and without the campaigns that are its "
            "alone; the methods of others were not put to this."
        ),
        (
            "Planted items: a forger who knows knowledge and method copies the earlier report on the rival that comes "
            "nearest, its strongest items first. Budget bounds are those of the parameters as fitted, without the interval."
        ),
        "“naive Bayes, smoothed” had its smoothing chosen on such trials, so it is a little flattered.",
    )
