"""How well techniques are told from prose: folds by report, never by sentence."""

import hashlib
from collections.abc import Callable, Sequence, Set
from typing import NamedTuple

import numpy as np

from probandum.detectors.classifier import Band, Model
from probandum.detectors.clauses import Names, words
from probandum.detectors.scoring import Scorer
from probandum.detectors.suggestions import MOST, best, net
from probandum.evaluate.technique_bands import (
    Made,
    calibration_error,
    family,
    fit,
    made,
    once,
    quality,
    stated,
    wanted,
)
from probandum.evaluate.technique_examples import Example, letters
from probandum.evaluate.technique_labels import Labelled
from probandum.evaluate.technique_train import Prepared, train

FOLDS = 5
_LABEL = 1.0
_TITLE = 15
"""Letters and digits that the title of a report must have to be looked for among what procedure examples cite."""
Tick = Callable[[str, int, int], None]


class Answer(NamedTuple):
    """What was said of a labelled sentence.

    Attributes:
        doc: its report.
        labels: what people said.
        first: techniques of the whole knowledge, best first, three.
        among: likewise, of those techniques only that occur among the labels.
    """

    doc: str
    labels: frozenset[str]
    first: tuple[str, ...]
    among: tuple[str, ...]


def prepared(labelled: Sequence[Labelled], prose: Sequence[Example], names: Names) -> Prepared:
    """Return labelled sentences and the prose of the bundle as numbers."""
    mine = [Example(tuple(words(names.without(one.text))), one.labels, _LABEL, one.doc) for one in labelled]
    return Prepared([*mine, *prose])


def fold(doc: str, salt: str = "") -> int:
    """Return the fold of a report, by the digest of its title."""
    return int(hashlib.sha256(f"{salt}{doc}".encode()).hexdigest(), 16) % FOLDS


def out_of_fold(
    ready: Prepared,
    names: Names,
    labelled: Sequence[Labelled],
    tick: Tick | None = None,
    *,
    by_report: bool = True,
) -> tuple[list[Answer], list[Made]]:
    """Return answers and suggestions for labelled sentences from models that have not seen their report.

    A procedure example that cites a report is left out with it.

    Args:
        ready: all examples.
        names: what is blanked out.
        labelled: the sentences among them that are to be answered.
        tick: called after each fold.
        by_report: False splits by sentence, only to show how much that flatters.
    """
    place = [fold(one.doc) if by_report else fold(" ".join(one.words), "sentence") for one in ready.examples]
    labels = sorted({label for one in ready.examples if one.doc for label in one.labels})
    answers: list[Answer] = []
    suggestions: list[Made] = []
    for number in range(FOLDS):
        inside = [one for one, mine in zip(ready.examples, place, strict=True) if one.doc and mine == number]
        titles = {title for one in inside if len(title := letters(one.doc)) >= _TITLE} if by_report else set()
        rows = [
            row
            for row, (one, mine) in enumerate(zip(ready.examples, place, strict=True))
            if (mine != number if one.doc else not _cites(one, titles))
        ]
        model = train(ready, np.array(rows, np.int64))
        answers += _answers(model, inside, labels)
        if by_report:
            suggestions += made(model, [one for one in labelled if fold(one.doc) == number], names)
        if tick:
            tick("folds", number + 1, FOLDS)
    return answers, suggestions


def _cites(one: Example, titles: set[str]) -> bool:
    return any(title in cited for cited in one.cites for title in titles)


def _answers(model: Model, inside: Sequence[Example], labels: Sequence[str]) -> list[Answer]:
    scorer, techniques = Scorer(model), model.header.techniques
    elsewhere = np.array([technique not in labels for technique in techniques])
    found = []
    for one in inside:
        if not one.labels:
            continue
        scores = net(model, scorer.scores(scorer.places([one.words])))[0]
        first = tuple(techniques[column] for column in best(scores, MOST))
        scores[elsewhere] = -np.inf
        among = tuple(techniques[column] for column in best(scores, MOST))
        found.append(Answer(one.doc, one.labels, first, among))
    return found


