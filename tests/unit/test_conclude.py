"""W11: enough, not enough, not certifiable; and the confidence beside it."""

import re
from decimal import Decimal

import msgspec
import pytest
from scipy.stats import beta

from probandum.conclude import (
    MEASURED_ON,
    RECORDED_WITH,
    RECORDS,
    Context,
    clopper_pearson,
    conclude,
    confide,
    decide,
)
from probandum.model.hypothesis import NOT_ESTABLISHED, UNKNOWN, Hypothesis
from probandum.model.ident import Id, digest
from probandum.model.scales import STANDARDS, Standard
from probandum.model.verdict import Record
from probandum.model.weight import Assessment, Estimate, Item, Pivot, Support
from probandum.weighers.fitted import shipped

CLEAR = STANDARDS["clear-and-convincing"]
GOOD = Record(Decimal("0.75"), 89, 97, "a closed set of cases")


def item(value, weight_of=3, degree="1", kind="malware"):
    origins = tuple(Support(Id(f"origin:{n}"), Decimal(degree), ()) for n in range(weight_of))
    return Item(kind, value, f"Item {value}", origins)


def assessment(**changes):
    numbers = {
        "G0001": ("0.90", "0.82", "0.95"),
        "G0002": ("0.04", "0.01", "0.08"),
        UNKNOWN: ("0.06", "0.02", "0.12"),
    }
    made = Assessment(
        question=Id("question:1"),
        level="group",
        brief=digest(b"brief"),
        method=("behaviour/1",),
        parameters=RECORDED_WITH,
        pack=digest(b"pack"),
        hypotheses=(
            Hypothesis("G0001", "known", "Group One", "group"),
            Hypothesis("G0002", "known", "Group Two", "group"),
            Hypothesis(UNKNOWN, "unknown", "somebody else", "group"),
        ),
        items=(item("S0001"), item("T0001", kind="attack-pattern")),
        weights=(
            (Decimal("15.00"), Decimal("5.00")),
            (Decimal("2.00"), Decimal("-1.00")),
            (Decimal(0), Decimal(0)),
        ),
        totals={"behaviour": (Decimal("20.00"), Decimal("1.00"), Decimal("0.00"))},
        prior=(Decimal("0.3"), Decimal("0.3"), Decimal("0.4")),
        estimates=tuple(Estimate(who, *(Decimal(n) for n in three)) for who, three in numbers.items()),
        leading="G0001",
        budget=tuple(Decimal(n) for n in ("0.90", "0.86", "0.84", "0.60", "0.20", "0.05")),
        budget_lower=tuple(Decimal(n) for n in ("0.82", "0.80", "0.78", "0.50", "0.10", "0.02")),
        pivots=(Pivot("item", Id("item:1"), "Item S0001", Decimal("0.70")),),
    )
    return msgspec.structs.replace(made, **changes)


def wide(**changes):
    """An assessment of five items and five actors, as the record asks."""
    one = assessment()
    more = tuple(Hypothesis(f"G000{n}", "known", f"Group {n}", "group") for n in (3, 4, 5))
    tiny = tuple(
        Estimate(who.actor, Decimal("0.00001"), Decimal("0.000001"), Decimal("0.0001")) for who in more
    )
    none = (Decimal(0),) * 3
    made = msgspec.structs.replace(
        one,
        hypotheses=(*one.hypotheses[:2], *more, one.hypotheses[2]),
        items=(*one.items, *(item(f"T000{n}", kind="attack-pattern") for n in (2, 3, 4))),
        weights=(*((*row, *none) for row in one.weights[:2]), *((Decimal(0),) * 5,) * 4),
        totals={"behaviour": (*one.totals["behaviour"][:2], *none, Decimal(0))},
        prior=(*(Decimal("0.12"),) * 5, Decimal("0.4")),
        estimates=(*one.estimates[:2], *tiny, one.estimates[2]),
    )
    return msgspec.structs.replace(made, **changes)


def test_enough_when_the_bound_the_breakdown_and_the_record_allow_it():
    verdict = conclude(wide(), CLEAR, (GOOD,))
    assert (verdict.enough, verdict.breakdown, verdict.bound) == ("yes", 2, Decimal("0.78"))
    assert (verdict.leading_name, verdict.probability, verdict.lower) == (
        "Group One",
        Decimal("0.90"),
        Decimal("0.82"),
    )
    assert verdict.unknown == Decimal("0.06")
    assert verdict.record == GOOD
    assert verdict.sentence().startswith(
        "Enough for “clear and convincing”: that it was Group One is very likely, 0.90 (down to 0.82 over"
    )


