"""From a case to its dossier on disk: gather what it may draw on, render, write."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from probandum import parts, plugins, records
from probandum.assessing import Answer, Bench, limits
from probandum.casefile import Resolved, resolve
from probandum.custody import log
from probandum.docket import Docket
from probandum.errors import StoreError, UsageError
from probandum.intake import EVIDENCE, refusals
from probandum.model.brief import Brief
from probandum.model.claim import Claim
from probandum.model.dossier import Dossier, Records
from probandum.model.exhibit import Exhibit
from probandum.model.ident import Digest
from probandum.model.observation import Observation, Omission, Text
from probandum.model.pack import Pack
from probandum.model.scales import TLP_ORDER, Tlp
from probandum.model.statement import StatedFigure, Statement
from probandum.model.weight import Assessment
from probandum.proposing import ACTION as PROPOSE
from probandum.proposing import Proposals, proposals
from probandum.records import Held
from probandum.sources.origins import Report, origins
from probandum.weighers.fitted import shipped_as
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
        """Return what the exhibits show."""
        return parts.rows(self.docket, self.pack_digest, "observations", kinds)

    def claims(self) -> list[Claim]:
        """Return what detectors found, then what language models proposed."""
        return [*parts.rows(self.docket, self.pack_digest, "claims"), *self._proposed.claims]

    @cached_property
    def _proposed(self) -> Proposals:
        return proposals(self.docket, self.texts()) if self.docket.last(PROPOSE) else Proposals()

    def statements(self) -> list[Statement]:
        """Return the sentences of documents, with what each does and who says it."""
        return parts.rows(self.docket, self.pack_digest, "statements")

    def figures(self) -> list[StatedFigure]:
        """Return the figures that documents state."""
        return parts.rows(self.docket, self.pack_digest, "figures")

    def omissions(self) -> list[Omission]:
        """Return what was left out, what never came into custody first."""
        refused = (Omission(self.brief.digest, "custody/1", line) for line in refusals(self.docket))
        rows = parts.rows(self.docket, self.pack_digest, "omissions")
        return [*refused, *rows, *self._proposed.omissions]

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

    def reports(self, texts: Sequence[Text]) -> list[Report]:
        """Return the exhibits as far as their origins go."""
        notes = {note.file: note for note in self.brief.evidence}
        files = self.files()
        words: dict[Digest, list[str]] = defaultdict(list)
        for text in texts:
            words[text.exhibit].append(text.text)
        found = []
        for one in self.held:
            note = notes.get(files.get(one.exhibit.digest, ""))
            found.append(
                Report(
                    exhibit=one.exhibit.digest,
                    text="\n".join(words[one.exhibit.digest]),
                    source=note.source if note else "",
                    published=note.published if note else "",
                    parent=one.acquisition.parent,
                )
            )
        return found

    def bench(self) -> Bench:
        """Return what an answer is made from."""
        texts = self.texts()
        files = self.files()
        return Bench(
            brief=self.brief,
            resolved=self.resolved(texts),
            files=files,
            documents=records.documents(texts, self.brief, files),
            texts=tuple(texts),
            observations=tuple(self.observations(KINDS)),
            origins=origins(self.reports(texts), self.brief.sources),
            pack=self.pack,
            pack_digest=self.pack_digest,
            unread=len(self.omissions()),
        )


def gather(desk: Desk, answer: Answer) -> Records:
    """Return everything that the dossier may draw on; the same case gives the same records."""
    texts, observations = desk.texts(), desk.observations()
    resolved = desk.resolved(texts)
    known = {claim.id for claim in resolved.claims}
    claims = (*resolved.claims, *(claim for claim in desk.claims() if claim.id not in known))
    files = desk.files()
    docket = desk.docket
    acts = records.acts(docket.entries(), docket.store.leaves())
    places = records.located(resolved, observations, answer.assessment)
    brief = Exhibit(desk.brief.digest, len(docket.store.get(desk.brief.digest)), "application/toml")
    brief_taken = docket.last("brief")
    return Records(
        brief=desk.brief,
        brief_exhibit=brief,
        exhibits=tuple({one.exhibit.digest: one.exhibit for one in desk.held}.values()),
        acquisitions=(
            *(brief_taken.acquisitions if brief_taken else ()),
            *(one.acquisition for one in desk.held),
        ),
        documents=records.documents(texts, desk.brief, files),
        observations=tuple(observations),
        excerpts=records.excerpts(places, texts, docket.store.get),
        claims=claims,
        judgements=resolved.judgements,
        links=resolved.links,
        reviews=resolved.reviews,
        origins=answer.origins,
        omissions=(*desk.omissions(), *_silent(answer)),
        assessment=answer.assessment,
        verdict=answer.verdict,
        acts=acts,
        checkpoint=_checkpoint(docket, acts[-1].sequence + 1),
        knowledge=records.knowledge_note(desk.pack, desk.pack_digest, _used(resolved, answer.assessment)),
        parameters=vector.values() if (vector := shipped_as(answer.assessment.parameters)) else {},
        limits=limits(),
    )


@dataclass(frozen=True)
class Target:
    """Where a dossier goes, and for whom.

    Attributes:
        root: the case folder.
        tlp: what the reader may see.
        output: a file in another place than the case's ``dossier`` folder.
    """

    root: Path
    tlp: Tlp
    output: Path | None


def write(docket: Docket, dossier: Dossier, names: Sequence[str], target: Target) -> list[Path]:
    """Write a dossier in the named formats, as one act unless the ledger names these very bytes already."""
    audience = "" if target.tlp == TLP_ORDER[-1] else "." + target.tlp.removeprefix("TLP:").lower()
    made: dict[str, Digest] = {}
    written: list[Path] = []
    for name in names:
        renderer = plugins.renderer(name)
        data = renderer.render(dossier)
        inside = f"dossier/dossier{audience}{renderer.suffix}"
        made[inside] = docket.store.write_product(inside, data)
        written.append(target.root / inside if target.output is None else _copy(target.output, data))
    listed = docket.listed()
    if any(listed.get(name) != digest for name, digest in made.items()):
        docket.act(
            "report", {"assessment": Digest(dossier.verdict.assessment.partition(":")[2])}, made, len(made)
        )
    return written


def _copy(output: Path, data: bytes) -> Path:
    try:
        output.write_bytes(data)
    except OSError as error:
        raise StoreError(f"{output}: {error.strerror}", "choose another place with --output") from error
    return output


def _silent(answer: Answer) -> tuple[Omission, ...]:
    return tuple(
        Omission(exhibit, "assess/1", f"not asked about behaviour: {why}")
        for exhibit, why in sorted(answer.silent.items())
    )


def _used(resolved: Resolved, assessment: Assessment) -> Iterator[str]:
    """Yield the ids of the pack that a dossier calls by their names."""
    yield from (item.value for item in assessment.items)
    yield from (one.actor for one in assessment.hypotheses)
    yield from (link.child for link in resolved.links)
    yield from (one.hypothesis for one in resolved.judgements)


def _checkpoint(docket: Docket, size: int) -> str:
    """Return the checkpoint as it was after the last act that the dossier shows."""
    tree = log.Range()
    for leaf in docket.store.leaves()[:size]:
        tree = tree.add(bytes.fromhex(leaf))
    return log.checkpoint(log.origin(docket.store.lines()[0]), size, tree.root()).decode()
