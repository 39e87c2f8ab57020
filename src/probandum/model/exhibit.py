"""What was taken into custody, how, and where in it something stands."""

from typing import Literal

from probandum.model.ident import Digest, Value


class Exhibit(Value, frozen=True):
    """Bytes in custody.

    Attributes:
        digest: SHA-256 of the bytes.
        size: number of bytes.
        media_type: by content, never by name (RFC 2046), e.g. ``text/html``.
    """

    digest: Digest
    size: int
    media_type: str


class Acquisition(Value, frozen=True):
    """How an exhibit came into custody; apart from the exhibit, which is what it is.

    Attributes:
        exhibit: the exhibit.
        name: file name as received, or path inside the parent; control characters escaped.
        at: RFC 3339 in UTC.
        by: who took it.
        method: ``copied`` from a folder, ``extracted`` from the parent by a reader, or ``answered`` by a language
            model that was asked about the parent: such an answer is no evidence and is never read as any.
        parent: the exhibit it was inside, if any.
    """

    exhibit: Digest
    name: str
    at: str
    by: str
    method: Literal["copied", "extracted", "answered"]
    parent: Digest | None = None


class Locator(Value, frozen=True):
    """Where in an exhibit: a half-open range [start, end).

    Attributes:
        unit: ``byte``: offsets into the exhibit's bytes; ``page``: characters of the text of one page.
        start: first unit.
        end: one past the last unit.
        page: 1-based page for ``page``, otherwise 0.
    """

    unit: Literal["byte", "page"]
    start: int
    end: int
    page: int = 0

    @property
    def words(self) -> str:
        """The place as people read it."""
        if self.unit == "page":
            return f"page {self.page}, characters {self.start}–{self.end}"
        return f"bytes {self.start}–{self.end}"
