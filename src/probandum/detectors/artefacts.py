"""What an intruder leaves on a machine, as reports write it: digests, paths, registry keys, mutexes, user agents.

Also identifiers that stand for themselves: vulnerabilities, autonomous systems, cryptocurrency addresses.
"""

import re
from collections.abc import Iterator

from probandum.detectors.finds import Find, Taken, trimmed
from probandum.detectors.wallets import is_base58check, is_bech32
from probandum.detectors.words import ORDINARY

_HEX = re.compile(r"[0-9A-Fa-f](?<![0-9A-Za-z].)[0-9A-Fa-f]{31,127}+(?![0-9A-Za-z])")
_ALGORITHM = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}
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
_CVE = re.compile(
    r"[cC][vV][eE](?<![A-Za-z0-9]...)[-\u2010-\u2015_ ]{1,2}((?:19|20)\d\d)[-\u2010-\u2015_](\d{4,7})(?!\d)"
)

_SEPARATOR = r"\\{1,2}"
_PLAIN = r"[^\\/:*?\"<>|\s\u201c\u201d\u2018\u2019`,;.]"
_INNER = r"(?:[^\\/:*?\"<>|\s\u201c\u201d\u2018\u2019`,;]|<[\w ]{1,30}>)"
_FOLDERS = rf"(?:{_SEPARATOR}(?:{_PLAIN}++[ ]){{0,4}}+{_INNER}++(?={_SEPARATOR}))*+{_SEPARATOR}{_INNER}*+"
_WINDOWS = re.compile(
    rf"(?:[A-Za-z](?<![A-Za-z0-9_].):|%[\w()]{{2,30}}%|\\\\(?<![\w%}})\]\\]..)[\w.$-]{{1,255}}+){_FOLDERS}"
)
_ROOTS = (
    "etc|tmp|var|usr|bin|sbin|opt|home|root|dev|proc|mnt|lib|lib64|srv|data|system|Library|Users|Applications|"
    "private|Volumes|sdcard|storage|run|boot"
)
_UNIX = re.compile(rf"[~/](?<![A-Za-z0-9_/.:~\]\\-].)(?:(?<=~)|(?:{_ROOTS}))(?:/[\w.+@%~-]++)++")
_HIVES = {
    "HKLM": "HKEY_LOCAL_MACHINE",
    "HKCU": "HKEY_CURRENT_USER",
    "HKCR": "HKEY_CLASSES_ROOT",
    "HKU": "HKEY_USERS",
    "HKCC": "HKEY_CURRENT_CONFIG",
}
_REGISTRY = re.compile(
    rf"([hH][kK](?<![A-Za-z0-9_]..)(?:[eE][yY](?:\\?_[A-Za-z]{{4,8}}+){{1,2}}+|LM|CU|CR|CC|U)):?{_FOLDERS}"
)
_VALUES = frozenset({"true", "false", "null", "none"})
_CLOSING = {'"': '"', "\u201c": "\u201d", "`": "`", "\u2018": "\u2019", "'": "'"}
_AFTER = ".,;:'*_"

_MUTEX = re.compile(r"[mM][uU][tT][eE][xX](?:es)?\b")
_QUOTED = re.compile(
    r"(?:[\"'][ ]?[:=][ ]?|[^\n\"\u201c\u2018'`*.]{0,40}+)[\"\u201c\u2018'`*]{1,2}([^\s\"\u201d\u2019'`*:][^\n\"\u201d\u2019'`*]{3,80}+)[\"\u201d\u2019'`*]"
)
_NAMED = re.compile(r"[^\n.\"]{0,30}?(?:named?|called|:)\s{0,2}([\w{}\\.-]{4,80}+)")
_AGENT = re.compile(r"[uU]ser[- ]?[aA]gents?\b")
_BROWSER = re.compile(
    r"Mozilla/\d\.\d{1,2}(?: \([^()\n]{1,200}\)| [\w.-]{1,40}+/[\w.+;-]{1,40}+| like Gecko)++"
)
_AS = re.compile(r"AS(?<![A-Za-z0-9]..)(?:N ?)?(\d{1,10})(?![\w.])", re.ASCII)
_AS_CUE = re.compile(
    r"\basn\b|autonomous|hosted|hosting|provider|\bbgp\b|whois|\bisp\b|announce|routed", re.IGNORECASE
)
_BASE58 = re.compile(r"[13](?<![\w/+=].)[1-9A-HJ-NP-Za-km-z]{25,34}+(?![\w/+=])", re.ASCII)
_BECH32 = re.compile(r"bc1(?<!\w...)[02-9ac-hj-np-z]{11,71}+(?!\w)", re.ASCII)
_ETHER = re.compile(r"0x(?<!\w..)[0-9a-fA-F]{40}(?!\w)", re.ASCII)


def paths(text: str, taken: Taken) -> Iterator[Find]:
    """Yield registry keys, Windows paths and Unix paths; marks what they cover."""
    for match in _REGISTRY.finditer(text):
        start, end = _extent(text, match.start(), match.end())
        hive = match[1].replace("\\_", "_").upper()
        tail = _single(text[match.end(1) : end].lstrip(":"))
        if tail and not taken.any(start, end):
            taken.take(start, end)
            value = _HIVES.get(hive, hive) + tail
            yield Find("windows-registry-key", value, start, end, "registry", "a registry key by its hive")
    for match in _WINDOWS.finditer(text):
        start, end = _extent(text, match.start(), match.end())
        path = _single(text[start:end])
        if "\\" in path[2:] and not taken.any(start, end):
            taken.take(start, end)
            yield _path(path, start, end, "a Windows path")
    for match in _UNIX.finditer(text):
        start, end = match.start(), _extent(text, *match.span())[1]
        if not taken.any(start, end):
            taken.take(start, end)
            yield _path(text[start:end], start, end, "a Unix path by its root")


