"""ATT&CK techniques by id and by name."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from probandum.detectors.finds import Find, observe
from probandum.detectors.folding import folded, folded_text
from probandum.detectors.lexicon import is_ordinary
from probandum.detectors.prose import in_prose
from probandum.interfaces import Batch
from probandum.model.observation import Observation, Omission, Text
from probandum.model.pack import Pack, Technique

_ID = re.compile(r"T(?<![A-Za-z0-9].)(\d{4})(?:[./](\d{3}))?(?![0-9A-Za-z_\u00c0-\u2e7f])")
_CUE = re.compile(r"att&ck|mitre|\bttps?\b|techniques?|tactics?|\bt\d{4}\b")
_STRICT = re.compile(r"att&ck|mitre")
_PREPARATION = frozenset({"reconnaissance", "resource-development"})
_REACH = 60
_BESIDE = re.compile(r"[\s|:/()\[\]*\u2013\u2014\u00b7,-]*")
_BESIDE_REACH = 40
_EDGE = re.compile(r"[\s*|#>\u2022\u00b7.,:;\u2013\u2014-]*")


class _Names(NamedTuple):
    """Technique names of a pack: their words, which name things, who bears them, the automaton; what replaced revoked ids."""

    pack: Pack
    by_id: dict[str, Technique]
    now: dict[str, str]
    names: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    things: tuple[bool, ...]
    bearers: dict[str, tuple[str, ...]]
    automaton: AhoCorasick | None


class TechniqueDetector:
    """Finds technique ids of the pack, and names of techniques in prose, which say less."""

    name = "techniques/1"
    stage = 1

    def __init__(self) -> None:
        self._known: _Names | None = None

    def detect(self, batch: Batch, knowledge: Pack) -> Iterator[Observation | Omission]:
        """Yield every mention in the order of the text, then ids that the pack does not hold, each once a text.

        The automaton of a pack is kept as long as the next call brings the same object.
        """
        if self._known is None or self._known.pack is not knowledge:
            self._known = _names(knowledge)
        for text in batch.texts:
            finds, unknown = _by_id(text.text, self._known)
            finds += _by_name(text.text, self._known, finds)
            for find in sorted(finds, key=lambda find: (find.start, -find.end, find.value)):
                yield observe(find, text, self.name)
            yield from (_omission(text, self.name, *entry) for entry in sorted(unknown.items()))


def _names(pack: Pack) -> _Names:
    by_id = {technique.id: technique for technique in pack.techniques}
    bearers: dict[str, list[str]] = {}
    for technique in pack.techniques:
        bearers.setdefault(folded(technique.name), []).append(technique.id)
        if technique.parent in by_id:
            bearers.setdefault(folded(f"{by_id[technique.parent].name}: {technique.name}"), []).append(
                technique.id
            )
    names = tuple(sorted(bearers))
    automaton = AhoCorasick(list(names), implementation=Implementation.DFA) if names else None
    now = {name.name: name.of for name in pack.names if name.of in by_id and name.name not in by_id}
    held = {name: tuple(sorted(ids)) for name, ids in bearers.items()}
    words = tuple(tuple(re.split(r"[ :/-]+", name)) for name in names)
    things = tuple(
        _is_thing(parts, [by_id[id_] for id_ in held[name]]) for name, parts in zip(names, words, strict=True)
    )
    return _Names(pack, by_id, now, names, words, things, held, automaton)


def _by_id(text: str, known: _Names) -> tuple[list[Find], dict[str, tuple[int, int]]]:
    """Return finds, and the first place of each id that the pack does not hold."""
    finds: list[Find] = []
    unknown: dict[str, tuple[int, int]] = {}
    for match in _ID.finditer(text):
        id_ = f"T{match[1]}.{match[2]}" if match[2] else f"T{match[1]}"
        now = id_ if id_ in known.by_id else known.now.get(id_, "")
        if now:
            note = f"the id of “{known.by_id[now].name}”" if now == id_ else _renamed(id_, known.by_id[now])
            finds.append(Find("attack-pattern", now, *match.span(), "technique id", note, (now,)))
        else:
            unknown.setdefault(id_, match.span())
    return finds, unknown


def _renamed(old: str, technique: Technique) -> str:
    return f"{old} was revoked: now {technique.id} “{technique.name}”"


def _omission(text: Text, by: str, id_: str, span: tuple[int, int]) -> Omission:
    what = f"{id_} is no technique of the knowledge pack (withdrawn, of another matrix, or none): left out; map it by hand"
    return Omission(text.exhibit, by, what, text.locate(*span))


def _by_name(text: str, known: _Names, ids: list[Find]) -> list[Find]:
    if known.automaton is None:
        return []
    low = folded_text(text)
    finds: list[Find] = []
    end = 0
    found = [
        match
        for match in known.automaton.find_matches_as_indexes(low, overlapping=True)
        if not _in_word(low, match[1], match[2])
    ]
    for number, start, finish in sorted(found, key=lambda match: (match[1], -match[2])):
        if start < end or not in_prose(text, start, finish):
            continue
        find = _named(text, low, (start, finish), number, known)
        if find and not _stands_beside(text, find, ids):
            finds.append(find)
        end = finish if find else end
    return finds


def _named(text: str, low: str, span: tuple[int, int], number: int, known: _Names) -> Find | None:
    """Return the find of a name, or None where an ordinary phrase stands in an ordinary sentence."""
    name, words = known.names[number], known.words[number]
    bearers = known.bearers[name]
    near = low[max(span[0] - _REACH, 0) : span[1] + _REACH]
    capital = text[span[0]].isupper()
    cue = _CUE.search(near) if len(words) > 1 else _STRICT.search(near) if capital else None
    if known.things[number] and not cue and not (capital and _may_be_line(words) and _is_line(text, *span)):
        return None
    ordinary = len(words) == 1 or all(len(word) < 4 or is_ordinary(word) for word in words)
    titles = "; ".join(f"{id_} “{known.by_id[id_].name}”" for id_ in bearers)
    why = (
        f"cue: {cue[0]}"
        if cue
        else "also an ordinary phrase"
        if ordinary
        else "its name in prose, not its id"
    )
    note = f"the name of {titles}; {why}"
    if len(bearers) == 1:
        sort = "ordinary technique name" if ordinary else "technique name"
        return Find("attack-pattern", bearers[0], *span, sort, note, bearers)
    return Find("attack-pattern", name, *span, "ordinary technique name", f"{note}; left open", bearers)


def _is_thing(words: Sequence[str], bearers: list[Technique]) -> bool:
    """Return whether a name is that of a thing that may be mentioned innocently: “IP addresses”, “Visual Basic”.

    So are single words, names that several techniques bear, techniques of preparation, and sub-techniques whose name
    has no word for an act.
    """
    acts = any(word.endswith(("ing", "ion")) and word != "authentication" for word in words)
    prepared = any(set(technique.tactics) & _PREPARATION for technique in bearers)
    return len(words) == 1 or len(bearers) > 1 or prepared or (bool(bearers[0].parent) and not acts)


def _may_be_line(words: Sequence[str]) -> bool:
    """Return whether a name alone on a line speaks of an act; “DNS”, “Malware” and “Domains” head tables of indicators."""
    return len(words) > 1 or words[0].endswith("ing")


def _in_word(text: str, start: int, end: int) -> bool:
    """Return whether the characters around [start, end) belong to its word."""
    return (start > 0 and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum())


def _is_line(text: str, start: int, end: int) -> bool:
    """Return whether a word is a line, a bullet or a cell of a table by itself."""
    left = max(text.rfind(edge, max(start - _REACH, 0), start) for edge in "\n|") + 1
    rights = [at for edge in "\n|" if (at := text.find(edge, end, end + _REACH)) >= 0]
    right = min(rights, default=min(end + _REACH, len(text)))
    sides = (text[max(left, start - _REACH) : start], text[end:right])
    return all(_EDGE.fullmatch(side) for side in sides)


def _stands_beside(text: str, find: Find, ids: list[Find]) -> bool:
    """Return whether an id of the technique stands right before or behind its name: one mention, not two."""
    at = bisect_left(ids, find.start, key=lambda other: other.start)
    for other in ids[max(at - 1, 0) : at + 1]:
        gap = text[min(other.end, find.end) : max(other.start, find.start)]
        related = any(ref.partition(".")[0] == other.value.partition(".")[0] for ref in find.refs)
        if related and len(gap) <= _BESIDE_REACH and _BESIDE.fullmatch(gap):
            return True
    return False
