"""The door of reviewing: what waits, its passage, a decision, a batch of them, a sheet of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from probandum import decisions
from probandum.assessing import Answer
from probandum.decisions import Reviewed
from probandum.desk import Desk
from probandum.errors import UsageError
from probandum.excerpts import Passages
from probandum.model.decision import RECORD_KINDS, Decision, Outcome, Record, said_by, sort_of
from probandum.model.dossier import Excerpt
from probandum.model.ident import Digest
from probandum.reviewing import sheet
from probandum.reviewing.check import Said, decide
from probandum.reviewing.queue import Choice, waiting

AROUND = 200
"""Characters shown on either side of a record."""
LONGEST = 2_000
"""Characters shown of the record itself."""
_WRONG = 20
_SAID = ("decision", "changes", "reason", "by")


class Review:
    """A person's review of what programs extracted; writes nothing before :meth:`write`.

    Args:
        desk: the case as it stands.
        answer: the last answer, where there is one: what it weighed comes first.

    Raises:
        UsageError: the tools of now have not read everything in the case.
    """

    def __init__(self, desk: Desk, answer: Answer | None = None) -> None:
        if not desk.examined():
            advice = "run examine or assess first: what is reviewed must be what they make"
            raise UsageError("the tools of now have not read everything in this case", advice)
        self._desk = desk
        items = answer.assessment.items if answer else ()
        self._weighed = {name for item in items for support in item.support for name in support.evidence}
        self._passages: tuple[Digest, Passages] | None = None

    @cached_property
    def records(self) -> tuple[Reviewed, ...]:
        """Everything that programs made, each with how it stands; without what the analyst recorded."""
        every = (one for kind in RECORD_KINDS for one in self._desk.reviewed(kind))
        # two programs may say the same of one place
        found = {one.target: one for one in every if one.state not in {"recorded", "replaced"}}
        return tuple(found.values())

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """All decisions taken so far, with what became of each."""
        return self._desk.became()

    def ready(self) -> None:
        """Make sure that decisions can be written before a person begins.

        Raises:
            BusyError: another process writes this case.
            StoreError: the case is read-only.
        """
        with self._desk.docket.writing():
            pass

    def queue(self, choice: Choice | None = None) -> list[Reviewed]:
        """Return the records that wait, the most urgent first."""
        reviews = self._desk.resolved(self._texts).reviews
        return waiting(self.records, choice or Choice(), self.files, self._weighed, reviews)

    def every(self, choice: Choice) -> list[Reviewed]:
        """Return all records that are meant, whether or not they wait, kind by kind."""
        return [one for one in self.records if choice.fits(one, self.files)]

    @cached_property
    def files(self) -> dict[Digest, str]:
        """For each exhibit the file it came in."""
        return self._desk.files()

    def passage(self, record: Record) -> Excerpt:
        """Return the words of a record and around it."""
        if self._passages is None or self._passages[0] != record.exhibit:
            texts = tuple(text for text in self._texts if text.exhibit == record.exhibit)
            data = self._desk.docket.store.get(record.exhibit)
            self._passages = (record.exhibit, Passages(texts, data))
        return self._passages[1].at(record.locator, AROUND, LONGEST)

    def decide(self, one: Reviewed, said: Said) -> Decision:
        """Return the decision on a record, taken now; it is not written.

        Raises:
            UsageError: it cannot be; says what is wrong.
        """
        if said.by == "":
            said = Said(said.decision, said.reason, self._desk.docket.by, said.changes, said.rule)
        return decide(one, said, self._desk.docket.clock(), self._desk.brief, self._desk.pack)

    def by_rule(self, choice: Choice, decision: str, reason: str, by: str = "") -> list[Decision]:
        """Return the decisions on all records that a rule means; they are not written.

        Raises:
            UsageError: the rule names nothing, or the decision cannot be.
        """
        if not choice.narrows:
            raise UsageError(
                "the rule would mean everything",
                "name --kind, --types, --value, --file, --exhibit or --below",
            )
        said = Said(decision, reason, by, {}, choice.words(decision))
        return [self.decide(one, said) for one in self.queue(choice)]

    def write(self, batch: Sequence[Decision]) -> int:
        """Write decisions as one act; what stands already word for word is passed over. Returns how many were written.

        Raises:
            BusyError: another process writes this case.
            StoreError: the disk refused.
        """
        docket = self._desk.docket
        with docket.writing():
            latest = {one.decision.target: one.decision for one in decisions.kept(docket)}
            new = [one for one in batch if not _same(one, latest.get(one.target))]
            written = decisions.write(docket, new)
        self._desk = replace(self._desk)
        self.__dict__.pop("records", None)
        return written

    def export(self, records: Iterable[Reviewed]) -> bytes:
        """Return records and the decisions on them as CSV."""
        return sheet.write(self._row(one) for one in records)

    def imported(self, data: bytes, by: str = "") -> list[Decision]:
        """Return the decisions that a CSV file states; rows without one are passed over. They are not written.

        Raises:
            UsageError: a line is wrong; names the first lines that are, so nothing should be written.
        """
        known: dict[str, Reviewed] = {one.target: one for one in self.records}
        found: list[Decision] = []
        wrong: list[tuple[int, UsageError]] = []
        rows: dict[str, int] = {}
        for line in sheet.read(data):
            name = line.cells.get("id", "").strip()
            try:
                if (decision := self._read(name, line.cells, known, by)) is not None:
                    found.append(decision)
                if name in rows:
                    twice = f"the record of line {rows[name]} is there again"
                    wrong.append((line.number, UsageError(twice, "leave one of the rows")))
            except UsageError as error:
                wrong.append((line.number, error))
            if name:
                rows.setdefault(name, line.number)
        if wrong:
            number, first = wrong[0]
            more = ", ".join(str(number) for number, _ in wrong[1:_WRONG])
            others = f" ({len(wrong)} lines are wrong, also {more})" if more else ""
            raise UsageError(f"line {number}: {first.what}{others}; nothing was written", first.advice)
        return found

    def _read(self, name: str, cells: dict[str, str], known: dict[str, Reviewed], by: str) -> Decision | None:
        verb = cells.get("decision", "").strip().lower()
        changes = sheet.changes_of(cells.get("changes", ""))
        if not verb and not changes and not cells.get("reason", "").strip():
            return None
        if name not in known:
            what = f"{name!r} is no record of this case" if name else "there is no id"
            raise UsageError(
                what, "keep the ids that --export wrote; export again where the tools have changed"
            )
        one, row = known[name], self._row(known[name])
        if one.own is not None and all(cells.get(key, "") == row[key] for key in _SAID):
            return None  # as it was exported
        by = cells.get("by", "").strip() or by
        return self.decide(one, Said(verb, cells.get("reason", ""), by, changes))

    def _row(self, one: Reviewed) -> dict[str, str]:
        own: Any = one.own or one.record
        said = one.decision if one.own is not None else None
        return {
            "id": one.target,
            "kind": one.kind,
            "type": "; ".join(own.types) if one.kind == "statement" else sort_of(one.kind, own),
            "file": self.files.get(own.exhibit, ""),
            "exhibit": own.exhibit,
            "place": own.locator.words,
            "what": said_by(one.kind, own),
            "speaker": getattr(own, "speaker", ""),
            "subject": getattr(own, "subject", ""),
            "quote": (own.surface or own.value if one.kind == "observation" else own.quote)[:LONGEST],
            "authenticity": str(getattr(own, "authenticity", "")),
            "how": one.how,
            "decision": said.decision if said else "",
            "changes": sheet.changes_text(said.changes) if said else "",
            "reason": said.reason if said else "",
            "by": said.by if said else "",
        }

    @cached_property
    def _texts(self) -> list[Any]:
        return self._desk.texts()


def _same(one: Decision, other: Decision | None) -> bool:
    """Return whether a decision says what stands already, whenever it was taken."""
    said = [(each.decision, each.changes, each.reason, each.by) for each in (one, other) if each]
    return len(said) == 2 and said[0] == said[1]
