"""What a document that nobody vouches for cannot do to the reports of named sources."""

import pytest
from traces import name, pair, report

from probandum.model.source import Origin
from probandum.sources.origins import traced
from probandum.sources.reports import Report
from probandum.sources.reuse import Shared

LABELS = {name(label): label for label in "abpqxyz"}
LAB, CERT = report("a", "2024-05-01", source="Lab"), report("b", "2024-05-02", source="Cert")


def sets(reports: list[Report], *pairs: Shared) -> set[str]:
    origins: tuple[Origin, ...] = traced(reports, (), pairs).origins
    return {"".join(sorted(LABELS.get(one, "·") for one in origin.exhibits)) for origin in origins}


@pytest.mark.parametrize("planted", [report("p"), report("p", publisher="Lab")])
@pytest.mark.parametrize("own", [0, 100, 600])
def test_an_undated_page_with_two_reports_pasted_into_it_makes_them_no_one(planted: Report, own: int) -> None:
    sizes = (200, 400 + own)
    pairs = [pair("a", "p", (0, 0, 200), words=sizes), pair("b", "p", (0, 200, 200), words=sizes)]
    found = sets([LAB, CERT, planted], *pairs)
    assert "b" in found or "bp" in found
    assert "a" in found or "ap" in found


def test_sources_that_have_the_same_of_an_undated_page_are_one_still() -> None:
    pairs = [pair("a", "p", (0, 0, 150)), pair("b", "p", (0, 20, 150))]
    assert sets([LAB, CERT, report("p")], *pairs) == {"abp"}
    third = report("x", source="Wire")
    pairs += [pair("x", "p", (0, 180, 110), words=(200, 300))]
    assert sets([LAB, CERT, third, report("p")], *pairs, pair("a", "b", (0, 0, 130))) in (
        {"abp", "x"},
        {"ab", "px"},
    )


def test_one_source_or_a_page_that_is_dated_earlier_is_as_before() -> None:
    pairs = [pair("a", "p", (0, 0, 100)), pair("b", "p", (0, 100, 100))]
    unnamed = [report("a", "2024-05-01"), report("b", "2024-05-02"), report("p")]
    assert sets(unnamed, *pairs) == {"abp"}
    assert sets([LAB, CERT, report("p", "2024-04-01")], *pairs) == {"abp"}


def test_a_mail_with_reports_that_also_came_by_themselves_makes_them_no_one() -> None:
    again = [
        report(label, source=source, parent=name("z")) for label, source in (("a", "Lab"), ("b", "Cert"))
    ]
    assert sets([LAB, CERT, report("z"), *again]) == {"a", "b", "z"}
    assert sets([again[0], report("z")]) == {"az"}


def test_a_mail_with_attachments_of_two_others_makes_these_no_one() -> None:
    parts = [report("x", source="Lab", parent=name("a")), report("y", source="Cert", parent=name("b"))]
    copies = [report("x", source="Lab", parent=name("p")), report("y", source="Cert", parent=name("p"))]
    assert sets([LAB, CERT, report("p"), *parts, *copies]) == {"ax", "by", "p"}


def test_what_others_wrap_around_words_of_a_report_leaves_it_its_own_prose() -> None:
    late = report("x", "2024-05-03", source="Press")
    shared = pair("a", "x", (0, 80, 40))
    ends = [pair("p", "x", (0, 0, 78), kind="template"), pair("q", "x", (120, 122, 78), kind="template")]
    assert sets([LAB, late, report("p"), report("q")], shared, *ends) == {"a", "x", "p", "q"}
    assert sets([LAB, late, report("p")], shared, ends[0]) == {"a", "x", "p"}
