"""One sentence read: its types, the charges and denials in it, who says it and how. What other sentences say is not known yet."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from probandum.detectors.sayings import demands, kinds
from probandum.detectors.sayings.actors import Actors
from probandum.detectors.sayings.beside import is_beside
from probandum.detectors.sayings.charges import charges as charges_in
from probandum.detectors.sayings.chunks import Sentence
from probandum.detectors.sayings.disowned import Disowned, disowned
from probandum.detectors.sayings.memory import Actor, Memory, Named
from probandum.detectors.sayings.quotes import LONG, Quoted
from probandum.detectors.sayings.reports import Reports, Source, hedge, once
from probandum.detectors.sayings.scene import Charge
from probandum.detectors.sayings.sentences import Span
from probandum.detectors.sayings.sieve import Sieved
from probandum.detectors.sayings.speakers import Voice
from probandum.detectors.sayings.tokens import tokens
from probandum.detectors.states import State
from probandum.model.ident import Value
from probandum.model.statement import Mode

_THIEF = Sieved(
    re.compile(
        r"\bthief (?:\w+ ){0,2}(?:crying|calling|shouting|yelling)|\bpot calling the kettle\b|\bcr(?:y|ies|ying) wolf\b",
        re.IGNORECASE,
    )
)


Pair = tuple[Charge, tuple[Source, ...]]
"""A charge with who says so, outermost first."""
MOSTLY = 0.5
"""Share of the letters of a sentence from which on it is a quotation."""


class Said(Value, frozen=True):
    """A sentence with what it does.

    Attributes:
        span: where it stands in the text.
        paragraph: number of its paragraph.
        quote: the quotation it begins in; None outside of one.
        voice: whose turn it is.
        mode: how it is said.
        kinds: what it does besides accusing and stating figures.
        charges: with the sources of each, outermost first.
        denial: who is cleared of what; None where nothing is denied.
        sources: who says the sentence, outermost first.
        hedge: words of doubt.
        basis: on what it is said to rest.
        counts: whether it holds a number in words.
    """

    span: Span
    paragraph: int
    voice: Voice
    mode: Mode
    quote: Span | None = None
    kinds: frozenset[str] = frozenset()
    charges: tuple[Pair, ...] = ()
    denial: Disowned | None = None
    sources: tuple[Source, ...] = ()
    hedge: str = ""
    basis: str = ""
    counts: bool = True

    @property
    def does(self) -> bool:
        """Whether it does more than assert in the author's own voice."""
        return (
            bool(self.kinds or self.charges or self.sources)
            or self.voice.role != "author"
            or self.mode == "quoted"
        )


class Place(Value, frozen=True):
    """Where a sentence stands: its number, its paragraph, its voice, and what its stems are.

    Attributes:
        number: of the sentence.
        paragraph: it stands in.
        voice: whose turn it is.
        premise: whether a question follows that rests on it.
        marked: whether it holds a stem of denial, rejection, challenge or demand.
        wishes: whether it may ask for something.
        counts: whether it holds a number in words.
    """

    number: int
    paragraph: int
    voice: Voice
    premise: bool
    marked: bool = True
    wishes: bool = False
    counts: bool = True


def read(
    text: str,
    span: Span,
    place: Place,
    found: tuple[Sequence[State], Sequence[Named]],
    around: tuple[Quoted, Memory],
) -> Said:
    """Return what a sentence does."""
    quoted, memory = around
    words = tokens(text, *span)
    if not words:
        return plain(text, span, place, quoted)
    sentence = Sentence(words)
    own = _own(place.voice)
    actors = Actors(text, sentence, found[0], found[1], (place.number, memory), own)
    written = text[span[0] : span[1]]
    reports = Reports(actors)
    low = " ".join(written.replace("’", "'").lower().split())
    charges = charges_in(actors)
    if _THIEF.may_match(low):
        charges += _thief(text, span, actors)
    charges = [charge for charge in charges if not is_beside(text, span, charge)]
    marks = _marks(low, actors, place)
    pairs = (_taken((charge, tuple(reports.before(charge.at))), marks, place, own) for charge in charges)
    kept = tuple(pair for pair in pairs if pair)
    return Said(
        span,
        place.paragraph,
        place.voice,
        _mode(text, span, place, quoted, _told(reports, kept), asking=kinds.asks(written)),
        _quotation(quoted, span),
        frozenset(marks),
        kept,
        disowned(actors) if marks & {"denial", "rejection-of-basis"} else None,
        _sources(reports, kept),
        hedge(written) if kept or marks or reports.sources else "",
        reports.basis if kept or marks else "",
        place.counts,
    )


