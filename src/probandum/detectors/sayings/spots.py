"""Where numbers may begin, found fast: a set of characters stands first in each pattern, and the rest is looked at only there."""

import re

from probandum.detectors.sayings import patterns
from probandum.detectors.sayings.wordlist import listed

_BEFORE = r"(?<![\w.,:/#@\\-][\s\S])"
SPOT = re.compile(
    rf"[\d$€£¥₽UACNHEGR]{_BEFORE}(?:(?<=\d)|(?<=[$€£¥₽])\s?\d|(?:(?<=U)S|(?<=[AC])|(?<=N)T|(?<=H)K)\$"
    r"|(?:(?<=U)SD|(?<=E)UR|(?<=G)BP|(?<=R)MB) ?\d)"
)
"""Where a number in digits may begin; a set of characters comes first, since it is found fastest."""
_FIRSTS = sorted({word[0] for word in patterns.NUMBER_WORD.split("|")})
_RESTS = {
    first: "|".join(word[1:] for word in patterns.NUMBER_WORD.split("|") if word[0] == first)
    for first in _FIRSTS
}
WORD_SPOT = re.compile(
    rf"[{''.join(first + first.upper() for first in _FIRSTS)}]{_BEFORE}(?i:"
    + "|".join(f"(?<={first})(?:{rest})" for first, rest in _RESTS.items())
    + r")\b"
)
"""Where a number in words may begin."""
NEARLY = frozenset(
    listed(
        "as about around nearly almost some roughly approximately approx approx. than over to least many much estimated under of circa only"
    )
)
"""Last words of what makes a number approximate."""
