"""Names and lines that only the words around them tell from other text: mutexes, user agents, pipes, tasks, commands."""

import re
from collections.abc import Iterator

from probandum.detectors.finds import Find
from probandum.detectors.signs import Signs, signs
from probandum.detectors.words import ORDINARY

_QUOTED = re.compile(
    r"(?:[\"'][ ]?[:=][ ]?|[^\n\"\u201c\u2018'`*.]{0,40}+)[\"\u201c\u2018'`*]{1,2}([^\s\"\u201d\u2019'`*:][^\n\"\u201d\u2019'`*]{3,80}+)[\"\u201d\u2019'`*]"
)
_NEAR = re.compile(
    r"[ :=](?:(?:is|was|named?|called|:|=|of)[ ]?:?[ ]?)?[\"\u201c\u2018`*]{1,2}([^\s\"\u201d\u2019`*:,.;)][^\n\"\u201d\u2019`*]{2,80}+)[\"\u201d\u2019`*]"
)
_NAMED = re.compile(r"[^\n.\"]{0,30}?(?:named?|called|:)\s{0,2}([\w{}\\.-]{4,80}+)")
_VALUES = frozenset({"true", "false", "null", "none"})
_BROWSER = re.compile(
    r"Mozilla/\d\.\d{1,2}(?>(?: \([^()\n]{1,200}\)| [\w.-]{1,40}+/(?>(?:[\w.+;-]|\\_){1,40})| like Gecko)+)"
)
_NAMED_BY_CUE = (
    ("mutex", "mutex", True),
    ("named pipe", "x-named-pipe", False),
    ("service name", "x-service", False),
    ("windows service", "x-service", False),
    ("service named", "x-service", False),
    ("service called", "x-service", False),
    ("scheduled task", "x-scheduled-task", False),
    ("task name", "x-scheduled-task", False),
    ("yara rule", "x-yara-rule", False),
    ("username", "user-account", False),
    ("user name", "user-account", False),
    ("user account", "user-account", False),
    ("account named", "user-account", False),
)
"""Cue in lower case, STIX type or our own, whether a name without quotes is believed."""
_RULE = re.compile(r"rule[ ]+([A-Za-z_]\w{2,127})(?:[ ]*:[\w ]{1,80})?\s*\{", re.ASCII)
_SUBJECT = re.compile(
    r"subject(?:[ ]lines?)?\*{0,2}(?:[ ]?:[ ]?\*{0,2}|[ ](?:was|is|of|reads?|reading|with|containing|such as)?[ ]?:?[ ]?(?=[\"\u201c\u2018]))"
    r"(?:[\"\u201c\u2018]([^\n\"\u201d]{4,150}?)[\"\u201d]|(?<=[:* ])([^\s\"\u201c\u2018*|][^\n|]{3,149}))",
    re.IGNORECASE,
)
_MESSAGE_ID = re.compile(r"message-id\W{1,6}<?([\w.+=$%-]{3,120}@[\w.-]{2,100})", re.IGNORECASE)
_SERIAL = re.compile(
    r"serial(?:[ ](?:number|no\.?|#))?[^\n0-9A-Fa-f]{0,12}[^\n]{0,12}?(?<![\w:])((?:[0-9A-Fa-f]{2}[: ]){7,19}[0-9A-Fa-f]{2}|[0-9A-Fa-f]{12,40})(?![\w:])",
    re.IGNORECASE,
)
_CERTIFICATE = re.compile(
    r"\bcert|x\.?509|\bsigned\b|signature|issuer|thumbprint|\bssl\b|\btls\b", re.IGNORECASE
)
_HANDLE = re.compile(r"@(?<![\w.@/)-]@)([A-Za-z]\w{3,31})(?![\w@]|\.\w)", re.ASCII)
_SERVICE = re.compile(r"telegram|twitter|jabber|instagram|mastodon|\btweet", re.IGNORECASE)
_PROGRAMS = (
    "at|attrib|bash|bcdedit|bitsadmin|certutil|chmod|chown|cmd|cmstp|copy|crontab|cscript|curl|del|dsquery|esentutl|"
    "expand|fodhelper|forfiles|fsutil|icacls|installutil|iptables|makecab|mavinject|move|msbuild|mshta|msiexec|net|net1|"
    "netsh|nltest|nohup|ntdsutil|perl|ping|powershell|procdump|psexec|pwsh|python[23]?|query|rar|rclone|reg|regasm|"
    "regsvcs|regsvr32|rundll32|sc|schtasks|sh|ssh|start|sudo|systemctl|takeown|taskkill|tasklist|vssadmin|wbadmin|"
    "wevtutil|wget|whoami|wmic|wscript|wusa|xcopy"
)
_COMMAND = re.compile(
    rf"(?:[A-Za-z]:\\[^\"<>|\n]{{0,150}}?\\|%\w{{2,30}}%\\[\w\\]{{0,80}}|/(?:usr/|bin/){{1,2}})?"
    rf"(?:(?:{_PROGRAMS})(?:\.exe)?|[\w-]{{1,40}}\.exe)\b[\"']?[ ]+(?=\S)",
    re.IGNORECASE,
)
_ARGUMENT = re.compile(r"(?:^|[\s\"'(])(?:--?\w|/[A-Za-z?]{1,12}(?:[\s:]|$))|[\\%|=&>]|\w\.\w{2,4}\b|://")
_BETWEEN = re.compile(r"([`\"\u201c])(?<![\w`].)([^`\"\u201c\u201d\n]{6,500})[`\"\u201d]")
_LINE = re.compile(
    rf"\n[ \t]{{0,8}}(?:[$>#*-][ ]|[A-Z]:\\[^\n>]{{0,60}}>)?((?:{_PROGRAMS})(?:\.exe)?[ ][^\n]{{4,500}})"
)
_LINE_ARGUMENT = re.compile(r"[ ](?:--?\w|/[A-Za-z?]{1,12}(?:[\s:]|$)|[\"']?(?:[A-Za-z]:\\|%\w+%))")


