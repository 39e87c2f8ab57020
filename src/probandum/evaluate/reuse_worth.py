"""What repetition does to a verdict: ten copies of a report, ten light rewrites, and one independent report beside it.

The reports are real ones, read by the program's own readers and detectors and weighed as a case is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from functools import lru_cache
from random import Random

from probandum import plugins
from probandum.assessing import SUGGESTING, Bench, request, testifying
from probandum.casefile import Resolved
from probandum.evaluate.reuse_invented import outlet
from probandum.evaluate.reuse_measure import Interval
from probandum.evaluate.reuse_prose import Vocabulary, drawing, rewrite
from probandum.examine import Task, examine
from probandum.model.brief import Brief, EvidenceNote
from probandum.model.exhibit import Exhibit
from probandum.model.hypothesis import Question
from probandum.model.ident import Digest, Value, digest
from probandum.model.observation import Observation, Text
from probandum.model.pack import Pack
from probandum.model.scales import STANDARDS
from probandum.model.source import Source
from probandum.records import documents
from probandum.sources.origins import traced
from probandum.sources.reports import Report
from probandum.sources.reuse import shared
from probandum.weighers.assessment import assess

COPIES = 10
RATE = 0.3
FEWEST = 3
"""Things of weight that a report must show to be taken."""
LOW, HIGH = Decimal("0.05"), Decimal("0.98")
"""Between these the leading probability can move either way."""
_SPOKEN = (
    "On one of the hosts responders came across {}.",
    "Telemetry of another customer has {} in it as well.",
    "In the memory image there were traces of {}.",
    "Logs that we were given point to {}.",
    "A colleague who worked on the case independently mentions {} too.",
    "Beside other things, {} was seen.",
)
_DRAWS = 10
_KEPT = 4 * COPIES
"""Texts read last that are kept: more than one report is weighed with."""
_WEIGHED = ("attack-pattern", "malware", "tool")

Probabilities = dict[str, Decimal]
Tick = Callable[[str, int, int], None]


class Weighing(Value, frozen=True):
    """What became of the leading probability of one report.

    Attributes:
        name: of the report.
        before: probability of the leading hypothesis from the report alone.
        copies: largest change of any probability through ten verbatim copies.
        rewrites: change of the leading probability through ten rewrites.
        independent: change through one report that says the same in words of its own.
        origins: how many origins the ten rewrites and the report are counted as.
    """

    name: str
    before: float
    copies: float
    rewrites: float
    independent: float
    origins: int


class Worth(Value, frozen=True):
    """What repetition did over all reports."""

    trials: tuple[Weighing, ...]

    @property
    def unmoved(self) -> Interval:
        """Reports of which ten copies change no probability at all."""
        return Interval(sum(one.copies == 0 for one in self.trials), len(self.trials))

    @property
    def weaker(self) -> Interval:
        """Reports of which ten rewrites move the leading probability by less than one independent report, or not at all."""
        less = [one for one in self.trials if abs(one.rewrites) < abs(one.independent) or one.rewrites == 0]
        return Interval(len(less), len(self.trials))


class _Reader:
    """Reads texts as the program reads evidence; what was read once is kept."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._readers = {media: reader for reader in plugins.readers() for media in reader.media_types}
        self._detectors = plugins.detectors()
        self.read = lru_cache(maxsize=_KEPT)(self._read)

    def _read(self, text: str) -> tuple[Digest, tuple[Text, ...], tuple[Observation, ...]]:
        """Return what a text shows."""
        data = text.encode()
        name = digest(data)
        found = examine(
            Task(Exhibit(name, len(data), "text/plain"), data), self._readers, self._detectors, self._pack
        )
        return name, found.texts, found.observations

    def named(self, text: str) -> set[str]:
        """Return what of weight a text names; what is only suggested out of its prose is not named."""
        found = self.read(text)[2]
        return {one.value for one in found if one.kind in _WEIGHED and one.tool not in SUGGESTING}


def worth(pack: Pack, texts: Mapping[str, str], trials: int, seed: int, tick: Tick) -> Worth:
    """Weigh real reports alone, with ten copies, with ten rewrites and with one independent report.

    Args:
        pack: knowledge.
        texts: reports by name; those that show too little, or are as good as certain alone, are passed over.
        trials: reports at most.
        seed: decides the order of the reports and what is rewritten.
        tick: called after each.
    """
    reader = _Reader(pack)
    named = {word for one in pack.names for word in one.name.casefold().split()}
    vocabulary = Vocabulary({name: _plain(text, named) for name, text in texts.items()})
    names = sorted(texts)
    drawing(f"worth {seed}").shuffle(names)
    made: list[Weighing] = []
    for name in names:
        if len(made) == trials:
            break
        found = _weighing(pack, reader, (name, texts[name]), vocabulary, seed)
        if found is not None:
            made.append(found)
            tick("reports weighed", len(made), trials)
    return Worth(tuple(made))


