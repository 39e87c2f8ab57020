"""What is read out of an origin's shared words is read once: in its root, or in the text nearest to all; copies are no wordings."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation
from probandum.model.sharing import Descent, Lineage, Passage, Place
from probandum.model.source import Origin
from probandum.weighers.retold import MANY
from probandum.weighers.wordings import read_once

EXHIBITS = tuple(digest(bytes([n])) for n in range(6))
WHOLE = Locator("byte", 0, 100)
GENUINE = Decimal("0.6")


class Texts:
    """Wordings by exhibit, and the words that each has."""

    def __init__(self, names=None, words=None):
        self.names = names or {}
        self.words = words or {}
        self.ends = dict.fromkeys(EXHIBITS, Locator("byte", 2000, 2000))

    def hold(self, exhibit, words):
        return words in self.words.get(exhibit, ())


def seen(exhibit, value="T1001", by="prose/1", start=10, authentic=GENUINE):
    where = Locator("byte", start, start + 20)
    return Observation("attack-pattern", value, exhibit, where, by, authenticity=authentic)


def shared(first, second, kind="copy", where=WHOLE, words=20):
    here, there = sorted((first, second))
    return Passage(kind, Place(here, where, "words"), Place(there, where, "words"), words)


def repeats(child, parent):
    return Descent(parent, child, Decimal("0.9"), "dates", directed=True)


def read(observations, passages, origins=None, texts=None, descents=()):
    origins = [Origin(("a",), EXHIBITS)] if origins is None else origins
    lineage = Lineage(tuple(passages), descents=tuple(descents))
    return [
        one.authenticity
        for one in read_once(observations, lineage, origins, texts or Texts(), {"prose"}, {"names"})
    ]


def star(middle, others, between=10):
    """Return what rewrites of one text share: much with it, less with each other."""
    near = [shared(middle, other, words=20) for other in others]
    return near + [shared(a, b, words=between) for a in others for b in others if a < b]


ROOT, REWRITES = EXHIBITS[2], [EXHIBITS[n] for n in (0, 1, 3, 4)]


def test_the_text_nearest_to_all_is_read_and_what_others_show_beside_it_counts_nothing():
    found = [seen(ROOT), seen(REWRITES[0], authentic=Decimal("0.8")), seen(REWRITES[1], "T1002")]
    assert read(found, star(ROOT, REWRITES)) == [GENUINE, GENUINE, 0]


def test_of_two_wordings_each_counts_alike():
    pair = [shared(*EXHIBITS[:2])]
    assert read([seen(EXHIBITS[0])], pair) == [Decimal("0.3")]
    assert (
        read([seen(EXHIBITS[0]), seen(EXHIBITS[1], authentic=Decimal("0.4"))], pair) == [Decimal("0.5")] * 2
    )


def test_who_repeats_nobody_is_read_however_many_stand_nearer_to_each_other():
    flood = star(REWRITES[0], [ROOT, *REWRITES[1:]], between=19)
    found = [seen(ROOT), seen(REWRITES[0], "T1002")]
    assert read(found, flood) == [0, GENUINE]
    assert read(found, flood, descents=[repeats(one, ROOT) for one in REWRITES]) == [GENUINE, 0]


def test_a_sentence_between_two_passages_is_told_by_what_lies_between_them_in_the_other():
    ends = [shared(*EXHIBITS[:2], where=Locator("byte", *place)) for place in ((0, 8), (40, 90))]
    assert read([seen(EXHIBITS[0])], ends) == [Decimal("0.3")]
    far = [shared(*EXHIBITS[:2], where=Locator("byte", *place)) for place in ((0, 8), (1040, 1090))]
    assert read([seen(EXHIBITS[0])], far) == [GENUINE]
    own = [
        shared(*EXHIBITS[:2], where=Locator("byte", 0, 8)),
        Passage(
            "copy",
            Place(min(EXHIBITS[:2]), Locator("byte", 90, 120), "words"),
            Place(max(EXHIBITS[:2]), Locator("byte", 8, 38), "words"),
            9,
        ),
    ]
    assert read([seen(min(EXHIBITS[:2]), start=40)], own) == [GENUINE]


def test_names_are_readings_only_where_the_text_that_is_read_has_their_words():
    found = [seen(REWRITES[0], "S0001", by="names/2")]
    assert read(found, star(ROOT, REWRITES)) == [GENUINE]
    assert read(found, star(ROOT, REWRITES), texts=Texts(words={ROOT: {"S0001"}})) == [0]
    assert read([*found, seen(ROOT, "S0001", by="names/2")], star(ROOT, REWRITES)) == [GENUINE] * 2


def test_what_stands_there_as_it_is_is_no_reading():
    found = [seen(REWRITES[0], "S0001", by="stix/2")]
    assert read(found, star(ROOT, REWRITES), texts=Texts(words={ROOT: {"S0001"}})) == [GENUINE]


def test_other_origins_and_own_words_are_left_alone():
    assert read([seen(REWRITES[0])], star(ROOT, REWRITES), [Origin((one,), (one,)) for one in EXHIBITS]) == [
        GENUINE
    ]
    assert read([seen(REWRITES[0], start=95)], star(ROOT, REWRITES)) == [GENUINE]
    assert read([seen(REWRITES[0])], []) == [GENUINE]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(EXHIBITS[:3]), st.sampled_from(["T1", "T2"])), max_size=6, unique=True
    ),
    st.lists(st.integers(1, 30), min_size=3, max_size=3),
    st.integers(1, 3),
    st.sampled_from(["all", "first only"]),
)
def test_a_copy_is_no_wording(found, words, copies, compared):
    pairs = [(a, b) for a in EXHIBITS[:3] for b in EXHIBITS[:3] if a < b]
    passages = [shared(*pair, words=number) for pair, number in zip(pairs, words, strict=True)]
    observations = [seen(exhibit, value) for exhibit, value in found]
    before = read(observations, passages)
    repeated = EXHIBITS[3 : 3 + copies]
    others = EXHIBITS[:1] if compared == "first only" else EXHIBITS[:3]
    known = {(one.first.exhibit, one.second.exhibit): one.words for one in passages}
    more = [
        shared(one, other, words=known.get((min(EXHIBITS[0], one), max(EXHIBITS[0], one)), 40))
        for one in others
        for other in repeated
    ]
    echoed = [seen(other, value) for exhibit, value in found if exhibit == EXHIBITS[0] for other in repeated]
    texts = Texts(dict.fromkeys(repeated, "first") | {EXHIBITS[0]: "first"})
    after = read([*observations, *echoed], [*passages, *more], texts=texts)
    assert after[: len(before)] == before
    shown = {
        value: one for (exhibit, value), one in zip(found, before, strict=True) if exhibit == EXHIBITS[0]
    }
    assert after[len(before) :] == [
        shown[value] for exhibit, value in found if exhibit == EXHIBITS[0] for _ in repeated
    ]
    assert all(one <= GENUINE for one in after)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(EXHIBITS), st.sampled_from(["T1", "T2"]), st.integers(1, 9)), max_size=12
    ),
    st.lists(
        st.tuples(st.sampled_from(EXHIBITS), st.sampled_from(EXHIBITS), st.integers(1, 30)).filter(
            lambda pair: pair[0] < pair[1]
        ),
        unique_by=lambda pair: pair[:2],
    ),
    st.randoms(),
)
def test_no_more_is_shown_than_the_best_reading_and_order_does_not_matter(found, pairs, random):
    observations = [
        seen(exhibit, value, authentic=Decimal(tenth) / 10) for exhibit, value, tenth in set(found)
    ]
    passages = [shared(a, b, words=number) for a, b, number in pairs]
    told = dict(zip(observations, read(observations, passages), strict=True))
    for one, shown in told.items():
        best = max(other.authenticity for other in observations if other.value == one.value)
        assert 0 <= shown <= best
    random.shuffle(observations)
    assert dict(zip(observations, read(observations, passages), strict=True)) == told


def test_a_text_that_very_many_took_from_is_read_by_itself_unless_it_repeats_another():
    hub, parent, *others = [digest(str(number).encode()) for number in range(MANY + 4)]
    origin = [Origin(("a",), (hub, parent, *others))]
    pairs = [shared(hub, other) for other in (parent, *others)]
    pairs += [shared(others[0], other, words=90) for other in others[1:9]]
    assert read([seen(hub)], pairs, origin) == [GENUINE]
    assert read([seen(hub)], pairs, origin, descents=[repeats(hub, parent)]) == [0]
    assert read([seen(hub), seen(parent)], pairs, origin, descents=[repeats(hub, parent)]) == [GENUINE] * 2
    assert read([seen(others[20])], pairs, origin, descents=[repeats(others[20], hub)]) == [0]


def test_the_first_and_the_last_sentence_are_told_by_each_other():
    inner = [shared(*EXHIBITS[:2], where=Locator("byte", 60, 1900))]
    assert read([seen(EXHIBITS[0], start=10)], inner) == [Decimal("0.3")]
    assert read([seen(EXHIBITS[0], start=1950)], inner) == [Decimal("0.3")]
    assert read([seen(EXHIBITS[0], start=1400)], [shared(*EXHIBITS[:2], where=WHOLE)]) == [GENUINE]
