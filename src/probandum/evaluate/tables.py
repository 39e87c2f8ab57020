"""Results as tables, and tables as Markdown and as plain text."""

from collections.abc import Iterator, Sequence

from probandum.evaluate.intervals import Span
from probandum.evaluate.measures import Tally
from probandum.evaluate.results import Method, Results
from probandum.model.ident import Value

FIGURES = (
    ("top_1", "top-1"),
    ("top_3", "top-3"),
    ("top_10", "top-10"),
    ("mrr", "MRR"),
    ("log_loss", "log-loss"),
    ("ece", "ECE"),
    ("auroc", "AUROC unknown"),
    ("coverage", "coverage at 90 % right"),
)
"""Figures in the order of the table, with the head of each column."""
NOTHING = "–"


class Table(Value, frozen=True):
    """A table whose cells are words already.

    Attributes:
        title: what it shows.
        columns: heads; the first column names the rows, the others hold figures.
        rows: cells, as many as columns.
        note: how to read it; may be empty.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def tables(found: Results) -> tuple[Table, ...]:
    """Return everything that was measured as tables, the bar first; what was not measured has none."""
    return tuple(table for table in _tables(found) if table.rows)


def figure(number: float | None, *, signed: bool = False) -> str:
    """Return a figure as people print it: three places, no zero before the point, a dash for nothing."""
    if number is None:
        return NOTHING
    words = f"{abs(number):.3f}"
    shown = words.removeprefix("0")
    if float(words) == 0:
        return shown
    return f"−{shown}" if number < 0 else f"+{shown}" if signed else shown


def counted(tally: Tally) -> str:
    """Return ``right/of``."""
    return f"{tally.count}/{tally.of}"


def markdown(table: Table) -> str:
    """Return a table as GitHub-flavoured Markdown, its title above it."""
    lines = [
        _row(table.columns),
        "|" + "---|" + "---:|" * (len(table.columns) - 1),
        *(_row(cells) for cells in table.rows),
    ]
    note = f"\n{_escaped(table.note)}\n" if table.note else ""
    return f"**{_escaped(table.title)}**\n\n" + "\n".join(lines) + "\n" + note


def text(table: Table) -> str:
    """Return a table as plain text: columns under each other, figures to the right."""
    rows = [table.columns, *table.rows]
    wide = [max(len(cells[place]) for cells in rows) for place in range(len(table.columns))]
    lines = [
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(cells, wide, strict=True))
        ).rstrip()
        for cells in rows
    ]
    ruled = [lines[0], "  ".join("-" * width for width in wide), *lines[1:]]
    return "\n".join([table.title, *ruled, *([table.note] if table.note else [])]) + "\n"


def document(found: Results) -> str:
    """Return the whole as one Markdown document."""
    data = [f"- {_escaped(name)}: sha256 {digest}" for name, digest in found.measured_on.items()]
    parts = [
        f"# {_escaped(found.title)}\n",
        "".join(f"{_escaped(line)}\n" for line in (*found.protocol, about(found))),
        "".join(f"{line}\n" for line in data),
        *(markdown(table) for table in tables(found)),
        "".join(f"- {_escaped(note)}\n" for note in found.notes),
    ]
    return "\n".join(part for part in parts if part)


def about(found: Results) -> str:
    """Return how much was measured, in one sentence."""
    return (
        f"{found.trials} trials about {found.groups} groups; {found.known} by an actor that the knowledge held, "
        f"{found.trials - found.known} by one that it did not."
    )


def _tables(found: Results) -> Iterator[Table]:
    heads = tuple(head for _, head in FIGURES)
    yield Table(
        "Figures",
        ("method", *heads),
        tuple(
            (one.name, *(figure(getattr(one.figures, key)) for key, _ in FIGURES)) for one in found.methods
        ),
        "Ranks over trials by known actors, ties by their mean; log-loss in nats over all trials, somebody else "
        "included.",
    )
    yield Table(
        "95 % intervals",
        ("method", *heads),
        tuple((one.name, *(_ends(one.spans[key]) for key, _ in FIGURES)) for one in found.methods),
        "Bootstrap over groups.",
    )
    yield _differences(found)
    yield _verdicts(
        "Verdicts: how many of those named were right",
        [(one.name, one.verdicts) for one in found.methods],
    )
    yield _verdicts(
        "Trials by an actor whom the knowledge does not hold: how many named somebody",
        [(one.name, one.accused) for one in found.methods if one.accused and one.accused[0].of],
    )
    yield _of_all(found.methods, found.trials)
    if found.absent:
        yield _verdicts(
            "The right actor taken out of the knowledge: how often somebody is named",
            [(found.methods[0].name, found.absent)],
        )
    yield _standing(found)
    yield _planted(found)


def _differences(found: Results) -> Table:
    by_pair: dict[tuple[str, str], list[str]] = {}
    for one in found.differences:
        words = f"{figure(one.span.figure, signed=True)} ({_ends(one.span, signed=True)})"
        by_pair.setdefault((one.first, one.second), []).append(words)
    heads = dict(FIGURES)
    measures = tuple(dict.fromkeys(heads[one.measure] for one in found.differences))
    rows = tuple((f"{first} − {second}", *cells) for (first, second), cells in by_pair.items())
    return Table(
        "Differences", ("methods", *measures), rows, "95 % interval in brackets: zero inside, nothing shown."
    )


def _verdicts(title: str, lines: Sequence[tuple[str, tuple[Tally, ...]]]) -> Table:
    bars = lines[0][1] if lines else ()
    heads = tuple(f"≥ {figure(tally.threshold)[:3]}" for tally in bars)
    return Table(title, ("method", *heads), tuple((name, *map(counted, row)) for name, row in lines))


def _of_all(methods: Sequence[Method], trials: int) -> Table:
    rows = tuple(
        (
            one.name,
            counted(worst),
            figure(worst.count / worst.of),
            figure(worst.count / trials),
        )
        for one in methods
        for worst in one.accused[-1:]
        if worst.of
    )
    return Table(
        "A wrong name at ≥ .95 where the right actor is unknown",
        ("method", "trials", "share of unknown", "share of all"),
        rows,
    )


def _standing(found: Results) -> Table:
    lines: dict[float, list[str]] = {}
    for one in found.standing:
        lines.setdefault(one.threshold, []).append(f"{one.right}/{one.of}")
    budgets = tuple(dict.fromkeys(f"budget {one.budget}" for one in found.standing))
    rows = tuple((f"≥ {figure(bar)[:3]}", *cells) for bar, cells in lines.items())
    return Table("Verdicts that stand though items were planted, right/of", ("verdict", *budgets), rows)


def _planted(found: Results) -> Table:
    rows = []
    for one in found.planted:
        cells = [_share(tally) for pair in zip(one.named, one.held, strict=True) for tally in pair]
        rows.append((f"{one.rival}, {one.planted}", *cells, str(one.unsound)))
    bars = found.planted[0].named if found.planted else ()
    heads = [
        f"{words} ≥ {figure(tally.threshold)[:3]}"
        for tally in bars
        for words in ("named", "against the budget")
    ]
    return Table(
        "Planted items: how often the rival is then named",
        ("rival, items", *heads, "bound broken"),
        tuple(rows),
        "Against the budget: P_k with k = the number planted. Bound broken: trials in which P_k of the rival lies "
        "above its probability under the genuine items alone.",
    )


def _share(tally: Tally) -> str:
    return f"{figure(tally.count / tally.of if tally.of else None)} ({counted(tally)})"


def _ends(span: Span, *, signed: bool = False) -> str:
    return f"{figure(span.low, signed=signed)} … {figure(span.high, signed=signed)}"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(_escaped, cells)) + " |"


def _escaped(words: str) -> str:
    """Return words that Markdown prints as they are: names come from users' folders."""
    flat = " ".join(words.split())
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#" else letter for letter in flat)
