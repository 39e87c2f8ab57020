"""Whom documents cite, where they say so, and what is no citation."""

import time
from itertools import permutations

import pytest
from traces import name, report

from probandum.model.sharing import Citation
from probandum.model.source import Source
from probandum.sources.citations import MOST, citations
from probandum.sources.reports import Report

WIRE = report(
    "wire",
    publisher="Harbour Wire",
    url="https://wire.example/2024/outage",
    title="How the outage of May began",
)
LAB = report(
    "lab",
    publisher="Acme Labs, Inc.",
    url="https://acme.example/blog/wiper",
    title="A wiper that knows three stations",
)
OTHERS = (WIRE, LAB)


def cite(text: str, *others: Report, shares: tuple[str, ...] = (), sources: tuple[Source, ...] = (), **said: str) -> list[Citation]:  # fmt: skip
    one = report("daily", text=f"{text}\n", publisher="The Daily", **said)
    sharing = {one.exhibit: {name(label) for label in shares}}
    found = citations([one, *(others or OTHERS)], sources, sharing).citations
    return [citation for citation in found if citation.citing == one.exhibit]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("According to the Acme Labs report, it was a wiper.", "According to the Acme Labs"),
        ("It was a wiper, ACME LABS researchers said on Friday.", "ACME LABS researchers said"),
        ("The wiper was first reported by Acme Labs last week.", "first reported by Acme Labs"),
        ("The power went out (via Acme Labs).", "(via Acme Labs"),
        ("Acme Labs reported that disks were overwritten.", "Acme Labs reported"),
        ("Two officials told Acme Labs that it was over.", "told Acme Labs"),
        ("“It was a wiper”, Acme Labs’ analysts told reporters.", "Acme Labs’ analysts told"),
    ],
)
def test_words_that_introduce_a_publisher(text: str, quote: str) -> None:
    (found,) = cite(text)
    assert (found.cited, found.name, found.how) == (name("lab"), "Acme Labs, Inc.", "according to")
    assert found.place is not None
    assert found.place.quote == quote
    start, end = found.place.locator.start, found.place.locator.end
    assert text[start:end] == quote
    assert found.why == "the only document under this name that may be meant"


def test_the_mark_of_an_agency_at_the_head() -> None:
    (found,) = cite("NORTHPORT, May 3 (Harbour Wire) – The lights went out.")
    assert (found.cited, found.how) == (name("wire"), "according to")
    body = "The lights went out. " * 30
    assert cite(f"{body}\n{body}\n{'x' * 10}" + "\n" * 12 + "Later (Harbour Wire) - more.") == []


def test_who_was_not_collected_is_named_and_not_tied() -> None:
    found = cite(
        "According to the Northern Post’s May edition, ships stayed. The Morning Sun reported the same."
    )
    assert [(one.cited, one.name, one.why) for one in found] == [
        (None, "Northern Post", ""),
        (None, "Morning Sun", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "According to officials, nothing was lost. The company said it was over, and experts told us so.",
        "An analysis of Quillware and reports of Northern origin: according to an Eastern firm, Trojan reports grew.",
        "Conclusion\nWe’ve reported this before, in a blog post from September.",
        "The Daily reported this first, according to The Daily.",
        "An acme labs of the mind said so. They work in harbour wire, it said.",
        "See https://acme.example/ and https://acme.example/blog/another-post for more of this kind.",
        "Read more\nA wiper that knows three stations\nHow the outage of May began\n",
        "Related: A wiper that knows three stations\nhttps://acme.example/blog/wiper\n",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert cite(text) == []


def test_addresses_and_titles_in_sentences_and_footnotes() -> None:
    (link,) = cite("It was a wiper, as hxxps://www.acme[.]example/blog/wiper/?utm_source=x shows in detail.")
    assert (link.cited, link.how, link.name) == (name("lab"), "link", "https://www.acme[.]example/blog/wiper/?utm_source=x".replace("https", "hxxps"))  # fmt: skip
    (title,) = cite("We read “A Wiper that knows\nthree stations” with care.")
    assert (title.cited, title.how) == (name("lab"), "named report")
    (note,) = cite("It was a wiper [1].\n\nReferences\n[1] A wiper that knows three stations")
    assert (note.cited, note.how) == (name("lab"), "footnote")
    (line,) = cite("It was a wiper.\n[1] https://acme.example/blog/wiper")
    assert (line.cited, line.how) == (name("lab"), "footnote")
    (credit,) = cite("It was a wiper.\nSource: https://acme.example/blog/wiper")
    assert (credit.cited, credit.how) == (name("lab"), "link")


def test_a_link_that_no_words_carry_counts_only_with_shared_words() -> None:
    assert cite("It was a wiper.", links="https://acme.example/blog/wiper") == []
    (found,) = cite("It was a wiper.", links="https://acme.example/blog/wiper#x", shares=("lab",))
    assert (found.cited, found.how, found.place) == (name("lab"), "link", None)


def test_a_name_of_several_documents_means_the_one_that_is_linked_or_shared() -> None:
    second = report("lab2", publisher="Acme Labs", url="https://acme.example/blog/second")
    said = "Acme Labs reported it."
    (none,) = cite(said, LAB, second)
    assert (none.cited, none.why) == (None, "2 documents are under this name")
    (linked,) = cite(said, LAB, second, links="https://acme.example/blog/second")
    assert linked.cited == name("lab2")
    (shared,) = cite(said, LAB, second, shares=("lab",))
    assert (shared.cited, shared.why) == (name("lab"), "of 2 documents under this name they share passages")


def test_a_document_of_later_date_is_not_meant() -> None:
    later = report("lab", "2024-06-01", publisher="Acme Labs")
    one = report("daily", "2024-05-01", text="Acme Labs reported it.", publisher="The Daily")
    (found,) = citations([one, later], (), {}).citations
    assert (found.cited, found.why) == (None, "what the case has under this name is dated later")


def test_what_the_case_file_states() -> None:
    one = report("daily", text="It was a wiper.", source="The Daily")
    lab = report("lab", source="Lab")
    said = [Source("The Daily", relies_on=("Lab", "Nobody")), Source("Lab"), Source("Nobody")]
    found = citations([one, lab], said, {}).citations
    assert {(one.how, one.name, one.cited) for one in found} == {
        ("stated", "Lab", name("lab")),
        ("stated", "Nobody", None),
    }


def test_order_does_not_matter() -> None:
    one = report(
        "daily",
        text="Acme Labs reported it, and Harbour Wire said so: https://wire.example/2024/outage",
        publisher="D",
    )
    found = {citations(order, (), {}).citations for order in permutations([one, *OTHERS])}
    assert len(found) == 1
    assert len(next(iter(found))) == 3


@pytest.mark.parametrize(
    "text", ["Acme Labs said ", "according to ", "X (b", "(via ", "http://a(", "[1] ", "“Acme Labs", "A wiper that knows three "]
)  # fmt: skip
def test_hostile_texts_take_bounded_time(text: str) -> None:
    start = time.perf_counter()
    found = cite(text * (3_000_000 // len(text)))
    assert time.perf_counter() - start < 20
    assert len(found) <= MOST
