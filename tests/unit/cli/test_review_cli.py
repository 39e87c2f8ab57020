"""``probandum review`` as a person at a real terminal, a script and a spreadsheet meet it."""

import csv
import fcntl
import io
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from in_process import inside

CASE = Path(__file__).parents[2] / "case"
sys.path.append(str(CASE))
from reviewed_case import REPORT, SECOND, Made, assessed, build, opened, use  # noqa: E402

from probandum.cli import reviewer  # noqa: E402
from probandum.errors import StoreError, UsageError  # noqa: E402
from probandum.reviewing.check import Said  # noqa: E402
from probandum.reviewing.sheet import COLUMNS  # noqa: E402

PROGRAM = [sys.executable, str(CASE / "reviewed_case.py")]


@pytest.fixture(autouse=True)
def _detectors(monkeypatch):
    use(monkeypatch, Made())


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    return assessed(tmp_path_factory.mktemp("reviewed") / "case")


@pytest.fixture
def case(original, tmp_path):
    return opened(shutil.copytree(original, tmp_path / "case"))


def run(*arguments):
    return inside(*arguments, environment={"PROBANDUM_ACTOR": "A. Analyst"})


def said(*arguments):
    done = run(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class Terminal:
    """A program at a terminal of its own."""

    def __init__(self, *arguments):
        self.ours, theirs = pty.openpty()

        def own_it():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            # whoever runs the tests in the background has it ignored, which is inherited
            signal.signal(signal.SIGINT, signal.default_int_handler)

        self.process = subprocess.Popen(
            [*PROGRAM, *map(str, arguments)], stdin=theirs, stdout=theirs, stderr=theirs, preexec_fn=own_it,  # noqa: PLW1509
            env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "PROBANDUM_ACTOR": "A. Analyst"},
        )  # fmt: skip
        os.close(theirs)
        self.raw = self.seen = ""
        self._from = 0

    def expect(self, words, seconds=60):
        """Wait until words stand in what came since the last time."""
        until = time.monotonic() + seconds
        while words not in self.seen[self._from :]:
            assert self._read(until - time.monotonic()), f"no {words!r} in {self.seen[self._from :]!r}"
        self._from = self.seen.index(words, self._from) + len(words)

    def send(self, keys):
        os.write(self.ours, keys.encode())

    def end(self, seconds=60):
        """Wait for the end; return the exit code."""
        until = time.monotonic() + seconds
        while self._read(until - time.monotonic()):
            pass
        code = self.process.wait(timeout=seconds)
        os.close(self.ours)
        return code

    def _read(self, seconds):
        ready, _, _ = select.select([self.ours], [], [], max(seconds, 0))
        if not ready:
            return False
        try:
            data = os.read(self.ours, 65536)
        except OSError:  # the other side is closed
            return False
        self.raw += data.decode(errors="replace")
        self.seen = re.sub(r"\x1b\[[0-9;]*m", "", self.raw)
        return bool(data)


KEYS = "? help"


def test_a_person_at_a_terminal(case):
    terminal = Terminal("review", case.root)
    terminal.expect("[1/7] claim in evidence/report.txt")
    terminal.expect("it leaves empty: level")
    terminal.expect("authenticity 0.50")
    terminal.expect("▐Northern Office says the intruder broke in▌")
    assert "\x1b[7m▐Northern Office says" in terminal.raw
    terminal.expect(KEYS)
    terminal.send("a")
    terminal.expect("hypothesis")
    terminal.send("Nobody at All\n")
    terminal.expect("no actor that the knowledge has")
    terminal.send("a")
    terminal.expect("hypothesis")
    terminal.send("Group 1\n")
    terminal.expect("accepted")
    terminal.expect("[2/7] claim")
    terminal.expect(KEYS)
    terminal.send("c")
    for field, typed in [("stance [denies]", ""), ("speaker []", "Southern Office"), ("subject [the intruder]", ""),
                         ("predicate [that]", ""), ("object []", ""), ("level []", "state"), ("basis []", ""), ("linked_to []", ""),
                         ("incident []", ""), ("relayed_by []", "Paper A; Paper B"), ("hypothesis []", ""), ("answers []", ""),
                         ("reason", "the letterhead says so")]:  # fmt: skip
        terminal.expect(field)
        terminal.send(f"{typed}\n")
    terminal.expect("corrected")
    terminal.expect("[3/7] statement")
    terminal.expect(KEYS)
    terminal.send("r")
    terminal.expect("reason")
    terminal.send("no accusation\n")
    terminal.expect("rejected")
    terminal.expect("[4/7] observation")
    terminal.expect(KEYS)
    terminal.send("b")
    terminal.expect("taken back")
    terminal.expect("[3/7] statement")
    terminal.expect(KEYS)
    terminal.send("?")
    terminal.expect("take its decision of this session back")
    terminal.send("s")
    terminal.expect("[4/7]")
    terminal.expect(KEYS)
    terminal.send("q")
    terminal.expect("2 decisions written")
    assert terminal.end() == 0
    found = [one.decision for one in opened(case.root).review().outcomes]
    assert [(one.decision, one.reason, one.by) for one in found] == [
        ("accept", reviewer.FOUND_RIGHT, "A. Analyst"),
        ("correct", "the letterhead says so", "A. Analyst"),
    ]
    assert found[0].changes == {"hypothesis": "G9001"}
    assert found[1].changes == {
        "speaker": "Southern Office",
        "level": "state",
        "relayed_by": ["Paper A", "Paper B"],
    }


