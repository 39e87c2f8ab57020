"""The language of a text: py3langid on samples of it, checked against the script; empty where it is not sure."""

import re
from functools import cache
from typing import Any

from probandum.errors import StoreError

SAMPLE = 2_000
STRETCH = 700
"""Characters of each of three samples of a long text: its head may be a menu or a quotation in another language."""
SURE = 0.8
HEAD = 1_000
FEW = 30
"""Fewer words in plain Latin letters do not tell a language."""
SIGNS = re.compile(r"[\d/@\\_]|\w\.\w|\w\[")
"""Of a word that is none: an indicator, a number, a file."""
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
LETTERS = re.compile(r"[^\W\d_]")
CONTROLS = dict.fromkeys(
    (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xAD, 0xFEFF)
)
"""Marks of direction and width: they are kept in the text, and are no letters of any language."""

ENGLISH = frozenset(
    "the of and to that is was were with for by from this which has have had been are not but they their".split()  # noqa: SIM905
)
"""Function words that no other language written in Latin letters shares with English in numbers."""

SCRIPTS = (
    (re.compile(r"[\u3040-\u30ff]"), 0.1, ("ja",)),
    (re.compile(r"[\uac00-\ud7af]"), 0.3, ("ko",)),
    (re.compile(r"[\u3400-\u9fff]"), 0.5, ("zh", "ja")),
    (re.compile(r"[\u0400-\u04ff]"), 0.5, ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tt")),
    (re.compile(r"[\u0600-\u06ff]"), 0.5, ("ar", "fa", "ur", "ps", "ku", "ug")),
    (re.compile(r"[\u0590-\u05ff]"), 0.5, ("he", "yi")),
    (re.compile(r"[\u0370-\u03ff]"), 0.5, ("el",)),
)
"""A script, the share of letters from which on it rules, and the languages that may be meant by it."""


def language(text: str) -> str:
    """Return the language of a text (ISO 639-1), empty where it is too short, mixed or not sure."""
    middle = len(text) // 2
    if _plainly_english(text[:HEAD]) and (
        len(text) < 8 * SAMPLE or _plainly_english(text[middle : middle + HEAD])
    ):
        return "en"
    sample = _sample(text)
    words = sample.split()
    letters = len(LETTERS.findall(sample))
    if letters + 4 * len(WIDE.findall(sample)) < 40:
        return ""
    if _plainly_english(sample):
        return "en"
    if sample.isascii() and len(words) < FEW:  # a list of commands is no sentence in any language
        return ""
    for script, share, spoken in SCRIPTS:
        if len(script.findall(sample)) >= share * letters:
            return _among(sample, spoken)
    name, chance = _identifier().classify(sample)
    return str(name) if chance >= SURE and len(name) == 2 and not _of_other_script(name) else ""


def settled(declared: str, text: str) -> str:
    """Return the language that a document declares, unless its script or plain English words speak against it."""
    if not declared:
        return language(text)
    sample = _sample(text)
    letters = len(LETTERS.findall(sample))
    if letters < FEW:
        return declared
    ruling = next(
        (spoken for script, share, spoken in SCRIPTS if len(script.findall(sample)) >= share * letters), ()
    )
    if declared in ruling or (not ruling and not _of_other_script(declared) and not _plainly_english(sample)):
        return declared
    return language(text)


def _sample(text: str) -> str:
    """Return words from the head, the middle and the end; indicators, numbers and marks of direction are left out."""
    if len(text) > 8 * SAMPLE:
        middle = len(text) // 2
        parts = [text[: 2 * STRETCH], text[middle : middle + 2 * STRETCH], text[-2 * STRETCH :]]
    else:
        parts = [text[: 2 * SAMPLE]]
    room = SAMPLE if len(parts) == 1 else STRETCH
    kept = (" ".join(word for word in part.split() if not SIGNS.search(word))[:room] for part in parts)
    return " ".join(kept).translate(CONTROLS)


def _among(sample: str, spoken: tuple[str, ...]) -> str:
    """Return which of the languages of a script a text is in."""
    if len(spoken) == 1:
        return spoken[0]
    if spoken == ("zh", "ja"):
        return "zh"
    name, chance = _identifier().classify(sample)
    return str(name) if chance >= SURE and name in spoken else ""


def _of_other_script(name: str) -> bool:
    """Return whether a language is one that is written in a script of which the text holds too little."""
    return any(name in spoken for _, _, spoken in SCRIPTS)


def _plainly_english(text: str) -> bool:
    """Tell English by the share of its own function words, without the half second that the model takes to load."""
    plain = text.lower().split()[:150]
    known = [word for one in plain if (word := one.strip(".,;:!?()\"'“”‘’")) in ENGLISH]
    share = 8 if known.count("the") > len(plain) / 40 else 5
    return len(plain) >= 20 and share * len(known) > len(plain) and len(set(known)) >= 5


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
