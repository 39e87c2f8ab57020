"""Names of actors, software and countries in prose, as somebody's names: ambiguity is kept and said."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from probandum.detectors.candidates import candidates
from probandum.detectors.cues import REACH, Cues, acts
from probandum.detectors.finds import Find, observe
from probandum.detectors.folding import alike, folded, folded_text
from probandum.detectors.lexicon import GENERIC, Form, Hit, Lexicon, Sense
from probandum.detectors.mentions import aside
from probandum.detectors.readings import KINDS, Reading, is_prose, publishers, read
from probandum.detectors.states import State, States
from probandum.interfaces import Batch
from probandum.model.observation import Observation, Omission
from probandum.model.pack import Pack

_DEEDS = 3
_BETWEEN = r"[\s,;/&*()\"'\u2018\u2019\u201c\u201d]*"
_LISTED = re.compile(rf"{_BETWEEN}(?:and|or|aka|as well as|nor)?{_BETWEEN}")
_RANK = ("campaign", "tool", "malware", "intrusion-set")


class NameDetector:
    """Finds names of the pack, codes and groups that look like names it does not hold, and states."""

    name = "names/2"
    stage = 1

    def __init__(self) -> None:
        self._known: tuple[Pack, Lexicon, States] | None = None

    def detect(self, batch: Batch, knowledge: Pack) -> Iterator[Observation | Omission]:
        """Yield every mention, text by text, in the order of the text.

        The automata of a pack are kept as long as the next call brings the same object.
        """
        if self._known is None or self._known[0] is not knowledge:
            self._known = (knowledge, Lexicon(knowledge), States(knowledge.places))
        _, lexicon, states = self._known
        for text in batch.texts:
            for find in sorted(
                finds_in(text.text, lexicon, states), key=lambda find: (find.start, -find.end, find.kind)
            ):
                yield observe(find, text, self.name)


def finds_in(text: str, lexicon: Lexicon, states: States) -> list[Find]:
    """Return the mentions in a text, in no order."""
    low = folded_text(text)
    cues = Cues(low, text)
    hits = [hit for hit in lexicon.hits(low) if is_prose(text, hit)]
    readings = [reading for hit in hits if (reading := read(text, hit, cues))]
    usual = _usual(readings)
    readings = list(_outer(readings))
    named = _named(text, readings)
    settled = [reading for reading in (_settled(reading, usual, named) for reading in readings) if reading]
    finds = [_find(text, reading) for reading in _with_asides(text, _apart(settled))]
    finds += candidates(text, cues, [(find.start, find.end) for find in finds])
    taken = sorted((find.start, find.end) for find in finds)
    return [*finds, *(_state(text, state) for state in states.find(text, taken))]


def _outer(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Yield readings that do not lie inside a longer name that needs no cue."""
    reach = -1
    for reading in readings:
        if reading.hit.end > reach:
            yield reading
            reach = reading.hit.end if not reading.weak else reach


def _usual(readings: Iterable[Reading]) -> dict[str, str]:
    """Return what each name is mostly taken for where a cue stands beside it: one sense a document.

    Empty where no cue decided, or both senses are in use.
    """
    counts: dict[str, Counter[str]] = {}
    for reading in readings:
        if reading.cue:
            counts.setdefault(reading.hit.form.key, Counter())[reading.sort] += bool(reading.sort)
    return {key: _most(found) for key, found in counts.items()}


def _most(found: Counter[str]) -> str:
    actor, software = found["actor"], found["software"]
    if 4 * min(actor, software) >= max(actor, software):
        return ""
    return "actor" if actor > software else "software"


def _named(text: str, readings: list[Reading]) -> frozenset[str]:
    """Return what the document names without doubt: ids and first words of names, weak names in one breath with them.

    A weak name that does three times what intruders do is one too.
    """
    deeds = Counter(one.hit.form.key for one in readings if one.weak and acts(text, one.hit.end))
    found = {key for key, count in deeds.items() if count >= _DEEDS}
    last: Reading | None = None
    for reading in readings:
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
    return _LISTED.fullmatch(gap) is not None and "\n\n" not in gap


def _settled(reading: Reading, usual: dict[str, str], named: frozenset[str]) -> Reading | None:
    """Return the reading with its sort, or None for a weak name that nothing in the document makes one."""
    form = reading.hit.form
    if (
        reading.weak
        and form.key not in usual
        and named.isdisjoint((form.key, *(sense.id for sense in form.senses)))
    ):
        return None
    beside = reading.cue is not None and reading.cue.start - reading.hit.end in (0, 1)
    known = usual.get(form.key, "")
    if reading.sort and (beside or not known):
        return reading
    return replace(reading, sort=known or _more_often(form), open=not known)


def _more_often(form: Form) -> str:
    """Return what most publishers take a name for; an actor where they are as many."""
    return "software" if publishers(form, "software") > publishers(form, "actor") else "actor"


def _apart(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Yield the leftmost and longest of those that overlap; readings come in that order."""
    end = 0
    for reading in readings:
        if reading.hit.start >= end:
            yield reading
            end = reading.hit.end


def _with_asides(text: str, readings: Iterable[Reading]) -> Iterator[Reading]:
    """Yield readings with why they are only mentioned, which holds for all of an enumeration."""
    last: Reading | None = None
    for reading in readings:
        why = aside(text, reading.hit.start)
        if why is None and last and last.aside and _in_one_breath(text, last.hit, reading.hit):
            comma = "," in text[last.hit.end : reading.hit.start]
            why = None if comma and last.aside.opens else last.aside
        last = replace(reading, aside=why) if why else reading
        yield last


def _find(text: str, reading: Reading) -> Find:
    hit, kinds = reading.hit, KINDS[reading.sort]
    senses = [
        sense
        for sense in hit.form.senses
        if sense.kind in kinds or (reading.open and sense.kind != "location")
    ]
    others = [sense for sense in hit.form.senses if sense not in senses]
    span = (hit.start, hit.end)
    kind = max((sense.kind for sense in senses if sense.kind in kinds), key=_RANK.index)
    note = _note(text[hit.start : hit.end], senses, others, reading)
    sort = _sort(reading, kind, len(senses))
    if len(senses) == 1:
        return Find(kind, senses[0].id, *span, sort, note, (senses[0].id,))
    value = " ".join(folded(text[hit.start : hit.end]).split())
    return Find(kind, value, *span, sort, note, tuple(sense.id for sense in senses))


def _sort(reading: Reading, kind: str, bearers: int) -> str:
    """Return the row of the table of authenticity, the most doubtful that applies."""
    if reading.hit.form.key in GENERIC:
        return "generic name"
    if reading.aside:
        return reading.aside.sort
    if bearers > 1:
        return "ambiguous name"
    if reading.weak:
        return "cued name"
    return {"malware": "malware name", "tool": "tool name"}.get(kind, "actor name")


_CALLED = {
    "name": ("place", "a country"),
    "demonym": ("demonym", "of a country or its people"),
    "capital": ("capital", "the seat of government, or the town"),
    "organ": ("organ", "an organ of a country"),
}


def _state(text: str, state: State) -> Find:
    sort, what = _CALLED[state.form]
    surface = " ".join(text[state.start : state.end].split())
    note = f"“{surface}”: {what}: a level of its own, not a name of an actor"
    return Find("location", state.code, state.start, state.end, sort, note)


def _note(surface: str, senses: list[Sense], others: list[Sense], reading: Reading) -> str:
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
    if reading.aside:
        parts.append(f"only mentioned: {reading.aside.why}")
    return "; ".join(parts)
