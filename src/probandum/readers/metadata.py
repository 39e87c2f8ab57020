"""What documents say about themselves: dates in their many forms, and the language they are in.

Only what is written is taken. A time of day without a zone is left off: RFC 3339 has no form for it, and to add a
zone would be a guess.
"""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from probandum.errors import StoreError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
CLOCK = r"(?:[T ,]{1,3}(?:at )?\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)? ?(?:[ap]\.?m\.?)? ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
DAY_FIRST = rf"(?P<day1>\d{{1,2}})(?:st|nd|rd|th)? (?P<month1>{MONTH}),? (?P<year1>\d{{4}})"
MONTH_FIRST = rf"(?P<month2>{MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>\d{{4}})"
YEAR_FIRST = r"(?P<year3>\d{4})(?:[-/.]|年)(?P<month3>\d{1,2})(?:[-/.]|月)(?P<day3>\d{1,2})日?"
DOTTED = r"(?P<day4>\d{1,2})\.(?P<month4>\d{1,2})\.(?P<year4>\d{4})"
DATE = rf"(?:{MONTH_FIRST}|{DAY_FIRST}|{YEAR_FIRST}|{DOTTED}){CLOCK}"
WHOLE = re.compile(DATE, re.IGNORECASE)
PDF = re.compile(r"D?:?(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(?:(Z)|([+-])(\d{2})'?(\d{2})?'?)?")
YEARS = range(1900, 2200)
SAMPLE = 2_000
SURE = 0.8
SIGNS = re.compile(r"[\d/@\\_]|\w\.\w|\w\[")
"""Of a word that is none: an indicator, a number, a file."""

FEW = 30
"""Fewer words in plain Latin letters do not tell a language."""
ENGLISH = frozenset(
    "the of and to that is was were with for by from this which has have had been are not but they their".split()  # noqa: SIM905
)
"""Function words that no other language written in Latin letters shares with English in numbers."""


def rfc3339(text: str) -> str:
    """Return a written date as an RFC 3339 date, or date and time where a zone is given; empty if it is none.

    Understands ISO 8601, RFC 5322, ``25 July 2020``, ``July 25, 2020``, ``2020/07/25``, ``25.07.2020``,
    ``2020年7月25日``. ``07/08/2020`` is ambiguous and therefore none.
    """
    text = text.strip()[:80]
    try:
        if re.match(r"\d{4}-\d\d-\d\dT?", text):
            return _written(datetime.fromisoformat(text))
        if re.match(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d", text):
            return _written(parsedate_to_datetime(text))
    except ValueError:
        pass
    found = WHOLE.fullmatch(text)
    return date_of(found) if found else ""


def date_of(found: re.Match[str]) -> str:
    """Return the day that a match of ``DATE`` names, ``YYYY-MM-DD``; empty where there is no such day."""
    parts = {name[:-1]: value for name, value in found.groupdict().items() if value}
    month = parts["month"]
    number = int(month) if month.isdecimal() else MONTHS.index(month[:3].lower()) + 1
    try:
        return _written(datetime(int(parts["year"]), number, int(parts["day"])))  # noqa: DTZ001 - a day has no zone
    except ValueError:
        return ""


def pdf_date(text: str) -> str:
    """Return a PDF date (``D:20200725223300+02'00'``, ISO 32000-1, 7.9.4) by RFC 3339; empty where it is none."""
    found = PDF.match(text.strip())
    if not found:
        return ""
    year, month, day, hour, minute, second, zulu, sign, zone, part = found.groups()
    whole = f"{year}-{month}-{day}"
    if hour and (zulu or sign):
        whole += f"T{hour}:{minute}:{second or '00'}" + ("+00:00" if zulu else f"{sign}{zone}:{part or '00'}")
    try:
        return _written(datetime.fromisoformat(whole))
    except ValueError:
        return ""


def language(text: str) -> str:
    """Return the language of a text (ISO 639-1), empty where it is too short or not sure (py3langid)."""
    words = [word for word in text[: 4 * SAMPLE].split() if not SIGNS.search(word)]
    sample = " ".join(words)[:SAMPLE]
    letters = len(re.findall(r"[^\W\d_]", sample))
    wide = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", sample))
    if letters + 4 * wide < 40:
        return ""
    if _plainly_english(words):
        return "en"
    if sample.isascii() and len(words) < FEW:  # a list of commands is no sentence in any language
        return ""
    name, chance = _identifier().classify(sample)
    return str(name) if chance >= SURE and len(name) == 2 else ""


def _plainly_english(words: list[str]) -> bool:
    """Tell English by the share of its own function words, without the half second that the model takes to load."""
    plain = [word.strip(".,;:!?()\"'").lower() for word in words[:400]]
    known = [word for word in plain if word in ENGLISH]
    return len(plain) >= 20 and len(known) > len(plain) / 5 and len(set(known)) >= 5


def _written(moment: datetime) -> str:
    if moment.year not in YEARS:
        return ""
    if moment.tzinfo is None:
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


@cache
def _identifier() -> Any:  # py3langid has no types
    """Load the model once (half a second); py3langid unpacks it into a temporary file.

    Raises:
        StoreError: there is no room for that file.
    """
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:
        raise StoreError(f"no room for a temporary file: {error}", "free some space") from error
