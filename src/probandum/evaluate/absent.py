"""False accusations: who is named when the actor who did it is not in the knowledge."""

import dataclasses
from collections.abc import Callable, Sequence

import numpy as np

from probandum.evaluate.measures import Tally, named_though_unknown, read
from probandum.evaluate.outcomes import Operations, Outcome, Trial
from probandum.model.hypothesis import UNKNOWN


def accusations(
    trials: Sequence[Trial],
    answer: Callable[[Trial], Outcome],
    remove: Callable[[Trial], Trial] | None = None,
) -> tuple[Tally, ...]:
    """Return how often somebody is named, at each threshold, after the right actor was taken out of the knowledge.

    Args:
        trials: any; those whose right answer is known are put to the method without it.
        answer: the method, with whatever was fitted on trials about other groups.
        remove: takes the right actor out, and recounts the knowledge if it can; :func:`without_actor` by default.
    """
    known = [trial for trial in trials if trial.truth != UNKNOWN]
    return named_though_unknown(read([answer((remove or without_actor)(trial)) for trial in known]))


def without_actor(trial: Trial) -> Trial:
    """Return the trial as it is where nobody knows the right actor: its column is gone, the right answer is unknown.

    Base rates and norms stay as they were counted with the actor's own reports, which a trial cannot take back. That
    is a little kind to the method: on ATT&CK 10.1 → 14.1 counting anew gives the leading actor .017 more on the mean.

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
        operations=_without_owner(trial.operations, place),
    )


def _without_owner(operations: Operations, place: int) -> Operations:
    kept = operations.owner != place
    entries = kept[operations.columns]
    owner = operations.owner[kept]
    return Operations(
        owner=owner - (owner > place),
        size=operations.size[kept],
        rows=operations.rows[entries],
        columns=(np.cumsum(kept) - 1)[operations.columns[entries]],
        reported=np.delete(operations.reported, place),
    )
