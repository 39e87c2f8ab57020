"""Who repeats whom: directed where dates or citations tell, else not; texts that nobody collected; what is told of it."""

from itertools import combinations

import pytest
from traces import name, pair, report

from probandum.model.sharing import Descent, Lineage
from probandum.model.source import Source
from probandum.sources.origins import traced
from probandum.sources.reports import Report
from probandum.sources.reuse import Shared


def draw(reports: list[Report], *pairs: Shared, sources: tuple[Source, ...] = ()) -> Lineage:
    return traced(reports, sources, pairs).lineage


def lines(found: Lineage) -> list[str]:
    labels = {name(label)[:12]: label for label in "abcdefgh"}

    def line(one: Descent) -> str:
        parent = labels.get(one.parent[:12], one.parent)
        arrow = "→" if one.directed else "="if one.together else "–"  # fmt: skip
        return f"{parent}{arrow}{labels[one.child[:12]]} {one.known}{'' if one.main else ' further'}"

    return sorted(map(line, found.descents))


def test_dates_tell_and_the_closest_is_the_parent() -> None:
    reports = [report("a", "2024-05-01"), report("b", "2024-05-02"), report("c", "2024-05-03")]
    found = draw(
        reports, pair("a", "b", (0, 0, 150)), pair("a", "c", (0, 0, 90)), pair("b", "c", (0, 0, 120))
    )
    assert lines(found) == ["a→b dates", "b→c dates"]
    (first,) = [one for one in found.descents if one.child == name("b")]
    assert str(first.share) == "0.750"
    assert first.passages == tuple(one.id for one in found.passages if name("a") in (one.first.exhibit, one.second.exhibit) and name("b") in (one.first.exhibit, one.second.exhibit))  # fmt: skip


def test_without_dates_nothing_is_guessed() -> None:
    found = draw([report(label) for label in "abc"], pair("a", "b", (0, 0, 150)), pair("a", "c", (0, 0, 100)), pair("b", "c", (0, 0, 100)))  # fmt: skip
    assert len(found.descents) == 2
    assert all(not one.directed and one.known == "nothing" for one in found.descents)
    assert found.notes[0] == "3 of 3 texts that share prose have no date and no bounds"
    assert found.notes[1].startswith("nothing tells which was first: ")


def test_bounds_and_citations_tell_where_dates_are_missing() -> None:
    early, late = report("a", not_after="2024-05-01"), report("b", not_before="2024-05-02")
    assert lines(draw([early, late], pair("a", "b", (0, 0, 100)))) == ["a→b dates"]
    cited = report("a", publisher="Acme Labs")
    citing = report("b", text="Acme Labs reported it. " * 40)
    assert lines(draw([cited, citing], pair("a", "b", (0, 0, 100)))) == ["a→b citation"]
    assert lines(draw([cited, citing])) == []
    stated = [report("a", source="Lab"), report("b", source="Daily")]
    relies = (Source("Daily", relies_on=("Lab",)), Source("Lab"))
    assert lines(draw(stated, pair("a", "b", (0, 0, 20)), sources=relies)) == ["a→b stated"]


def test_the_cited_one_is_the_parent_though_another_is_closer() -> None:
    a, b = report("a", "2024-05-01", publisher="Acme Labs"), report("b", "2024-05-02")
    c = report("c", "2024-05-03", text="Acme Labs reported it. " * 40)
    found = draw(
        [a, b, c], pair("a", "c", (0, 0, 90)), pair("b", "c", (0, 0, 100)), pair("a", "b", (0, 0, 90))
    )
    assert lines(found) == ["a→b dates", "a→c dates"]
    assert [one.why for one in found.descents if one.child == name("c")] == [f"{name('a')[:12]} is dated earlier and is cited"]  # fmt: skip


def test_a_digest_has_a_main_and_a_further_parent() -> None:
    reports = [report("a", "2024-05-01"), report("b", "2024-05-01"), report("c", "2024-05-03")]
    found = draw(reports, pair("a", "c", (0, 0, 100)), pair("b", "c", (0, 110, 60)))
    assert lines(found) == ["a→c dates", "b→c dates further"]
    assert [str(one.share) for one in found.descents] == ["0.500", "0.300"]


def test_what_a_nearer_parent_explains_is_not_counted_twice() -> None:
    reports = [report("a", "2024-05-01"), report("b", "2024-05-02"), report("c", "2024-05-03")]
    inside = draw(reports, pair("b", "c", (0, 0, 120)), pair("a", "c", (0, 10, 100)))
    assert lines(inside) == ["b→c dates"]
    beyond = draw(reports, pair("b", "c", (0, 0, 120)), pair("a", "c", (0, 80, 90)))
    (further,) = [one for one in beyond.descents if not one.main]
    assert abs(float(further.share) - 50 / 200) < 0.01


def test_dates_and_citation_that_contradict_leave_the_direction_open() -> None:
    late = report("a", "2024-05-09", url="https://acme.example/wiper")
    early = report(
        "b", "2024-05-01", text="As https://acme.example/wiper shows in detail, it was a wiper. " * 20
    )
    found = draw([late, early], pair("a", "b", (0, 0, 100)))
    assert lines(found) in (["a–b nothing"], ["b–a nothing"])
    assert "which is dated later" in found.notes[0]


