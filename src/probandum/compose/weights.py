"""For and against each surviving hypothesis, and the whole matrix with hypotheses in rows."""

from collections.abc import Iterator
from decimal import Decimal

from probandum.compose.references import item_label
from probandum.compose.terms import Terms, terms, terms_table, waterfall
from probandum.compose.view import View
from probandum.compose.wording import counted, cut, decibans, number, visible, worded
from probandum.model.dossier import Row, Section, Sentence, Table
from probandum.model.figure import Figure, Mark
from probandum.model.hypothesis import Hypothesis
from probandum.model.scales import icd_203
from probandum.model.weight import Item

_ROWS = 8
_COLUMNS = 12
_ITEMS = 60
_EACH_WAY = 40
_SURVIVORS = 8

Weighed = tuple[Item, Decimal]


def name_of(hypothesis: Hypothesis) -> str:
    """Return a hypothesis as people read it; an actor outside the knowledge base is “somebody else”."""
    names = {"unknown": "somebody else", "not-established": "not established"}
    return names.get(hypothesis.kind, visible(hypothesis.name))


def shown(view: View, most: int = _ROWS) -> list[Hypothesis]:
    """Return the hypotheses worth naming, most probable first; somebody else is always among them."""
    weighing, verdict = view.records.assessment, view.records.verdict
    ranked = [hypothesis for hypothesis, _ in weighing.ranking()]
    must = {verdict.leading, *verdict.alternatives[:_SURVIVORS]}
    kept = [one for one in ranked if one.actor in must or one.kind in ("unknown", "not-established")]
    rest = [one for one in ranked if one not in kept]
    kept += [one for one in rest if one.kind == "named"]
    kept += [one for one in rest if one.kind != "named"][: max(most - len(kept), 0)]
    return [one for one in ranked if one in kept]


def for_and_against(view: View) -> Iterator[Section]:
    """Yield a section for each surviving hypothesis: what speaks for it, what speaks against it."""
    verdict = view.records.verdict
    survivors = {verdict.leading, *verdict.alternatives[:_SURVIVORS]}
    for hypothesis in shown(view):
        if hypothesis.kind != "not-established" and (
            hypothesis.actor in survivors or hypothesis.kind == "unknown"
        ):
            yield _both_ways(view, hypothesis)


def _both_ways(view: View, hypothesis: Hypothesis) -> Section:
    name = name_of(hypothesis)
    weighed, withheld = _weighed(view, hypothesis)
    pro = sorted((one for one in weighed if one[1] > 0), key=lambda one: (-one[1], one[0].value))
    con = sorted((one for one in weighed if one[1] < 0), key=lambda one: (one[1], one[0].value))
    estimate = next(one for one in view.records.assessment.estimates if one.hypothesis == hypothesis.actor)
    sentences = [
        Sentence(
            f"{name[0].upper()}{name[1:]}: {worded(estimate.probability)} "
            f"(between {number(estimate.lower)} and {number(estimate.upper)}).",
            (view.assessment,),
            label="Estimate",
        ),
        *_baseline(view, hypothesis),
        _sum(view, "For", f"for {name}", pro, any(weight > 0 for weight in withheld)),
        _sum(view, "Against", f"against {name}", con, any(weight < 0 for weight in withheld)),
    ]
    sentences += _alike(view, hypothesis, name)
    tables = [_side(f"For {name}", pro), _side(f"Against {name}", con)]
    found = _terms(view, hypothesis)
    if found is not None:
        tables.append(terms_table(found, name, view.assessment))
    figures: tuple[Figure, ...] = ()
    if found is not None and hypothesis.actor == view.records.assessment.leading:
        figures = (waterfall(found, name, view.assessment),)
    shown_tables = tuple(table for table in tables if table.rows)
    return Section(f"For and against {name}", tuple(sentences), shown_tables, figures)


