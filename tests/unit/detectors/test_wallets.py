import pytest

from probandum.detectors.wallets import is_base58check, is_bech32


@pytest.mark.parametrize(
    "address", ["1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"]
)
def test_base58check(address: str) -> None:
    assert is_base58check(address)
    for index in (1, 5, -1):
        other = "2" if address[index] != "2" else "3"
        assert not is_base58check(address[:index] + other + address[index:][1:])


@pytest.mark.parametrize("word", ["", "0OIl", "z" * 60, "1" * 30])
def test_other_words_are_no_base58check(word: str) -> None:
    assert not is_base58check(word)


@pytest.mark.parametrize(
    "address",
    [
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
    ],
)
def test_bech32_vectors_of_bip_173_and_350(address: str) -> None:
    assert is_bech32(address)
    assert not is_bech32(address[:-1] + ("q" if address[-1] != "q" else "p"))
    assert not is_bech32(address.replace("bc1", "bd1"))


@pytest.mark.parametrize("word", ["", "bc", "bc1", "1qqqqqqqq", "bc1bbbbbbbbbb"])
def test_other_words_are_no_bech32(word: str) -> None:
    assert not is_bech32(word)
