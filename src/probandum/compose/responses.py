"""Each accusation with what the accused side said to exactly that, and who is accused in return."""

from typing import NamedTuple

from probandum.compose.claimed import how_found, is_found, quoted, speaker_of, verb, what_is_said
from probandum.compose.view import View
from probandum.compose.wording import counted, defang, listed
from probandum.model.claim import Answering, Claim, Response
from probandum.model.dossier import Row, Sentence, Table
from probandum.model.statement import Statement

_ROWS = 80
_CITED = 12
_KINDS: dict[Answering, str] = {
    "denies the act": "denied",
    "rejects the basis": "the basis rejected",
    "denies something else": "something else denied",
    "silent": "no answer in this evidence",
}


class Told(NamedTuple):
    """What a part of the dossier says: sentences and tables."""

    sentences: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()


def said_to_that(view: View) -> Told:
    """Return the table of responses, recorded accusations before those that programs found."""
    claims: dict[str, Claim] = {claim.id: claim for claim in view.records.claims}
    statements: dict[str, Statement] = {one.id: one for one in view.records.statements}
    every = [one for one in view.records.responses if one.accusation in claims]
    if not every:
        return Told()
    every.sort(key=lambda one: is_found(claims[one.accusation]))
    rows = []
    for one in every[:_ROWS]:
        accusation = claims[one.accusation]
        answer = claims.get(one.answer) or statements.get(one.answer)
        cells = (
            f"{what_is_said(accusation)} – {quoted(accusation.quote, 200)}",
            _whom(accusation),
            _to_that(view, one),
            _answer(answer),
            defang(one.why) or "–",
        )
        rows.append(Row(cells, (one.id,)))
    head = ("Accusation", "By whom", "What was said to exactly that", "In its own words", "Why")
    table = Table("What was said to exactly that", head, tuple(rows))
    return Told((_summed(every), *_more(every)), (table,))


def _summed(every: list[Response]) -> Sentence:
    """Say how many accusations were answered how; one may be answered in several ways."""
    accused = {one.accusation for one in every}
    counts = {
        words: len({one.accusation for one in every if one.kind == kind}) for kind, words in _KINDS.items()
    }
    said = listed(f"{words}: {count}" for words, count in counts.items() if count)
    text = (
        f"{counted(len(accused), 'accusation')}, repetitions counted once, by what was said to exactly that: {said}; what is not "
        "in this evidence may have been said elsewhere."
    )
    return Sentence(text, tuple(one.id for one in every[:_CITED]), label="Said to exactly that")


def _more(every: list[Response]) -> tuple[Sentence, ...]:
    if len(every) <= _ROWS:
        return ()
    text = f"The first {_ROWS} rows are shown, {len(every) - _ROWS:,} more are not."
    return (Sentence(text, (every[_ROWS].id,), label="Said to exactly that"),)


def _to_that(view: View, one: Response) -> str:
    if one.kind == "silent" and view.hidden:
        return "no answer that this reader may see"
    return f"{one.kind}{' (linked by a person)' if one.stated else ''}"


def _whom(claim: Claim) -> str:
    return f"{speaker_of(claim)}; {how_found(claim)}" if is_found(claim) else speaker_of(claim)


def _answer(answer: Claim | Statement | None) -> str:
    if answer is None:
        return "–"
    who = answer.speaker or (answer.on_behalf_of if isinstance(answer, Statement) else "")
    mark = f" [{how_found(answer)}]" if is_found(answer) else ""
    return f"{defang(who) or 'speaker not filled'}: {quoted(answer.quote, 240)}{mark}"


def in_return(view: View) -> Told:
    """Return the accusations that the accused side makes in return: a relation between two claims, no kind of claim."""
    claims = {claim.id: claim for claim in view.records.claims}
    pairs = [pair for pair in view.records.in_return if pair[0] in claims and pair[1] in claims]
    if not pairs:
        return Told()
    rows = []
    for counter, first in pairs[:_ROWS]:
        cells = tuple(
            f"{_whom(claim)} {verb(claim)}: {defang(claim.subject) or 'not filled'} – {quoted(claim.quote, 200)}"
            for claim in (claims[first], claims[counter])
        )
        rows.append(Row(cells, (first, counter)))
    cites = tuple(dict.fromkeys(name for pair in pairs[:6] for name in pair))
    text = (
        f"{counted(len({one for one, _ in pairs}), 'accusation is', 'accusations are')} made by an accused side against its accuser; "
        "that answers none of what it is accused of."
    )
    more = f" The first {_ROWS} of {len(pairs):,} pairs are shown." if len(pairs) > _ROWS else ""
    table = Table("Accused in return", ("Accusation", "Accusation in return"), tuple(rows))
    return Told((Sentence(text + more, cites, label="Accused in return"),), (table,))
