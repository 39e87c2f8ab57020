"""Admiralty grades and the table of sources."""

import pytest

from probandum.errors import UsageError
from probandum.model.ident import digest
from probandum.model.source import Origin, Source
from probandum.sources.grade import credibility, grade, reliability, table


def test_letters_and_digits_of_the_scale_only() -> None:
    assert reliability(" b ") == "B"
    assert credibility(6) == 6
    assert grade("B", 2) == "B2: usually reliable, probably true"
    for wrong in ("G", "", "AB", "1"):
        with pytest.raises(UsageError, match="no Admiralty letter"):
            reliability(wrong)
    for number in (0, 7, True):
        with pytest.raises(UsageError, match="no Admiralty digit"):
            credibility(number)


def test_the_table_counts_exhibits_and_origins() -> None:
    a, b, c = (digest(letter) for letter in (b"a", b"b", b"c"))
    sources = [Source("Wire", "B"), Source("Daily", "C", "sells papers", ("Wire",)), Source("Silent")]
    found = [Origin(("Daily", "Wire"), (a, b), ("declared",)), Origin((), (c,))]
    daily, silent, wire = table(sources, {a: "Wire", b: "Daily", c: ""}, found)
    assert (daily.name, daily.letter, daily.meaning) == ("Daily", "C", "fairly reliable")
    assert (daily.exhibits, daily.origins, daily.shared_with) == (1, 1, ("Wire",))
    assert (silent.exhibits, silent.origins, silent.shared_with) == (0, 0, ())
    assert wire.shared_with == ("Daily",)
