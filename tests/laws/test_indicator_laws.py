"""Places of indicators: exactly the characters as written, through every way of writing them.

The writer of disguised indicators knows nothing of how they are read.
"""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.detectors.indicators import IndicatorDetector
from probandum.detectors.refang import refang
from probandum.interfaces import Batch
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation, Span, Text
from probandum.model.pack import Pack

EMPTY = Pack("p", "1", "", {}, False, (), (), (), (), (), (), ())
MANY = settings(max_examples=150, deadline=None)

OPEN, CLOSE = "[({<", "])}>"
plain_brackets = st.sampled_from([f"{one}.{two}" for one in OPEN for two in CLOSE])
DOTS = st.one_of(
    plain_brackets,
    st.sampled_from(["[[.]]", "([.])", "[(.)]", "[dot]", "[DOT]", "[d0t]", "(dot)", "{dot}", "<dot>", "[,]"]),
    st.sampled_from(["。", "．", "｡", "․", "[.", ".]", "\\.", " [.] ", "[ . ]"]),
)
SCHEMES = st.sampled_from(["hxxp", "hXXp", "HXXP", "htxp", "h**p", "h__p", "meow", "httx", "hxxxp", "http"])
SEPARATORS = st.sampled_from(["://", "[:]//", "[://]", ":[//]", "[:][//]", "[s]://"])
WIDTHLESS = st.sampled_from(["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"])
words = st.text("abcdkxyz", min_size=2, max_size=7)
tops = st.sampled_from(["com", "net", "org", "ru", "xyz"])
addresses = st.lists(st.integers(1, 223), min_size=4, max_size=4).map(
    lambda parts: [str(part) for part in parts]
)
names = st.builds(lambda first, second, top: [f"k{first}", f"v{second}", top], words, words, tops)


@dataclass(frozen=True)
class Disguised:
    """Kind and value of the whole, as written, and the host in it as written."""

    kind: str
    value: str
    written: str
    host: str


@st.composite
def disguised(draw: st.DrawFn) -> Disguised:
    kind, parts = draw(
        st.one_of(st.tuples(st.just("domain-name"), names), st.tuples(st.just("ipv4-addr"), addresses))
    )
    dots = [
        draw(DOTS),
        *draw(st.lists(st.one_of(DOTS, st.just(".")), min_size=len(parts) - 2, max_size=len(parts) - 2)),
    ]
    host = parts[0] + "".join(dot + part for dot, part in zip(dots, parts[1:], strict=True))
    if kind == "domain-name" and draw(st.booleans()):
        at = draw(st.integers(1, len(parts[0]) - 1))
        host = host[:at] + draw(WIDTHLESS) + host[at:]
    value = ".".join(parts)
    if not draw(st.booleans()):
        return Disguised(kind, value, host, host)
    scheme, separator = draw(SCHEMES), draw(SEPARATORS)
    path = draw(st.sampled_from(["/", "/a.php", "/x[.]bin", "/a?b=c", ":8080/z"]))
    plain = "https" if separator == "[s]://" else "http"
    whole = f"{scheme}{separator}{host}{path}"
    return Disguised("url", f"{plain}://{value}{path.replace('[.]', '.')}", whole, host)


AROUND = st.sampled_from(
    [("", ""), ("It called ", " twice."), ("(", ")"), ("| ", " |"), ("“", "”"), ("见", "。"), ("\n* ", "\n")]
)


def run(content: str) -> list[Observation]:
    span = Span(0, len(content), Locator("char", 0, len(content)))
    text = Text(digest(content.encode()), "t/1", content, (span,))
    return [
        item for item in IndicatorDetector().detect(Batch((text,)), EMPTY) if isinstance(item, Observation)
    ]


@given(disguised(), AROUND)
@MANY
def test_a_place_is_exactly_what_was_written(item: Disguised, around: tuple[str, str]) -> None:
    content = around[0] + item.written + around[1]
    first, *rest = run(content)
    assert (first.kind, first.value) == (item.kind, item.value)
    assert content[first.locator.start : first.locator.end] == item.written == (first.surface or first.value)
    for host in rest:
        assert content[host.locator.start : host.locator.end] == item.host
        assert host.derived_from == (first.id,)
    assert len(rest) == (item.kind == "url")


@given(st.lists(st.one_of(disguised().map(lambda item: item.written), st.text(max_size=12)), max_size=6))
@MANY
def test_every_find_is_at_its_place(pieces: list[str]) -> None:
    content = " ; ".join(pieces)
    for item in run(content):
        written = content[item.locator.start : item.locator.end]
        assert written == (item.surface or item.value)
        assert written.strip()


@given(st.text(alphabet=st.sampled_from("ab.。[](){}<>,-@:/\\ hxtpds\u200b\u00ad0中"), max_size=60))
@MANY
def test_what_is_refanged_covers_the_text(content: str) -> None:
    plain = refang(content)
    places = [plain.original(at, at + 1) for at in range(len(plain.text))]
    assert all(0 <= start < end <= len(content) for start, end in places)
    assert all(one[1] <= two[0] or one == two for one, two in pairwise(places))
    for at, (start, end) in enumerate(places):
        if not plain.changed(at, at + 1):
            assert content[start:end] == plain.text[at]


LATIN, CYRILLIC = "aceopxy", "асеорху"


@given(words, st.integers(0, 6), tops)
@MANY
def test_a_letter_of_another_script_is_said(word: str, which: int, top: str) -> None:
    written = f"k{word}{CYRILLIC[which]}.{top}"
    (item,) = run(f"see {written} there")
    assert (item.kind, item.surface) == ("domain-name", written)
    assert item.value.startswith("xn--")
    assert "mixes scripts" in item.note
    (same,) = run(f"see k{word}{LATIN[which]}.{top} there")
    assert "scripts" not in same.note
