"""The program's own weighers over a replayed report, with or without planted items: posterior and budget bound."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np

from probandum.evaluate.outcomes import Trial
from probandum.evaluate.planted import MOST, Arsenal, Weigh, Weighed
from probandum.evaluate.replay import Replayed
from probandum.model.hypothesis import UNKNOWN, Hypothesis
from probandum.model.ident import identify
from probandum.model.weight import Evidence, Item, Support, Weights
from probandum.weighers.behaviour import BehaviourWeigher
from probandum.weighers.budget import budget_bound
from probandum.weighers.combine import all_totals, posterior
from probandum.weighers.counts import Index
from probandum.weighers.operations import OperationWeigher
from probandum.weighers.priors import prior

CERTAIN = Decimal(1)
_PLACES = 12


class Scales:
    """Both classes of behaviour; they keep the counts of the last pack, so trials of one day count it once."""

    def __init__(self) -> None:
        self._weighers = (BehaviourWeigher(), OperationWeigher())

    def classes(
        self, one: Replayed, items: Sequence[str], numbers: Mapping[str, float]
    ) -> tuple[Weights, ...]:
        """Return the weights of items for the trial's actors and, last, somebody else."""
        evidence = Evidence(tuple(item_of(one.index, value) for value in items))
        hypotheses = _hypotheses(one.trial)
        return tuple(weigher.weigh(hypotheses, evidence, one.pack, numbers) for weigher in self._weighers)

    def weigh(self, one: Replayed, numbers: Mapping[str, float]) -> Weigh:
        """Return what weighs a replayed trial with more items beside its own, prior uniform.

        Args:
            one: the trial and its knowledge.
            numbers: parameters by name, fitted on trials about other groups.
        """
        hypotheses = _hypotheses(one.trial)
        before = prior("uniform", hypotheses, np.zeros(len(hypotheses)), numbers["unknown_log_odds"])

        def weigh(trial: Trial, planted: tuple[str, ...]) -> Weighed:
            classes = self.classes(one, (*trial.observed, *planted), numbers)
            chances = posterior(all_totals(classes), before, numbers["lapse"])
            leading = int(np.argmax(np.round(chances[:-1], _PLACES)))
            wanted = np.zeros(len(before))
            wanted[leading] = 1.0
            return Weighed(chances, budget_bound(classes, before, numbers["lapse"], wanted, MOST), leading)

        return weigh

    def arsenal(self, one: Replayed, numbers: Mapping[str, float]) -> Arsenal:
        """Return what gives the items that a forger would plant for an actor, the strongest first.

        The forger knows pack and method: he imitates the one earlier report on the actor that, with his best items and
        the genuine ones, comes nearest.
        """

        def arsenal(trial: Trial, actor: str) -> Sequence[str]:
            position = one.index.groups[actor]
            shown = one.index.shown
            items = sorted(item for item in shown.keys() - set(trial.observed) if position in shown[item][0])
            if not items:
                return ()
            profile, resembled = self.classes(one, (*trial.observed, *items), numbers)
            place, genuine = trial.actors.index(actor), len(trial.observed)
            owner = np.arange(len(trial.actors) + 1) if resembled.owner is None else resembled.owner
            each = resembled.matrix[:, owner == place]
            gain = profile.scale * profile.matrix[genuine:, [place]] + each[genuine:]
            best = np.sort(gain, axis=0)[-MOST:].sum(axis=0) + each[:genuine].sum(axis=0)
            order = np.argsort(-gain[:, int(np.argmax(best))], kind="stable")
            return tuple(items[row] for row in order.tolist())

        return arsenal


def item_of(kept: Index, value: str) -> Item:
    """Return a technique or software as an item that is certain; its kind is what the knowledge calls it."""
    kind = kept.software.get(value, "attack-pattern")
    source = identify("origin", [value])
    return Item(kind, value, value, (Support(source, CERTAIN, (identify("observation", [value]),)),))


def _hypotheses(trial: Trial) -> tuple[Hypothesis, ...]:
    known = (Hypothesis(actor, "known", actor, "group") for actor in trial.actors)
    return (*known, Hypothesis(UNKNOWN, "unknown", UNKNOWN, "group"))
