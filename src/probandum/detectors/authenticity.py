"""Start values for the chance that a find is real, the intruder's, and mapped rightly, each with its reason.

Decimals in [0, 1]. Not fitted: no labelled data was used. They state an order, and are there to be replaced by shares
counted on reviewed finds.
"""

from decimal import Decimal
from typing import NamedTuple


class Start(NamedTuple):
    """A start value and why it is what it is."""

    value: Decimal
    why: str


START: dict[str, Start] = {
    "defanged": Start(Decimal("0.9"), "whoever defangs an indicator holds it to be hostile"),
    "hash": Start(Decimal("0.8"), "a digest in a report mostly names a sample; some name harmless files"),
    "empty": Start(Decimal("0.05"), "the digest of an empty file shows nothing"),
    "network": Start(
        Decimal("0.5"), "an address written plainly may be a victim's, a service's or a reference"
    ),
    "link": Start(
        Decimal("0.1"), "the target of a link in the report is a reference far more often than a find"
    ),
    "own site": Start(Decimal("0.05"), "the publisher's own site is not evidence about the intruder"),
    "not public": Start(
        Decimal("0.1"), "an address that is not routed on the internet names nobody's infrastructure"
    ),
    "vulnerability": Start(
        Decimal("0.8"), "the identifier is exact; that the intruder used it is not certain"
    ),
    "path": Start(Decimal("0.6"), "many paths belong to the system, not to the intruder"),
    "registry": Start(Decimal("0.6"), "many keys belong to the system, not to the intruder"),
    "pdb": Start(Decimal("0.8"), "the path of a debug database comes out of a sample, and is easily forged"),
    "cued": Start(Decimal("0.7"), "named as such in the sentence, its extent guessed from quotes"),
    "wallet": Start(Decimal("0.9"), "the checksum holds"),
    "unchecked wallet": Start(Decimal("0.6"), "forty digits without a checksum"),
    "technique id": Start(
        Decimal("0.9"), "an ATT&CK id is exact; that the mapping is right is the author's word"
    ),
    "technique name": Start(Decimal("0.5"), "the name of a technique in prose, not its id"),
    "ordinary technique name": Start(Decimal("0.3"), "the name of a technique is also an ordinary phrase"),
    "malware name": Start(
        Decimal("0.8"), "an unambiguous name; it may be mentioned without having been seen"
    ),
    "tool name": Start(Decimal("0.7"), "a tool that administrators use too"),
    "actor name": Start(Decimal("0.8"), "an unambiguous name; it is somebody's label, not a finding"),
    "cued name": Start(Decimal("0.6"), "an ordinary or short word taken for a name because of its context"),
    "generic name": Start(
        Decimal("0.1"), "a word of the trade or of the system that somebody also has for one family"
    ),
    "ambiguous name": Start(Decimal("0.4"), "the name belongs to several"),
    "candidate": Start(Decimal("0.2"), "looks like the name of a group that the pack does not hold"),
    "place": Start(Decimal("0.5"), "a country that is mentioned; in which role is not known"),
}
"""By sort of find."""
