"""Words of a sentence with a rough part of speech: by closed lists, forms of known verbs and the word before.

Tags: ``D`` determiner, ``N`` noun, name, number or adjective, ``P`` pronoun, ``I`` preposition, ``C`` coordinator, ``W`` relative or
subordinating word, ``X`` auxiliary, ``T`` “to”, ``R`` adverb, ``G`` negation, ``V`` verb, ``S`` possessive ending, ``,`` and ``.``.
"""

import re
from itertools import islice, zip_longest

from msgspec.structs import replace

from probandum.detectors.sayings.grammar import (
    ADVERBIAL,
    ADVERBIAL_SECONDS,
    ADVERBIAL_STARTS,
)
from probandum.detectors.sayings.tagging import ABBREVIATIONS, Token, tagged, usual

_TOKEN = re.compile(
    r"\]\([^)\s]*\)|https?://\S+|(?P<word>[A-Za-z](?:\.[A-Za-z])+\.?|\d{1,3}(?:,\d{3})+|[^\W_]+(?:[’'.\-/&][^\W_]+)*|[$€£%])|(?P<mark>[,;:.?!…()–—])"
)
MOST = 400
"""Words of a sentence that are looked at."""


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the tagged words of a sentence; quotation marks and link targets are left out."""
    raw = _adverbs(_raw(text, start, end))
    found: list[Token] = []
    tag = ""
    for token, following in zip_longest(raw, islice(raw, 1, None)):
        sure = "" if token.tag or token.word in ABBREVIATIONS else usual(token.low)
        if sure and (tag != "T" or sure != "N"):  # most words: one look each
            tag = sure
            found.append(Token(token.start, token.end, token.word, token.low, tag))
        else:
            found.append(tagged(found, token, following))
            tag = found[-1].tag
    return found


def _adverbs(raw: list[Token]) -> list[Token]:
    """Tag phrases that are used as adverbs, so that they do not part a verb."""
    for index, token in enumerate(raw):
        if token.low not in ADVERBIAL_STARTS or token.tag:
            continue
        if index + 1 == len(raw) or raw[index + 1].low not in ADVERBIAL_SECONDS[token.low]:
            continue
        for size in (4, 3, 2):
            if " ".join(one.low for one in raw[index : index + size]) in ADVERBIAL:
                tag = "G" if token.low == "no" and raw[index + 1].low == "longer" else "R"
                raw[index : index + size] = [replace(one, tag=tag) for one in raw[index : index + size]]
                break
    return raw


def _raw(text: str, start: int, end: int) -> list[Token]:
    found: list[Token] = []
    *pieces, last = text[start:end].split(" ")
    for piece in pieces:
        stop = start + len(piece)
        if piece.isascii() and piece.isalpha():  # most words: no pattern is needed
            found.append(Token(start, stop, piece, piece.lower()))
        elif piece:
            _add(found, text, start, stop)
        if len(found) >= MOST:
            return found
        start = stop + 1
    _add(found, text, end - len(last), end)
    return found


def _add(found: list[Token], text: str, start: int, end: int) -> None:
    """Add the words of a stretch without blanks."""
    for match in _TOKEN.finditer(text, start, end):
        if len(found) >= MOST:
            break
        kind = match.lastgroup
        if kind is None:
            continue
        left, right = match.span()
        word = match[0]
        if kind == "mark":
            found.append(Token(left, right, word, word))
        elif not word.isalpha():
            found += _parted(left, right, word)
        else:
            found.append(Token(left, right, word, word.lower()))
        if word[-1] in "sS" and found[-1].start == left and _is_possessive(text, right):
            found.append(Token(right, right + 1, "'", "'s", "S"))


def _is_possessive(text: str, end: int) -> bool:
    """Return whether an apostrophe and a blank stand behind a plural."""
    return text.startswith(("' ", "’ "), end)


def _parted(start: int, end: int, word: str) -> list[Token]:
    """Return a word, with its possessive ending or auxiliary as a word of its own."""
    low = word.lower().replace("’", "'")
    if "'" not in low:
        return [Token(start, end, word, low, "")]
    if len(word) > 2 and low.endswith("'s"):
        return [Token(start, end - 2, word[:-2], low[:-2], ""), Token(end - 2, end, word[-2:], "'s", "S")]
    parts = _contracted(low)
    if parts:
        cut = start + parts
        return [
            Token(start, cut, word[:parts], low[:parts], ""),
            Token(cut, end, word[parts:], low[parts:], "X"),
        ]
    return [Token(start, end, word, low, "")]


def _contracted(low: str) -> int:
    """Return where a pronoun and its auxiliary part (``we've``); 0 for other words."""
    for ending in ("'ve", "'ll", "'re", "'d", "'m"):
        if low.endswith(ending) and len(low) > len(ending):
            return len(low) - len(ending)
    return 0
