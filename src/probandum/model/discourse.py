"""What is said over and over, by whom and since when; and what cannot both be true."""

from decimal import Decimal
from typing import Literal

from probandum.model.exhibit import Locator
from probandum.model.ident import Digest, Id, Value, identify

Repeated = Literal["first known", "copied", "reworded", "same claim"]
"""How a saying repeats the first known one: in its very words, with other words, or in a sentence of its own that claims the
same."""
Clash = Literal["denied", "rival accusations", "figures differ"]
LOOKED_AT = 200
"""Sayings about one thing that are held against each other, the earliest."""


class Uttered(Value, frozen=True):
    """One time that something was said.

    Attributes:
        record: id of the statement or claim.
        exhibit: where it stands.
        locator: where in it.
        quote: verbatim.
        speaker: in the words of the document; empty where it does not say.
        party: one word for all who speak for one party.
        not_before: earliest day of the document (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``); empty where nothing says so.
        not_after: latest day; the same where the date is known.
        how: how it repeats the first.
        direct: said there by the speaker itself, not passed on.
    """

    record: Id
    exhibit: Digest
    locator: Locator
    quote: str
    speaker: str
    party: str
    not_before: str
    not_after: str
    how: Repeated
    direct: bool


class TalkingPoint(Value, frozen=True):
    """A thing said in two documents or more.

    Attributes:
        uttered: in order of days; what has no date stands last.
        first: ids of the records that may be the first: nothing dated stands certainly before them. Only what was
            collected is known.
        parties: who says it, in order of first appearance.
    """

    uttered: tuple[Uttered, ...]
    first: tuple[Id, ...]
    parties: tuple[str, ...]

    @property
    def id(self) -> Id:
        """Its sayings."""
        return identify("talking-point", [one.record for one in self.uttered])

    @property
    def documents(self) -> int:
        """In how many exhibits it stands."""
        return len({one.exhibit for one in self.uttered})


class Contradiction(Value, frozen=True):
    """Two sayings about one thing that cannot both be true; which is, it does not say.

    Attributes:
        kind: one denies what the other says was done; both say who did one thing and name others; or two figures of one
            thing differ.
        first: id of a claim, statement or figure.
        second: of the other; the one that was said earlier, as far as is known, is the first.
        exhibits: where they stand, in that order.
        why: by what they were taken to be about one thing, in one line.
        difference: second minus first, for figures.
    """

    kind: Clash
    first: Id
    second: Id
    exhibits: tuple[Digest, Digest]
    why: str
    difference: Decimal | None = None

    @property
    def id(self) -> Id:
        """The two sayings."""
        return identify("contradiction", [self.first, self.second])