def test_an_arrow_or_function_key_decides_nothing(case):
    terminal = Terminal("review", case.root, "--kind", "malware")
    terminal.expect(KEYS)
    terminal.send("\x1b[A\x1bOA\x1b[[A\x1b[1;5C\x1b[B\x1b[15~")
    terminal.send("r")
    terminal.expect("reason")
    terminal.send("typed \x1b[D twice\n")
    terminal.expect("the reason holds control characters")
    terminal.send("\x1bs")
    terminal.expect("[2/3]")
    terminal.expect(KEYS)
    terminal.send("q")
    terminal.expect("0 decisions written")
    assert terminal.end() == 0
    assert "accepted" not in terminal.seen


@pytest.mark.parametrize("how", ["key", "SIGINT", "SIGTERM", "SIGHUP", "hang up"])
def test_an_interrupt_keeps_what_was_decided(case, how):
    terminal = Terminal("review", case.root, "--kind", "malware", "--by", "B. Second")
    terminal.expect(KEYS)
    terminal.send("a")
    terminal.expect("accepted")
    terminal.expect("[2/3]")
    terminal.expect(KEYS)
    if how == "key":
        terminal.send("r")
        terminal.expect("reason")
        terminal.send("half a reas\x03")
    elif how == "hang up":
        os.close(terminal.ours)
        terminal.process.wait(timeout=60)
    else:
        os.kill(terminal.process.pid, getattr(signal, how))
    if how != "hang up":
        terminal.expect("1 decision written")
        assert terminal.end() == 130
    outcomes = opened(case.root).review().outcomes
    assert [(one.decision.by, one.decision.decision) for one in outcomes] == [("B. Second", "accept")]
    opened(case.root).verify()


def test_the_terminal_is_never_steered_by_evidence(tmp_path):
    hostile = "\x1b]8;;http://evil.example\x1b\\ \x1b[31mred \x9b31m \u202egpj \x07 \x00 "
    texts = {f"a\x1b[2J{n}.txt": f"{hostile}{REPORT}{hostile}" for n in range(2)}
    case = build(tmp_path / "case", "", texts)
    (case.root / "case.toml").write_text((case.root / "case.toml").read_text().partition("[[evidence]]")[0])
    case.assess()
    terminal = Terminal("review", case.root)
    for _ in range(4):
        terminal.expect(KEYS)
        terminal.send("s")
    terminal.expect(KEYS)
    terminal.send("q")
    assert terminal.end() == 0
    assert not set("\x1b\x07\x00\x9b\u202e") & set(terminal.seen)
    assert "\x1b[31m" not in terminal.raw
    assert "http://evil" not in terminal.seen


def test_without_a_terminal_it_says_what_to_do(case):
    done = run("review", case.root)
    assert done.returncode == 2
    assert b"no terminal" in done.stderr
    assert b"--import" in done.stderr


def test_nothing_waits(case):
    session = case.review()
    session.write([session.decide(one, Said("accept", "seen", "", {})) for one in session.records])
    terminal = Terminal("review", case.root)
    terminal.expect("nothing waits for review")
    assert terminal.end() == 0


