"""W2 for copies: what a program suggests out of prose is a reading of words, and rewriting the words does not read them better.

Ten rewrites of one sentence are eleven readings of one statement; the best of eleven is not what the reader was measured
on. So a suggestion counts with the share of the distinct wordings of its passage in which it was made. Names and
indicators are no readings: they stand there or do not.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from msgspec import structs

from probandum.model.exhibit import Locator
from probandum.model.ident import Digest
from probandum.model.observation import Observation
from probandum.model.sharing import Lineage
from probandum.model.source import Origin
from probandum.weighers.spans import Around, Inside

_PLACES = Decimal("0.000001")
_Linked = dict[Digest, Around[tuple[Digest, Locator]]]


def as_often_as_read(
    observations: Iterable[Observation],
    lineage: Lineage,
    origins: Iterable[Origin],
    wordings: Mapping[Digest, str],
    suggesting: Collection[str],
) -> Iterator[Observation]:
    """Yield observations in their order, suggestions with the share of the wordings in which they were made.

    Args:
        observations: of any kind.
        lineage: with the passages that exhibits share.
        origins: which exhibits count as one; only within one is a passage another wording of the other.
        wordings: exhibit → one word for its text, the same for the same text.
        suggesting: names of the tools, without versions, that suggest out of prose.
    """
    linked = _linked(lineage, origins)
    if not linked:
        yield from observations
        return
    every = list(observations)
    suggested: dict[tuple[str, Digest], list[Locator]] = defaultdict(list)
    for one in every:
        if one.by.partition("/")[0] in suggesting:
            suggested[one.value, one.exhibit].append(one.locator)
    made = {key: Inside(places) for key, places in suggested.items()}
    for one in every:
        if (one.value, one.exhibit) not in suggested or one.by.partition("/")[0] not in suggesting:
            yield one
            continue
        there = linked[one.exhibit].holding(one.locator) if one.exhibit in linked else []
        own = wordings.get(one.exhibit, one.exhibit)
        all_of = {own} | {wordings.get(other, other) for other, _ in there}
        read = {own} | {
            wordings.get(other, other)
            for other, place in there
            if (one.value, other) in made and made[one.value, other].any_in(place)
        }
        share = (one.authenticity * len(read) / len(all_of)).quantize(_PLACES, ROUND_HALF_EVEN).normalize()
        yield one if len(read) == len(all_of) else structs.replace(one, authenticity=share)


def _linked(lineage: Lineage, origins: Iterable[Origin]) -> _Linked:
    """Return for each exhibit its passages with the place of the same words in another exhibit of its origin."""
    home = {exhibit: origin.id for origin in origins for exhibit in origin.exhibits}
    found: dict[Digest, list[tuple[Locator, tuple[Digest, Locator]]]] = defaultdict(list)
    for passage in lineage.passages:
        ends: Sequence[tuple[Digest, Locator]] = [
            (one.exhibit, one.locator) for one in (passage.first, passage.second)
        ]
        (first, here), (second, there) = ends
        same = home.get(first, first) == home.get(second, second)
        if same and passage.kind in {"copy", "paraphrase"}:
            found[first].append((here, (second, there)))
            found[second].append((there, (first, here)))
    return {exhibit: Around(places) for exhibit, places in found.items()}
