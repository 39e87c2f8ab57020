"""One whole measurement of copies and origins: plant, search, count; then stories."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from probandum.evaluate.reuse_baselines import SCORES, Found, bar_of, found_by
from probandum.evaluate.reuse_measure import measure
from probandum.evaluate.reuse_planting import Collection, collection
from probandum.evaluate.reuse_prose import Corpus
from probandum.evaluate.reuse_results import Reuse, contents, shared_tables
from probandum.evaluate.reuse_stories import Story, story
from probandum.evaluate.reuse_story_measure import measure_stories
from probandum.evaluate.reuse_worth import worth
from probandum.evaluate.tables import Table
from probandum.model.ident import digest
from probandum.model.pack import Pack
from probandum.sources.reuse import shared

Tick = Callable[[str, int, int], None]
Half = Literal["tuning", "measuring", "all"]
_BAR_SEEDS = range(900, 903)
"""Collections on which the bars of simpler methods are set: other draws than any that is measured."""


@dataclass(frozen=True)
class Plan:
    """What is measured.

    Attributes:
        name: of the texts.
        seed: of the first collection and the first story; the next ones follow.
        collections: how many collections.
        stories: how many stories.
        baselines: whether simpler methods are put to the same plantings.
        worth: how many reports are weighed alone and with repetition, at most.
    """

    name: str
    seed: int
    collections: int
    stories: int
    baselines: bool = False
    worth: int = 0


@dataclass(frozen=True)
class Ran:
    """What was measured, ready to be shown."""

    measured: Reuse

    def tables(self) -> Iterator[Table]:
        """Yield the figures as tables."""
        return shared_tables(self.measured)

    def files(self) -> dict[str, bytes]:
        """Return the figures as files."""
        return contents(self.measured)


def half_of(texts: Mapping[str, str], half: Half) -> dict[str, str]:
    """Return the texts of even place among the sorted names for tuning, of odd place for measuring, or all."""
    names = sorted(texts)
    chosen = names if half == "all" else names[0 if half == "tuning" else 1 :: 2]
    return {name: texts[name] for name in chosen}


def run(texts: Mapping[str, str], plan: Plan, tick: Tick, pack: Pack | None = None) -> Ran:
    """Plant in texts and tell stories with them, and count.

    Args:
        texts: by name; what stands before the first underscore of a name is the publisher.
        plan: what is measured.
        tick: called as the work goes on.
        pack: knowledge to weigh reports with; needed for nothing else.

    Raises:
        UsageError: the texts are too few.
    """
    corpus = Corpus(texts)
    seeds = range(plan.seed, plan.seed + plan.collections)

    def collections() -> Iterator[Collection]:
        for done, seed in enumerate(seeds, 1):
            yield collection(corpus, seed)
            tick("collections", done, len(seeds))

    def stories() -> Iterator[Story]:
        for done in range(plan.stories):
            yield story(corpus, plan.seed + done)
            tick("stories", done + 1, plan.stories)

    planted = measure(collections(), shared)
    baselines = _baselines(corpus, [collection(corpus, seed) for seed in seeds]) if plan.baselines else ()
    told = measure_stories(stories(), shared) if plan.stories else ()
    weighed = worth(pack, texts, plan.worth, plan.seed, tick) if pack and plan.worth else None
    data = digest(
        "\n".join(f"{name} {digest(text.encode())}" for name, text in sorted(texts.items())).encode()
    )
    amounts = (
        f"{len(texts)} texts, {plan.collections} collections of {planted.texts} documents, {plan.stories} stories; "
        f"seeds {plan.seed} and following."
    )
    protocol = (
        amounts,
        "Documents stand on lines that no other document of their collection uses; what they share was planted.",
    )
    return Ran(Reuse(f"Copies and origins: {plan.name}", protocol, data, planted, baselines, told, weighed))


def _baselines(corpus: Corpus, collections: list[Collection]) -> tuple[Found, ...]:
    others = [collection(corpus, seed) for seed in _BAR_SEEDS]
    return tuple(found_by(name, collections, score, bar_of(others, score)) for name, score in SCORES.items())
