"""What the two statements that the program was started from answer, by the labelled claims: no act that they are accused of is denied."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from probandum.detectors.states import States
from probandum.knowledge.places import PLACES
from probandum.model.brief import ReferenceNote
from probandum.model.claim import Claim
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.statement import StatedFigure, Statement
from probandum.sources.figures import checks
from probandum.sources.reference_tables import read_table
from probandum.sources.responses import Heard, in_return, responses

ABOVE = [above / "shared" / "data" / "statements" / "gold.json" for above in Path(__file__).resolve().parents]
GOLD = next((file for file in ABOVE if file.is_file()), None)
NAMES = {f"country:{place.code}": place.names[0] for place in PLACES}
LEVELS = {"person": "operator", "press": None}
TYPES = {
    "denial": "denial",
    "rejection_of_basis": "rejection-of-basis",
    "evidence_challenge": "evidence-challenge",
}
STANCES = {"attribution": "accuses", "counter_accusation": "counter-accuses", "denial": "denies"}
FILINGS = (
    "of,unit,when,value,rank\n"
    'PCT applications from China,applications,2019,"58,990",1\n'
    "annual growth of applications from China,%,2019,10.6,\n"
)
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(GOLD is None, reason="the development data are not beside the checkout"),
]


def labelled():
    """Return the labelled claims by their names, and the labelled statements."""
    claims, statements = {}, []
    for document in json.loads(GOLD.read_text("utf-8"))["documents"]:
        exhibit = digest(document["doc"].encode())
        for one in document["statements"]:
            place = Locator("byte", *one["span"])
            types = tuple(TYPES[kind] for kind in one["types"] if kind in TYPES) or ("assertion",)
            mode = "question-premise" if one["mode"] == "question_premise" else "direct"
            speaker = one["speaker"]
            behalf = NAMES.get(speaker.get("on_behalf_of"), "")
            said = Statement(exhibit, place, one["text"], "label", types, mode, speaker["role"], "spokesperson",
                             behalf, authenticity=Decimal("0.9"))  # fmt: skip
            statements.append(said)
            for claim in one.get("claims", ()):
                if claim["kind"] in STANCES:
                    claims[claim["id"]] = made(claim, said)
    return claims, statements


def made(claim, said):
    """Return one labelled claim as the program holds it."""
    what = claim.get("denied", claim)
    who = claim.get("accuser") or claim["denier"]
    accused = what["accused"]
    subject = accused.get("coref") or NAMES.get(accused.get("kb")) or accused["surface"]
    link = accused.get("link_to_state", {})
    return Claim(
        STANCES[claim["kind"]], NAMES.get(who.get("kb")) if claim["kind"] != "attribution" else who["name"], subject,
        what["act"], said.exhibit, said.locator, said.quote, "label", level=LEVELS.get(accused.get("level"), accused.get("level")),
        linked_to=NAMES.get(link.get("kb"), ""), link=link.get("strength", ""), relayed_by=tuple(claim.get("relayed_by", ())),
        statement=said.id, authenticity=Decimal("0.9"),
    )  # fmt: skip


def heard():
    claims, statements = labelled()
    states = States(PLACES)
    return claims, Heard(
        list(claims.values()),
        statements,
        named=lambda words: [(one.code, one.form) for one in states.find(words)],
    )


def test_the_answers_deny_no_act_that_is_alleged():
    claims, told = heard()
    rows = responses(told)
    names = {claim.id: name for name, claim in claims.items()}
    for accusation in ("1.1a", "1.1b", "2.1a", "2.1b", "2.1c"):
        kinds = {row.kind for row in rows if row.accusation == claims[accusation].id}
        assert kinds == {"rejects the basis", "denies something else"}, accusation
    shift = next(
        row for row in rows if (row.accusation, row.answer) == (claims["1.1a"].id, claims["1.11a"].id)
    )
    assert "(level: operator)" in shift.why
    assert "(level: state)" in shift.why
    other = [
        row.answer for row in rows if names[row.accusation] == "2.1b" and row.kind == "denies something else"
    ]
    assert other == [claims["2.11a"].id]
    answered = {names[row.accusation] for row in rows if row.kind != "silent"}
    assert answered == {"1.1a", "1.1b", "2.1a", "2.1b", "2.1c"}, (
        "who is accused in return answers nothing here"
    )


def test_the_accusations_in_return_are_a_relation():
    claims, told = heard()
    names = {claim.id: name for name, claim in claims.items()}
    pairs = {(names[one], names[other]) for one, other in in_return(told)}
    assert ("1.12a", "1.1a") in pairs
    assert len({("1.4a", "1.1a"), ("2.7a", "1.1a")} & pairs) == 1, "one party that says it twice says it once"
    assert not any(one.startswith(("1.1a", "1.1b", "2.1")) for one, _ in pairs)


def test_the_figures_agree_and_do_not_bear_on_the_question():
    claims, statements = labelled()
    places = {(one.exhibit, one.locator): one for one in statements}
    stated = []
    for document in json.loads(GOLD.read_text("utf-8"))["documents"]:
        for one in document["statements"]:
            said = places[digest(document["doc"].encode()), Locator("byte", *one["span"])]
            stated += [figure(label, said) for label in one.get("figures", ()) if "year" in label]
    data = FILINGS.encode()
    rows = read_table(digest(data), data, ReferenceNote("evidence/filings.csv", "yearly review", 1)).rows
    found = checks(stated, rows, {one.id: one for one in statements}, list(claims.values()))
    assert [(one.result, one.bears) for one in found] == [("agrees", False)] * 3


def figure(label, said):
    """Return one labelled figure as the program holds it."""
    unit, rank = label.get("unit", ""), label.get("rank")
    return StatedFigure(
        said.exhibit, said.locator, label["surface"], Decimal(str(rank or label["value"])), "label", unit.partition(" ")[0] if "%" in unit else unit,
        label.get("of", ""), str(label["year"]), label.get("approx", ""), kind="rank" if rank else "percent" if "%" in unit else "amount",
        statement=said.id,
    )  # fmt: skip
