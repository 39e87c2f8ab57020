"""From a cited id to the bytes: every path through these references ends at one with a digest."""

from collections.abc import Callable, Iterable
from functools import partial

from probandum.compose import lineage_references
from probandum.compose.claimed import NOT_FILLED, verb
from probandum.compose.said_references import makers
from probandum.compose.view import View
from probandum.compose.wording import counted, cut, defang, listed, number, visible
from probandum.model.claim import Claim
from probandum.model.decision import Outcome
from probandum.model.dossier import Act, Excerpt, Reference
from probandum.model.exhibit import Exhibit
from probandum.model.hypothesis import Judgement, Link, Review
from probandum.model.ident import Digest, digest
from probandum.model.observation import Observation, Omission
from probandum.model.weight import Item

CHECKPOINT = "checkpoint"
_MOST_EVIDENCE = 12
_LABEL = 240
_AROUND = 90
_MATCH = 420


def exhibit_id(name: Digest) -> str:
    """Return the id under which an exhibit is cited."""
    return f"exhibit:{name}"


def act_id(act: Act) -> str:
    """Return the id under which an act of the ledger is cited."""
    return act_number(act.sequence)


def act_number(sequence: int) -> str:
    """Return the id under which the act at a place of the ledger is cited."""
    return f"act:{sequence}"


def pack_id(view: View) -> str:
    """Return the id under which the knowledge is cited."""
    return f"pack:{view.records.knowledge.digest}"


def parameters_id(view: View) -> str:
    """Return the id under which the parameters are cited."""
    return f"parameters:{view.records.assessment.parameters}"


def brief_id(view: View) -> str:
    """Return the id under which the case file is cited."""
    return exhibit_id(view.records.brief_exhibit.digest)


def references(view: View, cited: Iterable[str]) -> tuple[Reference, ...]:
    """Return the references of cited ids and of everything these lead to, sorted by id.

    Raises:
        KeyError: an id that no record has: a fault of the composer, never of evidence.
    """
    makers = _Makers(view).all()
    found: dict[str, Reference] = {}
    queue = sorted(set(cited))
    while queue:
        name = queue.pop()
        if name in found:
            continue
        found[name] = reference = makers[name]()
        queue.extend(other for other in reference.cites if other not in found)
    return tuple(found[name] for name in sorted(found))


