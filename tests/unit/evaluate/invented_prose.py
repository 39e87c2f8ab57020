"""Made-up prose to plant in."""

import random

_STEMS = "harbour letter winter engine garden window copper signal market branch silver candle"
STEMS = _STEMS.split()
ENDINGS = ("", "s", "ing", "ed", "er", "like", "less", "ful", "ward", "ish")
LOOSE = ("the", "of", "and", "to", "in", "was", "on", "by", "with", "from")


def invented(seed, lines=60):
    """Lines of made-up prose, of which no two files share five words in a row but by great chance."""
    rng = random.Random(seed)
    made = []
    for _ in range(lines):
        words = [
            rng.choice(LOOSE) if rng.random() < 0.3 else rng.choice(STEMS) + rng.choice(ENDINGS)
            for _ in range(18)
        ]
        made.append(" ".join(words).capitalize() + ".")
    return "\n".join(made)


TEXTS = {
    f"{name}_{number}": invented(f"{name}{number}")
    for name in ("alpha", "beta", "gamma")
    for number in range(40)
}
