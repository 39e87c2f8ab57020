"""When a document is from: one day with where it is read, or bounds with reasons; never a guess."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from probandum.readers.dates import MONTH_YEAR, Day, days
from probandum.readers.month_names import MODIFIED, MONTHS, PUBLISHED, WEEKDAY

LINE = 160
"""Characters of a line that may be a date and little else."""
PAST_SAMPLE = 200_000
SENTENCE = 600
REASON = 140

CLOCK = (
    r"(?:[T ,\-–—]{1,3}(?:at |um |à |в |a las )?\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?uhr)? ?(?:[ap]\.?m\.?)?"
    r" ?(?:[A-Z]{1,5}|[+-]\d{2}:?\d{2}|\([^()]{1,20}\))?)?"
)
BEFORE = re.compile(
    rf"(?:(?P<modified>{MODIFIED})|(?P<label>{PUBLISHED}))?\s?[::]?\s*(?:(?:{WEEKDAY}),?\s*(?:den |the |le )?)?[(\[]?",
    re.IGNORECASE,
)
PLACE = re.compile(r"(?![^,]*\d)[^\W\d_a-z][^\n,]{1,40},\s*(?:den |le |the )?")
AFTER = re.compile(
    rf"{CLOCK}\s?(?:г\.?|года|р\.)?[)\]]?(?:\s*[|·•–—/-]\s*.{{0,80}}|,? (?:by|von|par|por) .{{0,80}})?\.?",
    re.IGNORECASE,
)
LINE_PARTS = re.compile(r"\s*[|·•]\s*")
DATELINE = re.compile(r"[^\W\d_a-z][^\n]{0,40}?[,(]\s?")
DATELINE_END = re.compile(r"\)?\s?(?:\([A-Z][\w/ &.]{1,24}\))?\s*[–—-]")
TITLE_GENRE = re.compile(
    r"press conference|briefing|transcript|interview|speech|testimony|hearing|bulletin|记者会|記者會|答记者问|谈话|会見",
    re.IGNORECASE,
)
UNCLEAR = re.compile(
    rf"(?:(?:{PUBLISHED})\s?[::]?\s*)?(?P<short>\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2}})"
    r"|(?P<other>(?:中華民國|民國|令和|平成|昭和|พ\.ศ\.)\s?.{1,20}|\d{1,2} .{3,30} \d{4}\s?هـ?)",
    re.IGNORECASE,
)

MENTIONS = 500
NEAR = 40
ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
YEAR = re.compile(
    r"\b(?:in|since|during|throughout|of|early|late|mid|as early as|back in)[ -](?:the year )?(?P<year>(?:19|20)\d\d)\b(?![-./]\d)",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:was|were|had|did|has|have|became|began|took|said|saw|gave|found|came|went|led|made|rose|fell|grew|held|[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
FUTURE = re.compile(
    r"\b(?:will|shall|would|should|may|could|by|until|till|to be|plans?|planned|scheduled|expected|due|targets?|goals?|forecast|projected|if|unless)\b",
    re.IGNORECASE,
)
WHOLE_YEAR = re.compile(
    r"\bannual(?:ised)? (?:growth|increase|decrease|total|rate|average|revenue|turnover|figures?)|\byear[- ]on[- ]year|\bfull[- ]year"
    r"|\bin all of|\bthe whole (?:of|year)|\bover the whole",
    re.IGNORECASE,
)


class Source(NamedTuple):
    """A day that something says of the document.

    Attributes:
        first: the earliest day or moment that it may mean (RFC 3339).
        last: the latest.
        basis: where it stands.
        modified: it is of a later change, not of the first publication.
        weak: it is of the file or of something else near the text.
    """

    first: str
    last: str
    basis: str
    modified: bool = False
    weak: bool = False


class Dating(NamedTuple):
    """What is known of the day of a document; fields as in ``Text``."""

    published: str = ""
    published_basis: str = ""
    not_before: str = ""
    not_before_basis: str = ""
    not_after: str = ""
    not_after_basis: str = ""


def in_line(line: str, where: str) -> list[Source]:
    """Return what a line says that is a date and little else, or nothing."""
    if len(line) > LINE or not re.search(r"\d", line):
        return []
    found = []
    for part in LINE_PARTS.split(line):
        for day in days(part):
            start = BEFORE.match(part)
            placed = PLACE.match(part)
            free = (start and start.end() >= day.start) or (placed and placed.end() == day.start)
            if free and AFTER.fullmatch(part, day.end):
                modified = bool(start and start["modified"])
                found.append(_source(day, f"{where} “{line}”", modified))
            break
    return found


def in_dateline(line: str, where: str) -> list[Source]:
    """Return the day of a dateline (``GENEVA, July 25, 2020 –``) at the head of a paragraph."""
    head = line[:120]
    for day in days(head):
        if DATELINE.fullmatch(head, 0, day.start) and DATELINE_END.match(head, day.end):
            return [_source(day, f"dateline, {where} “{head[: day.end]}”")]
        break
    return []


def in_title(title: str) -> list[Source]:
    """Return the day that a title ends with in brackets, or that it names for a conference, briefing or interview."""
    found = list(days(title[:300]))
    if len(found) != 1:
        return []
    day = found[0]
    bracketed = title[: day.start].endswith(("(", "(", "[")) and title[day.end :] in (")", ")", "]")
    genre = TITLE_GENRE.search(title) and (day.start == 0 or re.fullmatch(r"[)\]]?", title[day.end :]))
    return [_source(day, "title")] if bracketed or genre else []


def unclear(line: str, where: str) -> str:
    """Say why a line with a date is none: a year of two digits or of another calendar; empty where it is no such line."""
    found = UNCLEAR.fullmatch(line.strip()) if len(line) <= 80 else None
    if not found:
        return ""
    why = "has a year of two digits" if found["short"] else "goes by another calendar"
    return f"{where} “{line}” {why}: not converted"


def _source(day: Day, basis: str, modified: bool = False) -> Source:
    return Source(day.first, day.last, basis[: REASON + 40], modified)


def decide(sources: Sequence[Source], text: str = "", language: str = "", note: str = "") -> Dating:
    """Return the day of a document, or its bounds.

    Args:
        sources: what says something, the best first.
        text: the running text, for what it speaks of as past; only looked at where there is no day.
        language: of the text; only English is understood here.
        note: why something that looks like a date is none.
    """
    certain = [one for one in sources if one.first[:10] == one.last[:10] and not one.modified]
    best = next((one for one in certain if not one.weak), certain[0] if certain else None)
    changed = [one for one in sources if one.modified]
    if best is not None:
        said = [f"{one.basis} says {one.first}" for one in certain if one.first[:10] != best.first[:10]]
        said += [
            f"last changed {one.first}, {one.basis}" for one in changed if one.first[:10] != best.first[:10]
        ]
        basis = "; ".join(dict.fromkeys((best.basis, *said)))
        return Dating(best.first, basis)
    return _bounded(sources, changed, past(text[:PAST_SAMPLE]) if language == "en" else ("", ""), note)


def _bounded(
    sources: Sequence[Source], changed: Sequence[Source], past: tuple[str, str], note: str
) -> Dating:
    """Return the bounds that uncertain dates, later changes and what is told as past set."""
    lower, upper = [past] if past[0] else [], []
    for one in sources:
        if not one.modified:
            reason = f"{one.basis} is {one.first} or {one.last}"
            lower.append((one.first, reason))
            upper.append((one.last, reason))
            break
    upper += [(one.last[:10], f"last changed, {one.basis}") for one in changed]
    first, last = max(lower, default=("", "")), min(upper, default=("", ""))
    if first[0] and last[0] and first[0] > last[0]:
        clash = f"{first[1]} ({first[0]}) contradicts {last[1]} ({last[0]})"
        return Dating("", "; ".join(filter(None, (note, clash))))
    return Dating("", note, *first, *last)


def past(text: str) -> tuple[str, str]:
    """Return the latest day that an English text speaks of as past, and the reason; two empty strings for none.

    A year gives its first day, for nothing says when in it; where the sentence speaks of the whole year, the day after.
    """
    best = ("", "")
    for start, end, day, whole in _mentions(text):
        if day <= best[0] and whole <= best[0]:
            continue
        sentence = _sentence(text, start, end)
        if not PAST.search(sentence) or FUTURE.search(sentence):
            continue
        full = whole > day and WHOLE_YEAR.search(sentence)
        shown = sentence if len(sentence) <= REASON else f"{sentence[:REASON].rstrip()} …"
        why = "speaks of the whole year as past" if full else "speaks of it as past"
        best = max(best, (whole if full else day, f"the text {why}: “{shown}”"))
    return best


def _mentions(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield (start, end, first day, day after the whole year) for the day, month or year around each year."""
    for found in islice(ANY_YEAR.finditer(text), MENTIONS):
        shift = max(found.start() - NEAR, 0)
        near = text[shift : found.end() + NEAR]
        at = found.start() - shift
        day = next((day for day in days(near) if day.start <= at < day.end), None)
        if day is not None:
            if day.certain:
                yield shift + day.start, shift + day.end, day.first, day.first
            continue
        month = next((one for one in MONTH_YEAR.finditer(near) if one.start("year") == at), None)
        if month:
            first = f"{month['year']}-{MONTHS[month['month'].casefold()]:02}-01"
            yield shift + month.start(), found.end(), first, first
            continue
        alone = next((one for one in YEAR.finditer(near) if one.start("year") == at), None)
        if alone:
            year = int(found[0])
            yield shift + alone.start(), found.end(), f"{year}-01-01", f"{year + 1}-01-01"


def _sentence(text: str, start: int, end: int) -> str:
    head, tail = text[max(start - SENTENCE, 0) : start], text[end : end + SENTENCE]
    before = list(re.finditer(r"[.!?][\"'”’)\]]?\s+|\n", head))
    after = re.search(r"[.!?][\"'”’)\]]?(?=\s|$)|\n", tail)
    left = head[before[-1].end() :] if before else head
    return f"{left}{text[start:end]}{tail[: after.end()] if after else tail}".strip()
