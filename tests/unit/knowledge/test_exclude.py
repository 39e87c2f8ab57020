"""Leaving reports out of a pack (law 7)."""

import time

import pytest
from make_bundle import small_pack

from probandum.knowledge.exclude import NAMED, UNKNOWN, without
from probandum.model.pack import Pack


@pytest.mark.parametrize("entry", ["Beta Year", "beta  YEAR", "http://beta.example/two/", "beta.example/two#page=3",
                                   "https://web.archive.org/web/20190101000000/https://www.beta.example/two"])  # fmt: skip
def test_a_report_is_found_by_name_or_address(entry: str) -> None:
    rest, reasons = without(small_pack(), [entry])
    assert reasons == {"Beta Year": NAMED}
    assert b"Beta Year" not in rest.to_bytes()
    assert [use.citations for use in rest.uses if use.object == "S0001"] == [("Alpha March 2018",)]


def test_what_only_it_supports_is_gone_and_what_cites_nothing_stays() -> None:
    rest, reasons = without(small_pack(), ["Alpha March 2018", "Gamma", "Epsilon"])
    assert reasons == {"Alpha March 2018": NAMED, "Epsilon": UNKNOWN, "Gamma": NAMED}
    assert ("G0001", "T1001") not in {(use.subject, use.object) for use in rest.uses}
    assert ("G0001", "T1001.001") in {(use.subject, use.object) for use in rest.uses}
    assert rest.attributions == ()
    assert {name.name for name in rest.names if name.of == "G0001"} == {"One", "Eins"}
    assert rest.actors == small_pack().actors


def test_as_of_keeps_only_what_can_be_shown_to_be_earlier() -> None:
    rest, reasons = without(small_pack(), [], "2018-03-31")
    assert reasons == {
        "Beta Year": "published 2018: cannot be shown to be earlier than 2018-03-31",
        "Delta 2020": "published 2020 by its name (its reference says 2017-06), after 2018-03-31",
        "Gamma": "undated: cannot be shown to be earlier than 2018-03-31",
    }
    assert {(use.subject, use.object) for use in rest.uses} == {("G0001", "S0001"), ("G0001", "T1001")}
    assert without(small_pack(), [], "2018")[1].keys() == {"Gamma", "Delta 2020"}
    late = without(small_pack(), ["Alpha March 2018"], "2018-03-01")[1]
    assert late["Alpha March 2018"] == NAMED
    assert without(small_pack(), [], "2018-03")[0].citations == rest.citations


def test_nothing_named_changes_nothing() -> None:
    assert without(small_pack(), []) == (small_pack(), {})


def test_it_is_quick_on_the_whole_pack(shipped_pack: Pack) -> None:
    begun = time.process_time()
    rest, reasons = without(shipped_pack, [], "2018-03-31")
    assert time.process_time() - begun < 0.5
    assert len(reasons) + len(rest.citations) == len(shipped_pack.citations)
    assert 0 < len(rest.uses) < len(shipped_pack.uses) / 3
