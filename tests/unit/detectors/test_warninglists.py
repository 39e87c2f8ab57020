"""Warning lists: who is on them, what that means for a find, what they cost."""

import subprocess
import sys
from decimal import Decimal

import pytest

from probandum.detectors.authenticity import START
from probandum.detectors.indicators import IndicatorDetector
from probandum.detectors.warninglists import POPULAR, SHARED, STRONG, warned, warning_lists
from probandum.interfaces import Batch
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation, Span, Text
from probandum.model.pack import Pack

EMPTY = Pack("p", "1", "", {}, False, (), (), (), (), (), (), ())


def run(content: str, **fields: object) -> list[Observation]:
    span = Span(0, len(content), Locator("char", 0, len(content)))
    text = Text(digest(content.encode()), "t/1", content, (span,), **fields)
    found = IndicatorDetector().detect(Batch((text,)), EMPTY)
    return [item for item in found if isinstance(item, Observation)]


@pytest.mark.parametrize(
    ("kind", "value", "row"),
    [
        ("ipv4-addr", "10.1.2.3", STRONG),
        ("ipv4-addr", "10.0.0.0/9", STRONG),
        ("ipv4-addr", "8.8.8.8", SHARED),
        ("ipv4-addr", "104.16.1.2", SHARED),
        ("ipv6-addr", "2001:db8::1", STRONG),
        ("domain-name", "update.microsoft.com", STRONG),
        ("domain-name", "www.virustotal.com", STRONG),
        ("domain-name", "c2.example.net", STRONG),
        ("domain-name", "pastebin.com", SHARED),
        ("domain-name", "www.wikipedia.org", POPULAR),
        ("file", "md5:d41d8cd98f00b204e9800998ecf8427e", STRONG),
        ("email-addr", "press@www.fireeye.com", STRONG),
    ],
)
def test_who_is_on_a_list(kind: str, value: str, row: str) -> None:
    listed = warned(kind, value)
    assert listed is not None
    assert listed.row == row


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("ipv4-addr", "11.1.2.3"),
        ("ipv4-addr", "0.0.0.0/0"),
        ("ipv4-addr", "10.1.2.3.4"),
        ("domain-name", "evil.invented.net"),
        ("domain-name", "notmicrosoft.com.evil.ru"),
        ("domain-name", "tenant.duckdns.org"),
        ("domain-name", "bucket.s3.amazonaws.com"),
        ("email-addr", "somebody@gmail.com"),
        ("file", "md5:d41d8cd98f00b204e9800998ecf8427f"),
        ("mutex", "8.8.8.8"),
    ],
)
def test_who_is_on_none(kind: str, value: str) -> None:
    assert warned(kind, value) is None


def test_the_file_says_where_it_comes_from() -> None:
    held = warning_lists()
    assert held.source.startswith("pymispwarninglists ")
    assert "CC0" in held.licence
    assert len(held.lists) > 60
    for one in held.lists:
        assert one.row in START
        assert one.entries
        assert len(one.sha256) == 64
        assert one.version
    numbers = {*held.names.values(), *held.below.values(), *held.hashes.values()}
    assert numbers <= set(range(len(held.lists)))


def test_a_listed_find_stays_says_why_and_weighs_less() -> None:
    for content in ("see google.com", "see google[.]com", "see hxxp://google[.]com/x"):
        for item in run(content):
            assert "on the warning list “" in item.note
            assert item.authenticity == START[STRONG].value


def test_a_defanged_page_at_a_service_that_anybody_may_use_keeps_its_value() -> None:
    url, host = run("from hxxps://pastebin[.]com/raw/AbCdEf there")
    assert url.authenticity == START["defanged"].value
    assert host.authenticity == START[SHARED].value
    assert "warning list" in url.note
    (plain, _) = run("from https://pastebin.com/raw/AbCdEf there")
    assert plain.authenticity == START[SHARED].value


def test_a_list_never_raises_a_value() -> None:
    url, _ = run("[x](https://pastebin.com/raw/AbCdEf)")
    assert url.authenticity == Decimal("0.1")
    (own,) = run("github.com", url="https://github.com/report")
    assert own.authenticity == START["own site"].value
    assert "warning" not in own.note


def test_it_is_read_once_when_it_is_needed_and_costs_little() -> None:
    code = (
        "import resource, time\n"
        "from probandum.detectors import indicators, warninglists as w\n"
        "assert w.warning_lists.cache_info().currsize == 0\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; start = time.process_time()\n"
        "w.warning_lists()\n"
        "print(time.process_time() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)\n"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(3)
    ]
    assert min(float(seconds) for seconds, _ in runs) < 0.3
    assert min(float(megabytes) for _, megabytes in runs) < 40
