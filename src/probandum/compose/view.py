"""What a reader may see of the records: everything above the reader's TLP is taken out before a word is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import msgspec

from probandum.compose.discretion import Secrets, discreet
from probandum.compose.hiding import without_said
from probandum.errors import UsageError
from probandum.model.claim import Claim
from probandum.model.dossier import Records
from probandum.model.exhibit import Acquisition
from probandum.model.hypothesis import Judgement, Link, Review
from probandum.model.ident import Digest, Id
from probandum.model.observation import Observation
from probandum.model.scales import TLP_ORDER, Tlp
from probandum.model.source import Origin
from probandum.model.weight import Assessment, Item


@dataclass(frozen=True)
class View:
    """Records as one reader may see them.

    Attributes:
        records: without what is marked higher; its origins are unused.
        observations: those left, by id.
        items: weighed items of which something is left, with their column in the weights.
        origins: those of which something is left, by the id they have in the assessment.
        assessment: id of the weighing, made on all the evidence.
        verdict: id of the verdict, made on all the evidence.
        tlp: highest marking of what is left.
        hidden: number of exhibits taken out.
        names: how people call each exhibit: the names it was received under.
    """

    records: Records
    observations: dict[str, Observation]
    items: tuple[tuple[int, Item], ...]
    origins: dict[str, Origin]
    assessment: Id
    verdict: Id
    tlp: Tlp
    hidden: int
    names: dict[str, str]

    @cached_property
    def by_digits(self) -> dict[str, str]:
        """What people call each exhibit, by the first twelve digits of its digest."""
        return {digest[:12]: name for digest, name in self.names.items()}


def look(records: Records, tlp: Tlp) -> View:
    """Return what a reader cleared for ``tlp`` may see.

    Raises:
        UsageError: the case file itself is marked higher, so nothing could be said at all.
    """
    limit = TLP_ORDER.index(tlp)
    case = records.brief.tlp
    if TLP_ORDER.index(case) > limit:
        raise UsageError(
            f"the case is marked {case}, the reader may see {tlp}",
            "ask for that marking, or lower it in case.toml",
        )
    marks = markings(records)
    hidden = frozenset(digest for digest, mark in marks.items() if TLP_ORDER.index(mark) > limit)
    every: dict[str, Observation] = {observation.id: observation for observation in records.observations}
    kept = {name: item for name, item in every.items() if item.exhibit not in hidden}
    gone: set[str] = set(every) - set(kept)
    gone.update(record.id for record in _placed(records) if record.exhibit in hidden)
    items = tuple(_items(records.assessment, gone))
    origins = dict(_origins(records.origins, hidden))
    shown = _without(records, hidden, kept)
    shown = without_said(records, shown, hidden)
    if hidden:
        secrets = Secrets(records, shown, [item for _, item in items])
        shown = discreet(shown, secrets, {*origins, *(item.id for _, item in items)})
        origins = {name: secrets.keep_from(origin) for name, origin in origins.items()}
    left = [mark for digest, mark in marks.items() if digest not in hidden]
    return View(
        records=shown,
        observations=kept,
        items=items,
        origins=origins,
        assessment=records.assessment.id,
        verdict=records.verdict.id,
        tlp=max([case, *left], key=TLP_ORDER.index),
        hidden=len(hidden),
        names=_names(shown.acquisitions),
    )


def markings(records: Records) -> dict[Digest, Tlp]:
    """Return the marking of every exhibit: its document's, its file's in the case file, or a parent's, if higher.

    What nobody marked carries the marking of the case.
    """
    notes: dict[str, Tlp] = {note.file: note.tlp for note in records.brief.evidence}
    bases: dict[str, Tlp] = {}
    for note in records.brief.evidence:
        bases[_base(note.file)] = _higher(bases.get(_base(note.file)), note.tlp)
    own: dict[Digest, Tlp] = {exhibit.digest: records.brief.tlp for exhibit in records.exhibits}
    own[records.brief_exhibit.digest] = records.brief.tlp
    for document in records.documents:
        own[document.exhibit] = document.tlp
    parents: dict[Digest, list[Digest]] = {}
    for taken in records.acquisitions:
        named = notes.get(taken.name) or bases.get(_base(taken.name))
        if named and taken.parent is None:
            own[taken.exhibit] = _higher(own.get(taken.exhibit), named)
        if taken.parent is not None:
            parents.setdefault(taken.exhibit, []).append(taken.parent)
    found = {digest: _inherited(digest, own, parents) for digest in own}
    # a decision may be about an exhibit that the case no longer holds: nobody can say more than that it was part of it
    highest = max([records.brief.tlp, *notes.values(), *found.values()], key=TLP_ORDER.index)
    return {one.decision.exhibit: highest for one in records.outcomes} | found


def _inherited(digest: Digest, own: dict[Digest, Tlp], parents: dict[Digest, list[Digest]]) -> Tlp:
    mark, seen, queue = own[digest], {digest}, [digest]
    while queue:
        for parent in parents.get(queue.pop(), []):
            if parent not in seen:
                seen.add(parent)
                queue.append(parent)
                mark = _higher(own.get(parent), mark)
    return mark


def _higher(one: Tlp | None, other: Tlp) -> Tlp:
    return other if one is None else max(one, other, key=TLP_ORDER.index)


def _base(name: str) -> str:
    return name.rpartition("/")[2]


def _names(acquisitions: Iterable[Acquisition]) -> dict[str, str]:
    names: dict[str, str] = {}
    for taken in acquisitions:
        names.setdefault(taken.exhibit, taken.name)
    return names


def _placed(records: Records) -> Iterator[Claim | Judgement | Link]:
    yield from records.claims
    yield from records.judgements
    yield from records.links


def _items(assessment: Assessment, gone: set[str]) -> Iterator[tuple[int, Item]]:
    for column, item in enumerate(assessment.items):
        support = []
        for one in item.support:
            evidence = tuple(name for name in one.evidence if name not in gone)
            if evidence:
                support.append(msgspec.structs.replace(one, evidence=evidence))
        if support or not item.support:
            yield column, msgspec.structs.replace(item, support=tuple(support))


def _origins(origins: tuple[Origin, ...], hidden: frozenset[Digest]) -> Iterator[tuple[str, Origin]]:
    for origin in origins:
        exhibits = tuple(digest for digest in origin.exhibits if digest not in hidden)
        if exhibits or not origin.exhibits:
            roots, also = (
                tuple(digest for digest in some if digest not in hidden)
                for some in (origin.roots, origin.also)
            )
            yield origin.id, msgspec.structs.replace(origin, exhibits=exhibits, roots=roots, also=also)


def _without(records: Records, hidden: frozenset[Digest], kept: dict[str, Observation]) -> Records:
    values = {record.value for record in kept.values()}
    lost = {record.value for record in records.observations} - values

    def stays(review: Review) -> bool:
        return review.exhibit not in hidden and review.value not in lost

    return msgspec.structs.replace(
        records,
        exhibits=tuple(exhibit for exhibit in records.exhibits if exhibit.digest not in hidden),
        acquisitions=tuple(taken for taken in records.acquisitions if taken.exhibit not in hidden),
        documents=tuple(document for document in records.documents if document.exhibit not in hidden),
        observations=tuple(kept.values()),
        claims=tuple(claim for claim in records.claims if claim.exhibit not in hidden),
        judgements=tuple(judgement for judgement in records.judgements if judgement.exhibit not in hidden),
        links=tuple(link for link in records.links if link.exhibit not in hidden),
        reviews=tuple(review for review in records.reviews if stays(review)),
        omissions=tuple(omission for omission in records.omissions if omission.exhibit not in hidden),
        outcomes=tuple(one for one in records.outcomes if one.decision.exhibit not in hidden),
    )
