"""The part of speech of a word, by closed lists, forms of known verbs and the words beside it."""

from functools import lru_cache

from msgspec.structs import replace

from probandum.detectors.sayings import lexica
from probandum.detectors.sayings.grammar import (
    ADVERB,
    BE,
    CLOSED,
    DO,
    HAVE,
    NOT_ADVERB,
    NOUNS_TOO,
    NUMBERS,
    SAME_PAST,
    TRANSITIVE,
    VERBS,
)
from probandum.detectors.sayings.inflect import Word
from probandum.model.ident import Value

_AMBIGUOUS = frozenset({"that", "no", "her", "one", "all", "both"})
ABBREVIATIONS = frozenset({"US", "IT", "WHO", "AM"})
SURE = {low: tag for low, tag in CLOSED.items() if tag != "X" and low not in _AMBIGUOUS}
"""Words whose tag no other word changes."""
_ACT_NAMES = lexica.HOSTILE_NOUNS - TRANSITIVE


class Token(Value, frozen=True):
    """A word at characters [start, end) of the text.

    Attributes:
        start: first character.
        end: one past the last.
        word: as written.
        low: in lower case, plain apostrophes.
        tag: part of speech.
        lemma: of a verb, else empty.
        form: of a verb: ``base``, ``third``, ``past``, ``participle``, ``ing``, or ``ed`` for past or participle.
    """

    start: int
    end: int
    word: str
    low: str
    tag: str = ""
    lemma: str = ""
    form: str = ""


def tagged(before: list[Token], token: Token, following: Token | None) -> Token:
    """Return a word that is none of the sure ones with its tag, judged by the words before and the next one."""
    if token.tag == "S":
        return _possessive(before, token)
    if token.tag:
        return token
    low, last = token.low, before[-1] if before else None
    closed = (
        ""
        if _is_abbreviation(token) or (token.word == "May" and following and following.low[:1].isdigit())
        else CLOSED.get(low)
    )
    if low in _AMBIGUOUS:
        return _with(token, _ambiguous(low, last, following))
    if closed == "X" and _is_main(low, following):
        return _with(token, "V", "be" if low in BE else "have" if low in HAVE else "do", "third")
    if closed:
        return _with(token, closed)
    if low == "may":
        return _with(token, "N")
    if low.endswith("ly") and (low == "likely" or (ADVERB.match(low) and low not in NOT_ADVERB)):
        return _with(token, "R")
    return _open(before, token, following)


def _with(token: Token, tag: str, lemma: str = "", form: str = "") -> Token:
    return Token(token.start, token.end, token.word, token.low, tag, lemma, form)


def _open(before: list[Token], token: Token, following: Token | None) -> Token:
    """Return a word of the open classes with its tag: a verb, or else a noun."""
    low, last = token.low, before[-1] if before else None
    words = VERBS.get(low)
    if words and not _is_in_name(last, token):
        return _verb_or_noun(before, token, following, words)
    asked = last is not None and last.tag == "T"
    if asked and following is not None and CLOSED.get(following.low) in {"D", "P"}:
        return _with(token, "V", low, "base")
    if low.endswith("ed") and len(low) > 4 and low.isalpha() and token.word.islower():
        return _verb_or_noun(before, token, following, (Word(low, "past"), Word(low, "participle")))
    return _with(token, "N")


@lru_cache(maxsize=16_384)
def usual(low: str) -> str:
    """Return the tag of a word in lower case that no other word changes, empty for none.

    It is a noun, wherever no “to” stands before it, if no list and no ending says otherwise.
    """
    if low in SURE or low in _AMBIGUOUS or low in CLOSED or low in VERBS:
        return SURE.get(low, "")
    verb = low.endswith("ly") or (low.endswith("ed") and len(low) > 4 and low.isalpha())
    return "" if verb else "N"


def _is_in_name(last: Token | None, token: Token) -> bool:
    """Return whether a capitalised word goes on with a name in capitals."""
    if last is None or not token.word[0].isupper() or token.word.isupper():
        return False
    return last.tag == "N" and last.word[0].isupper()


def _is_abbreviation(token: Token) -> bool:
    return token.word in ABBREVIATIONS


def _possessive(before: list[Token], token: Token) -> Token:
    """Tell the possessive from a contracted “is” or “has”."""
    last = before[-1]
    if last.tag in {"P", "W"} or last.low in {"let", "there", "here", "that", "it"}:
        return replace(token, tag="X", low="is")
    return token


def _is_main(low: str, following: Token | None) -> bool:
    """Return whether a form of have, do or be stands alone, judged by the next word."""
    if following is None:
        return True
    if following.tag in {"R", "G"}:
        return False
    if low in HAVE | DO and CLOSED.get(following.low) in {"D", "I"}:
        return True
    if low in BE:
        return CLOSED.get(following.low) in {"D", "I", "W", "T", "P", ","} and following.low not in {
            "being",
            "been",
        }
    return False


