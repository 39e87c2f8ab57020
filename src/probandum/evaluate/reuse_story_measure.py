"""How well origins and lineage of stories are told, with dates, with some of them missing and with none."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Literal

from probandum.evaluate.reuse_measure import Interval
from probandum.evaluate.reuse_prose import drawing
from probandum.evaluate.reuse_stories import Story, StoryText
from probandum.model.exhibit import Locator
from probandum.model.ident import Digest, Value
from probandum.model.observation import Span, Text
from probandum.model.sharing import Descent
from probandum.sources.origins import Traced, traced
from probandum.sources.reports import Report
from probandum.sources.reuse import Shared

Dates = Literal["all dates", "30 % of dates missing", "no dates"]
DATES: dict[Dates, float] = {"all dates": 0.0, "30 % of dates missing": 0.3, "no dates": 1.0}
"""Share of the documents whose date is taken away."""
UNCOLLECTED = "uncollected"

Find = Callable[[Mapping[str, str]], Iterable[Shared]]
Trace = Callable[[Sequence[Report], Sequence[Shared]], Traced]


class Told(Value, frozen=True):
    """How the stories came out under one state of dates.

    Attributes:
        dates: which.
        origins: stories whose number of origins is exact.
        error: mean of the absolute error of that number.
        more: stories in which too many origins are counted; of the others, not exact, too few.
        groups: stories in which every document is in the right origin.
        linked: by how a document came to be: documents that are counted with the one that they repeat.
        direction: of directed descents between a document and one that goes back to it, how many point rightly.
        sideways: directed descents between two of one tree of which neither goes back to the other, out of all directed.
        across: descents between documents of different roots where one takes nothing of the other, out of all.
        parents: documents that repeat a collected one, of which the main directed parent is that very one.
        guessed: directed descents that no date, citation or statement tells, out of all directed.
        undirected: descents without direction, out of all.
        roots: trees with their root in the story and a copy beside it, in which the root alone has no directed parent.
        wires: trees of a wire that nobody collected in which an uncollected text is named as parent of two.
        phantoms: trees with their root in the story in which an uncollected text is named as a parent.
    """

    dates: Dates
    origins: Interval
    error: float
    more: Interval
    groups: Interval
    linked: dict[str, Interval]
    direction: Interval
    sideways: Interval
    across: Interval
    parents: Interval
    guessed: Interval
    undirected: Interval
    roots: Interval
    wires: Interval
    phantoms: Interval


class _Count:
    """Adds up successes and tries by name."""

    def __init__(self) -> None:
        self._right: Counter[str] = Counter()
        self._all: Counter[str] = Counter()

    def add(self, name: str, right: bool) -> None:
        self._right[name] += right
        self._all[name] += 1

    def interval(self, name: str) -> Interval:
        return Interval(self._right[name], self._all[name])

    def names(self, start: str) -> list[str]:
        return sorted(name for name in self._all if name.startswith(start))


class _Tree:
    """Who goes back to whom in a story."""

    def __init__(self, story: Story) -> None:
        self.of = {one.key: one for one in story.texts}
        self.trees: dict[int, list[StoryText]] = defaultdict(list)
        for one in story.texts:
            self.trees[one.root].append(one)

    def before(self, key: str) -> list[str]:
        """Return the collected documents that a document goes back to."""
        found = []
        while (key := self.of[Digest(key)].parent) in self.of:
            found.append(key)
        return found


def measure_stories(stories: Iterable[Story], find: Find, trace: Trace | None = None) -> tuple[Told, ...]:
    """Return how the stories come out under each state of dates.

    Args:
        stories: each is a case of its own.
        find: texts → pairs with passages in common.
        trace: reports and pairs → origins and lineage; without, what the program ships.
    """
    listed = list(stories)
    shared = [tuple(find({one.key: one.text for one in story.texts})) for story in listed]
    tell = trace or (lambda reports, pairs: traced(reports, (), pairs))
    return tuple(
        _told(
            dates,
            [
                (story, tell(reports(story, share), pairs))
                for story, pairs in zip(listed, shared, strict=True)
            ],
        )
        for dates, share in DATES.items()
    )


def reports(story: Story, missing: float) -> tuple[Report, ...]:
    """Return the documents of a story as the program gets them, a share of the dates taken away."""
    rng = drawing(f"dates {missing} {story.texts[0].key}")
    made = []
    for one in story.texts:
        published = "" if rng.random() < missing else one.published
        place = Locator("byte", 0, len(one.text.encode()))
        text = Text(
            one.key,
            "planted/1",
            one.text,
            (Span(0, len(one.text), place),),
            title=one.title,
            publisher=one.publisher,
            published=published,
            url=one.url,
        )
        report = Report(
            one.key,
            texts=(text,),
            publisher=one.publisher,
            published=published,
            url=one.url,
            title=one.title,
        )
        made.append(report)
    return tuple(made)


def _told(dates: Dates, answers: Sequence[tuple[Story, Traced]]) -> Told:
    count, error = _Count(), 0
    for story, found in answers:
        error += abs(len(found.origins) - story.origins)
        tree = _Tree(story)
        _count_origins(count, story, found)
        for descent in found.lineage.descents:
            _count_descent(count, tree, descent)
        _count_trees(count, tree, found.lineage.descents)
    return Told(
        dates,
        count.interval("origins"),
        error / len(answers) if answers else 0.0,
        count.interval("more"),
        count.interval("groups"),
        {name.removeprefix("linked "): count.interval(name) for name in count.names("linked ")},
        *(
            count.interval(name)
            for name in (
                "direction",
                "sideways",
                "across",
                "parents",
                "guessed",
                "undirected",
                "roots",
                "wires",
                "phantoms",
            )
        ),
    )


def _count_origins(count: _Count, story: Story, found: Traced) -> None:
    count.add("origins", len(found.origins) == story.origins)
    count.add("more", len(found.origins) > story.origins)
    origin = {key: number for number, one in enumerate(found.origins) for key in one.exhibits}
    pairs = combinations(story.texts, 2)
    same = all((one.root == other.root) == (origin[one.key] == origin[other.key]) for one, other in pairs)
    count.add("groups", same)
    for one in story.texts:
        if one.parent in origin:
            count.add(f"linked {one.mode}", origin[one.key] == origin[Digest(one.parent)])
        elif one.parent:
            kin = [other for other in story.texts if other.parent == one.parent and other.key != one.key]
            count.add(f"linked {one.mode}", any(origin[one.key] == origin[other.key] for other in kin))


def _count_descent(count: _Count, tree: _Tree, descent: Descent) -> None:
    count.add("undirected", not descent.directed)
    parent, child = descent.parent, descent.child
    if parent not in tree.of:
        return
    one, other = tree.of[Digest(parent)], tree.of[child]
    count.add("across", one.root != other.root and "digest" not in (one.mode, other.mode))
    if not descent.directed:
        return
    count.add("guessed", descent.known == "nothing")
    if parent in tree.before(child) or child in tree.before(parent):
        count.add("direction", parent in tree.before(child))
        count.add("sideways", right=False)
    elif one.root == other.root:
        count.add("sideways", right=True)


def _count_trees(count: _Count, tree: _Tree, descents: Sequence[Descent]) -> None:
    """Count parents, roots and wires."""
    main = {one.child: one.parent for one in descents if one.directed and one.main}
    from_nowhere: dict[str, set[str]] = defaultdict(set)
    for descent in descents:
        if descent.parent.startswith(UNCOLLECTED):
            from_nowhere[descent.parent].add(descent.child)
    for texts in tree.trees.values():
        keys = {one.key for one in texts}
        for one in texts:
            if one.parent in tree.of:
                count.add("parents", main.get(one.key) == one.parent)
        wired = {one.key for one in texts if one.mode == "wire"}
        if wired:
            count.add("wires", any(len(children & wired) > 1 for children in from_nowhere.values()))
            continue
        count.add("phantoms", any(children & keys for children in from_nowhere.values()))
        if len(texts) > 1:
            first = {one.key for one in texts if main.get(one.key, UNCOLLECTED).startswith(UNCOLLECTED)}
            count.add("roots", first == {one.key for one in texts if one.mode == "root"})
