"""How many origins stand behind the reports, who repeats whom, and whether the verdict holds without one of them."""

from collections import Counter
from collections.abc import Iterator, Mapping

from probandum.compose.lineage_references import HOW, file_of, with_files
from probandum.compose.references import exhibit_id
from probandum.compose.view import View
from probandum.compose.wording import counted, cut, defang, listed, number, promised, sentence, visible
from probandum.model.dossier import Row, Section, Sentence, Table
from probandum.model.figure import Figure, Mark
from probandum.model.sharing import Descent
from probandum.model.source import Origin
from probandum.model.supposition import MOST, Supposed, Supposition

_LISTED = 300
_CITED = 12
_DRAWN = 60
"""Documents of a map: those of the largest origins."""
_SIGNS = {"together": "=", "directed": ">", "": "-"}
SUPPOSED: dict[Supposed, str] = {
    "without": "Does it hold without this origin?",
    "joined": "If two origins were one",
    "split": "If each exhibit of an origin stood for itself",
}
_WITH = {
    "without": "Without {}",
    "joined": "With {} as one",
    "split": "With each exhibit of {} for itself",
}


def origins(view: View) -> Section:
    """Return which reports count as one and why, the map of who repeats whom, and the verdict without each origin."""
    ordered = _ordered(view)
    tables = [
        _why(view, ordered),
        *_holds(view),
        *_descents(view),
        *_citations(view),
    ]
    return Section(
        "Origins",
        tuple(_sentences(view, ordered)),
        tuple(table for table in tables if table.rows),
        _map(view),
    )


def _ordered(view: View) -> list[tuple[str, Origin]]:
    return sorted(view.origins.items(), key=lambda pair: (-len(pair[1].exhibits), pair[0]))


def _sentences(view: View, ordered: list[tuple[str, Origin]]) -> Iterator[Sentence]:
    cites = tuple(name for name, _ in ordered)[:_CITED] or (view.assessment,)
    reports = sum(len(origin.exhibits) for _, origin in ordered)
    unknown = sum(not origin.sources for _, origin in ordered)
    text = f"{counted(reports, 'report')} go back to {counted(len(ordered), 'origin')}"
    if unknown:
        text += f", {unknown} of unknown origin" if unknown < len(ordered) else ", all of unknown origin"
    yield Sentence(f"{text}; each origin weighs once.", cites)
    if len(ordered) > 1:
        text = "That two origins are listed means that their independence is not disproved, never that it is proved."
        yield Sentence(text, cites)
    if unknown and not view.hidden:
        text = "An origin of unknown source may be any of the others: it confirms nobody."
        yield Sentence(text, tuple(name for name, origin in ordered if not origin.sources)[:_CITED])
    for note in view.records.lineage.notes:
        yield Sentence(sentence(with_files(view, defang(note))), cites, label="Lineage")
    if max(Counter(one.kind for one in view.records.suppositions).values(), default=0) >= MOST:
        text = (
            f"Of each kind at most {MOST} suppositions are computed: those of origins of known source first, and of "
            "these those that touch most items."
        )
        yield Sentence(text, cites)


def _why(view: View, ordered: list[tuple[str, Origin]]) -> Table:
    rows = []
    for place, (name, origin) in enumerate(ordered[:_LISTED], start=1):
        files = listed((file_of(view, digest) for digest in origin.exhibits), 6)
        why = " ".join(sentence(with_files(view, defang(line))) for line in origin.why)
        why = why or ("–" if view.hidden else "Stands alone.")
        also = listed((file_of(view, digest) for digest in origin.also), 6) or "–"
        cells = (str(place), _who(origin), str(len(origin.exhibits)), files, cut(why, 600), also)
        rows.append(Row(cells, (name,)))
    head = ("No.", "Sources", "Reports", "Files", "Why they count as one", "Takes parts from")
    return Table("Origins and why", head, tuple(rows), (0, 2))


def _who(origin: Origin) -> str:
    return listed((defang(source) for source in origin.sources), 6) or "not stated"


def _called(view: View, name: str) -> str:
    """Return an origin as a sentence names it: by its sources, else by its file."""
    origin = view.origins.get(name)
    if origin is None:
        return "an origin that this reader may not see"
    files = [file_of(view, digest) for digest in origin.exhibits]
    return listed((defang(source) for source in origin.sources), 3) or listed(files, 2) or "an origin"


def _holds(view: View) -> Iterator[Table]:
    """Yield the verdict as it would be without an origin, with two joined, with one split."""
    now = view.records.verdict.enough
    for kind, title in SUPPOSED.items():
        rows = []
        for one in view.records.suppositions:
            if one.kind == kind and all(name in view.origins for name in one.origins):
                about = _WITH[kind].format(" and ".join(_called(view, name) for name in one.origins))
                cells = (
                    cut(about, 160),
                    counted(one.touched, "item"),
                    visible(one.leading_name) or "nobody",
                    number(one.probability),
                    promised(one.bound),
                    _enough(one, now),
                )
                rows.append(Row(cells, (one.id,)))
        head = (
            "Supposed",
            "Touched",
            "Leads then",
            f"{_leader(view)} then",
            "If items were planted",
            "Verdict",
        )
        yield Table(title, head, tuple(rows), (3, 4))


