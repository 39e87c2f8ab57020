"""Lines of a PDF page → paragraphs: a line break in the middle of a word, address or sentence is none of its own.

What is joined keeps its place: the pieces lead back to the page's text as pdfium gives it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

HASHES = frozenset({32, 40, 56, 64, 96, 128})
"""Hexadecimal digits of MD5, SHA-1, SHA-224, SHA-256, SHA-384, SHA-512."""

FULL = 0.6
"""Part of the page's width from which a line counts as full, in characters: fonts are proportional."""

BREAK = re.compile(r"\r\n|\r|\n")
HYPHEN = re.compile(r"[\ufffe\x02\xad](?:\r\n|\r|\n)?")
"""pdfium's mark for a hyphen at the end of a line, and the soft hyphen."""

BULLET = re.compile(r"\s*(?:[-*•‣▪◦·–—>|]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
ADDRESS = re.compile(r"(?:h(?:tt|xx)ps?|ftp)\b|www\.|\[[.:]|://|[a-zA-Z]:\\|@", re.IGNORECASE)
WHOLE = re.compile(
    r"(?:h(?:tt|xx)ps?|ftp)[:\[]|www[.\[]|\d{1,3}(?:\[?\.\]?\d{1,3}){3}(?![\d.])", re.IGNORECASE
)
"""The beginning of an address of its own."""
ORDINARY = re.compile(
    r"(?:a|after|also|among|an|and|are|as|at|be|because|been|before|both|but|by|can|could|did|do|during|each|for|from|had|has|have|he"
    r"|her|his|how|if|in|into|is|it|its|may|more|most|no|not|of|on|once|one|only|or|other|over|same|she|so|some|such|than|that|the"
    r"|their|them|then|there|these|they|this|those|through|to|two|under|until|up|used|uses|was|we|were|what|when|where|which|while"
    r"|who|whose|will|with|within|would|you|das|den|der|des|die|ein|et|für|ist|la|las|le|les|los|mit|oder|ou|para|par|pour|que|qui"
    r"|sur|una|und|une|von|y|zu|e\.g|i\.e|and/or)[.,;:!?)\]”\"']*|[(\[]?\d{1,4}(?:[.,]\d{1,3})?%?[.,;:!?)\]]*|[(\[].{0,40}",
    re.IGNORECASE,
)
JOINTS = "/?&=#%_~\\"


class Piece(NamedTuple):
    """Characters [start, end) of the page; ``put`` stands for them in the text, None: they themselves."""

    start: int
    end: int
    put: str | None


def width(text: str) -> int:
    """Return how many characters a full line of the page holds: the ninetieth percentile."""
    sizes = sorted(len(line) for line in BREAK.split(text) if line.strip())
    return sizes[len(sizes) * 9 // 10] if sizes else 0


def paragraphs(text: str, known: frozenset[str]) -> Iterator[Piece]:
    """Yield the pieces of a page's text, in order.

    Args:
        text: the page, as pdfium extracts it.
        known: words of the whole document, case folded, to tell a hyphenated word from a compound.
    """
    full = width(text)
    at = 0
    line_start, token = 0, ""
    for match in re.finditer(rf"{HYPHEN.pattern}|{BREAK.pattern}|\x00", text):
        if match.start() > at:
            yield Piece(at, match.start(), None)
        at = match.end()
        mark = match[0][0]
        if mark == "\0":
            put = "\ufffd"
        elif mark in "\r\n":
            line = text[line_start : match.start()]
            token = token + line if token and " " not in line else _last_word(line)
            following = _line_at(text, at)
            put = _joint(line, following, full, token)
            token = token if put == "" else ""
            line_start = at
        else:
            put = _hyphen(text, match, known)
        yield Piece(match.start(), match.end(), put)
    if at < len(text):
        yield Piece(at, len(text), None)


def words(text: str) -> Iterator[str]:
    """Yield words and hyphenated compounds, case folded."""
    for match in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", text):
        yield match[0].casefold()


def _last_word(line: str) -> str:
    return "" if not line or line[-1].isspace() else line[-2_000:].rsplit(None, 1)[-1]


def _line_at(text: str, at: int) -> str:
    found = BREAK.search(text, at)
    return text[at : found.start() if found else len(text)][:2_000]


def _joint(line: str, following: str, full: int, token: str) -> str:
    """Return what stands for a line break: nothing inside a token, a space inside a sentence, else a line feed."""
    if not line.strip() or not following.strip() or BULLET.match(following):
        return "\n"
    if len(line) < FULL * full:
        return "\n"
    after = following.split(None, 1)[0].rstrip(".,;:)") if following[0] not in " \t" else ""
    forced = len(token) > len(line) and len(line) + 1 + len(after) <= full
    if after and line[-1] not in " \t" and _is_one_token(token, after, len(line) >= 0.9 * full, forced):
        return ""
    if " " not in line.strip() and " " not in following.strip():
        return "\n"
    ended = line.rstrip()[-1] in ".!?:。！？" and len(line) < 0.8 * full
    return "\n" if ended else " "


def _is_one_token(before: str, after: str, at_margin: bool, forced: bool) -> bool:
    """Tell whether a token goes on in the next line.

    Args:
        before: what stands of it so far.
        after: first word of the next line.
        at_margin: the line is as long as lines are.
        forced: the token fills lines, and the next word would have had room in this one.
    """
    if re.fullmatch(r"[0-9a-fA-F]{8,128}", before) and re.fullmatch(r"[0-9a-fA-F]{2,128}", after):
        size = len(before) + len(after)
        return len(before) not in HASHES and (size in HASHES or (len(after) not in HASHES and size < 128))
    if not ADDRESS.search(before[-2_000:]) or WHOLE.match(after):
        return False
    if after[0] in JOINTS or re.match(r"[.-][a-z0-9]|\[\.", after):
        return True
    if forced and after[0].islower():
        return True
    # A word or a number that a sentence may go on with is not swallowed, even where the address ends with a slash.
    if ORDINARY.fullmatch(after):
        return False
    if before[-1] in JOINTS:
        return True
    return at_margin and not after[0].isupper() and bool(re.search(r"[/.=&?%_\d]", after))


def _hyphen(text: str, match: re.Match[str], known: frozenset[str]) -> str:
    """Return the hyphen, or nothing where a word was only divided.

    In an address the hyphen is part of it. A word is what the rest of the document says it is.
    """
    left = _last_word(text[max(match.start() - 100, 0) : match.start()])
    right = text[match.end() : match.end() + 100]
    right = "" if not right or right[0].isspace() else right.split(None, 1)[0]
    head, tail = re.search(r"[^\W\d_]+\Z", left), re.match(r"[^\W\d_]+", right)
    if match[0][0] == "\xad":
        return ""
    if not head or not tail or re.search(r"[\d/@\\_\[]|\w\.\w", left + "-" + right):
        return "-"
    if f"{head[0]}-{tail[0]}".casefold() in known:
        return "-"
    return "" if tail[0][0].islower() else "-"
