"""Tells words of the prose from parts of addresses, paths and file names."""

import re

from probandum.detectors.cues import is_cue

_SIGNS = frozenset("<>\"'\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f`,;|*()[]{}")
_EDGES = re.compile(r"[\s<>\"'\u2018-\u201f`,;|*()\[\]{}]")
_FILE = re.compile(r"[\w-]\.[a-z][a-z0-9]{1,4}$")
_HOST = re.compile(r"\w\.[a-z]{2,}(?:/|$)")
_MAIL = re.compile(r"\w@\w")
_PATH = re.compile(r"\.\w{2,5}$|=")
_DEFANGED = re.compile(r"\[(?:\.|dot|@)")
_AFTERWARDS = frozenset(" \n,;)\"'\u2019\u201d")
_BROKEN = frozenset({"].", ".]", "@[", "@<", "@{"})
"""What stands before a part of a defanged or made-up address."""
_LABEL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_BEFORE = re.compile(r"([A-Z][\w-]*)[ \u00a0]\Z")
_AFTER = re.compile(r"[ \u00a0]([A-Z][\w-]*)")
OPENERS = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "of",
        "by",
        "for",
        "with",
        "in",
        "on",
        "to",
        "from",
        "as",
        "this",
        "that",
        "these",
        "those",
        "while",
        "when",
        "both",
        "new",
        "like",
        "dubbed",
        "called",
        "named",
        "unlike",
        "although",
        "though",
        "however",
        "since",
        "after",
        "before",
        "also",
        "our",
        "its",
        "their",
        "some",
        "many",
        "most",
        "other",
        *(
            "against",
            "because",
            "behind",
            "between",
            "but",
            "during",
            "each",
            "every",
            "if",
            "meanwhile",
            "once",
            "only",
        ),
        *(
            "over",
            "then",
            "through",
            "under",
            "until",
            "using",
            "via",
            "where",
            "whether",
            "which",
            "within",
            "without",
        ),
    ]
)
_REACH = 200
_QUOTES = frozenset("\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb")
_MARKED = re.compile(r"\*{1,2}[^\W_]")
"""What follows when only the first part of a word is set in another type."""


def in_prose(text: str, start: int, end: int) -> bool:
    """Return whether the word at [start, end) is not part of a URL, e-mail address, path, file name or domain."""
    if (before := text[start - 1 : start]) == " " and _is_plain(text, start, end):
        return True
    if before == "*" and _MARKED.match(text, end):
        return False
    left, right = _token(text, start, end)
    token = text[left:right].rstrip(".:!?")
    if "://" in token or token.startswith(("www.", "/", "~/")) or "\\" in token.replace("\\_", ""):
        return False
    if (
        ("@" in token and _MAIL.search(token))
        or _DEFANGED.match(text, right)
        or text[left - 2 : left] in _BROKEN
    ):
        return False
    if token.count("/") > 2 and _PATH.search(token):
        return False
    return not ("." in token and (_FILE.search(token) or _HOST.search(token))) and _begins(text, start)


def _is_plain(text: str, start: int, end: int) -> bool:
    """Return whether the words at [start, end) are of letters and digits, and a space or the like ends them."""
    return text[end : end + 1] in _AFTERWARDS and text[start:end].replace(" ", "").replace("-", "").isalnum()


def is_whole(text: str, start: int, end: int) -> bool:
    """Return whether nothing is joined to the word at [start, end): a name may look like a host or a file."""
    left, right = _token(text, start, end)
    return left == start and text[left:right].rstrip(".:!?") == text[start:end]


def is_shouted(text: str, start: int, end: int) -> bool:
    """Return whether the word beside it is in capitals too, so that capitals say nothing."""
    before, after = _BEFORE.search(text[max(start - 30, 0) : start]), _AFTER.match(text, end)
    return any(match and match[1].isupper() and len(match[1]) > 4 for match in (before, after))


def is_quoted(text: str, start: int, end: int) -> bool:
    """Return whether the words at [start, end) stand between quotes."""
    return text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES


def _begins(text: str, start: int) -> bool:
    """Return whether a word after a dot begins a name: after a number or a class, as in ``Trojan.Emotet``."""
    if text[start - 1 : start] != ".":
        return True
    before = text[max(start - 40, 0) : start - 1]
    label = before[len(before.rstrip(_LABEL)) :]
    return label.isdecimal() or (len(label) > 2 and label[0].isupper())


def in_longer_name(text: str, start: int, end: int) -> bool:
    """Return whether a capitalised word stands beside another, as in “Google Play Store”; headings do not count.

    The word before counts unless it is one that sentences and noun phrases begin with, or a cue.
    """
    before, after = _BEFORE.search(text[max(start - 30, 0) : start]), _AFTER.match(text, end)
    beside = [match[1] for match in (before, after) if match]
    if all(word.lower() in OPENERS or is_cue(word.lower()) or _is_sign(word) for word in beside):
        return False
    line = (
        text[max(start - _REACH, 0) : start].rpartition("\n")[2]
        + text[start : end + _REACH].partition("\n")[0]
    )
    words = [word for word in line.split() if word[:1].isalpha()]
    return sum(word[0].isupper() for word in words) * 3 < len(words) * 2


def _is_sign(word: str) -> bool:
    return len(word) < 5 and word.isupper()


def is_executable(text: str, end: int) -> bool:
    """Return whether a word is written as a Windows program (``net.exe``)."""
    return text[end : end + 4].lower() == ".exe" and not text[end + 4 : end + 5].isalnum()


def _token(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the run without spaces, quotes and brackets around [start, end), cut at a fixed distance."""
    left, least = start, max(start - _REACH, 0)
    while left > least and text[left - 1] not in _SIGNS and not text[left - 1].isspace():
        left -= 1
    after = _EDGES.search(text, end, end + _REACH)
    return left, after.start() if after else min(end + _REACH, len(text))