def _leader(view: View) -> str:
    return visible(view.records.verdict.leading_name) or "Leading"


def _enough(one: Supposition, now: str) -> str:
    words = {"yes": "enough", "no": "not enough", "not certifiable": "not certifiable"}
    return f"{words[one.enough]}, {'as now' if one.enough == now else 'unlike now'}"


def _descents(view: View) -> Iterator[Table]:
    rows = []
    order = sorted(view.records.lineage.descents, key=lambda one: (-one.share, one.child, one.parent))
    for one in order[:_LISTED]:
        how = (
            "together with"
            if one.together
            else "repeats"
            if one.directed
            else "one of the two repeats the other"
        )
        cells = (
            file_of(view, one.child),
            how,
            file_of(view, one.parent),
            number(one.share),
            one.known if one.directed or one.together else "not known: neither dates nor citations tell",
            sentence(cut(with_files(view, defang(one.why)), 300)) if one.why else "–",
        )
        rows.append(Row(cells, (one.id,)))
    head = ("Document", "Does what", "Of", "Share of its words", "By", "Why")
    yield Table("Who repeats whom", head, tuple(rows), (3,))


def _citations(view: View) -> Iterator[Table]:
    rows = []
    for one in view.records.lineage.citations[:_LISTED]:
        whom = file_of(view, one.cited) if one.cited else "nothing in this case"
        cells = (
            file_of(view, one.citing),
            cut(defang(one.name), 160),
            HOW[one.how],
            whom,
            defang(one.why) or "–",
        )
        rows.append(Row(cells, (one.id,)))
    yield Table("Whom documents name", ("Document", "Names", "How", "That is", "Why"), tuple(rows))


def _map(view: View) -> tuple[Figure, ...]:
    """Return the map: a mark a document, the largest origins first, and those that nobody collected."""
    ordered = _ordered(view)
    shown = [(digest, name) for name, origin in ordered for digest in origin.exhibits][:_DRAWN]
    if not shown:
        return ()
    keys: dict[str, str] = {digest: str(place) for place, (digest, _) in enumerate(shown, start=1)}
    parents: dict[str, list[Descent]] = {}
    for descent in view.records.lineage.descents:
        if descent.child in keys:
            parents.setdefault(descent.child, []).append(descent)
            if descent.parent.startswith("uncollected"):
                keys.setdefault(descent.parent, f"u{descent.parent.rpartition('-')[2]}")
    dates = {one.exhibit: one.published for one in view.records.documents}
    marks = []
    for digest, name in shown:
        tied = " ".join(_tied(parents.get(digest, []), keys))
        values = (keys[digest], visible(dates.get(digest, "")), _called(view, name), tied)
        marks.append(Mark(file_of(view, digest), values, (exhibit_id(digest),)))
    for parent in sorted(key for key in keys if key.startswith("uncollected")):
        child = next(one for found in parents.values() for one in found if one.parent == parent)
        home = next(name for digest, name in shown if digest == child.child)
        marks.append(Mark(file_of(view, parent), (keys[parent], "", _called(view, home), ""), (child.id,)))
    rest = sum(len(origin.exhibits) for _, origin in ordered) - len(shown)
    more = f"; {counted(rest, 'document')} of smaller origins are in the table" if rest else ""
    title = f"Who repeats whom: documents by date, an arrow to what each goes back to, a band for each origin{more}"
    return (Figure("map", title, ("No.", "Date", "Origin", "Goes back to"), tuple(marks)),)


def _tied(descents: list[Descent], keys: Mapping[str, str]) -> Iterator[str]:
    for one in sorted(descents, key=lambda one: (not one.main, one.parent)):
        if one.parent in keys:
            sign = "together" if one.together else "directed" if one.directed else ""
            yield f"{keys[one.parent]}{_SIGNS[sign]}"


def exhibits_of(view: View) -> dict[str, str]:
    """Return the exhibit of each observation, claim and judgement, by id."""
    held: dict[str, str] = {name: one.exhibit for name, one in view.observations.items()}
    held |= {one.id: one.exhibit for one in view.records.claims}
    return held | {one.id: one.exhibit for one in view.records.judgements}


def weight_left(view: View, source: str, held: Mapping[str, str]) -> str:
    """Return for how many of the items that a source's documents show its origin stands, in words.

    Args:
        view: what the reader may see.
        source: its name.
        held: as :func:`exhibits_of` gives it.
    """
    own = {one.exhibit for one in view.records.documents if one.source == source}
    homes = {name for name, origin in view.origins.items() if own & set(origin.exhibits)}
    shown = stands = 0
    for _, item in view.items:
        if any(held.get(name) in own for support in item.support for name in support.evidence):
            shown += 1
            stands += any(support.origin in homes for support in item.support)
    if not shown:
        return "shows nothing that is weighed"
    with_others = sorted({name for home in homes for name in view.origins[home].sources if name != source})
    one = f", as one with {listed(map(defang, with_others), 4)}" if with_others else ""
    left = "each" if stands == shown else "none" if not stands else f"{stands}"
    return f"stands for {left} of {counted(shown, 'item')}{one}"
