"""Words, numbers and hostile text."""

import time
from decimal import Decimal

import pytest

from probandum.compose.wording import banded, decibans, defang, number, plotted, visible, worded
from probandum.model.scales import icd_203, stated


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("http://evil.example/a.b?x=1", "hxxp://evil[.]example/a.b?x=1"),
        ("HTTPS://Evil.Example", "hxxps://Evil[.]Example"),
        ("ftp://evil.example", "fxp://evil[.]example"),
        ("gopher://evil.example", "gopher[:]//evil[.]example"),
        ("www.b", "www[.]b"),
        ("198.51.100.7", "198[.]51[.]100[.]7"),
        ("me@evil.example", "me[@]evil[.]example"),
        ("evil[.]example", "evil[.]example"),
        ("T1059.001 at 0.62, e.g. here, report.pdf", "T1059.001 at 0.62, e.g. here, report.pdf"),
        ("xn--e1awd7f.xn--p1ai", "xn--e1awd7f[.]xn--p1ai"),
        ("пример.рф", "пример[.]рф"),
    ],
)
def test_addresses_go_cold_and_nothing_else(text: str, shown: str) -> None:
    assert defang(text) == shown
    assert defang(shown) == shown


@pytest.mark.parametrize(
    "hidden",
    [
        "\x00",
        "\x1b",
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\u2028",
        "\U000e0041",
        "\ufe0f",
        "\u3164",
    ],
)
def test_what_hides_is_spelt(hidden: str) -> None:
    assert visible(f"a{hidden}b") == f"a⟨U+{ord(hidden):04X}⟩b"


def test_white_space_folds_and_words_of_any_script_stay() -> None:
    assert visible(" a\n\t b\u00a0c ") == "a b c"
    assert visible("外交部 МИД الخارجية") == "外交部 МИД الخارجية"


def test_no_probability_reads_as_certain() -> None:
    assert [number(Decimal(text)) for text in ("0.00001", "0.004", "0.5", "0.994", "0.99999")] == [
        "below 0.001", "0.004", "0.50", "0.994", "above 0.999",
    ]  # fmt: skip
    assert worded(Decimal("0.62")) == f"{icd_203(Decimal('0.62'))}, 0.62"
    assert banded("very likely") == "very likely (0.80–0.95)"


@pytest.mark.parametrize("edge", ["0.05", "0.20", "0.45", "0.55", "0.80", "0.95"])
@pytest.mark.parametrize("off", ["-0.000000001", "-0.0001", "-0.001", "-0.004", "0", "0.000000001", "0.004"])
def test_the_printed_number_belongs_to_the_word_beside_it(edge: str, off: str) -> None:
    probability = Decimal(edge) + Decimal(off)
    word, shown = worded(probability).split(", ")
    assert icd_203(Decimal(shown)) == word == icd_203(probability)
    assert abs(Decimal(shown) - probability) <= Decimal("0.005")
    least = Decimal(stated(probability, at_least=True))
    assert least <= probability < least + Decimal("0.01")


def test_a_lower_bound_is_rounded_down_and_never_to_nothing() -> None:
    numbers = ("0.7499", "0.0096", "0.0004", "0.99949", "0.9999")
    assert [stated(Decimal(text), at_least=True) for text in numbers] == [
        "0.74", "0.009", "below 0.001", "0.999", "0.999",
    ]  # fmt: skip
    assert [plotted(Decimal(text)) for text in ("0.000000001", "0.999999999", "0.5")] == [
        "0.0001",
        "0.9999",
        "0.5000",
    ]


def test_weights_carry_their_sign() -> None:
    assert [decibans(Decimal(text)) for text in ("12.34", "-3.21", "0", "-0.04")] == [
        "+12.3",
        "−3.2",
        "0",
        "−0.04",
    ]


def test_long_hostile_text_takes_linear_time() -> None:
    start = time.process_time()
    for text in (
        "a" * 400_000,
        "a." * 200_000,
        "://" * 130_000,
        "@" * 400_000,
        "." * 400_000,
        "http" * 100_000,
    ):
        defang(text)
    assert time.process_time() - start < 5
