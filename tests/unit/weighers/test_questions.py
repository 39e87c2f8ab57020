"""The next questions (W12) by hand."""

import math
from decimal import Decimal

import msgspec
import numpy as np
import pytest

from probandum.errors import UsageError
from probandum.model.hypothesis import UNKNOWN, Hypothesis, Question
from probandum.model.ident import digest
from probandum.model.pack import Actor, Pack, Software, Technique, Use
from probandum.model.scales import STANDARDS
from probandum.model.weight import Evidence, Item, Support
from probandum.weighers import questions
from probandum.weighers.behaviour import BehaviourWeigher
from probandum.weighers.counts import index
from probandum.weighers.questions import next_questions
from probandum.weighers.weighing import Request, weigh

PACK = Pack(
    name="two groups",
    version="1",
    notice="",
    made_from={},
    dated=True,
    actors=(Actor("G0001", "One", "", "group"), Actor("G0002", "Two", "", "group")),
    software=(Software("S0001", "First", "", "malware"), Software("S0002", "Second", "", "tool")),
    techniques=tuple(Technique(f"T{n:04}", f"Technique {n}", "") for n in range(30)),
    names=(),
    uses=(
        Use("G0001", "S0001", ("A", "B")),
        Use("G0002", "S0002", ("C",)),
        *(Use("G0001", f"T{n:04}", ("A",)) for n in range(20)),
        *(Use("G0002", f"T{n:04}", ("C",)) for n in range(10, 29)),
    ),
    attributions=(),
    citations=(),
)
STANDARD = STANDARDS["balance-of-probabilities"]
HYPOTHESES = (
    Hypothesis("G0001", "known", "One", "group"),
    Hypothesis("G0002", "known", "Two", "group"),
    Hypothesis(UNKNOWN, "unknown", "", "group"),
)


def shown(value, degree="1"):
    kind = {"S0001": "malware", "S0002": "tool"}.get(value, "attack-pattern")
    return Item(kind, value, f"Item {value}", (Support("origin:0", Decimal(degree), ()),))


def asking(*items, weighers=None, leading=0, most=3, standard=STANDARD):
    asked = Request(
        question=Question("Which group?", "group"),
        brief=digest(b"brief"),
        pack=PACK,
        pack_digest=digest(b"pack"),
        evidence=Evidence(items),
        weighers=weighers or (BehaviourWeigher(),),
    )
    weighing = weigh(asked, HYPOTHESES, np.zeros(3), asked.parameters)
    return next_questions(asked, weighing, index(PACK), leading, standard, most), weighing


def test_looking_for_the_software_of_one_group_by_hand():
    found, weighing = asking(most=60)
    one = next(question for question in found if question.value == "S0001")
    # Two groups show 41 things in all, ten of them alike; S0001 is one group's, in two reports; B = 41, T = 31.
    base = 1.5 / (41 + 31 / 2)
    likely = 0.965 + 0.035 * 2**0.55 / (35**0.46 * 21**0.54 * base)
    chances = [15 * base * each for each in (likely, 0.965, 1.0)]
    belief = weighing.probability
    chance = sum(b * p for b, p in zip(belief, chances, strict=True))
    bits = sum(b * p * math.log2(p / chance) for b, p in zip(belief, chances, strict=True))
    assert (one.kind, one.item, one.name) == ("look-for", "malware", "First")
    assert float(one.chance) == pytest.approx(chance, abs=1e-9)
    assert float(one.information) == pytest.approx(bits, abs=1e-9)
    nats = 2.08 * 4.68 * math.tanh(1.56 * math.log(likely) / 4.68)
    other = 2.08 * 4.68 * math.tanh(1.56 * math.log(0.965) / 4.68)
    mass = weighing.prior * np.exp([nats, other, 0])
    assert float(one.found) == pytest.approx(0.99 * mass[0] / mass.sum() + 0.01 * weighing.prior[0], abs=1e-9)
    assert float(one.missed) == pytest.approx(float(weighing.prior[0]), abs=1e-9)


