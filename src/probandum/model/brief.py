"""What the analyst states in ``case.toml``, before anything is resolved against evidence."""

from decimal import Decimal
from typing import Literal

from probandum.model.claim import Stance
from probandum.model.hypothesis import Hypothesis, Question
from probandum.model.ident import Digest, Value
from probandum.model.scales import Level, Standard, Tlp
from probandum.model.source import Source

Use = Literal["behaviour", "claims", "background"]


class EvidenceNote(Value, frozen=True):
    """What the analyst says about one evidence file.

    Attributes:
        file: path relative to the case folder.
        source: name of a source of the brief; empty where none is named.
        published: ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or RFC 3339; empty where unknown.
        url: where it was published, to find it among the reports behind the knowledge.
        credibility: Admiralty digit of its content.
        use: what it may testify to: ``behaviour`` of the intrusion, ``claims`` of the parties, ``background``: neither.
        tlp: who may see it.
        line: line in the file that states this.
    """

    file: str
    line: int
    source: str = ""
    published: str = ""
    url: str = ""
    credibility: int = 6
    use: tuple[Use, ...] = ("behaviour", "claims")
    tlp: Tlp = "TLP:CLEAR"


class ReferenceNote(Value, frozen=True):
    """A table of reference figures in evidence; see :mod:`probandum.sources.reference_tables` for its columns.

    Attributes:
        file: path of a CSV file relative to the case folder.
        source: from where its figures are, in words.
        line: line in the file that states this.
        published: when its figures were published; empty where unknown.
    """

    file: str
    source: str
    line: int
    published: str = ""


class Passage(Value, frozen=True):
    """A place in evidence, named by its words.

    Attributes:
        file: evidence file.
        quote: words that stand there verbatim (white space apart).
        line: line in the case file.
    """

    file: str
    quote: str
    line: int


class ClaimNote(Value, frozen=True):
    """A claim as the analyst records it; see :class:`probandum.model.claim.Claim`."""

    passage: Passage
    stance: Stance
    speaker: str
    subject: str
    predicate: str
    by: str
    object: str = ""
    level: Level | None = None
    basis: str = ""
    relayed_by: tuple[str, ...] = ()
    hedge: str = ""
    answers: tuple[str, ...] = ()
    name: str = ""
    hypothesis: str = ""
    incident: str = ""
    linked_to: str = ""
    link: str = ""


class JudgementNote(Value, frozen=True):
    """A judgement as the analyst records it; see :class:`probandum.model.hypothesis.Judgement`."""

    passage: Passage
    hypothesis: str
    item: str
    if_true: str
    if_false: str
    reason: str
    by: str
    forgery: int = 1


class LinkNote(Value, frozen=True):
    """A link between levels as the analyst records it; see :class:`probandum.model.hypothesis.Link`."""

    passage: Passage
    child: str
    parent: str
    level: Level
    band: str
    reason: str
    by: str


class ReviewNote(Value, frozen=True):
    """A decision on extracted observations; see :class:`probandum.model.hypothesis.Review`."""

    decision: Literal["accept", "reject"]
    value: str
    reason: str
    by: str
    line: int
    file: str = ""


class OriginNote(Value, frozen=True):
    """A person's judgement that documents go back to one origin, or do not; it goes before what the program finds.

    Attributes:
        act: ``join``: count the files as one; ``split``: count each apart from the others, whatever they share.
        files: two or more, as their paths in the case folder.
        reason: why.
        by: who judges.
        line: line in the case file.
    """

    act: Literal["join", "split"]
    files: tuple[str, ...]
    reason: str
    by: str
    line: int


class Brief(Value, frozen=True):
    """The whole of ``case.toml``.

    Attributes:
        digest: SHA-256 of the file's bytes.
        title: of the case.
        question: what is asked.
        standard: standard of proof.
        tlp: marking of the case.
        as_of: knowledge and evidence published later are left out; empty for no limit.
        prior: ``uniform``, or ``reporting-rate`` for triage, or a table of the analyst's.
        pack: path of a pack, relative to the case folder; empty for the one built from the registry packages.
        exclude: names or URLs of citations about this incident, kept out of the knowledge (law 7).
        sources: who reports.
        evidence: what the analyst says about files.
        claims: recorded by the analyst.
        judgements: of the analyst.
        links: between levels.
        reviews: of extractions.
        hypotheses: named by the analyst, beside every known actor.
        references: tables against which figures are checked.
        origins: which documents a person counts as one, or apart.
    """

    digest: Digest
    title: str
    question: Question
    standard: Standard
    tlp: Tlp = "TLP:CLEAR"
    as_of: str = ""
    prior: Literal["uniform", "reporting-rate"] | dict[str, Decimal] = "uniform"
    pack: str = ""
    exclude: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    evidence: tuple[EvidenceNote, ...] = ()
    claims: tuple[ClaimNote, ...] = ()
    judgements: tuple[JudgementNote, ...] = ()
    links: tuple[LinkNote, ...] = ()
    reviews: tuple[ReviewNote, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    references: tuple[ReferenceNote, ...] = ()
    origins: tuple[OriginNote, ...] = ()
