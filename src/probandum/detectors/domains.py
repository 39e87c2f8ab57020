"""Tells domain names from files, versions, code and two sentences without a space between them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address

from probandum.detectors.extensions import FILES
from probandum.detectors.tlds import DELEGATED

WORD = "0-9A-Za-z_\u00c0-\u024f\u0370-\u052f"
"""Characters of a label: ASCII, and alphabets that are written with spaces between words."""
DOT = re.compile(rf"\.(?=[{WORD}-])")
"""A dot with a character of a label behind it."""
_LEFT = re.compile(rf"[{WORD}-]*+")
_RIGHT = re.compile(rf"(?>(?:\.[{WORD}-]++)+)")
_LONGEST = 254
_USUAL = 32
_KEPT = 1_024
"""Words and addresses whose reading is kept: reports name the same ones again and again."""
_ESCAPED = re.compile("[0-9A-Fa-f]{2}(?=[0-9A-Za-z])")
_RANGE = re.compile(r"((?:\d{1,3}\.){3}\d{1,3})-((?:\d{1,3}\.){3}\d{1,3})", re.ASCII)
_COMPOUND = re.compile(r"(?<=\.)([A-Za-z]{2,24})-[a-z]{2,20}\Z")
SPECIAL_USE = frozenset({"onion", "bit", "i2p"})
"""Names outside the DNS root that infrastructure hides behind (RFC 7686 and alternative roots)."""
FILE_OR_TLD = frozenset({"md", "py", "sh", "rs", "zip", "mov", "ps", "so", "pm", "cab"})
"""Top-level domains that are file name extensions as well."""
CODE_OR_TLD = frozenset(
    {
        *("name", "call", "open", "run", "map", "date", "shell", "prof", "now", "save"),
        *("data", "next", "style", "services"),
    }
)
"""Top-level domains that are also members of objects in code."""
_REVERSED = frozenset({"com", "org", "net", "io", "ru", "cn", "de", "android"})
_VERSION_BEFORE = re.compile(
    r"(?:\bv|\bver|version|versions|release|build|firmware|section|chapter|oid)(?:\s(?:is|are|was|were|of|number))?[.:\s]{0,3}$",
    re.IGNORECASE,
)
_LABEL = re.compile(rf"(?!-)[{WORD}-]{{1,63}}(?<!-)")


def dotted(text: str, at: int) -> tuple[int, int]:
    """Return the run of labels around the first dot between them, at a place where :data:`DOT` matches.

    At most 254 characters before the dot are looked at: no label and no name is longer.
    """
    right = _RIGHT.match(text, at)
    end = right.end() if right else at + 1
    for reach in (_USUAL, _LONGEST):
        left = _LEFT.match(text[at - 1 : at - reach - 1 : -1] if at > reach else text[:at][::-1])
        if left and left.end() < reach:
            break
    return at - (left.end() if left else 0), end


def runs(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Yield what a run of labels holds, and where: mostly itself, without signs around it.

    Two addresses with a hyphen between them are two; of ``example.com-based`` the name is meant; two digits behind a
    percent sign are an escaped sign (RFC 3986, section 2.1).
    """
    if text[start - 1 : start] == "%" and _ESCAPED.match(text, start):
        start += 2
    run = text[start:end].strip("-_")
    start += text[start:end].find(run[:1]) if run else 0
    if "." not in run:
        return
    span = _RANGE.fullmatch(run) if "-" in run else None
    if span:
        yield from ((span[part], start + span.start(part)) for part in (1, 2))
        return
    compound = _COMPOUND.search(run) if "-" in run else None
    if compound and compound[1].lower() in DELEGATED and "." in run:
        run = run[: compound.end(1)]
    yield run, start


def address(run: str, before: str = "", *, defanged: bool = False) -> str:
    """Return an IPv4 address (RFC 791, dotted decimal without leading zeros), or an empty string.

    Args:
        run: dotted word.
        before: what stands before it; a cue of a version number there is believed unless the dots were defanged.
        defanged: whether it was written defanged.
    """
    if run.count(".") != 3 or len(run) > 15 or not run.replace(".", "").isdecimal() or not run.isascii():
        return ""
    if not defanged and _VERSION_BEFORE.search(before):
        return ""
    return _address4(run)


@lru_cache(maxsize=_KEPT)
def _address4(run: str) -> str:
    try:
        return str(IPv4Address(run))
    except ValueError:
        return ""


def network(base: str, prefix: str) -> str:
    """Return an address block in CIDR notation (RFC 4632), the address alone where the prefix means nothing."""
    try:
        return str(IPv4Network(f"{base}/{prefix}", strict=False))
    except ValueError:
        return base


def address6(run: str) -> str:
    """Return an IPv6 address in the form of RFC 5952; nothing for times, code, bytes and other runs of colons."""
    groups = [group for group in run.split(":") if group]
    if len(run) > 45 or len(groups) < 2 or not any(character.isdecimal() for character in run):
        return ""
    if (len(groups) == 2 and len(groups[0]) < 3) or (
        len(groups) == 8 and {len(group) for group in groups} == {2}
    ):
        return ""
    try:
        return str(IPv6Address(run))
    except ValueError:
        return ""


@lru_cache(maxsize=_KEPT)
def public(value: str) -> bool:
    """Return whether an address or a block is routed on the internet (IANA special-purpose registries)."""
    base = value.partition("/")[0]
    return IPv6Address(base).is_global if ":" in base else IPv4Address(base).is_global


@lru_cache(maxsize=_KEPT)
def is_host(run: str) -> bool:
    """Return whether a dotted word has the form of a host name with a known top-level domain (RFC 1035, RFC 1123)."""
    if len(run) > 253:
        return False
    labels = run.split(".")
    top = labels[-1].lower()
    if len(labels) < 2 or not (top in DELEGATED or top in SPECIAL_USE or _encoded(top)):
        return False
    if any("_" in label for label in labels[-2:]):
        return False
    return all(_LABEL.fullmatch(label) for label in labels)


def is_plainly_domain(run: str, after: str) -> bool:
    """Return whether a host name that nobody defanged is meant as one.

    Args:
        run: a run for which :func:`is_host` holds.
        after: the character behind it.
    """
    labels = run.split(".")
    top = labels[-1]
    if top != top.lower() and not _shouted(run, top):
        return False
    if after == "(" or (len(labels) == 2 and top.lower() in FILE_OR_TLD | CODE_OR_TLD):
        return False
    if top.lower() in FILE_OR_TLD and labels[-2].lower() in FILES:
        return False
    if len(labels) > 2 and labels[0] in _REVERSED and top not in _REVERSED:
        return False
    return not (len(labels) == 2 and labels[0].isdecimal() and len(labels[0]) < 3)


def _shouted(run: str, top: str) -> bool:
    """Return whether capitals in the last label are those of a sign, not of a class or of the next sentence."""
    return (run == run.upper() and top != "NET") or top in {"Com", "Org"}


def a_label(host: str) -> str:
    """Return a host name in lower case with A-labels (``xn--``; RFC 5891), as readers of structured formats give it.

    A label that IDNA 2003 cannot encode is left as it is.
    """
    low = host.lower()
    if low.isascii():
        return low
    return ".".join(_a_label(label) for label in low.split("."))


def _a_label(label: str) -> str:
    try:
        return label.encode("idna").decode("ascii")
    except UnicodeError:
        return label


def _encoded(top: str) -> bool:
    if not top.startswith("xn--"):
        return False
    try:
        return top[4:].encode("ascii").decode("punycode") in DELEGATED
    except UnicodeError:
        return False
