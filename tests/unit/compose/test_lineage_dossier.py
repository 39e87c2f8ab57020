"""Origins, shared passages, talking points and contradictions in a dossier, and what of them a reader may not see."""

import msgspec
import pytest
from dossier_records import HOSTILE, records
from lineage_records import COPIED, linked

from probandum.compose import compose
from probandum.model.dossier import Dossier, Section, Table
from probandum.model.figure import Figure

HERALD = {"press/herald-a.html": "TLP:RED"}
NEW = ("Shared passages", "Talking points through time", "Contradictions")


def section(dossier: Dossier, title: str) -> Section:
    return next(one for one in dossier.sections if one.title == title)


def table(part: Section, title: str) -> Table | None:
    return next((one for one in part.tables if one.title == title), None)


def figure(part: Section) -> Figure:
    (only,) = part.figures
    return only


def text(dossier: Dossier) -> str:
    return msgspec.json.encode(dossier).decode()


def test_origins_say_how_many_reports_go_back_to_how_few_and_that_it_proves_nothing() -> None:
    said = [one.text for one in section(compose(linked()), "Origins").sentences]
    assert said[0] == "8 reports go back to 4 origins; each origin weighs once."
    assert any("independence is not disproved, never that it is proved" in one for one in said)
    assert said[-1] == "3 pairs of texts were not compared."


def test_the_map_ties_documents_to_what_they_go_back_to() -> None:
    marks = figure(section(compose(linked()), "Origins")).marks
    keys = {mark.label: mark.values[0] for mark in marks}
    ties = {mark.label: mark.values[3] for mark in marks}
    assert ties["press/herald-a.html"] == f"{keys['statements/ministry-a.pdf']}>"
    assert ties["press/courier-a.html"] == f"{keys['press/herald-a.html']}>"
    assert ties["press/gazette-b.html"] == "u1>"
    assert keys["a text that nobody collected (1)"] == "u1"
    assert all(mark.cites for mark in marks)


def test_the_verdict_without_an_origin_and_otherwise_is_told_in_three_tables() -> None:
    part = section(compose(linked()), "Origins")
    for title in (
        "Does it hold without this origin?",
        "If two origins were one",
        "If each exhibit of an origin stood for itself",
    ):
        found = table(part, title)
        assert found is not None
        assert found.rows[0].cells[1:4] == ("3 items", "Group B", "0.31")
        assert found.rows[0].cells[-1] == "not enough, as now"


def test_passages_face_one_another_with_what_both_have_marked() -> None:
    pairs = section(compose(linked()), "Shared passages").facing
    copied = next(one for one in pairs if one.title.startswith("copy, 13 words"))
    assert set(copied.labels) == {"press/herald-a.html", "statements/ministry-a.pdf"}
    assert " ".join(run.words for run in copied.left) == COPIED
    assert [run.words for run in copied.left if not run.shared] == ["Works"]
    assert [run.words for run in copied.right if not run.shared] == ["Plant"]


def test_a_passage_longer_than_what_is_kept_says_how_much_is_not_shown() -> None:
    pairs = section(compose(linked()), "Shared passages").facing
    long = next(one for one in pairs if one.title.startswith("copy, 90 words ("))
    shown = [
        len(" ".join(run.words for run in side if run.shared).split()) for side in (long.left, long.right)
    ]
    assert f"({90 - shown[0]} not shown here)" in long.title
    assert shown[0] == shown[1] < 90
    for side in (long.left, long.right):
        assert (side[-1].words, side[-1].shared) == ("…", False)
    assert "shown here" not in next(one.title for one in pairs if one.title.startswith("copy, 13"))


def test_what_was_kept_short_by_white_space_is_told_too() -> None:
    case = linked()
    long = max(case.lineage.passages, key=lambda one: one.words)
    kept = {
        end.id: msgspec.structs.replace(case.excerpts[end.id], match="word0 word1 wo") for end in (long.first, long.second)
    }  # fmt: skip
    pairs = section(
        compose(msgspec.structs.replace(case, excerpts=case.excerpts | kept)), "Shared passages"
    ).facing
    assert any(one.title.startswith("copy, 90 words (88 not shown here)") for one in pairs)


