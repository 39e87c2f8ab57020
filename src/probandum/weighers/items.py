"""W3: observations become items; what shares a root counts once."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from probandum.model.hypothesis import Judgement, Review
from probandum.model.ident import Digest, Id, Value
from probandum.model.observation import Observation
from probandum.model.scales import CREDIBILITY_AUTHENTICITY
from probandum.model.weight import Item
from probandum.weighers.roots import Found, Roots

KINDS = frozenset({"attack-pattern", "malware", "tool"})
UNGRADED = 6
UNKNOWN = "because the knowledge does not have it"
AMBIGUOUS = "because it may stand for several things"
REJECTED = "because a reviewer rejected it"
REWORDED = "because only changed words of a copy show it"
_UNWEIGHED = (AMBIGUOUS, REJECTED, REWORDED)


class Gathered(Value, frozen=True):
    """What there is to weigh, and what there is not.

    Attributes:
        items: sorted by kind and value.
        unknown_values: observed values that stand for nothing in the pack, sorted.
        notes: what was not weighed, and why, one line each.
    """

    items: tuple[Item, ...]
    unknown_values: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def gather(
    observations: Iterable[Observation],
    roots: Roots,
    reviews: Sequence[Review],
    credibility: Mapping[Digest, int],
    names: Mapping[str, str],
    decided: Mapping[Id, Literal["accept", "reject"]] = MappingProxyType({}),
) -> Gathered:
    """Group observations of behaviour by what they stand for.

    Within one root the best authenticity counts, once; see :class:`probandum.weighers.roots.Roots` for what a root is
    and :class:`probandum.model.weight.Item` for the authenticity over several. An observation that may stand for several things is not weighed. The authenticity is the tool's
    times that of the exhibit's Admiralty digit (6 where none is given); 1 where a person accepted the observation. What has
    none (:func:`probandum.weighers.wordings.read_once`) is not weighed.

    Args:
        observations: of any kind; those that are no behaviour are passed over.
        roots: what observations go back to, and which exhibits do not testify to behaviour.
        reviews: decisions of persons, by value.
        credibility: Admiralty digit per exhibit.
        names: id → name as people read it.
        decided: id of an observation → what a person decided on this very one; goes before a review by value.
    """
    reviewed = _Decisions(reviews)
    found: dict[str, list[Found]] = {}
    kinds: dict[str, str] = {}
    left: dict[str, set[str]] = {why: set() for why in (UNKNOWN, *_UNWEIGHED)}
    for observation in observations:
        if observation.kind not in KINDS:
            continue
        decision = (decided and decided.get(observation.id)) or reviewed.on(observation)
        speaks = observation.exhibit not in roots.silent
        if why := _unweighed(observation, decision):
            if speaks:
                left[why].add(_called(observation) if why == AMBIGUOUS else observation.value)
            continue
        value = observation.refs[0]
        genuine = _genuine(observation, decision, credibility)
        place = observation.exhibit, observation.locator
        found.setdefault(value, []).append(Found(*place, genuine, observation.id))
        if speaks:
            kinds[value] = min(kinds.get(value, observation.kind), observation.kind)
    items = [
        Item(kinds[value], value, names.get(value, value), roots.supports(found[value])) for value in kinds
    ]
    left[REWORDED] -= {value for value in left[REWORDED] if value in kinds}
    return Gathered(
        items=tuple(sorted(items, key=lambda item: (item.kind, item.value))),
        unknown_values=tuple(sorted(left[UNKNOWN])),
        notes=tuple(f"not weighed, {why}: {text}" for why in _UNWEIGHED for text in sorted(left[why])),
    )


def _unweighed(observation: Observation, decision: str) -> str:
    """Return why an observation is not weighed; empty where it is."""
    if decision == "reject":
        return REJECTED
    if not observation.refs:
        return UNKNOWN
    if len(observation.refs) > 1:
        return AMBIGUOUS
    return "" if observation.authenticity or decision == "accept" else REWORDED


def _called(observation: Observation) -> str:
    return f"{observation.surface or observation.value} ({', '.join(observation.refs)})"


def gather_judgements(
    judgements: Iterable[Judgement], roots: Roots, credibility: Mapping[Digest, int]
) -> tuple[Item, ...]:
    """Return an item for all judgements that share a root: the same passage, or the same thing seen in the same words.

    The item bears the least id of its judgements. Its authenticity is that of the exhibits' Admiralty digits.
    """
    items: list[Item] = []
    for cluster in _clusters(sorted(judgements, key=lambda judgement: judgement.id)):
        found = [
            Found(judgement.exhibit, judgement.locator, _digit(judgement.exhibit, credibility), judgement.id)
            for judgement in cluster
        ]
        items.append(Item("judgement", cluster[0].id, cluster[0].item, roots.supports(found)))
    return tuple(sorted(items, key=lambda item: item.value))


class _Decisions:
    """Reviews by value; one that names an exhibit goes before one for all, and a rejection before an acceptance."""

    def __init__(self, reviews: Iterable[Review]) -> None:
        self._by_place: dict[tuple[str, Digest | None], str] = {}
        for review in reviews:
            place = (review.value, review.exhibit)
            if self._by_place.get(place) != "reject":
                self._by_place[place] = review.decision

    def on(self, observation: Observation) -> str:
        values = (
            {observation.value, *observation.refs[:1]} if len(observation.refs) == 1 else {observation.value}
        )
        for exhibit in (observation.exhibit, None):
            said = {self._by_place.get((value, exhibit), "") for value in values}
            if said != {""}:
                return "reject" if "reject" in said else "accept"
        return ""


def _clusters(judgements: Sequence[Judgement]) -> list[list[Judgement]]:
    """Group by shared passage or shared words, transitively; near-linear (union by reference)."""
    groups: dict[tuple[object, ...], list[Judgement]] = {}
    for judgement in judgements:
        words = (" ".join(judgement.item.split()).casefold(),)
        passage = (judgement.exhibit, judgement.locator)
        mine, other = groups.get(words, []), groups.get(passage, [])
        if mine is not other:
            short, long = sorted((mine, other), key=len)
            long.extend(short)
            for member in short:
                groups[(" ".join(member.item.split()).casefold(),)] = long
                groups[(member.exhibit, member.locator)] = long
            mine = long
        mine.append(judgement)
        groups[words] = groups[passage] = mine
    distinct = {id(group): group for group in groups.values()}
    return [sorted(group, key=lambda judgement: judgement.id) for group in distinct.values()]


def _digit(exhibit: Digest, credibility: Mapping[Digest, int]) -> Decimal:
    return CREDIBILITY_AUTHENTICITY[credibility.get(exhibit, UNGRADED)]


def _genuine(observation: Observation, decision: str, credibility: Mapping[Digest, int]) -> Decimal:
    if decision == "accept":
        return Decimal(1)
    return (observation.authenticity * _digit(observation.exhibit, credibility)).normalize()
