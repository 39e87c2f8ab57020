"""Which of two documents was there first."""

import pytest
from msgspec import structs

from probandum.model.ident import digest
from probandum.sources.reports import Report
from probandum.sources.when import When, before, earliest, when


def at(published: str = "", low: str = "", high: str = "") -> When:
    return when(Report(digest(b"x"), published=published, not_before=low, not_after=high))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2019", "2020"),
        ("2019", "2020-01"),
        ("2020-01", "2020-02-01"),
        ("2020-02-01", "2020-02-02"),
        ("2020-02-01", "2020-03"),
        ("2020-02-01T10:00:00Z", "2020-02-01T11:00:00Z"),
        ("2020-02-01T12:00:00+02:00", "2020-02-01T10:30:00Z"),
        ("2020-02-01T10:00:00Z", "2020-02-02"),
        ("2020-02-01", "2020-02-02T10:00:00Z"),
    ],
)
def test_certainly_earlier(first: str, second: str) -> None:
    assert before(at(first), at(second))
    assert not before(at(second), at(first))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2020", "2020-05-01"),
        ("2020-02", "2020-02-01"),
        ("2020-02-01", "2020-02-01"),
        ("2020-02-01", "2020-02-01T10:00:00Z"),
        ("2020-02-01T23:30:00-05:00", "2020-02-02"),
        ("2020-02-01T10:00:00", "2020-02-01T11:00:00Z"),
        ("", "2020"),
        ("", ""),
        ("soon", "2020"),
    ],
)
def test_no_order(first: str, second: str) -> None:
    assert not before(at(first), at(second))
    assert not before(at(second), at(first))


def test_bounds_stand_in_for_a_date_that_is_missing() -> None:
    assert before(at(high="2020-02-01"), at(low="2020-02-02"))
    assert not before(at(high="2020-02-02"), at(low="2020-02-02"))
    assert before(at("2020-01"), at(low="2020-02-02"))
    assert not before(at(low="2019-01-01"), at("2020"))
    assert before(at("2018", low="2021-01-01"), at("2019"))  # a date goes before bounds


@pytest.mark.parametrize(
    "text", ["0000-00-00T00:00:00Z", "9999-12-31T23:59:59-23:59", "2020-13-45T99:00:00Z"]
)
def test_dates_that_are_none_do_no_harm(text: str) -> None:
    assert at(text).low <= at(text).high


def test_a_text_is_as_old_as_its_earliest_copy() -> None:
    assert earliest([at("2020"), at("2019-05")]) == When("2019-05-01", "2019-05-31")
    assert earliest([at("2020"), at("")]) == When("0000-00-00", "2020-12-31")
    moments = [at("2020-02-01T11:00:00Z"), at("2020-02-01T10:00:00Z")]
    assert earliest(moments) == moments[1]
    assert earliest([*moments, at("2020-02-01")]).moment is None


def test_what_nobody_vouches_for_is_not_before_what_somebody_does() -> None:
    early, late = (
        Report(digest(name), published=day) for name, day in ((b"a", "2020-01-01"), (b"b", "2024-05-01"))
    )
    assert before(when(early), when(late))
    nobodys = structs.replace(early, vouched=False)
    assert not before(when(nobodys), when(late))
    assert before(when(nobodys), when(structs.replace(late, vouched=False)))
    assert before(when(early), when(structs.replace(late, vouched=False)))
    assert not earliest([when(early), when(nobodys)]).vouched
