"""Cryptocurrency addresses and onion services, with the checksums that tell them from other long words."""

import base64
import binascii
import hashlib

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CONSTANTS = {1, 0x2BC830A3}
_COINS = {
    b"\x00": "Bitcoin",
    b"\x05": "Bitcoin or Litecoin",
    b"\x30": "Litecoin",
    b"\x32": "Litecoin",
    b"\x1e": "Dogecoin",
    b"\x16": "Dogecoin",
    b"\x4c": "Dash",
    b"\x10": "Dash",
    b"\x41": "Tron",
    b"\x1c\xb8": "Zcash",
    b"\x1c\xbd": "Zcash",
}
"""Version bytes of addresses that end in four bytes of double SHA-256, from the parameters of each chain."""
_PREFIXES = {"bc": "Bitcoin", "ltc": "Litecoin", "addr": "Cardano", "cosmos": "Cosmos"}
"""Human-readable parts of Bech32 addresses (SLIP 173)."""
_CASH = (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)
_MONERO = {18, 19, 42}
"""Network bytes of standard, integrated and sub-addresses of Monero."""
_ROTATIONS = (
    *((0, 36, 3, 41, 18), (1, 44, 10, 45, 2), (62, 6, 43, 15, 61), (28, 55, 25, 21, 56), (27, 20, 39, 8, 14)),
)
_MASK = (1 << 64) - 1


def coin(word: str) -> tuple[str, str] | None:
    """Return the currency of an address and the checksum that holds, or None.

    Args:
        word: 26 to 110 letters and digits.
    """
    if 26 <= len(word) <= 36:
        name = _COINS.get(_version(word), "")
        if name:
            return name, "Base58Check"
        if word[0] == "r" and _checked(word, _RIPPLE, 25)[:1] == b"\x00":
            return "Ripple", "Base58Check"
    prefix = word.partition("1")[0].lower()
    if (
        prefix in _PREFIXES
        and len(word) > 38
        and (word.islower() or word.isupper())
        and is_bech32(word.lower())
    ):
        return _PREFIXES[prefix], "Bech32"
    if len(word) == 42 and word[0] in "qp" and is_cash(word):
        return "Bitcoin Cash", "CashAddr"
    return ("Monero", "Keccak") if len(word) in (95, 106) and word[0] in "48" and is_monero(word) else None


def is_base58check(word: str) -> bool:
    """Return whether a word is a Bitcoin address of 25 bytes with its four bytes of double SHA-256 (Base58Check)."""
    return _checked(word, _BASE58, 25)[:1] in (b"\x00", b"\x05")


def _version(word: str) -> bytes:
    """Return the version bytes of an address whose checksum holds: one byte before twenty, or two."""
    size = 26 if word[0] == "t" else 25
    return _checked(word, _BASE58, size)[: size - 24]


def _checked(word: str, alphabet: str, size: int) -> bytes:
    """Return the bytes of a Base58 word of this size whose last four are right, else nothing."""
    number = 0
    for character in word:
        digit = alphabet.find(character)
        if digit < 0:
            return b""
        number = number * 58 + digit
    if number >= 1 << 8 * size or not word:
        return b""
    data = number.to_bytes(size, "big")
    return data if hashlib.sha256(hashlib.sha256(data[:-4]).digest()).digest()[:4] == data[-4:] else b""


def is_bech32(word: str) -> bool:
    """Return whether a word is a segregated witness address whose checksum holds (BIP 173, BIP 350)."""
    prefix, _, payload = word.partition("1")
    values = [_BECH32.find(character) for character in payload]
    if not prefix or len(values) < 8 or -1 in values:
        return False
    checksum = 1
    for value in (*(ord(c) >> 5 for c in prefix), 0, *(ord(c) & 31 for c in prefix), *values):
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for bit in range(5):
            checksum ^= _GENERATOR[bit] if top >> bit & 1 else 0
    return checksum in _CONSTANTS


