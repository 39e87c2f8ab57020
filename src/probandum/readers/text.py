"""Plain text: the main text, and what its first lines say about it."""

import re
from collections.abc import Iterator

from probandum.errors import ReadError
from probandum.interfaces import Limits
from probandum.model.exhibit import Exhibit
from probandum.model.ident import short
from probandum.model.observation import Omission, Text
from probandum.readers import chrome
from probandum.readers.assembly import Assembly
from probandum.readers.encoding import Decoded, decode
from probandum.readers.metadata import DATE, date_of, language

FIRST_LINES = 12
LINKS = 1_000
DATED = re.compile(
    rf"(?:(?:first )?(?:published|posted|updated|released|issued|date)(?: on)?:?\s*)?(?:\w+day,? )?{DATE}"
    r"(?:\s*[|·•–—-].{0,80}|,? by .{0,80})?\.?",
    re.IGNORECASE,
)
DATELINE = re.compile(rf"[A-Z][^\n]{{0,40}}?[,(]\s?{DATE}\)?(?: \([A-Z/ ]{{2,20}}\))?\s*[–—-]", re.IGNORECASE)
BYLINE = re.compile(r"(?i:(?:posted |written )?by:?) (?P<author>[^\W\d_a-z][^\n]{1,78}?)\.?")
TURN = re.compile(r"(?:Q|A|Question|Answer|From|To|Subject|Date):")
LINK = re.compile(r"\bhttps?://[^\s<>\"'()\[\]{}|\\^`]{4,2000}")
CONTROL = re.compile(r"[\x01-\x07\x0e-\x1a\x1c-\x1f\x7f\ufffd]")


class TextReader:
    """Reads text in any encoding; page chrome that was saved with it is left out, and said."""

    name = "text/1"
    media_types = ("text/plain", "application/json")
    limits = Limits()

    def read(self, exhibit: Exhibit, data: bytes) -> Iterator[Text | Omission]:
        """Yield the text, then what was left out.

        Raises:
            ReadError: the bytes are too many, none, or no text.
        """
        decoded = decode_exhibit(exhibit, data, self.limits.size)
        start, end = chrome.head_end(decoded.text), chrome.tail_start(decoded.text)
        if not decoded.text[start:end].strip():
            start, end = 0, len(decoded.text)
        parts = Assembly(decoded)
        parts.take(start, end)
        text, spans = parts.finish()
        title, published, author = heading(text)
        yield Text(
            exhibit.digest,
            self.name,
            text,
            spans,
            title=title,
            publisher=chrome.owner(decoded.text),
            author=author,
            published=published,
            language=language(text),
            links=_links(text),
        )
        for left, right, where in ((0, start, "before"), (end, len(decoded.text), "after")):
            if decoded.text[left:right].strip():
                what = f"navigation left out, {right - left} characters {where} the main text"
                yield Omission(exhibit.digest, self.name, what, decoded.locate(left, right))
        yield from losses(exhibit, self.name, decoded)


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
    if 10 * len(CONTROL.findall(sample)) > len(sample) or not sample.strip(" \t\n\ufffd"):
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


def heading(text: str) -> tuple[str, str, str]:
    """Return title, date and author where the first lines give them."""
    lines = [line.strip() for line in text[:20_000].split("\n")]
    filled = [line for line in lines if line][:FIRST_LINES]
    published = author = ""
    for line in filled:
        found = (DATED.fullmatch(line) if len(line) <= 160 else None) or DATELINE.match(line)
        published = published or (date_of(found) if found else "")
        byline = BYLINE.fullmatch(line) if len(line) <= 100 else None
        author = author or (byline["author"] if byline else "")
        if line != filled[0] and chrome.is_prose(line):
            break
    if not filled or not _is_title(filled[0]):
        return "", published, author
    after = lines[lines.index(filled[0]) + 1 :][:1]
    said = bool(after) and bool(DATED.fullmatch(after[0][:160]) or BYLINE.fullmatch(after[0][:100]))
    apart = (not after or not after[0] or len(after[0]) > 120) and filled[0][-1] not in ".,;:{"
    return filled[0].lstrip("# ").strip("* ") if apart or said else "", published, author


def _is_title(line: str) -> bool:
    words = len(line.split()) + len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]", line)) // 2
    other = DATED.fullmatch(line[:160]) or BYLINE.fullmatch(line[:100]) or TURN.match(line)
    return 2 <= words <= 40 and len(line) <= 250 and not other and line[0] not in "<>{[|*-="


def _links(text: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for match in LINK.finditer(text):
        found.setdefault(match[0].rstrip(".,;:!?*_"))
        if len(found) >= LINKS:
            break
    return tuple(found)
