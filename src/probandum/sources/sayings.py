"""What is said in a case, each saying of one party once, however often and by whomever it is passed on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from probandum.model.claim import Claim
from probandum.model.exhibit import Locator
from probandum.model.ident import Digest
from probandum.model.observation import ONE
from probandum.model.scales import Level
from probandum.model.source import Source
from probandum.model.statement import Statement, StatementType
from probandum.sources.acts import Act, act, shared, stems
from probandum.sources.sides import Named, Sides, is_own, nobody

ACCUSING = frozenset({"accuses", "counter-accuses"})
ANSWERING = frozenset({"denies", "rejects-basis"})
_TYPES: dict[StatementType, str] = {
    "denial": "denies", "rejection-of-basis": "rejects-basis", "evidence-challenge": "rejects-basis",
}  # fmt: skip
ASKED = frozenset({"question", "question-premise"})
AUTHORS = frozenset({"", "author", "spokesperson"})
_LATE = "9999"
_Key = tuple[str, tuple[object, ...]]


@dataclass(frozen=True)
class Heard:
    """What is said in a case.

    Attributes:
        claims: recorded by persons and found by programs, of all documents.
        statements: the sentences in which programs found them, and those that answer without a claim in them.
        sources: of the case file.
        dates: when each exhibit was published at the earliest and at the latest, ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``
            or RFC 3339; twice the same where its date is known, empty or missing where nothing is.
        owners: source of each exhibit; missing where unknown.
        named: which states words name.
    """

    claims: Sequence[Claim]
    statements: Sequence[Statement] = ()
    sources: Sequence[Source] = ()
    dates: Mapping[Digest, tuple[str, str]] = field(default_factory=dict)
    owners: Mapping[Digest, str] = field(default_factory=dict)
    named: Named = nobody


@dataclass(frozen=True)
class Said:
    """A claim, or a statement that answers without a claim in it.

    Attributes:
        id: of the claim or statement.
        claim: the claim; None for a statement.
        stance: what it does, in the words of a claim's stance.
        subject: about whom; empty where not filled.
        predicate: what is said to have been done, in words.
        victim: to whom or what; empty where not filled.
        act: the predicate as it is compared.
        level: of the subject, as recorded or as its words say; None where neither does.
        exhibit: where it stands.
        place: where in it.
        days: the earliest and the latest date of the document; empty where unknown.
        direct: said there by the speaker itself and not passed on, so that these are the days of the saying.
        party: one word for the party of the speaker.
        sides: for whom the speaker speaks.
        against: the sides on which the subject stands.
        order: sorts what persons recorded first, then what was said directly, then by day and place; no name enters.
    """

    id: str
    claim: Claim | None
    stance: str
    subject: str
    predicate: str
    victim: str
    act: Act
    level: Level | None
    exhibit: Digest
    place: Locator
    days: tuple[str, str]
    direct: bool
    party: str
    sides: frozenset[str]
    against: frozenset[str]
    order: tuple[bool, bool, str, str, int, int, str]

    @cached_property
    def what(self) -> tuple[object, ...]:
        """What makes two sayings of one party one: stance, subject, act and object, by the stems of their words."""
        about = stems(self.subject) or self.subject.casefold()
        stance = "accuses" if self.stance in ACCUSING else self.stance
        return stance, about, self.act.classes, self.act.stems, stems(self.victim)


@dataclass(frozen=True)
class Saying:
    """What one party says, once; ``members`` are in their order, the first stands for all."""

    members: tuple[Said, ...]

    @cached_property
    def first(self) -> Said:
        """The one that stands for all: recorded by a person if any is, direct if any is, the earliest."""
        return self.members[0]

    @cached_property
    def exhibits(self) -> frozenset[Digest]:
        """Where it stands."""
        return frozenset(one.exhibit for one in self.members)

    @cached_property
    def since(self) -> str:
        """The day before which it was certainly not said; empty where unknown, as for what is only passed on."""
        days = [one.days[0] for one in self.members if one.direct]
        return min(days) if days and all(days) else ""

    @cached_property
    def until(self) -> str:
        """The day on which it had certainly been said; empty where unknown."""
        return min((one.days[1] for one in self.members if one.days[1]), default="")

    def inside(self, exhibits: frozenset[Digest]) -> Said:
        """Return the first member that stands in one of these exhibits, otherwise the first of all."""
        return next((one for one in self.members if one.exhibit in exhibits), self.first)


def sayings(heard: Heard, stances: frozenset[str]) -> tuple[Saying, ...]:
    """Return the sayings of some stances in their order; one that relies on another and says the same is the other's."""
    sides = Sides(heard.sources, heard.named)
    groups: dict[_Key, list[Said]] = defaultdict(list)
    for one in sorted(_every(heard, sides), key=lambda one: one.order):
        if one.stance in stances:
            groups[one.party, one.what].append(one)
    reached = sides.reliance()
    merged: dict[_Key, list[Said]] = defaultdict(list)
    for key, members in groups.items():
        goal = key
        while (further := _original(goal, groups, reached)) is not None:
            goal = further
        merged[goal] += [] if goal == key else members
    made = (Saying((*groups[key], *sorted(merged[key], key=lambda one: one.order))) for key in list(merged))
    return tuple(sorted(made, key=lambda one: one.first.order))


