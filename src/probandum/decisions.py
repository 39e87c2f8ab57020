"""What persons decided on the program's records: kept in custody, one act a batch, and laid over what the tools make.

The object of an act holds one decision a line, as canonical JSON, so that everything derived may be deleted. A decision
finds its record by its id; where other tools gave that record another id, by its place and by what it says in essence.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from probandum.custody import acquire
from probandum.docket import Docket
from probandum.errors import CustodyError
from probandum.model.brief import EvidenceNote
from probandum.model.decision import Decision, Outcome, RecordKind, Verb, sort_of, typed
from probandum.model.exhibit import Locator
from probandum.model.ident import Digest, Id, canonical
from probandum.model.observation import ONE

ACTION = "review"
MATERIAL = "decisions"
State = Literal["recorded", "machine", "accepted", "corrected", "rejected", "replaced"]
_STATES: dict[Verb, State] = {"accept": "accepted", "correct": "corrected", "reject": "rejected"}
Place = tuple[Digest, Locator]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One record, and how it stands.

    Attributes:
        kind: of the record.
        record: the program's own; where a person accepted or corrected it, the one that stands for it.
        state: ``recorded`` in the case file, made by a ``machine``, ``accepted``, ``corrected``, ``rejected`` by a person,
            or ``replaced``: the program's own beside a corrected one.
        decision: by which it stands or falls.
        own: the program's record, where another stands for it.
    """

    kind: RecordKind
    record: Any
    state: State = "machine"
    decision: Decision | None = None
    own: Any = None

    @property
    def stands(self) -> bool:
        """Return whether it counts: it was neither rejected nor replaced."""
        return self.state not in {"rejected", "replaced"}

    @property
    def target(self) -> Id:
        """Return the id under which a person decides on it: that of the program's own record."""
        name: Id = (self.own or self.record).id
        return name

    @property
    def how(self) -> str:
        """Return in words how it stands: ``machine``, ``corrected by A. Analyst``."""
        by = self.decision.by if self.decision else self.record.by
        return self.state if self.state == "machine" else f"{self.state} by {by}"


@dataclass(frozen=True)
class Laid:
    """The records of one kind with all decisions laid over them.

    Attributes:
        records: in the order of the program's; a corrected one stands before the one that it replaces.
        outcomes: of the latest decision on each record.
    """

    records: tuple[Reviewed, ...]
    outcomes: tuple[Outcome, ...] = ()


def write(docket: Docket, decisions: Sequence[Decision]) -> int:
    """Keep decisions and write the act; nothing is written where there is none. The case is held for writing.

    Returns:
        how many were written.
    """
    if not decisions:
        return 0
    lines = b"".join(canonical(one) + b"\n" for one in decisions)
    held = acquire.keep(lines, docket.store).digest
    counts = {verb: sum(one.decision == verb for one in decisions) for verb in _STATES}
    note = ", ".join(f"{count} {_STATES[verb]}" for verb, count in counts.items() if count)
    docket.act(ACTION, {MATERIAL: held}, {f"objects/{held}": held}, len(decisions), note)
    return len(decisions)


def kept(docket: Docket) -> tuple[Outcome, ...]:
    """Return all decisions in the order in which they were taken; of those on one record the last one stands.

    Raises:
        CustodyError: an object that an act names holds what is no decision.
    """
    found: list[Outcome] = []
    for entry in docket.entries():
        if entry.action == ACTION and MATERIAL in entry.materials:
            held = entry.materials[MATERIAL]
            start = 0
            for line in docket.store.get(held).splitlines(keepends=True):
                place = Locator("byte", start, start + len(line.rstrip(b"\n")))
                found.append(Outcome(_decision(line, held), entry.sequence, held, place))
                start += len(line)
    last = {one.decision.target: at for at, one in enumerate(found)}
    gone = {one.decision.replaces for one in found}
    return tuple(
        one
        if last[one.decision.target] == at and one.decision.id not in gone
        else msgspec.structs.replace(one, status="replaced")
        for at, one in enumerate(found)
    )


def _decision(line: bytes, held: Digest) -> Decision:
    try:
        decision = msgspec.json.decode(line, type=Decision)
        typed(decision.record, decision.reading)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        what = f"object {held[:12]} holds what is no decision: {error}"
        raise CustodyError(what, "restore the case from a copy, or use the program that wrote it") from error
    return decision


