"""Whom a text says that it relies on: words that introduce a name, and the name."""

import re
from collections.abc import Iterator
from typing import NamedTuple

NAME_WORDS = 10
"""Words that are looked at behind or before an introduction."""

_FORWARD = re.compile(
    r"(?<![\w-])(?:according to|(?:first |originally |as )?reported by|report(?:s|ing)? by|citing|cites|quoting|"
    r"(?:first )?(?:published|disclosed|revealed|documented|described|spotted|detailed) by|told|an interview with|"
    r"(?:analysis|research|findings|investigation|blog post|statement|advisory) by|"
    r"laut|nach Angaben (?:von|der|des)|selon|d’après|d'après|según|secondo|по данным|как сообщает)(?![\w-])",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\((?:via|source|h/t|source: via)[:\s]{1,3}", re.IGNORECASE)
_BACKWARD = re.compile(
    r"(?<![\w-])(?:reported|reports|said|says|told|wrote|writes|noted|revealed|disclosed|found|assessed|announced|confirmed|"
    r"attributed|explained|warned|published|claimed|stated)(?![\w-])"
)
_TALKING = frozenset((
    "the", "a", "an", "its", "in", "on", "from", "by", "of", "has", "have", "had", "also", "first", "originally", "later",
    "earlier", "recently", "today", "yesterday", "team", "researchers", "researcher", "analysts", "analyst", "experts",
    "expert", "officials", "official", "spokesperson", "spokesman", "spokeswoman", "report", "reports", "blog", "post",
    "article", "statement", "company", "firm", "newspaper", "agency",
))  # fmt: skip
"""Words that may stand between a name and its verb."""
_SLUG = re.compile(
    r"[^\S\n]*(?:[A-Z][^\n()]{1,80}?[\s,]{1,2})?\((?P<name>[A-Z][\w.&’' -]{1,30})\)[^\S\n]{0,2}[–—-]{1,2}[^\S\n]"
)
_SLUG_LINES = 12
WORD = re.compile(r"[^\W_]+(?:[.&’'-][^\W_]+)*")
_JOINERS = frozenset(("of", "the", "and", "for", "de", "la", "der", "des", "für", "von"))
_PRONOUNS = frozenset(("The", "A", "An", "It", "He", "She", "They", "This", "That", "We", "I", "One", "Who"))
_REPORTING = "reported"

Range = tuple[int, int]


class Attribution(NamedTuple):
    """Words that introduce what somebody else reports.

    Attributes:
        cue: where they stand.
        names: what may be the name: ranges of the text, the longest first.
        told: where a name stands that its shape alone tells; None where it tells none.
        slug: whether it is the mark of an agency at the head of a text.
    """

    cue: Range
    names: tuple[Range, ...]
    told: Range | None
    slug: bool = False


def attributions(text: str, begin: int = 0) -> Iterator[Attribution]:
    """Yield whom a text names as its source from a character on, in order of the patterns; one pass for each.

    Args:
        text: running text.
        begin: where it begins.
    """
    yield from _slugs(text, begin)
    for pattern in (_FORWARD, _BRACKET):
        for cue in pattern.finditer(text, begin):
            words = _words(text, cue.end())
            if words:
                some = text[cue.end() : words[0][0]].strip().lower() in {"a", "an"}
                told = None if some or cue[0].lower() in {"told", "quoting"} else _told(text, words)
                names = tuple((words[0][0], end) for _, end in reversed(words))
                yield Attribution(cue.span(), names, told)
    for cue in _BACKWARD.finditer(text, begin):
        words = _words_before(text, cue.start(), begin)
        while words and text[slice(*words[-1])].lower() in _TALKING:
            words.pop()
        if words:
            names = tuple((start, words[-1][1]) for start, _ in words)
            yield Attribution(cue.span(), names, _told_before(text, words) if cue[0] == _REPORTING else None)


def _slugs(text: str, begin: int) -> Iterator[Attribution]:
    at = begin
    for _ in range(_SLUG_LINES):
        slug = _SLUG.match(text, at)
        if slug:
            name = slug.span("name")
            yield Attribution(name, (name,), name, slug=True)
            return
        at = text.find("\n", at) + 1
        if not at:
            return


def _words(text: str, at: int) -> list[Range]:
    """Return the words behind a place up to the end of the clause, articles at their head apart."""
    found: list[Range] = []
    reach = at
    for word in WORD.finditer(text, at, at + 30 * NAME_WORDS):
        between = text[reach : word.start()]
        if len(between) > 3 or between.strip(" \n\t“\"'‘&"):
            break
        reach = word.end()
        if found or word[0].lower() not in {"the", "a", "an"}:
            found.append(word.span())
        if len(found) == NAME_WORDS:
            break
    return found


def _words_before(text: str, at: int, begin: int) -> list[Range]:
    """Return the words of the clause before a place."""
    first = max(begin, at - 30 * NAME_WORDS)
    found = [word.span() for word in WORD.finditer(text, first, at)][-NAME_WORDS:]
    reach = at
    for index in range(len(found) - 1, -1, -1):
        between = text[found[index][1] : reach]
        if len(between) > 3 or "\n\n" in between or between.strip(" \n\t”\"'’&s"):
            return found[index + 1 :]
        reach = found[index][0]
    return found


def _told(text: str, words: list[Range]) -> Range | None:
    """Return where the run of words with capitals stands at the head of words."""
    last = 0
    for index, (start, end) in enumerate(words):
        if text[start].isupper() or (text[start].isdigit() and index):
            last = index + 1
            if text[start:end].endswith(("'s", "’s")):  # whose: what follows is no name
                return words[0][0], end - 2
        elif not index or text[start:end].lower() not in _JOINERS:
            break
    return (words[0][0], words[last - 1][1]) if last else None


def _told_before(text: str, words: list[Range]) -> Range | None:
    """Return where the run of words with capitals stands at the end of words."""
    first = len(words)
    while (
        first and text[words[first - 1][0]].isupper() and "\n" not in text[words[first - 1][1] : words[-1][0]]
    ):
        first -= 1
    if first < len(words) and re.split("['’]", text[slice(*words[first])])[0] in _PRONOUNS:
        first += 1
    return (words[first][0], words[-1][1]) if first < len(words) else None
