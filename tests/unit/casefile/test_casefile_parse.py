"""case.toml: what it means, and the one line it gets for each thing that is wrong."""

import time
from decimal import Decimal

import pytest

from probandum.casefile import LIMIT, parse, template
from probandum.errors import CaseFileError
from probandum.model.hypothesis import Hypothesis
from probandum.model.ident import digest
from probandum.model.scales import STANDARDS
from probandum.model.source import Source

HEAD = """\
[case]
title = "A case"

[question]
text = "Which group did it?"
level = "group"
standard = "clear-and-convincing"
"""
WHOLE = """\
case = { title = "A case", tlp = "TLP:GREEN", as_of = 2018-03-31 }
[question]
text = "Which group did it?"
level = "group"
prior.G0034 = "0.25"
prior.'G0032' = 0.5
[question.standard]
title = "ours"
threshold = "0.80"
budget = 2
[knowledge]
pack = "packs/x.json"
exclude = [
  "Vendor Report 2018",   # about the incident
  "https://vendor.example/report",
]
[[source]]
name = "Vendor"
reliability = "B"
interest = "sells protection"
[[source]]
name = "News"
relies_on = ["Vendor"]
party = "press"
[[evidence]]
file = "./evidence//report.html"
source = "Vendor"
published = 2018-02-12T10:30:00Z
url = "https://vendor.example/report"
credibility = 2
use = ["claims"]
tlp = "TLP:AMBER+STRICT"
[[claim]]
file = "evidence/report.html"
quote = \"\"\"
we assess
that the group did it\"\"\"
name = "accusation"
stance = "accuses"
speaker = "Vendor"
subject = "the group"
predicate = "did it"
level = "group"
by = "analyst"
[[claim]]
file = "evidence/answer.txt"
quote = "we did not"
stance = "denies"
speaker = "the group"
subject = "the group"
predicate = "did it"
answers = ["accusation"]
relayed_by = ["News"]
by = "analyst"
[[judgement]]
file = "evidence/report.html"
quote = "Rich header"
hypothesis = "G0032"
item = "header"
if_true = "likely"
if_false = "very unlikely"
reason = "copied easily"
by = "analyst"
[[link]]
file = "evidence/report.html"
quote = "a unit of"
child = "G0034"
parent = "the organisation"
level = "organisation"
band = "likely"
reason = "one side says so"
by = "analyst"
[[review]]
decision = "reject"
value = "T1059"
reason = "what defenders ran"
by = "analyst"
[[hypothesis]]
name = "an insider"
level = "operator"
"""


def _error(text: str | bytes) -> CaseFileError:
    with pytest.raises(CaseFileError) as caught:
        parse(text if isinstance(text, bytes) else text.encode())
    message = str(caught.value)
    assert "\n" not in message
    assert message.isprintable()
    return caught.value


def test_a_whole_file_is_read() -> None:
    brief = parse(WHOLE.encode())
    assert brief.digest == digest(WHOLE.encode())
    assert (brief.title, brief.tlp, brief.as_of) == ("A case", "TLP:GREEN", "2018-03-31")
    assert brief.prior == {"G0034": Decimal("0.25"), "G0032": Decimal("0.5")}
    assert (brief.standard.title, brief.standard.threshold, brief.standard.budget) == (
        "ours",
        Decimal("0.80"),
        2,
    )
    assert brief.exclude == ("Vendor Report 2018", "https://vendor.example/report")
    assert brief.pack == "packs/x.json"
    assert brief.sources == (
        Source("Vendor", "B", "sells protection"),
        Source("News", "F", "", ("Vendor",), "press"),
    )
    note = brief.evidence[0]
    assert (note.file, note.source, note.published) == (
        "evidence/report.html",
        "Vendor",
        "2018-02-12T10:30:00+00:00",
    )
    assert (note.credibility, note.use, note.tlp) == (2, ("claims",), "TLP:AMBER+STRICT")
    assert note.line == 1 + WHOLE.split("\n").index('file = "./evidence//report.html"')
    assert [claim.stance for claim in brief.claims] == ["accuses", "denies"]
    assert brief.claims[0].passage.quote == "we assess\nthat the group did it"
    assert brief.claims[0].passage.line == 1 + WHOLE.split("\n").index('quote = """')
    assert brief.claims[1].answers == ("accusation",)
    assert brief.claims[1].level is None
    assert brief.judgements[0].if_false == "very unlikely"
    assert brief.links[0].parent == "the organisation"
    assert brief.reviews[0].decision == "reject"
    assert brief.hypotheses == (Hypothesis("an insider", "named", "an insider", "operator"),)


