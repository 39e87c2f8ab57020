"""From what a case holds to an answer: what may testify, what it weighs, whether it is enough. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from probandum import plugins
from probandum.casefile import Resolved, later
from probandum.conclude import RECORDS, Context, conclude
from probandum.knowledge.citation import address
from probandum.knowledge.exclude import NAMED, UNKNOWN, without
from probandum.model.brief import Brief, EvidenceNote, Use
from probandum.model.claim import Claim
from probandum.model.dossier import Document
from probandum.model.ident import Digest, Id, Value, digest
from probandum.model.observation import Observation, Text
from probandum.model.pack import Pack
from probandum.model.sharing import Lineage
from probandum.model.source import Origin
from probandum.model.supposition import Supposition
from probandum.model.verdict import Verdict
from probandum.model.weight import Assessment, Evidence
from probandum.sources.origins import Report, origins
from probandum.sources.wordings import Wordings
from probandum.weighers.assessment import METHOD, assess
from probandum.weighers.fitted import shipped
from probandum.weighers.items import gather, gather_judgements
from probandum.weighers.roots import Roots
from probandum.weighers.sayings import Sayings, Standing, gather_testimony
from probandum.weighers.weighing import Request
from probandum.weighers.wordings import read_once

OWN = "a report of this case: its address or its title stands in the evidence"
UNCITED = "weighed with the parameters that were fitted for packs that name no reports"
ORIGINS = "origins/5"
"""How exhibits come to count as one, and what is left of what they share: raised whenever that changes an answer."""
SUGGESTING = frozenset({"prose-techniques"})
"""Tools that suggest out of prose."""
NAMING = frozenset({"names", "techniques"})
"""Tools that take words for names."""
TITLE_WORDS = 4
"""A title of fewer words does not tell one report from another."""
_SHOWN = 8
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")


class Answer(Value, frozen=True):
    """What the weighing of a case gave, as it is stored.

    Attributes:
        assessment: what everything weighs.
        verdict: whether it is enough.
        origins: which exhibits counted as one.
        silent: exhibits that were not asked, with the reason.
        lineage: what documents share, whom they cite and who repeats whom.
        suppositions: what would become of the verdict without an origin, or with two joined, or one split.
    """

    assessment: Assessment
    verdict: Verdict
    origins: tuple[Origin, ...]
    silent: dict[Digest, str]
    lineage: Lineage = Lineage()
    suppositions: tuple[Supposition, ...] = ()


@dataclass(frozen=True)
class Bench:
    """What an answer is made from.

    Attributes:
        brief: what the analyst states.
        resolved: its passages, found.
        files: for each exhibit the name of the file it came in.
        documents: of the readable exhibits.
        texts: of the readable exhibits.
        observations: of behaviour.
        origins: which exhibits count as one.
        pack: knowledge, whole.
        pack_digest: its digest.
        unread: how many things were left out or could not be read.
        decided: id of an observation → what a person decided on it; corrected ones are accepted as they stand.
        claims: of programs, each accepted or corrected by a person.
        lineage: what documents share, whom they cite and who repeats whom.
        gone: exhibits that are supposed not to testify; what goes back to them still does.
    """

    brief: Brief
    resolved: Resolved
    files: Mapping[Digest, str]
    documents: tuple[Document, ...]
    texts: tuple[Text, ...]
    observations: tuple[Observation, ...]
    origins: tuple[Origin, ...]
    pack: Pack
    pack_digest: Digest
    unread: int = 0
    decided: Mapping[Id, Literal["accept", "reject"]] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    lineage: Lineage = field(default_factory=Lineage)
    gone: frozenset[Digest] = frozenset()


class Testifying(NamedTuple):
    """What stays the same whatever is supposed of origins.

    Attributes:
        pack: the knowledge that may testify.
        left_out: why each report of it that may not is left out.
        notes: which named reports it does not cite, and which reports behind it the case links to.
        wordings: of the texts.
    """

    pack: Pack
    left_out: dict[str, str]
    notes: tuple[str, ...]
    wordings: Wordings


def answer(bench: Bench) -> Answer:
    """Weigh the evidence of a case and hold the result against its standard of proof."""
    assessment = assess(request(bench, testifying(bench)))
    verdict = conclude(assessment, bench.brief.standard, context=context(bench))
    return Answer(assessment, verdict, bench.origins, _silent(bench, "behaviour"), bench.lineage)


def context(bench: Bench) -> Context:
    """Return what a verdict must also say of the case."""
    nameless = frozenset(origin.id for origin in bench.origins if not origin.sources)
    return Context(bench.unread, unstated=nameless, uniform=bench.brief.prior == "uniform")


def request(bench: Bench, knowledge: Testifying) -> Request:
    """Return what is weighed: items out of what may testify, each with the roots it goes back to."""
    brief, pack = bench.brief, knowledge.pack
    silent = bench.gone | _silent(bench, "behaviour").keys()
    credibility = {exhibit: note.credibility for exhibit, note in _notes(bench).items()}
    names = {one.id: one.name for one in bench.pack.software} | {
        one.id: one.name for one in bench.pack.techniques
    }
    looked_up = {name for one in bench.observations for name in one.derived_from}
    seen = [one for one in bench.observations if one.id not in looked_up]
    speaking = (one for one in seen if one.exhibit not in silent)
    heard = Roots(bench.origins, bench.lineage)
    roots = Roots(bench.origins, bench.lineage, silent) if silent else heard
    read = read_once(
        speaking, bench.lineage.without(silent), bench.origins, knowledge.wordings, SUGGESTING, NAMING
    )
    mute = (one for one in seen if one.exhibit in silent)
    gathered = gather((*read, *mute), roots, bench.resolved.reviews, credibility, names, bench.decided)
    judged = gather_judgements(bench.resolved.judgements, heard, credibility)
    said = _testimony(bench)
    evidence = Evidence((*gathered.items, *judged, *said.items), bench.resolved.judgements, said.testimonies)
    cited = any(use.citations for use in pack.uses)
    return Request(
        question=brief.question,
        brief=brief.digest,
        pack=pack,
        pack_digest=bench.pack_digest,
        evidence=evidence,
        weighers=tuple(plugins.weighers()),
        origins=bench.origins,
        named=brief.hypotheses,
        links=bench.resolved.links,
        prior=brief.prior,
        parameters=shipped().parameters(cited),
        left_out=knowledge.left_out,
        unknown_values=gathered.unknown_values,
        notes=(*gathered.notes, *said.notes, *knowledge.notes, *(() if cited else (UNCITED,))),
        depth=max(5, brief.standard.budget),
        vectors=shipped().vectors(cited),
        standard=brief.standard,
    )


def _testimony(bench: Bench) -> Sayings:
    """Return what is said of groups; a speaker goes back to its party and to whom it relies on, as a report does (law 7)."""
    claims, sources = (*bench.resolved.claims, *bench.claims), bench.brief.sources
    speakers = {digest(claim.speaker.encode()): claim.speaker for claim in claims}
    counted = origins((Report(name, source=speaker) for name, speaker in speakers.items()), sources)
    roots = {speakers[name]: origin.id for origin in counted for name in origin.exhibits}
    groups = {one.id: one.name for one in bench.pack.actors if one.kind == "group"}
    groups |= {one.actor: one.name for one in bench.brief.hypotheses if one.level == "group"}
    standing = Standing(bench.origins, roots, _silent(bench, "claims"))
    return gather_testimony(claims, sources, groups, standing)


def testifying(bench: Bench) -> Testifying:
    """Return the knowledge without reports on the case itself and without what came later (law 7)."""
    brief = bench.brief
    own = reports_of(bench)
    pack, reasons = without(bench.pack, (*brief.exclude, *own), brief.as_of)
    of_the_case = {name for name, why in without(bench.pack, own)[1].items() if why == NAMED}
    left = {
        name: OWN if why == NAMED and name in of_the_case else why
        for name, why in reasons.items()
        if why != UNKNOWN
    }
    missed = [name for name in sorted(set(brief.exclude)) if reasons.get(name) == UNKNOWN]
    notes = (f"case.toml keeps {name} out of the knowledge, which does not cite it" for name in missed)
    return Testifying(pack, left, (*notes, *_named(bench, left)), Wordings(bench.texts))


def method() -> tuple[str, ...]:
    """Return all that an answer depends on beside case and knowledge: weighers, their combination and parameters."""
    return (*sorted(weigher.name for weigher in plugins.weighers()), METHOD, ORIGINS, shipped().digest)


def limits() -> tuple[str, ...]:
    """Return the measured limits of the method, one sentence each."""
    measured = (
        f"Of verdicts at {record.threshold} or above, {record.right} of {record.of} named the right actor ({record.measured_on})."
        for record in RECORDS
    )
    return (
        *measured,
        "Behaviour tells a known actor from one that the knowledge does not hold only poorly.",
        "Accusations and denials weigh with start values that were not fitted; a verdict that they move has no measured record.",
        "Names and suggested techniques weigh with the share of such finds that was right on labelled reports; indicators, and names too rare to measure, with start values.",
    )


def reports_of(bench: Bench) -> tuple[str, ...]:
    """Return the reports of the case as the knowledge may cite them: by address, and by title (law 7)."""
    addresses = {note.url for note in bench.brief.evidence} | {text.url for text in bench.texts}
    titles = {words for text in bench.texts if len((words := _words(text.title)).split()) >= TITLE_WORDS}
    lengths = sorted({len(title.split()) for title in titles})
    cited = (one.name for one in bench.pack.citations if _titled(_words(one.title).split(), titles, lengths))
    return tuple(sorted((addresses - {""}) | set(cited)))


def _titled(words: Sequence[str], titles: Collection[str], lengths: Iterable[int]) -> bool:
    """Return whether a run of the words of a citation is the title of a report."""
    runs = (words[at : at + length] for length in lengths for at in range(len(words) - length + 1))
    return any(" ".join(run) in titles for run in runs)


def _named(bench: Bench, left_out: Collection[str]) -> Iterator[str]:
    """Yield a note on reports behind the knowledge that documents of the case name: they may be about this incident."""
    linked = {link for text in bench.texts for link in (*text.links, *_ADDRESS.findall(text.text))}
    addresses = {address(link.rstrip(".,;:")) for link in linked} - {""}
    named = sorted(one.name for one in bench.pack.citations if address(one.url) in addresses)
    testifying = [name for name in named if name not in left_out]
    if testifying:
        more = f" and {len(testifying) - _SHOWN} more" if len(testifying) > _SHOWN else ""
        yield (
            f"documents of the case link to {len(testifying)} of the reports that the knowledge rests on; those about this "
            f"incident belong into exclude: {', '.join(testifying[:_SHOWN])}{more}"
        )


def _words(title: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in title.casefold()).split())


def _notes(bench: Bench) -> dict[Digest, EvidenceNote]:
    """Return what the analyst says of the file that each exhibit came in."""
    stated = {note.file: note for note in bench.brief.evidence}
    return {exhibit: stated.get(file, EvidenceNote(file, 0)) for exhibit, file in bench.files.items()}


def _silent(bench: Bench, use: Use) -> dict[Digest, str]:
    """Return the exhibits that do not testify to ``use``, each with the reason."""
    published = {one.exhibit: one.published for one in bench.documents}
    reasons: dict[Digest, str] = {}
    for exhibit, note in sorted(_notes(bench).items(), key=lambda pair: pair[0]):
        date = note.published or published.get(exhibit, "")
        if later(date, bench.brief.as_of):
            reasons[exhibit] = f"published {date}, after {bench.brief.as_of}"
        elif use not in note.use:
            reasons[exhibit] = (
                f"case.toml:{note.line} has it testify to {' and '.join(note.use)}, not to {use}"
            )
    return reasons
