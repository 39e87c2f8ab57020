r"""Undoing what authors do to indicators so that nobody clicks on them, with the way back to the text as written.

Understood: ``hxxp``, ``hXXps``, ``hxxp[s]``, ``h**p``, ``htxp``, ``httx``, ``meow``, ``fxp``; ``[:]``, ``[://]``,
``[:]//``, ``:[//]``, ``[/]``; ``[.]``, ``(.)``, ``{.}``, ``<.>``, ``[,]``, nested (``[[.]]``) and mixed (``[.)``), halves
of them (``[.``, ``.]``), ``\.``; ``[dot]``, ``(dot)``, ``{dot}``, ``<dot>``; ``[-]``; ``[at]``, ``(at)``, ``[@]``, ``(@)`` and
the like; full stops that IDNA takes for dots (RFC 3490, 3.1); characters without width inside a word. Spaces count
only inside brackets, and one on each side of a bracketed sign.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from probandum.detectors.signs import DISGUISED, signs

_STOPS = "\u3002\uff0e\uff61\u2024"
_WIDTHLESS = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_SIGNS = r"""
      (?<=[\[({<])(?:
          [\[({<]?[ ]?(?:[.,@]|[dD][oO0][tT]|[aA][tT])[ ]?[\])}>]{1,2}      # [.] (dot) { . } [@] <at> [[.]]
        | -\] | \.(?=\w)                                                 # [-] [.
        | (?<=\[)(?::\]|:?//\]|/\]|[sS]\](?=\W{0,3}/)))                  # [:] [://] [//] [/] http[s]
    | (?<=\.)[\])}>](?=\w) | (?<=\\)\.(?=\w)                             # .]  \.
"""
_OTHERS = rf"| (?<=[{_STOPS}]) | (?<=[{_WIDTHLESS}])[{_WIDTHLESS}]*"
_UNUSUAL = _STOPS + _WIDTHLESS
# One class of characters comes first, so that the engine skips all others.
_PLAIN = re.compile(rf"[\[({{<.\\](?:{_SIGNS})", re.VERBOSE)
_ANY = re.compile(rf"[\[({{<.\\{_UNUSUAL}](?:{_SIGNS}{_OTHERS})", re.VERBOSE)
_SCHEMES = re.compile(
    r"""
      [hH](?:(?:[xX]{2,3}|[tT][xX]|[xX][tT]|\*\*|__)[pP]|[xX]{3}|[tT]{2}[xX])(?=[sS]?\W{1,4}/|\[[sS]\])
    | (?:[mM][eE][oO][wW]|[fF][xX][pP])(?=[sS]?\W{1,4}/|\[[sS]\])
""",
    re.VERBOSE,
)
_LETTERS = "hHmMfF"
_SCHEME = ":/sS"


class Refanged:
    """A text with its indicators made whole.

    Attributes:
        text: the refanged text.
    """

    def __init__(self, text: str, starts: tuple[int, ...], origins: tuple[int, ...]) -> None:
        self.text = text
        self._starts = starts  # where each piece starts in the refanged text
        self._origins = origins  # where each piece starts in the original
        self._last = ((-1, -1), (0, 0))  # the pieces that were asked for last, which are asked for again

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters [start, end) of the refanged text stand in the original, signs taken whole."""
        if len(self._starts) == 1:
            return start, end
        first, last = self._pieces(start, end)
        begin = self._origins[first] + (start - self._starts[first] if first % 2 == 0 else 0)
        if last % 2:
            return begin, self._origins[last + 1]
        return begin, self._origins[last] + end - self._starts[last]

    def changed(self, start: int, end: int) -> bool:
        """Return whether characters [start, end) of the refanged text were written otherwise."""
        if len(self._starts) == 1:
            return False
        first, last = self._pieces(start, end)
        return first != last or first % 2 == 1

    def _pieces(self, start: int, end: int) -> tuple[int, int]:
        """Return the pieces of the first and of the last of characters [start, end)."""
        if self._last[0] == (start, end):
            return self._last[1]
        following = bisect_right(self._starts, start)
        last = following
        if following < len(self._starts) and not start < end <= self._starts[following]:
            last = bisect_right(self._starts, end - 1)
        self._last = (start, end), (following - 1, last - 1)
        return self._last[1]


def refang(text: str) -> Refanged:
    """Return the text refanged, in time linear in its length; pieces as written and pieces replaced alternate."""
    pieces: list[str] = []
    starts, origins = [], []
    position = length = 0
    for match in _tokens(text):
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


def _tokens(text: str) -> Iterable[re.Match[str]]:
    """Return signs and disguised schemes by their place; none of a kind begins inside one of the other."""
    found: Iterator[re.Match[str]] = (_ANY if any(map(text.__contains__, _UNUSUAL)) else _PLAIN).finditer(
        text
    )
    places = sorted({at for sign in DISGUISED for at in signs(text).of(sign)})
    schemes = [match for at in places if (match := _SCHEMES.match(text, at))]
    return sorted((*schemes, *found), key=re.Match.start) if schemes else found


def _sign(text: str, match: re.Match[str], position: int) -> tuple[int, int] | None:
    """Return the extent of a sign with a space on either side, or None where no word stands on both sides."""
    start, end = match.span()
    first = match[0][0]
    if first in _LETTERS:
        before = text[max(start - 1, 0) : start]
        return None if before.isalnum() and before.isascii() else (start, end)
    if first in _STOPS or first in _WIDTHLESS:
        around = text[max(start - 1, 0) : start] + text[end : end + 1]
        return (start, end) if _joins(first, around) else None
    if first == "[" and match[0][1] in _SCHEME:
        return start, end
    return _bracketed(text, match, position)


def _joins(first: str, around: str) -> bool:
    """Return whether a full stop of another script or a character without width stands inside an ASCII word."""
    if len(around) < 2 or not around.isascii() or " " in around or "\n" in around:
        return False
    return around.isalnum() if first in _STOPS else around[0].isalnum() or around[1].isalnum()


def _bracketed(text: str, match: re.Match[str], position: int) -> tuple[int, int] | None:
    start, end = match.span()
    if text[start - 1 : start] == " " and start - 1 > position and match[0][-1] in "])}>":
        start -= 1
    if text[end : end + 1] == " " and match[0][0] in "[({<" and match[0][-1] in "])}>":
        end += 1
    before, after = text[start - 1 : start], text[end : end + 1]
    joined = start == position and position > 0
    return (
        (start, end)
        if (joined or before.isalnum() or before in tuple("])}>_-/")) and after.isalnum()
        else None
    )


def _plain(sign: str) -> str:
    low = sign.lower()
    if low[0] in _WIDTHLESS:
        return ""
    if low[1:2] in ("-", "@") or "@" in low or "at" in low:
        return "-" if low[1] == "-" else "@"
    if "." in low or "," in low or "dot" in low or "d0t" in low or low[0] in _STOPS:
        return "."
    if low[0] == "f":
        return "ftp"
    return "http" if low[0] in "hm" else low.strip("[]")
