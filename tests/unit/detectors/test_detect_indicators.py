from decimal import Decimal

import pytest

from probandum.detectors.indicators import IndicatorDetector
from probandum.interfaces import Batch
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation, Omission, Span, Text
from probandum.model.pack import Pack

EMPTY = Pack("p", "1", "", {}, False, (), (), (), (), (), (), ())


def text(content: str, **fields: object) -> Text:
    size = len(content)
    return Text(
        digest(content.encode()), "t/1", content, (Span(0, size, Locator("page", 0, size, 1)),), **fields
    )


def run(content: str, **fields: object) -> list[Observation | Omission]:
    return list(IndicatorDetector().detect(Batch((text(content, **fields),)), EMPTY))


def found(content: str, **fields: object) -> list[tuple[str, str]]:
    return [(item.kind, item.value) for item in run(content, **fields) if isinstance(item, Observation)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1.2.3[.]4", [("ipv4-addr", "1.2.3.4")]),
        ("8(.)8{.}4.4", [("ipv4-addr", "8.8.4.4")]),
        ("1\\.2\\.3\\.4", [("ipv4-addr", "1.2.3.4")]),
        ("evil[.]example[.]com", [("domain-name", "evil.example.com")]),
        ("example[.com", [("domain-name", "example.com")]),
        ("example.]com", [("domain-name", "example.com")]),
        ("example [.] com", [("domain-name", "example.com")]),
        ("example[ . ]com", [("domain-name", "example.com")]),
        ("example[dot]com", [("domain-name", "example.com")]),
        ("example(DOT)com", [("domain-name", "example.com")]),
        ("example<.>com", [("domain-name", "example.com")]),
        ("user[at]example[dot]com", [("email-addr", "user@example.com")]),
        ("user (at) example (dot) com", [("email-addr", "user@example.com")]),
        ("User(@)example[.]com", [("email-addr", "user@example.com")]),
        ("hxxp://example[.]com", [("url", "http://example.com"), ("domain-name", "example.com")]),
        ("hXXps[:]//example[.]com/A", [("url", "https://example.com/A"), ("domain-name", "example.com")]),
        ("hxxps[://]1.2.3.4:8080/a", [("url", "https://1.2.3.4:8080/a"), ("ipv4-addr", "1.2.3.4")]),
        ("h**p:[//]example.com", [("url", "http://example.com"), ("domain-name", "example.com")]),
        ("meow://example.com/", [("url", "http://example.com/"), ("domain-name", "example.com")]),
        ("fxp://example[.]com/x", [("url", "ftp://example.com/x"), ("domain-name", "example.com")]),
        ("2001[:]db8[:][:]1", [("ipv6-addr", "2001:db8::1")]),
        ("readme[.]md", [("domain-name", "readme.md")]),
    ],
)
def test_defanged_styles(written: str, expected: list[tuple[str, str]]) -> None:
    assert found(f"It called {written} twice.") == expected


