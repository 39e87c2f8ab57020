"""W3 for testimony: what is said becomes items; what one speaker or one origin repeats counts once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from probandum.model.claim import Claim, Testimony
from probandum.model.ident import Digest, Id, Value
from probandum.model.scales import CREDIBILITY_AUTHENTICITY
from probandum.model.source import Origin, Source
from probandum.model.weight import Item, Support

_ACTS: dict[str, Literal["accuses", "denies"]] = {
    "accuses": "accuses",
    "counter-accuses": "accuses",
    "denies": "denies",
}
_TITLES = {"accuses": "accusation of", "denies": "denial about"}
_LEVEL = "group"

Said = tuple[Claim, Testimony]


class Sayings(Value, frozen=True):
    """What is said for or against the hypotheses.

    Attributes:
        items: sorted by value.
        testimonies: sorted by id.
        notes: which claims are shown only, and why, one line each.
    """

    items: tuple[Item, ...]
    testimonies: tuple[Testimony, ...] = ()
    notes: tuple[str, ...] = ()


class Standing:
    """Who counts as one, and who is not heard.

    Args:
        origins: which exhibits count as one; an exhibit in none stands alone.
        speakers: speaker → what its sayings go back to (itself, its party, whom it relies on); one in none stands alone.
        silent: exhibits that do not testify to claims.
    """

    def __init__(
        self,
        origins: Iterable[Origin] = (),
        speakers: Mapping[str, Id] | None = None,
        silent: Collection[Digest] = (),
    ) -> None:
        self._speakers = dict(speakers or {})
        self.silent = frozenset(silent)
        self._origins = {exhibit: origin for origin in origins for exhibit in origin.exhibits}

    def speaker(self, claim: Claim) -> str:
        """Return what a saying goes back to."""
        return self._speakers.get(claim.speaker, claim.speaker)

    def origin(self, claim: Claim) -> Origin:
        """Return the origin of the exhibit in which a claim stands."""
        return self._origins.get(claim.exhibit) or Origin(sources=(), exhibits=(claim.exhibit,))


def gather_testimony(
    claims: Iterable[Claim], sources: Iterable[Source], groups: Mapping[str, str], standing: Standing
) -> Sayings:
    """Return an item for all sayings of one act about one actor that share an origin or a speaker.

    Accusations, also in return, and denials are weighed, where the recorder names the hypothesis and it is a group. The
    reliability is that of the speaker, found among the sources by its name: the newspaper that passes a saying on
    vouches for the words, by the digit of the exhibit, and not for the accusation. The best digit counts, once: however
    many pass on what one speaker says, it is one saying. The item bears the least id of its testimonies.

    Args:
        claims: as recorded; each is weighed or counted in a note.
        sources: with grades, interests and records.
        groups: id → name of every group that may be accused.
        standing: who counts as one, and which exhibits are heard.
    """
    known = {source.name: source for source in sources}
    partial = {source.party or source.name for source in known.values() if source.interest}
    said: list[Said] = []
    passed: dict[str, int] = {}
    for claim in sorted(claims, key=lambda one: (one.id, one.hypothesis, one.credibility)):
        why = _unheard(claim, groups, standing.silent)
        if why:
            passed[why] = passed.get(why, 0) + 1
        else:
            source = known.get(claim.speaker, Source(claim.speaker))
            said.append((claim, _testimony(claim, source, (source.party or source.name) in partial)))
    items = [_item(origin, cluster, groups) for origin, cluster in _clusters(said, standing)]
    return Sayings(
        items=tuple(sorted(items, key=lambda item: item.value)),
        testimonies=tuple(sorted({one for _, one in said}, key=lambda one: one.id)),
        notes=tuple(_notes(passed, sum(claim.speaker not in known for claim, _ in said))),
    )


def _unheard(claim: Claim, groups: Mapping[str, str], silent: Collection[Digest]) -> str:
    """Return why a claim is shown only; empty where it is weighed."""
    if not claim.hypothesis:
        return "names no hypothesis"
    if claim.stance not in _ACTS:
        return "neither accuses nor denies"
    if claim.level not in {None, _LEVEL} or claim.hypothesis not in groups:
        return "is about another level than groups"
    return "stands in an exhibit that does not testify to claims" if claim.exhibit in silent else ""


def _testimony(claim: Claim, source: Source, interested: bool) -> Testimony:
    act = _ACTS[claim.stance]
    accuses = act == "accuses"
    return Testimony(
        hypothesis=claim.hypothesis,
        stance=act,
        source=claim.speaker,
        claim=claim.id,
        exhibit=claim.exhibit,
        reliability=source.reliability,
        interested=interested,
        right=source.right if accuses else source.denials_right,
        wrong=source.wrong if accuses else source.denials_wrong,
    )


def _notes(passed: Mapping[str, int], nameless: int) -> Iterator[str]:
    for why, count in sorted(passed.items()):
        yield f"shown, not weighed, because it {why}: {count} {'claim' if count == 1 else 'claims'}"
    if nameless:
        who = "1 saying is by a speaker" if nameless == 1 else f"{nameless} sayings are by speakers"
        yield f"{who} whom no source of the case file is called after: reliability F, no record, no weight"


def _clusters(said: Iterable[Said], standing: Standing) -> Iterator[tuple[Id, list[Said]]]:
    """Yield for each act about one actor the sayings that count as one, with the origin they count for.

    What one speaker says is heard in one origin: the one it reports in itself, else the one in which fewest others are
    heard with it, else the best-graded. Speakers who are heard in the same origin count as one.
    """
    acts: dict[tuple[str, str], dict[str, list[Said]]] = {}
    for one in said:
        speakers = acts.setdefault((one[1].hypothesis, one[1].stance), {})
        speakers.setdefault(standing.speaker(one[0]), []).append(one)
    for speakers in acts.values():
        beside: dict[Id, set[str]] = {}
        for speaker, own in speakers.items():
            for claim, _ in own:
                beside.setdefault(standing.origin(claim).id, set()).add(speaker)
        found: dict[Id, list[Said]] = {}
        for own in speakers.values():
            found.setdefault(_heard_in([claim for claim, _ in own], standing, beside), []).extend(own)
        yield from found.items()


def _heard_in(claims: Iterable[Claim], standing: Standing, beside: Mapping[Id, Collection[str]]) -> Id:
    ranked = [
        (
            claim.speaker not in origin.sources,
            len(beside[origin.id]),
            -CREDIBILITY_AUTHENTICITY[claim.credibility],
            origin.id,
        )
        for claim in claims
        for origin in [standing.origin(claim)]
    ]
    return min(ranked)[-1]


def _item(origin: Id, cluster: Sequence[Said], groups: Mapping[str, str]) -> Item:
    least = min((testimony for _, testimony in cluster), key=lambda one: one.id)
    speakers = {testimony.source for _, testimony in cluster}
    who = least.source if len(speakers) == 1 else "several speakers"
    genuine = max(CREDIBILITY_AUTHENTICITY[claim.credibility] for claim, _ in cluster)
    heard = tuple(sorted({claim.id for claim, _ in cluster}))
    return Item(
        kind="testimony",
        value=least.id,
        name=f"{_TITLES[least.stance]} {groups[least.hypothesis]} by {who}",
        support=(Support(origin, genuine, heard),),
    )