def told(answers: Sequence[Answer], *, among: bool) -> dict[str, float]:
    """Return the figures of ranking sentences that have a technique.

    Args:
        answers: from :func:`out_of_fold`.
        among: whether only techniques that occur among the labels could be answered, as the published comparisons have it.

    Returns:
        ``sentence-f1``: micro-averaged, one answer a sentence; ``sentence-f1-macro``: mean over techniques;
        ``first-three``: share of the labels among the first three; ``report-f1``: over techniques of reports, each once;
        ``report-f1-mean``: mean over reports.
    """
    said = [(one, one.among if among else one.first) for one in answers]
    right = sum(first[0] in one.labels for one, first in said)
    labels = sum(len(one.labels) for one in answers)
    three = sum(len(one.labels & set(first)) for one, first in said)
    gold = {(one.doc, label) for one in answers for label in one.labels}
    given = {(one.doc, first[0]) for one, first in said}
    docs = sorted({one.doc for one in answers})
    return {
        "sentence-f1": 2 * right / (len(said) + labels),
        "sentence-f1-macro": _macro(said),
        "first-three": three / labels,
        "report-f1": 2 * len(gold & given) / (len(gold) + len(given)),
        "report-f1-mean": float(
            np.mean([_f1({g for g in gold if g[0] == d}, {g for g in given if g[0] == d}) for d in docs])
        ),
    }


def _macro(said: Sequence[tuple[Answer, tuple[str, ...]]]) -> float:
    labels = sorted({label for one, _ in said for label in one.labels})
    each = []
    for label in labels:
        gold = {number for number, (one, _) in enumerate(said) if label in one.labels}
        each.append(_f1(gold, {number for number, (_, first) in enumerate(said) if first[0] == label}))
    return float(np.mean(each))


def _f1(gold: Set[object], given: Set[object]) -> float:
    return 2 * len(gold & given) / (len(gold) + len(given)) if gold or given else 0.0


class Banded(NamedTuple):
    """Bands, and how well bands do on reports that they were not fitted on.

    Attributes:
        bands: fitted on all.
        figures: ``precision``, ``recall``, ``report-f1``: of suggestions, over techniques of reports, each once; ``ece``;
            ``ece-every``: counting every suggestion; ``in-sentence``: share of suggestions right at the very sentence;
            ``by-chance``: precision if suggestions were dealt out to other reports; ``suggestions``: how many were made.
    """

    bands: tuple[Band, ...]
    figures: dict[str, float]


def banded(suggestions: Sequence[Made], labelled: Sequence[Labelled]) -> Banded:
    """Return bands of suggestions for labelled reports, and their quality by folds of reports."""
    right = wanted(labelled)
    kept: list[Made] = []
    said: list[tuple[float, bool]] = []
    every: list[tuple[float, bool]] = []
    for number in range(FOLDS):
        bands = fit(
            [one for one in suggestions if fold(one.doc, "bands") != number],
            {pair for pair in right if fold(pair[0], "bands") != number},
        )
        mine = [one for one in suggestions if fold(one.doc, "bands") == number]
        least = float(bands[0].least) if bands else np.inf
        kept += [one for one in mine if one.score >= least]
        said += stated(bands, mine)
        every += stated(bands, mine, repeated=True)
    whole = quality(kept, -np.inf, right)
    figures = {
        "precision": whole.precision,
        "recall": whole.recall,
        "report-f1": whole.f1,
        "ece": calibration_error(said),
        "ece-every": calibration_error(every),
        "in-sentence": sum(one.in_sentence for one in kept) / max(len(kept), 1),
        "by-chance": _chance(once(kept), right) / max(whole.made, 1),
        "suggestions": float(len(kept)),
    }
    return Banded(fit(suggestions, right), figures)


def _chance(kept: Sequence[Made], right: set[tuple[str, str]]) -> float:
    """Return how many suggestions would be right on average if each were made of another report."""
    docs = {doc for doc, _ in right} | {one.doc for one in kept}
    borne: dict[str, int] = {}
    for _, technique in right:
        borne[technique] = borne.get(technique, 0) + 1
    others = max(len(docs) - 1, 1)
    return sum((borne.get(one.technique, 0) - one.in_report) / others for one in kept)


def transferred(model: Model, labelled: Sequence[Labelled], names: Names) -> dict[str, float]:
    """Return how often the right technique stands first or among the first three for sentences of reports never learnt.

    Only sentences that have a technique; sub-techniques count as their technique.
    """
    scorer, hits, three, count, answered = Scorer(model), 0, 0, 0, 0
    for one in labelled:
        asked = words(names.without(one.text))
        if not one.labels or not asked:
            continue
        scores = net(model, scorer.scores(scorer.places([asked])))[0]
        first = _first_families(model, scores)
        gold = {family(label) for label in one.labels}
        hits, answered = hits + (first[0] in gold), answered + 1
        three, count = three + len(gold & set(first)), count + len(gold)
    return {
        "first": hits / max(answered, 1),
        "first-three": three / max(count, 1),
        "sentences": float(answered),
    }


def _first_families(model: Model, scores: np.ndarray[tuple[int], np.dtype[np.float32]]) -> list[str]:
    found: list[str] = []
    for column in best(scores, MOST * MOST):
        technique = family(model.header.techniques[column])
        if technique not in found:
            found.append(technique)
    return found[:MOST]
