"""``[[origin]]``: which files a person counts as one, or apart."""

import pytest

from probandum.casefile import parse, resolve, template
from probandum.errors import CaseFileError
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Span, Text
from probandum.model.source import Ruling

HEAD = '[case]\ntitle = "T"\n[question]\ntext = "Who?"\nlevel = "group"\nstandard = "clear-and-convincing"\n'
GOOD = (
    '[[origin]]\njoin = ["evidence/a.txt", "./evidence//b.eml"]\nreason = "one briefing"\nby = "A. Analyst"\n'
)
A, B, PART = digest(b"a"), digest(b"b"), digest(b"part")


def test_an_entry_joins_or_splits_files_with_reason_and_name() -> None:
    joined, split = parse((HEAD + GOOD + GOOD.replace("join", "split")).encode()).origins
    assert (joined.act, joined.files) == ("join", ("evidence/a.txt", "evidence/b.eml"))
    assert (joined.reason, joined.by, joined.line) == ("one briefing", "A. Analyst", 8)
    assert (split.act, split.line) == ("split", 12)
    assert parse(HEAD.encode()).origins == ()


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ('[[origin]]\nreason = "r"\nby = "A"\n', "needs a key 'join' or 'split'", 7),
        (GOOD + 'split = ["c", "d"]\n', "has both join and split", 11),
        ('[[origin]]\njoin = ["a"]\nreason = "r"\nby = "A"\n', "fewer than two files", 8),
        ('[[origin]]\njoin = ["a",\n"./a"]\nreason = "r"\nby = "A"\n', "holds 'a' twice", 9),
        ('[[origin]]\njoin = ["a", "../b"]\nreason = "r"\nby = "A"\n', "leads out of the case folder", 8),
        ('[[origin]]\nsplit = ["a", "b"]\nby = "A"\n', "needs a key 'reason'", 7),
        ('[[origin]]\nsplit = ["a", "b"]\nreason = " "\nby = "A"\n', "reason is empty", 9),
        ('[[origin]]\nsplit = ["a", "b"]\nreason = "r"\n', "needs a key 'by'", 7),
        (GOOD + 'because = "x"\n', "has no key 'because'", 11),
        ('[[origin]]\njoin = "a"\nreason = "r"\nby = "A"\n', "join must be an array", 8),
    ],
)
def test_what_is_wrong_is_one_line_with_its_number(text: str, what: str, line: int) -> None:
    with pytest.raises(CaseFileError, match=what) as error:
        parse((HEAD + text).encode())
    assert error.value.line == line


def test_files_become_exhibits_with_what_lies_in_them() -> None:
    brief = parse((HEAD + GOOD).encode())
    inside = Text(PART, "mail/1", "words", (Span(0, 5, Locator("byte", 0, 5)),))
    exhibits = {"evidence/a.txt": A, "evidence/b.eml": B}
    found = resolve(brief, {"evidence/b.eml": (inside,)}, exhibits)
    files = ("evidence/a.txt", "evidence/b.eml")
    assert found.origins == (Ruling("join", ((A,), (B, PART)), files, "one briefing", "A. Analyst", 8),)
    assert found.problems == ()


def test_a_file_that_is_not_in_evidence_is_a_problem() -> None:
    found = resolve(parse((HEAD + GOOD).encode()), {}, {"evidence/a.txt": A})
    assert [problem.line for problem in found.problems] == [8]
    assert "evidence/b.eml" in str(found.problems[0])
    assert found.origins == ()


def test_the_example_of_the_template_holds() -> None:
    lines = template("T").splitlines()
    start = lines.index("# [[origin]]")
    example = "\n".join(line.removeprefix("# ") for line in lines[start : start + 4])
    (note,) = parse((HEAD + example).encode()).origins
    assert (note.act, len(note.files)) == ("join", 2)
