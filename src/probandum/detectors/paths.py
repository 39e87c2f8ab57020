"""Paths of files and folders, registry keys and named pipes."""

import re
from collections.abc import Iterator

from probandum.detectors.extensions import FILES
from probandum.detectors.finds import Find, Taken, trimmed
from probandum.detectors.signs import signs

_SEPARATOR = r"\\{1,2}"
_PLAIN = r"[^\\/:*?\"<>|\s\u201c\u201d\u2018\u2019`,;.]"
_INNER = r"(?:[^\\/:*?\"<>|\s\u201c\u201d\u2018\u2019`,;]|<[\w ]{1,30}>)"
_FOLDERS = rf"(?>(?:{_SEPARATOR}(?>(?:{_PLAIN}++[ ]){{0,4}})(?>{_INNER}+)(?={_SEPARATOR}))*){_SEPARATOR}(?>{_INNER}*)"
_DRIVE = re.compile(rf":(?<=[A-Za-z]:)(?<![A-Za-z0-9_].:){_FOLDERS}")
_VARIABLE = re.compile(rf"%(?<!\w%)[\w()]{{2,30}}%{_FOLDERS}")
_SHARE = re.compile(rf"\\\\(?<![\w%}})\]\\]..)[\w.$-]{{1,255}}+{_FOLDERS}")
_ROOTS = (
    "etc|tmp|var|usr|bin|sbin|opt|home|root|dev|proc|mnt|lib|lib64|srv|data|system|Library|Users|Applications|"
    "private|Volumes|sdcard|storage|run|boot"
)
_UNIX = re.compile(
    rf"[~/](?<![A-Za-z0-9_/.:~\]\\-].)(?:(?<=~)|(?:{_ROOTS}))(?>(?:/(?>(?:[\w.+@%~-](?<![\u2e80-\u9fff\uac00-\ud7ff]))+))+)"
)
_JOINED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_/.:~]\\-")
_HIVES = {
    "HKLM": "HKEY_LOCAL_MACHINE",
    "HKCU": "HKEY_CURRENT_USER",
    "HKCR": "HKEY_CLASSES_ROOT",
    "HKU": "HKEY_USERS",
    "HKCC": "HKEY_CURRENT_CONFIG",
}
_REGISTRY = re.compile(
    rf"([hH][kK](?<![A-Za-z0-9_]..)(?:[eE][yY](?>(?:\\?_[A-Za-z]{{4,8}}+){{1,2}})|LM|CU|CR|CC|U)):?(?:\\{{1,2}}\*(?=\\))?{_FOLDERS}"
)
_PIPE = re.compile(r"\\{2,4}[.?\w-]{1,60}\\{1,2}pipe\\{1,2}(.+)", re.IGNORECASE)
_CLOSING = {'"': '"', "\u201c": "\u201d", "`": "`", "\u2018": "\u2019", "'": "'"}
_AFTER = ".,;:'*_"
_SUFFIXES = "|".join(sorted(FILES | {"py", "sh", "zip", "ps", "cab", "com"}, key=len, reverse=True))
_NAME = r"[^\\/:*?\"<>|\s\u201c\u201d\u2018\u2019`,;]"
_WORDS_TO_SUFFIX = re.compile(
    rf"(?:[ ](?:[A-Z0-9(&_+][^\\/:*?\"<>|\s\u201c\u201d\u2018\u2019`,;.]{{0,40}}|-)){{0,4}}"
    rf"[ ][A-Z0-9(&_+]{_NAME}{{0,40}}?\.(?:{_SUFFIXES})(?![\w\\/])"
)
"""More words of a file's name, each with a capital, a digit or a sign, up to an extension."""
_ENDED = re.compile(rf"\.(?:{_SUFFIXES})\Z", re.IGNORECASE)
_BEFORE_ANOTHER_SCRIPT = re.compile(
    rf"\.(?:{_SUFFIXES})(?=[\u2e80-\u9fff\uac00-\ud7ff\uff00-\uffef])", re.IGNORECASE
)
_SECOND_WORDS = {
    "program": "Files (x86)|Files",
    "documents": "and Settings",
    "start": "Menu",
    "local": "Settings|Storage|State",
    "application": "Data",
    "common": "Files|Startup",
    "all": "Users",
    "internet": "Explorer|Settings",
    "system": "Volume Information|Tools",
    "user": "Data",
    "login": "Data",
    "web": "Data",
    "default": "User",
    "windows": "NT|Defender|Media Player|Mail|Search",
    "microsoft": "Office|Shared|Defender",
    "my": "Documents",
    "mozilla": "Firefox",
    "active": "Setup",
    "image": "File Execution Options",
}
"""Words that names of folders of the system begin with, in lower case, and how those names go on."""
_FOLDER_BEFORE = re.compile(r"\b(?:folder|directory|directories)\b[\s:\"\u201c'`(*]{1,4}\Z", re.IGNORECASE)
_FOLDER_AFTER = re.compile(r"[\"\u201d'`)*]{0,2} (?:folder|director(?:y|ies))\b")


