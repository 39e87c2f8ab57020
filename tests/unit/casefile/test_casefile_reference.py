"""``[[reference]]`` and who stands behind a subject in a case file."""

import pytest

from probandum.casefile import parse, resolve
from probandum.errors import CaseFileError
from probandum.model.ident import digest

HEAD = '[case]\ntitle = "T"\n[question]\ntext = "Who?"\nlevel = "group"\nstandard = "clear-and-convincing"\n'
GOOD = '[[reference]]\nfile = "evidence/t.csv"\nsource = "Office"\npublished = 2020-04-07\n'


def test_a_reference_table_has_a_file_a_source_and_a_day() -> None:
    (note,) = parse((HEAD + GOOD).encode()).references
    assert (note.file, note.source, note.published, note.line) == (
        "evidence/t.csv",
        "Office",
        "2020-04-07",
        8,
    )
    assert parse(HEAD.encode()).references == ()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (GOOD + GOOD, "is listed already in line 8"),
        ('[[reference]]\nfile = "t.csv"\n', "needs a key 'source'"),
        ('[[reference]]\nsource = "Office"\n', "needs a key 'file'"),
        ('[[reference]]\nfile = "../t.csv"\nsource = "Office"\n', "leads out of the case folder"),
        (GOOD + 'unit = "ships"\n', "has no key 'unit'"),
        (GOOD.replace("2020-04-07", '"soon"'), "published is no date"),
    ],
)
def test_what_is_wrong_is_one_line_with_its_number(text: str, what: str) -> None:
    with pytest.raises(CaseFileError, match=what) as error:
        parse((HEAD + text).encode())
    assert error.value.line > 0


def test_a_table_that_is_not_in_evidence_is_a_problem() -> None:
    brief = parse((HEAD + GOOD).encode())
    (problem,) = resolve(brief, {}, {}).problems
    assert "evidence/t.csv" in str(problem)
    assert resolve(brief, {}, {"evidence/t.csv": digest(b"t")}).problems == ()


def test_a_claim_may_say_who_stands_behind_its_subject() -> None:
    stated = (
        '[[claim]]\nfile = "a.txt"\nquote = "q"\nstance = "accuses"\nspeaker = "S"\nsubject = "groups"\npredicate = "p"\nby = "A"\n'
        'linked_to = "Southland"\nlink = "sponsored by"\nincident = "of May"\n'
    )
    (note,) = parse((HEAD + stated).encode()).claims
    assert (note.linked_to, note.link, note.incident) == ("Southland", "sponsored by", "of May")
