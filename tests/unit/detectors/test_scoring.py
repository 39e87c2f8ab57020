"""Scores in blocks are those of single words and sentences: parts of words, tiles of the table, tables of pairs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from probandum.detectors.classifier import shipped
from probandum.detectors.scoring import Parts, Scorer, part_rows

SENTENCES = [
    ["the", "malware", "injects", "code", "into", "the", "memory", "of", "the", "browser"],
    ["spearphishing", "mails", "with", "a", "malicious", "attachment", "were", "sent"],
    ["zzyzx", "keylogger", "ключ", "\ud800", "x"],
    ["it"],
]


@given(
    some.lists(some.text(min_size=1, max_size=40), min_size=1, max_size=20), some.sampled_from([1, 64, 8192])
)
def test_parts_of_many_words_are_those_of_each(words, parts):
    rows, starts = Parts(parts).rows(words)
    ends = [*starts.tolist()[1:], rows.size]
    found = [rows[start:end].tolist() for start, end in zip(starts.tolist(), ends, strict=True)]
    assert found == [part_rows(word, parts) for word in words]


@pytest.mark.parametrize("times", [1, 8, 9, 25])
def test_any_number_of_sentences_scores_as_each_alone(times):
    made, _ = shipped()
    scorer = Scorer(made)
    scores = scorer.scores(scorer.places(SENTENCES * times))
    assert scores.shape == (len(SENTENCES) * times, len(made.header.techniques))
    for index, sentence in enumerate(SENTENCES):
        alone = Scorer(made)
        single = alone.scores(alone.places([sentence]))[0]
        assert all(np.array_equal(row, single) for row in scores[index :: len(SENTENCES)])


def test_no_column_of_the_table_is_lost_or_moved_between_tiles():
    made, _ = shipped()
    plain = made._replace(out=np.roll(made.out, 1, axis=1), bias=np.roll(made.bias, 1))
    one, other = Scorer(made), Scorer(plain)
    scores, rolled = one.scores(one.places(SENTENCES)), other.scores(other.places(SENTENCES))
    assert np.array_equal(np.roll(scores, 1, axis=1), rolled)
    assert len(np.unique(scores[0])) > 100


def test_pairs_of_the_vocabulary_count_in_their_order():
    made, _ = shipped()
    scorer = Scorer(made)
    there, back = ["scheduled", "task"], ["task", "scheduled"]
    scores = scorer.scores(scorer.places([there, back]))
    assert not np.array_equal(scores[0], scores[1])