def _alike(view: View, hypothesis: Hypothesis, name: str) -> Iterator[Sentence]:
    """Yield which earlier operation the evidence is most like; nothing where this reader may not see all of it."""
    weighing = view.records.assessment
    report = weighing.alike.get(hypothesis.actor, "")
    if report and len(view.items) == len(weighing.items):
        text = f"Of the earlier operations of {name} that the knowledge holds, the evidence is most like the one reported as “{visible(report)}”."
        yield Sentence(text, (view.assessment,), label="Most like")


def _terms(view: View, hypothesis: Hypothesis) -> Terms | None:
    seen = {item.id for _, item in view.items}
    return terms(view.records.assessment, hypothesis.actor, view.records.parameters.get("lapse"), seen)


def _weighed(view: View, hypothesis: Hypothesis) -> tuple[list[Weighed], list[Decimal]]:
    """Return the items with their weights, and the weights of items that this reader may not see."""
    weighing = view.records.assessment
    row = _row(view, hypothesis)
    if hypothesis.kind == "unknown":
        leader = next((one for one in weighing.hypotheses if one.actor == weighing.leading), None)
        row = tuple(-weight for weight in _row(view, leader)) if leader else ()
    if not row:
        return [], []
    seen = {column for column, _ in view.items}
    return [(item, row[column]) for column, item in view.items], [
        weight for column, weight in enumerate(row) if column not in seen
    ]


def _baseline(view: View, hypothesis: Hypothesis) -> Iterator[Sentence]:
    if hypothesis.kind == "unknown":
        leading = visible(view.records.verdict.leading_name)
        text = "Weights are measured against this hypothesis"
        if view.records.verdict.leading is not None:
            text += f", so what speaks against {leading} is listed here as speaking for somebody else, and the reverse"
        yield Sentence(f"{text}.", (view.assessment,), label="Read this first")


def _sum(view: View, label: str, direction: str, weighed: list[Weighed], withheld: bool) -> Sentence:
    cites = (view.assessment,)
    if not weighed:
        text = f"Nothing in the evidence speaks {direction}."
        return Sentence(f"What speaks {direction} is withheld." if withheld else text, cites, label=label)
    total = sum((weight for _, weight in weighed), Decimal(0))
    verb = "speaks" if len(weighed) == 1 else "speak"
    text = f"{counted(len(weighed), 'item')} {verb} {direction}: {decibans(total)} decibans before the bound of each class"
    if len(weighed) > _EACH_WAY:
        text += f"; the {_EACH_WAY} heaviest are listed"
    return Sentence(f"{text}; more is withheld." if withheld else f"{text}.", cites, label=label)


def _side(title: str, weighed: list[Weighed]) -> Table:
    rows = [
        Row((cut(item_label(item), 120), decibans(weight), str(len(item.support))), (item.id,))
        for item, weight in weighed[:_EACH_WAY]
    ]
    return Table(title, ("Item", "Decibans", "Origins"), tuple(rows), (1, 2))


def matrix(view: View) -> Section:
    """Return the weights of the leading hypotheses, in rows, and how they became probabilities."""
    rows = shown(view)
    columns = _heaviest(view, rows)
    sentences = [
        Sentence(
            "A weight is ten times the common logarithm of a likelihood ratio against an actor who is not in the "
            "knowledge base: +10 decibans make an item ten times as likely under the hypothesis as under that actor.",
            (view.assessment,),
        ),
    ]
    count = len(view.records.assessment.hypotheses)
    if count > len(rows):
        text = f"{counted(count, 'hypothesis', 'hypotheses')} were weighed; the {len(rows)} that lead or survive are shown."
        sentences.append(Sentence(text, (view.assessment,)))
    if len(view.items) > len(columns):
        text = f"Of {counted(len(view.items), 'item')} the {len(columns)} that separate the hypotheses most have columns of their own."
        sentences.append(Sentence(text, (view.assessment,)))
    tables = [_matrix_table(view, rows, columns), _odds(view, rows), *_items(view, rows)]
    if not columns:
        return Section("Weights", tuple(sentences), (tables[1],))
    return Section("Weights", tuple(sentences), tuple(tables), (_matrix_figure(view, rows, columns),))


