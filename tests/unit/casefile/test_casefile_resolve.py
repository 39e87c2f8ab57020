"""Notes of a case file, pinned to the words they rest on."""

import time

import pytest

from probandum.casefile import later, parse, resolve
from probandum.model.brief import Brief
from probandum.model.exhibit import Locator
from probandum.model.ident import Digest, digest
from probandum.model.observation import Span, Text

HEAD = (
    '[case]\ntitle = "c"\n{more}[question]\ntext = "q"\nlevel = "group"\nstandard = "clear-and-convincing"\n'
)
REPORT = "A header.\n\nThe firm  says:\u00a0the group\n did it – “surely”.\nEnd."
ANSWER = "We did not do it, and nobody has shown that we did."
FILES = {"evidence/report.html": "a" * 64, "evidence/box.zip": "b" * 64}


def _text(text: str, exhibit: str) -> Text:
    size = len(text.encode())
    spans = (Span(0, len(text), Locator("byte", 100, 100 + size)),)
    if size == len(text):
        spans = (Span(0, len(text), Locator("byte", 100, 100 + len(text))),)
    return Text(Digest(exhibit), "test/1", text, spans)


def _brief(more: str, case: str = "") -> Brief:
    return parse((HEAD.format(more=case) + more).encode())


def _texts() -> dict[str, tuple[Text, ...]]:
    return {
        "evidence/report.html": (_text(REPORT, "a" * 64),),
        "evidence/box.zip": (_text("nothing here", "c" * 64), _text(ANSWER, "d" * 64)),
    }


EXHIBITS = {file: Digest(name) for file, name in FILES.items()}


def _claim(file: str, quote: str, extra: str = "") -> str:
    return (
        f"[[claim]]\nfile = '{file}'\nquote = '''{quote}'''\nstance = 'denies'\nspeaker = 's'\nsubject = 't'\n"
        f"predicate = 'p'\nby = 'b'\n{extra}"
    )


def test_white_space_is_folded_and_the_locator_covers_the_words() -> None:
    found = resolve(_brief(_claim("evidence/report.html", "says: the\ngroup did  it")), _texts(), EXHIBITS)
    assert not found.problems
    claim = found.claims[0]
    assert claim.quote == "says:\u00a0the group\n did it"
    assert claim.exhibit == "a" * 64
    start = REPORT.index("says:")
    assert _texts()["evidence/report.html"][0].locate(start, start + len(claim.quote)) == claim.locator


def test_members_are_searched_and_the_exhibit_is_the_members() -> None:
    found = resolve(_brief(_claim("evidence/box.zip", "nobody has shown")), _texts(), EXHIBITS)
    claim = found.claims[0]
    start = ANSWER.index("nobody")
    assert claim.exhibit == "d" * 64
    assert claim.locator == Locator("byte", 100 + start, 100 + start + len("nobody has shown"))


@pytest.mark.parametrize("quote", ["did it - “surely”", 'did it – "surely"', "Did it", "did it – “surely”!"])
def test_nothing_but_white_space_is_folded(quote: str) -> None:
    found = resolve(_brief(_claim("evidence/report.html", quote)), _texts(), EXHIBITS)
    assert found.claims == ()
    assert "does not say" in found.problems[0].what
    assert found.problems[0].line == 9
    assert "\n" not in str(found.problems[0])


def test_the_nearest_passage_is_offered() -> None:
    near = resolve(_brief(_claim("evidence/box.zip", "nobody hath shown that we did it")), _texts(), EXHIBITS)
    assert "nobody has shown that we" in near.problems[0].advice
    far = resolve(_brief(_claim("evidence/box.zip", "an unrelated sentence")), _texts(), EXHIBITS)
    assert "word for word" in far.problems[0].advice
    none = resolve(_brief(_claim("evidence/report.html", "x")), {}, EXHIBITS)
    assert "no text was read" in none.problems[0].advice


def test_evidence_gives_source_credibility_and_time() -> None:
    more = (
        "[[source]]\nname = 'Press'\n[[evidence]]\nfile = 'evidence/box.zip'\nsource = 'Press'\npublished = '2018-02'\n"
        "credibility = 3\n" + _claim("evidence/box.zip", "We did not")
    )
    claim = resolve(_brief(more), _texts(), EXHIBITS).claims[0]
    assert (claim.source, claim.credibility, claim.time) == ("Press", 3, "2018-02")
    bare = resolve(_brief(_claim("evidence/box.zip", "We did not")), _texts(), EXHIBITS).claims[0]
    assert (bare.source, bare.credibility, bare.time) == ("", 6, None)


def test_a_missing_file_is_said_once_with_its_line() -> None:
    more = "[[evidence]]\nfile = 'evidence/reprot.html'\n" + _claim("evidence/reprot.html", "x")
    problems = resolve(_brief(more), _texts(), EXHIBITS).problems
    assert [problem.line for problem in problems] == [8]
    assert "did you mean 'evidence/report.html'?" in problems[0].advice
    other = resolve(_brief(_claim("evidence/nothing", "x")), _texts(), EXHIBITS).problems
    assert [problem.line for problem in other] == [9]