def test_citations_in_a_circle_leave_the_direction_open() -> None:
    urls = {label: f"https://{label}.example/page" for label in "abc"}
    reports = [
        report(label, text=f"As {urls[other]} shows in detail, it was a wiper. " * 20, url=urls[label])
        for label, other in ("ab", "bc", "ca")
    ]
    found = draw(reports, *(pair(one, other, (0, 0, 100)) for one, other in combinations("abc", 2)))
    assert all(not one.directed for one in found.descents)
    assert any("name each other in a circle" in note for note in found.notes)


@pytest.mark.parametrize(("size", "drawn"), [(190, "="), (120, "–")])
def test_two_of_one_day_under_two_publishers(size: int, drawn: str) -> None:
    reports = [report("a", "2024-05-01", publisher="North"), report("b", "2024-05-01", publisher="South")]
    (line,) = lines(draw(reports, pair("a", "b", (0, 0, size))))
    assert line[1] == drawn


def test_three_of_one_day_go_back_to_a_text_that_nobody_collected() -> None:
    reports = [report(label, "2024-05-01", publisher=f"Paper {label}") for label in "abc"]
    pairs = [pair(one, other, (0, 0, 120)) for one, other in combinations("abc", 2)]
    later = report("d", "2024-05-02", publisher="Paper d")
    found = draw([*reports, later], *pairs, pair("a", "d", (0, 0, 150)))
    assert lines(found) == ["a→d dates", *(f"uncollected-1→{label} dates" for label in "abc")]
    assert (
        "published on one day by 3 publishers" in found.descents[0].why
        or "published" in found.descents[-1].why
    )


def test_two_under_the_mark_of_one_agency_do_too() -> None:
    texts = {label: f"TOWN, May 3 (Harbour Wire) – {label} " + f"{label}word " * 199 for label in "ab"}
    found = draw([report(label, text=text) for label, text in texts.items()], pair("a", "b", (0, 0, 120)))
    assert lines(found) == ["uncollected-1→a citation", "uncollected-1→b citation"]
    assert "2 of 2 bear the mark of Harbour Wire" in found.descents[0].why


def test_a_turn_of_phrase_makes_no_descent() -> None:
    reports = [report("a", "2024-05-01"), report("b", "2024-05-02")]
    found = draw(reports, pair("a", "b", (0, 0, 24)))
    assert (lines(found), len(found.passages)) == ([], 1)
    assert lines(draw(reports, pair("a", "b", (0, 0, 25)))) == ["a→b dates"]


def test_what_two_texts_of_one_publisher_end_with_is_its_foot() -> None:
    days, foot = ("2024-05-01", "2024-05-02"), pair("a", "b", (170, 170, 30))
    one = [report(label, day, publisher="Paper") for label, day in zip("ab", days, strict=True)]
    two = [report(label, day, publisher=f"Paper {label}") for label, day in zip("ab", days, strict=True)]
    found = draw(one, foot)
    assert (lines(found), [passage.kind for passage in found.passages]) == ([], ["template"])
    assert found.passages[0].why == "made by hand; at the end of two texts of one publisher"
    assert lines(draw(two, foot)) == lines(draw(one, pair("a", "b", (140, 140, 30)))) == ["a→b dates"]


def test_copies_of_one_text() -> None:
    text = "The power went out in May. " * 20
    reports = [
        report(label, day, text) for label, day in (("a", "2024-05-02"), ("b", "2024-05-01"), ("c", ""))
    ]
    assert set(lines(draw(reports))) == {"b→a dates", "b–c nothing"}


def test_quotations_are_noted_and_tie_nobody() -> None:
    found = draw(
        [report("a", "2024-05-01"), report("b", "2024-05-02")], pair("a", "b", (0, 0, 60), kind="quotation")
    )
    assert lines(found) == []
    assert found.notes == (f"{', '.join(sorted((name('a')[:12], name('b')[:12])))} both quote: {found.passages[0].first.quote[:89]}…",)  # fmt: skip
    assert [one.kind for one in found.passages] == ["quotation"]


def test_a_long_template_under_two_publishers_is_copied() -> None:
    shared = pair("a", "b", (0, 0, 80), kind="template")
    days = ("2024-05-01", "2024-05-02")
    two = [report(label, day, publisher=f"Paper {label}") for label, day in zip("ab", days, strict=True)]
    one = [report(label, day, publisher="Paper") for label, day in zip("ab", days, strict=True)]
    assert lines(draw(two, shared)) == ["a→b dates"]
    assert [passage.kind for passage in draw(two, shared).passages] == ["copy"]
    assert lines(draw(one, shared)) == []
    assert lines(draw(two, pair("a", "b", (0, 0, 50), kind="template"))) == []


def test_pairs_of_what_the_case_does_not_hold_are_passed_over() -> None:
    assert draw([report("a")], pair("a", "b", (0, 0, 100))) == Lineage()