def paths(text: str, taken: Taken) -> Iterator[Find]:
    """Yield registry keys, Windows paths, named pipes and Unix paths; marks what they cover."""
    if "\\" in text:
        yield from _registry(text, taken)
        for pattern, back in ((_DRIVE, 1), (_VARIABLE, 0), (_SHARE, 0)):
            for match in pattern.finditer(text):
                yield from _windows(text, match.start() - back, match.end(), taken)
    for match in _UNIX.finditer(text) if "~/" in text else _from_roots(text):
        start, end = match.start(), _extent(text, *match.span())[1]
        if not taken.any(start, end):
            taken.take(start, end)
            yield _path(text, text[start:end], (start, end), "a Unix path by its root")


def _from_roots(text: str) -> Iterator[re.Match[str]]:
    """Yield what :data:`_UNIX` finds where no path begins at home: most slashes stand inside an address."""
    at = text.find("/")
    while at >= 0:
        match = None if at and text[at - 1] in _JOINED else _UNIX.match(text, at)
        if match:
            yield match
        at = text.find("/", match.end() if match else at + 1)


def _registry(text: str, taken: Taken) -> Iterator[Find]:
    for match in signs(text).matches("hk", _REGISTRY, text):
        start, end = _extent(text, match.start(), match.end())
        hive = match[1].replace("\\_", "_").upper()
        tail = re.sub(r"\\{2,}", r"\\", _unescaped(text[match.end(1) : end].lstrip(":"))).rstrip("\\")
        if tail and not taken.any(start, end):
            taken.take(start, end)
            value = _HIVES.get(hive, hive) + tail
            yield Find("windows-registry-key", value, start, end, "registry", "a registry key by its hive")


def _windows(text: str, start: int, end: int, taken: Taken) -> Iterator[Find]:
    start, end = _extent(text, start, end)
    written = text[start:end]
    path = _single(written)
    if taken.any(start, end):
        return
    pipe = _PIPE.fullmatch(written)
    if pipe:
        taken.take(start, end)
        name = _unescaped(pipe[1])
        yield Find("x-named-pipe", name, start, end, "cued", "name of a pipe by its path")
    elif "\\" in path[2:]:
        taken.take(start, end)
        yield _path(text, path, (start, end), "a Windows path", folder=written.endswith("\\"))


def _path(text: str, path: str, span: tuple[int, int], note: str, *, folder: bool = False) -> Find:
    start, end = span
    if path.lower().endswith(".pdb"):
        return Find("file", f"path:{path}", start, end, "pdb", "path of a debug database (PDB)")
    if not _ENDED.search(path) and (
        folder or _FOLDER_AFTER.match(text, end) or _FOLDER_BEFORE.search(text[max(start - 20, 0) : start])
    ):
        return Find("directory", path, start, end, "directory", f"{note}; a folder by its end or a cue")
    return Find("file", f"path:{path}", start, end, "path", note)


def _extent(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a path ends: at the closing quote if one stands before it, else without trailing punctuation.

    Without quotes it goes on over spaces where an extension or a known name of a folder says so.
    """
    other = _BEFORE_ANOTHER_SCRIPT.search(text, start, end + 1)
    if other:
        return start, other.end()
    closing = _CLOSING.get(text[start - 1 : start])
    if closing:
        at = text.find(closing, end, end + 120)
        if at >= 0 and not re.search(r'[\n:*?"<>|]|\s[-/]', text[end:at]):
            return start, at
    end = _over_spaces(text, start, end)
    return start, start + len(trimmed(text[start:end], _AFTER).rstrip("([{"))


def _over_spaces(text: str, start: int, end: int) -> int:
    if text[end : end + 1] != " ":
        return end
    last = text[max(start, end - 60) : end].rpartition("\\")[2]
    if _ENDED.search(last) or not last or last[-1] in _AFTER:
        return end
    for words in _SECOND_WORDS.get(last.lower(), "").split("|"):
        if words and text.startswith(words, end + 1):
            return end + 1 + len(words)
    more = _WORDS_TO_SUFFIX.match(text, end, end + 130)
    return more.end() if more else end


def _single(path: str) -> str:
    """Return a path with single separators."""
    plain = _unescaped(path)
    return plain[:2] + re.sub(r"\\{2,}", r"\\", plain[2:]).rstrip("\\")


def _unescaped(name: str) -> str:
    """Return a name without the escapes of Markdown."""
    return name.replace("\\_", "_")
