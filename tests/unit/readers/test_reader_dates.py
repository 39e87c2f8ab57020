"""Days in several languages, bounds for what is undated, and what is never guessed."""

import time

import pytest

from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest
from probandum.model.observation import Text
from probandum.readers.dates import days
from probandum.readers.dating import Source, decide, in_dateline, in_line, in_title, past, unclear
from probandum.readers.text import TextReader

PROSE = "The ministry has looked at the report and says that it names no evidence for what it claims."


def read(text: str) -> Text:
    data = text.encode()
    found = next(iter(TextReader().read(Exhibit(digest(data), len(data), "text/plain"), data)))
    assert isinstance(found, Text)
    return found


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12 février 2021", "2021-02-12"),
        ("1er août 2019", "2019-08-01"),
        ("28. Mai 2020", "2020-05-28"),
        ("3. März 2020", "2020-03-03"),
        ("4 de noviembre de 2019", "2019-11-04"),
        ("22 октября 2020 г.", "2020-10-22"),
        ("2021年7月20日", "2021-07-20"),
        ("2021年 7月 20日", "2021-07-20"),
        ("2021년 7월 20일", "2021-07-20"),
        ("٢١ يوليو ٢٠٢١", "2021-07-21"),
        ("12 نيسان 2022", "2022-04-12"),
        ("3 كانون الأول 2020", "2020-12-03"),
        ("Sept. 3rd, 2020", "2020-09-03"),
        ("12-Feb-2021", "2021-02-12"),
        ("2024/02/12", "2024-02-12"),
        ("10/23/2020", "2020-10-23"),
        ("23/10/2020", "2020-10-23"),
        ("05/05/2020", "2020-05-05"),
        ("20.02.2019", "2019-02-20"),
    ],
)
def test_days_in_many_forms(written: str, day: str) -> None:
    (found,) = days(written)
    assert (found.first, found.last) == (day, day)


@pytest.mark.parametrize(
    "written",
    [
        "04.05.21",
        "3/4/21",
        "中華民國110年3月5日",
        "令和3年7月19日",
        "12 رمضان 1442",
        "5 มกราคม 2564",
        "۱۲ فروردین ۱۴۰۰",
        "30 February 2020",
        "31.04.2020",
        "2020-13-01",
        "1.2.2020.4",
        "0000-00-00",
        "May 2021",
        "10 listopada 2020",
    ],
)
def test_what_is_not_certain_is_no_day(written: str) -> None:
    assert list(days(written)) == []


def test_day_and_month_in_doubt_are_two_days() -> None:
    (found,) = days("03/04/2021")
    assert (found.first, found.last) == ("2021-03-04", "2021-04-03")
    text = read(f"A statement on the incident\n03/04/2021\n\n{PROSE}\n")
    assert (text.published, text.not_before, text.not_after) == ("", "2021-03-04", "2021-04-03")
    assert text.not_before_basis == "line 2 “03/04/2021” is 2021-03-04 or 2021-04-03"


@pytest.mark.parametrize(
    ("line", "day", "modified"),
    [
        ("Published: 14 June 2023", "2023-06-14", False),
        ("Release date: February 11, 2021", "2021-02-11", False),
        ("Last updated: March 2, 2021", "2021-03-02", True),
        ("Mis à jour le 4 septembre 2020 à 09h12", "2020-09-04", True),
        ("Publié le 3 septembre 2020 à 18h30", "2020-09-03", False),
        ("Veröffentlicht am 15. August 2019", "2019-08-15", False),
        ("Madrid, 21 de enero de 2022", "2022-01-21", False),
        ("发布时间:2021-07-20 15:40", "2021-07-20", False),
        ("(2024/02/12)", "2024-02-12", False),
        ("28. Mai 2020 - Pressemitteilung", "2020-05-28", False),
        ("May 10, 2021 | News desk", "2021-05-10", False),
        ("News desk | May 10, 2021", "2021-05-10", False),
        ("Saturday 24 June 2017 19.50 BST", "2017-06-24", False),
    ],
)
def test_lines_that_are_a_date(line: str, day: str, modified: bool) -> None:
    (found,) = in_line(line, "line 2")
    assert (found.first, found.modified, found.basis) == (day, modified, f"line 2 “{line}”")


