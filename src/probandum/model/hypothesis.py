"""The question, the rival answers, and what a person judges about them."""

from typing import Literal

from probandum.model.exhibit import Locator
from probandum.model.ident import Digest, Id, Value, identify
from probandum.model.scales import Level


class Question(Value, frozen=True):
    """What is asked.

    Attributes:
        text: in words, as the dossier prints it.
        level: what kind of answer is meant.
    """

    text: str
    level: Level

    @property
    def id(self) -> Id:
        """Words and level."""
        return identify("question", self)


class Hypothesis(Value, frozen=True):
    """One possible answer.

    Attributes:
        actor: id in the knowledge pack (``G0034``), the analyst's own name, or ``unknown``.
        kind: ``known`` to the pack; ``unknown``: an actor not in the pack; ``named`` by the analyst;
            ``not-established``: mass that no evidenced link carries to a parent level.
        name: as people read it.
        level: level of the actor.
    """

    actor: str
    kind: Literal["known", "unknown", "named", "not-established"]
    name: str
    level: Level

    @property
    def id(self) -> str:
        """The actor: unique within one assessment, and what an analyst types."""
        return self.actor


UNKNOWN = "unknown"
NOT_ESTABLISHED = "not-established"


class Judgement(Value, frozen=True):
    """A person's judgement, always with a reason.

    Attributes:
        hypothesis: actor whose truth is supposed.
        item: what was seen, in words.
        if_true: ICD 203 word: how likely the item is if the hypothesis holds.
        if_false: ICD 203 word: how likely it is if it does not.
        reason: why.
        by: who judges.
        exhibit: the exhibit it is about.
        locator: where in the exhibit (the quote that the case file gives).
        forgery: tier 1–4 of what forging it would cost; 1 is cheap.
    """

    hypothesis: str
    item: str
    if_true: str
    if_false: str
    reason: str
    by: str
    exhibit: Digest
    locator: Locator
    forgery: int = 1

    @property
    def id(self) -> Id:
        """Everything it says."""
        return identify("judgement", self)


class Review(Value, frozen=True):
    """A person's decision on what a program extracted; it never changes the program's own record.

    Attributes:
        decision: ``accept``: authenticity 1; ``reject``: left out of the weighing.
        value: value of the observations it is about (``T1059.001``, ``S0365`` …).
        exhibit: only those in this exhibit; all exhibits where empty.
        reason: why.
        by: who decides.
    """

    decision: Literal["accept", "reject"]
    value: str
    reason: str
    by: str
    exhibit: Digest | None = None

    @property
    def id(self) -> Id:
        """Everything it says."""
        return identify("review", self)


class Link(Value, frozen=True):
    """A person's judgement that one actor is part of another.

    Attributes:
        child: actor of the lower level, as in the pack or named by the analyst.
        parent: actor of the higher level, in words.
        level: level of the parent.
        band: ICD 203 word for how likely the link is.
        reason: why.
        by: who judges.
        exhibit: the exhibit it rests on.
        locator: where in the exhibit.
    """

    child: str
    parent: str
    level: Level
    band: str
    reason: str
    by: str
    exhibit: Digest
    locator: Locator

    @property
    def id(self) -> Id:
        """Everything it says."""
        return identify("link", self)
