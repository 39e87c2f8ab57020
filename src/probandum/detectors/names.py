"""Names of actors, software and countries in prose, as somebody's names: ambiguity is kept and said."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from probandum.detectors.candidates import candidates
from probandum.detectors.cues import REACH, Cue, Cues
from probandum.detectors.finds import Find, observe
from probandum.detectors.lexicon import CALENDAR, GENERIC, Form, Hit, Lexicon, Sense, alike, folded
from probandum.detectors.prose import in_longer_name, in_prose, is_executable
from probandum.detectors.spelling import written_as
from probandum.interfaces import Batch
from probandum.model.observation import Observation, Omission
from probandum.model.pack import Pack

_KINDS = {
    "actor": frozenset({"intrusion-set", "campaign"}),
    "software": frozenset({"malware", "tool"}),
    "location": frozenset({"location"}),
}


_RANK = ("campaign", "tool", "malware", "intrusion-set")


class _Reading(NamedTuple):
    """A hit with what it is taken for: ``actor``, ``software`` or ``location``; empty where nothing says so.

    Attributes:
        hit: the name and its place.
        sort: row of ``_KINDS``, empty where it is not known yet.
        cue: word near it that said so.
        weak: whether it is no name without a cue.
        open: whether nothing says if an actor or software is meant.
    """

    hit: Hit
    sort: str
    cue: Cue | None
    weak: bool
    open: bool = False


class NameDetector:
    """Finds names of the pack, and codes and groups that look like names it does not hold."""

    name = "names/1"
    stage = 1

    def __init__(self) -> None:
        self._known: tuple[Pack, Lexicon] | None = None

    def detect(self, batch: Batch, knowledge: Pack) -> Iterator[Observation | Omission]:
        """Yield every mention, text by text, in the order of the text.

        The automaton of a pack is kept as long as the next call brings the same object.
        """
        if self._known is None or self._known[0] is not knowledge:
            self._known = (knowledge, Lexicon(knowledge))
        for text in batch.texts:
            for find in sorted(
                _finds(text.text, self._known[1]), key=lambda find: (find.start, -find.end, find.kind)
            ):
                yield observe(find, text, self.name)


def _finds(text: str, lexicon: Lexicon) -> list[Find]:
    low = folded(text)
    cues = Cues(low, text)
    hits = [hit for hit in lexicon.hits(low) if _is_prose(text, hit)]
    readings = [reading for hit in hits if (reading := _reading(text, hit, cues))]
    usual = _usual(readings)
    readings = list(_outer(readings))
    named = _named(text, readings)
    settled = [reading for reading in (_settled(reading, usual, named) for reading in readings) if reading]
    finds = [_find(text, reading) for reading in _apart(settled)]
    return [*finds, *candidates(text, [(find.start, find.end) for find in finds])]


def _outer(readings: Iterable[_Reading]) -> Iterator[_Reading]:
    """Yield readings that do not lie inside a longer name that needs no cue."""
    reach = -1
    for reading in readings:
        if reading.hit.end > reach:
            yield reading
            reach = reading.hit.end if not reading.weak else reach


def _is_prose(text: str, hit: Hit) -> bool:
    """Return whether the hit stands in prose, or is a tool by its file name."""
    return _is_program(text, hit) or in_prose(text, hit.start, hit.end)


def _is_program(text: str, hit: Hit) -> bool:
    """Return whether a tool is written as a Windows program, which says enough."""
    end = hit.end - 4 if hit.form.key.endswith(".exe") else hit.end
    return is_executable(text, end) and any(sense.kind == "tool" for sense in hit.form.senses)


def _reading(text: str, hit: Hit, cues: Cues) -> _Reading | None:
    """Return what the hit is taken for by itself, or None where it is not written as a name."""
    form = hit.form
    surface = alike(text[hit.start : hit.end])
    sorts = [sort for sort, kinds in _KINDS.items() if any(sense.kind in kinds for sense in form.senses)]
    cue = _cue(hit, sorts, cues)
    if "location" in sorts:
        if cue is None or len(sorts) == 1:
            return _Reading(hit, "location", None, weak=False) if _is_place(text, hit, surface) else None
        sorts.remove("location")
    if _is_program(text, hit):
        return _Reading(hit, "software", None, weak=False)
    written = written_as(form, surface)
    joined = cue is not None and cue.start == hit.end + 1
    if written == "no" or (form.key in CALENDAR and not joined):
        return None
    if written == "weak" and not joined and in_longer_name(text, hit.start, hit.end):
        return None
    if cue is None and written == "weak" and len(sorts) == 1:
        cue = _next_to(hit, cues)
    sort = (
        sorts[0] if len(sorts) == 1 else "" if cue is None else "software" if cue.sort == "tool" else cue.sort
    )
    return _Reading(hit, sort, cue, weak=written == "weak")


def _cue(hit: Hit, sorts: list[str], cues: Cues) -> Cue | None:
    wanted = {sort for sort in sorts if sort != "location"}
    if any(sense.kind == "tool" for sense in hit.form.senses):
        wanted.add("tool")
    return cues.near(hit.start, hit.end, frozenset(wanted)) if wanted else None


def _next_to(hit: Hit, cues: Cues) -> Cue | None:
    """Return the cue right behind, whatever it speaks of: “the Maze gang” names software too."""
    cue = cues.near(hit.start, hit.end, frozenset({"actor", "software"}))
    return cue if cue and cue.start == hit.end + 1 else None


def _is_place(text: str, hit: Hit, surface: str) -> bool:
    """Return whether a country is written as one; “New Mexico” and “Northern Ireland” are others."""
    before = text[max(hit.start - 9, 0) : hit.start]
    return surface in hit.form.spelled and not before.endswith(("New ", "Northern "))


def _usual(readings: Iterable[_Reading]) -> dict[str, str]:
    """Return what each name is mostly taken for where a cue stands beside it: one sense a document."""
    counts: dict[str, Counter[str]] = {}
    for reading in readings:
        if reading.cue:
            counts.setdefault(reading.hit.form.key, Counter())[reading.sort] += 1
    return {key: min(found, key=lambda sort: (-found[sort], sort)) for key, found in counts.items()}


def _named(text: str, readings: list[_Reading]) -> frozenset[str]:
    """Return what the document names without doubt: ids, first words of names, and weak names in one breath with them."""
    found: set[str] = set()
    last: _Reading | None = None
    for reading in readings:
        if reading.sort == "location":
            continue
        for one, other in ((last, reading), (reading, last)):
            if one and other and one.weak and not other.weak and _in_one_breath(text, one.hit, other.hit):
                found.add(one.hit.form.key)
        if not reading.weak:
            found.update(sense.id for sense in reading.hit.form.senses)
            found.add(alike(text[reading.hit.start : reading.hit.end]).lower().split(" ")[0])
        last = reading
    return frozenset(found)


def _in_one_breath(text: str, one: Hit, other: Hit) -> bool:
    """Return whether two names stand in one enumeration."""
    gap = text[min(one.end, other.end) : max(one.start, other.start)]
    if len(gap) > REACH:
        return False
    return (
        re.fullmatch(r"[\s,;/&*()]*(?:and|or|aka|as well as|nor)?[\s,;/&*()]*", gap) is not None
        and "\n\n" not in gap
    )


def _settled(reading: _Reading, usual: dict[str, str], named: frozenset[str]) -> _Reading | None:
    """Return the reading with its sort, or None for a weak name that nothing in the document makes one."""
    form = reading.hit.form
    if (
        reading.weak
        and form.key not in usual
        and named.isdisjoint((form.key, *(sense.id for sense in form.senses)))
    ):
        return None
    beside = reading.cue is not None and reading.cue.start - reading.hit.end in (0, 1)
    if reading.sort == "location" or (reading.sort and (beside or form.key not in usual)):
        return reading
    known = usual.get(form.key)
    return reading._replace(sort=known or _more_often(form), open=known is None)


def _more_often(form: Form) -> str:
    """Return what most publishers take a name for; an actor where they are as many."""
    count = {
        sort: sum(len(sense.by) for sense in form.senses if sense.kind in kinds)
        for sort, kinds in _KINDS.items()
    }
    return min(("actor", "software"), key=lambda sort: -count[sort])


def _apart(readings: Iterable[_Reading]) -> Iterator[_Reading]:
    """Yield the leftmost and longest of those that overlap; readings come in that order."""
    end = 0
    for reading in readings:
        if reading.hit.start >= end:
            yield reading
            end = reading.hit.end


def _find(text: str, reading: _Reading) -> Find:
    hit, kinds = reading.hit, _KINDS[reading.sort]
    senses = [
        sense
        for sense in hit.form.senses
        if sense.kind in kinds or (reading.open and sense.kind != "location")
    ]
    others = [sense for sense in hit.form.senses if sense not in senses]
    span = (hit.start, hit.end)
    if reading.sort == "location":
        code = senses[0].id.removeprefix("place:")
        return Find("location", code, *span, "place", "a country: a level of its own, not a name of an actor")
    kind = max((sense.kind for sense in senses if sense.kind in kinds), key=_RANK.index)
    note = _note(text[hit.start : hit.end], senses, others, reading)
    if len(senses) == 1:
        return Find(kind, senses[0].id, *span, _sort(reading, kind), note, (senses[0].id,))
    refs = tuple(sense.id for sense in senses)
    value = " ".join(folded(text[hit.start : hit.end]).split())
    sort = "generic name" if hit.form.key in GENERIC else "ambiguous name"
    return Find(kind, value, *span, sort, note, refs)


def _sort(reading: _Reading, kind: str) -> str:
    if reading.hit.form.key in GENERIC:
        return "generic name"
    if reading.weak:
        return "cued name"
    return {"malware": "malware name", "tool": "tool name"}.get(kind, "actor name")


def _note(surface: str, senses: list[Sense], others: list[Sense], reading: _Reading) -> str:
    """Return which name it is, whose, and why it is taken so."""
    said = "; ".join(f"{sense.title} ({sense.id}) for {', '.join(sense.by)}" for sense in senses)
    parts = [f"“{' '.join(surface.split())}”: {said}"]
    if len(senses) > 1:
        parts.append(f"{len(senses)} bear this name: left open")
    if others:
        parts.append(
            "also the name of " + ", ".join(f"{sense.title} ({sense.id}, {sense.kind})" for sense in others)
        )
    if reading.cue:
        parts.append(f"cue: {reading.cue.word}")
    elif reading.weak or others:
        parts.append(
            "as elsewhere in the document" if reading.weak else f"taken for {reading.sort} without a cue"
        )
    return "; ".join(parts)
