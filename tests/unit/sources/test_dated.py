"""When a document is from: the analyst's day, its own, or bounds that end with its acquisition."""

from probandum.model.exhibit import Acquisition
from probandum.model.ident import digest
from probandum.model.observation import Text
from probandum.sources.dated import Dated, dated, taken

OUTER, INNER, DEEP = digest(b"outer"), digest(b"inner"), digest(b"deep")


def text(**said):
    return Text(OUTER, "test/1", "words", (), **said)


def test_the_day_of_the_analyst_goes_first():
    found = dated(text(published="2020-01-01", not_before="2019-01-01"), "2021-02", "2022-01-01T00:00:00Z")
    assert found == Dated("2021-02", "stated in case.toml")


def test_the_day_of_the_document_with_its_basis():
    found = dated(text(published="2020-01-01", published_basis="line 2"), "", "2022-01-01T00:00:00Z")
    assert found == Dated("2020-01-01", "line 2")
    assert dated(text(published="2020-01-01"), "", "").published_basis == "the document says so"


def test_a_day_after_the_acquisition_is_said_to_be_one():
    found = dated(text(published="2023-01-01", published_basis="line 2"), "", "2022-01-01T00:00:00Z")
    assert found.published_basis == "line 2; this is after it was acquired on 2022-01-01"


def test_an_undated_document_is_not_from_after_its_acquisition():
    found = dated(text(not_before="2020-01-01", not_before_basis="b"), "", "2022-03-04T05:06:07Z")
    assert found == Dated("", "", "2020-01-01", "b", "2022-03-04", "it was acquired on 2022-03-04")


def test_the_narrower_bound_counts():
    said = text(not_after="2021-01-01", not_after_basis="last changed")
    assert dated(said, "", "2022-03-04T05:06:07Z").not_after_basis == "last changed"
    assert dated(said, "", "2020-03-04T05:06:07Z").not_after == "2020-03-04"


def test_a_bound_after_the_acquisition_is_none():
    assert (
        dated(text(not_before="2030-01-01", not_before_basis="b"), "", "2022-03-04T05:06:07Z").not_before
        == ""
    )


def test_what_lies_in_a_file_came_with_it_and_circles_end():
    def came(exhibit, at, parent=None):
        return Acquisition(exhibit, "n", at, "somebody", "copied", parent)

    early, late = "2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z"
    found = taken(
        [came(DEEP, late, INNER), came(INNER, late, OUTER), came(OUTER, early), came(OUTER, late, DEEP)]
    )
    assert found == {OUTER: early, INNER: early, DEEP: early}
