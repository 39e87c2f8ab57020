r"""Undoing what authors do to indicators so that nobody clicks on them, with the way back to the text as written.

Understood: ``hxxp``, ``hXXps``, ``h**p``, ``htxp``, ``meow``, ``fxp``; ``[:]``, ``[://]``, ``[:]//``, ``:[//]``, ``[/]``;
``[.]``, ``(.)``, ``{.}``, ``<.>``, halves of them (``[.``, ``.]``), ``\.``; ``[dot]``, ``(dot)``, ``{dot}``, ``<dot>``;
``[at]``, ``(at)``, ``[@]``, ``(@)`` and the like. Spaces count only inside brackets, and one on each side of a bracketed
sign.
"""

import re
from bisect import bisect_right

_TOKEN = re.compile(
    r"""
      [\[({<][ ]?(?:\.|@|[dD][oO][tT]|[aA][tT])[ ]?[\])}>]     # [.] (dot) { . } [@] <at>
    | [\[({<]\.(?=\w) | \.[\])}>](?=\w) | \\\.(?=\w)           # halves: [.  .]  \.
    | \[:\] | \[:?//\] | \[/\]                              # [:] [://] [//] [/]
    | [hH](?:[xX]{2}|[tT][xX]|[xX][tT]|\*\*|__)[pP](?=[sS]?\W{1,4}/)
    | [mM][eE][oO][wW](?=[sS]?\W{1,4}/) | [fF][xX][pP](?=\W{1,4}/)
    """,
    re.VERBOSE,
)
_LETTERS = "hHmMfF"
_SCHEME = "[:/"


class Refanged:
    """A text with its indicators made whole.

    Attributes:
        text: the refanged text.
    """

    def __init__(self, text: str, starts: tuple[int, ...], origins: tuple[int, ...]) -> None:
        self.text = text
        self._starts = starts  # where each piece starts in the refanged text
        self._origins = origins  # where each piece starts in the original

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters [start, end) of the refanged text stand in the original, signs taken whole."""
        first, last = self._piece(start), self._piece(end - 1)
        begin = self._origins[first] + (start - self._starts[first] if first % 2 == 0 else 0)
        if last % 2:
            return begin, self._origins[last + 1]
        return begin, self._origins[last] + end - self._starts[last]

    def changed(self, start: int, end: int) -> bool:
        """Return whether characters [start, end) of the refanged text were written otherwise."""
        first, last = self._piece(start), self._piece(end - 1)
        return first != last or first % 2 == 1

    def _piece(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1


def refang(text: str) -> Refanged:
    """Return the text refanged, in time linear in its length; pieces as written and pieces replaced alternate."""
    pieces: list[str] = []
    starts, origins = [], []
    position = length = 0
    for match in _TOKEN.finditer(text):
        span = _sign(text, match, position)
        if span is None:
            continue
        for piece, origin in ((text[position : span[0]], position), (_plain(match[0]), span[0])):
            pieces.append(piece)
            starts.append(length)
            origins.append(origin)
            length += len(piece)
        position = span[1]
    pieces.append(text[position:])
    return Refanged("".join(pieces), (*starts, length), (*origins, position))


def _sign(text: str, match: re.Match[str], position: int) -> tuple[int, int] | None:
    """Return the extent of a sign with a space on either side, or None where no word stands on both sides."""
    start, end = match.span()
    if match[0][0] in _LETTERS:
        before = text[max(start - 1, 0) : start]
        return None if before.isalnum() and before.isascii() else (start, end)
    if match[0][1] in _SCHEME:
        return start, end
    if text[start - 1 : start] == " " and start - 1 > position and match[0][-1] in "])}>":
        start -= 1
    if text[end : end + 1] == " " and match[0][0] in "[({<" and match[0][-1] in "])}>":
        end += 1
    before, after = text[start - 1 : start], text[end : end + 1]
    joined = start == position and position > 0
    return (
        (start, end)
        if (joined or before.isalnum() or before in tuple("])}>_-")) and after.isalnum()
        else None
    )


def _plain(sign: str) -> str:
    low = sign.lower()
    if "@" in low or "at" in low:
        return "@"
    if "." in low or "dot" in low:
        return "."
    if low[0] == "f":
        return "ftp"
    if low[0] in "hm":
        return "http"
    return low.strip("[]")
