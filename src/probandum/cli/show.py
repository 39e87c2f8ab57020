"""``probandum show``."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from probandum.case import Case
from probandum.cli.output import (
    COUNT,
    PLAIN,
    CaseFolder,
    Options,
    emit,
    emit_json,
    emit_table,
    open_case,
    plain,
)
from probandum.cli.weighed import all_terms, print_outlook, print_weighed
from probandum.compose.references import item_label
from probandum.compose.wording import defang
from probandum.model.exhibit import Locator
from probandum.model.ident import short

What = Literal[
    "exhibits", "observations", "claims", "origins", "weights", "verdict", "omissions", "ledger", "sources"
]


def show(
    case: CaseFolder,
    what: Annotated[What, Parameter(help="What to show.")],
    /,
    *,
    kind: Annotated[
        str, Parameter(help="Only observations of this kind (malware, domain-name, attack-pattern …).")
    ] = "",
    most: Annotated[
        int, Parameter(help="How many rows of a table; 0 for all. JSON always holds all.", validator=COUNT)
    ] = 200,
    options: Options = PLAIN,
) -> None:
    """Show observations, claims, origins, weights, verdict … as a table or as JSON.

    Indicators are defanged in tables and exact in JSON.
    """
    opened = open_case(case)
    records: Any = opened.observations(kind or None) if what == "observations" else _SOURCES[what](opened)
    if options.json:
        emit_json({**plain(records), "terms": all_terms(records)} if what == "weights" else records)
        return
    columns, row = _TABLES[what]
    rows = [row(record) for record in _rows(what, records)]
    shown = rows[:most] if most else rows
    emit_table(f"{len(rows):,} {what}", columns, shown)
    if len(shown) < len(rows):
        emit(f"{len(rows) - len(shown):,} more: --most 0 shows all")
    if what == "weights":
        print_weighed(records, opened.conclude())
    if what == "verdict":
        print_outlook(opened.assess(), records)
    if what == "origins":
        emit(opened.origins().sentence)


def where(locator: Locator) -> str:
    """Return a place as people read it."""
    page = f"page {locator.page} " if locator.unit == "page" else ""
    return f"{page}{locator.start}–{locator.end}"


def _rows(what: What, records: Any) -> list[Any]:
    if what == "weights":
        return _weight_rows(records)
    return [records] if what == "verdict" else list(records)


def _weight_rows(assessment: Any) -> list[Any]:
    leading = [hypothesis.actor for hypothesis, _ in assessment.ranking()[:3]]
    index = {hypothesis.actor: row for row, hypothesis in enumerate(assessment.hypotheses)}
    names = {hypothesis.actor: hypothesis.name for hypothesis in assessment.hypotheses}
    rows = [
        (names[actor], item, assessment.weights[index[actor]][column])
        for actor in leading
        for column, item in enumerate(assessment.items)
    ]
    return sorted(
        rows, key=lambda row: (leading.index(next(key for key in leading if names[key] == row[0])), -row[2])
    )


_SOURCES: dict[str, Callable[[Case], Any]] = {
    "exhibits": lambda case: case.exhibits(),
    "claims": lambda case: case.claims(),
    "origins": lambda case: case.origins(),
    "weights": lambda case: case.assess(),
    "verdict": lambda case: case.conclude(),
    "omissions": lambda case: case.omissions(),
    "ledger": lambda case: case.entries(),
    "sources": lambda case: case.brief().sources,
}
_TABLES: dict[str, tuple[tuple[str, ...], Callable[[Any], tuple[object, ...]]]] = {
    "exhibits": (
        ("sha256", "type", "bytes", "name"),
        lambda one: (one.exhibit.digest[:12], one.exhibit.media_type, one.exhibit.size, one.acquisition.name),
    ),
    "observations": (
        ("id", "kind", "value", "exhibit", "where", "authenticity", "note"),
        lambda one: (
            short(one.id),
            one.kind,
            defang(one.value),
            one.exhibit[:12],
            where(one.locator),
            one.authenticity,
            defang(one.note),
        ),
    ),
    "claims": (
        ("id", "stance", "speaker", "subject", "said", "basis", "quote"),
        lambda one: (
            short(one.id),
            one.stance,
            one.speaker,
            one.subject,
            one.predicate,
            one.basis or "none stated",
            one.quote,
        ),
    ),
    "origins": (
        ("id", "sources", "exhibits", "why"),
        lambda one: (
            short(one.id),
            ", ".join(one.sources) or "not stated",
            len(one.exhibits),
            "; ".join(one.why),
        ),
    ),
    "weights": (
        ("hypothesis", "item", "decibans"),
        lambda row: (row[0], item_label(row[1]), f"{row[2]:+}"),
    ),
    "verdict": (("enough", "sentence"), lambda one: (one.enough, one.sentence())),
    "omissions": (("exhibit", "by", "what"), lambda one: (one.exhibit[:12], one.by, one.what)),
    "ledger": (
        ("n", "at", "by", "action", "count", "note"),
        lambda one: (one.sequence, one.at, one.by, one.action, one.count, one.note),
    ),
    "sources": (
        ("name", "reliability", "interest", "party", "relies on"),
        lambda one: (one.name, one.reliability, one.interest, one.party, ", ".join(one.relies_on)),
    ),
}