def test_what_was_corrected_is_shown_beside_the_programs_own(case):
    session = case.review()
    figure = next(one for one in session.records if one.kind == "figure")
    session.write([session.decide(figure, Said("correct", "a slip", "", {"value": "58000"}))])
    terminal = Terminal("review", case.root, "--all", "--kind", "figure")
    terminal.expect("about 58000 requests")
    terminal.expect("accepting takes the program's own: about 59000 requests")
    terminal.expect(KEYS)
    terminal.send("c")
    for field in ("value [58000]", "unit", "of", "when"):
        terminal.expect(field)
        terminal.send("2029\n" if field == "when" else "\n")
    terminal.expect("approximate")
    terminal.send("-\n")
    terminal.expect("reason")
    terminal.send("the table says so\n")
    terminal.expect("1 decision written")
    assert terminal.end() == 0
    (now,) = opened(case.root).figures()
    assert (str(now.value), now.when, now.approximate) == ("58000", "2029", "")


def test_the_queue_as_json(case):
    queue = said("review", case.root)
    assert [one["record"] for one in queue] == ["claim"] * 2 + ["statement"] + ["observation"] * 3 + [
        "figure"
    ]
    assert queue[0]["gaps"] == ["level"]
    assert all(one["id"] == one["target"] and one["how"] == "machine" for one in queue)
    assert [one["quote"] for one in said("review", case.root, "--types", "accusation")] == [
        "Northern Office says the intruder broke in."
    ]


def test_a_rule_says_how_many_before_it_writes(case):
    rule = ("--accept", "--kind", "malware", "--value", "S9001", "--below", "0.9", "--reason", "seen in both")
    assert said("review", case.root, *rule, "--dry-run") == {"meant": 2, "written": 0}
    done = run("review", case.root, *rule, "--dry-run")
    assert b"2 records meant" in done.stdout
    assert b"nothing was written" in done.stdout
    assert opened(case.root).review().outcomes == ()
    assert said("review", case.root, *rule) == {"meant": 2, "written": 2}
    assert said("review", case.root, *rule) == {"meant": 0, "written": 0}
    (one, _) = said("show", case.root, "reviews")
    assert one["decision"]["rule"] == "accept --kind malware --value S9001 --below 0.9"
    assert one["decision"]["by"] == "A. Analyst"
    assert (
        said(
            "review",
            case.root,
            "--reject",
            "--kind",
            "domain-name",
            "--value",
            "*.example.com",
            "--reason",
            "ours",
        )["written"]
        == 1
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--accept", "--kind", "malware"), b"reason is empty"),
        (("--accept", "--reason", "all"), b"would mean everything"),
        (("--accept", "--reject", "--reason", "x"), b"exclude each other"),
        (("--accept", "--below", "half", "--reason", "x"), b"is no share"),
        (("--accept", "--below", "NaN", "--reason", "x"), b"is no share"),
        (("--types", "praise", "--json"), b"no type of statement"),
        (("--import", "nowhere.csv"), b"No such file"),
        (("--export", "nowhere/at/all.csv"), b"No such file"),
    ],
)
def test_bad_input_is_one_line(case, arguments, words):
    done = run("review", case.root, *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert opened(case.root).review().outcomes == ()


# a spreadsheet


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def save(path, rows, delimiter=","):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_there_and_back(case, tmp_path, delimiter):
    sheet = tmp_path / "queue.csv"
    assert said("review", case.root, "--export", sheet)["records"] == 7
    assert run("review", case.root, "--export", sheet).returncode == 2, "never over a file"
    rows = rows_of(sheet)
    assert (rows[0]["kind"], rows[0]["type"], rows[0]["file"]) == ("claim", "accuses", "evidence/report.txt")
    rows[0] |= {"decision": "Accept", "changes": "hypothesis = G9001", "reason": "as written"}
    rows[1] |= {
        "decision": "correct",
        "changes": '{"speaker": "Southern Office"}',
        "reason": "its letterhead",
        "by": "C. Third",
    }
    rows[2] |= {"decision": "reject", "reason": "'=1+1 is no reason"}
    save(sheet, rows, delimiter)
    assert said("review", case.root, "--import", sheet, "--dry-run") == {"meant": 3, "written": 0}
    assert said("review", case.root, "--import", sheet, "--by", "D. Fourth") == {"meant": 3, "written": 3}
    assert said("review", case.root, "--import", sheet, "--by", "D. Fourth")["written"] == 0
    found = [one.decision for one in opened(case.root).review().outcomes]
    assert [(one.decision, one.by, one.reason) for one in found] == [
        ("accept", "D. Fourth", "as written"), ("correct", "C. Third", "its letterhead"), ("reject", "D. Fourth", "=1+1 is no reason"),
    ]  # fmt: skip
    whole = tmp_path / "all.csv"
    assert said("review", case.root, "--all", "--export", whole)["records"] == 8
    again = {one["id"]: one for one in rows_of(whole)}
    assert again[rows[2]["id"]]["reason"] == "'=1+1 is no reason"
    assert again[rows[1]["id"]]["how"] == "corrected by C. Third"
    assert said("review", case.root, "--import", whole) == {"meant": 0, "written": 0}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "claim:00"}, "line 3: 'claim:00' is no record of this case"),
        ({"id": ""}, "line 3: there is no id"),
        ({"decision": "perhaps"}, "line 3: 'perhaps' is no decision"),
        ({"decision": ""}, "line 3: '' is no decision"),
        ({"reason": " "}, "line 3: the reason is empty"),
        ({"reason": "\x1b[2J"}, "line 3: the reason holds control characters"),
        ({"by": "A.\x00 Analyst"}, "line 3: the name of who decides holds control characters"),
        ({"changes": "authenticity = 1"}, "line 3: 'authenticity' of a claim cannot be corrected"),
        ({"changes": "level"}, "line 3: changes cannot be read"),
        ({"changes": "{"}, "line 3: changes are no JSON"),
        ({"changes": "level = planet"}, "line 3: level cannot be 'planet'"),
        ({"twice": True}, "line 4: the record of line 3 is there again"),
    ],
)
def test_one_wrong_row_and_nothing_is_written(case, tmp_path, change, words):
    sheet = tmp_path / "queue.csv"
    session = case.review()
    sheet.write_bytes(session.export(session.queue()))
    rows = rows_of(sheet)[:2]
    rows[0] |= {"decision": "accept", "reason": "right"}
    rows[1] |= {"decision": "correct", "changes": "level = state", "reason": "right"}
    if change.pop("twice", False):
        rows.append(rows[1])
    rows[1] = {**rows[1], **change}
    save(sheet, rows)
    with pytest.raises(UsageError) as found:
        session.imported(sheet.read_bytes())
    assert words in found.value.what
    done = run("review", case.root, "--import", sheet)
    assert done.returncode == 2
    assert b"queue.csv: line" in done.stderr
    assert opened(case.root).review().outcomes == ()


