"""What of a page a reader does not see, as far as its own markup says so: attributes, inline style, simple style sheets.

Of style sheets only rules for one class or one id are followed, outside ``@media`` for other than screens: what hides
an element by its place among others, or by a script, is not known here.
"""

import re
from collections.abc import Mapping

UNSEEN = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|(?:opacity|font-size|zoom):0?\.?0*(?![\d.]*[1-9])"
    r"|text-indent:-\d{3}|(?:left|top|right|bottom):-\d{3}|clip:rect\(0|clip-path:inset\((?:50|100)%|scale\(0\)"
    r"|(?:^|;)color:transparent"
)
EMPTY_BOX = re.compile(r"(?:^|;)(?:max-)?(?:height|width):0(?:px)?(?:;|$)")
COLOUR = re.compile(r"(?:^|;)color:([^;]+)")
GROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;]+)")
WHITE = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)"})
NOISE = re.compile(r"/\*.*?\*/|\s|!important", re.DOTALL)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BRACE = re.compile(r"[{}]")
SIMPLE = re.compile(r"[a-z]*[.#][\w-]+", re.IGNORECASE)
FOR_SCREEN = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*$", re.IGNORECASE)
SHEET = 500_000
"""Characters of one style sheet that are looked at."""

NESTED = 4
WHOLE = frozenset({"html", "body", "main", "article"})
"""Elements that hide nothing from the eye by ``aria-hidden``: dialogs set it on all that is behind them."""


def is_unseen(values: Mapping[str, str], name: str = "") -> bool:
    """Tell an element that a reader of the page does not see, as far as the element itself says so.

    Text marked as none for screen readers (``aria-hidden``) counts as well: a browser shows it, but a page that
    speaks otherwise to one reader than to another is to be looked at.
    """
    if "hidden" in values and values["hidden"].lower() != "until-found":
        return True
    if values.get("aria-hidden", "").lower() == "true" and name not in WHOLE:
        return True
    return hides(values.get("style", ""))


def hides(declarations: str) -> bool:
    """Tell whether the declarations of a style make text invisible."""
    style = NOISE.sub("", declarations.lower())
    if not style:
        return False
    colour, ground = COLOUR.search(style), GROUND.search(style)
    if colour and ground:
        pair = {"white" if found[1] in WHITE else found[1] for found in (colour, ground)}
        if len(pair) == 1:
            return True
    return bool(UNSEEN.search(style) or ("overflow:hidden" in style and EMPTY_BOX.search(style)))


def hiding(sheet: str, known: frozenset[str]) -> frozenset[str]:
    """Return the selectors of one class or id that a style sheet hides, with those that are known already.

    A later rule for the same selector that sets ``display`` or ``visibility`` shows it again.
    """
    css = COMMENT.sub("", sheet[:SHEET])
    found = set(known)
    stack: list[str] = []
    at = 0
    for brace in BRACE.finditer(css):
        words = css[at : brace.start()].strip()
        at = brace.end()
        if brace[0] == "{":
            stack.append(words[-2_000:])
            continue
        selectors = stack.pop() if stack else ""
        plain = len(stack) <= NESTED and all(FOR_SCREEN.match(outer) for outer in stack)
        if plain and not selectors.startswith("@"):
            simple = {one.strip() for one in selectors.split(",") if SIMPLE.fullmatch(one.strip())}
            if simple and hides(words):
                found |= simple
            elif simple and re.search(r"(?:display|visibility)\s*:", words):
                found -= simple
    return frozenset(found)


def is_selected(name: str, values: Mapping[str, str], selectors: frozenset[str]) -> bool:
    """Tell whether one of the selectors is of an element: ``.class``, ``#id``, or with the element's name before."""
    marks = [f".{one}" for one in values.get("class", "").split()[:50]]
    marks += [f"#{values['id']}"] if values.get("id") else []
    return any(mark in selectors or name + mark in selectors for mark in marks)