def test_the_lower_end_counts_and_not_the_probability():
    weak = assessment(budget_lower=tuple(Decimal(n) for n in ("0.76", "0.755", "0.74", "0.5", "0.1", "0.02")))
    verdict = conclude(weak, CLEAR, (GOOD,))
    assert (verdict.enough, verdict.breakdown) == ("no", 1)
    assert verdict.reasons == ("the threshold of 0.75 holds against 1 item planted; the standard asks 2",)
    hopeless = conclude(assessment(budget_lower=(Decimal("0.70"),) * 6), CLEAR, (GOOD,))
    assert (hopeless.enough, hopeless.breakdown) == ("no", -1)
    assert "lower end" in hopeless.reasons[0]


def test_numbers_that_suffice_without_a_record_are_not_certifiable():
    for records in ((), (Record(Decimal("0.75"), 9, 10, "few"),)):
        verdict = conclude(assessment(), CLEAR, records)
        assert verdict.enough == "not certifiable"
        assert any("longer measured record" in line for line in verdict.would_change)
    assert conclude(assessment(level="state"), CLEAR, (GOOD,)).enough == "not certifiable"
    assert conclude(assessment(parameters=digest(b"others")), CLEAR, (GOOD,)).enough == "not certifiable"


def test_the_record_at_the_greatest_covered_threshold_is_taken():
    low = Record(Decimal("0.50"), 1, 2, "low")
    high = Record(Decimal("0.95"), 500, 500, "high")
    assert conclude(wide(), CLEAR, (high, low, GOOD)).record == GOOD
    assert conclude(wide(), STANDARDS["balance-of-probabilities"], (high, low, GOOD)).record == low


def test_a_budget_beyond_what_was_certified_is_never_enough():
    own = Standard("own", "our own", Decimal("0.01"), 9)
    verdict = conclude(assessment(), own, (Record(Decimal("0.01"), 99, 99, ""),))
    assert (verdict.enough, verdict.bound) == ("no", Decimal("0.000000001"))


def test_where_nobody_leads_it_is_not_enough_and_says_so():
    nobody = assessment(leading=None, budget=(), budget_lower=(), pivots=())
    verdict = conclude(nobody, CLEAR, (GOOD,))
    assert (verdict.enough, verdict.leading, verdict.breakdown, verdict.alternatives) == ("no", None, -1, ())
    assert (
        verdict.sentence()
        == "Not enough for “clear and convincing”: nothing in the evidence points to any known actor."
    )
    assert verdict.confidence == "low"
    assert 0 < verdict.probability < 1


def test_alternatives_are_at_least_a_tenth_as_probable():
    close = tuple(
        msgspec.structs.replace(one, probability=Decimal(p))
        for one, p in zip(assessment().estimates, ("0.80", "0.07", "0.13"), strict=True)
    )
    assert conclude(assessment(estimates=close), CLEAR).alternatives == (UNKNOWN,)


@pytest.mark.parametrize(
    ("changes", "grade"),
    [
        ({}, "high"),
        ({"items": (item("S0001", 1), item("T0001", 1))}, "low"),
        ({"items": (item("S0001", 2), item("T0001", 2))}, "moderate"),
        ({"items": (item("S0001", degree="0.5"), item("T0001", kind="attack-pattern"))}, "moderate"),
        ({"items": (item("S0001", kind="attack-pattern"), item("T0001", kind="attack-pattern"))}, "low"),
        ({"pivots": (Pivot("item", Id("item:1"), "Item S0001", Decimal("0.40")),)}, "moderate"),
    ],
)
def test_confidence_follows_the_stated_rule(changes, grade):
    found, reasons = confide(assessment(**changes))
    assert found == grade
    assert reasons


def test_origins_of_unknown_source_count_as_one():
    given = assessment()
    everybody = {one.origin for item in given.items for one in item.support}
    assert confide(given)[0] == "high"
    grade, reasons = confide(given, everybody)
    assert grade == "low"
    assert any("unknown source" in reason for reason in reasons)


