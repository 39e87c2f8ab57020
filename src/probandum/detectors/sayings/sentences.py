"""Paragraphs and sentences of a text, as ranges of it. Linear in the text; no sentence is longer than ``LONGEST``."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from probandum.detectors.sayings.wordlist import listed
from probandum.model.ident import Value

LONGEST = 4_000
"""Characters of a sentence; what runs on without a stop is cut there at a space."""
WRAPPED = 50
"""A line shorter than this that ends without a stop ends its paragraph: it is a heading or an item of a list."""

Span = tuple[int, int]


class Paragraph(Value, frozen=True):
    """Characters [start, end) that belong together; ``kind`` is ``prose``, ``item`` or ``heading``."""

    start: int
    end: int
    kind: str


_ITEM = re.compile(
    r"[ \t\xa0]*(?:[-*•·‣▪●◦–—][ \t\xa0]+|\(?\d{1,3}[.)][ \t\xa0]+|\(?[a-z][.)][ \t\xa0]+|>+[ \t\xa0]?|#{1,6}[ \t\xa0])"
)
_STOPS = frozenset(".?!…。！？؟۔।:;")
_CLOSING = frozenset("\"'”’»)]")
"""What may stand behind a stop at the end of a line."""
_ITEM_BEGINS = frozenset("-*•·‣▪●◦–—(># \t\xa0")
"""How an item begins that begins neither with a letter nor with a digit."""
_LABEL = re.compile(r"[ \t]*(?:\*\*|__)?[A-Z][\w.' /-]{0,60}(?:\*\*|__)?[ \t]*[:：]")
_END = re.compile(
    r"(?P<wide>[。！？]+[”’」』）》\"]*)"
    r"|(?P<stop>(?>(?:\.{1,4}+|[?!…؟۔।]){1,4})[\"'”’»)\]]{0,4}+(?>(?:\[\d{1,3}\]){0,4}))(?=\s)"
)
"""Nothing that it has taken could be taken otherwise, so it never goes back: a page of dots costs no more than its length."""
_WIDE = frozenset("。！？")
_MARKS = ".?!…؟۔।。！？"
_BEHIND = frozenset(".?!…؟۔।\"'”’»)][")
"""What stands behind the first mark of an end, white space and wide marks aside."""
_WORD_BEFORE = re.compile(r"[\w&'’.-]{1,24}\Z")
_TITLES = frozenset(
    listed(
        "mr mrs ms dr prof gen col lt sgt maj capt adm cmdr sen rep gov pres st hon rev amb supt insp det no nos art sec fig figs "
        "vs v eg e.g ie i.e cf approx ca p pp vol ch eq viz incl resp messrs"
    )
)
"""Abbreviations that never end a sentence, without the last dot."""
_SHORT = frozenset(
    listed(
        "u.s u.k u.n e.u u.s.a d.c p.r.c d.p.r.k r.o.k u.a.e inc ltd co corp llc plc gmbh bros jr sr etc al jan feb mar apr jun jul aug sep "
        "sept oct nov dec mon tue wed thu fri sat sun a.m p.m a.k.a dept univ assn govt ph.d m.d b.v s.a n.v a.s"
    )
)
"""Abbreviations that may end one: only where the next word begins one."""
_OPENERS = frozenset(
    listed(
        "the a an it its this that these those he she they we i you there in on at by for from with as but and or so yet if when while "
        "although though after before since however moreover meanwhile also according our their his her my no not what why how who which "
        "where both each some many most all any one two several such another other earlier later last next today yesterday then "
        "asked to"
    )
)
_WORD = re.compile(r"[\W_]*([\w’'.-]+)")
_ASKS = r"(?:what|how|why|does|do|did|is|are|was|were|will|would|could|can|should|has|have|had|which|who|when|where|may|might)\b"
_ASKING = re.compile(rf"[\"“'‘]?(?:and |so |but )?{_ASKS}", re.IGNORECASE)
_PREMISE = re.compile(
    rf"[,;:.–—-]\s+(?=(?:[A-Z]\w*)(?<=\b[A-Z]\w)\w*\b)(?=(?i:{_ASKS}))"
    r"|[,;:–—]\s+(?:(?:and|so|but)\s+)?(?=(?:what(?:'s|’s| is| are| was| does| do| would)|how (?:do|does|did|would|will)|do you|does (?:the|your|[A-Z])"
    r"|could you|can you|would you|will you|have you|are you|is (?:this|that|it|the|there)|why|who)\b)"
)


def paragraphs(text: str, start: int = 0) -> Iterator[Paragraph]:
    """Yield the paragraphs from ``start`` on: lines that a narrow page wrapped are joined, blank lines part."""
    at: int | None = None
    row = end = 0
    kind, next_line = "prose", start
    while next_line < len(text):
        line = left = next_line
        next_line = text.find("\n", line) + 1 or len(text) + 1
        right = next_line - 1
        if left < right and (text[left].isspace() or text[right - 1].isspace()):
            left, right = _stripped(text, left, right)
        if left == right:
            if at is not None:
                yield _finished(text, at, end, kind)
            at = None
            continue
        is_item = _behind_item(text, left, right) > left
        if at is not None and (is_item or not _goes_on(text, row, end, left, right)):
            yield _finished(text, at, end, kind)
            at = None
        if at is None:
            at, row, kind = left, left, "item" if is_item else "prose"
        else:
            row = line
        end = right
    if at is not None:
        yield _finished(text, at, end, kind)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _goes_on(text: str, row: int, end: int, left: int, right: int) -> bool:
    """Return whether the line at [left, right) goes on with a paragraph whose last line is at [row, end)."""
    wrapped, stopped = end - row >= WRAPPED, _is_stopped(text, row, end)
    if text[left].islower():  # no label does
        return wrapped or not stopped
    if not wrapped or stopped or _is_labelled(text, left, right):
        return False
    return not (_is_bold(text, row, end) or _is_bold(text, left, right))


def _is_bold(text: str, start: int, end: int) -> bool:
    """Return whether a line is bold as a whole, as headings of Markdown pages are that have no level."""
    mark = text[start : start + 2]
    return mark in {"**", "__"} and text.find(mark, start + 2, end) == end - 2


def _is_stopped(text: str, start: int, end: int) -> bool:
    """Return whether a line ends with a stop, or with one and at most five marks that close something."""
    last = text[end - 1]
    if last not in _CLOSING:
        return last in _STOPS
    for at in range(end - 1, max(end - 6, start) - 1, -1):
        if text[at] in _STOPS:
            return True
        if text[at] not in _CLOSING:
            return False
    return False


def _behind_item(text: str, left: int, right: int) -> int:
    """Return where a line goes on behind the bullet or number of an item; where it begins, if it is none."""
    first = text[left] if left < right else ""
    if first.islower():
        may_be = text[left + 1 : left + 2] in {".", ")"}
    else:
        may_be = first in _ITEM_BEGINS or first.isdecimal()
    item = _ITEM.match(text, left, right) if may_be else None
    return item.end() if item else left


def _is_labelled(text: str, left: int, right: int) -> bool:
    """Return whether a line begins with a label and a colon."""
    first = text[left]
    if not ("A" <= first <= "Z" or first in "*_"):
        return False
    colon = text.find(":", left, right) >= 0 or text.find("：", left, right) >= 0
    return colon and _LABEL.match(text, left, right) is not None


def _finished(text: str, start: int, end: int, kind: str) -> Paragraph:
    if kind == "prose" and end - start <= 200 and not _is_stopped(text, start, end):
        kind = "heading"
    return Paragraph(start, end, kind)


def may_end(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Return the places in [start, end) at which the end of a sentence may begin, ascending."""
    reach = len(text) if end is None else end
    found: list[int] = []
    for mark in _MARKS:  # most of them are in no text: a search for one character is quicker than for a set
        at = text.find(mark, start, reach)
        while at >= 0:
            behind = text[at + 1 : at + 2]
            if mark in _WIDE or behind in _BEHIND or behind.isspace():
                found.append(at)
            at = text.find(mark, at + 1, reach)
    return sorted(found)


