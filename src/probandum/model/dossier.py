"""A report before a format is chosen, and the records it may draw on."""

from collections.abc import Iterator
from decimal import Decimal

from probandum.model.brief import Brief, Use
from probandum.model.claim import Claim, Response
from probandum.model.decision import Outcome
from probandum.model.discourse import Contradiction, TalkingPoint
from probandum.model.exhibit import Acquisition, Exhibit, Locator
from probandum.model.figure import Facing, Figure
from probandum.model.hypothesis import Hypothesis, Judgement, Link, Review
from probandum.model.ident import Digest, Id, Value
from probandum.model.observation import Observation, Omission
from probandum.model.scales import Tlp
from probandum.model.sharing import Lineage
from probandum.model.source import Origin
from probandum.model.statement import FigureCheck, StatedFigure, Statement
from probandum.model.supposition import Supposition
from probandum.model.verdict import Verdict
from probandum.model.weight import Assessment


class Act(Value, frozen=True):
    """One act of the ledger, as a dossier shows it; ``leaf`` is the RFC 6962 hash of its line."""

    sequence: int
    at: str
    by: str
    action: str
    tool: str
    count: int
    leaf: str
    note: str = ""


class Document(Value, frozen=True):
    """What a dossier needs to know of one exhibit's text.

    An undated document has bounds with reasons: ``not_before`` by what it says itself, ``not_after`` by that or by
    when it was acquired.
    """

    exhibit: Digest
    title: str = ""
    publisher: str = ""
    published: str = ""
    published_basis: str = ""
    language: str = ""
    source: str = ""
    tlp: Tlp = "TLP:CLEAR"
    credibility: int = 6
    use: tuple[Use, ...] = ("behaviour", "claims")
    publisher_basis: str = ""
    not_before: str = ""
    not_before_basis: str = ""
    not_after: str = ""
    not_after_basis: str = ""


class Excerpt(Value, frozen=True):
    """Words around a place in an exhibit: ``before`` + ``match`` + ``after`` stand there (white space folded)."""

    before: str
    match: str
    after: str


class KnowledgeNote(Value, frozen=True):
    """What a dossier says about the knowledge used; no description of any actor enters it."""

    name: str
    version: str
    digest: Digest
    notice: str
    actors: int
    with_profile: int
    software: int
    techniques: int
    citations: int
    names: dict[str, str]
    stix_ids: dict[str, str]


