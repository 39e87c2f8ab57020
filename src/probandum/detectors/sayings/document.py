"""A document from its paragraphs to statements, claims and figures."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from probandum.detectors.folding import folded_text
from probandum.detectors.sayings import sentences
from probandum.detectors.sayings.claims import Writer
from probandum.detectors.sayings.dispute import answered, made
from probandum.detectors.sayings.gate import Gate
from probandum.detectors.sayings.likely import Likely, Marked, features
from probandum.detectors.sayings.memory import GROUP_KINDS, Keys, Memory, Named
from probandum.detectors.sayings.places import Places
from probandum.detectors.sayings.quotes import Quoted, quotes
from probandum.detectors.sayings.quotes import marks as quotation_marks
from probandum.detectors.sayings.quoting import attributed
from probandum.detectors.sayings.reading import Place, Said, plain, read
from probandum.detectors.sayings.sentences import Paragraph, Span
from probandum.detectors.sayings.speakers import Cast, Voice
from probandum.detectors.sayings.technical import is_technical
from probandum.detectors.sayings.tempering import Near, kinds, marks, tempered
from probandum.detectors.sayings.turns import Turn, turns
from probandum.detectors.states import States
from probandum.model.claim import Claim
from probandum.model.observation import Observation, Omission, Text
from probandum.model.pack import Pack
from probandum.model.statement import StatedFigure, Statement

_Found = TypeVar("_Found")
PLAIN = 120
"""Sentences of a text up to which those that do nothing but assert are listed too."""


Passage = tuple[Voice, Quoted, bool, Iterator[tuple[Span, bool]]]
"""One paragraph as it is read: who speaks; what stands in quotation marks; whether it is a heading, of which only charges
and denials are kept; its sentences, and whether each is a premise."""
_UNQUOTED = Quoted([])


class Knowing:
    """What is known before a document is read.

    Args:
        pack: tells about states.
        likely: the model beside the rules; None for the rules alone.
    """

    def __init__(self, pack: Pack, likely: Likely | None) -> None:
        self.likely = likely
        self.states = States(pack.places)
        self._names = {place.code: place.names[0] for place in pack.places if place.names}

    def name(self, code: str) -> str:
        """Return a state's name as the pack has it."""
        return self._names.get(code, code)


