"""The parameter file and the declared alternatives."""

from decimal import Decimal

import pytest

from probandum.errors import UsageError
from probandum.weighers.parameters import Parameters, load


def written(**changes):
    lines = {
        **{name: str(value) for name, value in Parameters().values().items()},
        "fitted_on": '"nothing"',
        **changes,
    }
    return "".join(f"{name} = {value}\n" for name, value in lines.items() if value)


def test_a_file_that_repeats_the_start_values_gives_them():
    read = load(written())
    assert read.values() == Parameters().values()
    assert read.fitted_on == "nothing"
    assert read.digest != Parameters().digest


def test_decimals_are_kept_as_written():
    assert str(load(written(mixing="0.0350")).mixing) == "0.0350"


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"mixing": ""}, "mixing is missing"),
        ({"colour": "1"}, "colour is not a parameter"),
        ({"lapse": "0"}, "lapse = 0"),
        ({"lapse": "nan"}, "lapse = NaN"),
        ({"band": '"high"'}, "band = 'high'"),
        ({"band": "true"}, "band = True"),
        ({"mixing": "= 3"}, "parameter file"),
    ],
)
def test_a_wrong_file_is_one_clear_line(changes, what):
    with pytest.raises(UsageError, match=what) as caught:
        load(written(**changes))
    assert "\n" not in str(caught.value)


def test_each_alternative_changes_one_number_and_the_declared_ones_are_there():
    start = Parameters()
    seen = {}
    for name, other in start.alternatives():
        changed = {key: value for key, value in other.values().items() if value != start.values()[key]}
        assert list(changed) == [name]
        seen.setdefault(name, []).append(changed[name])
    assert seen["unknown_log_odds"] == [Decimal("-1.30"), Decimal("0.70")]
    assert seen["lapse"] == [Decimal("0.05")]  # .01 is the start value itself
    assert seen["band"] == [0, 1]
    assert seen["mixing"] == [Decimal("0.02625"), Decimal("0.04375")]
    assert set(seen) == set(start.values())
