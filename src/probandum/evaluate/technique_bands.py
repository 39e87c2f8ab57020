"""What share of suggestions is right, by band of score: fitted on reports that the model has not seen.

Right is a suggestion whose technique the annotators found in that report, sub-techniques counted as their technique: what
weighing asks of a report. A technique counts once a report, by its best score, as weighing counts it. Beside it stands the
share that is right at the very sentence.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from probandum.detectors.classifier import Band, Model
from probandum.detectors.clauses import Names, words
from probandum.detectors.scoring import Scorer
from probandum.detectors.suggestions import band_of, suggest
from probandum.evaluate.technique_labels import Labelled

BANDS = 8
FEWEST = 40
"""Of a band."""
LEAST = 0.4
"""Share of a band that is worth a person's time: suggestions dealt out to other reports are right in .2."""
_LOWEST = Decimal("-0.95")
_ID = re.compile(r"\bT\d{4}(?!\d)")


class Made(NamedTuple):
    """A suggestion for a labelled report.

    Attributes:
        doc: the report.
        technique: without its sub-technique.
        score: as :class:`~probandum.detectors.suggestions.Suggestion` has it.
        in_sentence: whether annotators found it at the very sentence.
        in_report: whether they found it anywhere in the report.
    """

    doc: str
    technique: str
    score: float
    in_sentence: bool
    in_report: bool


class Quality(NamedTuple):
    """How good suggestions are, a technique once a report.

    Attributes:
        right: suggested and found by the annotators.
        made: suggested.
        wanted: found by the annotators.
    """

    right: int
    made: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of suggestions that are right; 0 where there is none."""
        return self.right / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        """Share of what there is that was suggested; 0 where there is nothing."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.made + self.wanted
        return 2 * self.right / both if both else 0.0


def wanted(labelled: Iterable[Labelled]) -> set[tuple[str, str]]:
    """Return the techniques of each report, without sub-techniques."""
    return {(one.doc, family(label)) for one in labelled for label in one.labels}


def family(technique: str) -> str:
    """Return a technique without its sub-technique."""
    return technique.partition(".")[0]


def made(model: Model, labelled: Sequence[Labelled], names: Names) -> list[Made]:
    """Return all suggestions for labelled reports; what a sentence names by id needs none."""
    right = wanted(labelled)
    found = []
    for one in suggest(Scorer(model), (words(names.without(item.text)) for item in labelled), _LOWEST):
        item, technique = labelled[one.sentence], family(one.technique)
        if technique not in _ID.findall(item.text):
            at_sentence = technique in {family(label) for label in item.labels}
            found.append(Made(item.doc, technique, one.score, at_sentence, (item.doc, technique) in right))
    return found


def once(suggestions: Iterable[Made]) -> list[Made]:
    """Return the best suggestion of each technique in each report, best first."""
    best: dict[tuple[str, str], Made] = {}
    for one in suggestions:
        if one.score > best.get((one.doc, one.technique), one._replace(score=-np.inf)).score:
            best[one.doc, one.technique] = one
    return sorted(best.values(), key=lambda one: (-one.score, one.doc, one.technique))


def quality(suggestions: Iterable[Made], least: float, right: set[tuple[str, str]]) -> Quality:
    """Return how good the suggestions of at least a score are."""
    kept = [one for one in once(suggestions) if one.score >= least]
    return Quality(sum(one.in_report for one in kept), len(kept), len(right))


def fit(suggestions: Sequence[Made], right: set[tuple[str, str]]) -> tuple[Band, ...]:
    """Return the bands of scores: from where precision and recall balance best (F1), in equal counts, shares rising.

    A share is (right + 1) / (count + 2). Bands with a share below :data:`LEAST` are left out.

    Source: Zadrozny & Elkan, KDD 2002 (isotonic calibration); Ayer et al., Ann. Math. Stat. 26 (1955) 641–647 (pooling
    neighbours that do not rise); Laplace's rule of succession.
    """
    pairs = once(suggestions)
    if len(pairs) < FEWEST:
        return ()
    hits = np.cumsum([one.in_report for one in pairs])
    f1 = 2 * hits / (np.arange(1, len(pairs) + 1) + len(right))
    least = _down(pairs[int(f1.argmax())].score)
    above = [one for one in reversed(pairs) if one.score >= least]
    size = max(FEWEST, -(-len(above) // BANDS))
    edges = sorted({least, *(_down(above[at].score) for at in range(size, len(above) - FEWEST + 1, size))})
    rising = [one for one in _rising(edges, above) if _share(one[1]) >= LEAST]
    return tuple(_band(edge, group, suggestions, upper) for edge, group, upper in rising)


def _rising(edges: Sequence[float], above: Sequence[Made]) -> list[tuple[float, list[Made], float]]:
    """Return least score, members and end of each band; neighbours whose shares do not rise become one."""
    found: list[tuple[float, list[Made], float]] = []
    for edge, upper in zip(edges, [*edges[1:], np.inf], strict=True):
        group = [one for one in above if edge <= one.score < upper]
        while found and (not group or _share(found[-1][1]) >= _share(group)):
            edge, before, _ = found.pop()  # noqa: PLW2901
            group = before + group
        if group:
            found.append((edge, group, upper))
    return found


def _share(group: Sequence[Made]) -> float:
    return (sum(one.in_report for one in group) + 1) / (len(group) + 2)


def _band(least: float, group: Sequence[Made], suggestions: Iterable[Made], upper: float) -> Band:
    inside = [one.in_sentence for one in suggestions if least <= one.score < upper]
    at_sentence = (sum(inside) + 1) / (len(inside) + 2)
    return Band(
        least=Decimal(f"{least:.2f}"),
        share=Decimal(f"{_share(group):.2f}"),
        count=len(group),
        in_sentence=Decimal(f"{at_sentence:.2f}"),
    )


def _down(score: float) -> float:
    return round(float(np.floor(score * 100) / 100), 2)


def stated(
    bands: Sequence[Band], suggestions: Iterable[Made], *, repeated: bool = False
) -> list[tuple[float, bool]]:
    """Return the stated share of each suggestion that would be made, and whether it was right.

    Args:
        bands: fitted on other reports.
        suggestions: of these reports.
        repeated: every suggestion, not each technique once a report.
    """
    pool = list(suggestions) if repeated else once(suggestions)
    kept = [one for one in pool if bands and one.score >= float(bands[0].least)]
    return [(float(bands[band_of(bands, one.score)].share), one.in_report) for one in kept]


def calibration_error(said: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal width.

    Source: Naeini, Cooper & Hauskrecht, AAAI 2015.
    """
    by_bin: dict[int, list[float]] = {}
    for share, right in said:
        by_bin.setdefault(min(int(share * bins), bins - 1), []).append(share - right)
    return sum(abs(sum(off)) for off in by_bin.values()) / len(said) if said else 0.0
