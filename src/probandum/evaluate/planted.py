"""Planted evidence: who is named when items of another actor lie beside the genuine ones, and what W9 makes of it.

Here stand experiment and count; the method comes in as two functions, so that any of them can be put to it.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from probandum.evaluate.measures import THRESHOLDS, Tally
from probandum.evaluate.outcomes import Floats, Trial
from probandum.model.ident import Value

MOST = 5
"""Items planted at most."""
DEPTH = 3
"""Largest budget whose standing verdicts are counted."""
BARS = (0.75, 0.90)
_SLACK = 1e-9

Rival = Literal["strongest", "random"]


class Weighed(NamedTuple):
    """What a method says of a trial.

    Attributes:
        probability: of each of the trial's actors and last of somebody else, shape (actors + 1,).
        budget: P_k of the leading actor for k = 0, 1, …, at least ``MOST`` (W9).
        leading: place of the leading known actor.
    """

    probability: Floats
    budget: Floats
    leading: int


Weigh = Callable[[Trial, tuple[str, ...]], Weighed | tuple[Floats, Floats, int]]
"""Trial and planted ids → what the method says of the observed items and the planted ones together."""
Arsenal = Callable[[Trial, str], Sequence[str]]
"""Trial and actor → ids not observed in it that the actor is known for, those that speak most for it first."""


class Planting(Value, frozen=True):
    """What came of planting so many items for one kind of rival.

    Attributes:
        rival: ``strongest``: the wrong actor whom the genuine items make most probable; ``random``: any other one.
        planted: how many items.
        named: trials in which the rival is then named at a threshold, out of those where so many could be planted.
        held: the same when the verdict is held against a budget of as many items.
        unsound: trials in which P_k of the rival at some k ≥ planted lies above its probability under the genuine
            items alone. The bound is sound if there is none.
    """

    rival: Rival
    planted: int
    named: tuple[Tally, ...]
    held: tuple[Tally, ...]
    unsound: int


class Standing(Value, frozen=True):
    """Verdicts that stand at a threshold though so many items were planted, and how many of them are right."""

    threshold: float
    budget: int
    right: int
    of: int


def genuine(trials: Sequence[Trial], weigh: Weigh) -> dict[str, Weighed]:
    """Return what the method says of each trial with actors when nothing was planted, by id."""
    return {trial.id: _weighed(weigh, trial, ()) for trial in trials if trial.actors}


def standing(trials: Sequence[Trial], answers: Mapping[str, Weighed]) -> tuple[Standing, ...]:
    """Return the verdicts that stand at budget 0 … 3, at every threshold.

    Args:
        trials: any.
        answers: from :func:`genuine`.
    """
    held = [trial for trial in trials if trial.id in answers]
    right = [trial.actors[answers[trial.id].leading] == trial.truth for trial in held]
    made = []
    for bar in THRESHOLDS:
        for budget in range(DEPTH + 1):
            stands = [answers[trial.id].budget[budget] >= bar for trial in held]
            hits = sum(bool(ok and stand) for ok, stand in zip(right, stands, strict=True))
            made.append(Standing(bar, budget, hits, sum(map(bool, stands))))
    return tuple(made)


def plant(
    trials: Sequence[Trial], answers: Mapping[str, Weighed], weigh: Weigh, arsenal: Arsenal
) -> tuple[Planting, ...]:
    """Plant 1 … 5 items for the strongest rival and for a random one in every trial, and count who is named.

    A trial where the rival has fewer items left is not counted. Cost: ten weighings a trial.

    Args:
        trials: any; the rival is never the right answer.
        answers: from :func:`genuine`.
        weigh: the method.
        arsenal: what could be planted.
    """
    made = []
    for rival, choose in _RIVALS.items():
        targets = list(_targets(trials, answers, choose, arsenal))
        made += [_planting(rival, targets, weigh, planted) for planted in range(1, MOST + 1)]
    return tuple(made)


def strongest(trial: Trial, answer: Weighed) -> int | None:
    """Return the place of the wrong actor whom the genuine items make most probable; of equal ones the first."""
    wrong = [place for place, actor in enumerate(trial.actors) if actor != trial.truth]
    return min(wrong, key=lambda place: (-answer.probability[place], trial.actors[place]), default=None)


def hashed(trial: Trial, answer: Weighed) -> int | None:  # noqa: ARG001 – chosen whatever the answer
    """Return the place of a wrong actor chosen by a hash of trial and actor: the same in every run."""
    wrong = [place for place, actor in enumerate(trial.actors) if actor != trial.truth]
    return min(wrong, key=lambda place: _mark(trial.id, trial.actors[place]), default=None)


_RIVALS: dict[Rival, Callable[[Trial, Weighed], int | None]] = {"strongest": strongest, "random": hashed}


class _Target(NamedTuple):
    """A trial, the place of the rival, its probability under the genuine items, and what could be planted."""

    trial: Trial
    rival: int
    before: float
    items: tuple[str, ...]


def _targets(
    trials: Sequence[Trial],
    answers: Mapping[str, Weighed],
    choose: Callable[[Trial, Weighed], int | None],
    arsenal: Arsenal,
) -> Iterator[_Target]:
    for trial in trials:
        answer = answers.get(trial.id)
        rival = choose(trial, answer) if answer else None
        if answer is not None and rival is not None:
            items = tuple(one for one in arsenal(trial, trial.actors[rival]) if one not in trial.observed)
            yield _Target(trial, rival, float(answer.probability[rival]), items[:MOST])


def _planting(rival: Rival, targets: Sequence[_Target], weigh: Weigh, planted: int) -> Planting:
    """Plant so many items in every trial that has room for them."""
    named, held = dict.fromkeys(BARS, 0), dict.fromkeys(BARS, 0)
    tried, unsound = 0, 0
    for target in targets:
        if len(target.items) < planted:
            continue
        tried += 1
        after = _weighed(weigh, target.trial, target.items[:planted])
        if after.leading != target.rival:
            continue
        for bar in BARS:
            named[bar] += bool(after.probability[target.rival] >= bar)
            held[bar] += bool(after.budget[planted] >= bar)
        unsound += bool((after.budget[planted:] > target.before + _SLACK).any())
    return Planting(
        rival,
        planted,
        tuple(Tally(bar, count, tried) for bar, count in named.items()),
        tuple(Tally(bar, count, tried) for bar, count in held.items()),
        unsound,
    )


def _weighed(weigh: Weigh, trial: Trial, planted: tuple[str, ...]) -> Weighed:
    """Weigh, and see that the answer has its shape.

    Raises:
        ValueError: a probability or a budget too few.
    """
    answer = Weighed(*weigh(trial, planted))
    if answer.probability.shape != (len(trial.actors) + 1,) or len(answer.budget) <= MOST:
        raise ValueError(
            f"{trial.id}: {answer.probability.shape} probabilities, {len(answer.budget)} budgets"
        )
    return answer


def _mark(trial: str, actor: str) -> str:
    return hashlib.sha256(f"{trial}\n{actor}".encode()).hexdigest()
