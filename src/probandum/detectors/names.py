"""Names of actors, software and countries in prose, as somebody's names: ambiguity is kept and said."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from probandum.detectors.candidates import candidates
from probandum.detectors.cues import Cue, Cues
from probandum.detectors.finds import Find, observe
from probandum.detectors.lexicon import Form, Hit, Lexicon, Sense, folded
from probandum.detectors.prose import in_prose, is_executable
from probandum.interfaces import Batch
from probandum.model.observation import Observation, Omission, Text
from probandum.model.pack import Pack

_ACTORS = frozenset({"intrusion-set", "campaign"})
_SOFTWARE = frozenset({"malware", "tool"})
_BOTH = (("actor", _ACTORS), ("software", _SOFTWARE))
_SORTS = {"actor": frozenset({"actor"}), "software": frozenset({"software", "tool"})}


class _Reading(NamedTuple):
    """A hit with what it is taken for: ``actor``, ``software`` or ``location``; empty where nothing says so."""

    hit: Hit
    sort: str
    cue: Cue | None


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
            for find in sorted(_finds(text.text, self._known[1]), key=lambda find: (find.start, -find.end, find.kind)):
                yield observe(find, text, self.name)


def _finds(text: str, lexicon: Lexicon) -> list[Find]:
    low = folded(text)
    cues = Cues(low, text)
    hits = [hit for hit in _outer(lexicon.hits(low)) if _stands(text, hit)]
    readings = [_reading(text, hit, cues) for hit in hits]
    senses = _senses_of_document(readings)
    settled = [reading for reading in (_settled(text, reading, senses) for reading in readings) if reading]
    finds = [_find(text, reading) for reading in _apart(settled)]
    return [*finds, *candidates(text, [(find.start, find.end) for find in finds])]


def _outer(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield hits that do not lie inside a longer name that needs no cue."""
    reach = -1
    for hit in hits:
        if hit.end > reach:
            yield hit
            reach = hit.end if hit.form.strength != "weak" else reach


def _stands(text: str, hit: Hit) -> bool:
    """Return whether the hit is prose, or a tool by its file name, and written as its strength demands."""
    surface = text[hit.start : hit.end]
    tool = any(sense.kind == "tool" for sense in hit.form.senses) and is_executable(text, hit.end)
    if not tool and not in_prose(text, hit.start, hit.end):
        return False
    if tool or hit.form.strength == "distinctive":
        return True
    ...
    return True


def _reading(text: str, hit: Hit, cues: Cues) -> _Reading:
    ...
