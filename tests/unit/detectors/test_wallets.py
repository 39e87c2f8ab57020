import hashlib

import pytest

from probandum.detectors.wallets import coin, is_base58check, is_bech32, is_onion, keccak, mixed_case_holds


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


def base58check(data: bytes) -> str:
    """Encode as the chains do; written apart from the code that decodes."""
    data += hashlib.sha256(hashlib.sha256(data).digest()).digest()[:4]
    number, word = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        word = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"[digit] + word
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + word


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "Bitcoin"),
        ("LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1", "Litecoin"),
        ("ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9", "Litecoin"),
        ("DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L", "Dogecoin"),
        ("XpESxaUmonkq8RaLLp46Brx2K39ggQe226", "Dash"),
        ("TJRabPrwbZy45sbavfcjinPJC18kjpRTv8", "Tron"),
        ("rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", "Ripple"),
        ("qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", "Bitcoin Cash"),
        (
            "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A",
            "Monero",
        ),
        (base58check(b"\x1c\xb8" + b"\x07" * 20), "Zcash"),
        (base58check(b"\x1c\xbd" + b"\x07" * 20), "Zcash"),
    ],
)
def test_coins_by_their_version_and_checksum(address: str, name: str) -> None:
    held = coin(address)
    assert held is not None
    assert held[0] == name
    other = address[:-3] + ("q" if address[-3] != "q" else "p") + address[-2:]
    assert coin(other) is None


@pytest.mark.parametrize(
    "word", ["a" * 26, "1" * 34, "4" * 95, "f" * 32, "q" * 42, base58check(b"\x77" + b"\x07" * 20)]
)
def test_other_long_words_are_no_wallets(word: str) -> None:
    assert coin(word) is None


def test_keccak_is_that_of_ethereum_not_sha3() -> None:
    """Vectors of the Keccak team; FIPS 202 pads otherwise."""
    assert keccak(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert keccak(b"abc").hex() == "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"
    assert len({keccak(b"x" * size) for size in (135, 136, 137, 272)}) == 4
    assert keccak(b"") != hashlib.sha3_256(b"").digest()


@pytest.mark.parametrize(
    "digits",
    [
        "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "fB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "dbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
    ],
)
def test_vectors_of_eip_55(digits: str) -> None:
    assert mixed_case_holds(digits)
    assert not mixed_case_holds(digits.swapcase())


def test_onion_services_of_version_three() -> None:
    assert is_onion("2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid")
    assert not is_onion("2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wie")
    assert not is_onion("a" * 56)
    assert not is_onion("0" * 56)
