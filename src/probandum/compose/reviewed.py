"""What persons decided on what programs extracted: the program's words and the person's side by side."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from probandum.compose.references import act_number
from probandum.compose.view import View
from probandum.compose.wording import counted, cut, defang, listed, visible
from probandum.model.decision import Outcome
from probandum.model.dossier import Row, Sentence, Table

_SHOWN = 500
_CITED = 12
_WORDS = 300
_DONE = {"accept": "accepted", "correct": "corrected", "reject": "rejected"}


def reviewed(view: View) -> tuple[Sentence, Table] | None:
    """Return how many records persons decided on, and each decision with name, time and reason; None where there is none."""
    every = view.records.outcomes
    if not every:
        return None
    counts: Counter[str] = Counter(one.decision.decision for one in every if one.status == "stands")
    done = [f"{counts[verb]:,} {word}" for verb, word in _DONE.items() if counts[verb]]
    lost = sum(one.status == "lost" for one in every)
    later = sum(one.status == "replaced" for one in every)
    parts = [*done, *([f"{later:,} replaced by a later decision"] if later else [])]
    parts += [f"{lost:,} on records that the tools of now do not make"] if lost else []
    text = f"{counted(len(every), 'decision')} of persons on what programs extracted: {listed(parts)}."
    if len(every) > _SHOWN:
        text += f" The last {_SHOWN:,} are shown; the ledger holds all."
    cites = tuple(dict.fromkeys(act_number(one.act) for one in every))[-_CITED:]
    head = ("Decision", "The program found", "What stands", "By", "At", "Why")
    rows = tuple(_row(one) for one in every[-_SHOWN:])
    return Sentence(text, cites, label="Review"), Table("Reviewed by a person", head, rows)


def _row(one: Outcome) -> Row:
    said = one.decision
    rule = f" (by the rule: {defang(said.rule)})" if said.rule else ""
    cells = (
        f"{_DONE[said.decision]}{rule}",
        cut(f"{defang(said.found)} [{visible(str(said.seen.get('by', '')))}]", _WORDS),
        cut(_standing(one), _WORDS),
        visible(said.by),
        visible(said.at),
        defang(said.reason),
    )
    record = one.stands if one.status == "stands" else ""
    return Row(
        cells,
        tuple(dict.fromkeys(name for name in (said.id, act_number(one.act), said.target, record) if name)),
    )


def _standing(one: Outcome) -> str:
    said = one.decision
    if one.status == "replaced":
        return "nothing: a later decision replaces it"
    if said.decision == "reject":
        what = "nothing: left out"
    elif said.changes:
        what = f"{defang(said.standing)} ({'; '.join(_changed(said.seen, said.changes))})"
    else:
        what = "as found, authenticity 1"
    if one.status == "lost":
        return f"stands for a record that the tools of now do not make: {what}"
    return what


def _changed(seen: dict[str, Any], changes: dict[str, Any]) -> Iterator[str]:
    for name, value in changes.items():
        yield f"{visible(name)}: {_said(seen.get(name))} → {_said(value)}"


def _said(value: Any) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str("" if value is None else value)
    return defang(text) or "none"
