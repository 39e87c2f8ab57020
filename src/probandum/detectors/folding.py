"""Texts without regard to case, kinds of spaces and of hyphens, each character where it was."""

from functools import lru_cache

_SPACES = dict.fromkeys(
    map(
        ord,
        "\t\n\r\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000",
    ),
    " ",
)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"), "-")
ALIKE = _SPACES | _DASHES
"""One kind of space and of hyphen for all others, as ``str.translate`` takes them."""
_ALIKE_PAIRS = tuple((chr(code), plain) for code, plain in ALIKE.items())
_ASCII = bytes(range(128))
_FOLDED_BYTES = bytes(ord(ALIKE.get(byte, chr(byte)).lower()) if byte < 128 else byte for byte in range(256))


def alike(text: str) -> str:
    """Return a text with one kind of space and of hyphen, character for character."""
    if len(text) < 200:
        return text if text.isascii() and text.isprintable() else text.translate(ALIKE)
    for written, plain in _ALIKE_PAIRS:  # most of them are in no text: a search is quicker than a table
        if written in text:
            text = text.replace(written, plain)
    return text


def folded(text: str) -> str:
    """Return a text in lower case with one kind of space and of hyphen, character for character."""
    plain = alike(text)
    low = plain.lower()
    if len(low) == len(plain):
        return low
    return "".join(lower if len(lower := character.lower()) == 1 else character for character in plain)


@lru_cache(maxsize=1)
def folded_text(text: str) -> str:
    """Return a whole text folded; kept until the next one, since several detectors ask in turn.

    Where only ASCII has capitals, which is nearly everywhere, bytes are folded, which is quicker than characters are.
    """
    written = text.encode("utf-8", "surrogatepass")
    others = written.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    if others != others.lower():
        return folded(text)
    for other in sorted(set(others).intersection(map(chr, ALIKE))):
        written = written.replace(other.encode(), ALIKE[ord(other)].encode())
    return written.translate(_FOLDED_BYTES).decode("utf-8", "surrogatepass")