def sentences(text: str, start: int, end: int, ends: Sequence[int] | None = None) -> list[Span]:
    """Return the sentences of a paragraph at [start, end), without the white space and bullets around them.

    Args:
        text: the text.
        start: first character of the paragraph.
        end: one past its last character.
        ends: what :func:`may_end` gives for the whole text; None to look in the paragraph alone.
    """
    at = reach = _behind_item(text, start, end)
    marks = may_end(text, at, end) if ends is None else ends
    found: list[Span] = []
    for index in range(bisect_left(marks, at), len(marks)):
        mark = marks[index]
        if mark >= end or (mark + 1 == end and text[mark] not in _WIDE):
            break
        match = _END.match(text, mark, end) if mark >= reach else None
        if match is None:
            continue
        reach = match.end()
        if match["wide"] or _ends(text, at, match, end):
            found += _pieces(text, at, reach)
            at = reach
    return found + _pieces(text, at, end) if found else _pieces(text, at, end)


def _ends(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Return whether a stop ends a sentence."""
    following = _WORD.match(text, match.end(), min(match.end() + 60, end))
    if following is None:
        return True
    word = following[1]
    if word[0].islower():
        return False
    if match["stop"][0] != "." or match["stop"].startswith(".."):
        return True
    before = _WORD_BEFORE.search(text[max(match.start() - 24, start) : match.start()])
    if before is None:
        return True
    last = before[0].lower().strip("'’-")
    opens = word.lower().rstrip(".") in _OPENERS
    if last.rpartition("-")[2] in _TITLES:
        return opens and last in {"no", "p"} and not word[0].isdigit()
    if last in _SHORT or (len(last) == 1 and last.isalpha() and before[0][0].isupper()):
        return opens and word[0].isupper()
    return not (last.isdecimal() and match.start() - start <= 4)


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """Return a sentence whole, or in pieces where it is too long, each without the white space around it."""
    found: list[Span] = []
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start + LONGEST // 2, start + LONGEST), start + LONGEST // 2)
        found += _piece(text, start, cut)
        start = cut
    return found + _piece(text, start, end) if found else _piece(text, start, end)


def _piece(text: str, start: int, end: int) -> list[Span]:
    if start < end and (text[start].isspace() or text[end - 1].isspace()):
        start, end = _stripped(text, start, end)
    spoken = start < end and (text[start].isalnum() or any(map(str.isalnum, text[start:end])))
    return [(start, end)] if spoken else []


def premise(text: str, start: int, end: int) -> int | None:
    """Return where the question itself begins in a sentence that puts a premise before it; None for no premise."""
    if _ASKING.match(text, start, end):
        return None
    for match in _PREMISE.finditer(text, start, end):
        if len(text[start : match.start()].split()) > 3:
            return match.end()
    return None
