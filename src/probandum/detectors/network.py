"""Addresses, domains, URLs and e-mail addresses in a refanged text."""

import re
from collections.abc import Iterator

from probandum.detectors.domains import (
    DOTTED,
    FILE_OR_TLD,
    a_label,
    address,
    address6,
    is_host,
    is_plainly_domain,
    network,
    public,
)
from probandum.detectors.finds import Find, Taken, trimmed
from probandum.detectors.refang import Refanged

_NOT_IN_URL = r"\s<>\"`{}|\\^\[\]\u2000-\u206f\u2e80-\u9fff\uac00-\ud7ff\uff00-\uffef"
_IN_URL = rf"(?:[^{_NOT_IN_URL}]|\\_)*+"
_REST = re.compile(rf"(?::\d{{1,5}})?[/?#]{_IN_URL}")
_URL = re.compile(
    r"(?:[hH][tT]{2}[pP][sS]?|[fF][tT][pP][sS]?|sftp|wss?|stratum\+tcp|stratum\+ssl|tcp|udp|ldaps?|smb)://"
    rf"(?:\[[0-9A-Fa-f:.]{{2,45}}\])?{_IN_URL}"
)
_ADDRESS6 = re.compile(r"[0-9A-Fa-f:](?<![\w:.].)[0-9A-Fa-f]{0,3}+:[0-9A-Fa-f:.]++")
_PREFIX = re.compile(r"/(\d{1,2})(?![\d/.-])")
_LOCAL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+%'-\\"
_TRAILING = ".,;:!?'*"


