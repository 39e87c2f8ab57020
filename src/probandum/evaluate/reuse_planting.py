"""Collections of documents in which it is known who shares what with whom, and of which kind it is.

Every document stands on lines of real texts that no other document of the collection uses, so all that two documents
share was planted, save what the publishers of the real texts repeat themselves. The same texts and seed give the same
collection, byte for byte.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

from probandum.evaluate.reuse_conditions import CONDITIONS, Condition
from probandum.evaluate.reuse_invented import (
    ARTEFACTS,
    FRAMES,
    MANNERS,
    SPEAKERS,
    boilerplate,
    cast,
    indicators,
)
from probandum.evaluate.reuse_prose import Corpus, Window, drawing, excerpt, recast, rewrite
from probandum.model.ident import Value, digest

HOST = 300
"""Words of a document around what is planted in it, at least."""
TEMPLATE_TEXTS = 10
WIRE_TEXTS = 8


class Planted(Value, frozen=True):
    """What two documents share.

    Attributes:
        condition: what it is.
        first: key of a document; the smaller key.
        second: key of the other.
        places: half-open character ranges in the first and in the second; (0, 0) where nothing stands in both.
        counted: False for pairs that came by the way (ten texts with one template make 45): known, but not drawn apart.
    """

    condition: Condition
    first: str
    second: str
    places: tuple[tuple[int, int], tuple[int, int]]
    counted: bool = True


class Collection(Value, frozen=True):
    """Documents and what is known of them.

    Attributes:
        texts: by key.
        publishers: by key.
        made_of: by key, the publishers of the real texts whose lines it holds, sorted.
        planted: sorted by keys.
    """

    texts: dict[str, str]
    publishers: dict[str, str]
    made_of: dict[str, tuple[str, ...]]
    planted: tuple[Planted, ...]


class _Document(NamedTuple):
    """A document, and where what was planted stands in it."""

    text: str
    of: tuple[str, ...]
    place: tuple[int, int]
    publisher: str = ""


_Group = list[_Document]
_Places = list[tuple[str, tuple[int, int]]]


def collection(
    corpus: Corpus, seed: int, each: int = 5, conditions: tuple[Condition, ...] = CONDITIONS
) -> Collection:
    """Return a collection in which every condition is planted so often.

    Args:
        corpus: real texts.
        seed: decides everything that is drawn.
        each: pairs of a condition.
        conditions: what is planted.

    Raises:
        UsageError: the texts are too few.
    """
    corpus.restart(seed)
    rng = drawing(f"planting {seed}")
    texts: dict[str, str] = {}
    publishers: dict[str, str] = {}
    made_of: dict[str, tuple[str, ...]] = {}
    planted: list[Planted] = []
    for condition in conditions:
        groups: list[_Places] = []
        for _ in range(1 if condition.kind == "template" else each):
            group = _MAKERS[condition.sort](corpus, rng, condition)
            named = [(digest(one.text.encode()), one) for one in group]
            texts |= {key: one.text for key, one in named}
            publishers |= {key: one.publisher or one.of[0] for key, one in named}
            made_of |= {key: tuple(sorted(set(one.of))) for key, one in named}
            groups.append([(key, one.place) for key, one in named])
            planted += _pairs(condition, groups[-1], each)
        if condition.kind == "artefact":
            planted += _alike(condition, groups)
    return Collection(
        texts, publishers, made_of, tuple(sorted(planted, key=lambda one: (one.first, one.second)))
    )


def _pairs(condition: Condition, named: _Places, each: int) -> Iterator[Planted]:
    """Yield every pair of a group; counted are the first, and of a template as many as have no text in common."""
    for one, other in combinations(range(len(named)), 2):
        counted = (one, other) == (0, 1)
        if condition.kind == "template":
            counted = other == one + 1 and one % 2 == 0 and one // 2 < each
        (key, place), (key_2, place_2) = sorted((named[one], named[other]))
        yield Planted(condition, key, key_2, (place, place_2), counted)


def _alike(condition: Condition, groups: Sequence[_Places]) -> Iterator[Planted]:
    """Yield the pairs of different groups: made-up notes and listings resemble each other. None is counted."""
    for one, other in combinations(groups, 2):
        for first, second in product(one, other):
            (key, place), (key_2, place_2) = sorted((first, second))
            yield Planted(condition, key, key_2, (place, place_2), counted=False)


def _excerpt(corpus: Corpus, rng: random.Random, condition: Condition) -> _Group:
    """Put a passage of one text into another."""
    length = int(condition.sort.split()[0])
    while True:
        source = corpus.window(HOST)
        found = excerpt(source.text, length)
        if found:
            break
    host = corpus.window(HOST, other_than=(source.publisher,))
    passage = _rewritten(source.text[slice(*found)], condition, corpus, rng)
    return [
        _Document(source.text, (source.publisher,), found),
        _inserted(host, passage, rng, of=source.publisher),
    ]


def _half(corpus: Corpus, rng: random.Random, condition: Condition) -> _Group:
    """Put half of a text before or behind as much other prose."""
    source = corpus.window(HOST + 100)
    middle = source.text.find(" ", len(source.text) // 2)
    cut = (0, middle) if rng.random() < 0.5 else (middle + 1, len(source.text))
    own = corpus.window(HOST // 2, other_than=(source.publisher,))
    passage = _rewritten(source.text[slice(*cut)], condition, corpus, rng)
    head = rng.random() < 0.5
    text = f"{passage}\n{own.text}" if head else f"{own.text}\n{passage}"
    start = 0 if head else len(own.text) + 1
    return [
        _Document(source.text, (source.publisher,), cut),
        _Document(text, (own.publisher, source.publisher), (start, start + len(passage))),
    ]


def _whole(corpus: Corpus, rng: random.Random, condition: Condition) -> _Group:
    """Write a text again from end to end."""
    source = corpus.window(HOST)
    text = _rewritten(source.text, condition, corpus, rng)
    return [
        _Document(source.text, (source.publisher,), (0, len(source.text))),
        _Document(text, (source.publisher,), (0, len(text)), "rewriter"),
    ]


def _wire(corpus: Corpus, rng: random.Random, condition: Condition) -> _Group:  # noqa: ARG001 – as it came
    """Have many publishers take over a text whole, each with some prose of its own: no template."""
    wire = corpus.window(HOST // 2)
    made = []
    for number in range(WIRE_TEXTS):
        own = corpus.window(HOST // 4)
        text = f"{own.text}\n{wire.text}" if rng.random() < 0.5 else f"{wire.text}\n{own.text}"
        start = text.index(wire.text)
        place = (start, start + len(wire.text))
        made.append(_Document(text, (own.publisher, wire.publisher), place, f"outlet-{number + 1}"))
    return made


def _quotation(corpus: Corpus, rng: random.Random, condition: Condition) -> _Group:
    """Quote a third in two texts that are independent otherwise."""
    words = rng.randint(14, 20) if condition.sort.startswith("short") else rng.randint(30, 60)
    quoted = corpus.prose(words)
    one = corpus.window(HOST)
    other = corpus.window(HOST, other_than=(one.publisher,))
    speakers, frames = rng.choice(SPEAKERS), rng.sample(FRAMES, 2)
    made = []
    for host, (before, after) in zip((one, other), frames, strict=True):
        marks = before.format(rng.choice(speakers)), after.format(rng.choice(speakers))
        made.append(_inserted(host, quoted.text, rng, marks, quoted.publisher))
    return made


def _artefact(corpus: Corpus, rng: random.Random, condition: Condition) -> _Group:
    """Show a note, a log or code in two texts that are independent otherwise, in each in its own manner."""
    invent, intros = ARTEFACTS[condition.sort]
    shown = invent(rng)
    one = corpus.window(HOST)
    other = corpus.window(HOST, other_than=(one.publisher,))
    made = []
    for host, intro in zip((one, other), rng.sample(intros, 2), strict=True):
        before, each_line, after = rng.choice(MANNERS)
        body = "\n".join(each_line + line for line in shown.split("\n"))
        made.append(_inserted(host, body, rng, (f"{intro}\n{before}", after)))
    return made


def _template(corpus: Corpus, rng: random.Random, condition: Condition) -> _Group:  # noqa: ARG001 – as it came
    """Put the same words around all texts of a publisher."""
    words, above = boilerplate(rng), rng.random() < 0.3
    made = []
    for _ in range(TEMPLATE_TEXTS):
        host = corpus.window(HOST)
        text = f"{words}\n{host.text}" if above else f"{host.text}\n{words}"
        start = 0 if above else len(host.text) + 1
        made.append(_Document(text, (host.publisher,), (start, start + len(words)), "templater"))
    return made


def _names(corpus: Corpus, rng: random.Random, condition: Condition) -> _Group:  # noqa: ARG001 – as it came
    """Make two texts of one event, independent of each other: same names, same indicators, a title in common."""
    names, title = cast(rng, 12), corpus.window(60).title
    listed = indicators(rng, 8)
    one = corpus.window(HOST)
    other = corpus.window(HOST, other_than=(one.publisher,))
    made = []
    for host in (one, other):
        shown = rng.sample(listed, 6)
        text = "\n".join([title, recast(host.text, names, rng), "Indicators of compromise", *shown])
        made.append(_Document(text, (host.publisher,), (0, len(text))))
    return made


def _rewritten(text: str, condition: Condition, corpus: Corpus, rng: random.Random) -> str:
    return (
        rewrite(text, condition.rate / 100, condition.style, corpus.vocabulary, rng)
        if condition.rate
        else text
    )


def _inserted(
    host: Window, passage: str, rng: random.Random, around: tuple[str, str] = ("", ""), of: str = ""
) -> _Document:
    """Put words between two lines of a text, or behind the words of a line."""
    before, after = around
    lines = host.text.split("\n")
    at = rng.randint(1, max(len(lines) - 1, 1))
    glue = "\n" if before.endswith("\n") or "\n" in passage else rng.choice("\n ")
    head = "\n".join(lines[:at]) + glue + before
    text = head + passage + after + "\n" + "\n".join(lines[at:])
    return _Document(text, (host.publisher, of or host.publisher), (len(head), len(head) + len(passage)))


_MAKERS: dict[str, Callable[[Corpus, random.Random, Condition], _Group]] = {
    "80 words": _excerpt,
    "30 words": _excerpt,
    "half": _half,
    "whole": _whole,
    "wire in 8 texts": _wire,
    "quotation": _quotation,
    "short quotation": _quotation,
    "ransom note": _artefact,
    "log": _artefact,
    "code": _artefact,
    "template in 10 texts": _template,
    "names only": _names,
}
