"""Which exhibits count as one, and why."""

import pytest

from probandum.model.ident import Digest, digest
from probandum.model.source import Origin, Origins, Source
from probandum.sources.origins import Report, origins, unstated

LEDE = (
    "Officials said that the outage began when an employee opened a message which seemed to come from a supplier. "
    "Within an hour the attackers had reached the controllers in three substations and opened the breakers one by one. "
    "Power came back after six hours because the crews drove out and closed them by hand, the company said on Friday."
)
NOTE = (
    "We have looked at the sample that was shared with us and find a wiper whose configuration names the same three "
    "stations; it overwrites the first sectors of each disk and removes the shadow copies before it restarts the host."
)


def name(text: str) -> Digest:
    return digest(text.encode())


def of(found: tuple[Origin, ...], exhibit: Digest) -> Origin:
    (origin,) = [origin for origin in found if exhibit in origin.exhibits]
    return origin


def test_each_alone() -> None:
    found = origins([Report(name("a"), LEDE, "Wire"), Report(name("b"), NOTE, "Lab"), Report(name("c"))])
    assert [len(origin.exhibits) for origin in found] == [1, 1, 1]
    assert all(origin.why == () for origin in found)
    assert Origins(found).sentence == "3 reports, 3 origins, 1 of unknown origin"
    assert unstated(found) == 1


def test_the_same_text_apart_from_white_space() -> None:
    found = origins([Report(name("a"), LEDE, "Wire"), Report(name("b"), LEDE.replace(" ", "\n  "), "Daily")])
    assert found[0].sources == ("Daily", "Wire")
    assert found[0].why[0].startswith("the same text: ")
    assert Origins(found).sentence == "2 reports, 1 origin"


def test_prose_copied_into_a_longer_text_is_a_copy_an_excerpt_is_none() -> None:
    whole = Report(name("a"), LEDE, "Wire")
    copied = Report(
        name("b"), f"{LEDE} Our reporter adds that the weather was cold and the roads were empty.", "Daily"
    )
    excerpt = Report(name("c"), f"{NOTE} {NOTE[::-1]} {LEDE[: LEDE.index(' Within')]}", "Lab")
    found = origins([whole, copied, excerpt])
    assert of(found, name("a")).exhibits == tuple(sorted([name("a"), name("b")]))
    assert "copied prose" in of(found, name("b")).why[0]
    assert of(found, name("c")).exhibits == (name("c"),)


def test_what_the_case_declares() -> None:
    reports = [
        Report(name(who), source=who) for who in ("Daily", "Weekly", "Wire", "Mission A", "Mission B", "Lab")
    ]
    sources = [
        Source("Daily", relies_on=("Wire",)),
        Source("Weekly", relies_on=("Daily",)),
        Source("Wire"),
        Source("Mission A", party="One state"),
        Source("Mission B", party="One state"),
        Source("Lab"),
    ]
    found = origins(reports, sources)
    assert {origin.sources for origin in found} == {
        ("Daily", "Weekly", "Wire"),
        ("Lab",),
        ("Mission A", "Mission B"),
    }
    assert of(found, name("Mission A")).why == ("one party, One state: Mission A, Mission B",)
    assert of(found, name("Weekly")).why == (
        "declared to rely on Daily: Weekly",
        "declared to rely on Wire: Daily, Weekly",
    )


def test_two_that_rely_on_a_source_whose_own_report_is_missing_are_one() -> None:
    sources = [Source("Daily", relies_on=("Wire",)), Source("Weekly", relies_on=("Wire",)), Source("Wire")]
    found = origins([Report(name("1"), source="Daily"), Report(name("2"), source="Weekly")], sources)
    assert [origin.sources for origin in found] == [("Daily", "Weekly")]


@pytest.mark.parametrize("present", [True, False])
def test_attachments_share_the_origin_of_the_mail(present: bool) -> None:
    mail = Report(name("mail"), "see attached", "Lab")
    parts = [Report(name("one"), NOTE, parent=name("mail")), Report(name("two"), parent=name("mail"))]
    found = origins([mail, *parts] if present else parts)
    assert len(found) == 1
    assert found[0].why[0].startswith("received inside ")


def test_cycles_and_repeats_in_what_is_stated_do_no_harm() -> None:
    sources = [
        Source("A", relies_on=("B", "A")),
        Source("B", relies_on=("A",)),
        Source("C", relies_on=("nobody",)),
    ]
    loop = [Report(name("1"), source="A", parent=name("2")), Report(name("2"), source="B", parent=name("1"))]
    found = origins([*loop, loop[0], Report(name("3"), source="C")], sources)
    assert [len(origin.exhibits) for origin in found] in ([1, 2], [2, 1])
    assert sorted(exhibit for origin in found for exhibit in origin.exhibits) == sorted(map(name, "123"))
