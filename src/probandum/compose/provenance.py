"""Where the bytes lie, what is known, how it was weighed, and everything that was extracted."""

from collections.abc import Iterable

from probandum.compose.references import CHECKPOINT, act_id, brief_id, exhibit_id, pack_id, parameters_id
from probandum.compose.view import View
from probandum.compose.wording import counted, cut, defang, place, sentence, visible
from probandum.model.dossier import Act, Row, Section, Sentence, Table
from probandum.model.exhibit import Exhibit
from probandum.model.ident import short
from probandum.model.observation import Observation

EXTRACTED = "What was extracted"
_EXHIBITS = 1_000
_ACTS = 500
_OBSERVATIONS = 2_000
_CHARACTERS = 300_000


def custody(view: View) -> Section:
    """Return exhibits with digests, the acts of the ledger, the checkpoint."""
    records = view.records
    exhibits = sorted(records.exhibits, key=lambda one: (view.names.get(one.digest, ""), one.digest))
    total = sum(exhibit.size for exhibit in exhibits)
    cites = (CHECKPOINT, brief_id(view))
    sentences = [
        Sentence(
            f"{counted(len(exhibits), 'exhibit')} of {counted(total, 'byte')} are in custody under the SHA-256 of their bytes.",
            cites,
        ),
        Sentence(sentence(f"Checkpoint of the ledger: {visible(records.checkpoint)}"), (CHECKPOINT,)),
    ]
    if len(exhibits) > _EXHIBITS or len(records.acts) > _ACTS:
        text = f"At most {_EXHIBITS:,} exhibits and the last {_ACTS:,} acts are listed; the ledger holds all."
        sentences.append(Sentence(text, (CHECKPOINT,)))
    tables = [
        table for table in (_exhibits(view, exhibits[:_EXHIBITS]), _acts(records.acts[-_ACTS:])) if table.rows
    ]
    return Section("Custody", tuple(sentences), tuple(tables))


def _exhibits(view: View, exhibits: Iterable[Exhibit]) -> Table:
    how = {taken.exhibit: taken for taken in reversed(view.records.acquisitions)}
    rows = []
    for exhibit in exhibits:
        taken = how.get(exhibit.digest)
        way = "not stated"
        if taken is not None:
            inside = f" from {visible(view.names.get(taken.parent, 'its parent'))}" if taken.parent else ""
            way = f"{taken.method}{inside}, {visible(taken.at)}, by {visible(taken.by)}"
        name = cut(visible(view.names.get(exhibit.digest, "unnamed")), 120)
        cells = (name, visible(exhibit.media_type), f"{exhibit.size:,}", exhibit.digest, way)
        rows.append(Row(cells, (exhibit_id(exhibit.digest),)))
    return Table("Exhibits", ("Name", "Type", "Bytes", "SHA-256", "How it came"), tuple(rows), (2,))


def _acts(acts: Iterable[Act]) -> Table:
    rows = []
    for act in acts:
        words = map(visible, (act.at, act.by, act.action, act.tool))
        rows.append(
            Row((str(act.sequence), *words, str(act.count), visible(act.note) or "–"), (act_id(act),))
        )
    head = ("No.", "At", "By", "Act", "Tool", "Count", "Note")
    return Table("Acts of the ledger", head, tuple(rows), (0, 5))


def knowledge(view: View) -> Section:
    """Return knowledge and parameters by digest, with the notices that travel with them."""
    note = view.records.knowledge
    parameters = view.records.parameters
    cites = (pack_id(view),)
    counts = (
        f"It holds {counted(note.actors, 'actor')}, {note.with_profile:,} of them with a profile, "
        f"{note.software:,} software, {counted(note.techniques, 'technique')} and {counted(note.citations, 'cited report')}."
    )
    sentences = [
        Sentence(
            f"The knowledge is {visible(note.name)} {visible(note.version)}, SHA-256 {note.digest}.", cites
        ),
        Sentence(counts, cites),
        Sentence(
            f"The parameters have the SHA-256 {view.records.assessment.parameters}.", (parameters_id(view),)
        ),
        Sentence(f"The case file has the SHA-256 {view.records.brief_exhibit.digest}.", (brief_id(view),)),
    ]
    if note.notice:
        sentences.append(Sentence(sentence(defang(note.notice)), cites, label="Notice"))
    rows = tuple(
        Row((visible(name), str(value)), (parameters_id(view),)) for name, value in sorted(parameters.items())
    )
    tables = (Table("Parameters", ("Name", "Value"), rows, (1,)),) if rows else ()
    return Section("Knowledge and parameters", tuple(sentences), tables)


def method(view: View) -> Section:
    """Return how it was weighed, with the measured limits of that way."""
    weighing = view.records.assessment
    names = ", ".join(visible(name) for name in weighing.method)
    found = [Sentence(sentence(f"Weighed by {names}"), (view.assessment,), label="Method")]
    found += [
        Sentence(sentence(defang(text)), (parameters_id(view), view.assessment), label="Limit")
        for text in view.records.limits
    ]
    return Section("Method and its measured limits", tuple(found))


def extracted(view: View) -> Section:
    """Return what programs took out of the exhibits, bounded in number and size."""
    every = sorted(view.observations.items(), key=_order)
    if not every:
        return Section(EXTRACTED, (Sentence("Nothing was extracted.", (brief_id(view),)),))
    rows: list[Row] = []
    length = 0
    for name, one in every[:_OBSERVATIONS]:
        cells = (
            visible(one.kind),
            cut(defang(one.value), 120),
            short(one.exhibit),
            place(one.locator),
            f"{one.authenticity:.2f}",
            visible(one.by),
        )
        length += sum(map(len, cells))
        if length > _CHARACTERS:
            break
        rows.append(Row(cells, (name,)))
    text = f"{counted(len(every), 'observation')} {'was' if len(every) == 1 else 'were'} extracted"
    if len(rows) < len(every):
        text += f"; the first {len(rows):,} are listed, the products of the case hold all"
    head = ("Kind", "Value", "Exhibit", "Where", "Authenticity", "Tool")
    table = Table("Observations", head, tuple(rows), (4,))
    return Section(
        EXTRACTED,
        (Sentence(f"{text}.", rows[0].cites if rows else (brief_id(view),)),),
        (table,) if rows else (),
    )


def _order(pair: tuple[str, Observation]) -> tuple[str, str, str, int, int, str]:
    name, one = pair
    return one.kind, one.value, one.exhibit, one.locator.page, one.locator.start, name
