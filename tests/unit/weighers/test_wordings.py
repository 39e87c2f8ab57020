"""Suggestions out of prose count with the share of the wordings in which they were made; copies are no wordings."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation
from probandum.model.sharing import Lineage, Passage, Place
from probandum.model.source import Origin
from probandum.weighers.wordings import as_often_as_read

EXHIBITS = tuple(digest(bytes([n])) for n in range(6))
WHOLE = Locator("byte", 0, 100)


def seen(exhibit, value="T1001", by="prose/1", start=10):
    return Observation(
        "attack-pattern", value, exhibit, Locator("byte", start, start + 20), by, authenticity=Decimal("0.6")
    )


def shared(first, second, kind="copy", where=WHOLE):
    here, there = sorted((first, second))
    return Passage(kind, Place(here, where, "words"), Place(there, where, "words"), 20)


def read(observations, passages, origins=None, wordings=None):
    origins = [Origin(("a",), EXHIBITS)] if origins is None else origins
    found = as_often_as_read(observations, Lineage(tuple(passages)), origins, wordings or {}, {"prose"})
    return [one.authenticity for one in found]


REWRITES = [shared(EXHIBITS[0], other) for other in EXHIBITS[1:4]]


def test_what_one_of_four_wordings_shows_counts_a_quarter_and_what_all_show_counts_whole():
    assert read([seen(EXHIBITS[0])], REWRITES) == [Decimal("0.15")]
    every = [seen(exhibit) for exhibit in EXHIBITS[:4]]
    assert (
        read(every, [shared(a, b) for a in EXHIBITS[:4] for b in EXHIBITS[:4] if a < b])
        == [Decimal("0.6")] * 4
    )


def test_names_other_origins_other_kinds_and_own_words_are_left_alone():
    whole = [Decimal("0.6")]
    assert read([seen(EXHIBITS[0], by="names/2")], REWRITES) == whole
    assert read([seen(EXHIBITS[0])], [shared(*EXHIBITS[:2], "quotation")]) == whole
    assert read([seen(EXHIBITS[0])], REWRITES, [Origin((one,), (one,)) for one in EXHIBITS]) == whole
    assert read([seen(EXHIBITS[0], start=90)], REWRITES) == whole
    assert read([seen(EXHIBITS[0])], []) == whole


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(EXHIBITS[:3]), st.sampled_from(["T1", "T2"])), max_size=6, unique=True
    ),
    st.integers(1, 3),
)
def test_a_copy_is_no_wording(found, copies):
    passages = [shared(a, b) for a in EXHIBITS[:3] for b in EXHIBITS[:3] if a < b]
    observations = [seen(exhibit, value) for exhibit, value in found]
    before = read(observations, passages)
    repeats = EXHIBITS[3 : 3 + copies]
    more = [shared(one, other) for one in EXHIBITS[:3] for other in repeats]
    echoed = [seen(other, value) for exhibit, value in found if exhibit == EXHIBITS[0] for other in repeats]
    wordings = dict.fromkeys(repeats, "first") | {EXHIBITS[0]: "first"}
    assert read([*observations, *echoed], [*passages, *more], wordings=wordings)[: len(before)] == before
    assert all(one <= Decimal("0.6") for one in before)