@pytest.mark.parametrize(
    "content",
    [
        "readme.md script.py System.IO node.js foo.so ASP.NET Socket.IO console.log(1) .exe a.exe@b",
        "version 1.2.3.4 and v1.2.3.4, build 10.0.1.2",
        "see section 1.2.3.4 and OID 1.3.6.1",
        "256.1.2.3 and 1.2.3 and 1.2.3.4.5 and 01.2.3.4",
        "std::string::npos, 12:30:45, a::b, 00:1a:2b:3c:4d, 00:1a:2b:3c:4d:5e:6f",
        "It was the end.In this case e.g. nothing, i.e. none, U.S. only",
        "app.run(main) and com.example.widget and end_of.line_",
        "d41d8cd98f00b204e9800998ecf8427e0",
        "12345678901234567890123456789012 00000000000000000000000000000000",
        "123e4567-e89b-12d3-a456-426614174000",
        "git/commit/83db48f316c4d5f5e2b0a4c1d1e6f7a8b9c0d1e2",
        "AS1234 is a form. CVE-17-1, CVE-2017-12",
        "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3 bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
        "and/or, 24/7, /index.html, TCP/IP, n/a, C: drive, HKLM",
        "@example and user@host and @",
        "HARDWARE\\\\Description\\\\System and name\\\\_444\\\\_x86",
        "a mutex with a hard-coded name i.e., nothing",
        "{'Use a mutex': True, 'Offline keylogger': True}",
        "self.services antiav.data reconnect.next pagediv.style",
        "The curl tool - used by many - and “powershell is a shell.” Rule of law {",
        "sent by @someone; serial 12345; the subject was dropped; service “of” task",
        "3:abc:def 7:abcdefgh:ijkl T" + "0" * 71,
        "parcel_77.pdf.zip and Quarterly.docx.zip",
    ],
)
def test_what_only_looks_like_an_indicator(content: str) -> None:
    assert found(content) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("10.1.0.0/16", [("ipv4-addr", "10.1.0.0/16")]),
        ("1.2.3.4/x.php", [("url", "1.2.3.4/x.php"), ("ipv4-addr", "1.2.3.4")]),
        ("example[.]com:8080/x?q=1.", [("url", "example.com:8080/x?q=1"), ("domain-name", "example.com")]),
        (
            "(see http://example.com/a_(b)).",
            [("url", "http://example.com/a_(b)"), ("domain-name", "example.com")],
        ),
        (
            "http://[2001:4860::8888]/x",
            [("url", "http://[2001:4860::8888]/x"), ("ipv6-addr", "2001:4860::8888")],
        ),
        ("http://example.onion/", [("url", "http://example.onion/"), ("domain-name", "example.onion")]),
        ("xn--e1afmkfd.xn--p1ai", [("domain-name", "xn--e1afmkfd.xn--p1ai")]),
        ("пример.рф", [("domain-name", "xn--e1afmkfd.xn--p1ai")]),
        (
            "http://ПРИМЕР.рф:8080/x, a@пример.рф",
            [
                ("url", "http://xn--e1afmkfd.xn--p1ai:8080/x"),
                ("domain-name", "xn--e1afmkfd.xn--p1ai"),
                ("email-addr", "a@xn--e1afmkfd.xn--p1ai"),
            ],
        ),
        (
            "stratum+tcp://pool.example.com:3333",
            [("url", "stratum+tcp://pool.example.com:3333"), ("domain-name", "pool.example.com")],
        ),
        ("%USERPROFILE%\\a\\CRC32(", [("file", "path:%USERPROFILE%\\a\\CRC32")]),
        (
            "https://gist.example.com/u/732bb88d9b5dd5a66c9f1e1498f31a1b",
            [
                ("url", "https://gist.example.com/u/732bb88d9b5dd5a66c9f1e1498f31a1b"),
                ("domain-name", "gist.example.com"),
                ("file", "md5:732bb88d9b5dd5a66c9f1e1498f31a1b"),
            ],
        ),
        ("访问example.com下载", [("domain-name", "example.com")]),
        ("__example.org__", [("domain-name", "example.org")]),
        ("D41D8CD98F00B204E9800998ECF8427F", [("file", "md5:d41d8cd98f00b204e9800998ecf8427f")]),
        ("ab" * 20, []),
        (
            "da39a3ee5e6b4b0d3255bfef95601890afd80708",
            [("file", "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80708")],
        ),
        ("0123456789abcdef" * 4, [("file", "sha256:" + "0123456789abcdef" * 4)]),
        ("0123456789abcdef" * 8, [("file", "sha512:" + "0123456789abcdef" * 8)]),
        ("imphash 0123456789abcdef0123456789abcdef", [("file", "imphash:0123456789abcdef0123456789abcdef")]),
        ("cve 2017-0144", [("vulnerability", "CVE-2017-0144")]),
        ("CVE‑2017‑0144", [("vulnerability", "CVE-2017-0144")]),
        ("C:\\Windows\\System32\\cmd.exe, then", [("file", "path:C:\\Windows\\System32\\cmd.exe")]),
        ("“C:\\Program Files\\My Tool” is", [("file", "path:C:\\Program Files\\My Tool")]),
        ("C:\\\\Users\\\\Public\\\\x.dll", [("file", "path:C:\\Users\\Public\\x.dll")]),
        (
            "C:\\a.exe writes HKCU\\Software\\X",
            [("file", "path:C:\\a.exe"), ("windows-registry-key", "HKEY_CURRENT_USER\\Software\\X")],
        ),
        ("%TEMP%\\a.exe", [("file", "path:%TEMP%\\a.exe")]),
        ("\\\\server\\c$\\x.dll", [("file", "path:\\\\server\\c$\\x.dll")]),
        ("/tmp/.x/run.sh.", [("file", "path:/tmp/.x/run.sh")]),
        ("HKLM\\Software\\{ab-cd}", [("windows-registry-key", "HKEY_LOCAL_MACHINE\\Software\\{ab-cd}")]),
        ("HKEY\\_LOCAL\\_MACHINE\\A\\B", [("windows-registry-key", "HKEY_LOCAL_MACHINE\\A\\B")]),
        ("creates the mutex “Global\\abc-1”", [("mutex", "Global\\abc-1")]),
        ("a mutex named Foo_Bar-12", [("mutex", "Foo_Bar-12")]),
        ('the User-Agent "Agent/2.0" is', [("x-user-agent", "Agent/2.0")]),
        ("AS1234, a hosting provider", [("autonomous-system", "AS1234")]),
        (
            "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
            [("x-cryptocurrency-wallet", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2")],
        ),
        (
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            [("x-cryptocurrency-wallet", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")],
        ),
        ("0x" + "aB" * 20, [("x-cryptocurrency-wallet", "0x" + "ab" * 20)]),
    ],
)
def test_normal_forms(content: str, expected: list[tuple[str, str]]) -> None:
    assert found(content) == expected


def test_a_browser_is_taken_whole() -> None:
    agent = "Mozilla/5.0 (Windows NT 6.1; rv:43.0) Gecko/20100101 Firefox/43.0"
    assert found(f"User-Agent: {agent} was sent") == [("x-user-agent", agent)]


def test_debug_paths_say_so() -> None:
    (observation,) = run("d:\\work\\dropper\\x64\\y.pdb")
    assert isinstance(observation, Observation)
    assert observation.value == "path:d:\\work\\dropper\\x64\\y.pdb"
    assert "PDB" in observation.note


def test_locator_and_surface_are_those_of_the_text() -> None:
    content = "Traffic to hxxps://evil[.]example[.]com/x went on."
    url, host = run(content)
    assert isinstance(url, Observation)
    assert isinstance(host, Observation)
    assert content[url.locator.start : url.locator.end] == url.surface == "hxxps://evil[.]example[.]com/x"
    assert content[host.locator.start : host.locator.end] == host.surface == "evil[.]example[.]com"
    assert (url.locator.unit, url.locator.page) == ("page", 1)


def test_the_host_of_a_url_is_derived_from_the_url() -> None:
    first, host_one, second, host_two = run("http://one.example.com/ http://two.example.com/")
    assert isinstance(host_one, Observation)
    assert host_one.derived_from == (first.id,)
    assert isinstance(host_two, Observation)
    assert host_two.derived_from == (second.id,)


@pytest.mark.parametrize(
    ("content", "fields", "least"),
    [
        ("evil[.]com", {}, Decimal("0.9")),
        ("evil.com", {}, Decimal("0.5")),
        ("evil[.]com", {"url": "https://www.evil.com/report"}, Decimal("0.05")),
        ("blog.evil.com", {"url": "https://evil.com/report"}, Decimal("0.05")),
        ("notevil.com", {"url": "https://evil.com/report"}, Decimal("0.5")),
        ("[x](https://evil.com/a)", {}, Decimal("0.1")),
        ("https://evil.com/a", {"links": ("https://evil.com/a",)}, Decimal("0.1")),
        ("192.168[.]1.1", {}, Decimal("0.1")),
        ("732bb88d9b5dd5a66c9f1e1498f31a1b", {}, Decimal("0.8")),
        ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", {}, Decimal("0.05")),
    ],
)
def test_authenticity(content: str, fields: dict[str, object], least: Decimal) -> None:
    first = run(content, **fields)[0]
    assert isinstance(first, Observation)
    assert first.authenticity == least
    assert first.note


def test_what_may_be_a_file_or_a_domain_is_said_to_be_left_out() -> None:
    (omission,) = run("Run setup.py and archive.zip.")
    assert isinstance(omission, Omission)
    assert "archive.zip, setup.py" in omission.what


def test_every_mention_counts_in_the_order_of_the_text() -> None:
    items = run("evil[.]com, CVE-2020-0001, evil[.]com")
    assert [item.value for item in items if isinstance(item, Observation)] == [
        "evil.com",
        "CVE-2020-0001",
        "evil.com",
    ]
    assert len({item.id for item in items}) == 3


@pytest.mark.parametrize(
    ("address", "chance"),
    [
        ("https://gist.example.com/u/732bb88d9b5dd5a66c9f1e1498f31a1b", "0.1"),
        ("https://www.virustotal.com/gui/file/732bb88d9b5dd5a66c9f1e1498f31a1b", "0.8"),
        ("https://example.com/samples/732bb88d9b5dd5a66c9f1e1498f31a1b", "0.8"),
        ("see https://example.com/x (732bb88d9b5dd5a66c9f1e1498f31a1b)", "0.8"),
    ],
)
def test_a_digest_in_an_address_names_a_sample_only_where_samples_are_kept(address: str, chance: str) -> None:
    (digest_,) = (item for item in run(address) if isinstance(item, Observation) and item.kind == "file")
    assert digest_.authenticity == Decimal(chance)
