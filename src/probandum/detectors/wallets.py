"""Cryptocurrency addresses, with the checksums that tell them from other long words."""

import hashlib

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CONSTANTS = {1, 0x2BC830A3}


def is_base58check(word: str) -> bool:
    """Return whether a word is a Bitcoin address of 25 bytes with its four bytes of double SHA-256 (Base58Check)."""
    number = 0
    for character in word:
        digit = _BASE58.find(character)
        if digit < 0:
            return False
        number = number * 58 + digit
    if number >= 1 << 200:
        return False
    data = number.to_bytes(25, "big")
    return hashlib.sha256(hashlib.sha256(data[:-4]).digest()).digest()[:4] == data[-4:] and data[0] in (0, 5)


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
