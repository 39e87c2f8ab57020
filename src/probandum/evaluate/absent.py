"""False accusations: who is named when the actor who did it is not in the knowledge."""

import dataclasses
from collections.abc import Callable, Sequence

import numpy as np

from probandum.evaluate.measures import Tally, named_though_unknown, read
from probandum.evaluate.outcomes import Outcome, Trial
from probandum.model.hypothesis import UNKNOWN


def accusations(trials: Sequence[Trial], answer: Callable[[Trial], Outcome]) -> tuple[Tally, ...]:
    """Return how often somebody is named, at each threshold, after the right actor was taken out of the knowledge.

    Args:
        trials: any; those whose right answer is known are put to the method without it.
        answer: the method, with whatever was fitted on trials about other groups.
    """
    known = [trial for trial in trials if trial.truth != UNKNOWN]
    return named_though_unknown(read([answer(without_actor(trial)) for trial in known]))


def without_actor(trial: Trial) -> Trial:
    """Return the trial as it is where nobody knows the right actor: its column is gone, the right answer is unknown.

    Profiles, counts and base rates of everybody else stay as they are.

    Raises:
        ValueError: the right answer is no known actor.
    """
    place = trial.actors.index(trial.truth)
    counts = trial.counts
    kept = counts.columns != place
    columns = counts.columns[kept]
    return dataclasses.replace(
        trial,
        truth=UNKNOWN,
        actors=trial.actors[:place] + trial.actors[place + 1 :],
        norms=np.delete(trial.norms, place),
        counts=dataclasses.replace(
            counts,
            rows=counts.rows[kept],
            columns=columns - (columns > place),
            k=counts.k[kept],
            distinct=np.delete(counts.distinct, place),
        ),
    )
