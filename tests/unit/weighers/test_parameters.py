"""The numbers of the method: their ranges, their digest and the declared alternatives."""

from decimal import Decimal

import pytest

from probandum.errors import UsageError
from probandum.model.ident import digest
from probandum.weighers.parameters import FITTED, Parameters, within

DECLARED = {
    "mean_items",
    "artefact_cap",
    "testimony_cap",
    "testimony_strength",
    "testimony_share",
    "lapse",
    "band",
}


def changes(start):
    """Name of a parameter → what the alternatives make of it; each changes one number and says which."""
    seen = {}
    for words, other in start.alternatives():
        changed = {key: value for key, value in other.values().items() if value != start.values()[key]}
        ((name, value),) = changed.items()
        assert words == f"{name} = {value:f}"
        assert (other.fitted_on, other.vectors) == (start.fitted_on, start.vectors)
        seen.setdefault(name, []).append(value)
    return seen


def test_each_alternative_changes_one_number_and_without_vectors_all_are_varied():
    start = Parameters()
    seen = changes(start)
    assert seen["unknown_log_odds"] == [Decimal("-1.30"), Decimal("0.70")]
    assert seen["lapse"] == [Decimal("0.05")]  # .01 is the start value itself
    assert seen["band"] == [0, 1]
    assert seen["malware_mixing"] == [Decimal("0.02625"), Decimal("0.04375")]
    assert set(seen) == set(start.values()) == set(FITTED) | DECLARED


def test_what_bootstrap_vectors_vary_is_not_varied_again():
    """But κ is: how many actors nobody knows, no data say. Nor a scale, which the fitted ones absorb."""
    seen = changes(Parameters(vectors=digest(b"a parameter file")))
    assert set(seen) == DECLARED - {"mean_items"} | {"unknown_log_odds"}


def test_an_alternative_stays_inside_the_range():
    seen = changes(Parameters(size_exponent=Decimal("0.9"), implied=Decimal(0), testimony_share=Decimal(1)))
    assert seen["size_exponent"] == [Decimal("0.675"), 1]
    assert seen["testimony_share"] == [Decimal("0.75")]
    assert "implied" not in seen


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lapse", "0"),
        ("lapse", "NaN"),
        ("tool_mixing", "1"),
        ("operation_idle", "0"),
        ("operation_cap", "Infinity"),
    ],
)
def test_a_number_out_of_range_is_one_clear_line(name, value):
    with pytest.raises(UsageError, match=f"parameter {name} = {value}") as caught:
        Parameters(**{name: Decimal(value)})
    assert "\n" not in str(caught.value)


def test_the_digest_tells_numbers_data_and_vectors_apart_and_numbers_are_kept_as_written():
    start = Parameters()
    others = [
        Parameters(tool_factor=Decimal("1.57")),
        Parameters(fitted_on="something"),
        Parameters(vectors=digest(b"a parameter file")),
    ]
    assert len({start.digest, *(one.digest for one in others)}) == 4
    assert Parameters().digest == start.digest
    assert str(Parameters(tool_mixing=Decimal("0.0350")).values()["tool_mixing"]) == "0.0350"
    assert start.numbers() == {name: float(value) for name, value in start.values().items()}


def test_within_moves_a_value_to_the_nearest_end():
    ends = [within("size_exponent", Decimal(value)) for value in ("-1", "0.3", "7")]
    assert ends == [0, Decimal("0.3"), 1]
