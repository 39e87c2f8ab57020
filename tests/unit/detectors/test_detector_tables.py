from decimal import Decimal

from probandum.detectors.authenticity import START
from probandum.detectors.tlds import DELEGATED
from probandum.detectors.words import ORDINARY


def test_start_values_are_chances_with_a_reason() -> None:
    for start in START.values():
        assert Decimal(0) < start.value < Decimal(1)
        assert len(start.why) > 10


def test_top_level_domains_are_those_of_the_root() -> None:
    assert len(DELEGATED) > 1_200
    assert {"com", "org", "uk", "ru", "cn", "us", "ir", "xyz", "top", "рф", "中国"} <= DELEGATED
    assert not {"exe", "dll", "txt", "pdf", "local", "www", "the", ""} & DELEGATED


def test_ordinary_words_are_lower_case_words() -> None:
    assert {"play", "lead", "sea", "royal", "the"} <= ORDINARY
    assert not {"emotet", "trickbot", "petya", "lazarusgroup"} & ORDINARY
    assert all(word.isascii() and word.isalpha() and word.islower() for word in ORDINARY)
