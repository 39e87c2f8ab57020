"""Lines that stand at the head or foot of page after page: page numbers, running titles, markings."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from probandum.model.exhibit import Locator

EDGE = 2
"""Lines looked at on either edge of a page."""
PAGES = 3
SHARE = 0.75
"""Part of the pages from which on a line is the page's and not the text's."""
LONGEST = 200
NUMBER = re.compile(r"(?<![\w.-])\d{1,4}(?![\w-]|\.\d)")
ONLY_NUMBER = re.compile(
    r"\W{0,3}(?:page |seite |стр\. ?|第)?\d{1,4}(?: ?(?:of|/|von|de|sur|из) ?\d{1,4})?\W{0,3}", re.IGNORECASE
)

Range = tuple[int, int]


def furniture(pages: Mapping[int, str]) -> tuple[dict[int, Range], dict[str, list[Locator]]]:
    """Return for each page which characters are its text, and the repeated lines with the places that were left out.

    A number in the outermost line may count up with the pages; any other difference, and the line is text. A page
    keeps something of its text.
    """
    edges = {number: list(_edges(text)) for number, text in pages.items()}
    seen: dict[tuple[bool, str], set[int]] = defaultdict(set)
    for number, lines in edges.items():
        for top, where, line in lines:
            for key in _keys(line, number, _is_outermost(where, pages[number])):
                seen[top, key].add(number)
    enough = max(PAGES, SHARE * len(pages))
    kept: dict[int, Range] = {}
    dropped: defaultdict[str, list[Locator]] = defaultdict(list)
    for number, text in pages.items():
        start, end = 0, len(text)
        for top, (left, right), line in edges[number]:
            keys = _keys(line, number, _is_outermost((left, right), text))
            common = [key for key in keys if len(seen[top, key]) >= enough]
            touches = left <= start if top else right >= end
            rest = text[right:end] if top else text[start:left]
            if not common or not touches or not rest.strip():
                continue
            dropped[_shown(common)].append(Locator("page", left, right, number))
            start, end = (max(start, right), end) if top else (start, min(end, left))
        kept[number] = (min(start, end), end)
    return kept, dict(dropped)


def _edges(text: str) -> Iterator[tuple[bool, Range, str]]:
    """Yield the filled lines at the head of a page from the top, then those at its foot from the bottom.

    The range of a line holds the line breaks beside it, towards the edge and towards the text.
    """
    spans = [found.span() for found in re.finditer(r"[^\r\n]+", text)]
    filled = [span for span in spans if text[slice(*span)].strip()]
    at = 0
    for index, (left, right) in enumerate(filled[:EDGE]):
        after = filled[index + 1][0] if index + 1 < len(filled) else len(text)
        yield True, (at, after), text[left:right].strip()
        at = after
    at = len(text)
    for index in range(len(filled) - 1, max(len(filled) - 1 - EDGE, -1), -1):
        left, right = filled[index]
        before = filled[index - 1][1] if index else 0
        yield False, (before, at), text[left:right].strip()
        at = before


def _is_outermost(where: Range, text: str) -> bool:
    return where[0] == 0 or where[1] == len(text)


def _keys(line: str, page: int, outermost: bool) -> Iterator[str]:
    """Yield the line as it is, and, of the outermost, with each of its numbers as a distance from the page's."""
    if len(line) > LONGEST:
        return
    yield line
    if not outermost or not (ONLY_NUMBER.fullmatch(line) or re.search(r"[^\W\d_]{2}", line)):
        return
    for found in list(NUMBER.finditer(line))[:4]:
        yield f"{line[: found.start()]}\0{int(found[0]) - page}\0{line[found.end() :]}"


def _shown(keys: list[str]) -> str:
    return re.sub("\0[^\0]*\0", "#", keys[0])
