"""Detectors on texts that an attacker wrote: no error, places inside the text, time in proportion to length."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.detectors.indicators import IndicatorDetector
from probandum.detectors.names import NameDetector
from probandum.detectors.techniques import TechniqueDetector
from probandum.interfaces import Batch, Detector
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation, Span, Text
from probandum.model.pack import Actor, Name, Pack, Place, Software, Technique

PACK = Pack(
    "p",
    "1",
    "",
    {},
    False,
    (
        Actor("G1", "Aquatest", "", "group"),
        Actor("G2", "Play", "", "group"),
        Actor("G3", "Fancy Bear", "", "group"),
    ),
    (
        Software("S1", "Emotest", "", "malware"),
        Software("S2", "Net", "", "tool"),
        Software("S3", "Maze", "", "malware"),
    ),
    (Technique("T1055", "Process Injection", ""), Technique("T1566", "Phishing", "")),
    (Name("APT77", "G1", "One"), Name("Emotest", "G2", "Two")),
    (),
    (),
    (),
    (Place("CU", ("Cuba",)),),
)
DETECTORS = (IndicatorDetector(), TechniqueDetector(), NameDetector())
PIECES = [
    *(
        "hxxp",
        "://",
        "[:]//",
        "[.]",
        "[dot]",
        "(at)",
        "\\.",
        ".",
        "@",
        ":",
        "/",
        "\\",
        "\\\\",
        "C:\\",
        "%A%\\",
        "HKLM\\",
    ),
    *(
        "1.2.3.4",
        "256",
        "a",
        "com",
        "ex",
        "evil.com",
        "/tmp/",
        "::",
        "0x",
        "13",
        "bc1q",
        "CVE-2020-",
        "AS1",
        "T1055",
        "T9",
    ),
    *(
        "mutex ",
        "user-agent: ",
        "Mozilla/5.0 (",
        '"',
        "“",
        "`",
        "*",
        "_",
        "-",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
    ),
    *(
        "Play",
        "Maze ",
        "ransomware ",
        "group",
        "Emotest",
        "Fancy",
        " Bear",
        "APT77",
        "Cuba",
        "Net",
        ".exe",
        "New ",
    ),
    *(
        "\n",
        " ",
        "\u00a0",
        "\u2028",
        "\x00",
        "İ",
        "ß",
        "中",
        "рф",
        "\ud7ff",
        "é",
        "𝒜",
        "f" * 32,
        "phishing",
        "UNC1",
    ),
    *(
        "[-]",
        "[[.]]",
        "[s]",
        "。",
        "\u200b",
        "\u00ad",
        ":443",
        "/tcp",
        "%2F",
        "-",
        "00:11:22:33:44:55",
        "cpe:2.3:a:",
    ),
    *(
        "subject: ",
        "serial number ",
        "certificate ",
        "thumbprint ",
        "scheduled task ",
        "rule x {",
        "twitter @abcd",
    ),
    *(
        "cmd /c x",
        "\ncurl -s ",
        "JA3 ",
        "ssdeep 3:",
        "a.docx",
        "GHSA-",
        "S-1-5-21-",
        "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
    ),
]


def text(content: str) -> Text:
    span = Span(0, len(content), Locator("byte", 0, len(content)))
    return Text(
        digest(content.encode("utf-8", "surrogatepass")), "t/1", content, (span,), url="http://evil.com/x"
    )


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join) | st.text(min_size=1, max_size=80)
)
@settings(max_examples=250, deadline=None)
def test_anything_is_read_without_error_and_alike_twice(content: str) -> None:
    for detector in DETECTORS:
        first = list(detector.detect(Batch((text(content),)), PACK))
        assert first == list(detector.detect(Batch((text(content),)), PACK))
        for item in first:
            if not isinstance(item, Observation):
                continue
            assert 0 <= item.locator.start < item.locator.end <= len(content)
            written = content[item.locator.start : item.locator.end]
            assert item.surface == ("" if written == item.value else written)
            assert 0 < item.authenticity < 1
            assert item.value
            assert item.note


LONG = [
    *(
        "a.",
        ".",
        "[",
        "hxxp",
        "hxxp://",
        "hxxps[:]//",
        "a@",
        "@",
        "\\",
        "C:\\",
        "C:\\a ",
        "C:\\a\\",
        "\\\\a",
        "HKLM\\",
        "HKLM\\a ",
    ),
    *(
        "/tmp/a",
        "0",
        "0:",
        "1.1.1.1 ",
        "1.",
        "::",
        "13",
        "bc1q",
        "0x",
        "CVE-2020-",
        'mutex "',
        'user-agent: "',
        "Mozilla/5.0 (a) ",
    ),
    *(
        "[.]",
        "a[.]",
        "a [.] ",
        "http://(",
        "http://a.com/(",
        ")",
        "T1055 ",
        "Phishing ",
        "Play ",
        "Maze/",
        "ransomware ",
        "A ",
    ),
    *(
        "Aa gang ",
        "a-",
        "_",
        "\n",
        "APT",
        "APT 1",
        "Emotest, ",
        "Fancy ",
        "Fancy Bear ",
        "中",
        "ffff:",
        "Net.exe ",
        "New Cuba ",
    ),
    *(
        "http://",
        "http://http://a.com",
        "a://",
        "http://a.com/)",
        "http://a.com*a",
        "http://a@",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed ",
        "4" + "B" * 94 + " ",
        "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 ",
        "3:aaaaaaaaa:aaaa ",
        "cpe:2.3:a:",
        "cpe:/a:x:",
        "1.1.1.1:80/tcp ",
        "00:11:22:33:44:55 ",
        "00-11-",
    ),
    *(
        "subject: “",
        "subject line ",
        "serial number 11:22:",
        "rule a ",
        "scheduled task “",
        "@aaaa twitter ",
        '"cmd /c ',
        "\ncmd /c ",
        "`C:\\a\\",
        "C:\\a B",
        "C:\\Program Files ",
        "\u200b",
        "a\u200b",
        "a。",
        "[[.]]",
        "a[-]b",
        "%2F",
        "a.exe ",
        "“a a.exe” ",
        "\\\\.\\pipe\\",
        "_aaaaaaaaaaaa",
        "1.1.1.1-",
    ),
]


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.name)
def test_time_grows_with_length_only(detector: Detector) -> None:
    """Six times the text may take eighteen times as long and a bit; what is quadratic takes thirty-six times."""
    for piece in LONG:
        short, long = (_seconds(detector, (piece * size)[:size]) for size in (4_000, 24_000))
        assert long < 18 * short + 0.5, piece


def _seconds(detector: Detector, content: str) -> float:
    batch = Batch((text(content),))
    start = time.process_time()
    for _ in detector.detect(batch, PACK):
        pass
    return time.process_time() - start


@pytest.mark.parametrize(
    "piece", ["http://a.com/)", "a.com/)", "http://a.com/(", "http://http://", "a.com/\\_", "1.1.1.1-"]
)
def test_what_ends_early_is_not_read_to_the_end(piece: str) -> None:
    """Eight times the text may take sixteen times as long; found with URLs whose bracket closes too early."""
    short, long = (_seconds(DETECTORS[0], (piece * size)[:size]) for size in (20_000, 160_000))
    assert long < 16 * short + 0.2
