"""What the first lines of a text say about it: title, author, date, and who speaks."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from probandum.readers import chrome
from probandum.readers.dating import LINE, Source, in_dateline, in_line, in_title, unclear
from probandum.readers.month_names import MODIFIED, PUBLISHED

FIRST_LINES = 14
SAMPLE = 20_000
BYLINE = re.compile(
    r"(?i:(?:posted |written |reported )?(?:by|von|par|por|автор|作者|كتب|authors?)(?: ?[::] ?| ))(?P<author>(?:[Tt]he )?[^\W\d_a-z][^\n]{1,78}?)\.?"
)
TURN = re.compile(
    r"(?:Q|A|Question|Answer|Spokesperson|To|Subject|Date|问|答|問|Вопрос|Ответ|Frage|Antwort)\s?[::]"
)
LABEL = re.compile(
    r"(?:press|news|media) release|for immediate release|press statement|statement|announcement|advisory|alert|exclusive|from:"
    r"|communiqué(?: de presse)?|pressemitteilung|pressemeldung|comunicado(?: de prensa)?|пресс-релиз|新闻稿|新聞稿|بيان صحفي",
    re.IGNORECASE,
)
BODIES = r"(?:Department|Ministry|Office|Embassy|Agency|Bureau|Consulate|Commission|Directorate|Centre|Center|Authority|Government|Mission|Secretariat|Council|Court|Parliament)"
ORGANISATION = re.compile(
    rf"(?:the )?(?:[A-Z][\w.'’-]* ){{0,6}}{BODIES}(?: (?:of|for|in|to)(?: (?:of|for|in|to|the|and|&|[A-Z][\w'’-]*)){{1,14}})?"
)
AGENCY = re.compile(r"[^\W\d_a-z]{3,}[^\n()]{0,60}\((?P<agency>[A-Z][\w/&. ]{1,24})\)\s*[–—-]+\s")


BARE_LABEL = re.compile(rf"(?:{PUBLISHED}|{MODIFIED})(?:\s?[::].{{0,60}})?", re.IGNORECASE)


class Heading(NamedTuple):
    """What the first lines say.

    Attributes:
        title, author: empty where there is none.
        body: where the running text begins.
        dates: what they say of the date.
        note: why something like a date is none.
        publisher: an authority named in a line of its own, or the news agency of a dateline.
        publisher_basis: where.
    """

    title: str = ""
    author: str = ""
    body: int = 0
    dates: tuple[Source, ...] = ()
    note: str = ""
    publisher: str = ""
    publisher_basis: str = ""


class _Line(NamedTuple):
    start: int
    end: int
    words: str
    where: str
    kind: str
    dates: tuple[Source, ...]


def heading(text: str, numbers: Sequence[int] = ()) -> Heading:
    """Return what the first lines of a text say.

    Args:
        text: without page chrome.
        numbers: the number in the file of each of its first lines; none where the file has no lines.
    """
    lines = list(_lines(text, numbers))
    if not lines:
        return Heading()
    title = _title(text, lines)
    head = [line for line in lines if line.kind != "prose"]
    dates = [source for line in head for source in line.dates]
    dates += in_dateline(lines[-1].words, lines[-1].where) if lines[-1] is not title else []
    name = title.words.lstrip("# ").strip("* ") if title else ""
    publisher, basis = _speaker(lines, title)
    last = max(
        (line.end for line in head if line is title or line.kind not in ("candidate", "turn")), default=0
    )
    bylines = (BYLINE.fullmatch(line.words[:100]) for line in head if line.kind == "byline")
    return Heading(
        name,
        next((found["author"] for found in bylines if found), ""),
        _skip(text, last) if title or dates else 0,
        (*dates, *in_title(name)),
        next((note for line in head if (note := unclear(line.words, line.where))), ""),
        publisher,
        basis,
    )


def _lines(text: str, numbers: Sequence[int]) -> Iterator[_Line]:
    """Yield the first filled lines up to the first sentence, this one included."""
    start, filled = 0, 0
    for index in range(5 * FIRST_LINES):
        end = text.find("\n", start, SAMPLE)
        end = min(len(text), SAMPLE) if end < 0 else end
        words = text[start:end].strip()
        if words:
            number = numbers[index] if index < len(numbers) else index + 1
            where = f"line {number}" if numbers else f"line {number} of the text"
            line = _classified(start, end, words, where)
            filled += 1
            if filled == 1 and line.kind == "prose" and _is_title(words) and words[-1] not in ".。!؟!":
                line = line._replace(kind="candidate")
            yield line
            if line.kind in ("prose", "turn") or filled >= FIRST_LINES:
                return
        start = end + 1
        if start >= min(len(text), SAMPLE):
            return


def _classified(start: int, end: int, words: str, where: str) -> _Line:
    dates = tuple(in_line(words, where))
    kind = "candidate"
    if dates or unclear(words, where):
        kind = "date"
    elif TURN.match(words):
        kind = "turn"
    elif len(words) <= 100 and BYLINE.fullmatch(words):
        kind = "byline"
    elif LABEL.fullmatch(words[:LINE]) or (len(words) <= LINE and BARE_LABEL.fullmatch(words)):
        kind = "label"
    elif chrome.is_prose(words):
        kind = "prose"
    elif len(words) <= LINE and ORGANISATION.fullmatch(words):
        kind = "organisation"
    return _Line(start, end, words, where, kind, dates)


def _title(text: str, lines: Sequence[_Line]) -> _Line | None:
    """Return the line that is the title: one that stands apart from what follows, or before date, author or label."""
    ends = lines[-1].kind in ("prose", "turn")
    for kinds in (("candidate",), ("organisation",)):
        for index, line in enumerate(lines):
            if line.kind not in kinds or not _is_title(line.words):
                continue
            following = lines[index + 1] if index + 1 < len(lines) else None
            said = following is not None and following.kind in ("date", "byline", "label", "organisation")
            gap = following is None or "\n" in text[line.end : following.start].replace("\n", "", 1)
            apart = (
                gap or following is None or len(following.words) > 120 or following.kind in ("prose", "turn")
            )
            if _wrapped(text, lines[index - 1] if index else None, line, following):
                continue
            closed = line.words[-1] not in ".,;:{" or line.words.endswith(("...", "U.S.", "Inc."))
            if (said or (apart and closed)) and (index == 0 or ends):
                return line
    return None


def _wrapped(text: str, before: _Line | None, line: _Line, following: _Line | None) -> bool:
    """Tell a line of a wrapped paragraph: it goes on in small letters right below, or began right above."""
    return any(
        one.kind == "candidate" and other.kind in ("candidate", "prose") and other.words[0].islower()
        for one, other in ((before, line), (line, following))
        if one and other and text.count("\n", one.end, other.start) == 1
    )


def _is_title(line: str) -> bool:
    words = len(line.split()) + len(chrome.DENSE.findall(line[:300])) // 2
    return 2 <= words <= 40 and len(line) <= 250 and line[0] not in "<>{[|*-="


def _speaker(lines: Sequence[_Line], title: _Line | None) -> tuple[str, str]:
    for before, line in zip((None, *lines), lines, strict=False):
        named = (
            before is not None
            and before.words.casefold() == "from:"
            and line.kind in ("candidate", "organisation")
        )
        if line is not title and title is not None and (named or line.kind == "organisation"):
            return line.words, line.where
    agency = AGENCY.match(lines[-1].words)
    return (agency["agency"], f"dateline, {lines[-1].where}") if agency else ("", "")


def _skip(text: str, at: int) -> int:
    found = re.compile(r"\s*").match(text, at)
    return found.end() if found else at
