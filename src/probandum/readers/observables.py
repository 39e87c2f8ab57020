"""Normal forms of what can be observed; what is not well formed is nothing.

Kinds are STIX 2.1 object types (part 6). A value is the same wherever it was read: addresses as RFC 5952 writes
them, names in lower case and A-labels (RFC 5890), files as ``sha256:<hex>``, ``name:…`` or
``path:…``, CVE and ATT&CK ids in capitals.
"""

import ipaddress
import re
from typing import NamedTuple

LONGEST = 4_096
"""Characters of a value; longer ones are no indicators."""

HASH_LENGTHS = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}
HIVES = {
    "hklm": "HKEY_LOCAL_MACHINE",
    "hkcu": "HKEY_CURRENT_USER",
    "hkcr": "HKEY_CLASSES_ROOT",
    "hku": "HKEY_USERS",
    "hkcc": "HKEY_CURRENT_CONFIG",
}
_SUFFIXES = (
    "apk asp aspx bat bin bmp cab cfg cmd conf cpl csv dat db deb dll doc docm docx dotm drv elf eml exe gif gz hta htm "
    "html ico img ini iso jar jpeg jpg js json jsp jspx lnk log macho msi msg ocx odt pcap pdb pdf php pif png pps ppt "
    "pptm pptx ps1 psm1 py pyc rar reg rtf scr sct sh so sql swf sys tar tgz tmp ttf txt vbe vbs wav wsf xls xlsb xlsm "
    "xlsx xml yaml yml zip 7z"
)
FILE_SUFFIXES = frozenset(_SUFFIXES.split())
"""Last labels that make a dotted word a file name, where nothing else says what it is."""

_DOT = re.compile(r"\s?[\[({]\s?(?:\.|dot)\s?[\])}]\s?|[\[({]\.|\.[\])}]|\\\.", re.IGNORECASE)
_AT = re.compile(r"\s?[\[({]\s?(?:@|at)\s?[\])}]\s?", re.IGNORECASE)
_COLON = re.compile(r"[\[({](:|://|:/|/)[\])}]")
_SCHEME = re.compile(r"^h(?:xx|XX|tt|\*\*|__)p(s?)(?=\W)", re.IGNORECASE)
_DEFANGED = re.compile(r"[\[({\\]|\.[\])}]|^h(?:xx|\*\*|__)p", re.IGNORECASE)
_LABELS = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.){1,126}[a-z](?:[a-z0-9-]{0,61}[a-z0-9])\.?"
)
_URL = re.compile(
    r"([A-Za-z][A-Za-z0-9+.-]{1,30})://(?:([^\s/?#@]*)@)?(\[[0-9A-Fa-f:.]+\]|[^\s/?#@:\[\]]+)(:\d{0,5})?([/?#]\S*)?"
)
_MAIL = re.compile(r"([^\s@<>()\[\]\",:;\\]{1,64})@([^\s@]{1,255})")
_CVE = re.compile(r"CVE-\d{4}-\d{4,19}", re.IGNORECASE)
_TECHNIQUE = re.compile(r"(?<![A-Za-z0-9])(T\d{4}(?:\.\d{3})?|[SGC]\d{4})(?![A-Za-z0-9.]\w|\w)")
_SURROGATES = re.compile("[\0-\x08\x0e-\x1b\x7f\ud800-\udfff]")
_PORT = re.compile(r"(.+):\d{1,5}")


class Found(NamedTuple):
    """A kind with the normal form of a value."""

    kind: str
    value: str


def plain(text: str, longest: int = 500) -> str:
    """Return free words on one line: white space folded, surrogates replaced, cut to a length in characters."""
    folded = " ".join(_SURROGATES.sub("\ufffd", text[: 4 * longest]).split())
    return folded if len(folded) <= longest else folded[: longest - 1] + "…"


def refang(text: str) -> str:
    """Return an indicator as machines write it: ``hxxp://example[.]com`` becomes ``http://example.com``."""
    text = text.strip()[:LONGEST]
    if not _DEFANGED.search(text):
        return text
    text = _COLON.sub(r"\1", text)
    return _SCHEME.sub(r"http\1", _AT.sub("@", _DOT.sub(".", text)))


def address(text: str) -> Found | None:
    """Read an IPv4 or IPv6 address or network; a network of one address is that address."""
    bare = refang(text).removeprefix("[").removesuffix("]").partition("%")[0]
    if len(bare) > 64:
        return None
    try:
        if "/" in bare:
            network = ipaddress.ip_network(bare, strict=False)
            single = network.prefixlen == network.max_prefixlen
            return Found(f"ipv{network.version}-addr", str(network.network_address if single else network))
        value = ipaddress.ip_address(bare)
    except ValueError:
        return None
    return Found(f"ipv{value.version}-addr", str(value))


