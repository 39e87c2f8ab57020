"""References in the order in which a reader meets them."""

from collections.abc import Iterator

from probandum.model.dossier import Dossier, Reference
from probandum.model.exhibit import Locator


def in_order_of_citing(dossier: Dossier) -> list[Reference]:
    """Return the references as the sections cite them, then those that these rest on."""
    known = {reference.id: reference for reference in dossier.references}
    order = dict.fromkeys(_cites(dossier))
    queue = list(order)
    for name in queue:
        fresh = [cite for cite in known[name].cites if cite not in order]
        order.update(dict.fromkeys(fresh))
        queue.extend(fresh)
    order.update(dict.fromkeys(known))
    return [known[name] for name in order]


def place(locator: Locator | None) -> str:
    """Return where in an exhibit, as people read it; empty where the whole is meant."""
    if locator is None:
        return ""
    if locator.unit == "page":
        return f"page {locator.page}, characters {locator.start}–{locator.end}"
    return f"bytes {locator.start}–{locator.end}"


def _cites(dossier: Dossier) -> Iterator[str]:
    for section in dossier.sections:
        for sentence in section.sentences:
            yield from sentence.cites
        for table in section.tables:
            for row in table.rows:
                yield from row.cites
        for figure in section.figures:
            for mark in figure.marks:
                yield from mark.cites
