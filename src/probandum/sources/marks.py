"""Which words of a text are somebody else's: quotation marks of any script, block quotes, "X said:"."""

import re
from collections.abc import Iterator
from itertools import islice

LONGEST = 2_500
"""Characters of a quotation; a mark without its partner in so many quotes nothing."""

_CLOSERS = {
    "“": '”"',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    "〝": "〟〞",
    "‚": "‘’",
    "‘": "’",
    "”": "”",
    "＂": "＂",
    '"': '"',
    "``": "''",
}
"""What closes a quotation that a mark opens (CLDR, delimiters; ”…” is Swedish, »…« Danish and German)."""
_MARK = re.compile(r"``|''|[“”„«»‹›「」『』〝〟〞‚‘’＂\"]|\n[ \t]*\n|(?<=[.!?:*|>)\]])\n")
_STRAIGHT = ("'", '"', "＂", "‘", "‚", "”", "»")
"""Marks that also close, or mean a foot: they quote within a paragraph only."""
_OPENING = "“„«「『〝"
"""Marks that open: where one stands within a quotation that it opened, a paragraph goes on, or the first was a slip."""
_BEFORE = re.compile(r"[\s(\[{—–\-:,>*_/|]")
_LINE_QUOTED = re.compile(r"^[ \t]*(?:>|&gt;)[^\n]*", re.MULTILINE)

_SAID = (
    r"sa(?:id|ys|y|ying)|told|tells|stat(?:ed|es|ing)|wr(?:ote|ites|iting)|written|add(?:ed|s)|announc(?:ed|es)|declar(?:ed|es)"
    r"|claim(?:ed|s)|warn(?:ed|s)|explain(?:ed|s)|reads?|put it|puts it|comment(?:ed|s)|not(?:ed|es)|tweeted|posted|testif(?:ied|ies)"
    r"|confirm(?:ed|s)|den(?:ied|ies)|conclud(?:ed|es)|quot(?:ed|es|ing)|according to|as follows|in (?:a|the|its|his|her|their) (?:statement|words)"
    r"|sagt(?:e|en)?|erklärt(?:e|en)?|teilt(?:e|en)? mit|schr(?:ieb|eibt)|zufolge|laut|betont(?:e|en)?|heißt es"
    r"|a (?:dit|déclaré|affirmé|expliqué|indiqué|ajouté)|selon|écrit|dijo|dice|declaró|afirmó|señaló|según"
    r"|ha (?:detto|dichiarato|affermato|scritto)|secondo|disse|afirmou|declarou|segundo|zegt|zei|verklaarde|volgens"
    r"|powiedział[a]?|oświadczył[a]?|według|dedi|söyledi|açıkladı"
    r"|сказал[аи]?|заявил[аи]?|сообщил[аи]?|написал[аи]?|отметил[аи]?|говорится|по словам|согласно"
    r"|заяви(?:в|ла|ли)|повідоми(?:в|ла|ли)|сказа(?:в|ла)|за словами|згідно"
)
_SAYING = re.compile(
    rf"(?<!\w)(?:{_SAID})(?!\w)|قال|صرح|أعلن|وفقا|[说說称稱]|表示|宣布|指出|述べ|語[っり]|によると|말했|밝혔",
    re.IGNORECASE,
)
_COLON = re.compile(r":[*_ \t]*(?:\n[ \t]*){0,2}([^\n]+)")
_COLONS = 20_000
_NEAR = 90
"""Characters before or behind a quotation in which a word of saying attributes it."""


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the half-open character ranges that a text marks as quoted, sorted, apart from each other."""
    found = [
        *_between_marks(text),
        *(match.span() for match in _LINE_QUOTED.finditer(text)),
        *_announced(text),
    ]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def attributed(text: str, start: int, end: int) -> str:
    """Return the word of saying next to a range, in the same paragraph; empty where there is none."""
    before = text[max(start - _NEAR, 0) : start].rsplit("\n\n", 1)[-1]
    after = text[end : end + _NEAR].split("\n\n", 1)[0]
    said = [match.group() for match in _SAYING.finditer(before)]
    if said:
        return said[-1]
    match = _SAYING.search(after)
    return match.group() if match else ""


def _between_marks(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between a mark and the next that closes it; a paragraph may go on if it opens anew."""
    opened, begun = "", 0
    for match in _MARK.finditer(text):
        mark, place = match.group(), match.start()
        if opened and place - begun > LONGEST:
            opened = ""
        if mark == "\n":
            opened = "" if opened in _STRAIGHT else opened
        elif mark[0] == "\n":
            if opened and text[match.end() : match.end() + len(opened)] == opened:
                yield begun, place
            opened = ""
        elif opened == mark and mark in _OPENING:
            if text[place - 1] == "\n":
                yield begun, place
            begun = match.end()
        elif opened and mark in _CLOSERS[opened]:
            if _closes(text, match.start(), match.end(), mark):
                yield begun, place
                opened = ""
        elif not opened and mark in _CLOSERS and _opens(text, match.start(), match.end(), mark):
            opened, begun = mark, match.end()


def _opens(text: str, start: int, end: int, mark: str) -> bool:
    if end >= len(text) or text[end].isspace():
        return mark in "«„“「『" and end < len(text)
    return mark in "“„「『〝" or start == 0 or _BEFORE.match(text[start - 1]) is not None


def _closes(text: str, start: int, end: int, mark: str) -> bool:
    """Return whether a mark ends a quotation: one that is an apostrophe, or opens another, does not."""
    if mark in "'’‘\"":
        return not (end < len(text) and text[end].isalnum()) and not (
            mark == '"' and text[start - 1].isspace()
        )
    return True


def _announced(text: str) -> Iterator[tuple[int, int]]:
    """Yield the line that a colon announces after a word of saying in the same sentence."""
    for match in islice(_COLON.finditer(text), _COLONS):
        before = re.split(r"[.!?\n]", text[max(match.start() - _NEAR, 0) : match.start()])[-1]
        if _SAYING.search(before):
            yield match.span(1)