def test_what_is_left_out_has_its_default() -> None:
    brief = parse(HEAD.encode())
    assert brief.standard == STANDARDS["clear-and-convincing"]
    assert (brief.tlp, brief.as_of, brief.prior, brief.pack) == ("TLP:CLEAR", "", "uniform", "")
    assert brief.sources == brief.evidence == brief.claims == brief.judgements == ()


@pytest.mark.parametrize("text", [WHOLE, HEAD])
def test_line_ends_and_byte_order_mark_change_nothing_but_the_digest(text: str) -> None:
    plain = parse(text.encode())
    odd = parse(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert odd.digest != plain.digest
    assert [getattr(odd, name) for name in odd.__struct_fields__ if name != "digest"] == [
        getattr(plain, name) for name in plain.__struct_fields__ if name != "digest"
    ]


EVIDENCE = '[[evidence]]\nfile = "evidence/a"\n'
CLAIM = '[[claim]]\nfile = "evidence/a"\nquote = "x"\nstance = "denies"\nspeaker = "s"\nsubject = "t"\npredicate = "p"\nby = "b"\n'
JUDGEMENT = '[[judgement]]\nfile = "evidence/a"\nquote = "x"\nhypothesis = "h"\nitem = "i"\nif_true = "likely"\nif_false = "unlikely"\nreason = "r"\nby = "b"\n'
LINK = '[[link]]\nfile = "evidence/a"\nquote = "x"\nchild = "c"\nparent = "p"\nlevel = "state"\nband = "likely"\nreason = "r"\nby = "b"\n'

WRONG = [
    # what follows HEAD (7 lines), line of the error, words in it, words in the advice
    ("x = ", 8, "not TOML", ""),
    ('[[source]]\nname = "a\n', 9, "not TOML", ""),
    ("[question]\n", 8, "not TOML", ""),
    ("[sauce]\n", 8, "no table 'sauce'", "did you mean 'source'?"),
    ("[[source]]\nname = 'a'\nrelibility = 'B'\n", 10, "no key 'relibility'", "did you mean 'reliability'?"),
    ("[[source]]\nname = 'a'\nreliability = 'b'\n", 10, "cannot be 'b'", "did you mean 'B'?"),
    ("[[source]]\nname = 'a'\nreliability = 'G'\n", 10, "cannot be 'G'", "A, B, C, D, E, F"),
    ("[[source]]\nreliability = 'A'\n", 8, "needs a key 'name'", "name = "),
    ("[[source]]\nname = ' '\n", 9, "name is empty", ""),
    ("[[source]]\nname = 7\n", 9, "must be a string, not an integer", ""),
    ("[[source]]\nname = 2018-01-01\n", 9, "must be a string, not a date", ""),
    ("[[source]]\nname = 'a'\n\n[[source]]\nname = 'a'\n", 12, "'a' is there twice", ""),
    ("[[source]]\nname = 'a'\nrelies_on = [\n  'a',\n]\n", 11, "relies on itself", ""),
    ("[[source]]\nname = 'Vendor'\nrelies_on = ['Vender']\n", 10, "source 'Vender'", "did you mean 'Vendor'?"),
    ("[[source]]\nname = 'a'\nrelies_on = 'b'\n", 10, "must be an array, not a string", ""),
    ("[source]\nname = 'a'\n", 8, "must be an array, not a table", "[[source]]"),
    ("[[evidence]]\nsource = 'a'\n", 8, "needs a key 'file'", ""),
    (EVIDENCE + "source = 'Nobody'\n", 10, "source 'Nobody'", "[[source]]"),
    (EVIDENCE + "credibility = '2'\n", 10, "must be an integer, not a string", ""),
    (EVIDENCE + "credibility = true\n", 10, "must be an integer, not true or false", ""),
    (EVIDENCE + "credibility = 0\n", 10, "out of range", "1 to 6"),
    (EVIDENCE + "credibility = 2.0\n", 10, "must be an integer, not a number", ""),
    (EVIDENCE + "published = '12 February 2018'\n", 10, "no date: '12 February 2018'", "2018-02-09"),
    (EVIDENCE + "published = '2018-02-30'\n", 10, "no date", ""),
    (EVIDENCE + "published = '2018-13'\n", 10, "no date", ""),
    (EVIDENCE + "published = '2018-02-12T10:00:00'\n", 10, "no date", "Z"),
    (EVIDENCE + "published = 2018-02-12 10:00:00\n", 10, "without an offset", ""),
    (EVIDENCE + "published = 10:00:00\n", 10, "must be a string, not a date or time", ""),
    (EVIDENCE + "published = ''\n", 10, "no date", ""),
    (EVIDENCE + "published = 2018-02-30\n", 10, "not TOML", ""),
    (EVIDENCE + "use = ['behavior']\n", 10, "cannot hold 'behavior'", "did you mean 'behaviour'?"),
    (EVIDENCE + "use = ['claims', 'claims']\n", 10, "twice", ""),
    (EVIDENCE + "use = ['claims', 3]\n", 10, "strings only", ""),
    (EVIDENCE + "tlp = 'TLP:WHITE'\n", 10, "cannot be 'TLP:WHITE'", "TLP:CLEAR"),
    (EVIDENCE + EVIDENCE, 11, "listed already in line 9", ""),
    ("[[evidence]]\nfile = '/etc/passwd'\n", 9, "absolute", ""),
    ("[[evidence]]\nfile = 'C:/x'\n", 9, "absolute", ""),
    ("[[evidence]]\nfile = 'evidence/../../x'\n", 9, "out of the case folder", ""),
    ("[[evidence]]\nfile = '.'\n", 9, "out of the case folder", ""),
    ("[[evidence]]\nfile = 'evidence\\x'\n", 9, "backslash", "/"),
    ("[[evidence]]\nfile = \"evidence/\\u001b[2J\"\n", 9, "control character", ""),
    (CLAIM.replace('"denies"', '"deny"'), 11, "cannot be 'deny'", "one of: accuses, denies,"),
    (CLAIM.replace('quote = "x"', 'quote = ""'), 10, "quote is empty", ""),
    (CLAIM.replace('quote = "x"', 'quote = """\n\n"""'), 10, "quote is empty", ""),
    (CLAIM + 'level = "country"\n', 16, "cannot be 'country'", "state"),
    (CLAIM + 'name = "c"\n' + CLAIM + 'name = "c"\n', 25, "'c' is there twice", ""),
    (CLAIM + 'name = "c"\nanswers = ["c"]\n', 17, "no other claim", ""),
    (CLAIM + 'answers = ["d"]\n', 16, "no other claim", "give that claim a name"),
    (CLAIM.replace('by = "b"\n', ""), 8, "needs a key 'by'", ""),
    (JUDGEMENT.replace('"likely"', '"probable"'), 13, "cannot be 'probable'", "one of: almost no chance"),
    (JUDGEMENT + "forgery = 5\n", 17, "out of range", "1 to 4"),
    (JUDGEMENT.replace('reason = "r"\n', ""), 8, "needs a key 'reason'", ""),
    (LINK.replace('"likely"', '"certain"'), 14, "cannot be 'certain'", "almost certain"),
    ("[[review]]\ndecision = 'maybe'\n", 9, "cannot be 'maybe'", "accept, reject"),
    ("[[hypothesis]]\nname = 'unknown'\nlevel = 'group'\n", 9, "always among", ""),
    ("[[hypothesis]]\nname = 'x'\nlevel = 'group'\n" * 2, 12, "twice", ""),
    ("claim = 7\n", 8, "no key 'claim'", ""),  # still inside [question]
    ("source = [{ name = 'a' },\n  7 ]\n[knowledge]\n", 8, "no key 'source'", ""),
    ("[knowledge]\nexclude = ['']\n", 9, "none of them empty", ""),
    ('[knowledge]\n"ex\\u0063lud" = []\n', 9, "no key 'exclud'", "did you mean 'exclude'?"),
    ("[sauce\\u001b]\n", 8, "not TOML", ""),
    ('["\\u001b[31m"]\n', 8, "no table '\\u{1b}[31m'", ""),
]  # fmt: skip


@pytest.mark.parametrize(("more", "line", "what", "advice"), WRONG)
def test_what_is_wrong_is_said_with_its_line(more: str, line: int, what: str, advice: str) -> None:
    error = _error(HEAD + more)
    assert what in error.what
    assert advice in error.advice
    assert error.line == line
    assert error.what.startswith(f"case.toml:{line}: ")


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ('title = "A case"', "", 1, "needs a key 'title'"),
        ('level = "group"', 'level = "persons"', 6, "level cannot be 'persons'"),
        ('level = "group"', "", 4, "needs a key 'level'"),
        ('"clear-and-convincing"', '"clear and convincing"', 7, "cannot be 'clear and convincing'"),
        ('"clear-and-convincing"', '{ title = "x", threshold = "1", budget = 1 }', 7, "between 0 and 1"),
        ('"clear-and-convincing"', '{ title = "x", threshold = nan, budget = 1 }', 7, "between 0 and 1"),
        (
            '"clear-and-convincing"',
            '{ title = "x", threshold = true, budget = 1 }',
            7,
            "must be a probability",
        ),
        ('"clear-and-convincing"', '{ title = "x", threshold = "0.5", budget = -1 }', 7, "out of range"),
        ('"clear-and-convincing"', '{ title = "x", threshold = "0.5" }', 7, "needs a key 'budget'"),
        ('"group"', '"group"\nprior = "flat"', 7, "cannot be 'flat'"),
        ('"group"', '"group"\nprior = { a = "0.7", b = "0.4" }', 7, "at most 1"),
        ('"group"', '"group"\nprior = { a = "1e-99999" }', 7, "between 0 and 1"),
        ('"group"', '"group"\nprior = {}', 7, "at most 1"),
        ("[case]", "[case]\nas_of = 'soon'", 2, "no date"),
        ("[case]", "[case]\ntlp = 'CLEAR'", 2, "cannot be 'CLEAR'"),
    ],
)
def test_the_head_is_checked_too(old: str, new: str, line: int, what: str) -> None:
    error = _error(HEAD.replace(old, new, 1))
    assert what in error.what
    assert error.line == line


