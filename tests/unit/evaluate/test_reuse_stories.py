"""Stories: the truth holds together, seeds reproduce, and the truth itself measures as perfect."""

from decimal import Decimal

import pytest
from invented_prose import TEXTS

from probandum.evaluate.reuse_measure import Interval
from probandum.evaluate.reuse_prose import Corpus
from probandum.evaluate.reuse_results import contents
from probandum.evaluate.reuse_run import Plan, half_of, run
from probandum.evaluate.reuse_stories import MOST, story
from probandum.evaluate.reuse_story_measure import DATES, measure_stories, reports
from probandum.model.ident import digest
from probandum.model.sharing import Descent, Lineage
from probandum.model.source import Origin
from probandum.sources.origins import Traced


@pytest.fixture(scope="module")
def stories():
    corpus = Corpus(TEXTS)
    return [story(corpus, seed) for seed in range(12)]


def test_the_same_seed_gives_the_same_story(stories):
    assert story(Corpus(dict(reversed(TEXTS.items()))), 5) == stories[5]
    assert story(Corpus(TEXTS), 6) != stories[5]


def test_a_story_can_be_asked_for_with_so_many_roots():
    assert [story(Corpus(TEXTS), 1, roots=count).origins for count in (1, 3, 6)] == [1, 3, 6]


def test_the_truth_holds_together(stories):
    modes = set()
    for one in stories:
        of = {text.key: text for text in one.texts}
        assert len(of) == len(one.texts) <= MOST
        assert len({text.url for text in one.texts}) == len(one.texts)
        assert {text.root for text in one.texts} == set(range(one.origins))
        for text in one.texts:
            modes.add(text.mode)
            assert text.key == digest(text.text.encode())
            assert text.text.startswith(text.title)
            assert (text.parent == "") == (text.mode == "root")
            assert text.parent.startswith("uncollected-") == (text.mode == "wire")
            if text.parent in of:
                assert of[text.parent].root == text.root
                assert of[text.parent].published <= text.published
            if text.cites:
                assert text.cites == text.parent
                assert of[text.cites].publisher in text.text or of[text.cites].url in text.text
    assert modes >= {"root", "whole", "half", "light", "light and own", "excerpts", "wire"}


def test_a_whole_copy_holds_its_parent(stories):
    for one in stories:
        of = {text.key: text for text in one.texts}
        for text in one.texts:
            if text.mode == "whole" and text.parent in of:
                parent = of[text.parent].text.split("\n")[1:]
                assert sum(line in text.text for line in parent) >= len(parent) - 2  # source and foot


def test_dates_are_taken_away_as_often_as_said(stories):
    for share in DATES.values():
        given = [report for one in stories for report in reports(one, share)]
        missing = sum(not report.published for report in given) / len(given)
        assert abs(missing - share) < 0.1
        assert all(report.texts[0].published == report.published for report in given)


def truthful(stories, flip=False):
    """Origins and descents as the truth has them; without dates undirected."""
    by = {text.key: (one, text) for one in stories for text in one.texts}

    def trace(given, _pairs):
        one = by[given[0].exhibit][0]
        groups = {}
        for text in one.texts:
            groups.setdefault(text.root, []).append(text.key)
        dated = any(report.published for report in given)
        descents = [
            Descent(text.parent, text.key, Decimal(1), "dates" if dated else "nothing", dated)
            for text in one.texts
            if text.parent
        ]
        if flip:
            keys = set(by)
            descents = [
                Descent(d.child, d.parent, d.share, d.known, d.directed) for d in descents if d.parent in keys
            ]
        origins = tuple(Origin((), tuple(sorted(keys))) for keys in groups.values())
        return Traced(origins, Lineage(descents=tuple(descents)))

    return trace


def test_the_truth_measures_as_perfect(stories):
    full, partly, none = measure_stories(stories, lambda _texts: (), truthful(stories))
    for one in (full, partly):
        for name in ("origins", "groups", "direction", "parents", "roots", "wires"):
            assert getattr(one, name).share == 1, name
        for name in ("more", "sideways", "across", "guessed", "undirected", "phantoms"):
            assert getattr(one, name).count == 0, name
        assert one.error == 0
        assert all(share.share == 1 for share in one.linked.values())
    assert (none.origins.share, none.direction.of, none.undirected.share) == (1, 0, 1)


def test_turned_round_is_wrong_and_unlinked_counts(stories):
    turned = measure_stories(stories, lambda _texts: (), truthful(stories, flip=True))[0]
    assert turned.direction.count == 0 < turned.direction.of
    assert turned.parents.count == turned.roots.count == 0

    def apart(given, _pairs):
        return Traced(tuple(Origin((), (report.exhibit,)) for report in given))

    lone = measure_stories(stories, lambda _texts: (), apart)[0]
    assert lone.error > 1
    assert lone.more.count == sum(len(one.texts) > one.origins for one in stories)
    assert all(share.count == 0 for share in lone.linked.values())


def test_halves_share_nothing_and_are_all():
    tuning, measuring = half_of(TEXTS, "tuning"), half_of(TEXTS, "measuring")
    assert not set(tuning) & set(measuring)
    assert tuning | measuring == half_of(TEXTS, "all") == TEXTS
    assert min(TEXTS) in tuning


def test_a_whole_run_is_the_same_twice_and_prints():
    seen = []
    first = run(TEXTS, Plan("made up", 1000, 1, 2), lambda *step: seen.append(step))
    assert ("stories", 2, 2) in seen
    files = first.files()
    told = run(TEXTS, Plan("made up", 1000, 0, 2), lambda *_: None).measured
    assert told.stories == first.measured.stories
    assert set(files) == {"recall.svg", "results.json", "table.md"}
    assert files == contents(first.measured)
    titles = [table.title for table in first.tables()]
    assert titles[:2] == ["Copies found", "No copies: how often taken for one"]
    assert all(len(row) == len(table.columns) for table in first.tables() for row in table.rows)


def test_an_interval_of_nothing_is_no_success():
    assert Interval(0, 0).share == 0
