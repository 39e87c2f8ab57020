"""Web pages: the main text with its places, what the page says about itself, and what was left out."""

import re
from collections.abc import Iterator

from probandum.errors import ReadError
from probandum.interfaces import Limits
from probandum.model.exhibit import Exhibit
from probandum.model.ident import short
from probandum.model.observation import Omission, Text
from probandum.readers import chrome
from probandum.readers.assembly import Assembly
from probandum.readers.dating import Source, decide, in_line
from probandum.readers.encoding import Decoded
from probandum.readers.heading import heading
from probandum.readers.html_elements import ASIDE, HIDDEN, SHOWN
from probandum.readers.html_main import choose, pieces, plain
from probandum.readers.html_metadata import metadata, site_of
from probandum.readers.html_tokens import Block, Page, scan
from probandum.readers.languages import settled
from probandum.readers.publisher import publisher as published_by
from probandum.readers.text import decode_exhibit, losses

PRESCAN = 4_096
LINKS = 1_000
DECLARED = re.compile(rb"<meta\s[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:+-]{1,40})", re.IGNORECASE)
DECLARED_XML = re.compile(rb"\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([\w.:+-]{1,40})", re.IGNORECASE)
BLANK = " \t\n\f\r"
SPACES = dict.fromkeys((9, 10, 12, 13), " ")
NO_SPACES: dict[int, str] = {}
PIECES = 1_000_000
"""Parts of a page beyond which the rest is left out: only pages made to break a reader have as many."""

LAST_BLOCKS = 12
NEAR_HEADING = 4

PROSE = 20
"""Letters from which on a comment is worth telling of."""


class HtmlReader:
    """Reads web pages; text that a reader of the page does not see is left out, and said: it may be instructions."""

    name = "html/2"
    media_types = ("text/html", "application/xhtml+xml")
    limits = Limits(size=32 << 20)

    def read(self, exhibit: Exhibit, data: bytes) -> Iterator[Text | Omission]:
        """Yield the main text, then what was left out.

        Raises:
            ReadError: the bytes are too many, none, or no text; or the page shows no text.
        """
        decoded = decode_exhibit(exhibit, data, self.limits.size, declared(data))
        page = scan(decoded.text)
        blocks, why = choose(decoded.text, page)
        if not blocks and not any(run.kind == HIDDEN for block in page.blocks for run in block.runs):
            raise ReadError(
                f"exhibit {short(exhibit.digest)} is a web page without text", "look at it in a browser"
            )
        parts = Assembly(decoded)
        for block in blocks:
            _put(parts, decoded.text, block)
        if blocks:
            yield self._text(exhibit, decoded, page, blocks, parts)
        if parts.pieces > PIECES:
            yield Omission(
                exhibit.digest, self.name, f"the page is in more than {PIECES} pieces: the rest was left out"
            )
        if why:
            what = f"all visible text outside navigation was kept, because {why}"
            yield Omission(exhibit.digest, self.name, what)
        yield from self._left_out(exhibit, decoded, page, blocks)
        yield from losses(exhibit, self.name, decoded)

    def _text(
        self, exhibit: Exhibit, decoded: Decoded, page: Page, blocks: list[Block], parts: Assembly
    ) -> Text:
        text, spans = parts.finish()
        said, dates = metadata(decoded.text, page)
        head = heading(text)
        first = _one_line(decoded.text, page.heading) if page.heading is not None else ""
        site = site_of(said["title"], first)
        title = (first if site or not said["title"] else said["title"]) or head.title
        spoken = settled(said["language"], text)
        publisher, basis = said["publisher"], "field of the page" if said["publisher"] else ""
        if not publisher:
            cut = chrome.Trim(0, len(text), site=site, rights=_rights(decoded.text, page))
            publisher, basis = published_by(cut, text, head._replace(title=title))
        links = dict.fromkeys(link.strip() for block in blocks for link in block.links)
        dated = decide(
            (*dates, *(head.dates or _shown_dates(decoded.text, page))), text[head.body :], spoken, head.note
        )
        return Text(
            exhibit.digest,
            self.name,
            text,
            spans,
            title=title,
            publisher=publisher,
            author=said["author"] or head.author,
            url=said["url"],
            language=spoken,
            links=tuple(link for link in links if link and not link.startswith(("#", "javascript:")))[:LINKS],
            body=head.body,
            publisher_basis=basis,
            **dated._asdict(),
        )

    def _left_out(
        self, exhibit: Exhibit, decoded: Decoded, page: Page, blocks: list[Block]
    ) -> Iterator[Omission]:
        kept = {id(block) for block in blocks}
        hidden = [run for block in page.blocks for run in block.runs if run.kind == HIDDEN]
        others = [block for block in page.blocks if id(block) not in kept]
        aside = [run for block in others for run in block.runs if run.kind != HIDDEN]
        comments = [place for place in page.comments if _is_prose(decoded.text, *place)]
        for places, what in (
            (
                [run[:2] for run in aside],
                "navigation and other text around the main text left out, {} characters",
            ),
            (
                [run[:2] for run in hidden],
                "text that a browser would not show left out, {} characters; read it with care",
            ),
            (comments, "comments or broken markup left out, {} characters; read them with care"),
        ):
            filled = [place for place in places if not decoded.text[slice(*place)].isspace()]
            if filled:
                count = sum(end - start for start, end in filled)
                where = decoded.locate(*filled[0])
                said = f"{what.format(count)}, the first at byte {where.start}"
                yield Omission(exhibit.digest, self.name, said, where)


