r"""PDF: the text page by page, with the page and the characters on it as addresses.

A locator of unit ``page`` counts characters of the page's text as pdfium extracts it
(``PdfTextPage.get_text_range()``, line breaks ``\r\n``), from 0; pages count from 1. Columns that the file draws row by
row are read one after the other; their characters keep the addresses that pdfium gives them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from probandum.errors import ReadError
from probandum.interfaces import Limits
from probandum.model.exhibit import Exhibit, Locator
from probandum.model.ident import short
from probandum.model.observation import Member, Omission, Span, Text
from probandum.readers import chrome
from probandum.readers.dating import Source, decide
from probandum.readers.heading import heading
from probandum.readers.languages import language
from probandum.readers.metadata import pdf_date
from probandum.readers.pdf_columns import BREAK, ordered
from probandum.readers.pdf_furniture import Range, furniture
from probandum.readers.pdf_lines import paragraphs, words
from probandum.readers.pdf_salvage import mended
from probandum.readers.publisher import publisher

PAGES = 5_000
MENDED = (
    "the end of the file is lost: what can be read of it was read, pages may be missing; get a whole copy"
)


class Page(NamedTuple):
    """The text of a page, and its stretches in reading order where that is another one than pdfium's."""

    text: str
    order: tuple[Range, ...]


class PdfReader:
    """Reads PDF with pdfium; nothing in it is run. Files inside become members."""

    name = "pdf/2"
    media_types = ("application/pdf",)
    limits = Limits()

    def read(self, exhibit: Exhibit, data: bytes) -> Iterator[Text | Member | Omission]:
        """Yield the text, the files inside, then what was left out.

        Raises:
            ReadError: the file is too large, encrypted, no PDF, or gives neither text nor files.
        """
        name = short(exhibit.digest)
        if len(data) > self.limits.size:
            what = f"exhibit {name} holds {len(data)} bytes, more than the {self.limits.size} that are read"
            raise ReadError(what, "split the file")
        document, mended = _opened(name, data)
        try:
            pages, losses = _pages(document, self.limits.output)
            losses += [mended] if mended else []
            members, more = _members(document, self.limits)
            said = {key: _clean(value) for key, value in document.get_metadata_dict().items()}
        finally:
            document.close()
        if not pages and not members:
            raise ReadError(f"exhibit {name} is a PDF without text", "; ".join(losses) or "it has no pages")
        kept, repeated = furniture({number: page.text for number, page in pages.items()})
        if pages:
            yield self._text(exhibit, pages, kept, said)
        yield from members
        for line, places in repeated.items():
            what = f"line at the edge of {len(places)} pages left out: “{line}”"
            yield Omission(exhibit.digest, self.name, what, places[0])
        for what in (*losses, *more):
            yield Omission(exhibit.digest, self.name, what)

    def _text(
        self, exhibit: Exhibit, pages: dict[int, Page], kept: dict[int, Range], said: dict[str, str]
    ) -> Text:
        text, spans = _joined(pages, kept)
        head = heading(text)
        title = said.get("Title", "") or head.title
        spoken = language(text)
        name, basis = publisher(chrome.Trim(0, len(text)), text, head._replace(title=title))
        made = pdf_date(said.get("CreationDate", ""))
        weak = (
            [Source(made, made, "PDF /CreationDate (weak: when the file was made)", weak=True)]
            if made
            else []
        )
        dated = decide((*head.dates, *weak), text[head.body :], spoken, head.note)
        return Text(
            exhibit.digest,
            self.name,
            text,
            spans,
            title=title,
            publisher=name,
            author=said.get("Author", "") or head.author,
            language=spoken,
            body=head.body,
            publisher_basis=basis,
            **dated._asdict(),
        )