def test_a_missing_table_is_named() -> None:
    assert "[case] needs a key 'title'" in _error("").what
    assert "[question] needs a key 'text'" in _error('[case]\ntitle = "x"\n').what


@pytest.mark.parametrize(
    ("data", "line", "what"),
    [
        (HEAD.encode() + b"# \xff\n", 8, "not UTF-8"),
        (HEAD.encode("utf-16"), 1, "not UTF-8"),
        (b"#" * (LIMIT + 1), 0, "more than"),
        (HEAD.encode() + b"# \x00\n", 8, "not TOML"),
        (b"a = " + b"[" * 200_000, 1, "nested"),
        (b"a = " + b"[" * 200_000 + b"]" * 200_000, 1, "nested"),
        (b"a = " + b"{a=" * 200_000, 1, "nested"),
        (b"\na" + b".a" * 400_000 + b" = 1", 2, "nested"),
        (b"[a" + b".a" * 400_000 + b"]", 1, "nested"),
        (b"a = " + b"9" * 10_000, 0, "not TOML that can be read"),
    ],
)
def test_hostile_bytes_get_one_line_soon(data: bytes, line: int, what: str) -> None:
    start = time.process_time()
    error = _error(data)
    assert what in error.what
    assert error.line == line
    assert len(str(error)) < 500
    assert time.process_time() - start < 5