def is_cash(word: str) -> bool:
    """Return whether a word is a Bitcoin Cash address without its prefix whose checksum holds (CashAddr)."""
    values = [_BECH32.find(character) for character in word]
    if -1 in values:
        return False
    checksum = 1
    for value in (*(ord(c) & 31 for c in "bitcoincash"), 0, *values):
        top = checksum >> 35
        checksum = (checksum & 0x07FFFFFFFF) << 5 ^ value
        for bit in range(5):
            checksum ^= _CASH[bit] if top >> bit & 1 else 0
    return checksum == 1


def is_monero(word: str) -> bool:
    """Return whether a word is a Monero address: Base58 by blocks of eight bytes, four bytes of Keccak-256."""
    data = b""
    for at in range(0, len(word), 11):
        block = word[at : at + 11]
        size = {11: 8, 7: 5}.get(len(block), 0)
        digits = [_BASE58.find(character) for character in block]
        number = sum(digit * 58**place for place, digit in enumerate(reversed(digits)))
        if -1 in digits or not size or number >= 1 << 8 * size:
            return False
        data += number.to_bytes(size, "big")
    return data[0] in _MONERO and keccak(data[:-4])[:4] == data[-4:]


def mixed_case_holds(digits: str) -> bool:
    """Return whether the capitals of forty hexadecimal digits are the checksum of an Ethereum address (EIP-55)."""
    wanted = keccak(digits.lower().encode("ascii")).hex()
    return all(letter.isupper() == (wanted[at] > "7") for at, letter in enumerate(digits) if letter.isalpha())


def is_onion(label: str) -> bool:
    """Return whether the checksum of an onion service holds (Tor rend-spec-v3, section 6)."""
    try:
        data = base64.b32decode(label.upper())
    except binascii.Error:
        return False
    if len(data) != 35 or data[34] != 3:
        return False
    return hashlib.sha3_256(b".onion checksum" + data[:32] + b"\x03").digest()[:2] == data[32:34]


def keccak(data: bytes) -> bytes:
    """Return the Keccak-256 digest, which pads otherwise than SHA-3 (FIPS 202) and is in no standard library."""
    rate = 136
    padded = bytearray(data) + bytearray(rate - len(data) % rate)
    padded[len(data)] |= 0x01
    padded[-1] |= 0x80
    lanes = [[0] * 5 for _ in range(5)]
    for at in range(0, len(padded), rate):
        for index in range(rate // 8):
            lanes[index % 5][index // 5] ^= int.from_bytes(
                padded[at + 8 * index : at + 8 * index + 8], "little"
            )
        lanes = _permuted(lanes)
    return b"".join(lanes[index % 5][index // 5].to_bytes(8, "little") for index in range(4))


def _permuted(lanes: list[list[int]]) -> list[list[int]]:
    """Return the state after the 24 rounds of Keccak-f[1600] (FIPS 202, section 3.3)."""
    shift = 1
    for _ in range(24):
        column = [row[0] ^ row[1] ^ row[2] ^ row[3] ^ row[4] for row in lanes]
        mixed = [column[x - 1] ^ _turned(column[(x + 1) % 5], 1) for x in range(5)]
        moved = [[0] * 5 for _ in range(5)]
        for x in range(5):
            for y in range(5):
                moved[y][(2 * x + 3 * y) % 5] = _turned(lanes[x][y] ^ mixed[x], _ROTATIONS[x][y])
        lanes = [
            [moved[x][y] ^ (~moved[(x + 1) % 5][y] & moved[(x + 2) % 5][y]) for y in range(5)]
            for x in range(5)
        ]
        for bit in range(7):
            shift = (shift << 1) ^ (0x171 if shift >> 7 else 0)
            lanes[0][0] ^= (1 << ((1 << bit) - 1)) if shift & 2 else 0
    return lanes


def _turned(lane: int, by: int) -> int:
    return (lane << by | lane >> (64 - by)) & _MASK
