"""Is a word part of the prose, or of an address, a path, a file name?"""

import re

_EDGES = re.compile(r"[\s<>\"'\u2018-\u201f`,;|*()\[\]{}]")
_FILE = re.compile(r"[\w-]\.[a-z][a-z0-9]{1,4}$")
_HOST = re.compile(r"\w\.[a-z]{2,}(?:/|$)")
_REACH = 200


def in_prose(text: str, start: int, end: int) -> bool:
    """Return whether the word at [start, end) is not part of a URL, e-mail address, path, file name or domain."""
    left, right = _token(text, start, end)
    token = text[left:right].rstrip(".:!?")
    if "://" in token or token.startswith(("www.", "/", "~/")) or "\\" in token.replace("\\_", ""):
        return False
    if re.search(r"\w@\w", token) or re.match(r"\[\.|\[dot|\[@", text[right : right + 4]):
        return False
    return not (_FILE.search(token) or _HOST.search(token) or text[left - 2 : left] in ("].", ".]"))


def is_executable(text: str, end: int) -> bool:
    """Return whether a word is written as a Windows program (``net.exe``)."""
    return text[end : end + 4].lower() == ".exe" and not text[end + 4 : end + 5].isalnum()


def _token(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the run without spaces, quotes and brackets around [start, end), cut at a fixed distance."""
    before = text[max(start - _REACH, 0) : start]
    edges = list(_EDGES.finditer(before))
    after = _EDGES.search(text, end, end + _REACH)
    left = start - len(before) + edges[-1].end() if edges else start - len(before)
    return left, after.start() if after else min(end + _REACH, len(text))
