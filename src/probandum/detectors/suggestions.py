"""Techniques that prose describes without naming them: ranked suggestions for a person, each with its sentence."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import msgspec
import numpy as np

from probandum.detectors.classifier import Band, Floats, Ints, Model, load, shipped
from probandum.detectors.clauses import Names, sentences, words
from probandum.detectors.scoring import Placed, Scorer
from probandum.interfaces import Batch
from probandum.model.ident import Value, digest, short
from probandum.model.observation import Observation, Omission, Text
from probandum.model.pack import Pack, Technique

MOST = 3
"""Suggestions for one sentence."""
_BLOCK = 12_000
"""Words that are scored at once."""
_FEWEST = 3
"""Words of the vocabulary that a sentence must have, and half of its words must be: else it is a table, code or no English."""
_SURFACE = 400
_WINDOW = 1 << 18
"""Characters that are read at once."""
_TERMS = 3
_ID = re.compile(r"T(?<!\w.)\d{4}(?:[./]\d{3})?(?![0-9A-Za-z_])")
_AT_HOME = frozenset({"", "en"})


class Suggestion(Value, frozen=True):
    """A technique for a sentence.

    Attributes:
        sentence: number of the sentence among those that were asked about.
        rank: from 1.
        technique: id as the model knows it.
        score: from :class:`Scorer`, less half the chance that it is no technique at all.
        terms: words that spoke for it, most first.
    """

    sentence: int
    rank: int
    technique: str
    score: float
    terms: tuple[str, ...]


class _Known(Value, frozen=True):
    """What is kept of a pack: names to blank out, techniques, what replaced revoked ids; model, least scores of its bands, and words on them."""

    pack: Pack
    names: Names
    by_id: dict[str, Technique]
    now: dict[str, str]
    scorer: Scorer
    leasts: tuple[float, ...]
    said: tuple[str, ...]


class SuggestionDetector:
    """Suggests techniques for English sentences: never an observation of full weight."""

    name = "prose-techniques/1"
    stage = 1

    def __init__(self) -> None:
        self._known: _Known | None = None

    def detect(self, batch: Batch, knowledge: Pack) -> Iterator[Observation | Omission]:
        """Yield suggestions in the order of the text; for a text in another language that it is not supported.

        What was made of a pack is kept as long as the next call brings the same object.

        Raises:
            KnowledgeError: the pack brings a model that is none.
        """
        if self._known is None or self._known.pack is not knowledge:
            self._known = _known(knowledge)
        for text in batch.texts:
            if text.language.lower().partition("-")[0] in _AT_HOME:
                yield from _suggested(text, self._known, self.name)
            elif text.text.strip():
                what = (
                    f"techniques in prose: language “{text.language}” is not supported, so nothing is suggested "
                    "from this text; read it by hand or add a translation"
                )
                yield Omission(text.exhibit, self.name, what)


def _known(pack: Pack) -> _Known:
    own = pack.technique_model
    if own is msgspec.UNSET:
        model, made = shipped()
    else:
        model, made = load(own, f"{pack.name}: its model of techniques"), digest(own)
    by_id = {technique.id: technique for technique in pack.techniques}
    now = {name.name: name.of for name in pack.names if name.of in by_id and name.name not in by_id}
    bands = model.header.bands
    leasts = tuple(float(band.least) for band in bands)
    return _Known(pack, Names(pack), by_id, now, Scorer(model), leasts, _said(bands, short(made)))


def _said(bands: Sequence[Band], signed: str) -> tuple[str, ...]:
    uppers = [*(f" … {band.least}" for band in bands[1:]), " and more"]
    return tuple(
        f"score {band.least}{upper}: of {band.count} such in labelled reports {band.share:.0%} were right, at the very "
        f"sentence {band.in_sentence:.0%}; model {signed}"
        for band, upper in zip(bands, uppers[: len(bands)], strict=True)
    )


def _suggested(text: Text, known: _Known, by: str) -> Iterator[Observation | Omission]:
    missing: dict[str, tuple[int, int]] = {}
    for start, end in _windows(text.text):
        yield from _within(text, (start, end), known, (by, missing))
    if missing:
        what = f"the model suggests {', '.join(sorted(missing))}, no techniques of the knowledge pack: left out; map them by hand"
        yield Omission(text.exhibit, by, what, text.locate(*min(missing.values())))


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield parts of a text that end with a line where they can, so that memory does not grow with the text."""
    start = 0
    while start < len(text):
        end = min(start + _WINDOW, len(text))
        line = text.rfind("\n", start, end) + 1 if end < len(text) else 0
        yield start, line or end
        start = line or end


