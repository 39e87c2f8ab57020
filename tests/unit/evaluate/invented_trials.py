"""Invented trials, and a real weigher over them: profiles are dictionaries, the arithmetic is the program's own."""

import dataclasses

import numpy as np

from probandum.evaluate import replay
from probandum.evaluate.outcomes import Outcome
from probandum.evaluate.planted import Weighed
from probandum.model.hypothesis import UNKNOWN
from probandum.model.ident import Id
from probandum.model.pack import Actor, Citation, Pack, Software, Technique, Use
from probandum.model.weight import Weights
from probandum.weighers.behaviour import profile_ratio
from probandum.weighers.budget import budget_bound
from probandum.weighers.combine import all_totals, posterior
from probandum.weighers.counts import count, index
from probandum.weighers.kinds import sorts
from probandum.weighers.parameters import Parameters

NUMBERS = Parameters().numbers()
DEPTH = 6


def pack(profiles, more=()):
    """Group → {item: reports}; items are techniques (T…) or software (S…)."""
    items = sorted({item for profile in profiles.values() for item in profile})
    uses = tuple(
        Use(group, item, tuple(f"{group} {item} {n}" for n in range(reports)))
        for group, profile in sorted(profiles.items())
        for item, reports in sorted(profile.items())
    )
    return Pack(
        name="invented",
        version="1",
        notice="",
        made_from={},
        dated=True,
        actors=tuple(Actor(group, f"Group {group}", "", "group") for group in sorted(profiles)),
        software=tuple(
            Software(item, item, "", "malware") for item in sorted({*items, *more}) if item.startswith("S")
        ),
        techniques=tuple(
            Technique(item, item, "") for item in sorted({*items, *more}) if item.startswith("T")
        ),
        names=(),
        uses=uses,
        attributions=(),
        citations=tuple(Citation(name) for use in uses for name in use.citations),
    )


def trial(profiles, observed, truth=UNKNOWN, name="report", group=""):
    kept = index(pack(profiles, observed))
    group = group or (truth if truth != UNKNOWN else f"about {name}")
    counted = replay.trial(kept, replay.lengths(kept), (name, "2020", group), observed)
    return dataclasses.replace(counted, truth=truth)


def outcome(chances, truth=UNKNOWN, name="report", group=""):
    """{actor: probability}; somebody else gets the rest."""
    actors = tuple(sorted(chances))
    known = [chances[actor] for actor in actors]
    return Outcome(name, group or truth, truth, actors, np.array([*known, 1 - sum(known)]))


class Bench:
    """The program's own weighing of invented profiles: behaviour alone, uniform prior."""

    def __init__(self, profiles):
        self.kept = index(pack(profiles))
        self.actors = tuple(sorted(self.kept.groups))

    def weights(self, items):
        counts = count(self.kept, items, self.actors)
        sort = sorts(self.kept, items)
        mixing = np.array([NUMBERS[f"{one}_mixing"] for one in sort])
        factor = [1.0 if one == "technique" else NUMBERS[f"{one}_factor"] for one in sort]
        nats = profile_ratio(counts, mixing, NUMBERS) * np.array(factor).reshape(-1, 1)
        matrix = np.concatenate([nats, np.zeros((len(items), 1))], axis=1)
        names = tuple(Id(f"item:{item}") for item in items)
        return Weights("behaviour", names, matrix, NUMBERS["behaviour_cap"], NUMBERS["behaviour_scale"])

    def weigh(self, one, planted):
        weights = self.weights((*one.observed, *planted))
        share = np.append(
            np.full(len(self.actors), 1 / len(self.actors)), np.exp(NUMBERS["unknown_log_odds"])
        )
        prior = share / share.sum()
        chances = posterior(all_totals([weights]), prior, NUMBERS["lapse"])
        leading = int(np.argmax(chances[:-1]))
        wanted = np.eye(len(prior))[leading]
        return Weighed(chances, budget_bound([weights], prior, NUMBERS["lapse"], wanted, DEPTH), leading)

    def arsenal(self, one, actor):
        """The actor's items that the trial does not show, those that speak most for it against the others first."""
        place = self.actors.index(actor)
        items = sorted(
            item
            for item, (groups, _) in self.kept.shown.items()
            if self.kept.groups[actor] in groups and item not in one.observed
        )
        if not items:
            return ()
        matrix = self.weights(tuple(items)).matrix
        return tuple(items[row] for row in np.argsort(-matrix[:, place], kind="stable"))
