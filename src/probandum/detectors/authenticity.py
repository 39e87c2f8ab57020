"""The chance that a find is real, the intruder's, and mapped rightly, by sort of find, each with its reason.

Decimals in [0, 1]. Where the reason says “fitted”, the value is the share that annotators of AnnoCTR (LREC-COLING 2024,
86 reports) agree with, times the share of the linked ones that are mapped as they link, both smoothed by Beta(1, 1) and
rounded down; their annotations are incomplete, so it is too low rather than too high for “real and mapped rightly”, and
says nothing of who used it. ``tests/eval/test_detectors_eval.py`` measures it. All others are start values: no labelled
data was used. They state an order, and are there to be replaced by shares counted on reviewed finds.
"""

from decimal import Decimal

from probandum.model.ident import Value


class Start(Value, frozen=True):
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
    "file name": Start(Decimal("0.4"), "a name without a folder; harmless files bear the same names"),
    "system file": Start(Decimal("0.1"), "the name of a file that every system has"),
    "directory": Start(Decimal("0.4"), "a folder; most belong to the system, not to the intruder"),
    "command": Start(Decimal("0.6"), "a command line; some are advice to the defender"),
    "fingerprint": Start(
        Decimal("0.6"), "many servers and clients share a fingerprint; a certificate may be the victim's"
    ),
    "product": Start(Decimal("0.3"), "a product is mostly what was attacked, not what the intruder used"),
    "subject": Start(Decimal("0.5"), "the subject of a message, its extent guessed from quotes"),
    "account": Start(Decimal("0.2"), "a handle in a report is mostly a researcher's"),
    "warning list": Start(
        Decimal("0.1"), "on a list of what is nobody's infrastructure: reserved, of the system, of a defender"
    ),
    "shared service": Start(
        Decimal("0.3"), "an address or site that anybody may use: it names the landlord, not the tenant"
    ),
    "popular site": Start(Decimal("0.3"), "a much visited site is mostly a reference, a victim or misused"),
    "technique id": Start(
        Decimal("0.9"), "an ATT&CK id is exact; that the mapping is right is the author's word"
    ),
    "technique name": Start(Decimal("0.5"), "the name of a technique in prose, not its id"),
    "ordinary technique name": Start(Decimal("0.3"), "the name of a technique is also an ordinary phrase"),
    "malware name": Start(
        Decimal("0.81"),
        "fitted: 829 of 981 are annotated as such, 465 of 482 with a link lead where it leads (AnnoCTR)",
    ),
    "tool name": Start(
        Decimal("0.69"),
        "fitted: 72 of 101 are annotated as such, 60 of 60 lead where the link leads (AnnoCTR); administrators use it too",
    ),
    "actor name": Start(
        Decimal("0.74"),
        "fitted: 266 of 307 are annotated as such, 191 of 222 lead where the link leads (AnnoCTR); it is somebody's label",
    ),
    "cued name": Start(
        Decimal("0.71"),
        "fitted: an ordinary or short word taken for a name by its context; 219 of 275 are annotated as such, 80 of 88 "
        "lead where the link leads (AnnoCTR)",
    ),
    "generic name": Start(
        Decimal("0.1"), "a word of the trade or of the system that somebody also has for one family"
    ),
    "ambiguous name": Start(
        Decimal("0.4"),
        "the name belongs to two or more: half of .81, the share measured for one of them (136 of 161, 73 of 75, AnnoCTR)",
    ),
    "candidate": Start(Decimal("0.2"), "looks like the name of a group that the pack does not hold"),
    "excluded name": Start(
        Decimal("0.1"), "“unlike X”, “not linked to X”: whoever is set apart is not said to have done it"
    ),
    "likened name": Start(
        Decimal("0.4"), "“similar to X”: a likeness is no identity, though some are told for that reason"
    ),
    "borrowed name": Start(Decimal("0.1"), "somebody passes for the bearer of the name"),
    "cited name": Start(
        Decimal("0.2"), "the title of a work that is cited speaks of another case more often than not"
    ),
    "demonym": Start(
        Decimal("0.4"), "“Chinese”: a people, its things or its state, in which role is not known"
    ),
    "capital": Start(Decimal("0.3"), "the seat of a government, or only the town"),
    "organ": Start(Decimal("0.4"), "an office or service of a state; in which role is not known"),
    "place": Start(Decimal("0.5"), "a country that is mentioned; in which role is not known"),
}
"""By sort of find."""