def test_problems_come_in_the_order_of_lines() -> None:
    more = (
        _claim("evidence/box.zip", "zzz")
        + "[[evidence]]\nfile = 'evidence/nothing'\n"
        + _claim("evidence/box.zip", "q")
    )
    lines = [problem.line for problem in resolve(_brief(more), _texts(), EXHIBITS).problems]
    assert lines == [9, 16, 19]


JUDGEMENT = """
[[judgement]]
file = 'evidence/report.html'
quote = 'A header'
hypothesis = '{actor}'
item = 'header'
if_true = 'likely'
if_false = 'unlikely'
reason = 'r'
by = 'b'
forgery = 2
[[link]]
file = 'evidence/report.html'
quote = 'The firm says'
child = '{actor}'
parent = 'O'
level = 'organisation'
band = 'likely'
reason = 'r'
by = 'b'
[[hypothesis]]
name = 'an insider'
level = 'operator'
"""


@pytest.mark.parametrize("actor", ["G0001", "unknown", "an insider"])
def test_judgements_and_links_are_pinned(actor: str) -> None:
    found = resolve(_brief(JUDGEMENT.format(actor=actor)), _texts(), EXHIBITS, {"G0001", "G0002"})
    assert not found.problems
    judgement, link = found.judgements[0], found.links[0]
    assert (judgement.hypothesis, judgement.exhibit, judgement.forgery) == (actor, "a" * 64, 2)
    assert (link.child, link.parent, link.level, link.band) == (actor, "O", "organisation", "likely")
    assert judgement.locator.unit == "byte"


def test_an_actor_nobody_knows_is_a_problem_where_actors_are_given() -> None:
    brief = _brief(JUDGEMENT.format(actor="G001"))
    found = resolve(brief, _texts(), EXHIBITS, {"G0001", "G0002"})
    assert [problem.line for problem in found.problems] == [10, 20]
    assert "did you mean 'G000" in found.problems[0].advice
    assert not found.judgements
    assert not found.links
    assert not resolve(brief, _texts(), EXHIBITS).problems


def test_a_review_stands_for_the_file_and_what_is_inside() -> None:
    review = "[[review]]\ndecision = 'reject'\nvalue = 'T1059'\nreason = 'r'\nby = 'b'\n"
    assert [one.exhibit for one in resolve(_brief(review), _texts(), EXHIBITS).reviews] == [None]
    inside = resolve(_brief(review + "file = 'evidence/box.zip'\n"), _texts(), EXHIBITS)
    assert [one.exhibit for one in inside.reviews] == ["b" * 64, "c" * 64, "d" * 64]
    missing = resolve(_brief(review + "file = 'evidence/none'\n"), _texts(), EXHIBITS)
    assert [problem.line for problem in missing.problems] == [12]


def test_what_is_later_than_the_case_is_left_out_and_said() -> None:
    more = "[[evidence]]\nfile = 'evidence/box.zip'\npublished = '2020-10-19'\n" + _claim(
        "evidence/box.zip", "We did not"
    )
    found = resolve(_brief(more, "as_of = 2018-03-31\n"), _texts(), EXHIBITS)
    assert found.claims == ()
    assert found.problems == ()
    assert found.left_out == ("evidence/box.zip: published 2020-10-19, later than 2018-03-31",)
    assert resolve(_brief(more, "as_of = 2020-10-19\n"), _texts(), EXHIBITS).claims


@pytest.mark.parametrize(
    ("published", "as_of", "answer"),
    [
        ("2018-04-01", "2018-03-31", True),
        ("2018-03-31T23:59:59Z", "2018-03-31", False),
        ("2018-03", "2018-03-31", False),
        ("2018", "2018-03-31", False),
        ("2019", "2018-03-31", True),
        ("2018-04", "2018-03", True),
        ("2018-12-31", "2018", False),
        ("", "2018", False),
        ("2018", "", False),
    ],
)
def test_later_means_certainly_later(published: str, as_of: str, answer: bool) -> None:
    assert later(published, as_of) is answer


def test_a_large_text_is_searched_soon() -> None:
    body = " ".join(f"word{number % 5000}" for number in range(1_000_000)) + "\n the  last words"
    texts = {"evidence/report.html": (_text(body, "a" * 64),)}
    more = "".join(_claim("evidence/report.html", f"word1 word3 word{number}") for number in range(100))
    start = time.process_time()
    found = resolve(_brief(more + _claim("evidence/report.html", "the last words")), texts, EXHIBITS)
    assert len(found.problems) == 100
    assert found.claims[0].quote == "the  last words"
    assert time.process_time() - start < 30


def test_advice_holds_nothing_a_terminal_obeys() -> None:
    text = _text("one two\x1b[2J three four", digest(b""))
    found = resolve(
        _brief(_claim("evidence/report.html", "one two three four")),
        {"evidence/report.html": (text,)},
        EXHIBITS,
    )
    assert "nearest passage" in found.problems[0].advice
    assert str(found.problems[0]).isprintable()
