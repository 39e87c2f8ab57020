r"""PDF: the text page by page, with the page and the characters on it as addresses.

A locator of unit ``page`` counts characters of the page's text as pdfium extracts it
(``PdfTextPage.get_text_range()``, line breaks ``\r\n``), from 0; pages count from 1.
"""

import re
from collections.abc import Iterator
from typing import Any

from probandum.errors import ReadError
from probandum.interfaces import Limits
from probandum.model.exhibit import Exhibit, Locator
from probandum.model.ident import short
from probandum.model.observation import Member, Omission, Span, Text
from probandum.readers.metadata import language, pdf_date
from probandum.readers.pdf_lines import paragraphs, words
from probandum.readers.text import heading

PAGES = 5_000


class PdfReader:
    """Reads PDF with pdfium; nothing in it is run. Files inside become members."""

    name = "pdf/1"
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
        document = _opened(name, data)
        try:
            pages, losses = _pages(document, self.limits.output)
            members, more = _members(document, self.limits)
            said = {key: _clean(value) for key, value in document.get_metadata_dict().items()}
        finally:
            document.close()
        if not pages and not members:
            raise ReadError(f"exhibit {name} is a PDF without text", "; ".join(losses) or "it has no pages")
        if pages:
            yield self._text(exhibit, pages, said)
        yield from members
        for what in (*losses, *more):
            yield Omission(exhibit.digest, self.name, what)

    def _text(self, exhibit: Exhibit, pages: dict[int, str], said: dict[str, str]) -> Text:
        text, spans = _joined(pages)
        title, published, author = heading(text)
        return Text(
            exhibit.digest,
            self.name,
            text,
            spans,
            title=said.get("Title", "") or title,
            author=said.get("Author", "") or author,
            published=published or pdf_date(said.get("CreationDate", "")),
            language=language(text),
        )


def _opened(name: str, data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            what, advice = (
                f"exhibit {name} is an encrypted PDF",
                "acquire a copy without password, next to it",
            )
        else:
            what, advice = (
                f"exhibit {name} cannot be opened as PDF: {error}",
                "get a whole copy, or a print of it",
            )
        raise ReadError(what, advice) from error


def _pages(document: Any, output: int) -> tuple[dict[int, str], list[str]]:
    """Return the text of each page that has some, by 1-based number, and what could not be read."""
    from pypdfium2 import PdfiumError

    texts: dict[int, str] = {}
    empty: list[int] = []
    broken: list[int] = []
    total, count = 0, len(document)
    losses = [f"pages {PAGES + 1} to {count} left out: more than {PAGES}"] if count > PAGES else []
    for index in range(min(count, PAGES)):
        try:
            text = _page(document, index)
        except PdfiumError:
            broken.append(index + 1)
            continue
        total += len(text)
        if total > output:
            losses.append(f"pages {index + 1} to {count} left out: more than {output} characters")
            break
        if text.strip():
            texts[index + 1] = text
        else:
            empty.append(index + 1)
    if empty:
        losses.append(
            f"{_numbers(empty)} without text (scanned image?): have it recognised, and add the result"
        )
    if broken:
        losses.append(f"{_numbers(broken)} cannot be read (damaged file?): get a whole copy")
    return texts, losses


def _page(document: Any, index: int) -> str:
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            return str(textpage.get_text_range()) if textpage.count_chars() > 0 else ""
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


def _joined(pages: dict[int, str]) -> tuple[str, tuple[Span, ...]]:
    """Return the pages as one text, with its map; pages are parted by an empty line that leads nowhere."""
    known = frozenset(word for text in pages.values() for word in words(text))
    texts: list[str] = []
    spans: list[Span] = []
    length = 0
    for number, page in pages.items():
        if texts:
            texts.append("\n\n")
            length += 2
        for piece in paragraphs(page, known):
            put = page[piece.start : piece.end] if piece.put is None else piece.put
            if put:
                spans.append(Span(length, length + len(put), Locator("page", piece.start, piece.end, number)))
                texts.append(put)
                length += len(put)
    return "".join(texts), tuple(spans)


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
