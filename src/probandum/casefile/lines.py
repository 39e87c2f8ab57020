"""On which line of a TOML file a key stands. tomllib says so only for errors of syntax.

The scanner trusts its input to be TOML 1.0; where it is not, it stops and tomllib has the word. It walks
without recursion and refuses nesting beyond ``DEPTH``, which tomllib would pay for with its stack or with
quadratic time.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from probandum.errors import CaseFileError

Path = tuple[str | int, ...]
"""Keys and array indices from the root of the file to a value."""

DEPTH = 16

_SPACE = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_BARE = re.compile(r"\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*|[^\s,\]}#]+")
_STRING = {'"': re.compile(r'"(?:[^"\\\n]|\\.)*"'), "'": re.compile(r"'[^'\n]*'")}
_LONG_END = {'"""': re.compile(r'\\.|"{3,5}', re.DOTALL), "'''": re.compile(r"'{3,5}")}


def locate(text: str) -> Mapping[Path, int]:
    """Return the 1-based line of every key, table header and array element that could be followed.

    Args:
        text: the file, line ends as line feeds.

    Raises:
        CaseFileError: keys or values nest deeper than ``DEPTH``.
    """
    scanner = _Scanner(text)
    with suppress(_LostError):  # not TOML from here on: tomllib says why
        scanner.run()
    return scanner.lines


class _LostError(Exception):
    """The text is not TOML here."""


@dataclass
class _Frame:
    """An open array or inline table."""

    path: Path
    close: str
    index: int = 0


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.breaks = [match.start() for match in re.finditer("\n", text)]
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}

    def run(self) -> None:
        base: Path = ()
        at = self._match(_SPACE, 0)
        while at < len(self.text):
            if self._peek(at) == "[":
                base, at = self._header(at)
            else:
                parts, start = self._key(at)
                at = self._value(self._note(base, parts, at), start)
            at = self._match(_SPACE, at)

    def _header(self, at: int) -> tuple[Path, int]:
        repeated = self.text.startswith("[[", at)
        parts, end = self._dotted(at + 1 + repeated)
        path: Path = ()
        for place, part in enumerate(parts):
            path += (part,)
            if repeated and place == len(parts) - 1:
                self.lines.setdefault(path, self._line(at))
                self.counts[path] = self.counts.get(path, 0) + 1
            if path in self.counts:
                path += (self.counts[path] - 1,)
            self.lines.setdefault(path, self._line(at))
        return path, end + 1 + repeated

    def _value(self, path: Path, at: int) -> int:
        frames: list[_Frame] = []
        while True:
            self.lines[path] = self._line(at)
            if self._peek(at) in ("[", "{"):
                frames.append(_Frame(path, "]" if self._peek(at) == "[" else "}"))
                self._refuse_depth(len(frames), at)
                at += 1
            else:
                at = self._scalar(at)
            while frames:
                at = self._match(_SPACE, at)
                if self._peek(at) == frames[-1].close:
                    frames.pop()
                    at += 1
                elif self._peek(at) == ",":
                    frames[-1].index += 1
                    at += 1
                else:
                    path, at = self._element(frames[-1], at)
                    break
            else:
                return at

    def _element(self, frame: _Frame, at: int) -> tuple[Path, int]:
        if frame.close == "]":
            return (*frame.path, frame.index), at
        parts, start = self._key(at)
        return self._note(frame.path, parts, at), start

    def _note(self, base: Path, parts: list[str], at: int) -> Path:
        path = base
        for part in parts:
            path += (part,)
            self.lines.setdefault(path, self._line(at))
        return path

    def _key(self, at: int) -> tuple[list[str], int]:
        parts, end = self._dotted(at)
        if self._peek(end) != "=":
            raise _LostError
        return parts, self._match(_BLANK, end + 1)

    def _dotted(self, at: int) -> tuple[list[str], int]:
        parts: list[str] = []
        while True:
            at = self._match(_BLANK, at)
            end = self._match(_PART, at)
            parts.append(_unquote(self.text[at:end]))
            self._refuse_depth(len(parts), at)
            at = self._match(_BLANK, end)
            if self._peek(at) != ".":
                return parts, at
            at += 1

    def _scalar(self, at: int) -> int:
        quote = self.text[at : at + 3]
        if quote in _LONG_END:
            for match in _LONG_END[quote].finditer(self.text, at + 3):
                if not match.group().startswith("\\"):
                    return match.end()
            raise _LostError
        return self._match(_STRING.get(quote[:1], _BARE), at)

    def _match(self, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.match(self.text, at)
        if match is None:
            raise _LostError
        return match.end()

    def _peek(self, at: int) -> str:
        return self.text[at : at + 1]

    def _line(self, at: int) -> int:
        return bisect_right(self.breaks, at - 1) + 1

    def _refuse_depth(self, depth: int, at: int) -> None:
        if depth > DEPTH:
            raise CaseFileError(
                f"nested more than {DEPTH} deep", "a case file needs three levels", self._line(at)
            )


def _unquote(key: str) -> str:
    if not key.startswith('"'):
        return key.strip("'")
    try:
        return str(tomllib.loads(f"key = {key}")["key"])
    except tomllib.TOMLDecodeError:
        raise _LostError from None
