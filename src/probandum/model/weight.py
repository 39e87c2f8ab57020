"""What the evidence weighs. Weights are in decibans: ten times the common logarithm of a likelihood ratio (Good 1950)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

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
    """

    origin: Id
    authenticity: Decimal
    evidence: tuple[Id, ...]


class Item(Value, frozen=True):
    """One thing to be weighed: all observations of one value, counted once per origin.

    Attributes:
        kind: ``attack-pattern``, ``malware``, ``tool`` or ``judgement``.
        value: id in the pack, or id of the judgement.
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
        return identify("item", [self.kind, self.value])

    @property
    def authenticity(self) -> float:
        """Chance that at least one origin has it right: ``1 − Π(1 − a)`` over independent origins."""
        wrong = 1.0
        for support in self.support:
            wrong *= 1.0 - float(support.authenticity)
        return 1.0 - wrong


class Evidence(Value, frozen=True):
    """Everything that is weighed."""

    items: tuple[Item, ...]
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True)
class Weights:
    """What one weigher says: a bounded class of log likelihood ratios against the unknown actor.

    Attributes:
        name: the class (``behaviour``, ``artefacts``).
        items: the items of the columns.
        matrix: nats, shape (items, hypotheses), hypotheses in the order they were given.
        cap: bound of the class total in nats (W4); the total is ``cap · tanh(sum / cap)``.
        scale: factor on the capped total (β of W5).
    """

    name: str
    items: tuple[Id, ...]
    matrix: NDArray[np.float64]
    cap: float
    scale: float


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

    @property
    def id(self) -> Id:
        """Everything it says."""
        return identify("assessment", self)

    def ranking(self) -> list[tuple[Hypothesis, Estimate]]:
        """Return hypotheses with their estimates, the most probable first; ties in the order of names."""
        pairs = list(zip(self.hypotheses, self.estimates, strict=True))
        return sorted(pairs, key=lambda pair: (-pair[1].probability, pair[0].actor))