def _ambiguous(low: str, last: Token | None, following: Token | None) -> str:
    after = CLOSED.get(following.low, "") if following else "."
    noun_follows = bool(following) and after == "" and following is not None and following.low not in VERBS
    if low == "that":
        if last is not None and last.tag == "I":
            return "D" if noun_follows else "P"
        return "D" if last is None and noun_follows else "P" if last is None else "W"
    if low == "no":
        return "D" if noun_follows or after in {""} else "G"
    if low == "her":
        return "D" if noun_follows else "P"
    if low == "one":
        return "N" if noun_follows else "P"
    return "P" if after in {"X", ".", ",", "I"} and low != "all" else "D"


def _verb_or_noun(
    before: list[Token], token: Token, following: Token | None, words: tuple[Word, ...]
) -> Token:
    lemma = words[0].lemma
    form: str = words[0].form
    if len(words) > 1:
        forms = {word.form for word in words}
        form = "ed" if {"past", "participle"} <= forms and "base" not in forms else form
    return _with(token, "V" if _is_verb(before, token, following, form) else "N", lemma, form)


def _is_verb(before: list[Token], token: Token, following: Token | None, form: str) -> bool:
    """Return whether a form of a verb is one here, and no noun."""
    last = _last(before)
    if last is not None and (last.tag in {"D", "S"} or (form != "ed" and last.low.isdigit())):
        return False
    if form == "ing":
        after = CLOSED.get(following.low, "") if following else "."
        return not (token.low in _ACT_NAMES and _is_name_of_act(following, after))
    return form in {"past", "participle", "ed"} or _stands_as_verb(before, token, following, form)


def _last(before: list[Token]) -> Token | None:
    """Return the word before, adverbs skipped."""
    for token in reversed(before):
        if token.tag != "R":
            return token
    return None


def _is_name_of_act(following: Token | None, after: str) -> bool:
    """Return whether an -ing word is a noun (“hacking groups”, “spying by”), judged by the next word."""
    if following is None or after in {".", ",", "C", "X", "S"}:
        return True
    return (
        after == ""
        and following.word.islower()
        and (following.low not in VERBS or following.low in NOUNS_TOO)
    ) or following.low in {"of", "by", "against", "from"}


def _stands_as_verb(before: list[Token], token: Token, following: Token | None, form: str) -> bool:
    """Return whether a present form that may be a noun is a verb here."""
    last = _last(before)
    after = CLOSED.get(following.low, "") if following else "."
    if token.low in SAME_PAST and last is not None and last.tag == "N":
        return after in {"D", "P", ""} or (
            after == "I" and token.low in {"spread", "cut"} and _is_plural(last)
        )
    often_noun = token.low in NOUNS_TOO
    if form == "base":
        return _is_base_verb(before, last, following, after, often_noun=often_noun)
    if last is None:
        return False
    if last.tag in {"P", "W"}:
        return True
    if last.tag == "N" and not _is_plural(last):
        named = (
            after == "" and following is not None and following.word[0].isupper() and last.word[0].isupper()
        )
        counted = following is not None and (following.low.isdigit() or following.low in NUMBERS)
        calls = token.low == "calls" and following is not None and following.low in {"on", "upon", "for"}
        return not often_noun or after in {"D", "P", "W"} or named or counted or calls
    if last.tag == "C":
        return _verb_before(before) == "third" and (not often_noun or after in {"D", "P", "W"})
    return last.tag == "," and not often_noun


def _is_base_verb(
    before: list[Token], last: Token | None, following: Token | None, after: str, *, often_noun: bool
) -> bool:
    """Return whether a first form is a verb, by the word before it."""
    if last is None:
        return not (often_noun and after in {"X", "I"})
    if last.tag in {".", "T", "G", "X"}:
        return True
    if last.tag == "P":
        return last.low != "one"
    if last.tag == "C":
        apart = often_noun and after in {".", ",", "I", "X"} and _noun_between(before)
        return _verb_before(before) == "base" and not apart
    if last.tag == "N" and _is_plural(last):
        named = after == "" and following is not None and following.word[0].isupper()
        return (
            not often_noun
            or after in {"D", "P"}
            or (following is not None and following.low == "that")
            or (named and following is not None and not following.low.endswith("s"))
        )
    return last.tag == "W" and not often_noun


def _verb_before(before: list[Token]) -> str:
    for token in reversed(before):
        if token.tag == "V":
            return token.form
    return ""


def _noun_between(before: list[Token]) -> bool:
    return any(token.tag in {"D", "N"} for token in before[-3:])


def _is_plural(token: Token) -> bool:
    return (
        token.low.endswith("s")
        and not token.low.endswith(("ss", "us", "is"))
        and token.word[-1].islower()
        and len(token.low) > 3
    )