def test_a_file_of_a_megabyte_is_read_soon() -> None:
    entries = "".join(f'[[source]]\nname = "source {number}"\n' for number in range(25_000))
    start = time.process_time()
    assert len(parse((HEAD + entries).encode()).sources) == 25_000
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "title", ["Plain", 'with "quotes" and \\ and é', "two\nlines\x7f\x00\t", "𝔄 {braces}", "\ud800"]
)
def test_the_template_parses_as_it_is(title: str) -> None:
    brief = parse(template(title).encode())
    assert brief.title == title.replace("\ud800", "?")
    assert brief.standard == STANDARDS["clear-and-convincing"]


def test_every_example_in_the_template_parses_once_it_is_used() -> None:
    lines = template("x").splitlines()
    used = [
        line.removeprefix("# ") if line.startswith(("# [[", "# ")) and _is_toml(line[2:]) else line
        for line in lines
    ]
    brief = parse("\n".join(used).encode())
    counts = [
        len(brief.claims),
        len(brief.judgements),
        len(brief.links),
        len(brief.reviews),
        len(brief.hypotheses),
    ]
    assert counts == [1, 1, 1, 1, 1]
    assert (len(brief.sources), len(brief.evidence)) == (1, 1)
    assert (brief.as_of, brief.pack) == ("2024-03-31", "packs/mine.json")


def _is_toml(line: str) -> bool:
    return line.startswith("[[") or line.split(" ", 1)[-1].startswith("= ")
