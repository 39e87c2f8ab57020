"""Stories of which it is known who repeats whom: independent reports of one event, each copied along a tree.

The roots of a story stand on lines of different real texts and share names, indicators and here and there a quotation;
every other document repeats one of them, directly or through others. The same texts and seed give the same story.
"""

import random
from collections.abc import Sequence
from typing import Literal, NamedTuple

from probandum.evaluate.reuse_invented import (
    ARTEFACTS,
    FRAMES,
    MANNERS,
    SPEAKERS,
    boilerplate,
    cast,
    day,
    hexadecimal,
    indicators,
    outlet,
)
from probandum.evaluate.reuse_prose import Corpus, drawing, prosaic, recast, rewrite, words_of
from probandum.model.ident import Digest, Value, digest

ROOT = (220, 420)
"""Words of an independent report, at least."""
MOST = 24
"""Documents of a story, at most."""
_SHORT = 170

Mode = Literal["root", "whole", "half", "light", "heavy", "light and own", "excerpts", "digest", "wire"]
"""How a document came to be: independent; word for word; half of another beside prose of its own; 30 % of the words
changed; 45 % of them; 30 % and a paragraph of its own; passages of 90 words with a lead; most of one report and a
passage of another; what a wire sent, under its byline, on the same day as others."""


class StoryText(Value, frozen=True):
    """A document of a story, and what is known of it.

    Attributes:
        key: digest of its text.
        text: title, byline where there is one, body.
        title: first line.
        publisher: made up; some stories have few, who put the same words under all that they publish.
        published: ``YYYY-MM-DD``.
        url: where it lives.
        cites: key of the document that it names or links to; empty for none.
        mode: how it came to be.
        parent: key of the document that it repeats; empty for a root, ``uncollected-<n>`` where that is not in the story.
        root: number of the independent report that it goes back to.
    """

    key: Digest
    text: str
    title: str
    publisher: str
    published: str
    url: str
    cites: str
    mode: Mode
    parent: str
    root: int


class Story(Value, frozen=True):
    """Documents on one event.

    Attributes:
        texts: sorted by key.
        origins: how many independent reports stand behind them.
    """

    texts: tuple[StoryText, ...]
    origins: int


class _Draft(NamedTuple):
    """A document before it is dated and cited; ``place`` numbers the drafts of a story."""

    place: int
    body: str
    title: str
    mode: Mode
    parent: int
    root: int
    day: int
    publisher: str
    url: str
    foot: str = ""
    held: bool = True


class _Desk:
    """Draws the documents of one story."""

    def __init__(self, corpus: Corpus, seed: int) -> None:
        corpus.restart(f"story {seed}")
        self.corpus = corpus
        self.rng = drawing(f"story {seed}")
        self.names = cast(self.rng, 14)
        self.listed = indicators(self.rng, 9)
        self.drafts: list[_Draft] = []
        self.quoted = corpus.prose(self.rng.randint(28, 50)).text if self.rng.random() < 0.4 else ""
        self.speakers = self.rng.choice(SPEAKERS)
        self.shown = (
            ARTEFACTS[self.rng.choice(sorted(ARTEFACTS))][0](self.rng) if self.rng.random() < 0.3 else ""
        )
        self.publishers = self.rng.choice((MOST, MOST, 6, 4))
        self.outlets = [outlet(self.rng, number) for number in range(self.publishers)]
        self.feet = (
            [boilerplate(self.rng, 3) for _ in range(self.publishers)] if self.publishers < MOST else []
        )

    def prose(self, least: int) -> str:
        """Return words that nobody else has, with the names of the story."""
        return recast(self.corpus.window(least).text, self.names, self.rng)

    def add(self, body: str, mode: Mode, parent: int, root: int, when: int) -> None:
        """Add a document under a title and a publisher of its own."""
        title = " ".join(self.rng.sample(self.names, 2)) + f": {self.corpus.prose(9).text}"
        place = len(self.drafts)
        publisher, url = self.outlets[place % self.publishers]
        foot = self.feet[place % self.publishers] if self.feet else ""
        address = f"{url}/{place}/{hexadecimal(self.rng, 6)}"
        self.drafts.append(_Draft(place, body, title, mode, parent, root, when, publisher, address, foot))


def story(corpus: Corpus, seed: int, roots: int = 0) -> Story:
    """Return a story.

    Args:
        corpus: real texts.
        seed: decides everything that is drawn.
        roots: independent reports; 0: drawn, one to six.

    Raises:
        UsageError: the texts are too few.
    """
    desk = _Desk(corpus, seed)
    count = roots or desk.rng.randint(1, 6)
    for number in range(count):
        _tree(desk, number, MOST - len(desk.drafts) - (count - number - 1))
    return Story(tuple(sorted(_texts(desk), key=lambda one: one.key)), count)


def _tree(desk: _Desk, number: int, room: int) -> None:
    """Add an independent report and its copies; one in four is a wire's that nobody collected."""
    rng = desk.rng
    start = len(desk.drafts)
    desk.add(_report(desk), "root", -1, number, rng.randint(0, 4))
    copies = min(rng.choice((0, 0, 1, 2, 3, 4, 6)), room - 1)
    if copies >= 2 and rng.random() < 0.25:
        desk.drafts[start] = desk.drafts[start]._replace(held=False)
        for _ in range(2 + (copies > 3)):
            wire = desk.drafts[start]
            body = f"({wire.publisher}) – {wire.body}" if rng.random() < 0.5 else wire.body
            own = f"\n{desk.prose(40)}" if rng.random() < 0.4 else ""
            desk.add(body + own, "wire", start, number, wire.day)
        copies -= 2
    held = [one.place for one in desk.drafts[start:] if one.held]
    for _ in range(max(copies, 0)):
        parent = desk.drafts[rng.choice(held[:1] * 2 + held)]
        body, mode = _copy(desk, parent)
        held.append(len(desk.drafts))
        desk.add(
            body, mode, parent.place, number, parent.day + (rng.randint(1, 4) if rng.random() < 0.9 else 0)
        )


