"""What to find out next: expected information, and the chance to move the verdict (W12)."""

from collections.abc import Iterator

from probandum.compose.references import brief_id, thing_label
from probandum.compose.view import View
from probandum.compose.wording import bits, changed, cut, number, visible
from probandum.model.dossier import Row, Section, Sentence, Table
from probandum.model.ident import identify
from probandum.model.verdict import Verdict
from probandum.model.weight import NextQuestion

TITLE = "What to find out next"
MOST = 3
_KINDS = {"look-for": "look for", "review": "review"}


def next_questions(view: View) -> Section:
    """Return the questions whose answers are worth most, or that there are none."""
    found, cites = view.records.assessment.questions[:MOST], (view.assessment, brief_id(view))
    if not found:
        text = "No single thing to look for or to review is expected to tell more about who it was."
        if view.hidden:
            text = "What to find out next is withheld from this reader, or nothing could be named."
        return Section(TITLE, (Sentence(text, cites),))
    verdict = view.records.verdict
    sentences = [
        Sentence(text, (*_seen(view, one), *cites), label=f"Question {at}")
        for at, one in enumerate(found, start=1)
        for text in asked(one, verdict)
    ]
    rows = [Row(cells(one), (*_seen(view, one), *cites)) for one in found]
    return Section(TITLE, tuple(sentences), (Table("Next questions", COLUMNS, tuple(rows), (2, 3, 4, 5, 6)),))


COLUMNS = (
    "What",
    "How",
    "Chance",
    "Information",
    "Leading if found or confirmed",
    "If not",
    "Chance to move the verdict",
)


def cells(one: NextQuestion) -> tuple[str, ...]:
    """Return a question as a row under :data:`COLUMNS`."""
    numbers = (number(one.chance), bits(one.information), number(one.found), number(one.missed))
    return (cut(label(one), 120), _KINDS[one.kind], *numbers, number(one.moves))


def label(one: NextQuestion) -> str:
    """Return what a question is about, as people read it."""
    return thing_label(one.item, one.value, one.name)


def asked(one: NextQuestion, verdict: Verdict) -> Iterator[str]:
    """Yield a question in plain sentences: what the answer would do, and what it is worth."""
    now, name = verdict.probability, visible(verdict.leading_name) or "the most probable known actor"
    what, chance = label(one), number(one.chance)
    of = f"the probability of {name}"
    if one.kind == "look-for":
        yield f"If {what} were found (chance {chance}), {of} would {_would(changed(now, one.found))}."
        yield "If it is not found, nothing changes: what was not seen is held against nobody."
    else:
        yield f"If a person confirmed {what} (chance {chance}), {of} would {_would(changed(now, one.found))}."
        yield f"If a person rejected it, {of} would {_would(changed(now, one.missed))}."
    yield (
        f"The answer is expected to be worth {bits(one.information)}; the chance that it carries the result across the "
        f"{number(verdict.standard.threshold)} of the standard is {number(one.moves)}."
    )


def _would(text: str) -> str:
    """Return ``rises …`` as it stands after “would”."""
    verb, _, rest = text.partition(" ")
    return f"{verb.removesuffix('s')} {rest}"


def _seen(view: View, one: NextQuestion) -> tuple[str, ...]:
    name = identify("item", [one.item, one.value])
    return (name,) if any(item.id == name for _, item in view.items) else ()
