"""How numbers are recorded: rounded decimals, so that the last bit of a machine's arithmetic never shows."""

import math
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from probandum.model.ident import decimal

DECIBAN = math.log(10) / 10
"""Nats in a deciban (Good 1950)."""
PLACES = 9
_LEAST = 10.0**-PLACES


def probability(number: float) -> Decimal:
    """Return a probability with nine places; never 0 and never 1."""
    return decimal(min(max(number, _LEAST), 1 - _LEAST), PLACES)


def decibans(nats: NDArray[np.float64]) -> tuple[Decimal, ...]:
    """Return a vector of nats as decibans with two places."""
    hundredths = np.rint(nats * (100 / DECIBAN)).astype(np.int64)
    distinct, where = np.unique(hundredths, return_inverse=True)
    words = [Decimal(int(value)).scaleb(-2) for value in distinct]
    return tuple(words[place] for place in where.ravel())
