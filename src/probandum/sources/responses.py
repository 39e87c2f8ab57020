"""Each accusation against what the accused side said to exactly that, and who is accused in return.

One rule for every accuser and every accused; how it decides stands in ``docs/explanation/responses.md``. A row says what
stands in this evidence: ``silent`` means that no answer is in it, not that none was given.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from probandum.model.claim import Answering, Response
from probandum.model.ident import Digest, Id
from probandum.model.observation import ONE
from probandum.sources.acts import shared, stems
from probandum.sources.sayings import ACCUSING, ANSWERING, Heard, Said, Saying, before, in_order, sayings
from probandum.sources.sides import is_organ, is_own

__all__ = ["Heard", "in_return", "responses"]

ANSWERS = 12
"""Rows of one accusation that a program links; those that answer most exactly come first."""
_LOOKED_AT = 100
"""Answers in other documents that are held against one accusation, in their order."""
_KINDS: tuple[Answering, ...] = ("denies the act", "rejects the basis", "denies something else", "silent")
_NO_SIDE = "on whose side the accused is, the words do not say; no answer could be looked for"
_NO_ANSWER = "no answer of the accused side is in this evidence"
_WORDS = 160

Judged = tuple[Answering, str]


def responses(heard: Heard) -> tuple[Response, ...]:
    """Return what the accused side said to each accusation, repetitions of one accusation counted once.

    What a person linked goes first. Each accusation has at least one row; several answers give several.
    """
    accusations, answers = sayings(heard, ACCUSING), sayings(heard, ANSWERING)
    stated = _linked(heard, accusations, [one for one in answers if any(map(_by_person, one.members))])
    by_side = _by_side(answers)
    by_place: dict[Digest, list[Saying]] = defaultdict(list)
    for answer in answers:
        for exhibit in answer.exhibits:
            by_place[exhibit].append(answer)
    rows: list[Response] = []
    for accusation in accusations:
        linked = [
            pair for pair in stated.get(accusation.first.id, ()) if _may_answer(accusation.first, pair[1])
        ]
        known = {answer.first.id for answer, _ in linked}
        sides = accusation.first.against
        able = _of_sides(by_side, sides)
        places = chain.from_iterable(
            by_place[exhibit] for exhibit in accusation.exhibits if exhibit in by_place
        )
        near = in_order(one for one in places if one.first.sides & sides)
        pairs = [(answer, said, True) for answer, said in linked]
        pairs += [(answer, said, False) for answer, said in _near(accusation, near, able, known)]
        rows += _rows(accusation, pairs)
    return tuple(rows)


def in_return(heard: Heard) -> tuple[tuple[Id, Id], ...]:
    """Return pairs (accusation in return, accusation): the accused side accuses its accuser, not earlier.

    What is said to answer an accusation goes before what only its words tell. Where nothing says which came first, each
    may be the answer to the other, and both pairs stand.
    """
    accusations = sayings(heard, ACCUSING)
    by_side = _by_side(accusations)
    stated = {
        key: [one for one, _ in linked] for key, linked in _linked(heard, accusations, accusations).items()
    }
    found: list[tuple[Id, Id]] = []
    for accusation in accusations:
        sides = accusation.first.sides
        others = _of_sides(by_side, accusation.first.against)
        able = (one for one in others if one.first.against & sides and _comes_after(one, accusation))
        counters = list(islice(able, ANSWERS))
        known = in_order([*stated.get(accusation.first.id, ()), *counters])
        found += [(Id(one.first.id), Id(accusation.first.id)) for one in known if one is not accusation]
    return tuple(found)


def _by_side(every: Iterable[Saying]) -> dict[str, list[Saying]]:
    found: dict[str, list[Saying]] = defaultdict(list)
    for saying in every:
        for side in saying.first.sides:
            found[side].append(saying)
    return found


def _of_sides(by_side: Mapping[str, list[Saying]], sides: Iterable[str]) -> Sequence[Saying]:
    """Return what some sides say, in order; one side's is in order already."""
    lists = [found for side in sorted(sides) if (found := by_side.get(side))]
    return lists[0] if len(lists) == 1 else in_order(chain.from_iterable(lists))


def _linked(
    heard: Heard, accusations: Sequence[Saying], answers: Sequence[Saying]
) -> dict[str, list[tuple[Saying, Said]]]:
    """Return for each accusation the answers that say themselves what they answer, by name or id, in their order."""
    names = {claim.name: claim.id for claim in heard.claims if claim.name}
    of = {one.id: accusation for accusation in accusations for one in accusation.members}
    found: dict[str, list[tuple[Saying, Said]]] = defaultdict(list)
    for answer in answers:
        linked: set[str] = set()
        for said in answer.members:
            for name in said.claim.answers if said.claim else ():
                accusation = of.get(names.get(name, name))
                if accusation and accusation.first.id not in linked:
                    linked.add(accusation.first.id)
                    found[accusation.first.id].append((answer, said))
    return found


def _may_answer(accused: Said, answer: Said) -> bool:
    """Return whether who is linked may speak for the accused: not where both sides are known and differ."""
    return not (accused.against and answer.sides) or bool(accused.against & answer.sides)


def _by_person(said: Said) -> bool:
    return said.claim is not None and said.claim.authenticity == ONE


