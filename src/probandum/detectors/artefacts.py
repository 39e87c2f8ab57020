"""Long words that say by their form what they are: digests, likenesses of files, fingerprints, wallets, identifiers."""

import re
from collections.abc import Iterator

from probandum.detectors.finds import Find
from probandum.detectors.refang import Refanged
from probandum.detectors.signs import long_runs, signs
from probandum.detectors.wallets import coin, mixed_case_holds

_LONG = 26
_WORD = re.compile(rf"[0-9A-Za-z]{{{_LONG},}}+")
_HEX = re.compile(r"[0-9A-Fa-f]+")
_ALGORITHM = {32: "md5", 40: "sha1", 56: "sha224", 64: "sha256", 96: "sha384", 128: "sha512"}
_OTHERS = {
    32: ("imphash", "pehash", "vhash"),
    56: ("sha3-224",),
    64: ("authentihash", "sha3-256", "telfhash"),
    96: ("sha3-384",),
    128: ("sha3-512",),
}
"""Digests and likenesses of the same length as a common digest, believed where their name stands before them."""
_FINGERPRINTS = (("ja3s", 32), ("ja3", 32), ("hassh", 32), ("jarm", 62))
_CERTIFICATE = re.compile(
    r"thumbprint|fingerprint|\bcert(?:ificate)?\b[^.;|\n]{0,30}\b(?:sha-?\d+|md5|hash)", re.IGNORECASE
)
_EMPTY = {
    "d41d8cd98f00b204e9800998ecf8427e",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
}
_REVISION = ("commit/", "blob/", "tree/", "raw/")
_OUTSIDE = " \t\n<>\"'()[]|`"
_SAMPLES = re.compile(
    r"virustotal|hybrid-analysis|any\.run|malshare|bazaar|joesandbox|intezer|threatminer|tria\.?ge|alienvault|malwr|"
    r"vmray|sample|sha\d|md5|hash|/(?:file|analysis)/",
    re.IGNORECASE,
)
_SSDEEP = re.compile(r":(?<=\d:)[A-Za-z0-9/+]{8,80}+:[A-Za-z0-9/+]{4,80}+")
_BLOCKS = frozenset(3 << step for step in range(30))
_JA4 = re.compile(r"_[0-9a-f]{12}_[0-9a-f]{12}(?!\w)")
_JA4_HEAD = re.compile(r"(?<!\w)[tqd](?:1[0-3]|s[23]|d[123]|00)[di]\d{4}[0-9a-z]{2}\Z")
_CVE = re.compile(
    r"[cC][vV][eE](?<![A-Za-z0-9]...)[-\u2010-\u2015_ ]{1,2}((?:19|20)\d\d)[-\u2010-\u2015_](\d{4,7})(?!\d)"
)
_GHSA = re.compile(r"GHSA(?<!\w....)(?:-[23456789cfghjmpqrvwx]{4}){3}(?!\w)")
_BULLETIN = re.compile(r"MS(?<!\w..)(?:9[89]|0\d|1[0-7])-\d{3}(?!\w)", re.ASCII)
_CPE = re.compile(
    r"cpe:(?<!\w....)(?:2\.3:[aho](?::(?:[\w.*~!%+-]|\\[^\w\s])+){10}|/[aho](?::[\w.~!%+-]+){2,6})", re.ASCII
)
_SID = re.compile(r"S-1-5-21(?<!\w........)(?:-\d{1,10}){3,4}(?![\w-])")
_AS = re.compile(r"AS(?<![A-Za-z0-9]..)(?:N ?)?(\d{1,10})(?![\w.])", re.ASCII)
_AS_CUE = re.compile(
    r"\basn\b|autonomous|hosted|hosting|provider|\bbgp\b|whois|\bisp\b|announce|routed", re.IGNORECASE
)
_MOST_CHECKED = 500
"""Addresses of one text whose checksum is Keccak-256; it costs half a millisecond each."""
_KECCAK = (95, 106)
"""Lengths of Monero addresses."""


def long_words(refanged: Refanged) -> Iterator[Find]:
    """Yield digests, fingerprints and wallets; numbers, runs of one digit and revisions of source code are none."""
    text, budget = refanged.text, _MOST_CHECKED
    for at in long_runs(text, _LONG):
        start, found = at, _WORD.match(text, at)
        word = found[0] if found else ""
        if text[start - 1 : start] == "%" and len(word) > 2:
            start, word = start + 2, word[2:]  # the first two are of an escaped sign (RFC 3986, section 2.1)
        if word[:2] == "0x" and len(word) == 42 and _HEX.fullmatch(word, 2):
            budget -= 1
            made = _ether(word, checked=budget >= 0) if text[start - 1 : start] != "_" else None
        elif _HEX.fullmatch(word) or (word[:2] == "T1" and _HEX.fullmatch(word, 2)):
            made = _digest(text, start, word)
        else:
            budget -= len(word) in _KECCAK
            held = coin(word) if len(word) < 111 and (len(word) not in _KECCAK or budget >= 0) else None
            note = f"{held[0]} address; its {held[1]} checksum holds" if held else ""
            made = ("x-cryptocurrency-wallet", word, "wallet", note) if held else None
        if made:
            kind, value, sort, note = made
            yield Find(kind, value, *refanged.original(start, start + len(word)), sort, note)