def _within(
    text: Text, window: tuple[int, int], known: _Known, told: tuple[str, dict[str, tuple[int, int]]]
) -> Iterator[Observation]:
    """Yield the suggestions for a part of a text; ids that the pack does not hold are added to what is told."""
    bands = known.scorer.model.header.bands
    if not bands:
        return
    by, missing = told
    part = text.text[slice(*window)]
    places = sentences(part)
    bare = known.names.without(part)
    asked = (
        words(bare[start:end]) if bare.count(" ", start, end) > _FEWEST - 2 else () for start, end in places
    )
    last, said = -1, set[str]()
    for one in suggest(known.scorer, asked, bands[0].least):
        start, end = (window[0] + at for at in places[one.sentence])
        if one.sentence != last:
            last, said = one.sentence, _families(text.text[start:end], known.now)
        id_ = one.technique if one.technique in known.by_id else known.now.get(one.technique, "")
        if not id_:
            missing.setdefault(one.technique, (start, end))
        elif id_.partition(".")[0] not in said:
            said.add(id_.partition(".")[0])
            yield _observation(text, (start, end), one, known, (by, id_))


def suggest(scorer: Scorer, asked: Iterable[Sequence[str]], least: Decimal) -> Iterator[Suggestion]:
    """Yield the techniques of at least this score, up to three a sentence, sentence by sentence, best first.

    Args:
        scorer: of the model.
        asked: words of each sentence, in lower case and without names.
        least: least score.
    """
    block: list[tuple[int, Sequence[str]]] = []
    size = 0
    for number, sentence in enumerate(asked):
        if len(sentence) >= _FEWEST:
            block.append((number, sentence))
            size += len(sentence)
        if size >= _BLOCK:
            yield from _scored(scorer, block, float(least))
            block, size = [], 0
    yield from _scored(scorer, block, float(least))


def _scored(scorer: Scorer, block: Sequence[tuple[int, Sequence[str]]], least: float) -> Iterator[Suggestion]:
    if not block:
        return
    placed = scorer.places([sentence for _, sentence in block])
    known = scorer.known(placed)
    kept = (known >= _FEWEST) & (2 * known >= placed.lengths)
    if not kept.any():
        return
    placed = placed.chosen(kept)
    asked = [block[index] for index in np.flatnonzero(kept).tolist()]
    rows, columns, scores = _highest(scorer.model, scorer.scores(placed), least)
    terms = _terms(scorer, placed, rows, columns, asked)
    last, rank = -1, 0
    for row, column, score, said in zip(rows.tolist(), columns.tolist(), scores.tolist(), terms, strict=True):
        rank = rank + 1 if row == last else 1
        last = row
        yield Suggestion(asked[row][0], rank, scorer.model.header.techniques[column], score, said)


def _highest(model: Model, scores: Floats, least: float) -> tuple[Ints, Ints, Floats]:
    """Return rows, columns and values of the best net scores of at least this, up to three a row, best first.

    Of equals the first comes first. Most sentences speak of no technique: net scores are made for the others alone.
    """
    none, doubt = _doubt(model, scores)
    if none is not None:
        scores[:, none] = -np.inf
    spoken = np.flatnonzero(scores.max(axis=1) - doubt >= least)
    left = scores[spoken] - doubt[spoken, None]
    every = np.arange(spoken.size)
    columns = np.zeros((spoken.size, min(MOST, left.shape[1])), np.int64)
    values = np.zeros(columns.shape, np.float32)
    for rank in range(columns.shape[1]):
        columns[:, rank] = left.argmax(axis=1)
        values[:, rank] = left[every, columns[:, rank]]
        left[every, columns[:, rank]] = -np.inf
    enough = values.astype(np.float64) >= least
    return np.repeat(spoken, enough.sum(axis=1)), columns[enough], values[enough]


