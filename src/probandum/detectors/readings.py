"""What a name in a text is taken for by itself: by how it is written and the words right beside it."""

import re

from probandum.detectors.cues import Cue, Cues
from probandum.detectors.folding import alike
from probandum.detectors.lexicon import CALENDAR, GENERIC, Form, Hit
from probandum.detectors.mentions import Aside
from probandum.detectors.prose import in_longer_name, in_prose, is_executable, is_quoted, is_shouted, is_whole
from probandum.detectors.spelling import Writing, written_as
from probandum.model.ident import Value

KINDS = {
    "actor": frozenset({"intrusion-set", "campaign"}),
    "software": frozenset({"malware", "tool"}),
}
"""STIX types by sort of name."""

_ONE_WORD = re.compile(r"[\s-][a-z-]{2,15}\s")
_QUOTE = r"[\s\"'\u2018\u201c*_\[(]{0,4}"
_BEFORE = re.compile(rf"{_QUOTE}|,? (?:to|called|named|dubbed|known as|like|such as|by)(?: the)?{_QUOTE}")
_BEHIND = re.compile(rf" (?:of|behind)(?: the)?{_QUOTE}")


class Reading(Value, frozen=True):
    """A hit with what it is taken for: ``actor`` or ``software``; empty where nothing says so.

    Attributes:
        hit: the name and its place.
        sort: row of :data:`KINDS`, empty where it is not known yet.
        cue: word near it that said so.
        weak: whether it is no name without a cue.
        open: whether nothing says if an actor or software is meant.
        aside: why it is only mentioned.
    """

    hit: Hit
    sort: str
    cue: Cue | None
    weak: bool
    open: bool = False
    aside: Aside | None = None


def is_prose(text: str, hit: Hit) -> bool:
    """Return whether the hit stands in prose, is a tool by its file name, or a name that looks like a host."""
    return (
        _is_program(text, hit)
        or in_prose(text, hit.start, hit.end)
        or (_is_odd(hit) and is_whole(text, hit.start, hit.end))
    )


def _is_odd(hit: Hit) -> bool:
    return "." in hit.form.key or "@" in hit.form.key


def _is_program(text: str, hit: Hit) -> bool:
    """Return whether a tool is written as a Windows program, which says enough."""
    end = hit.end - 4 if hit.form.key.endswith(".exe") else hit.end
    return "tool" in hit.form.kinds and is_executable(text, end)


def read(text: str, hit: Hit, cues: Cues) -> Reading | None:
    """Return what the hit is taken for by itself, or None where it is not written as a name."""
    form = hit.form
    sorts = [sort for sort, kinds in KINDS.items() if not kinds.isdisjoint(form.kinds)]
    cue = _cue(hit, sorts, cues)
    if cue is None and "location" in form.kinds:
        return None
    if _is_program(text, hit):
        return Reading(hit, "software", None, weak=False)
    written = _written(text, hit)
    joined = cue is not None and cue.start == hit.end + 1
    if written == "no" or (not joined and _needs_a_cue_behind(text, hit, written)):
        return None
    weak = written != "distinctive"
    if written == "faint" and not (joined or _is_introduced(hit, cue)):
        cue = None  # what is not spelled like the name is none by a cue somewhere near
    elif cue is None and weak and len(sorts) == 1:
        cue = _next_to(hit, cues)
    return Reading(hit, _sort_of(text, hit, sorts, cue), cue, weak)


def _needs_a_cue_behind(text: str, hit: Hit, written: Writing) -> bool:
    """Return whether only “… malware” and the like would make it a name: dates, common words, parts of longer names."""
    if hit.form.key in CALENDAR or hit.form.key in GENERIC:
        return True
    if written == "faint" and text[hit.start : hit.end].islower():
        return True
    return written != "distinctive" and in_longer_name(text, hit.start, hit.end)


def _written(text: str, hit: Hit) -> Writing:
    """Return how much the way it is written says; quotes make a phrase in small letters a possible name."""
    written = written_as(hit.form, alike(text[hit.start : hit.end]))
    if written == "no" and hit.form.strength == "phrase" and is_quoted(text, hit.start, hit.end):
        return "weak"
    if written == "distinctive" and _is_odd(hit) and not in_prose(text, hit.start, hit.end):
        return "weak"
    if written == "distinctive" and hit.form.strength == "weak" and is_shouted(text, hit.start, hit.end):
        return "weak"
    return written


def _is_introduced(hit: Hit, cue: Cue | None) -> bool:
    """Return whether it stands right behind “known as” and the like."""
    return bool(cue and cue.names and 0 < hit.start - cue.end < 4)


def _sort_of(text: str, hit: Hit, sorts: list[str], cue: Cue | None) -> str:
    """Return what is meant, empty for either.

    For a name of both, only words bound to it count: an actor “has used malware” too, a “sample” may be an actor's, as
    any “malware” of a name that most know as an actor's, and “known as” says nothing; “operators of” run software.
    """
    if len(sorts) == 1:
        return sorts[0]
    if cue is None or cue.owned or cue.names:
        return ""
    sort = "software" if cue.sort == "tool" else cue.sort
    if (
        sort == "software"
        and not cue.of_itself
        and publishers(hit.form, "actor") > publishers(hit.form, "software")
    ):
        return ""
    if cue.start >= hit.end:
        gap = text[hit.end : cue.start]
        bound = len(gap) == 1 or (sort == "actor" and _ONE_WORD.fullmatch(gap) is not None)
        return sort if bound else ""
    gap = text[cue.end : hit.start]
    if sort == "actor" and _BEHIND.fullmatch(gap):
        return "software"
    return sort if _BEFORE.fullmatch(gap) else ""


def publishers(form: Form, sort: str) -> int:
    """Return how often publishers take a name for an actor or for software."""
    return sum(len(sense.by) for sense in form.senses if sense.kind in KINDS[sort])


def _cue(hit: Hit, sorts: list[str], cues: Cues) -> Cue | None:
    wanted = set(sorts)
    if "tool" in hit.form.kinds:
        wanted.add("tool")
    return cues.near(hit.start, hit.end, frozenset(wanted)) if wanted else None


def _next_to(hit: Hit, cues: Cues) -> Cue | None:
    """Return the cue right behind, whatever it speaks of: “the Maze gang” names software too."""
    cue = cues.near(hit.start, hit.end, frozenset({"actor", "software"}))
    return cue if cue and cue.start == hit.end + 1 else None
