"""The first screen – what a reader who decides must know – and why the verdict is what it is."""

import re
from collections.abc import Iterator
from decimal import Decimal

from probandum.compose.hinges import pivot_cites, pivot_name
from probandum.compose.questions import asked
from probandum.compose.references import CHECKPOINT, act_id, brief_id, parameters_id
from probandum.compose.view import View
from probandum.compose.weights import name_of, shown
from probandum.compose.wording import (
    changed,
    counted,
    defang,
    listed,
    number,
    plotted,
    promised,
    sentence,
    visible,
    worded,
)
from probandum.model.dossier import Act, Section, Sentence
from probandum.model.figure import STANDARD, Figure, Mark

_BEHAVIOUR = re.compile(r"\b[ST][0-9]{4}(?:\.[0-9]{3})?\b")
_BARS = 6
_CITED = 12


def summary(view: View) -> Section:
    """Return question, standard, verdict, what it hangs on, how many origins, what would change it."""
    sentences = [
        *_question(view),
        Sentence(sentence(defang(view.records.verdict.sentence())), (view.verdict,), label="Verdict"),
        *_somebody_else(view),
        *_hangs_on(view),
        *_origins(view),
        *_would_change(view),
        *_ask_next(view),
        *_confidence(view),
    ]
    return Section("Summary", tuple(sentences), figures=(probabilities(view, _BARS),))


def reasons(view: View) -> Section:
    """Return why the verdict is what it is, what it takes for granted, who else remains."""
    verdict = view.records.verdict
    cites = (view.verdict,)
    found = [Sentence(sentence(defang(reason)), cites, label="Why") for reason in verdict.reasons]
    found += _interval(view)
    names = {one.actor: one for one in view.records.assessment.hypotheses}
    estimates = {one.hypothesis: one for one in view.records.assessment.estimates}
    rivals = [names[actor] for actor in verdict.alternatives if actor in names and actor in estimates]
    for rival in rivals:
        if rival.kind != "not-established":
            text = f"{name_of(rival)} survives: {worded(estimates[rival.actor].probability)}"
            found.append(Sentence(sentence(text), (view.assessment,), label="Alternative"))
    if not verdict.alternatives and verdict.leading is not None:
        text = "No other hypothesis is at least a tenth as probable as the leading one."
        found.append(Sentence(text, cites, label="Alternative"))
    found += [Sentence(sentence(defang(text)), cites, label="Assumption") for text in verdict.assumptions]
    if verdict.record is not None:
        record = verdict.record
        text = (
            f"Of {record.of} past verdicts at {number(record.threshold)} or above, {record.right} named the right "
            f"actor, measured on {visible(record.measured_on)}"
        )
        found.append(Sentence(sentence(text), (view.verdict, parameters_id(view)), label="Record"))
    else:
        text = (
            "No measured record of past verdicts covers this one: the record is of questions about groups, under a "
            "uniform prior, with the parameters as shipped, by behaviour alone, on five items or more that persons had found."
        )
        found.append(Sentence(text, cites, label="Record"))
    found += [
        Sentence(sentence(defang(_called(view, text))), (view.assessment,), label="Note")
        for text in view.records.assessment.notes
    ]
    return Section("Why this verdict", tuple(found))


def _interval(view: View) -> Iterator[Sentence]:
    """Yield where the interval of the leading hypothesis ends, and which declared alternative makes its lower end."""
    weighing = view.records.assessment
    one = next((one for one in weighing.estimates if one.hypothesis == weighing.leading), None)
    if one is None:
        return
    name, lowest = visible(view.records.verdict.leading_name), defang(weighing.lowest)
    ends = f"from {promised(one.lower)} to {number(one.upper)}"
    text = f"Over the declared alternatives {name} runs {ends}, around {number(one.probability)}"
    text += f"; the lower end comes with {lowest}" if lowest else ""
    yield Sentence(sentence(text), (view.assessment, parameters_id(view)), label="Interval")


def _called(view: View, text: str) -> str:
    """Return a note with the names of the software and techniques whose ids it gives."""
    names = view.records.knowledge.names
    return _BEHAVIOUR.sub(lambda found: f"{found[0]} {names.get(found[0], '')}".strip(), text)


def probabilities(view: View, most: int) -> Figure:
    """Return the picture of the leading hypotheses with their intervals; somebody else is always among them."""
    marks = []
    estimates = {one.hypothesis: one for one in view.records.assessment.estimates}
    for hypothesis in shown(view, most):
        one = estimates[hypothesis.actor]
        values = tuple(map(plotted, (one.lower, one.probability, one.upper)))
        marks.append(Mark(name_of(hypothesis), values, (view.assessment,)))
    standard = view.records.verdict.standard
    marks.append(Mark(STANDARD, (plotted(standard.threshold),), (brief_id(view),)))
    title = "Probability of the leading hypotheses, each with its interval over the declared parameters"
    return Figure("intervals", title, ("least", "probability", "greatest"), tuple(marks))


