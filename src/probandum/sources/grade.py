"""The Admiralty System: letters for sources, digits for what they say (NATO AJP-2.1, annex; STANAG 2511)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import cast, get_args

from probandum.errors import UsageError
from probandum.model.ident import Digest, Value
from probandum.model.scales import CREDIBILITY, RELIABILITY, Reliability
from probandum.model.source import Origin, Source


class Graded(Value, frozen=True):
    """A source as a dossier lists it.

    Attributes:
        name: as the analyst names it.
        letter: Admiralty letter.
        meaning: of the letter.
        interest: what it stands to gain; empty where none is stated.
        relies_on: names of sources whose reporting it repeats.
        party: for whom it speaks; empty for itself alone.
        exhibits: how many exhibits are its own.
        origins: in how many origins these stand: 1 at most where every statement was followed, 0 for none.
        shared_with: other sources in the same origins, sorted.
    """

    name: str
    letter: Reliability
    meaning: str
    interest: str
    relies_on: tuple[str, ...]
    party: str
    exhibits: int
    origins: int
    shared_with: tuple[str, ...]


def reliability(letter: str) -> Reliability:
    """Return an Admiralty letter as the scale writes it.

    Raises:
        UsageError: no such letter.
    """
    found = letter.strip().upper()
    if found not in get_args(Reliability):
        raise UsageError(
            f"{letter[:20]!r} is no Admiralty letter", "use A (completely reliable) to F (cannot be judged)"
        )
    return cast("Reliability", found)


def credibility(number: int) -> int:
    """Return an Admiralty digit.

    Raises:
        UsageError: no such digit.
    """
    if isinstance(number, bool) or number not in CREDIBILITY:
        raise UsageError(f"{number} is no Admiralty digit", "use 1 (confirmed) to 6 (cannot be judged)")
    return number


def grade(letter: Reliability, number: int) -> str:
    """Return e.g. ``B2: usually reliable, probably true``."""
    return f"{letter}{number}: {RELIABILITY[letter]}, {CREDIBILITY[credibility(number)]}"


def table(
    sources: Iterable[Source], whose: Mapping[Digest, str], origins: Iterable[Origin]
) -> tuple[Graded, ...]:
    """Return the sources for the dossier, sorted by name.

    Args:
        sources: as stated.
        whose: name of the source by exhibit; empty or missing where none is stated.
        origins: which exhibits count as one.
    """
    listed = list(origins)
    exhibits = Counter(name for name in whose.values() if name)
    rows = []
    for source in sorted(sources, key=lambda source: source.name):
        own = [origin for origin in listed if source.name in origin.sources]
        others = {name for origin in own for name in origin.sources} - {source.name}
        rows.append(
            Graded(
                source.name,
                source.reliability,
                RELIABILITY[source.reliability],
                source.interest,
                source.relies_on,
                source.party,
                exhibits[source.name],
                len(own),
                tuple(sorted(others)),
            )
        )
    return tuple(rows)
