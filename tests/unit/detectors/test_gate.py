"""Which sentences the model is shown: on plain pages all, on technical ones those that name somebody or stand near a charge."""

import pytest

from probandum.detectors.sayings.gate import Gate

FAR = 99


@pytest.mark.parametrize(
    "sentence",
    [
        "the prime minister's office set up a network that had opponents followed.",
        "we believe that it was done at the level of a government.",
        "a magisterial court here has convicted 11 persons of cheating.",
        "i have no doubt that the home ministry is behind it.",
    ],
)
def test_a_wide_gate_shows_what_names_nobody(sentence):
    span = 0, len(sentence)
    assert Gate(sentence, [], wide=True).look(span, FAR).near
    assert not Gate(sentence, []).look(span, FAR).near


def test_behind_a_charge_somebody_or_an_act_is_enough():
    act, other = "the stolen files were published.", "the weather was fine."
    assert Gate(act, []).look((0, len(act)), 1).near
    assert not Gate(act, []).look((0, len(act)), FAR).near
    assert not Gate(other, []).look((0, len(other)), 1).near
