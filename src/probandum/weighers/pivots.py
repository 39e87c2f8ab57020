"""W12: what the leading answer hangs on."""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from probandum.errors import UsageError
from probandum.model.ident import Id, decimal, short
from probandum.model.source import Origin
from probandum.model.weight import Item, Pivot
from probandum.weighers.combine import bounded
from probandum.weighers.weighing import Request, Weighing

Floats = NDArray[np.float64]
MOST = 10
_ROWS = 4096


def pivots(request: Request, weighing: Weighing, leading: int) -> tuple[Pivot, ...]:
    """Return the items, then the origins, without which the leading answer is less probable; at most ten each.

    Without an origin, an item that others show too keeps their authenticity; an item that nobody else shows is gone.

    Args:
        request: what was weighed.
        weighing: under the central parameters.
        leading: column of the leading answer.

    Raises:
        UsageError: a weigher does not weigh each item on its own.
    """
    names = {item.id: item.name for item in request.evidence.items}
    by_item = _by_item(weighing, leading)
    by_origin = _by_origin(request, weighing, leading)
    origins = _names(request.origins)
    now = decimal(float(weighing.probability[leading]))
    heaviest: list[Pivot] = []
    for kind, found, called in (("item", by_item, names), ("origin", by_origin, origins)):
        drops = [
            Pivot(kind, name, called.get(name, short(name)), decimal(without)) for name, without in found
        ]
        less = [pivot for pivot in drops if pivot.without < now]
        heaviest += sorted(less, key=lambda pivot: (pivot.without, pivot.id))[:MOST]
    return tuple(heaviest)


def _by_item(weighing: Weighing, leading: int) -> Iterator[tuple[Id, float]]:
    """Yield each item with the probability without it."""
    order = list(dict.fromkeys(name for weights in weighing.classes for name in weights.items))
    place = {name: row for row, name in enumerate(order)}
    sums = [weights.matrix.sum(axis=0) for weights in weighing.classes]
    for start, stop in _runs([1] * len(order)):
        totals = np.zeros((stop - start, len(weighing.hypotheses)))
        for weights, whole in zip(weighing.classes, sums, strict=True):
            taken = np.zeros((stop - start, weights.matrix.shape[1]))
            for row, name in enumerate(weights.items):
                if start <= place[name] < stop:
                    taken[place[name] - start] += weights.matrix[row]
            totals += bounded(whole - taken, weights)
        yield from zip(order[start:stop], weighing.answer(totals, leading).tolist(), strict=True)


def _by_origin(request: Request, weighing: Weighing, leading: int) -> Iterator[tuple[Id, float]]:
    """Yield each origin with the probability without it."""
    weighed = {name for weights in weighing.classes for name in weights.items}
    shown: dict[Id, list[Item]] = {}
    for item in request.evidence.items:
        for support in item.support if item.id in weighed else ():
            shown.setdefault(support.origin, []).append(item)
    origins = sorted(shown)
    for start, stop in _runs([len(shown[origin]) for origin in origins]):
        part = [(origin, shown[origin]) for origin in origins[start:stop]]
        totals = np.zeros((len(part), len(weighing.hypotheses)))
        for place, weights in enumerate(weighing.classes):
            change = np.zeros((len(part), weights.matrix.shape[1]))
            for row, nats in _changes(request, weighing, place, part):
                change[row] += nats
            totals += bounded(weights.matrix.sum(axis=0) + change, weights)
        yield from zip(origins[start:stop], weighing.answer(totals, leading).tolist(), strict=True)


def _changes(
    request: Request, weighing: Weighing, place: int, part: Sequence[tuple[Id, list[Item]]]
) -> Iterator[tuple[int, Floats]]:
    """Yield (row of the origin, change of the class total) for each item that an origin shows, all weighed in one call."""
    weights, weigher = weighing.classes[place], request.weighers[place]
    rows = {name: row for row, name in enumerate(weights.items)}
    touched = [
        (row, item, origin) for row, (origin, items) in enumerate(part) for item in items if item.id in rows
    ]
    left = tuple(_without(item, origin) for _, item, origin in touched)
    evidence = msgspec.structs.replace(request.evidence, items=left)
    again = weigher.weigh(weighing.hypotheses, evidence, request.pack, request.parameters.numbers())
    if again.items != tuple(item.id for item in left):
        raise UsageError(
            f"{weigher.name} does not weigh each item on its own", "weigh items in the order given"
        )
    for (row, item, _), nats in zip(touched, again.matrix, strict=True):
        yield row, nats - weights.matrix[rows[item.id]]


def _without(item: Item, origin: Id) -> Item:
    """Return the item as the other origins show it; with none left its authenticity is 0, and so is its weight."""
    return Item(item.kind, item.value, item.name, tuple(one for one in item.support if one.origin != origin))


def _runs(sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield [start, stop) so that no run holds many more than a few thousand rows: memory stays bounded."""
    start = held = 0
    for place, size in enumerate(sizes):
        if held and held + size > _ROWS:
            yield start, place
            start, held = place, 0
        held += size
    if held:
        yield start, len(sizes)


def _names(origins: Sequence[Origin]) -> dict[Id, str]:
    return {
        origin.id: ", ".join(origin.sources)
        or (
            f"{len(origin.exhibits)} exhibits that count as one"
            if len(origin.exhibits) > 1
            else f"exhibit {short(origin.exhibits[0])}"
        )
        for origin in origins
    }
