import time
from decimal import Decimal

import pytest
from structured_samples import CSV, SHA256

from probandum.errors import ReadError
from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest
from probandum.model.observation import Observation, Omission, Text
from probandum.readers.csv_rows import rows, sniff
from probandum.readers.indicator_csv import COLUMNS, CsvReader


def read(data: bytes | str):
    data = data.encode() if isinstance(data, str) else data
    return data, list(CsvReader().read(Exhibit(digest(data), len(data), "text/csv"), data))


def observations(parts):
    return [part for part in parts if isinstance(part, Observation)]


def values(parts):
    return [(one.kind, one.value) for one in observations(parts)]


def told(parts):
    return "\n".join(part.what for part in parts if isinstance(part, Omission))


def test_a_table_with_types():
    data, parts = read(CSV)
    assert values(parts) == [
        ("ipv4-addr", "192.0.2.1"),
        ("domain-name", "evil.example"),
        ("file", f"sha256:{SHA256}"),
    ]
    first, second, _ = observations(parts)
    assert data[second.locator.start : second.locator.end] == b"evil[.]example"
    assert (first.time, second.time) == ("2018-02-09T11:00:00Z", "2018-02-09")
    assert (first.authenticity, second.authenticity) == (Decimal("0.95"), Decimal("0.70"))


def test_descriptions_are_text_and_lead_to_their_cells():
    data, parts = read(CSV)
    (text,) = [part for part in parts if isinstance(part, Text)]
    assert text.text == '“first” relay\nsays "x", and more'
    at = text.text.index('says "x"')
    place = text.locate(at, at + 8)
    assert data[place.start : place.end] == b'says ""x""'


@pytest.mark.parametrize(
    "cell", ['=HYPERLINK(""http://x.example"")', "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-x"]
)
def test_formulas_are_data(cell):
    _, parts = read(f'indicator\n192.0.2.1\n"{cell}"\n')
    assert values(parts) == [("ipv4-addr", "192.0.2.1")]
    assert "cells that are formulas; kept as data, never evaluated: 1" in told(parts)


def test_misp_export():
    table = (
        "uuid,event_id,category,type,value,comment,to_ids,date\n"
        '"5a7b",1,"Network activity","domain|ip","example.com|192.0.2.9","relay",1,1518220800\n'
        '"5a7c",1,"Payload delivery","filename|md5","a.exe|' + "a" * 32 + '","",0,1518220800\n'
    )
    data, parts = read(table)
    assert values(parts) == [
        ("domain-name", "example.com"),
        ("ipv4-addr", "192.0.2.9"),
        ("file", "name:a.exe"),
        ("file", "md5:" + "a" * 32),
    ]
    second = observations(parts)[1]
    assert data[second.locator.start : second.locator.end] == b"192.0.2.9"
    assert second.time == "2018-02-10T00:00:00Z"
    assert "columns that are not read: 3 (uuid, event-id, category)" in told(parts)


def test_columns_named_by_what_they_hold():
    _, parts = read("Date;MD5;Domain;Malware;Seen by\n2018-02-09;" + "b" * 32 + ";c2.example;Wiper X;us\n")
    assert values(parts) == [
        ("file", "md5:" + "b" * 32),
        ("domain-name", "c2.example"),
        ("malware", "Wiper X"),
    ]
    assert "columns that are not read: 1 (seen-by)" in told(parts)


def test_a_list_without_header_is_read_by_shape():
    _, parts = read(
        "192.0.2.1\nevil[.]example\nreport.pdf\nhxxps://x[.]example/a\nCVE-2017-0144\nT1059\nfree words\n"
    )
    assert values(parts) == [
        ("ipv4-addr", "192.0.2.1"),
        ("domain-name", "evil.example"),
        ("url", "https://x.example/a"),
        ("vulnerability", "CVE-2017-0144"),
        ("attack-pattern", "T1059"),
    ]
    assert {one.authenticity for one in observations(parts)} == {Decimal("0.85")}
    assert "rows without an indicator: 2" in told(parts)


def test_a_feed_with_its_header_in_a_comment():
    _, parts = read('# Feed of examples\n# "first_seen_utc", "dst_ip"\n"2018-02-09 10:00:00", "192.0.2.1"\n')
    assert values(parts) == [("ipv4-addr", "192.0.2.1")]
    assert observations(parts)[0].time == "2018-02-09"
    assert "Feed of examples" in "".join(part.text for part in parts if isinstance(part, Text))


def test_excel_may_state_its_delimiter():
    _, parts = read("sep=;\nvalue;comment\n192.0.2.1;a, b\n")
    assert values(parts) == [("ipv4-addr", "192.0.2.1")]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b\n", "|"),
        ("word\n", ","),
        ("", ","),
        ("a\nb;c\n", ","),
    ],
)
def test_delimiters_are_told_from_the_first_lines(text, delimiter):
    assert sniff(text) == delimiter


def test_broken_quoting_loses_no_line():
    _, parts = read('value,comment\n192.0.2.1,"open\n192.0.2.2,x\n192.0.2.3,y\n')
    assert [value for _, value in values(parts)] == ["192.0.2.1", "192.0.2.2", "192.0.2.3"]
    assert "broken quoting" in told(parts)


def test_ragged_rows_are_read_and_told():
    _, parts = read("value,comment\n192.0.2.1\n192.0.2.2,a,b,c\n")
    assert [value for _, value in values(parts)] == ["192.0.2.1", "192.0.2.2"]
    assert "more or fewer cells than the header: 2" in told(parts)


def test_a_million_columns_are_bounded():
    start = time.process_time()
    _, parts = read("value," * 1_000_000 + "x\n" + "192.0.2.1," * 1_000_000 + "x\n")
    assert time.process_time() - start < 10
    assert len(observations(parts)) == COLUMNS
    assert f"cells after the first {COLUMNS:,} of a row, not read: 1,998,002" in told(parts)


def test_nul_bytes_and_other_encodings():
    _, parts = read(b"value\n192.0.2.1\0\n" + b"192.0.2.2\n" * 30)
    assert ("ipv4-addr", "192.0.2.2") in values(parts)
    data, parts = read("type;value\ndomain;m\u00fcnchen.example\n".encode("utf-16"))
    (one,) = observations(parts)
    assert one.value == "xn--mnchen-3ya.example"
    assert data[one.locator.start : one.locator.end].decode("utf-16-le") == "m\u00fcnchen.example"


def test_unclosed_quotes_take_linear_time():
    start = time.process_time()
    list(rows('"a\n' * 60_001, 0, ",", 9))
    list(rows('x,"a\n' * 20_001, 0, ",", 9))
    list(rows('"' + "a" * 1_000_000, 0, ",", 9))
    assert time.process_time() - start < 10


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_nothing_is_a_read_error(data):
    with pytest.raises(ReadError):
        read(data)


def test_garbage_gives_no_observation_but_is_told():
    _, parts = read(bytes(range(256)) * 20)
    assert observations(parts) == []
    assert told(parts)


def test_wrong_times_are_told():
    _, parts = read("value,first_seen\n192.0.2.1,2018-13-45\n")
    assert observations(parts)[0].time is None
    assert "times that are none, dropped: 1 (2018-13-45)" in told(parts)


def test_rows_are_limited(monkeypatch):
    monkeypatch.setattr("probandum.readers.indicator_csv.ROWS", 3)
    _, parts = read("value\n" + "192.0.2.1\n" * 10)
    assert len(observations(parts)) == 2
    assert "lines after the first 3 rows, not read; split the table: 8" in told(parts)
