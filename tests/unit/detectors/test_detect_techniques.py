import msgspec
import pytest

from probandum.detectors.techniques import TechniqueDetector
from probandum.interfaces import Batch
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation, Omission, Span, Text
from probandum.model.pack import Name, Pack, Technique

TECHNIQUES = (
    Technique("T1055", "Process Injection", "", tactics=("defense-evasion",)),
    Technique("T1055.012", "Process Hollowing", "", "T1055", ("defense-evasion",)),
    Technique("T1059", "Command and Scripting Interpreter", "", tactics=("execution",)),
    Technique("T1059.001", "PowerShell", "", "T1059", ("execution",)),
    Technique("T1566", "Phishing", "", tactics=("initial-access",)),
    Technique("T1583", "Acquire Infrastructure", "", tactics=("resource-development",)),
    Technique("T1583.001", "Domains", "", "T1583", ("resource-development",)),
    Technique("T1584", "Compromise Infrastructure", "", tactics=("resource-development",)),
    Technique("T1584.001", "Domains", "", "T1584", ("resource-development",)),
)
PACK = Pack("p", "1", "", {}, False, (), (), TECHNIQUES, (), (), (), ())


def run(content: str, pack: Pack = PACK) -> list[Observation | Omission]:
    text = Text(
        digest(content.encode()), "t/1", content, (Span(0, len(content), Locator("byte", 0, len(content))),)
    )
    return list(TechniqueDetector().detect(Batch((text,)), pack))


def values(content: str) -> list[str]:
    return [item.value for item in run(content) if isinstance(item, Observation)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("T1059.001 and T1566.", ["T1059.001", "T1566"]),
        ("attack.mitre.org/techniques/T1059/001/", ["T1059.001"]),
        ("TA0002, XT1566, T15660, T1566a", []),
        ("It used process hollowing.", ["T1055.012"]),
        ("Process Injection: Process Hollowing was seen", ["T1055.012"]),
        ("reprocess hollowings", []),
        ("T1566: Phishing, as usual", ["T1566"]),
        ("| T1566 | Phishing |", ["T1566"]),
        ("Phishing | T1566", ["T1566"]),
        ("A phishing mail came. Phishing is common.", []),
        ("* Phishing\n* other", ["T1566"]),
        ("| Domains |\n| a.example |", []),
        ("| T1566 | Domains |", ["T1566"]),
        ("MITRE ATT&CK: Phishing", ["T1566"]),
        ("They use PowerShell.", []),
        ("Several domains were bought.", []),
        ("see process-injection.pdf", []),
    ],
)
def test_ids_and_names(content: str, expected: list[str]) -> None:
    assert values(content) == expected


def test_an_id_weighs_more_than_a_name() -> None:
    id_, name = run("T1566 and, elsewhere in the text, process hollowing")
    assert isinstance(id_, Observation)
    assert isinstance(name, Observation)
    assert id_.authenticity > name.authenticity
    assert (id_.kind, id_.refs, id_.surface) == ("attack-pattern", ("T1566",), "")
    assert "Phishing" in id_.note
    assert name.surface == "process hollowing"
    assert "T1055.012" in name.note


def test_a_name_of_several_techniques_stays_open() -> None:
    (observation,) = run("MITRE ATT&CK: Domains")
    assert isinstance(observation, Observation)
    assert observation.refs == ("T1583.001", "T1584.001")
    assert observation.value == "domains"


def test_unknown_ids_are_reported_once_and_never_guessed() -> None:
    items = run("T1064 was revoked; T1064 again.")
    assert [type(item) for item in items] == [Omission]
    assert items[0].what.startswith("T1064 ")  # type: ignore[union-attr]
    assert items[0].locator == Locator("byte", 0, 5)


def test_the_pack_decides_what_is_known() -> None:
    detector = TechniqueDetector()
    content = "T1566"
    text = Text(digest(b"x"), "t/1", content, (Span(0, 5, Locator("byte", 0, 5)),))
    empty = Pack("q", "1", "", {}, False, (), (), (), (), (), (), ())
    first = list(detector.detect(Batch((text,)), PACK))
    second = list(detector.detect(Batch((text,)), empty))
    assert isinstance(first[0], Observation)
    assert isinstance(second[0], Omission)
    assert list(detector.detect(Batch((text,)), PACK)) == first


def test_a_revoked_id_counts_for_what_took_its_place() -> None:
    pack = msgspec.structs.replace(PACK, names=(Name("T1086", "T1059.001", "ATT&CK, revoked id"),))
    known, unknown = run("T1086 and T1064", pack)
    assert isinstance(known, Observation)
    assert (known.value, known.surface, known.refs) == ("T1059.001", "T1086", ("T1059.001",))
    assert "T1086 was revoked: now T1059.001" in known.note
    assert isinstance(unknown, Omission)
    assert "T1064" in unknown.what
