"""Whatever the bytes: a reader of structured exhibits raises nothing but ReadError, points into the exhibit, and ends soon."""

import runpy
import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from probandum.errors import ReadError
from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest
from probandum.model.observation import Member, Observation, Omission, Text
from probandum.readers.archive import ArchiveReader
from probandum.readers.indicator_csv import CsvReader
from probandum.readers.mail import MailReader
from probandum.readers.misp import MispReader
from probandum.readers.stix import StixReader

SAMPLES = runpy.run_path(str(Path(__file__).parents[1] / "unit/readers/structured_samples.py"))["SAMPLES"]
READERS = {
    media: reader()
    for reader in (StixReader, MispReader, CsvReader, MailReader, ArchiveReader)
    for media in reader.media_types
}
SECONDS = 5.0

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


def check(media: str, data: bytes) -> None:
    start = time.process_time()
    parts: list = []
    wrong = "no error"
    try:
        parts.extend(READERS[media].read(Exhibit(digest(data), len(data), media), data))
    except ReadError as error:
        wrong = str(error)
    assert wrong
    assert "\n" not in wrong
    assert time.process_time() - start < SECONDS
    msgspec.msgpack.encode(parts)
    for part in parts:
        if isinstance(part, Observation):
            assert part.kind
            assert part.value
            assert 0 <= part.locator.start < part.locator.end <= len(data)
            assert 0 < part.authenticity < 1
            assert part.id
        elif isinstance(part, Text):
            last, byte = 0, len(data)
            for span in part.spans:
                assert last <= span.start < span.end <= len(part.text)
                assert 0 <= span.source.start < span.source.end <= byte
                last = span.end
        elif isinstance(part, Omission):
            assert "\n" not in part.what
            assert part.id
        else:
            assert isinstance(part, Member)
            assert part.name


def mutate(data: bytes, edits: list[tuple[str, float, float, bytes]]) -> bytes:
    """Apply edits at relative places: cut out, overwrite, insert, repeat a stretch."""
    for kind, left, right, new in edits:
        begin, end = sorted((int(left * len(data)), int(right * len(data))))
        end = min(end, begin + 40)
        if kind == "cut":
            data = data[:begin] + data[end:]
        elif kind == "write":
            data = data[:begin] + new + data[begin + len(new) :]
        elif kind == "insert":
            data = data[:begin] + new + data[begin:]
        elif kind == "repeat":
            data = data[:end] + data[begin:end] * 3 + data[end:]
        else:
            data = data[:end]
    return data


SPICE = [
    b'"',
    b"\\",
    b"{",
    b"[",
    b"]",
    b"}",
    b",",
    b"\0",
    b"\r",
    b"\n",
    b"=",
    b"\\ud800",
    b"--",
    b"\xff",
    b"NaN",
    b"1e999",
]
edits = st.lists(
    st.tuples(
        st.sampled_from(["cut", "write", "insert", "repeat", "end"]),
        st.floats(0, 1),
        st.floats(0, 1),
        st.sampled_from(SPICE) | st.binary(max_size=6),
    ),
    min_size=1,
    max_size=6,
)
quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_valid_exhibits(name):
    check(*SAMPLES[name])


@pytest.mark.parametrize("name", sorted(SAMPLES))
@quick
@given(edits)
def test_mutated_exhibits(name, changes):
    media, data = SAMPLES[name]
    check(media, mutate(data, changes))


@pytest.mark.parametrize("media", sorted(READERS))
@quick
@given(st.binary(max_size=300))
@example(b"")
@example(b"\0" * 100_000)
def test_any_bytes(media, data):
    check(media, data)


@quick
@given(st.data())
def test_any_value_in_the_place_of_any_other(data):
    """Replace one value somewhere in a valid bundle or event by any JSON value."""
    module = runpy.run_path(str(Path(__file__).parents[1] / "unit/readers/structured_samples.py"))
    kind = data.draw(st.sampled_from(["stix21", "stix20", "misp"]))
    whole = module[kind]()
    place = whole
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.integers(0, 3)) == 0:
            place[key] = data.draw(json_values)
            break
        place = inner
    check(SAMPLES[kind][0], module["encoded"](whole))
