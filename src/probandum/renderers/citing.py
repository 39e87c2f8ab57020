"""References in the order in which a reader meets them."""

from probandum.model.dossier import Dossier, Reference
from probandum.model.exhibit import Locator


def in_order_of_citing(dossier: Dossier) -> list[Reference]:
    """Return the references as the sections cite them, then those that these rest on."""
    known = {reference.id: reference for reference in dossier.references}
    order = dict.fromkeys(cite for section in dossier.sections for cite in section.cites())
    queue = list(order)
    for name in queue:
        fresh = [cite for cite in known[name].cites if cite not in order]
        order.update(dict.fromkeys(fresh))
        queue.extend(fresh)
    order.update(dict.fromkeys(known))
    return [known[name] for name in order]


def place(locator: Locator | None) -> str:
    """Return where in an exhibit, as people read it; empty where the whole is meant."""
    return "" if locator is None else locator.words
