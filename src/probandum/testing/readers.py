"""What every reader keeps."""

from collections.abc import Iterable, Sequence

from probandum.errors import ReadError
from probandum.interfaces import Reader
from probandum.model.exhibit import Exhibit, Locator
from probandum.model.ident import digest
from probandum.model.observation import Member, Observation, Omission, Text

Part = Observation | Text | Member | Omission
GARBAGE: tuple[bytes, ...] = (
    b"",
    b"\x00" * 4096,
    b"\xff\xfe\xfd" * 100,
    bytes(range(256)) * 16,
    b"%PDF-1.7\n%%EOF",
    b"<" * 10_000,
    b"{" * 10_000,
    b"[" * 100_000,
    b"PK\x03\x04" + b"\x00" * 100,
    b"From: a@example.org\r\n\r\n" + b"--\r\n" * 1000,
)
"""What no reader may fall over."""


def check_reader(reader: Reader, samples: Sequence[bytes], media_type: str = "") -> None:
    """Check a reader on samples it can read, on prefixes of them and on garbage.

    Args:
        reader: the reader.
        samples: files that it reads.
        media_type: what the samples are; the first type that the reader names where it is empty.

    Raises:
        AssertionError: the reader breaks a promise of :class:`probandum.interfaces.Reader`; the message says which.
    """
    assert samples, "give at least one sample that the reader reads"
    name, slash, version = reader.name.partition("/")
    assert name and slash and version, f"{reader.name!r} is not name/version"
    assert reader.media_types, f"{reader.name} reads no media type"
    media = media_type or reader.media_types[0]
    for sample in samples:
        parts = _read(reader, sample, media)
        assert parts, f"{reader.name} yields nothing for a sample it should read"
        assert parts == _read(reader, sample, media), f"{reader.name} gives another result the second time"
        _check_parts(reader, sample, parts)
    for data in (*GARBAGE, *_prefixes(samples)):
        _check_parts(reader, data, _read(reader, data, media))


def _read(reader: Reader, data: bytes, media: str) -> list[Part]:
    """Read, letting only ``ReadError`` pass as an answer."""
    exhibit = Exhibit(digest(data), len(data), media)
    parts: list[Part] = []
    try:
        parts.extend(reader.read(exhibit, data))
    except ReadError as error:
        assert "\n" not in str(error), f"{reader.name}: an error is one line, not {error!s}"
        assert str(error).strip(), f"{reader.name}: an error without words"
    return parts


def _prefixes(samples: Iterable[bytes]) -> Iterable[bytes]:
    for sample in samples:
        for part in (1, 2, 3):
            yield sample[: len(sample) * part // 4]


def _check_parts(reader: Reader, data: bytes, parts: Iterable[Part]) -> None:
    exhibit = digest(data)
    for part in parts:
        match part:
            case Observation():
                assert part.by == reader.name, f"{reader.name}: an observation signed {part.by!r}"
                assert part.exhibit == exhibit, f"{reader.name}: an observation of another exhibit"
                assert 0 <= part.authenticity <= 1, f"{reader.name}: authenticity {part.authenticity}"
                _check_locator(reader, data, part.locator)
            case Text():
                assert part.exhibit == exhibit, f"{reader.name}: a text of another exhibit"
                _check_spans(reader, data, part)
            case Omission():
                assert part.what.strip(), f"{reader.name}: an omission without words"
                assert "\n" not in part.what, f"{reader.name}: an omission is one line"
            case Member():
                assert isinstance(part.data, bytes), f"{reader.name}: a member without bytes"


def _check_locator(reader: Reader, data: bytes, locator: Locator) -> None:
    assert 0 <= locator.start < locator.end, f"{reader.name}: empty or backward place {locator}"
    if locator.unit == "byte":
        assert locator.end <= len(data), f"{reader.name}: {locator} lies outside {len(data)} bytes"
    else:
        assert locator.page >= 1, f"{reader.name}: {locator} names no page"


def _check_spans(reader: Reader, data: bytes, text: Text) -> None:
    last = 0
    for span in text.spans:
        assert last <= span.start < span.end <= len(text.text), (
            f"{reader.name}: spans overlap or leave the text at {span}"
        )
        _check_locator(reader, data, span.source)
        last = span.end
    for span in text.spans[:50]:
        found = text.locate(span.start, span.end)
        assert (found.start, found.end) == (span.source.start, span.source.end), (
            f"{reader.name}: {span} leads to {found}"
        )
