"""What stands behind the leading hypothesis, as tables on a terminal and as JSON types."""

from typing import Any

from probandum.cli.output import emit, emit_table
from probandum.compose.bounds import curves, planted, read
from probandum.compose.questions import COLUMNS, MOST, asked, cells
from probandum.compose.terms import Terms, ladder, terms
from probandum.compose.wording import defang
from probandum.model.ident import decimal
from probandum.model.scales import icd_203, stated
from probandum.model.verdict import Verdict
from probandum.model.weight import Assessment
from probandum.weighers.fitted import shipped_as

_TERMS = 3


def bounds(assessment: Assessment) -> dict[str, Any]:
    """Return budget curves, interval, imitation and next questions: what ``assess --json`` says beside the verdict."""
    leading = next((one for one in assessment.estimates if one.hypothesis == assessment.leading), None)
    interval = leading and {
        "hypothesis": leading.hypothesis,
        "lower": leading.lower,
        "probability": leading.probability,
        "upper": leading.upper,
        "lowest": assessment.lowest,
    }
    return {
        "budget": assessment.budget,
        "budget_lower": assessment.budget_lower,
        "budget_searched": assessment.budget_searched,
        "interval": interval,
        "imitation": assessment.imitations,
        "next_questions": assessment.questions[:MOST],
    }


def all_terms(assessment: Assessment) -> list[dict[str, Any]]:
    """Return the terms of the leading hypotheses: decibans of each class before and after its bound."""
    ranked = [one.actor for one, _ in assessment.ranking()[:_TERMS]]
    found = [_terms(assessment, actor) for actor in ranked]
    return [_plain(one) for one in found if one is not None]


def print_outlook(assessment: Assessment, verdict: Verdict) -> None:
    """Print in sentences what planted items could do and what to find out next."""
    for text in list(planted(assessment, verdict))[:1]:
        emit(f"planted    {text}")
    for one in assessment.questions[:MOST]:
        emit(f"next       {next(asked(one, verdict))}")


def print_weighed(assessment: Assessment, verdict: Verdict) -> None:
    """Print the terms of the leading hypothesis, what planted items could do, pivots, imitation and next questions."""
    if assessment.leading is None:
        emit("nothing in the evidence speaks for anybody: there are no terms to show")
        return
    name = verdict.leading_name
    found = _terms(assessment, assessment.leading)
    if found is not None:
        emit_table(f"from prior to probability: {name}", ("step", "decibans", "how"), ladder(found))
    _print_curve(assessment, verdict)
    _print_pivots(assessment, name)
    _print_imitation(assessment, name)
    if assessment.questions:
        emit_table(
            "what to find out next",
            [column.lower() for column in COLUMNS],
            [cells(one) for one in assessment.questions[:MOST]],
        )
        for one in assessment.questions[:MOST]:
            emit(next(asked(one, verdict)))


def _terms(assessment: Assessment, actor: str) -> Terms | None:
    used = shipped_as(assessment.parameters)
    return terms(assessment, actor, used.lapse if used else None)


def _plain(found: Terms) -> dict[str, Any]:
    return {
        "hypothesis": found.actor,
        "prior": found.prior,
        "prior_decibans": decimal(float(found.start), 2),
        "classes": [
            {"name": term.name, "items": len(term.items), "sum": term.sum, "after_bound": term.total}
            for term in found.classes
        ],
        "decibans": decimal(float(found.end), 2),
        "probability": found.probability,
    }


def _print_curve(assessment: Assessment, verdict: Verdict) -> None:
    lines = curves(assessment)
    if lines:
        rows = [
            (
                count,
                *(read(name, value) for (name, _), value in zip(lines, values, strict=True)),
                icd_203(values[-1]),
            )
            for count, values in enumerate(zip(*(line for _, line in lines), strict=True))
        ]
        columns = ("planted", *(name for name, _ in lines), "the last in words")
        emit_table(f"{verdict.leading_name} if items were planted", columns, rows)
    for text in planted(assessment, verdict):
        emit(text)


def _print_pivots(assessment: Assessment, name: str) -> None:
    rows = [
        (one.kind, defang(one.name), stated(one.without), icd_203(one.without)) for one in assessment.pivots
    ]
    if rows:
        emit_table(
            f"{name} without one item or one origin", ("kind", "without", "probability", "ICD 203"), rows
        )


def _print_imitation(assessment: Assessment, name: str) -> None:
    names = {one.actor: one.name for one in assessment.hypotheses}
    rows = [
        (
            stated(one.prior),
            stated(one.probability),
            stated(one.imitated),
            names.get(one.by, one.by),
            stated(one.cap),
        )
        for one in assessment.imitations
    ]
    if rows:
        columns = ("declared chance", "did it", "was imitated", "most probable imitator", "at most")
        emit_table(f"if {name} may have been imitated", columns, rows)
