"""The parameter file: what `evaluate fit` writes and the program ships."""

import json
from decimal import Decimal

import numpy as np
import pytest

from probandum.errors import UsageError
from probandum.model.ident import digest
from probandum.weighers.fitted import load, shipped, shipped_as
from probandum.weighers.parameters import FITTED, Parameters

START = {name: str(value) for name, value in Parameters().values().items()}
NAMES = sorted(FITTED)
DECLARED = {name: value for name, value in START.items() if name not in FITTED}


def vector(**changes):
    values = {name: START[name] for name in FITTED} | changes
    draw = [values[name] for name in NAMES]
    return {
        "values": values,
        "bootstrap": [draw, ["0.5"] * len(NAMES)],
        "spread": dict.fromkeys(FITTED, "0.1"),
        "loss": "2.25",
        "trials": 60,
    }


def document(**changes):
    made = {
        "fitted_on": "invented 1",
        "data": {"invented.json": digest(b"bundle")},
        "protocol": "in order of time",
        "declared": DECLARED,
        "cited": vector(),
        "uncited": vector(technique_mixing="0.02"),
    }
    return json.dumps(made | changes).encode()


def test_what_is_written_is_read_and_says_what_it_was_fitted_on():
    found = load(document())
    cited, uncited = found.parameters(), found.parameters(cited=False)
    assert cited.values() == Parameters().values()
    assert uncited.technique_mixing == Decimal("0.02")
    assert cited.vectors == uncited.vectors == found.digest == digest(document())
    assert cited.fitted_on == f"invented 1 (invented.json sha256 {digest(b'bundle')})"
    assert "as if it named no reports" in uncited.fitted_on


def test_vectors_stand_in_the_order_of_fitted_whatever_the_order_of_the_file():
    table = load(document()).vectors()
    assert table.shape == (2, len(FITTED))
    assert table[0].tolist() == [float(START[name]) for name in FITTED]
    assert load(document(cited=vector() | {"bootstrap": []})).vectors().shape == (0, len(FITTED))


def test_declared_numbers_are_taken_over_and_what_is_beyond_a_range_stands_at_its_end():
    found = load(
        document(declared=DECLARED | {"lapse": "0.02"}, cited=vector(size_exponent="3"))
    ).parameters()
    assert (found.lapse, found.size_exponent) == (Decimal("0.02"), 1)


def short(name):
    values = vector()
    return values | {"values": {one: value for one, value in values["values"].items() if one != name}}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "parameter file"),
        (b"\xff\xfe", "parameter file"),
        (b"[]", "parameter file"),
        (document(cited=short("implied")), "implied missing or not a parameter"),
        (document(uncited=vector(colour="1")), "colour missing or not a parameter"),
        (document(cited=vector() | {"bootstrap": [["0.5"]]}), "a bootstrap vector is too short or too long"),
        (document(declared=DECLARED | {"colour": "1"}), "parameter file: colour missing or not a parameter"),
        (document(declared={"lapse": "0.01"}), "parameter file: .*, band, .* missing or not a parameter"),
        (document(declared=DECLARED | {"implied": "0.1"}), "implied missing or not a parameter"),
        (document(declared=DECLARED | {"lapse": "NaN"}), "a number that is not finite"),
        (document(uncited=vector(implied="Infinity")), "a number that is not finite"),
        (document(cited=vector() | {"bootstrap": [["NaN"] * len(NAMES)]}), "a number that is not finite"),
        (document(cited=vector(implied="red")), "parameter file"),
        (document(protocol=3), "parameter file"),
    ],
)
def test_a_wrong_file_is_one_clear_line(data, what):
    with pytest.raises(UsageError, match=what) as caught:
        load(data)
    assert "\n" not in str(caught.value)


def test_what_is_shipped_is_a_fit_with_its_uncertainty_and_names_its_data():
    found = shipped()
    for cited in (True, False):
        parameters, table = found.parameters(cited), found.vectors(cited)
        assert "sha256" in parameters.fitted_on
        assert parameters.vectors == found.digest
        assert len(table) >= 1000
        assert np.isfinite(table).all()
        assert shipped_as(parameters.digest) == parameters
        for place, name in enumerate(FITTED):
            low, high = np.quantile(table[:, place], [0.001, 0.999])
            assert low <= float(parameters.values()[name]) <= high, name
    assert shipped_as(Parameters().digest) is None