def _weighing(
    pack: Pack, reader: _Reader, report: tuple[str, str], vocabulary: Vocabulary, seed: int
) -> Weighing | None:
    name, text = report
    shown = _shown(pack, reader.read(text)[2])
    if len(shown) < FEWEST:
        return None
    before, _ = _weighed(pack, reader, [text])
    if not before:
        return None
    leading = min(before, key=lambda actor: (-before[actor], actor))
    if not LOW <= before[leading] <= HIGH:
        return None
    rng = drawing(f"worth {seed} {name}")
    copies, _ = _weighed(pack, reader, [text, *(f"{outlet(rng, n)[0]}\n{text}" for n in range(COPIES))])
    rewrites = [_rewritten(reader, text, vocabulary, rng) for _ in range(COPIES)]
    again, origins = _weighed(pack, reader, [text, *rewrites])
    other, _ = _weighed(pack, reader, [text, _independent(shown)])
    return Weighing(
        name,
        float(before[leading]),
        float(max(abs(copies.get(actor, Decimal(0)) - value) for actor, value in before.items())),
        float(again[leading] - before[leading]),
        float(other[leading] - before[leading]),
        origins,
    )


def _rewritten(reader: _Reader, text: str, vocabulary: Vocabulary, rng: Random) -> str:
    """Return a text in other words that names nothing that it did not name; as drawn last where none of ten does."""
    known = reader.named(text)
    for _ in range(_DRAWS):
        made = rewrite(text, RATE, "replaced", vocabulary, rng)
        if reader.named(made) <= known:
            break
    return made


def _shown(pack: Pack, observations: Sequence[Observation]) -> list[str]:
    """Return the names of what a report shows and the knowledge knows, each once, sorted."""
    names = {one.id: one.name for one in pack.software} | {one.id: one.name for one in pack.techniques}
    return sorted(
        {
            names[ref]
            for one in observations
            if one.kind in _WEIGHED
            for ref in one.refs
            if ref in names and len(one.refs) == 1
        }
    )


def _independent(shown: Sequence[str]) -> str:
    """Return a report of the same things in other words."""
    lines = [_SPOKEN[number % len(_SPOKEN)].format(name) for number, name in enumerate(shown)]
    return "\n".join(["A second report on the same intrusion", *lines]) + "\n"


def _weighed(pack: Pack, reader: _Reader, texts: Sequence[str]) -> tuple[Probabilities, int]:
    """Return the probability of every hypothesis, each text said by a named source; and how many origins there are."""
    read = [reader.read(text) for text in texts]
    files = {name: f"evidence/{number}.txt" for number, (name, _, _) in enumerate(read)}
    sources = tuple(Source(f"Source {number}", "B") for number in range(len(read)))
    brief = Brief(
        digest(b"worth"),
        "worth",
        Question("Who was it?", "group"),
        STANDARDS["clear-and-convincing"],
        sources=sources,
        evidence=tuple(
            EvidenceNote(file, number, f"Source {number}", credibility=2)
            for number, file in enumerate(files.values())
        ),
    )
    rows = tuple(text for _, found, _ in read for text in found)
    reports = tuple(_reports(read))
    pairs = tuple(shared({one.exhibit: one.whole for one in reports}))
    lineage = traced(reports, sources, pairs)
    bench = Bench(
        brief=brief,
        resolved=Resolved((), (), (), ()),
        files=files,
        documents=documents(rows, brief, files),
        texts=rows,
        observations=tuple(one for _, _, found in read for one in found if one.kind in _WEIGHED),
        origins=lineage.origins,
        lineage=lineage.lineage,
        pack=pack,
        pack_digest=digest(b"pack"),
    )
    assessment = assess(request(bench, testifying(bench)))
    return {one.hypothesis: one.probability for one in assessment.estimates}, len(lineage.origins)


def _reports(read: Sequence[tuple[Digest, tuple[Text, ...], tuple[Observation, ...]]]) -> Iterator[Report]:
    for number, (name, texts, _) in enumerate(read):
        first = texts[0] if texts else None
        yield Report(
            name,
            source=f"Source {number}",
            texts=texts,
            published=first.published if first else "",
            title=first.title if first else "",
        )


def _plain(text: str, named: Set[str]) -> str:
    """Return the words with small letters that are no part of a name: a rewrite puts no names into a report."""
    return " ".join(word for word in text.split() if word.isalpha() and word.islower() and word not in named)
