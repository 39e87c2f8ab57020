"""The dossier on what was said to an accusation, what programs found, what was passed on, and which figures are true."""

import msgspec
import pytest
from dossier_records import HOSTILE, records
from said_records import TABLE, told

from probandum.compose import compose
from probandum.model.dossier import Dossier, Section
from probandum.renderers.html import HtmlRenderer
from probandum.renderers.markdown import MarkdownRenderer


def section(dossier: Dossier, title: str) -> Section:
    return next(one for one in dossier.sections if one.title == title)


def rows(part: Section, title: str) -> list[tuple[str, ...]]:
    return [row.cells for table in part.tables if table.title == title for row in table.rows]


def test_each_accusation_stands_against_what_was_said_to_exactly_that() -> None:
    part = section(compose(told()), "Claims of each side")
    table = rows(part, "What was said to exactly that")
    assert [row[2] for row in table] == [
        "denies the act (linked by a person)",
        "rejects the basis",
        "silent",
        "silent",
    ]
    assert table[0][3].startswith("Centre B: “The allegation rests on nothing")
    assert (
        table[1][3]
        == "Spokesman: “Groundless talk must stop.” [found by statements/1, not reviewed, share right 0.91]"
    )
    assert table[2][1] == "Centre B (accuser)"
    assert "found by statements/1, not reviewed" in table[3][1]
    (text,) = [one.text for one in part.sentences if one.label == "Said to exactly that"]
    assert text.startswith("3 accusations, repetitions counted once")
    assert "denied: 1, the basis rejected: 1, no answer in this evidence: 2" in text
    assert rows(part, "Accused in return")[0][0].startswith("Ministry A (accuser) accuses: Group B")


def test_what_a_program_found_is_never_mixed_with_what_persons_recorded() -> None:
    part = section(compose(told()), "Claims of each side")
    for table in part.tables:
        if table.title.startswith("Said by"):
            assert not any("not reviewed" in cell for row in table.rows for cell in row.cells)
    (row,) = rows(part, "Found by statements/1, not reviewed by a person")
    assert row[1] == "speaker not filled (accuser)"
    assert "not filled: speaker, act, level" in row[2]
    assert row[6] == "found by statements/1, not reviewed, share right 0.62"
    (text,) = [one.text for one in part.sentences if one.label == "Found by a program"]
    assert text.startswith(
        "1 claim was found by statements/1 and not reviewed by a person; of such finds a share of 0.62"
    )
    heads = part.sentences[0].text
    assert heads == section(compose(records()), "Claims of each side").sentences[0].text
    dated = section(compose(told()), "Timeline").tables[0].rows
    assert not any("found by a program" in row.cells[1] for row in dated)


def test_who_passed_on_what_is_told_outermost_first() -> None:
    part = section(compose(told()), "Claims of each side")
    table = rows(part, "What was relayed by whom")
    assert [row[0] for row in table] == [
        "Herald A → Ministry A",
        "Gazette B → Courier A → Centre B",
        "Gazette B → source not filled",
    ]
    assert table[2][3] == "found by statements/1, not reviewed"


def test_a_figure_may_be_true_and_beside_the_point() -> None:
    part = section(compose(told()), "Figures that are stated")
    table = rows(part, "Stated figures and what they agree with")
    assert table[0][2] == "agrees with Office of Filings; 10 (0.02 %) more than the table"
    assert table[0][3].startswith("row “applications,2030,58990”, 2031")
    assert table[0][4].startswith("does not bear on the question: its sentence neither accuses nor denies")
    assert table[1][2:] == ("cannot be checked", "no row is about it", "not decided")
    assert part.sentences[0].text == (
        "2 figures, held against 1 reference table of the case: 1 agree, 1 cannot be checked."
    )
    assert "says nothing about the accusation" in part.sentences[1].text


def test_without_figures_and_responses_nothing_is_added() -> None:
    dossier = compose(records())
    assert "Figures that are stated" not in [one.title for one in dossier.sections]
    titles = [table.title for table in section(dossier, "Claims of each side").tables]
    assert "What was said to exactly that" not in titles


def test_every_row_leads_to_bytes() -> None:
    case = told()
    dossier = compose(case)
    references = {one.id: one for one in dossier.references}
    held = {one.digest for one in case.exhibits}
    for title in ("Claims of each side", "Figures that are stated"):
        for table in section(dossier, title).tables:
            for row in table.rows:
                names = list(row.cites)
                for name in names:
                    names += references[name].cites
                assert names
                assert any(references[name].exhibit in held for name in names)
    kinds = {one.kind for one in dossier.references}
    assert {"response", "statement", "figure", "check", "claim"} <= kinds


@pytest.mark.parametrize(
    ("hidden", "gone"),
    [
        ("statements/centre-b.pdf", ("Groundless talk", "allegation rests", "59,000", "belong to Group A")),
        (TABLE, ("58990",)),
        ("statements/ministry-a.pdf", ("We are confident",)),
    ],
)
def test_what_is_marked_higher_is_in_no_row(hidden: str, gone: tuple[str, ...]) -> None:
    case = told(marks={hidden: "TLP:RED"})
    said = msgspec.json.encode(compose(case, "TLP:GREEN")).decode()
    whole = msgspec.json.encode(compose(case)).decode()
    for words in gone:
        assert words in whole
        assert words not in said
    part = section(compose(case, "TLP:GREEN"), "Claims of each side")
    kinds = {row[2] for row in rows(part, "What was said to exactly that")}
    assert "silent" not in kinds
    assert "no answer that this reader may see" in kinds


def test_tables_are_bounded_and_say_how_much_is_left() -> None:
    dossier = compose(told(more=400))
    part = section(dossier, "Claims of each side")
    assert len(rows(part, "What was said to exactly that")) == 80
    assert len(rows(part, "Found by statements/1, not reviewed by a person")) == 60
    assert len(rows(part, "What was relayed by whom")) == 60
    assert any("341 more are not" in one.text for one in part.sentences)
    assert any("324 more are not" in one.text for one in part.sentences)
    figures = section(dossier, "Figures that are stated")
    assert len(figures.tables[0].rows) == 120
    assert "282 more are not" in figures.sentences[-1].text


def test_hostile_words_stay_words_in_every_format() -> None:
    dossier = compose(told(HOSTILE))
    assert "http://" not in msgspec.json.encode([dossier.sections, dossier.references]).decode()
    for renderer in (HtmlRenderer(), MarkdownRenderer()):
        text = renderer.render(dossier).decode()
        assert "<script>alert" not in text
        assert "http://evil.example" not in text
        assert "\u202e" not in text
