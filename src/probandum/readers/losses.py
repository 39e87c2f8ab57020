"""What a reader leaves out, counted as it goes and said once at the end."""

from collections import Counter
from collections.abc import Iterator

from probandum.model.exhibit import Locator
from probandum.model.ident import Digest
from probandum.model.observation import Omission
from probandum.readers.observables import plain

SHOWN = 8
"""Examples named in one line."""


class Losses:
    """Counts by reason; an omission a reason.

    Args:
        exhibit: in which exhibit.
        by: the reader, as ``name/version``.
    """

    def __init__(self, exhibit: Digest, by: str) -> None:
        self._exhibit = exhibit
        self._by = by
        self._reasons: dict[str, Counter[str]] = {}
        self._first: dict[str, Locator | None] = {}

    def add(self, reason: str, example: str = "", where: Locator | None = None, count: int = 1) -> None:
        """Count a loss.

        Args:
            reason: what is counted, in few words, and what to do about it; the number follows.
            example: what was lost; equal ones are counted together.
            where: place of it; the first is kept.
            count: how many.
        """
        things = self._reasons.setdefault(reason, Counter())
        self._first.setdefault(reason, where)
        shown = plain(example, 60)
        if shown not in things and len(things) > SHOWN:
            shown = ""
        things[shown] += count

    def say(self, line: str, where: Locator | None = None) -> None:
        """Tell a loss that cannot be counted, in one line."""
        self.add(line, where=where, count=0)

    def omissions(self) -> Iterator[Omission]:
        """Yield one omission a reason, in the order in which reasons came up."""
        for reason, things in self._reasons.items():
            named = [
                f"{thing} ×{number:,}" if number > 1 else thing for thing, number in things.items() if thing
            ]
            more = ", …" if len(named) > SHOWN or ("" in things and named) else ""
            listed = f" ({', '.join(named[:SHOWN])}{more})" if named else ""
            what = f"{reason}: {things.total():,}{listed}" if things.total() else reason
            yield Omission(self._exhibit, self._by, what, self._first[reason])
