"""ICD 203 words as numbers."""

from probandum.errors import UsageError
from probandum.model.scales import ICD_203

_BANDS = {band.word: band for band in ICD_203}


def chance(word: str, place: float = 0.5) -> float:
    """Return the probability that a word stands for: its band's midpoint, or another place in it.

    Args:
        word: of ICD 203.
        place: 0 for the low end of the band, 1 for the high end.

    Raises:
        UsageError: no such word.
    """
    band = _BANDS.get(word)
    if band is None:
        raise UsageError(f"{word!r} is not a word of ICD 203", f"write one of: {', '.join(_BANDS)}")
    return float(band.low) + place * float(band.high - band.low)
