"""What was measured of copies and origins, as tables, JSON and a picture."""

from collections.abc import Iterator, Sequence

import msgspec

from probandum.evaluate.drawing import Axes, frame, series, standing_alone
from probandum.evaluate.reuse_baselines import Found
from probandum.evaluate.reuse_measure import DEPENDENT, NOTHING, Interval, Line, Measured
from probandum.evaluate.reuse_story_measure import Told
from probandum.evaluate.reuse_worth import Worth
from probandum.evaluate.tables import Table, figure, markdown
from probandum.model.ident import Value

KINDS = ("copy", "paraphrase", "quotation", "artefact", "template", NOTHING)
_STORY_ROWS = (
    ("number of origins exact", "origins"),
    ("of these not exact: too many", "more"),
    ("every document in the right origin", "groups"),
    ("directed, and rightly", "direction"),
    ("directed between siblings", "sideways"),
    ("descents across roots", "across"),
    ("the very parent", "parents"),
    ("directed on nothing", "guessed"),
    ("drawn undirected", "undirected"),
    ("roots right", "roots"),
    ("uncollected wires found", "wires"),
    ("uncollected texts that are none", "phantoms"),
)


class Reuse(Value, frozen=True):
    """All that was measured.

    Attributes:
        title: on what.
        protocol: how, one sentence each.
        data: SHA-256 of the texts.
        planted: what was found of plantings.
        baselines: what simpler methods find.
        stories: how stories came out.
        worth: what repetition did to real reports; None where that was not asked for.
    """

    title: str
    protocol: tuple[str, ...]
    data: str
    planted: Measured
    baselines: tuple[Found, ...]
    stories: tuple[Told, ...]
    worth: Worth | None = None


def shared_tables(found: Reuse) -> Iterator[Table]:
    """Yield what was measured as tables."""
    lines = found.planted.lines
    copies = [line for line in lines if line.condition.kind == "copy"]
    others = [line for line in lines if line.condition.kind != "copy"]
    heads = tuple(one.name for one in found.baselines)
    if copies:
        yield Table(
            "Copies found",
            ("planted", "found", "95 %", "as copy", "span F1", *heads),
            tuple(_copy_row(line, found.baselines) for line in copies),
            "Found: a passage of any kind lies on what was planted, in both texts. Span F1: characters of both texts.",
        )
    if others:
        yield Table(
            "No copies: how often taken for one",
            ("planted", "found", "as copy", "95 %", "span F1", *heads),
            tuple(_other_row(line, found.baselines) for line in others),
        )
    yield _confusion(lines)
    yield _alarms(found)
    yield from _stories(found.stories)
    if found.worth:
        yield _worth(found.worth)


def contents(found: Reuse) -> dict[str, bytes]:
    """Return name of a file → its bytes: figures as JSON, tables as Markdown, recall by rate as SVG."""
    parts = [f"# {found.title}\n", *(f"{line}\n" for line in found.protocol)]
    parts += [markdown(table) for table in shared_tables(found)]
    return {
        "recall.svg": recall(found).encode("utf-8"),
        "results.json": msgspec.json.format(msgspec.json.encode(found, order="sorted"), indent=1) + b"\n",
        "table.md": "\n".join(parts).encode("utf-8"),
    }


def recall(found: Reuse) -> str:
    """Draw the share of copies found against the share of words changed."""
    axes = Axes("share of the words that were replaced, percent", "share found", (0, 10, 20, 30, 40, 50))
    curves: list[tuple[str, Sequence[tuple[float, float]]]] = []
    for sort in ("80 words", "30 words", "whole"):
        points = [
            (float(line.condition.rate), line.found.share)
            for line in found.planted.lines
            if line.condition.sort == sort and line.condition.style == "replaced"
        ]
        curves.append((sort, points))
    for one in found.baselines[:3]:
        points = [
            (float(condition.rate), share.share)
            for condition, share in one.pairs
            if condition.sort == "80 words" and condition.style == "replaced"
        ]
        curves.append((f"80 words, {one.name}", points))
    said = "; ".join(f"{name}: {', '.join(f'{y:.2f}' for _, y in points)}" for name, points in curves)
    return standing_alone("recall", "Copies found", said, [*frame(axes), *series(axes, curves)])


