"""What sort of sharing a passage is, by what the two texts themselves show.

A chain is cut where its words change sort; prose that says enough keeps what stands within it. Whoever puts another's
prose into quotation marks has copied it all the same, once it is most of a text.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from probandum.model.sharing import Sharing
from probandum.sources.alignment import Chain
from probandum.sources.document import Document
from probandum.sources.marks import attributed
from probandum.sources.shapes import boilerplate
from probandum.sources.words import WEIGHTS, Hashes

LEAST = 8.0
"""Weight of prose that makes a copy: some twelve words."""
LOOSE = 6.0
"""The same for a passage of some length with gaps: turns of speech are short, and everybody's word for word."""
LONG = 20
"""Words of such a passage."""
APART = 12
"""Words of a quotation or an artefact that needs no more weight."""
FEW = 3.0
"""Weight of a quotation, artefact or template that is listed."""
EDGE = 40
"""Words from an end of a text within which a template begins or ends."""
_TURNS = 3
_SHORT = 4
_PROSE, _QUOTED, _SHOWN, _COMMON = range(4)


class Part(NamedTuple):
    """A passage in half-open ranges of words, of one kind; how many words match, and by what it was told."""

    first: tuple[int, int]
    second: tuple[int, int]
    words: int
    kind: Sharing
    why: str

    def turned(self) -> "Part":
        """Return the passage for the two texts the other way round."""
        return self._replace(first=self.second, second=self.first)


def enough(chain: Chain) -> bool:
    """Return whether a chain by itself is no chance."""
    length = min(chain.first[1] - chain.first[0], chain.second[1] - chain.second[0])
    return chain.score >= (LOOSE if length >= LONG else LEAST)


def set_apart(chain: Chain, one: Document, two: Document) -> bool:
    """Return whether words stand for themselves in both texts, all quoted or all shown: then a dozen is no chance."""
    if chain.words < APART:
        return False
    here, there = slice(*chain.first), slice(*chain.second)
    return bool(
        (one.quoted[here].all() and two.quoted[there].all())
        or (one.shown[here].all() and two.shown[there].all())
    )


def told(chains: list[Chain], one: Document, two: Document, frequent: Hashes) -> list[Part]:
    """Return the parts of the chains of two texts, each of a kind.

    Args:
        chains: words that the texts share.
        one: the first text.
        two: the second text.
        frequent: sorted hashes of the runs of four words that many texts carry.
    """
    whole = max((chain.words for chain in chains), default=0)
    if chains and len(one) == len(two) == whole:
        return [_part(chains[0], "copy", "the same words from end to end")]
    lined = {
        chain: _Lined(chain, one, two, frequent) for chain in chains if _mixed(chain, one, two, frequent)
    }
    shared = sum(int(np.count_nonzero(line.common)) for line in lined.values())
    mostly = shared * 2 >= min(len(one), len(two))
    parts: list[Part] = []
    for chain in chains:
        parts.extend(_parts(lined[chain], mostly) if chain in lined else [_of_prose(chain, one, two)])
    return _judged(parts, min(len(one), len(two)))


def _mixed(chain: Chain, one: Document, two: Document, frequent: Hashes) -> bool:
    """Return whether a chain may hold anything but prose."""
    here, there = slice(*chain.first), slice(*chain.second)
    if one.quoted[here].any() or two.quoted[there].any():
        return True
    if one.shown[here].any() and two.shown[there].any():
        return True
    return bool(one.common(frequent)[here].any() and two.common(frequent)[there].any())


class _Lined:
    """The matching words of a chain, and what each text says of them."""

    def __init__(self, chain: Chain, one: Document, two: Document, frequent: Hashes) -> None:
        self.chain, self.one, self.two = chain, one, two
        first, second = (
            np.concatenate([np.arange(block[side], block[side] + block[2]) for block in chain.blocks])
            for side in (0, 1)
        )
        self.weights = WEIGHTS[one.words.sorts[first]]
        self.common = one.common(frequent)[first] & two.common(frequent)[second]
        self.shown = one.shown[first] & two.shown[second]
        self.quoted = one.quoted[first], two.quoted[second]

    def cut(self, low: int, high: int) -> Chain:
        """Return the matching words from one to another."""
        if not low and high == len(self.weights):
            return self.chain
        blocks, seen = [], 0
        for first, second, words in self.chain.blocks:
            start, end = max(low - seen, 0), min(high - seen, words)
            if start < end:
                blocks.append((first + start, second + start, end - start))
            seen += words
        return Chain(tuple(blocks), self.chain.score * (high - low) / seen)


def _parts(line: _Lined, mostly: bool) -> Iterator[Part]:
    """Yield the parts of a chain."""
    sorts = np.zeros(len(line.weights), dtype=np.int8)
    sorts[line.quoted[0] | line.quoted[1]] = _QUOTED
    sorts[line.shown] = _SHOWN
    if line.common.any() and not mostly:
        for low, high, common in _sections(line.common.astype(np.int8)):
            if (
                common
                and float(line.weights[low:high].sum()) >= LEAST
                and _edge(line.cut(low, high), line.one, line.two)
            ):
                sorts[low:high] = _COMMON
    for low, high, sort in _merged(_sections(sorts), line.weights):
        part = line.cut(low, high)
        weight = float(line.weights[low:high].sum())
        if sort == _PROSE and (part == line.chain or (weight >= LOOSE and enough(part))):
            yield _of_prose(part, line.one, line.two)
        elif sort != _PROSE and weight >= FEW:
            yield from _of_sort(part, sort, line, (low, high))


