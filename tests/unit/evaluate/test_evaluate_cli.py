"""``probandum evaluate`` as it is called: exit codes, files whole or not there."""

import json
import os
import subprocess
import sys

import pytest
from invented_reports import bundle, fitted_bytes, reports_by_name, small

from in_process import inside
from probandum.weighers.fitted import load

PROGRAM = [sys.executable, "-P", "-m", "probandum.cli", "evaluate"]


def run(*arguments):
    return inside("evaluate", *arguments, environment={"COLUMNS": "200"})


def run_alone(*arguments):
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        capture_output=True,
        env={**os.environ, "COLUMNS": "200"},
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=240,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode(errors="replace")
    return done


@pytest.fixture
def bench(tmp_path):
    """Bundle, pack, parameters and two items."""
    (tmp_path / "invented-attack-1.0.json").write_bytes(bundle())
    (tmp_path / "pack.json").write_bytes(small().to_bytes())
    (tmp_path / "fitted.json").write_bytes(fitted_bytes())
    lines = [
        {
            "id": name,
            "date": "2018",
            "observed": [*items, "S7777"],
            "actor": group,
            "exclude": [name, "nobody"],
        }
        for name, (_, group, items) in list(reports_by_name().items())[40:42]
    ]
    (tmp_path / "items.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lines), "utf-8")
    return tmp_path


def rank(bench, knowledge="pack.json", *more):
    return run(
        "ranking", "--knowledge", bench / knowledge, "--items", bench / "items.jsonl", "--rows", bench / "rows.jsonl",
        "--parameters", bench / "fitted.json", *more,
    )  # fmt: skip


def test_ranking_writes_rows_and_prints_the_measures(bench):
    done = rank(bench)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in (bench / "rows.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["Report 40", "Report 41"]
    assert "log-loss" in done.stdout.decode()
    assert "2 observed ids that the knowledge does not know" in done.stderr.decode()
    assert "S7777" in done.stderr.decode()


def test_a_pack_and_its_bundle_give_the_same_rows(bench):
    assert rank(bench).returncode == 0
    rows = (bench / "rows.jsonl").read_bytes()
    done = rank(bench, "invented-attack-1.0.json", "--json")
    assert done.returncode == 0, done.stderr
    assert (bench / "rows.jsonl").read_bytes() == rows
    summary = json.loads(done.stdout)
    assert summary["missed"] == {"S7777": 2}
    assert summary["uncited"] == {"nobody": 2}
    assert summary["results"]["trials"] == summary["rows"] == 2


def test_a_bad_line_ends_with_four_and_writes_nothing(bench):
    with (bench / "items.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "\x1b[31m", "observed": 1}\n')
    done = rank(bench)
    assert done.returncode == 4
    assert b"items.jsonl:3: " in done.stderr
    assert not (bench / "rows.jsonl").exists()
    assert not list(bench.glob(".*"))


@pytest.mark.parametrize(
    ("name", "data"),
    [("pack.json", b"{}"), ("pack.json", b'{"actors": []}'), ("pack.json", b"\xff"), ("fitted.json", b"{}")],
    ids=["empty", "half", "bytes", "parameters"],
)
def test_what_is_no_knowledge_or_no_parameters_ends_with_two(bench, name, data):
    (bench / name).write_bytes(data)
    done = rank(bench)
    assert done.returncode == 2
    assert name.split(".")[0].replace("fitted", "parameter").encode() in done.stderr
    assert not (bench / "rows.jsonl").exists()


def test_a_place_that_cannot_be_written_ends_with_five(bench):
    (bench / "rows.jsonl").mkdir()
    assert rank(bench).returncode == 5
    assert not list(bench.glob(".*"))


def test_a_missing_file_ends_with_two(bench):
    (bench / "items.jsonl").unlink()
    assert rank(bench).returncode == 2


@pytest.mark.slow
def test_fit_writes_what_the_program_reads(bench):
    done = run_alone("fit", bench / "invented-attack-1.0.json", "--output", bench / "new.json")
    assert done.returncode == 0, done.stderr
    assert (bench / "new.json").read_bytes() == fitted_bytes()
    assert load(fitted_bytes()).digest in done.stdout.decode()
    assert "spread over folds" in done.stdout.decode()


@pytest.mark.slow
def test_prequential_prints_and_writes_the_table(bench):
    done = run("prequential", bench / "pack.json", "--output", bench / "measured", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    written = json.loads((bench / "measured/results.json").read_bytes())
    assert said["methods"] == written["methods"]
    assert {"report.html", "table.md", "planted.svg", "standing.svg", "risk-coverage.svg"} <= {
        path.name for path in (bench / "measured").iterdir()
    }


def test_too_few_reports_end_with_two(bench):
    bare = {"type": "bundle", "id": "bundle--x", "objects": json.loads(bundle())["objects"][:60]}
    (bench / "bare.json").write_text(json.dumps(bare), "utf-8")
    done = run_alone("prequential", bench / "bare.json")
    assert done.returncode == 2
    assert b"too few" in done.stderr


def test_no_closed_cases_end_with_two(bench):
    assert run("cases", bench / "nowhere").returncode == 2


@pytest.mark.parametrize("verb", ["prequential", "ranking", "cases", "fit", "origins"])
def test_help_has_an_example(verb):
    done = run(verb, "--help")
    assert done.returncode == 0
    assert f"Example: probandum evaluate {verb} ".encode() in done.stdout
