"""The peers, by hand."""

from math import log, log1p, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_trials import trial

from probandum.evaluate import peers

PROFILES = {
    "G0001": {"T0001": 1, "T0002": 1, "S0001": 3},
    "G0002": {"T0001": 2, "T0003": 1},
    "G0003": {"T0004": 1},
}
SEEN = trial(PROFILES, ["T0001", "S0001", "T0005"])
SCORES = {
    score.__name__: score for score in (peers.jaccard, peers.tfidf_cosine, peers.bm25, peers.naive_bayes)
}


def test_jaccard():
    # three observed; three in the profile of which two are shared: 2 / 4; one of two: 1 / 4; none
    assert peers.jaccard(SEEN).tolist() == [2 / 4, 1 / 4, 0]


def test_frequency_counts_actors_that_reports_show_with_the_item():
    assert dict(zip(SEEN.observed, peers.frequency(SEEN), strict=True)) == {
        "S0001": 1,
        "T0001": 2,
        "T0005": 0,
    }


def test_cosine():
    weight = {0: log(3), 1: log(3), 2: log(3 / 2)}
    report = sqrt(weight[0] ** 2 + weight[1] ** 2 + weight[2] ** 2)
    first = (weight[1] ** 2 + weight[2] ** 2) / report / sqrt(2 * weight[1] ** 2 + weight[2] ** 2)
    second = weight[2] ** 2 / report / sqrt(weight[1] ** 2 + weight[2] ** 2)
    assert peers.tfidf_cosine(SEEN) == pytest.approx([first, second, 0])


def test_cosine_of_a_report_that_shows_the_whole_profile_is_one():
    assert peers.tfidf_cosine(trial(PROFILES, PROFILES["G0002"]))[1] == pytest.approx(1)


def test_bm25():
    rare, shared = log1p((3 - 1 + 0.5) / 1.5), log1p((3 - 2 + 0.5) / 2.5)
    first, second = 1.2 * (0.25 + 0.75 * 3 / 2), 1.2 * (0.25 + 0.75 * 2 / 2)
    assert peers.bm25(SEEN) == pytest.approx(
        [rare * 3 * 2.2 / (3 + first) + shared * 1 * 2.2 / (1 + first), shared * 2 * 2.2 / (2 + second), 0]
    )


def test_naive_bayes_is_a_likelihood_ratio_against_the_base_rate():
    base = dict(zip(SEEN.observed, SEEN.counts.base, strict=True))
    assert base["T0005"] == 0
    expected = [
        log((1 + base["T0001"]) / 4 / base["T0001"]) + log((1 + base["S0001"]) / 4 / base["S0001"]),
        log((1 + base["T0001"]) / 3 / base["T0001"]) + log(1 / 3),
        2 * log(1 / 2),
    ]
    assert peers.naive_bayes(SEEN) == pytest.approx(expected)


def test_more_smoothing_brings_every_ratio_nearer_to_one():
    base = dict(zip(SEEN.observed, SEEN.counts.base, strict=True))
    expected = log((1 + 300 * base["T0001"]) / 302 / base["T0001"]) + log(300 / 302)
    assert peers.smoothed_bayes(SEEN)[1] == pytest.approx(expected)
    assert (np.abs(peers.naive_bayes(SEEN, 1e12)) < 1e-6).all()


def test_what_only_software_implies_is_no_match():
    implied = trial(PROFILES, ["T0001"])
    with_zero = implied.counts.__class__(
        **{
            **vars(implied.counts),
            "rows": np.append(implied.counts.rows, 0),
            "columns": np.append(implied.counts.columns, 2),
            "k": np.append(implied.counts.k, 0.0),
        }
    )
    other = implied.__class__(**{**vars(implied), "counts": with_zero})
    for score in SCORES.values():
        assert score(other).tolist() == score(implied).tolist()


def test_raw_is_the_softmax_with_somebody_else_at_even_odds():
    found = peers.raw(SEEN)
    likelihood = np.exp(peers.naive_bayes(SEEN)) / 3
    assert found.probability == pytest.approx(
        [*(likelihood / (likelihood.sum() + 1)), 1 / (likelihood.sum() + 1)]
    )
    assert (found.id, found.group, found.truth, found.actors) == (
        SEEN.id,
        SEEN.group,
        SEEN.truth,
        SEEN.actors,
    )


@pytest.mark.parametrize("name", sorted(SCORES))
@pytest.mark.parametrize("observed", [[], ["T0009"]], ids=["nothing", "strange"])
def test_a_report_that_shows_nothing_known_tells_nobody_apart(name, observed):
    assert SCORES[name](trial(PROFILES, observed)).tolist() == [0, 0, 0]


groups = [f"G{n:04}" for n in range(4)]
items = [f"T{n:04}" for n in range(5)] + ["S0000", "S0001"]
profiles = st.fixed_dictionaries(
    {
        group: st.dictionaries(st.sampled_from(items), st.integers(1, 3), min_size=1, max_size=5)
        for group in groups
    }
)


@pytest.mark.parametrize("name", sorted(SCORES))
@given(profiles, st.sets(st.sampled_from(items)), st.permutations(groups))
def test_renaming_the_actors_renames_the_scores(name, held, observed, others):
    renamed = dict(zip(groups, others, strict=True))
    first = trial(held, observed)
    second = trial({renamed[group]: profile for group, profile in held.items()}, observed)
    mine = dict(zip(first.actors, SCORES[name](first), strict=True))
    theirs = dict(zip(second.actors, SCORES[name](second), strict=True))
    assert {renamed[group]: score for group, score in mine.items()} == pytest.approx(theirs)


@given(profiles, st.sets(st.sampled_from(items)))
def test_similarities_lie_between_nothing_and_everything(held, observed):
    one = trial(held, observed)
    for score in (peers.jaccard, peers.tfidf_cosine):
        assert ((score(one) >= 0) & (score(one) <= 1 + 1e-12)).all()
    assert (peers.bm25(one) >= 0).all()
