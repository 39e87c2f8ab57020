"""W12: what to find out next, by what the answer is expected to tell about who it was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from probandum.errors import UsageError
from probandum.model.ident import Id, decimal
from probandum.model.pack import Pack
from probandum.model.scales import Standard
from probandum.model.source import Origin
from probandum.model.weight import Item, NextQuestion, Support, Weights
from probandum.weighers.behaviour import profile_ratio
from probandum.weighers.combine import all_totals, bounded, posterior
from probandum.weighers.counts import Index, count
from probandum.weighers.kinds import sorts
from probandum.weighers.recording import PLACES, probability
from probandum.weighers.weighing import Request, Weighing

Floats = NDArray[np.float64]
Kind = Literal["look-for", "review"]

MOST = 3
LEAST = 0.0001
"""Bits that the first question of a kind must be worth to be asked before better ones of the other kind."""
REPORT = 15.0
"""Items that one further report is expected to show: the median of the 78 reports that ATT&CK 14.1 cites beyond 10.1."""
_SURE = 0.95  # no report is certain to show anything
_DOUBTFUL = 1000  # items to review that are considered, the heaviest first
_TOP = 20  # things to look for that are weighed
_ROWS = 512
_NEW = (Support(Origin((), ()).id, Decimal(1), ()),)


def next_questions(
    request: Request,
    weighing: Weighing,
    kept: Index,
    leading: int | None,
    standard: Standard,
    most: int = MOST,
) -> tuple[NextQuestion, ...]:
    """Return what to look for and what to have reviewed next, the most informative first.

    *Look for*: whatever somebody in the pack was seen with and the evidence does not hold. Under g one more report
    shows it with chance ``p_g = min(.95, m·b_t·e^ℓ_t(g))``, m = 15. Not finding it is held against nobody, so only
    finding it informs: ``Σ_A P(A)·p_A·log2(p_A / P(found))``, the part of the mutual information of answer and finding
    that lies in finding, = ``P(found)·KL(P(A)·p_A / P(found) ‖ P(A))``. (With the divergence of what the program would
    conclude instead, which stretches weights by fitted factors, rare software of unlikely actors came first.)
    *Review*: an item of authenticity a < 1 is confirmed with chance a (then a = 1) or rejected (then it is gone);
    its information is the mean of both divergences from now. ``found`` and ``missed`` are what the program would
    conclude: bounded classes, posterior, lapse.

    ``moves`` is an approximation: the certified budget bound at the standard's budget under these parameters alone,
    not the least over all declared alternatives, on which the verdict stands.

    Args:
        request: what was weighed.
        weighing: under the central parameters.
        kept: counts of the request's pack.
        leading: column of the leading answer; None takes the most probable answer with a name, if there is one.
        standard: threshold and budget of the verdict.
        most: how many; of each kind at least one where ``most`` allows and one is worth a thousandth of a bit.

    Raises:
        UsageError: a weigher weighs what it was not given.

    Source: expected information, Lindley (1956); ``docs/explanation/weighing.md`` W12.
    """
    about = _subject(weighing) if leading is None else leading
    if about is None or not weighing.classes:
        return ()
    asked = _Asked(request, weighing, about)
    candidates = (*_to_look_for(asked, kept), *_to_review(asked))
    worth = [one for one in candidates if decimal(one.information) > 0]
    ranked = sorted(worth, key=lambda one: (-decimal(one.information), one.item.value, one.item.kind))
    stands = _stands(asked, weighing.classes, standard)
    return tuple(_recorded(asked, one, standard, stands) for one in _chosen(ranked, most))


@dataclass(frozen=True)
class _Asked:
    request: Request
    weighing: Weighing
    about: int


@dataclass(frozen=True)
class _Candidate:
    """A question that may be asked; ``item`` is as it would be if found or confirmed."""

    kind: Kind
    item: Item
    chance: float
    information: float
    found: float
    missed: float


def _subject(weighing: Weighing) -> int | None:
    named = [place for place, one in enumerate(weighing.answers) if one.kind in {"known", "named"}]
    return min(
        named,
        key=lambda place: (-probability(float(weighing.probability[place])), weighing.answers[place].actor),
        default=None,
    )


def _chosen(ranked: Sequence[_Candidate], most: int) -> list[_Candidate]:
    """Return the first ones, the last of them replaced if a kind would be missing."""
    chosen = list(ranked[:most])
    kinds = {one.kind for one in chosen}
    missing = [one for one in ranked[most:] if one.kind not in kinds and one.information > LEAST]
    if missing and most > 1:
        chosen[-1] = missing[0]
    return chosen


def _to_look_for(asked: _Asked, kept: Index) -> Iterator[_Candidate]:
    """Yield the most informative things to look for, of those that a weigher weighs."""
    request, weighing = asked.request, asked.weighing
    held = {item.value for item in request.evidence.items}
    values = sorted(kept.spread.keys() & kept.known - held)
    chances, bits = _expected(asked, kept, values)
    best = np.argsort(-bits.round(PLACES), kind="stable")[:_TOP].tolist()  # ties by value
    items = [_new(request.pack, values[place]) for place in best]
    rows, weighed = _weighed(request, weighing, items)
    after = _after(weighing, rows)[:, asked.about].tolist()
    now = float(weighing.probability[asked.about])
    for place, item, known, found in zip(best, items, weighed, after, strict=True):
        if known:
            yield _Candidate("look-for", item, float(chances[place]), float(bits[place]), found, now)


def _expected(asked: _Asked, kept: Index, values: Sequence[str]) -> tuple[Floats, Floats]:
    """Return the chance that one more report shows each thing, and the bits that this would give, each (values,)."""
    weighing, numbers = asked.weighing, asked.request.parameters.numbers()
    actors = [one.actor for one in weighing.hypotheses]
    weighed = posterior(all_totals(weighing.classes), weighing.prior, weighing.lapse)
    chances, bits = [np.empty(0)], [np.empty(0)]
    for start in range(0, len(values), _ROWS):
        counts = count(kept, values[start : start + _ROWS], actors)
        mixing = np.array([numbers[f"{sort}_mixing"] for sort in sorts(kept, values[start : start + _ROWS])])
        shown = REPORT * counts.base[:, None] * np.exp(profile_ratio(counts, mixing, numbers))
        joint = _of_answers(weighing, weighed * np.minimum(shown, _SURE))
        chances.append(joint.sum(axis=1))
        bits.append(chances[-1] * _divergence(joint / chances[-1][:, None], weighing.probability))
    return np.concatenate(chances), np.concatenate(bits)


def _new(pack: Pack, value: str) -> Item:
    software = next((one for one in pack.software if one.id == value), None)
    if software is not None:
        return Item(software.kind, value, software.name, _NEW)
    name = next(one.name for one in pack.techniques if one.id == value)
    return Item("attack-pattern", value, name, _NEW)


def _to_review(asked: _Asked) -> Iterator[_Candidate]:
    request, weighing = asked.request, asked.weighing
    weight = _greatest(weighing)
    doubtful = [(item.id, item) for item in request.evidence.items if item.support and item.authenticity < 1]
    weighed = [pair for pair in doubtful if pair[0] in weight]
    weighed.sort(key=lambda pair: (-weight[pair[0]], pair[0]))
    for start in range(0, min(len(weighed), _DOUBTFUL), _ROWS):
        run = weighed[start : min(start + _ROWS, _DOUBTFUL)]
        items = [_confirmed(item) for _, item in run]
        chances = np.array([item.authenticity for _, item in run])
        gone = [-rows for rows in _held(weighing, [name for name, _ in run])]
        sure, _ = _weighed(request, weighing, items)
        confirmed = _after(weighing, [less + more for less, more in zip(gone, sure, strict=True)])
        rejected = _after(weighing, gone)
        bits = chances * _divergence(confirmed, weighing.probability)
        bits += (1 - chances) * _divergence(rejected, weighing.probability)
        columns = (chances, bits, confirmed[:, asked.about], rejected[:, asked.about])
        for item, chance, value, sure_of, without in zip(items, *(c.tolist() for c in columns), strict=True):
            yield _Candidate("review", item, chance, value, sure_of, without)


def _confirmed(item: Item) -> Item:
    support = tuple(Support(one.origin, Decimal(1), one.evidence) for one in item.support)
    return Item(item.kind, item.value, item.name, support)


def _greatest(weighing: Weighing) -> dict[Id, float]:
    """Return for each weighed item the greatest weight for or against anybody, over all classes."""
    found: dict[Id, float] = {}
    for weights in weighing.classes:
        reach = np.maximum(weights.matrix.max(axis=1), -weights.matrix.min(axis=1))
        for name, most in zip(weights.items, reach.tolist(), strict=True):
            found[name] = max(found.get(name, 0.0), most)
    return found


def _held(weighing: Weighing, names: Sequence[Id]) -> list[Floats]:
    """Return the rows of items of the evidence in each class, each (items, hypotheses), 0 where it has none."""
    found: list[Floats] = []
    for weights in weighing.classes:
        place: dict[Id, int] = {name: row for row, name in enumerate(weights.items)}
        rows = np.zeros((len(names), weights.matrix.shape[1]))
        for row, name in enumerate(names):
            if name in place:
                rows[row] = weights.matrix[place[name]]
        found.append(rows)
    return found


def _weighed(request: Request, weighing: Weighing, items: Sequence[Item]) -> tuple[list[Floats], list[bool]]:
    """Return what each class says of items, each (items, hypotheses), 0 where it says nothing; and if any weighs it."""
    numbers = request.parameters.numbers()
    evidence = msgspec.structs.replace(request.evidence, items=tuple(items))
    place: dict[Id, int] = {item.id: row for row, item in enumerate(items)}
    found: list[Floats] = []
    weighed = [False] * len(items)
    for weigher in request.weighers:
        weights = weigher.weigh(weighing.hypotheses, evidence, request.pack, numbers)
        rows = np.zeros((len(items), weights.matrix.shape[1]))
        for name, row in zip(weights.items, weights.matrix, strict=True):
            if name not in place:
                raise UsageError(f"{weigher.name} weighs {name}, which is not there", "weigh what is given")
            rows[place[name]] = row
            weighed[place[name]] = True
        found.append(rows)
    return found, weighed


def _after(weighing: Weighing, changes: Sequence[Floats]) -> Floats:
    """Return the probability of every answer after changes of the class sums, shape (changes, answers).

    The posterior of W5 for many at once, summed as numpy does: what is recorded is rounded.
    """
    totals = np.zeros((len(changes[0]), len(weighing.hypotheses)))
    for weights, change in zip(weighing.classes, changes, strict=True):
        totals += bounded(weights.matrix.sum(axis=0) + (change if change.any() else 0.0), weights)
    mass = weighing.prior * np.exp(totals - totals.max(axis=1, keepdims=True))
    scale = (1 - weighing.lapse) / mass.sum(axis=1, keepdims=True)
    return _of_answers(weighing, mass * scale + weighing.lapse * weighing.prior)


def _of_answers(weighing: Weighing, mass: Floats) -> Floats:
    """Return what each answer has of the mass of hypotheses, shape (…, answers); nothing is multiplied at group level."""
    if np.array_equal(weighing.share, np.eye(len(weighing.hypotheses))):
        return mass
    result: Floats = mass @ weighing.share
    return result


def _divergence(after: Floats, now: Floats) -> Floats:
    """Return ``KL(after ‖ now)`` in bits, shape (changes,); an answer that cannot be has no part."""
    possible = after > 0  # an answer that is possible after is possible now: shares do not change
    ratio = np.divide(after, now, where=possible, out=np.ones_like(after))
    result: Floats = (after * np.log2(ratio)).sum(axis=1)
    return np.maximum(result, 0.0)


def _recorded(asked: _Asked, one: _Candidate, standard: Standard, stands: bool) -> NextQuestion:
    return NextQuestion(
        kind=one.kind,
        item=one.item.kind,
        value=one.item.value,
        name=one.item.name,
        chance=probability(one.chance),
        information=decimal(one.information, PLACES),
        found=probability(one.found),
        missed=probability(one.missed),
        moves=decimal(_moves(asked, one, standard, stands), PLACES),
    )


def _moves(asked: _Asked, one: _Candidate, standard: Standard, stands: bool) -> float:
    """Return the chance that the bound at the standard's budget ends on the other side of the threshold."""
    weighing = asked.weighing
    rows = [part[0] for part in _weighed(asked.request, weighing, [one.item])[0]]
    without = [_without(weights, one.item.id) for weights in weighing.classes]
    found = [_with(weights, one.item.id, row) for weights, row in zip(without, rows, strict=True)]
    moved = one.chance * (_stands(asked, found, standard) != stands)
    if one.kind == "review":
        moved += (1 - one.chance) * (_stands(asked, without, standard) != stands)
    return float(moved)


def _stands(asked: _Asked, classes: Sequence[Weights], standard: Standard) -> bool:
    bound = replace(asked.weighing, classes=tuple(classes)).bound(asked.about, standard.budget)
    return probability(float(bound[standard.budget])) >= standard.threshold


def _without(weights: Weights, name: Id) -> Weights:
    rows = [row for row, item in enumerate(weights.items) if item != name]
    left = tuple(weights.items[row] for row in rows)
    return replace(weights, items=left, matrix=weights.matrix[rows], tiers=())


def _with(weights: Weights, name: Id, row: Floats) -> Weights:
    longer = np.vstack([weights.matrix, row])
    return replace(weights, items=(*weights.items, name), matrix=longer) if row.any() else weights
