"""Words: what looks the same is the same, and each word has its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probandum.sources.words import (
    ADDRESS,
    BREAK,
    NAME,
    WEIGHTS,
    count_words,
    fold,
    joins,
    plain,
    read,
    spans,
)


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("Payload", "payload"),
        ("p\u0430yl\u043ead", "payload"),
        ("pay\u200bload", "payload"),
        ("pay\u00adload", "payload"),
        ("docu-\n  ment", "document"),
        ("cafe\u0301", "caf\u00e9"),
        ("\uff50ayload", "payload"),
        ("pay1oad", "payload"),
        ("na\u00efve", "naive"),
    ],
)
def test_forms_that_look_the_same_are_the_same(written: str, other: str) -> None:
    assert fold(written) == fold(other)


def test_each_word_has_its_characters() -> None:
    text = "The docu-\nment was read by all who were there, at https://example.org/a-b-c, on \u653b\u51fb."
    prose = plain(text)
    found = [prose[start:end] for start, end in spans(prose)]
    assert found[:3] == ["The", "docu-\nment", "was"]
    assert found[-3:] == ["on", "\u653b", "\u51fb"]
    assert len(found) == len(read(prose).words) == count_words(text)


def test_hyphens_at_every_line_end_join_nothing() -> None:
    text = "they-\nmoved on-\nand took-\nwhat they-\nfound there"
    assert count_words(text) == 9


def test_names_and_numbers_weigh_next_to_nothing() -> None:
    sorts = read("On Monday the group Fancy Bear used port 8080 and the eBay page.").sorts
    assert [place for place, sort in enumerate(sorts) if sort == NAME] == [1, 4, 5, 8, 11]
    assert WEIGHTS[NAME] < WEIGHTS[:4].min()
    assert not read("ALL OF THIS IS WRITTEN IN CAPITALS").named.any()


@given(
    st.lists(
        st.sampled_from(
            ("a", "b", "é", "1", "_", "-", "‐", "\n", "\r\n", " ", "\t", "a b c d e f g h ", "国")
        )
    )
)
def test_a_quick_look_tells_which_texts_are_parted_at_line_ends(pieces: list[str]) -> None:
    text = "".join(pieces)
    breaks = len(BREAK.findall(text))
    assert joins(text) is (breaks > 0 and breaks * 8 <= text.count(" "))


def test_rulers_part_no_words() -> None:
    assert not joins("a title\n-------\nand what stands below it, some words long enough\n")
    assert joins("what an inter-\nview says in words enough that a line end may part one")


@given(
    st.lists(
        st.sampled_from(
            ("a", "http", "HXXPS", "ftp", "ſ", "://", "WWW.", "]", "(", ")", " ", "\n", "](", "İ", '"')
        )
    )
)
def test_addresses_are_blanked_where_the_pattern_finds_them(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert plain(text) == ADDRESS.sub(lambda match: " " * len(match.group()), text)