def _ether(word: str, *, checked: bool) -> tuple[str, str, str, str] | None:
    kind, digits = "x-cryptocurrency-wallet", word[2:]
    if len(set(digits.lower())) < 2:
        return None
    if checked and not digits.islower() and not digits.isupper() and mixed_case_holds(digits):
        return kind, word.lower(), "wallet", "Ethereum address; its EIP-55 checksum holds"
    return kind, word.lower(), "unchecked wallet", "form of an Ethereum address; no checksum read"


def _digest(text: str, start: int, word: str) -> tuple[str, str, str, str] | None:
    """Return kind, value, row and note of a run of hexadecimal digits, by its length and the words before it."""
    value, size = word.lower(), len(word)
    before = text[max(start - 60, 0) : start]
    near = before[-24:].lower()
    if len(set(value)) < 4 or value.isdecimal() or near.endswith(_REVISION):
        return None
    for name, length in _FINGERPRINTS:
        if size == length and name in near:
            return "network-traffic", f"{name}:{value}", "fingerprint", f"{size} digits after {name.upper()}"
    if (size == 72 and value[:2] == "t1") or (size == 70 and "tlsh" in near):
        return "file", f"tlsh:{value}", "hash", "likeness of a file (TLSH)"
    algorithm = _ALGORITHM.get(size)
    if not algorithm:
        return (
            ("network-traffic", f"jarm:{value}", "fingerprint", "62 digits")
            if size == 62 and "jarm" in near
            else None
        )
    named = next((name for name in _OTHERS.get(size, ()) if name in near), algorithm)
    note = f"{size} hexadecimal digits: {named.upper()}"
    if size in (32, 40, 64) and named == algorithm and _CERTIFICATE.search(before.rpartition("\n")[2]):
        return "x509-certificate", f"{algorithm}:{value}", "fingerprint", f"{note}; cue: certificate"
    if _names_a_page(text, start):
        return "file", f"{named}:{value}", "link", f"{note}; part of an address that names no sample"
    return (
        "file",
        f"{named}:{value}",
        *(("empty", f"{note} of the empty file") if value in _EMPTY else ("hash", note)),
    )


def _names_a_page(text: str, start: int) -> bool:
    """Return whether a digest is part of an address of something else than a sample: a gist, a session, a picture."""
    before = text[max(start - 200, 0) : start]
    before = before[max(map(before.rfind, _OUTSIDE)) + 1 :]
    return "://" in before and not _SAMPLES.search(before)


def identifiers(text: str) -> Iterator[Find]:
    """Yield vulnerabilities, products, accounts by their number, likenesses of files and fingerprints of clients."""
    for match in signs(text).matches("cve", _CVE, text):
        yield Find(
            "vulnerability", f"CVE-{match[1]}-{match[2]}", *match.span(), "vulnerability", "a CVE identifier"
        )
    for pattern, kind, sort, note in _BY_FORM:
        for match in pattern.finditer(text):
            yield Find(kind, match[0], *match.span(), sort, note)
    for match in _SSDEEP.finditer(text):
        digits = re.search(r"(?<!\w)\d{1,10}\Z", text[max(match.start() - 12, 0) : match.start()])
        if digits and int(digits[0]) in _BLOCKS:
            start = match.start() - len(digits[0])
            value = f"ssdeep:{digits[0]}{match[0]}"
            yield Find("file", value, start, match.end(), "hash", "likeness of a file (SSDEEP)")
    for match in _JA4.finditer(text):
        head = _JA4_HEAD.search(text[max(match.start() - 11, 0) : match.start()])
        if head:
            start = match.start() - len(head[0])
            value = f"ja4:{head[0]}{match[0]}"
            yield Find(
                "network-traffic", value, start, match.end(), "fingerprint", "form of a JA4 fingerprint"
            )
    yield from _systems(text)


def _systems(text: str) -> Iterator[Find]:
    """Yield autonomous systems with a cue."""
    for match in _AS.finditer(text):
        cue = _AS_CUE.search(text[max(match.start() - 60, 0) : match.end() + 60])
        if (cue or match[0].startswith("ASN")) and int(match[1]) < 1 << 32:
            why = f"cue: {cue[0]}" if cue else "written ASN"
            note = f"number of a network; {why}"
            yield Find("autonomous-system", f"AS{int(match[1])}", *match.span(), "cued", note)


_BY_FORM = (
    (_GHSA, "vulnerability", "vulnerability", "an identifier of GitHub's advisories"),
    (_BULLETIN, "vulnerability", "vulnerability", "a Microsoft security bulletin"),
    (_CPE, "software", "product", "a CPE name"),
    (_SID, "user-account", "cued", "a Windows security identifier"),
)