class Document:
    """One text, read once.

    Args:
        text: the text.
        observations: what stage 1 found in its exhibit.
        knowing: what the pack tells.
        by: detector, as ``name/version``.
    """

    def __init__(self, text: Text, observations: Sequence[Observation], knowing: Knowing, by: str) -> None:
        self.text, self.by = text, by
        self._knowing = knowing
        self._named = sorted(_named(text, observations), key=lambda one: (one.start, one.end))
        taken = _disjoint((one.start, one.end) for one in self._named)
        self._states = knowing.states.find(text.text, taken)
        self._starts = [one.start for one in self._states]
        self._name_starts = [one.start for one in self._named]

    def finds(self) -> Iterator[Statement | StatedFigure | Claim | Omission]:
        """Yield what the document says, in its order."""
        said = attributed(self._said())
        charges = made(said)
        counters = answered(charges, said)
        shown = frozenset(index for index, one in enumerate(said) if one.does or len(said) <= PLAIN)
        if len(shown) < len(said):
            what = (
                f"{len(said) - len(shown):,} of {len(said):,} sentences, which only assert, are not listed: "
                f"they are up to {PLAIN} sentences a text; read the text itself"
            )
            yield Omission(self.text.exhibit, self.by, what)
        yield from Writer(self.text, self.by, charges, counters).write(said, shown, self._party)

    def judged(self) -> list[tuple[Span, frozenset[str]]]:
        """Return its sentences with what each does, in the words of the model beside the rules."""
        return [(one.span, kinds(one)) for one in attributed(self._said())]

    def marks(self, span: Span) -> list[Marked]:
        """Return who is named in a stretch of the text."""
        return marks(self._near(span))

    def _party(self, keys: Keys) -> str:
        """Return the state that somebody stands for; empty for none or several."""
        codes = sorted(key.removeprefix("state:") for key in keys if key.startswith("state:"))
        return self._knowing.name(codes[0]) if len(codes) == 1 else ""

    def _said(self) -> list[Said]:
        text, of_offices = self.text.text, self._knowing.likely
        technical = is_technical(text)
        of_others = of_offices and of_offices.of_reports if technical else of_offices
        groups = (one.start for one in self._named if one.kind in GROUP_KINDS)
        gate = Gate(folded_text(text), sorted((*self._starts, *groups)), wide=not technical)
        memory, since = Memory(), 99
        said: list[Said] = []
        for number, (voice, quoted, heading, spans) in enumerate(self._passages()):
            likely = of_offices if voice.keys else of_others
            for span, premise in spans:
                sight, near = gate.look(span, since), self._near(span)
                asked = any((sight.deep, sight.charges, sight.near, *near, voice.keys))
                seen = features(text, span, marks(near)) if likely and asked else None
                deep = sight.deep or (
                    likely.may_accuse(seen, official=bool(voice.keys)) if likely and seen else sight.charges
                )
                if heading and not deep and seen is None:
                    since += 1
                    continue
                place = Place(len(said), number, voice, premise, sight.marked, sight.wishes, sight.counts)
                if deep:
                    one = read(text, span, place, near, (quoted, memory))
                else:
                    memory.mention(len(said), text, near[1])
                    one = plain(text, span, place, quoted)
                if likely and seen is not None:
                    one = tempered(text, one, near, seen, likely)
                since = 0 if one.charges else since + 1
                if not heading or one.charges or one.kinds & {"denial", "rejection-of-basis"}:
                    said.append(one)
        return said

    def _passages(self) -> Iterator[Passage]:
        """Yield the paragraphs of the text without those that only say its title again."""
        text = self.text.text
        paragraphs = self._untitled(sentences.paragraphs(text, self.text.body))
        cast = Cast(self.text, self._knowing.states.find, self._knowing.name)
        ends, quoting = sentences.may_end(text, self.text.body), quotation_marks(text)
        found = turns(text, paragraphs, f"{self.text.title} {self.text.publisher}")
        for paragraph, turn in zip(paragraphs, found, strict=True):
            first = bisect_left(quoting, turn.start)
            quotes_in = first < len(quoting) and quoting[first] < turn.end
            quoted = Quoted(quotes(text, turn.start, turn.end)) if quotes_in else _UNQUOTED
            voice = cast.voice(turn) if turn.part else cast.author
            heading = paragraph.kind == "heading" and not turn.label
            yield voice, quoted, heading, _split(text, turn, ends, asked=voice.role == "questioner")

    def _untitled(self, paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
        """Return paragraphs without those that only say again what the document is called."""
        title = " ".join(self.text.title.split())
        if not title:
            return list(paragraphs)
        text, reach, begins = self.text.text, 2 * len(title) + 40, f"# *{title[0]}"
        return [
            one
            for one in paragraphs
            if text[one.start] not in begins
            or one.end - one.start < len(title)
            or " ".join(text[one.start : min(one.end, one.start + reach)].split()).strip("# *") != title
        ]

    def _near(self, span: Span) -> Near:
        return _inside(self._states, self._starts, span), _inside(self._named, self._name_starts, span)


def _split(text: str, turn: Turn, ends: Sequence[int], *, asked: bool) -> Iterator[tuple[Span, bool]]:
    """Yield the sentences of a turn, and whether each is a premise: a question with a premise becomes two."""
    for span in sentences.sentences(text, turn.start, turn.end, ends):
        asking = text[span[1] - 1] in {"?", "？", "؟"}
        cut = sentences.premise(text, *span) if asking else None
        if cut is None:
            yield span, asked and not asking
            continue
        stop = cut
        while stop > span[0] and not (text[stop - 1].isalnum() or text[stop - 1] in '"”’)'):
            stop -= 1
        yield (span[0], stop), True
        yield (cut, span[1]), False


def _named(text: Text, observations: Sequence[Observation]) -> Iterator[Named]:
    places = Places(text)
    for one in observations:
        if one.kind in {"intrusion-set", "campaign", "malware", "tool"}:
            span = places.find(one.locator)
            if span:
                yield Named(*span, one.kind, frozenset(one.refs or (one.value,)))


def _inside(found: Sequence[_Found], starts: Sequence[int], span: Span) -> Sequence[_Found]:
    """Return what begins inside a span."""
    first = bisect_left(starts, span[0])
    if first == len(starts) or starts[first] >= span[1]:
        return ()
    return found[first : bisect_left(starts, span[1], first)]


def _disjoint(spans: Iterator[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
