import gzip
import io
import json
import tarfile
import time
import zipfile

import pytest

from probandum.custody.sniff import HEAD, sniff

STIX, MISP, JSON = "application/stix+json", "application/x-misp+json", "application/json"
HTML, MAIL, CSV, TEXT, BYTES = (
    "text/html",
    "message/rfc822",
    "text/csv",
    "text/plain",
    "application/octet-stream",
)
OBJECT = '{"type":"tool","id":"tool--03342581-f790-4f03-ba41-e82e67392e23"}'


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "hello")
    return out.getvalue()


def tarred(form: int) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        archive.addfile(tarfile.TarInfo("a.txt"), io.BytesIO())
    return out.getvalue()


@pytest.mark.parametrize(
    ("wanted", "data"),
    [
        ("application/x-empty", b""),
        ("application/pdf", b"%PDF-1.7\n\xe2\xe3"),
        ("application/pdf", b"\xef\xbb\xbf\n%PDF-1.4\n"),
        ("application/pdf", b"\x00\x01\x02 junk before it\n%PDF-1.4\n\xe2\xe3"),
        (TEXT, b"The header %PDF-1.4 begins such a file."),
        ("application/zip", zipped()),
        ("application/zip", b"PK\x05\x06" + bytes(18)),
        ("application/gzip", gzip.compress(b"hello", mtime=0)),
        ("application/x-tar", tarred(tarfile.GNU_FORMAT)),
        ("application/x-tar", tarred(tarfile.PAX_FORMAT)),
        ("application/x-tar", tarred(tarfile.USTAR_FORMAT)),
        (TEXT, b" " * 257 + b"ustar" + b" " * 600),
        (BYTES, bytes(1 << 17)),
        (BYTES, bytes(1)),
        (BYTES, bytes(range(256)) * 4),
        (BYTES, b"\x7fELF\x02\x01\x01" + bytes(9)),
        (BYTES, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    ],
)
def test_binary_formats(wanted, data):
    assert sniff(data) == wanted


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        (STIX, '{"type": "bundle", "id": "bundle--1"}'),
        (STIX, '\r\n\t{ "type"\n:\t"bundle" ,"objects":[]}'),
        (STIX, '{"objects": [{"type": "x"}], "type": "bundle"}'),
        (
            STIX,
            '{"id":"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d","objects":[' + ",".join([OBJECT] * 2000),
        ),
        (STIX, '{"objects":[' + ",".join([OBJECT] * 3000) + '],"type":"bundle"}'),
        (JSON, '{"object": {"type": "bundle"}}'),
        (JSON, '{"type": "bundles"}'),
        (MISP, '{"Event": {"info": "x"}}'),
        (MISP, '[{"Event": {"info": "x"}}]'),
        (MISP, '{"response": [{"Event": {"info": "x"}}]}'),
        (MISP, '{"response": {"Event": {}}}'),
        (JSON, '{"Event": 3}'),
        (JSON, "[]"),
        (JSON, '[1, -2.5e3, true, null, "a\\"b"]'),
        (JSON, '{"a": {"b": [{"c": "cut off he'),
        (TEXT, '{"a": 1}\n{"a": 2}'),
        (TEXT, "[1] The report names nobody."),
        (TEXT, "[info] started\n[info] stopped\n"),
        (TEXT, "{not json}"),
        (TEXT, '{"a": 01}'),
        (TEXT, '{"a" 1}'),
        (TEXT, '"a string"'),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_json_by_its_grammar(wanted, text, encoding):
    # Twice the bytes a character may push what tells beyond the first 64 KiB.
    if len(text) < 10_000 or encoding == "utf-8":
        assert sniff(text.encode(encoding)) == wanted


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        (HTML, "<!DOCTYPE html><title>x</title>"),
        (HTML, "<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>"),
        (HTML, " \r\n<HTML>"),
        (HTML, "<?xml version='1.0'?>\n<!-- saved --><!-- twice -->\n<html xmlns='x'>"),
        (HTML, "<!-- never closed, as browsers take it " + "x" * 70_000),
        (HTML, "<p>One paragraph"),
        (TEXT, "<private>"),
        (TEXT, "<?xml version='1.0'?><feed/>"),
        (TEXT, "a < b and <p> is a tag"),
        (MAIL, "From: a@example.org\r\nSubject: hello\r\n\r\nbody"),
        (MAIL, "Received: from x\n\tby y\nReturn-Path: <a@example.org>\n\nbody"),
        (MAIL, "From a@example.org Mon Jan  1 00:00:00 2024\nFrom: a\nTo: b\n\nbody"),
        (MAIL, "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n"),
        (MAIL, "Date: x\nTo: y\nX-Long: " + "z" * 70_000),
        (TEXT, "Subject: only one field\n\nbody"),
        (TEXT, "Date: 2022\nPlace: nowhere\n\nbody"),
        (TEXT, "From: a\nthis is no header field\nTo: b\n"),
        (TEXT, "To: a\nCc: b\n\nno telling field"),
        (CSV, "type,value\ndomain,example.org\n"),
        (CSV, "type;value;note\ndomain;example.org;\n"),
        (CSV, "type\tvalue\r\nip\t192.0.2.1\r\n"),
        (CSV, 'type,note\nip,"two\nlines, and a comma"\n'),
        (CSV, '# a feed\n# first_seen,ioc\n"2024-01-01","192.0.2.1"\n"2024-01-02","192.0.2.2"\n'),
        (CSV, "type,value\n" + "ip,192.0.2.1\n" * 9_000),
        (TEXT, "192.0.2.1,80\n192.0.2.2,443\n"),
        (TEXT, "type,value\ndomain\n"),
        (TEXT, "type,value\n"),
        (TEXT, "Roses are red, violets are blue\nSugar is sweet, and so are you\n"),
        (TEXT, "# a comment only"),
        (TEXT, "# Heading\n\nA paragraph, with a comma.\n"),
        (TEXT, "Nothing, or much, is said here.\nAnd again, here, it is not.\n"),
        (TEXT, "x"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_text_by_its_beginning(wanted, text, encoding):
    assert sniff(text.encode(encoding)) == wanted


@pytest.mark.parametrize(
    "data",
    [
        "Отчёт об инциденте".encode("cp1251"),
        "事件报告,没有结论".encode("gb18030"),
        "報告書".encode("iso2022_jp"),
        "Bericht über den Vorfall – „ohne“ Ergebnis".encode("cp1252"),
        "Отчёт".encode("utf-16"),
        "long text with é at the cut: ".encode() + b"x" * (HEAD - 31) + "é".encode(),
        b"one \x00 in a long log " + b"of many characters " * 20,
    ],
)
def test_any_encoding_is_text(data):
    assert sniff(data) == TEXT


def test_only_the_beginning_counts():
    long = json.dumps({"type": "bundle", "objects": ["x" * 90_000]}).encode()
    assert sniff(long) == sniff(long[:HEAD]) == STIX


@pytest.mark.parametrize(
    "data",
    [
        b'{"' + b'\\"' * HEAD,
        b'{"a":"' + b"\\" * HEAD,
        b"[" * HEAD,
        b'{"a":' * HEAD,
        b"<!---->" * HEAD,
        b"<?xml " * HEAD,
        b"A:\n" * HEAD,
        b"#\n" * HEAD,
        b'a,b\n"' + b"x\n" * HEAD,
        b"\n" * HEAD,
        b"[" + b"1e" * HEAD,
        b" " * HEAD,
    ],
)
def test_bytes_made_to_be_slow_are_not(data):
    began = time.process_time()
    sniff(data)
    assert time.process_time() - began < 1.0
