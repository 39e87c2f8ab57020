"""What makes one origin of documents that share prose, and what persons say of it."""

from itertools import combinations

import pytest
from traces import name, pair, report

from probandum.errors import CaseFileError
from probandum.model.source import Origin, Origins, Ruling, Source
from probandum.sources.origins import traced
from probandum.sources.reports import Report
from probandum.sources.reuse import Shared

LABELS = {name(label): label for label in "abcdefgh"}


def found(reports: list[Report], *pairs: Shared, sources: tuple[Source, ...] = (), notes: tuple[Ruling, ...] = ()) -> tuple[Origin, ...]:  # fmt: skip
    return traced(reports, sources, pairs, notes).origins


def sets(origins: tuple[Origin, ...]) -> set[str]:
    return {"".join(sorted(LABELS[one] for one in origin.exhibits)) for origin in origins}


def of(origins: tuple[Origin, ...], label: str) -> Origin:
    (origin,) = [origin for origin in origins if name(label) in origin.exhibits]
    return origin


def ruling(act: str, *labels: str, line: int = 1) -> Ruling:
    files = tuple(f"evidence/{label}" for label in labels)
    return Ruling(act, tuple((name(label),) for label in labels), files, "I was there", "A. Analyst", line)  # type: ignore[arg-type]


def test_a_text_of_which_half_is_from_another_adds_nothing() -> None:
    a, b = report("a", "2024-05-01"), report("b", "2024-05-02")
    one = found([a, b], pair("a", "b", (0, 0, 100)))
    assert sets(one) == {"ab"}
    assert one[0].why == (
        f"copied prose: {name('b')[:12]} takes 50 % of its words from {name('a')[:12]}, which is dated earlier",
    )
    assert one[0].roots == (name("a"),)
    two = found([a, b], pair("a", "b", (0, 0, 99)))
    assert sets(two) == {"a", "b"}
    assert of(two, "b").also == (name("a"),)
    assert of(two, "a").also == ()
    assert of(two, "b").roots == (name("b"),)


def test_a_third_is_enough_where_it_cites_the_other() -> None:
    cited = report("a", publisher="Acme Labs")
    citing = report("b", text="Acme Labs reported it. " * 40)
    assert sets(found([cited, citing], pair("a", "b", (0, 0, 70)))) == {"ab"}
    assert sets(found([cited, citing], pair("a", "b", (0, 0, 60)))) == {"a", "b"}
    assert sets(found([cited, citing])) == {"a", "b"}  # to cite is not to depend


def test_a_short_text_inside_a_long_one() -> None:
    """A note of which all stands in a feature: dated later it adds nothing, dated earlier the feature is a report too."""
    shared = pair("a", "b", (0, 0, 60), words=(60, 600))
    for first, second, expected in (("2024-05-02", "2024-05-01", {"ab"}), ("", "", {"ab"}), ("2024-05-01", "2024-05-02", {"a", "b"})):  # fmt: skip
        assert sets(found([report("a", first), report("b", second)], shared)) == expected


@pytest.mark.parametrize("dates", [("2024-05-01", "2024-05-01", "2024-05-03"), ("", "", "")])
def test_a_digest_of_two_reports_adds_none_and_makes_them_no_one(dates: tuple[str, ...]) -> None:
    reports = [report(label, day) for label, day in zip("abc", dates, strict=True)]
    origins = found(reports, pair("a", "c", (0, 0, 80)), pair("b", "c", (0, 100, 70)))
    assert sets(origins) == {"ac", "b"}
    assert of(origins, "c").also == (name("b"),)
    assert of(origins, "c").roots == (name("a"),)


def test_copies_of_a_report_do_not_explain_it_away() -> None:
    """b, c and d each took another part of a and added as much; nobody has a date."""
    sizes = (200, 130)
    pairs = [pair("a", label, (70 * number, 0, 65), words=sizes) for number, label in enumerate("bcd")]
    assert sets(found([report(label) for label in "abcd"], *pairs)) == {"abcd"}
    other = report("e")
    assert sets(found([*(report(label) for label in "abcd"), other], *pairs, pair("a", "e", (0, 0, 40)))) == {
        "abcd",
        "e",
    }


def test_texts_that_explain_each_other_are_one_and_none_is_the_root_alone() -> None:
    pairs = [pair(one, other, (0, 0, 150)) for one, other in combinations("abc", 2)]
    origins = found([report(label) for label in "abc"], *pairs)
    assert sets(origins) == {"abc"}
    assert len(origins[0].roots) == 3
    assert len(origins[0].why) == 2


@pytest.mark.parametrize("kind", ["quotation", "artefact", "template"])
def test_what_is_no_prose_of_theirs_unites_nobody(kind: str) -> None:
    assert sets(
        found([report("a", "2024"), report("b", "2025")], pair("a", "b", (0, 0, 190), kind=kind))
    ) == {"a", "b"}  # type: ignore[arg-type]


