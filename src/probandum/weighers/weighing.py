"""One weighing: one vector of parameters, from evidence to the probability of every answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from probandum.interfaces import Weigher
from probandum.model.hypothesis import Hypothesis, Link, Question
from probandum.model.ident import Digest
from probandum.model.pack import Pack
from probandum.model.scales import STANDARDS, Standard
from probandum.model.source import Origin
from probandum.model.weight import Evidence, Weights
from probandum.weighers.budget import budget_bound
from probandum.weighers.combine import all_totals, posterior
from probandum.weighers.levels import membership
from probandum.weighers.parameters import FITTED, Parameters
from probandum.weighers.priors import Declared, prior

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Request:
    """What an assessment is made from.

    Attributes:
        question: what is asked.
        brief: digest of the case file.
        pack: the knowledge, without what must not testify.
        pack_digest: digest of the knowledge before anything was left out.
        evidence: items and judgements.
        weighers: the classes.
        origins: which exhibits count as one; for names.
        named: hypotheses of the analyst, beside every actor of the pack with a profile.
        links: between levels.
        prior: declared in the case.
        parameters: the central vector; the interval is declared around it.
        left_out: citations of the pack that did not testify, with the reason.
        unknown_values: observed values that stand for nothing in the pack.
        notes: from gathering.
        depth: largest number of planted items to certify against.
        vectors: bootstrap vectors of the fitted parameters, shape (draws, ``len(FITTED)``); the interval runs over them.
        standard: of the verdict to come: what next questions might move.
    """

    question: Question
    brief: Digest
    pack: Pack
    pack_digest: Digest
    evidence: Evidence
    weighers: tuple[Weigher, ...]
    origins: tuple[Origin, ...] = ()
    named: tuple[Hypothesis, ...] = ()
    links: tuple[Link, ...] = ()
    prior: Declared = "uniform"
    parameters: Parameters = field(default_factory=Parameters)
    left_out: Mapping[str, str] = field(default_factory=dict)
    unknown_values: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    depth: int = 5
    vectors: Floats = field(default_factory=lambda: np.empty((0, len(FITTED))))
    standard: Standard = STANDARDS["clear-and-convincing"]


@dataclass(frozen=True)
class Weighing:
    """The arithmetic of one parameter vector.

    Attributes:
        hypotheses: weighed against each other, the unknown one last.
        classes: weights of each class.
        prior: shape (hypotheses,).
        lapse: ε.
        share: how much of each hypothesis belongs to each answer, shape (hypotheses, answers).
        answers: what the question asks for.
        probability: of each answer, shape (answers,).
    """

    hypotheses: tuple[Hypothesis, ...]
    classes: tuple[Weights, ...]
    prior: Floats
    lapse: float
    share: Floats
    answers: tuple[Hypothesis, ...]
    probability: Floats

    def bound(self, answer: int, depth: int) -> Floats:
        """Return the certified budget bound of one answer, shape (depth + 1,); see W9."""
        return budget_bound(self.classes, self.prior, self.lapse, self.share[:, answer], depth)

    def answer(self, totals: Floats, answer: int) -> Floats:
        """Return the probability of one answer for totals of shape (…, hypotheses)."""
        result: Floats = (posterior(totals, self.prior, self.lapse) * self.share[:, answer]).sum(axis=-1)
        return result


def weigh(
    request: Request, hypotheses: Sequence[Hypothesis], reports: Floats, parameters: Parameters
) -> Weighing:
    """Weigh the evidence of a request under one vector of parameters.

    Args:
        request: evidence, pack, weighers, links, prior.
        hypotheses: in the order of the result, the unknown one among them.
        reports: behind each hypothesis, shape (hypotheses,); for the prior by reporting rate.
        parameters: the vector.

    Raises:
        UsageError: the declared prior or a word of a band cannot be.
    """
    numbers = parameters.numbers()
    classes = tuple(
        weigher.weigh(hypotheses, request.evidence, request.pack, numbers) for weigher in request.weighers
    )
    before = prior(request.prior, hypotheses, reports, numbers["unknown_log_odds"])
    totals = all_totals(classes) if classes else np.zeros(len(hypotheses))
    answers, share = membership(hypotheses, request.question.level, request.links, numbers["band"])
    after = posterior(totals, before, numbers["lapse"])
    probability = (after[:, None] * share).sum(axis=0)
    return Weighing(tuple(hypotheses), classes, before, numbers["lapse"], share, answers, probability)


def mixed(nats: Floats, weight: Floats) -> Floats:
    """Return ``log(Σ w·e^ℓ / Σ w)``: what several hypotheses weigh as one, shape of ``nats`` without the last axis."""
    only = np.flatnonzero(weight)
    if len(only) == 0:
        return np.zeros(nats.shape[:-1])
    if len(only) == 1:
        single: Floats = nats[..., only[0]]
        return single
    picked = nats[..., only]
    top = picked.max(axis=-1, keepdims=True)
    whole = (np.exp(picked - top) * weight[only]).sum(axis=-1)
    result: Floats = np.log(whole / weight[only].sum()) + top[..., 0]
    return result
