"""From a prior to a probability: the terms of one hypothesis."""

from decimal import Decimal
from itertools import pairwise

import msgspec
import pytest
from dossier_records import records

from probandum.compose import compose
from probandum.compose.terms import class_of, ladder, terms, waterfall
from probandum.model.dossier import Dossier, Section
from probandum.model.weight import Assessment, Item


def weighing() -> Assessment:
    return records().assessment


def section(dossier: Dossier, title: str) -> Section:
    return next(one for one in dossier.sections if one.title == title)


def test_the_terms_add_up_to_the_odds_against_somebody_else() -> None:
    found = terms(weighing(), "G9001", Decimal("0.01"))
    assert found is not None
    assert [(term.name, term.total) for term in found.classes] == [
        ("artefacts", Decimal("4.8")),
        ("behaviour", Decimal("27.35") * Decimal("0.6")),
    ]
    assert found.end == found.start + sum(term.total for term in found.classes)
    assert found.start == 0
    assert found.before_lapse is not None
    assert found.before_lapse * Decimal("0.99") + Decimal("0.01") * found.prior == found.probability


def test_prior_odds_are_in_decibans() -> None:
    made = weighing()
    prior = (Decimal("0.01"), *made.prior[1:-1], Decimal("0.1"))
    found = terms(msgspec.structs.replace(made, prior=prior), "G9001")
    assert found is not None
    assert found.start == -10


def test_the_ladder_names_heaviest_items_bound_and_odds() -> None:
    found = terms(weighing(), "G9001", Decimal("0.01"))
    assert found is not None
    steps = {step: (weight, how) for step, weight, how in ladder(found)}
    assert steps["behaviour: 7 items"] == (
        "+27.4",
        "S9001 Kestrel Loader +12.4, S9004 Plover Wiper +6.3, T1070.001 Clear Windows Event Logs +3.1 and 4 more",
    )
    assert steps["behaviour after its bound"] == ("+16.4", "the bound of the class takes 10.9")
    assert steps["artefacts after its bound"] == ("+4.8", "within the bound of the class")
    assert steps["Against somebody else"] == ("+21.2", "odds of 130 to 1")
    assert steps["Probability"][1].startswith("likely, 0.58; with a chance of 0.01 the knowledge itself errs")


def test_without_a_lapse_no_lapse_is_told() -> None:
    found = terms(weighing(), "G9001")
    assert found is not None
    assert not any("lapse" in step.lower() for step, _, _ in ladder(found))


def test_a_class_without_items_takes_one_line() -> None:
    made = weighing()
    totals = {**made.totals, "testimony": tuple(Decimal(0) for _ in made.hypotheses)}
    found = terms(msgspec.structs.replace(made, totals=totals), "G9001")
    assert found is not None
    assert [step for step, _, _ in ladder(found) if step.startswith("testimony")] == ["testimony: no item"]


def test_without_somebody_else_there_is_nothing_to_measure_against() -> None:
    made = weighing()
    alone = msgspec.structs.replace(
        made,
        hypotheses=made.hypotheses[:1],
        weights=made.weights[:1],
        prior=made.prior[:1],
        estimates=made.estimates[:1],
        totals={name: values[:1] for name, values in made.totals.items()},
    )
    assert terms(alone, "G9001") is None


def test_the_waterfall_starts_where_the_step_before_ended_and_ends_at_the_sum() -> None:
    found = terms(weighing(), "G9001")
    assert found is not None
    figure = waterfall(found, "Group A", weighing().id)
    steps = [tuple(map(Decimal, mark.values)) for mark in figure.marks]
    for before, after in pairwise(steps[:-1]):
        assert before[1] == after[0]
    assert steps[-1] == (0, found.end.quantize(Decimal("0.01")))
    assert steps[-2][1] == steps[-1][1]
    assert [mark.label for mark in figure.marks][-3:] == ["2 lighter", "bound of behaviour", "together"]


def test_every_survivor_has_its_table_and_the_leading_one_its_picture() -> None:
    dossier = compose(records())
    for name in ("Group A", "Group B", "Group C", "somebody else"):
        part = section(dossier, f"For and against {name}")
        assert part.tables[-1].title == f"From prior to probability: {name}"
        assert [one.kind for one in part.figures] == (["waterfall"] if name == "Group A" else [])


def test_hidden_items_enter_no_sum_no_step_and_no_label() -> None:
    case = records(marks={"works/malware-notes.html": "TLP:RED"})
    part = section(compose(case, "TLP:GREEN"), "For and against Group A")
    told = msgspec.json.encode([part.tables[-1], part.figures]).decode()
    assert "build path" not in told
    rows = {row.cells[0]: row.cells[1:] for row in part.tables[-1].rows}
    assert rows["artefacts: no item seen, more withheld"] == ("0", "–")
    assert rows["artefacts after its bound"] == ("+4.8", "the bound of the class, and what is withheld")
    assert "bound of artefacts, and withheld" in [mark.label for mark in part.figures[0].marks]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("malware", "behaviour"), ("judgement", "artefacts"), ("testimony", "testimony"), ("tool", "behaviour")],
)
def test_the_class_of_an_item(kind: str, name: str) -> None:
    assert class_of(Item(kind, "x", "x", ())) == name
