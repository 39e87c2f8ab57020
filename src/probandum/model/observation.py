"""What an exhibit shows, and where; and what in it could not be read."""

from bisect import bisect_right
from decimal import Decimal
from operator import attrgetter

from probandum.model.exhibit import Locator
from probandum.model.ident import Digest, Id, Value, identify, identify_plain

ONE = Decimal(1)
_START = attrgetter("start")


class Observation(Value, frozen=True):
    """One thing that an exhibit shows.

    Attributes:
        kind: a STIX 2.1 SCO or SDO type (``domain-name``, ``ipv4-addr``, ``file``, ``attack-pattern``, ``malware``,
            ``tool``, ``intrusion-set``, ``vulnerability``, ``location`` …).
        value: the normal form: refanged indicator, ``T1059.001``, ``S0365``; the surface form where nothing is known.
        exhibit: where it was seen.
        locator: where in the exhibit.
        by: tool that saw it, as ``name/version``.
        surface: as it stands in the exhibit, if other than the value.
        refs: ids in the knowledge pack that the value may stand for; several mean that it is ambiguous.
        note: why the tool says so: which alias, whose, which cue.
        time: RFC 3339 time the exhibit gives for it, if any.
        authenticity: chance in [0, 1] that it is real, the intruder's, and mapped rightly.
        derived_from: observations it was made from.
    """

    kind: str
    value: str
    exhibit: Digest
    locator: Locator
    by: str
    surface: str = ""
    refs: tuple[str, ...] = ()
    note: str = ""
    time: str | None = None
    authenticity: Decimal = ONE
    derived_from: tuple[Id, ...] = ()

    @property
    def tool(self) -> str:
        """Name of the tool that found it, without its version."""
        return self.by.partition("/")[0]

    @property
    def id(self) -> Id:
        """What it is and where; not who found it nor how sure."""
        known = (self.kind, self.value, self.refs, self.exhibit, self.locator)
        return identify_plain("observation", known)


class Omission(Value, frozen=True):
    """What was left out or could not be read, so that nothing is lost in silence.

    Attributes:
        exhibit: in which exhibit.
        by: tool that left it out.
        what: one line: what, where, and what to do about it.
        locator: where, if it can be said.
    """

    exhibit: Digest
    by: str
    what: str
    locator: Locator | None = None

    @property
    def id(self) -> Id:
        """Everything it says."""
        return identify("omission", self)


class Span(Value, frozen=True):
    """A run of text and where it came from.

    Where the source is k times as long as the text (k whole, at least 1), each character stands for k units, so
    one character may stand for any number of bytes; otherwise the whole span is the finest address. A reader
    that cannot say which bytes make which character must therefore not leave a whole multiple by accident.

    Attributes:
        start: first character in the text.
        end: one past the last character in the text.
        source: where the run stands in the exhibit.
    """

    start: int
    end: int
    source: Locator


class Text(Value, frozen=True):
    """The readable text of an exhibit with the map back to its bytes or pages.

    Attributes:
        exhibit: the exhibit.
        by: reader, as ``name/version``.
        text: the text; line ends are line feeds.
        spans: ascending and disjoint; characters between spans were put in by the reader (line breaks).
        title: as the document gives it.
        publisher: as the document gives it.
        author: as the document gives it.
        published: RFC 3339 date or time, as the document gives it.
        url: where the document says it lives.
        language: ISO 639-1, empty where unknown.
        links: targets of links, as written.
        body: where the running text begins in ``text``, behind title, date and author lines.
        publisher_basis: where the publisher is read from.
        published_basis: where the date is read from, and which other dates contradict it.
        not_before: day before which the document cannot have been written; empty where nothing says so.
        not_before_basis: why.
        not_after: day after which it cannot have been written, by what it says itself; empty where nothing says so.
        not_after_basis: why.
    """

    exhibit: Digest
    by: str
    text: str
    spans: tuple[Span, ...]
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    links: tuple[str, ...] = ()
    body: int = 0
    publisher_basis: str = ""
    published_basis: str = ""
    not_before: str = ""
    not_before_basis: str = ""
    not_after: str = ""
    not_after_basis: str = ""

    def locate(self, start: int, end: int) -> Locator:
        """Return where characters [start, end) of the text stand in the exhibit.

        The result covers them: a range over several spans reaches from the first to the last. A range over
        two pages is cut at the end of the first.

        Raises:
            ValueError: the range is empty, outside the text, or holds only characters the reader put in.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no characters [{start}, {end}) in a text of {len(self.text)}")
        index = bisect_right(self.spans, start, key=_START) - 1
        if index >= 0 and end <= self.spans[index].end:  # the common case
            span = self.spans[index]
            source = span.source
            if source.end - source.start == span.end - span.start:  # one unit for each character
                shift = source.start - span.start
                return Locator(source.unit, start + shift, end + shift, source.page)
            return Locator(source.unit, *_inside(span, start, end), source.page)
        touched = self._touching(max(index, 0), start, end)
        if not touched:
            raise ValueError(f"characters [{start}, {end}) were put in by the reader")
        first = touched[0].source
        begin, finish = _inside(touched[0], start, end)
        for span in touched[1:]:
            source = span.source
            if source.unit == first.unit and source.page == first.page:
                # Columns are read one after the other, whatever their order in the exhibit.
                left, right = _inside(span, start, end) if span.end > end else (source.start, source.end)
                begin, finish = min(begin, left), max(finish, right)
        return Locator(first.unit, begin, finish, first.page)

    def _touching(self, index: int, start: int, end: int) -> list[Span]:
        found: list[Span] = []
        while index < len(self.spans) and self.spans[index].start < end:
            if self.spans[index].end > start:
                found.append(self.spans[index])
            index += 1
        return found


class Member(Value, frozen=True):
    """A file found inside an exhibit (archive member, mail part): becomes an exhibit with a parent.

    Attributes:
        name: path or name inside the parent, as given there; never used as a path on disk.
        data: its bytes.
    """

    name: str
    data: bytes


def _inside(span: Span, start: int, end: int) -> tuple[int, int]:
    source = span.source
    factor, rest = divmod(source.end - source.start, span.end - span.start)
    if rest or not factor:
        return source.start, source.end
    begin, finish = max(start, span.start) - span.start, min(end, span.end) - span.start
    return source.start + factor * begin, source.start + factor * finish
