"""What would change a verdict takes up the questions that can move it, and asks no review of what a person stated."""

import sys
from decimal import Decimal
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parent / "compose"))

from dossier_records import records

from probandum.conclude.outlook import would_change
from probandum.model.scales import STANDARDS
from probandum.model.weight import Assessment, Item, NextQuestion, Support

STANDARD = STANDARDS["balance-of-probabilities"]


def told(assessment: Assessment, enough: str = "no") -> list[str]:
    return list(would_change(assessment, STANDARD, 0, enough))


def test_the_question_that_moves_the_verdict_most_often_is_named() -> None:
    made = records().assessment
    assert "a person's confirmation of S9001 Kestrel Loader: with it the probability is 0.66" in told(made)
    only = msgspec.structs.replace(made, questions=made.questions[:1])
    assert "S9365 Heron Dropper, if it is found: with it the probability is 0.88" in told(only)


def test_a_question_that_moves_nothing_is_not_named() -> None:
    made = records().assessment
    idle = tuple(msgspec.structs.replace(one, moves=Decimal("0.000000001")) for one in made.questions)
    for assessment in (
        msgspec.structs.replace(made, questions=idle),
        msgspec.structs.replace(made, questions=()),
    ):
        assert not any("with it the probability" in line for line in told(assessment))


def test_an_accusation_is_named_in_words_and_is_no_extraction_to_review() -> None:
    made = records().assessment
    name = "accusation of Group A by Centre B"
    item = Item(
        "testimony",
        f"testimony:{'a' * 64}",
        name,
        (Support(made.items[0].support[0].origin, Decimal("0.4"), ()),),
    )
    weights = tuple((*row, Decimal(40) if at == 0 else Decimal(0)) for at, row in enumerate(made.weights))
    question = NextQuestion("review", "testimony", item.value, name, *[Decimal("0.6")] * 5)
    made = msgspec.structs.replace(made, items=(*made.items, item), weights=weights, questions=(question,))
    lines = told(made)
    assert f"a person's confirmation of {name}: with it the probability is 0.60" in lines
    review = next(line for line in lines if line.startswith("a person's review"))
    assert name not in review
    assert "Kestrel Loader" in review
