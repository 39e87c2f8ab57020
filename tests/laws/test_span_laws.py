"""Laws of places that hold each other: the quick look gives what holding each against each gives."""

from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.model.exhibit import Locator
from probandum.weighers.spans import Around, Inside

PLACES = st.lists(
    st.builds(
        lambda unit, page, start, words: Locator(unit, start, start + words, page),
        st.sampled_from(["byte", "page"]),
        st.sampled_from([0, 1]),
        st.integers(0, 30),
        st.integers(0, 12),
    ),
    max_size=40,
)


def within(inner: Locator, outer: Locator) -> bool:
    same = (inner.unit, inner.page) == (outer.unit, outer.page)
    return same and outer.start <= inner.start and inner.end <= outer.end


@settings(max_examples=300, deadline=None)
@given(PLACES, PLACES)
def test_what_holds_and_what_lies_inside_is_what_each_against_each_finds(places, asked):
    around = Around((place, number) for number, place in enumerate(places))
    inside = Inside(places)
    for one in asked:
        expected = [number for number, place in enumerate(places) if within(one, place)]
        assert sorted(around.holding(one)) == expected
        assert inside.any_in(one) == any(within(place, one) for place in places)
