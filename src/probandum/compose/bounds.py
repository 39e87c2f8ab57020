"""What the leading hypothesis hangs on: planted items (W9), single items and origins (W12), imitation (W8)."""

from collections.abc import Iterator
from decimal import Decimal

from probandum.compose.hinges import pivot_cites, pivot_name
from probandum.compose.references import brief_id, parameters_id
from probandum.compose.view import View
from probandum.compose.wording import changed, counted, cut, number, plotted, promised, visible, worded
from probandum.model.dossier import Row, Section, Sentence, Table
from probandum.model.figure import STANDARD, Figure, Mark
from probandum.model.scales import icd_203
from probandum.model.verdict import Verdict
from probandum.model.weight import Assessment, Imitation, Pivot

TITLE = "What it hangs on"
_BARS = 12
_SENTENCES = 2
_CAP = (
    "This is a cap, not a finding: whether an intruder imitates somebody is hard to see in what was left behind, so "
    "the figures say how far evidence that could be copied may carry, and not that anybody copied it."
)


def hangs_on(view: View) -> Section:
    """Return what planted items, single items and origins, and imitation could do to the leading hypothesis."""
    if view.records.verdict.leading is None:
        text = "Nothing in the evidence points to anybody, so there is nothing that could fall."
        return Section(TITLE, (Sentence(text, (view.assessment,)),))
    sentences = [
        *(
            Sentence(text, (view.assessment, brief_id(view)), label="If items were planted")
            for text in planted(view.records.assessment, view.records.verdict)
        ),
        *_pivot_sentences(view),
        *_imitation_sentences(view),
    ]
    tables = [*_if_planted(view), *_pivot_table(view), *_imitation_table(view)]
    figures = [*_curve(view), *_falls(view)]
    return Section(TITLE, tuple(sentences), tuple(tables), tuple(figures))


def planted(weighing: Assessment, verdict: Verdict) -> Iterator[str]:
    """Yield what planted items could do, in sentences: what stands, what the standard asks, how low it could go."""
    standard, least = verdict.standard, weighing.budget_lower or weighing.budget
    if len(least) < 2 or verdict.leading is None:
        return
    name, threshold = visible(verdict.leading_name), number(standard.threshold)
    k = verdict.breakdown
    if k < 0:
        yield f"The lower end of {name} does not reach {threshold}, even if nothing was planted (k* = −1)."
    elif k == 0:
        yield f"Planting any single item could bring {name} below {threshold} (k* = 0)."
    elif k >= len(least) - 1:
        yield f"Planting any {counted(k, 'item')} could not bring {name} below {threshold} (k* is at least {k}; no more were tried)."
    else:
        yield (
            f"Planting any {counted(k, 'item')} could not bring {name} below {threshold} (k* = {k}); "
            f"planting {k + 1} could."
        )
    if standard.budget:
        yield f"The standard asks that it stands with {counted(standard.budget, 'item')} planted."
    for count in sorted({1, standard.budget, k + 1} & set(range(1, len(weighing.budget)))):
        yield _as_low_as(weighing, count)
    whole = next((one for one in weighing.pivots if one.kind == "origin"), None)
    if k >= 0 and whole is not None and whole.without < standard.threshold:
        yield (
            "Planting is counted in items, and a forged document may hold many: without one of its origins the "
            f"probability of {name} is {worded(whole.without)}, below what the standard asks."
        )


def _as_low_as(weighing: Assessment, count: int) -> str:
    were = "was" if count == 1 else "were"
    text = f"If {counted(count, 'item')} {were} planted, the probability could be as low as {promised(weighing.budget[count])} (certified)"
    if count < len(weighing.budget_lower):
        text += f", {promised(weighing.budget_lower[count])} over the declared parameters as well"
    if count < len(weighing.budget_searched):
        things = "an item that brings" if count == 1 else "a set of items that brings"
        text += f"; a search found {things} it to {number(weighing.budget_searched[count])}"
    return f"{text}."


def curves(weighing: Assessment) -> list[tuple[str, tuple[Decimal, ...]]]:
    """Return the lines of the budget curve that the assessment holds, each over 0, 1, 2 … planted items."""
    lines = [
        ("least, certified", weighing.budget),
        ("worst found by search", weighing.budget_searched),
        ("least over parameters", weighing.budget_lower),
    ]
    return [(name, line) for name, line in lines if line and len(line) == len(weighing.budget)]


def _if_planted(view: View) -> Iterator[Table]:
    lines = curves(view.records.assessment)
    if not lines:
        return
    rows = [
        Row(
            (str(count), *(read(name, value) for (name, _), value in zip(lines, values, strict=True)), icd_203(values[-1])),
            (view.assessment,),
        )
        for count, values in enumerate(zip(*(line for _, line in lines), strict=True))
    ]  # fmt: skip
    head = ("Items planted", *(name[0].upper() + name[1:] for name, _ in lines), "The least in words")
    title = f"{visible(view.records.verdict.leading_name)} if items were planted"
    yield Table(title, head, tuple(rows), tuple(range(len(head) - 1)))


def read(line: str, value: Decimal) -> str:
    """Return one value of a line of :func:`curves` as it is printed: what is certified is rounded down."""
    return promised(value) if line.startswith("least") else number(value)


