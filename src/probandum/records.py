"""Everything a dossier may draw on, gathered from a case; and the way from a citation back to bytes."""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Literal

from msgspec import structs

from probandum.casefile import Resolved
from probandum.errors import UsageError
from probandum.excerpts import Passages
from probandum.model.brief import Brief
from probandum.model.claim import Claim
from probandum.model.dossier import Act, Document, Dossier, Excerpt, KnowledgeNote, Reference
from probandum.model.entry import Entry
from probandum.model.exhibit import Acquisition, Exhibit, Locator
from probandum.model.hypothesis import Judgement, Link
from probandum.model.ident import Digest, Value
from probandum.model.observation import Observation, Text
from probandum.model.pack import Actor, Pack, Software, Technique
from probandum.model.weight import Assessment
from probandum.sources.dated import dated, taken

EXCERPTS = 3_000
"""How many observations get an excerpt, those that were weighed first; the others keep their locator."""
SILENT = frozenset({"report", "verify"})
"""Acts on the dossier itself: they change nothing that it reports on."""


class Held(Value, frozen=True):
    """An exhibit with how it came."""

    exhibit: Exhibit
    acquisition: Acquisition


class Step(Value, frozen=True):
    """One step from a citation to bytes.

    Attributes:
        depth: steps from the start.
        reference: where it leads.
        check: whether the bytes are what they were.
    """

    depth: int
    reference: Reference
    check: Literal["", "digest checked", "not held by this case"]


def held(entries: Iterable[Entry]) -> tuple[Held, ...]:
    """Return what the case holds now: for each name the latest acquisition, in order of names."""
    latest: dict[tuple[str, Digest | None], Held] = {}
    for entry in entries:
        if entry.action not in {"acquire", "examine"}:
            continue
        for exhibit, acquisition in zip(entry.exhibits, entry.acquisitions, strict=False):
            latest[acquisition.name, acquisition.parent] = Held(exhibit, acquisition)
    roots = {one.exhibit.digest for one in latest.values() if one.acquisition.parent is None}
    kept = _reachable(roots, latest.values())
    return tuple(one for _, one in sorted(kept.items(), key=lambda pair: (pair[0][0], pair[0][1] or "")))


def _reachable(roots: set[Digest], every: Iterable[Held]) -> dict[tuple[str, Digest | None], Held]:
    """Members of a superseded file are no longer part of the case."""
    inside: dict[Digest | None, list[Held]] = defaultdict(list)
    for one in every:
        inside[one.acquisition.parent].append(one)
    kept: dict[tuple[str, Digest | None], Held] = {(one.acquisition.name, None): one for one in inside[None]}
    queue, seen = sorted(roots), set(roots)
    while queue:
        parent = queue.pop()
        for one in inside[parent]:
            kept[one.acquisition.name, parent] = one
            if one.exhibit.digest not in seen:
                seen.add(one.exhibit.digest)
                queue.append(one.exhibit.digest)
    return kept


def roots(holdings: Iterable[Held], stated: Collection[str] = ()) -> dict[Digest, str]:
    """Return for each exhibit the name of the file it came in: its own, or that of the nearest outermost parent.

    Args:
        holdings: what the case holds, in order of names.
        stated: names that the case file speaks of; where the same bytes bear several names, one of these counts.
    """
    first = sorted(holdings, key=lambda one: one.acquisition.name not in stated)
    return {exhibit: name for exhibit, (name, _) in _places(first).items()}


def depths(holdings: Iterable[Held]) -> dict[Digest, int]:
    """Return how deep each exhibit lies in others: 0 for a file, otherwise the shortest way down to it."""
    return {exhibit: depth for exhibit, (_, depth) in _places(holdings).items()}


def _places(holdings: Iterable[Held]) -> dict[Digest, tuple[str, int]]:
    """Breadth first from the files: archives may hold each other, and the same bytes may lie in several places."""
    inside: dict[Digest | None, list[Held]] = defaultdict(list)
    for one in holdings:
        inside[one.acquisition.parent].append(one)
    found: dict[Digest, tuple[str, int]] = {}
    for one in inside[None]:
        found.setdefault(one.exhibit.digest, (one.acquisition.name, 0))
    queue = deque(found)
    while queue:
        parent = queue.popleft()
        name, depth = found[parent]
        for one in inside[parent]:
            if one.exhibit.digest not in found:
                found[one.exhibit.digest] = (name, depth + 1)
                queue.append(one.exhibit.digest)
    return found


def documents(
    texts: Iterable[Text], brief: Brief, files: Mapping[Digest, str], holdings: Iterable[Held] = ()
) -> tuple[Document, ...]:
    """Return what a dossier says of each readable exhibit.

    Args:
        texts: what was read.
        brief: what the analyst states; a date of the analyst's goes before the document's own.
        files: for each exhibit the name of the file it came in.
        holdings: how exhibits came: an undated one is not from after its acquisition.
    """
    notes = {note.file: note for note in brief.evidence}
    came = taken(one.acquisition for one in holdings)
    made: dict[Digest, Document] = {}
    for text in texts:
        note = notes.get(files.get(text.exhibit, ""))
        when = dated(text, note.published if note else "", came.get(text.exhibit, ""))
        made.setdefault(
            text.exhibit,
            Document(
                exhibit=text.exhibit,
                title=text.title,
                publisher=text.publisher,
                publisher_basis=text.publisher_basis,
                language=text.language,
                source=note.source if note else "",
                tlp=note.tlp if note else brief.tlp,
                credibility=note.credibility if note else 6,
                use=note.use if note else ("behaviour", "claims"),
                **structs.asdict(when),
            ),
        )
    return tuple(made[name] for name in sorted(made))


