"""What is asserted or denied, by whom, about whom, on what stated basis."""

from decimal import Decimal
from typing import Literal

from probandum.model.exhibit import Locator
from probandum.model.ident import Digest, Id, Value, identify
from probandum.model.observation import ONE
from probandum.model.scales import Level, Reliability

Stance = Literal["accuses", "denies", "rejects-basis", "counter-accuses", "asserts", "questions"]


class Claim(Value, frozen=True):
    """A saying, as its speaker made it; never an observation of behaviour.

    Attributes:
        stance: what the saying does.
        speaker: who says it (the last in the chain: the accuser, not the newspaper).
        subject: about whom: the accused, in the words of the speaker.
        predicate: what the subject is said to have done.
        object: to whom or what; empty where not said.
        level: level of the subject.
        basis: on what it is said to rest, in the words of the speaker; empty where nothing is named.
        relayed_by: who passed it on, outermost first.
        hedge: the speaker's own words of confidence.
        answers: names of claims of the case file it answers.
        name: the name the case file gives it, for ``answers``.
        exhibit: where it stands.
        locator: where in the exhibit.
        quote: verbatim, as found there.
        source: name of the source of the exhibit.
        credibility: Admiralty digit.
        time: RFC 3339 date or time of the saying, if known.
        by: who recorded it: a person, or a tool as ``name/version``.
        hypothesis: the actor whom the recorder takes the subject to be: an id of the pack or a name of the case
            file; empty where the saying is shown only. A reading of the words, and so no part of the identity.
        incident: what it is said to be about, in words; empty where nothing is named.
        linked_to: the state or organisation that stands behind the subject, in the words of the speaker; may be empty.
        link: how it is said to stand behind it (``linked to``, ``sponsored by``), in the words of the speaker.
        statement: id of the statement it was taken out of; empty for one that a person recorded.
        authenticity: share in [0, 1] of such finds that are right, as measured; 1 for what a person recorded.
    """

    stance: Stance
    speaker: str
    subject: str
    predicate: str
    exhibit: Digest
    locator: Locator
    quote: str
    by: str
    object: str = ""
    level: Level | None = None
    basis: str = ""
    relayed_by: tuple[str, ...] = ()
    hedge: str = ""
    answers: tuple[str, ...] = ()
    name: str = ""
    source: str = ""
    credibility: int = 6
    time: str | None = None
    hypothesis: str = ""
    incident: str = ""
    linked_to: str = ""
    link: str = ""
    statement: str = ""
    authenticity: Decimal = ONE

    @property
    def gaps(self) -> tuple[str, ...]:
        """Return the fields that the one who recorded it left empty although an accusation or denial has them."""
        wanted = {"speaker": self.speaker, "subject": self.subject, "predicate": self.predicate}
        empty = [name for name, value in wanted.items() if not value]
        return (*empty, "level") if self.level is None else tuple(empty)

    @property
    def id(self) -> Id:
        """What is said, by whom, and where it stands; not who recorded it or how it is read."""
        said = [
            self.stance,
            self.speaker,
            self.subject,
            self.predicate,
            self.object,
            self.exhibit,
            self.locator,
        ]
        return identify("claim", said)


class Testimony(Value, frozen=True):
    """A saying for or against one hypothesis, with what is known of whoever says it (W6).

    Attributes:
        hypothesis: the actor it is about.
        stance: ``accuses`` (also in return) or ``denies``.
        source: the speaker.
        claim: id of the claim.
        exhibit: where the claim stands.
        reliability: Admiralty letter of the speaker; F where no source of the case file is called so.
        interested: whether the speaker, or anybody of its party, has a stated interest.
        right: past sayings of this stance by the speaker that later proved right.
        wrong: past sayings of this stance by the speaker that later proved wrong.
    """

    hypothesis: str
    stance: Literal["accuses", "denies"]
    source: str
    claim: Id
    exhibit: Digest
    reliability: Reliability = "F"
    interested: bool = False
    right: int = 0
    wrong: int = 0

    @property
    def id(self) -> Id:
        """Everything it says."""
        return identify("testimony", self)


Answering = Literal["denies the act", "rejects the basis", "denies something else", "silent"]


class Response(Value, frozen=True):
    """What the accused side said to exactly one accusation.

    Attributes:
        accusation: id of the claim.
        kind: what the answer does to it; ``silent`` where no answer of the accused side is in the evidence.
        answer: id of the answering claim or statement; empty where silent.
        why: in one line: by which words they were taken to belong together, and what is left unanswered.
        stated: whether a person linked them.
    """

    accusation: Id
    kind: Answering
    answer: str = ""
    why: str = ""
    stated: bool = False

    @property
    def id(self) -> Id:
        """Everything it says."""
        return identify("response", self)
