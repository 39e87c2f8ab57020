"""What weighing costs: time and memory of each equation, and how they grow. Run: ``python benchmarks/weighing.py``.

Knowledge and evidence are random, of the shape of ATT&CK 18.1 (170 groups, 700 techniques, 800 pieces of software).
"""

import random
import resource
import time
import tracemalloc
from collections.abc import Callable
from decimal import Decimal

import msgspec
import numpy as np

from probandum.model.hypothesis import Hypothesis, Question
from probandum.model.ident import Id, digest
from probandum.model.pack import Actor, Citation, Pack, Software, Technique, Use
from probandum.model.weight import Evidence, Item, Support, Weights
from probandum.weighers.artefacts import ArtefactWeigher
from probandum.weighers.assessment import assess
from probandum.weighers.behaviour import BehaviourWeigher
from probandum.weighers.budget import budget_bound
from probandum.weighers.combine import all_totals, class_total, posterior
from probandum.weighers.counts import index
from probandum.weighers.ensemble import ends
from probandum.weighers.fitted import shipped
from probandum.weighers.imitation import imitations, liken
from probandum.weighers.operations import OperationWeigher
from probandum.weighers.pivots import pivots
from probandum.weighers.questions import next_questions
from probandum.weighers.search import searched_bound
from probandum.weighers.testimony import TestimonyWeigher
from probandum.weighers.weighing import Request, weigh

TECHNIQUES = [f"T{n:04}" for n in range(700)]
SOFTWARE = [f"S{n:04}" for n in range(800)]


def knowledge(groups: int) -> Pack:
    rng = random.Random(groups)
    # a report shows one group, as 762 of 780 in ATT&CK 14.1 do
    own = [[f"R{n}" for n in range(g * 8, g * 8 + 8)] for g in range(groups)]
    reports = [name for names in own for name in names]
    uses = [
        Use(f"G{g:04}", item, tuple(sorted(rng.sample(own[g], rng.choice([1, 1, 1, 2, 3])))))
        for g in range(groups)
        for item in {*rng.sample(TECHNIQUES, 20), *rng.sample(SOFTWARE, 6)}
    ]
    uses += [Use(tool, item, ("R0",)) for tool in SOFTWARE for item in rng.sample(TECHNIQUES, 13)]
    return Pack(
        name="random",
        version="1",
        notice="",
        made_from={},
        dated=True,
        actors=tuple(Actor(f"G{g:04}", f"Group {g}", "", "group") for g in range(groups)),
        software=tuple(Software(one, one, "", "malware") for one in SOFTWARE),
        techniques=tuple(Technique(one, one, "") for one in TECHNIQUES),
        names=(),
        uses=tuple(uses),
        attributions=(),
        citations=tuple(Citation(report) for report in reports),
    )


def evidence(items: int, origins: int) -> Evidence:
    rng = random.Random(items)
    found = []
    for value in sorted(rng.sample(TECHNIQUES + SOFTWARE, items)):
        seen = sorted({f"origin:{rng.randrange(origins)}" for _ in range(rng.choice([1, 1, 2, 5, 20]))})
        support = tuple(Support(Id(origin), Decimal("0.35"), ()) for origin in seen)
        found.append(Item("malware" if value[0] == "S" else "attack-pattern", value, value, support))
    return Evidence(tuple(found))


def request(pack: Pack, shown: Evidence) -> Request:
    return Request(
        question=Question("Which group?", "group"),
        brief=digest(b""),
        pack=pack,
        pack_digest=digest(b""),
        evidence=shown,
        weighers=(ArtefactWeigher(), BehaviourWeigher(), OperationWeigher(), TestimonyWeigher()),
        parameters=shipped().parameters(),
        vectors=shipped().vectors(),
    )


def milliseconds(work: Callable[[], object], times: int) -> float:
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return 1000 * min(spent)


def arithmetic(items: int, actors: int) -> tuple[list[Weights], np.ndarray]:
    matrix = np.random.default_rng(1).normal(0, 0.5, (items, actors + 1))
    matrix[:, -1] = 0
    names = tuple(Id(f"item:{n}") for n in range(items))
    return [Weights("behaviour", names, matrix, 4.68, 2.08)], np.full(actors + 1, 1 / (actors + 1))


def equations() -> None:
    print("| items × actors | posterior ms | budget bound, k ≤ 5, ms |\n|---|---|---|")
    for items, actors, times in (
        (100, 170, 200),
        (1_000, 170, 50),
        (10_000, 170, 5),
        (100, 1_000, 50),
        (100_000, 1_000, 1),
    ):
        classes, prior = arithmetic(items, actors)
        share = np.eye(actors + 1)[0]
        answer = milliseconds(lambda c=classes, p=prior: posterior(class_total(c[0]), p, 0.01), times)
        bound = milliseconds(lambda c=classes, p=prior, s=share: budget_bound(c, p, 0.01, s, 5), times)
        print(f"| {items:,} × {actors:,} | {answer:.2f} | {bound:.2f} |")


def parts() -> None:
    """Each equation on a case of 100 items and 170 groups with about 1,500 reports."""
    asked = request(knowledge(170), evidence(100, 10))
    kept = index(asked.pack)
    hypotheses = [
        *(Hypothesis(actor.id, "known", actor.name, "group") for actor in asked.pack.actors),
        Hypothesis("unknown", "unknown", "somebody else", "group"),
    ]
    reports = np.append(kept.reports, 0.0)
    central = weigh(asked, hypotheses, reports, asked.parameters)
    first = int(central.probability[:-1].argmax())
    share = central.share[:, first]
    rows: tuple[tuple[str, Callable[[], object], int], ...] = (
        ("count the pack", lambda: index(msgspec.structs.replace(asked.pack)), 5),
        ("weigh, one vector (W1–W7, W14)", lambda: weigh(asked, hypotheses, reports, asked.parameters), 20),
        (
            "posterior of weighed classes",
            lambda: posterior(all_totals(central.classes), central.prior, 0.01),
            50,
        ),
        ("budget bound, k ≤ 5, certified", lambda: central.bound(first, 5), 50),
        (
            "budget bound, k ≤ 5, searched",
            lambda: searched_bound(central.classes, central.prior, central.lapse, share, 5),
            10,
        ),
        ("interval and bound over 1,000 vectors", lambda: ends(asked, central, kept, reports, first), 5),
        ("imitation, three priors", lambda: imitations(liken(central), first), 10),
        ("pivots", lambda: pivots(asked, central, first), 10),
        ("next questions", lambda: next_questions(asked, central, kept, first, asked.standard), 10),
        ("whole assessment", lambda: assess(asked), 5),
    )
    print("\n| 100 items × 170 groups | CPU ms |\n|---|---:|")
    for name, work, times in rows:
        work()
        print(f"| {name} | {milliseconds(work, times):.2f} |")


def whole() -> None:
    print("\n| documents | items | groups | assess with 1,000 vectors, ms | peak MB |\n|---|---|---|---|---|")
    for documents, items, groups in (
        (10, 40, 170),
        (10, 100, 170),
        (100, 200, 170),
        (366, 700, 170),
        (3_660, 1_400, 170),
        (366, 700, 340),
    ):
        asked = request(knowledge(groups), evidence(items, documents))
        spent = milliseconds(lambda a=asked: assess(a), 3)
        tracemalloc.start()
        assess(asked)
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        print(f"| {documents:,} | {items:,} | {groups} | {spent:.0f} | {peak:.0f} |")


if __name__ == "__main__":
    equations()
    parts()
    whole()
    print(f"largest resident set: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
