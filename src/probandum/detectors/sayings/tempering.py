"""What the rules say of a sentence, confirmed, overruled or completed by the model beside them."""

from collections.abc import Sequence

from probandum.detectors.sayings.likely import Likely, Marked
from probandum.detectors.sayings.memory import Actor, Keys, Named
from probandum.detectors.sayings.reading import Said
from probandum.detectors.sayings.scene import Charge
from probandum.detectors.states import State

Near = tuple[Sequence[State], Sequence[Named]]
"""States, and groups and software, that a sentence names."""
_GROUPS = frozenset({"intrusion-set", "campaign"})
MENTIONED = "mentioned"
"""Cue of a charge that the sentence only answers."""


def marks(near: Near) -> list[Marked]:
    """Return who is named in a sentence, as the model masks it."""
    states, named = near
    return [(one.start, one.end, one.form) for one in states] + [
        (one.start, one.end, one.kind) for one in named
    ]


def kinds(one: Said) -> frozenset[str]:
    """Return what the rules say that a sentence does, in the words of the model."""
    accusing = {"accusing"} if any(charge.cue != MENTIONED for charge, _ in one.charges) else set[str]()
    return frozenset(one.kinds | accusing)


def tempered(text: str, one: Said, near: Near, seen: Sequence[str], likely: Likely) -> Said:
    """Return a sentence as rules and model see it together; ``seen`` are its features.

    An accusation that only the model sees has no act, and the accused only where the sentence names just one who is
    neither its speaker nor its source; a person fills the rest.
    """
    rules = kinds(one)
    judged = likely.judge(seen, rules)
    if judged == rules & frozenset(likely.kinds):
        return one
    made = one._replace(kinds=frozenset((one.kinds - frozenset(likely.kinds)) | (judged - {"accusing"})))
    if "accusing" in rules - judged:
        return made._replace(charges=tuple(pair for pair in one.charges if pair[0].cue == MENTIONED))
    if "accusing" in judged - rules:
        start = one.span[0]
        charge = Charge(_accused(text, one, near), (start, start), "", 0, cue="likely")
        return made._replace(charges=(*one.charges, (charge, one.sources)))
    return made


def _accused(text: str, one: Said, near: Near) -> Actor:
    states, named = near
    own = frozenset[str]().union(one.voice.keys, *(source.keys for source in one.sources))
    found: dict[Keys, Actor] = {}
    for group in named:
        if group.kind in _GROUPS and not group.keys & own:
            found.setdefault(group.keys, Actor(0, 0, text[group.start : group.end], "group", group.keys))
    if not found:
        for state in states:
            keys = frozenset({f"state:{state.code}"})
            if not keys & own:
                found.setdefault(keys, Actor(0, 0, text[state.start : state.end], "state", keys))
    return next(iter(found.values())) if len(found) == 1 else Actor(0, 0, "", None, frozenset())
