"""W13: machine, operator, group, organisation and state are separate questions with separate evidence."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from probandum.model.hypothesis import NOT_ESTABLISHED, Hypothesis, Link
from probandum.model.scales import LEVELS, Level
from probandum.weighers.bands import chance

Floats = NDArray[np.float64]
Shares = dict[str, float]


def membership(
    hypotheses: Sequence[Hypothesis], level: Level, links: Iterable[Link], place: float = 0.5
) -> tuple[tuple[Hypothesis, ...], Floats]:
    """Return the answers at a level, and how much of each weighed hypothesis belongs to each answer.

    ``P(parent) = Σ P(g) · P(g ∈ parent | evidence of that link)``. What no link carries goes to ``not-established``
    and is never renormalised. Links to several parents of one level exclude each other: with odds o_i each has
    ``o_i / (1 + Σ o)``. Several links between the same two count once, the least of them. A direct link goes
    before a chain over a level between. An actor who is not in the knowledge stays that.

    Args:
        hypotheses: weighed ones, all of level ``group`` but the unknown one.
        level: of the question; ``group`` is answered by the hypotheses themselves.
        links: of any level.
        place: where in its band a link's word stands, 0 … 1.

    Returns:
        Answers sorted by words, ``not-established`` and the unknown last; and shares, shape (hypotheses, answers),
        rows summing to one.

    Raises:
        UsageError: a link uses a word that is not of ICD 203.
    """
    if level == "group":
        return tuple(hypotheses), np.eye(len(hypotheses))
    odds = _odds(links, place)
    known = [hypothesis for hypothesis in hypotheses if hypothesis.kind != "unknown"]
    carried = {hypothesis.actor: _carried(hypothesis.actor, "group", level, odds) for hypothesis in known}
    parents = sorted({parent for shares in carried.values() for parent in shares})
    answers = [Hypothesis(parent, "named", parent, level) for parent in parents]
    answers.append(Hypothesis(NOT_ESTABLISHED, "not-established", "not established", level))
    answers += [hypothesis for hypothesis in hypotheses if hypothesis.kind == "unknown"]
    column = {parent: place for place, parent in enumerate(parents)}
    shares = np.zeros((len(hypotheses), len(answers)))
    for row, hypothesis in enumerate(hypotheses):
        if hypothesis.kind == "unknown":
            shares[row, len(parents) + 1] = 1.0
            continue
        for parent, share in carried[hypothesis.actor].items():
            shares[row, column[parent]] = share
        shares[row, len(parents)] = 1.0 - shares[row].sum()
    return tuple(answers), shares


def loose_links(hypotheses: Sequence[Hypothesis], links: Iterable[Link]) -> tuple[str, ...]:
    """Return a line for each link whose child is neither weighed nor a parent of another link."""
    links = tuple(links)
    ends = {hypothesis.actor for hypothesis in hypotheses} | {link.parent for link in links}
    return tuple(
        sorted(
            {
                f"a link was not used: {link.child} is no hypothesis here"
                for link in links
                if link.child not in ends
            }
        )
    )


def _odds(links: Iterable[Link], place: float) -> dict[tuple[str, Level], Shares]:
    odds: dict[tuple[str, Level], Shares] = {}
    for link in links:
        likely = chance(link.band, place)
        parents = odds.setdefault((link.child, link.level), {})
        parents[link.parent] = min(likely / (1 - likely), parents.get(link.parent, float("inf")))
    return odds


def _carried(child: str, below: Level, level: Level, odds: dict[tuple[str, Level], Shares]) -> Shares:
    """Return parent → share. Levels rise at each step, so a cycle of links ends."""
    direct = odds.get((child, level))
    if direct:
        return _exclusive(direct)
    carried: Shares = {}
    for between in LEVELS[LEVELS.index(below) + 1 : LEVELS.index(level)]:
        for middle, share in _exclusive(odds.get((child, between), {})).items():
            for parent, further in _carried(middle, between, level, odds).items():
                carried[parent] = carried.get(parent, 0.0) + share * further
        if carried:
            break
    return carried


def _exclusive(odds: Shares) -> Shares:
    whole = 1.0 + sum(odds[parent] for parent in sorted(odds))
    return {parent: odds[parent] / whole for parent in sorted(odds)}
