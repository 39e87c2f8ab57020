"""What structured feeds name is looked up, never guessed."""

import pytest

from probandum.detectors.known import KnownDetector
from probandum.interfaces import Batch
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation
from probandum.model.pack import Actor, Name, Pack, Software, Technique

PACK = Pack(
    name="small",
    version="1",
    notice="",
    made_from={},
    dated=False,
    actors=(Actor("G1", "Red", "", "group"), Actor("G2", "Blue", "", "group")),
    software=(Software("S1", "Digger", "", "malware"), Software("S2", "Spade", "", "tool")),
    techniques=(Technique("T1003", "OS Credential Dumping", ""),),
    names=(
        Name("Red", "G1", "A"),
        Name("Digger", "S1", "A"),
        Name("Spade", "S2", "A"),
        Name("Shared Name", "G1", "A"),
        Name("Shared-Name", "G2", "B"),
        Name("Digger", "G2", "B"),
    ),
    uses=(),
    attributions=(),
    citations=(),
)


def seen(kind, value, refs=()):
    return Observation(kind, value, digest(b"x"), Locator("byte", 0, 1), "feed/1", refs=refs)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("attack-pattern", "T1003", ("attack-pattern", "T1003", ("T1003",))),
        ("attack-pattern", "os credential dumping", ("attack-pattern", "T1003", ("T1003",))),
        ("malware", "digger", ("malware", "S1", ("S1",))),
        ("malware", "Spade", ("tool", "S2", ("S2",))),
        ("intrusion-set", "Digger", ("intrusion-set", "G2", ("G2",))),
        ("threat-actor", "shared name", ("threat-actor", "shared name", ("G1", "G2"))),
    ],
)
def test_looked_up(kind, value, expected):
    given = seen(kind, value)
    (found,) = KnownDetector().detect(Batch((), (given,)), PACK)
    assert (found.kind, found.value, found.refs) == expected
    assert found.derived_from == (given.id,)
    assert found.locator == given.locator


@pytest.mark.parametrize(
    "given",
    [
        seen("malware", "Nobody knows"),
        seen("domain-name", "digger"),
        seen("malware", "S1", ("S1",)),
        seen("attack-pattern", "T9999"),
    ],
)
def test_not_guessed(given):
    assert not list(KnownDetector().detect(Batch((), (given,)), PACK))
