"""Plain text: the main text, and what its first lines say about it."""

import re
from collections.abc import Iterator, Sequence

from probandum.errors import ReadError
from probandum.interfaces import Limits
from probandum.model.exhibit import Exhibit
from probandum.model.ident import short
from probandum.model.observation import Omission, Text
from probandum.readers import chrome
from probandum.readers.assembly import Assembly
from probandum.readers.dating import decide, in_line
from probandum.readers.encoding import Decoded, decode
from probandum.readers.heading import heading
from probandum.readers.languages import language
from probandum.readers.publisher import publisher

LINKS = 1_000
LINES = 80
"""First lines whose number may be told."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LINK = re.compile(r"(?<!\w)https?://[^\s<>\"'()\[\]{}|\\^`]{4,2000}")
CONTROL = bytes((*range(0x01, 0x08), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))


class TextReader:
    """Reads text in any encoding; page chrome that was saved with it is left out, and said."""

    name = "text/2"
    media_types = ("text/plain", "application/json")
    limits = Limits()

    def read(self, exhibit: Exhibit, data: bytes) -> Iterator[Text | Omission]:
        """Yield the text, then what was left out.

        Raises:
            ReadError: the bytes are too many, none, or no text.
        """
        decoded = decode_exhibit(exhibit, data, self.limits.size)
        cut = chrome.trim(decoded.text)
        yield self._text(exhibit, decoded, cut)
        among = sum(right - left for left, right in cut.among)
        for left, right, where in (
            (0, cut.head, "before the main text"),
            *((left, right, "among its first lines") for left, right in cut.among[:1]),
            (cut.tail, len(decoded.text), "after the main text"),
        ):
            if decoded.text[left:right].strip():
                size = among if where.startswith("among") else right - left
                what = f"navigation left out, {size} characters {where}"
                yield Omission(exhibit.digest, self.name, what, decoded.locate(left, right))
        yield from losses(exhibit, self.name, decoded)

    def _text(self, exhibit: Exhibit, decoded: Decoded, cut: chrome.Trim) -> Text:
        parts = Assembly(decoded)
        at = cut.head
        for left, right in cut.among:
            parts.take(at, left)
            at = right
        parts.take(at, cut.tail)
        text, spans = parts.finish()
        head = heading(text, _numbers(decoded.text, cut))
        spoken = language(text)
        name, basis = publisher(cut, text, head)
        below = decoded.text[cut.tail :].split("\n")[:LINES]
        changed = [one for line in below for one in in_line(line.strip(), "below the text:") if one.modified]
        dated = decide(
            (*head.dates, *changed), text[head.body :], spoken, head.note or _weak_year(cut.rights)
        )
        return Text(
            exhibit.digest,
            self.name,
            text,
            spans,
            title=head.title,
            publisher=name,
            author=head.author,
            language=spoken,
            links=_links(text),
            body=head.body,
            publisher_basis=basis,
            **dated._asdict(),
        )


def _numbers(text: str, cut: chrome.Trim) -> Sequence[int]:
    """Return the number in the file of each of the first lines that were kept."""
    number = text.count("\n", 0, cut.head) + 1
    if not cut.among:
        return range(number, number + LINES)
    numbers: list[int] = []
    at, left_out = cut.head, {left for left, _ in cut.among}
    while len(numbers) < LINES and at < cut.tail:
        if at not in left_out:
            numbers.append(number)
        at, number = text.find("\n", at) + 1, number + 1
        if not at:
            break
    return numbers


def _weak_year(rights: str) -> str:
    """Say which year a line on rights names: it is of the page, and no bound of the text."""
    years = YEAR.findall(rights)
    return (
        f"no date; the line on rights names {years[-1]}, which is of the page and no bound" if years else ""
    )


def decode_exhibit(exhibit: Exhibit, data: bytes, size: int, declared: str = "") -> Decoded:
    """Decode the bytes of a whole exhibit that should hold text.

    Raises:
        ReadError: the bytes are too many, none, or no text.
    """
    name = short(exhibit.digest)
    if len(data) > size:
        raise ReadError(
            f"exhibit {name} holds {len(data)} bytes, more than the {size} that are read", "split the file"
        )
    if not data.strip(b" \t\r\n\x00"):
        raise ReadError(f"exhibit {name} is empty", "check how the file was acquired")
    decoded = decode(data, declared)
    sample = decoded.text[: 1 << 20]
    plain = sample.encode()
    strange = len(plain) - len(plain.translate(None, CONTROL)) + sample.count("\ufffd")
    if 10 * strange > len(sample) or not sample.strip(" \t\n\ufffd"):
        raise ReadError(f"exhibit {name} is binary, not text", "acquire it as the kind of file that it is")
    return decoded


def losses(exhibit: Exhibit, by: str, decoded: Decoded) -> Iterator[Omission]:
    """Say what decoding lost."""
    if decoded.undecodable:
        what = f"{decoded.undecodable} places are not valid {decoded.encoding}; each is shown as U+FFFD"
        first = decoded.text.find("\ufffd")
        yield Omission(exhibit.digest, by, what, decoded.locate(first, first + 1) if first >= 0 else None)
    if decoded.coarse:
        yield Omission(
            exhibit.digest, by, "the file is large: addresses of passages are exact to a few words only"
        )


def _links(text: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    at = text.find("://")
    while at >= 0 and len(found) < LINKS:
        for scheme in ("https", "http"):
            match = LINK.match(text, at - len(scheme)) if text.startswith(scheme, at - len(scheme)) else None
            if match:
                found.setdefault(match[0].rstrip(".,;:!?*_"))
                break
        at = text.find("://", at + 3)
    return tuple(found)
