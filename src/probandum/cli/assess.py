"""``probandum assess``."""

from typing import Annotated, Any

from cyclopts import Parameter

from probandum.case import Case
from probandum.cli.output import (
    COUNT,
    PLAIN,
    CaseFolder,
    Options,
    emit,
    emit_json,
    emit_table,
    open_case,
    plain,
    progress,
)
from probandum.cli.weighed import bounds, print_outlook
from probandum.model.hypothesis import NOT_ESTABLISHED, UNKNOWN
from probandum.model.scales import icd_203, stated
from probandum.model.verdict import Verdict
from probandum.model.weight import Assessment
from probandum.parts import RUNNER
from probandum.sources.origins import unstated


def assess(
    case: CaseFolder,
    /,
    *,
    most: Annotated[int, Parameter(help="How many hypotheses to print.", validator=COUNT)] = 5,
    options: Options = PLAIN,
) -> None:
    """Do everything that is missing (acquire, examine, weigh, conclude, write the dossier), then print the verdict.

    Running it twice changes nothing.
    """
    opened = open_case(case)
    with progress(options) as bar:
        assessment = opened.assess(bar)
        verdict = opened.conclude()
        written = opened.report()
    if options.json:
        emit_json(summary(opened, assessment, verdict))
        return
    _print(opened, assessment, verdict, most)
    for path in written:
        emit(f"dossier    {path}")


def summary(case: Case, assessment: Assessment, verdict: Verdict) -> dict[str, Any]:
    """Return the answer as JSON types: what ``assess --json`` prints."""
    origins = case.origins()
    probabilities = {one.hypothesis: one.probability for one in assessment.estimates}
    summed: dict[str, Any] = plain(
        {
            "question": case.brief().question,
            "standard": verdict.standard,
            "verdict": verdict.enough,
            "sentence": verdict.sentence(),
            "leading": verdict.leading,
            "leading_name": verdict.leading_name,
            "probabilities": {
                name: value for name, value in probabilities.items() if name not in {UNKNOWN, NOT_ESTABLISHED}
            },
            "unknown": probabilities.get(UNKNOWN, 0),
            "not_established": probabilities.get(NOT_ESTABLISHED, 0),
            "lower": {one.hypothesis: one.lower for one in assessment.estimates},
            "upper": {one.hypothesis: one.upper for one in assessment.estimates},
            "bound": verdict.bound,
            "breakdown": verdict.breakdown,
            "pivot": assessment.pivots[0] if assessment.pivots else None,
            "pivots": assessment.pivots,
            **bounds(assessment),
            "origins": {
                "reports": sum(len(origin.exhibits) for origin in origins),
                "origins": len(origins),
                "unknown_origin": unstated(origins),
                "sentence": case.origins().sentence,
            },
            "confidence": verdict.confidence,
            "reasons": verdict.reasons,
            "would_change": verdict.would_change,
            "left_out": assessment.left_out,
            "omissions": len(case.omissions()),
            "assessment": assessment.id,
            "parameters": assessment.parameters,
            "pack": assessment.pack,
        }
    )
    return summed


def _print(case: Case, assessment: Assessment, verdict: Verdict, most: int) -> None:
    emit(f"question   {case.brief().question.text} [{verdict.level}]")
    emit(
        f"standard   {verdict.standard.title} ({verdict.standard.threshold}, {verdict.standard.budget} planted items)"
    )
    emit(f"verdict    {verdict.sentence()}")
    emit(f"confidence {verdict.confidence}: {'; '.join(verdict.confidence_reasons)}")
    emit(f"origins    {case.origins().sentence}")
    unread = len({one.exhibit for one in case.omissions() if one.by == RUNNER})
    if unread:
        files = "1 file was not read" if unread == 1 else f"{unread} files were not read"
        emit(
            f"not read   {files}, since reading was stopped or died: see probandum show {case.root} omissions"
        )
    for line in verdict.would_change:
        emit(f"change     {line}")
    print_outlook(assessment, verdict)
    ranking = assessment.ranking()
    shown = ranking[:most]
    shown += [pair for pair in ranking[most:] if pair[0].actor in {UNKNOWN, NOT_ESTABLISHED}]
    rows = [
        (
            one.actor,
            one.name,
            stated(estimate.probability),
            f"{stated(estimate.lower, at_least=True)} – {stated(estimate.upper)}",
            icd_203(estimate.probability),
        )
        for one, estimate in shown
    ]
    emit_table("", ("id", "hypothesis", "probability", "interval", "ICD 203"), rows)
