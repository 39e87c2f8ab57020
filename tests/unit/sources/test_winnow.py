"""Candidates: what was copied is among them, whatever the order; copies cost n; what all carry ties all together."""

import random
from itertools import pairwise

import numpy as np
import pytest

from probandum.sources import winnow
from probandum.sources.reading import read_all
from probandum.sources.reuse import shared
from probandum.sources.winnow import LONG, Hits, Prints, candidates, folded, join, paired, prints


def vocabulary(size: int = 20_000) -> tuple[list[str], list[float]]:
    rng = random.Random(5)
    words = {"".join(rng.choices("abcdefghijkmnopqrstuvwxyz", k=rng.randint(2, 10))) for _ in range(size)}
    return sorted(words), [1 / (rank + 1) for rank in range(len(words))]


WORDS, WEIGHTS = vocabulary()


def prose(rng: random.Random, count: int) -> list[str]:
    return rng.choices(WORDS, WEIGHTS, k=count)


def planted(rng: random.Random, changed: float, count: int = 50) -> tuple[list[str], set[tuple[int, int]]]:
    """Texts of 400 words, and for each one of 380 with 80 words of it, a share of them changed."""
    whole = [prose(rng, 400) for _ in range(count)]
    made, pairs = [" ".join(words) for words in whole], set()
    for place, words in enumerate(whole):
        start, host = rng.randrange(320), prose(rng, 300)
        cut = [
            rng.choices(WORDS, WEIGHTS)[0] if rng.random() < changed else word
            for word in words[start : start + 80]
        ]
        at = rng.randrange(300)
        pairs.add((place, len(made)))
        made.append(" ".join([*host[:at], *cut, *host[at:]]))
    return made, pairs


@pytest.mark.parametrize(("changed", "least"), [(0.0, 50), (0.2, 50), (0.4, 49)])
def test_excerpts_of_eighty_words_become_candidates(changed: float, least: int) -> None:
    texts, pairs = planted(random.Random(1009), changed)
    found = set(candidates(read_all(texts)).pairs)
    assert len(pairs & found) >= least
    assert len(found - pairs) <= 5


def test_the_order_of_texts_changes_no_pair() -> None:
    texts, _ = planted(random.Random(1010), 0.3, 20)
    order = list(range(len(texts)))
    random.Random(2).shuffle(order)
    plain = {frozenset(pair) for pair in candidates(read_all(texts)).pairs}
    turned = candidates(read_all([texts[place] for place in order])).pairs
    assert {frozenset(order[place] for place in pair) for pair in turned} == plain


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_however_hashes_and_texts_are_parted_the_pairs_are_the_same(parts: int) -> None:
    texts, _ = planted(random.Random(1011), 0.4, 20)
    whole = candidates(read_all(texts))
    hits: list[Hits] = []
    for spaced, every in enumerate(prints(read_all(texts))):
        for part in range(parts):
            kept = every.values % np.uint64(parts) == part
            hits.append(join(Prints(*(column[kept] for column in every)), spaced=bool(spaced))[0])
    found = []
    for part in range(parts):
        mine = [Hits(*(column[one.firsts % parts == part] for column in one)) for one in hits]
        found += paired(Hits(*(np.concatenate(column) for column in zip(*mine, strict=True)))).tolist()
    assert sorted(divmod(code, 1 << 32) for code in found) == whole.pairs


def test_copies_of_one_text_cost_one_pair_each() -> None:
    text = " ".join(prose(random.Random(3), 200))
    found = list(shared({f"{place:04}": text.upper() if place % 2 else f" {text}\n" for place in range(300)}))
    assert [(pair.first, pair.second) for pair in found] == [
        ("0000", f"{place:04}") for place in range(1, 300)
    ]
    assert all(pair.share == 1 for pair in found)


def test_what_many_texts_carry_ties_all_of_them_with_few_pairs() -> None:
    rng = random.Random(4)
    story = prose(rng, 60)
    texts = [" ".join([*prose(rng, 100), *story, *prose(rng, 100)]) for _ in range(400)]
    pairs = candidates(read_all(texts)).pairs
    assert len(pairs) <= (winnow.PARTNERS + 2) * 400
    tied = {0}
    for first, second in pairs:
        if first in tied:
            tied.add(second)
    assert tied == set(range(400))


def test_what_more_than_five_texts_carry_is_frequent() -> None:
    rng = random.Random(6)
    story = prose(rng, 30)
    many, few = candidates(read_all([" ".join([*prose(rng, 50), *story]) for _ in range(6)])), 5
    assert len(many.frequent) >= 27
    assert not len(candidates(read_all([" ".join([*prose(rng, 50), *story]) for _ in range(few)])).frequent)
    assert all(one < other for one, other in pairwise(many.frequent.tolist()))


def test_texts_that_differ_in_white_space_and_case_are_one() -> None:
    assert folded("A  b\n c ") == folded("a b C") != folded("ab c")
    assert folded(" \n") == b""


@pytest.mark.parametrize(
    "text", ["ab " * 100_000, "a" * 300_000, "https://" * 40_000, "." * 300_000, "\u0301" * 99_999]
)
def test_hostile_texts_are_read_in_linear_time(text: str) -> None:
    import time

    begun = time.process_time()
    candidates(read_all([text, text + " more", "x y"]))
    assert time.process_time() - begun < 3


def test_a_long_text_is_sampled_and_its_excerpt_is_still_found() -> None:
    rng = random.Random(5)
    book = [rng.choice(WORDS) for _ in range(4 * LONG)]
    excerpt = " ".join(book[60_000:60_080])
    page = " ".join(rng.choice(WORDS) for _ in range(200))
    batch = read_all([" ".join(book), f"{page} {excerpt}", " ".join(prose(rng, 200))])
    kept = [len(part.values[part.texts == 0]) for part in prints(batch)]
    assert all(LONG // 4 < count < 2 * LONG for count in kept)
    assert candidates(batch).pairs == [(0, 1)]


def test_a_copy_is_compared_with_its_original_whatever_flood_carries_the_same_words() -> None:
    rng = random.Random(6)

    def words(count: int, letter: str) -> str:
        return " ".join(letter + rng.choice(WORDS) for _ in range(count))

    story = words(200, "s")
    texts = {"f" * 64: story, "e" * 64: f"{story} {words(12, 'o')}"}
    flood = {f"{number:064}": f"{words(300, 'p')} {story} {words(60, 'r')}" for number in range(40)}
    pairs = {(one.first, one.second) for one in shared({**texts, **flood})}
    assert ("e" * 64, "f" * 64) in pairs