def _opened(name: str, data: bytes) -> tuple[Any, str]:
    """Return the document, and what was done to open it."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data), ""
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            what, advice = (
                f"exhibit {name} is an encrypted PDF",
                "acquire a copy without password, next to it",
            )
            raise ReadError(what, advice) from error
        whole = mended(data)
        try:
            if whole:
                return pypdfium2.PdfDocument(whole), MENDED
        except pypdfium2.PdfiumError:
            pass  # the first failure is the one to tell
        what = f"exhibit {name} cannot be opened as PDF: {error}"
        raise ReadError(what, "get a whole copy, or a print of it") from error


def _pages(document: Any, output: int) -> tuple[dict[int, Page], list[str]]:
    """Return the text of each page that has some, by 1-based number, and what could not be read."""
    from pypdfium2 import PdfiumError

    texts: dict[int, Page] = {}
    empty: list[int] = []
    broken: list[int] = []
    total, count = 0, len(document)
    losses = [f"pages {PAGES + 1} to {count} left out: more than {PAGES}"] if count > PAGES else []
    for index in range(min(count, PAGES)):
        try:
            page = _page(document, index)
        except PdfiumError:
            broken.append(index + 1)
            continue
        total += len(page.text)
        if total > output:
            losses.append(f"pages {index + 1} to {count} left out: more than {output} characters")
            break
        if page.text.strip():
            texts[index + 1] = page
        else:
            empty.append(index + 1)
    if empty:
        losses.append(
            f"{_numbers(empty)} without text (scanned image?): have it recognised, and add the result"
        )
    if broken:
        losses.append(f"{_numbers(broken)} cannot be read (damaged file?): get a whole copy")
    return texts, losses


def _page(document: Any, index: int) -> Page:
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            text = str(textpage.get_text_range()) if textpage.count_chars() > 0 else ""
            return Page(text, tuple(ordered(text, textpage)) if text else ())
        finally:
            textpage.close()
    finally:
        page.close()


def _members(document: Any, limits: Limits) -> tuple[list[Member], list[str]]:
    from pypdfium2 import PdfiumError

    members: list[Member] = []
    losses: list[str] = []
    total, count = 0, document.count_attachments()
    for index in range(min(count, limits.members)):
        try:
            attachment = document.get_attachment(index)
            name, data = str(attachment.get_name()), bytes(attachment.get_data())
        except PdfiumError:
            losses.append(f"file {index + 1} inside cannot be read")
            continue
        total += len(data)
        if total > limits.output:
            losses.append(
                f"files {index + 1} to {count} inside left out: more than {limits.output} bytes together"
            )
            break
        members.append(Member(_clean(name) or f"attachment-{index + 1}", data))
    if count > limits.members:
        losses.append(f"files {limits.members + 1} to {count} inside left out: more than {limits.members}")
    return members, losses


def _joined(pages: dict[int, Page], kept: dict[int, Range]) -> tuple[str, tuple[Span, ...]]:
    """Return the pages as one text, with its map; pages are parted by an empty line that leads nowhere."""
    known = frozenset(word for page in pages.values() for word in words(page.text))
    texts: list[str] = []
    spans: list[Span] = []
    length = 0
    for number, page in pages.items():
        gap = "\n\n" if texts else ""
        for put, start, end in _read(page, kept[number], known):
            texts.append(gap + put)
            length += len(gap)
            gap = ""
            if end > start:
                spans.append(Span(length, length + len(put), Locator("page", start, end, number)))
            length += len(put)
    return "".join(texts), tuple(spans)


def _read(page: Page, kept: Range, known: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the pieces of a page in reading order: text, and the characters of the page that it stands for, if any."""
    parts = [(max(start, kept[0]), min(end, kept[1])) for start, end in page.order] or [kept]
    parts = [part for part in parts if part[0] < part[1] or part == BREAK]
    # Where columns are set anew, each stretch is a line of the text that is read.
    text = "\r\n".join(page.text[start:end] for start, end in parts)
    starts: list[int] = []
    at = 0
    for start, end in parts:
        starts.append(at)
        at += end - start + 2
    for piece in paragraphs(text, known):
        put = text[piece.start : piece.end] if piece.put is None else piece.put
        index = max(bisect_right(starts, piece.start) - 1, 0)
        shift = parts[index][0] - starts[index]
        inside = piece.end + shift <= parts[index][1]
        if put:
            yield (put, piece.start + shift, piece.end + shift) if inside else (put, 0, 0)


def _clean(value: str) -> str:
    return re.sub(r"[\s\x00-\x1f\ud800-\udfff]+", " ", value[:1_000]).strip()


def _numbers(pages: list[int]) -> str:
    """Return page numbers as people write them, runs as ranges, at most ten of these."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][1] == page - 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    shown = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs[:10])
    return (
        f"{len(pages)} pages ({shown}{' …' if len(runs) > 10 else ''})" if len(pages) > 1 else f"page {shown}"
    )