def declared(data: bytes) -> str:
    """Return the charset that a page declares in its first 4 KiB (HTML Standard, 13.2.3.2), or nothing."""
    found = DECLARED.search(data[:PRESCAN]) or DECLARED_XML.match(data[:PRESCAN])
    name = found[1].decode("ascii").lower() if found else ""
    # What could be read as ASCII is not UTF-16, whatever it says of itself.
    return "utf-8" if name.startswith("utf-16") else name


def _one_line(text: str, block: Block) -> str:
    return " ".join(plain(text, block, frozenset({SHOWN, ASIDE})).split())[:250]


def _rights(text: str, page: Page) -> str:
    """Return the line on rights among the last blocks that the page shows."""
    lines = (_one_line(text, block) for block in reversed(page.blocks[-LAST_BLOCKS:]))
    return next((line for line in lines if chrome.is_rights(line)), "")


def _shown_dates(text: str, page: Page) -> list[Source]:
    """Return the dates that stand alone in a block right behind the first heading."""
    at = next((index for index, block in enumerate(page.blocks) if block is page.heading), None)
    near = page.blocks[at + 1 : at + 1 + NEAR_HEADING] if at is not None else []
    lines = (_one_line(text, block) for block in near)
    return [source for line in lines for source in in_line(line, "below the heading:")]


def _is_prose(text: str, start: int, end: int) -> bool:
    return len(re.findall(r"[^\W\d_]", text[start : min(end, start + 10_000)])) >= PROSE


def _put(parts: Assembly, text: str, block: Block) -> None:
    """Add a block as a browser sets it: white space at its ends dropped, elsewhere made one space."""
    blank: tuple[int, int] | None = None
    begun = False
    for run in block.runs:
        if run.kind not in (SHOWN, ASIDE):
            continue
        for begin, end, put in pieces(text, run):
            start, finish = (begin, end) if put is not None or run.pre else _trimmed(text, begin, end)
            if put is not None and not put.strip(BLANK):
                start = finish
            if start > begin or start == finish:
                blank = blank or (begin, max(start, begin + 1) if start < finish else end)
            if start == finish or parts.pieces > PIECES:
                continue
            if not begun and parts.length:
                parts.insert(block.gap)
            if begun and blank:
                parts.replace(" ", *blank)
            begun, blank = True, (finish, end) if finish < end else None
            if put is None:
                parts.take(start, finish, NO_SPACES if run.pre else SPACES)
            else:
                parts.replace(put, start, finish)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a piece without the single white space that may stand at its ends."""
    start += text[start] in BLANK
    return start, end - (end > start and text[end - 1] in BLANK)
