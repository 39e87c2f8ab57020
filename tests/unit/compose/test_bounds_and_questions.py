"""What the leading hypothesis hangs on, and what to find out next."""

from decimal import Decimal

import msgspec
import pytest
from dossier_records import records

from probandum.compose import compose
from probandum.compose.bounds import planted
from probandum.compose.questions import asked
from probandum.model.claim import Claim
from probandum.model.dossier import Dossier, Records, Section
from probandum.model.ident import identify
from probandum.model.weight import Item, NextQuestion, Pivot, Support


def section(dossier: Dossier, title: str) -> Section:
    return next(one for one in dossier.sections if one.title == title)


def labelled(part: Section, label: str) -> list[str]:
    return [one.text for one in part.sentences if one.label == label]


def bare() -> Records:
    """An assessment made before curves, imitation and questions were recorded."""
    case = records()
    old = msgspec.structs.replace(
        case.assessment, budget_lower=(), budget_searched=(), imitations=(), questions=(), lowest=""
    )
    return msgspec.structs.replace(case, assessment=old)


def accusation(case: Records) -> tuple[Records, Item]:
    """The case with an accusation that is weighed: it lifts the first hypothesis by 2.5 decibans."""
    claim: Claim = next(one for one in case.claims if one.stance == "accuses")
    item = Item(
        "testimony",
        identify("testimony", "a"),
        "accusation of Group B by Ministry A",
        (Support(case.origins[1].id, Decimal("0.7"), (claim.id,)),),
    )
    made = case.assessment
    weights = tuple((*row, Decimal("2.5") if at == 0 else Decimal(0)) for at, row in enumerate(made.weights))
    totals = {**made.totals, "testimony": tuple(row[-1] for row in weights)}
    pivot = Pivot("item", item.id, item.name, Decimal("0.5"))
    made = msgspec.structs.replace(
        made, items=(*made.items, item), weights=weights, totals=totals, pivots=(pivot, *made.pivots)
    )
    return msgspec.structs.replace(case, assessment=made), item


def test_what_was_planted_could_change_is_told_certified_and_searched() -> None:
    part = section(compose(records()), "What it hangs on")
    assert labelled(part, "If items were planted") == [
        "Planting any single item could bring Group A below 0.50 (k* = 0).",
        "The standard asks that it stands with 1 item planted.",
        (
            "If 1 item was planted, the probability could be as low as 0.31 (certified), 0.22 over the declared parameters "
            "as well; a search found an item that brings it to 0.34."
        ),
        (
            "Planting is counted in items, and a forged document may hold many: without one of its origins the "
            "probability of Group A is unlikely, 0.27, below what the standard asks."
        ),
    ]


@pytest.mark.parametrize(
    ("breakdown", "words"),
    [
        (-1, "The lower end of Group A does not reach 0.50, even if nothing was planted (k* = −1)."),
        (2, "Planting any 2 items could not bring Group A below 0.50 (k* = 2); planting 3 could."),
        (
            3,
            "Planting any 3 items could not bring Group A below 0.50 (k* is at least 3; no more were tried).",
        ),
    ],
)
def test_the_breakdown_number_in_words(breakdown: int, words: str) -> None:
    case = records()
    verdict = msgspec.structs.replace(case.verdict, breakdown=breakdown)
    assert next(planted(case.assessment, verdict)) == words


def test_the_curve_holds_every_line_the_standard_and_its_budget() -> None:
    figure = section(compose(records()), "What it hangs on").figures[0]
    assert figure.kind == "curve"
    assert list(dict.fromkeys(mark.label for mark in figure.marks)) == [
        "least, certified",
        "worst found by search",
        "least over parameters",
        "standard of proof",
        "the standard asks",
    ]
    assert [mark.values for mark in figure.marks if mark.label == "least, certified"][1] == ("1", "0.3100")
    assert figure.marks[-1].values == ("1",)


def test_certified_numbers_are_rounded_down_and_found_ones_to_the_nearest() -> None:
    case = records()
    curve = tuple(map(Decimal, ("0.58", "0.3099", "0.2", "0.1")))
    made = msgspec.structs.replace(case.assessment, budget=curve, budget_searched=curve, budget_lower=curve)
    table = section(compose(msgspec.structs.replace(case, assessment=made)), "What it hangs on").tables[0]
    assert table.rows[1].cells == ("1", "0.30", "0.31", "0.30", "unlikely")


def test_pivots_are_told_listed_and_drawn_with_the_same_numbers() -> None:
    part = section(compose(records()), "What it hangs on")
    assert labelled(part, "Without an item") == [
        "Without the item “Kestrel Loader” Group A falls from likely, 0.58, to unlikely, 0.23."
    ]
    assert labelled(part, "Without an origin") == [
        "Without the origin “Works” Group A falls from likely, 0.58, to unlikely, 0.27."
    ]
    table = next(one for one in part.tables if one.title.startswith("Group A (0.58) without"))
    assert [row.cells[1] for row in table.rows] == ["0.23", "0.27"]
    falls = part.figures[1]
    assert [(mark.label, mark.values) for mark in falls.marks] == [
        ("Kestrel Loader", ("0.5800", "0.2300")),
        ("Works", ("0.5800", "0.2700")),
        ("standard of proof", ("0.5000",)),
    ]


def test_an_origin_of_one_nameless_file_is_called_an_exhibit() -> None:
    case = records()
    origin = msgspec.structs.replace(case.origins[3], sources=())
    pivot = Pivot("origin", origin.id, "exhibit 0123456789ab", Decimal("0.3"))
    changed = msgspec.structs.replace(
        case,
        origins=(*case.origins[:3], origin),
        assessment=msgspec.structs.replace(case.assessment, pivots=(pivot,)),
    )
    part = section(compose(changed), "What it hangs on")
    assert labelled(part, "Without an origin") == [
        "Without the exhibit “vendor/bundle.json” Group A falls from likely, 0.58, to unlikely, 0.30."
    ]


