"""Random weighings with forgery tiers and levels, for the laws of imitation."""

import numpy as np
from hypothesis import strategies as st

from probandum.model.hypothesis import UNKNOWN, Hypothesis
from probandum.model.weight import Weights
from probandum.weighers.combine import all_totals, posterior
from probandum.weighers.weighing import Weighing

CHANCES = st.sampled_from([0.02, 0.1, 0.5, 0.9])


def weighing(classes, prior, share=None, unknown=-1):
    count = len(prior)
    unknown %= count
    hypotheses = tuple(
        Hypothesis(UNKNOWN, "unknown", "", "group")
        if n == unknown
        else Hypothesis(f"G{n:04}", "known", "", "group")
        for n in range(count)
    )
    share = np.eye(count) if share is None else share
    totals = all_totals(classes) if classes else np.zeros(count)
    probability = posterior(totals, prior, 0.01) @ share
    answers = hypotheses if share.shape[1] == count else hypotheses[: share.shape[1]]
    return Weighing(hypotheses, tuple(classes), prior, 0.01, share, answers, probability)


@st.composite
def weighings(draw, tiers=(1, 1, 2, 3, 4), levels=True):
    count = draw(st.integers(2, 5))
    numbers = st.floats(-5, 5).map(lambda value: round(value, 2))
    classes = []
    for name, cap, scale in (("behaviour", 4.68, 2.08), ("artefacts", 2.0, 1.0)):
        rows = draw(st.lists(st.lists(numbers, min_size=count, max_size=count), max_size=5))
        matrix = np.array(rows).reshape(len(rows), count)
        matrix[:, -1] = 0
        costs = tuple(draw(st.lists(st.sampled_from(tiers), min_size=len(rows), max_size=len(rows))))
        ids = tuple(f"{name}:{n}" for n in range(len(rows)))
        classes.append(Weights(name, ids, matrix, cap, scale, draw(st.sampled_from([costs, costs, ()]))))
    prior = np.array(draw(st.lists(st.floats(0.05, 1), min_size=count, max_size=count)))
    share = None
    if levels and draw(st.booleans()):
        carried = draw(
            st.lists(st.sampled_from([0.0, 0.3, 0.9, 1.0]), min_size=count - 1, max_size=count - 1)
        )
        share = np.array(
            [[*carried, 0.0], [*(1 - one for one in carried), 0.0], [*[0.0] * (count - 1), 1.0]]
        ).T
    return weighing(classes, prior / prior.sum(), share)
