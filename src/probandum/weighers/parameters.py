"""The numbers of the method, as data with a digest, and the alternatives that an interval is declared over (W10)."""

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from probandum.errors import UsageError
from probandum.model.ident import Digest, Value, canonical, digest

_RANGES: dict[str, tuple[str, str]] = {
    "technique_mixing": ("0.000001", "0.999999"),
    "tool_mixing": ("0.000001", "0.999999"),
    "malware_mixing": ("0.000001", "0.999999"),
    "size_exponent": ("0", "1"),
    "report_exponent": ("0", "2"),
    "implied": ("0", "1"),
    "tool_factor": ("0", "10"),
    "malware_factor": ("0", "10"),
    "mean_items": ("1", "1000"),
    "behaviour_cap": ("0.01", "100"),
    "behaviour_scale": ("0.01", "100"),
    "technique_resemblance": ("0.000001", "0.999999"),
    "tool_resemblance": ("0.000001", "0.999999"),
    "malware_resemblance": ("0.000001", "0.999999"),
    "operation_strength": ("0.01", "1000"),
    "operation_size_exponent": ("0", "2"),
    "operation_idle": ("0.000001", "0.999999"),
    "operation_cap": ("0.01", "100"),
    "artefact_cap": ("0.01", "100"),
    "testimony_cap": ("0.01", "100"),
    "testimony_strength": ("0.01", "10000"),
    "testimony_share": ("0.0001", "1"),
    "unknown_log_odds": ("-20", "20"),
    "lapse": ("0.000001", "0.5"),
    "band": ("0", "1"),
}
FITTED = (
    "technique_mixing", "tool_mixing", "malware_mixing", "size_exponent", "report_exponent", "implied", "tool_factor",
    "malware_factor", "behaviour_cap", "behaviour_scale", "technique_resemblance", "tool_resemblance",
    "malware_resemblance", "operation_strength", "operation_size_exponent", "operation_idle", "operation_cap",
    "unknown_log_odds",
)  # fmt: skip
"""What ``probandum evaluate fit`` fits; the others are declared."""
_SWING = Decimal("0.25")
_SCALED = tuple(name for name in _RANGES if name not in {"unknown_log_odds", "lapse", "band"})


class Parameters(Value, frozen=True):
    """One vector of parameters; the defaults are start values. What the program ships is in ``fitted.json``.

    Attributes:
        technique_mixing: w of W1 for techniques, share of an actor's behaviour that its profile explains.
        tool_mixing: the same for tools.
        malware_mixing: the same for malware.
        size_exponent: ω of W1, how far a long profile dilutes each of its items.
        report_exponent: ν of W1, how much a second report adds to a first.
        implied: λ of W1, worth of a technique known only through software of the actor.
        tool_factor: v of W4, a tool against a technique.
        malware_factor: v of W4, malware against a technique.
        mean_items: N̄ of W1, items in a usual profile; a scale, not fitted.
        behaviour_cap: C of W4 in nats. Only the product with the scale is well determined.
        behaviour_scale: β of W5.
        technique_resemblance: u of W14 for techniques, share of an operation that one earlier operation explains.
        tool_resemblance: the same for tools.
        malware_resemblance: the same for malware.
        operation_strength: c of W14, worth of an item that an earlier operation of twelve items shows.
        operation_size_exponent: how far a long report dilutes each of its items.
        operation_idle: ι of W14, chance that an operation is like none of the actor's earlier ones.
        operation_cap: bound of W14 in nats.
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
        vectors: digest of the bootstrap vectors that the interval runs over; empty for none.
    """

    technique_mixing: Decimal = Decimal("0.035")
    tool_mixing: Decimal = Decimal("0.035")
    malware_mixing: Decimal = Decimal("0.035")
    size_exponent: Decimal = Decimal("0.54")
    report_exponent: Decimal = Decimal("0.55")
    implied: Decimal = Decimal("0.064")
    tool_factor: Decimal = Decimal("1.56")
    malware_factor: Decimal = Decimal("1.56")
    mean_items: Decimal = Decimal(35)
    behaviour_cap: Decimal = Decimal("4.68")
    behaviour_scale: Decimal = Decimal("2.08")
    technique_resemblance: Decimal = Decimal("0.2")
    tool_resemblance: Decimal = Decimal("0.2")
    malware_resemblance: Decimal = Decimal("0.3")
    operation_strength: Decimal = Decimal(5)
    operation_size_exponent: Decimal = Decimal("0.7")
    operation_idle: Decimal = Decimal("0.7")
    operation_cap: Decimal = Decimal(10)
    artefact_cap: Decimal = Decimal("4.00")
    testimony_cap: Decimal = Decimal("3.00")
    testimony_strength: Decimal = Decimal(4)
    testimony_share: Decimal = Decimal("0.05")
    unknown_log_odds: Decimal = Decimal("-0.30")
    lapse: Decimal = Decimal("0.01")
    band: Decimal = Decimal("0.5")
    fitted_on: str = "start values; not fitted"
    vectors: str = ""

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
        """Return the declared alternatives with what differs, in words (W10).

        κ ± 1; a lapse of .01 and .05; every band at either end; and ± 25 %, one at a time, each other number that no
        bootstrap vectors vary: all of them where there are no vectors.
        """
        changes: list[tuple[str, Decimal]] = [
            ("unknown_log_odds", self.unknown_log_odds - 1),
            ("unknown_log_odds", self.unknown_log_odds + 1),
        ]
        for name in _SCALED:
            if not (
                self.vectors and name in {*FITTED, "mean_items"}
            ):  # a scale, which the fitted ones absorb
                value: Decimal = getattr(self, name)
                changes += [(name, value * (1 - _SWING)), (name, value * (1 + _SWING))]
        changes += [
            ("lapse", Decimal("0.01")),
            ("lapse", Decimal("0.05")),
            ("band", Decimal(0)),
            ("band", Decimal(1)),
        ]
        return tuple(
            (
                f"{name} = {within(name, value):f}",
                msgspec.structs.replace(self, **{name: within(name, value)}),
            )
            for name, value in changes
            if within(name, value) != getattr(self, name)
        )


def limits(names: Sequence[str]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the least and the greatest value of each parameter."""
    return tuple(float(_RANGES[name][0]) for name in names), tuple(float(_RANGES[name][1]) for name in names)


def within(name: str, value: Decimal) -> Decimal:
    """Return a value moved into the range of its parameter."""
    low, high = _RANGES[name]
    return min(max(value, Decimal(low)), Decimal(high))
