"""Laws of the detectors. The generator of defanged indicators knows nothing of how they are read."""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.detectors.indicators import IndicatorDetector
from probandum.detectors.names import NameDetector
from probandum.detectors.refang import refang
from probandum.detectors.techniques import TechniqueDetector
from probandum.interfaces import Batch, Detector
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation, Span, Text
from probandum.model.pack import Actor, Name, Pack, Place, Software, Technique

QUICK = settings(max_examples=100, deadline=None)
SOME = settings(max_examples=50, deadline=None)

ACTORS = (Actor("G1", "Aquatest", "", "group"), Actor("G2", "Bravotest Group", "", "group"))
SOFTWARE = (Software("S1", "Emotest", "", "malware"), Software("S2", "Netest", "", "tool"))
NAMES = (
    Name("Shared Test", "G1", "One"),
    Name("Shared Test", "G2", "Two"),
    Name("APT77", "G1", "One"),
    Name("Maze", "S1", "One"),
    Name("Aquatest", "S2", "Two"),
)
TECHNIQUES = (
    Technique("T1055", "Process Injection", ""),
    Technique("T1055.001", "Test Hollowing", "", "T1055"),
)
PLACES = (Place("CU", ("Cuba",)), Place("FR", ("France",)))
PACK = Pack("p", "1", "", {}, False, ACTORS, SOFTWARE, TECHNIQUES, NAMES, (), (), (), PLACES)

# --- a generator of indicators and of what authors do to them

words = st.text("abcxyz019", min_size=1, max_size=6)
labels = st.builds("k{}{}".format, words, st.one_of(st.just("-m"), words))
tlds = st.sampled_from(["com", "net", "org", "ru", "cn", "co.uk", "info", "xyz", "com.br", "top"])
domains = st.builds(
    lambda parts, tld: ".".join([*parts, tld]), st.lists(labels, min_size=1, max_size=3), tlds
)
addresses = st.builds(
    lambda octets: ".".join(map(str, octets)), st.lists(st.integers(1, 255), min_size=4, max_size=4)
)
hosts = st.one_of(domains, addresses)
ends = st.sampled_from(["", ".php", "?id=7", "/", "/a_b-c.exe", "#x", "_"])
paths = st.builds("/{}{}".format, words, ends)
urls = st.builds(
    lambda scheme, host, path: f"{scheme}://{host}{path}", st.sampled_from(["http", "https"]), hosts, paths
)
mails = st.builds(lambda user, domain: f"{user}@{domain}", labels, domains)

DOTS = ["[.]", "(.)", "{.}", "[dot]", "(dot)", "{dot}", "<.>", "\\.", "[.", ".]", " [.] ", "[ . ]", "[DOT]"]
ATS = ["@", "[at]", "(at)", "[@]", "(@)", " [at] ", "{at}"]
SCHEMES = ["hxxp", "hXXp", "htxp", "h**p", "meow"]
SEPARATORS = ["://", "[:]//", "[://]", ":[//]", "[:][//]"]


@dataclass(frozen=True)
class Written:
    """A value, its STIX type, and how an author wrote it."""

    kind: str
    value: str
    surface: str


@st.composite
def written(draw: st.DrawFn) -> Written:
    kind, values = draw(
        st.sampled_from(
            [("domain-name", domains), ("ipv4-addr", addresses), ("url", urls), ("email-addr", mails)]
        )
    )
    value = draw(values)
    scheme, separator, rest = value.rpartition("://")
    user, at, rest = rest.rpartition("@")
    host, slash, path = rest.partition("/")
    dot = draw(st.sampled_from(DOTS))
    places = [index for index, character in enumerate(host) if character == "."]
    chosen = set(draw(st.lists(st.sampled_from(places), min_size=1, unique=True)))
    surface = "".join(dot if index in chosen else character for index, character in enumerate(host))
    if at:
        surface = user + draw(st.sampled_from(ATS)) + surface
    if separator:
        prefix = draw(st.sampled_from(SCHEMES)) + ("s" if scheme == "https" else "")
        surface = prefix + draw(st.sampled_from(SEPARATORS)) + surface + slash + path
    return Written(kind, value, surface)


AROUND = st.sampled_from(["", "It called ", "The server (", "C2: ", "\n* ", "“", "| ", "见", "à la "])
BEHIND = st.sampled_from(["", " twice.", ") and went", ", then", "\n", "”.", " |", "。", ": no"])


def text(content: str) -> Text:
    return Text(
        digest(content.encode()), "t/1", content, (Span(0, len(content), Locator("byte", 0, len(content))),)
    )