def socket_address(text: str) -> Found | None:
    """Read ``address:port`` or ``name:port``; the port is left out."""
    bare = refang(text)
    with_port = _PORT.fullmatch(bare)
    return host(bare) or (host(with_port[1]) if with_port else None)


def domain(text: str) -> Found | None:
    """Read a domain name of two labels or more."""
    bare = refang(text).lower()
    if len(bare) > 253:
        return None
    if not bare.isascii():
        try:
            bare = bare.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    if len(bare) > 253 or not _LABELS.fullmatch(bare):
        return None
    return Found("domain-name", bare.removesuffix("."))


def host(text: str) -> Found | None:
    """Read an address or a domain name."""
    return address(text) or domain(text)


def url(text: str) -> Found | None:
    """Read an absolute URL with a host; scheme and host in lower case, the rest as written (RFC 3986, 6.2.2.1)."""
    match = _URL.fullmatch(refang(text)) if len(text) <= LONGEST else None
    if not match or _SURROGATES.search(match[0]):
        return None
    scheme, user, name, port, rest = match.groups()
    known = host(name)
    where = known.value if known else name.lower()
    if known and known.kind == "ipv6-addr":
        where = f"[{where}]"
    return Found("url", f"{scheme.lower()}://{user + '@' if user else ''}{where}{port or ''}{rest or ''}")


def email(text: str) -> Found | None:
    """Read a mail address, also ``Name <address>``; in lower case."""
    bare = refang(text)
    if bare.endswith(">") and "<" in bare:
        bare = bare[bare.rindex("<") + 1 : -1]
    match = _MAIL.fullmatch(bare)
    name = host(match[2]) if match else None
    if match is None or name is None or _SURROGATES.search(bare):
        return None
    return Found("email-addr", f"{match[1].lower()}@{name.value}")


def file_hash(text: str, algorithm: str = "") -> Found | None:
    """Read a hash of a file: MD5, SHA-1, SHA-256 or SHA-512, told by its length and held against a stated name."""
    bare = text.strip().lower()
    by_length = HASH_LENGTHS.get(len(bare), "")
    stated = re.sub(r"[^a-z0-9]", "", algorithm.lower())
    if not by_length or stated not in {"", by_length} or not re.fullmatch(r"[0-9a-f]+", bare):
        return None
    return Found("file", f"{by_length}:{bare}")


def file_name(text: str) -> Found | None:
    """Read the name or path of a file, case as written: ``name:…``, or ``path:…`` where it has folders."""
    value = plain(text, 1_000)
    kind = "path" if "\\" in value or "/" in value else "name"
    return Found("file", f"{kind}:{value}") if value else None


def vulnerability(text: str) -> Found | None:
    """Read a CVE id."""
    bare = text.strip()[:40]
    return Found("vulnerability", bare.upper()) if _CVE.fullmatch(bare) else None


def attack_id(text: str) -> str:
    """Return the last ATT&CK id in a label (``PowerShell - T1059.001``): technique, software, group or campaign."""
    found = _TECHNIQUE.findall(text[:LONGEST])
    return found[-1] if found else ""


def attack_pattern(text: str) -> Found | None:
    """Read the id of a technique."""
    known = attack_id(text)
    return Found("attack-pattern", known) if known.startswith("T") else None


def registry_key(text: str) -> Found | None:
    """Read a key of the Windows registry; abbreviated hives in full (STIX 2.1, 6.17), case as written."""
    bare = plain(text, LONGEST)
    hive, slash, rest = bare.partition("\\")
    full = HIVES.get(hive.lower(), hive.upper())
    return Found("windows-registry-key", full + slash + rest) if full in HIVES.values() else None


def autonomous_system(text: str) -> Found | None:
    """Read the number of an autonomous system, with or without ``AS``."""
    match = re.fullmatch(r"(?:AS)?\s?(\d{1,10})", text.strip()[:20], re.IGNORECASE)
    return Found("autonomous-system", f"AS{int(match[1])}") if match and int(match[1]) < 1 << 32 else None


def mac_address(text: str) -> Found | None:
    """Read an EUI-48; lower case with colons."""
    digits = re.sub(r"[:.-]", "", text.strip()[:20].lower())
    if not re.fullmatch(r"[0-9a-f]{12}", digits):
        return None
    return Found("mac-addr", ":".join(digits[at : at + 2] for at in range(0, 12, 2)))


def shaped(text: str) -> Found | None:
    """Read a value that nobody names the type of, by its shape; a dotted word that may be a file is none."""
    bare = text.strip()
    if not bare or len(bare) > LONGEST:
        return None
    for read in (file_hash, vulnerability, address, url, email):
        found = read(bare)
        if found:
            return found
    technique = attack_pattern(bare) if re.fullmatch(r"T\d{4}(\.\d{3})?", bare) else None
    name = domain(bare)
    if name and name.value.rpartition(".")[2] in FILE_SUFFIXES:
        return None
    return technique or name or (registry_key(bare) if "\\" in bare else None)
