"""What documents share, whom they cite, and who repeats whom: records that a person can open and dispute."""

from collections.abc import Collection
from decimal import Decimal
from typing import Literal

from msgspec import structs

from probandum.model.exhibit import Locator
from probandum.model.ident import Digest, Id, Value, identify

Sharing = Literal["copy", "paraphrase", "quotation", "artefact", "template"]
"""``copy``: the prose of one stands in the other; ``paraphrase``: the same in other words; ``quotation``: both quote a
third; ``artefact``: both show the same thing (a ransom note, a log line, code); ``template``: what a publisher puts
around its texts. Only the first two make one document depend on the other."""

Citing = Literal["link", "according to", "named report", "footnote", "stated"]
"""By what a document is seen to rely on another; ``stated``: the case file says so."""

Known = Literal["dates", "citation", "stated", "nothing"]
"""What tells who repeats whom."""


class Place(Value, frozen=True):
    """Words of an exhibit.

    Attributes:
        exhibit: where they stand.
        locator: where in it.
        quote: as they stand there; the start of what is long.
    """

    exhibit: Digest
    locator: Locator
    quote: str

    @property
    def id(self) -> Id:
        """Where it is."""
        return identify("place", [self.exhibit, self.locator])


class Passage(Value, frozen=True):
    """Words that two exhibits share.

    Attributes:
        kind: what sort of sharing it is.
        first: where they stand in the exhibit with the smaller digest.
        second: where they stand in the other.
        words: how many words match.
        why: by what it was taken for its kind, in one line.
    """

    kind: Sharing
    first: Place
    second: Place
    words: int
    why: str = ""

    @property
    def id(self) -> Id:
        """The two places."""
        places = [(place.exhibit, place.locator) for place in (self.first, self.second)]
        return identify("passage", places)


class Citation(Value, frozen=True):
    """A document names what it relies on.

    Attributes:
        citing: the exhibit.
        cited: exhibit of the case that it names; None where nobody collected it.
        name: whom or what it names, as written there: an address, a publisher, a title.
        how: by what it is seen.
        place: where it says so; None for a link that no words carry and for what the case file states.
        why: how the name was taken for the cited exhibit, in one line; empty where it was not.
    """

    citing: Digest
    cited: Digest | None
    name: str
    how: Citing
    place: Place | None = None
    why: str = ""

    @property
    def id(self) -> Id:
        """Who names whom, how and where."""
        place = self.place and (self.place.exhibit, self.place.locator)
        return identify("citation", [self.citing, self.cited or "", self.name, self.how, place])


class Descent(Value, frozen=True):
    """One document goes back to another, or to one that nobody collected.

    Attributes:
        parent: digest of an exhibit, or ``uncollected-<n>`` for a text that must have been there.
        child: the exhibit that repeats it; where ``directed`` is false the other one of a pair.
        share: part of the child's prose that the parent explains, in [0, 1].
        known: what tells the direction.
        directed: whether the direction is known; else it is drawn without.
        together: published by both at one time by agreement (co-publication): neither repeats the other.
        passages: ids of what they share; empty where only a citation or the case file says so.
        why: in one line.
        main: the one from which most of the child is, or all; another parent explains only what the main one does not.
    """

    parent: str
    child: Digest
    share: Decimal
    known: Known
    directed: bool
    together: bool = False
    passages: tuple[Id, ...] = ()
    why: str = ""
    main: bool = True

    @property
    def id(self) -> Id:
        """The two ends."""
        return identify("descent", [self.parent, self.child])


class Lineage(Value, frozen=True):
    """Who repeats whom, as far as it can be told.

    Attributes:
        passages: what documents share, sorted by exhibits and place.
        citations: whom they name, sorted.
        descents: who goes back to whom, sorted by child and parent; at most one directed main parent a
            child.
        notes: what was left out and what cannot be told, one line each.
    """

    passages: tuple[Passage, ...] = ()
    citations: tuple[Citation, ...] = ()
    descents: tuple[Descent, ...] = ()
    notes: tuple[str, ...] = ()

    def without(self, exhibits: Collection[Digest]) -> "Lineage":
        """Return it without the passages and descents that some exhibits have a part in."""
        if not exhibits:
            return self
        gone = frozenset[str](exhibits)
        passages = (one for one in self.passages if gone.isdisjoint((one.first.exhibit, one.second.exhibit)))
        descents = (one for one in self.descents if gone.isdisjoint((one.parent, one.child)))
        return structs.replace(self, passages=tuple(passages), descents=tuple(descents))