def test_nothing_is_surer_to_be_found_than_95_in_100(monkeypatch):
    monkeypatch.setattr(questions, "REPORT", 1e6)
    found, _ = asking(most=60)
    assert found == ()  # whoever it was, one finds it: nothing is learnt


def test_an_item_in_doubt_is_to_be_reviewed_and_one_without_doubt_is_not():
    found, weighing = asking(shown("S0001", "0.5"), shown("T0001"), most=60)
    reviews = [one for one in found if one.kind == "review"]
    assert [(one.value, one.item, one.chance) for one in reviews] == [("S0001", "malware", Decimal("0.5"))]
    assert reviews[0].missed < Decimal(str(weighing.probability[0])) < reviews[0].found


def test_the_last_gives_way_to_a_kind_that_would_be_missing(monkeypatch):
    doubtful = [shown(value, "0.5") for value in ("S0001", "S0002", "T0001", "T0025")]
    every, _ = asking(*doubtful, most=60)
    kinds = [one.kind for one in every]
    assert kinds[:2] == ["review", "review"]
    first = kinds.index("look-for")
    monkeypatch.setattr(questions, "LEAST", float(every[first].information) / 2)
    assert asking(*doubtful, most=2)[0] == (every[0], every[first])
    assert asking(*doubtful, most=1)[0] == every[:1]
    monkeypatch.setattr(questions, "LEAST", 10.0)
    assert asking(*doubtful, most=2)[0] == every[:2]


def test_a_review_that_may_sink_the_bound_says_how_likely():
    items = [shown("S0001", "0.6"), *(shown(f"T{n:04}") for n in range(8))]
    found, weighing = asking(*items, most=60)
    now = weighing.bound(0, STANDARD.budget)[STANDARD.budget]
    gone = asking(*items[1:])[1].bound(0, STANDARD.budget)[STANDARD.budget]
    assert gone < now
    between = msgspec.structs.replace(STANDARD, threshold=Decimal(f"{(gone + now) / 2:.9f}"))
    moved, _ = asking(*items, most=60, standard=between)
    assert [one.moves for one in moved if one.kind == "review"] == [Decimal("0.4")]
    assert [msgspec.structs.replace(one, moves=0) for one in moved] == [
        msgspec.structs.replace(one, moves=0) for one in found
    ]


def test_without_a_leading_answer_it_speaks_of_the_most_probable_one():
    nobody, _ = asking(leading=None)
    first, _ = asking(leading=0)
    assert nobody == first
    other, weighing = asking(shown("S0002"), leading=None)
    assert int(np.argmax(weighing.probability[:2])) == 1
    assert other == asking(shown("S0002"), leading=1)[0]


def test_runs_do_not_show(monkeypatch):
    items = [shown(f"T{n:04}", "0.7") for n in range(5)]
    whole, _ = asking(*items, most=60)
    monkeypatch.setattr(questions, "_ROWS", 2)
    assert asking(*items, most=60)[0] == whole
    monkeypatch.setattr(questions, "_DOUBTFUL", 3)
    fewer, _ = asking(*items, most=60)
    assert sum(one.kind == "review" for one in fewer) == 3


class Hearsay:
    """A weigher that speaks of an item nobody gave it."""

    name = "hearsay/1"

    def weigh(self, hypotheses, evidence, knowledge, parameters):
        more = Evidence((*evidence.items, shown("T0029")))
        return BehaviourWeigher().weigh(hypotheses, more, knowledge, parameters)


def test_a_weigher_that_weighs_what_it_was_not_given_is_refused():
    with pytest.raises(UsageError, match=r"hearsay/1 weighs .*, which is not there"):
        asking(shown("S0001", "0.5"), weighers=(Hearsay(),))


def test_with_all_found_and_nothing_in_doubt_there_is_nothing_to_ask():
    everything = [shown(value) for value in sorted(index(PACK).spread)]
    assert asking(*everything)[0] == ()
