"""States in a text, by name, demonym, capital or organ: a level of their own, never an alias of an actor.

Which words stand for which state is data (``state_words.py``, and the names in the pack); the rules here know no
state. They tell a state from other things so called by case and by the words beside it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from ahocorasick_rs import AhoCorasick, Implementation

from probandum.detectors.folding import alike
from probandum.detectors.prose import OPENERS, in_prose
from probandum.detectors.state_words import CAPITALS, DEMONYMS, NOT_STATES, OFFICES, ORGANS, OTHER_NAMES
from probandum.model.ident import Value
from probandum.model.pack import Place

Form = Literal["name", "demonym", "capital", "organ"]


class State(Value, frozen=True):
    """A state at characters [start, end) of a text.

    Attributes:
        start: first character.
        end: one past the last; a possessive ``'s`` is outside.
        code: ISO 3166-1 alpha-2, as the pack has it.
        form: how it is named. A capital may be the town, an organ speaks for the state, a demonym may be a person's.
    """

    start: int
    end: int
    code: str
    form: Form


_SOFTWARE = re.compile(
    r"[ -](?:ransomware|malware|trojan|backdoor|botnet|stealer|rootkit|wiper|worm|loader)s?\b", re.IGNORECASE
)
_BEFORE = re.compile(r"([A-Z][\w.-]*(?:'s)?) \Z")
_AFTER = re.compile(r" ([A-Z][\w-]*)")
_STARTS = re.compile(r"(?:\A|[.!?:;\n\"“”(\u2022*#|-]\s*)\Z")
_HEAD = re.compile(
    r"\b(?:University|College|Bank|Gulf|Sea|Bay|Strait|Lake|Museum|Battle|Treaty|Bishop|Archbishop|Duke|Prince)"
    r" of (?:the )?\Z"
)
_LOCALE = re.compile(r"\b[a-z]{2}[-_]\Z")
_LANGUAGE = re.compile(
    r"(?:-| )(?:languages?|speaking|speakers?|text|characters?|keyboards?|translations?|words?|comments?|strings?|locales?"
    r"|alphabet|version|spelling|fonts?|input)\b"
)
_IN_LANGUAGE = re.compile(r"\b(?:in|into|speaks?|spoke|spoken) \Z")
_ENDS = re.compile(r"[.;)\n]|\s*\Z|, (?!and |or )[a-z]")
_OTHER_PART = re.compile(r"\b(?:West|East|North|South|Central|Latin|Native|Pan)[ -]\Z")
_VERB_OBJECT = re.compile(r" (?:the|your|a|an|up|off|it|its|their)\b")
_PREFIXES = frozenset({"Sino", "Franco", "Russo"})
_FIRST = frozenset(
    [
        "against",
        "because",
        "behind",
        "between",
        "but",
        "did",
        "does",
        "has",
        "how",
        "if",
        "meanwhile",
        "over",
        "today",
        "under",
        "until",
        "what",
        "where",
        "whether",
        "why",
        "will",
        "yesterday",
    ]
)
_NEAR = 60


class States:
    """The words for the states of a pack, in one automaton.

    Args:
        places: the pack's places; words for a code that is not among them are not looked for.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        forms = _forms(places)
        self._forms: tuple[tuple[str, Form] | None, ...] = tuple(forms.values())
        self._automaton = AhoCorasick(list(forms), implementation=Implementation.DFA) if forms else None

    def find(self, text: str, taken: Sequence[tuple[int, int]] = ()) -> list[State]:
        """Return the states that a text names, in its order, disjoint.

        Args:
            text: as written.
            taken: characters [start, end), ascending and disjoint, that are names of something else
                (“China Chopper”); a state's word inside them is none.
        """
        plain = alike(text).replace("\u2019", "'")
        found = []
        for start, end, what in _without(self._matches(plain), taken):
            if what and in_prose(plain, start, end) and _is_state(plain, text, start, end, what[1]):
                found.append(State(start, end, *what))
        return found

    def _matches(self, plain: str) -> Iterator[tuple[int, int, tuple[str, Form] | None]]:
        """Yield the leftmost and longest matches at word boundaries."""
        if self._automaton is None:
            return
        matches = self._automaton.find_matches_as_indexes(plain, overlapping=True)
        reach = 0
        for number, start, end in sorted(matches, key=lambda match: (match[1], -match[2])):
            if start >= reach and not _runs_on(plain, start) and not _runs_on(plain, end):
                reach = end
                yield start, end, self._forms[number]


