"""Bytes → text, with a map from each character back to its bytes.

``decode(data, declared)`` never raises and is linear. Use of the result, for a reader that keeps all of it::

    decoded = decode(data, "iso-8859-1")
    Text(exhibit.digest, self.name, decoded.text, decoded.spans)

and for a reader that keeps parts of it (or replaces some), ``assembly.Assembly``. Bytes that stand somewhere inside
an exhibit are given with ``base``, their offset there. Order of the choice: byte order mark, declared charset, strict
UTF-8, charset-normalizer on at most 64 KiB, windows-1252.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from probandum.model.exhibit import Locator
from probandum.model.observation import Span
from probandum.readers.bytemap import ByteMap, Numbers, build
from probandum.readers.charsets import GUESSED, MARKS, SINGLE, STATEFUL, WIDE, canonical
from probandum.readers.widths import one, read

SAMPLE = 1 << 16

HIGH = re.compile(rb"[\x80-\xff]")
PRINTED = re.compile(rb"[\x00\t\n\f\r\x20-\x7e]*")
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Bytes that no text of single bytes holds, and that most letters of UTF-16 do (Ж is 04 16)."""
ESCAPE = re.compile(rb"\x1b\$[@B]")


@dataclass(frozen=True)
class Decoded:
    """A decoded text.

    Attributes:
        text: line ends are line feeds; holds no NUL, no surrogate, no byte order mark.
        encoding: Python's name of the codec.
        undecodable: places where bytes made no character; each is one U+FFFD in the text.
        coarse: the map was made coarser because it would have outgrown the text; ranges are then covered, not exact.
        runs: shape (n, 4): first character, one past the last, first byte, one past the last.
    """

    text: str
    encoding: str
    undecodable: int
    coarse: bool
    runs: Numbers

    @cached_property
    def map(self) -> ByteMap:
        """The runs, ready to be asked."""
        return ByteMap(self.runs)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The map of the whole text, for ``Text``."""
        return self.map.spans()

    def cut(self, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """Yield (first character, one past the last, first byte, one past the last) for parts of [start, end)."""
        return self.map.cut(start, end)

    def locate(self, start: int, end: int) -> Locator:
        """Return the bytes of characters [start, end).

        Raises:
            ValueError: there are no such characters.
        """
        parts = list(self.map.cut(start, end))
        if not parts:
            raise ValueError(f"no characters [{start}, {end}) in a text of {len(self.text)}")
        return Locator("byte", parts[0][2], parts[-1][3])


def decode(data: bytes, declared: str = "", base: int = 0) -> Decoded:
    """Decode bytes; never raises, whatever the bytes and whatever is declared.

    Args:
        data: the bytes.
        declared: charset that the container, header or document names; empty or unknown names count as none.
        base: offset of the first byte in the exhibit.
    """
    for mark, encoding in MARKS:
        # FF FE 00 00 may also be UTF-16 that begins with NUL, which no text does.
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, base + len(mark))
    name = canonical(declared)
    if name and _fits(data, name):
        return _decoded(data, name, base)
    return _decoded(data, _undeclared(data), base)


def _fits(data: bytes, name: str) -> bool:
    """Believe a declared charset unless it fails in more than one of a hundred of the bytes it is for."""
    if name in SINGLE:
        return True
    if name in WIDE:
        return bool(CONTROL.search(data[:SAMPLE])) or not _strict(data[:SAMPLE], "utf-8")
    if _strict(data, name):
        return True
    wrong = data.decode(name, "replace").count("\ufffd")
    return wrong * 100 <= len(data) - len(data.translate(None, bytes(range(128, 256))))


def _undeclared(data: bytes) -> str:
    wide = _wide(data[:SAMPLE])
    if wide:
        return wide
    if ESCAPE.search(data[:SAMPLE]) and _strict(data, "iso2022_jp_2"):
        return "iso2022_jp_2"
    if _strict(data, "utf-8") or _nearly_utf8(data):
        return "utf-8"
    return _guess(data)


def _strict(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return True


def _nearly_utf8(data: bytes) -> bool:
    """UTF-8 with few wrong bytes, or cut off: other encodings hardly ever form its sequences."""
    text = _around(data).decode("utf-8", "surrogateescape")
    wrong = sum(text.count(chr(mark)) for mark in range(0xDC80, 0xDD00))
    right = len(text) - wrong - sum(text.count(chr(plain)) for plain in range(128))
    cut = wrong <= 3 and bool(re.search(r"[\udcc2-\udcf4][\udc80-\udcbf]{0,2}\Z", text))
    return right > 0 and (wrong * 10 <= right or cut)


def _wide(sample: bytes) -> str:
    """UTF-16 or UTF-32 without a byte order mark: NULs lie in one column, and the rest is no control character."""
    if 0 not in sample or (sample.count(0) * 4 < len(sample) and PRINTED.fullmatch(sample)):
        # A stray NUL: wide characters that hold ASCII have one in every other byte.
        return ""
    for name in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        size = WIDE[name]
        whole = sample[: len(sample) // size * size]
        order = "<" if name.endswith("le") else ">"
        units = np.frombuffer(whole, f"{order}u{size}")
        if not len(units) or int(units.max()) > (0xFFFF if size == 2 else 0x10FFFF):
            continue
        control = int(((units < 32) & (units != 9) & (units != 10) & (units != 13) & (units != 12)).sum())
        latin = int((units < 0x80).sum())
        swapped = int((units.byteswap() < 0x80).sum())
        if control * 100 <= len(units) and latin > swapped and latin * 50 >= len(units):
            return name
    return ""


def _around(data: bytes) -> bytes:
    """Return whole lines, at most a sample of them, from the first byte that is not ASCII on."""
    found = HIGH.search(data)
    first = found.start() if found else 0
    start = max(data.rfind(b"\n", 0, first) + 1, first - SAMPLE // 2)
    sample = data[start : start + SAMPLE]
    # A sequence cut in two would speak against its own encoding.
    return sample[: sample.rfind(b"\n") + 1] or sample if len(sample) == SAMPLE else sample


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    matches = list(from_bytes(_around(data), cp_isolation=GUESSED))
    if not matches:
        return "cp1252"
    best = matches[0]
    tied = [
        match.encoding for match in matches if (match.chaos, match.coherence) == (best.chaos, best.coherence)
    ]
    return "cp1252" if "cp1252" in tied else canonical(best.encoding)


def _decoded(data: bytes, encoding: str, base: int) -> Decoded:
    plain = data.isascii() and encoding not in WIDE and encoding not in STATEFUL
    raw, widths = (data.decode("ascii"), one) if plain else read(data, encoding)
    text, runs, replaced, coarse = build(raw, widths, base)
    if encoding != "utf-8" and encoding not in WIDE:
        replaced += raw.count("\ufffd")
    return Decoded(text, encoding, replaced, coarse, runs)
