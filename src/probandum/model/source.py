"""Who says so; which sayings share one origin."""

from typing import Literal

from probandum.model.ident import Digest, Id, Value, identify
from probandum.model.scales import Reliability


class Source(Value, frozen=True):
    """Somebody who reports.

    Attributes:
        name: as the analyst names it.
        reliability: Admiralty letter.
        interest: what it stands to gain, in words; empty where none is known.
        relies_on: names of sources whose reporting it repeats.
        party: those who act for one party share an interest; empty for itself alone.
        right: accusations of the past that later proved right.
        wrong: accusations of the past that later proved wrong.
        denials_right: denials of the past that later proved true.
        denials_wrong: denials of the past that later proved false.
        record: where these counts are from, in words; empty where none is stated.
    """

    name: str
    reliability: Reliability = "F"
    interest: str = ""
    relies_on: tuple[str, ...] = ()
    party: str = ""
    right: int = 0
    wrong: int = 0
    denials_right: int = 0
    denials_wrong: int = 0
    record: str = ""


class Origin(Value, frozen=True):
    """Exhibits that count as one, because they go back to one reporter or repeat one text.

    Attributes:
        sources: names of sources behind it, sorted.
        exhibits: digests, sorted.
        why: one line a reason for counting them as one, or for keeping them apart; empty for an exhibit that stands
            alone.
        roots: exhibits of it that nothing collected explains, sorted; empty where each repeats another.
        also: exhibits of other origins from which some of its exhibits take parts, sorted.
    """

    sources: tuple[str, ...]
    exhibits: tuple[Digest, ...]
    why: tuple[str, ...] = ()
    roots: tuple[Digest, ...] = ()
    also: tuple[Digest, ...] = ()

    @property
    def id(self) -> Id:
        """Its exhibits."""
        return identify("origin", self.exhibits)


class Ruling(Value, frozen=True):
    """A person's judgement that documents go back to one origin, or do not.

    Attributes:
        act: ``join``: count all as one; ``split``: count each file apart from the others, whatever they share.
        exhibits: of each file, itself first, then what lies in it.
        files: their names, in the same order.
        reason: why.
        by: who judges.
        line: line in the case file.
    """

    act: Literal["join", "split"]
    exhibits: tuple[tuple[Digest, ...], ...]
    files: tuple[str, ...]
    reason: str
    by: str
    line: int = 0


class Origins(tuple[Origin, ...]):
    """All origins of a case; prints as ``14 reports, 3 origins, 2 of unknown origin`` and why, a line each."""

    __slots__ = ()

    @property
    def sentence(self) -> str:
        """How many reports go back to how many origins."""
        reports = sum(len(origin.exhibits) for origin in self)
        unknown = sum(1 for origin in self if not origin.sources)
        words = [_counted(reports, "report"), _counted(len(self), "origin")]
        return ", ".join([*words, f"{unknown} of unknown origin"] if unknown else words)

    def __str__(self) -> str:
        lines = [self.sentence]
        for origin in self:
            why = f" – {'; '.join(origin.why)}" if origin.why else ""
            lines.append(
                f"  {', '.join(origin.sources) or 'unknown'}: {_counted(len(origin.exhibits), 'report')}{why}"
            )
        return "\n".join(lines)


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
