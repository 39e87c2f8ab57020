"""Which properties of STIX objects are observed, and how their values are read (STIX 2.0 part 4, STIX 2.1 part 6)."""

from collections.abc import Callable

from probandum.readers import observables
from probandum.readers.observables import Found, plain

Read = Callable[[str], Found | None]


def words(kind: str, longest: int = 500) -> Read:
    """Return a reader of free words of a kind, on one line; it reads nothing from white space."""

    def read(text: str) -> Found | None:
        value = plain(text, longest)
        return Found(kind, value) if value else None

    return read


def hashed(kind: str, algorithm: str) -> Read:
    """Return a reader of hashes by a named algorithm, of files or of what else has them.

    MD5, SHA-1, SHA-256 and SHA-512 are checked; others (``SSDEEP``, ``TLSH``, ``SHA3-256``) are taken as they stand.
    """
    name = algorithm.lower().replace("-", "").replace("_", "")

    def read(text: str) -> Found | None:
        if name in observables.HASH_LENGTHS.values():
            found = observables.file_hash(text, name)
            return Found(kind, found.value) if found else None
        value = plain(text, 200)
        return Found(kind, f"{plain(algorithm.lower(), 40)}:{value}") if value else None

    return read


CYBER_OBSERVABLES: dict[str, tuple[tuple[str, Read], ...]] = {
    "ipv4-addr": (("value", observables.address),),
    "ipv6-addr": (("value", observables.address),),
    "domain-name": (("value", observables.host),),
    "url": (("value", observables.url),),
    "email-addr": (("value", observables.email),),
    "mac-addr": (("value", observables.mac_address),),
    "file": (("name", observables.file_name),),
    "directory": (("path", words("directory", 1_000)),),
    "mutex": (("name", words("mutex")),),
    "windows-registry-key": (("key", observables.registry_key),),
    "user-account": (("account_login", words("user-account")), ("user_id", words("user-account"))),
    "autonomous-system": (("number", observables.autonomous_system),),
    "x509-certificate": (("serial_number", words("x509-certificate")),),
    "software": (("name", words("software")),),
    "process": (("command_line", words("process", 1_000)), ("name", words("process"))),
    "email-message": (("message_id", words("email-message")),),
    "artifact": (("url", observables.url),),
}
"""Type → properties that are observed. Properties that may stand in each other's place: the first that is there."""

WITH_HASHES = {"file": "file", "x509-certificate": "x509-certificate", "artifact": "file"}
"""Type → kind under which its hashes are observed."""

REFERENCES: dict[str, Read] = {
    "network-traffic:src_ref.value": observables.host,
    "network-traffic:dst_ref.value": observables.host,
    "email-message:from_ref.value": observables.email,
    "email-message:sender_ref.value": observables.email,
    "email-message:reply_to_refs.value": observables.email,
    "network-traffic:extensions.http-request-ext.request_header.User-Agent": words("x-user-agent"),
}
"""Paths of patterns that lead to another object."""

NAMED = {
    "attack-pattern": "T",
    "malware": "S",
    "tool": "S",
    "intrusion-set": "G",
    "threat-actor": "G",
    "campaign": "C",
    "infrastructure": "",
    "identity": "",
}
"""Type → first letter of its ATT&CK ids. Observed by id, else by name."""

PROSE = ("name", "abstract", "description", "content", "explanation", "subject", "body")
"""Properties read as text, in this order."""

SILENT = frozenset({"bundle", "marking-definition", "extension-definition", "language-content"})
"""Types that say something about other objects, not about the world; left out without a word."""

TOLD = frozenset(
    {
        "report",
        "note",
        "opinion",
        "grouping",
        "relationship",
        "sighting",
        "course-of-action",
        "malware-analysis",
    }
)
"""Types that are read as text, or for what they say of other objects."""

ATTACK_SOURCES = frozenset({"mitre-attack", "mitre-mobile-attack", "mitre-ics-attack", "mitre-pre-attack"})

TELLING = frozenset(
    {
        "attributed-to",
        "indicates",
        "impersonates",
        "variant-of",
        "located-at",
        "originates-from",
        "targets",
        "uses",
    }
)
"""Relationships that are noted with the observation of their source."""


def pattern_reader(path: str) -> Read | None:
    """Return how the value at a path of a pattern is read; None where it is not."""
    known = REFERENCES.get(path.replace("[*]", ""))
    if known:
        return known
    kind, _, rest = path.partition(":")
    if rest.startswith("hashes.") and kind in WITH_HASHES:
        return hashed(WITH_HASHES[kind], rest.removeprefix("hashes."))
    return dict(CYBER_OBSERVABLES.get(kind, ())).get(rest)