def _near(
    accusation: Saying, near: Sequence[Saying], able: Sequence[Saying], known: set[str]
) -> Iterator[tuple[Saying, Said]]:
    """Yield the answers of the accused side that may belong to an accusation.

    Those in its own documents; in other documents those that deny the act, and the others only where no answer at all
    stands in its own: a saying about another matter answers nothing here.
    """
    since, exhibits = accusation.since, accusation.exhibits
    free = (one for one in able if one.first.id not in known and not before(one.until, since))
    beside = [one for one in near if one.first.id not in known and not before(one.until, since)]
    yield from ((one, one.inside(exhibits)) for one in beside)
    alone = not beside and not known
    far = (one for one in free if one.exhibits.isdisjoint(exhibits))
    for one in islice(far, _LOOKED_AT):
        if alone or _judged(accusation, one.first, stated=False)[0] == "denies the act":
            yield one, one.first


def _rows(accusation: Saying, pairs: Iterable[tuple[Saying, Said, bool]]) -> Iterator[Response]:
    made = []
    for answer, said, stated in pairs:
        kind, why = _judged(accusation, said, stated=stated)
        if not said.sides & accusation.first.against:
            why = f"{why}; that it speaks for the accused is not stated"
        if before(answer.until, accusation.since):
            why = f"{why}; dated before the accusation"
        elif not (accusation.since and answer.until) and not answer.exhibits & accusation.exhibits:
            why = f"{why}; which was said first is not known"
        row = Response(Id(accusation.first.id), kind, said.id, why, stated)
        made.append(((not stated, _KINDS.index(kind), said.order), row))
    made.sort(key=lambda pair: pair[0])
    linked = [row for _, row in made if row.stated]
    found = [row for _, row in made if not row.stated]
    yield from linked
    yield from found[:ANSWERS]
    if not made:
        why = _NO_ANSWER if accusation.first.against else _NO_SIDE
        yield Response(Id(accusation.first.id), "silent", why=why)


def _judged(accusation: Saying, answer: Said, *, stated: bool) -> Judged:
    """Return what an answer does to an accusation, and why."""
    accused = accusation.first
    if answer.stance == "rejects-basis":
        return (
            "rejects the basis",
            "speaks of what the accusation rests on; whether the act took place is not said",
        )
    if not answer.act.named or not accused.act.named:
        return _blanket(accusation, answer, stated=stated)
    common = shared(accused.act, answer.act)
    if common and _same_subject(accused, answer):
        left = sorted(set(accused.act.classes) - set(common)) if accused.act.classes else []
        rest = f"; of {', '.join(left)} it says nothing" if left else ""
        return "denies the act", f"both speak of {', '.join(common)}{rest}"
    return "denies something else", _apart(accused, answer)


def _blanket(accusation: Saying, answer: Said, *, stated: bool) -> Judged:
    """Judge where one of the two names no act: “the accusation is false” denies what stands beside it."""
    accused = accusation.first
    empty = "the answer" if not answer.act.named else "the accusation"
    if not _same_subject(accused, answer) and answer.subject:
        return "denies something else", _apart(accused, answer)
    if stated or (empty == "the answer" and answer.exhibit in accusation.exhibits):
        by = "a person linked them" if stated else "it stands in one document with the accusation"
        return "denies the act", f"{empty} names no act of its own; {by}"
    return (
        "denies something else",
        f"{empty} names no act, so that whether they belong together is not filled",
    )


def _same_subject(accused: Said, answer: Said) -> bool:
    """Return whether an answer is about those who are accused, at their level.

    What an organ of a state does the state does (ARSIWA, article 4), so a state answers for its organs; it does not for
    persons and groups that are said to be linked to it.
    """
    if not answer.subject:
        return False
    if accused.against and answer.against and not accused.against & answer.against:
        return False
    if accused.level and answer.level and accused.level != answer.level:
        return (accused.level, answer.level) == ("organisation", "state") and is_organ(accused.subject)
    if is_own(answer.subject):
        return True
    if accused.level == answer.level == "state" and accused.against & answer.against:
        return True
    words = stems(answer.subject)
    return not words or bool(set(words) & set(stems(accused.subject)))


def _apart(accused: Said, answer: Said) -> str:
    """Say about whom and what each of the two is."""
    return f"the accusation is about {_about(accused)}, the answer about {_about(answer)}"


def _about(said: Said) -> str:
    if said.claim is None:
        return "what its words say; whom and what it denies is not filled"
    whom = "the speaker's own side" if is_own(said.subject) else _cut(said.subject) or "nobody named"
    level = f" (level: {said.level})" if said.level else ""
    return f"{whom}{level}: {_cut(said.predicate)}" if said.predicate else f"{whom}{level}"


def _cut(words: str) -> str:
    return words if len(words) <= _WORDS else words[: _WORDS - 1].rstrip() + "…"


def _comes_after(one: Saying, accusation: Saying) -> bool:
    """Return whether an accusation may be an answer to another of the opposite side."""
    if before(one.until, accusation.since):
        return False
    back = any(said.stance == "counter-accuses" for said in one.members)
    if back != any(said.stance == "counter-accuses" for said in accusation.members):
        return back
    if before(accusation.until, one.since):
        return True
    if one.exhibits & accusation.exhibits:
        direct = [any(said.direct for said in saying.members) for saying in (one, accusation)]
        return direct[0] or not direct[1]
    return True
