"""Claims about one thing that cannot both be true. Which of them is, nothing here says.

Three kinds: a denial of the act that somebody is accused of; two accusations that name others, at one level, for one incident;
two figures of one thing that differ. What may be about two things is no contradiction: unlike acts, victims, incidents or times.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from probandum.model.discourse import LOOKED_AT, Clash, Contradiction
from probandum.model.ident import Digest, Id
from probandum.model.statement import StatedFigure, Statement
from probandum.sources.acts import shared, stem, stems
from probandum.sources.sayings import ACCUSING, Heard, Said, Saying, sayings
from probandum.sources.sides import proper, words_of

MOST = 500
"""Contradictions of each kind that are returned, the earliest first."""
Known = Callable[[str], frozenset[str]]
"""Words → the actors they may stand for, as the knowledge has it; none where it knows nobody so called."""


def nobody(_words: str) -> frozenset[str]:
    """Know nobody: for a case without names at hand."""
    return frozenset()


def contradictions(
    heard: Heard, figures: Iterable[StatedFigure] = (), known: Known = nobody
) -> tuple[Contradiction, ...]:
    """Return what cannot both be true, each pair once.

    Args:
        heard: claims, statements, sources and dates of a case.
        figures: that its documents state.
        known: who is called how: two names of one actor are no rivals.
    """
    accusations = sayings(heard, ACCUSING)
    denials = sayings(heard, frozenset({"denies"}))
    statements: dict[str, Statement] = {one.id: one for one in heard.statements}
    return (
        *_denied(accusations, denials, known),
        *_rivals(accusations, known),
        *_figures(sorted(figures, key=_place), statements),
    )


def _denied(
    accusations: Sequence[Saying], denials: Sequence[Saying], known: Known
) -> Iterator[Contradiction]:
    """Yield accusations with the denials, by whomever, that the same one did the same."""
    by_subject: dict[object, list[Saying]] = defaultdict(list)
    for denial in denials:
        for key in _subjects(denial.first, known):
            by_subject[key].append(denial)
    count = 0
    for accusation in accusations:
        keys = _subjects(accusation.first, known)
        facing = {one.first.id: one for key in keys for one in by_subject.get(key, ())[:LOOKED_AT]}
        for denial in sorted(facing.values(), key=lambda one: one.first.order):
            acts = shared(accusation.first.act, denial.first.act)
            if acts and _one_thing(accusation.first, denial.first) is not None:
                yield _pair("denied", accusation.first, denial.first, f"the same act: {', '.join(acts)}")
                count += 1
        if count >= MOST:
            return


def _subjects(said: Said, known: Known) -> list[object]:
    """Return by what a subject is found: who it may be, its words, and the side it stands on where it is a state's."""
    keys: list[object] = [*sorted(known(said.subject))]
    words = stems(said.subject)
    if words:
        keys.append(words)
    if said.level == "state" or not said.subject:
        keys += sorted(key for key in said.against | (frozenset() if said.subject else said.sides))
    return keys


def _rivals(accusations: Sequence[Saying], known: Known) -> Iterator[Contradiction]:
    """Yield pairs of accusations that name others at one level for one incident or one victim."""
    by_thing: dict[tuple[str, tuple[str, ...]], list[Saying]] = defaultdict(list)
    for accusation in accusations:
        claim = accusation.first.claim
        if claim is None or accusation.first.level is None or not stems(claim.subject):
            continue
        for thing in {stems(claim.incident), stems(claim.object)} - {()}:
            by_thing[(accusation.first.level, thing)].append(accusation)
    told: set[tuple[str, str]] = set()
    for _, group in sorted(by_thing.items()):
        for one, other in combinations(group[:LOOKED_AT], 2):
            pair = (one.first.id, other.first.id)
            if pair in told or not _others(one.first, other.first, known):
                continue
            acts = shared(one.first.act, other.first.act) or shared(other.first.act, one.first.act)
            about = _one_thing(one.first, other.first)
            if acts and about:
                told.add(pair)
                yield _pair("rival accusations", one.first, other.first, f"both about {about}")
            if len(told) >= MOST:
                return


def _others(one: Said, other: Said, known: Known) -> bool:
    """Return whether two subjects are certainly not one: no name, actor, part of a name or link ties them."""
    if known(one.subject) & known(other.subject):
        return False
    here, there = set(proper(one.subject)), set(proper(other.subject))
    if not here or not there or here & there:
        return False
    tied = {name for said in (one, other) for name in proper(said.claim.linked_to if said.claim else "")}
    return not tied & (here | there)


def _one_thing(one: Said, other: Said) -> str | None:
    """Return what two sayings are both about, empty where neither says; None where they name other things.

    An incident or victim that one of them leaves open is no difference.
    """
    both = []
    for field in ("incident", "object"):
        names = [getattr(said.claim, field) if said.claim else "" for said in (one, other)]
        here, there = (set(stems(name)) for name in names)
        if here and there and not (here <= there or there <= here):
            return None
        if here and there:
            both.append(min(names, key=len))
    years = [_years(said) for said in (one, other)]
    if all(years) and not years[0] & years[1]:
        return None
    return ", ".join(both)


def _years(said: Said) -> set[str]:
    """Return the years that the words for the incident name."""
    claim = said.claim
    found = words_of(f"{claim.incident} {claim.predicate} {claim.object}") if claim else ()
    return {word for word in found if len(word) == 4 and word.isdecimal() and word[:2] in {"19", "20"}}


def _figures(figures: Sequence[StatedFigure], statements: Mapping[str, Statement]) -> Iterator[Contradiction]:
    """Yield exact figures of one thing, in one unit, for one time, that differ."""
    groups: dict[object, list[StatedFigure]] = defaultdict(list)
    for figure in figures:
        of = tuple(sorted({stem(word) for word in words_of(figure.of)}))
        if of and figure.when and not figure.approximate and figure.low is None:
            unit = tuple(sorted({stem(word) for word in words_of(figure.unit)})) or figure.unit
            groups[(figure.kind, unit, of, figure.when)].append(figure)
    count = 0
    for _, group in sorted(groups.items(), key=lambda pair: repr(pair[0])):
        firsts = {figure.value: figure for figure in reversed(group[:LOOKED_AT])}
        for one, other in combinations(sorted(firsts.values(), key=_place), 2):
            if one.exhibit == other.exhibit and one.statement == other.statement:
                continue  # “from 10 to 12”: one sentence that compares
            spoken = [statements.get(figure.statement) for figure in (one, other)]
            names = [found.speaker for found in spoken if found and found.speaker]
            by = f", said by {' and by '.join(dict.fromkeys(names))}" if names else ""
            why = f"both are {one.unit or 'the number'} of {one.of}, {one.when}{by}"
            yield Contradiction(
                "figures differ", one.id, other.id, (one.exhibit, other.exhibit), why, other.value - one.value
            )
            count += 1
            if count >= MOST:
                return


def _pair(kind: Clash, one: Said, other: Said, why: str) -> Contradiction:
    first, second = sorted((one, other), key=lambda said: (said.days[0] or "9999", said.order))
    return Contradiction(kind, Id(first.id), Id(second.id), (first.exhibit, second.exhibit), why)


def _place(figure: StatedFigure) -> tuple[Digest, int, int, str]:
    return figure.exhibit, figure.locator.page, figure.locator.start, figure.id
