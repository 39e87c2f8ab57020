"""Scales of the field as tables, each with its source."""

from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import Literal

from probandum.model.ident import Value

Reliability = Literal["A", "B", "C", "D", "E", "F"]
Tlp = Literal["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
Level = Literal["machine", "operator", "group", "organisation", "state"]

RELIABILITY: dict[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""Admiralty letter of a source (NATO AJP-2.1, annex; STANAG 2511)."""

CREDIBILITY: dict[int, str] = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
"""Admiralty digit of a piece of information (NATO AJP-2.1, annex)."""

CREDIBILITY_AUTHENTICITY: dict[int, Decimal] = {
    1: Decimal("0.95"),
    2: Decimal("0.85"),
    3: Decimal("0.7"),
    4: Decimal("0.4"),
    5: Decimal("0.2"),
    6: Decimal("0.5"),
}
"""Chance that an item graded with this digit is genuine: our start values; no study gives usable ones."""

LEVELS: tuple[Level, ...] = ("machine", "operator", "group", "organisation", "state")
"""What a question of attribution can be about; never merged (Lin 2016)."""

TLP_ORDER: tuple[Tlp, ...] = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""Traffic Light Protocol 2.0 (FIRST 2022), from open to closed."""


class Band(Value, frozen=True):
    """A word with the range of probability it stands for; bounds as decimals in [0, 1]."""

    word: str
    low: Decimal
    high: Decimal


def _bands(*rows: tuple[str, str, str]) -> tuple[Band, ...]:
    return tuple(Band(word, Decimal(low), Decimal(high)) for word, low, high in rows)


ICD_203 = _bands(
    ("almost no chance", "0.01", "0.05"),
    ("very unlikely", "0.05", "0.20"),
    ("unlikely", "0.20", "0.45"),
    ("roughly even chance", "0.45", "0.55"),
    ("likely", "0.55", "0.80"),
    ("very likely", "0.80", "0.95"),
    ("almost certain", "0.95", "0.99"),
)
"""Words of estimative probability (ODNI, Intelligence Community Directive 203, 2015)."""

PHIA = _bands(
    ("remote chance", "0", "0.05"),
    ("highly unlikely", "0.10", "0.20"),
    ("unlikely", "0.25", "0.35"),
    ("realistic possibility", "0.40", "0.50"),
    ("likely or probable", "0.55", "0.75"),
    ("highly likely", "0.80", "0.90"),
    ("almost certain", "0.95", "1"),
)
"""The PHIA probability yardstick (UK Professional Head of Intelligence Assessment, 2018)."""


def icd_203(probability: Decimal | float) -> str:
    """Return the ICD 203 word for a probability in [0, 1]; outside .01–.99 the outer words hold."""
    for band in ICD_203:
        if Decimal(str(probability)) < band.high:
            return band.word
    return ICD_203[-1].word


_LEAST = Decimal("0.001")


def stated(probability: Decimal, *, at_least: bool = False) -> str:
    """Return a probability in (0, 1) as it is printed: never as 0 or 1, and never across the edge of an ICD 203 word.

    Two places, three below .01 and above .99, more where the rounded number would belong to another word.

    Args:
        probability: any.
        at_least: round down, for what is promised as a lower bound.
    """
    if probability < _LEAST:
        return f"below {_LEAST}"
    if probability > 1 - _LEAST and not at_least:
        return f"above {1 - _LEAST}"
    first = 3 if probability < Decimal("0.01") or probability > Decimal("0.99") else 2
    ways = [(places, ROUND_FLOOR if at_least else ROUND_HALF_EVEN) for places in range(first, 5)]
    for places, rounding in (*ways, (4, ROUND_FLOOR)):
        shown = probability.quantize(Decimal(1).scaleb(-places), rounding)
        if icd_203(shown) == icd_203(probability):
            break
    return f"{shown:f}"


class Standard(Value, frozen=True):
    """A standard of proof.

    Attributes:
        name: as written in ``case.toml``.
        title: as written in a sentence.
        threshold: the least probability, in (0, 1).
        budget: how many items may have been planted without the result falling below the threshold.
    """

    name: str
    title: str
    threshold: Decimal
    budget: int


STANDARDS: dict[str, Standard] = {
    "balance-of-probabilities": Standard(
        "balance-of-probabilities", "balance of probabilities", Decimal("0.50"), 1
    ),
    "clear-and-convincing": Standard("clear-and-convincing", "clear and convincing", Decimal("0.75"), 2),
    "beyond-reasonable-doubt": Standard(
        "beyond-reasonable-doubt", "beyond reasonable doubt", Decimal("0.95"), 3
    ),
}
"""Standards of proof with our numbers; courts give none. A case may state its own."""

STIX_CONFIDENCE: tuple[tuple[int, int, int, str], ...] = (
    (0, 0, 0, "none"),
    (1, 29, 15, "low"),
    (30, 69, 50, "medium"),
    (70, 100, 85, "high"),
)
"""Rows of (least, greatest, value to write, word): STIX 2.1, appendix A, None/Low/Med/High."""
