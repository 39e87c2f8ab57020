"""Every observation and every character of a text leads to the bytes it was read from, whatever stands around them."""

import io
import json
import runpy
import tarfile
import zipfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from probandum.model.exhibit import Exhibit, Locator
from probandum.model.ident import digest
from probandum.model.observation import Member, Observation, Text
from probandum.readers.archive import ArchiveReader
from probandum.readers.indicator_csv import CsvReader
from probandum.readers.json_offsets import tidy
from probandum.readers.mail import MailReader
from probandum.readers.misp import MispReader
from probandum.readers.observables import plain
from probandum.readers.stix import StixReader

SAMPLES = runpy.run_path(str(Path(__file__).parents[1] / "unit/readers/structured_samples.py"))
READERS = {
    media: reader
    for reader in (StixReader, MispReader, CsvReader, MailReader, ArchiveReader)
    for media in reader.media_types
}

prose = st.text(st.characters(codec="utf-16"), max_size=30)
words = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
how = st.fixed_dictionaries(
    {"ensure_ascii": st.booleans(), "indent": st.sampled_from([None, 1, "\t"]), "sort_keys": st.booleans()}
)
laws = settings(max_examples=60, deadline=None)


def read(media: str, data: bytes) -> list:
    return list(READERS[media]().read(Exhibit(digest(data), len(data), media), data))


def cut(data: bytes, where: Locator) -> str:
    return data[where.start : where.end].decode()


def check_json(data: bytes, parts: list) -> int:
    """Each observation is what its bytes say once JSON's escapes are undone; each character of the text likewise."""
    count = 0
    for part in parts:
        if isinstance(part, Observation):
            count += 1
            assert plain(json.loads(f'"{cut(data, part.locator)}"'), 1_000) == (part.surface or part.value)
        elif isinstance(part, Text):
            for span in part.spans:
                raw = json.loads(f'"{cut(data, span.source)}"')
                assert tidy(raw) == part.text[span.start : span.end]
    return count


@laws
@given(st.lists(st.tuples(words, prose, prose), min_size=1, max_size=5), how)
def test_stix(rows, form):
    objects = []
    for number, (name, title, said) in enumerate(rows):
        tail = f"--00000000-0000-4000-8000-{number:012d}"
        where = f"http://{name}.example/it's"
        pattern = "[url:value = '" + where.replace("'", "\\'") + f"' AND file:name = '{name}']"
        objects += [
            {"type": "domain-name", "id": f"domain-name{tail}", "x": said, "value": f"{name}.Example"},
            {
                "type": "indicator",
                "id": f"indicator{tail}",
                "name": title,
                "description": said,
                "pattern": pattern,
            },
            {"type": "mutex", "id": f"mutex{tail}", "name": title + name},
        ]
    data = json.dumps({"type": "bundle", title: said, "objects": objects}, **form).encode()
    parts = read("application/stix+json", data)
    assert check_json(data, parts) == 4 * len(rows)
    expected = [one[key] for one in objects for key in ("name", "description") if one["type"] == "indicator"]
    expected = [one for one in expected if one.strip()]
    texts = [part.text for part in parts if isinstance(part, Text)]
    assert texts == (["\n\n".join(tidy(one) for one in expected)] if expected else [])


@laws
@given(st.lists(st.tuples(words, prose), min_size=1, max_size=5), how)
def test_misp(rows, form):
    attributes = []
    for number, (name, said) in enumerate(rows):
        value = f"{said.replace('|', '')}{name}.exe|{number:032x}"
        attributes.append({"type": "filename|md5", "value": value, "comment": said})
    data = json.dumps({"Event": {"info": rows[0][1], "Attribute": attributes}}, **form).encode()
    assert check_json(data, read("application/x-misp+json", data)) == 2 * len(rows)


@laws
@given(
    st.lists(
        st.tuples(words, st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20)),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_csv(rows, delimiter, ending):
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    lines = [delimiter.join(("comment", "domain"))]
    lines += [delimiter.join((quoted(said), f"{name}[.]example")) for name, said in rows]
    data = (ending.join(lines) + ending).encode()
    found = [part for part in read("text/csv", data) if isinstance(part, Observation)]
    assert [one.value for one in found] == [f"{name}.example" for name, _ in rows]
    assert [cut(data, one.locator) for one in found] == [f"{name}[.]example" for name, _ in rows]
    for part in read("text/csv", data):
        for span in part.spans if isinstance(part, Text) else ():
            assert cut(data, span.source).replace('""', '"') == part.text[span.start : span.end]


@laws
@given(
    words,
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=30), max_size=5),
    st.booleans(),
)
def test_mail(name, lines, nested):
    body = "\r\n".join(line for line in lines if not line.startswith("--")).encode()
    head = f"From: x <{name}@example.org>\r\nReceived: from [192.0.2.9]\r\nSubject: {name}\r\n".encode()
    if nested:
        head += b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    kind = b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
    data = head + kind + body + (b"\r\n--b--\r\n" if nested else b"")
    parts = read("message/rfc822", data)
    found = [part for part in parts if isinstance(part, Observation)]
    assert [cut(data, one.locator) for one in found] == [one.surface or one.value for one in found]
    assert {one.value for one in found} == {f"{name}@example.org", "192.0.2.9"}
    (text,) = [part for part in parts if isinstance(part, Text)]
    said = body.decode().replace("\r\n", "\n")
    assert text.text.removeprefix(name).strip() == said.strip()
    for span in text.spans:
        assert cut(data, span.source).replace("\r\n", "\n") == text.text[span.start : span.end]


@laws
@given(st.dictionaries(words, st.binary(max_size=200), min_size=1, max_size=6))
def test_archives_give_what_was_put_in(files):
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with (
        zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive,
        tarfile.open(fileobj=tarred, mode="w") as tape,
    ):
        for name, data in files.items():
            archive.writestr(name, data)
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tape.addfile(info, io.BytesIO(data))
    expected = [Member(name, data) for name, data in files.items()]
    assert read("application/zip", zipped.getvalue()) == expected
    assert read("application/x-tar", tarred.getvalue()) == expected


def test_the_same_exhibit_gives_the_same_products():
    for media, data in SAMPLES["SAMPLES"].values():
        assert read(media, data) == read(media, data)
