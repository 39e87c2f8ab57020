"""What ``probandum show`` prints of shared passages, citations, lineage, talking points, contradictions; what follows from origins."""

from collections.abc import Callable
from typing import Any

from probandum.case import Case
from probandum.cli.output import emit, emit_table
from probandum.compose.origins import SUPPOSED
from probandum.compose.wording import cut, defang, number
from probandum.model.ident import Digest, short
from probandum.model.source import Origin
from probandum.model.supposition import Supposition

_WORDS = 90

SOURCES: dict[str, Callable[[Case], Any]] = {
    "passages": lambda case: case.answer().lineage.passages,
    "citations": lambda case: case.answer().lineage.citations,
    "lineage": lambda case: case.answer().lineage.descents,
    "suppositions": lambda case: case.answer().suppositions,
    "talking-points": lambda case: case.replies().points,
    "contradictions": lambda case: case.replies().contradictions,
}


def _exhibit(name: str | None) -> str:
    return "not in this case" if name is None else name[:12]


def _how(one: Any) -> str:
    if one.together:
        return "published together with"
    return "repeats" if one.directed else "shares words with (direction not known)"


TABLES: dict[str, tuple[tuple[str, ...], Callable[[Any], tuple[object, ...]]]] = {
    "passages": (
        ("id", "sort", "words", "first", "second", "by what", "words of the first"),
        lambda one: (
            short(one.id),
            one.kind,
            one.words,
            _exhibit(one.first.exhibit),
            _exhibit(one.second.exhibit),
            defang(one.why),
            cut(defang(one.first.quote), _WORDS),
        ),
    ),
    "citations": (
        ("id", "document", "names", "how", "that is", "why"),
        lambda one: (
            short(one.id),
            _exhibit(one.citing),
            cut(defang(one.name), _WORDS),
            one.how,
            _exhibit(one.cited),
            defang(one.why),
        ),
    ),
    "lineage": (
        ("document", "", "of", "share", "by", "why"),
        lambda one: (
            _exhibit(one.child),
            _how(one),
            _exhibit(one.parent) if not one.parent.startswith("uncollected") else one.parent,
            one.share,
            one.known,
            defang(one.why),
        ),
    ),
    "suppositions": (
        (
            "supposed",
            "origins",
            "items touched",
            "leads then",
            "probability",
            "at least, if planted",
            "verdict",
        ),
        lambda one: (
            one.kind,
            ", ".join(map(short, one.origins)),
            one.touched,
            one.leading_name or "nobody",
            number(one.probability),
            number(one.bound),
            one.enough,
        ),
    ),
    "talking-points": (
        ("id", "documents", "parties", "first known", "from", "to", "what is said"),
        lambda one: (
            short(one.id),
            one.documents,
            len(one.parties),
            _first(one),
            min((use.not_before for use in one.uttered if use.not_before), default="no date"),
            max((use.not_after for use in one.uttered if use.not_after), default="no date"),
            cut(defang(one.uttered[0].quote), _WORDS),
        ),
    ),
    "contradictions": (
        ("id", "what", "one", "the other", "about"),
        lambda one: (short(one.id), one.kind, short(one.first), short(one.second), defang(one.why)),
    ),
}


def _first(point: Any) -> str:
    said = {one.record: one for one in point.uttered}
    names = [
        defang(said[name].speaker) or _exhibit(said[name].exhibit) for name in point.first if name in said
    ]
    return names[0] if len(names) == 1 else f"any of {len(names)}: dates do not tell"


def print_outlook(case: Case) -> None:
    """Print how many origins there are, and what the verdict would be without, with joined and with split ones."""
    answer = case.answer()
    emit(case.origins().sentence)
    if len(answer.origins) > 1:
        emit("that two are listed means that independence is not disproved, never that it is proved")
    names = _names(answer.origins, {one.exhibit.digest: one.acquisition.name for one in case.exhibits()})
    for note in answer.lineage.notes:
        emit(note)
    for kind, title in SUPPOSED.items():
        found = [one for one in answer.suppositions if one.kind == kind]
        if found:
            columns = ("origin", "items", "leads then", "probability", "at least, if planted", "verdict")
            emit_table(title, columns, [_row(one, names, answer.verdict.enough) for one in found])


def _names(origins: tuple[Origin, ...], files: dict[Digest, str]) -> dict[str, str]:
    """Return an origin as people call it: by its sources, else by its first file."""
    return {
        one.id: ", ".join(one.sources) or files.get(one.exhibits[0], one.exhibits[0][:12]) for one in origins
    }


def _row(one: Supposition, names: dict[str, str], now: str) -> tuple[object, ...]:
    return (
        defang(" + ".join(cut(names.get(name, short(name)), 60) for name in one.origins)),
        one.touched,
        one.leading_name or "nobody",
        number(one.probability),
        number(one.bound),
        one.enough if one.enough != now else f"{one.enough}, as now",
    )