def test_the_strip_says_who_when_and_marks_a_mere_bound() -> None:
    marks = figure(section(compose(linked()), "Talking points through time")).marks
    assert [mark.values for mark in marks] == [
        ("2031-02-14", "side a", "first known"),
        ("~2031-02-16", "B", "in other words"),
        ("", "not filled", "in the same words"),
    ]


def test_what_cannot_both_be_true_stands_with_the_origin_of_each_side() -> None:
    found = table(section(compose(linked()), "Contradictions"), "What cannot both be true")
    assert found is not None
    (row,) = found.rows
    assert row.cells[0] == "denied"
    assert row.cells[1].startswith("Ministry A: “We are confident")
    assert (row.cells[2], row.cells[4]) == ("Courier A, Herald A, Ministry A", "Centre B, Gazette B")


def test_a_case_with_nothing_shared_says_so() -> None:
    dossier = compose(records())
    assert [one.text for one in section(dossier, "Shared passages").sentences] == [
        "No two documents that this reader may see share a passage of prose."
    ]
    assert not {one.title for one in dossier.sections} & set(NEW[1:])


def test_hostile_words_are_defanged_wherever_they_come_from() -> None:
    dossier = compose(linked(HOSTILE))
    said = msgspec.json.encode([dossier.sections, dossier.references]).decode()
    assert "http://" not in said
    assert not {"\u202e", "\u200b", "\x00"} & set(said)
    assert "www.evil.example" not in said


def test_of_a_hidden_document_nothing_shows_through() -> None:
    case = linked(marks=HERALD)
    by = {one.name: one.exhibit for one in case.acquisitions}
    dossier = compose(case, "TLP:GREEN")
    said = text(dossier)
    for secret in (
        "herald-a",
        by["press/herald-a.html"],
        by["press/herald-a.html"][:12],
        "word7",
        "a day later",
    ):
        assert secret not in said, secret
    passages = section(dossier, "Shared passages")
    assert [one.title.partition(",")[0] for one in passages.facing] == ["quotation"]
    marks = figure(section(dossier, "Origins")).marks
    assert {mark.label: mark.values[3] for mark in marks}["press/courier-a.html"] == ""
    assert "were not compared" not in said, "a note may tell of what is hidden"


def test_suppositions_about_an_origin_with_a_hidden_part_are_not_told() -> None:
    part = section(compose(linked(marks=HERALD), "TLP:GREEN"), "Origins")
    assert table(part, "If two origins were one") is None
    assert table(part, "If each exhibit of an origin stood for itself") is None
    assert table(part, "Does it hold without this origin?") is not None


def test_a_point_whose_first_speaker_is_hidden_has_no_first_one() -> None:
    marks = {"statements/ministry-a.pdf": "TLP:RED"}
    dossier = compose(linked(marks=marks), "TLP:GREEN")
    found = table(section(dossier, "Talking points through time"), "Talking points")
    assert found is not None
    (row,) = found.rows
    assert row.cells[2] == "2"
    assert row.cells[4] == "not for this reader"
    assert "side a" not in row.cells[3]
    assert "Contradictions" not in {one.title for one in dossier.sections}


@pytest.mark.parametrize("hidden", ["press/gazette-b.html", "statements/centre-b.pdf"])
def test_two_documents_are_needed_for_what_a_reader_may_see_of_a_talking_point(hidden: str) -> None:
    marks = {hidden: "TLP:RED", "statements/ministry-a.pdf": "TLP:RED"}
    dossier = compose(linked(marks=marks), "TLP:GREEN")
    assert "Talking points through time" not in {one.title for one in dossier.sections}
    assert not [one for one in dossier.references if one.kind == "talking-point"]


def test_same_records_same_dossier() -> None:
    assert compose(linked(HOSTILE, HERALD), "TLP:GREEN") == compose(linked(HOSTILE, HERALD), "TLP:GREEN")
