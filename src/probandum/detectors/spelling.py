"""How much the way a name is written says by itself."""

from typing import Literal

from probandum.detectors.cues import is_cue
from probandum.detectors.lexicon import ITS_ID, Form, is_ordinary

Writing = Literal["distinctive", "weak", "faint", "no"]


def written_as(form: Form, surface: str) -> Writing:
    """Return whether a surface is a name by itself, one only near a cue, only right beside a cue, or none.

    Ids count as they are; ordinary words only in the spelling of the name; names that their publishers write in
    capitals (ELECTRUM) mean something else in small letters.

    Args:
        form: the name.
        surface: as it stands in the text, spaces and hyphens of one kind.
    """
    exact = surface in form.spelled
    if all(sense.by == (ITS_ID,) for sense in form.senses):
        return "distinctive" if exact else "no"
    if form.strength == "distinctive":
        return _distinctive(form, surface)
    if form.strength == "phrase":
        return "distinctive" if exact or _is_capitalised(surface) else "no"
    if form.strength == "short":
        mixed = not surface.isupper() and not surface.islower()
        if not exact:
            return "weak" if surface.isupper() else _as_noun(surface)
        return "distinctive" if mixed else "weak"
    return _weak(surface, exact=exact)


def _distinctive(form: Form, surface: str) -> Writing:
    if " " in surface and not any(" " in name for name in form.spelled) and not _is_capitalised(surface):
        return "no"
    words = surface.replace("-", " ").split()
    if " " in surface and not any(" " in name for name in form.spelled) and _are_plain(words):
        return "weak"
    phrase = len(words) > 1 and surface.islower() and any(map(is_ordinary, words))
    capitals = all(name.isupper() and name.isalpha() for name in form.spelled)
    return "weak" if phrase or (capitals and not surface.isupper()) else "distinctive"


def _are_plain(words: list[str]) -> bool:
    """Return whether ordinary words stand where the name is one word: “Target Company” for TargetCompany."""
    return all(is_ordinary(word.lower()) for word in words)


def _weak(surface: str, *, exact: bool) -> Writing:
    if surface.islower():
        return "faint" if exact and len(surface) > 2 else "no"
    if not exact:
        return "weak" if surface.isupper() and len(surface) > 3 else _as_noun(surface)
    odd = surface not in (surface.capitalize(), surface.upper(), surface.title())
    return "distinctive" if odd or (surface.isupper() and len(surface) > 5) else "weak"


def _as_noun(surface: str) -> Writing:
    """Return what a name of another case is when it is written like a proper noun: “Barium” for BARIUM."""
    return "faint" if len(surface) > 3 and surface.istitle() else "no"


def _is_capitalised(surface: str) -> bool:
    """Return whether every word begins with a capital or a digit; “group” and the like need none."""
    words = surface.replace("-", " ").split()
    return len(words) == 1 or all(not word[0].islower() or is_cue(word) for word in words)
