"""``evaluate cases``: a team's own closed cases, held against what is known of them by now.

Each case folder holds, beside ``case.toml``, a ``truth.toml``::

    actor = "G0034"       # id as in the knowledge, or "unknown": somebody whom the knowledge does not hold
    level = "group"       # optional: level of the question; must be that of the case
    reason = "…"          # optional: how it is known

The truth never enters the weighing; it lies outside the evidence folder and is read by nothing but this.
"""

import math
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np

from probandum.case import Case
from probandum.conclude import clopper_pearson
from probandum.errors import ProbandumError, UsageError
from probandum.evaluate.measures import THRESHOLDS, Tally, share_interval
from probandum.evaluate.outcomes import Outcome
from probandum.evaluate.results import Results, results
from probandum.evaluate.tables import Table, counted, figure
from probandum.intake import FILE
from probandum.model.hypothesis import NOT_ESTABLISHED, UNKNOWN
from probandum.model.ident import Value
from probandum.model.scales import LEVELS
from probandum.model.verdict import Verdict
from probandum.model.weight import Assessment
from probandum.parts import Progress

TRUTH = "truth.toml"
_KEYS = ("actor", "level", "reason")
_LIMIT = 1 << 16
_DOUBT = 0.05
_PROTOCOL = (
    "Each case is weighed as it stands, against the knowledge that it names; reports that were published about it "
    "since must be left out of that knowledge, or it testifies to its own case."
)


class Truth(Value, frozen=True):
    """What is known of a closed case by now.

    Attributes:
        actor: id as in the knowledge, or ``unknown``.
        level: of the question it answers; empty where none was given.
        reason: how it is known; may be empty.
    """

    actor: str
    level: str = ""
    reason: str = ""


class Closed(Value, frozen=True):
    """One closed case and what the program says of it.

    Attributes:
        name: of its folder.
        truth: the right answer, ``unknown`` where the case knows no such actor.
        leading: most probable actor; empty where there is none.
        probability: of the leading actor, six places.
        enough: ``yes``, ``no`` or ``not certifiable``, at the case's own standard.
        standard: its word.
        note: what a reader must know; may be empty.
    """

    name: str
    truth: str
    leading: str
    probability: float
    enough: str
    standard: str
    note: str = ""


class Failed(Value, frozen=True):
    """A case that could not be measured, and why."""

    name: str
    reason: str


class Measured(Value, frozen=True):
    """What a team's closed cases show.

    Attributes:
        closed: the cases, by name.
        failed: those that could not be measured, by name.
        results: figures over them; None where no case could be measured.
        enough: how many verdicts of ``yes`` named the right actor.
        shown: how much so few cases can show, one sentence each.
    """

    closed: tuple[Closed, ...]
    failed: tuple[Failed, ...]
    results: Results | None
    enough: Tally
    shown: tuple[str, ...]


def cases(
    folder: Path, open_case: Callable[[Path], Case] = Case.open, progress: Progress | None = None
) -> Measured:
    """Measure every closed case in a folder; what is missing in a case is done first, as ``assess`` does it.

    Args:
        folder: holds case folders, each with a truth.
        open_case: opens a case: who acts, and the clock.
        progress: is told what, how many done, how many in all.

    Raises:
        UsageError: it is no folder that can be read, or holds no case.
    """
    made: list[tuple[Closed, Outcome]] = []
    failed: list[Failed] = []
    paths = _with_truth(folder)
    for done, path in enumerate(paths):
        if progress:
            progress("cases", done, len(paths))
        try:
            made.append(_measured(path, open_case))
        except ProbandumError as error:
            failed.append(Failed(path.name, str(error)))
    closed = tuple(one for one, _ in made)
    outcomes = [outcome for _, outcome in made]
    said = [one for one in closed if one.enough == "yes"]
    right = sum(one.leading == one.truth for one in said)
    return Measured(
        closed=closed,
        failed=tuple(failed),
        results=_results(closed, outcomes) if outcomes else None,
        enough=Tally(0.0, right, len(said)),
        shown=tuple(shown(len(closed), Tally(0.0, right, len(said)))),
    )


def read_truth(data: bytes, where: str = TRUTH) -> Truth:
    """Read a ``truth.toml``.

    Raises:
        UsageError: not TOML in UTF-8, too long, an unknown key, a wrong level, or no actor.
    """
    advice = f'write: actor = "G0034", or actor = "{UNKNOWN}"'
    if len(data) > _LIMIT:
        raise UsageError(f"{where}: more than {_LIMIT:,} bytes", advice)
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{where}: {error}", advice) from error
    for key, value in table.items():
        if key not in _KEYS or not isinstance(value, str):
            raise UsageError(f"{where}: {key!r} is not one of {', '.join(_KEYS)} with a string", advice)
    if not table.get("actor"):
        raise UsageError(f"{where}: names no actor", advice)
    if table.get("level", LEVELS[0]) not in LEVELS:
        raise UsageError(f"{where}: level {table['level']!r}", f"one of: {', '.join(LEVELS)}")
    return Truth(**table)