def _row(view: View, hypothesis: Hypothesis) -> tuple[Decimal, ...]:
    weighing = view.records.assessment
    return weighing.weights[[one.actor for one in weighing.hypotheses].index(hypothesis.actor)]


def _heaviest(view: View, rows: list[Hypothesis]) -> list[tuple[int, Item]]:
    weights = [_row(view, hypothesis) for hypothesis in rows]

    def spread(column: int) -> Decimal:
        values = [row[column] for row in weights]
        return max(values) - min(values)

    return sorted(view.items, key=lambda one: (-spread(one[0]), one[1].value))[:_COLUMNS]


def _header(item: Item) -> str:
    return cut(item_label(item) if item.kind in ("judgement", "testimony") else visible(item.value), 28)


def _matrix_table(view: View, rows: list[Hypothesis], columns: list[tuple[int, Item]]) -> Table:
    others = [column for column, _ in view.items if column not in {number for number, _ in columns}]
    made = []
    for hypothesis in rows:
        row = _row(view, hypothesis)
        cells = [name_of(hypothesis), *(decibans(row[column]) for column, _ in columns)]
        if others:
            cells.append(decibans(sum((row[column] for column in others), Decimal(0))))
        made.append(Row(tuple(cells), (view.assessment,)))
    head = ["Hypothesis", *(_header(item) for _, item in columns)]
    if others:
        head.append(f"{len(others)} more")
    return Table("Weights in decibans", tuple(head), tuple(made), tuple(range(1, len(head))))


def _matrix_figure(view: View, rows: list[Hypothesis], columns: list[tuple[int, Item]]) -> Figure:
    marks = []
    for hypothesis in rows:
        row = _row(view, hypothesis)
        marks.append(
            Mark(
                name_of(hypothesis), tuple(f"{row[column]:.2f}" for column, _ in columns), (view.assessment,)
            )
        )
    title = "Weights in decibans: what each item says for or against each hypothesis"
    return Figure("matrix", title, tuple(cut(item_label(item), 60) for _, item in columns), tuple(marks))


def _odds(view: View, rows: list[Hypothesis]) -> Table:
    weighing = view.records.assessment
    order = [one.actor for one in weighing.hypotheses]
    classes = sorted(weighing.totals)
    made = []
    for hypothesis in rows:
        at = order.index(hypothesis.actor)
        estimate = weighing.estimates[at]
        cells = [name_of(hypothesis), number(weighing.prior[at])]
        cells += [decibans(weighing.totals[name][at]) for name in classes]
        cells += [number(estimate.probability), icd_203(estimate.probability)]
        cells += [f"{number(estimate.lower)}–{number(estimate.upper)}"]
        made.append(Row(tuple(cells), (view.assessment,)))
    head = [
        "Hypothesis",
        "Prior",
        *(f"{visible(name)} after its bound" for name in classes),
        "Probability",
        "In words",
    ]
    return Table(
        "From weights to probabilities",
        (*head, "Interval"),
        tuple(made),
        (*range(1, len(head) - 1), len(head)),
    )


def _items(view: View, rows: list[Hypothesis]) -> Iterator[Table]:
    made = []
    for _, item in _heaviest_all(view, rows):
        cells = (item.kind, cut(item_label(item), 120), str(len(item.support)), f"{item.authenticity:.2f}")
        made.append(Row(cells, (item.id,)))
    if made:
        yield Table("What was weighed", ("Kind", "Item", "Origins", "Authenticity"), tuple(made), (2, 3))


def _heaviest_all(view: View, rows: list[Hypothesis]) -> list[tuple[int, Item]]:
    weights = [_row(view, hypothesis) for hypothesis in rows]
    heaviest = {
        column: max((abs(row[column]) for row in weights), default=Decimal(0)) for column, _ in view.items
    }
    return sorted(view.items, key=lambda one: (-heaviest[one[0]], one[1].value))[:_ITEMS]
