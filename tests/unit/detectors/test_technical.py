"""A technical page is told by the words for how malware works; how it is broken or written in capitals does not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probandum.detectors.sayings.technical import is_technical

REPORT = "The loader decrypts its payload and writes it to the registry. The sample then asks the domain for a second module."
STATEMENT = "The minister said on Tuesday that the ministry had been broken into, and that those who did it would be named in time."


@pytest.mark.parametrize(
    ("text", "technical"), [(REPORT, True), (STATEMENT, False), ("", False), ("...", False)]
)
def test_reports_and_statements(text, technical):
    assert is_technical(text) is technical
    assert is_technical(text.upper().replace(" ", "\n")) is technical


def test_a_word_in_a_hundred_is_enough():
    rest = "word " * 99
    assert is_technical(rest + "payload")
    assert not is_technical(rest + "word word payload")


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text):
    assert is_technical(text) in (True, False)
