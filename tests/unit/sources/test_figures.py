"""Figures against reference tables: what agrees, by how much others differ, what cannot be checked and why."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from said import claim, paper, place, statement

from probandum.model.brief import ReferenceNote
from probandum.model.ident import digest
from probandum.model.statement import FigureCheck, StatedFigure
from probandum.sources.figures import checks
from probandum.sources.reference_tables import LIMIT, ROWS, TOOL, read_table

NOTE = ReferenceNote("evidence/filings.csv", "Office of Filings, yearly review", 9, "2020-04-07")
TABLE = (
    "of,unit,when,value,rank,note\n"
    'treaty applications from Northland,applications,2019,"58,990",1,final\n'
    "treaty applications from Northland,applications,2018,53345,2,\n"
    "annual growth of treaty applications from Northland,%,2019,10.6,,\n"
    "stations in Southland,stations,2019,100,,\n"
)
SENTENCE = (
    "In 2019, about 59,000 applications were filed from Northland under the Treaty, an annual growth of 10.6%, "
    "making Northland the biggest source of treaty applications; Southland runs stations."
)
SAID = statement(SENTENCE, "figure", at=0)


def figure(
    value: str, unit: str = "applications", approximate: str = "", when: str = "2019", **more
) -> StatedFigure:  # type: ignore[no-untyped-def]
    quote = more.pop("quote", f"{approximate} {value} {unit}".strip())
    return StatedFigure(paper("d1"), place(4, 10), quote, Decimal(value), "statements/1", unit, approximate=approximate,
                        when=when, statement=SAID.id, **more)  # fmt: skip


def check(one: StatedFigure, table: str = TABLE, **more) -> FigureCheck:  # type: ignore[no-untyped-def]
    data = table.encode()
    read = read_table(digest(data), data, NOTE)
    assert read.omissions == ()
    (found,) = checks([one], read.rows, {SAID.id: more.get("said", SAID)}, more.get("claims", ()))
    assert found.figure == one.id
    return found


@pytest.mark.parametrize(
    ("one", "result", "difference", "tolerance"),
    [
        (figure("59000", approximate="about"), "agrees", "10", "500"),
        (figure("59600", approximate="about"), "differs by", "610", "50"),
        (figure("60000", approximate="about"), "agrees", "1010", "5000"),
        (figure("59000"), "differs by", "10", "0.5"),
        (figure("58990"), "agrees", "0", "0.5"),
        (figure("59000", quote="59 thousand applications"), "agrees", "10", "500"),
        (figure("10.6", "%"), "agrees", "0", "0.05"),
        (figure("10.7", "per cent", kind="percent"), "differs by", "0.1", "0.05"),
        (figure("1", "source", kind="rank", quote="the biggest source"), "agrees", "0", "0"),
        (figure("2", "source", kind="rank"), "differs by", "1", "0"),
        (figure("50000", approximate="more than"), "agrees", "-8990", None),
        (figure("60000", approximate="more than"), "differs by", "1010", None),
        (figure("60000", approximate="less than"), "agrees", "1010", None),
        (figure("58000", approximate="up to"), "differs by", "-990", None),
        (figure("60000", approximate="nearly"), "agrees", "1010", "6000"),
        (figure("58000", approximate="nearly"), "differs by", "-990", "5800"),
        (figure("58000", approximate="just over"), "agrees", "-990", "5800"),
        (figure("59500", low=Decimal(59000), high=Decimal(60000)), "differs by", "10", "0"),
        (figure("55000", low=Decimal(50000), high=Decimal(60000)), "agrees", "0", "0"),
        (figure("100", "stations", "about"), "agrees", "0", "10"),
    ],
)  # fmt: skip
def test_a_figure_agrees_as_far_as_it_is_written(
    one: StatedFigure, result: str, difference: str, tolerance: str
) -> None:
    found = check(one)
    assert (found.result, found.difference) == (result, Decimal(difference)), found
    assert found.tolerance == (None if tolerance is None else Decimal(tolerance))
    assert found.why
    assert found.source == NOTE.source
    data = TABLE.encode()
    assert data[found.locator.start : found.locator.end].decode() == found.row
    assert found.exhibit == digest(data)


def test_how_far_off_is_said_in_per_cent_of_the_reference() -> None:
    assert check(figure("59600", approximate="about")).percent == Decimal("1.03")
    assert check(figure("1", "source", kind="rank")).percent is None
    zero = TABLE + "treaty fines of Northland,fines,2019,0,,\n"
    said = statement("Northland had 3 treaty fines in 2019", "figure")
    assert check(figure("3", "fines"), zero, said=said).percent is None


@pytest.mark.parametrize(
    ("one", "table", "why"),
    [
        (figure("59000", when=""), TABLE, "does not say of when"),
        (figure("59000", when="2017"), TABLE, "of another time: 2018; 2019"),
        (figure("59000", "euros"), TABLE, "in another unit: %; applications; stations"),
        (figure("3", "ships"), "of,unit,when,value\nships of Westland,ships,2019,3\n", "no row"),
        (figure("59000"), TABLE + "applications from Northland,applications,2019,61000,,\n", "2 rows are about it and differ"),
        (figure("1000", approximate="thousands"), TABLE, "states no number"),
        (figure("1" + "0" * 80), TABLE, "too long"),
    ],
)  # fmt: skip
def test_what_cannot_be_checked_says_why(one: StatedFigure, table: str, why: str) -> None:
    found = check(one, table)
    assert found.result == "cannot be checked"
    assert why in found.why
    assert (found.difference, found.exhibit) == (None, None)


def test_without_a_table_nothing_is_checked_and_the_tables_own_figures_never_are() -> None:
    (found,) = checks([figure("59000")], (), {})
    assert found.why == "the case supplies no reference table"
    assert found.bears is None
    data = TABLE.encode()
    rows = read_table(paper("d1"), data, NOTE).rows
    assert checks([figure("59000")], rows, {}) == ()


def test_two_tables_that_say_the_same_are_no_contradiction() -> None:
    twice = TABLE + "applications from Northland,applications,2019,58990,,\n"
    assert "2 rows say the same" in check(figure("59000", approximate="about"), twice).why


def test_truth_and_relevance_are_two_facts() -> None:
    one = figure("59000", approximate="about")
    found = check(one)
    assert (found.result, found.bears) == ("agrees", False)
    assert "neither accuses nor denies" in found.bears_why
    for kind in ("accusation", "counter-accusation", "denial", "rejection-of-basis", "evidence-challenge"):
        assert check(one, said=statement(SENTENCE, kind, "figure")).bears
    inside = claim("denies", "Southern Office", "Southland", "stole", quote=SENTENCE)
    assert check(one, claims=(inside,)).bears
    assert not check(one, claims=(claim("asserts", "Southern Office", "Southland", "grows"),)).bears
    assert not check(one, claims=(claim("denies", "Southern Office", "Southland", "stole", at=200),)).bears


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "line 1: no columns"),
        (b"of,unit,value\n", "line 1: no column when"),
        (b"of,unit,when,value,colour\n", "column 'colour' is not known"),
        (b"of,unit,when,value,of\n", "column 'of' stands there twice"),
        (b"of,unit,when,value\nx,ships,2019,\"10,6\"\n", "line 2: value is '10,6', with a decimal comma"),
        (b"of;unit;when;value\nx;ships;2019;1.234.567\n", "with points between thousands"),
        (b"of,unit,when,value\nx,ships,2019,12,345\n", "5 cells, where the first line names 4; a number with commas"),
        (b"of,unit,when,value\nx,ships,2019,about 5\n", "no plain decimal"),
        (b"of,unit,when,value\nx,ships,2019,1e5\n", "no plain decimal"),
        (b"of,unit,when,value\nx,ships,2019,NaN\n", "no plain decimal"),
        (b"of,unit,when,value\nx,ships,last year,5\n", "when is 'last year'"),
        (b"of,unit,when,value\n\xff,ships,2019,5\n", "line 2: not UTF-8"),
        (b'of,unit,when,value\n"x,ships,2019,5\n', "quotation marks"),
        (b"of,unit,when,value\n--,ships,2019,5\n", "of is empty"),
        (b"of,unit,when,value\nx,,2019,5\n", "unit is empty"),
        (b"of,unit,when,value\nx,ships,2019,\n", "neither a value nor a rank"),
        (b"of,unit,when,value,rank\nx,ships,2019,5,first\n", "rank is 'first'"),
        (b"of,unit,when,value\n" + b"x" * 500 + b",ships,2019,5\n", "more than 400 characters"),
        (b"of,unit,when,value\n" + b"x" * 200_000 + b",ships,2019,5\n", "too long"),
        (b"x" * (LIMIT + 1), "more than"),
    ],
)  # fmt: skip
def test_a_broken_line_is_left_out_and_said(data: bytes, problem: str) -> None:
    read = read_table(digest(data), data, NOTE)
    assert read.rows == ()
    assert [one.by for one in read.omissions] == [TOOL]
    assert problem in read.omissions[0].what


def test_a_broken_line_costs_no_other_line() -> None:
    data = '\ufeffof;unit;when;value\r\nx;ships;2019;oops\r\n\r\n"y; z";ships;2020-07;1 234,5\r\ny;ships;2020-07;-1 234.5\r\n'.encode()
    read = read_table(digest(data), data, NOTE)
    assert [one.what[:7] for one in read.omissions] == ["line 2:", "line 4:"]
    assert [(one.of, one.value, data[one.locator.start : one.locator.end].decode()) for one in read.rows] == [
        ("y", Decimal("-1234.5"), "y;ships;2020-07;-1 234.5")
    ]


def test_a_table_is_bounded() -> None:
    data = b"of,unit,when,value\n" + b"x,ships,2019,5\n" * (ROWS + 50)
    read = read_table(digest(data), data, NOTE)
    assert len(read.rows) == ROWS
    assert "the rest is left out" in read.omissions[-1].what
    many = b"of,unit,when,value\n" + b"x,ships,2019,oops\n" * 500
    assert len(read_table(digest(many), many, NOTE).omissions) == 41


@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_break_the_reader(data: bytes, headed: bool) -> None:
    data = (b"of,unit,when,value,rank\n" if headed else b"") + data
    read = read_table(digest(data), data, NOTE)
    for row in read.rows:
        assert data[row.locator.start : row.locator.end].decode() == row.text
