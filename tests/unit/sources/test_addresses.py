"""The same page, however it is linked to."""

import pytest

from probandum.sources.addresses import ADDRESS, normal, trimmed

PAGE = "daily.example/news/Story-1?id=7"


@pytest.mark.parametrize(
    "address",
    [
        "https://daily.example/news/Story-1?id=7",
        "http://www.Daily.example/news/Story-1/?id=7#comments",
        "https://m.daily.example/news/Story-1?utm_source=x&id=7&fbclid=abc",
        "https://amp.daily.example//news/Story-1/amp/?id=7",
        "hxxps://daily[.]example/news/Story-1?id=7",
        "hxxps[:]//daily[dot]example/news/Story-1?id=7",
        "https://user@daily.example:443/news/Story-1/index.html?id=7.",
        "www.daily.example/news/Story%2D1?id=7",
        "https://www.google.com/amp/s/daily.example/news/Story-1?id=7",
        "https://daily-example.cdn.ampproject.org/c/s/daily.example/news/Story-1?id=7",
        "//daily.example/news/Story-1?id=7",
    ],
)
def test_one_page(address: str) -> None:
    assert normal(address) == PAGE


@pytest.mark.parametrize(
    "address",
    ["https://daily.example/news/story-1?id=7", "https://daily.example/news/Story-1?id=8", "https://a.daily.example/news/Story-1?id=7"],
)  # fmt: skip
def test_another_page(address: str) -> None:
    assert normal(address) not in {PAGE, ""}


@pytest.mark.parametrize(
    "address", ["", "https://daily.example/", "https://daily.example", "mailto:a@daily.example", "javascript:x()", "/news", "#top", "x" * 5_000]
)  # fmt: skip
def test_no_document(address: str) -> None:
    assert normal(address) == ""


def test_addresses_in_sentences() -> None:
    text = (
        "See https://a.example/x_(y). (Also hxxps://b[.]example/z), “https://c.example/q”; www.d.example/e!"
    )
    found = [trimmed(match[0]) for match in ADDRESS.finditer(text)]
    assert found == [
        "https://a.example/x_(y)",
        "hxxps://b[.]example/z",
        "https://c.example/q",
        "www.d.example/e",
    ]
    assert normal("https://en.wikipedia.org/wiki/Winnowing_(algorithm)").endswith("(algorithm)")
