"""Numbers that a sentence states about the world, so that they can be checked; not the numbers of the trade or of the page."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from msgspec.structs import replace

from probandum.detectors.sayings import ahead, patterns, spots
from probandum.detectors.sayings.grammar import NOUNS_TOO, VERBS
from probandum.model.ident import Value

_ALONE = re.compile(r"\d+(?:[;)\]”\"’'!?]|[.,:]?(?:\s*\Z|[.,:]\s))")
"""Digits with no word, unit or second number behind them: they count nothing."""
_WORD_BEHIND = re.compile(r"\s*-?[A-Za-z]")
_VAGUELY = ("dozens", "hundreds", "thousands", "millions", "billions", "several ")
_RANKS = ("est", "top", "leading", "number", "rank")
"""What every vague number, and every rank, holds in lower case: looked for before the pattern is."""
_YEAR = re.compile(r"(?:19|20)\d\d")


class Figure(Value, frozen=True):
    """A stated number at characters [start, end) of the text; fields as in ``StatedFigure``.

    ``aside`` tells a length of time that only dates what the sentence is about.
    """

    start: int
    end: int
    value: Decimal
    unit: str = ""
    of: str = ""
    when: str = ""
    approximate: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    kind: Literal["amount", "percent", "rank"] = "amount"
    source: str = ""
    aside: bool = False


def figures(text: str, start: int, end: int, *, words: bool = True) -> list[Figure]:
    """Return the figures of a sentence at [start, end), in its order, disjoint.

    Args:
        text: the text.
        start: first character of the sentence.
        end: one past its last character.
        words: whether it may hold numbers in words.
    """
    if not words and not patterns.DIGITS.search(text, start + (start > 0), end):
        return []  # a number that may be stated has something before it in its sentence, or begins the text
    sentence = text[start:end]
    found = [*_amounts(sentence, spots.SPOT)]
    if words:
        found += _in_words(sentence)
    if not found:
        return []
    when, source = _when(sentence), patterns.SOURCE.search(sentence)
    named = source["source"].strip() if source else ""
    found.sort(key=lambda one: (one.start, -one.end))
    result: list[Figure] = []
    for one in found:
        if not result or one.start + start >= result[-1].end:
            result.append(replace(one, start=one.start + start, end=one.end + start, when=when, source=named))
    return result


def _in_words(sentence: str) -> Iterator[Figure]:
    low = sentence.lower()
    yield from _amounts(sentence, spots.WORD_SPOT)
    if any(word in low for word in _VAGUELY):
        yield from _vaguely(sentence)
    if any(word in low for word in _RANKS):
        yield from _ranks(sentence)


def _amounts(sentence: str, pattern: re.Pattern[str]) -> Iterator[Figure]:
    reach = 0
    for spot in pattern.finditer(sentence):
        at = spot.start()
        if at < reach or _ALONE.match(sentence, at):
            continue
        match = patterns.NUMBER.match(sentence, _begin(sentence, at))
        if match:
            reach = match.end()
            found = _amount(sentence, match)
            if found:
                yield found


def _begin(sentence: str, spot: int) -> int:
    """Return where a number begins, with the words before it that make it approximate."""
    least = max(spot - 24, 0)
    left = sentence[least:spot]
    if left[-1:].isspace() and left.split()[-1:] and left.split()[-1].lower().lstrip('(“"') in spots.NEARLY:
        before = patterns.APPROXIMATELY.search(left)
        return least + before.start() if before else spot
    return spot


def _vaguely(sentence: str) -> Iterator[Figure]:
    for match in patterns.VAGUE.finditer(sentence):
        yield _vague(sentence, match)


def _vague(sentence: str, match: re.Match[str]) -> Figure:
    """Return “thousands of …” as the least that it says."""
    scale = (match["scale"] or f"{match['several']}s").lower()
    times = 10 if scale.startswith("tens ") else 100 if scale.startswith("hundreds of ") else 1
    size = Decimal(patterns.MANY[scale.split()[-1].rstrip("s")] * times)
    noun = patterns.COUNTED.match(sentence, match.end())
    of = _noun(noun["of"]) if noun else ""
    end = match.end() - (len("of") + 1 if match["scale"] else 0)
    vaguely = match["scale"] or match["several"]
    return Figure(match.start(), end, size, unit=_last_word(of), of=of, approximate=vaguely)


def _last_word(words: str) -> str:
    return words.rpartition(" ")[2]


def _amount(sentence: str, match: re.Match[str]) -> Figure | None:
    written, scale = match["number"].lower(), (match["scale"] or "").lower().rstrip("s")
    before = sentence[max(match.start() - 30, 0) : match.start()]
    measured = bool(match["left"] or match["percent"])
    if not measured and (_is_bare(sentence, match) or _is_other(sentence, match, before)):
        return None
    value = _value(written) * patterns.MANY.get(scale, 1)
    if value == 0 or (value == 1 and not written[0].isdigit()):
        return None
    low, high = _range(match, value, before, scale)
    middle = (low + high) / 2 if low is not None and high is not None else value
    found = _measured(sentence, match, middle) if measured else _counted(sentence, match, middle, before)
    return replace(found, approximate=(match["approx"] or "").lower(), low=low, high=high) if found else None


def _range(
    match: re.Match[str], value: Decimal, before: str, scale: str
) -> tuple[Decimal, Decimal] | tuple[None, None]:
    if not match["high"] or not match["number"][0].isdigit():
        return None, None
    high = _value(match["high"].lower()) * patterns.MANY.get(scale, 1)
    joined = re.search(r"\band\b", match[0]) and not re.search(r"\bbetween\s+\Z", before, re.IGNORECASE)
    return (None, None) if value >= high or joined else (value, high)


def _measured(sentence: str, match: re.Match[str], value: Decimal) -> Figure:
    """Return a share or a sum of money."""
    if match["percent"]:
        of = _share_of(sentence, match.start(), match.end())
        return Figure(match.start(), match.end(), value, unit="%", of=of, kind="percent")
    of = _left_of(sentence, match.start())
    return Figure(match.start(), match.end(), value, unit=match["left"].strip(), of=of)


def _counted(sentence: str, match: re.Match[str], value: Decimal, before: str) -> Figure | None:
    """Return a length of time or a number of things."""
    lasting = patterns.DURATION.match(sentence, match.end())
    if lasting:
        return _lasting(sentence, match.start(), value, lasting)
    written, scaled = match["number"], bool(match["scale"])
    digits = written[0].isdigit()
    noun = patterns.COUNTED.match(sentence, match.end())
    of = _noun(noun["of"]) if noun else ""
    if noun is None or not of:
        large = digits and "," in written and value >= 1_000
        return Figure(match.start(), match.end(), value) if large else None
    small = value < patterns.LEAST_WORD and _in_passing(before, of)
    if not digits and not scaled and (of[0].isupper() or small):
        return None
    return Figure(match.start(), noun.start("of") + len(of), value, unit=_last_word(of), of=of)


def _is_bare(sentence: str, match: re.Match[str]) -> bool:
    """Return whether digits stand alone, with no word behind them that they could count: a page of them is cheap."""
    written = match["number"]
    return written.isdecimal() and not match["scale"] and _WORD_BEHIND.match(sentence, match.end()) is None


def _is_other(sentence: str, match: re.Match[str], before: str) -> bool:
    """Return whether a number is a date, a name, an address, a page or a size of data."""
    plain = match["number"]
    exact = plain[0].isdigit() and not match["scale"]
    if exact and not match["approx"] and _YEAR.fullmatch(plain):  # the cheapest first
        return True
    if patterns.NOT_AFTER.match(sentence, match.end()) or ahead.is_numbered(before):
        return True
    if not exact:
        return False
    if plain.isdecimal() and ((len(plain) > 1 and plain[0] == "0") or len(plain) > 12):
        return True
    if patterns.DATE_AFTER.match(sentence, match.end()):
        return True
    return len(plain) <= 2 and ahead.is_dated(before)


def _lasting(sentence: str, start: int, value: Decimal, lasting: re.Match[str]) -> Figure:
    ago = lasting["ago"]
    near = patterns.BEFORE_AGO.search(sentence[max(start - 100, 0) : start]) if ago else None
    of = near["of"].strip() if near else _left_of(sentence, start)
    found = Figure(start, lasting.end(), value, unit=lasting["unit"], of=of)
    return replace(found, aside=bool(ago) and "ago" in ago)


def _value(written: str) -> Decimal:
    if written[0].isdigit():
        return Decimal(written.replace(",", "." if re.fullmatch(r"\d{1,3},\d{1,2}", written) else ""))
    if written in {"a couple of"}:
        return Decimal(2)
    if written == "a dozen":
        return Decimal(12)
    if written in {"half a"}:
        return Decimal("0.5")
    return Decimal(sum(patterns.WORDS.get(part, 0) for part in re.split(r"[- ]", written)))


def _in_passing(before: str, of: str) -> bool:
    """Return whether a small number only tells known people and things apart (“the two sides”)."""
    return ahead.is_known(before) or not patterns.PEOPLE.isdisjoint(of.lower().split())


def _noun(words: str) -> str:
    """Return the words up to the noun that is counted."""
    kept: list[str] = []
    first = words.split(maxsplit=1)[0].lower()
    second = words.split()[1:2]
    if second and first.endswith("ed") and second[0].endswith("s"):
        return " ".join(words.split()[:2])
    if first in VERBS and first not in NOUNS_TOO and VERBS[first][0].form in {"past", "participle", "third"}:
        return ""
    for word in words.split():
        if word.lower() in patterns.BREAKS or (
            kept and word.endswith(("ed", "ing")) and kept[-1].endswith("s")
        ):
            break
        kept.append(word)
        if word.endswith("s") and word.islower() and not word.endswith(("ss", "ous")):
            break
    if kept and kept[-1][0].isupper():
        kept = kept[:1]
        return kept[0] if kept[0].isalpha() else ""
    return " ".join(kept).rstrip(".,;:'’")


def _share_of(sentence: str, start: int, end: int) -> str:
    after = re.match(r"\s+of\s+((?:[\w’'&-]+\s?){1,8})", sentence[end : end + 100])
    return " ".join(after[1].split()) if after else _left_of(sentence, start)


def _left_of(sentence: str, start: int) -> str:
    words = ahead.leading(sentence[max(start - 80, 0) : start]).split()
    for index in range(len(words) - 1, -1, -1):
        if words[index].lower() in patterns.NO_NOUN:
            return " ".join(words[index + 1 :])
    return " ".join(words)


def _ranks(sentence: str) -> Iterator[Figure]:
    for pattern in (patterns.RANK, patterns.RANKED):
        for match in pattern.finditer(sentence):
            groups = match.groupdict()
            unit = (groups.get("unit") or "").strip()
            if not patterns.RHETORIC.isdisjoint(unit.split()):
                continue
            nth = (groups["nth"] or "first").lower()
            place = patterns.ORDINALS.get(nth) or int(re.sub(r"\D", "", nth))
            of = " ".join((groups.get("of") or "").split())
            yield Figure(
                match.start("surface"), match.end("surface"), Decimal(place), unit=unit, of=of, kind="rank"
            )


def _when(sentence: str) -> str:
    match = patterns.WHEN.search(sentence) if "19" in sentence or "20" in sentence else None
    if not match:
        return ""
    if match["alone"]:
        return match["alone"]
    month = next(
        index
        for index, name in enumerate(patterns.MONTHS, 1)
        if name.startswith(match["month"].lower().rstrip("."))
    )
    day = f"-{int(match['day']):02d}" if match["day"] else ""
    return f"{match['year']}-{month:02d}{day}"
