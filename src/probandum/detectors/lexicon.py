"""All names of a pack in the forms that people write, in one automaton."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from ahocorasick_rs import AhoCorasick

from probandum.detectors.folding import ALIKE, folded
from probandum.detectors.words import ORDINARY
from probandum.model.ident import Value
from probandum.model.pack import Actor, Pack, Software

ITS_ID = "its id"
"""Stands in place of a publisher for ids themselves."""
Strength = Literal["distinctive", "short", "phrase", "weak"]

GENERIC = frozenset(
    {
        *("autorun", "coinminer", "fakeflash", "fakeupdate", "gif89a", "monerominer", "screenlocker"),
        *("spybanker", "systemd", "zlib"),
    }
)
"""Folded names in the galaxies that mostly mean the thing, not the one family or group so called."""
CALENDAR = frozenset(
    {
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
        *("november", "december"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    }
)
"""Folded names that are dates unless a cue stands right behind."""

_SOFTWARE = ("malware", "tool")
_LAST = {
    **dict.fromkeys((" group", " gang", " team", " apt"), ("intrusion-set",)),
    **dict.fromkeys(
        (" rat", " malware", " ransomware", " backdoor", " trojan", " loader", " stealer", " bot", " botnet"),
        _SOFTWARE,
    ),
}
"""Last words that a name is known with and without, and the kinds of things that they say."""
_BETWEEN = re.compile(r"[\s\-_\u2010-\u2015]+")
_CODE = re.compile(r"([a-z]{2,8})[- ]?((?:c-?)?\d{1,5}[a-z]?)")
_CAMEL = re.compile(r"[A-Z][a-z]{2,}(?:[A-Z][a-z]{2,}){1,3}")
_HUMP = re.compile(r"[A-Z][a-z]+")
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_UNSPACED = "\u2e80"
"""First character of the scripts without spaces between words."""


class Sense(Value, frozen=True):
    """One thing that a name stands for, for somebody.

    Attributes:
        id: in the pack.
        kind: STIX type.
        by: who calls it so, sorted.
        title: preferred name of the thing.
    """

    id: str
    kind: str
    by: tuple[str, ...]
    title: str


class Form(Value, frozen=True):
    """A name without regard to case, hyphens and spaces.

    Attributes:
        key: folded name.
        senses: all it stands for, by id.
        spelled: how it is written, hyphens and spaces alike.
        strength: how much context it needs before it counts as a name.
        kinds: STIX types of its senses.
    """

    key: str
    senses: tuple[Sense, ...]
    spelled: frozenset[str]
    strength: Strength
    kinds: frozenset[str]


class Hit(Value, frozen=True):
    """A form at characters [start, end) of a text."""

    start: int
    end: int
    form: Form


_ORDER: tuple[Strength, ...] = ("weak", "phrase", "short", "distinctive")


class Lexicon:
    """The names of a pack; built once a pack, since it takes about as long as reading a book.

    Args:
        pack: the pack.
    """

    def __init__(self, pack: Pack) -> None:
        senses, spelled = _gathered(pack)
        patterns: dict[str, Form] = {}
        for key, found in sorted(senses.items()):
            if all(sense.kind == "location" for sense in found.values()):
                continue  # States of the pack are found by states.py; here they only make a name ambiguous.
            form = Form(
                key,
                tuple(found[id_] for id_ in sorted(found)),
                frozenset(spelled[key]),
                _strength(spelled[key]),
                frozenset(sense.kind for sense in found.values()),
            )
            for pattern in sorted({variant for name in spelled[key] for variant in _variants(name)}):
                patterns.setdefault(pattern, form)
        self._forms = tuple(patterns.values())
        self._automaton = AhoCorasick(list(patterns)) if patterns else None

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield all forms at word boundaries in a folded text, overlaps included, by start and the longest first."""
        if self._automaton is None:
            return
        found = [
            (start, -end, number)
            for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if not (start and text[start] in _PLAIN and text[start - 1] in _PLAIN)  # most are parts of words
            and not (end < len(text) and text[end] in _PLAIN and text[end - 1] in _PLAIN)
            and not (_joined(text, start) or _joined(text, end))
        ]
        for start, end, number in sorted(found):
            yield Hit(start, -end, self._forms[number])


def _joined(text: str, at: int) -> bool:
    """Return whether a word or identifier runs on over a position; some scripts have no spaces between words."""
    before, after = text[at - 1 : at], text[at : at + 1]
    if before == "_" or after == "_":  # ``_Emotet_`` is emphasis, ``emotet_private`` an identifier
        before, after = (text[at - 2 : at - 1], after) if before == "_" else (before, text[at + 1 : at + 2])
    return before.isalnum() and after.isalnum() and before < _UNSPACED and after < _UNSPACED


