r"""JSON with the place of each value: walked one level at a time with the C scanner of the standard library.

A walk reads the members of one object, or the elements of one array, and tells where each begins and ends; a value
of interest is walked again. Nothing here recurses on the depth of the input. What is not RFC 8259 but can be read
(NaN, a name twice in one object, numbers of thousands of digits) is read and remembered in ``odd``.
"""

import json
import re
from collections.abc import Generator, Iterator
from typing import Any, NamedTuple

from probandum.errors import ReadError
from probandum.model.exhibit import Locator
from probandum.readers.assembly import Assembly
from probandum.readers.encoding import decode

VALUES = 8_000_000
"""Values in one file; each costs about 80 bytes of memory."""

ESCAPES = 1_000_000
"""Escapes in the texts of one file that are mapped to their bytes; each costs about 150 bytes of memory."""

_WHITE = re.compile(r"[ \t\n\r]*")
_COLON = re.compile(r"[ \t\n\r]*:[ \t\n\r]*")
_MEMBER = re.compile(r"[ \t\n\r]*([,}])[ \t\n\r]*")
_ELEMENT = re.compile(r"[ \t\n\r]*([,\]])[ \t\n\r]*")
_PAIR = r"u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_ESCAPE = re.compile(rf"\\(?:{_PAIR}|r\\n|u[0-9a-fA-F]{{4}}|.)", re.DOTALL)
_BARE = re.compile("[\0\ud800-\udfff]")


class Node(NamedTuple):
    """A value and its half-open range of characters."""

    value: Any
    start: int
    end: int


Walk = Generator[tuple[str, Node], None, int]