def test_a_formula_in_evidence_is_text_in_the_sheet(tmp_path):
    texts = {"report.txt": REPORT, "=cmd.txt": SECOND}
    case = build(tmp_path / "case", "", texts)
    case.assess()
    session = case.review()
    row = session._row(session.records[0])
    assert set(row) == set(COLUMNS)
    data = session.export(session.records).decode("utf-8-sig")
    for cells in csv.reader(io.StringIO(data, newline="")):
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


# where it cannot be written


def test_decisions_that_cannot_be_written_are_kept_in_a_file(case, tmp_path, monkeypatch):
    session = case.review()
    batch = [session.decide(session.records[0], Said("accept", "seen", "", {}))]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(session, "write", lambda _: (_ for _ in ()).throw(StoreError("the disk is full")))
    for number in (1, 2):
        with pytest.raises(StoreError, match=f"probandum-review-{number}.csv"):
            reviewer._keep(session, batch)
    monkeypatch.undo()
    use(monkeypatch, Made())
    again = opened(case.root).review()
    assert again.write(again.imported((tmp_path / "probandum-review-1.csv").read_bytes())) == 1


# what show tells


def test_show_tells_how_each_record_stands(case):
    session = case.review()
    for one in session.records:
        if one.kind == "statement":
            session.write([session.decide(one, Said("correct", "read", "", {"types": "denial"}))])
        if one.kind == "figure":
            session.write([session.decide(one, Said("reject", "read", "", {}))])
    (statement,) = said("show", case.root, "statements")
    assert (statement["types"], statement["how"]) == (["denial"], "corrected by A. Analyst")
    assert statement["id"].startswith("statement:")
    assert len(said("show", case.root, "statements", "--all")) == 2
    assert said("show", case.root, "figures") == []
    assert [one["how"] for one in said("show", case.root, "figures", "--all")] == ["rejected by A. Analyst"]
    claims = said("show", case.root, "claims")
    assert [(one["gaps"], one["how"], one["id"][:6]) for one in claims] == [
        (["level"], "machine", "claim:"),
        (["speaker", "level"], "machine", "claim:"),
    ]
    assert [one["status"] for one in said("show", case.root, "reviews")] == ["stands", "stands"]
    for what in ("statements", "figures", "reviews", "claims", "observations"):
        assert run("show", case.root, what, "--all").returncode == 0
