"""Names, dates and addresses of citations."""

import pytest

from probandum.knowledge.citation import address, cited, date_of_name, date_of_reference, latest


def test_a_citation_that_was_cut_off_is_none() -> None:
    text = "Did so.(Citation: A (B) 2018)(Citation:  Some   Name )(Citation: A (B) 2018) and (Citation: Cut of..."
    assert cited(text) == ("A (B) 2018", "Some Name")
    assert cited("(Citation: " * 5_000) == ()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("A. (2018, September 4). B. Retrieved October 1, 2019.", "2018-09-04"),
        ("A. (2012, September). B. Retrieved (2020, May 1).", "2012-09"),
        ("A (LLC). (2011). B. Retrieved March 1, 2012.", "2011"),
        ("A. (n.d.). B. Retrieved March 1, 2012.", ""),
        ("A. B. Retrieved March 1, 2012.", ""),
        ("A. (2019, Sept. 30). B.", "2019-09-30"),
    ],
)
def test_dates_of_references(text: str, date: str) -> None:
    assert date_of_reference(text) == date


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("ESET Sednit Sept 2016", "2016-09"),
        ("FBI Flash 2018", "2018"),
        ("Unit42_Cobalt_June_2023", "2023-06"),
        ("SymantecShuckwormUSB_Apr2025", "2025-04"),
        ("Microsoft CVE-2021-1732 Feb 2022", "2022-02"),
        ("Talos CVE-2021-1732", ""),
        ("Report 120180", ""),
        ("Undated", ""),
    ],
)
def test_dates_of_names(name: str, date: str) -> None:
    assert date_of_name(name) == date


def test_the_last_day_that_a_date_may_mean() -> None:
    assert [latest(date) for date in ("", "2018", "2018-02", "2018-02-03")] == [
        "",
        "2018-12-31",
        "2018-02-31",
        "2018-02-03",
    ]


def test_addresses_differ_only_in_what_says_something() -> None:
    same = ["https://www.A.example/B/", "http://a.example/B#x", "a.example/B?utm_source=q", "https://a.example:443/B",
            "http://web.archive.org/web/20200101/http://a.example/B"]  # fmt: skip
    assert {address(url) for url in same} == {"a.example/B"}
    assert address("https://a.example/b?id=7&utm_medium=m") == "a.example/b?id=7"
    assert address("") == ""
