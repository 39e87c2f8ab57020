"""Material for planting: windows of real texts, each handed out once, and rewriting that keeps count of what it changes."""

import random
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from probandum.errors import UsageError

Style = Literal["replaced", "inserted", "deleted", "swapped", "mixed", "endings"]
"""What happens to a word: another of like frequency in its place, another put behind it, gone, changed over with the next,
one of these four, or another ending."""

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_ADDRESS = re.compile(r"\]\([^()\s]*\)|\S*(?://|www\.|@)\S*")
_UNPROSE = re.compile(r"[\"“”«»„`{}<>|=\\]|\bdata:|!\[|\]\(/")
_MARKS = re.compile(r"[*#\[\]|_]")
_NAMES = re.compile(r"(?<=[a-z,] )[A-Z][\w-]+(?: [A-Z][\w-]+)*")
_RECAST = 0.8
_PROSE_SHARE = 0.65
_ENDINGS = (
    ("ations", "ing"),
    ("ation", "ings"),
    ("ments", "ing"),
    ("ment", "ings"),
    ("ings", "ed"),
    ("ing", "ed"),
    ("ied", "ies"),
    ("ed", "ing"),
    ("ies", "ied"),
    ("ly", ""),
    ("es", "ed"),
    ("s", ""),
    ("e", "ing"),
    ("y", "ies"),
    ("", "s"),
)


class Window(NamedTuple):
    """Consecutive lines of a text.

    Attributes:
        name: of the file.
        publisher: what stands in the name before its first underscore.
        text: the lines.
        title: first line of the file.
    """

    name: str
    publisher: str
    text: str
    title: str


def drawing(seed: object) -> random.Random:
    """Return a source of chance that gives the same draws for the same seed everywhere."""
    return random.Random(f"probandum {seed}")  # noqa: S311 – an experiment, no secret


def words_of(text: str) -> list[tuple[int, int]]:
    """Return where the words of a text stand, addresses left out."""
    taken = [match.span() for match in _ADDRESS.finditer(text)]
    starts = [start for start, _ in taken]
    kept = []
    for match in WORD.finditer(text):
        before = bisect_left(starts, match.start() + 1) - 1
        if before < 0 or match.start() >= taken[before][1]:
            kept.append(match.span())
    return kept