def _curve(view: View) -> Iterator[Figure]:
    weighing, verdict = view.records.assessment, view.records.verdict
    if len(weighing.budget) < 2:
        return
    marks = [
        Mark(name, (str(count), plotted(value)), (view.assessment,))
        for name, line in curves(weighing)
        for count, value in enumerate(line)
    ]
    cites, depth = (brief_id(view),), len(weighing.budget) - 1
    threshold = plotted(verdict.standard.threshold)
    marks += [Mark(STANDARD, (str(count), threshold), cites) for count in (0, depth)]
    if 0 < verdict.standard.budget <= depth:
        marks.append(Mark("the standard asks", (str(verdict.standard.budget),), cites))
    name = visible(verdict.leading_name)
    title = f"Probability of {name} when any number of items may have been planted"
    yield Figure("curve", title, ("items planted", "probability"), tuple(marks))


def _pivot_sentences(view: View) -> Iterator[Sentence]:
    now = view.records.verdict.probability
    leading = visible(view.records.verdict.leading_name)
    for kind in ("item", "origin"):
        found = [one for one in view.records.assessment.pivots if one.kind == kind]
        for pivot in [one for one in found if number(one.without) != number(now)][:_SENTENCES]:
            text = f"Without {pivot_name(view, pivot)} {leading} {changed(now, pivot.without)}."
            yield Sentence(text, (*pivot_cites(view, pivot), view.assessment), label=f"Without an {kind}")
    if not view.records.assessment.pivots:
        text = "On no single item or origin."
        yield Sentence("This is withheld from this reader." if view.hidden else text, (view.assessment,), label="Without an item")  # fmt: skip


def _pivot_table(view: View) -> Iterator[Table]:
    now = view.records.verdict.probability
    rows = [
        Row(
            (cut(pivot_name(view, one), 120), number(one.without), icd_203(one.without)),
            (*pivot_cites(view, one), view.assessment),
        )
        for one in view.records.assessment.pivots
    ]
    if rows:
        name = visible(view.records.verdict.leading_name)
        title = f"{name} ({number(now)}) without one item or one origin"
        yield Table(title, ("Without", "Probability", "In words"), tuple(rows), (1,))


def _falls(view: View) -> Iterator[Figure]:
    weighing, verdict = view.records.assessment, view.records.verdict
    shown = _both_kinds(weighing.pivots)
    if not shown:
        return
    marks = [
        Mark(
            cut(_short(view, one), 60),
            (plotted(verdict.probability), plotted(one.without)),
            (*pivot_cites(view, one), view.assessment),
        )
        for one in shown
    ]
    marks.append(Mark(STANDARD, (plotted(verdict.standard.threshold),), (brief_id(view),)))
    title = (
        f"Probability of {visible(verdict.leading_name)} now (ring), and without one item or one origin (dot)"
    )
    yield Figure("falls", title, ("now", "without it"), tuple(marks))


def _both_kinds(pivots: tuple[Pivot, ...]) -> list[Pivot]:
    half = _BARS // 2
    return [one for kind in ("item", "origin") for one in [p for p in pivots if p.kind == kind][:half]]


def _short(view: View, pivot: Pivot) -> str:
    name = pivot_name(view, pivot).removeprefix("the exhibit ").removeprefix("the item ")
    return name.removeprefix("the origin ").strip("“”")


def _imitator(view: View, actor: str) -> str:
    names = {one.actor: one for one in view.records.assessment.hypotheses}
    if actor in names and names[actor].kind == "unknown":
        return "an actor who is not in the knowledge base"
    known = view.records.knowledge.names.get(actor, actor)
    return visible(names[actor].name if actor in names else known)


def _imitation_sentences(view: View) -> Iterator[Sentence]:
    found = view.records.assessment.imitations
    if not found:
        return
    cites = (view.assessment, parameters_id(view))
    one = found[len(found) // 2]
    name = visible(view.records.verdict.leading_name)
    text = (
        f"With a declared chance of {number(one.prior)} that an intruder imitates anybody, the probability that {name} "
        f"did it is {number(one.probability)} ({icd_203(one.probability)}), and that somebody else did it and imitated "
        f"{name} {number(one.imitated)} ({icd_203(one.imitated)}); the most probable imitator is {_imitator(view, one.by)}."
    )
    yield Sentence(text, cites, label="If it was imitated")
    text = f"However many more such items there were, {name} could then reach {number(one.cap)} at most."
    yield Sentence(text, cites, label="If it was imitated")
    yield Sentence(_CAP, cites, label="If it was imitated")


def _imitation_table(view: View) -> Iterator[Table]:
    rows = [
        Row(cells, (view.assessment,))
        for cells in (_imitation_cells(view, one) for one in view.records.assessment.imitations)
    ]
    if rows:
        name = visible(view.records.verdict.leading_name)
        head = (
            "Declared chance",
            f"{name} did it",
            f"Somebody imitated {name}",
            "Most probable imitator",
            "At most",
        )
        yield Table(f"If {name} may have been imitated", head, tuple(rows), (0, 1, 2, 4))


def _imitation_cells(view: View, one: Imitation) -> tuple[str, ...]:
    return (
        number(one.prior),
        number(one.probability),
        number(one.imitated),
        _imitator(view, one.by),
        number(one.cap),
    )
