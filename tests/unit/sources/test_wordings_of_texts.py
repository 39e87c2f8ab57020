"""The same words are one wording however they are spaced; words are found whatever their letters are made of."""

from probandum.model.ident import digest
from probandum.model.observation import Text
from probandum.sources.wordings import Wordings

ONE, TWO, THREE = digest(b"1"), digest(b"2"), digest(b"3")


def text(exhibit, words):
    return Text(exhibit, "test/1", words, ())


def test_the_same_words_are_one_wording_however_they_are_spaced_or_cut():
    told = Wordings(
        [
            text(ONE, "The group used\nGozi."),
            text(TWO, "the group"),
            text(TWO, "USED  gozi."),
            text(THREE, "The group used ISFB."),
        ]
    )
    assert told.names[ONE] == told.names[TWO] != told.names[THREE]


def test_words_are_held_whatever_their_case_and_letters_and_only_if_all_are():
    told = Wordings([text(ONE, "a trojan variant (G\u043ezi ISFB)"), text(TWO, "other")])
    assert told.hold(ONE, "Gozi")
    assert told.hold(ONE, "gozi isfb")
    assert not told.hold(ONE, "Gozi Ursnif")
    assert not told.hold(TWO, "Gozi")
    assert not told.hold(THREE, "Gozi")
