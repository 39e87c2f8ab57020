"""How a dossier says when and whom a document is from: a day with its basis, or bounds with their reasons."""

from probandum.compose.references import exhibit_id
from probandum.compose.view import View
from probandum.compose.wording import counted, cut, defang, sentence, visible
from probandum.model.dossier import Document, Sentence

_NAMED = 12
_REASON = 240


def when(document: Document) -> str:
    """Return the day of a document with its basis, or between which days it is from, and why."""
    basis = defang(cut(document.published_basis, _REASON))
    if document.published:
        return f"{visible(document.published)} ({basis})" if basis else visible(document.published)
    first, last = visible(document.not_before), visible(document.not_after)
    if first and last:
        said = f"undated: between {first} and {last}"
    elif first or last:
        said = f"undated: not before {first}" if first else f"undated: not after {last}"
    else:
        said = "undated"
    reasons = (document.not_before_basis, document.not_after_basis, document.published_basis)
    why = "; ".join(defang(cut(reason, _REASON)) for reason in dict.fromkeys(reasons) if reason)
    return f"{said}, because {why}" if why else said


def source(document: Document) -> str:
    """Return under which source of the case file a document stands; otherwise whom it names as its publisher, and where."""
    if document.source or not document.publisher:
        return defang(document.source) or "not stated"
    basis = f" ({defang(cut(document.publisher_basis, _REASON))})" if document.publisher_basis else ""
    return f"not stated; published by {defang(cut(document.publisher, 120))}{basis}"


def undated(view: View) -> list[Sentence]:
    """Return a sentence for each document without a date, at most twelve, then how many more there are."""
    found = [one for one in view.records.documents if not one.published]
    said = []
    for one in found[:_NAMED]:
        name = defang(one.title) or visible(view.names.get(one.exhibit, "")) or "A document without title"
        said.append(Sentence(sentence(f"“{cut(name, 120)}” is {when(one)}"), (exhibit_id(one.exhibit),)))
    if len(found) > _NAMED:
        text = f"{counted(len(found) - _NAMED, 'more document')} without a date: see the table of documents."
        said.append(Sentence(text, tuple(exhibit_id(one.exhibit) for one in found[_NAMED : 2 * _NAMED])))
    return said
