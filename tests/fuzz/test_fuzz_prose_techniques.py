"""The detector of techniques in prose, with the shipped model, on texts that an attacker wrote."""

import time
from contextlib import suppress
from functools import cache
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.detectors.classifier import load, shipped
from probandum.detectors.clauses import LONGEST, Names, sentences
from probandum.detectors.suggestions import SuggestionDetector
from probandum.errors import KnowledgeError
from probandum.interfaces import Batch
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation, Omission, Span, Text
from probandum.model.pack import Actor, Pack, Place, Technique

HELD = ("T1055", "T1027", "T1566", "T1566.001", "T1105", "T1059", "T1059.001", "T1486", "T1041")
PACK = Pack(
    "p", "1", "", {}, False, (Actor("G1", "Aquatest", "", "group"),), (),
    tuple(Technique(id_, id_, "", id_.partition(".")[0] if "." in id_ else "") for id_ in HELD),
    (), (), (), (), (Place("CU", ("Cuba",)),),
)  # fmt: skip
PIECES = [
    "The malware injects shellcode into a remote process", "Victims opened the spearphishing attachment", "Aquatest",
    "it downloads a second-stage payload from its command and control server", "T1055", "T1566.001", "Cuba", "e.g.", "Dr.",
    "the files are encrypted and a ransom note is dropped", "monitor for", "PowerShell script ", ". ", "! ", "?\n", "\n", "\n\n",
    " ", "\t", "\u00a0", "\u2028", "\x00", "İ", "ß", "中", "Вредонос", "שלום", "\u202e", "\ud800", "𝒜", "f" * 64, "a.b/c-d_",
    "hxxp://evil[.]com/a", "C:\\a.exe", "(", ")", "\"", "“", "|", "*", "#",
]  # fmt: skip


@cache
def detector():
    return SuggestionDetector()


def text(content):
    span = Span(0, len(content), Locator("byte", 0, len(content)))
    return Text(digest(content.encode("utf-8", "surrogatepass")), "t/1", content, (span,))


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map(" ".join)
    | st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)
    | st.text(min_size=1, max_size=200)
)
@settings(max_examples=200, deadline=None)
def test_places_lie_in_the_text_and_the_same_text_gives_the_same(content):
    known = text(content)
    first = list(detector().detect(Batch((known,)), PACK))
    assert first == list(detector().detect(Batch((known, known)), PACK))[: len(first)]
    assert first == list(SuggestionDetector().detect(Batch((known,)), PACK))
    for item in first:
        place = item.locator
        assert 0 <= place.start < place.end <= len(content)
        if isinstance(item, Omission):
            assert "\n" not in item.what
            continue
        assert isinstance(item, Observation)
        assert content[place.start : place.end].startswith(item.surface)
        assert item.surface.strip() == item.surface != ""
        assert item.value in HELD
        assert item.refs == (item.value,)
        assert 0 < item.authenticity < 1
        assert "suggestion" in item.note
    families = [
        (item.locator, item.value.partition(".")[0]) for item in first if isinstance(item, Observation)
    ]
    assert len(families) == len(set(families))


@given(st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_sentences_cover_everything_but_white_space_once(content):
    places = list(sentences(content))
    assert all(0 <= start < end <= len(content) and end - start <= LONGEST for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    assert "".join("".join(content[start:end].split()) for start, end in places) == "".join(content.split())
    assert len(Names(PACK).without(content)) == len(content)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_model_with_bytes_changed_loads_or_is_refused(data):
    good = small()
    at = data.draw(st.integers(0, len(good) - 1))
    some = data.draw(st.binary(min_size=1, max_size=8))
    spoilt = good[:at] + some + good[at + len(some) :]
    with suppress(KnowledgeError):  # anything else fails
        assert load(spoilt, "m").header.techniques


@cache
def small():
    """The shipped model without words: a short file whose header is as rich."""
    model, _ = shipped()
    words, parts = model.header.words, 64
    header = msgspec.structs.replace(model.header, words=0, parts=parts)
    cut = slice(words, words + parts)
    return model._replace(
        header=header,
        keys=model.keys[:0],
        table=model.table[cut],
        scale=model.scale[cut],
        square=model.square[cut],
    ).to_bytes()


@pytest.mark.parametrize("piece", [*PIECES, ". A", ".\u00a0", "e.g. ", "a_", "malware injects code. ", "A\n"])
def test_time_grows_with_length_only(piece):
    """Six times the text may take eighteen times as long and a bit; what is quadratic takes thirty-six times."""
    short, long = (_seconds((piece * size)[:size]) for size in (10_000, 60_000))
    assert long < 18 * short + 0.5


def _seconds(content):
    batch = Batch((text(content),))
    start = time.process_time()
    for _ in detector().detect(batch, PACK):
        pass
    return time.process_time() - start