def test_a_wide_interval_lowers_confidence():
    for low, grade in (("0.72", "moderate"), ("0.40", "low")):
        wide = (
            Estimate("G0001", Decimal("0.90"), Decimal(low), Decimal("0.95")),
            *assessment().estimates[1:],
        )
        assert confide(assessment(estimates=wide))[0] == grade


def test_the_verdict_says_what_would_change_it_and_what_it_assumes():
    doubtful = (item("S0001", degree="0.5"), item("T0001", degree="0.5", kind="attack-pattern"))
    verdict = conclude(
        assessment(
            items=doubtful, left_out={"A report": "of this case"}, totals={"artefacts": (Decimal("3"),) * 3}
        ),
        CLEAR,
        (GOOD,),
        Context(unread=2, assumptions=("the clock of the host was right",)),
    )
    assert "without Item S0001 it falls from 0.90 to 0.70" in verdict.would_change
    assert "3 items planted could bring it below 0.75" in verdict.would_change
    assert any("Item S0001, Item T0001" in line for line in verdict.would_change)
    assert any(
        "among the 2 things that programs left out or could not read" in line for line in verdict.assumptions
    )
    assert not any("left out of the knowledge" in line for line in verdict.assumptions)
    assert "the clock of the host was right" in verdict.assumptions
    assert any("judgements" in line for line in verdict.assumptions)


def test_at_a_higher_level_links_could_change_it_and_unestablished_mass_survives():
    above = assessment(
        level="state",
        hypotheses=(
            Hypothesis("State A", "named", "State A", "state"),
            Hypothesis(NOT_ESTABLISHED, "not-established", "not established", "state"),
            Hypothesis(UNKNOWN, "unknown", "somebody else", "state"),
        ),
        estimates=(
            Estimate("State A", Decimal("0.5"), Decimal("0.4"), Decimal("0.6")),
            Estimate(NOT_ESTABLISHED, Decimal("0.4"), Decimal("0.3"), Decimal("0.5")),
            Estimate(UNKNOWN, Decimal("0.1"), Decimal("0.1"), Decimal("0.2")),
        ),
        leading="State A",
    )
    verdict = conclude(above, CLEAR, (GOOD,))
    assert verdict.alternatives == (NOT_ESTABLISHED, UNKNOWN)
    assert any("links from groups to the level of state" in line for line in verdict.would_change)
    assert (
        "nobody at the level of state is more likely than not; State A comes first (roughly even"
        in verdict.sentence()
    )


@pytest.mark.parametrize(
    ("right", "of"), [(1, 1), (2, 2), (9, 10), (12, 17), (89, 97), (38, 38), (1, 900), (2970, 3000)]
)
def test_the_exact_lower_bound_agrees_with_scipy(right, of):
    assert float(clopper_pearson(right, of)) == pytest.approx(
        float(beta.ppf(0.05, right, of - right + 1)), abs=2e-9
    )


def test_a_bound_of_nothing_is_nothing_and_impossible_counts_are_refused():
    assert clopper_pearson(0, 10) == clopper_pearson(0, 0) == 0
    for right, of in ((11, 10), (-1, 3)):
        with pytest.raises(ValueError, match="right of"):
            clopper_pearson(right, of)


def test_the_words_are_a_pure_function_of_bound_breakdown_and_record():
    assert decide(Decimal("0.78"), 2, CLEAR, GOOD) == (
        "yes",
        (
            "at least 0.78 even if 2 items were planted",
            "89 of 97 past verdicts at 0.75 or above were right, so at least 0.85 are",
        ),
    )


def test_the_shipped_records_belong_to_the_shipped_parameters():
    assert shipped().parameters().digest == RECORDED_WITH
    assert all(record.measured_on == MEASURED_ON for record in RECORDS)


def weak(**changes):
    numbers = {
        "G0001": ("0.13", "0.064", "0.25"),
        "G0002": ("0.05", "0.01", "0.25"),
        UNKNOWN: ("0.36", "0.2", "0.6"),
    }
    return assessment(
        estimates=tuple(Estimate(who, *(Decimal(n) for n in three)) for who, three in numbers.items()),
        budget=tuple(Decimal(n) for n in ("0.13", "0.03", "0.0115", "0.006", "0.004", "0.003")),
        budget_lower=tuple(Decimal(n) for n in ("0.064", "0.02", "0.0079", "0.004", "0.003", "0.0005")),
        pivots=(Pivot("item", Id("item:1"), "Item S0001", Decimal("0.0004")),),
        **changes,
    )