def ends(share: Interval) -> str:
    """Return the two ends of the interval."""
    low, high = share.ends
    return f"{figure(low)} … {figure(high)}"


def of(share: Interval) -> str:
    """Return ``right/of``."""
    return f"{share.count}/{share.of}"


def _copy_row(line: Line, baselines: Sequence[Found]) -> tuple[str, ...]:
    own = (of(line.found), ends(line.found), of(line.dependent), figure(line.letters.f1))
    return (line.condition.label, *own, *_theirs(line, baselines))


def _other_row(line: Line, baselines: Sequence[Found]) -> tuple[str, ...]:
    f1 = figure(line.letters.f1) if line.condition.kind != "names" else figure(None)
    own = (of(line.found), of(line.dependent), ends(line.dependent), f1)
    return (line.condition.label, *own, *_theirs(line, baselines))


def _theirs(line: Line, baselines: Sequence[Found]) -> tuple[str, ...]:
    return tuple(of(dict(one.pairs)[line.condition]) for one in baselines)


def _confusion(lines: Sequence[Line]) -> Table:
    rows = []
    for kind in dict.fromkeys(line.condition.kind for line in lines):
        mine = [line for line in lines if line.condition.kind == kind]
        counts = [sum(line.kinds.get(name, 0) for line in mine) for name in KINDS]
        rows.append((kind, *map(str, counts)))
    return Table(
        "Kinds",
        ("planted", *KINDS),
        tuple(rows),
        "What most characters of a planting were taken for; names should be taken for nothing or for an artefact.",
    )


def _alarms(found: Reuse) -> Table:
    alarm = found.planted.alarm
    rows = [
        ("ours, lines of different publishers", of(alarm.others), ends(alarm.others)),
        ("ours, lines of one publisher", of(alarm.own), ends(alarm.own)),
        *(
            (f"{one.name}, different publishers, sampled", of(one.alarm), ends(one.alarm))
            for one in found.baselines
        ),
    ]
    return Table(
        "Pairs without a planting that are called " + " or ".join(DEPENDENT),
        ("pairs", "called", "95 %"),
        tuple(rows),
        "Publishers repeat themselves, so some of one publisher are real.",
    )


def _stories(told: Sequence[Told]) -> Iterator[Table]:
    if not told:
        return
    heads = tuple(one.dates for one in told)
    rows: list[tuple[str, ...]] = []
    for label, name in _STORY_ROWS:
        shares: list[Interval] = [getattr(one, name) for one in told]
        rows.append((label, *(f"{of(share)} = {figure(share.share)} ({ends(share)})" for share in shares)))
    rows.insert(1, ("mean error of the number", *(figure(one.error) for one in told)))
    yield Table("Stories: origins and lineage", ("figure", *heads), tuple(rows))
    yield Table(
        "Stories: documents counted with the one that they repeat",
        ("how they repeat", *heads),
        tuple((mode, *(of(one.linked[mode]) for one in told)) for mode in told[0].linked),
    )


def _worth(found: Worth) -> Table:
    rewrites = sorted(abs(one.rewrites) for one in found.trials)
    independent = sorted(abs(one.independent) for one in found.trials)
    copies = max((one.copies for one in found.trials), default=0.0)
    rows = (
        ("ten copies: no probability changes at all", of(found.unmoved), ends(found.unmoved)),
        ("ten copies: largest change of any probability", figure(copies), ""),
        ("ten rewrites move less than one independent report", of(found.weaker), ends(found.weaker)),
        ("ten rewrites: mean, median, largest movement", *_spread(rewrites)),
        ("one independent report: mean, median, largest movement", *_spread(independent)),
    )
    return Table(
        "Repetition in the weighing",
        ("reports weighed alone and with repetition", "figure", ""),
        rows,
        "Movement of the leading probability, either way; an independent report names the same things in other words.",
    )


def _spread(values: Sequence[float]) -> tuple[str, str]:
    if not values:
        return figure(None), ""
    return f"{figure(sum(values) / len(values))}, {figure(values[len(values) // 2])}", figure(values[-1])