def _question(view: View) -> Iterator[Sentence]:
    brief, standard = view.records.brief, view.records.verdict.standard
    text = f"{visible(brief.question.text)} (level: {brief.question.level})"
    yield Sentence(defang(text), (brief_id(view),), label="Question")
    text = f"“{visible(standard.title)}”: a probability of at least {number(standard.threshold)}"
    if standard.budget:
        planted = counted(standard.budget, "item")
        text += f", also if {planted} {'was' if standard.budget == 1 else 'were'} planted"
    fixed, cites = _when_fixed(view)
    yield Sentence(f"{text}; {fixed}.", (brief_id(view), *cites), label="Standard of proof")
    if brief.as_of:
        text = f"Looked at as of {visible(brief.as_of)}: what was published later, in the evidence or in the knowledge, is not weighed."
        yield Sentence(text, (brief_id(view),), label="As of")
    late = _late(view)
    if late:
        numbers = listed(str(act.sequence) for act in late)
        text = f"The case file was changed after the first result, by {'act' if len(late) == 1 else 'acts'} {numbers}."
        yield Sentence(text, tuple(act_id(act) for act in late), label="Standard of proof")


def _first_result(view: View) -> Act | None:
    return next((act for act in view.records.acts if act.action == "assess"), None)


def _late(view: View) -> list[Act]:
    first = _first_result(view)
    return [
        act for act in view.records.acts if first and act.action == "brief" and act.sequence > first.sequence
    ]


def _when_fixed(view: View) -> tuple[str, tuple[str, ...]]:
    briefs = [act for act in view.records.acts if act.action == "brief"]
    if not briefs:
        return "the ledger holds no act that fixed it", (CHECKPOINT,)
    first, result = briefs[0], _first_result(view)
    text = f"fixed on {visible(first.at)[:10]} by act {first.sequence} of the ledger"
    if result is None:
        return text, (act_id(first),)
    order = "before" if first.sequence < result.sequence else "after"
    return f"{text}, {order} the first result (act {result.sequence})", (act_id(first), act_id(result))


def _somebody_else(view: View) -> Iterator[Sentence]:
    verdict, cites = view.records.verdict, (view.assessment,)
    text = f"That it was an actor who is not in the knowledge base is {worded(verdict.unknown)}."
    yield Sentence(text, cites, label="Somebody else")
    ranked = view.records.assessment.ranking()
    for who, one in ranked:
        if who.kind == "not-established":
            text = (
                f"{number(one.probability)} is not established: no link that rests on evidence carries it from a group "
                f"to the level of {verdict.level}"
            )
            yield Sentence(sentence(text), cites, label="Not established")
    others = [
        pair for pair in ranked if pair[0].kind in ("known", "named") and pair[0].actor != verdict.leading
    ]
    if others and verdict.leading is not None:
        share = sum((one.probability for _, one in others), Decimal(0))
        who, one = others[0]
        best = f"{name_of(who)}, {worded(one.probability)}"
        text = f"The other {len(others):,} actors weighed share {number(share)}; the most probable of them is {best}."
        if len(others) == 1:
            text = f"The only other answer is {best}."
        yield Sentence(text, cites, label="Others")
        if number(one.probability) == number(verdict.probability):
            text = f"The evidence does not tell {visible(verdict.leading_name)} and {name_of(who)} apart: to the places printed they are equally probable."
            yield Sentence(text, cites, label="Not told apart")


def _hangs_on(view: View) -> Iterator[Sentence]:
    verdict, pivots = view.records.verdict, view.records.assessment.pivots
    if not pivots:
        text = (
            "What it hangs on is withheld from this reader."
            if view.hidden
            else "On no single item or origin."
        )
        yield Sentence(text, (view.assessment,), label="Hangs on")
    for kind in ("item", "origin"):
        pivot = next((one for one in pivots if one.kind == kind), None)
        if pivot is None:
            continue
        name, leading = pivot_name(view, pivot), visible(verdict.leading_name)
        change = f"{name} {leading} {changed(verdict.probability, pivot.without)}."
        if number(pivot.without) != number(verdict.probability):
            text = f"Without {change}"
        else:
            text = f"No single {kind} holds it up: without {change}"
        yield Sentence(text, (*pivot_cites(view, pivot), view.assessment), label="Hangs on")


def _origins(view: View) -> Iterator[Sentence]:
    reports = sum(len(origin.exhibits) for origin in view.origins.values())
    text = f"{counted(reports, 'report')}, {counted(len(view.origins), 'origin')}"
    weighed = {support.origin for _, item in view.items for support in item.support} & set(view.origins)
    if view.origins:
        share = "all" if len(weighed) == len(view.origins) else str(len(weighed) or "none")
        text += f"; what is weighed comes from {share} of them"
    named = (*sorted(weighed), *sorted(set(view.origins) - weighed))
    yield Sentence(f"{text}.", named[:_CITED] or (view.assessment,), label="Origins")


def _would_change(view: View) -> Iterator[Sentence]:
    nothing = (
        "what would change it is withheld from this reader" if view.hidden else "nothing that could be named"
    )
    for text in view.records.verdict.would_change or (nothing,):
        yield Sentence(sentence(defang(text)), (view.verdict,), label="What would change it")


def _ask_next(view: View) -> Iterator[Sentence]:
    for one in view.records.assessment.questions[:1]:
        text = next(asked(one, view.records.verdict))
        yield Sentence(text, (view.assessment,), label="Ask next")


def _confidence(view: View) -> Iterator[Sentence]:
    verdict = view.records.verdict
    yield Sentence(f"Confidence is {verdict.confidence}.", (view.verdict,), label="Confidence")
    for reason in verdict.confidence_reasons:
        yield Sentence(sentence(defang(reason)), (view.verdict,), label="Confidence")
