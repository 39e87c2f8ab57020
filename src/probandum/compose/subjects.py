"""What exchange formats must name by its own id: the hypotheses, the weighed items, the observed indicators."""

from probandum.compose.view import View
from probandum.compose.weights import name_of, shown
from probandum.compose.wording import visible
from probandum.model.dossier import Subject
from probandum.model.ident import decimal

_WEIGHED = ("attack-pattern", "malware", "tool")
_NAMED_ELSEWHERE = (*_WEIGHED, "intrusion-set")


def subjects(view: View) -> tuple[Subject, ...]:
    """Return subjects sorted by kind and value; values are real, never defanged."""
    note = view.records.knowledge
    found: dict[tuple[str, str], Subject] = {}
    for hypothesis in shown(view):
        if hypothesis.kind in ("known", "named"):
            kind = "intrusion-set" if hypothesis.level in ("group", "operator", "machine") else "threat-actor"
            stix_id = note.stix_ids.get(hypothesis.actor, "")
            found[kind, hypothesis.actor] = Subject(
                kind, hypothesis.actor, name_of(hypothesis), stix_id, None, (view.assessment,)
            )
    for _, item in view.items:
        if item.kind in _WEIGHED:
            name = visible(note.names.get(item.value, item.name))
            real = decimal(min(item.authenticity, 1.0), 4)
            stix_id = note.stix_ids.get(item.value, "")
            found[item.kind, item.value] = Subject(item.kind, item.value, name, stix_id, real, (item.id,))
    for one in view.observations.values():
        if one.kind not in _NAMED_ELSEWHERE:
            known = found.get((one.kind, one.value))
            best = max(one.authenticity, (known and known.authenticity) or one.authenticity)
            found[one.kind, one.value] = Subject(one.kind, one.value, visible(one.value), "", best)
    return tuple(found[key] for key in sorted(found))
