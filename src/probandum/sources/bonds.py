"""How much of a text's own prose stands in another: shared passages without what is nobody's prose."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from probandum.model.ident import Digest
from probandum.model.sharing import Sharing
from probandum.sources.reports import Report
from probandum.sources.reuse import Passage as Run
from probandum.sources.reuse import Shared

DEPENDENT = frozenset({"copy", "paraphrase"})
CARRIED = 60
"""Words from which on what many texts carry is copied where two publishers have it; our choice."""
_EDGE = 40
"""Characters between two passages, or a passage and the end of a text, within which they follow each other."""

Range = tuple[int, int]
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bond:
    """Prose that two texts share, seen from one of them.

    Attributes:
        ranges: characters of this text inside shared passages.
        covered: words of this text inside them.
        matched: words that are the same in both.
        words: words of this text that are prose: without what publishers put around it, and without the quotations and
            artefacts that it shares with the other.
        pair: the record it is made from.
        rewritten: whether most of it is in other words.
    """

    ranges: tuple[Range, ...]
    covered: int
    matched: int
    words: float
    pair: Shared
    rewritten: bool

    @property
    def share(self) -> float:
        """Part of the prose of this text that stands in the other, in [0, 1]."""
        return min(self.covered / self.words, 1.0) if self.words else 0.0

    @property
    def strength(self) -> tuple[int, int, str, str]:
        """What puts two bonds of the same texts in order."""
        return self.covered, self.matched, self.pair.first, self.pair.second


class Bonds:
    """Makes bonds of pairs.

    Args:
        reports: by exhibit; pairs of others are passed over.
        publishers: exhibit → who published it, as words; none where unknown.
        pairs: what they share.
    """

    def __init__(
        self, reports: Mapping[Digest, Report], publishers: Mapping[Digest, Words], pairs: Iterable[Shared]
    ) -> None:
        self._publishers = publishers
        self._pairs = [one for one in pairs if one.first in reports and one.second in reports]
        touched = {Digest(key) for pair in self._pairs for key in (pair.first, pair.second)}
        self._length = {name: len(reports[name].whole) for name in touched}
        self._feet = {(pair.first, pair.second): self._foot(pair) for pair in self._pairs}
        self._around = self._put_around()

    def __iter__(self) -> Iterator[tuple[Digest, Digest, Bond]]:
        """Yield each bond: of which exhibit, with which, and what; both ways."""
        for pair in self._pairs:
            kept = [run for run in pair.passages if self.kind(pair, run) in DEPENDENT]
            if kept:
                ends = Digest(pair.first), Digest(pair.second)
                yield (*ends, self._bond(pair, kept, 0))
                yield (*ends[::-1], self._bond(pair, kept, 1))

    def kind(self, pair: Shared, run: Run) -> Sharing:
        """Return of what kind a passage is, by who published the two texts.

        A template is what a publisher puts around its texts. A long one under two publishers is a text that both carry: a
        wire's; a short one may be a formula of law that everybody uses. What two texts of one publisher end with is its
        foot, if less than half of each.
        """
        if run in self._feet.get((pair.first, pair.second), ()):
            return "template"
        if run.kind == "template":
            one, other = (self._publishers.get(Digest(key), ()) for key in (pair.first, pair.second))
            carried = run.words >= CARRIED and "boilerplate" not in run.why
            return "copy" if carried and one and other and one != other else "template"
        return run.kind

    def _put_around(self) -> Mapping[Digest, list[Range]]:
        """Return for each text where templates stand in it.

        What others have put it among is less than half of it, or it would be their word that nothing of a text is its own.
        """
        own: defaultdict[Digest, list[Range]] = defaultdict(list)
        every: defaultdict[Digest, list[Range]] = defaultdict(list)
        for pair in self._pairs:
            ends = Digest(pair.first), Digest(pair.second)
            one, other = (self._publishers.get(end, ()) for end in ends)
            for run in pair.passages:
                if self.kind(pair, run) == "template":
                    for end, place in zip(ends, (run.first, run.second), strict=True):
                        every[end].append(place)
                        if one and one == other:
                            own[end].append(place)
        found = {name: merged(ranges) for name, ranges in every.items()}
        return {
            name: ranges if 2 * _characters(ranges) < self._length[name] else merged(own[name])
            for name, ranges in found.items()
        }

    def _foot(self, pair: Shared) -> frozenset[Run]:
        """Return the short passages that two texts end with, if one publisher's are they or a template is among them."""
        ends = [self._length[Digest(pair.first)], self._length[Digest(pair.second)]]
        foot: list[Run] = []
        for run in sorted(pair.passages, key=lambda one: one.first, reverse=True):
            if max(ends[0] - run.first[1], ends[1] - run.second[1]) > _EDGE or run.words >= CARRIED:
                break
            foot.append(run)
            ends = [run.first[0], run.second[0]]
        one, other = (self._publishers.get(Digest(key), ()) for key in (pair.first, pair.second))
        small = 2 * sum(run.words for run in foot) < min(pair.words)
        theirs = bool(one) and one == other
        return frozenset(foot if small and (theirs or any(run.kind == "template" for run in foot)) else ())

    def _bond(self, pair: Shared, kept: Sequence[Run], side: int) -> Bond:
        name = Digest((pair.first, pair.second)[side])
        ranges = merged((run.first, run.second)[side] for run in kept)
        dropped = [run for run in pair.passages if run.kind in DEPENDENT and run not in kept]
        turned = [run for run in kept if run.kind not in DEPENDENT]
        covered = pair.covered[side] + sum(run.words for run in turned) - sum(run.words for run in dropped)
        matched = sum(run.words for run in kept)
        no_prose = [(run.first, run.second)[side] for run in pair.passages if run not in kept]
        every = merged([*ranges, *no_prose, *self._around.get(name, ())])
        outside = _characters(every) - _characters(ranges)
        words = pair.words[side] * (1 - outside / max(self._length[name], 1))
        rewritten = 2 * sum(run.words for run in kept if run.kind == "paraphrase") > matched
        covered = max(min(covered, pair.words[side]), 0)
        return Bond(tuple(ranges), covered, matched, max(words, covered), pair, rewritten)


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Return ranges as disjoint ones, sorted."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _characters(ranges: Iterable[Range]) -> int:
    return sum(end - start for start, end in ranges)