class Network:
    """Finds in one text.

    Args:
        refanged: the text.
        taken: characters of the text as written that are spoken for; grows.
        own: host of the site that published the text; empty where unknown.
        links: targets of links in the document.
    """

    def __init__(self, refanged: Refanged, taken: Taken, own: str, links: frozenset[str]) -> None:
        self._refanged = refanged
        self._text = refanged.text
        self._taken = taken
        self._own = own
        self._links = links
        self.doubtful: list[str] = []

    def urls(self) -> Iterator[Find]:
        """Yield URLs with a scheme, each followed by its host."""
        for match in _URL.finditer(self._text):
            end = match.start() + len(trimmed(match[0], _TRAILING))
            scheme, _, rest = self._text[match.start() : end].partition("://")
            authority = re.split("[/?#]", rest, maxsplit=1)[0]
            host, kind = _host(authority)
            if not host:
                continue
            at = end - len(rest) + authority.lower().rfind(_bare(authority).lower())
            value = f"{scheme.lower()}://{_plain(authority)}{rest[len(authority) :]}".replace("\\_", "_")
            link = self._text[match.start() - 2 : match.start()] == "](" or value in self._links
            yield self._url(value, host, match.start(), end, link=link)
            yield self._host_find(kind, host, (at, at + len(_bare(authority))), link=link, host_of=True)

    def words(self) -> Iterator[Find]:
        """Yield addresses, domains, e-mail addresses and URLs without a scheme."""
        for match in DOTTED.finditer(self._text):
            run = match[0].strip("-_")
            start = match.start() + match[0].find(run[:1])
            if run.count(".") and not self._is_taken(start, start + len(run)):
                yield from self._word(run, start, start + len(run))
        for match in _ADDRESS6.finditer(self._text):
            run = match[0].rstrip(".")
            run = run if run.endswith("::") else run.rstrip(":")
            value = address6(run)
            if value and not self._is_taken(match.start(), match.start() + len(run)):
                yield self._host_find("ipv6-addr", value, (match.start(), match.start() + len(run)))

    def _word(self, run: str, start: int, end: int) -> Iterator[Find]:
        defanged = self._refanged.changed(start, end)
        before = self._text[max(start - 20, 0) : start]
        value = address(run, before, defanged=defanged)
        if value:
            yield from self._located("ipv4-addr", value, start, end)
            return
        after = self._text[end : end + 1]
        if not is_host(run) or after == "@":
            return
        mailbox = self._local_part(start)
        if mailbox:
            yield self._host_find(
                "email-addr",
                f"{mailbox}@{a_label(run)}".lower().replace("\\", ""),
                (start - len(mailbox) - 1, end),
            )
        elif defanged or self._refanged.changed(end, end + 2):
            yield from self._located("domain-name", a_label(run), start, end)
        elif before[-1:] not in ("/", "\\", "$"):
            if is_plainly_domain(run, after):
                yield from self._located("domain-name", a_label(run), start, end)
            elif run.rpartition(".")[2] in FILE_OR_TLD:
                self.doubtful.append(run)

    def _located(self, kind: str, value: str, start: int, end: int) -> Iterator[Find]:
        """Yield a host, as a block or as the host of a URL without a scheme where one follows."""
        prefix = _PREFIX.match(self._text, end) if kind == "ipv4-addr" else None
        if prefix:
            yield self._host_find(kind, network(value, prefix[1]), (start, prefix.end()))
            return
        rest = _REST.match(self._text, end)
        whole = end + len(trimmed(rest[0], _TRAILING)) if rest else end
        if whole > end + 1:
            yield self._url(
                value + self._text[end:whole].replace("\\_", "_"), value, start, whole, scheme=False
            )
            yield self._host_find(kind, value, (start, end), host_of=True)
        else:
            yield self._host_find(kind, value, (start, end))

    def _url(
        self, value: str, host: str, start: int, end: int, *, link: bool = False, scheme: bool = True
    ) -> Find:
        begin, finish = self._refanged.original(start, end)
        self._taken.take(begin, finish)
        sort, note = self._sort(host, start, end, link=link)
        note = note if scheme else f"{note}; no scheme is given"
        return Find("url", value, begin, finish, sort, note)

    def _host_find(
        self, kind: str, value: str, span: tuple[int, int], *, link: bool = False, host_of: bool = False
    ) -> Find:
        begin, finish = self._refanged.original(*span)
        self._taken.take(begin, finish)
        sort, note = self._sort(value, *span, link=link)
        note = f"host of a URL; {note}" if host_of else note
        return Find(kind, value, begin, finish, sort, note, host_of=host_of)

    def _sort(self, host: str, start: int, end: int, *, link: bool) -> tuple[str, str]:
        name = host.rpartition("@")[2]
        if self._own and (f".{name}".endswith(f".{self._own}") or f".{self._own}".endswith(f".{name}")):
            return "own site", "the publisher's own site"
        if not any(letter.isalpha() for letter in name.partition("/")[0]) or ":" in name:
            try:
                if not public(name):
                    return "not public", "an address that is not routed on the internet"
            except ValueError:
                pass
        if self._refanged.changed(start, end):
            return "defanged", "defanged by the author"
        return ("link", "target of a link in the document") if link else ("network", "written plainly")

    def _local_part(self, start: int) -> str:
        """Return the local part of the e-mail address whose domain starts here, if there is one (RFC 5321: 64)."""
        if self._text[start - 1 : start] != "@":
            return ""
        before = self._text[max(start - 65, 0) : start - 1]
        return before[len(before.rstrip(_LOCAL)) :].lstrip(".'%-")

    def _is_taken(self, start: int, end: int) -> bool:
        return self._taken.any(*self._refanged.original(start, end))


def host_of(url: str) -> str:
    """Return the host of a URL in lower case without ``www.``; empty where there is none."""
    match = _URL.match(url)
    if not match:
        return ""
    return _host(re.split("[/?#]", url.partition("://")[2], maxsplit=1)[0])[0].removeprefix("www.")


def _bare(authority: str) -> str:
    """Return the host of an authority without user and port (RFC 3986, section 3.2)."""
    host = authority.rpartition("@")[2]
    return host.partition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]


def _plain(authority: str) -> str:
    """Return an authority with the host's A-labels, user and port as they are."""
    low, bare = authority.lower(), _bare(authority.lower())
    return low if low.isascii() else low.replace(bare, a_label(bare))


def _host(authority: str) -> tuple[str, str]:
    """Return the host in normal form and its STIX type; empty where it is none."""
    bare = _bare(authority)
    for value, kind in ((address(bare, defanged=True), "ipv4-addr"), (address6(bare), "ipv6-addr")):
        if value:
            return value, kind
    return (a_label(bare.rstrip(".")), "domain-name") if is_host(bare.rstrip(".")) else ("", "")
