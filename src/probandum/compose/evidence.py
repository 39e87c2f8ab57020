"""When what happened, who reports and how good they are, what counts as one, what persons judged, what is missing."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from probandum.compose.claimed import is_found, party, verb
from probandum.compose.dated import source, undated, when
from probandum.compose.origins import exhibits_of, weight_left
from probandum.compose.references import act_id, brief_id, exhibit_id, pack_id
from probandum.compose.reviewed import reviewed
from probandum.compose.view import View
from probandum.compose.weights import name_of
from probandum.compose.wording import banded, counted, cut, defang, listed, place, sentence, visible
from probandum.model.dossier import Document, Row, Section, Sentence, Table
from probandum.model.figure import Figure, Mark
from probandum.model.scales import CREDIBILITY, RELIABILITY
from probandum.model.source import Source

_LATE = re.compile(r"published (?P<year>[0-9]{4})[0-9-]*(?P<two> by its [^)]*\))?, (?P<when>after [0-9-]+)$")
_EVENTS = 240
_MARKS = 40
_LISTED = 300
_CITED = 12

Event = tuple[str, str, str, tuple[str, ...]]
"""Date, kind, what, and what it rests on."""


def timeline(view: View) -> Section:
    """Return published dates, sayings, observed times and acts in one order."""
    title = "Timeline"
    events = sorted(_events(view), key=lambda one: (_instant(one[0]), one[1], one[2]))
    if not events:
        none = Sentence("Nothing in the evidence carries a date.", (brief_id(view),))
        return Section(title, (none, *undated(view)))
    rows = [Row((date, kind, cut(what, 160)), cites) for date, kind, what, cites in events[:_EVENTS]]
    sentences = undated(view)
    if len(events) > _EVENTS:
        text = f"The first {_EVENTS} of {len(events):,} dated things are shown."
        sentences.append(Sentence(text, rows[0].cites))
    shown = [one for one in events if one[1] != "act"]
    marks = [Mark(cut(what, 60), (date, kind), cites) for date, kind, what, cites in shown[:_CITED]]
    figures: tuple[Figure, ...] = ()
    if marks:
        name = "What was published, said and observed, by date (acts of custody are in the table)"
        figures = (Figure("timeline", name, (), tuple(marks)),)
    table = Table("What is dated", ("Date", "Kind", "What"), tuple(rows))
    return Section(title, tuple(sentences), (table,), figures)


def _events(view: View) -> Iterator[Event]:
    for document in view.records.documents:
        if document.published:
            who = document.publisher or document.source
            what = defang(document.title) or visible(view.names.get(document.exhibit, "")) or "a document"
            what = f"{what} ({defang(who)})" if who else what
            yield visible(document.published), "published", what, (exhibit_id(document.exhibit),)
    for claim in view.records.claims:
        if claim.time:
            what = f"{defang(party(view, claim.speaker))} {verb(claim)}: {defang(claim.subject)}"
            yield (
                visible(claim.time),
                "said, found by a program" if is_found(claim) else "said",
                what,
                (claim.id,),
            )
    days: dict[str, list[str]] = {}
    for name, observation in view.observations.items():
        if observation.time:
            days.setdefault(observation.time[:10], []).append(name)
    for day, names in days.items():
        known = view.records.knowledge.names
        seen = [view.observations[name].value for name in sorted(names)]
        values = [defang(known.get(value, value)) for value in seen]
        what = f"{counted(len(names), 'observation')}: {listed(dict.fromkeys(values), 4)}"
        yield visible(day), "observed", what, tuple(sorted(names)[:4])
    for act in view.records.acts:
        yield visible(act.at), "act", f"{visible(act.action)} by {visible(act.by)}", (act_id(act),)


def _instant(date: str) -> str:
    try:
        found = datetime.fromisoformat(date)
    except ValueError:
        return date
    return found.astimezone(UTC).isoformat() if found.tzinfo else date


def sources(view: View) -> Section:
    """Return who reports, with grades in letters and words, and each document with its grade."""
    brief = view.records.brief
    documents = sorted(view.records.documents, key=lambda one: (one.source, one.published, one.exhibit))
    held = exhibits_of(view)
    rows = [_source_row(view, one, held) for one in sorted(brief.sources, key=lambda one: one.name)]
    sentences = []
    if not rows:
        sentences.append(Sentence("The case file names no source.", (brief_id(view),)))
    named = {one.name for one in brief.sources}
    bare = [document for document in documents if document.source not in named]
    if bare:
        text = f"{counted(len(bare), 'document stands', 'documents stand')} under no source of the case file: reliability cannot be judged (F)."
        sentences.append(Sentence(text, tuple(exhibit_id(one.exhibit) for one in bare[:_CITED])))
    head = (
        "Source",
        "Reliability",
        "Interest",
        "Party",
        "Repeats",
        "Documents",
        "What is left of its weight",
    )
    tables = [Table("Who reports", head, tuple(rows), (5,))] if rows else []
    if documents:
        cells = tuple(_document_row(view, document) for document in documents[:_LISTED])
        columns = ("Document", "Source", "Published", "Credibility", "Used for", "Marking")
        tables.append(Table("What they reported", columns, cells))
    return Section("Sources and grades", tuple(sentences), tuple(tables))


def _source_row(view: View, source: Source, held: Mapping[str, str]) -> Row:
    own = [exhibit_id(one.exhibit) for one in view.records.documents if one.source == source.name]
    cells = (
        defang(source.name),
        f"{source.reliability}: {RELIABILITY[source.reliability]}",
        defang(source.interest) or "none stated",
        defang(source.party) or "itself alone",
        listed(defang(name) for name in source.relies_on) or "nobody, as far as stated",
        str(len(own)),
        weight_left(view, source.name, held),
    )
    return Row(cells, (brief_id(view), *own[:_CITED]))


def _document_row(view: View, document: Document) -> Row:
    name = defang(document.title) or visible(view.names.get(document.exhibit, "")) or "untitled"
    cells = (
        cut(name, 120),
        source(document),
        when(document),
        f"{document.credibility}: {CREDIBILITY.get(document.credibility, CREDIBILITY[6])}",
        listed(document.use),
        document.tlp,
    )
    return Row(cells, (exhibit_id(document.exhibit), brief_id(view)))


def judgements(view: View) -> Section:
    """Return what persons judge: each marked as a view, with name and reason; then their decisions on extracted records."""
    found: list[Sentence] = []
    names = {actor: visible(name) for actor, name in view.records.knowledge.names.items()}
    names |= {one.actor: name_of(one) for one in view.records.assessment.hypotheses}
    for one in view.records.judgements:
        text = (
            f"{visible(one.by)} judges “{defang(one.item)}” {banded(one.if_true)} if it was {names.get(one.hypothesis) or visible(one.hypothesis)} "
            f"and {banded(one.if_false)} if not (forgery tier {one.forgery} of 4), because {defang(one.reason)}"
        )
        found.append(Sentence(sentence(text), (one.id,), opinion=True, label="Judgement"))
    for link in view.records.links:
        text = (
            f"{visible(link.by)} judges it {banded(link.band)} that {names.get(link.child) or visible(link.child)} is part of "
            f"{visible(link.parent)} ({link.level}), because {defang(link.reason)}"
        )
        found.append(Sentence(sentence(text), (link.id,), opinion=True, label="Link between levels"))
    for review in view.records.reviews:
        act = {"accept": "accepts", "reject": "rejects"}[review.decision]
        text = f"{visible(review.by)} {act} what a program extracted as {defang(review.value)}, because {defang(review.reason)}"
        found.append(Sentence(sentence(text), (review.id,), opinion=True, label="Review"))
    prior = view.records.brief.prior
    text = (
        f"The prior is {prior}, as the case file declares."
        if isinstance(prior, str)
        else "The prior is a table of the analyst's in the case file."
    )
    found.append(Sentence(text, (brief_id(view),), label="Prior"))
    for hypothesis in view.records.brief.hypotheses:
        text = f"The analyst named {visible(hypothesis.name)} as a hypothesis, at the level of {hypothesis.level}."
        found.append(Sentence(text, (brief_id(view),), label="Hypothesis"))
    decided = reviewed(view)
    if decided is None:
        return Section("Judgements of the analyst", tuple(found))
    return Section("Judgements of the analyst", (*found, decided[0]), (decided[1],))


def left_out(view: View) -> Section:
    """Return what could not be read, which knowledge did not testify, which ids nobody knows."""
    sentences: list[Sentence] = []
    tables: list[Table] = []
    for said, table in (_omissions(view), _own_reports(view)):
        sentences += said
        tables += [table] if table.rows else []
    unknown = view.records.assessment.unknown_values
    if unknown:
        text = f"The knowledge does not know {listed(map(defang, unknown), 40)}; these weigh nothing."
        sentences.append(Sentence(text, (view.assessment, pack_id(view))))
    return Section("What was left out or could not be read", tuple(sentences), tuple(tables))


def _omissions(view: View) -> tuple[list[Sentence], Table]:
    every = sorted(view.records.omissions, key=lambda one: (one.exhibit, one.by, one.what))
    rows = []
    for one in every[:_LISTED]:
        file = cut(visible(view.names.get(one.exhibit, one.exhibit[:12])), 80)
        cells = (file, place(one.locator), visible(one.by), cut(defang(one.what), 300))
        rows.append(Row(cells, (one.id,)))
    table = Table("Left out or unreadable", ("File", "Where", "Tool", "What"), tuple(rows))
    if every:
        text = f"{counted(len(every), 'omission')} {'was' if len(every) == 1 else 'were'} recorded."
        return [Sentence(text, tuple(one.id for one in every[:_CITED]))], table
    text = (
        "Every exhibit that this reader may see was read whole."
        if view.hidden
        else "Every exhibit was read whole."
    )
    return [Sentence(text, (view.assessment,))], table


def _own_reports(view: View) -> tuple[list[Sentence], Table]:
    """Return which reports behind the knowledge did not testify: a row for each reason, or for each year of one."""
    left = view.records.assessment.left_out
    cites = (view.assessment, pack_id(view))
    by_reason: dict[tuple[bool, str], list[str]] = {}
    for name, why in sorted(left.items()):
        late = _LATE.match(why)
        two = " by the later of two dates that differ" if late and late["two"] else ""
        reason = f"published in {late['year']}{two}, {late['when']}" if late else why
        by_reason.setdefault((_dated(why), reason), []).append(name)
    rows = tuple(
        Row((defang(why), str(len(names)), listed(map(defang, names), _LISTED)), cites)
        for (_, why), names in sorted(by_reason.items())
    )
    table = Table("Knowledge left out of the weighing", ("Why", "Reports", "Which"), rows, (1,))
    if not left:
        none = Sentence("No report was left out of the knowledge.", cites)
        return [] if view.hidden else [none], table
    dated = sum(map(_dated, left.values()))
    parts = [
        f"{len(left) - dated:,} because they are reports of this case or about its incident, and knowledge must not testify to its own case",
        f"{dated:,} because of their date: what was published later, or cannot be shown to be earlier, was not known then",
    ]
    said = " and ".join(part for part, count in zip(parts, (len(left) - dated, dated), strict=True) if count)
    return [
        Sentence(f"{counted(len(left), 'report')} behind the knowledge did not testify: {said}.", cites)
    ], table


def _dated(why: str) -> bool:
    """Return whether a report was left out for its date; what is of this case or about it stands first."""
    return why.startswith(("published ", "undated"))