def run(detector: Detector, content: str, pack: Pack = PACK) -> list[Observation]:
    return [item for item in detector.detect(Batch((text(content),)), pack) if isinstance(item, Observation)]


@given(written(), AROUND, BEHIND)
@QUICK
def test_every_defanged_style_is_undone(item: Written, before: str, behind: str) -> None:
    content = before + item.surface + behind
    finds = [find for find in run(IndicatorDetector(), content) if not find.derived_from]
    assert [(find.kind, find.value) for find in finds] == [(item.kind, item.value)]
    place = finds[0].locator
    assert content[place.start : place.end] == item.surface == finds[0].surface


@given(st.lists(st.tuples(written(), st.sampled_from([" then ", "\n", "; ", " | "])), max_size=6))
@SOME
def test_finds_do_not_depend_on_their_neighbours(items: list[tuple[Written, str]]) -> None:
    content = "".join(item.surface + gap for item, gap in items)
    finds = [find for find in run(IndicatorDetector(), content) if not find.derived_from]
    assert [(find.kind, find.value) for find in finds] == [(item.kind, item.value) for item, _ in items]


@given(st.text(alphabet=st.sampled_from("ab.[]()<>{}@:/\\ hxtpdo中"), max_size=60))
@QUICK
def test_refang_keeps_the_way_back(content: str) -> None:
    plain = refang(content)
    edges = [plain.original(index, index + 1) for index in range(len(plain.text))]
    assert all(0 <= start < end <= len(content) for start, end in edges)
    assert all(one[0] <= two[0] and one[1] <= two[1] for one, two in pairwise(edges))
    for index, (start, end) in enumerate(edges):
        if not plain.changed(index, index + 1):
            assert content[start:end] == plain.text[index]
    if edges:
        assert (edges[0][0], edges[-1][1]) == (0, len(content))
    if not any(plain.changed(index, index + 1) for index in range(len(plain.text))):
        assert plain.text == content


WORDS = [
    "Aquatest",
    "Bravotest Group",
    "APT-77",
    "Shared Test",
    "the Maze ransomware",
    "Emotest",
    "netest.exe",
    "Cuba",
    "UNC9999",
    "G1",
]
TECHNIQUE_WORDS = ["T1055", "T1055.001", "T9999", "process injection", "Test Hollowing", "* Phishing"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.randoms(use_true_random=False))
@SOME
def test_the_order_of_a_pack_changes_nothing(words: list[str], random: object) -> None:
    content = "; then came ".join(words)
    shuffled = {
        field: tuple(random.sample(getattr(PACK, field), len(getattr(PACK, field))))  # type: ignore[attr-defined]
        for field in ("actors", "software", "techniques", "names", "places")
    }
    other = Pack("p", "1", "", {}, False, uses=(), attributions=(), citations=(), **shuffled)
    for detector in (NameDetector(), TechniqueDetector()):
        assert run(detector, content, other) == run(detector, content)


@given(st.lists(st.sampled_from([*WORDS, *TECHNIQUE_WORDS]), max_size=6), st.integers(0, 40))
@SOME
def test_lines_before_move_finds_and_change_nothing_else(words: list[str], shift: int) -> None:
    content = "".join(f"\n\n{word}\n" for word in words)
    before = "." * shift
    for detector in (NameDetector(), TechniqueDetector()):
        plain = [(item.value, item.refs, item.locator.start + shift) for item in run(detector, content)]
        moved = [(item.value, item.refs, item.locator.start) for item in run(detector, before + content)]
        assert moved == plain


@given(st.permutations(WORDS), st.booleans())
@SOME
def test_a_detector_keeps_nothing_but_the_pack(words: list[str], twice: bool) -> None:
    used, fresh = NameDetector(), NameDetector()
    empty = Pack("q", "1", "", {}, False, (), (), (), (), (), (), ())
    content = "; ".join(words)
    run(used, content, empty)
    if twice:
        run(used, "Emotest and the Maze ransomware")
    assert run(used, content) == run(fresh, content)


@given(
    st.sampled_from(["APT{}77", "Bravotest{}Group", "Shared{}Test"]),
    st.sampled_from([" ", "-", "", "\u00a0", "\u2011", "\n"]),
)
@SOME
def test_hyphens_and_spaces_are_alike(pattern: str, between: str) -> None:
    (item,) = run(NameDetector(), f"They say {pattern.format(between)} did it.")
    (plain,) = run(NameDetector(), f"They say {pattern.format(' ')} did it.")
    assert (item.value.replace("-", " "), item.refs) == (plain.value, plain.refs) or "Shared" in pattern
    assert item.refs == plain.refs
