"""What every weigher keeps."""

from collections.abc import Mapping, Sequence

import numpy as np

from probandum.interfaces import Weigher
from probandum.model.hypothesis import UNKNOWN, Hypothesis
from probandum.model.pack import Pack
from probandum.model.weight import Evidence, Weights
from probandum.weighers.combine import class_total


def check_weigher(
    weigher: Weigher,
    hypotheses: Sequence[Hypothesis],
    evidence: Evidence,
    knowledge: Pack,
    parameters: Mapping[str, float],
) -> None:
    """Check a weigher: shapes, bounds, silence about the unknown actor, and no favour for a place in the list.

    Raises:
        AssertionError: the weigher breaks a promise of :class:`probandum.interfaces.Weigher`; the message says which.
    """
    name, slash, version = weigher.name.partition("/")
    assert name and slash and version, f"{weigher.name!r} is not name/version"
    weights = weigher.weigh(hypotheses, evidence, knowledge, parameters)
    columns = _columns(weigher, weights, len(hypotheses))
    shape = (len(weights.items), len(columns))
    assert weights.matrix.shape == shape, f"{weigher.name}: a matrix of {weights.matrix.shape}, not {shape}"
    assert np.isfinite(weights.matrix).all(), f"{weigher.name}: a weight that is no finite number"
    given = {item.id for item in evidence.items}
    assert given.issuperset(weights.items), f"{weigher.name}: weighs what it was not given"
    assert len(weights.items) == len(set(weights.items)), f"{weigher.name}: weighs an item twice"
    assert len(weights.tiers) in {0, len(weights.items)}, (
        f"{weigher.name}: a forgery tier for some items only"
    )
    assert weights.cap > 0, f"{weigher.name}: an unbounded class"
    assert 0 <= weights.idle < 1, f"{weigher.name}: a chance of {weights.idle}"
    unknown = [place for place, hypothesis in enumerate(hypotheses) if hypothesis.actor == UNKNOWN]
    silent = not weights.matrix[:, np.isin(columns, unknown)].any()
    assert silent, f"{weigher.name}: weights are against the unknown actor, whose own are 0"
    turned = weigher.weigh(hypotheses[::-1], evidence, knowledge, parameters)
    back = len(hypotheses) - 1 - _columns(weigher, turned, len(hypotheses))
    same = np.array_equal(turned.matrix[:, np.argsort(back, kind="stable")], weights.matrix)
    assert same, f"{weigher.name}: another order of hypotheses gives other weights"
    moved = np.abs(class_total(weights)).max(initial=0.0)
    assert moved <= weights.cap * weights.scale + 1e-9, f"{weigher.name}: moves beyond its bound"


def _columns(
    weigher: Weigher, weights: Weights, hypotheses: int
) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Return the hypothesis of each column, checked: rising, and each hypothesis there."""
    if weights.owner is None:
        return np.arange(hypotheses)
    every = np.array_equal(np.unique(weights.owner), np.arange(hypotheses))
    assert every and (np.diff(weights.owner) >= 0).all(), (
        f"{weigher.name}: owners do not rise over all hypotheses"
    )
    return weights.owner
