"""Notes of a brief, pinned to the words in evidence that they rest on.

A quote must stand in its file verbatim: white space may differ, nothing else may, not even the shape of a
quotation mark or a dash. One that does not is a problem, never a record.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from probandum.casefile.fields import nearest, quoted
from probandum.casefile.passages import advice
from probandum.errors import CaseFileError
from probandum.model.brief import Brief, ClaimNote, JudgementNote, LinkNote, OriginNote, Passage, ReviewNote
from probandum.model.claim import Claim
from probandum.model.exhibit import Locator
from probandum.model.folded import SPACES, Folded
from probandum.model.hypothesis import UNKNOWN, Judgement, Link, Review
from probandum.model.ident import Digest
from probandum.model.observation import Text
from probandum.model.source import Ruling

_ADVISED = 20
"""Problems that get advice; it costs a pass over the texts."""


@dataclass(frozen=True)
class Resolved:
    """What the notes of a brief become.

    Attributes:
        claims: recorded by the analyst, in the order of the file.
        judgements: of the analyst, in the order of the file.
        links: between levels, in the order of the file.
        reviews: of extractions; one on a file with members stands once for each of its exhibits.
        left_out: one line for each evidence file that is later than the case's ``as_of``.
        problems: what cannot be resolved, in the order of the lines; a dossier is not made while there is any.
        origins: which documents a person counts as one, or apart, in the order of the file.
    """

    claims: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]
    links: tuple[Link, ...]
    reviews: tuple[Review, ...]
    left_out: tuple[str, ...] = ()
    problems: tuple[CaseFileError, ...] = ()
    origins: tuple[Ruling, ...] = ()


def resolve(
    brief: Brief,
    texts: Mapping[str, tuple[Text, ...]],
    exhibits: Mapping[str, Digest],
    actors: Collection[str] | None = None,
) -> Resolved:
    """Find the passages of a brief's notes in the evidence.

    Args:
        brief: the case file.
        texts: by path relative to the case folder: the texts of the file and of everything inside it.
        exhibits: by path relative to the case folder: every evidence file in custody.
        actors: ids of the actors that the knowledge pack has; ``None``: actors are not checked.
    """
    return _Resolver(brief, texts, exhibits, actors).run()


def later(published: str, as_of: str) -> bool:
    """Return whether something was certainly published after a day; False where either is unknown.

    Args:
        published: ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or RFC 3339.
        as_of: the same; the whole day, month or year belongs to it.
    """
    if not published or not as_of:
        return False
    shared = min(len(published), len(as_of), len("YYYY-MM-DD"))
    return published[:shared] > as_of[:shared]


class _Resolver:
    def __init__(
        self,
        brief: Brief,
        texts: Mapping[str, tuple[Text, ...]],
        exhibits: Mapping[str, Digest],
        actors: Collection[str] | None,
    ) -> None:
        self.brief = brief
        self.exhibits = exhibits
        self.texts = texts
        self.actors = (
            None if actors is None else {*actors, *(item.actor for item in brief.hypotheses), UNKNOWN}
        )
        self.notes = {note.file: note for note in brief.evidence}
        self.folded: dict[str, tuple[Folded, ...]] = {}
        self.problems: list[CaseFileError] = []
        self.late = {note.file for note in brief.evidence if later(note.published, brief.as_of)}

    def run(self) -> Resolved:
        for note in self.brief.evidence:
            if note.file not in self.exhibits:
                self.problems.append(self._no_file(note.file, note.line))
        for table in self.brief.references:
            if table.file not in self.exhibits:
                self.problems.append(self._no_file(table.file, table.line))
        claims = [self._claim(note) for note in self.brief.claims if note.passage.file not in self.late]
        judgements = [
            self._judgement(note) for note in self.brief.judgements if note.passage.file not in self.late
        ]
        links = [self._link(note) for note in self.brief.links if note.passage.file not in self.late]
        reviews = [review for note in self.brief.reviews for review in self._reviews(note)]
        rulings = [self._ruling(note) for note in self.brief.origins]
        return Resolved(
            claims=tuple(item for item in claims if item),
            judgements=tuple(item for item in judgements if item),
            links=tuple(item for item in links if item),
            reviews=tuple(reviews),
            left_out=tuple(self._left_out(file) for file in sorted(self.late)),
            problems=tuple(sorted(self.problems, key=lambda problem: problem.line)),
            origins=tuple(item for item in rulings if item),
        )

    def _claim(self, note: ClaimNote) -> Claim | None:
        found = self._find(note.passage)
        if (note.hypothesis and not self._known(note.hypothesis, note.passage)) or found is None:
            return None
        text, start, end = found
        evidence = self.notes.get(note.passage.file)
        return Claim(
            stance=note.stance,
            speaker=note.speaker,
            subject=note.subject,
            predicate=note.predicate,
            exhibit=text.exhibit,
            locator=text.locate(start, end),
            quote=text.text[start:end],
            by=note.by,
            object=note.object,
            level=note.level,
            basis=note.basis,
            relayed_by=note.relayed_by,
            hedge=note.hedge,
            answers=note.answers,
            name=note.name,
            source=evidence.source if evidence else "",
            credibility=evidence.credibility if evidence else 6,
            time=(evidence.published if evidence else "") or None,
            hypothesis=note.hypothesis,
            incident=note.incident,
            linked_to=note.linked_to,
            link=note.link,
        )

    def _judgement(self, note: JudgementNote) -> Judgement | None:
        place = self._place(note.passage)
        if not self._known(note.hypothesis, note.passage) or place is None:
            return None
        exhibit, locator = place
        return Judgement(
            hypothesis=note.hypothesis,
            item=note.item,
            if_true=note.if_true,
            if_false=note.if_false,
            reason=note.reason,
            by=note.by,
            exhibit=exhibit,
            locator=locator,
            forgery=note.forgery,
        )

    def _link(self, note: LinkNote) -> Link | None:
        place = self._place(note.passage)
        if not self._known(note.child, note.passage) or place is None:
            return None
        exhibit, locator = place
        return Link(
            child=note.child,
            parent=note.parent,
            level=note.level,
            band=note.band,
            reason=note.reason,
            by=note.by,
            exhibit=exhibit,
            locator=locator,
        )

    def _reviews(self, note: ReviewNote) -> list[Review]:
        if not note.file:
            return [Review(note.decision, note.value, note.reason, note.by)]
        places = self._within(note.file, note.line)
        return [Review(note.decision, note.value, note.reason, note.by, place) for place in places]

    def _ruling(self, note: OriginNote) -> Ruling | None:
        exhibits = tuple(self._within(file, note.line) for file in note.files)
        if not all(exhibits):
            return None
        return Ruling(note.act, exhibits, note.files, note.reason, note.by, note.line)

    def _within(self, file: str, line: int) -> tuple[Digest, ...]:
        """Return a file's exhibit and those in it that have texts; nothing, and a problem, where there is no such file."""
        if file not in self.exhibits:
            self.problems.append(self._no_file(file, line))
            return ()
        inside = {text.exhibit for text in self.texts.get(file, ())} - {self.exhibits[file]}
        return (self.exhibits[file], *sorted(inside))

    def _known(self, actor: str, passage: Passage) -> bool:
        if self.actors is None or actor in self.actors:
            return True
        what = f"{quoted(actor)} is no actor that the knowledge has or the case names"
        near = nearest(actor, self.actors)
        hint = near or "look it up with 'probandum knowledge actor', or add [[hypothesis]]"
        self.problems.append(CaseFileError(what, hint, passage.line))
        return False

    def _place(self, passage: Passage) -> tuple[Digest, Locator] | None:
        found = self._find(passage)
        return (found[0].exhibit, found[0].locate(*found[1:])) if found else None

    def _find(self, passage: Passage) -> tuple[Text, int, int] | None:
        if passage.file not in self.exhibits:
            if passage.file not in self.notes:  # otherwise it has been said
                self.problems.append(self._no_file(passage.file, passage.line))
            return None
        wanted = SPACES.sub(" ", passage.quote).strip()
        if passage.file not in self.folded:
            self.folded[passage.file] = tuple(Folded(text) for text in self.texts.get(passage.file, ()))
        folded = self.folded[passage.file]
        for text in folded:
            if place := text.place(wanted):
                return text.text, *place
        what = f"{quoted(passage.file)} does not say {quoted(passage.quote)}"
        near = advice(wanted, folded) if len(self.problems) < _ADVISED else ""
        self.problems.append(CaseFileError(what, near, passage.line))
        return None

    def _no_file(self, file: str, line: int) -> CaseFileError:
        near = nearest(file, self.exhibits) if len(self.problems) < _ADVISED else ""
        return CaseFileError(
            f"there is no evidence file {quoted(file)}", near or "put it into evidence/", line
        )

    def _left_out(self, file: str) -> str:
        published = self.notes[file].published
        return f"{file}: published {published}, later than {self.brief.as_of}"
