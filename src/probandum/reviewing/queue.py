"""Which records wait for a person, and in which order: first what weighs most on the answer and is least complete."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import Any

from probandum.decisions import Reviewed
from probandum.model.decision import RecordKind, sort_of
from probandum.model.hypothesis import Review as ByValue
from probandum.model.ident import Digest
from probandum.weighers.items import KINDS

DOUBTFUL = Decimal("0.9")
"""Observations of behaviour below this authenticity wait for a person."""
_PLAIN = frozenset({"assertion", "question"})
_RANKS: tuple[RecordKind, ...] = ("claim", "statement", "observation", "figure")


@dataclass(frozen=True)
class Choice:
    """Which records are meant.

    Attributes:
        kind: ``claim``, ``statement``, ``observation``, ``figure``, the kind of an observation or the stance of a claim;
            all that wait where empty.
        types: only statements of one of these types.
        exhibit: first digits of the digest of the exhibit.
        file: pattern of the file that the exhibit came in (``*.html``), with or without ``evidence/``.
        value: pattern (``*.example.com``) of the value of an observation, as found, written or known; of the quote of
            anything else.
        below: only below this authenticity.
        unreviewed: only those on which nobody decided.
    """

    kind: str = ""
    types: tuple[str, ...] = ()
    exhibit: str = ""
    file: str = ""
    value: str = ""
    below: Decimal | None = None
    unreviewed: bool = True

    @property
    def narrows(self) -> bool:
        """Return whether it names anything at all."""
        return any(getattr(self, one.name) for one in fields(self) if one.name != "unreviewed")

    def words(self, decision: str) -> str:
        """Return a rule as text: what was typed, in a fixed order."""
        said = [decision]
        for one in fields(self):
            value = getattr(self, one.name)
            if one.name == "unreviewed":
                said += [] if value else ["--all"]
            elif value or value == 0:
                text = " ".join(value) if isinstance(value, tuple) else str(value)
                said.append(f"--{one.name} {text}")
        return " ".join(said)

    def fits(self, one: Reviewed, files: Mapping[Digest, str]) -> bool:
        """Return whether a record is meant; whether anybody decided on it is not asked."""
        record = one.record
        if self.kind and self.kind not in {one.kind, sort_of(one.kind, record)}:
            return False
        if self.types and not (one.kind == "statement" and set(self.types) & set(record.types)):
            return False
        if not record.exhibit.startswith(self.exhibit.lower()):
            return False
        if self.file and not _like(files.get(record.exhibit, ""), self.file):
            return False
        if self.value and not any(_matches(value, self.value) for value in _values(one)):
            return False
        return self.below is None or getattr(record, "authenticity", Decimal(1)) < self.below


def waiting(
    records: Iterable[Reviewed],
    choice: Choice,
    files: Mapping[Digest, str],
    weighed: Collection[str],
    by_value: Collection[ByValue],
) -> list[Reviewed]:
    """Return the records that are meant, in the order in which a person should see them.

    Claims with gaps, claims, statements that do more than assert or ask, observations of behaviour in doubt (what was
    weighed first), figures; each in the order of the files. Where the choice names a kind, types or a value, everything
    of that kind.

    Args:
        records: of all kinds.
        choice: which of them.
        files: for each exhibit the file it came in.
        weighed: ids of what the last answer weighed.
        by_value: reviews of the case file; what they decide does not wait.
    """
    named = bool(choice.kind or choice.types or choice.value or choice.below is not None)
    found = [
        one
        for one in records
        if one.state not in {"recorded", "replaced"}
        and choice.fits(one, files)
        and not (choice.unreviewed and _decided(one, by_value))
        and (named or _waits(one))
    ]
    return sorted(found, key=lambda one: _order(one, files, weighed))


def _waits(one: Reviewed) -> bool:
    record = one.record
    if one.kind == "statement":
        return not _PLAIN.issuperset(record.types)
    if one.kind == "observation":
        return record.kind in KINDS and (record.authenticity < DOUBTFUL or len(record.refs) > 1)
    return True


def _decided(one: Reviewed, by_value: Collection[ByValue]) -> bool:
    if one.state != "machine":
        return True
    return one.kind == "observation" and any(
        review.value in {one.record.value, *one.record.refs[:1]}
        and review.exhibit in {None, one.record.exhibit}
        for review in by_value
    )


def _order(one: Reviewed, files: Mapping[Digest, str], weighed: Collection[str]) -> tuple[Any, ...]:
    record = one.record
    urgent = bool(record.gaps) if one.kind == "claim" else record.id in weighed
    place = (files.get(record.exhibit, ""), record.exhibit, record.locator.page, record.locator.start)
    return (_RANKS.index(one.kind), not urgent, *place, record.locator.end, one.target)


def _values(one: Reviewed) -> tuple[str, ...]:
    if one.kind == "observation":
        return (one.record.value, one.record.surface, *one.record.refs)
    return (one.record.quote,)


def _like(name: str, pattern: str) -> bool:
    return _matches(name, pattern) or _matches(name.partition("/")[2], pattern)


def _matches(value: str, pattern: str) -> bool:
    return bool(value) and fnmatchcase(value.casefold(), pattern.casefold())
