"""Shared passages as records that a person can open: where each stands in both exhibits, and what it is."""

import re
from collections import defaultdict
from collections.abc import Iterable

from msgspec import structs

from probandum.model.ident import Digest, Id, short
from probandum.model.sharing import Passage
from probandum.sources.bonds import DEPENDENT
from probandum.sources.reports import place
from probandum.sources.reuse import Shared
from probandum.sources.web import Web

NOTED = 20
"""Common quotations that get a note each, the most common first."""
_SHOWN = 90
_OTHER = re.compile(r"[\W_]+")


class Held:
    """The passages of pairs.

    Args:
        web: where the exhibits are; pairs of others are passed over.
        pairs: what they share.

    Attributes:
        passages: sorted by exhibits and place.
        notes: what several quote.
    """

    def __init__(self, web: Web, pairs: Iterable[Shared]) -> None:
        self._of: dict[tuple[str, str], list[Passage]] = {}
        quoted: defaultdict[str, set[Digest]] = defaultdict(set)
        words: dict[str, str] = {}
        for pair in pairs:
            self._of[pair.first, pair.second] = made = _made(web, pair)
            for one in made:
                if one.kind == "quotation":
                    plain = _plain(one.first.quote)
                    quoted[plain].update((one.first.exhibit, one.second.exhibit))
                    words[plain] = min(one.first.quote, words.get(plain, one.first.quote))
        every = (one for key in sorted(self._of) for one in self._of[key])
        self.passages = tuple(sorted(every, key=_where))
        ranked = sorted(quoted, key=lambda plain: (-len(quoted[plain]), plain))
        self.notes = [_both(sorted(quoted[plain]), words[plain]) for plain in ranked[:NOTED]]
        if len(ranked) > NOTED:
            self.notes.append(f"{len(ranked) - NOTED} more quotations stand in two documents or more")

    def ids(self, pair: Shared) -> tuple[Id, ...]:
        """Return the ids of the passages of a pair that make one depend on the other."""
        return tuple(one.id for one in self._of.get((pair.first, pair.second), ()) if one.kind in DEPENDENT)


def _made(web: Web, pair: Shared) -> list[Passage]:
    first, second = (web.reports.get(Digest(key)) for key in (pair.first, pair.second))
    if first is None or second is None:
        return []
    found = []
    for run in pair.passages:
        places = place(first, *run.first), place(second, *run.second)
        if places[0] is None or places[1] is None:
            continue
        made = Passage(run.kind, places[0], places[1], run.words, run.why)
        kind = web.made.kind(pair, run)
        if kind != run.kind:
            why = "under two publishers" if kind == "copy" else "at the end of two texts of one publisher"
            made = structs.replace(made, kind=kind, why=f"{run.why}; {why}".removeprefix("; "))
        found.append(made)
    return found


def _where(one: Passage) -> tuple[str, str, int, int, int, str]:
    first = one.first.locator
    return one.first.exhibit, one.second.exhibit, first.page, first.start, one.second.locator.start, one.kind


def _plain(words: str) -> str:
    return _OTHER.sub(" ", words.casefold()).strip()[:80]


def _both(exhibits: list[Digest], words: str) -> str:
    said = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
    who = ", ".join(short(one) for one in exhibits[:8]) + (
        f" and {len(exhibits) - 8} more" if len(exhibits) > 8 else ""
    )
    return f"{who} {'both' if len(exhibits) == 2 else 'all'} quote: {said}"