def excerpts(
    located: Mapping[str, tuple[Digest, Locator]], texts: Iterable[Text], read: Callable[[Digest], bytes]
) -> dict[str, Excerpt]:
    """Return the words at each record's place; each exhibit is read once."""
    by_exhibit: dict[Digest, list[str]] = defaultdict(list)
    for name, (exhibit, _) in located.items():
        by_exhibit[exhibit].append(name)
    of: dict[Digest, list[Text]] = defaultdict(list)
    for text in texts:
        of[text.exhibit].append(text)
    found: dict[str, Excerpt] = {}
    for exhibit, names in sorted(by_exhibit.items()):
        passages = Passages(tuple(of[exhibit]), read(exhibit))
        found.update({name: passages.at(located[name][1]) for name in sorted(names)})
    return found


def located(
    resolved: Resolved, observations: Iterable[Observation], assessment: Assessment
) -> dict[str, tuple[Digest, Locator]]:
    """Return the places that a dossier may cite, what was weighed first."""
    weighed = {name for item in assessment.items for support in item.support for name in support.evidence}
    stated: list[Claim | Judgement | Link] = [*resolved.claims, *resolved.judgements, *resolved.links]
    places: dict[str, tuple[Digest, Locator]] = {one.id: (one.exhibit, one.locator) for one in stated}
    named = [(one.id, one) for one in observations]
    named.sort(key=lambda pair: pair[0] not in weighed)
    places.update({name: (one.exhibit, one.locator) for name, one in named[:EXCERPTS]})
    return places


def acts(entries: Iterable[Entry], leaves: Iterable[str]) -> tuple[Act, ...]:
    """Return the acts a dossier shows."""
    return tuple(
        Act(one.sequence, one.at, one.by, one.action, one.tool, one.count, leaf, one.note)
        for one, leaf in zip(entries, leaves, strict=True)
        if one.action not in SILENT
    )


def knowledge_note(pack: Pack, name: Digest, used: Iterable[str]) -> KnowledgeNote:
    """Return what a dossier says about the pack: counts, notices, and names only of what the case uses."""
    wanted = set(used)
    everything: list[Actor | Software | Technique] = [*pack.actors, *pack.software, *pack.techniques]
    things = [thing for thing in everything if thing.id in wanted]
    return KnowledgeNote(
        name=pack.name,
        version=pack.version,
        digest=name,
        notice=pack.notice,
        actors=sum(actor.kind == "group" for actor in pack.actors),
        with_profile=len(
            {use.subject for use in pack.uses} & {actor.id for actor in pack.actors if actor.kind == "group"}
        ),
        software=len(pack.software),
        techniques=len(pack.techniques),
        citations=len(pack.citations),
        names={thing.id: thing.name for thing in things},
        stix_ids={thing.id: thing.stix_id for thing in things if thing.stix_id},
    )


def steps(dossier: Dossier, name: str, read: Callable[[Digest], bytes], kept: Collection[str]) -> list[Step]:
    """Return the way from a citation to bytes, depth first, each reference once.

    Args:
        dossier: where the citation stands.
        name: of what is cited.
        read: the bytes of what is kept, checked.
        kept: digests of all that the ledger says is in custody.

    Raises:
        UsageError: nothing has that name, or several things have.
        CustodyError: bytes on the way are missing or were changed.
    """
    references = {one.id: one for one in dossier.references}
    starts = _named(dossier, references, name)
    made: list[Step] = []
    seen: set[str] = set()
    stack = [(0, one) for one in reversed(starts)]
    while stack:
        depth, at = stack.pop()
        if at in seen or at not in references:
            continue
        seen.add(at)
        made.append(Step(depth, references[at], _check(references[at], read, kept)))
        stack += [(depth + 1, below) for below in reversed(references[at].cites)]
    return made


def _check(
    reference: Reference, read: Callable[[Digest], bytes], kept: Collection[str]
) -> Literal["", "digest checked", "not held by this case"]:
    if reference.exhibit is None or reference.kind == "act":
        return ""
    if reference.exhibit not in kept:
        return "not held by this case"
    read(reference.exhibit)
    return "digest checked"


def _named(dossier: Dossier, references: Mapping[str, Reference], name: str) -> list[str]:
    section, dot, sentence = name.partition(".")
    if dot and section.isdecimal() and sentence.isdecimal():
        return _sentence(dossier, section, sentence)
    found = sorted(
        one
        for one in references
        if one == name or one.startswith(name) or one.partition(":")[2].startswith(name)
    )
    if not found:
        found = sorted(one.id for one in references.values() if name in _words(one.label))
        return _or_nothing(found, name)
    if len(found) > 1 and name not in found:
        raise UsageError(
            f"{name!r} may be {len(found)} things: {', '.join(one[:28] for one in found[:4])} …",
            "give more digits",
        )
    return [name] if name in found else found


def _sentence(dossier: Dossier, section: str, sentence: str) -> list[str]:
    for number, one in enumerate(dossier.sections, 1):
        for place, said in enumerate(one.sentences, 1):
            if (section.lstrip("0"), sentence.lstrip("0")) == (str(number), str(place)):
                return list(said.cites)
    raise UsageError(f"the dossier has no sentence {section}.{sentence}", "see the numbers in the dossier")


def _words(label: str) -> set[str]:
    """Return the words of a label, indicators as they are and as they are shown."""
    words = {word.strip(",;:“”()") for word in label.split()}
    return words | {word.replace("[.]", ".").replace("hxxp", "http", 1) for word in words}


def _or_nothing(found: list[str], name: str) -> list[str]:
    if not found:
        raise UsageError(
            f"nothing in the dossier is called {name!r}",
            "see 'probandum show CASE observations --json' for ids",
        )
    return found
