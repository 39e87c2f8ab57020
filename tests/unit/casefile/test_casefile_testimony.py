"""Records of sources and the hypothesis of a claim: what the case file takes, and what it refuses with the line."""

import pytest

from probandum.casefile import parse, resolve, template
from probandum.errors import CaseFileError
from probandum.model.exhibit import Locator
from probandum.model.ident import Digest
from probandum.model.observation import Span, Text

HEAD = '[case]\ntitle = "T"\n[question]\ntext = "Who?"\nlevel = "group"\nstandard = "clear-and-convincing"\n'
CLAIM = """[[claim]]
file = "evidence/a.txt"
quote = "they did it"
stance = "accuses"
speaker = "Office"
subject = "they"
predicate = "did it"
by = "analyst"
"""
WORDS = "It is said that they did it."
EXHIBIT = Digest("a" * 64)


def _wrong(more: str) -> CaseFileError:
    with pytest.raises(CaseFileError) as caught:
        parse((HEAD + more).encode())
    return caught.value


def _resolved(more: str, actors: tuple[str, ...] = ("G0001",)):
    text = Text(EXHIBIT, "t/1", WORDS, (Span(0, len(WORDS), Locator("byte", 0, len(WORDS))),))
    brief = parse((HEAD + more).encode())
    return resolve(brief, {"evidence/a.txt": (text,)}, {"evidence/a.txt": EXHIBIT}, actors)


def test_a_source_may_state_its_record() -> None:
    counts = "right = 7\nwrong = 2\ndenials_right = 0\ndenials_wrong = 10000\nrecord = 'courts, 2001–2010'\n"
    (source,) = parse((HEAD + "[[source]]\nname = 'Office'\n" + counts).encode()).sources
    assert (source.right, source.wrong, source.denials_right, source.denials_wrong) == (7, 2, 0, 10_000)
    assert source.record == "courts, 2001–2010"
    (bare,) = parse((HEAD + "[[source]]\nname = 'Office'\n").encode()).sources
    assert (bare.right, bare.wrong, bare.denials_right, bare.denials_wrong, bare.record) == (0, 0, 0, 0, "")


@pytest.mark.parametrize("key", ["right", "wrong", "denials_right", "denials_wrong"])
def test_a_count_says_where_it_is_from(key: str) -> None:
    for record in ("", "record = ' '\n"):
        error = _wrong(f"[[source]]\nname = 'Office'\n{record}{key} = 1\n")
        assert f"{key} needs a key 'record'" in str(error)
        assert error.line == 9 + bool(record)
    parse(f"{HEAD}[[source]]\nname = 'Office'\n{key} = 0\n".encode())


@pytest.mark.parametrize(
    ("value", "what"), [("-1", "out of range"), ("10001", "out of range"), ("0.5", "must be an integer")]
)
def test_a_count_is_a_number_of_sayings(value: str, what: str) -> None:
    error = _wrong(f"[[source]]\nname = 'Office'\nrecord = 'r'\nwrong = {value}\n")
    assert what in str(error)
    assert error.line == 10


def test_a_claim_may_name_a_hypothesis_of_the_knowledge_or_of_the_case() -> None:
    assert [one.hypothesis for one in _resolved(CLAIM).claims] == [""]
    assert [one.hypothesis for one in _resolved(CLAIM + "hypothesis = 'G0001'\n").claims] == ["G0001"]
    own = "[[hypothesis]]\nname = 'an insider'\nlevel = 'group'\n"
    assert [one.hypothesis for one in _resolved(CLAIM + "hypothesis = 'an insider'\n" + own).claims] == [
        "an insider"
    ]


def test_how_a_claim_is_read_is_no_part_of_what_it_is() -> None:
    plain, read = _resolved(CLAIM).claims, _resolved(CLAIM + "hypothesis = 'G0001'\n").claims
    assert plain[0].id == read[0].id


def test_an_actor_that_nobody_knows_is_a_problem_with_its_line() -> None:
    found = _resolved(CLAIM + "hypothesis = 'G0002'\n")
    assert found.claims == ()
    (problem,) = found.problems
    assert problem.line == 9
    assert "'G0002' is no actor" in str(problem)
    assert "did you mean 'G0001'?" in str(problem.advice)


@pytest.mark.parametrize("nobody", ["unknown", "not-established"])
def test_a_claim_is_about_somebody(nobody: str) -> None:
    error = _wrong(f"{CLAIM}hypothesis = '{nobody}'\n")
    assert f"hypothesis cannot be '{nobody}'" in str(error)
    assert error.line == 15


def test_what_the_template_shows_can_be_used() -> None:
    text = template("T")
    for line in ("right = 0", "wrong = 0", 'hypothesis = "G0001"'):
        assert f"# {line}" in text
    record = next(line.removeprefix("# ") for line in text.splitlines() if line.startswith("# record = "))
    (source,) = parse(f"{text}[[source]]\nname = 'Office'\nright = 1\n{record}\n".encode()).sources
    assert source.record
