"""Tells a technical page, which reports how malware works, from a statement or the press: by how often it uses the words for that."""

import re

from probandum.detectors.sayings.wordlist import listed

SHARE = 0.01
"""Share of such words among all from which on a page is technical: nine in ten of the shared reports, one in twenty other documents."""
_TECHNICAL = frozenset(
    listed(
        "api attachment attachments backdoor beacon beacons binaries binary c2 decrypt decrypted decrypts dll domains downloader dropper encoded "
        "encrypted exe executable executables exfiltration function functionality functions hardcoded hash hashes http https implant infection "
        "iocs ip javascript loader macro macros malware module modules mutex obfuscated obfuscation parameter payload payloads persistence php "
        "powershell process rat registry sample samples script scripts shellcode string strings trojan url urls variant variants vba version"
    )
)
_WORD = re.compile(r"\w+")


def is_technical(text: str) -> bool:
    """Return whether a page is technical.

    Args:
        text: of the page.
    """
    words = _WORD.findall(text.lower())
    return sum(map(_TECHNICAL.__contains__, words)) >= SHARE * len(words) > 0
