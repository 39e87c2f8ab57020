"""The examples: evidence that is built again byte for byte, case files that hold, quotes that stand where they are said to."""

import email
import json
import os
import subprocess
import sys
import zipfile
from collections import Counter
from email.policy import default
from pathlib import Path

import pytest

from probandum import plugins
from probandum.casefile import parse, resolve
from probandum.custody.sniff import sniff
from probandum.examine import Task, examine
from probandum.model.brief import Brief
from probandum.model.exhibit import Exhibit
from probandum.model.ident import Digest, digest
from probandum.model.observation import Text
from probandum.model.pack import Pack

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES = [
    "olympic-destroyer",
    "olympic-destroyer/as-of-2018-03",
    "two-accusations/accusation-2020",
    "two-accusations/accusation-2022",
]
NOTICE = b"Written for the probandum examples after public facts."
EVIDENCE = sorted(path for case in CASES for path in (EXAMPLES / case / "evidence").iterdir())


def _brief(case: str) -> Brief:
    return parse((EXAMPLES / case / "case.toml").read_bytes())


@pytest.fixture(scope="module")
def pack(shipped_pack: Pack) -> Pack:
    return shipped_pack


@pytest.mark.parametrize("seed", ["0", "1"])
def test_evidence_is_built_again_byte_for_byte(tmp_path: Path, seed: str) -> None:
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Seoul" if seed == "1" else "UTC"}
    command = [sys.executable, str(EXAMPLES / "build.py"), str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=tmp_path)
    built = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    assert built == {path.relative_to(EXAMPLES).as_posix(): path.read_bytes() for path in EVIDENCE}


@pytest.mark.parametrize("path", EVIDENCE, ids=lambda path: path.name)
def test_every_document_says_what_it_is(path: Path) -> None:
    assert NOTICE in path.read_bytes()


@pytest.mark.parametrize("case", CASES)
def test_every_file_is_described_and_there(case: str) -> None:
    described = {note.file for note in _brief(case).evidence}
    assert described == {f"evidence/{path.name}" for path in (EXAMPLES / case / "evidence").iterdir()}


@pytest.mark.parametrize("case", CASES)
def test_every_quote_stands_in_its_file_and_every_actor_is_known(case: str, pack: Pack) -> None:
    texts, exhibits = _read(case, pack)
    found = resolve(_brief(case), texts, exhibits, {actor.id for actor in pack.actors})
    assert [str(problem) for problem in found.problems] == []
    assert found.left_out == ()
    for record in (*found.claims, *found.judgements, *found.links):
        assert record.locator.end > record.locator.start


@pytest.mark.parametrize("case", CASES)
def test_nothing_of_the_examples_is_lost_in_reading(case: str, pack: Pack) -> None:
    texts, _ = _read(case, pack)
    for file in ("html", "pdf", "txt", "eml"):
        assert all(held for name, held in texts.items() if name.endswith(file))


def _read(case: str, pack: Pack) -> tuple[dict[str, tuple[Text, ...]], dict[str, Digest]]:
    readers = {media: reader for reader in plugins.readers() for media in reader.media_types}
    texts: dict[str, tuple[Text, ...]] = {}
    exhibits: dict[str, Digest] = {}
    for path in sorted((EXAMPLES / case / "evidence").iterdir()):
        name, waiting = f"evidence/{path.name}", [path.read_bytes()]
        exhibits[name] = digest(waiting[0])
        held: list[Text] = []
        while waiting:
            data = waiting.pop(0)
            exhibit = Exhibit(digest(data), len(data), sniff(data[:65536]))
            result = examine(Task(exhibit, data), readers, [], pack)
            held += result.texts
            waiting += [member.data for member in result.members]
        texts[name] = tuple(held)
    return texts, exhibits


@pytest.mark.parametrize("path", [path for path in EVIDENCE if path.name.endswith(".stix.json")], ids=str)
def test_bundles_are_valid_stix(path: Path) -> None:
    import stix2validator
    from stix2validator import ValidationOptions, validate_file

    if not (Path(stix2validator.__file__).parent / "schemas-2.1").is_dir():
        pytest.skip("this stix2-validator came without the OASIS schemas (3.3.1 does); 3.2.0 has them")
    result = validate_file(
        str(path), ValidationOptions(version="2.1", strict=True, disabled=["302"])
    )  # a web page has no hash
    assert result.is_valid, [str(error) for held in result.object_results for error in held.errors]


def test_techniques_have_the_names_that_attack_gives_them(pack: Pack) -> None:
    names = {thing.id: thing.name for thing in (*pack.techniques, *pack.software)}
    for path in EVIDENCE:
        if path.name.endswith(".stix.json"):
            for item in json.loads(path.read_bytes())["objects"]:
                if item["type"] in ("attack-pattern", "malware", "tool"):
                    assert names[item["external_references"][0]["external_id"]] == item["name"]


@pytest.mark.parametrize("path", [path for path in EVIDENCE if path.suffix == ".pdf"], ids=str)
def test_pdfs_open(path: Path) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(path.read_bytes())
    assert "Written for the probandum examples" in document[0].get_textpage().get_text_bounded()


def test_mail_and_archive_open() -> None:
    folder = EXAMPLES / "olympic-destroyer" / "evidence"
    message = email.message_from_bytes((folder / "reading-list-2018-03-09.eml").read_bytes(), policy=default)
    assert [part.get_filename() for part in message.iter_attachments()] == ["timeline.csv"]
    with zipfile.ZipFile(folder / "commands-2018-02-13.zip") as box:
        assert box.namelist() == ["commands.txt", "note.txt"]


def test_the_earlier_case_holds_nothing_that_came_later() -> None:
    early, late = _brief(CASES[1]), _brief(CASES[0])
    assert early.as_of == "2018-03-31"
    assert all(note.published <= early.as_of for note in early.evidence)
    assert {note.file for note in early.evidence} < {note.file for note in late.evidence}
    assert (early.question, early.standard, early.exclude) == (late.question, late.standard, late.exclude)
    assert [item.item for item in early.judgements] == [item.item for item in late.judgements]
    assert early.links == ()


def test_both_accusations_are_treated_alike() -> None:
    one, other = _brief(CASES[2]), _brief(CASES[3])
    assert (one.standard, one.as_of, one.prior, one.exclude) == (
        other.standard,
        other.as_of,
        other.prior,
        other.exclude,
    )
    assert one.question.level == other.question.level
    assert Counter(source.reliability for source in one.sources) == Counter(
        source.reliability for source in other.sources
    )
    for brief in (one, other):
        parties = {source.party: source.reliability for source in brief.sources if source.party}
        assert parties == {"United States": "C", "China": "C"}
        assert all(source.interest for source in brief.sources if source.party)
    assert [(note.credibility, note.use) for note in one.evidence] == [
        (note.credibility, note.use) for note in other.evidence
    ]
    assert [Path(note.file).suffix for note in one.evidence] == [
        Path(note.file).suffix for note in other.evidence
    ]
    assert len(one.claims) == len(other.claims)
    words = [
        [(item.if_true, item.if_false, item.forgery) for item in brief.judgements] for brief in (one, other)
    ]
    assert words[0] == words[1]
