"""From a cited origin, shared passage, citation, descent, supposition, talking point or contradiction to the bytes."""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial

from probandum.compose.view import View
from probandum.compose.wording import counted, cut, defang, listed, number, visible
from probandum.model.discourse import Contradiction, TalkingPoint
from probandum.model.dossier import Excerpt, Reference
from probandum.model.ident import Digest
from probandum.model.sharing import Citation, Descent, Passage, Place
from probandum.model.source import Origin
from probandum.model.supposition import Supposition

_LABEL = 240
_MATCH = 420
_AROUND = 100
_CITED = 12
_DIGEST = re.compile(r"\b[0-9a-f]{12}\b")
SUPPOSED = {
    "without": "the verdict without this origin",
    "joined": "the verdict if these two were one",
    "split": "the verdict if each exhibit stood for itself",
}
HOW = {
    "link": "by a link",
    "according to": "in words",
    "named report": "by its title",
    "footnote": "in a footnote",
    "stated": "as the case file states",
}

Known = Callable[[Iterable[str]], tuple[str, ...]]
"""Ids of exhibits and the case file → those that this dossier can cite, sorted."""


def makers(view: View, known: Known) -> Iterator[tuple[str, Callable[[], Reference]]]:
    """Yield for each such record its id and how it becomes a reference.

    Args:
        view: what the reader may see.
        known: which ids of exhibits this dossier can cite.
    """
    records = view.records
    for name, origin in view.origins.items():
        yield name, partial(_origin, view, name, origin, known)
    passages = {passage.id: passage for passage in records.lineage.passages}
    for name, passage in passages.items():
        yield name, partial(_passage, view, passage)
        for place in (passage.first, passage.second):
            yield place.id, partial(_place, view, place)
    for citation in records.lineage.citations:
        yield citation.id, partial(_citation, view, citation, known)
    for descent in records.lineage.descents:
        yield descent.id, partial(_descent, view, descent, known, passages)
    for supposed in records.suppositions:
        yield supposed.id, partial(_supposition, view, supposed)
    for point in records.points:
        yield point.id, partial(_point, point)
    for clash in records.contradictions:
        yield clash.id, partial(_contradiction, clash)


def file_of(view: View, exhibit: str) -> str:
    """Return what people call an exhibit: the name it was received under; an uncollected text as such."""
    if exhibit.startswith("uncollected"):
        return f"a text that nobody collected ({exhibit.rpartition('-')[2]})"
    return _file(view.names.get(Digest(exhibit), exhibit[:12]))


def _file(name: str) -> str:
    return cut(visible(name).removeprefix("evidence/"), 80)


def with_files(view: View, words: str) -> str:
    """Return words with the names of files for the first digits of their digests."""
    names = view.by_digits
    return _DIGEST.sub(lambda found: _file(names[found[0]]) if found[0] in names else found[0], words)


def excerpt_of(view: View, place: Place) -> Excerpt:
    """Return the words of a place with those around it, where they were kept."""
    found = view.records.excerpts.get(place.id)
    if found is None:
        return Excerpt("", cut(defang(place.quote), _MATCH), "")
    before, after = visible(found.before), visible(found.after)
    return Excerpt(
        defang(before[-_AROUND:]) + (" " if found.before[-1:].isspace() else ""),
        cut(defang(found.match), _MATCH),
        (" " if found.after[:1].isspace() else "") + cut(defang(after), _AROUND),
    )


def _origin(view: View, name: str, origin: Origin, known: Known) -> Reference:
    who = listed((visible(source) for source in origin.sources), 6) or "no source named"
    label = cut(f"{who}: {counted(len(origin.exhibits), 'exhibit')} counted as one", _LABEL)
    cites = known(f"exhibit:{digest}" for digest in origin.exhibits)
    return Reference(name, "origin", label, cites=cites or known([f"exhibit:{view.records.brief.digest}"]))


def _passage(view: View, passage: Passage) -> Reference:
    files = f"{file_of(view, passage.first.exhibit)} and {file_of(view, passage.second.exhibit)}"
    why = f"; {defang(passage.why)}" if passage.why else ""
    label = f"{passage.kind}, {counted(passage.words, 'word')} in {files}{why}"
    cites = (passage.first.id, passage.second.id)
    return Reference(passage.id, "passage", cut(label, _LABEL), cites=cites)


def _place(view: View, place: Place) -> Reference:
    label = f"words of {file_of(view, place.exhibit)}"
    return Reference(place.id, "place", label, place.exhibit, place.locator, excerpt_of(view, place))


def _citation(view: View, citation: Citation, known: Known) -> Reference:
    whom = file_of(view, citation.cited) if citation.cited else "a text that is not in the case"
    label = f"{file_of(view, citation.citing)} names {defang(citation.name)}, {HOW[citation.how]}: {whom}"
    if citation.place is None:
        cites = known(f"exhibit:{one}" for one in (citation.citing, citation.cited) if one)
        return Reference(citation.id, "citation", cut(label, _LABEL), cites=cites)
    place, words = citation.place, excerpt_of(view, citation.place)
    return Reference(citation.id, "citation", cut(label, _LABEL), place.exhibit, place.locator, words)


def _descent(view: View, descent: Descent, known: Known, passages: Container[str]) -> Reference:
    child, parent = file_of(view, descent.child), file_of(view, descent.parent)
    verb = (
        "was published together with"
        if descent.together
        else "goes back to"
        if descent.directed
        else "shares words with"
    )
    label = f"{child} {verb} {parent}: {number(descent.share)} of its words, by {descent.known}"
    shown = tuple(name for name in descent.passages[:_CITED] if name in passages)
    ends = known(
        f"exhibit:{one}" for one in (descent.child, descent.parent) if not one.startswith("uncollected")
    )
    return Reference(descent.id, "descent", cut(label, _LABEL), cites=tuple(sorted((*shown, *ends))))


def _supposition(view: View, supposed: Supposition) -> Reference:
    label = f"{SUPPOSED[supposed.kind]}: {supposed.enough}, {number(supposed.probability)}"
    return Reference(supposed.id, "supposition", label, cites=(*supposed.origins, view.assessment))


def _point(point: TalkingPoint) -> Reference:
    label = f"said in {counted(point.documents, 'document')}: {defang(point.uttered[0].quote)}"
    cites = tuple(one.record for one in point.uttered[:_CITED])
    return Reference(point.id, "talking-point", cut(label, _LABEL), cites=cites)


def _contradiction(clash: Contradiction) -> Reference:
    return Reference(
        clash.id,
        "contradiction",
        cut(f"{clash.kind}; {defang(clash.why)}", _LABEL),
        cites=(clash.first, clash.second),
    )
