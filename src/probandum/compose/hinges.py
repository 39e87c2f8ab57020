"""What a pivot is called, and where it leads (W12)."""

from probandum.compose.references import thing_label
from probandum.compose.view import View
from probandum.compose.wording import defang, listed, visible
from probandum.model.source import Origin
from probandum.model.weight import Pivot


def pivot_name(view: View, pivot: Pivot) -> str:
    """Return a pivot as people read it: the item, the exhibit where an origin is one file without a source, the origin."""
    origin = view.origins.get(pivot.id)
    if origin is not None:
        return _origin_name(view, origin, pivot)
    item = next((item for _, item in view.items if item.id == pivot.id), None)
    if item is not None and item.kind == "testimony":
        return f"the {thing_label(item.kind, item.value, item.name)}"
    return f"the {pivot.kind} “{defang(pivot.name)}”" if pivot.name else f"the {pivot.kind} without a name"


def pivot_cites(view: View, pivot: Pivot) -> tuple[str, ...]:
    """Return the record of a pivot, if it is among those shown."""
    known = {item.id for _, item in view.items} | set(view.origins)
    return (pivot.id,) if pivot.id in known else ()


def _origin_name(view: View, origin: Origin, pivot: Pivot) -> str:
    files = [view.names[exhibit] for exhibit in origin.exhibits if view.names.get(exhibit)]
    if files and not origin.sources:
        kind = "exhibit" if len(origin.exhibits) == 1 and not view.hidden else "origin"
        return f"the {kind} “{listed(map(defang, files), 3)}”"
    if pivot.name:
        return f"the origin “{defang(pivot.name)}”"
    return f"the origin {listed((visible(name) for name in origin.sources), 4) or 'without a name'}"