def cued(text: str) -> Iterator[Find]:
    """Yield names with a cue, user agents, messages, certificates, accounts and command lines."""
    known = signs(text)
    for cue, kind, bare in _NAMED_BY_CUE:
        for start, end in known.mentions(cue):
            yield from _named(text, start, end, kind, bare=bare)
    yield from _agents(text, known)
    yield from _messages(text, known)
    yield from _accounts(text)
    yield from _commands(text)


def _named(text: str, start: int, end: int, kind: str, *, bare: bool) -> Iterator[Find]:
    rest = text[end : end + 130]
    tries = (_QUOTED.match(rest), _NAMED.match(rest)) if bare else (_NEAR.match(rest),)
    for found in tries:
        name = found[1].strip(".").lower() if found else ""
        if found and len(name) > 2 + bare and name not in _VALUES and name not in ORDINARY:
            at, written = end + found.start(1), found[1].rstrip(".,")
            note = f"cue: {text[start:end]}"
            yield Find(kind, _unescaped(written), at, at + len(written), "cued", note)
            return


def _agents(text: str, known: Signs) -> Iterator[Find]:
    covered = -1
    for match in _BROWSER.finditer(text):
        covered = match.end()
        note = "form of a browser's user agent"
        yield Find("x-user-agent", _unescaped(match[0]), *match.span(), "cued", note)
    for cue in ("user-agent", "user agent", "useragent"):
        for start, end in known.mentions(cue):
            found = _QUOTED.match(text[end : end + 130])
            if found and end > covered and "/" in found[1] and "mozilla/" not in found[1].lower():
                at = end + found.start(1)
                note = f"cue: {text[start:end]}"
                yield Find("x-user-agent", _unescaped(found[1]), at, at + len(found[1]), "cued", note)


def _messages(text: str, known: Signs) -> Iterator[Find]:
    """Yield subjects and ids of messages, serial numbers of certificates and names of YARA rules."""
    for start, _ in known.mentions("subject"):
        match = _SUBJECT.match(text, start)
        at = (1 if match[1] else 2) if match else 0
        if match and at:
            value = match[at].rstrip().rstrip(" .,;*")
            end = match.start(at) + len(value)
            yield Find("email-message", f"subject:{value}", match.start(at), end, "subject", "cue: subject")
    for start, _ in known.mentions("message-id"):
        match = _MESSAGE_ID.match(text, start)
        if match:
            yield Find("email-message", match[1], *match.span(1), "cued", "cue: Message-ID")
    for start, _ in known.mentions("serial"):
        match = _SERIAL.match(text, start)
        if match and _CERTIFICATE.search(text[max(start - 200, 0) : match.end() + 200]):
            value = f"serial:{re.sub('[: ]', '', match[1]).lower()}"
            yield Find(
                "x509-certificate",
                value,
                *match.span(1),
                "fingerprint",
                "cue: serial number of a certificate",
            )
    for start, _ in known.mentions("rule"):
        match = _RULE.match(text, start)
        if match:
            yield Find("x-yara-rule", match[1], *match.span(1), "cued", "head of a YARA rule")


def _accounts(text: str) -> Iterator[Find]:
    """Yield handles of social networks that are named near them."""
    for match in _HANDLE.finditer(text):
        cue = _SERVICE.search(text[max(match.start() - 60, 0) : match.end() + 30])
        if cue:
            yield Find("user-account", match[1], *match.span(1), "account", f"a handle; cue: {cue[0]}")


def _commands(text: str) -> Iterator[Find]:
    """Yield command lines: between quotes or backticks, or alone on their line."""
    for match in _BETWEEN.finditer(text):
        if _COMMAND.match(match[2]) and _ARGUMENT.search(match[2], _COMMAND.match(match[2]).end() - 1):  # type: ignore[union-attr]
            yield _command(match[2], match.start(2))
    for match in _LINE.finditer(text):
        if _LINE_ARGUMENT.search(match[1]):
            yield _command(match[1], match.start(1))


def _command(written: str, start: int) -> Find:
    line = written.rstrip(" \t|`*")
    return Find(
        "process", " ".join(_unescaped(line).split()), start, start + len(line), "command", "a command line"
    )


def _unescaped(name: str) -> str:
    """Return a name without the escapes of Markdown."""
    return name.replace("\\_", "_")
