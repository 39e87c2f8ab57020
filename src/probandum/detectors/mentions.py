"""Names that a document mentions without saying that their bearer did, or was used in, what it reports.

The words right before a name tell it; in an enumeration they hold for all its members. A mark lowers the authenticity
and is said in the note; it hides nothing.
"""

import re

from probandum.model.ident import Value


class Aside(Value, frozen=True):
    """Why a name is only mentioned.

    Attributes:
        sort: row of the table of authenticity.
        why: for the note, with the words that say so.
        opens: whether it opens its sentence, so that a comma ends it: “Unlike X, Y …”.
    """

    sort: str
    why: str
    opens: bool = False


_THE = r"(?:\s(?:the|that of|those of|a|an|both|either))?[\s\"'\u2018\u2019\u201c\u201d*_\[(]*\Z"
_EXCLUDED = re.compile(
    r"\b(unlike|(?:unrelated|(?:in )?contrast|opposed) to|(?:distinct|differ(?:s|ent|ently)?|apart) from|rather than|"
    r"instead of|(?:not|no longer|never)(?: \w{1,12})? (?:associated|attributed|attributable|connected|linked|related|"
    r"tied|confused|conducted|carried out)(?: directly)? (?:to|with|by)|no (?:\w{1,12} )?"
    r"(?:links?|relation|relationship|connections?|overlaps?|ties|evidence)(?: \w{1,12})? (?:to|with|of|for))"
    + _THE,
    re.IGNORECASE,
)
_LIKENED = re.compile(
    r"\b((?:similar(?:ities|ly)?|comparable|identical)(?: in \w{1,12})? (?:to|with)|resembl\w{1,5}|reminiscent of)"
    + _THE,
    re.IGNORECASE,
)
_BORROWED = re.compile(
    r"\b((?:pos|masquerad)\w{1,4}(?: (?:themselves|himself|herself|itself))? as|"
    r"(?:pretend|claim|purport)\w{0,4} to be|identif\w{1,4} (?:themselves|himself|herself|itself) as|"
    r"impersonat\w{1,4}|(?:in|under|using) the names? of|imitat\w{1,4})" + _THE,
    re.IGNORECASE,
)
_EXCLUDING = frozenset(
    {
        *("not ", "no ", "never", "unlike", "unrelated", "contrast", "opposed", "distinct", "differ"),
        *("apart", "rather", "instead"),
    }
)
_LIKENING = frozenset({"similar", "comparable", "identical", "resembl", "reminiscent"})
_BORROWING = frozenset(
    {"pos", "masquerad", "pretend", "claim", "purport", "identif", "impersonat", "name", "imitat"}
)
_ROWS = (
    (_EXCLUDED, _EXCLUDING, "excluded name", "set apart"),
    (_LIKENED, _LIKENING, "likened name", "likened"),
    (_BORROWED, _BORROWING, "borrowed name", "somebody passes for it"),
)
"""Pattern, parts of words of which one stands in whatever it matches, row of the table, why."""
_NUMBERED = re.compile(r"[\s>*]{0,8}\[{1,2}\d{1,3}\](?=[^\n]{0,300}(?:https?:|\]\())")
_FOUND_AT = re.compile(r"[^\n]*\b(?:Retrieved from|Accessed on|Available at)\b")
_FINDING = ("Retrieved from", "Accessed on", "Available at")
_REACH, _LINE = 70, 300
_ODD = ("\u0131", "\u017f", "\u0307")
"""Letters in lower case that patterns take for “i” and “s”, and the dot of a small “İ”."""


def aside(text: str, start: int) -> Aside | None:
    """Return why the name that starts at a place is only mentioned; None where nothing says so."""
    before = text[max(start - _REACH, 0) : start]
    low = before.lower()
    odd = not low.isascii() and any(map(low.__contains__, _ODD))
    for pattern, parts, sort, why in _ROWS:
        match = pattern.search(before) if odd or any(map(low.__contains__, parts)) else None
        if match and "\n\n" not in match[0]:
            return Aside(sort, f"{why}: {' '.join(match[1].lower().split())}", match[1][0].isupper())
    line = text.rfind("\n", max(start - _LINE, 0), start) + 1
    if (line or start < _LINE) and _is_cited(text[line : start + _LINE]):
        return Aside("cited name", "in a list of works cited")
    return None


def _is_cited(line: str) -> bool:
    """Return whether what begins with a line begins with an entry of a list of works."""
    if _NUMBERED.match(line):
        return True
    return any(words in line for words in _FINDING) and _FOUND_AT.match(line) is not None
