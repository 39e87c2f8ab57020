"""Fits the model beside the rules of the statements: logistic regressions over stems, pairs and what the rules say.

Accusing is the mean of two: one over these, one over the sorts of words and their order besides.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import scipy.optimize
import scipy.sparse as sp
from numpy.typing import NDArray

from probandum.detectors.sayings.cues import SORTS
from probandum.detectors.sayings.likely import KINDS, SCALE, Cut, Likelihoods, Likely
from probandum.evaluate.statement_examples import ACCUSING, Example, Examples
from probandum.model.ident import Digest, digest

FOLDS = 10
RIDGE = 1 / 10
"""Strength of the pull to zero; chosen among 1/5, 1/10 and 1/15 on the documents, out of fold."""
LEAST_OFTEN = 2
PRECISION = {
    "accusing": 0.9,
    "denial": 0.75,
    "rejection-of-basis": 0.75,
    "evidence-challenge": 0.75,
    "demand": 0.75,
}
"""Precision to reach on the documents, out of fold: by all that is taken for accusing, else by finds of the model alone."""
EVEN = 0.5
"""Probability up to which the model adds nothing, and from which on it overrules nothing."""
OVERRULED = 0.7
"""Share of wrong finds among those of the rules that are overruled."""

Floats = NDArray[np.float64]


class Fitted(NamedTuple):
    """A model with what it does out of fold.

    Attributes:
        model: the numbers.
        figures: by kind: precision and recall of the rules alone, and of both, on documents out of fold.
    """

    model: Likelihoods
    figures: dict[str, dict[str, float]]


def fit(examples: Examples, command: str) -> Fitted:
    """Return the model of all examples, with cuts that were chosen on documents held out in turn."""
    whole = examples.whole
    groups = sorted({one.group for one in whole}, key=lambda name: digest(name.encode()))
    fold = {group: number % FOLDS for number, group in enumerate(groups)}
    likely: list[dict[str, float]] = [{} for _ in whole]
    for number in range(FOLDS):
        held = [at for at, one in enumerate(whole) if fold[one.group] == number]
        rest = [one for one in whole if fold[one.group] != number]
        judge = Likely(_train([*examples.single, *rest], (), {}, command))
        for at in held:
            likely[at] = judge.probabilities(whole[at].seen, whole[at].rules)
    cuts, figures = [], {}
    for kind in KINDS:
        cut = _cut(kind, whole, [one[kind] for one in likely])
        cuts.append(cut)
        figures[kind] = _figures(kind, whole, [one[kind] for one in likely], cut)
    return Fitted(_train([*examples.single, *whole], tuple(cuts), examples.made_from, command), figures)


def is_kind(types: frozenset[str], kind: str) -> bool:
    """Return whether labelled types are of a kind."""
    return bool(types & ACCUSING) if kind == "accusing" else kind in types


def _train(
    examples: Sequence[Example], cuts: tuple[Cut, ...], made_from: dict[str, Digest], command: str
) -> Likelihoods:
    counts = Counter(word for one in examples for word in one.seen.words)
    words = sorted(word for word, count in counts.items() if count >= LEAST_OFTEN)
    number = {word: at for at, word in enumerate(words)}
    rarity = np.array(
        [round(SCALE * (1 + np.log((1 + len(examples)) / (1 + counts[word])))) for word in words], np.int64
    )
    matrix, ordered = _matrix(examples, number, rarity), _ordered(examples)
    solved = np.zeros((matrix.shape[1], len(KINDS)))
    for column, kind in enumerate(KINDS):
        truth = np.array([1.0 if is_kind(one.types, kind) else -1.0 for one in examples])
        solved[:, column] = _logistic(matrix, truth)
        if column == 0:
            richer = _logistic(sp.hstack([ordered, matrix]).tocsr(), truth)
            solved[:, 0] = (solved[:, 0] + richer[SORTS * SORTS :]) / 2
            orders = np.rint(richer[: SORTS * SORTS] / 2 * SCALE).astype(np.int64)
    weights = solved[: len(words)] * rarity[:, None]
    return Likelihoods(
        words=tuple(words),
        rarity=tuple(rarity.tolist()),
        weights=tuple(np.rint(weights * SCALE).astype(np.int64).ravel().tolist()),
        orders=tuple(orders.tolist()),
        rules=tuple(tuple(round(SCALE * one) for one in row) for row in solved[len(words) : -1].T.tolist()),
        bias=tuple(round(SCALE * one) for one in solved[-1].tolist()),
        cuts=cuts or tuple(Cut(0.5, 0.5) for _ in KINDS),
        made_from=made_from,
        command=command,
    )


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


def _matrix(examples: Sequence[Example], number: dict[str, int], rarity: NDArray[np.int64]) -> sp.csr_matrix:
    """Return a row an example: rarities of its words, of length one, then what the rules found, then one."""
    data, columns, ends = [], [], [0]
    for one in examples:
        at = [number[word] for word in one.seen.words if word in number]
        values = rarity[at].astype(float)
        length = np.sqrt(np.square(values).sum()) or 1.0
        found = [len(number) + place for place, kind in enumerate(KINDS) if kind in one.rules]
        columns += [*at, *found, len(number) + len(KINDS)]
        data += [*(values / length).tolist(), *([1.0] * (len(found) + 1))]
        ends.append(len(columns))
    return sp.csr_matrix((data, columns, ends), shape=(len(examples), len(number) + len(KINDS) + 1))


def _logistic(matrix: sp.csr_matrix, truth: Floats) -> Floats:
    """Return the weights of a logistic regression with a ridge on all but the last; L-BFGS."""
    free = np.ones(matrix.shape[1])
    free[-1] = 0.0

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = truth * (matrix @ weights)
        value = np.logaddexp(0.0, -margin).sum() + 0.5 * RIDGE * (free * weights * weights).sum()
        slope = matrix.T @ (-truth / (1.0 + np.exp(np.clip(margin, -500, 500)))) + RIDGE * free * weights
        return float(value), slope

    start = np.zeros(matrix.shape[1])
    found = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(found.x)


def _cut(kind: str, examples: Sequence[Example], likely: Sequence[float]) -> Cut:
    """Return from where on the model alone is right often enough, and below what the rules are wrong too often.

    What the rules find and the model confirms is counted in for accusing, not for the others.
    """
    ranked = sorted(
        ((p, kind in one.rules, is_kind(one.types, kind)) for p, one in zip(likely, examples, strict=True)),
        reverse=True,
    )
    confirmed, wrong, count = 0.0, 0, 0
    for probability, ruled, true in reversed(ranked):
        if not ruled:
            continue
        count, wrong = count + 1, wrong + (not true)
        if not true and wrong >= OVERRULED * count:
            confirmed = probability
    kept = [true for probability, ruled, true in ranked if ruled and probability > confirmed]
    alone, right, count = 0.999, sum(kept), len(kept)
    if kind != "accusing":
        right, count = 0, 0
    for probability, ruled, true in ranked:
        if ruled:
            continue
        count, right = count + 1, right + true
        if true and right >= PRECISION[kind] * count:
            alone = probability
    return Cut(round(max(alone - 5e-4, EVEN), 3), round(min(confirmed + 5e-4, EVEN), 3))


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
