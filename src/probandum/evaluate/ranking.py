"""``evaluate ranking``: answer any items through the pipeline that cases go through, each without its own reports.

An item is one line of JSON: ``{"id", "date", "observed", "actor", "exclude"}``. ``actor`` is an id of the knowledge,
null for somebody whom the knowledge does not hold, or left out where nobody knows; ``exclude`` names reports that must
not testify (law 7). The date is shown and used for nothing: what the knowledge holds is for whoever built it to say.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

import msgspec
import numpy as np

from probandum import plugins
from probandum.conclude import conclude
from probandum.errors import ReadError
from probandum.evaluate.outcomes import Outcome
from probandum.evaluate.weighed import item_of
from probandum.knowledge.exclude import UNKNOWN as NOT_CITED
from probandum.knowledge.exclude import without
from probandum.model.hypothesis import UNKNOWN, Question
from probandum.model.ident import Digest, Value, canonical, digest
from probandum.model.pack import Pack
from probandum.model.scales import STANDARDS
from probandum.model.weight import Assessment, Evidence
from probandum.parts import Progress
from probandum.weighers.assessment import assess
from probandum.weighers.counts import Index, index
from probandum.weighers.fitted import Fitted
from probandum.weighers.weighing import Request

MAX_LINE = 1 << 20
"""Bytes of one item."""
QUESTION = Question("Which group did it?", "group")
_PLACES = Decimal("1e-12")
_ADVICE = (
    'one object a line: {"id": "…", "date": "…", "observed": ["T1059.001"], "actor": "G0016", "exclude": []}'
)


class Asked(Value, frozen=True):
    """One item.

    Attributes:
        id: any words, once in a file.
        observed: ids of techniques and software, each counted once.
        date: as given.
        actor: the right answer, ``unknown`` for somebody whom the knowledge does not hold; None where nobody says.
        exclude: names of citations or URLs that must not testify.
    """

    id: str
    observed: tuple[str, ...]
    date: str = ""
    actor: str | None = None
    exclude: tuple[str, ...] = ()


class Row(Value, frozen=True):
    """The answer to one item, as it is written.

    Attributes:
        id: of the item.
        probabilities: actor → probability; every actor with a profile that may testify.
        unknown: probability of somebody else; all together sum to one.
        lower: actor → lower end of the interval.
        verdicts: standard of proof → ``yes``, ``no`` or ``not certifiable``, for the most probable actor.
    """

    id: str
    probabilities: dict[str, float]
    unknown: float
    lower: dict[str, float]
    verdicts: dict[str, str]


class Ranked(NamedTuple):
    """A row and what stands beside it.

    Attributes:
        row: the answer.
        outcome: the answer as a trial's, where the item says who it was.
        missed: observed ids that the knowledge does not know.
        uncited: entries of ``exclude`` that the knowledge does not cite.
    """

    row: Row
    outcome: Outcome | None
    missed: tuple[str, ...]
    uncited: tuple[str, ...]


class _Line(msgspec.Struct, frozen=True):
    """A line as it comes; what else it says is passed over."""

    id: str
    observed: tuple[str, ...]
    date: str | int | None = None
    actor: str | msgspec.UnsetType | None = msgspec.UNSET
    exclude: tuple[str, ...] | None = None


def read_items(data: bytes, where: str) -> tuple[Asked, ...]:
    """Read items, one JSON object a line; empty lines and a byte order mark are passed over.

    Raises:
        ReadError: a line that is no item, or an id that stands twice; it says which line.
    """
    found: dict[str, Asked] = {}
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        item = _item(line, f"{where}:{number}")
        if item.id in found:
            raise ReadError(f"{where}:{number}: the id {item.id!r} stands twice", "give each item its own id")
        found[item.id] = item
    if not found:
        raise ReadError(f"{where}: holds no item", _ADVICE)
    return tuple(found.values())


def ranking(
    pack: Pack, items: Sequence[Asked], fitted: Fitted, progress: Progress | None = None
) -> Iterator[Ranked]:
    """Answer items, one after the other.

    Args:
        pack: the knowledge, whole.
        items: from :func:`read_items`.
        fitted: parameters with the vectors that the interval runs over.
        progress: is told what, how many done, how many in all.
    """
    bench = _Bench(pack, fitted)
    for done, item in enumerate(items, start=1):
        yield bench.answer(item)
        if progress:
            progress("items", done, len(items))


def line(row: Row) -> bytes:
    """Return a row as a line of JSON, keys in their order."""
    return msgspec.json.encode(row) + b"\n"


class _Bench:
    """Knowledge and weighers for many items: what is left of the pack is counted anew only where it differs."""

    def __init__(self, pack: Pack, fitted: Fitted) -> None:
        self._pack, self._digest = pack, pack.digest
        self._whole = index(pack)
        self._weighers = tuple(plugins.weighers())
        self._parameters = fitted.parameters(self._whole.cited)
        self._vectors = fitted.vectors(self._whole.cited)

    def answer(self, item: Asked) -> Ranked:
        pack, left_out = without(self._pack, item.exclude)
        uncited = tuple(name for name, why in left_out.items() if why == NOT_CITED)
        if len(uncited) == len(left_out):
            pack = self._pack
        known = self._whole.known
        observed = sorted(set(item.observed))
        request = Request(
            question=QUESTION,
            brief=_brief(item),
            pack=pack,
            pack_digest=self._digest,
            evidence=_evidence(self._whole, [one for one in observed if one in known]),
            weighers=self._weighers,
            parameters=self._parameters,
            vectors=self._vectors,
            left_out={name: why for name, why in left_out.items() if why != NOT_CITED},
            unknown_values=tuple(one for one in observed if one not in known),
        )
        assessment = assess(request)
        verdicts = {key: conclude(assessment, one).enough for key, one in STANDARDS.items()}
        row = row_of(item.id, assessment, verdicts)
        return Ranked(row, outcome_of(item, row), request.unknown_values, uncited)


def row_of(name: str, assessment: Assessment, verdicts: Mapping[str, str]) -> Row:
    """Return a row whose probabilities sum to one: recorded ones are rounded, each on its own.

    Args:
        name: id of the item.
        assessment: of its question.
        verdicts: standard of proof → word.
    """
    recorded = {one.hypothesis: one for one in assessment.estimates}
    whole = sum((one.probability for one in recorded.values()), Decimal(0))
    chances = {who: (one.probability / whole).quantize(_PLACES) for who, one in recorded.items()}
    known = dict(sorted((who, chance) for who, chance in chances.items() if who != UNKNOWN))
    rest = 1 - sum(known.values(), Decimal(0))
    return Row(
        id=name,
        probabilities={who: float(chance) for who, chance in known.items()},
        unknown=float(rest),
        lower={who: float(min(recorded[who].lower, chance)) for who, chance in known.items()},
        verdicts=dict(verdicts),
    )


def outcome_of(item: Asked, row: Row) -> Outcome | None:
    """Return a row as a trial's outcome; None where the item does not say who it was.

    An actor of whom nothing that may testify is known is somebody else, as for a report (law 7).
    """
    if item.actor is None:
        return None
    actors = tuple(row.probabilities)
    truth = item.actor if item.actor in row.probabilities else UNKNOWN
    group = item.actor if item.actor != UNKNOWN else f"{UNKNOWN}: {item.id}"
    return Outcome(item.id, group, truth, actors, np.array([*row.probabilities.values(), row.unknown]))


def _item(data: bytes, where: str) -> Asked:
    if len(data) > MAX_LINE:
        raise ReadError(f"{where}: a line of more than {MAX_LINE:,} bytes", _ADVICE)
    try:
        said = msgspec.json.decode(data, type=_Line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ReadError(f"{where}: {error}", _ADVICE) from error
    if not said.id:
        raise ReadError(f"{where}: the id is empty", _ADVICE)
    actor = None if said.actor is msgspec.UNSET else said.actor or UNKNOWN
    return Asked(
        said.id, said.observed, "" if said.date is None else str(said.date), actor, said.exclude or ()
    )


def _brief(item: Asked) -> Digest:
    return digest(canonical(item))


def _evidence(kept: Index, known: Sequence[str]) -> Evidence:
    return Evidence(tuple(item_of(kept, value) for value in known))