def net(model: Model, scores: Floats) -> Floats:
    """Return scores less half the chance that a sentence speaks of no technique, and none for “no technique” itself."""
    none, doubt = _doubt(model, scores)
    found = scores - doubt[:, None]
    if none is not None:
        found[:, none] = -np.inf
    return found


def _doubt(model: Model, scores: Floats) -> tuple[int | None, Floats]:
    """Return the column of “no technique”, if there is one, and half the chance of it for each sentence."""
    if "" not in model.header.techniques:
        return None, np.zeros(len(scores), np.float32)
    none = model.header.techniques.index("")
    return none, np.clip((scores[:, none] + 1) / 2, 0, 1)


def best(scores: Floats, most: int) -> list[int]:
    """Return the columns of the highest scores, highest first; of equals, the first column first."""
    left, found = scores.copy(), []
    for _ in range(min(most, left.size)):
        column = int(left.argmax())
        found.append(column)
        left[column] = -np.inf
    return found


def band_of(bands: Sequence[Band], score: float) -> int:
    """Return the number of the band that a score lies in; that of the first where it lies below."""
    return max(sum(float(band.least) <= score for band in bands) - 1, 0)


def _terms(
    scorer: Scorer, placed: Placed, rows: Ints, columns: Ints, asked: Sequence[tuple[int, Sequence[str]]]
) -> Iterator[tuple[str, ...]]:
    """Yield the words that say most for each suggestion, rounded so that no machine's arithmetic decides their order."""
    lengths = placed.lengths[rows]
    ends = np.cumsum(lengths)
    at = np.arange(int(lengths.sum())) + np.repeat(placed.starts[rows] - ends + lengths, lengths)
    weights = np.round(scorer.speaks(placed.words[at], np.repeat(columns, lengths)), 1).tolist()
    for row, end in zip(rows.tolist(), ends.tolist(), strict=True):
        sentence = asked[row][1]
        yield _most(sentence, weights[end - len(sentence) : end])


def _most(sentence: Sequence[str], weights: Sequence[float]) -> tuple[str, ...]:
    """Return the few words of the greatest weight above zero, each once; of equals the first in the sentence."""
    speaking = [at for at, weight in enumerate(weights) if weight > 0]
    ordered = sorted(speaking, key=weights.__getitem__, reverse=True)
    return tuple(dict.fromkeys(sentence[at] for at in ordered))[:_TERMS]


def _families(sentence: str, now: dict[str, str]) -> set[str]:
    """Return the techniques, without their sub-techniques, that a sentence names by id."""
    ids = [match[0].replace("/", ".") for match in _ID.finditer(sentence)]
    return {now.get(id_, id_).partition(".")[0] for id_ in ids}


def _observation(
    text: Text, place: tuple[int, int], one: Suggestion, known: _Known, signed: tuple[str, str]
) -> Observation:
    by, id_ = signed
    number = max(bisect_right(known.leasts, one.score) - 1, 0)
    terms = ", ".join(f"“{term}”" for term in one.terms) or "no single word"
    note = f"suggestion from prose for “{known.by_id[id_].name}”, rank {one.rank}, because of {terms}; {known.said[number]}"
    return Observation(
        kind="attack-pattern",
        value=id_,
        exhibit=text.exhibit,
        locator=text.locate(*place),
        by=by,
        surface=text.text[place[0] : place[1]][:_SURFACE].rstrip(),
        refs=(id_,),
        note=note,
        authenticity=known.scorer.model.header.bands[number].share,
    )
