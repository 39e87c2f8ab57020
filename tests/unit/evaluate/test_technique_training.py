"""``evaluate techniques``: labels as people bring them, bands, and the way from a bundle to a case that uses the model."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest

from probandum.detectors.classifier import load
from probandum.errors import KnowledgeError, UsageError
from probandum.evaluate.technique_bands import (
    FEWEST,
    LEAST,
    Made,
    calibration_error,
    fit,
    once,
    quality,
    stated,
)
from probandum.evaluate.technique_examples import from_prose
from probandum.evaluate.technique_labels import Labelled, read_labels
from probandum.evaluate.technique_measure import banded, fold
from probandum.knowledge.bundle import from_bundle
from probandum.knowledge.packs import load_file

ACTS = {
    "T9001": ("Quick Injection", ("injects code into the memory of", "writes shellcode into the process of")),
    "T9002": (
        "Lured Opening",
        ("sends mails with a malicious attachment to", "mails a poisoned document to"),
    ),
    "T9003": ("Loud Encryption", ("encrypts the files of", "scrambles all documents on the disks of")),
}
DULL = ("It was a quiet year for everybody.", "The company has offices in towns.", "More will follow soon.")
WHOM = ("a bank", "the ministry", "its targets", "the staff", "users", "a hospital", "the victim", "clients")


def run(*arguments):
    done = subprocess.run(
        [sys.executable, "-P", "-m", "probandum.cli", *map(str, arguments)],
        capture_output=True,
        env={**os.environ, "COLUMNS": "200", "OPENBLAS_NUM_THREADS": "1"},
        check=False,
        timeout=240,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode(errors="replace")
    return done


def thing(kind, number, external, name, **more):
    identity = f"{kind}--00000000-0000-4000-8000-{number:012d}"
    references = [{"source_name": "mitre-attack", "external_id": external}]
    return {"type": kind, "id": identity, "name": name, "external_references": references, **more}


def bundle():
    group = thing(
        "intrusion-set",
        1,
        "G9001",
        "Aquatest",
        description="Aquatest is a group that was first seen in 2015.",
    )
    techniques = [
        thing(
            "attack-pattern",
            10 + place,
            id_,
            name,
            description=f"Adversaries may do {name.lower()}. It is quick.",
        )
        for place, (id_, (name, _)) in enumerate(ACTS.items())
    ]
    report = {
        "source_name": "Long Report",
        "description": "Somebody. (2016, May 5). A Very Long Report Indeed. Retrieved.",
    }
    uses = [
        {
            "type": "relationship",
            "id": f"relationship--{place}-{number}",
            "relationship_type": "uses",
            "source_ref": group["id"],
            "target_ref": techniques[place]["id"],
            "description": f"[Aquatest](https://attack.mitre.org/groups/G9001) {act} {whom}.(Citation: Long Report)",
            "external_references": [report],
        }
        for place, (_, acts) in enumerate(ACTS.values())
        for number, (act, whom) in enumerate((act, whom) for act in acts for whom in WHOM)
    ]
    advice = {
        "type": "course-of-action",
        "id": "course-of-action--1",
        "name": "Watch",
        "description": "Monitor processes for code in memory. Train staff to report mails. Keep copies of documents.",
    }
    return json.dumps(
        {"type": "bundle", "id": "bundle--1", "objects": [group, *techniques, advice, *uses]}
    ).encode()


def labelled():
    """Thirty reports of six sentences, three of which tell of nothing."""
    rows = []
    for report in range(30):
        for place, (id_, (_, acts)) in enumerate(ACTS.items()):
            if (report + place) % 3:
                whom = WHOM[(report + place) % len(WHOM)]
                rows.append(
                    {
                        "text": f"The tool {acts[report % 2]} {whom}.",
                        "labels": [id_],
                        "doc": f"Report {report}",
                    }
                )
        rows += [{"text": dull, "labels": [], "doc": f"Report {report}"} for dull in DULL]
    return rows


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    folder = tmp_path_factory.mktemp("training")
    (folder / "invented-attack-1.0.json").write_bytes(bundle())
    (folder / "labels.json").write_text(json.dumps(labelled()), "utf-8")
    done = run(
        "evaluate", "techniques", folder / "invented-attack-1.0.json", "--labels", folder / "labels.json",
        "--output", folder / "out", "--json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return folder, json.loads(done.stdout)


def test_the_model_says_what_it_was_made_from(bench):
    folder, said = bench
    model = load((folder / "out" / "techniques.model").read_bytes(), "m")
    assert set(model.header.made_from) == {"invented-attack-1.0.json", "labels.json"}
    assert set(model.header.fitted_on) == {"labels.json"}
    assert model.header.knowledge.startswith("invented-attack 1.0 sha256 ")
    assert set(model.header.techniques) == {"", *ACTS}
    told = json.loads((folder / "out" / "figures.json").read_text("utf-8"))
    assert told["model"] == said["sha256"]
    assert float(told["figures"]["labels, any technique"]["sentence-f1"]) > 0.9
    assert float(told["figures"]["suggestions, bands fitted on other reports"]["ece"]) < 0.25


def test_a_second_run_writes_the_same_bytes_with_any_number_of_threads(bench, monkeypatch):
    folder, said = bench
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    done = run(
        "evaluate", "techniques", folder / "invented-attack-1.0.json", "--labels", folder / "labels.json",
        "--output", folder / "again", "--json",
    )  # fmt: skip
    assert json.loads(done.stdout)["sha256"] == said["sha256"]


def test_a_pack_carries_the_model_and_a_case_uses_it(bench, tmp_path):
    folder, _ = bench
    pack = folder / "own.pack.json"
    build = ("knowledge", "build", folder / "invented-attack-1.0.json", "--output")
    assert run(*build, pack, "--techniques", folder / "out" / "techniques.model").returncode == 0
    assert run(*build, folder / "plain.pack.json").returncode == 0
    own, plain = load_file(pack), load_file(folder / "plain.pack.json")
    assert own.technique_model == (folder / "out" / "techniques.model").read_bytes()
    assert own.digest != plain.digest
    assert b"technique_model" not in plain.to_bytes()
    case = tmp_path / "case"
    assert run("init", case, "--title", "Own model").returncode == 0
    settings = case / "case.toml"
    head, _, tail = settings.read_text("utf-8").partition("[knowledge]\n")
    settings.write_text(f'{head}[knowledge]\npack = "{pack}"\n{tail}', "utf-8")
    (case / "evidence" / "a.txt").write_text(
        "Here is what they found. The tool injects code into the memory of a bank.\n" * 3, "utf-8"
    )
    assert run("acquire", case, case / "evidence" / "a.txt").returncode == 0
    assert run("examine", case).returncode == 0
    done = run("show", case, "observations", "--kind", "attack-pattern", "--json")
    assert done.returncode == 0, done.stderr.decode()
    found = [one for one in json.loads(done.stdout) if one["by"] == "prose-techniques/1"]
    assert [one["value"] for one in found] == ["T9001"] * 3


@pytest.mark.parametrize("data", [b"", b"nonsense", b"PROBTECH1\n\xff\xff\xff\xff"])
def test_a_pack_takes_no_model_that_is_none(bench, tmp_path, data):
    (tmp_path / "bad.model").write_bytes(data)
    done = run(
        "knowledge", "build", bench[0] / "invented-attack-1.0.json", "--output", tmp_path / "p.json",
        "--techniques", tmp_path / "bad.model",
    )  # fmt: skip
    assert done.returncode == 2
    assert b"bad.model" in done.stderr
    assert not (tmp_path / "p.json").exists()


def test_what_the_bundle_teaches_names_nobody(bench):
    data = bundle()
    found = from_prose(data, "b.json", from_bundle(data, "invented-attack-1.0.json"))
    assert not [one for one in found if "aquatest" in one.words]
    assert {label for one in found for label in one.labels} == set(ACTS)
    assert any("copies" in one.words and not one.labels for one in found)
    assert any("averylongreportindeed" in cited for one in found for cited in one.cites)


# --- labels


FORMS = {
    "own.json": b'[{"text": "It injects.", "labels": ["T1055"], "doc": "A"}, {"text": "Dull.", "labels": [], "doc": "A"}]',
    "own.csv": "text,labels,doc\nIt injects.,T1055,A\nDull.,,A\n".encode("utf-8-sig"),
    "tram.json": b'[{"text": "It injects.", "label": "T1055", "doc_title": "A"}, {"text": "Dull.", "label": "", "doc_title": "A"}]',
}


@pytest.mark.parametrize("name", FORMS)
def test_labels_in_every_form(tmp_path, name):
    (tmp_path / name).write_bytes(FORMS[name])
    found, made = read_labels(tmp_path / name)
    assert found == [Labelled("It injects.", frozenset({"T1055"}), "A"), Labelled("Dull.", frozenset(), "A")]
    assert len(made) == 64


def test_several_labels_in_a_cell(tmp_path):
    (tmp_path / "a.csv").write_text(
        'text,labels,doc\n"It injects, then mails.",T1055; T1566.001,A\n', "utf-8"
    )
    assert read_labels(tmp_path / "a.csv")[0][0].labels == {"T1055", "T1566.001"}


def test_a_folder_of_annotated_reports(tmp_path):
    for name in ("entities", "links"):
        (tmp_path / name).mkdir()
    (tmp_path / "entities" / "r.json").write_text(
        '{"text": "It injects code ."}\n{"text": "Dull."}\n', "utf-8"
    )
    link = {"mention": "injects", "_context_left": "It ", "_context_right": " code.",
            "label_link": "https://attack.mitre.org/techniques/T1055/001"}  # fmt: skip
    (tmp_path / "links" / "r.json").write_text(json.dumps(link) + "\n", "utf-8")
    found, _ = read_labels(tmp_path)
    assert [(one.labels, one.doc) for one in found] == [({"T1055.001"}, "r"), (set(), "r")]


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.json", b"{}", "array"),
        ("a.json", b"[]", "no labelled sentence"),
        ("a.json", b"\xff", ""),
        ("a.json", b"[" * 100_000, ""),
        ("a.json", b'[{"text": "x", "doc": "A"}]', "no labels"),
        ("a.json", b'[{"text": "x", "labels": []}]', "no doc"),
        ("a.json", b'[{"text": "x", "labels": ["Phishing"], "doc": "A"}]', "no id of a technique"),
        ("a.csv", b"text,doc\nx,A\n", "columns"),
        ("a.csv", b"\xff\xfe", ""),
        ("a.csv", b'text,labels,doc\n"x', ""),
    ],
)
def test_labels_that_are_none_give_one_line(tmp_path, name, data, what):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UsageError) as caught:
        read_labels(tmp_path / name)
    assert name in caught.value.what
    assert what in caught.value.what
    assert caught.value.advice


def test_no_file_no_folder(tmp_path):
    with pytest.raises(UsageError, match=r"none\.json"):
        read_labels(tmp_path / "none.json")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no labelled sentence"):
        read_labels(tmp_path / "empty")


def test_a_bundle_that_is_none(tmp_path):
    (tmp_path / "b.json").write_bytes(b"{}")
    done = run("evaluate", "techniques", tmp_path / "b.json", "--output", tmp_path / "o")
    assert done.returncode == KnowledgeError.exit_code
    assert b"b.json" in done.stderr


# --- bands


def suggestions(count=600, seed=5):
    """Scores that say exactly how often they are right: (score + 1) / 2."""
    draw = np.random.default_rng(seed)
    scores = draw.uniform(-0.9, 0.9, count)
    right = draw.uniform(size=count) < (scores + 1) / 2
    return [
        Made(f"doc {number % 40}", f"T{number:04d}", float(score), bool(hit), bool(hit))
        for number, (score, hit) in enumerate(zip(scores, right, strict=True))
    ]


def test_bands_rise_and_say_how_often_they_are_right():
    made = suggestions()
    gold = {(one.doc, one.technique) for one in made if one.in_report}
    bands = fit(made, gold)
    shares = [band.share for band in bands]
    assert len(bands) > 2
    assert shares == sorted(set(shares))
    assert float(shares[0]) >= LEAST
    assert all(band.count >= FEWEST for band in bands)
    fresh = suggestions(4000, seed=6)
    assert calibration_error(stated(bands, fresh)) < 0.05


def test_bands_fitted_on_noise_say_one_share():
    draw = np.random.default_rng(1)
    made = [one._replace(in_report=bool(draw.uniform() < 0.6)) for one in suggestions()]
    bands = fit(made, {(one.doc, one.technique) for one in made if one.in_report})
    assert all(abs(float(band.share) - 0.6) < 0.12 for band in bands)


def test_too_few_give_no_bands():
    made = suggestions(FEWEST - 1)
    assert fit(made, set()) == ()
    assert stated((), made) == []
    assert calibration_error([]) == 0


def test_a_technique_counts_once_a_report():
    low = Made("A", "T1055", 0.1, False, True)
    high = Made("A", "T1055", 0.4, True, True)
    assert once([low, high, low]) == [high]
    found = quality([low, high, Made("A", "T1566", 0.3, False, False)], 0.0, {("A", "T1055"), ("B", "T1055")})
    assert (found.right, found.made, found.wanted) == (1, 2, 2)
    assert found.precision == found.recall == found.f1 == 0.5


def test_calibration_error_by_hand():
    assert calibration_error([(0.8, True), (0.8, False)]) == pytest.approx(0.3)
    assert calibration_error([(0.55, True), (0.45, False)]) == pytest.approx(0.45)


def test_banded_measures_on_reports_not_fitted_on():
    made = suggestions(2000)
    gold = [Labelled("x", frozenset({one.technique}), one.doc) for one in made if one.in_report]
    found = banded(made, gold)
    assert found.bands
    assert found.figures["ece"] < 0.08
    assert 0.5 < found.figures["precision"] < 0.9
    assert found.figures["by-chance"] < 0.1


def test_a_fold_is_the_reports_own():
    assert {fold(f"doc {number}") for number in range(100)} == set(range(5))
    assert fold("doc 1") == fold("doc 1")
