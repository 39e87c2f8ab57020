"""How a dossier writes numbers, places and hostile text: nothing hidden stays hidden, nothing can be clicked."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal

from probandum.model.exhibit import Locator
from probandum.model.scales import ICD_203, icd_203, stated

_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {
    chr(code) for code in range(0xFE00, 0xFE10)
}
"""Characters that Unicode calls printable and nobody sees: fillers, joiners, variation selectors."""

_FILE_ENDINGS = frozenset(
    """bat bin csv dat dll doc docx eml exe gif gz htm html jpg js json lnk log pdf png ps1 rtf svg sys tar tmp toml txt
    vbs xls xlsx xml""".split()  # noqa: SIM905 — a table reads better as one
)
"""Endings of file names that are no top-level domain, so no program takes such a name for an address."""

_SPACE = re.compile(r"[ \t\r\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_SCHEME = re.compile(r"(?P<known>h(?:tt|xx)ps?|ftp|fxp)?(?P<sign>://)", re.IGNORECASE)
_COLD = {"http": "hxxp://", "https": "hxxps://", "ftp": "fxp://"}
_COLD.update({cold[:-3]: cold for cold in _COLD.values()})
_DOTTED = re.compile(r"[\w.\-]+")
_AT = re.compile(r"(?<=[^\s\[])@(?=[^\s\]])")


def visible(text: str) -> str:
    """Return text on one line in which control, bidirectional and zero-width characters are spelt ``⟨U+202E⟩``."""
    folded = _SPACE.sub(" ", text).strip(" ")
    if folded.isascii() and folded.isprintable():
        return folded
    return "".join(map(_spell, folded))


def defang(text: str) -> str:
    """Return visible text in which no address can be clicked: ``hxxp``, ``[.]``, ``[@]``."""
    shown = _SCHEME.sub(_cold_scheme, visible(text))
    return _AT.sub("[@]", _DOTTED.sub(_cold_dots, shown))


def cut(text: str, limit: int) -> str:
    """Return text of at most ``limit`` characters; what was cut off is shown by an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def number(probability: Decimal) -> str:
    """Return a probability with two decimals, and more where two would say 0 or 1 (law 8) or belong to another word."""
    return stated(probability)


def promised(probability: Decimal) -> str:
    """Return a probability that is a lower bound: rounded down, never up."""
    return stated(probability, at_least=True)


def plotted(probability: Decimal) -> str:
    """Return a probability as a picture's data, with four decimals; never 0 and never 1."""
    return f"{min(max(probability, Decimal('0.0001')), Decimal('0.9999')):.4f}"


def worded(probability: Decimal) -> str:
    """Return word and number: ``likely, 0.62`` (ICD 203)."""
    return f"{icd_203(probability)}, {number(probability)}"


def banded(word: str) -> str:
    """Return an ICD 203 word with the range it stands for; any other word as it is."""
    for band in ICD_203:
        if band.word == word:
            return f"{word} ({band.low}–{band.high})"
    return visible(word)


def decibans(weight: Decimal) -> str:
    """Return a weight with its sign, a real minus, and two decimals where one would say nothing."""
    places = 1 if abs(weight) >= Decimal("0.1") or weight == 0 else 2
    text = f"{weight:+.{places}f}" if weight else "0"
    return text.replace("-", "−")


def plain_sign(weight: Decimal) -> str:
    """Return a weight without the plus sign: a size, not a direction."""
    return decibans(weight).removeprefix("+")


def odds(weight: Decimal) -> str:
    """Return decibans as odds in two figures: ``31 to 1``, ``1 to 4.5``."""
    ratio = Decimal(10) ** (abs(weight) / 10)
    if ratio > 1_000_000:
        figures = "more than a million"
    else:
        step = Decimal(1).scaleb(ratio.adjusted() - 1)
        rounded = (ratio / step).to_integral_value(ROUND_HALF_EVEN) * step
        figures = f"{rounded.normalize():,f}"
    return f"{figures} to 1" if weight >= 0 else f"1 to {figures}"


def bits(information: Decimal) -> str:
    """Return an amount of information: ``0.21 bits``, three decimals below .1."""
    if information < Decimal("0.001"):
        return "less than 0.001 bits"
    return f"{information:.{2 if information >= Decimal('0.1') else 3}f} bits"


def changed(now: Decimal, then: Decimal) -> str:
    """Return what a probability does: ``rises from likely, 0.61, to very likely, 0.88``; no fall that print hides."""
    if number(now) == number(then):
        return f"stays {worded(now)}"
    verb = "rises" if then > now else "falls"
    return f"{verb} from {worded(now)}, to {worded(then)}"


def counted(count: int, one: str, many: str = "") -> str:
    """Return ``1 report`` or ``14 reports``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(words: Iterable[str], most: int = 12) -> str:
    """Return words with commas; from the ``most``-th on, how many more there are."""
    every = list(words)
    if len(every) <= most:
        return ", ".join(every)
    return f"{', '.join(every[:most])} and {len(every) - most:,} more"


def place(locator: Locator | None) -> str:
    """Return where in an exhibit, as people read it."""
    return "whole exhibit" if locator is None else locator.words


def sentence(text: str) -> str:
    """Return text as a sentence: a capital first, a full stop last."""
    text = text.strip()
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?…”" else text + "."


def _spell(character: str) -> str:
    if character.isprintable() and character not in _INVISIBLE:
        return character
    return f"⟨U+{ord(character):04X}⟩"


def _cold_scheme(match: re.Match[str]) -> str:
    return _COLD.get((match["known"] or "").lower(), "[:]//")


def _cold_dots(match: re.Match[str]) -> str:
    token = match[0]
    core = token.strip(".")
    labels = core.split(".")
    last = labels[-1]
    address = len(labels) == 4 and core.replace(".", "").isdigit()
    name = len(last) >= 2 and last[0].isalpha() and last.lower() not in _FILE_ENDINGS
    if len(labels) < 2 or not (address or name or labels[0].lower() == "www"):
        return token
    return token.replace(".", "[.]")
