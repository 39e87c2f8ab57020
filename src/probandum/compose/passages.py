"""What documents share, side by side, with what both have marked."""

from difflib import SequenceMatcher

from probandum.compose.lineage_references import excerpt_of, file_of
from probandum.compose.view import View
from probandum.compose.wording import counted, cut, defang, visible
from probandum.model.dossier import Row, Section, Sentence, Table
from probandum.model.figure import Facing, Run
from probandum.model.sharing import Passage, Place

_OPENED = 40
"""Passages that open side by side, the longest first."""
_LISTED = 200
_CITED = 12
_KEPT = 395
"""Characters from which a passage is longer than what is kept of it: 400, less what folding white space takes."""
_TOKENS = 1.5
"""Words that were compared to words between white space, at most, where nothing is missing."""
_MORE = Run("…", shared=False)
KINDS = {
    "copy": "copied prose: one goes back to the other, or both to a third",
    "paraphrase": "the same in other words: one goes back to the other, or both to a third",
    "quotation": "both quote a third: neither repeats the other",
    "artefact": "both show the same thing: neither repeats the other",
    "template": "what a publisher puts around its texts: it says nothing",
}


def passages(view: View) -> Section:
    """Return what documents share: counted by kind, listed, and the longest side by side."""
    title = "Shared passages"
    every = sorted(view.records.lineage.passages, key=lambda one: (-one.words, one.id))
    if not every:
        none = "No two documents that this reader may see share a passage of prose."
        return Section(title, (Sentence(none, (view.assessment,)),))
    sentences = []
    for kind, meaning in KINDS.items():
        own = [one for one in every if one.kind == kind]
        if own:
            text = f"{counted(len(own), 'passage')} of sort “{kind}” – {meaning}."
            sentences.append(Sentence(text, tuple(one.id for one in own[:_CITED])))
    rows = tuple(_row(view, one) for one in every[:_LISTED])
    head = ("Sort", "Words", "First document", "Second document", "By what", "Words of the first")
    if len(every) > _LISTED:
        text = f"The {_LISTED} longest of {len(every):,} passages are listed."
        sentences.append(Sentence(text, rows[0].cites))
    table = Table("Passages that two documents share", head, rows, (1,))
    return Section(
        title, tuple(sentences), (table,), facing=tuple(_facing(view, one) for one in every[:_OPENED])
    )


def _row(view: View, one: Passage) -> Row:
    cells = (
        one.kind,
        str(one.words),
        file_of(view, one.first.exhibit),
        file_of(view, one.second.exhibit),
        cut(defang(one.why), 160) or "–",
        cut(defang(one.first.quote), 160),
    )
    return Row(cells, (one.id,))


def _facing(view: View, one: Passage) -> Facing:
    (left, short), (right, shorter) = (_words(view, place, one.words) for place in (one.first, one.second))
    runs = _runs(left, right)
    size = counted(one.words, "word")
    if short or shorter:
        hidden = one.words - min(sum(len(run.words.split()) for run in side if run.shared) for side in runs)
        size += f" ({hidden:,} not shown here)" if hidden > 0 else " (not all shown here)"
    why = f", {defang(one.why)}" if one.why else ""
    return Facing(
        title=cut(f"{one.kind}, {size}{why}", 200),
        labels=(file_of(view, one.first.exhibit), file_of(view, one.second.exhibit)),
        left=(*runs[0], *([_MORE] if short else [])),
        right=(*runs[1], *([_MORE] if shorter else [])),
        cites=(one.id,),
    )


def _words(view: View, place: Place, count: int) -> tuple[list[str], bool]:
    """Return the whole words that are kept of a place with ``count`` shared ones, and whether there are more."""
    found = view.records.excerpts.get(place.id)
    match = found.match if found else place.quote
    words = excerpt_of(view, place).match.split()
    short = len(match) >= _KEPT or match.endswith("…") or len(words) * _TOKENS < count
    return words[:-1] if short else words, short


def _runs(left: list[str], right: list[str]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return both sides as runs of words that stand in the other one too, or do not."""
    keys = ([_key(word) for word in left], [_key(word) for word in right])
    made: tuple[list[Run], list[Run]] = ([], [])
    for tag, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        for runs, words in ((made[0], left[a:b]), (made[1], right[c:d])):
            if words:
                runs.append(Run(visible(" ".join(words)), tag == "equal"))
    return tuple(made[0]), tuple(made[1])


def _key(word: str) -> str:
    return "".join(char for char in word.casefold() if char.isalnum()) or word