def _quotation(quoted: Quoted, span: Span) -> Span | None:
    inside = quoted.around(min(span[0] + 1, span[1] - 1)) if quoted.found else None
    return (inside.start, inside.end) if inside else None


def _told(reports: Reports, kept: Sequence[Pair]) -> str:
    """Return ``others`` where somebody else says it, ``self`` where the speaker says that it says it, else nothing."""
    if any(not source.own for source in reports.sources):
        return "others"
    return "self" if reports.self_report or any(charge.accuser for charge, _ in kept) else ""


def plain(text: str, span: Span, place: Place, quoted: Quoted) -> Said:
    """Return a sentence that does no more than assert or ask."""
    written = text[span[0] : span[1]]
    asking = kinds.asks(written)
    wishing = (
        place.wishes and not asking and demands.wishes(" ".join(written.replace("’", "'").lower().split()))
    )
    return Said(
        span,
        place.paragraph,
        place.voice,
        _mode(text, span, place, quoted, "", asking=asking),
        _quotation(quoted, span),
        frozenset({"question"} if asking else {"demand"} if wishing else ()),
        counts=place.counts,
    )


def _own(voice: Voice) -> Actor | None:
    if voice.role == "questioner" or not voice.keys:
        return None
    return Actor(0, 0, voice.party or voice.speaker, "state", voice.keys)


def _marks(low: str, actors: Actors, place: Place) -> set[str]:
    asking = kinds.asks(low)
    found = {"question"} if asking else set[str]()
    if not place.marked:
        return found | ({"demand"} if not asking and demands.is_imperative(actors.sentence) else set())
    denial = kinds.denies(low, actors)
    if denial:
        found.add("denial")
    if kinds.rejects(low) and not (denial and kinds.contents_denied(low)):
        found.add("rejection-of-basis")
    if kinds.challenges(low):
        found.add("evidence-challenge")
    if not asking and demands.demands(low, actors.sentence):
        found.add("demand")
    return found


def _thief(text: str, span: Span, actors: Actors) -> list[Charge]:
    """Charge whoever is likened to the thief who cries “thief”."""
    sentence, found = actors.sentence, _THIEF.pattern.search(text, *span)
    if not found:
        return []
    for group in sentence.groups:
        actor = actors.identify(sentence.subject(group))
        if actor and actor.keys:
            at = next(
                (
                    number
                    for number, phrase in enumerate(sentence.phrases)
                    if sentence.words[phrase.first].start >= found.start()
                ),
                group.at,
            )
            return [Charge(actor, (found.start(), found.start() + len("thief")), "", at, cue="thief")]
    return []


def _taken(pair: Pair, marks: set[str], place: Place, own: Actor | None) -> Pair | None:
    """Return a charge that is made; one that is only asked or confessed is none, one that is answered is ``mentioned``."""
    charge, sources = pair
    named = bool(charge.accuser or sources)
    if own and charge.accused.keys and charge.accused.keys <= own.keys and not named and not place.premise:
        return None
    if "question" in marks and not named:
        return None
    if not marks & {"denial", "rejection-of-basis"} or charge.cue == "thief":
        return pair
    if place.voice.role in {"questioner", "author"} and charge.accuser:
        return pair
    if (
        charge.cue in {"act", "noun of"}
        and own is not None
        and not charge.accused.keys <= own.keys
        and not sources
    ):
        return pair
    return (replace(charge, cue="mentioned"), sources) if charge.accuser else None


def _mode(text: str, span: Span, place: Place, quoted: Quoted, told: str, *, asking: bool) -> Mode:
    if place.voice.role == "questioner":
        return "question" if asking and not place.premise else "question-premise"
    if quoted.found and quoted.share(text, span) >= MOSTLY:
        return "quoted"
    if told == "others" and any(
        len(text[max(quote.start, span[0]) : min(quote.end, span[1])].split()) >= LONG
        for quote in quoted.inside(*span)
    ):
        return "quoted"
    return "question" if asking else "reported" if told else "direct"


def _sources(reports: Reports, kept: Sequence[Pair]) -> tuple[Source, ...]:
    others = once(source for source in reports.sources if not source.own)
    for charge, _ in kept:
        if (
            charge.accuser
            and charge.cue != "mentioned"
            and all(charge.accuser.lower() != source.surface.lower() for source in others)
        ):
            others.append(Source(charge.at, charge.accuser, charge.accuser_keys, "accuse"))
    return tuple(others)