@pytest.mark.parametrize(
    "line",
    [
        "It was on July 25, 2020 that the group began its work.",
        "The outage of 17 December 2020 and what came after it",
        "In 2019 the same was said.",
        "203.0.113.7",
        "v1.2.2020",
        "x" * 5000 + " 1 May 2020",
    ],
)
def test_lines_that_only_hold_a_date(line: str) -> None:
    assert in_line(line, "line 2") == []


def test_datelines_and_titles() -> None:
    assert (
        in_dateline("MOSCOW, March 3, 2022 (Reuters) - The ministry denied it.", "line 3")[0].first
        == "2022-03-03"
    )
    assert in_dateline("Officials said on March 3, 2022 - a Thursday - that it was so.", "line 3") == []
    assert in_title("Regular Press Conference of the Spokesperson on April 6, 2021")[0].first == "2021-04-06"
    assert in_title("2021年7月20日外交部例行记者会")[0].first == "2021-07-20"
    assert in_title("Remarks on the attack (2024/02/12)")[0].first == "2024-02-12"
    assert in_title("Remarks on the attack of 24 February 2022") == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("04.05.21", "has a year of two digits"),
        ("中華民國110年3月5日", "goes by another calendar"),
        ("12 رمضان 1442 هـ", "goes by another calendar"),
    ],
)
def test_what_is_not_converted_is_said(line: str, why: str) -> None:
    assert why in unclear(line, "line 2")
    text = read(f"A memo on the incident\n{line}\n\n{PROSE}\n")
    assert (text.published, text.not_before, text.not_after) == ("", "", "")
    assert text.published_basis == f"line 2 “{line}” {why}: not converted"


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("In 2019, about 100 such cases were counted.", "2019-01-01"),
        ("In 2019, about 100 cases were counted, an annual growth of 3 per cent.", "2020-01-01"),
        ("The outage began on 17 December 2020 and was over soon.", "2020-12-17"),
        ("The report of March 2021 named no one.", "2021-03-01"),
        ("It was seen in 2016 and again in 2018.", "2018-01-01"),
        ("By 2030 half of them will be ours.", ""),
        ("The centre, planned for 2035, was announced.", ""),
        ("The centre will begin its work on 1 January 2035.", ""),
        ("It was 2019 bytes long.", ""),
        ("On 03/04/2021 it was seen.", ""),
        ("See section 2020.", ""),
    ],
)
def test_what_a_text_speaks_of_as_past(sentence: str, day: str) -> None:
    found, why = past(f"Nothing here. {sentence} And nothing there.")
    assert found == day
    assert (sentence in why) is bool(day)


def test_conflicts_between_sources_are_said() -> None:
    found = decide(
        [Source("2021-02-08", "2021-02-08", "meta a"), Source("2021-02-09", "2021-02-09", "JSON-LD b")]
    )
    assert (found.published, found.published_basis) == ("2021-02-08", "meta a; JSON-LD b says 2021-02-09")
    text = read(
        f"An alert on tools\nRelease date: February 11, 2021\nLast updated: March 2, 2021\n\n{PROSE}\n"
    )
    assert text.published == "2021-02-11"
    assert "last changed 2021-03-02, line 3" in text.published_basis


def test_a_later_change_alone_is_a_bound() -> None:
    text = read(f"An alert on tools\nLast updated: March 2, 2021\n\n{PROSE}\n")
    assert (text.published, text.not_after) == ("", "2021-03-02")
    assert text.not_after_basis.startswith("last changed, line 2")


def test_bounds_that_contradict_each_other_are_none() -> None:
    text = read(
        f"An alert on tools\nLast updated: March 2, 2021\n\nIn 2022, more were seen than before. {PROSE}\n"
    )
    assert (text.published, text.not_before, text.not_after) == ("", "", "")
    assert "contradicts" in text.published_basis


def test_the_year_on_a_rights_line_is_no_bound() -> None:
    text = read(f"An alert on tools\n\n{PROSE}\n\n© 2022 Example Agency\n")
    assert (text.published, text.not_before) == ("", "")
    assert "names 2022, which is of the page and no bound" in text.published_basis


@pytest.mark.parametrize(
    "hostile", ["12 ", "1 January ", "In 2019 ", "2019年", "1" * 10 + " ", "03/04/2021 " * 3, "was. "]
)
def test_hostile_texts_take_linear_time(hostile: str) -> None:
    text = hostile * (400_000 // len(hostile))
    begin = time.process_time()
    past(text)
    list(days(text))
    assert time.process_time() - begin < 8
