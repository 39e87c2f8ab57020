"""Does it hold without this origin, with these two as one, with this one split? The same weighing on other evidence."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from probandum.assessing import Answer, Bench, Testifying, context, request, testifying
from probandum.conclude import conclude
from probandum.model.ident import Digest, Id
from probandum.model.source import Origin
from probandum.model.supposition import MOST, Supposed, Supposition
from probandum.model.weight import Item
from probandum.weighers.assessment import outcome

Progress = Callable[[str, int, int], None]


def suppose(bench: Bench, answer: Answer, progress: Progress | None = None) -> tuple[Supposition, ...]:
    """Return what would become of the verdict without each origin, with two joined, and with one split.

    What touches no weighed item changes nothing and is left out: an origin on which none rests, two that no item has in
    common. Of each kind at most :data:`~probandum.model.supposition.MOST`.

    Args:
        bench: what the answer was made from.
        answer: the answer.
        progress: told (what, done, total).
    """
    wanted = [
        *_without(bench, answer.assessment.items),
        *_joined(bench, answer.assessment.items),
        *_split(bench, answer.assessment.items),
    ]
    knowledge = testifying(bench)
    made = []
    for number, one in enumerate(wanted, start=1):
        made.append(_supposed(answer, one, knowledge))
        if progress:
            progress("supposing", number, len(wanted))
    return tuple(made)


class _Wanted(NamedTuple):
    """What is supposed, of which origins, how many items that touches, and the bench as it would be."""

    kind: Supposed
    origins: tuple[Id, ...]
    touched: int
    bench: Bench


def _without(bench: Bench, items: Sequence[Item]) -> Iterator[_Wanted]:
    resting = _resting(items)
    for origin in _ranked(bench, Counter({(name,): len(on) for name, on in resting.items()})):
        name = origin[0]
        gone = frozenset(next(one.exhibits for one in bench.origins if one.id == name))
        yield _Wanted("without", origin, len(resting[name]), _less(bench, gone))


def _joined(bench: Bench, items: Sequence[Item]) -> Iterator[_Wanted]:
    common = Counter[tuple[Id, ...]]()
    for item in items:
        ranked = sorted(item.support, key=lambda one: (one.nameless, one.origin))[: 2 * MOST]
        common.update(combinations(sorted(one.origin for one in ranked), 2))
    for pair in _ranked(bench, common):
        first, second = (one for one in bench.origins if one.id in pair)
        both = Origin(
            tuple(sorted({*first.sources, *second.sources})),
            tuple(sorted({*first.exhibits, *second.exhibits})),
            ("supposed",),
        )
        rest = [one for one in bench.origins if one.id not in pair]
        yield _Wanted("joined", pair, common[pair], replace(bench, origins=(*rest, both)))


def _split(bench: Bench, items: Sequence[Item]) -> Iterator[_Wanted]:
    several = {one.id: one for one in bench.origins if len(one.exhibits) > 1}
    resting = Counter[tuple[Id, ...]](
        {(name,): len(on) for name, on in _resting(items).items() if name in several}
    )
    for origin in _ranked(bench, resting):
        whole = several[origin[0]]
        apart = [Origin(whole.sources, (one,)) for one in whole.exhibits]
        rest = [one for one in bench.origins if one.id != whole.id]
        yield _Wanted("split", origin, resting[origin], replace(bench, origins=(*rest, *apart)))


def _resting(items: Sequence[Item]) -> dict[Id, set[Id]]:
    """Return the items that rest on each origin."""
    found: dict[Id, set[Id]] = {}
    for item in items:
        for support in item.support:
            found.setdefault(support.origin, set()).add(item.id)
    return found


def _ranked(bench: Bench, touched: Counter[tuple[Id, ...]]) -> list[tuple[Id, ...]]:
    there = {one.id for one in bench.origins}
    held = {key: count for key, count in touched.items() if there.issuperset(key)}
    named = {one.id for one in bench.origins if one.sources}
    return sorted(held, key=lambda key: (not named.issuperset(key), -held[key], key))[:MOST]


def _less(bench: Bench, gone: frozenset[Digest]) -> Bench:
    """Return the bench without what stands in some exhibits."""
    resolved = bench.resolved
    return replace(
        bench,
        gone=gone,
        claims=tuple(one for one in bench.claims if one.exhibit not in gone),
        resolved=replace(
            resolved,
            claims=tuple(one for one in resolved.claims if one.exhibit not in gone),
            judgements=tuple(one for one in resolved.judgements if one.exhibit not in gone),
            links=tuple(one for one in resolved.links if one.exhibit not in gone),
        ),
    )


def _supposed(answer: Answer, wanted: _Wanted, knowledge: Testifying) -> Supposition:
    bench = wanted.bench
    assessment = outcome(request(bench, knowledge))
    verdict = conclude(assessment, bench.brief.standard, context=context(bench))
    leader = answer.verdict.leading
    now = next((one for one in assessment.estimates if one.hypothesis == leader), None)
    same = verdict.leading == leader
    return Supposition(
        kind=wanted.kind,
        origins=wanted.origins,
        touched=wanted.touched,
        leading=verdict.leading,
        leading_name=verdict.leading_name,
        probability=now.probability if now else verdict.probability,
        lower=now.lower if now else verdict.lower,
        bound=verdict.bound if same else min(verdict.bound, now.lower if now else verdict.lower),
        breakdown=verdict.breakdown if same else -1,
        enough=verdict.enough,
    )