def outcome_of(name: str, assessment: Assessment, truth: Truth) -> tuple[Outcome, str]:
    """Return the answer of a case as a trial's, and a note where its truth is not among the answers.

    What no evidenced link carries to the level of the question (``not-established``) counts as somebody else.

    Raises:
        UsageError: the truth is of another level than the question.
    """
    if truth.level and truth.level != assessment.level:
        raise UsageError(
            f"{TRUTH} answers at the level of {truth.level}, the case asks for {assessment.level}",
            "give the truth at the level of the question",
        )
    chances = {one.hypothesis: float(one.probability) for one in assessment.estimates}
    rest = chances.pop(UNKNOWN, 0.0) + chances.pop(NOT_ESTABLISHED, 0.0)
    actors = tuple(sorted(chances))
    probability = np.array([*(chances[actor] for actor in actors), rest])
    note = ""
    if truth.actor not in {UNKNOWN, *actors}:
        note = f"{truth.actor} is no answer in this case: the right answer counts as unknown"
    group = truth.actor if truth.actor != UNKNOWN else f"{UNKNOWN}: {name}"
    right = UNKNOWN if note else truth.actor
    return Outcome(name, group, right, actors, probability / math.fsum(probability)), note


def least_cases(threshold: float) -> int:
    """Return how many verdicts, all right, it takes to show that a threshold holds (Clopper & Pearson 1934)."""
    return math.ceil(math.log(_DOUBT) / math.log(threshold))


def shown(cases_held: int, enough: Tally) -> list[str]:
    """Return how much so many cases can show, one sentence each."""
    said = [f"{cases_held} closed {'case' if cases_held == 1 else 'cases'}."]
    lost = [bar for bar in THRESHOLDS if cases_held < least_cases(bar)]
    if lost:
        words = ", ".join(f"{figure(bar)[:3]} (at least {least_cases(bar)})" for bar in lost)
        said.append(f"So few can show nothing about verdicts at {words}, even if all of them were right.")
    lower, upper = share_interval(enough.count, enough.of)
    if enough.of:
        said.append(
            f"Of the verdicts that it is enough, {counted(enough)} named the right actor; with 95 % confidence the "
            f"share lies between {figure(lower)} and {figure(upper)}."
        )
    else:
        said.append("No verdict said that it is enough, so nothing is shown about such verdicts.")
    return said


def notes_of(closed: Sequence[Closed]) -> tuple[str, ...]:
    """Return the notes of cases, each with its case."""
    return tuple(f"{one.name}: {one.note}" for one in closed if one.note)


def case_tables(found: Measured) -> tuple[Table, ...]:
    """Return the cases one by one, what their verdicts show, and the cases that could not be measured."""
    rows = tuple(
        (one.name, one.truth, one.leading, figure(one.probability), one.enough, one.standard)
        for one in found.closed
    )
    verdicts = found.results.methods[0].verdicts if found.results else ()
    bounds = tuple(
        (
            f"≥ {figure(tally.threshold)[:3]}",
            counted(tally),
            figure(float(clopper_pearson(tally.count, tally.of))),
            str(least_cases(tally.threshold)),
        )
        for tally in verdicts
    )
    failures = tuple((one.name, one.reason) for one in found.failed)
    made = (
        Table("Closed cases", ("case", "truth", "leading", "probability", "enough", "standard"), rows),
        Table(
            "What the verdicts show",
            ("named at", "right/of", "at least", "needed, all right"),
            bounds,
            "At least: one-sided 95 % Clopper–Pearson bound of the share that is right.",
        ),
        Table("Cases that could not be measured", ("case", "why"), failures),
    )
    return tuple(table for table in made if table.rows)


def _results(closed: Sequence[Closed], outcomes: Sequence[Outcome]) -> Results:
    found = results("Closed cases", {"probandum": outcomes}, (_PROTOCOL,))
    return msgspec.structs.replace(found, notes=notes_of(closed))


def _with_truth(folder: Path) -> list[Path]:
    """Return the case folders, those that cannot be looked into among them."""
    try:
        found = sorted(path for path in folder.iterdir() if path.is_dir() and _is_case(path))
    except OSError as error:
        advice = "name the folder that holds the case folders"
        raise UsageError(f"{folder}: {error.strerror}", advice) from error
    if not found:
        raise UsageError(f"{folder} holds no case", f"put a {TRUTH} beside the {FILE} of each closed case")
    return found


def _is_case(path: Path) -> bool:
    try:
        return any(one.name in {TRUTH, FILE} for one in path.iterdir())
    except OSError:
        return True  # it cannot be read: opening it says why, and it is listed


def _measured(path: Path, open_case: Callable[[Path], Case]) -> tuple[Closed, Outcome]:
    try:
        with (path / TRUTH).open("rb") as file:
            data = file.read(_LIMIT + 1)
    except OSError as error:
        advice = f"say in {TRUTH} who it was, or take the case out of the folder"
        raise UsageError(f"{TRUTH}: {error.strerror}", advice) from error
    truth = read_truth(data)
    case = open_case(path)
    assessment = case.assess()
    outcome, note = outcome_of(path.name, assessment, truth)
    return _closed(outcome, case.conclude(), note), outcome


def _closed(outcome: Outcome, verdict: Verdict, note: str) -> Closed:
    return Closed(
        name=outcome.id,
        truth=outcome.truth,
        leading=verdict.leading or "",
        probability=round(float(verdict.probability), 6),
        enough=verdict.enough,
        standard=verdict.standard.title,
        note=note,
    )
