"""What is told by a quick look is what the patterns themselves tell."""

import re
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.detectors.sayings import (
    ahead,
    behind,
    deeds,
    demands,
    kinds,
    patterns,
    reading,
    reports,
    traced,
    wordings,
)
from probandum.detectors.sayings.places import Locators
from probandum.detectors.sayings.sieve import Sieved, needed
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Span, Text

MODULES: tuple[ModuleType, ...] = (behind, deeds, demands, kinds, reading, reports, traced, wordings)
SIEVED = {
    f"{module.__name__.rpartition('.')[2]}.{name}": one
    for module in MODULES
    for name, one in vars(module).items()
    if isinstance(one, Sieved) and name != "_NOTHING_SHOWN"  # strings of it are too long to be drawn
}


@pytest.mark.parametrize("name", SIEVED)
@settings(max_examples=15)
@given(data=st.data())
def test_no_match_is_missed(name: str, data: st.DataObject) -> None:
    one = SIEVED[name]
    low = data.draw(st.from_regex(one.pattern)).lower()
    assert one.may_match(low) or one.pattern.search(low) is None


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\bden(?:y|ies)\b", {"deny", "denies"}),
        (r"(?:no|not any) (?:\w+ )?(?:part|role)s?\b", {"no ", "not any "}),
        (r"x\w+ab|cd?e", {"ab", "ce", "cde"}),
        (r"\w+|ab", set()),
        (r"(?:ab)*c", set()),
        (r"(?:ab)+", {"ab"}),
        (r"[^a]b", set()),
    ],
)
def test_what_a_pattern_cannot_do_without(pattern: str, words: set[str]) -> None:
    found = needed(re.compile(pattern))
    assert found == words or (words and min(map(len, found)) >= min(map(len, words)))


AHEAD = st.lists(
    st.sampled_from(
        [*patterns.NUMBERED, *patterns.LEADING, *patterns.MONTHS, "the", "Jan.", "v", "#", "§", "a share", "a", " ", "  ", ".", ":", "-", "x", "é", "Sept"]
    ),
    max_size=6,
).map("".join)  # fmt: skip


@given(AHEAD)
def test_what_stands_ahead(before: str) -> None:
    assert ahead.is_numbered(before) is (patterns.NOT_BEFORE.search(before) is not None)
    assert ahead.is_dated(before) is (patterns.MONTH_BEFORE.search(before) is not None)
    found = patterns.LEFT_OF.search(before)
    assert ahead.leading(before) == (found["of"] if found else "")


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 9), st.integers(0, 2)), min_size=1), st.data())
def test_places_are_those_of_the_text(runs: list[tuple[int, int, int]], data: st.DataObject) -> None:
    spans, at, place = [], 0, 0
    for length, size, gap in runs:
        spans.append(Span(at, at + length, Locator("byte", place, place + size)))
        at, place = at + length + gap, place + size + gap
    text = Text(digest(b""), "test/1", "x" * at, tuple(spans))
    start = data.draw(st.integers(0, at - 1))
    end = data.draw(st.integers(start + 1, at))
    try:
        wanted = text.locate(start, end)
    except ValueError:
        with pytest.raises(ValueError, match="put in by the reader"):
            Locators(text).locate(start, end)
    else:
        assert Locators(text).locate(start, end) == wanted
