"""What lies on the analyst's desk: the case file, and what was read under the pinned knowledge, as persons left it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from probandum import decisions, pairs, parts, records
from probandum.assessing import Bench
from probandum.casefile import Resolved, resolve
from probandum.decisions import Laid, Reviewed, lay
from probandum.docket import Docket
from probandum.errors import UsageError
from probandum.intake import EVIDENCE, refusals
from probandum.model.brief import Brief, EvidenceNote
from probandum.model.claim import Claim
from probandum.model.decision import RECORD_KINDS, Outcome, RecordKind
from probandum.model.dossier import Document
from probandum.model.ident import Digest
from probandum.model.observation import Observation, Omission, Text
from probandum.model.pack import Pack
from probandum.model.scales import TLP_ORDER, Tlp
from probandum.model.statement import StatedFigure, Statement
from probandum.proposing import ACTION as PROPOSE
from probandum.proposing import Proposals, proposals
from probandum.records import Held
from probandum.sources.origins import Report, traced
from probandum.sources.reuse import Shared
from probandum.weighers.items import KINDS


@dataclass(frozen=True)
class Desk:
    """What lies on the analyst's desk: the case file, and what was read under the pinned knowledge.

    Attributes:
        docket: the case.
        brief: what the analyst states.
        pack: knowledge, whole.
        pack_digest: its digest.
    """

    docket: Docket
    brief: Brief
    pack: Pack
    pack_digest: Digest

    @property
    def held(self) -> tuple[Held, ...]:
        """What is in custody."""
        return self.docket.held()

    def files(self) -> dict[Digest, str]:
        """Return for each exhibit the file it came in."""
        return records.roots(self.held, {note.file for note in self.brief.evidence})

    def texts(self) -> list[Text]:
        """Return the readable texts."""
        return parts.rows(self.docket, self.pack_digest, "texts")

    def observations(self, kinds: frozenset[str] | None = None) -> list[Observation]:
        """Return what the exhibits show, as persons left it."""
        return self._standing("observation", kinds)

    def counts(self) -> Counter[str]:
        """Return how many observations of each kind stand; where nobody decided on any, a part at a time is in memory."""
        if any(one.decision.record == "observation" for one in self.outcomes):
            return Counter(one.kind for one in self.observations())
        return Counter(one.kind for one in parts.walk(self.docket, self.pack_digest, "observations"))

    def claims(self) -> list[Claim]:
        """Return what detectors found, then what language models proposed, as persons left it."""
        return self._standing("claim")

    def statements(self) -> list[Statement]:
        """Return the sentences of documents, with what each does and who says it, as persons left them."""
        return self._standing("statement")

    def figures(self) -> list[StatedFigure]:
        """Return the figures that documents state, as persons left them."""
        return self._standing("figure")

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """All decisions of persons, in the order in which they were taken."""
        return decisions.kept(self.docket)

    def became(self) -> tuple[Outcome, ...]:
        """Return all decisions, each with what became of it."""
        decided = {one.decision.record for one in self.outcomes}
        latest = [one for kind in RECORD_KINDS if kind in decided for one in self.laid(kind).outcomes]
        at = {(one.act, one.locator): one for one in latest}
        return tuple(at.get((one.act, one.locator), one) for one in self.outcomes)

    def laid(self, kind: RecordKind, kinds: frozenset[str] | None = None) -> Laid:
        """Return the records of one kind with the decisions of persons; of observations only those of some kinds."""
        own = [one.decision.sort for one in self.outcomes if one.decision.record == kind]
        # what was corrected may have come from another kind
        rows = self._made(kind, None if kinds is None else kinds.union(own))
        notes = self.notes() if own and kind == "claim" else {}
        laid = lay(kind, rows, self.outcomes, notes)
        if kinds is None:
            return laid
        return Laid(tuple(one for one in laid.records if one.record.kind in kinds), laid.outcomes)

    def _made(self, kind: RecordKind, kinds: frozenset[str] | None = None) -> list[Any]:
        """Return what programs made, whatever persons think of it."""
        rows = parts.rows(self.docket, self.pack_digest, f"{kind}s", kinds)
        return [*rows, *self._proposed.claims] if kind == "claim" else rows

    def _standing(self, kind: RecordKind, kinds: frozenset[str] | None = None) -> list[Any]:
        if not self.outcomes:
            return self._made(kind, kinds)
        return [one.record for one in self.laid(kind, kinds).records if one.stands]

    def examined(self) -> bool:
        """Return whether the tools of now have read everything that the case holds."""
        return not pairs.missing(self.docket, self.pack_digest)

    def reviewed_claims(self, resolved: Resolved) -> list[Reviewed]:
        """Return what the analyst recorded, then what programs found that is not recorded."""
        known = {claim.id for claim in resolved.claims}
        found = (one for one in self.laid("claim").records if one.record.id not in known)
        return [*(Reviewed("claim", one, "recorded") for one in resolved.claims), *found]

    def reviewed(self, kind: RecordKind) -> tuple[Reviewed, ...]:
        """Return all records of one kind, each with how it stands."""
        if kind == "claim":
            return tuple(self.reviewed_claims(self.resolved(self.texts())))
        return self.laid(kind).records

    def notes(self) -> dict[Digest, EvidenceNote]:
        """Return what the case file says of the file that each exhibit came in, where it says anything."""
        stated = {note.file: note for note in self.brief.evidence}
        return {exhibit: stated[file] for exhibit, file in self.files().items() if file in stated}

    @cached_property
    def _proposed(self) -> Proposals:
        return proposals(self.docket, self.texts()) if self.docket.last(PROPOSE) else Proposals()

    def omissions(self) -> list[Omission]:
        """Return what was left out, what never came into custody first."""
        refused = (Omission(self.brief.digest, "custody/1", line) for line in refusals(self.docket))
        rows = parts.rows(self.docket, self.pack_digest, "omissions")
        unpaired = pairs.omissions(self.docket, self.pack_digest)
        return [*refused, *rows, *unpaired, *self._proposed.omissions]

    def sendable(self, files: Collection[str], tlp: Tlp) -> list[Text]:
        """Return the texts of files (all where none is named) that may be shown to whoever may see ``tlp``.

        Raises:
            UsageError: the case holds no readable file of that name.
        """
        of, notes = self.files(), {note.file: note for note in self.brief.evidence}
        wanted = {name if name in of.values() else f"{EVIDENCE}/{name}" for name in files}
        texts = [text for text in self.texts() if not wanted or of.get(text.exhibit) in wanted]
        if missing := sorted(wanted - {of.get(text.exhibit, "") for text in texts}):
            raise UsageError(
                f"{missing[0]}: no text was read from such a file", "see: probandum show CASE exhibits"
            )

        def mark(text: Text) -> Tlp:
            note = notes.get(of.get(text.exhibit, ""))
            return max(self.brief.tlp, note.tlp if note else self.brief.tlp, key=TLP_ORDER.index)

        return [text for text in texts if TLP_ORDER.index(mark(text)) <= TLP_ORDER.index(tlp)]

    def resolved(self, texts: Sequence[Text]) -> Resolved:
        """Return the passages of the case file, found in evidence; the first that is not there is an error."""
        files = self.files()
        by_file: dict[str, list[Text]] = defaultdict(list)
        for text in texts:
            by_file[files.get(text.exhibit, "")].append(text)
        exhibits = {
            one.acquisition.name: one.exhibit.digest for one in self.held if one.acquisition.parent is None
        }
        named = {file: tuple(found) for file, found in by_file.items()}
        actors = {name for actor in self.pack.actors for name in (actor.id, actor.name)}
        found = resolve(self.brief, named, exhibits, actors)
        if found.problems:
            raise found.problems[0]
        return found

    def reports(self, texts: Sequence[Text], documents: Sequence[Document]) -> list[Report]:
        """Return the exhibits as far as their origins go, given their texts and what is known of these."""
        notes = self.notes()
        of: dict[Digest, list[Text]] = defaultdict(list)
        for text in texts:
            of[text.exhibit].append(text)
        told = {one.exhibit: one for one in documents}
        found = []
        for one in self.held:
            digest = one.exhibit.digest
            note, document = notes.get(digest), told.get(digest, Document(digest))
            found.append(
                Report(
                    exhibit=digest,
                    source=note.source if note else "",
                    published=(note.published if note else "") or document.published,
                    parent=one.acquisition.parent,
                    texts=tuple(of[digest]),
                    publisher=document.publisher,
                    not_before=document.not_before,
                    not_after=document.not_after,
                    url=(note.url if note else "") or next((text.url for text in of[digest] if text.url), ""),
                    title=document.title,
                    vouched=bool(note and (note.source or note.published)),
                )
            )
        return found

    def pairs(self) -> list[Shared]:
        """Return what two exhibits share, in order of digests; each text that is equal to another is tied to one."""
        return list(pairs.rows(self.docket, self.pack_digest))

    def bench(self) -> Bench:
        """Return what an answer is made from."""
        texts, files = self.texts(), self.files()
        resolved = self.resolved(texts)
        seen = [one for one in self.laid("observation", KINDS).records if one.state != "replaced"]
        # where two records bear one id, what a person let stand goes before what a person rejected
        seen.sort(key=lambda one: one.stands)
        said = self.reviewed_claims(resolved) if self.outcomes else []
        documents = records.documents(texts, self.brief, files, self.held)
        reports = self.reports(texts, documents)
        found = traced(reports, self.brief.sources, self.pairs(), resolved.origins)
        return Bench(
            brief=self.brief,
            resolved=resolved,
            files=files,
            documents=documents,
            texts=tuple(texts),
            observations=tuple(one.record for one in seen),
            origins=found.origins,
            lineage=found.lineage,
            pack=self.pack,
            pack_digest=self.pack_digest,
            unread=len(self.omissions()),
            decided={one.record.id: "accept" if one.stands else "reject" for one in seen if one.decision},
            claims=tuple(one.record for one in said if one.stands and one.decision),
        )
