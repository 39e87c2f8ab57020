"""Stated figures against reference tables: agrees, differs by so much, or cannot be checked and why.

A row is about a figure if every telling word of its ``of`` stands in the sentence of the figure, their units agree by
words, and both are about the same time. Whether a figure is true and whether it bears on the question are two facts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Literal

import msgspec

from probandum.model.claim import Claim
from probandum.model.statement import FigureCheck, StatedFigure, Statement
from probandum.sources.acts import stem
from probandum.sources.reference_tables import ReferenceRow
from probandum.sources.sides import words_of

Side = Literal["about", "least", "most", "below", "above", "exact", "no number"]
_SIDES: dict[str, Side] = {
    "at least": "least", "more than": "least", "over": "least", "no fewer than": "least", "no less than": "least",
    "upwards of": "least", "in excess of": "least", "well over": "least",
    "at most": "most", "less than": "most", "fewer than": "most", "under": "most", "up to": "most", "no more than": "most",
    "as many as": "most", "as much as": "most", "below": "most",
    "nearly": "below", "almost": "below", "just under": "below", "just over": "above",
    "only": "exact", "": "exact",
    "dozens": "no number", "hundreds": "no number", "thousands": "no number", "millions": "no number", "billions": "no number",
}  # fmt: skip
"""What a word of approximation says of the true number; a word that is not here reads as “about”."""
_SCALES = ("hundred", "thousand", "million", "billion", "trillion", " bn")
_SMALL = frozenset(
    {"and", "at", "by", "for", "from", "in", "number", "of", "on", "per", "to", "total", "via", "with"}
)
_UNITS = {"percent": "%", "per cent": "%", "percentage points": "%", "percentage point": "%", "$": "usd", "us$": "usd",
          "€": "eur", "£": "gbp", "¥": "jpy", "₽": "rub", "rmb": "cny"}  # fmt: skip
_ABOUT_IT = {
    "accusation": "accuses", "counter-accusation": "accuses in return", "denial": "denies", "rejection-of-basis": "rejects the basis",
    "evidence-challenge": "challenges the evidence",
}  # fmt: skip
_STANCES = {
    "accuses": "accuses",
    "counter-accuses": "accuses in return",
    "denies": "denies",
    "rejects-basis": "rejects the basis",
}
_WIDE = Context(prec=80)
_DIGITS = 30
_NAMED = 4


def checks(
    figures: Iterable[StatedFigure],
    rows: Sequence[ReferenceRow],
    statements: Mapping[str, Statement],
    claims: Sequence[Claim] = (),
) -> tuple[FigureCheck, ...]:
    """Return one check of each figure, in their order; figures of the tables themselves are none.

    Args:
        figures: stated in documents.
        rows: of all reference tables of the case.
        statements: by id, the sentences in which figures stand.
        claims: recorded or found; a figure in a sentence with one that accuses or denies bears on the question too.
    """
    tables = _Tables(rows)
    own = {row.exhibit for row in rows}
    said: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.stance in _STANCES:
            said[claim.exhibit].append(claim)
    made = []
    for figure in figures:
        if figure.exhibit not in own:
            bears, why = _bearing(figure, statements.get(figure.statement), said[figure.exhibit])
            check = tables.check(figure, statements.get(figure.statement))
            made.append(msgspec.structs.replace(check, bears=bears, bears_why=why))
    return tuple(made)


def _bearing(
    figure: StatedFigure, statement: Statement | None, said: Sequence[Claim]
) -> tuple[bool | None, str]:
    """Say whether a figure bears on the question: if its sentence accuses, denies or speaks of the evidence, and not else."""
    verbs = [_ABOUT_IT[kind] for kind in statement.types if kind in _ABOUT_IT] if statement else []
    place = statement.locator if statement else figure.locator
    for claim in said:
        there = claim.locator
        if (
            (there.unit, there.page) == (place.unit, place.page)
            and there.start < place.end
            and place.start < there.end
        ):
            verbs.append(_STANCES[claim.stance])
    if verbs:
        return True, f"its sentence {', '.join(dict.fromkeys(verbs))}"
    if statement is None:
        return None, "it stands in no sentence that was read as a statement"
    return False, "its sentence neither accuses nor denies, and does not speak of the evidence"


@dataclass(frozen=True)
class _Row:
    row: ReferenceRow
    terms: frozenset[str]


class _Tables:
    """Rows by one of their words, so that a figure meets only those that can be about it."""

    def __init__(self, rows: Iterable[ReferenceRow]) -> None:
        self.rows: dict[str, list[_Row]] = defaultdict(list)
        self.any = False
        for row in rows:
            self.any = True
            terms = _terms(row.of)
            if terms:
                self.rows[min(terms)].append(_Row(row, terms))

    def check(self, figure: StatedFigure, statement: Statement | None) -> FigureCheck:
        """Return how a figure stands against the one row that is about the same thing."""
        if not self.any:
            return _unchecked(figure, "the case supplies no reference table")
        words = " ".join((statement.quote if statement else "", figure.of, figure.unit, figure.source_named))
        told = _terms(words)
        found = [one.row for term in sorted(told) for one in self.rows.get(term, ()) if one.terms <= told]
        found = [row for row in found if (row.value if figure.kind != "rank" else row.rank) is not None]
        if not found:
            return _unchecked(figure, "no row of the reference tables is about it")
        fitting = [row for row in found if figure.kind == "rank" or _same_unit(figure, row)]
        if not fitting:
            return _unchecked(
                figure, f"the rows about it count in another unit: {_some(row.unit for row in found)}"
            )
        if not figure.when:
            return _unchecked(figure, "the document does not say of when it is")
        timely = [row for row in fitting if row.when == figure.when]
        if not timely:
            return _unchecked(
                figure, f"the rows about it are of another time: {_some(row.when for row in fitting)}"
            )
        if len({row.rank if figure.kind == "rank" else row.value for row in timely}) > 1:
            return _unchecked(
                figure, f"{len(timely)} rows are about it and differ: {_some(row.of for row in timely)}"
            )
        return _compared(figure, timely[0], len(timely))


def _unchecked(figure: StatedFigure, why: str) -> FigureCheck:
    return FigureCheck(figure.id, "cannot be checked", why)


def _some(words: Iterable[str]) -> str:
    every = sorted(set(words))
    more = f" and {len(every) - _NAMED} more" if len(every) > _NAMED else ""
    return f"{'; '.join(every[:_NAMED])}{more}"


def _terms(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words_of(words, 4_000) if word not in _SMALL)


def _unit(unit: str) -> str:
    plain = " ".join(unit.casefold().split())
    return _UNITS.get(plain, plain)


def _same_unit(figure: StatedFigure, row: ReferenceRow) -> bool:
    """Return whether units agree by words: one is the other, or the row's words stand in the figure's, or the reverse."""
    one, other = _unit(figure.unit), _unit(row.unit)
    if one == other:
        return True
    if "%" in (one, other) or figure.kind == "percent":
        return False
    stated, wanted = _terms(f"{figure.unit} {figure.of}"), _terms(row.unit)
    return bool(wanted) and (
        wanted <= stated or (bool(_terms(figure.unit)) and _terms(figure.unit) <= wanted)
    )


def _compared(figure: StatedFigure, row: ReferenceRow, rows: int) -> FigureCheck:
    reference = Decimal(row.rank) if figure.kind == "rank" and row.rank is not None else row.value
    side = _SIDES.get(figure.approximate.casefold(), "about")
    if reference is None or side == "no number" or abs(figure.value).adjusted() > _DIGITS:
        return _unchecked(
            figure,
            f"“{figure.approximate}” states no number" if side == "no number" else "its number is too long",
        )
    stated = (
        figure.value
        if figure.low is None or figure.high is None
        else min(max(reference, figure.low), figure.high)
    )
    difference = _WIDE.subtract(stated, reference)
    tolerance, read = _tolerance(figure, side)
    least, most = _bounds(figure, side, tolerance)
    agrees = (least is None or least <= reference) and (most is None or reference <= most)
    percent = None
    if reference and figure.kind != "rank":
        percent = _WIDE.divide(_WIDE.multiply(difference, Decimal(100)), abs(reference)).quantize(
            Decimal("0.01"), context=_WIDE
        )
    also = f"; {rows} rows say the same" if rows > 1 else ""
    return FigureCheck(
        figure.id,
        "agrees" if agrees else "differs by",
        f"{read}{also}",
        difference,
        percent,
        None if side in ("least", "most") else tolerance,
        row.exhibit,
        row.locator,
        row.text,
        row.source,
        row.published,
    )


def _tolerance(figure: StatedFigure, side: Side) -> tuple[Decimal, str]:
    """Return how far off a figure may be by the way it is written, and that in words."""
    if figure.kind == "rank":
        return Decimal(0), "a place in an order is exact"
    if figure.low is not None and figure.high is not None:
        return Decimal(0), "a range holds whatever lies inside it"
    exponent = figure.value.as_tuple().exponent
    written = Decimal("0.5").scaleb(min(int(exponent), 0)) if isinstance(exponent, int) else Decimal(0)
    scaled = any(word in figure.quote.casefold() for word in _SCALES)
    if side == "exact" and not scaled:
        return written, f"as written, to ±{_plain(written)}"
    if side in ("least", "most"):
        return Decimal(
            0
        ), f"“{figure.approximate}” holds for any {'greater' if side == 'least' else 'smaller'} number"
    rounded = figure.value.normalize(_WIDE).as_tuple().exponent
    half = Decimal("0.5").scaleb(int(rounded)) if figure.value else written
    tolerance = max(min(half, abs(figure.value) / 10), written)
    if side in ("below", "above"):
        tolerance = abs(figure.value) / 10
        return (
            tolerance,
            f"“{figure.approximate}” read as up to a tenth {'less' if side == 'below' else 'more'}",
        )
    word = f"“{figure.approximate}”" if figure.approximate else "a number in words"
    return (
        tolerance,
        f"{word} read as rounded to its last digit that is no zero, at most a tenth: ±{_plain(tolerance)}",
    )


def _bounds(figure: StatedFigure, side: Side, tolerance: Decimal) -> tuple[Decimal | None, Decimal | None]:
    if figure.low is not None and figure.high is not None:
        return figure.low, figure.high
    value = figure.value
    if side == "least":
        return value, None
    if side == "most":
        return None, value
    low = value if side == "above" else value - tolerance
    return low, value if side == "below" else value + tolerance


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
