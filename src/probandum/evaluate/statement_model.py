"""Fits the model beside the rules of the statements: logistic regressions over stems, pairs and what the rules say.

Accusing is told by one that sees the sorts of words and their order besides, and twice as loud by a net.
"""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import NamedTuple

import msgspec
import numpy as np
import scipy.optimize
import scipy.sparse as sp
from numpy.typing import NDArray

from probandum.detectors.sayings.cues import SORTS
from probandum.detectors.sayings.likely import KINDS, SCALE, Cut, Likelihoods, Likely
from probandum.evaluate.statement_examples import ACCUSING, Example, Examples
from probandum.evaluate.statement_net import Vectors, train
from probandum.model.ident import digest
from probandum.parts import Progress

FOLDS = 3
LOUD = 2 / 3
"""Weight of the net for accusing; the regression has the rest. One half is no better on documents held out."""
RIDGE = 1 / 5
"""Strength of the pull to zero; on the documents, out of fold, 1/3 to 1/10 are the same within .003 of mean precision."""
DOCUMENTS = 3.0
"""Weight of a sentence of a whole document; a single one, or one of a short page, has one. Chosen among 1, 2 and 3."""
LEAST_OFTEN = 3
"""Examples a word must stand in to be kept."""
PRECISION = {
    "accusing": 0.956,
    "denial": 0.85,
    "rejection-of-basis": 0.75,
    "evidence-challenge": 0.75,
    "demand": 0.75,
}
"""Precision to reach on the documents, out of fold: by all that is taken for accusing, else by finds of the model alone."""
EVEN = 0.5
"""Probability up to which the model adds nothing, and from which on it overrules nothing."""
OVERRULED = 0.7
"""Share of wrong finds among those of the rules that are overruled, smoothed by one right and one wrong (Laplace)."""

Floats = NDArray[np.float64]


class Fitted(NamedTuple):
    """A model with what it does out of fold.

    Attributes:
        model: the numbers.
        figures: by kind: precision and recall of the rules alone, and of both, on documents out of fold.
    """

    model: Likelihoods
    figures: dict[str, dict[str, float]]


def fit(examples: Examples, command: str, given: Vectors | None, progress: Progress | None = None) -> Fitted:
    """Return the model of all examples, with cuts that were chosen on documents held out in turn.

    Args:
        examples: labelled sentences.
        command: what the model says that it was made by.
        given: vectors with which the net begins; random ones without.
        progress: told after each training; as many go on at once as there are processors.
    """
    whole = examples.whole
    groups = sorted({one.group for one in whole}, key=lambda name: digest(name.encode()))
    fold = {group: number % FOLDS for number, group in enumerate(groups)}
    parts = [[one for one in whole if fold[one.group] != number] for number in range(FOLDS)]
    *models, made = _trained([(examples.single, part) for part in [*parts, whole]], given, progress)
    judges = [Likely(model) for model in models]
    likely = [judges[fold[one.group]].probabilities(one.seen, one.rules) for one in whole]
    cuts, figures = [], {}
    for kind in KINDS:
        cut = _cut(kind, whole, [one[kind] for one in likely])
        cuts.append(cut)
        figures[kind] = _figures(kind, whole, [one[kind] for one in likely], cut)
    signed = {"cuts": tuple(cuts), "made_from": examples.made_from, "command": command}
    return Fitted(msgspec.structs.replace(made, **signed), figures)


def is_kind(types: frozenset[str], kind: str) -> bool:
    """Return whether labelled types are of a kind."""
    return bool(types & ACCUSING) if kind == "accusing" else kind in types


def _trained(
    sets: Sequence[tuple[Sequence[Example], Sequence[Example]]],
    given: Vectors | None,
    progress: Progress | None,
) -> list[Likelihoods]:
    """Return a model of each, trained side by side."""
    models: list[Likelihoods] = []
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for model in pool.map(partial(_train, given=given), sets):
            models.append(model)
            if progress:
                progress("training", len(models), len(sets))
    return models


def _train(parts: tuple[Sequence[Example], Sequence[Example]], given: Vectors | None) -> Likelihoods:
    """Return a model of single sentences and of those of documents; even cuts, signed by nobody."""
    examples = [*parts[0], *parts[1]]
    heed = np.array([1.0] * len(parts[0]) + [DOCUMENTS] * len(parts[1]))
    words, rarity = _vocabulary([one.seen.words for one in examples])
    ruled = _ruled(examples)
    matrix = sp.hstack([_matrix([one.seen.words for one in examples], words, rarity), ruled]).tocsr()
    solved = np.zeros((matrix.shape[1], len(KINDS)))
    for column, kind in enumerate(KINDS):
        truth = np.array([1.0 if is_kind(one.types, kind) else -1.0 for one in examples])
        if column:
            solved[:, column] = _logistic(matrix, truth, heed)
            continue
        ordered = _logistic(sp.hstack([_ordered(examples), matrix]).tocsr(), truth, heed) * (1 - LOUD)
        solved[:, 0] = ordered[SORTS * SORTS :]
        taught = train(
            [one.seen.plain for one in examples],
            ruled.toarray()[:, :-1],
            (truth + 1) / 2,
            heed,
            given,
        )
        solved[len(words) :, 0] += np.array([*taught.rules, taught.bias]) * LOUD
    return Likelihoods(
        words=tuple(words),
        rarity=tuple(rarity.tolist()),
        weights=tuple(_whole(solved[: len(words)] * rarity[:, None]).ravel().tolist()),
        orders=tuple(_whole(ordered[: SORTS * SORTS]).tolist()),
        net=msgspec.structs.replace(taught.learnt, step=taught.learnt.step * LOUD),
        rules=tuple(tuple(row) for row in _whole(solved[len(words) : -1]).T.tolist()),
        bias=tuple(_whole(solved[-1]).tolist()),
        cuts=tuple(Cut(EVEN, EVEN) for _ in KINDS),
        made_from={},
        command="",
    )


