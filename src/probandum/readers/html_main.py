"""Which blocks of a page are its main text.

trafilatura decides (precision first); its output is laid back on the blocks of the page, so that every word keeps its
place. What it leaves out between these blocks, or beside them in the same element, is kept unless it is all link: it
takes lists for navigation, and lists of indicators are evidence. Pages that would make it slow (it is quadratic in
inline elements) or are too deep for its parser, and pages of which it makes nothing, go by a rule of their own: all
that is shown, outside navigation and forms.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterator

from probandum.readers.html_elements import ASIDE, HIDDEN, SHOWN
from probandum.readers.html_tokens import SPECIAL, SPECIAL_PRE, Block, Page, Run, unescape

SIZE = 5_000_000
ELEMENTS = 15_000
INLINES = 4_000
DEPTH = 200
SHINGLE = 4
SHARE = 0.6
"""Part of a block's word sequences that must be in trafilatura's text."""

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
READ = frozenset({SHOWN, ASIDE})
Words = tuple[str, ...]


def pieces(text: str, run: Run) -> Iterator[tuple[int, int, str | None]]:
    """Yield (start, end, replacement): character references resolved, runs of white space one space; None: as it is."""
    at = run.start
    for match in (SPECIAL_PRE if run.pre else SPECIAL).finditer(text, run.start, run.end):
        found = match[0]
        put = unescape(found) if found[0] == "&" else " "
        if put == found:
            continue
        rest = _unused(found, put)
        if match.start() > at:
            yield at, match.start(), None
        at = match.end() - rest
        yield match.start(), at, put[: len(put) - rest]
    if at < run.end:
        yield at, run.end, None


def _unused(reference: str, put: str) -> int:
    """Count the letters at the end that a reference did not need: ``&notit;`` is ``¬`` and ``it;``."""
    rest = 0
    while (
        reference[0] == "&" and reference[1] != "#" and rest < len(put) - 1 and put[~rest] == reference[~rest]
    ):
        rest += 1
    return rest


def plain(text: str, block: Block, kinds: frozenset[int]) -> str:
    """Return a block's text as a reader sees it."""
    runs = (run for run in block.runs if run.kind in kinds)
    parts = (text[start:end] if put is None else put for run in runs for start, end, put in pieces(text, run))
    return "".join(parts).strip()


def choose(text: str, page: Page) -> tuple[list[Block], str]:
    """Return the blocks of the main text, in order, and why trafilatura did not decide (empty where it did)."""
    why = _too_much(text, page)
    if not why:
        found, why = _extracted(text)
        blocks = _aligned(text, page, found) if found else []
        if blocks:
            return blocks, ""
        why = why or "its main text could not be told apart"
    for kinds in (frozenset({SHOWN}), READ):
        blocks = [block for block in page.blocks if any(run.kind in kinds for run in block.runs)]
        blocks = [block for block in blocks if plain(text, block, kinds)]
        if blocks:
            return blocks, why
    return [], why


def _too_much(text: str, page: Page) -> str:
    if len(text) > SIZE or page.elements > ELEMENTS or page.inlines > INLINES:
        return f"it is very large ({len(text)} characters, {page.elements} elements)"
    return f"its elements are nested {page.depth} deep" if page.depth > DEPTH else ""


def _extracted(text: str) -> tuple[str, str]:
    """Return trafilatura's text, and what went wrong."""
    import trafilatura
    from lxml.etree import LxmlError

    logger = logging.getLogger("trafilatura")
    if not logger.handlers:
        # Without a handler, Python prints its warnings about hostile pages to the user's terminal.
        logger.addHandler(logging.NullHandler())
    try:
        found = trafilatura.extract(text, favor_precision=True, include_comments=False, include_tables=True)
    except (
        LxmlError,
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        AssertionError,
        RecursionError,
    ) as error:
        return "", f"trafilatura failed on it ({type(error).__name__})"
    return found or "", ""


def _aligned(text: str, page: Page, found: str) -> list[Block]:
    """Return the blocks that an extracted text is made of; none where less than nine tenths of it are found again."""
    wanted = words(found)
    sequences = set(zip(*(wanted[index:] for index in range(SHINGLE)), strict=False))
    lines = {words(part) for line in found.split("\n") for part in (line, *line.split("|"))}
    matched: list[Block] = []
    size = 0
    for block in page.blocks:
        own = words(plain(text, block, READ))
        if own and _holds(own, sequences, lines):
            matched.append(block)
            size += len(own)
        elif any(run.kind == HIDDEN for run in block.runs):
            unseen = words(plain(text, block, frozenset({HIDDEN})))
            size += len(unseen) if unseen and _holds(unseen, sequences, lines) else 0
    if not matched or size < 0.9 * len(wanted):
        return []
    return _filled(text, page, matched)


def _filled(text: str, page: Page, matched: list[Block]) -> list[Block]:
    """Add what the page shows among the blocks that were matched, and its first heading."""
    kept = {id(block) for block in matched}
    counts = Counter(block.container for block in matched)
    homes = {home for home, count in counts.items() if count >= max(3, len(matched) // 5)}
    first, last = matched[0].runs[0].start, matched[-1].runs[0].start
    out = []
    for block in page.blocks:
        among = first <= block.runs[0].start <= last or block.container in homes
        shown = all(run.kind in (SHOWN, HIDDEN) for run in block.runs)
        linked = all(run.link or text[run.start : run.end].isspace() for run in block.runs)
        wanted = shown and (block is page.heading or (among and not linked))
        if id(block) in kept or (wanted and plain(text, block, READ)):
            out.append(block)
    return out


def _holds(own: Words, sequences: set[Words], lines: set[Words]) -> bool:
    if own in lines:
        return True
    count = len(own) - SHINGLE + 1
    return count > 0 and sum(own[at : at + SHINGLE] in sequences for at in range(count)) >= SHARE * count


def words(text: str) -> Words:
    """Return the words of a text, case folded; each Chinese, Japanese or Korean character is one."""
    return tuple(WORD.findall(text.casefold()))
