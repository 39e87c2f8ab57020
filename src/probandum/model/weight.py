"""What the evidence weighs. Weights are in decibans: ten times the common logarithm of a likelihood ratio (Good 1950)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec

from probandum.model.claim import Testimony
from probandum.model.hypothesis import Hypothesis, Judgement
from probandum.model.ident import Digest, Id, Value, identify
from probandum.model.scales import Level

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Support(Value, frozen=True):
    """What one origin contributes to an item.

    Attributes:
        origin: the origin; it counts once, however often it repeats the item.
        authenticity: the best of its observations, in [0, 1].
        evidence: ids of the observations.
        nameless: whether nobody knows who reports: it may be any of the others.
    """

    origin: Id
    authenticity: Decimal
    evidence: tuple[Id, ...]
    nameless: bool = False


class Item(Value, frozen=True):
    """One thing to be weighed: all observations of one value, counted once per origin.

    Attributes:
        kind: ``attack-pattern``, ``malware``, ``tool``, ``judgement`` or ``testimony``.
        value: id in the pack, or id of the judgement or testimony.
        name: as people read it.
        support: by origin, sorted.
    """

    kind: str
    value: str
    name: str
    support: tuple[Support, ...]

    @property
    def id(self) -> Id:
        """Kind and value."""
        return _item_id(self.kind, self.value)

    @property
    def authenticity(self) -> float:
        """Chance that at least one origin has it right: ``1 − Π(1 − a)`` over the origins whose source is known.

        An origin of unknown source may be any of the others: of all these only the best counts, and only where it is
        better than what the known ones give together.
        """
        wrong, nameless = 1.0, 0.0
        for support in self.support:
            if support.nameless:
                nameless = max(nameless, float(support.authenticity))
            else:
                wrong *= 1.0 - float(support.authenticity)
        return max(1.0 - wrong, nameless)


@lru_cache(maxsize=1 << 14)
def _item_id(kind: str, value: str) -> Id:
    return identify("item", [kind, value])


class Evidence(Value, frozen=True):
    """Everything that is weighed."""

    items: tuple[Item, ...]
    judgements: tuple[Judgement, ...] = ()
    testimonies: tuple[Testimony, ...] = ()


@dataclass(frozen=True)
class Weights:
    """What one weigher says: a bounded class of log likelihood ratios against the unknown actor.

    Attributes:
        name: the class (``behaviour``, ``artefacts``).
        items: the items of the columns.
        matrix: nats, shape (items, columns); a column a hypothesis, in the order they were given, unless ``owner`` is there.
        cap: bound of the class total in nats (W4); the total is ``cap · tanh(sum / cap)``.
        scale: factor on the capped total (β of W5).
        tiers: what forging each item would cost, 1 cheap … 4 out of reach (W8); all 1 where empty.
        owner: column → hypothesis, rising, each hypothesis at least once: a hypothesis may be true in several ways, and
            the one that fits best counts (W14); None: a column a hypothesis.
        idle: chance that none of several ways is how it was; then the class says nothing.
        ways: what each column is called, a report for instance; empty words for none; empty where there is one way only.
    """

    name: str
    items: tuple[Id, ...]
    matrix: NDArray[np.float64]
    cap: float
    scale: float
    tiers: tuple[int, ...] = ()
    owner: NDArray[np.int64] | None = None
    idle: float = 0.0
    ways: tuple[str, ...] = ()


class Estimate(Value, frozen=True):
    """How probable a hypothesis is, with the interval over parameters and declared priors (W10)."""

    hypothesis: str
    probability: Decimal
    lower: Decimal
    upper: Decimal


class Pivot(Value, frozen=True):
    """What the leading hypothesis hangs on: its probability without one item or one origin (W12).

    Attributes:
        kind: ``item`` or ``origin``.
        id: id of the item or origin.
        name: as people read it.
        without: probability of the leading hypothesis without it.
    """

    kind: str
    id: Id
    name: str
    without: Decimal


class Imitation(Value, frozen=True):
    """What becomes of the leading hypothesis if the intruder may have imitated somebody (W8).

    Attributes:
        prior: declared chance that an intruder imitates anybody at all.
        probability: that the leading one did it, as itself or while it imitated somebody.
        imitated: that somebody else did it and imitated the leading one.
        by: the most probable imitator of the leading one (an actor's id or ``unknown``).
        cap: what the probability of the leading one could reach at most, however many more such items there were.
    """

    prior: Decimal
    probability: Decimal
    imitated: Decimal
    by: str
    cap: Decimal


class NextQuestion(Value, frozen=True):
    """Something to find out, and what the answer is expected to be worth (W12).

    Attributes:
        kind: ``look-for``: something not yet seen, whose absence would be held against nobody;
            ``review``: something seen that a person should confirm or reject.
        item: kind of the item (``malware`` …).
        value: id in the pack, or of the item's value.
        name: as people read it.
        chance: that it is found, or confirmed.
        information: expected information about who it was, in bits.
        found: probability of the leading hypothesis if it is found or confirmed.
        missed: the same if it is not found (as now) or is rejected.
        moves: chance that the answer moves the lower end of the leading hypothesis across the standard's threshold.
    """

    kind: Literal["look-for", "review"]
    item: str
    value: str
    name: str
    chance: Decimal
    information: Decimal
    found: Decimal
    missed: Decimal
    moves: Decimal


class Assessment(Value, frozen=True):
    """The weighing of one question, whole.

    Attributes:
        question: the question.
        level: its level.
        brief: digest of the ``case.toml`` it was made under.
        method: names and versions of weighers and combination.
        parameters: digest of the parameters.
        pack: digest of the knowledge, before anything was left out.
        hypotheses: every known actor, those named by the analyst, and somebody else.
        items: what was weighed.
        weights: decibans against the unknown actor, a row a hypothesis, a column an item.
        totals: for each class: decibans per hypothesis after the bound of the class.
        prior: per hypothesis.
        estimates: per hypothesis, in the order of the hypotheses.
        leading: the most probable known hypothesis; None if none has a profile.
        budget: least probability of the leading hypothesis after removing any 0, 1, 2 … items (W9).
        budget_lower: the same, and least over the declared parameters as well (W10); this is what W11 takes.
        pivots: by item and by origin, the heaviest first.
        left_out: citations of the pack that did not testify, each with the reason.
        unknown_values: observed ids that the pack does not know.
        notes: what a reader must know about this weighing.
        budget_searched: probability of the leading hypothesis after removing the worst 0, 1, 2 … items that a search
            found: the truth lies between this and ``budget``.
        imitations: for each declared prior of imitation.
        questions: what to find out next, the most informative first.
        lowest: which declared alternative makes the lower end of the leading hypothesis, in words.
        alike: hypothesis → report on an earlier operation that the evidence is most like (W14); only for groups, and
            only where such a report speaks for the hypothesis more than being like none.
    """

    question: Id
    level: Level
    brief: Digest
    method: tuple[str, ...]
    parameters: Digest
    pack: Digest
    hypotheses: tuple[Hypothesis, ...]
    items: tuple[Item, ...]
    weights: tuple[tuple[Decimal, ...], ...]
    totals: dict[str, tuple[Decimal, ...]]
    prior: tuple[Decimal, ...]
    estimates: tuple[Estimate, ...]
    leading: str | None
    budget: tuple[Decimal, ...]
    pivots: tuple[Pivot, ...] = ()
    left_out: dict[str, str] = msgspec.field(default_factory=dict)
    unknown_values: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    budget_lower: tuple[Decimal, ...] = ()
    budget_searched: tuple[Decimal, ...] = ()
    imitations: tuple[Imitation, ...] = ()
    questions: tuple[NextQuestion, ...] = ()
    lowest: str = ""
    alike: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def id(self) -> Id:
        """Everything it says."""
        return identify("assessment", self)

    def ranking(self) -> list[tuple[Hypothesis, Estimate]]:
        """Return hypotheses with their estimates, the most probable first; ties in the order of names."""
        pairs = list(zip(self.hypotheses, self.estimates, strict=True))
        return sorted(pairs, key=lambda pair: (-pair[1].probability, pair[0].actor))