def test_imitation_is_a_cap_and_says_so() -> None:
    part = section(compose(records()), "What it hangs on")
    told = labelled(part, "If it was imitated")
    assert "0.55 (likely)" in told[0]
    assert "imitated Group A 0.04 (almost no chance); the most probable imitator is Group B" in told[0]
    assert told[1] == "However many more such items there were, Group A could then reach 0.83 at most."
    assert told[2].startswith("This is a cap, not a finding")
    table = part.tables[-1]
    assert [row.cells[0] for row in table.rows] == ["0.02", "0.10", "0.50"]
    assert {row.cells[3] for row in table.rows} == {"Group B"}


def test_three_questions_in_plain_words() -> None:
    part = section(compose(records()), "What to find out next")
    assert labelled(part, "Question 1") == [
        (
            "If S9365 Heron Dropper were found (chance 0.12), the probability of Group A would rise from likely, 0.58, to "
            "very likely, 0.88."
        ),
        "If it is not found, nothing changes: what was not seen is held against nobody.",
        (
            "The answer is expected to be worth 0.21 bits; the chance that it carries the result across the 0.50 of the "
            "standard is 0.11."
        ),
    ]
    assert labelled(part, "Question 2")[1] == (
        "If a person rejected it, the probability of Group A would fall from likely, 0.58, to unlikely, 0.23."
    )
    assert part.tables[0].rows[2].cells == (
        "T1027 Obfuscated Files",
        "look for",
        "0.31",
        "less than 0.001 bits",
        "0.56",
        "0.58",
        "below 0.001",
    )
    first = compose(records()).sections[0]
    assert labelled(first, "Ask next") == labelled(part, "Question 1")[:1]


def test_an_answer_that_changes_nothing_in_print_rises_nowhere() -> None:
    one = NextQuestion("look-for", "tool", "S1", "X", *map(Decimal, ("0.1", "0.2", "0.581", "0.58", "0.1")))
    assert "would stay likely, 0.58" in next(asked(one, records().verdict))


def test_an_older_assessment_shows_what_it_has_and_says_what_it_has_not() -> None:
    dossier = compose(bare())
    part = section(dossier, "What it hangs on")
    assert [one.kind for one in part.figures] == ["curve", "falls"]
    assert part.tables[0].columns == ("Items planted", "Least, certified", "The least in words")
    assert not labelled(part, "If it was imitated")
    assert not any("search" in one.text for one in part.sentences)
    asked_next = section(dossier, "What to find out next")
    assert asked_next.tables == ()
    assert asked_next.sentences[0].text.startswith("No single thing")


def test_the_interval_names_the_alternative_that_makes_its_lower_end() -> None:
    why = section(compose(records()), "Why this verdict")
    assert labelled(why, "Interval") == [
        (
            "Over the declared alternatives Group A runs from 0.41 to 0.75, around 0.58; the lower end comes with log odds of "
            "an actor outside the knowledge at 0.70 instead of −0.30."
        )
    ]


def test_nothing_points_to_anybody_and_nothing_can_fall() -> None:
    case = bare()
    made = msgspec.structs.replace(case.assessment, leading=None, pivots=(), budget=())
    verdict = msgspec.structs.replace(case.verdict, leading=None, leading_name="", alternatives=())
    part = section(
        compose(msgspec.structs.replace(case, assessment=made, verdict=verdict)), "What it hangs on"
    )
    assert (part.tables, part.figures, len(part.sentences)) == ((), (), 1)


def test_an_accusation_that_is_weighed_is_named_and_leads_to_its_words() -> None:
    case, item = accusation(records())
    dossier = compose(case)
    assert labelled(dossier.sections[0], "Hangs on")[0].startswith(
        "Without the accusation of Group B by Ministry A Group A falls from"
    )
    held = {one.id: one for one in dossier.references}
    claim = next(one for one in case.claims if one.stance == "accuses")
    assert held[item.id].cites == (claim.id,)
    assert held[item.id].label == "accusation of Group B by Ministry A: 1 origin"
    matrix = section(dossier, "Weights")
    assert any(column.startswith("accusation of Group B") for column in matrix.tables[0].columns)
    assert "testimony" not in {one.kind for one in dossier.subjects}


def test_nothing_of_a_hidden_accusation_or_question_is_told() -> None:
    case, item = accusation(
        records(marks={"statements/ministry-a.pdf": "TLP:RED", "works/malware-notes.html": "TLP:RED"})
    )
    hidden = case.assessment.items[-2]
    questions = (
        NextQuestion("review", item.kind, item.value, item.name, *[Decimal("0.4")] * 5),
        NextQuestion("review", hidden.kind, hidden.value, hidden.name, *[Decimal("0.4")] * 5),
        NextQuestion("look-for", "tool", "S9400", "Finch", *[Decimal("0.3")] * 5),
    )
    made = msgspec.structs.replace(
        case.assessment, questions=questions, lowest="the accusation of Group B by Ministry A left out"
    )
    case = msgspec.structs.replace(case, assessment=made)
    full, less = (msgspec.json.encode(compose(case, tlp)).decode() for tlp in ("TLP:RED", "TLP:GREEN"))
    for word in (item.name, item.id, hidden.name, "left out"):
        assert word in full
        assert (
            word
            not in msgspec.json.encode(
                [
                    section(compose(case, "TLP:GREEN"), name)
                    for name in ("What it hangs on", "What to find out next")
                ]
            ).decode()
        )
    assert item.id not in less
    assert "S9400 Finch" in less
