"""``probandum show``."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from probandum.case import Case
from probandum.cli import shown_origins
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
from probandum.decisions import Reviewed
from probandum.model.decision import RECORD_KINDS, RecordKind, sort_of
from probandum.model.exhibit import Locator
from probandum.model.ident import short
from probandum.model.observation import Text
from probandum.reviewing.check import to_text

What = Literal[
    "exhibits", "observations", "statements", "claims", "figures", "reviews", "responses", "checks", "origins", "weights",
    "verdict", "omissions", "ledger", "sources", "texts", "passages", "citations", "lineage", "suppositions",
    "talking-points", "contradictions",
]  # fmt: skip
_KINDS: dict[str, RecordKind] = {f"{kind}s": kind for kind in RECORD_KINDS}


def show(
    case: CaseFolder,
    what: Annotated[What, Parameter(help="What to show.")],
    /,
    *,
    kind: Annotated[
        str, Parameter(help="Only observations of this kind (malware, domain-name …), claims of this stance.")
    ] = "",
    most: Annotated[
        int, Parameter(help="How many rows of a table; 0 for all. JSON always holds all.", validator=COUNT)
    ] = 200,
    all: Annotated[  # noqa: A002
        bool, Parameter(negative="", help="Also what persons rejected, and what a corrected record replaces.")
    ] = False,
    options: Options = PLAIN,
) -> None:
    """Show observations, statements, claims, figures, texts, reviews, origins, weights, verdict … as a table or as JSON.

    Indicators are defanged in tables and exact in JSON; JSON of texts holds the words themselves. For example:

        probandum show mycase origins
        probandum show mycase talking-points --json
    """
    opened = open_case(case)
    records: Any = _reviewed(opened, what, kind, all) if what in _KINDS else _SOURCES[what](opened)
    if options.json:
        emit_json(_plain(what, records))
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
        shown_origins.print_outlook(opened)


def where(locator: Locator) -> str:
    """Return a place as people read it."""
    page = f"page {locator.page} " if locator.unit == "page" else ""
    return f"{page}{locator.start}–{locator.end}"


def as_json(one: Reviewed) -> dict[str, Any]:
    """Return a record as JSON types, with how it stands; a claim also with what it leaves empty."""
    gaps = {"gaps": plain(one.record.gaps)} if one.kind == "claim" else {}
    made: dict[str, Any] = {**plain(one.record), **gaps, "how": one.how}
    return made if one.target == one.record.id else {**made, "stands_for": one.target}


def _reviewed(case: Case, what: What, kind: str, every: bool) -> list[Reviewed]:
    found = case.reviewed(_KINDS[what])
    return [one for one in found if (every or one.stands) and kind in {"", sort_of(one.kind, one.record)}]


def _plain(what: What, records: Any) -> Any:
    if what in _KINDS:
        return [as_json(one) for one in records]
    if what == "texts":
        return [
            {name: getattr(one, name) for name in one.__struct_fields__ if name != "spans"} for one in records
        ]
    return {**plain(records), "terms": all_terms(records)} if what == "weights" else records


def _bounds(one: Text) -> str:
    """Return between which days a text was written, each with its reason."""
    ends = (("from", one.not_before, one.not_before_basis), ("to", one.not_after, one.not_after_basis))
    return "; ".join(f"{word} {day} ({basis})" for word, day, basis in ends if day)


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


_STATUS = {
    "stands": "stands",
    "replaced": "replaced by a later decision",
    "lost": "stands for a record that the tools of now do not make",
}
_SOURCES: dict[str, Callable[[Case], Any]] = {
    "exhibits": lambda case: case.exhibits(),
    "reviews": lambda case: case.review().outcomes,
    "responses": lambda case: case.replies().answered,
    "checks": lambda case: case.replies().checked,
    "origins": lambda case: case.origins(),
    "weights": lambda case: case.assess(),
    "verdict": lambda case: case.conclude(),
    "omissions": lambda case: case.omissions(),
    "ledger": lambda case: case.entries(),
    "texts": lambda case: case.texts(),
    "sources": lambda case: case.brief().sources,
    **shown_origins.SOURCES,
}
_TABLES: dict[str, tuple[tuple[str, ...], Callable[[Any], tuple[object, ...]]]] = {
    "exhibits": (
        ("sha256", "type", "bytes", "name"),
        lambda one: (one.exhibit.digest[:12], one.exhibit.media_type, one.exhibit.size, one.acquisition.name),
    ),
    "observations": (
        ("id", "kind", "value", "exhibit", "where", "authenticity", "note", "how"),
        lambda one: (
            short(one.record.id),
            one.record.kind,
            defang(one.record.value),
            one.record.exhibit[:12],
            where(one.record.locator),
            one.record.authenticity,
            defang(one.record.note),
            one.how,
        ),
    ),
    "statements": (
        ("id", "types", "mode", "speaker", "for", "quote", "authenticity", "how"),
        lambda one: (
            short(one.record.id),
            ", ".join(one.record.types),
            one.record.mode,
            " ← ".join((one.record.speaker, *reversed(one.record.chain))),
            one.record.on_behalf_of,
            defang(one.record.quote),
            one.record.authenticity,
            one.how,
        ),
    ),
    "figures": (
        ("id", "value", "unit", "of", "when", "approximate", "quote", "how"),
        lambda one: (
            short(one.record.id),
            f"{one.record.value:,}",
            one.record.unit,
            one.record.of,
            one.record.when,
            one.record.approximate,
            defang(one.record.quote),
            one.how,
        ),
    ),
    "reviews": (
        ("target", "decision", "the program found", "changes", "status", "by", "at", "why"),
        lambda one: (
            short(one.decision.target),
            one.decision.decision,
            defang(one.decision.found),
            "; ".join(f"{name} = {to_text(value)}" for name, value in one.decision.changes.items()),
            _STATUS[one.status],
            one.decision.by,
            one.decision.at,
            one.decision.reason,
        ),
    ),
    "claims": (
        ("id", "stance", "speaker", "subject", "said", "basis", "quote", "gaps", "how"),
        lambda one: (
            short(one.record.id),
            one.record.stance,
            one.record.speaker,
            one.record.subject,
            one.record.predicate,
            one.record.basis or "none stated",
            one.record.quote,
            ", ".join(one.record.gaps),
            one.how,
        ),
    ),
    "responses": (
        ("accusation", "by", "about", "said", "answer", "words", "why"),
        lambda one: (
            short(one.accusation.id),
            one.accusation.speaker,
            one.accusation.subject,
            one.accusation.predicate,
            f"{one.response.kind}{' (linked by a person)' if one.response.stated else ''}",
            defang(one.answer.quote) if one.answer else "",
            defang(one.response.why),
        ),
    ),
    "checks": (
        ("figure", "when", "result", "difference", "table", "why", "bears on the question"),
        lambda one: (
            defang(one.figure.quote),
            one.figure.when,
            one.check.result,
            "" if one.check.difference is None else f"{one.check.difference:+,f}",
            defang(one.check.source),
            defang(one.check.why),
            {True: "yes", False: "no", None: "not decided"}[one.check.bears],
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
    "texts": (
        ("exhibit", "title", "publisher", "published", "basis", "bounds", "language", "url", "characters"),
        lambda one: (
            one.exhibit[:12],
            defang(one.title),
            defang(one.publisher),
            one.published,
            defang(one.published_basis),
            defang(_bounds(one)),
            one.language,
            defang(one.url),
            len(one.text),
        ),
    ),
    "sources": (
        ("name", "reliability", "interest", "party", "relies on"),
        lambda one: (one.name, one.reliability, one.interest, one.party, ", ".join(one.relies_on)),
    ),
    **shown_origins.TABLES,
}