def test_what_is_nobodys_prose_does_not_count_as_own() -> None:
    """b took 60 words of a and the quotation, the note and the list of a along; its foot is its publisher's."""
    reports = [report(label, f"2024-05-0{day}", publisher=paper) for label, day, paper in (("a", 1, "North"), ("b", 2, "South"), ("c", 1, "South"))]  # fmt: skip
    prose, quoted = pair("a", "b", (0, 0, 60)), pair("a", "b", (60, 60, 50), kind="quotation")
    one = Shared(prose.first, prose.second, (*prose.passages, *quoted.passages), prose.covered, prose.words)
    assert sets(found(reports, prose)) == {"a", "b", "c"}
    assert sets(found(reports, one)) == {"a", "b", "c"}  # 60 of 150
    foot = pair("b", "c", (165, 165, 35))
    assert sets(found(reports, one, foot)) == {"ab", "c"}  # 60 of 115
    assert of(found(reports, one, foot), "b").also == ()


def test_who_repeats_another_reports_nothing_himself() -> None:
    """c is the Daily's own; b it took from the wire. Without dates nobody knows whose the shared text is."""
    for days, expected in ((("2024-05-01", "2024-05-02"), {"ab", "c"}), (("", ""), {"abc"})):
        reports = [
            report("a", days[0], source="Wire"),
            report("b", days[1], source="Daily"),
            report("c", source="Daily"),
        ]
        origins = found(reports, pair("a", "b", (0, 0, 180)), sources=(Source("Wire"), Source("Daily")))
        assert sets(origins) == expected


def test_a_person_joins_and_splits() -> None:
    reports = [report(label) for label in "abc"]
    shared = pair("a", "b", (0, 0, 190))
    joined = found(reports, shared, notes=(ruling("join", "b", "c"),))
    assert sets(joined) == {"abc"}
    assert "joined by A. Analyst: I was there" in joined[0].why
    split = found(reports, shared, notes=(ruling("split", "a", "b"),))
    assert sets(split) == {"a", "b", "c"}
    assert of(split, "a").why == ("kept apart from evidence/b by A. Analyst: I was there",)
    assert of(split, "c").why == ()
    assert Origins(split).sentence == "3 reports, 3 origins, 3 of unknown origin"


def test_a_split_goes_before_source_party_text_and_nesting() -> None:
    text = "The power went out in May. " * 20
    reports = [report("a", text=text, source="Wire"), report("b", text=text, source="Wire", parent=name("a"))]
    assert sets(found(reports, notes=(ruling("split", "a", "b"),))) == {"a", "b"}


def test_between_two_that_are_kept_apart_a_third_goes_to_the_closer() -> None:
    reports = [report(label) for label in "abc"]
    pairs = [pair("a", "b", (0, 0, 120)), pair("b", "c", (0, 0, 150))]
    assert sets(found(reports, *pairs, notes=(ruling("split", "a", "c"),))) == {"a", "bc"}


def test_what_lies_in_both_files_keeps_nobody_from_parting_them() -> None:
    mails = [report("a"), report("b"), report("c", parent=name("a")), report("c", parent=name("b"))]
    note = Ruling(
        "split", ((name("a"), name("c")), (name("b"), name("c"))), ("a", "b"), "two senders", "A. Analyst"
    )
    assert sets(found(mails, notes=(note,))) in ({"ac", "b"}, {"a", "bc"})


@pytest.mark.parametrize(
    ("notes", "line"),
    [
        ((ruling("join", "a", "b", line=3), ruling("split", "a", "b", line=9)), 9),
        (
            (
                ruling("join", "a", "c", line=3),
                ruling("join", "c", "b", line=5),
                ruling("split", "b", "a", line=9),
            ),
            9,
        ),
        ((ruling("split", "a", "a", line=7),), 7),
    ],
)
def test_notes_that_cannot_both_hold_are_an_error_with_its_line(notes: tuple[Ruling, ...], line: int) -> None:
    with pytest.raises(CaseFileError, match="split keeps evidence/") as error:
        found([report(label) for label in "abc"], notes=notes)
    assert error.value.line == line


def test_ten_rewrites_are_one_line_of_reason() -> None:
    first = report("a", "2024-05-01")
    copies = [report(f"copy {number}", "2024-05-02", text=f"x{number} " * 300) for number in range(10)]
    pairs = [pair("a", f"copy {number}", (0, 0, 140 + number), kind="paraphrase") for number in range(10)]
    (origin,) = found([first, *copies], *pairs)
    (why,) = origin.why
    assert why.startswith("rewritten prose: ")
    assert "and 2 more take 70–74 % of their words" in why
