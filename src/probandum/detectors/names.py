"""Names of actors, software and countries in prose, as somebody's names: ambiguity is kept and said."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from probandum.detectors.candidates import candidates
from probandum.detectors.cues import Cue, Cues
from probandum.detectors.finds import Find, observe
from probandum.detectors.lexicon import ITS_ID, Form, Hit, Lexicon, Sense, alike, folded
from probandum.detectors.prose import in_longer_name, in_prose, is_executable
from probandum.interfaces import Batch
from probandum.model.observation import Observation, Omission, Text
from probandum.model.pack import Pack

_KINDS = {
    "actor": frozenset({"intrusion-set", "campaign"}),
    "software": frozenset({"malware", "tool"}),
    "location": frozenset({"location"}),
}


class _Reading(NamedTuple):
    """A hit with what it is taken for: ``actor``, ``software`` or ``location``; empty where nothing says so.

    Attributes:
        hit: the name and its place.
        sort: row of ``_KINDS``, empty where it is not known yet.
        cue: word near it that said so.
        weak: whether it is no name without a cue.
    """

    hit: Hit
    sort: str
    cue: Cue | None
    weak: bool


class NameDetector:
    """Finds names of the pack, and codes and groups that look like names it does not hold."""

    name = "names/1"

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
    hits = _outer(hit for hit in lexicon.hits(low) if _is_prose(text, hit))
    readings = [reading for hit in hits if (reading := _reading(text, hit, cues))]
    usual, named = _usual(readings), _named(readings)
    settled = [reading for reading in (_settled(reading, usual, named) for reading in readings) if reading]
    finds = [_find(text, reading) for reading in _apart(settled)]
    return [*finds, *candidates(text, [(find.start, find.end) for find in finds])]


def _outer(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield hits that do not lie inside a longer name that needs no cue."""
    reach = -1
    for hit in hits:
        if hit.end > reach:
            yield hit
            reach = hit.end if hit.form.strength != "weak" else reach


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
    written = _written(form, surface)
    if written == "no" or (written == "weak" and in_longer_name(text, hit.start, hit.end)):
        return None
    sort = ("software" if cue.sort == "tool" else cue.sort) if cue else ""
    return _Reading(hit, sort or (sorts[0] if len(sorts) == 1 else ""), cue, weak=written == "weak")


def _cue(hit: Hit, sorts: list[str], cues: Cues) -> Cue | None:
    wanted = {sort for sort in sorts if sort != "location"}
    if any(sense.kind == "tool" for sense in hit.form.senses):
        wanted.add("tool")
    return cues.near(hit.start, hit.end, frozenset(wanted)) if wanted else None


def _is_place(text: str, hit: Hit, surface: str) -> bool:
    return surface in hit.form.spelled and text[hit.start - 4 : hit.start] != "New "


def _written(form: Form, surface: str) -> Literal["distinctive", "weak", "no"]:
    """Return how much the way a form is written says: nothing needs a cue that no ordinary word looks like."""
    exact = surface in form.spelled
    if all(sense.by == (ITS_ID,) for sense in form.senses):
        return "distinctive" if exact else "no"
    if form.strength == "distinctive":
        return (
            "distinctive" if surface.isupper() or not all(name.isupper() for name in form.spelled) else "weak"
        )
    if form.strength == "short":
        return (
            "distinctive"
            if exact and not surface.isupper() and not surface.islower()
            else "weak"
            if exact
            else "no"
        )
    if form.strength == "phrase":
        capitals = all(
            word[:1].isupper() or not word[:1].isalpha() for word in surface.replace("-", " ").split()
        )
        return "distinctive" if exact or capitals else "no"
    if not exact or surface == surface.lower():
        return "weak" if surface.isupper() and len(surface) > 3 else "no"
    odd = surface not in (surface.capitalize(), surface.upper(), surface.title())
    return "distinctive" if odd or (surface.isupper() and len(surface) > 5) else "weak"


def _usual(readings: Iterable[_Reading]) -> dict[str, str]:
    """Return what each name is mostly taken for where a cue stands beside it: one sense a document."""
    counts: dict[str, Counter[str]] = {}
    for reading in readings:
        if reading.cue:
            counts.setdefault(reading.hit.form.key, Counter())[reading.sort] += 1
    return {key: min(found, key=lambda sort: (-found[sort], sort)) for key, found in counts.items()}


def _named(readings: Iterable[_Reading]) -> frozenset[str]:
    """Return ids of what the document calls by a name that is no ordinary word."""
    return frozenset(
        sense.id for reading in readings if not reading.weak for sense in reading.hit.form.senses
    )


def _settled(reading: _Reading, usual: dict[str, str], named: frozenset[str]) -> _Reading | None:
    """Return the reading with its sort, or None for a weak name that nothing in the document makes one."""
    form = reading.hit.form
    if reading.weak and form.key not in usual and named.isdisjoint(sense.id for sense in form.senses):
        return None
    if reading.sort:
        return reading
    return reading._replace(sort=usual.get(form.key) or _more_often(form))


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
    senses = [sense for sense in hit.form.senses if sense.kind in kinds]
    others = [sense for sense in hit.form.senses if sense.kind not in kinds]
    span = (hit.start, hit.end)
    if reading.sort == "location":
        code = senses[0].id.removeprefix("place:")
        return Find("location", code, *span, "place", "a country: a level of its own, not a name of an actor")
    kind = max((sense.kind for sense in senses), key=("campaign", "tool", "malware", "intrusion-set").index)
    note = _note(text[hit.start : hit.end], senses, others, reading)
    if len(senses) == 1:
        return Find(kind, senses[0].id, *span, _sort(reading, kind), note, (senses[0].id,))
    refs = tuple(sense.id for sense in senses)
    value = " ".join(folded(text[hit.start : hit.end]).split())
    return Find(kind, value, *span, "ambiguous name", note, refs)


def _sort(reading: _Reading, kind: str) -> str:
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
