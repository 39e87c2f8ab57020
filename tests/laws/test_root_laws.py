"""Laws of roots (W3): what stands in shared words counts once, and an origin that nobody knows vouches for no other."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation
from probandum.model.sharing import Descent, Lineage, Passage, Place
from probandum.model.source import Origin
from probandum.model.weight import Item
from probandum.weighers.items import gather
from probandum.weighers.roots import Roots

EXHIBITS = tuple(digest(bytes([n])) for n in range(5))
DIGITS = dict.fromkeys(EXHIBITS, 1)
SETTINGS = settings(max_examples=150, deadline=None)
DEGREES = st.sampled_from([Decimal(word) for word in ("0.3", "0.5", "0.8", "1")])


def seen(exhibit, start, degree=Decimal("0.8"), value="T0001"):
    place = Locator("byte", start, start + 5)
    return Observation("attack-pattern", value, exhibit, place, "test/1", refs=(value,), authenticity=degree)


def passage(first, second, start=0, end=50, kind="copy"):
    here, there = sorted((first, second))
    place = Locator("byte", start, end)
    return Passage(kind, Place(here, place, "words"), Place(there, place, "words"), 12)


def named(*exhibits):
    return tuple(Origin((f"source {place}",), (exhibit,)) for place, exhibit in enumerate(exhibits))


def item(observations, origins, lineage=None) -> Item:
    found = gather(observations, Roots(origins, lineage), (), DIGITS, {})
    return found.items[0]


OBSERVATIONS = st.lists(
    st.builds(seen, st.sampled_from(EXHIBITS), st.sampled_from([0, 10, 60, 70]), DEGREES),
    min_size=1,
    max_size=8,
    unique_by=lambda one: one.id,
)
PASSAGES = st.lists(
    st.builds(
        passage,
        st.sampled_from(EXHIBITS[:2]),
        st.sampled_from(EXHIBITS[2:]),
        st.sampled_from([0, 55]),
        st.sampled_from([57, 90]),
        st.sampled_from(["copy", "quotation", "artefact"]),
    ).filter(lambda one: one.first.locator.start < one.first.locator.end),
    max_size=4,
)


@SETTINGS
@given(OBSERVATIONS, PASSAGES, st.randoms(use_true_random=False))
def test_shared_words_never_add_and_order_does_not_matter(observations, passages, rng):
    origins = named(*EXHIBITS)
    plain, tied = item(observations, origins), item(observations, origins, Lineage(tuple(passages)))
    assert tied.authenticity <= plain.authenticity + 1e-12
    assert len(tied.support) <= len(plain.support)
    assert {name for one in tied.support for name in one.evidence} == {one.id for one in observations}
    rng.shuffle(observations)
    rng.shuffle(passages)
    assert item(observations, origins, Lineage(tuple(passages))) == tied


def directed(child, parent):
    descent = Descent(parent, child, Decimal("0.3"), "dates", directed=True)
    return Lineage((passage(child, parent),), descents=(descent,))


def test_what_two_show_in_the_same_words_counts_once_and_own_words_count_beside_it():
    first, second = EXHIBITS[:2]
    origins, undirected = named(first, second), Lineage((passage(first, second),))
    same = [seen(first, 0), seen(second, 10)]
    alone, both = item(same[:1], origins), item(same, origins)
    assert both.authenticity > alone.authenticity
    assert item(same, origins, undirected).authenticity == alone.authenticity
    more = [*same, seen(second, 60)]
    assert item(more, origins, directed(second, first)).authenticity == both.authenticity
    for lineage in (directed(first, second), undirected):  # the shared words may all be the second one's
        assert item(more, origins, lineage).authenticity == alone.authenticity


@SETTINGS
@given(st.lists(DEGREES, min_size=1, max_size=4), st.booleans())
def test_a_bad_copy_never_makes_a_good_report_worse(degrees, earlier):
    observations = [seen(exhibit, 0, degree) for exhibit, degree in zip(EXHIBITS, degrees, strict=False)]
    bad = EXHIBITS[-1]
    passages = tuple(passage(one.exhibit, bad) for one in observations)
    descents = tuple(
        Descent(bad, one.exhibit, Decimal(1), "dates", directed=True) for one in observations if earlier
    )
    lineage = Lineage(passages, descents=descents)
    worst = seen(bad, 0, Decimal("0.1"))
    tied = item([*observations, worst], named(*EXHIBITS), lineage)
    assert tied.authenticity == pytest.approx(max(float(one) for one in degrees) * 0.95)


def test_the_root_of_shared_words_is_whoever_repeats_nobody():
    origins = named(*EXHIBITS[:2])
    for child, parent in (EXHIBITS[:2], EXHIBITS[1::-1]):
        observations = [seen(EXHIBITS[0], 0), seen(EXHIBITS[1], 10)]
        (support,) = item(observations, origins, directed(child, parent)).support
        assert support.origin == next(one.id for one in origins if parent in one.exhibits)


@SETTINGS
@given(st.lists(DEGREES, min_size=1, max_size=4), st.binary(max_size=2), DEGREES)
def test_an_undated_page_that_nobody_vouches_for_takes_no_words_over(degrees, seed, degree):
    """It shows in one place after the other what named reports show, each in words of its own."""
    page = digest(b"page" + seed)
    reported = [seen(exhibit, 0, each) for exhibit, each in zip(EXHIBITS, degrees, strict=False)]
    pasted = [seen(page, 100 * place, degree) for place in range(len(reported))]
    passages = []
    for place, one in enumerate(reported):
        sides = (one.exhibit, Locator("byte", 0, 50)), (page, Locator("byte", 100 * place, 100 * place + 50))
        passages.append(Passage("copy", *(Place(*side, "words") for side in sorted(sides)), 12))
    origins = (*named(*EXHIBITS), Origin((), (page,)))
    digits = {**DIGITS, page: 6}
    (bare,) = gather(reported, Roots(origins), (), digits, {}).items
    (tied,) = gather((*reported, *pasted), Roots(origins, Lineage(tuple(passages))), (), digits, {}).items
    assert [one.origin for one in tied.support] == [one.origin for one in bare.support]
    assert not any(one.nameless for one in tied.support)
    assert tied.authenticity >= bare.authenticity


@SETTINGS
@given(st.lists(DEGREES, min_size=1, max_size=4), st.lists(DEGREES, max_size=3))
def test_origins_of_unknown_source_never_confirm_each_other_nor_anybody(known, unknown):
    exhibits = [digest(b"%d" % place) for place in range(len(known) + len(unknown))]
    digits = dict.fromkeys(exhibits, 1)
    observations = [
        seen(exhibit, 0, degree) for exhibit, degree in zip(exhibits, [*known, *unknown], strict=True)
    ]
    origins = named(*exhibits[: len(known)])
    (whole,) = gather(observations, Roots(origins), (), digits, {}).items
    (bare,) = gather(observations[: len(known)], Roots(origins), (), digits, {}).items
    best = max([float(degree) * 0.95 for degree in unknown], default=0.0)
    assert whole.authenticity == pytest.approx(max(bare.authenticity, best))


@SETTINGS
@given(st.lists(DEGREES, min_size=2, max_size=4), st.integers(1, 10))
def test_learning_who_passes_one_unknown_report_on_changes_nothing(degrees, copies):
    exhibits = [digest(b"%d" % place) for place in range(len(degrees))]
    repeats = [digest(b"copy %d" % place) for place in range(copies)]
    digits = dict.fromkeys((*exhibits, *repeats), 1)
    reported = [seen(exhibit, 0, degree) for exhibit, degree in zip(exhibits, degrees, strict=True)]
    echoed = [seen(exhibit, 0, degrees[0]) for exhibit in repeats]
    unknown = [Origin((), (exhibit,)) for exhibit in exhibits]
    together = [Origin(("a wire",), (exhibits[0], *repeats)), *unknown[1:]]
    (before,) = gather(reported, Roots(unknown), (), digits, {}).items
    (after,) = gather((*reported, *echoed), Roots(together), (), digits, {}).items
    assert after.authenticity == before.authenticity


@pytest.mark.parametrize("copies", [2, 3, 4])
def test_two_that_took_it_from_a_silenced_report_are_still_one(copies):
    hub, *others = EXHIBITS[: copies + 1]
    lineage = Lineage(tuple(passage(hub, other) for other in others))
    reported = [seen(one, 10) for one in (hub, *others)]
    silenced = Roots(named(*EXHIBITS), lineage, {hub})
    (found,) = gather(reported, silenced, (), DIGITS, {}).items
    (one,) = found.support
    assert reported[0].id not in one.evidence
    assert set(one.evidence) <= {other.id for other in reported[1:]}
    alone = gather([seen(hub, 10), seen(hub, 20, value="")], silenced, (), DIGITS, {})
    assert alone.items == alone.unknown_values == alone.notes == ()


@SETTINGS
@given(OBSERVATIONS, PASSAGES, st.sampled_from(EXHIBITS))
def test_what_a_silenced_report_shows_never_adds_to_an_item(observations, passages, hub):
    lineage = Lineage(tuple(passages))
    rest = [one for one in observations if one.exhibit != hub]
    without = gather(rest, Roots(named(*EXHIBITS), lineage), (), DIGITS, {}).items
    silenced = gather(observations, Roots(named(*EXHIBITS), lineage, {hub}), (), DIGITS, {}).items
    assert [one.value for one in silenced] == [one.value for one in without]
    for before, after in zip(without, silenced, strict=True):
        assert after.authenticity <= before.authenticity
        assert len(after.support) <= len(before.support)
