"""The parameters that the program ships, with the vectors of their uncertainty: data, fitted by ``evaluate fit``."""

from decimal import Decimal
from functools import cache
from importlib import resources

import msgspec
import numpy as np
from numpy.typing import NDArray

from probandum.errors import UsageError
from probandum.model.ident import Digest, Value, digest
from probandum.weighers.parameters import FITTED, Parameters, limits, within

Floats = NDArray[np.float64]
_ADVICE = "give a file that `probandum evaluate fit` wrote"


class Vector(Value, frozen=True):
    """One fit.

    Attributes:
        values: name → value, of :data:`FITTED`.
        bootstrap: one tuple a draw of groups, in the order of the sorted names.
        spread: name → standard deviation over the folds.
        loss: open log-loss out of fold, in nats.
        trials: how many reports it was fitted on.
    """

    values: dict[str, Decimal]
    bootstrap: tuple[tuple[Decimal, ...], ...]
    spread: dict[str, Decimal]
    loss: Decimal
    trials: int


class ParameterFile(Value, frozen=True):
    """What ``evaluate fit`` writes.

    Attributes:
        fitted_on: name and version of the pack.
        data: digest of the bytes it was built from, by file name.
        protocol: how, in words.
        declared: name → value of what is not fitted.
        cited: for a pack whose relations name their reports.
        uncited: for a pack that names none.
    """

    fitted_on: str
    data: dict[str, Digest]
    protocol: str
    declared: dict[str, Decimal]
    cited: Vector
    uncited: Vector


class Fitted(Value, frozen=True):
    """A parameter file, read.

    Attributes:
        file: what it says.
        digest: of its bytes.
    """

    file: ParameterFile
    digest: Digest

    def parameters(self, cited: bool = True) -> Parameters:
        """Return the central vector for packs that name their reports, or for those that do not.

        What lies beyond the range of its parameter stands at its end.
        """
        vector = self.file.cited if cited else self.file.uncited
        kind = "" if cited else ", as if it named no reports"
        made_from = ", ".join(f"{name} sha256 {value}" for name, value in sorted(self.file.data.items()))
        known = self.file.declared | vector.values
        return Parameters(
            **{name: within(name, value) for name, value in known.items()},
            fitted_on=f"{self.file.fitted_on}{kind} ({made_from})",
            vectors=self.digest,
        )

    def vectors(self, cited: bool = True) -> Floats:
        """Return the bootstrap vectors, shape (draws, fitted parameters), columns in the order of ``FITTED``."""
        vector = self.file.cited if cited else self.file.uncited
        names = sorted(vector.values)
        table = np.array(vector.bootstrap, dtype=np.float64).reshape(-1, len(names))
        return np.clip(table[:, [names.index(name) for name in FITTED]], *limits(FITTED))


def load(data: bytes) -> Fitted:
    """Read a parameter file.

    Raises:
        UsageError: not one, a name missing or unknown, or a number that is not finite.
    """
    try:
        file = msgspec.json.decode(data, type=ParameterFile)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UsageError(f"parameter file: {error}", _ADVICE) from error
    declared = Parameters().values().keys() - set(FITTED)
    for vector in (file.cited, file.uncited):
        wrong = (vector.values.keys() ^ set(FITTED)) | (file.declared.keys() ^ declared)
        if wrong:
            names = ", ".join(sorted(wrong))
            raise UsageError(f"parameter file: {names} missing or not a parameter", _ADVICE)
        if any(len(draw) != len(FITTED) for draw in vector.bootstrap):
            raise UsageError("parameter file: a bootstrap vector is too short or too long", _ADVICE)
        numbers = (
            *file.declared.values(),
            *vector.values.values(),
            *(n for one in vector.bootstrap for n in one),
        )
        if not all(number.is_finite() for number in numbers):
            raise UsageError("parameter file: a number that is not finite", _ADVICE)
    return Fitted(file, digest(data))


@cache
def shipped() -> Fitted:
    """Return what is shipped; the same bytes each time, so read once."""
    return load(resources.files("probandum.weighers").joinpath("fitted.json").read_bytes())


def shipped_as(identity: str) -> Parameters | None:
    """Return the shipped vector with this digest; None where it is of another file."""
    return next(
        (
            one
            for one in (shipped().parameters(), shipped().parameters(cited=False))
            if one.digest == identity
        ),
        None,
    )
