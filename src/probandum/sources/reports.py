"""Exhibits as far as their origin goes, and where words of them stand."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from probandum.model.ident import Digest, Value
from probandum.model.observation import Text
from probandum.model.sharing import Place

QUOTED = 280
"""Characters of a place that are quoted."""


class Report(Value, frozen=True):
    """An exhibit as far as its origin goes.

    Attributes:
        exhibit: digest.
        text: its text; empty where it has none, and where ``texts`` has it.
        source: name of the source that reports in it; empty where none is stated.
        published: date of publication (``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or RFC 3339); empty where unknown.
        parent: the exhibit it was inside (a mail, an archive), if any.
        texts: what was read of it, in the order in which :func:`joined` puts it together.
        publisher: as the document gives it; empty where unknown.
        not_before: day before which it cannot have been written; empty where nothing says so.
        not_after: day after which it cannot have been written; empty where nothing says so.
        url: where it lives; empty where unknown.
        title: as the document gives it; empty where unknown.
        vouched: whether a source of the case file, or the analyst, stands for its date.
    """

    exhibit: Digest
    text: str = ""
    source: str = ""
    published: str = ""
    parent: Digest | None = None
    texts: tuple[Text, ...] = ()
    publisher: str = ""
    not_before: str = ""
    not_after: str = ""
    url: str = ""
    title: str = ""
    vouched: bool = True

    @property
    def whole(self) -> str:
        """Its text, from wherever it is given."""
        return self.text or joined(self.texts)


def joined(texts: Sequence[Text]) -> str:
    """Return the texts of one exhibit as one: the ranges of shared passages count its characters."""
    return "\n".join(text.text for text in texts)


def place(report: Report, start: int, end: int) -> Place | None:
    """Return where characters [start, end) of :func:`joined` stand in the exhibit; None where no reader says so.

    A range over two texts is cut at the end of the first.
    """
    starts = [0, *accumulate(len(text.text) + 1 for text in report.texts)]
    index = bisect_right(starts, start) - 1
    if not 0 <= index < len(report.texts):
        return None
    text = report.texts[index]
    begin, finish = start - starts[index], min(end - starts[index], len(text.text))
    try:
        locator = text.locate(begin, finish)
    except ValueError:  # only characters that the reader put in
        return None
    words = " ".join(text.text[begin : min(finish, begin + 4 * QUOTED)].split())
    return Place(report.exhibit, locator, words if len(words) <= QUOTED else f"{words[: QUOTED - 1]}…")