class _Makers:
    """How each record becomes a reference; made only when somebody cites it."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.records = view.records
        self.said = {record.id for record in view.records.judgements}
        self.said |= {claim.id for claim in view.records.claims}

    def all(self) -> dict[str, Callable[[], Reference]]:
        view, records = self.view, self.records
        made: dict[str, Callable[[], Reference]] = {
            view.assessment: self._assessment,
            view.verdict: self._verdict,
            pack_id(view): self._pack,
            parameters_id(view): self._parameters,
            CHECKPOINT: self._checkpoint,
        }
        for exhibit in (*records.exhibits, records.brief_exhibit):
            made[exhibit_id(exhibit.digest)] = partial(self._exhibit, exhibit)
        for act in records.acts:
            made[act_id(act)] = partial(self._act, act)
        for name, observation in view.observations.items():
            made[name] = partial(self._observation, name, observation)
        for claim in records.claims:
            made[claim.id] = partial(self._claim, claim)
        for judgement in records.judgements:
            made[judgement.id] = partial(self._view_of_person, judgement)
        for link in records.links:
            made[link.id] = partial(self._view_of_person, link)
        for review in records.reviews:
            made[review.id] = partial(self._review, review)
        for outcome in records.outcomes:
            made[outcome.decision.id] = partial(self._decision, outcome)
            made.setdefault(outcome.decision.target, partial(self._found, outcome))
            made.setdefault(outcome.stands or outcome.decision.target, partial(self._let_stand, outcome))
        for omission in records.omissions:
            made[omission.id] = partial(self._omission, omission)
        for _, item in view.items:
            made[item.id] = partial(self._item, item)
        return made | dict(makers(self.view)) | dict(lineage_references.makers(self.view, self._known))

    def _excerpt(self, name: str, fallback: str = "") -> Excerpt | None:
        found = self.records.excerpts.get(name) or (Excerpt("", fallback, "") if fallback else None)
        if found is None:
            return None
        before, after = visible(found.before), visible(found.after)
        space = " " if found.before[-1:].isspace() else ""
        if len(before) > _AROUND:
            before = "…" + before[-_AROUND:]
        gap = " " if found.after[:1].isspace() else ""
        return Excerpt(
            defang(before) + space, cut(defang(found.match), _MATCH), gap + cut(defang(after), _AROUND)
        )

    def _exhibit(self, exhibit: Exhibit) -> Reference:
        name = visible(self.view.names.get(exhibit.digest, "")) or "exhibit"
        if exhibit.digest == self.records.brief_exhibit.digest:
            name = f"{name} (the case file)" if name != "exhibit" else "case.toml (the case file)"
        label = f"{cut(name, 120)}: {visible(exhibit.media_type)}, {counted(exhibit.size, 'byte')}"
        return Reference(exhibit_id(exhibit.digest), "exhibit", label, exhibit.digest)

    def _observation(self, name: str, record: Observation) -> Reference:
        surface = (
            f", written “{defang(record.surface)}”"
            if record.surface and record.surface != record.value
            else ""
        )
        note = f"; {defang(record.note)}" if record.note else ""
        label = cut(f"{visible(record.kind)} {defang(record.value)}{surface}{note}", _LABEL)
        return Reference(name, "observation", label, record.exhibit, record.locator, self._excerpt(name))

    def _claim(self, claim: Claim) -> Reference:
        who, about = (defang(words) or NOT_FILLED for words in (claim.speaker, claim.subject))
        act = f", {defang(claim.predicate)}" if claim.predicate else ""
        label = cut(f"{who} {verb(claim)}: {about}{act}", _LABEL)
        excerpt = self._excerpt(claim.id, claim.quote)
        return Reference(claim.id, "claim", label, claim.exhibit, claim.locator, excerpt)

    def _called(self, actor: str) -> str:
        return visible(self.records.knowledge.names.get(actor, actor))

    def _view_of_person(self, record: Judgement | Link) -> Reference:
        if isinstance(record, Judgement):
            kind, what = "judgement", f"{defang(record.item)}, under {self._called(record.hypothesis)}"
        else:
            kind, what = "link", f"{self._called(record.child)} as part of {visible(record.parent)}"
        label = cut(f"{what}; judged by {visible(record.by)}", _LABEL)
        return Reference(record.id, kind, label, record.exhibit, record.locator, self._excerpt(record.id))

    def _review(self, review: Review) -> Reference:
        label = cut(f"{review.decision} {defang(review.value)}; decided by {visible(review.by)}", _LABEL)
        cites = [brief_id(self.view)]
        if review.exhibit in self.view.names:
            cites.append(f"exhibit:{review.exhibit}")
        return Reference(review.id, "review", label, cites=self._known(cites))

    def _decision(self, outcome: Outcome) -> Reference:
        said = outcome.decision
        label = cut(f"{said.decision} {defang(said.found)}; decided by {visible(said.by)}", _LABEL)
        cites = (act_number(outcome.act), said.target)
        return Reference(said.id, "decision", label, outcome.exhibit, outcome.locator, None, cites)

    def _found(self, outcome: Outcome) -> Reference:
        """Return a program's own record that does not stand: rejected, or replaced by a corrected one."""
        said = outcome.decision
        label = cut(
            f"{defang(said.found)}; as {visible(str(said.seen.get('by', 'a program')))} found it", _LABEL
        )
        words = next(
            (str(said.seen[name]) for name in ("quote", "surface", "value") if said.seen.get(name)), ""
        )
        excerpt = self._excerpt(said.target, words)
        return Reference(said.target, said.record, label, said.exhibit, said.locator, excerpt)

    def _let_stand(self, outcome: Outcome) -> Reference:
        """Return a corrected record that the dossier does not speak of: its file is too late, or not heard for claims."""
        said = outcome.decision
        label = cut(f"{defang(said.standing)}; as {visible(said.by)} corrected it", _LABEL)
        words = str(said.seen.get("quote") or said.seen.get("surface") or "")
        excerpt = self._excerpt(outcome.stands, words)
        return Reference(outcome.stands, said.record, label, said.exhibit, said.locator, excerpt)

    def _omission(self, omission: Omission) -> Reference:
        label = cut(f"{visible(omission.by)}: {defang(omission.what)}", _LABEL)
        excerpt = self._excerpt(omission.id)
        return Reference(omission.id, "omission", label, omission.exhibit, omission.locator, excerpt)

    def _item(self, item: Item) -> Reference:
        found = _spread([support.evidence for support in item.support], self._resolves)
        shown = found[:_MOST_EVIDENCE]
        rest = f"; the first {len(shown)} of {len(found):,} places" if len(found) > len(shown) else ""
        label = f"{item_label(item)}: {counted(len(item.support), 'origin')}{rest}"
        cites = shown or [support.origin for support in item.support if support.origin in self.view.origins]
        return Reference(
            item.id, "item", cut(label, _LABEL), cites=tuple(sorted(cites)) or (brief_id(self.view),)
        )

    def _resolves(self, name: str) -> bool:
        return name in self.view.observations or name in self.said

    def _known(self, cites: Iterable[str]) -> tuple[str, ...]:
        exhibits = {exhibit_id(exhibit.digest) for exhibit in self.records.exhibits} | {brief_id(self.view)}
        return tuple(sorted(set(cites) & exhibits))

    def _assessment(self) -> Reference:
        weighing = self.records.assessment
        label = f"weighing of {counted(len(weighing.items), 'item')} under {counted(len(weighing.hypotheses), 'hypothesis', 'hypotheses')}"
        method = listed(visible(name) for name in weighing.method)
        cites: list[str] = [item.id for _, item in self.view.items]
        cites += [pack_id(self.view), parameters_id(self.view), brief_id(self.view)]
        return Reference(
            self.view.assessment, "assessment", cut(f"{label}; {method}", _LABEL), cites=tuple(sorted(cites))
        )

    def _verdict(self) -> Reference:
        standard = self.records.verdict.standard
        label = f"conclusion from the weighing, held against “{visible(standard.title)}” ({number(standard.threshold)})"
        return Reference(
            self.view.verdict, "verdict", label, cites=(self.view.assessment, brief_id(self.view))
        )

    def _pack(self) -> Reference:
        pack = self.records.knowledge
        label = f"knowledge {visible(pack.name)} {visible(pack.version)}, as canonical JSON"
        return Reference(pack_id(self.view), "pack", label, pack.digest)

    def _parameters(self) -> Reference:
        name = self.records.assessment.parameters
        return Reference(parameters_id(self.view), "parameters", "parameters of the weighing", name)

    def _checkpoint(self) -> Reference:
        text = self.records.checkpoint
        label = cut(f"checkpoint of the ledger: {visible(text)}", _LABEL)
        return Reference(CHECKPOINT, "checkpoint", label, digest(text.encode("utf-8", "surrogatepass")))

    def _act(self, act: Act) -> Reference:
        label = f"act {act.sequence} of the ledger: {visible(act.action)}, {visible(act.at)}, by {visible(act.by)}"
        return Reference(act_id(act), "act", cut(label, _LABEL), Digest(act.leaf))


def item_label(item: Item) -> str:
    """Return an item as people read it, with its id in the pack where it has one."""
    return thing_label(item.kind, item.value, item.name)


def thing_label(kind: str, value: str, name: str) -> str:
    """Return what is or may be weighed as people read it: ``S9001 Kestrel Loader``, ``accusation by Ministry A``."""
    shown = defang(name)
    if kind == "testimony":
        return shown if shown.lower().startswith(("accusation", "denial")) else f"accusation by {shown}"
    return shown if kind == "judgement" or value in shown else f"{visible(value)} {shown}".strip()


def _spread(lists: Iterable[tuple[str, ...]], keep: Callable[[str], bool]) -> list[str]:
    """Return the first of each list, then the second of each …: so that every origin is heard."""
    columns = [[name for name in names if keep(name)] for names in lists]
    longest = max(map(len, columns), default=0)
    ordered = [column[row] for row in range(longest) for column in columns if row < len(column)]
    return list(dict.fromkeys(ordered))