class Records(Value, frozen=True):
    """Everything a dossier may draw on.

    Attributes:
        brief: what the analyst stated.
        brief_exhibit: ``case.toml`` itself, in custody.
        exhibits: all of them, the case file included.
        acquisitions: how they came.
        documents: per readable exhibit.
        observations: all of them.
        excerpts: by record id, for every record that points into an exhibit and is cited.
        claims: recorded and found.
        judgements: resolved to places in evidence.
        links: resolved.
        reviews: resolved.
        origins: which exhibits count as one.
        omissions: what was left out.
        assessment: the weighing.
        verdict: the conclusion.
        acts: of the ledger, in order.
        checkpoint: text of the checkpoint.
        knowledge: the pack.
        parameters: the parameter file: name → value, as written.
        limits: measured limits of the method, one sentence each.
        outcomes: decisions of persons on what programs extracted, in order, with what became of each.
        statements: sentences that answer an accusation or state a figure.
        figures: that documents state.
        checks: of the figures, against the reference tables of the case.
        responses: what the accused side said to each accusation.
        in_return: ids of claims: (accusation in return, accusation).
        lineage: what documents share, whom they cite and who repeats whom.
        suppositions: the verdict without an origin, with two joined, with one split.
        points: what is said in two documents or more.
        contradictions: sayings and figures that cannot both be true.
    """

    brief: Brief
    brief_exhibit: Exhibit
    exhibits: tuple[Exhibit, ...]
    acquisitions: tuple[Acquisition, ...]
    documents: tuple[Document, ...]
    observations: tuple[Observation, ...]
    excerpts: dict[str, Excerpt]
    claims: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]
    links: tuple[Link, ...]
    reviews: tuple[Review, ...]
    origins: tuple[Origin, ...]
    omissions: tuple[Omission, ...]
    assessment: Assessment
    verdict: Verdict
    acts: tuple[Act, ...]
    checkpoint: str
    knowledge: KnowledgeNote
    parameters: dict[str, Decimal]
    limits: tuple[str, ...]
    outcomes: tuple[Outcome, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[StatedFigure, ...] = ()
    checks: tuple[FigureCheck, ...] = ()
    responses: tuple[Response, ...] = ()
    in_return: tuple[tuple[Id, Id], ...] = ()
    lineage: Lineage = Lineage()
    suppositions: tuple[Supposition, ...] = ()
    points: tuple[TalkingPoint, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


class Sentence(Value, frozen=True, omit_defaults=True):
    """One sentence: it cites records, or it is marked as opinion (law 1).

    Attributes:
        text: the sentence; indicators in it are defanged.
        cites: ids of references.
        opinion: whether it is a person's view; then it may cite nothing.
        label: what kind of thing it says, in a word or two (“Verdict”, “Against”); may be empty.
    """

    text: str
    cites: tuple[str, ...] = ()
    opinion: bool = False
    label: str = ""


class Row(Value, frozen=True):
    """One row of a table, with what it rests on."""

    cells: tuple[str, ...]
    cites: tuple[str, ...] = ()


class Table(Value, frozen=True):
    """A table; ``numeric`` names the columns that hold numbers."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    numeric: tuple[int, ...] = ()


class Section(Value, frozen=True):
    """A part of a dossier."""

    title: str
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()
    facing: tuple[Facing, ...] = ()

    def cites(self) -> Iterator[str]:
        """Yield what its sentences, rows and marks cite, in the order in which a reader meets them."""
        for sentence in self.sentences:
            yield from sentence.cites
        for table in self.tables:
            for row in table.rows:
                yield from row.cites
        for figure in self.figures:
            for mark in figure.marks:
                yield from mark.cites
        for pair in self.facing:
            yield from pair.cites


class Reference(Value, frozen=True, omit_defaults=True):
    """Where a citation leads: to bytes, or to records that lead there.

    An act of the ledger ends at its leaf hash (RFC 6962), a pack, the parameters and the checkpoint at the
    SHA-256 of their bytes; these have no locator.

    Attributes:
        id: what sentences cite.
        kind: of the record (``observation``, ``claim``, ``exhibit``, ``act``, ``assessment``, ``pack`` …).
        label: one line, defanged.
        exhibit: digest of the bytes.
        locator: where in them.
        excerpt: the words that stand there, defanged.
        cites: further references; every path ends at a reference with an exhibit.
    """

    id: str
    kind: str
    label: str
    exhibit: Digest | None = None
    locator: Locator | None = None
    excerpt: Excerpt | None = None
    cites: tuple[str, ...] = ()


class Subject(Value, frozen=True):
    """An observed value or a hypothesis that an exchange format must name by its own id.

    Attributes:
        kind: a STIX type.
        value: the real value, never defanged: machines read it.
        name: as people read it.
        stix_id: as its publisher numbers it; empty where there is none.
        authenticity: chance that it is real, the intruder's and mapped rightly; None for what was not weighed.
        cites: ids of references.
    """

    kind: str
    value: str
    name: str
    stix_id: str = ""
    authenticity: Decimal | None = None
    cites: tuple[str, ...] = ()


class Dossier(Value, frozen=True):
    """The whole report.

    Attributes:
        title: of the case.
        tlp: highest marking of what it holds.
        as_of: date up to which it looks, if limited.
        written: RFC 3339 time of the last act it reports on, so the same records give the same dossier.
        sections: the first is what a reader who decides sees.
        references: every cited id, sorted.
        verdict: the conclusion, as a record.
        ranking: hypotheses worth naming with (lower, probability, upper).
        subjects: observed values and hypotheses with their ids in exchange formats.
        withheld: how many sentences and rows the reader's TLP does not allow.
    """

    title: str
    tlp: Tlp
    as_of: str
    written: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    verdict: Verdict
    ranking: tuple[tuple[Hypothesis, Decimal, Decimal, Decimal], ...]
    subjects: tuple[Subject, ...]
    withheld: int = 0
