"""Everything that was measured, as one value: what tables, plots and the report are made from."""

from collections.abc import Mapping, Sequence

import msgspec

from probandum.evaluate.intervals import Difference, Span, differences, drawn, spans
from probandum.evaluate.measures import (
    Bin,
    Figures,
    Point,
    Tally,
    figures,
    named_though_unknown,
    read,
    reliability,
    risk_coverage,
    verdicts,
)
from probandum.evaluate.outcomes import Outcome
from probandum.evaluate.planted import Planting, Standing
from probandum.model.ident import Value


class Method(Value, frozen=True):
    """What was measured of one method.

    Attributes:
        name: as people read it.
        figures: its line of the table.
        spans: the same figures with their 95 % intervals.
        verdicts: how many of those named at a threshold were right.
        accused: how many trials by an unknown actor named somebody at a threshold.
        bins: reliability diagram.
        curve: risk–coverage curve.
    """

    name: str
    figures: Figures
    spans: dict[str, Span]
    verdicts: tuple[Tally, ...]
    accused: tuple[Tally, ...]
    bins: tuple[Bin, ...]
    curve: tuple[Point, ...]


class Results(Value, frozen=True):
    """What one evaluation found.

    Attributes:
        title: what was evaluated.
        protocol: how, one sentence each.
        measured_on: names of the data with their SHA-256.
        trials: how many.
        known: of them with a right answer that the knowledge holds.
        groups: different groups they are about.
        methods: ours first.
        differences: ours less each of the others.
        absent: how often ours names somebody after the right actor was taken out of the knowledge.
        planted: who is named after items were planted.
        standing: verdicts that stand against a budget.
        notes: what a reader must know about these figures.
    """

    title: str
    protocol: tuple[str, ...]
    measured_on: dict[str, str]
    trials: int
    known: int
    groups: int
    methods: tuple[Method, ...]
    differences: tuple[Difference, ...] = ()
    absent: tuple[Tally, ...] = ()
    planted: tuple[Planting, ...] = ()
    standing: tuple[Standing, ...] = ()
    notes: tuple[str, ...] = ()


def results(
    title: str,
    answers: Mapping[str, Sequence[Outcome]],
    protocol: Sequence[str] = (),
    measured_on: Mapping[str, str] | None = None,
) -> Results:
    """Measure the answers of several methods to the same trials; the first method is ours.

    What only some evaluations have (absent, planted, standing, notes) is put in by ``msgspec.structs.replace``.

    Args:
        title: what was evaluated.
        answers: method → outcomes, all in the same order of trials.
        protocol: how it was done.
        measured_on: name of a file → SHA-256.

    Raises:
        ValueError: no method, or two that did not answer the same trials.
    """
    readings = {name: read(outcomes) for name, outcomes in answers.items()}
    if not readings:
        raise ValueError("no method was measured")
    ours, *others = readings
    first = readings[ours]
    weights = drawn(first.groups)
    return Results(
        title=title,
        protocol=tuple(protocol),
        measured_on=dict(sorted((measured_on or {}).items())),
        trials=len(first.ids),
        known=int(first.known.sum()),
        groups=len(set(first.groups)),
        methods=tuple(
            Method(
                name,
                figures(one),
                spans(one, weights),
                verdicts(one),
                named_though_unknown(one),
                reliability(one),
                risk_coverage(one),
            )
            for name, one in readings.items()
        ),
        differences=tuple(
            difference
            for other in others
            for difference in differences((ours, first), (other, readings[other]), weights)
        ),
    )


def as_json(found: Results) -> bytes:
    """Return the results as JSON: keys in a fixed order, two spaces, a line break at the end."""
    return msgspec.json.format(msgspec.json.encode(found, order="deterministic"), indent=2) + b"\n"