def _original(key: _Key, groups: Mapping[_Key, list[Said]], reached: Mapping[str, set[str]]) -> _Key | None:
    """Return the same saying of a party on which this one relies; in a circle the earlier one."""
    party, what = key
    able = []
    for other in reached.get(party, set()) - {party}:
        if (other, what) in groups:
            circle = party in reached.get(other, set())
            if not circle or groups[other, what][0].order < groups[key][0].order:
                able.append((other, what))
    return min(able, key=lambda found: groups[found][0].order, default=None)


def _every(heard: Heard, sides: Sides) -> Iterator[Said]:
    """Yield all that is said; not what programs found where a person recorded the same: the person's reading stands."""
    statements: dict[str, Statement] = {one.id: one for one in heard.statements}
    claims = {one.id: one for one in sorted(heard.claims, key=_least_recorded)}
    recorded: dict[Digest, list[Said]] = defaultdict(list)
    for claim in sorted(claims.values(), key=_least_recorded, reverse=True):
        if claim.stance in ACCUSING | ANSWERING:
            said = _from_claim(claim, statements.get(claim.statement), heard, sides)
            if claim.authenticity == ONE:
                recorded[said.exhibit].append(said)
            elif any(_same(said, one) for one in recorded[said.exhibit]):
                continue
            yield said
    answered = {one.statement for one in claims.values() if one.stance in ANSWERING}
    for statement in statements.values():
        if statement.id not in answered and statement.mode not in ASKED:
            for stance in dict.fromkeys(_TYPES[kind] for kind in statement.types if kind in _TYPES):
                said = _from_statement(statement, stance, heard, sides)
                if not any(_same(said, one) for one in recorded[said.exhibit]):
                    yield said


def _same(found: Said, recorded: Said) -> bool:
    """Return whether a program's find is what a person recorded there: places overlap, stance and act are alike."""
    one, other = found.place, recorded.place
    apart = (
        (one.unit, one.page) != (other.unit, other.page) or one.end <= other.start or other.end <= one.start
    )
    if apart or (found.stance in ACCUSING) != (recorded.stance in ACCUSING):
        return False
    if found.claim is None:
        return found.stance == recorded.stance
    return not (found.act.named and recorded.act.named) or bool(shared(found.act, recorded.act))


def _least_recorded(claim: Claim) -> tuple[bool, str, str]:
    """Sort what a person recorded last, so that it stays where two records have one id."""
    return claim.authenticity == ONE, claim.name, claim.id


def speaks_for(statement: Statement, heard: Heard, sides: Sides) -> frozenset[str]:
    """Return for whom the speaker of a statement speaks; an unnamed author speaks for the source of the document."""
    found = sides.speaking(statement.speaker) | sides.standing(statement.on_behalf_of)
    if not found and statement.role in AUTHORS and len(statement.chain) < 2:
        return sides.speaking(heard.owners.get(statement.exhibit, ""))
    return found


def _from_claim(claim: Claim, statement: Statement | None, heard: Heard, sides: Sides) -> Said:
    speaks = sides.speaking(claim.speaker)
    if statement is not None and claim.speaker in ("", statement.speaker):
        speaks |= speaks_for(statement, heard, sides)
    against = speaks if is_own(claim.subject) else sides.standing(claim.subject)
    direct = not claim.relayed_by and not (statement and len(statement.chain) > 1)
    days = days_of(heard, claim.exhibit, claim.time or "")
    place = claim.locator
    return Said(
        id=claim.id,
        claim=claim,
        stance=claim.stance,
        subject=claim.subject,
        predicate=claim.predicate,
        victim=claim.object,
        act=act(claim.predicate),
        level=claim.level or sides.level(claim.subject, speaks),
        exhibit=claim.exhibit,
        place=place,
        days=days,
        direct=direct,
        party=sides.party(claim.speaker, speaks),
        sides=speaks,
        against=against | sides.standing(claim.linked_to),
        order=(
            claim.authenticity < ONE,
            not direct,
            days[0] or _LATE,
            claim.exhibit,
            place.page,
            place.start,
            claim.id,
        ),
    )


def days_of(heard: Heard, exhibit: Digest, stated: str = "") -> tuple[str, str]:
    """Return the earliest and the latest day of what is said there; ``stated`` goes before the date of the document."""
    first, last = (stated, stated) if stated else heard.dates.get(exhibit, ("", ""))
    return first[:10], last[:10]


def _from_statement(statement: Statement, stance: str, heard: Heard, sides: Sides) -> Said:
    speaks = speaks_for(statement, heard, sides)
    direct = len(statement.chain) < 2
    days = days_of(heard, statement.exhibit)
    place = statement.locator
    return Said(
        id=statement.id,
        claim=None,
        stance=stance,
        subject="",
        predicate=statement.quote,
        victim="",
        act=act(statement.quote),
        level=None,
        exhibit=statement.exhibit,
        place=place,
        days=days,
        direct=direct,
        party=sides.party(statement.speaker, speaks),
        sides=speaks,
        against=frozenset(),
        order=(True, not direct, days[0] or _LATE, statement.exhibit, place.page, place.start, statement.id),
    )


def before(one: str, other: str) -> bool:
    """Return whether a day is certainly before another; both may be a month or a year, or empty: then it is not known."""
    length = min(len(one), len(other))
    return bool(length) and one[:length] < other[:length]


def in_order(found: Iterable[Saying]) -> list[Saying]:
    """Return sayings, each once, in their order."""
    return sorted({one.first.id: one for one in found}.values(), key=lambda one: one.first.order)
