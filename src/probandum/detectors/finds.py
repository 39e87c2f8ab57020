"""What a pattern found in a text, before it becomes an observation."""

from probandum.detectors.authenticity import START
from probandum.model.ident import Id, Value
from probandum.model.observation import Observation, Text


class Find(Value, frozen=True):
    """A value and the characters [start, end) of the text as written that show it.

    Attributes:
        kind: STIX type.
        value: normal form.
        start: first character.
        end: one past the last.
        sort: row of the table of start values.
        note: why.
        refs: ids in the pack.
        host_of: whether it is the host of the find before it.
    """

    kind: str
    value: str
    start: int
    end: int
    sort: str
    note: str
    refs: tuple[str, ...] = ()
    host_of: bool = False


def observe(find: Find, text: Text, by: str, derived_from: tuple[Id, ...] = ()) -> Observation:
    """Return the observation of a find.

    Args:
        find: what was found.
        text: the text it was found in.
        by: detector, as ``name/version``.
        derived_from: the observation that it was taken out of, if any.
    """
    surface = text.text[find.start : find.end]
    return Observation(
        kind=find.kind,
        value=find.value,
        exhibit=text.exhibit,
        locator=text.locate(find.start, find.end),
        by=by,
        surface="" if surface == find.value else surface,
        refs=find.refs,
        note=find.note,
        authenticity=START[find.sort].value,
        derived_from=derived_from,
    )


class Taken:
    """Which characters of a text are spoken for; one byte a character."""

    def __init__(self, length: int) -> None:
        self._marks = bytearray(length)

    def take(self, start: int, end: int) -> None:
        """Mark characters [start, end)."""
        self._marks[start:end] = b"\x01" * (end - start)

    def any(self, start: int, end: int) -> bool:
        """Return whether a character of [start, end) is marked."""
        return self._marks.find(1, start, end) >= 0


_PAIRS = {")": "(", "]": "[", "}": "{"}


def trimmed(word: str, punctuation: str) -> str:
    """Return a word without the punctuation of the sentence around it; closing brackets stay where they were opened."""
    if word and word[-1] not in punctuation and word[-1] not in _PAIRS:
        return word
    surplus = {closing: word.count(closing) - word.count(opening) for closing, opening in _PAIRS.items()}
    end = len(word)
    while end and (word[end - 1] in punctuation or surplus.get(word[end - 1], 0) > 0):
        end -= 1
        if word[end] in surplus:
            surplus[word[end]] -= 1
    return word[:end]
