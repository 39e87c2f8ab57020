"""W6: accusations and denials, weighed by how often whoever says so was right, as one bounded class."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from probandum.model.claim import Testimony
from probandum.model.hypothesis import UNKNOWN, Hypothesis
from probandum.model.ident import Id
from probandum.model.pack import Pack
from probandum.model.scales import Reliability
from probandum.model.weight import Evidence, Item, Weights
from probandum.weighers.authenticity import doubted
from probandum.weighers.counts import Index, index

START: dict[Reliability, float] = {"A": 0.90, "B": 0.80, "C": 0.65, "D": 0.50, "E": 0.35}
"""Mean of ρ by Admiralty letter before any record: our start values; no study gives usable ones. F has none."""


class TestimonyWeigher:
    """Weighs what sources say about actors; a saying is never evidence of behaviour.

    It keeps the counts of the last pack it saw, so that many weighings of one pack count it once.
    """

    name = "testimony/1"

    def __init__(self) -> None:
        self._kept: tuple[Pack, Index] | None = None

    def weigh(
        self,
        hypotheses: Sequence[Hypothesis],
        evidence: Evidence,
        knowledge: Pack,
        parameters: Mapping[str, float],
    ) -> Weights:
        """Return nats per testimony item and hypothesis, authenticity within; rows in the order of items.

        An item holds all sayings of one act about one actor that go back to one origin or one speaker. They count
        once (I_s is 1 for the item and 0 for what it repeats): the best accusation of them, the strongest denial. An
        item depends on its own sayings only; about nobody who is weighed here, or with none left, it weighs nothing.
        """
        items = [item for item in evidence.items if item.kind == "testimony"]
        sayings = {saying.id: saying for saying in evidence.testimonies}
        heard: dict[Id, list[Testimony]] = {}
        for saying in evidence.testimonies:
            heard.setdefault(saying.claim, []).append(saying)
        places = {one.actor: place for place, one in enumerate(hypotheses) if one.actor != UNKNOWN}
        matrix = np.zeros((len(items), len(hypotheses)))
        for row, item in enumerate(items):
            least = sayings.get(Id(item.value))
            if least is None or least.hypothesis not in places:
                continue
            share = self._share(least.hypothesis, knowledge)
            nats = [log_ratio(one, share, parameters) for one in _same(least, item, heard)]
            most = min if least.stance == "denies" else max
            matrix[row, places[least.hypothesis]] = most(nats, default=0.0)
        authenticity = np.array([item.authenticity for item in items])
        return Weights(
            name="testimony",
            items=tuple(item.id for item in items),
            matrix=doubted(matrix, authenticity),
            cap=parameters["testimony_cap"],
            scale=1.0,
            tiers=(1,) * len(items),
        )

    def _share(self, actor: str, knowledge: Pack) -> float:
        """Return the actor's share of all reports behind the groups of the pack; 0 for one without any."""
        if self._kept is None or self._kept[0] is not knowledge:
            self._kept = (knowledge, index(knowledge))
        kept = self._kept[1]
        place = kept.groups.get(actor)
        return 0.0 if place is None else float(kept.reports[place]) / math.fsum(kept.reports)


def log_ratio(saying: Testimony, share: float, parameters: Mapping[str, float]) -> float:
    """Return ``log(P(s says it | it was v) / P(s says it | it was not))`` in nats.

    An accusation: ``log(ρ / ((1 − ρ)·q))``. ρ is the mean of Beta(α + right, β + wrong), where (α, β) are worth
    ``testimony_strength`` observations at the letter's start value, and Beta(1, 1) for F. q is the share of wrong
    accusations that falls on this actor. For a disinterested source of a known letter they fall as reports do, on the
    usual suspects, and q is at least ``testimony_share``, so that one saying is never worth more than 1/share times ρ/(1 − ρ).
    With a stated interest, or letter F, they all fall on whom it accuses: q = 1.

    Where that is below 0, the letter alone does not count: a source that nobody has caught wrong may be ignored, but a
    low grade is no knowledge about the accused. Only the record may speak for the accused, no further than it does by
    itself from a flat start.

    A denial: ``−log(ρ / (1 − ρ))`` from the record of denials and a flat start, so 0 without a record; never above 0: that
    a notorious liar denies is no evidence of guilt.

    Args:
        saying: with letter, interest and record.
        share: of the reports behind the knowledge that are about this actor, in [0, 1].
        parameters: ``testimony_strength`` in observations, ``testimony_share`` in (0, 1].

    Source: Bayes' theorem for a witness of given reliability (Schum, *Evidential Foundations of Probabilistic
    Reasoning*, 1994, ch. 7; Bovens & Hartmann, *Bayesian Epistemology*, 2003, ch. 3); mean of the Beta posterior of a
    proportion; letters of NATO AJP-2.1; ``docs/explanation/weighing.md`` W6.
    """
    record = math.log1p(saying.right) - math.log1p(saying.wrong)
    if saying.stance == "denies":
        return min(0.0, -record)
    start = START.get(saying.reliability)
    disinterested = start is not None and not saying.interested
    spread = -math.log(max(share, parameters["testimony_share"])) if disinterested else 0.0
    if start is None:
        return record
    strength = parameters["testimony_strength"]
    right, wrong = strength * start + saying.right, strength * (1 - start) + saying.wrong
    return max(math.log(right) - math.log(wrong) + spread, min(0.0, record + spread))


def _same(least: Testimony, item: Item, heard: Mapping[Id, Sequence[Testimony]]) -> list[Testimony]:
    """Return the sayings of an item: of its claims, those of the same act about the same actor."""
    claims = {name for support in item.support for name in support.evidence}
    act = (least.hypothesis, least.stance)
    return [
        one for name in sorted(claims) for one in heard.get(name, ()) if (one.hypothesis, one.stance) == act
    ]
