"""What is measured: a report whose author of the deed is known, and what a method said of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from probandum.weighers.counts import Counts

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Operations:
    """Earlier reports that share items with the observed ones, sparse (W14).

    Attributes:
        owner: actor of each report, rising, shape (reports,).
        size: items that each shows, shape (reports,).
        rows: entry → observed item.
        columns: entry → report.
        reported: whether an actor has any report, shape (actors,).
    """

    owner: Ints
    size: Floats
    rows: Ints
    columns: Ints
    reported: NDArray[np.bool_]


@dataclass(frozen=True)
class Trial:
    """One report, and the knowledge as it stood without it.

    Attributes:
        id: the report: name of a citation, or id of an item.
        date: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
        group: whom the report is about, known by then or not: the key of folds and of the group bootstrap.
        truth: the right answer: ``group`` where the knowledge held it by then, else ``unknown``.
        actors: known groups with a profile, sorted.
        observed: ids the report shows that somebody was seen with or that the knowledge knows, sorted.
        missed: ids that the knowledge does not know.
        counts: of the observed items for the actors.
        norms: length of each actor's profile as a vector of inverse document frequencies, shape (actors,).
        sorts: ``technique``, ``tool`` or ``malware`` for each observed item.
        operations: earlier reports that show any of the observed items.
    """

    id: str
    date: str
    group: str
    truth: str
    actors: tuple[str, ...]
    observed: tuple[str, ...]
    missed: tuple[str, ...]
    counts: Counts
    norms: Floats
    sorts: tuple[str, ...]
    operations: Operations


@dataclass(frozen=True)
class Outcome:
    """What a method said of one trial.

    Attributes:
        id: of the trial.
        group: whom it is about: key of folds and of the group bootstrap.
        truth: the right answer: one of ``actors`` or ``unknown``.
        actors: sorted.
        probability: of each actor, and last of somebody else; shape (actors + 1,), sums to one.
    """

    id: str
    group: str
    truth: str
    actors: tuple[str, ...]
    probability: Floats