class JsonText:
    """A JSON text that is walked level by level.

    Args:
        data: the bytes of the exhibit.

    Attributes:
        decoded: the text and its map to bytes.
        odd: what is not as RFC 8259 asks, one line each.

    Raises:
        ReadError: the text holds more values than are read.
    """

    def __init__(self, data: bytes) -> None:
        self.decoded = decode(data, "utf-8")
        self.text = self.decoded.text
        self.odd: dict[str, None] = {}
        self._escapes = 0
        if sum(map(self.text.count, ",[{")) > VALUES:
            raise ReadError(f"holds more than {VALUES:,} JSON values", "split the file")
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_int=self._integer,
            parse_constant=self._constant,
            strict=False,
        )

    def first(self) -> int:
        """Return where the outermost value begins.

        Raises:
            ReadError: there is none.
        """
        start = self._white(0)
        if start == len(self.text):
            raise ReadError("holds no JSON, only white space", "look at where the file came from")
        return start

    def value(self, start: int) -> Node:
        """Return the value that begins at a character.

        Raises:
            ReadError: no whole value begins there.
        """
        try:
            value, end = self._decoder.raw_decode(self.text, start)
        except json.JSONDecodeError as error:
            raise self._error(error.msg, min(error.pos, len(self.text))) from None
        except RecursionError:
            raise self._error("nested too deep", start) from None
        return Node(value, start, end)

    def entries(self, start: int, spread: frozenset[str] = frozenset()) -> Walk:
        """Yield the members of the object that begins at a character, as (name, value); return its end.

        Args:
            start: of the object.
            spread: names of members whose arrays are yielded element by element, without holding them whole.

        Raises:
            ReadError: what stands there is no object, or breaks off; what came before has been yielded.
        """
        at = self._after(start, "{")
        if self.text[at : at + 1] == "}":
            return at + 1
        while True:
            if self.text[at : at + 1] != '"':
                raise self._error("a name in quotes is missing", at)
            name, _, at = self.value(at)
            at = self._sign(_COLON, at, "“:” is missing").end()
            if name in spread and self.text[at : at + 1] == "[":
                at = yield from self._named(name, self.elements(at))
            else:
                node = self.value(at)
                yield name, node
                at = node.end
            match = self._sign(_MEMBER, at, "“,” or “}” is missing")
            if match[1] == "}":
                return match.end(1)
            at = match.end()

    def elements(self, start: int) -> Generator[Node, None, int]:
        """Yield the elements of the array that begins at a character; return its end.

        Raises:
            ReadError: what stands there is no array, or breaks off; what came before has been yielded.
        """
        at = self._after(start, "[")
        if self.text[at : at + 1] == "]":
            return at + 1
        while True:
            node = self.value(at)
            yield node
            match = self._sign(_ELEMENT, node.end, "“,” or “]” is missing")
            if match[1] == "]":
                return match.end(1)
            at = match.end()

    def members(self, node: Node) -> dict[str, Node]:
        """Return the members of an object by name, the last of a name; nothing for what is no object."""
        return dict(self.entries(node.start)) if isinstance(node.value, dict) else {}

    def items(self, node: Node | None) -> Iterator[Node]:
        """Yield the elements of an array; nothing for what is none."""
        if node is not None and isinstance(node.value, list):
            yield from self.elements(node.start)

    def locate(self, node: Node) -> Locator:
        """Return the bytes of a value; of a string those between its quotes."""
        quotes = isinstance(node.value, str) and node.value != ""
        return self.decoded.locate(node.start + quotes, node.end - quotes)

    def within(self, node: Node, start: int, end: int) -> Locator:
        """Return the bytes of characters [start, end) of a string, escapes counted as what they stand for."""
        return self.decoded.locate(self._raw(node, start), self._raw(node, end))

    def take(self, node: Node, into: Assembly) -> None:
        """Add a string to a text: escapes undone, line ends as line feeds, each character led to its bytes."""
        at, stop = node.start + 1, node.end - 1
        self._escapes += self.text.count("\\", at, stop)
        if self._escapes > ESCAPES:
            self.odd[
                f"strings after the first {ESCAPES:,} escapes are left out of the text; split the file"
            ] = None
            return
        for match in _ESCAPE.finditer(self.text, at, stop):
            _take(into, at, match.start())
            into.replace(tidy(json.loads(f'"{match[0]}"')), match.start(), match.end())
            at = match.end()
        _take(into, at, stop)

    def rest(self, end: int) -> None:
        """Remember what follows the outermost value."""
        at = self._white(end)
        if at < len(self.text):
            self.odd[f"{len(self.text) - at:,} characters after the end of the JSON value are not read"] = (
                None
            )

    def _named(self, name: str, elements: Generator[Node, None, int]) -> Walk:
        while True:
            try:
                node = next(elements)
            except StopIteration as stop:
                return int(stop.value)
            yield name, node

    def _raw(self, node: Node, index: int) -> int:
        at, done = node.start + 1, 0
        if node.end - node.start - 2 == len(node.value):
            return at + index
        for match in _ESCAPE.finditer(self.text, at, node.end - 1):
            if done + match.start() - at >= index:
                break
            done += match.start() - at + len(json.loads(f'"{match[0]}"'))
            at = match.end()
        return at + max(index - done, 0)

    def _white(self, at: int) -> int:
        match = _WHITE.match(self.text, at)
        return match.end() if match else at

    def _after(self, at: int, sign: str) -> int:
        if self.text[at : at + 1] != sign:
            raise self._error(f"“{sign}” is missing", at)
        return self._white(at + 1)

    def _sign(self, pattern: re.Pattern[str], at: int, what: str) -> re.Match[str]:
        match = pattern.match(self.text, at)
        if match is None:
            raise self._error(what, self._white(at))
        return match

    def _error(self, what: str, at: int) -> ReadError:
        length = len(self.text)
        byte = self.decoded.locate(at, at + 1).start if at < length else None
        where = "where it ends" if byte is None else f"at byte {byte:,}"
        return ReadError(f"JSON cannot be read {where}: {what}", "the file may be cut off or edited by hand")

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            self.odd["names that stand twice in one object: the last is read"] = None
        return made

    def _integer(self, digits: str) -> int | None:
        if len(digits) > 400:
            self.odd["numbers of more than 400 digits are not read"] = None
            return None
        return int(digits)

    def _constant(self, _name: str) -> None:
        self.odd["NaN or Infinity, which JSON does not have, is not read"] = None


def tidy(text: str) -> str:
    """Return a string as a ``Text`` holds it: line feeds at line ends, no NUL, no surrogates."""
    return _BARE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def strings(value: object) -> list[str]:
    """Return the strings of a list; nothing for what is no list."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _take(into: Assembly, start: int, end: int) -> None:
    if start < end:
        into.take(start, end)