class Vocabulary:
    """Words of texts in order of frequency."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        counts = Counter(
            text[start:end].casefold()
            for _, text in sorted(texts.items())
            for start, end in words_of(text)
            if text[start:end].isalpha()
        )
        self._ranked = sorted(counts, key=lambda word: (-counts[word], word))
        self._rank = {word: rank for rank, word in enumerate(self._ranked)}

    def like(self, word: str, rng: random.Random) -> str:
        """Return another word of like frequency (within a tenth of its rank), with a capital where the word has one."""
        rank = self._rank.get(word.casefold(), len(self._ranked) - 1)
        reach = max(8, rank // 10)
        low, high = max(rank - reach, 0), min(rank + reach, len(self._ranked) - 1)
        other = self._ranked[rng.randint(low, high)]
        if other == word.casefold():
            other = self._ranked[low if low != rank else high]
        return other.capitalize() if word[:1].isupper() else other


class Corpus:
    """Texts to plant in. A window is handed out once, so that no two documents share words by chance of drawing."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.vocabulary = Vocabulary(texts)
        self._texts = dict(sorted(texts.items()))
        self.restart(0)

    def restart(self, seed: object) -> None:
        """Take back all windows, for a new collection of documents, and draw from now on as the seed says."""
        self._rng = drawing(f"windows {seed}")
        self._rest: dict[str, list[str]] = {}
        for name, text in self._texts.items():
            lines = [line for line in text.split("\n") if line.strip()]
            skip = self._rng.randrange(0, max(len(lines) // 8, 1))
            self._rest[name] = lines[skip:][::-1]

    def window(self, least: int, publisher: str = "", other_than: Sequence[str] = ()) -> Window:
        """Return the next lines, with at least so many words, most of them prose, of a file drawn at random.

        Args:
            least: words.
            publisher: of this publisher only; empty for any.
            other_than: publishers that it shall not be of.

        Raises:
            UsageError: nothing so long is left.
        """
        names = [
            name
            for name in self._rest
            if (publisher_of(name) == publisher if publisher else publisher_of(name) not in other_than)
        ]
        self._rng.shuffle(names)
        for name in names:
            while self._rest[name]:
                taken = self._take(name, least)
                if taken:
                    title = self._texts[name].split("\n", 1)[0].strip()
                    return Window(name, publisher_of(name), taken, title)
        if other_than:
            return self.window(least)
        raise UsageError(
            f"the texts hold too few passages of {least} words to plant in",
            "give more texts, or plant fewer in a collection: --each",
        )

    def _take(self, name: str, least: int) -> str:
        rest, lines, count = self._rest[name], [], 0
        while rest and count < least:
            lines.append(rest.pop())
            count += len(words_of(lines[-1]))
        text = "\n".join(lines)
        return text if count >= least and prosaic(text) else ""

    def prose(self, length: int) -> Window:
        """Return so many words of running prose in one line, without quotation marks, headings or code."""
        for _ in range(60):
            window = self.window(length + 60)
            found = excerpt(window.text, length)
            passage = " ".join(window.text[slice(*found)].split()) if found else ""
            if passage and not _MARKS.search(passage):
                return window._replace(text=passage)
        raise UsageError(
            f"the texts hold too little running prose of {length} words",
            "give texts in sentences, one or more a line",
        )


def publisher_of(name: str) -> str:
    """Return what stands in a file name before its first underscore; the whole name where it has none."""
    return name.partition("_")[0]


def excerpt(text: str, length: int) -> tuple[int, int] | None:
    """Return the first range of so many words of running prose that starts with a line; None where there is none."""
    places = words_of(text)
    starts = [start for start, _ in places]
    at = 0
    for line in text.split("\n"):
        first = bisect_left(starts, at)
        at += len(line) + 1
        run = places[first : first + length]
        if len(run) == length and running(text, run):
            return run[0][0], run[-1][1]
    return None


def prosaic(text: str) -> bool:
    """Return whether most words have small letters: no table, no listing."""
    places = words_of(text)
    return sum(text[start:end].islower() for start, end in places) >= _PROSE_SHARE * len(places)


def running(text: str, run: Sequence[tuple[int, int]]) -> bool:
    """Return whether words are prose: most of them small letters, no quotation marks, no code between them."""
    small = sum(text[start:end].islower() for start, end in run)
    return small >= _PROSE_SHARE * len(run) and not _UNPROSE.search(text, run[0][0], run[-1][1])


def rewrite(text: str, rate: float, style: Style, vocabulary: Vocabulary, rng: random.Random) -> str:
    """Return a text with a share of its words changed; first and last word stay, so that it can be found again.

    Args:
        text: any.
        rate: share of the words to change, in [0, 1].
        style: what happens to them.
        vocabulary: from where other words come.
        rng: decides which words.
    """
    places = words_of(text)
    inner = list(range(1, len(places) - 1))
    chosen = sorted(rng.sample(inner, min(round(rate * len(places)), len(inner))))
    made, at = [], 0
    words = [text[start:end] for start, end in places]
    for number in chosen:
        start, end = places[number]
        if start < at:
            continue
        now: str = rng.choice(("replaced", "inserted", "deleted", "swapped")) if style == "mixed" else style
        made.append(text[at:start])
        at = end
        if now == "swapped":
            if number + 1 == len(places) - 1:
                made.append(words[number])
                continue
            after = places[number + 1]
            made += [words[number + 1], text[end : after[0]], words[number]]
            at = after[1]
        else:
            made.append(_changed(words[number], now, vocabulary, rng))
    return "".join([*made, text[at:]])


def _changed(word: str, style: str, vocabulary: Vocabulary, rng: random.Random) -> str:
    if style == "deleted":
        return ""
    if style == "inserted":
        return f"{word} {vocabulary.like(word, rng).lower()}"
    if style == "endings":
        return _another_ending(word)
    return vocabulary.like(word, rng)


def _another_ending(word: str) -> str:
    for ending, other in _ENDINGS:
        if word.casefold().endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)] + other
    return word + "s"


def recast(text: str, names: Sequence[str], rng: random.Random) -> str:
    """Return a text in which other names stand for most of its own: the same for the same, within a sentence only."""
    given: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        name = match.group()
        if name not in given:
            given[name] = rng.choice(names) if rng.random() < _RECAST else name
        return given[name]

    return _NAMES.sub(other, text)
