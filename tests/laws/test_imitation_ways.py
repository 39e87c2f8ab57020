"""The laws of imitation (W8) where a hypothesis may be true in several ways (W14)."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_weighings import CHANCES, weighing, weighings

from probandum.model.weight import Weights
from probandum.weighers.combine import flattened
from probandum.weighers.imitation import culprits, imitation_cap, imitations, liken
from probandum.weighers.likeness import likeness

many = settings(max_examples=80, deadline=None)


@st.composite
def ways(draw):
    """A weighing with a class in which a hypothesis may be true in several ways (W14)."""
    one = draw(weighings(levels=False))
    count = len(one.hypotheses)
    columns = [*draw(st.lists(st.integers(1, 3), min_size=count - 1, max_size=count - 1)), 1]
    size = draw(st.integers(1, 4))
    numbers = st.floats(-5, 5).map(lambda value: round(value, 2))
    row = st.lists(numbers, min_size=sum(columns), max_size=sum(columns))
    matrix = np.array(draw(st.lists(row, min_size=size, max_size=size)))
    matrix[:, -1] = 0
    tiers = tuple(draw(st.lists(st.integers(1, 4), min_size=size, max_size=size)))
    names = tuple(f"operations:{n}" for n in range(size))
    owner = np.repeat(np.arange(count), columns)
    idle = draw(st.sampled_from([0.0, 0.3]))
    return weighing(
        (*one.classes, Weights("operations", names, matrix, 9.0, 1.0, tiers, owner, idle)), one.prior
    )


@many
@given(ways())
def test_of_several_ways_an_imitator_copies_the_one_that_fits_best(one):
    single = replace(one, classes=tuple(flattened(weights) for weights in one.classes))
    for answer in range(len(one.hypotheses)):
        for several, best in zip(
            imitations(liken(one), answer), imitations(liken(single), answer), strict=True
        ):
            assert (several.probability, several.imitated, several.by) == (
                best.probability,
                best.imitated,
                best.by,
            )
            assert several.probability <= best.cap <= several.cap


@many
@given(ways(), CHANCES, st.data())
def test_the_cap_stays_also_where_more_items_make_another_way_the_best(one, chance, data):
    answer = data.draw(st.integers(0, len(one.hypotheses) - 2))
    *rest, several = one.classes
    cap = imitation_cap(one, answer, chance)
    pointing = [
        tier
        for weights in one.classes
        for tier, row in zip(weights.tiers or (1,) * len(weights.items), weights.matrix, strict=True)
        if (row[answer] if weights.owner is None else row[weights.owner == answer].max()) > 0
    ]
    planted = np.array([[data.draw(st.floats(-9, 9)) for _ in several.owner]])
    planted[0, -1] = 0
    tier = data.draw(st.integers(1, max(pointing, default=1)))
    more = replace(
        several,
        items=(*several.items, "new"),
        matrix=np.vstack([several.matrix, planted]),
        tiers=(*several.tiers, tier),
    )
    after = weighing((*rest, more), one.prior)
    single = replace(after, classes=tuple(flattened(weights) for weights in after.classes))
    assert culprits(single, likeness(single), chance)[answer] <= cap + 1e-12


def test_a_cap_counts_with_the_way_that_fits_an_imitator_least():
    """Group two has a way without the costly item and one that it speaks against: cheap items can make that its best."""
    owner = np.array([0, 1, 1, 2])
    matrix = np.array([[1.0, 0.0, 0.0, 0.0], [-2.0, 0.0, -8.0, 0.0]])
    several = Weights("operations", ("x", "y"), matrix, 9.0, 1.0, (1, 4), owner)
    more = replace(
        several,
        items=("x", "y", "z"),
        matrix=np.vstack([matrix, [9.0, -3.0, 9.0, 0.0]]),
        tiers=(1, 4, 1),
    )
    prior = np.array([0.45, 0.45, 0.1])
    before, after = (imitations(liken(weighing((one,), prior)), 0)[-1] for one in (several, more))
    assert after.cap == before.cap
    assert before.probability < after.probability < before.cap
