"""Records in, dossier out: every sentence cites records, every citation ends at bytes (law 1).

::

    view        what the reader's TLP allows to be seen at all
    summary     the first screen, and why the verdict is what it is
    bounds      what the leading hypothesis hangs on: planted items, pivots, imitation
    hinges      what a pivot is called
    questions   what to find out next
    terms       from a prior through each bounded class to a probability
    weights     for and against each hypothesis; the matrix
    parties     claims of each side, face to face, and what programs found beside them
    claimed     how a claim is put into words
    responses   each accusation with what was said to exactly that; accusations in return
    relays      what was relayed by whom
    figures     stated figures: true or not, and whether they bear on the question
    discourse   talking points through time; what cannot both be true
    evidence    timeline, sources, judgements, omissions
    origins     which reports count as one, who repeats whom, the verdict without each origin
    passages    what documents share, side by side
    provenance  custody, knowledge, method, observations
    references  from a cited id to the bytes (said_references: of statements, figures, checks, responses;
                lineage_references: of origins, passages, citations, talking points, contradictions)
"""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from probandum.compose.bounds import hangs_on
from probandum.compose.discourse import contradictions, talking_points
from probandum.compose.evidence import judgements, left_out, sources, timeline
from probandum.compose.figures import figures
from probandum.compose.origins import origins
from probandum.compose.parties import claims
from probandum.compose.passages import passages
from probandum.compose.provenance import EXTRACTED, custody, extracted, knowledge, method
from probandum.compose.questions import next_questions
from probandum.compose.references import brief_id, references
from probandum.compose.subjects import subjects
from probandum.compose.summary import reasons, summary
from probandum.compose.view import View, look
from probandum.compose.weights import for_and_against, matrix, name_of, shown
from probandum.compose.wording import counted, defang, visible
from probandum.model.dossier import Dossier, Records, Section, Sentence
from probandum.model.hypothesis import Hypothesis
from probandum.model.scales import Tlp

__all__ = ["compose"]


def compose(records: Records, tlp: Tlp = "TLP:RED") -> Dossier:
    """Return the dossier for a reader cleared for ``tlp``.

    Exhibits marked higher, and every sentence, row and reference that rests on them, are left out; the
    dossier says so and counts them. The verdict stays what it is: it was reached on all the evidence.

    Raises:
        UsageError: the case file itself is marked higher than ``tlp``.
    """
    view = look(records, tlp)
    sections = list(_sections(view))
    withheld = 0
    if view.hidden:
        whole = look(records, "TLP:RED")
        rows = len(whole.observations) - len(view.observations)
        rows += sum(map(_size, _sections(whole))) - sum(map(_size, sections))
        withheld = max(rows, 1)
        sections[0] = _with_notice(view, sections[0], tlp, withheld)
    named = subjects(view)
    cited = {cite for section in sections for cite in section.cites()}
    cited.update(cite for subject in named for cite in subject.cites)
    return Dossier(
        title=defang(records.brief.title),
        tlp=view.tlp,
        as_of=visible(records.brief.as_of),
        written=records.acts[-1].at if records.acts else "1970-01-01T00:00:00Z",
        sections=tuple(sections),
        references=references(view, cited),
        verdict=view.records.verdict,
        ranking=tuple(_ranking(view)),
        subjects=named,
        withheld=withheld,
    )


def _sections(view: View) -> Iterator[Section]:
    yield summary(view)
    yield reasons(view)
    yield hangs_on(view)
    yield next_questions(view)
    yield from for_and_against(view)
    yield matrix(view)
    yield claims(view)
    yield from figures(view)
    yield from talking_points(view)
    yield from contradictions(view)
    yield timeline(view)
    yield sources(view)
    yield origins(view)
    yield passages(view)
    yield judgements(view)
    yield left_out(view)
    yield custody(view)
    yield knowledge(view)
    yield method(view)
    yield extracted(view)


def _with_notice(view: View, first: Section, tlp: Tlp, withheld: int) -> Section:
    text = (
        f"This copy is for readers up to {tlp}: {counted(withheld, 'sentence or row', 'sentences and rows')} from "
        f"{counted(view.hidden, 'exhibit')} with a higher marking are withheld; the verdict was reached on all the evidence."
    )
    notice = Sentence(text, (view.assessment, brief_id(view)), label="Withheld")
    return msgspec.structs.replace(first, sentences=(*first.sentences, notice))


def _size(section: Section) -> int:
    """Return sentences and rows; the bounded table of observations is counted by its observations."""
    rows = 0 if section.title == EXTRACTED else sum(len(table.rows) for table in section.tables)
    return len(section.sentences) + rows


def _ranking(view: View) -> Iterator[tuple[Hypothesis, Decimal, Decimal, Decimal]]:
    estimates = {one.hypothesis: one for one in view.records.assessment.estimates}
    for hypothesis in shown(view):
        one = estimates[hypothesis.actor]
        named = msgspec.structs.replace(hypothesis, name=name_of(hypothesis))
        yield named, one.lower, one.probability, one.upper
