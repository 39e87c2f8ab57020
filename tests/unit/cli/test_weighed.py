"""What the command line says of an assessment: terms, curves, pivots, imitation, questions."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "compose"))

from dossier_records import records

from probandum.cli.output import plain
from probandum.cli.weighed import all_terms, bounds, print_outlook, print_weighed
from probandum.weighers.fitted import shipped


def test_the_terms_of_the_leading_hypotheses_as_data() -> None:
    first = all_terms(records().assessment)[0]
    assert (first["hypothesis"], first["prior_decibans"], first["decibans"]) == ("G9001", 0, Decimal("21.21"))
    assert first["classes"] == [
        {"name": "artefacts", "items": 1, "sum": Decimal("4.8"), "after_bound": Decimal("4.8")},
        {"name": "behaviour", "items": 7, "sum": Decimal("27.35"), "after_bound": Decimal("16.410")},
    ]


def test_everything_new_is_among_the_keys() -> None:
    found = plain(bounds(records().assessment))
    assert found["budget"] == [0.58, 0.31, 0.19, 0.11]
    assert found["budget_lower"][1] == 0.22
    assert found["budget_searched"][1] == 0.34
    assert [one["prior"] for one in found["imitation"]] == [0.02, 0.1, 0.5]
    assert [one["value"] for one in found["next_questions"]] == ["S9365", "S9001", "T1027"]
    assert found["interval"]["hypothesis"] == "G9001"
    assert found["interval"]["lower"] < found["interval"]["probability"] < found["interval"]["upper"]
    assert found["interval"]["lowest"].startswith("log odds")


def test_without_a_leading_hypothesis_there_is_no_interval() -> None:
    assert bounds(msgspec.structs.replace(records().assessment, leading=None))["interval"] is None


def test_tables_of_the_weighing(capsys: pytest.CaptureFixture[str]) -> None:
    case = records()
    print_weighed(case.assessment, case.verdict)
    told = capsys.readouterr().out
    for words in (
        "from prior to probability: Group A",
        "odds of 130 to 1",
        "Group A if items were planted",
        "worst found by search",
        "Planting any single item could bring Group A below 0.50 (k* = 0).",
        "Group A without one item or one origin",
        "if Group A may have been imitated",
        "what to find out next",
        "If S9365 Heron Dropper were found (chance 0.12)",
    ):
        assert words in told, words
    assert "errs here" not in told, "the lapse of other parameters than those weighed with is not told"


def test_the_lapse_is_told_where_the_parameters_are_the_shipped_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = records()
    print_weighed(
        msgspec.structs.replace(case.assessment, parameters=shipped().parameters().digest), case.verdict
    )
    assert "the knowledge itself errs" in capsys.readouterr().out


def test_three_questions_and_the_budget_line(capsys: pytest.CaptureFixture[str]) -> None:
    case = records()
    print_outlook(case.assessment, case.verdict)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["planted", "next", "next", "next"]


def test_nothing_points_to_anybody(capsys: pytest.CaptureFixture[str]) -> None:
    case = records()
    weighing = msgspec.structs.replace(case.assessment, leading=None, questions=(), budget=())
    verdict = msgspec.structs.replace(case.verdict, leading=None, leading_name="")
    print_weighed(weighing, verdict)
    print_outlook(weighing, verdict)
    assert (
        capsys.readouterr().out == "nothing in the evidence speaks for anybody: there are no terms to show\n"
    )


def test_show_weights_and_verdict_of_a_real_case(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    run("init", folder)
    (folder / "evidence" / "a.txt").write_text(
        "Responders found PlugX, Mimikatz and T1059.001 on the server.\n"
    )
    answer = json.loads(run("assess", folder, "--json"))
    new = {"budget", "budget_lower", "budget_searched", "interval", "imitation", "next_questions"}
    assert new <= set(answer)
    assert answer["interval"]["hypothesis"] == answer["leading"]
    weights = json.loads(run("show", folder, "weights", "--json"))
    assert answer["leading"] in {one["hypothesis"] for one in weights["terms"]}
    assert weights["budget"] == answer["budget"]
    assert "from prior to probability" in run("show", folder, "weights")
    assert "planted    " in run("show", folder, "verdict")


def run(*arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "probandum.cli", *map(str, arguments)],
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    )
    return done.stdout
