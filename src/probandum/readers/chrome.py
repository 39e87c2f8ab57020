"""The page around the text, where a web page was saved as plain text: menus, breadcrumbs, share and rights lines.

Only the head and the tail are looked at, and nothing is left out unless a line says by itself that it is chrome: a
breadcrumb, two or more words of menus, a line about rights or sharing. Lists of indicators look like menus too.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from probandum.readers.chrome_words import (
    CRUMB,
    CRUMB_LEAD,
    DECISIVE,
    FOOT,
    MENU,
    NOT_OWNER,
    RIGHTS,
    RIGHTS_WORDS,
    SHARE,
    STARTS,
)

HEAD = 100
TAIL = 60
FOOT_SIZE = 6_000
LONGEST = 400
"""Characters of a line that are looked at: a longer one is no line of a menu."""
ENDS = re.compile(r"[.?!。？！؟…][\"'”’»)\]]*$")
SUFFIX = re.compile(r"\s+[|·–—-]\s+")
PIPES = re.compile(r"\s*[|•·]\s*")
ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){2,}")
SENTENCE = re.compile(r"(?<=\w{4})\. (?=[A-Z])")
DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


class Line(NamedTuple):
    """Start and end in the text, and the line without white space around it."""

    start: int
    end: int
    words: str


class Trim(NamedTuple):
    """What of a text is page chrome.

    Attributes:
        head: where the main text begins.
        tail: where it ends.
        among: lines of chrome between title and running text, as (start, end).
        site: name of the site by a repeated title (``Title | Site``), empty where there is none.
        rights: the line on rights, empty where there is none.
    """

    head: int
    tail: int
    among: tuple[tuple[int, int], ...] = ()
    site: str = ""
    rights: str = ""


def trim(text: str) -> Trim:
    """Tell the chrome of a text; all of it is kept where nothing would be left."""
    tail = _tail_start(text)
    filled = _head_lines(text[:tail] if tail < len(text) else text)
    notice = rights(text)
    banner = owner(notice).casefold()
    site, repeated = _repeated(filled)
    cut = _cut(filled, repeated)
    for index in range(cut, len(filled)):
        known = filled[index].words.casefold() == banner or is_furniture(filled[index].words)
        if not known or (cut == 0 and index == 0):
            break
        cut = index + 1
    head = filled[cut - 1].end if cut else 0
    if not text[head:tail].strip():
        return Trim(0, len(text), rights=notice)
    among = tuple(
        (line.start, line.end)
        for index, line in enumerate(filled)
        if index >= max(cut, 1) and (is_furniture(line.words) or index in repeated)
    )
    return Trim(head, tail, among, site, notice)


def owner(line: str) -> str:
    """Return whose the rights are by a line about rights; empty where it names nobody."""
    name = re.sub(r"\s+", " ", NOT_OWNER.sub(" ", line)).strip(" .,;:|–-")
    return SENTENCE.split(name, maxsplit=1)[0][:120]


def rights(text: str) -> str:
    """Return the last line about rights among the last lines of a text; empty where there is none."""
    # A line that the cut would halve is none of the last ones.
    foot = text if len(text) <= FOOT_SIZE else text[-FOOT_SIZE:].partition("\n")[2]
    low = foot.lower()
    if not any(word in low for word in RIGHTS_WORDS):
        return ""
    return next((line.words for line in _last(foot) if line.words and is_rights(line.words)), "")


def is_prose(line: str) -> bool:
    """Tell a sentence from a heading or menu item."""
    words = len(line.split())
    dense = len(DENSE.findall(line[:LONGEST]))
    return words >= 20 or dense >= 40 or ((words >= 8 or dense >= 12) and bool(ENDS.search(line)))


def is_rights(line: str) -> bool:
    """Tell a line that says whose the page is."""
    return len(line) <= LONGEST and bool(RIGHTS.fullmatch(line))


def is_furniture(line: str) -> bool:
    """Tell a line that only asks to share, print or comment, or says how long reading takes."""
    return len(line) <= LONGEST and bool(SHARE.fullmatch(line))


def is_foot(line: str) -> bool:
    """Tell a line that stands below a text and is no part of it."""
    return is_furniture(line) or is_rights(line) or (len(line) <= LONGEST and bool(FOOT.fullmatch(line)))


def _head_lines(text: str) -> list[Line]:
    """Return the filled lines before the first sentence; none where no sentence follows."""
    found: list[Line] = []
    for line in _first(text):
        if not line.words:
            continue
        if is_prose(line.words) and not FOOT.fullmatch(line.words[:LONGEST]):
            return found
        found.append(line)
    return []


def _repeated(filled: Sequence[Line]) -> tuple[str, frozenset[int]]:
    """Return the site's name and the lines that give the title once more with it, as a page's ``title`` does."""
    for index, line in enumerate(filled[:20]):
        for later in filled[index + 1 : index + 40]:
            rest = line.words[len(later.words) :]
            if len(later.words.split()) >= 3 and line.words.startswith(later.words) and SUFFIX.match(rest):
                return SUFFIX.sub("", rest, count=1).strip()[:120], frozenset([index])
    return "", frozenset()


def _cut(filled: Sequence[Line], repeated: frozenset[int]) -> int:
    """Return how many of the lines before the first sentence are chrome."""
    menus = []
    for index, line in enumerate(filled):
        words = line.words
        if _is_crumb(words) and _are_menu(filled[:index], repeated):
            return index + 1
        if MENU.fullmatch(words[:LONGEST]) or _is_pipes(words) or FOOT.fullmatch(words[:LONGEST]):
            menus.append(index)
    if not menus or not _are_menu(filled[: menus[-1] + 1], repeated):
        return 0
    among = filled[: menus[-1] + 1]
    decisive = any(DECISIVE.fullmatch(line.words) or _is_pipes(line.words) for line in among)
    sure = decisive or bool(repeated) or len(menus) >= 3 or (len(menus) == 2 and menus[-1] >= 3)
    return menus[-1] + 1 if sure else 0


def _tail_start(text: str) -> int:
    """Return where the main text ends: the text's length, or the start of a line of chrome.

    One line of one word (``Print``) may be a word of the text; two are chrome.
    """
    cut, told = len(text), 0
    for start, _, line in _last(text):
        if line and is_foot(line):
            cut = start
            told += 2 if " " in line or is_rights(line) or not line.isascii() else 1
        elif line and not _is_short(line):
            break
    return cut if told >= 2 else len(text)


def _is_crumb(line: str) -> bool:
    parts = CRUMB.split(CRUMB_LEAD.sub("", line[:300], count=1))
    short = all(part and len(part) <= 80 and not re.search(r"[\d/\\@={}]", part) for part in parts)
    return short and (len(parts) >= 3 or (len(parts) == 2 and bool(STARTS.fullmatch(parts[0]))))


def _is_pipes(line: str) -> bool:
    """Tell a menu on one line: ``Home | News | Contact``."""
    parts = PIPES.split(line[:LONGEST])
    short = all(part and len(part.split()) <= 4 and not re.search(r"[\d.@/\\]", part) for part in parts)
    return len(parts) >= 3 and short and any(MENU.fullmatch(part) for part in parts)


def _are_menu(lines: Sequence[Line], repeated: frozenset[int]) -> bool:
    return all(
        index in repeated
        or _is_short(line.words)
        or MENU.fullmatch(line.words[:LONGEST])
        or is_foot(line.words)
        or _is_pipes(line.words)
        for index, line in enumerate(lines)
    )


def _is_short(line: str) -> bool:
    """Tell a line of a menu: few words, and nothing that an indicator or a sentence needs."""
    bare = ABBREVIATION.sub("", line[:61])
    return len(line) <= 60 and len(line.split()) <= 8 and not re.search(r"[\d.:;?!=@/\\\[\]{}#*<>]", bare)


def _first(text: str) -> Iterator[Line]:
    start = 0
    for _ in range(HEAD):
        end = text.find("\n", start) + 1 or len(text)
        if start >= len(text):
            return
        yield Line(start, end, text[start:end].strip())
        start = end


def _last(text: str) -> Iterator[Line]:
    end = len(text)
    for _ in range(TAIL):
        if end <= 0:
            return
        start = text.rfind("\n", 0, end - 1) + 1
        yield Line(start, end, text[start:end].strip())
        end = start