def _gathered(pack: Pack) -> tuple[dict[str, dict[str, Sense]], dict[str, set[str]]]:
    """Return senses by folded name and id, and spellings by folded name."""
    kinds, titles = _things(pack)
    by: dict[str, dict[str, set[str]]] = {}
    spelled: dict[str, set[str]] = {}
    for name, of, publisher in _named(pack, titles):
        written = unicodedata.normalize("NFC", name).translate(ALIKE).strip()
        key = "".join(_parts(written.lower()))
        if of in kinds and len(key) > 1:
            by.setdefault(key, {}).setdefault(of, set()).add(publisher)
            spelled.setdefault(key, set()).add(written)
    senses = {
        key: {of: Sense(of, kinds[of], tuple(sorted(who)), titles[of]) for of, who in found.items()}
        for key, found in by.items()
    }
    _share(senses, spelled)
    return senses, spelled


def _share(senses: dict[str, dict[str, Sense]], spelled: dict[str, set[str]]) -> None:
    """Let names that differ by a word like “group” mean each other's things: “Equation” and “Equation Group”.

    Of actors the longer name takes those of the shorter only where it names nothing in ATT&CK itself. Of software an
    entry that has no profile yields to ATT&CK's: a second entry for the same malware would only hide the one that can
    be weighed.
    """
    pairs = sorted(
        {
            (key, base, kinds)
            for key, names in spelled.items()
            for name in names
            for last, kinds in _LAST.items()
            if name.lower().endswith(last) and (base := "".join(_parts(name.lower()[: -len(last)]))) in senses
        }
    )
    for key, base, kinds in pairs:
        short = {id_: one for id_, one in senses[base].items() if one.kind in kinds}
        long = {id_: one for id_, one in senses[key].items() if one.kind in kinds}
        if not (short and long and key != base):
            continue
        both = short | long
        known = {id_: one for id_, one in both.items() if ":" not in id_}
        if kinds == _SOFTWARE:
            both = known or both
            senses[base] = both | _others(senses[base], kinds)
            senses[key] = both | _others(senses[key], kinds)
        else:
            senses[base] = both | _others(senses[base], kinds)
            if known.keys().isdisjoint(long):
                senses[key] = both | _others(senses[key], kinds)


def _others(found: dict[str, Sense], kinds: tuple[str, ...]) -> dict[str, Sense]:
    return {id_: one for id_, one in found.items() if one.kind not in kinds}


def _named(pack: Pack, titles: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield (name, id of what it names, by whom); a preferred name that nobody is recorded to use is the pack's own."""
    used = {(name.name, name.of) for name in pack.names}
    yield from ((name.name, name.of, name.by) for name in pack.names)
    for item in _items(pack):
        if (titles[item.id], item.id) not in used:
            yield item.name, item.id, pack.name
        if ":" not in item.id:
            yield item.id, item.id, ITS_ID
    yield from ((name, f"place:{place.code}", "country") for place in pack.places for name in place.names)


def _items(pack: Pack) -> tuple[Actor | Software, ...]:
    return (*pack.actors, *pack.software)


def _things(pack: Pack) -> tuple[dict[str, str], dict[str, str]]:
    """Return STIX types and preferred names by id."""
    kinds = {actor.id: "campaign" if actor.kind == "campaign" else "intrusion-set" for actor in pack.actors}
    kinds |= {item.id: item.kind for item in pack.software}
    kinds |= {f"place:{place.code}": "location" for place in pack.places}
    titles = {item.id: item.name for item in _items(pack)}
    titles |= {f"place:{place.code}": next(iter(place.names), place.code) for place in pack.places}
    return kinds, titles


def _parts(name: str) -> list[str]:
    code = _CODE.fullmatch(name)
    return [code[1], code[2].replace("-", "")] if code else [part for part in _BETWEEN.split(name) if part]


def _variants(name: str) -> set[str]:
    """Return the folded spellings of a name: parts apart, hyphenated and together."""
    low = folded(name)
    parts = _parts(low)
    if len(parts) == 1 and _CAMEL.fullmatch(name):
        parts = [part.lower() for part in _HUMP.findall(name)]
    found = {low, *(joint.join(parts) for joint in ("", " ", "-"))} if len(parts) <= 6 else {low}
    return found | {low.replace("_", "\\_")} if "_" in low else found  # as Markdown writes it


def _strength(spelled: set[str]) -> Strength:
    """Return how much context a name needs: the spelling that most looks like an ordinary word decides."""
    return min((_strength_of(name.lower()) for name in spelled), key=_ORDER.index)


def _strength_of(name: str) -> Strength:
    if not name.isascii():
        return "distinctive" if len(name) > 1 else "weak"
    parts = [part for part in _BETWEEN.split(name) if part]
    code = _CODE.fullmatch(name)
    if code:
        counted = is_ordinary(code[1]) and len(code[2]) < 4
        return "weak" if counted or len(name) < 4 else "distinctive"
    if len(parts) == 1:
        return "weak" if len(name) < 4 or is_ordinary(name) else "short" if len(name) == 4 else "distinctive"
    plain = all(len(part) < 3 or part.isdecimal() or is_ordinary(part) for part in parts)
    if plain and sum(not part.isdecimal() for part in parts) == 1:
        return "weak"
    return "phrase" if plain else "distinctive"


def is_ordinary(word: str) -> bool:
    """Return whether a word in lower case, or its singular, is an ordinary English word."""
    return word in ORDINARY or (word.endswith("s") and word[:-1] in ORDINARY)
