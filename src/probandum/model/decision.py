"""What a person decided on one record that a program made; the program's record itself never changes."""

import reprlib
from collections.abc import Mapping
from typing import Any, Literal, get_args

import msgspec

from probandum.model.claim import Claim
from probandum.model.exhibit import Locator
from probandum.model.ident import Digest, Id, Value, identify
from probandum.model.observation import Observation
from probandum.model.statement import StatedFigure, Statement

Record = Observation | Statement | Claim | StatedFigure
"""What a program makes and a person may review."""
RecordKind = Literal["observation", "statement", "claim", "figure"]
RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)
Verb = Literal["accept", "correct", "reject"]
VERBS: tuple[Verb, ...] = get_args(Verb)

TYPES: dict[RecordKind, type[Any]] = {
    "observation": Observation,
    "statement": Statement,
    "claim": Claim,
    "figure": StatedFigure,
}
CHANGEABLE: dict[RecordKind, tuple[str, ...]] = {
    "observation": ("kind", "value", "refs"),
    "statement": ("types", "speaker", "mode", "on_behalf_of", "chain", "hedge"),
    "claim": (
        "stance", "speaker", "subject", "predicate", "object", "level", "basis", "linked_to", "incident",
        "relayed_by", "hypothesis", "answers",
    ),
    "figure": ("value", "unit", "of", "when", "approximate"),
}  # fmt: skip
"""What a person may correct: what a record says, never where it stands or in which words."""
READING = "hypothesis"
"""What a person who accepts a claim may add: a reading of the words, which no program makes."""
_SAME: dict[RecordKind, tuple[str, ...]] = {
    "observation": ("kind", "value"),
    "statement": ("types", "speaker"),
    "claim": ("stance", "speaker", "subject", "predicate"),
    "figure": ("value", "unit"),
}
_SORTS: dict[RecordKind, str] = {"observation": "kind", "statement": "", "claim": "stance", "figure": "kind"}


class Decision(Value, frozen=True):
    """A person's decision on one record of a program.

    Attributes:
        target: id of the program's record.
        record: what kind of record it is.
        sort: what sort of its kind: of an observation its kind, of a claim its stance.
        exhibit: where it stands.
        locator: where in the exhibit.
        seen: the record as the person saw it, as JSON types.
        decision: ``accept``: right as it stands; ``correct``: right with the changes; ``reject``: wrong.
        reason: why; never empty.
        by: who decides.
        at: RFC 3339 in UTC.
        changes: field → new value, as JSON types; on acceptance only the hypothesis of a claim.
        rule: where many were decided at once, by which rule.
        replaces: id of the decision that stood before; empty where it is the first.
    """

    target: Id
    record: RecordKind
    sort: str
    exhibit: Digest
    locator: Locator
    seen: dict[str, Any]
    decision: Verb
    reason: str
    by: str
    at: str
    changes: dict[str, Any] = msgspec.field(default_factory=dict)
    rule: str = ""
    replaces: str = ""

    @property
    def id(self) -> Id:
        """Everything it says."""
        return identify("decision", self)

    @property
    def reading(self) -> dict[str, Any]:
        """What the person says that the record says, whatever other tools make of the place: field → JSON type."""
        seen = {name: self.seen[name] for name in CHANGEABLE[self.record] if name in self.seen}
        return {**seen, **self.changes}

    @property
    def found(self) -> str:
        """What the program's record says, in one line of raw text."""
        return words(self.record, self.seen)

    @property
    def standing(self) -> str:
        """What the record says as it was corrected, in one line of raw text."""
        return words(self.record, {**self.seen, **self.changes})

    def speaks_of(self, record: Record) -> bool:
        """Return whether a record that has another id says in essence what this decision is about."""
        fields = json_types(record)
        return all(fields.get(name) == self.seen.get(name) for name in _SAME[self.record])


class Outcome(Value, frozen=True):
    """A decision, where it is kept, and what becomes of it.

    Attributes:
        decision: what was decided.
        act: sequence of the act of the ledger.
        exhibit: digest of the object that holds it.
        locator: where in that object.
        status: ``stands``; ``replaced`` by a later decision on the same record; ``lost``: it stands for a record that
            the tools of now do not make.
        stands: id of the record that stands by it; the program's own where it was accepted or rejected.
    """

    decision: Decision
    act: int
    exhibit: Digest
    locator: Locator
    status: Literal["stands", "replaced", "lost"] = "stands"
    stands: str = ""


def json_types(value: Any) -> Any:
    """Return a value as it comes back from the ledger: decimals as strings, tuples as lists."""
    return msgspec.json.decode(msgspec.json.encode(value))


def sort_of(kind: RecordKind, record: Record) -> str:
    """Return what sort of its kind a record is: of an observation its kind, of a claim its stance; may be empty."""
    return str(getattr(record, _SORTS[kind], ""))


def typed(kind: RecordKind, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return changes as the record holds them.

    Raises:
        ValueError: a field that may not change, or a value that it cannot have; says which.
    """
    types = {field.name: field.type for field in msgspec.structs.fields(TYPES[kind])}
    made = {}
    for name, value in changes.items():
        if name not in CHANGEABLE[kind]:
            known = ", ".join(CHANGEABLE[kind])
            raise ValueError(f"{name!r} of a {kind} cannot be corrected; what can: {known}")
        try:
            made[name] = msgspec.convert(value, types[name])
        except msgspec.ValidationError as error:
            raise ValueError(f"{name} cannot be {reprlib.repr(value)}: {error}") from error
    return made


def said_by(kind: RecordKind, record: Record) -> str:
    """Return what a record says in one line of raw text."""
    return words(kind, {name: getattr(record, name) for name in record.__struct_fields__})


def words(kind: RecordKind, fields: Mapping[str, Any]) -> str:
    """Return what a record says in one line of raw text, from its fields as JSON types."""

    def said(name: str, before: str = "", after: str = "") -> str:
        value = fields.get(name)
        text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
        return f"{before}{text}{after}" if text else ""

    if kind == "observation":
        refs = fields.get("refs") or ()
        known = "" if list(refs) in ([], [fields.get("value")]) else said("refs", " (", ")")
        return f"{said('kind')} {said('value')}{known}"
    if kind == "statement":
        who = said("on_behalf_of", " for ")
        tail = said("chain", ", passed on: ") + said("hedge", ", in its own words: ")
        return f"{said('types')}, {said('mode')}, by {said('speaker') or 'nobody named'}{who}{tail}"
    if kind == "figure":
        parts = (
            said("approximate", "", " "),
            said("value"),
            said("unit", " "),
            said("of", " of "),
            said("when", ", "),
        )
        return "".join(parts)
    head = f"{said('speaker') or 'nobody named'} {said('stance')}: {said('subject') or 'nobody named'}"
    rest = [("predicate", ""), ("object", "against "), ("level", "level "), ("linked_to", "linked to "), ("basis", "basis: "),
            ("incident", "about "), ("relayed_by", "passed on by "), ("answers", "answers "), ("hypothesis", "read as ")]  # fmt: skip
    return ", ".join([head, *(text for name, before in rest if (text := said(name, before)))])