def _report(desk: _Desk) -> str:
    """Return an independent report, with the story's names and here and there what it has in common with others."""
    rng = desk.rng
    lines = desk.prose(rng.randint(*ROOT)).split("\n")
    if desk.quoted and rng.random() < 0.7:
        before, after = (mark.format(rng.choice(desk.speakers)) for mark in rng.choice(FRAMES))
        lines.insert(rng.randint(1, len(lines)), before + desk.quoted + after)
    if rng.random() < 0.4:
        lines += ["Indicators:", *rng.sample(desk.listed, 6)]
    if desk.shown and rng.random() < 0.7:
        before, each, after = rng.choice(MANNERS)
        body = "\n".join(each + line for line in desk.shown.split("\n"))
        lines.insert(rng.randint(1, len(lines)), f"The attackers left this:\n{before}{body}{after}")
    if rng.random() < 0.3:
        lines.insert(
            1, f"More on https://{outlet(rng, 90)[1].split('/')[2]}/background/{hexadecimal(rng, 6)}."
        )
    return "\n".join(lines)


def _copy(desk: _Desk, parent: _Draft) -> tuple[str, Mode]:
    rng = desk.rng
    size = len(words_of(parent.body))
    modes: Sequence[Mode] = ("whole", "half", "light", "heavy", "light and own", "excerpts", "digest")
    mode = rng.choices(modes, (4, 4, 4, 2, 4, 3, 1))[0]
    others = [one for one in desk.drafts if one.root != parent.root and one.mode == "root" and one.held]
    if size < _SHORT and mode in ("half", "excerpts", "digest"):
        mode = "light"
    if mode == "digest" and not others:
        mode = "light and own"
    if mode == "whole":
        return parent.body, mode
    if mode == "half" and (halves := _told(desk, [_part(parent.body, at, 0.5) for at in (0.0, 0.5)])):
        half = rng.choice(halves)
        own = _part(desk.prose(size // 4), 0.0, 1 - rng.uniform(0.0, 0.5))
        return (f"{half}\n{own}" if rng.random() < 0.5 else f"{own}\n{half}"), mode
    if mode == "excerpts" and (
        parts := _told(desk, [_part(parent.body, at, 90 / size) for at in (0.0, 0.5)])
    ):
        passages = rng.sample(parts, rng.randint(1, len(parts)))
        return "\n".join([desk.corpus.prose(rng.randint(12, 25)).text + ".", *passages]), mode
    if mode in ("half", "excerpts"):
        mode = "light"
    rate = 0.45 if mode == "heavy" else 0.3
    body = rewrite(parent.body, rate, "replaced", desk.corpus.vocabulary, rng)
    if mode in ("light", "heavy"):
        return body, mode
    if mode == "digest":
        other = rng.choice(others)
        return (
            f"{_part(parent.body, 0.0, 0.8)}\n{_part(other.body, 0.2, 80 / len(words_of(other.body)))}",
            mode,
        )
    own = desk.prose(50)
    return (f"{body}\n{own}" if rng.random() < 0.5 else f"{own}\n{body}"), mode


def _told(desk: _Desk, passages: Sequence[str]) -> list[str]:
    """Return the passages that are a report's own prose: a list, a log or a quotation alone is nobody's."""
    common = {line for line in (*desk.shown.split("\n"), desk.quoted) if line}
    return [one for one in passages if prosaic(one) and not any(line in one for line in common)]


def _part(text: str, start: float, share: float) -> str:
    """Return so much of the words of a text, from so far on."""
    places = words_of(text)
    first = min(int(start * len(places)), len(places) - 1)
    last = min(first + max(int(share * len(places)), 1), len(places)) - 1
    return text[places[first][0] : places[last][1]]


def _texts(desk: _Desk) -> list[StoryText]:
    """Return the drafts that were collected; one in three names the document that it repeats."""
    rng, keys = desk.rng, dict[int, Digest]()
    made = []
    for draft in desk.drafts:
        if not draft.held:
            continue
        lines, cited = [draft.title, draft.body], ""
        if draft.parent >= 0 and rng.random() < 0.35:
            source = desk.drafts[draft.parent]
            lines.insert(rng.randint(1, 2), _naming(source, rng))
            cited = keys.get(draft.parent, "")
        text = "\n".join([*lines, draft.foot] if draft.foot else lines)
        keys[draft.place] = key = digest(text.encode())
        parent = "" if draft.parent < 0 else keys.get(draft.parent, f"uncollected-{draft.parent}")
        made.append(
            StoryText(
                key,
                text,
                draft.title,
                draft.publisher,
                day(draft.day),
                draft.url,
                cited,
                draft.mode,
                parent,
                draft.root,
            )
        )
    return made


def _naming(source: _Draft, rng: random.Random) -> str:
    shapes = (
        f"This was first reported by [{source.publisher}]({source.url}).",
        f"According to {source.publisher}, the matter is under investigation.",
        f"Source: {source.url}",
        f"{source.publisher} reported the case first.",
    )
    return rng.choice(shapes)