def standing(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return the latest decision on each record."""
    return tuple(one for one in outcomes if one.status != "replaced")


def lay(
    kind: RecordKind, rows: Sequence[Any], outcomes: Iterable[Outcome], notes: Mapping[Digest, EvidenceNote]
) -> Laid:
    """Lay decisions over the program's records of one kind.

    Args:
        kind: of the records.
        rows: as the program made them.
        outcomes: of all decisions.
        notes: what the case file says of the file that an exhibit came in, for claims that a person accepted.
    """
    by_place: dict[Place, list[Outcome]] = defaultdict(list)
    for one in standing(outcomes):
        if one.decision.record == kind:
            by_place[one.decision.exhibit, one.decision.locator].append(one)
    if not by_place:
        return Laid(tuple(Reviewed(kind, row) for row in rows))
    beside: dict[Place, dict[Id, Any]] = defaultdict(dict)
    for row in rows:
        if (place := (row.exhibit, row.locator)) in by_place:
            beside[place].setdefault(row.id, row)
    said: dict[Id, Outcome] = {}
    others: list[Outcome] = []
    for place, own in by_place.items():
        _match(own, beside[place], said, others)
    return _laid(kind, rows, said, others, lambda row, one: _stood(kind, row, one, notes))


def _match(
    own: Sequence[Outcome], found: Mapping[Id, Any], said: dict[Id, Outcome], others: list[Outcome]
) -> None:
    """Find the records that the decisions on one place are about: by id first, then by place and sort."""
    direct = [one for one in own if one.decision.target in found and _holds(one.decision, found)]
    said.update((one.decision.target, one) for one in direct)
    for one in reversed([one for one in own if one not in direct]):
        name = _again(one.decision, found, said)
        if name is None:
            others.append(msgspec.structs.replace(one, status="lost"))
        elif name in said:
            others.append(msgspec.structs.replace(one, status="replaced"))
        else:
            said[name] = one


def _holds(decision: Decision, found: Mapping[Id, Any]) -> bool:
    return decision.decision != "reject" or decision.speaks_of(found[decision.target])


def _again(decision: Decision, found: Mapping[Id, Any], said: Collection[Id]) -> Id | None:
    """Return the one record of the same sort at the place of a decision.

    What a person accepted or corrected stands whatever the tools say there now; a rejection holds only for what says the
    same, as nobody has seen the other.
    """
    same = {name: row for name, row in found.items() if sort_of(decision.record, row) == decision.sort}
    fitting = [name for name, row in same.items() if decision.speaks_of(row)]
    if not fitting and decision.decision != "reject":
        fitting = [name for name in same if name not in said]
    return fitting[0] if len(fitting) == 1 else None


def _laid(
    kind: RecordKind,
    rows: Sequence[Any],
    said: Mapping[Id, Outcome],
    others: Sequence[Outcome],
    stood: Callable[[Any, Decision], Any],
) -> Laid:
    places = {(one.decision.exhibit, one.decision.locator) for one in said.values()}
    made: dict[Id, Reviewed] = {}
    outcomes: list[Outcome] = list(others)
    names: list[Id | None] = []
    for row in rows:
        name = row.id if (row.exhibit, row.locator) in places else None
        names.append(name)
        if name in said and name is not None and name not in made:
            decision = said[name].decision
            state = _STATES[decision.decision]
            record = row if state == "rejected" else stood(row, decision)
            made[name] = Reviewed(kind, record, state, decision, row)
            outcomes.append(msgspec.structs.replace(said[name], stands=made[name].record.id))
    persons = {one.record.id for one in made.values() if one.stands}
    fallen = {name: one for name, one in made.items() if one.state in {"rejected", "corrected"}}
    records: list[Reviewed] = []
    told: set[Id] = set()
    for row, name in zip(rows, names, strict=True):
        if name in made and name is not None:
            if name not in told:
                told.add(name)
                records.append(made[name])
                if made[name].state == "corrected":
                    records.append(Reviewed(kind, row, "replaced", made[name].decision))
        elif name not in persons:
            records.append(_made_from(kind, row, fallen))
    return Laid(tuple(records), tuple(sorted(outcomes, key=lambda one: (one.act, one.locator.start))))


def _made_from(kind: RecordKind, row: Any, fallen: Mapping[Id, Reviewed]) -> Reviewed:
    """Return a record on which nobody decided: it falls with what it was made from, or looked up by in the same place."""
    for name in getattr(row, "derived_from", ()):
        source = fallen.get(name)
        if source and (source.state == "rejected" or source.record.locator == row.locator):
            return Reviewed(kind, row, "rejected", source.decision)
    return Reviewed(kind, row)


def _stood(kind: RecordKind, row: Any, decision: Decision, notes: Mapping[Digest, EvidenceNote]) -> Any:
    """Return the record that stands for the program's own, as a person accepted or corrected it."""
    values = typed(kind, decision.reading)
    if kind != "figure":
        values["authenticity"] = ONE
    if decision.decision == "correct":
        values["by"] = decision.by
    if kind == "observation" and decision.decision == "correct":
        values |= {"derived_from": (*row.derived_from, row.id), "note": decision.reason}
    if kind == "claim":
        note = notes.get(row.exhibit)
        values |= {"by": decision.by, "source": row.source or (note.source if note else "")}
        values["credibility"] = note.credibility if note else row.credibility
        values["time"] = row.time or (note.published if note else "") or None
    return msgspec.structs.replace(row, **values)
