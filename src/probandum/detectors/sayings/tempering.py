"""What the rules say of a sentence, confirmed, overruled or completed by the model beside them."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from probandum.detectors.sayings import lexica
from probandum.detectors.sayings.boasts import boasted
from probandum.detectors.sayings.likely import Likely, Marked, Seen
from probandum.detectors.sayings.memory import GROUP_KINDS, Actor, Named
from probandum.detectors.sayings.reading import Said
from probandum.detectors.sayings.scene import Charge
from probandum.detectors.states import State
from probandum.model.scales import Level

Near = tuple[Sequence[State], Sequence[Named]]
"""States, and groups and software, that a sentence names."""
MENTIONED = "mentioned"
"""Cue of a charge that the sentence only answers."""
FIRM = frozenset({"accused", "act", "attributed", "behind", "conduct", "idiom", "serving"})
"""Cues of the rules that are surer than others, by the count that :data:`~probandum.detectors.sayings.likely.FIRMER` tells."""


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


def tempered(text: str, one: Said, near: Near, seen: Seen, likely: Likely) -> Said:
    """Return a sentence as rules and model see it together; ``seen`` is what the model sees of it.

    An accusation that only the model sees is none if it is a boast, and has no act; accused is the first group, or the one
    state or organ, that is neither its speaker nor its source. A person fills the rest. What the rules find in the papers of an
    office is as sure as what firm rules find; what they find in the answers of its spokesperson, surer.
    """
    rules = kinds(one)
    official = bool(one.voice.keys)
    firm = official or any(charge.cue in FIRM for charge, _ in one.charges)
    judged = likely.judge(seen, rules, official=official and one.voice.role == "spokesperson", firm=firm)
    if judged == rules & frozenset(likely.kinds):
        return one
    made = replace(one, kinds=frozenset((one.kinds - frozenset(likely.kinds)) | (judged - {"accusing"})))
    if "accusing" in rules - judged:
        return replace(made, charges=tuple(pair for pair in one.charges if pair[0].cue == MENTIONED))
    if "accusing" in judged - rules and not boasted(seen.plain):
        start = one.span[0]
        charge = Charge(_accused(text, one, near), (start, start), "", 0, cue="likely")
        return replace(made, charges=(*one.charges, (charge, one.sources)))
    return made


def _accused(text: str, one: Said, near: Near) -> Actor:
    """Return the group, else the state or its organ, that a sentence names besides its speaker; nobody for several."""
    states, named = near
    own = frozenset[str]().union(one.voice.keys, *(source.keys for source in one.sources))
    groups = [group for group in named if group.kind in GROUP_KINDS and not group.keys & own]
    if groups:
        return Actor(0, 0, text[groups[0].start : groups[0].end], "group", groups[0].keys)
    others = [state for state in states if f"state:{state.code}" not in own and not _place(text, state)]
    organs = [state for state in others if state.form == "organ"]
    for found in (organs, others):
        if len({state.code for state in found}) == 1:
            first = found[0]
            start, level = _of(text, first, one.span[0]) or (first.start, _level(text, first, one.span[1]))
            return Actor(0, 0, text[start : first.end], level, frozenset({f"state:{first.code}"}))
    return Actor(0, 0, "", None, frozenset())


def _place(text: str, state: State) -> bool:
    """Return whether a state is named as the place of the act, or as whom it hit: “attacks on networks in China”."""
    return _STRUCK.search(text[max(0, state.start - _BEHIND) : state.start]) is not None


def _of(text: str, state: State, start: int) -> tuple[int, Level] | None:
    """Return where “two nationals of” a state begins, and what they are; None where nobody is said to be of it."""
    before = _BELONGING.search(text[max(start, state.start - _BEHIND) : state.start])
    if before is None or state.form == "demonym":
        return None
    level = next((level for heads, level in _HEADS if before["head"].lower() in heads), None)
    return level and (state.start - len(before[0]), level)


def _level(text: str, state: State, end: int) -> Level:
    """Return what is named with a state: itself, or by the words behind it people, a group, a service of it."""
    surface = text[state.start : state.end]
    if state.form == "organ" and (surface.isupper() or " " in surface):
        return "organisation"
    stretch = text[state.end : min(state.end + _BEHIND, end)].partition(",")[0].lower()
    behind = set(_WORD.findall(stretch)[:3])
    for heads, level in _HEADS:
        if behind & heads:
            return level
    return "state"


_WORD = re.compile(r"[\w-]{2,}")
_BELONGING = re.compile(
    r"\b(?:(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|some) )?(?P<head>[\w-]+) of (?:the )?$",
    re.IGNORECASE,
)
_STRUCK = re.compile(
    r"(?<!\bregime )(?<!\bgovernment )(?<!\bbased )(?<!\bsitting )"
    r"\b(?:in|inside|within|across|against|on|at|after|between|several|many)\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
_BEHIND = 60
"""Characters behind the name of a state that may say who of it is meant."""
_HEADS: tuple[tuple[frozenset[str], Level], ...] = (
    (lexica.GROUP_HEADS, "group"),
    (lexica.PERSON_HEADS, "operator"),
    (lexica.ORGANISATION_HEADS, "organisation"),
)
