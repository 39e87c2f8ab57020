"""The weighing of one question, whole: request in, assessment out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import msgspec
import numpy as np
from numpy.typing import NDArray

from probandum.model.hypothesis import UNKNOWN, Hypothesis
from probandum.model.weight import Assessment, Estimate, Weights
from probandum.weighers.combine import all_totals, class_total, flattened
from probandum.weighers.counts import Index, index
from probandum.weighers.ensemble import ends
from probandum.weighers.imitation import Likened, imitation_ends, imitations, liken
from probandum.weighers.kinds import KINDS
from probandum.weighers.levels import loose_links
from probandum.weighers.pivots import pivots
from probandum.weighers.questions import next_questions
from probandum.weighers.recording import decibans, probability
from probandum.weighers.search import searched_bound
from probandum.weighers.weighing import Request, Weighing, mixed, weigh

__all__ = ["METHOD", "Request", "assess", "outcome"]

Floats = NDArray[np.float64]
METHOD = "combination/2"
SOMEBODY_ELSE = "an actor who is not in the knowledge base"


@dataclass(frozen=True)
class _Found:
    """What the declared alternatives leave standing of the central weighing.

    ``leading`` is a column of the answers; ``curve`` and ``least`` are its budget bound: central, and least of all;
    ``lowest`` is what makes the lower end, in words.
    """

    leading: int | None
    lower: Floats
    upper: Floats
    curve: tuple[Decimal, ...]
    least: tuple[Decimal, ...]
    lowest: str


def assess(request: Request) -> Assessment:
    """Weigh every known actor, those named by the analyst and somebody else, and say what the leading one hangs on.

    The interval and the lower end of the budget bound run over the declared alternatives of the parameters (W10).
    For a question above or below the level of groups, a weight is that of the mixture of groups behind an answer.

    Raises:
        UsageError: the prior, a word of a band, or a weigher cannot be.
    """
    kept, central, likened, found = _weighed(request)
    imitated = () if found.leading is None else imitations(likened, found.leading)
    outlook = _looked_ahead(request, central, found, kept)
    return msgspec.structs.replace(_recorded(request, central, found, kept), imitations=imitated, **outlook)


def outcome(request: Request) -> Assessment:
    """Return what :func:`assess` does, but for what the leading answer hangs on, imitation and next questions."""
    kept, central, _, found = _weighed(request)
    return _recorded(request, central, found, kept)


def _weighed(request: Request) -> tuple[Index, Weighing, Likened, _Found]:
    kept = index(request.pack)
    hypotheses = _hypotheses(request, kept)
    central = weigh(request, hypotheses, _reports(hypotheses, kept), request.parameters)
    likened = liken(central)
    return kept, central, likened, _swing(request, central, _leading(central), kept, likened)


def _looked_ahead(request: Request, central: Weighing, found: _Found, kept: Index) -> dict[str, object]:
    """Return what the leading answer hangs on, and what to find out next: fields of an assessment."""
    leading = found.leading
    questions = next_questions(request, central, kept, leading, request.standard)
    if leading is None:
        return {"questions": questions}
    share = central.share[:, leading]
    searched = searched_bound(central.classes, central.prior, central.lapse, share, request.depth)
    return {
        "pivots": pivots(request, central, leading),
        "questions": questions,
        "budget_searched": tuple(
            max(low, probability(float(value))) for low, value in zip(found.curve, searched, strict=True)
        ),
    }


def _hypotheses(request: Request, kept: Index) -> tuple[Hypothesis, ...]:
    names = {actor.id: actor.name for actor in request.pack.actors}
    known = [Hypothesis(actor, "known", names[actor], "group") for actor in kept.groups]
    named = {one.actor: one for one in request.named if one.level == "group"}
    more = [named[actor] for actor in sorted(named.keys() - kept.groups.keys() - {UNKNOWN})]
    return (*known, *more, Hypothesis(UNKNOWN, "unknown", SOMEBODY_ELSE, request.question.level))


def _reports(hypotheses: Sequence[Hypothesis], kept: Index) -> Floats:
    position = [kept.groups.get(one.actor) for one in hypotheses]
    return np.array([0.0 if place is None else kept.reports[place] for place in position])


def _leading(weighing: Weighing) -> int | None:
    """Return the most probable answer that names somebody; None where nothing in the evidence speaks for anybody."""
    columns = [place for place, one in enumerate(weighing.answers) if one.kind in {"known", "named"}]
    if not any(_answer_total(weighing, place) > 0 for place in columns):
        return None
    ranked = {place: probability(float(weighing.probability[place])) for place in columns}
    return min(columns, key=lambda place: (-ranked[place], weighing.answers[place].actor))


def _answer_total(weighing: Weighing, answer: int) -> float:
    totals = all_totals(weighing.classes) if weighing.classes else np.zeros(len(weighing.hypotheses))
    return float(mixed(totals, weighing.prior * weighing.share[:, answer]))


def _swing(request: Request, central: Weighing, leading: int | None, kept: Index, likened: Likened) -> _Found:
    """Weigh anew under every declared alternative, every bootstrap vector and every prior of imitation."""
    reports = _reports(central.hypotheses, kept)
    spread = ends(request, central, kept, reports, leading)
    lower, upper, curves = spread.lower, spread.upper, [spread.curve]
    lowest = ("the 2.5 % tail of the bootstrap vectors", 1.0 if leading is None else lower[leading])
    for name, parameters in request.parameters.alternatives():
        if not _bears(name, request):
            continue
        other = weigh(request, central.hypotheses, reports, parameters)
        lower, upper = np.minimum(lower, other.probability), np.maximum(upper, other.probability)
        if leading is not None:
            curves.append(other.bound(leading, request.depth))
            lowest = min(lowest, (name, other.probability[leading]), key=lambda pair: pair[1])
    low, high = imitation_ends(likened)
    lower, upper = np.minimum(lower, low), np.maximum(upper, high)
    if leading is None:
        return _Found(None, lower, upper, (), (), "")
    lowest = min(lowest, ("a prior of imitation", low[leading]), key=lambda pair: pair[1])
    curve = central.bound(leading, request.depth)
    least = np.minimum(np.min([curve, *curves], axis=0), lower[leading])
    words = lowest[0] if lowest[1] < central.probability[leading] else ""
    return _Found(
        leading,
        lower,
        upper,
        tuple(probability(float(value)) for value in curve),
        tuple(probability(float(value)) for value in least),
        words,
    )


def _bears(name: str, request: Request) -> bool:
    """Return whether a declared alternative can move anything: the bound of a class without items cannot."""
    about = name.partition("_")[0]
    evidence = request.evidence
    if about == "testimony":
        return bool(evidence.testimonies)
    if about == "artefact":
        return bool(evidence.judgements)
    return about != "band" or bool(evidence.judgements) or request.question.level != "group"


def _recorded(request: Request, central: Weighing, found: _Found, kept: Index) -> Assessment:
    mixture = central.prior[:, None] * central.share
    titles = {one.actor: one for one in request.named if one.level == request.question.level}
    bounds = zip(central.probability, found.lower, found.upper, strict=True)
    items = request.evidence.items
    return Assessment(
        question=request.question.id,
        level=request.question.level,
        brief=request.brief,
        method=(*(weigher.name for weigher in request.weighers), METHOD),
        parameters=request.parameters.digest,
        pack=request.pack_digest,
        hypotheses=tuple(
            titles.get(one.actor, one) if one.kind == "named" else one for one in central.answers
        ),
        items=items,
        weights=_weights(central, [item.id for item in items], mixture),
        totals={weights.name: _totals(weights, mixture) for weights in central.classes},
        prior=tuple(probability(float(value)) for value in mixture.sum(axis=0)),
        estimates=tuple(
            Estimate(one.actor, *(probability(float(value)) for value in ends))
            for one, ends in zip(central.answers, bounds, strict=True)
        ),
        leading=None if found.leading is None else central.answers[found.leading].actor,
        budget=found.curve,
        budget_lower=found.least,
        lowest=found.lowest,
        alike=_alike(central) if request.question.level == "group" else {},
        left_out=dict(sorted(request.left_out.items())),
        unknown_values=tuple(sorted({*request.unknown_values, *_unknown(request, kept)})),
        notes=(*request.notes, *_notes(request, kept), *_level_notes(request, central)),
    )


def _alike(central: Weighing) -> dict[str, str]:
    """Return for each hypothesis the way that fits best, where it has a name: with no items all fit alike."""
    return {
        one.actor: way
        for weights in central.classes
        if len(weights.items)
        for one, way in zip(central.hypotheses, flattened(weights).ways, strict=False)
        if way
    }


def _weights(central: Weighing, names: Sequence[str], mixture: Floats) -> tuple[tuple[Decimal, ...], ...]:
    column = {name: place for place, name in enumerate(names)}
    nats = np.zeros((mixture.shape[1], len(names)))
    for weights in (flattened(one) for one in central.classes):
        where = [column[name] for name in weights.items]
        nats[:, where] += _of_answers(weights.scale * weights.matrix, mixture).T
    flat = decibans(nats.ravel())
    return tuple(
        flat[start : start + len(names)] for start in range(0, len(flat), max(len(names), 1))
    ) or tuple(() for _ in nats)


def _totals(weights: Weights, mixture: Floats) -> tuple[Decimal, ...]:
    return decibans(_of_answers(class_total(weights), mixture))


def _of_answers(nats: Floats, mixture: Floats) -> Floats:
    """Return what the hypotheses behind each answer weigh as one, shape (…, answers)."""
    if np.count_nonzero(mixture) == len(mixture) == len(mixture.T) and np.diag(mixture).all():
        return nats  # each answer is its own hypothesis
    return np.stack([mixed(nats, mixture[:, answer]) for answer in range(mixture.shape[1])], axis=-1)


def _unknown(request: Request, kept: Index) -> Iterator[str]:
    return (
        item.value for item in request.evidence.items if item.kind in KINDS and item.value not in kept.known
    )


def _notes(request: Request, kept: Index) -> Iterator[str]:
    bare = sum(actor.kind == "group" for actor in request.pack.actors) - len(kept.groups)
    if bare:
        who = "1 actor of the pack has" if bare == 1 else f"{bare} actors of the pack have"
        yield f"{who} no profile that may testify here: not weighed by name"
    if not kept.cited:
        yield (
            "the pack names no reports: each of its relations counts as one report, and nothing is compared with "
            "earlier operations"
        )
    if request.prior != "uniform":
        what = (
            "by reporting rate, which favours those often reported on"
            if request.prior == "reporting-rate"
            else "the analyst's table"
        )
        yield f"the prior is {what}; under a uniform prior the result differs"
    seldom = sorted(
        item.value
        for item in request.evidence.items
        if item.value in kept.known and item.value not in kept.spread
    )
    if seldom:
        yield f"weighs nothing, because no actor of the pack was seen with it: {', '.join(seldom)}"


def _level_notes(request: Request, central: Weighing) -> Iterator[str]:
    weighed = {one.actor for one in central.hypotheses}
    for actor in sorted({one.hypothesis for one in request.evidence.judgements} - weighed):
        yield f"a judgement was not weighed: {actor} is no hypothesis that is weighed here"
    for actor in sorted({one.hypothesis for one in request.evidence.testimonies} - weighed):
        yield f"a saying was not weighed: {actor} is no hypothesis that is weighed here"
    level = request.question.level
    answers = {one.actor for one in central.answers}
    for one in sorted(request.named, key=lambda named: named.actor):
        if one.actor not in answers | weighed:
            yield f"{one.name} is not weighed: it is of level {one.level}, and no link of this question leads to it"
    if level != "group":
        yield from loose_links(central.hypotheses, request.links)
        if not any(one.kind == "named" for one in central.answers):
            yield f"no link of evidence leads from a group to any {level}: nothing is established at that level"
