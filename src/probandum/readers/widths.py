"""How many bytes each character took, codec by codec."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from probandum.readers.bytemap import Numbers, Points, Sizes, Widths
from probandum.readers.charsets import MULTI, SINGLE, WIDE

WINDOW = 1 << 12
SHIFTS = re.compile(rb"[\x1b\x0e\x0f~\x80-\xff]")


def read(data: bytes, encoding: str) -> tuple[str, Widths]:
    """Decode; undecodable bytes become U+FFFD or lone surrogates, one for each place.

    Args:
        data: the bytes, without a byte order mark.
        encoding: a name of ``charsets``.
    """
    if encoding == "utf-8":
        return data.decode("utf-8", "surrogateescape"), _utf8
    if encoding in WIDE:
        return _wide(data, encoding)
    if encoding in SINGLE:
        return data.decode(encoding, "replace"), one
    if encoding in MULTI:
        fast = _reversible(data, encoding)
        if fast is not None:
            return fast
    texts, tables = [], []
    for text, table in _stepwise(data, encoding):
        texts.append(text)
        tables.append(table)
    every = np.concatenate([*tables, np.zeros(0, np.int64)])
    return "".join(texts), lambda points, at: every[at : at + len(points)]


def one(points: Points, at: int) -> Sizes:  # noqa: ARG001 - where does not matter, as for most codecs
    """One byte each."""
    return np.ones(len(points), np.uint8)


def _utf8(points: Points, at: int) -> Sizes:  # noqa: ARG001
    width = np.ones(len(points), np.uint8)
    for last in (0x7F, 0x7FF, 0xFFFF):
        width += points > last
    # U+DC80 to U+DCFF stand for single bytes that are no UTF-8 (PEP 383).
    width[(points - np.uint32(0xDC80)) < 0x80] = 1
    return width


def _wide(data: bytes, encoding: str) -> tuple[str, Widths]:
    size = WIDE[encoding]
    rest = len(data) % size
    whole = data[: len(data) - rest]
    if size == 4:
        units = np.frombuffer(whole, "<u4" if encoding.endswith("le") else ">u4")
        units = np.where((units > 0x10FFFF) | ((units >= 0xD800) & (units < 0xE000)), 0xDC80, units)
        raw = units.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    else:
        raw = whole.decode(encoding, "surrogatepass")
    if rest:
        raw += "\udc80"
    total = len(raw)

    def widths(points: Points, at: int) -> Sizes:
        width = np.where(points > 0xFFFF, 4, size)
        if rest and at + len(points) == total:
            width[-1] = rest
        return width

    return raw, widths


def _reversible(data: bytes, encoding: str) -> tuple[str, Widths] | None:
    """Where the codec's way back gives the very bytes, each character is as wide as its own way back."""
    try:
        raw = data.decode(encoding)
        if raw.encode(encoding) != data:
            return None
        counts = Counter(raw)
        sizes = {character: len(character.encode(encoding)) for character in counts}
    except UnicodeError:
        return None
    if sum(count * sizes[character] for character, count in counts.items()) != len(data):
        return None
    table = np.zeros(0x110000, np.uint8)
    for character, size in sizes.items():
        table[ord(character)] = size
    return raw, lambda points, _at: table[points]


def _stepwise(data: bytes, encoding: str) -> Iterator[tuple[str, Numbers]]:
    """Decode window by window, where that is not reversible byte by byte: slow (about 3 MB/s), linear, exact.

    Escape sequences count to the character after them.
    """
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    idle = decoder.getstate()
    at, pending = 0, 0
    while at < len(data):
        end = min(at + WINDOW, len(data))
        end = data.rfind(b"\n", at, end) + 1 or end
        window = data[at:end]
        at = end
        fast = _window(window, encoding) if decoder.getstate() == idle and not pending else None
        if fast is not None:
            yield fast
            continue
        texts: list[str] = []
        widths: list[int] = []
        for index in range(len(window)):
            pending += 1
            text = decoder.decode(window[index : index + 1])
            if text:
                texts.append(text)
                widths += _shared(len(text), pending)
                pending = 0
        yield "".join(texts), np.array(widths, np.int64)
    text = decoder.decode(b"", final=True)
    yield text, np.array(_shared(len(text), pending), np.int64)


def _shared(characters: int, size: int) -> list[int]:
    """Characters that come at once: the later ones are single bytes after one that could not be decoded."""
    return [max(size - characters + 1, 1)] + [1] * (characters - 1) if characters else []


def _window(window: bytes, encoding: str) -> tuple[str, Numbers] | None:
    if encoding in MULTI:
        fast = _reversible_line(window, encoding)
    else:
        fast = None if SHIFTS.search(window) else (window.decode("ascii"), np.ones(len(window), np.int64))
    return fast


def _reversible_line(window: bytes, encoding: str) -> tuple[str, Numbers] | None:
    try:
        raw = window.decode(encoding)
        sizes = [len(character.encode(encoding)) for character in raw]
        same = raw.encode(encoding) == window and sum(sizes) == len(window)
    except UnicodeError:
        return None
    return (raw, np.array(sizes, np.int64)) if same else None
