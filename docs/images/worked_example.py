"""The worked example of ``docs/explanation/weighing.md``: its knowledge, its evidence, and its picture.

``python docs/images/worked_example.py`` writes ``worked-example.svg`` beside this file; the same bytes each time.
Groups, items and reports are invented. ``tests/docs/test_worked_example.py`` holds text, numbers and picture together.
"""

from decimal import Decimal
from pathlib import Path

import numpy as np

from probandum.evaluate.drawing import Axes, frame, series, standing_alone
from probandum.model.hypothesis import UNKNOWN, Hypothesis, Question
from probandum.model.ident import digest
from probandum.model.pack import Actor, Citation, Pack, Software, Technique, Use
from probandum.model.source import Origin
from probandum.model.weight import Evidence, Item, Support
from probandum.weighers.behaviour import BehaviourWeigher
from probandum.weighers.operations import OperationWeigher
from probandum.weighers.parameters import Parameters
from probandum.weighers.search import searched_bound
from probandum.weighers.weighing import Request, Weighing, weigh

DEPTH = 4
USES = {
    "G9001": {"T9001": ("R1", "R2"), "T9002": ("R1",), "S9001": ("R1", "R2"), "S9002": ("R2",)},
    "G9002": {"T9001": ("R3",), "T9002": ("R4",), "T9003": ("R3",), "S9002": ("R3", "R4")},
    "G9003": {"T9001": ("R5",), "T9003": ("R5",)},
}
"""Group → item → reports that show it with the group."""
IMPLIED = ("S9001", "T9003")
"""Software, and a technique that it brings with it."""
OBSERVED = {"T9001": "1", "T9002": "0.8", "T9003": "1", "S9001": "1"}
"""Item of the case → authenticity."""
PARAMETERS = Parameters(
    technique_mixing=Decimal("0.2"),
    tool_mixing=Decimal("0.2"),
    malware_mixing=Decimal("0.4"),
    size_exponent=Decimal("0.5"),
    report_exponent=Decimal("0.5"),
    implied=Decimal("0.1"),
    tool_factor=Decimal("1.5"),
    malware_factor=Decimal(2),
    mean_items=Decimal(4),
    behaviour_cap=Decimal(2),
    behaviour_scale=Decimal(2),
    technique_resemblance=Decimal("0.2"),
    tool_resemblance=Decimal("0.2"),
    malware_resemblance=Decimal("0.5"),
    operation_strength=Decimal(1),
    operation_size_exponent=Decimal(1),
    operation_idle=Decimal("0.5"),
    operation_cap=Decimal(5),
    unknown_log_odds=Decimal(0),
    lapse=Decimal("0.01"),
    fitted_on="round numbers for a worked example",
)


def pack() -> Pack:
    """Return the invented knowledge."""
    reports = sorted({name for items in USES.values() for names in items.values() for name in names})
    uses = [Use(group, item, names) for group, items in USES.items() for item, names in items.items()]
    return Pack(
        name="worked-example",
        version="1",
        notice="invented",
        made_from={},
        dated=False,
        actors=tuple(Actor(group, group, "", "group") for group in USES),
        software=(Software("S9001", "S9001", "", "malware"), Software("S9002", "S9002", "", "tool")),
        techniques=tuple(Technique(name, name, "") for name in ("T9001", "T9002", "T9003")),
        names=(),
        uses=(*uses, Use(*IMPLIED)),
        attributions=(),
        citations=tuple(Citation(name) for name in reports),
    )


def request(observed: dict[str, str] = OBSERVED) -> Request:
    """Return the case: one report that shows what was observed."""
    origin = Origin((), ()).id
    kinds = {"T": "attack-pattern", "S": "malware"}
    items = tuple(
        Item(kinds[name[0]], name, name, (Support(origin, Decimal(genuine), ()),))
        for name, genuine in observed.items()
    )
    known = pack()
    return Request(
        question=Question("Which group did it?", "group"),
        brief=digest(b""),
        pack=known,
        pack_digest=known.digest,
        evidence=Evidence(items),
        weighers=(BehaviourWeigher(), OperationWeigher()),
        parameters=PARAMETERS,
    )


def weighing(observed: dict[str, str] = OBSERVED) -> Weighing:
    """Return the whole weighing of the case."""
    hypotheses = (
        *(Hypothesis(group, "known", group, "group") for group in USES),
        Hypothesis(UNKNOWN, "unknown", "somebody else", "group"),
    )
    return weigh(request(observed), hypotheses, np.zeros(len(hypotheses)), PARAMETERS)


def picture() -> str:
    """Return the picture: what is left of G9001 if so many items were planted."""
    found = weighing()
    certified = found.bound(0, DEPTH)
    searched = searched_bound(found.classes, found.prior, found.lapse, found.share[:, 0], DEPTH)
    axes = Axes(
        "items that may have been planted", "P(G9001)", marks=tuple(float(k) for k in range(DEPTH + 1))
    )
    lines = [
        ("certified", list(enumerate(certified.tolist()))),
        ("searched", list(enumerate(searched.tolist()))),
        ("threshold 0.50", [(0.0, 0.5), (float(DEPTH), 0.5)]),
    ]
    said = "; ".join(
        f"{name}: " + ", ".join(f"{y:.3f} at {x:g}" for x, y in points) for name, points in lines[:2]
    )
    parts = [*frame(axes), *series(axes, lines)]
    return standing_alone("worked-example", "What is left of G9001 if items were planted", said, parts)


if __name__ == "__main__":
    Path(__file__).with_name("worked-example.svg").write_text(picture(), "utf-8")