def test_a_leader_below_even_chance_is_not_presented_as_the_answer():
    verdict = conclude(weak(), CLEAR, (GOOD,))
    assert verdict.sentence() == (
        "Not enough for “clear and convincing”: no known actor is more likely than not; Group One comes first among them "
        "(very unlikely, 0.13; down to 0.06 over the declared parameters and 0.007 if 2 items were planted; the standard "
        "asks 0.75), and an actor who is not in the knowledge base is more probable (unlikely, 0.36)."
    )


def test_what_would_change_a_no_lifts_it_and_what_would_change_a_yes_brings_it_down():
    no = conclude(weak(), CLEAR, (GOOD,)).would_change
    assert no[0].startswith(
        "new evidence that is about 44 times as likely if it was Group One as if it was not"
    )
    lifted = 44 * 0.064 / (1 - 0.064)
    assert lifted / (1 + lifted) >= 0.75 > (lifted * 43 / 44) / (1 + lifted * 43 / 44)
    assert not any("falls" in line or "record" in line for line in no)
    yes = conclude(assessment(), CLEAR, (GOOD,)).would_change
    assert "without Item S0001 it falls from 0.90 to 0.70" in yes
    safe = (Pivot("item", Id("item:1"), "Item S0001", Decimal("0.80")),)
    held = conclude(assessment(pivots=safe), CLEAR, (GOOD,)).would_change
    assert any("no single item or origin" in line for line in held)
    assert not any("falls" in line for line in held)


def test_no_number_reads_as_none_or_as_reaching_a_standard_that_it_misses():
    nearly = tuple(Decimal(n) for n in ("0.7499", "0.7498", "0.7497", "0.5", "0.1", "0.02"))
    sentence = conclude(assessment(budget_lower=nearly), CLEAR, (GOOD,)).sentence()
    assert sentence.startswith("Not enough")
    assert "0.74 if 2 items" in sentence
    for made in (weak(), assessment(budget_lower=(Decimal("0.000000001"),) * 6)):
        verdict = conclude(made, CLEAR, (GOOD,))
        for text in (
            verdict.sentence(),
            *verdict.reasons,
            *verdict.would_change,
            *verdict.confidence_reasons,
        ):
            assert not re.search(r"\b0\.00\b|\b0 %|\b1\.00\b", text), text


def test_the_record_covers_only_verdicts_like_those_it_was_measured_on():
    assert conclude(wide(), CLEAR, (GOOD,)).record == GOOD
    tilted = wide(prior=(Decimal("0.3"), Decimal("0.1"), *(Decimal("0.06"),) * 3, Decimal("0.4")))
    judged = wide(totals={"artefacts": (Decimal("3.00"), *(Decimal(0),) * 5)})
    of_a_plugin = wide(totals={"victims": (Decimal("3.00"), *(Decimal(0),) * 5)})
    few_items = wide(items=wide().items[:4], weights=tuple(row[:4] for row in wide().weights))
    unread = wide(items=(item("S0001", degree="0.8"), *wide().items[1:]))
    for made in (tilted, judged, of_a_plugin, few_items, unread, assessment(), wide(level="organisation")):
        assert conclude(made, CLEAR, (GOOD,)).enough == "not certifiable"
    assert conclude(wide(), CLEAR, (GOOD,), Context(uniform=False)).enough == "not certifiable"
    unjudged = wide(totals={"artefacts": (Decimal(0),) * 6})
    assert conclude(unjudged, CLEAR, (GOOD,)).enough == "yes"


def test_not_certifiable_says_that_the_number_would_do():
    verdict = conclude(assessment(), CLEAR, ())
    assert verdict.sentence().endswith("the number would do, the method's measured record does not carry it.")
    assert verdict.would_change[0].startswith("a longer measured record")


def test_a_standard_without_a_budget_speaks_of_no_planted_items():
    own = Standard("own", "our own", Decimal("0.60"), 0)
    verdict = conclude(wide(), own, (Record(Decimal("0.60"), 99, 99, ""),))
    assert verdict.enough == "yes"
    assert not any("planted" in text for text in (verdict.sentence(), *verdict.reasons))
