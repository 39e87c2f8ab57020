"""The terms behind one probability: from the prior through each bounded class to the answer (W4, W5)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from probandum.compose.references import item_label
from probandum.compose.wording import (
    counted,
    cut,
    decibans,
    listed,
    number,
    odds,
    plain_sign,
    visible,
    worded,
)
from probandum.model.dossier import Row, Table
from probandum.model.figure import Figure, Mark
from probandum.model.hypothesis import UNKNOWN
from probandum.model.ident import Id
from probandum.model.weight import Assessment, Item

_CLASS = {"judgement": "artefacts", "testimony": "testimony"}
_BEHAVIOUR = "behaviour"
_OPERATIONS = "operations"
"""Weighs the same items as behaviour: what an item weighs is the sum of both, so both make one term."""
_NAMED = 3
_STEPS = 5
_SLACK = Decimal("0.05")
"""Decibans by which rounded terms may miss their sum."""
_ONE, _TEN = Decimal(1), Decimal(10)

Part = tuple[Item, Decimal]


@dataclass(frozen=True)
class ClassTerm:
    """What one class of evidence adds for a hypothesis.

    Attributes:
        name: of the class.
        items: those the reader may see, with decibans, the heaviest first; weightless ones are left out.
        withheld: how many items of some weight the reader may not see.
        total: decibans after the bound of the class.
    """

    name: str
    items: tuple[Part, ...]
    withheld: int
    total: Decimal

    @property
    def sum(self) -> Decimal:
        """Decibans of the items seen, before the bound."""
        return sum((weight for _, weight in self.items), Decimal(0))


@dataclass(frozen=True)
class Terms:
    """How a hypothesis came by its probability.

    Attributes:
        actor: the hypothesis.
        prior: its probability before any evidence.
        start: prior odds against somebody else, decibans.
        classes: in the order of their names.
        before_lapse: its share among all hypotheses; None where the lapse is not known.
        lapse: ε of W5.
        probability: its probability.
    """

    actor: str
    prior: Decimal
    start: Decimal
    classes: tuple[ClassTerm, ...]
    before_lapse: Decimal | None
    lapse: Decimal | None
    probability: Decimal

    @property
    def end(self) -> Decimal:
        """Odds against somebody else after the evidence and before the lapse, decibans."""
        return self.start + sum((term.total for term in self.classes), Decimal(0))


def class_of(item: Item) -> str:
    """Return the class in which an item of this kind is weighed."""
    return _CLASS.get(item.kind, _BEHAVIOUR)


def terms(
    weighing: Assessment, actor: str, lapse: Decimal | None = None, seen: Collection[Id] | None = None
) -> Terms | None:
    """Return the terms of one hypothesis, or None where nobody else was weighed to measure it against.

    Args:
        weighing: the assessment.
        actor: id of one of its hypotheses.
        lapse: ε of the parameters, in (0, 1), where known.
        seen: ids of the items that the reader may see; all where None.
    """
    order = [one.actor for one in weighing.hypotheses]
    if UNKNOWN not in order:
        return None
    at = order.index(actor)
    prior, after = weighing.prior[at], weighing.estimates[at].probability
    start = _TEN * (prior.log10() - weighing.prior[order.index(UNKNOWN)].log10())
    return Terms(
        actor=actor,
        prior=prior,
        start=start,
        classes=tuple(
            _class_term(weighing, name, at, seen) for name in sorted(weighing.totals.keys() - {_OPERATIONS})
        ),
        before_lapse=None if lapse is None else (after - lapse * prior) / (_ONE - lapse),
        lapse=lapse,
        probability=after,
    )


def _class_term(weighing: Assessment, name: str, at: int, seen: Collection[Id] | None) -> ClassTerm:
    parts = [
        part
        for part in zip(weighing.items, weighing.weights[at], strict=True)
        if part[1] and class_of(part[0]) == name
    ]
    shown = [part for part in parts if seen is None or part[0].id in seen]
    ranked = sorted(shown, key=lambda part: (-abs(part[1]), part[0].kind, part[0].value))
    total = weighing.totals[name][at]
    if name == _BEHAVIOUR and _OPERATIONS in weighing.totals:
        total += weighing.totals[_OPERATIONS][at]
    return ClassTerm(name, tuple(ranked), len(parts) - len(shown), total)


def ladder(found: Terms) -> list[tuple[str, str, str]]:
    """Return the steps as (step, decibans, how), the way a table prints them."""
    rows = [
        (
            "Prior, against somebody else",
            decibans(found.start),
            f"a prior probability of {number(found.prior)}",
        )
    ]
    for term in found.classes:
        name = visible(term.name)
        rows.append((f"{name}: {_count(term)}", decibans(term.sum), _heaviest(term)))
        if term.items or term.withheld or term.total:
            rows.append((f"{name} after its bound", decibans(term.total), _bound(term)))
    rows.append(("Against somebody else", decibans(found.end), f"odds of {odds(found.end)}"))
    if found.lapse is not None and found.before_lapse is not None:
        share = f"{number(max(found.before_lapse, Decimal(0)))} among all hypotheses"
        rows.append(("Before the lapse", "–", share))
        lapse = f"with a chance of {number(found.lapse)} the knowledge itself errs here, and the prior stands"
        rows.append(("Probability", "–", f"{worded(found.probability)}; {lapse}"))
    else:
        rows.append(("Probability", "–", f"{worded(found.probability)} among all hypotheses"))
    return rows


def _count(term: ClassTerm) -> str:
    text = counted(len(term.items), "item") if term.items else "no item"
    return f"{text} seen, more withheld" if term.withheld else text


def _heaviest(term: ClassTerm) -> str:
    if not term.items:
        return "–"
    parts = [f"{cut(item_label(item), 60)} {decibans(weight)}" for item, weight in term.items[:_NAMED]]
    more = len(term.items) - len(parts)
    return listed(parts) + (f" and {more:,} more" if more else "")


def _bound(term: ClassTerm) -> str:
    if term.withheld:
        return "the bound of the class, and what is withheld"
    cut_off = term.sum - term.total
    if abs(term.total) > abs(term.sum) + _SLACK:
        return "of several groups together, or of an operation unlike the earlier ones: the items do not simply add up"
    if abs(cut_off) <= _SLACK:
        return "within the bound of the class"
    return f"the bound of the class takes {plain_sign(abs(cut_off))}"


def terms_table(found: Terms, name: str, cite: Id) -> Table:
    """Return the ladder of one hypothesis as a table; rows cite the weighing, sums also their heaviest items."""
    heaviest = {
        f"{visible(term.name)}: {_count(term)}": tuple(item.id for item, _ in term.items[:_NAMED])
        for term in found.classes
    }
    rows = [Row(cells, (*heaviest.get(cells[0], ()), cite)) for cells in ladder(found)]
    return Table(f"From prior to probability: {name}", ("Step", "Decibans", "How"), tuple(rows), (1,))


def waterfall(found: Terms, name: str, cite: Id) -> Figure:
    """Return the picture of the ladder: the prior odds, the heaviest items of each class, its bound, the sum."""
    marks = [_mark("prior odds", Decimal(0), found.start, (cite,))]
    level = found.start
    for term in found.classes:
        marks += _class_marks(term, level, cite)
        level += term.total
    marks.append(_mark("together", Decimal(0), level, (cite,)))
    title = f"What lifts and lowers the odds of {name} against somebody else, in decibans"
    return Figure("waterfall", title, ("from", "to"), tuple(marks))


def _class_marks(term: ClassTerm, start: Decimal, cite: Id) -> Iterator[Mark]:
    """Yield the heaviest items, the lighter ones as one step, and what the bound takes where it takes anything."""
    level = start
    for item, weight in term.items[:_STEPS]:
        yield _mark(cut(item_label(item), 60), level, level + weight, (item.id, cite))
        level += weight
    lighter = term.items[_STEPS:]
    if lighter:
        rest = sum((weight for _, weight in lighter), Decimal(0))
        yield _mark(f"{len(lighter):,} lighter", level, level + rest, (cite,))
        level += rest
    end = start + term.total
    if term.withheld or abs(end - level) > _SLACK:
        label = f"bound of {visible(term.name)}" + (", and withheld" if term.withheld else "")
        yield _mark(label, level, end, (cite,))


def _mark(label: str, start: Decimal, end: Decimal, cites: tuple[Id, ...]) -> Mark:
    return Mark(label, (f"{start:.2f}", f"{end:.2f}"), cites)