def hashes(text: str) -> Iterator[Find]:
    """Yield digests by their length; numbers, runs of one digit and revisions of source code are none."""
    for match in _HEX.finditer(text):
        value = match[0].lower()
        algorithm = _ALGORITHM.get(len(value))
        before = text[max(match.start() - 24, 0) : match.start()].lower()
        if not algorithm or len(set(value)) < 4 or value.isdecimal() or before.endswith(_REVISION):
            continue
        algorithm = "imphash" if len(value) == 32 and "imphash" in before else algorithm
        note = f"{len(value)} hexadecimal digits: {algorithm.upper()}"
        if _names_a_page(text, match.start()):
            note = f"{note}; part of an address that names no sample"
            yield Find("file", f"{algorithm}:{value}", *match.span(), "link", note)
        elif value in _EMPTY:
            yield Find("file", f"{algorithm}:{value}", *match.span(), "empty", f"{note} of the empty file")
        else:
            yield Find("file", f"{algorithm}:{value}", *match.span(), "hash", note)


def _names_a_page(text: str, start: int) -> bool:
    """Return whether a digest is part of an address of something else than a sample: a gist, a session, a picture."""
    before = text[max(start - 200, 0) : start]
    before = before[max(map(before.rfind, _OUTSIDE)) + 1 :]
    return "://" in before and not _SAMPLES.search(before)


def identifiers(text: str) -> Iterator[Find]:
    """Yield vulnerabilities, autonomous systems with a cue, and cryptocurrency addresses."""
    for match in _CVE.finditer(text):
        yield Find(
            "vulnerability", f"CVE-{match[1]}-{match[2]}", *match.span(), "vulnerability", "a CVE identifier"
        )
    for match in _AS.finditer(text):
        cue = _AS_CUE.search(text[max(match.start() - 60, 0) : match.end() + 60])
        if (cue or match[0].startswith("ASN")) and int(match[1]) < 1 << 32:
            why = f"cue: {cue[0]}" if cue else "written ASN"
            yield Find(
                "autonomous-system",
                f"AS{int(match[1])}",
                *match.span(),
                "cued",
                f"number of a network; {why}",
            )
    wallet = "x-cryptocurrency-wallet"
    for pattern, holds, name in ((_BASE58, is_base58check, "Base58Check"), (_BECH32, is_bech32, "Bech32")):
        for match in pattern.finditer(text):
            if holds(match[0]):
                yield Find(
                    wallet, match[0], *match.span(), "wallet", f"Bitcoin address; its {name} checksum holds"
                )
    for match in _ETHER.finditer(text):
        yield Find(
            wallet,
            match[0].lower(),
            *match.span(),
            "unchecked wallet",
            "form of an Ethereum address; no checksum read",
        )


def cued(text: str) -> Iterator[Find]:
    """Yield mutexes and user agents: names that only the words before them tell from other text."""
    for match in _MUTEX.finditer(text):
        rest = text[match.end() : match.end() + 130]
        for found in (_QUOTED.match(rest), _NAMED.match(rest)):
            name = found[1].strip(".").lower() if found else ""
            if found and len(name) > 3 and name not in _VALUES and name not in ORDINARY:
                start = match.end() + found.start(1)
                yield Find(
                    "mutex", _plain(found[1]), start, start + len(found[1]), "cued", f"cue: {match[0]}"
                )
                break
    covered = -1
    for match in _BROWSER.finditer(text):
        covered = match.end()
        yield Find("x-user-agent", _plain(match[0]), *match.span(), "cued", "form of a browser's user agent")
    for match in _AGENT.finditer(text):
        found = _QUOTED.match(text[match.end() : match.end() + 130])
        if found and match.end() > covered and "/" in found[1] and "mozilla/" not in found[1].lower():
            start = match.end() + found.start(1)
            yield Find(
                "x-user-agent", _plain(found[1]), start, start + len(found[1]), "cued", f"cue: {match[0]}"
            )


def _path(path: str, start: int, end: int, note: str) -> Find:
    if path.lower().endswith(".pdb"):
        return Find("file", f"path:{path}", start, end, "pdb", "path of a debug database (PDB)")
    return Find("file", f"path:{path}", start, end, "path", note)


def _extent(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a path ends: at the closing quote if one stands before it, else without trailing punctuation."""
    closing = _CLOSING.get(text[start - 1 : start])
    if closing:
        at = text.find(closing, end, end + 120)
        if at >= 0 and not re.search(r'[\n:*?"<>|]', text[end:at]):
            return start, at
    return start, start + len(trimmed(text[start:end], _AFTER).rstrip("([{"))


def _single(path: str) -> str:
    """Return a path with single separators."""
    plain = _plain(path)
    return plain[:2] + re.sub(r"\\{2,}", r"\\", plain[2:]).rstrip("\\")


def _plain(name: str) -> str:
    """Return a name without the escapes of Markdown."""
    return name.replace("\\_", "_")