def _without(
    matches: Iterable[tuple[int, int, tuple[str, Form] | None]], taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, tuple[str, Form] | None]]:
    index = 0
    for match in matches:
        while index < len(taken) and taken[index][1] <= match[0]:
            index += 1
        if index == len(taken) or taken[index][0] >= match[1]:
            yield match


def _forms(places: Iterable[Place]) -> dict[str, tuple[str, Form] | None]:
    """Return what each written form stands for; None for phrases that name no state and for forms of several states."""
    found: dict[str, tuple[str, Form] | None] = {}
    for place in places:
        rows: tuple[tuple[Form, Iterable[str]], ...] = (
            ("name", (*place.names, *_split(OTHER_NAMES, place.code))),
            ("demonym", _with_plurals(_split(DEMONYMS, place.code))),
            ("capital", _split(CAPITALS, place.code)),
            ("organ", _split(ORGANS, place.code)),
        )
        for form, words in rows:
            for word in words:
                for written in _written(word):
                    before = found.setdefault(written, (place.code, form))
                    if before and before[0] != place.code:
                        found[written] = None
    return found | {written: None for phrase in NOT_STATES for written in _written(phrase)}


def _split(table: dict[str, str], code: str) -> list[str]:
    return [word for word in table.get(code, "").split("; ") if word]


def _with_plurals(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield word
        if word[-1] in "ni":
            yield f"{word}s"


def _written(word: str) -> set[str]:
    """Return a form as it is written, and in capitals as in headings where it is long enough to be no abbreviation."""
    plain = alike(word).replace("\u2019", "'")
    return {plain, plain.upper()} if len(plain) > 3 and not _is_short(plain) else {plain}


def _is_short(surface: str) -> bool:
    return surface.upper() == surface and len(surface) < 6


def _runs_on(text: str, at: int) -> bool:
    """Return whether a word runs on over a position; scripts without spaces between words have no such thing."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    return (
        (left.isalnum() or left == "_") and (right.isalnum() or right == "_") and max(left, right) < "\u2e80"
    )


def _is_state(plain: str, text: str, start: int, end: int, form: Form) -> bool:
    before = text[max(start - _NEAR, 0) : start].replace(
        "\u2019", "'"
    )  # as written: another line is no neighbour
    after = text[end : end + _NEAR].replace("\u2019", "'")
    surface = plain[start:end]
    if form == "demonym":
        return _is_demonym(surface, before, after)
    if _is_short(surface):
        return _is_abbreviation(plain, text, start, end)
    if " " in surface or form == "organ":
        return True
    if _SOFTWARE.match(after) or _HEAD.search(before):
        return False
    return _stands_alone(before, after) or (surface.isupper() or _is_heading(text, start, end))


def _is_demonym(surface: str, before: str, after: str) -> bool:
    if surface in _PREFIXES:
        return after.startswith("-")
    if _LANGUAGE.match(after) or (_IN_LANGUAGE.search(before) and _ENDS.match(after)):
        return False
    return not (_OTHER_PART.search(before) or (_STARTS.search(before) and _VERB_OBJECT.match(after)))


def _is_abbreviation(plain: str, text: str, start: int, end: int) -> bool:
    """Return whether letters stand for a state: not in a currency, a locale, or “CONTACT US”."""
    before, after = plain[max(start - _NEAR, 0) : start], plain[end : end + 1]
    if after == "$" or before.endswith("$") or _LOCALE.search(before):
        return False
    left = _BEFORE.search(before)
    return not (left and left[1].isupper() and len(left[1]) > 3 and _line(text, start, end).isupper())


def _stands_alone(before: str, after: str) -> bool:
    """Return whether no capitalised word beside a name makes it part of another (“Michael Jordan”, “China Daily”)."""
    right = _AFTER.match(after)
    if right and not (right[1].isupper() or right[1].lower() in OFFICES | OPENERS):
        return False
    left = _BEFORE.search(before)
    if left is None or left[1].endswith(("'s", ".")) or left[1].lower() in OPENERS or left[1].isupper():
        return True
    word = left[1].lower()
    opens = word in _FIRST or word.endswith(("ing", "ed", "ly"))
    return word == "mainland" or (opens and bool(_STARTS.search(before[: left.start()])))


def _is_heading(text: str, start: int, end: int) -> bool:
    """Return whether most words of the line have capitals, so that they say nothing."""
    words = [word for word in _line(text, start, end).split() if word[:1].isalpha()]
    return len(words) > 3 and sum(word[0].isupper() for word in words) * 4 >= len(words) * 3


def _line(text: str, start: int, end: int) -> str:
    left = text[max(start - 200, 0) : start].rpartition("\n")[2]
    return left + text[start:end] + text[end : end + 200].partition("\n")[0]
