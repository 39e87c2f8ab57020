"""A model trained on invented sentences, for packs that are as small."""

from decimal import Decimal
from functools import cache

import msgspec
import numpy as np

from probandum.detectors.classifier import Band, Model
from probandum.evaluate.technique_examples import Example
from probandum.evaluate.technique_train import Prepared, train
from probandum.model.pack import Actor, Name, Pack, Place, Software, Technique

ACTS = {
    "T1055": (
        "injects code into the memory of",
        "writes shellcode into the remote process of",
        "hollows out",
    ),
    "T1566": ("sends mails with a malicious attachment to", "lures by a phishing mail", "mails a link to"),
    "T1486": (
        "encrypts files and asks a ransom of",
        "scrambles the data on the disks of",
        "encrypts documents of",
    ),
    "": ("was first seen in the spring by", "is a group that interests", "has offices beside"),
}
WHOM = ("the victim", "its targets", "a bank", "the browser", "staff", "a ministry", "the client", "users")
BANDS = (
    Band(Decimal("-0.60"), Decimal("0.41"), 50, Decimal("0.20")),
    Band(Decimal("0.00"), Decimal("0.72"), 60, Decimal("0.50")),
)
PACK = Pack(
    "p", "1", "", {}, False,
    (Actor("G1", "Aquatest", "", "group"), Actor("G2", "Fancy Bravo", "", "group")),
    (Software("S1", "Emotest", "", "malware"), Software("S2", "Netest", "", "tool")),
    (
        Technique("T1055", "Process Injection", ""),
        Technique("T1566", "Phishing", ""),
        Technique("T1486", "Data Encrypted for Impact", ""),
    ),
    (Name("Lumpy Cat", "G1", "One"),), (), (), (), (Place("CU", ("Cuba",)),),
)  # fmt: skip


def examples() -> list[Example]:
    return [
        Example(
            tuple(f"the malware {act} {whom} {when}".split()),
            frozenset({label} - {""}),
            1.0,
            f"{label}{when}",
        )
        for label, acts in ACTS.items()
        for act in acts
        for whom in WHOM
        for when in ("yesterday", "again")
    ]


@cache
def model() -> Model:
    kept = Prepared(examples())
    plain = train(kept, np.arange(len(kept.examples)))
    return plain._replace(header=msgspec.structs.replace(plain.header, bands=BANDS, knowledge="invented 1"))


def pack(**more: object) -> Pack:
    return msgspec.structs.replace(PACK, technique_model=model().to_bytes(), **more)
