"""What two texts share: passages with their places, of a kind each.

:mod:`winnow` finds which texts to compare, :mod:`alignment` where they run alike, :mod:`kinds` what that shows. Two
independent reports of one event share names, indicators and dates: these make nothing.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from probandum.model.ident import Value
from probandum.model.sharing import Sharing
from probandum.sources.alignment import Chain, align
from probandum.sources.document import Document
from probandum.sources.kinds import Part, enough, set_apart, told
from probandum.sources.paraphrase import retold
from probandum.sources.reading import Batch, read_all
from probandum.sources.winnow import candidates, fingerprints, folded
from probandum.sources.words import Hashes, count_words

__all__ = ["Document", "Passage", "Shared", "compare", "count_words", "fingerprints", "shared"]

OLD = 0.5
"""Part of a chain that may stand in better ones."""
TOGETHER = 18.0
"""Score of short passages that are near each other: one by one they would say too little."""
WITHIN = 200
"""Words within which they are near."""
DEPENDENT = ("copy", "paraphrase")
NONE: Hashes = np.zeros(0, dtype=np.uint64)


class Passage(Value, frozen=True):
    """A run of words that two texts share, rewritten words inside included: half-open ranges of characters.

    Attributes:
        first: (start, end) in the first text.
        second: (start, end) in the second text.
        words: how many words match.
        kind: what sort of sharing it is.
        why: by what it was taken for that.
    """

    first: tuple[int, int]
    second: tuple[int, int]
    words: int
    kind: Sharing = "copy"
    why: str = ""


class Shared(Value, frozen=True):
    """Two texts with passages in common.

    Attributes:
        first: key of a text; the smaller key.
        second: key of the other.
        passages: sorted by place in the first text.
        covered: words of the first and of the second text inside copied or paraphrased passages.
        words: words of the first and of the second text.
    """

    first: str
    second: str
    passages: tuple[Passage, ...]
    covered: tuple[int, int]
    words: tuple[int, int]

    @property
    def share(self) -> float:
        """Covered part of the text with fewer words, in [0, 1]."""
        small = 0 if self.words[0] <= self.words[1] else 1
        return self.covered[small] / self.words[small]

    @property
    def words_shared(self) -> int:
        """Covered words of the text with fewer words."""
        return self.covered[0 if self.words[0] <= self.words[1] else 1]


def compare(first: Document, second: Document, frequent: Hashes = NONE) -> Shared | None:
    """Return what two texts share; None where it is nothing. The order of the two does not matter.

    Args:
        first: a text.
        second: another, of another key.
        frequent: sorted hashes of the runs of four words (``grams(words, 4)``) that many texts carry.
    """
    turned = _after(first, second)
    one, two = (second, first) if turned else (first, second)
    parts = told(_kept(align(one.words, two.words, one.seeds, two.seeds), one, two), one, two, frequent)
    parts += _in_other_words(parts, one, two)
    if not parts:
        return None
    if second.key < first.key:
        first, second = second, first
    if one is not first:
        parts = [part.turned() for part in parts]
    passages = sorted(
        (_passage(part, first, second) for part in parts), key=lambda found: (found.first, found.second)
    )
    dependent = [part for part in parts if part.kind in DEPENDENT]
    covered = _covered([part.first for part in dependent]), _covered([part.second for part in dependent])
    return Shared(first.key, second.key, tuple(passages), covered, (len(first), len(second)))


def _after(one: Document, two: Document) -> bool:
    """Return whether a text comes after another in an order that does not look at keys."""
    if len(one) != len(two):
        return len(one) > len(two)
    mine, theirs = one.words.words.tobytes(), two.words.words.tobytes()
    return (mine, one.text) > (theirs, two.text)


def _in_other_words(parts: list[Part], one: Document, two: Document) -> list[Part]:
    """Return the paraphrased passages among the sentences that no other passage covers."""
    ranges = [part.first for part in parts], [part.second for part in parts]
    if any(_covered(side) > 0.95 * len(text) for side, text in zip(ranges, (one, two), strict=True)):
        return []
    left, right = (_free(text, side) for text, side in zip((one, two), ranges, strict=True))
    found = []
    for passage in retold(one.sentences, two.sentences, left, right):
        words = np.isin(one.words.words[slice(*passage.first)], two.words.words[slice(*passage.second)])
        alike = ", ".join(f"{value:.2f}" for value in passage.alike[:5])
        why = f"{len(passage.alike)} sentences in the same order, alike by {alike}"
        found.append(Part(passage.first, passage.second, int(np.count_nonzero(words)), "paraphrase", why))
    return found


def _free(text: Document, ranges: list[tuple[int, int]]) -> NDArray[np.bool_]:
    """Return which sentences of a text stand in none of some ranges of words by more than half."""
    if not ranges:
        return np.ones(len(text.sentences.longer), dtype=np.bool_)
    seen = np.zeros(len(text) + 1, dtype=np.intp)
    for start, end in ranges:
        seen[start + 1 : end + 1] = 1
    sums = np.cumsum(seen)
    starts, ends = text.sentences.bounds[:, 0], text.sentences.bounds[:, 1]
    free: NDArray[np.bool_] = (sums[ends] - sums[starts]) * 2 <= ends - starts
    return free


def _kept(chains: list[Chain], one: Document, two: Document) -> list[Chain]:
    """Return the chains that say enough, alone or with those near them, and are new on one side at least; best first."""
    kept: list[Chain] = []
    weak: list[Chain] = []
    seen = np.zeros(len(one), dtype=np.bool_), np.zeros(len(two), dtype=np.bool_)
    for chain in chains:
        ranges = slice(*chain.first), slice(*chain.second)
        old = [
            np.count_nonzero(mask[place]) / (place.stop - place.start)
            for mask, place in zip(seen, ranges, strict=True)
        ]
        alone = enough(chain) or set_apart(chain, one, two)
        if (min(old) if alone else max(old)) > OLD:
            continue
        (kept if alone else weak).append(chain)
        for mask, place in zip(seen, ranges, strict=True):
            mask[place] = True
    if not weak or sum(chain.score for chain in kept + weak) < TOGETHER:
        return kept
    near = [_near(kept + weak, side) for side in (0, 1)]
    return kept + [
        chain
        for place, chain in enumerate(weak, len(kept))
        if max(near[0][place], near[1][place]) >= TOGETHER
    ]


def _near(chains: list[Chain], side: int) -> list[float]:
    """Return for each chain the score of all that begin within so many words of it in one text."""
    starts = np.array([chain.blocks[0][side] for chain in chains])
    order = np.argsort(starts, kind="stable")
    sums = np.concatenate(([0.0], np.cumsum([min(chains[place].score, TOGETHER / 2) for place in order])))
    low = np.searchsorted(starts[order], starts - WITHIN, "left")
    high = np.searchsorted(starts[order], starts + WITHIN, "right")
    return [float(value) for value in sums[high] - sums[low]]


def _passage(part: Part, first: Document, second: Document) -> Passage:
    return Passage(
        (int(first.spans[part.first[0], 0]), int(first.spans[part.first[1] - 1, 1])),
        (int(second.spans[part.second[0], 0]), int(second.spans[part.second[1] - 1, 1])),
        part.words,
        part.kind,
        part.why,
    )


def _covered(ranges: list[tuple[int, int]]) -> int:
    total = reach = 0
    for start, end in sorted(ranges):
        total += max(end - max(start, reach), 0)
        reach = max(reach, end)
    return total


def shared(texts: Mapping[str, str]) -> Iterator[Shared]:
    """Yield the pairs of texts with passages in common, in order of keys.

    Texts that are equal but for white space and case are compared with others once: the first of them stands for all, and
    each further one is paired with it only. So n copies of one text make n pairs.

    Args:
        texts: by key; what is not text in any script (no words) shares nothing.
    """
    keys = sorted(texts)
    firsts: dict[bytes, str] = {}
    same: list[tuple[str, str]] = []
    for key in keys:
        name = folded(texts[key])
        if name and firsts.setdefault(name, key) != key:
            same.append((firsts[name], key))
    # where many share a passage, the shortest texts stand for it: what is copied, not what it was put into
    distinct = sorted(
        firsts.values(), key=lambda key: (len(texts[key].encode("utf-8", "surrogatepass")), key)
    )
    batch = read_all([texts[key] for key in distinct])
    found = candidates(batch)
    places = {key: place for place, key in enumerate(distinct)}
    documents: dict[str, Document] = {}
    pairs = ((distinct[one], distinct[two]) for one, two in found.pairs)
    for pair in sorted([*same, *((min(pair), max(pair)) for pair in pairs)]):
        for key in pair:
            if key not in documents:
                documents[key] = _document(key, texts[key], batch, places.get(key))
        both = compare(documents[pair[0]], documents[pair[1]], found.frequent)
        if both is not None:
            yield both


def _document(key: str, text: str, batch: Batch, place: int | None) -> Document:
    """Return a text for comparing, its words as they were read with others if they were."""
    return Document(key, text) if place is None else Document(key, text, batch.of(place), batch.spans(place))
