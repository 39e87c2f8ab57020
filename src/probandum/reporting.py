"""From a case to its dossier on disk: gather what it may draw on, render, write."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from probandum import plugins, records
from probandum.assessing import Answer, limits
from probandum.casefile import Resolved
from probandum.custody import log
from probandum.desk import Desk
from probandum.docket import Docket
from probandum.errors import StoreError
from probandum.model.dossier import Dossier, Records
from probandum.model.exhibit import Exhibit, Locator
from probandum.model.ident import Digest
from probandum.model.observation import Omission
from probandum.model.scales import TLP_ORDER, Tlp
from probandum.model.sharing import Lineage
from probandum.model.weight import Assessment
from probandum.replying import Replies, replies
from probandum.weighers.fitted import shipped_as

SHARED = 200
"""Shared passages that get excerpts, the longest first; as many citations."""


def gather(desk: Desk, answer: Answer) -> Records:
    """Return everything that the dossier may draw on; the same case gives the same records."""
    texts, observations = desk.texts(), desk.observations()
    resolved = desk.resolved(texts)
    claims = tuple(one.record for one in desk.reviewed_claims(resolved) if one.stands)
    told = replies(desk, texts, claims)
    files = desk.files()
    docket = desk.docket
    acts = records.acts(docket.entries(), docket.store.leaves())
    places = records.located(resolved, observations, answer.assessment) | _shared_places(answer.lineage)
    brief = Exhibit(desk.brief.digest, len(docket.store.get(desk.brief.digest)), "application/toml")
    brief_taken = docket.last("brief")
    made = Records(
        brief=desk.brief,
        brief_exhibit=brief,
        exhibits=tuple({one.exhibit.digest: one.exhibit for one in desk.held}.values()),
        acquisitions=(
            *(brief_taken.acquisitions if brief_taken else ()),
            *(one.acquisition for one in desk.held),
        ),
        documents=records.documents(texts, desk.brief, files, desk.held),
        observations=tuple(observations),
        excerpts=records.excerpts(places, texts, docket.store.get),
        claims=claims,
        judgements=resolved.judgements,
        links=resolved.links,
        reviews=resolved.reviews,
        origins=answer.origins,
        omissions=(*desk.omissions(), *told.omissions, *_silent(answer)),
        assessment=answer.assessment,
        verdict=answer.verdict,
        acts=acts,
        checkpoint=_checkpoint(docket, acts[-1].sequence + 1),
        knowledge=records.knowledge_note(desk.pack, desk.pack_digest, _used(resolved, answer.assessment)),
        parameters=vector.values() if (vector := shipped_as(answer.assessment.parameters)) else {},
        limits=limits(),
        outcomes=desk.became(),
    )
    return _with_replies(made, answer, told)


def _shared_places(lineage: Lineage) -> dict[str, tuple[Digest, Locator]]:
    """Return the places of the longest shared passages, and of citations, that a dossier may cite."""
    longest = sorted(lineage.passages, key=lambda one: (-one.words, one.id))
    places = [place for one in longest[:SHARED] for place in (one.first, one.second)]
    said = (one.place for one in lineage.citations[:SHARED] if one.place)
    return {one.id: (one.exhibit, one.locator) for one in (*places, *said)}


def _with_replies(made: Records, answer: Answer, told: Replies) -> Records:
    """Return records with who repeats whom, what was said to each accusation, and the figures and their checks."""
    return msgspec.structs.replace(
        made,
        lineage=answer.lineage,
        suppositions=answer.suppositions,
        statements=told.statements,
        figures=tuple(one.figure for one in told.checked),
        checks=tuple(one.check for one in told.checked),
        responses=tuple(one.response for one in told.answered),
        in_return=told.in_return,
        points=told.points,
        contradictions=told.contradictions,
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
