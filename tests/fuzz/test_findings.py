"""What fuzzing once found stays found: each file is read again by its reader, which may only raise ReadError."""

from contextlib import suppress
from pathlib import Path

import pytest

from probandum import plugins
from probandum.errors import ReadError
from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest

FOUND = sorted(path for path in (Path(__file__).parent / "findings").rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_read_again(path):
    reader, data = plugins.load("readers", path.parent.name), path.read_bytes()
    for media in reader.media_types:
        parts = []
        with suppress(ReadError):
            parts.extend(reader.read(Exhibit(digest(data), len(data), media), data))
        for part in parts:
            for span in getattr(part, "spans", ())[:20]:
                part.locate(span.start, span.end)


def test_there_are_findings():
    assert FOUND
