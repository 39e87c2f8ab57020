"""One line of the ledger."""

from probandum.model.exhibit import Acquisition, Exhibit
from probandum.model.ident import Digest, Value, canonical


class Entry(Value, frozen=True, omit_defaults=True):
    """An act: who did what, when, with which tool, from what to what (in-toto's materials and products).

    Attributes:
        sequence: 0-based place in the ledger.
        at: RFC 3339 in UTC.
        by: who acted.
        action: ``open``, ``brief``, ``acquire``, ``examine``, ``review``, ``assess``, ``report`` …
        tool: ``name/version``.
        materials: digests of what went in, by name.
        products: digests of what came out, by name.
        count: how many things it dealt with; 0 means that it looked and found nothing.
        note: one line more, e.g. the standard of proof that was fixed.
        exhibits: what was taken into custody by this act.
        acquisitions: how, one for each of ``exhibits``.
    """

    sequence: int
    at: str
    by: str
    action: str
    tool: str
    materials: dict[str, Digest]
    products: dict[str, Digest]
    count: int
    note: str = ""
    exhibits: tuple[Exhibit, ...] = ()
    acquisitions: tuple[Acquisition, ...] = ()

    def to_line(self) -> bytes:
        """Return the ledger line: canonical JSON, without the line feed."""
        return canonical(self)