def _judged(parts: list[Part], words: int) -> list[Part]:
    """Return the parts with quotations taken for copies where they are what a text mostly consists of.

    Half of a text, where the marks stand in one text only: it dresses the other's prose as a quotation. Two thirds,
    where they stand in both: neither says much else, so the two are one report of the same words.
    """
    for marks, share in (("one", 1 / 2), ("both", 2 / 3)):
        found = [part for part in parts if part.kind == "quotation" and f"marks in {marks}" in part.why]
        if sum(part.words for part in found) > share * words:
            why = f"in quotation marks in {marks}, but most of a text"
            parts = [part._replace(kind="copy", why=why) if part in found else part for part in parts]
    return parts


def _sections(sorts: NDArray[np.int8]) -> list[tuple[int, int, int]]:
    """Return the runs of words of one sort; a run of a few words between two of another sort is of theirs."""
    bounds = [0, *(np.flatnonzero(np.diff(sorts)) + 1).tolist(), len(sorts)]
    found: list[tuple[int, int, int]] = []
    for low, high in pairwise(bounds):
        sort = int(sorts[low])
        if found and (sort == found[-1][2] or high - low < _SHORT):
            found[-1] = found[-1][0], high, found[-1][2]
        elif len(found) == 1 and found[0][1] < _SHORT:
            found[0] = 0, high, sort
        else:
            found.append((low, high, sort))
    return found


def _merged(sections: list[tuple[int, int, int]], weights: NDArray[np.float32]) -> list[tuple[int, int, int]]:
    """Return the sections with what stands within prose, or is less than it at its ends, as part of it."""
    prose = [place for place, (_, _, sort) in enumerate(sections) if sort == _PROSE]
    weight = sum(float(weights[sections[place][0] : sections[place][1]].sum()) for place in prose)
    if not prose or weight < LEAST or weight * 4 < float(weights.sum()):
        return sections
    first, last = prose[0], prose[-1]
    if first and _joins(sections[first - 1], weights, weight):
        first -= 1
    if last + 1 < len(sections) and _joins(sections[last + 1], weights, weight):
        last += 1
    return [*sections[:first], (sections[first][0], sections[last][1], _PROSE), *sections[last + 1 :]]


def _joins(section: tuple[int, int, int], weights: NDArray[np.float32], weight: float) -> bool:
    """Return whether a section at an end of prose of some weight is of it: a shorter quotation, a few words shown."""
    low, high, sort = section
    own = float(weights[low:high].sum())
    return (sort == _QUOTED and own <= weight) or (sort == _SHOWN and own < LEAST)


def _of_prose(chain: Chain, one: Document, two: Document) -> Part:
    """Return a passage of prose: boilerplate at the same end of both texts is a template."""
    edge = _edge(chain, one, two)
    if edge and chain.words * 2 < min(len(one), len(two)):
        turns = boilerplate(one.extract(*chain.first))
        if turns >= _TURNS and turns * 30 >= chain.words:
            return _part(chain, "template", f"{turns} turns of boilerplate, {edge} of both texts")
    run = max(chain.first[1] - chain.first[0], chain.second[1] - chain.second[0])
    return _part(chain, "copy", f"prose: {chain.words} of {run} words match in order")


def _part(chain: Chain, kind: Sharing, why: str) -> Part:
    return Part(chain.first, chain.second, chain.words, kind, why)


def _of_sort(chain: Chain, sort: int, line: _Lined, words: tuple[int, int]) -> Iterator[Part]:
    """Yield a passage that is no prose of its own; nothing for a few words that only one of the texts quotes."""
    if sort == _SHOWN:
        yield _part(chain, "artefact", "code, a log, a list or a note in both, by shape")
        return
    if sort == _COMMON:
        yield _part(chain, "template", f"in many texts, {_edge(chain, line.one, line.two)} of both")
        return
    inside = [float(np.mean(side[slice(*words)])) > 0.5 for side in line.quoted]
    if all(inside):
        yield _part(chain, "quotation", "in quotation marks in both texts")
        return
    text, ends = (line.one, chain.first) if inside[0] else (line.two, chain.second)
    said = attributed(text.text, int(text.spans[ends[0], 0]), int(text.spans[ends[1] - 1, 1]))
    if said:
        yield _part(chain, "quotation", f"in quotation marks in one text, beside {said!r}")
    elif float(line.weights[slice(*words)].sum()) >= LEAST:
        yield _of_prose(chain, line.one, line.two)


def _edge(chain: Chain, one: Document, two: Document) -> str:
    """Return at which end of both texts a passage stands; empty where at none, or at different ones."""
    if chain.first[0] <= EDGE and chain.second[0] <= EDGE:
        return "at the beginning"
    return "at the end" if max(len(one) - chain.first[1], len(two) - chain.second[1]) <= EDGE else ""
