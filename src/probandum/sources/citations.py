"""Whom documents cite: addresses, words that introduce a name, titles, footnotes, and what the case file states.

A citation alone makes nobody dependent: “X says the opposite” is one too. It tells the direction where words are shared.
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from probandum.model.ident import Digest
from probandum.model.sharing import Citation, Citing
from probandum.model.source import Source
from probandum.sources.addresses import ADDRESS, normal, trimmed
from probandum.sources.attributions import WORD, Attribution, Range, attributions
from probandum.sources.registered import TITLE_WORDS, Register, Words, folded, register
from probandum.sources.reports import Report, joined, place
from probandum.sources.when import When, before, when

LOOKED = 1 << 20
"""Characters of a document in which citations are looked for."""
MOST = 300
"""Citations of one document that are kept, in order of the text."""
INTRODUCTIONS = 5_000
"""Words of introduction in one document that are looked at."""
RUNNING = 4
"""Words that a line must have beside an address or a title, or it is a list of links and no sentence."""

_HEADING = re.compile(
    r"^[^\S\n]{0,8}(?:#{1,6} |\d{1,2}\.? )?(?:references|sources|(?:foot|end)?notes|bibliography|works cited|quellen|literatur|"
    r"références|fuentes)[^\S\n]{0,3}:?[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_NOTE = re.compile(r"[^\S\n]{0,8}(?:\[\^?\w{1,4}\]:?|\(\d{1,3}\)|\d{1,3}[.)]|[¹²³⁰-⁹]{1,3})[^\S\n]")
_CREDIT = re.compile(
    r"(?:source|via|original(?:ly)?|first (?:published|appeared)|reference|quelle)\b", re.IGNORECASE
)
_QUOTES = "“”\"„«»‘’'"


class Cited(NamedTuple):
    """What is found of citations.

    Attributes:
        citations: sorted.
        slugs: exhibit → the agency whose mark stands at its head, as words.
        notes: what was not looked at.
    """

    citations: tuple[Citation, ...]
    slugs: Mapping[Digest, Words]
    notes: tuple[str, ...]


def citations(
    reports: Sequence[Report], sources: Iterable[Source], sharing: Mapping[Digest, Collection[Digest]]
) -> Cited:
    """Return whom documents cite.

    Args:
        reports: the exhibits.
        sources: of the case file; what one is declared to rely on is a citation of each of its documents.
        sharing: for each exhibit those with which it shares prose.
    """
    stated = sorted(sources, key=lambda source: source.name)
    known = register(reports, stated)
    relied = {source.name: source.relies_on for source in stated}
    dates = {report.exhibit: when(report) for report in reports}
    found: list[Citation] = []
    slugs: dict[Digest, Words] = {}
    cut = 0
    for report in sorted(reports, key=lambda one: one.exhibit):
        reading = _Reading(report, known, frozenset(sharing.get(report.exhibit, ())), dates)
        every = [*reading.run()]
        cut += len(every) > MOST or len(reading.text) > LOOKED
        found += [*every[:MOST], *_stated(report, relied.get(report.source, ()), known, reading)]
        slugs |= {report.exhibit: reading.slug} if reading.slug else {}
    notes = (
        [f"{cut} documents are so long, or cite so much, that not all they cite was looked at"] if cut else []
    )
    once = {one.id: one for one in found}
    return Cited(
        tuple(once[name] for name in sorted(once, key=lambda name: _order(once[name]))), slugs, tuple(notes)
    )


def _order(one: Citation) -> tuple[str, int, int, str, str]:
    where = (one.place.locator.page, one.place.locator.start) if one.place else (-1, -1)
    return (one.citing, *where, one.name, one.cited or "")


def _stated(
    report: Report, relied: Sequence[str], known: Register, reading: "_Reading"
) -> Iterator[Citation]:
    """Yield what the case file says that the source of a document relies on."""
    for other in relied:
        documents, why = reading.tie(folded(other), known.names.get(folded(other), frozenset()))
        for cited in documents or (None,):
            yield Citation(report.exhibit, cited, other, "stated", None, why if cited else "")


class _Reading:
    """One document as it is read for citations."""

    def __init__(
        self, report: Report, known: Register, sharing: frozenset[Digest], dates: Mapping[Digest, When]
    ) -> None:
        self.report = report
        self.dates = dates
        self.known = known
        self.sharing = sharing
        self.whole = joined(report.texts)
        self.text = self.whole[:LOOKED]
        self.begin = report.texts[0].body if report.texts else 0
        self.slug: Words = ()
        heading = _HEADING.search(self.text, self.begin)
        self.notes_from = heading.end() if heading else len(self.text) + 1
        self.breaks = [found.start() for found in re.finditer("\n", self.text)]
        hrefs = {plain for text in report.texts for link in text.links if (plain := normal(link))}
        self.linked = frozenset(one for plain in hrefs for one in known.addresses.get(plain, ()))
        self.seen: set[tuple[str, Digest | None]] = set()

    def run(self) -> Iterator[Citation]:
        yield from self._addresses()
        yield from self._titles()
        yield from self._names()
        for cited in sorted((self.linked & self.sharing) - {self.report.exhibit}):
            if ("link", cited) not in self.seen:
                yield Citation(
                    self.report.exhibit,
                    cited,
                    self.known.pages[cited],
                    "link",
                    None,
                    "a link to its address; they share passages",
                )

    def tie(self, name: Words, documents: frozenset[Digest]) -> tuple[tuple[Digest, ...], str]:
        """Return for which documents a name of a publisher, author or source stands, and why, or why for none."""
        others = documents - {self.report.exhibit}
        own = self.known.own.get(self.report.exhibit, frozenset())
        if name in own or not others:
            return (), "" if name in own else "no document of it is in the case"
        mine = self.dates[self.report.exhibit]
        others = frozenset(one for one in others if not before(mine, self.dates[one]))
        if not others:
            return (), "what the case has under this name is dated later"
        if len(others) == 1:
            return tuple(others), "the only document under this name that may be meant"
        for some, why in ((self.linked, "it is linked to"), (self.sharing, "they share passages")):
            if chosen := others & some:
                return tuple(sorted(chosen)), f"of {len(others)} documents under this name {why}"
        return (), f"{len(others)} documents are under this name"

    def _addresses(self) -> Iterator[Citation]:
        for found in ADDRESS.finditer(self.text, self.begin):
            written = trimmed(found[0])
            documents = self.known.addresses.get(normal(written), frozenset()) - {self.report.exhibit}
            start, end = found.start(), found.start() + len(written)
            how: Citing = "footnote" if self._noted(start) else "link"
            for cited in sorted(documents):
                carried = how == "footnote" or self._carried(start, end)
                if carried or cited in self.sharing:
                    why = "its address" if carried else "its address, in no sentence; they share passages"
                    yield from self._cite(cited, written, how, (start, end), why)

    def _titles(self) -> Iterator[Citation]:
        plain = self.text[self.begin :].casefold().replace("’", "'")
        words = [word.removesuffix("'s") for word in WORD.findall(plain)]
        runs = zip(*(words[at:] for at in range(TITLE_WORDS)), strict=False)
        if self.known.titles.keys().isdisjoint(runs):
            return
        own = {folded(title) for title in (self.report.title, *(text.title for text in self.report.texts))}
        recent: deque[tuple[str, int, int]] = deque(maxlen=30)
        tail: deque[str] = deque(maxlen=TITLE_WORDS)
        for word in WORD.finditer(self.text, self.begin):
            tail.append(word[0].casefold().replace("’", "'").removesuffix("'s"))
            recent.append((tail[-1], *word.span()))
            for title, documents in self.known.titles.get(tuple(tail), {}).items():
                run = list(recent)[-len(title) :]
                if title not in own and tuple(one for one, _, _ in run) == title:
                    yield from self._titled(documents - {self.report.exhibit}, run[0][1], run[-1][2])

    def _titled(self, documents: frozenset[Digest], start: int, end: int) -> Iterator[Citation]:
        marked = (
            self.text[max(start - 1, 0) : start] in _QUOTES and self.text[end : end + 1] in _QUOTES + ".,"
        )
        how: Citing = "footnote" if self._noted(start) else "named report"
        if how == "named report" and not (marked and start) and not self._carried(start, end):
            return
        chosen = documents if len(documents) == 1 else documents & (self.linked | self.sharing)
        name = " ".join(self.text[start:end].split())
        for cited in sorted(chosen):
            yield from self._cite(cited, name, how, (start, end), "its title")
        if not chosen and documents:
            yield from self._cite(
                None, name, how, (start, end), f"{len(documents)} documents have this title"
            )

    def _names(self) -> Iterator[Citation]:
        for number, found in enumerate(attributions(self.text, self.begin)):
            if number == INTRODUCTIONS:
                return
            words, where = self._known(found)
            if found.slug:
                self.slug = words or folded(self.text[slice(*where)])
            if words in self.known.own.get(self.report.exhibit, frozenset()) or where == (0, 0):
                continue
            written = " ".join(self.text[slice(*where)].split())
            name = self.known.written[words] if words else written
            documents, why = self.tie(words, self.known.names[words]) if words else ((), "")
            place = min(found.cue[0], where[0]), max(found.cue[1], where[1])
            for cited in documents or (None,):
                yield from self._cite(cited, name, "according to", place, why)

    def _known(self, found: Attribution) -> tuple[Words, Range]:
        """Return the longest name that the case knows and where it stands; else no words and where a name must be."""
        for start, end in found.names:
            if self.text[start].isupper() and (words := folded(self.text[start:end])) in self.known.names:
                return words, (start, end)
        return (), found.told or (0, 0)

    def _cite(
        self, cited: Digest | None, name: str, how: Citing, where: tuple[int, int], why: str
    ) -> Iterator[Citation]:
        """Yield a citation, the first of its kind to one document or name."""
        key = (how if cited else f"{how} {name.casefold()}", cited)
        if key not in self.seen:
            self.seen.add(key)
            yield Citation(self.report.exhibit, cited, name, how, place(self.report, *where), why)

    def _line(self, at: int) -> tuple[int, int]:
        index = bisect_right(self.breaks, at - 1)
        start = self.breaks[index - 1] + 1 if index else 0
        return start, self.breaks[index] if index < len(self.breaks) else len(self.text)

    def _noted(self, at: int) -> bool:
        return at >= self.notes_from or bool(_NOTE.match(self.text, self._line(at)[0]))

    def _carried(self, start: int, end: int) -> bool:
        """Return whether words of a sentence carry an address or title, so that it is no entry of a list."""
        first, last = self._line(start)
        around = f"{self.text[max(first, start - 400) : start]}\n{self.text[end : min(last, end + 400)]}"
        if _CREDIT.match(around.lstrip(" \t•*–—-([")):
            return True
        return sum(1 for _ in WORD.finditer(around)) >= RUNNING
