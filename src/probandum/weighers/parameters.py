"""The numbers of the method, as data with a digest, and the alternatives that an interval is declared over (W10)."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal

import msgspec

from probandum.errors import UsageError
from probandum.model.ident import Digest, Value, canonical, digest

_RANGES: dict[str, tuple[str, str]] = {
    "mixing": ("0.000001", "0.999999"),
    "size_exponent": ("0", "1"),
    "report_exponent": ("0", "2"),
    "implied": ("0", "1"),
    "software_factor": ("0", "10"),
    "mean_items": ("1", "1000"),
    "behaviour_cap": ("0.01", "100"),
    "behaviour_scale": ("0.01", "100"),
    "artefact_cap": ("0.01", "100"),
    "testimony_cap": ("0.01", "100"),
    "testimony_strength": ("0.01", "10000"),
    "testimony_share": ("0.0001", "1"),
    "unknown_log_odds": ("-20", "20"),
    "lapse": ("0.000001", "0.5"),
    "band": ("0", "1"),
}
_SWING = Decimal("0.25")
_SCALED = tuple(name for name in _RANGES if name not in {"unknown_log_odds", "lapse", "band"})


class Parameters(Value, frozen=True):
    """One vector of parameters; the defaults are the start values of the design, not yet fitted by this project.

    Attributes:
        mixing: w of W1, share of an actor's behaviour that its profile explains.
        size_exponent: ω of W1, how far a long profile dilutes each of its items.
        report_exponent: ν of W1, how much a second report adds to a first.
        implied: λ of W1, worth of a technique known only through software of the actor.
        software_factor: v of W4, software against techniques.
        mean_items: N̄ of W1, items in a usual profile.
        behaviour_cap: C of W4 in nats. Only the product with the scale (about 9.7 nats) is well determined.
        behaviour_scale: β of W5.
        artefact_cap: bound of judged artefacts in nats. With 4 the whole class lifts one of 170 actors to no more
            than three in ten: artefacts are what a forger reaches first, so alone they never make a verdict.
        testimony_cap: bound of accusations and denials in nats. With 3 they alone lift one of 170 actors to no more
            than one in fifteen: sayings are cheaper still than artefacts.
        testimony_strength: observations that an Admiralty letter is worth against a source's record (W6).
        testimony_share: least share of wrong accusations that falls on any one actor (the floor of q in W6).
        unknown_log_odds: κ of W5, log odds of an actor outside the knowledge, before any evidence.
        lapse: ε of W5, chance that the knowledge itself is wrong here.
        band: where in an ICD 203 band a judgement stands: 0 the end that speaks least for its hypothesis, 1 most.
        fitted_on: what the values were fitted on, with its digest.
    """

    mixing: Decimal = Decimal("0.035")
    size_exponent: Decimal = Decimal("0.54")
    report_exponent: Decimal = Decimal("0.55")
    implied: Decimal = Decimal("0.064")
    software_factor: Decimal = Decimal("1.56")
    mean_items: Decimal = Decimal(35)
    behaviour_cap: Decimal = Decimal("4.68")
    behaviour_scale: Decimal = Decimal("2.08")
    artefact_cap: Decimal = Decimal("4.00")
    testimony_cap: Decimal = Decimal("3.0")
    testimony_strength: Decimal = Decimal(4)
    testimony_share: Decimal = Decimal("0.05")
    unknown_log_odds: Decimal = Decimal("-0.30")
    lapse: Decimal = Decimal("0.01")
    band: Decimal = Decimal("0.5")
    fitted_on: str = "start values of the design; not fitted by this project"

    def __post_init__(self) -> None:
        for name, value in self.values().items():
            low, high = _RANGES[name]
            if not (value.is_finite() and Decimal(low) <= value <= Decimal(high)):
                raise UsageError(f"parameter {name} = {value}", f"give a number from {low} to {high}")

    @property
    def digest(self) -> Digest:
        """SHA-256 of canonical JSON."""
        return digest(canonical(self))

    def values(self) -> dict[str, Decimal]:
        """Return name → value, as written."""
        return {name: getattr(self, name) for name in _RANGES}

    def numbers(self) -> dict[str, float]:
        """Return name → value as floats, the form in which weighers take them."""
        return {name: float(value) for name, value in self.values().items()}

    def alternatives(self) -> tuple[tuple[str, "Parameters"], ...]:
        """Return the declared alternatives with the name of what differs (W10).

        κ ± 1; every other fitted number ± 25 %, one at a time; a lapse of .01 and .05; every band at either end.
        """
        changes: list[tuple[str, Decimal]] = [
            ("unknown_log_odds", self.unknown_log_odds - 1),
            ("unknown_log_odds", self.unknown_log_odds + 1),
        ]
        for name in _SCALED:
            value: Decimal = getattr(self, name)
            changes += [(name, value * (1 - _SWING)), (name, value * (1 + _SWING))]
        changes += [
            ("lapse", Decimal("0.01")),
            ("lapse", Decimal("0.05")),
            ("band", Decimal(0)),
            ("band", Decimal(1)),
        ]
        return tuple(
            (name, msgspec.structs.replace(self, **{name: _within(name, value)}))
            for name, value in changes
            if _within(name, value) != getattr(self, name)
        )


def load(text: str) -> Parameters:
    """Read a parameter file: TOML, one line a parameter, all of them, and ``fitted_on``.

    Raises:
        UsageError: not TOML, a name missing or unknown, not a number, or out of range.
    """
    try:
        table = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"parameter file: {error}", "write one `name = number` a line") from error
    _check_names(table)
    values = {name: _number(name, table[name]) for name in _RANGES}
    return Parameters(**values, fitted_on=str(table["fitted_on"]))


def _check_names(table: Mapping[str, object]) -> None:
    wanted = {*_RANGES, "fitted_on"}
    for name in sorted(wanted ^ set(table)):
        trouble = "is missing" if name in wanted else "is not a parameter"
        raise UsageError(f"parameter file: {name} {trouble}", f"it holds {', '.join(sorted(wanted))}")


def _number(name: str, value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise UsageError(f"parameter file: {name} = {value!r}", "write a number")
    return Decimal(value)


def _within(name: str, value: Decimal) -> Decimal:
    low, high = _RANGES[name]
    return min(max(value, Decimal(low)), Decimal(high))
