"""Who says so; which sayings share one origin."""

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
    """

    name: str
    reliability: Reliability = "F"
    interest: str = ""
    relies_on: tuple[str, ...] = ()
    party: str = ""


class Origin(Value, frozen=True):
    """Exhibits that count as one, because they go back to one reporter or repeat one text.

    Attributes:
        sources: names of sources behind it, sorted.
        exhibits: digests, sorted.
        why: one line a reason for counting them as one; empty for an exhibit that stands alone.
    """

    sources: tuple[str, ...]
    exhibits: tuple[Digest, ...]
    why: tuple[str, ...] = ()

    @property
    def id(self) -> Id:
        """Its exhibits."""
        return identify("origin", self.exhibits)
