import pytest

from probandum.readers import observables
from probandum.readers.indicator_types import READERS, TYPES, typed
from probandum.readers.moments import epoch, moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("192.0.2.1", ("ipv4-addr", "192.0.2.1")),
        ("192[.]0[.]2[.]1", ("ipv4-addr", "192.0.2.1")),
        ("[2001:DB8:0::1]", ("ipv6-addr", "2001:db8::1")),
        ("192.0.2.9/32", ("ipv4-addr", "192.0.2.9")),
        ("192.0.2.9/24", ("ipv4-addr", "192.0.2.0/24")),
        ("192.0.2.256", None),
        ("Example(.)COM.", ("domain-name", "example.com")),
        ("a [dot] example", ("domain-name", "a.example")),
        ("münchen.example", ("domain-name", "xn--mnchen-3ya.example")),
        ("a..example", None),
        ("-a.example", None),
        ("x" * 64 + ".example", None),
        ("é" * 300 + ".example", None),
        ("hXXps[://]Example[.]com:8080/A?b#c", ("url", "https://example.com:8080/A?b#c")),
        ("http://[2001:db8::1]/x", ("url", "http://[2001:db8::1]/x")),
        ("http://", None),
        ("http://a b/", None),
        ("Name <A[at]Example[.]org>", ("email-addr", "a@example.org")),
        ("a@b@example.org", None),
        ("A" * 40, ("file", "sha1:" + "a" * 40)),
        ("a" * 41, None),
        ("cve-2017-0144", ("vulnerability", "CVE-2017-0144")),
        ("T1059.001", ("attack-pattern", "T1059.001")),
        ("hklm\\Software\\A", ("windows-registry-key", "HKEY_LOCAL_MACHINE\\Software\\A")),
        ("report.pdf", None),
        ("", None),
        ("two words", None),
        ("a" * 100_000, None),
    ],
)
def test_values_told_by_their_shape(text, expected):
    assert observables.shaped(text) == expected


def test_a_stated_algorithm_must_fit():
    assert observables.file_hash("a" * 32, "SHA-1") is None
    assert observables.file_hash("a" * 40, "SHA-1") == ("file", "sha1:" + "a" * 40)


@pytest.mark.parametrize(
    ("label", "known"),
    [
        ("PowerShell - T1059.001", "T1059.001"),
        ("S0365", "S0365"),
        ("T10595", ""),
        ("xT1059", ""),
        ("T1059.01", ""),
        ("", ""),
    ],
)
def test_ids_of_attack_in_labels(label, known):
    assert observables.attack_id(label) == known


def test_every_type_has_its_readers():
    assert {name for parts in TYPES.values() for name in parts if name} <= READERS.keys()
    for name in TYPES:
        assert typed(name, "") == []
        typed(name, "x|y")


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("2018-02-09", "2018-02-09"),
        ("2018-02-09T12:00:00+01:00", "2018-02-09T11:00:00Z"),
        ("2018-02-09 12:00:00 UTC", "2018-02-09T12:00:00Z"),
        ("2018-02-09T12:00:00.123456Z", "2018-02-09T12:00:00.123456Z"),
        ("2018-02-09 12:00", "2018-02-09"),
        ("2018-02-30", ""),
        ("2018-13-45", ""),
        ("0001-01-01T00:00:00+23:59", ""),
        ("1518220800", ""),
        ("", ""),
    ],
)
def test_moments(text, stamp):
    assert moment(text) == stamp


def test_seconds_since_1970():
    assert epoch("1518220800") == "2018-02-10T00:00:00Z"
    assert epoch("99999999999") == epoch("0") == epoch("x") == ""
