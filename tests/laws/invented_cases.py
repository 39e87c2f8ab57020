"""Random packs with and without reports, random evidence and random classes, for the laws of weighing."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
from hypothesis import strategies as st

from probandum.model.exhibit import Locator
from probandum.model.hypothesis import UNKNOWN, Hypothesis, Judgement, Link, Question
from probandum.model.ident import digest
from probandum.model.pack import Actor, Attribution, Citation, Pack, Software, Technique, Use
from probandum.model.scales import ICD_203
from probandum.model.source import Origin
from probandum.model.weight import Evidence, Item, Support, Weights
from probandum.weighers.artefacts import ArtefactWeigher
from probandum.weighers.behaviour import BehaviourWeigher
from probandum.weighers.combine import all_totals, posterior
from probandum.weighers.items import gather_judgements
from probandum.weighers.operations import OperationWeigher
from probandum.weighers.parameters import Parameters
from probandum.weighers.roots import Roots
from probandum.weighers.weighing import Request

EXHIBITS = [digest(bytes([n])) for n in range(4)]
ORIGINS = [Origin((), (exhibit,)).id for exhibit in EXHIBITS]
HERE = Locator("byte", 0, 1)
WORDS = [band.word for band in ICD_203]
QUESTION = Question("Which group did it?", "group")
TECHNIQUES = [f"T{n:04}" for n in range(5)]
SOFTWARE = {"S0000": "malware", "S0001": "tool", "S0002": "malware"}
VALUES = [*TECHNIQUES, *SOFTWARE]
CENTRAL = Parameters(
    tool_mixing=Decimal("0.02"),
    malware_mixing=Decimal("0.06"),
    tool_factor=Decimal("1.2"),
    malware_factor=Decimal("1.9"),
    tool_resemblance=Decimal("0.1"),
    vectors=digest(b"declared apart"),
)
"""Each sort of behaviour has its own numbers, and as for a shipped file only what is declared has alternatives."""
LAPSE = 0.01


@st.composite
def packs(draw, least=1, cited=None):
    """Groups, campaigns and what reports showed; ``cited``: whether uses name their reports, None for some and some."""
    groups = [f"G{n:04}" for n in range(draw(st.integers(least, 5)))]
    campaigns = [f"C{n:04}" for n in range(draw(st.integers(0, 2)))]
    reports = [f"Report {n}" for n in range(5)]
    subjects = st.sampled_from(groups + campaigns)
    most = 0 if cited is False else 3
    citations = st.lists(st.sampled_from(reports), unique=True, min_size=int(cited is True), max_size=most)
    keys = st.tuples(subjects, st.sampled_from(VALUES))
    uses = draw(st.dictionaries(keys, citations.map(tuple), min_size=least, max_size=20))
    implied = draw(
        st.sets(st.tuples(st.sampled_from(sorted(SOFTWARE)), st.sampled_from(TECHNIQUES)), max_size=8)
    )
    owners = draw(
        st.sets(st.tuples(st.sampled_from(campaigns or ["C9999"]), st.sampled_from(groups)), max_size=2)
    )
    return Pack(
        name="random",
        version="1",
        notice="",
        made_from={},
        dated=True,
        actors=(
            *(Actor(group, f"Group {group}", "", "group") for group in groups),
            *(Actor(campaign, f"Campaign {campaign}", "", "campaign") for campaign in campaigns),
        ),
        software=tuple(Software(one, f"Tool {one}", "", kind) for one, kind in SOFTWARE.items()),
        techniques=tuple(Technique(one, f"Technique {one}", "") for one in TECHNIQUES),
        names=(),
        uses=(
            *(Use(*key, value) for key, value in sorted(uses.items())),
            *(Use(*pair) for pair in sorted(implied)),
        ),
        attributions=tuple(Attribution(*pair) for pair in sorted(owners)),
        citations=tuple(Citation(report) for report in reports),
    )


def item(value, support):
    return Item(SOFTWARE.get(value, "attack-pattern"), value, f"Item {value}", support)


degrees = st.sampled_from([Decimal(word) for word in ("0.05", "0.5", "0.7", "0.95", "1")])
supports = st.dictionaries(st.sampled_from(ORIGINS), degrees, min_size=1, max_size=3).map(
    lambda found: tuple(Support(origin, found[origin], ()) for origin in sorted(found))
)
evidences = st.dictionaries(st.sampled_from(VALUES), supports, max_size=6).map(
    lambda found: tuple(item(value, found[value]) for value in sorted(found))
)
named = Hypothesis("the analyst's own", "named", "the analyst's own", "group")


def judgement(actor, if_true, if_false, exhibit=EXHIBITS[0], words="build path", start=0):
    place = Locator("byte", start, start + 1)
    return Judgement(actor, words, if_true, if_false, "because", "analyst", exhibit, place)


judgements = st.lists(
    st.builds(
        judgement,
        st.sampled_from(["G0000", "G0001", named.actor, UNKNOWN]),
        st.sampled_from(WORDS),
        st.sampled_from(WORDS),
        st.sampled_from(EXHIBITS),
        st.sampled_from(["build path", "working hours", "language"]),
        st.integers(0, 2),
    ),
    max_size=3,
    unique_by=lambda one: one.id,
).map(tuple)
links = st.lists(
    st.builds(
        lambda child, parent, level, word: Link(
            child, parent, level, word, "because", "analyst", EXHIBITS[0], HERE
        ),
        st.sampled_from(["G0000", "G0001", "G0002", "Unit 1", "Unit 2"]),
        st.sampled_from(["Unit 1", "Unit 2", "State A", "State B"]),
        st.sampled_from(["organisation", "state"]),
        st.sampled_from(WORDS),
    ),
    max_size=5,
).map(tuple)


def request(pack, items, judged=(), **more):
    """A request of three classes, two of which weigh the same items; judgements become items of their own."""
    made = gather_judgements(judged, Roots(), dict.fromkeys(EXHIBITS, 1))
    given = {
        "question": QUESTION,
        "brief": digest(b"brief"),
        "pack": pack,
        "pack_digest": digest(b"pack"),
        "evidence": Evidence((*items, *made), judged),
        "weighers": (ArtefactWeigher(), BehaviourWeigher(), OperationWeigher()),
        "named": (named,) if judged else (),
        "parameters": CENTRAL,
    }
    return Request(**given | more)


def probabilities(assessment):
    return {one.hypothesis: (one.probability, one.lower, one.upper) for one in assessment.estimates}


@st.composite
def arithmetic(draw, items=4, ways=True):
    """Two or three classes with a prior, the last hypothesis unknown; of the third, a hypothesis has several columns.

    The first and the third weigh the same items, as behaviour and operations do.
    """
    count = draw(st.integers(2, 4))
    numbers = st.floats(-4, 4).map(lambda value: round(value, 3))

    def table(rows, columns):
        row = st.lists(numbers, min_size=columns, max_size=columns)
        return np.array(draw(st.lists(row, min_size=rows, max_size=rows))).reshape(rows, columns)

    sizes = {"behaviour": draw(st.integers(0, items)), "artefacts": draw(st.integers(0, items - 1))}
    classes = []
    for (name, size), cap in zip(sizes.items(), (4.68, 2.0), strict=True):
        matrix = table(size, count)
        matrix[:, -1] = 0
        classes.append(Weights(name, tuple(f"{name}:{n}" for n in range(size)), matrix, cap, 1.5))
    if ways:
        columns = [*draw(st.lists(st.integers(1, 3), min_size=count - 1, max_size=count - 1)), 1]
        matrix = table(sizes["behaviour"], sum(columns))
        matrix[:, -1] = 0
        owner, idle = np.repeat(np.arange(count), columns), draw(st.sampled_from([0.0, 0.2, 0.7]))
        classes.append(Weights("operations", classes[0].items, matrix, 3.0, 1.0, (), owner, idle))
    prior = np.array(draw(st.lists(st.floats(0.05, 1), min_size=count, max_size=count)))
    return classes, prior / prior.sum()


def without(classes, gone):
    """The classes as they are without some items."""
    kept = []
    for weights in classes:
        rows = [row for row, name in enumerate(weights.items) if name not in gone]
        items = tuple(weights.items[row] for row in rows)
        tiers = tuple(weights.tiers[row] for row in rows) if weights.tiers else ()
        kept.append(replace(weights, items=items, matrix=weights.matrix[rows], tiers=tiers))
    return kept


def chances(classes, prior, lapse=LAPSE):
    return posterior(all_totals(classes), prior, lapse)
