"""Addresses, domains, URLs, e-mail addresses, ports and hardware addresses in a refanged text.

Every search starts from a rare sign (``://``, a dot between words, two colons) and looks to both sides of it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from probandum.detectors.domains import (
    DOT,
    FILE_OR_TLD,
    a_label,
    address,
    address6,
    dotted,
    is_host,
    is_plainly_domain,
    network,
    runs,
)
from probandum.detectors.extensions import CODE, FILES, SYSTEM
from probandum.detectors.finds import Find, Taken, trimmed
from probandum.detectors.hosts import Hosts
from probandum.detectors.refang import Refanged

_NOT_IN_URL = r"\s<>\"`{}|\\^\[\]\u00b7\u2000-\u206f\u2e80-\u9fff\uac00-\ud7ff\uff00-\uffef"
_PART = rf"[^(){_NOT_IN_URL}]*+"
_IN_URL = rf"{_PART}(?>(?:(?:\\{{1,2}}_|\({_PART}\)|\(){_PART})*)"
_REST = re.compile(rf"(?::\d{{1,5}})?[/?#]{_IN_URL}")
_BEHIND = re.compile(rf"(?:\[[0-9A-Fa-f:.]{{2,45}}\])?{_IN_URL}")
_AUTHORITY = re.compile(
    rf"(?:[^/?#@{_NOT_IN_URL}]{{1,200}}@)?(?:\[[0-9A-Fa-f:.]{{2,45}}\]|[^/?#@{_NOT_IN_URL}]{{1,300}})"
)
_SCHEME = re.compile(
    r"(?:https?|ftps?|sftp|tftp|wss?|stratum\+(?:tcp|ssl)|tcp|udp|ldaps?|smb|ssh|rdp|telnet|ircs?|mqtts?|rtsp|socks[45]?|"
    r"redis|mysql|mongodb|svn|git)\Z",
    re.IGNORECASE,
)
_LONGEST_SCHEME = 11
_COLONS = re.compile(r":[0-9A-Fa-f]{0,4}+:")
_ADDRESS6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}+:[0-9A-Fa-f:.]++")
_MAC = re.compile(r"(?<![\w:-])[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2}){5}|(?:-[0-9A-Fa-f]{2}){5})(?![\w:-])")
_HYPHENS = re.compile(r"-[0-9A-Fa-f]{2}-")
_BLOCK = re.compile(r"/(3[0-2]|[12]\d|[1-9])(?!\d?/)")
_PREFIX = re.compile(r"/(\d{1,2})(?![\w/-]|\.\w)")
_PORT = re.compile(r":(\d{1,5})(?![\w:@-]|\.\w)(?:[ ]?[/(][ ]?(tcp|udp)\b)?", re.IGNORECASE)
_LOCAL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+%'-\\"
_TRAILING = ".,;:!?'*\u2019"
_NEXT_WORD = re.compile(r"(?:,\*|(?<=\.[a-z]{3})\*+)[A-Za-z]+\Z")
_NOT_IN_NAME = frozenset('\\/:*?"<>|,;()\u201c\u201d`')
_ESCAPED = re.compile(r"[\w.-]*(?:\\_[\w.-]*)+\Z")
_CLOSING = {'"': '"', "\u201c": "\u201d", "`": "`", "\u2018": "\u2019", "'": "'"}


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
        self._hosts = Hosts(refanged, own)
        self._links = links
        self._urls: list[tuple[int, int]] = []
        self.doubtful: list[str] = []

    def urls(self) -> Iterator[Find]:
        """Yield URLs with a scheme, each followed by its host."""
        at = self._text.find("://")
        while at >= 0:
            end = at + 3
            scheme = _SCHEME.search(self._text[max(at - _LONGEST_SCHEME, 0) : at])
            authority = _AUTHORITY.match(self._text, end) if scheme else None
            known = _host(_cut(authority[0]))[0] if authority else ""
            behind = _BEHIND.match(self._text, end) if known else None
            if scheme and behind:
                rest = _cut(behind[0])
                end += len(rest)
                yield from self._with_scheme(scheme[0], at - len(scheme[0]), rest)
            at = self._text.find("://", end)

    def _with_scheme(self, scheme: str, start: int, rest: str) -> Iterator[Find]:
        authority = re.split("[/?#]", rest, maxsplit=1)[0]
        host, kind = _host(authority)
        if not host:
            return
        begin = start + len(scheme) + 3
        end, at = begin + len(rest), begin + authority.lower().rfind(_bare(authority).lower())
        value = f"{scheme.lower()}://{_plain(authority)}{_unescaped(rest[len(authority) :])}"
        link = self._text[start - 2 : start] == "](" or value in self._links
        self._urls.append((start, end))
        yield self._found("url", value, (start, end), host, link=link)
        yield self._found(kind, host, (at, at + len(_bare(authority))), link=link, host_of="URL")

    def words(self) -> Iterator[Find]:
        """Yield addresses, domains, e-mail addresses, ports, file names and URLs without a scheme."""
        urls, done = iter([*self._urls, (len(self._text), len(self._text))]), 0
        url = next(urls)
        for match in DOT.finditer(self._text):
            at = match.start()
            while url[1] <= at:
                url = next(urls)
            if at < done or at >= url[0]:
                continue
            start, done = dotted(self._text, at)
            if start == at:
                done = at + 1
                continue
            for run, begin in runs(self._text, start, done):
                if not self._is_taken(begin, begin + len(run)):
                    yield from self._word(run, begin, begin + len(run))

    def colons(self) -> Iterator[Find]:
        """Yield IPv6 addresses and hardware addresses (EUI-48)."""
        done = 0
        for match in _COLONS.finditer(self._text):
            if match.start() < done:
                continue
            left = self._text[max(match.start() - 4, 0) : match.start()]
            start = match.start() - len(left) + len(left.rstrip("0123456789abcdefABCDEF"))
            found = _MAC.match(self._text, start) or _ADDRESS6.match(self._text, start)
            done = found.end() if found else match.end()
            if found:
                yield from self._colons(found[0], start)
        for match in _HYPHENS.finditer(self._text):
            found = _MAC.match(self._text, match.start() - 2) if match.start() > 1 else None
            if found:
                yield from self._colons(found[0], found.start())

    def _colons(self, written: str, start: int) -> Iterator[Find]:
        if _MAC.fullmatch(written):
            begin, finish = self._refanged.original(start, start + len(written))
            note = "form of a hardware address (EUI-48)"
            yield Find("mac-addr", written.lower().replace("-", ":"), begin, finish, "cued", note)
            return
        run = written.rstrip(".")
        run = run if run.endswith("::") else run.rstrip(":")
        value = address6(run)
        if value and not self._is_taken(start, start + len(run)):
            yield self._found("ipv6-addr", value, (start, start + len(run)))

    def _word(self, run: str, start: int, end: int) -> Iterator[Find]:
        defanged = self._refanged.changed(start, end)
        before = self._text[max(start - 20, 0) : start]
        value = address(run, before, defanged=defanged)
        if value:
            yield from self._located("ipv4-addr", value, start, end)
            return
        after = self._text[end : end + 1]
        if not is_host(run):
            if run.rpartition(".")[2].lower() in FILES and not defanged:
                yield from self._file(run, start, end)
            return
        mailbox = self._local_part(start)
        if mailbox:
            value = f"{mailbox}@{a_label(run)}".lower().replace("\\", "")
            yield self._found("email-addr", value, (start - len(mailbox) - 1, end))
        elif after == "@":
            return
        elif defanged or self._refanged.changed(end, end + 2):
            yield from self._located("domain-name", a_label(run), start, end)
        elif before[-1:] not in ("/", "\\", "$") or run.startswith("www.") or before.endswith("](//"):
            if is_plainly_domain(run, after):
                yield from self._located("domain-name", a_label(run), start, end)
            elif run.rpartition(".")[2].lower() in FILE_OR_TLD:
                self.doubtful.append(run)

    def _located(self, kind: str, value: str, start: int, end: int) -> Iterator[Find]:
        """Yield a host, as a block, with its port, or as the host of a URL without a scheme where one follows."""
        pattern = _BLOCK if value.endswith(".0") else _PREFIX
        prefix = pattern.match(self._text, end) if kind == "ipv4-addr" else None
        if prefix:
            yield self._found(kind, network(value, prefix[1]), (start, prefix.end()))
            return
        rest = _REST.match(self._text, end)
        path = _cut(rest[0]) if rest else ""
        port = _PORT.match(self._text, end)
        if path and not (port and port[2]):
            whole = value + _unescaped(path)
            yield self._found("url", whole, (start, end + len(path)), value)
            yield self._found(kind, value, (start, end), host_of="URL")
        elif port and 0 < int(port[1]) < 1 << 16:
            protocol = f"/{port[2].lower()}" if port[2] else ""
            finish = port.end() if port[2] else port.end(1)
            yield self._found("network-traffic", f"{value}:{port[1]}{protocol}", (start, finish), value)
            yield self._found(kind, value, (start, end), host_of="port")
        else:
            yield self._found(kind, value, (start, end))

    def _file(self, run: str, start: int, end: int) -> Iterator[Find]:
        """Yield the name of a file; one between quotes is taken whole, with its spaces."""
        before, after = self._text[start - 1 : start], self._text[end : end + 1]
        if (
            (before and before in "/\\$@%=")
            or self._text[start - 3 : start - 2] == "%"
            or (after and after in "(=@")
            or run.lower() in CODE
        ):
            return
        more = _ESCAPED.search(self._text[max(start - 80, 0) : start]) if before == "_" else None
        written = more[0] + run if more else self._words_before(start, after) + run
        begin, finish = self._refanged.original(end - len(written), end)
        self._taken.take(begin, finish)
        name = _unescaped(written)
        sort = "system file" if name.lower() in SYSTEM else "file name"
        yield Find("file", f"name:{name}", begin, finish, sort, "name of a file by its extension")

    def _words_before(self, start: int, after: str) -> str:
        """Return the words between an opening quote and a place, where the closing one stands behind a name."""
        signs = [sign for sign, closing in _CLOSING.items() if after and closing == after]
        line = self._text[max(start - 60, 0) : start].rpartition("\n")[2]
        opening = max((line.rfind(sign) for sign in signs), default=-1)
        words = line[opening + 1 :]
        return "" if opening < 0 or words[:1] == " " or set(words) & _NOT_IN_NAME else words

    def _found(
        self,
        kind: str,
        value: str,
        span: tuple[int, int],
        host: str = "",
        *,
        link: bool = False,
        host_of: str = "",
    ) -> Find:
        begin, finish = self._refanged.original(*span)
        self._taken.take(begin, finish)
        sort, note = self._hosts.sort(host or value, *span, link=link)
        note = f"host of a {host_of}; {note}" if host_of else note
        note = f"{note}; no scheme is given" if kind == "url" and "://" not in value[:20] else note
        return Find(kind, value, begin, finish, sort, note, host_of=bool(host_of))

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
    scheme, mark, rest = url.partition("://")
    if not mark or not _SCHEME.fullmatch(scheme):
        return ""
    return _host(re.split("[/?#]", rest, maxsplit=1)[0])[0].removeprefix("www.")


def _cut(written: str) -> str:
    """Return what belongs to a URL: without the next word and without punctuation behind it."""
    if "*" in written:
        written = _NEXT_WORD.sub("", written)
    return trimmed(trimmed(written, _TRAILING).rstrip("(["), _TRAILING)


def _unescaped(written: str) -> str:
    """Return a path or name without the escapes of Markdown, which copies of copies have twice."""
    return written.replace("\\\\_", "_").replace("\\_", "_") if "\\" in written else written


def _bare(authority: str) -> str:
    """Return the host of an authority without user and port (RFC 3986, section 3.2)."""
    host = authority.rpartition("@")[2]
    return host.partition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]


def _plain(authority: str) -> str:
    """Return an authority with the host's A-labels, user and port as they are."""
    low, bare = authority.lower(), _bare(authority.lower())
    return low if low.isascii() else low.replace(bare, a_label(bare))


@lru_cache(maxsize=256)
def _host(authority: str) -> tuple[str, str]:
    """Return the host in normal form and its STIX type; empty where it is none."""
    bare = _bare(authority)
    for value, kind in ((address(bare, defanged=True), "ipv4-addr"), (address6(bare), "ipv6-addr")):
        if value:
            return value, kind
    return (a_label(bare.rstrip(".")), "domain-name") if is_host(bare.rstrip(".")) else ("", "")
