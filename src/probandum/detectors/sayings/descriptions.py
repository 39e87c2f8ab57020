"""Actors that only a description tells apart: of what kind they are, or whose."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from probandum.detectors.sayings import heads, lexica
from probandum.detectors.sayings.memory import Actor
from probandum.detectors.sayings.wordlist import listed
from probandum.model.scales import Level

if TYPE_CHECKING:
    from probandum.detectors.sayings.actors import Actors

_TIED = re.compile(
    rf"\b(?:linked|tied|loyal|answering|belonging|connected|reporting) to (?:a |the )?(?:{lexica.BACKED})"
)
_STATES = frozenset(
    listed("country state government nation power countries states governments nations powers")
)
_SOME_STATE = re.compile(rf"(?:a|an|one|some|several) (?:[\w-]+ )?(?:{'|'.join(sorted(_STATES))})")
_OUTSIDE = listed(
    "foreign hostile third western eastern neighbouring neighboring unfriendly overseas external"
)
_ABROAD = re.compile(
    rf"(?:a |some |certain |the |several )?(?:{'|'.join(_OUTSIDE)})"
    r" (?:intelligence |secret |state |military |special )?(?:services?|agency|agencies|powers?|part(?:y|ies)|intelligence|states?"
    r"|governments?|countries|nations?|capitals?)"
)
_TELLING = _STATES.union(heads.HEADS, heads.LEGAL, _OUTSIDE)
_SECRETS = ("unit", "ministry", "bureau", "committee", "directorate", "intelligence", "secret")
"""How a word ends with which the name of a secret service begins."""
_NO_STATE = frozenset({"power", "leaders", "officials", "party", "side", "leadership"})
_ALL = frozenset({"the", "these", "those", "both", "all"})


def by_kind(actors: "Actors", first: int, last: int) -> Actor | None:
    """Return somebody whom only a kind tells apart (“state-sponsored hackers”, “a group calling itself …”)."""
    if not any(_may_tell(token.low) for token in actors.sentence.words[first:last]):
        return None
    head = actors.head(first, last)
    noun, low = actors.noun(*head), actors.plain(first, last).lower()
    level = heads.HEADS.get(noun)
    opening = low.split(" ", 1)[0]
    if level in {"group", "operator"} and (heads.QUALIFIED.search(low) or _TIED.search(low)):
        return actors.actor(first, last, level, frozenset(), [])
    if noun in heads.LEGAL and (opening in _ALL or opening in {"defendants", "conspirators"}):
        return actors.actor(first, last, "operator", frozenset({f"name:{noun}"}), [])
    if level == "group" and heads.POSING.search(low):
        return actors.actor(first, last, level, frozenset({f"name:{low}"}), [])
    hinted = _hinted(actors, head, noun, low)
    if hinted is not None:
        return replace(actors.actor(first, last, hinted, frozenset(), []), oblique=True)
    if opening in {"their", "its", "his", "her"} and level in {"organisation", "operator", "group"}:
        return _owned(actors, (first, last), opening, level)
    secret = heads.SECRET.search(actors.plain(*head))
    if secret is not None:
        return actors.actor(first, last, "organisation", frozenset({f"name:{secret[0].lower()}"}), [])
    return None


@lru_cache(maxsize=16_384)
def _may_tell(low: str) -> bool:
    """Return whether a word in lower case is one without which a phrase describes nobody."""
    return low in _TELLING or low.endswith(_SECRETS)


def _hinted(actors: "Actors", head: tuple[int, int], noun: str, low: str) -> Level | None:
    """Return the level of somebody who is only hinted at (“certain countries”, “foreign services”)."""
    opening, *others = low.split()[:3]
    state = heads.HEADS.get(noun) == "state" and noun not in _NO_STATE
    if state and (opening in heads.OBLIQUE or "foreign" in others):
        return "state"
    words = actors.sentence.words[head[0] : head[1]]
    if words[-1].low in _STATES and _SOME_STATE.fullmatch(" ".join([token.low for token in words])):
        return "state"
    if _ABROAD.match(low):
        return "organisation" if "serv" in low or "agenc" in low else "state"
    return None


def _owned(actors: "Actors", words: tuple[int, int], opening: str, level: Level) -> Actor | None:
    owner = actors.memory.last(actors.index, heads.THIRD[opening], words[0])
    if owner is None or not owner.keys:
        return None
    linked = owner.surface if owner.level == "state" else owner.linked_to
    return replace(actors.actor(*words, level, owner.keys, []), linked_to=linked)