def _whole(weights: Floats) -> NDArray[np.int64]:
    return np.rint(weights * SCALE).astype(np.int64)


def _vocabulary(seen: Sequence[Sequence[str]]) -> tuple[list[str], NDArray[np.int64]]:
    """Return what stands in enough examples, sorted, and the inverse document frequency of each in whole numbers."""
    counts = Counter(one for row in seen for one in row)
    kept = sorted(one for one, count in counts.items() if count >= LEAST_OFTEN)
    rarity = [round(SCALE * (1 + np.log((1 + len(seen)) / (1 + counts[one])))) for one in kept]
    return kept, np.array(rarity, np.int64)


def _ordered(examples: Sequence[Example]) -> sp.csr_matrix:
    """Return a row an example: its sorts of words and which of them comes before which, of length one."""
    data, columns, ends = [], [], [0]
    for one in examples:
        sorts = one.seen.cues
        at = [sort * SORTS + other for place, sort in enumerate(sorts) for other in sorts[place:]]
        columns += at
        data += [1 / np.sqrt(len(at))] * len(at)
        ends.append(len(columns))
    return sp.csr_matrix((data, columns, ends), shape=(len(examples), SORTS * SORTS))


def _matrix(seen: Sequence[Sequence[str]], kept: Sequence[str], rarity: NDArray[np.int64]) -> sp.csr_matrix:
    """Return a row an example: rarities of what stands in it, of length one."""
    number = {one: at for at, one in enumerate(kept)}
    data, columns, ends = [], [], [0]
    for row in seen:
        at = [number[one] for one in row if one in number]
        values = rarity[at].astype(float)
        columns += at
        data += (values / (np.sqrt(np.square(values).sum()) or 1.0)).tolist()
        ends.append(len(columns))
    return sp.csr_matrix((data, columns, ends), shape=(len(seen), len(kept)))


def _ruled(examples: Sequence[Example]) -> sp.csr_matrix:
    """Return a row an example: what the rules found, then one."""
    return sp.csr_matrix(np.array([[*(float(kind in one.rules) for kind in KINDS), 1.0] for one in examples]))


def _logistic(matrix: sp.csr_matrix, truth: Floats, heed: Floats) -> Floats:
    """Return the weights of a logistic regression with a ridge on all but the last; L-BFGS."""
    free = np.ones(matrix.shape[1])
    free[-1] = 0.0

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = truth * (matrix @ weights)
        value = (heed * np.logaddexp(0.0, -margin)).sum() + 0.5 * RIDGE * (free * weights * weights).sum()
        slope = (
            matrix.T @ (-truth * heed / (1.0 + np.exp(np.clip(margin, -500, 500)))) + RIDGE * free * weights
        )
        return float(value), slope

    start = np.zeros(matrix.shape[1])
    found = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(found.x)


def _cut(kind: str, examples: Sequence[Example], likely: Sequence[float]) -> Cut:
    """Return from where on the model alone is right often enough, and below what the rules are wrong too often.

    For accusing it is all that is taken for it that is right often enough, whether a rule found it too or not: on pages
    that no rule was made by, nine of ten finds of the rules are right; they are overruled where they are less likely than not.
    """
    ranked = sorted(
        ((p, kind in one.rules, is_kind(one.types, kind)) for p, one in zip(likely, examples, strict=True)),
        reverse=True,
    )
    if kind == "accusing":
        alone = _right_from([(p, true) for p, _, true in ranked], PRECISION[kind])
        return Cut(alone, EVEN)
    confirmed, wrong, count = 0.0, 0, 0
    for probability, ruled, true in reversed(ranked):
        if not ruled:
            continue
        count, wrong = count + 1, wrong + (not true)
        if not true and wrong + 1 >= OVERRULED * (count + 2):
            confirmed = probability
    alone = _right_from([(p, true) for p, ruled, true in ranked if not ruled], PRECISION[kind])
    return Cut(alone, round(min(confirmed, EVEN) + 5e-4, 3))


def _right_from(ranked: Sequence[tuple[float, bool]], precision: float) -> float:
    """Return the least probability from which on so many of the ranked are true."""
    least, right = 0.999, 0
    for count, (probability, true) in enumerate(ranked, 1):
        right += true
        if true and right >= precision * count:
            least = probability
    return round(max(least - 5e-4, EVEN), 3)


def _figures(kind: str, examples: Sequence[Example], likely: Sequence[float], cut: Cut) -> dict[str, float]:
    true = [is_kind(one.types, kind) for one in examples]
    ruled = [kind in one.rules for one in examples]
    both = [p >= (cut.confirmed if rule else cut.alone) for p, rule in zip(likely, ruled, strict=True)]
    made = {"sentences": float(sum(true)), "alone from": cut.alone, "overruled below": cut.confirmed}
    for name, said in (("rules", ruled), ("both", both)):
        right = sum(one and other for one, other in zip(said, true, strict=True))
        made[f"{name}: precision"] = round(right / max(sum(said), 1), 3)
        made[f"{name}: recall"] = round(right / max(sum(true), 1), 3)
    return made
