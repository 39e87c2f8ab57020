"""Talking points through time: what is said in two documents or more, who said it first as far as is known, and how it spread.

Sentences are compared by the stems of their telling words (cosine, rarer stems weigh more) and, where a claim was taken out
of them, by what is claimed. In the order of their days each joins the point whose first sentence it repeats best, or opens
a new one; so a chain of small changes never ties what is unlike.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec import structs

from probandum.model.claim import Claim
from probandum.model.discourse import Repeated, TalkingPoint, Uttered
from probandum.model.ident import Id
from probandum.model.observation import ONE
from probandum.model.statement import Statement
from probandum.sources.acts import act, stems
from probandum.sources.sayings import ASKED, AUTHORS, Heard, before, days_of, speaks_for
from probandum.sources.sides import Sides, words_of

ALIKE = 0.6
"""Cosine from which one sentence counts as the other in other words; the same words but for order have 1."""
SAME = 0.98
WORDS = 4
"""Telling stems that two sentences must share, so that a phrase of courtesy is no talking point."""
MOST = 500
"""Talking points that are returned, those in most documents first."""
_COMMON = 400
"""A stem in more first sentences than this finds no candidates: it is too common to tell one from another."""
_TELLING = frozenset(
    {"accusation", "counter-accusation", "denial", "rejection-of-basis", "evidence-challenge", "demand"}
)
_PRONOUNS = {("he",), ("i",), ("it",), ("she",), ("they",), ("we",)}
_LATE = "9999"
_Claimed = tuple[object, ...]


@dataclass(frozen=True)
class _Spoken:
    uttered: Uttered
    stems: tuple[str, ...]
    claimed: frozenset[_Claimed]


def talking_points(heard: Heard) -> tuple[TalkingPoint, ...]:
    """Return what is said in two documents or more, those in most documents first.

    Accusations, denials, rejections, challenges and demands are compared, and whatever somebody quoted or a spokesperson says. What one
    document says twice is one saying of it.

    Args:
        heard: claims, statements, sources and dates of a case.
    """
    spoken = sorted(_spoken(heard), key=_in_time)
    weights = _weights(spoken)
    clusters: list[list[tuple[_Spoken, Repeated]]] = []
    index = _Index(weights)
    for one in spoken:
        found, how = index.best(one)
        if found is None:
            index.open(one, len(clusters))
            clusters.append([(one, "first known")])
        elif all(one.uttered.exhibit != other.uttered.exhibit for other, _ in clusters[found]):
            clusters[found].append((one, how))
    points = (_point(cluster) for cluster in clusters if len(cluster) > 1)
    return tuple(sorted(points, key=lambda one: (-one.documents, -len(one.parties), one.id))[:MOST])


def _spoken(heard: Heard) -> Iterator[_Spoken]:
    sides = Sides(heard.sources, heard.named)
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in heard.claims:
        claims[claim.statement].append(claim)
    for statement in sorted(heard.statements, key=lambda one: one.id):
        if statement.mode not in ASKED and _is_said(statement):
            owner = heard.owners.get(statement.exhibit, "") if statement.role in AUTHORS else ""
            speaker = "" if words_of(statement.speaker)[:1] in _PRONOUNS else statement.speaker
            speaks = speaks_for(statement, heard, sides)
            party = sides.party(owner or speaker, speaks) if owner or speaker or speaks else ""
            yield _of_statement(statement, heard, party, claims[statement.id])
    for claim in sorted(heard.claims, key=lambda one: one.id):
        if not claim.statement and claim.authenticity == ONE:
            yield _of_claim(claim, heard, sides.party(claim.speaker, sides.speaking(claim.speaker)))


def _is_said(statement: Statement) -> bool:
    """Return whether somebody says it of something in dispute: what an author only reports is no talking point."""
    return bool(_TELLING & set(statement.types)) or (statement.role in {"spokesperson", "quoted"})


def _of_statement(statement: Statement, heard: Heard, party: str, claims: Iterable[Claim]) -> _Spoken:
    uttered = Uttered(
        Id(statement.id),
        statement.exhibit,
        statement.locator,
        statement.quote,
        statement.speaker,
        party,
        *days_of(heard, statement.exhibit),
        how="first known",
        direct=len(statement.chain) < 2,
    )
    return _Spoken(uttered, stems(statement.quote), frozenset(map(_claimed, claims)))


def _of_claim(claim: Claim, heard: Heard, party: str) -> _Spoken:
    uttered = Uttered(
        claim.id,
        claim.exhibit,
        claim.locator,
        claim.quote,
        claim.speaker,
        party,
        *days_of(heard, claim.exhibit, claim.time or ""),
        how="first known",
        direct=not claim.relayed_by,
    )
    return _Spoken(uttered, stems(claim.quote), frozenset({_claimed(claim)}))


def _claimed(claim: Claim) -> _Claimed:
    """Return what is claimed, whoever says it: stance, about whom, which act, to whom."""
    what = act(claim.predicate)
    return claim.stance, stems(claim.subject), what.classes or what.stems, stems(claim.object)


def _in_time(one: _Spoken) -> tuple[str, str, str, int, int, str]:
    said = one.uttered
    day = (said.not_after or said.not_before or _LATE)[:10]
    return day, said.not_before or _LATE, said.exhibit, said.locator.page, said.locator.start, said.record


def _weights(spoken: Sequence[_Spoken]) -> dict[str, float]:
    """Return how much each stem tells: ``log(1 + n / sentences with it)``, n at least fifty so that few sentences do too."""
    counts = Counter(stem for one in spoken for stem in one.stems)
    whole = max(len(spoken), 50)
    return {stem: math.log1p(whole / count) for stem, count in counts.items()}


class _Index:
    """The first sentence of each point, by its stems and by what it claims."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._by_claim: dict[_Claimed, int] = {}
        self._first: list[tuple[frozenset[str], float]] = []

    def open(self, one: _Spoken, number: int) -> None:
        """Keep the first sentence of a point."""
        for stem in one.stems:
            self._by_stem[stem].append(number)
        for claimed in one.claimed:
            if _full(claimed):
                self._by_claim.setdefault(claimed, number)
        self._first.append((frozenset(one.stems), self._norm(one.stems)))

    def best(self, one: _Spoken) -> tuple[int | None, Repeated]:
        """Return the point that a sentence repeats best, the earlier of equals, and how; None where it repeats none."""
        shared = Counter(
            number
            for stem in one.stems
            if len(self._by_stem.get(stem, ())) <= _COMMON
            for number in self._by_stem.get(stem, ())
        )
        norm = self._norm(one.stems)
        ranked = [
            (-self._cosine(one.stems, norm, number), number)
            for number, count in shared.items()
            if count >= min(WORDS, len(one.stems), len(self._first[number][0])) > 1
        ]
        cosine, number = min(ranked, default=(0.0, -1))
        if -cosine >= ALIKE:
            return number, "copied" if -cosine >= SAME else "reworded"
        same = min((self._by_claim[one] for one in one.claimed if one in self._by_claim), default=None)
        return same, "same claim"

    def _norm(self, stems_of: Iterable[str]) -> float:
        return math.sqrt(math.fsum(self._weights[stem] ** 2 for stem in stems_of)) or 1.0

    def _cosine(self, words: Sequence[str], norm: float, number: int) -> float:
        there, other = self._first[number]
        return math.fsum(self._weights[stem] ** 2 for stem in words if stem in there) / (norm * other)


def _full(claimed: _Claimed) -> bool:
    """Return whether a claim says about whom and which act: else it is no sign that two say the same."""
    return bool(claimed[1] and claimed[2])


def _point(cluster: Sequence[tuple[_Spoken, Repeated]]) -> TalkingPoint:
    uttered = tuple(structs.replace(one.uttered, how=how) for one, how in cluster)
    dated = [one for one in uttered if one.not_after]
    first = [
        one.record
        for one in uttered
        if not any(before(other.not_after, one.not_before or one.not_after) for other in dated)
    ]
    parties = dict.fromkeys(one.party for one in uttered if one.party)
    return TalkingPoint(uttered, tuple(first), tuple(parties))
