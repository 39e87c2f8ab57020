"""The command line as a user, a script and an attacker meet it: exit codes, no traceback, real processes where it matters."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import unicodedata

import pytest

from in_process import inside

PROGRAM = [sys.executable, "-P", "-m", "probandum.cli"]
WORDS = {
    "a.txt": "The group used Mimikatz and PlugX; commands came from 198.51.100.7.\n",
    "b.txt": "Responders found PlugX and T1059.001 on the server at 198.51.100.8.\n",
}
ESC = "\x1b[31m"


def run(*arguments, environment=None, **options):
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        capture_output=True,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=120,
        **options,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode(errors="replace")
    return done


def said(*arguments):
    done = inside(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def new(folder, files=WORDS):
    assert run("init", folder).returncode == 0
    for name, words in files.items():
        (folder / "evidence" / name).write_text(words)
    return folder


@pytest.fixture(scope="module")
def assessed(tmp_path_factory):
    hostile = (
        f"Title {ESC} \x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\ PlugX \u202e gpj 203.0.113.9\n"
    )
    files = {**WORDS, f"{ESC}red\u202e.txt": hostile, "new\nline.txt": "x", "😀 שלום.txt": "y"}
    case = new(tmp_path_factory.mktemp("cli") / "case", files)
    assert run("assess", case).returncode == 0
    return case


def test_assess_as_json_is_a_distribution(assessed):
    answer = json.loads(run("assess", assessed, "--json").stdout)
    documented = {"question", "standard", "verdict", "sentence", "probabilities", "unknown", "lower", "pivot"}
    assert documented | {"origins", "not_established"} <= set(answer)
    total = sum(answer["probabilities"].values()) + answer["unknown"] + answer["not_established"]
    assert abs(total - 1) < 1e-6
    assert set(answer["probabilities"]) <= set(answer["lower"])


WHAT = [
    "exhibits",
    "observations",
    "claims",
    "origins",
    "weights",
    "verdict",
    "omissions",
    "ledger",
    "sources",
    "texts",
]


@pytest.mark.parametrize("what", WHAT)
def test_nothing_from_evidence_steers_the_terminal(assessed, what):
    table = inside("show", assessed, what).stdout.decode()
    hidden = {char for char in table if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"}} - {"\n"}
    assert not hidden
    said("show", assessed, what)


def test_texts_are_shown_with_what_they_say_of_themselves(tmp_path):
    words = "Nobody was named in what was published on that day, and nothing more was said."
    case = new(
        tmp_path / "dated", {"report.txt": f"Report on the intrusion\n\n12 February 2018\n\n{words}\n"}
    )
    assert run("assess", case).returncode == 0
    (text,) = [one for one in said("show", case, "texts") if one["title"]]
    assert (text["title"], text["published"]) == ("Report on the intrusion", "2018-02-12")
    assert text["published_basis"]
    assert text["text"].startswith("Report on the intrusion\n")
    assert "spans" not in text
    table = run("show", case, "texts", environment={"COLUMNS": "300"}).stdout.decode()
    assert "2018-02-12" in table
    assert f" {len(text['text'])} " in table


def test_trace_by_id_prefix_value_and_sentence(assessed):
    name = said("show", assessed, "observations")[0]["id"]
    for asked in (name, name[:30], "T1059.001", "198.51.100.7", "1.1"):
        steps = said("trace", assessed, asked)
        assert steps
        assert {step["check"] for step in steps} & {"digest checked"}
    text = run("trace", assessed, "203.0.113.9").stdout.decode()
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("asked", ["0.1", "1.0", "²" + ".1", "1.999", "9" * 5000 + ".1", "", "zz", ESC])
def test_trace_of_what_is_not_there(assessed, asked):
    assert inside("trace", assessed, asked).returncode == 2


def test_trace_of_a_changed_object_is_broken_custody(assessed, tmp_path):
    case = shutil.copytree(assessed, tmp_path / "case")
    exhibit = next(
        one for one in said("show", case, "exhibits") if one["acquisition"]["name"] == "evidence/a.txt"
    )
    path = case / "custody" / "objects" / exhibit["exhibit"]["digest"]
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b"x")
    assert run("trace", case, "198.51.100.7").returncode == 3


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["assess", "nosuch"], 2),
        (["acquire", "CASE", ""], 2),
        (["acquire", "CASE", "nosuch"], 2),
        (["acquire", "CASE", "CASE"], 2),
        (["acquire", "CASE", "case.toml"], 2),
        (["acquire", "CASE", "custody"], 2),
        (["show", "CASE", "nosuch"], 2),
        (["show", "CASE", "ledger", "--most", "-1"], 2),
        (["report", "CASE", "--format", "nosuch"], 2),
        (["report", "CASE", "--format", "html", "--output", "nosuch/x"], 5),
        (["init", "CASE"], 2),
        (["init", "CASE/case.toml/x"], 5),
        (["knowledge", "actor", "nosuch"], 2),
    ],
)
def test_exit_codes(assessed, tmp_path, arguments, code):
    done = inside(*(one.replace("CASE", str(assessed)) for one in arguments), cwd=tmp_path)
    assert done.returncode == code, done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_any_terminal(assessed, encoding):
    surroundings = {"PYTHONIOENCODING": encoding, "COLUMNS": "1"}
    for arguments in (["show", assessed, "exhibits"], ["assess", assessed], ["show", "--help"]):
        assert run(*arguments, environment=surroundings).returncode == 0


def test_closed_and_full_streams(assessed):
    command = " ".join([*PROGRAM, "show", str(assessed), "observations"])
    for redirected, code in ((">&-", 0), (">/dev/full", 5), ("2>&-", 0)):
        done = subprocess.run(["sh", "-c", f"{command} {redirected}"], capture_output=True, check=False)
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False), redirected


def test_nobody_imports_from_the_folder_it_is_started_in(tmp_path):
    case = new(tmp_path / "case")
    for name in ("msgspec", "json", "lxml", "numpy", "probandum", "sitecustomize"):
        for folder in (tmp_path, case / "evidence", case):
            (folder / f"{name}.py").write_text("open('PWNED', 'w').close(); raise SystemExit(99)")
    assert run("assess", case, cwd=tmp_path).returncode == 0
    assert not list(tmp_path.rglob("PWNED"))


def test_twice_writes_nothing_that_counts(assessed):
    def state():
        files = [path for path in assessed.rglob("*") if path.is_file() and path.name != "lock"]
        return {path: path.stat().st_mtime_ns for path in files}

    before = state()
    assert run("assess", assessed).returncode == 0
    assert state() == before


def children(pid):
    listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if re.match(rf"\s*\d+\s+{pid}\s", line)]


@pytest.mark.slow
@pytest.mark.parametrize("after", [0.05, 0.4, 1.2, 2.0])
def test_interrupt(tmp_path, after):
    case = new(tmp_path / "case", {f"{number}.txt": WORDS["a.txt"] * number for number in range(1, 60)})
    process = subprocess.Popen(
        [*PROGRAM, "assess", str(case)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    # after .05 s it may hit the interpreter before any of our code runs; that ends with 1
    assert process.returncode in ({0, 130, -signal.SIGINT} | ({1} if after < 0.1 else set()))
    if after > 1:
        assert b"Traceback" not in errors
    assert not children(process.pid)
    assert run("verify", case, "--no-replay").returncode in {0, 2}
    assert run("assess", case).returncode == 0
