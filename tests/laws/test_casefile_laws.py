"""Laws of the case file: lines are true, nothing but CaseFileError escapes, quotes are found where they stand."""

import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probandum.casefile import parse, resolve, template
from probandum.casefile.lines import locate
from probandum.errors import CaseFileError
from probandum.model.exhibit import Locator
from probandum.model.ident import Digest
from probandum.model.observation import Span, Text

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=12
).filter(str.strip)
BANDS = st.sampled_from(["likely", "unlikely", "roughly even chance"])
TABLES: dict[str, dict[str, Any]] = {
    "source": {"interest": WORDS, "party": WORDS, "reliability": st.sampled_from("ABCDEF")},
    "evidence": {"credibility": st.integers(1, 6), "published": st.sampled_from(["2018", "2018-02-09"]), "url": WORDS},
    "claim": {
        "quote": WORDS, "stance": st.just("denies"), "speaker": WORDS, "subject": WORDS, "predicate": WORDS, "by": WORDS,
        "hedge": WORDS, "relayed_by": st.lists(WORDS, max_size=3),
    },
    "judgement": {"quote": WORDS, "hypothesis": WORDS, "item": WORDS, "if_true": BANDS, "if_false": BANDS, "reason": WORDS, "by": WORDS, "forgery": st.integers(1, 4)},
    "review": {"decision": st.just("accept"), "value": WORDS, "reason": WORDS, "by": WORDS},
}  # fmt: skip


class _Writer:
    """Writes TOML in a random style and remembers the line of every value."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.out: list[str] = []
        self.places: list[tuple[tuple[str | int, ...], int]] = []
        self.spoil = -1

    @property
    def line(self) -> int:
        return "".join(self.out).count("\n") + 1

    def write(self, text: str) -> None:
        self.out.append(text)

    def space(self) -> None:
        self.write(self.draw(st.sampled_from(["", "", "\n", '# [[claim]] """\n', "\t\n\n"])))

    def pair(self, path: tuple[str | int, ...], value: object) -> None:
        key = str(path[-1])
        style = self.draw(st.sampled_from(["{}", '"{}"', "'{}'", "  {} "]))
        self.write(style.format(key) + self.draw(st.sampled_from(["=", " = ", "\t=  "])))
        self.value(path, value)
        self.write(self.draw(st.sampled_from(["\n", "  # x = [\n", "\n\n"])))

    def value(self, path: tuple[str | int, ...], value: object) -> None:
        self.places.append((path, self.line))
        if len(self.places) - 1 == self.spoil:
            self.write("{ }")
        elif isinstance(value, list):
            self.write("[" + self.draw(st.sampled_from(["", "\n", " # ]\n  "])))
            for index, item in enumerate(value):
                self.value((*path, index), item)
                self.write("," + self.draw(st.sampled_from(["", "\n", " # '\n"])))
            self.write("]")
        elif isinstance(value, str):
            self.write(self.string(value))
        else:
            self.write(json.dumps(value))

    def string(self, value: str) -> str:
        basic = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        styles = [basic, f'""{basic}""', f'"""\\\n\n  {basic[1:-1]}"""']
        if "'" not in value:
            styles += [f"'{value}'", f"'''\n{value}'''"]
        return self.draw(st.sampled_from(styles if value.strip() == value else styles[:1]))


@st.composite
def files(draw: st.DrawFn, spoilt: bool = False) -> _Writer:
    """A valid case file in a random style, one value spoilt where asked."""
    writer = _Writer(draw)
    kinds = draw(st.lists(st.sampled_from(sorted(TABLES)), max_size=6))
    if spoilt:
        writer.spoil = draw(st.integers(0, 3 + 5 * len(kinds)))
    writer.space()
    writer.write("[case]\n")
    writer.pair(("case", "title"), draw(WORDS))
    writer.space()
    writer.write(draw(st.sampled_from(["[question]\n", "[ 'question' ] # q\n"])))
    for key, value in (("text", draw(WORDS)), ("level", "group"), ("standard", "clear-and-convincing")):
        writer.pair(("question", key), value)
    counts: dict[str, int] = {}
    for kind in kinds:
        index = counts.setdefault(kind, 0)
        counts[kind] += 1
        writer.space()
        writer.write(f"[[{kind}]]\n")
        first = ("name", f"s{index}") if kind == "source" else ("file", f"evidence/{kind}{index}")
        for key, value in [first, *((key, draw(made)) for key, made in TABLES[kind].items())]:
            writer.pair((kind, index, key), value)
    return writer


@settings(max_examples=100, deadline=None)
@given(files())
def test_every_value_is_on_the_line_that_is_named(writer: _Writer) -> None:
    text = "".join(writer.out)
    parse(text.encode())
    lines = locate(text)
    for path, line in writer.places:
        assert lines[path] == line


@settings(max_examples=100, deadline=None)
@given(files(spoilt=True))
def test_one_wrong_value_is_named_with_its_line(writer: _Writer) -> None:
    """A table stands where no key takes one."""
    assume(writer.spoil < len(writer.places))
    with pytest.raises(CaseFileError) as caught:
        parse("".join(writer.out).encode())
    assert caught.value.line == writer.places[writer.spoil][1]


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200), st.text(alphabet="[]{}=.,'\"\\\n# ab1-:T\x00é", max_size=80).map(str.encode)
    )
)
def test_nothing_but_a_case_file_error_escapes(data: bytes) -> None:
    for whole in (data, template("x").encode() + data):
        error = _error(whole)
        if error:
            assert "\n" not in str(error)
            assert 0 <= error.line <= whole.count(b"\n") + 1


def _error(data: bytes) -> CaseFileError | None:
    try:
        parse(data)
    except CaseFileError as error:
        return error
    return None


SPACES = st.sampled_from([" ", "  ", "\n", "\t", "\u00a0", "\r\n", " \n "])


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS.map(lambda word: "".join(word.split())), min_size=1, max_size=30), st.data())
def test_a_quote_is_found_where_it_stands(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    text = "".join(word + data.draw(SPACES) for word in words)
    quote = "".join(word + data.draw(SPACES) for word in words[first : last + 1])
    shown = json.dumps(quote, ensure_ascii=False).replace("\x7f", "\\u007f")
    claim = f"[[claim]]\nfile = 'e/a'\nquote = {shown}\nstance = 'denies'\nspeaker = 's'\nsubject = 's'\npredicate = 'p'\nby = 'b'\n"
    brief = parse((template("t") + claim).encode())
    held = Text(Digest("a" * 64), "t/1", text, (Span(0, len(text), Locator("page", 0, len(text), 1)),))
    found = resolve(brief, {"e/a": (held,)}, {"e/a": Digest("a" * 64)})
    (got,) = found.claims
    assert got.quote.split() == quote.split()
    assert text[got.locator.start : got.locator.end] == got.quote
