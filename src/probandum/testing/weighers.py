"""What every weigher keeps."""

from collections.abc import Mapping, Sequence

from probandum.interfaces import Weigher
from probandum.model.hypothesis import UNKNOWN, Hypothesis
from probandum.model.pack import Pack
from probandum.model.weight import Evidence


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
    import numpy as np

    name, slash, version = weigher.name.partition("/")
    assert name and slash and version, f"{weigher.name!r} is not name/version"
    weights = weigher.weigh(hypotheses, evidence, knowledge, parameters)
    shape = (len(weights.items), len(hypotheses))
    assert weights.matrix.shape == shape, f"{weigher.name}: a matrix of {weights.matrix.shape}, not {shape}"
    assert np.isfinite(weights.matrix).all(), f"{weigher.name}: a weight that is no finite number"
    assert weights.cap > 0, f"{weigher.name}: an unbounded class"
    for column, hypothesis in enumerate(hypotheses):
        if hypothesis.actor == UNKNOWN:
            silent = not weights.matrix[:, column].any()
            assert silent, f"{weigher.name}: weights are against the unknown actor, whose own are 0"
    turned = weigher.weigh(hypotheses[::-1], evidence, knowledge, parameters)
    same = np.array_equal(turned.matrix[:, ::-1], weights.matrix)
    assert same, f"{weigher.name}: another order of hypotheses gives other weights"
