"""W7, in its simple form: what a person judges about an artefact, in bands, as one bounded class."""

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from probandum.model.hypothesis import UNKNOWN, Hypothesis, Judgement
from probandum.model.pack import Pack
from probandum.model.weight import Evidence, Weights
from probandum.weighers.authenticity import doubted
from probandum.weighers.bands import chance


class ArtefactWeigher:
    """Weighs judgements: how likely an artefact is if a hypothesis holds, and if it does not."""

    name = "artefacts/1"

    def weigh(
        self,
        hypotheses: Sequence[Hypothesis],
        evidence: Evidence,
        knowledge: Pack,  # noqa: ARG002 – a judgement rests on a person, not on a pack
        parameters: Mapping[str, float],
    ) -> Weights:
        """Return nats per judgement item and hypothesis.

        An item holds all judgements that share a root (W3). For one hypothesis they count once: the strongest for
        it and the strongest against it. What speaks for or against an unknown actor moves all others the other way.

        Raises:
            UsageError: a judgement uses a word that is not of ICD 203.
        """
        items = [item for item in evidence.items if item.kind == "judgement"]
        judgements = {judgement.id: judgement for judgement in evidence.judgements}
        matrix = np.zeros((len(items), len(hypotheses)))
        tiers = []
        places = {hypothesis.actor: place for place, hypothesis in enumerate(hypotheses)}
        for row, item in enumerate(items):
            held = {
                judgements[name]
                for support in item.support
                for name in support.evidence
                if name in judgements
            }
            tiers.append(min((judgement.forgery for judgement in held), default=1))
            for actor in sorted({judgement.hypothesis for judgement in held}):
                nats = _once(log_ratio(one, parameters["band"]) for one in held if one.hypothesis == actor)
                if actor == UNKNOWN:
                    matrix[row, [place for name, place in places.items() if name != UNKNOWN]] -= nats
                elif actor in places:
                    matrix[row, places[actor]] += nats
        authenticity = np.array([item.authenticity for item in items])
        return Weights(
            name="artefacts",
            items=tuple(item.id for item in items),
            matrix=doubted(matrix, authenticity),
            cap=parameters["artefact_cap"],
            scale=1.0,
            tiers=tuple(tiers),
        )


def log_ratio(judgement: Judgement, band: float = 0.5) -> float:
    """Return ``log(P(e|H) / P(e|not H))`` in nats.

    Args:
        judgement: with two ICD 203 words.
        band: 0.5 takes midpoints; 0 the ends that speak least for the hypothesis, 1 those that speak most.

    Source: ENFSI Guideline for Evaluative Reporting in Forensic Science (2015), 2.4: a likelihood ratio
    of two stated propositions; bands of ICD 203 (2015).
    """
    return math.log(chance(judgement.if_true, band) / chance(judgement.if_false, 1 - band))


def _once(nats: Iterable[float]) -> float:
    values = list(nats)
    return max(0.0, *values) + min(0.0, *values)
